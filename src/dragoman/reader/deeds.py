"""The grid of pairs → deeds: pairs of one type whose words are the same tell one deed; who takes part is asked again.

    pairs → groups, each with the piece that tells it → roles of every mention → deeds

What the net is not sure of is left out: no pair or party under the card's thresholds counts, no deed of which nobody
is left, and none that is hardly likely to be right in all.
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


class Group(msgspec.Struct, frozen=True):
    """Pairs that tell one deed. `pair` is how likely the surest of them is, `told` that its words tell such a deed."""

    edges: tuple[Edge, ...]
    words: int
    pair: float
    told: float

    @property
    def probability(self) -> float:
        return float(np.sqrt(self.pair * self.told))


class Grid(msgspec.Struct, frozen=True):
    """One sentence's logits, without what was padded."""

    kind: np.ndarray  # [N,N,types + 1]
    mode: np.ndarray
    aux: np.ndarray
    of: np.ndarray
    mutual: np.ndarray  # [N,N]
    cameo: np.ndarray
    words: np.ndarray  # [N,N,T]
    tells: np.ndarray  # [T,types + 1]


def tellable(tells: np.ndarray, mask: np.ndarray, card: Card) -> np.ndarray:
    """Which sentences [B] have words that may tell a deed: in the others no pair could reach the card's threshold."""
    likeliest = softmax(tells)[..., :-1].max(-1) * mask
    least = card.thresholds.deed**2  # a deed's probability is the geometric mean of this and a pair's, at most 1
    return likeliest.max(-1) >= least


def groups(grid: Grid, card: Card) -> tuple[Group, ...]:
    """What is done in a sentence: pairs of one type and the same words together.

    A pair without actor or recipient yields to those that have both.
    """
    gathered: list[list[Edge]] = []
    for edge in sorted(_edges(grid, card), key=lambda edge: (not (edge.actor and edge.recipient), -edge.probability)):
        group = next((group for group in gathered if _belongs(edge, group)), None)
        if group is None:
            gathered.append([edge])
        elif edge.actor and edge.recipient:
            group.append(edge)
    told = softmax(grid.tells)
    made = (_group(edges, told) for edges in gathered)
    return tuple(group for group in made if group.probability >= card.thresholds.deed)


def _group(edges: list[Edge], told: np.ndarray) -> Group:
    surest = max(edges, key=lambda edge: edge.probability)
    near = told[max(0, surest.words - NEAR) : surest.words + NEAR + 1, surest.type]
    return Group(tuple(edges), surest.words, surest.probability, float(near.max()))


def _edges(grid: Grid, card: Card) -> Iterator[Edge]:
    """The pairs that may tell something, each with its likeliest type, and with a second one nearly as likely."""
    likely = softmax(grid.kind / card.calibration.temperature)
    mutual = sigmoid(grid.mutual)
    none = len(card.types)
    for one, other in zip(*np.nonzero(likely[..., none] < 1 - card.thresholds.pair), strict=True):
        if one == other:
            continue
        chances = likely[one, other]
        ranked = np.argsort(-chances[:none])
        for place, type_ in enumerate(ranked[:2]):
            if chances[type_] < (card.thresholds.second if place else card.thresholds.pair):
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


def deed(
    group: Group, roles: np.ndarray, grid: Grid, named: Sequence[Named], pieces: Pieces, sentence: Span, card: Card
) -> Deed | None:
    """The deed of a group; None where nobody is likely to take part, or all of it is hardly likely to be right.

    `roles` [N,2]: logits of actor and recipient. Spans of `pieces` are the article's.
    """
    first, known = group.edges[0], weighed(group, roles, grid, named, card)
    sure = confidence(known.said, card)
    if not (known.acting or known.suffering) or sure < card.thresholds.right:
        return None
    cells = _cells(group)
    type_ = card.types[first.type]
    of = int(grid.of[cells].mean(0).argmax())
    words = pieces.word(group.words)
    modes = _modes(grid.mode[cells].mean(0), type_, card)
    surest = max(group.edges, key=lambda edge: edge.probability)
    return Deed(
        type=type_,
        modes=tuple(mode for _, mode in modes),
        aux=known.aux,
        of=card.types[of] if of < len(card.types) else None,
        mutual=first.mutual,
        cameo=card.cameo[int(grid.cameo[cells].mean(0).argmax())],
        actors=tuple(named[number - 1] for number in known.acting),
        recipients=tuple(named[number - 1] for number in known.suffering),
        words=words if len(words) else sentence,
        sentence=sentence,
        confidence=sure,
        why=(
            f"type {type_} {surest.probability:.2f}, else {surest.next_best[0]} {surest.next_best[1]:.2f}",
            f"words tell it {group.told:.2f}",
            *(f"mode {mode} {chance:.2f}" for chance, mode in modes),
            ", ".join(f"{name} {chance:.2f}" for name, chance in zip(card.aux, known.likely, strict=True)),
            *((f"with one another {float(sigmoid(grid.mutual[cells].mean())):.2f}",) if first.mutual else ()),
        ),
    )  # fmt: skip


