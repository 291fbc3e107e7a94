"""The grid of pairs → deeds: pairs of one type whose words are the same make one deed with its lists of parties.

What the net is not sure of is left out: no pair under the card's threshold counts.
"""

from collections.abc import Iterator, Sequence

import msgspec
import numpy as np

from dragoman.model.seen import Deed, Named
from dragoman.model.span import Span
from dragoman.reader.card import Card
from dragoman.reader.pieces import Pieces
from dragoman.reader.tagging import sigmoid, softmax

NEAR = 2  # pieces: pointers that lie so close mean the same words


class Edge(msgspec.Struct, frozen=True):
    """One pair that tells a deed: `actor` and `recipient` number the mentions from 1, 0 is nobody."""

    actor: int
    recipient: int
    type: int
    probability: float
    next_best: tuple[str, float]  # the second likeliest, "no deed" included
    words: int  # the piece that the pointer means most
    mutual: bool


class Grid(msgspec.Struct, frozen=True):
    """One sentence's logits, without what was padded."""

    kind: np.ndarray  # [N,N,types + 1]
    mode: np.ndarray
    aux: np.ndarray
    of: np.ndarray
    mutual: np.ndarray  # [N,N]
    cameo: np.ndarray
    words: np.ndarray  # [N,N,T]


def deeds(grid: Grid, named: Sequence[Named], pieces: Pieces, sentence: Span, card: Card) -> tuple[Deed, ...]:
    """The deeds of one sentence in the order of their words. Spans of `pieces` are offsets into the article."""
    edges = list(_edges(grid, card))
    found = [_deed(group, grid, named, pieces, sentence, card) for group in _groups(edges)]
    return tuple(sorted(found, key=lambda deed: (deed.words.start, deed.type)))


def _edges(grid: Grid, card: Card) -> Iterator[Edge]:
    """The pairs that tell something, each with its likeliest type, and with a second one that is nearly as likely."""
    likely = softmax(grid.kind / card.calibration.temperature)
    mutual = sigmoid(grid.mutual)
    none = len(card.types)
    for one, other in zip(*np.nonzero(likely[..., none] < 1 - card.thresholds.second), strict=True):
        if one == other:
            continue
        chances = likely[one, other]
        ranked = np.argsort(-chances[:none])
        for place, type_ in enumerate(ranked[:2]):
            least = card.thresholds.second if place else card.thresholds.deed
            if chances[type_] < least:
                break
            together = bool(one and other) and (
                mutual[one, other] >= card.thresholds.mutual or _meets(int(type_), grid.mode[one, other], card)
            )
            yield Edge(
                int(one), int(other), int(type_), float(chances[type_]), _next_best(chances, int(type_), card),
                int(grid.words[one, other].argmax()), together,
            )  # fmt: skip


def _next_best(chances: np.ndarray, type_: int, card: Card) -> tuple[str, float]:
    others = np.delete(np.arange(len(chances)), type_)
    best = int(others[chances[others].argmax()])
    return (card.types[best] if best < len(card.types) else "no deed"), float(chances[best])


def _meets(type_: int, modes: np.ndarray, card: Card) -> bool:
    """PLOVER, 2.4.2: whoever consults does so with one another, but for a visitor and his host."""
    return card.types[type_] == "CONSULT" and modes[card.modes.index(("CONSULT", "visit"))] < 0


def _groups(edges: list[Edge]) -> list[list[Edge]]:
    """Edges of one type and the same words; one without actor or recipient yields to those that have both."""
    groups: list[list[Edge]] = []
    for edge in sorted(edges, key=lambda edge: (not (edge.actor and edge.recipient), -edge.probability)):
        group = next((group for group in groups if _belongs(edge, group)), None)
        if group is None:
            groups.append([edge])
        elif edge.actor and edge.recipient:
            group.append(edge)
    return groups


def _belongs(edge: Edge, group: list[Edge]) -> bool:
    first = group[0]
    if edge.type != first.type or (edge.mutual != first.mutual and edge.actor and edge.recipient):
        return False
    if abs(edge.words - first.words) > NEAR:
        return False
    if edge.actor and edge.recipient:
        return True
    actors = {one.actor for one in group} | ({one.recipient for one in group} if first.mutual else set())
    if edge.recipient == 0:
        return edge.actor in actors or not first.recipient
    return edge.recipient in {one.recipient for one in group} or not first.actor


def _deed(
    group: list[Edge], grid: Grid, named: Sequence[Named], pieces: Pieces, sentence: Span, card: Card
) -> Deed:
    first = group[0]
    cells = tuple(np.array([(edge.actor, edge.recipient) for edge in group]).T)
    acting = sorted({edge.actor for edge in group} | ({edge.recipient for edge in group} if first.mutual else set()))
    suffering = [] if first.mutual else sorted({edge.recipient for edge in group})
    type_ = card.types[first.type]
    aux = sigmoid(grid.aux[cells].mean(0))
    of = int(grid.of[cells].mean(0).argmax())
    words = pieces.spans[first.words]
    modes = _modes(grid.mode[cells].mean(0), type_, card)
    surest = max(group, key=lambda edge: edge.probability)
    return Deed(
        type=type_,
        modes=tuple(mode for _, mode in modes),
        aux=tuple(name for name, chance in zip(card.aux, aux, strict=True) if chance >= card.thresholds.aux[name]),
        of=card.types[of] if of < len(card.types) else None,
        mutual=first.mutual,
        cameo=card.cameo[int(grid.cameo[cells].mean(0).argmax())],
        actors=tuple(named[number - 1] for number in acting if number),
        recipients=tuple(named[number - 1] for number in suffering if number),
        words=words if len(words) else sentence,
        sentence=sentence,
        confidence=_confidence(float(np.mean([edge.probability for edge in group])), card),
        why=(
            f"type {type_} {surest.probability:.2f}, else {surest.next_best[0]} {surest.next_best[1]:.2f}",
            *(f"mode {mode} {chance:.2f}" for chance, mode in modes),
            ", ".join(f"{name} {chance:.2f}" for name, chance in zip(card.aux, aux, strict=True)),
            *((f"with one another {float(sigmoid(grid.mutual[cells].mean())):.2f}",) if first.mutual else ()),
        ),
    )  # fmt: skip


def _modes(logits: np.ndarray, type_: str, card: Card) -> list[tuple[float, str]]:
    """The modes of the type that are likely enough, likeliest first."""
    chances = sigmoid(logits)
    own = [(float(chances[at]), mode) for at, (of, mode) in enumerate(card.modes) if of == type_]
    return [(chance, mode) for chance, mode in sorted(own, reverse=True) if chance >= card.thresholds.mode]


def _confidence(probability: float, card: Card) -> float:
    """How often a deed told with such a probability was wholly right on the development stories."""
    logit = np.log(probability / (1 - min(probability, 1 - 1e-6)))
    return round(float(sigmoid(card.calibration.slope * logit + card.calibration.offset)), 2)