class Weighed(msgspec.Struct, frozen=True):
    """Who takes part in a deed, by their numbers, its flags, and what the heads say of it, for Calibration to weigh."""

    acting: list[int]
    suffering: list[int]
    aux: tuple[str, ...]
    likely: list[float]  # each flag of the card
    said: np.ndarray  # [4]: of the surest pair, of all parties, of all flags, and one


def weighed(group: Group, roles: np.ndarray, grid: Grid, named: Sequence[Named], card: Card) -> Weighed:
    """Who takes part in the group's deed, which flags it has, and how surely. `roles` [N,2]: of actor and recipient."""
    chances = sigmoid(roles)
    if group.edges[0].mutual:  # all act, whichever the head says
        chances = np.stack([chances.max(1), np.zeros(len(chances))], 1)
    acting, suffering = _parties(group, chances, card)
    told = np.zeros(chances.shape, bool)
    told[acting, 0] = True
    told[suffering, 1] = True
    phrases = np.prod([named[number - 1].confidence for number in (*acting, *suffering)])
    parties = float(_as_told(chances[1:], told[1:]) * phrases)

    likely = sigmoid(grid.aux[_cells(group)].mean(0))
    holds = likely >= np.array([card.thresholds.aux[name] for name in card.aux])
    sides = group.pair, parties, _as_told(likely, holds)
    return Weighed(
        acting, suffering, tuple(name for name, so in zip(card.aux, holds, strict=True) if so), likely.tolist(),
        np.array([*map(logit, sides), 1.0]),
    )  # fmt: skip


def _as_told(chances: np.ndarray, told: np.ndarray) -> float:
    """How likely it is that all is so of which that is told, and nothing else."""
    return float(np.where(told, chances, 1 - chances).prod())


def _cells(group: Group) -> tuple[np.ndarray, ...]:
    """The group's pairs in the grid."""
    return tuple(np.array([(edge.actor, edge.recipient) for edge in group.edges]).T)


def _parties(group: Group, chances: np.ndarray, card: Card) -> tuple[list[int], list[int]]:
    """Who acts and who suffers, by their numbers: those likely enough, else whom the surest pair names.

    A pair guesses both its ends at once, and is surer that something is done than by whom: whoever it names and who
    is hardly likely once the deed's words are known takes no part.
    """
    first, most, least = group.edges[0], card.thresholds.party, card.thresholds.hinted
    acts, suffers = chances[:, 0], chances[:, 1]
    there = range(1, len(chances))
    acting = [number for number in there if acts[number] >= max(most, suffers[number])]
    if first.mutual:
        if len(acting) < 2:
            both = {number for edge in group.edges for number in (edge.actor, edge.recipient)}
            acting = [number for number in sorted(both) if acts[number] >= least]
        return (acting if len(acting) > 1 else []), []
    suffering = [number for number in there if suffers[number] >= most and suffers[number] > acts[number]]
    if not acting and first.actor and first.actor not in suffering and acts[first.actor] >= least:
        acting = [first.actor]
    if not suffering and first.recipient and first.recipient not in acting and suffers[first.recipient] >= least:
        suffering = [first.recipient]
    return acting, suffering


def confidence(said: np.ndarray, card: Card) -> float:
    """How likely all of a deed is right, of which the heads say so: how often that was so on development stories."""
    made = card.calibration
    weights = np.array([made.pair, made.parties, made.flags, made.offset])
    return round(float(sigmoid(said @ weights)), 2)


def _modes(logits: np.ndarray, type_: str, card: Card) -> list[tuple[float, str]]:
    """The modes of the type that are likely enough, likeliest first."""
    chances = sigmoid(logits)
    own = [(float(chances[at]), mode) for at, (of, mode) in enumerate(card.modes) if of == type_]
    return [(chance, mode) for chance, mode in sorted(own, reverse=True) if chance >= card.thresholds.mode]


def logit(chance: float) -> float:
    chance = min(max(chance, 0.01), 0.99)  # beyond that the net's word is no surer
    return float(np.log(chance / (1 - chance)))
