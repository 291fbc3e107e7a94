"""Examples → tensors: pieces, tags, the grid of pairs with what is to be learned of each, the cues with their parts."""

import random
from collections import defaultdict

import msgspec
import numpy as np
import torch
from torch import Tensor

from dragoman.evaluation.standoff import Attribution, Event
from dragoman.model.span import Span
from dragoman.reader import grid
from dragoman.reader.pieces import Cutter, Pieces
from training.batches import padded
from training.cameo import code, root
from training.examples import Example
from training.labels import AUX, CAMEO, CONTEXTS, MODES, NER_TAGS, PART_TAGS, ROOTS, TAGS, TYPES

UNKNOWN = -100  # a label that nothing is learned from
NO_DEED = len(TYPES)
MOST_MENTIONS = 12  # of a sentence while training: the grid grows with their square


class Features(msgspec.Struct):
    """One example in numbers; spans are half-open ranges of pieces."""

    example: Example
    pieces: Pieces
    tags: list[int]
    entities: list[int]
    cues: list[int]
    tells: list[int]  # the type of the deed that a piece tells, or NO_DEED
    mentions: list[tuple[int, int]]
    deeds: dict[tuple[int, int], list[Event]]  # (actor, recipient), 0 is nobody, n is mentions[n - 1]
    roles: list[tuple[tuple[int, int], list[int], list[int]]]  # a deed's words, its actors, its recipients
    parts: list[tuple[tuple[int, int], list[int]]]  # the cue, the tags of all pieces


def features(example: Example, cutter: Cutter, chance: random.Random | None = None) -> Features:
    """One example. With `chance`, of too many mentions those that take part in no deed are left out by lot."""
    pieces = cutter.cut(example.text)
    tags = [0 if example.mentions is not None else UNKNOWN] * len(pieces)
    where: dict[int, tuple[int, int]] = {}
    for number, (start, end, kind) in enumerate(example.mentions or ()):
        span = pieces.covering(Span(start, end))
        if span is not None:
            where[number] = span
            _tag(tags, span, TAGS.index(f"B-{kind}"))
    entities = [0 if example.entities is not None else UNKNOWN] * len(pieces)
    for start, end, kind in example.entities or ():
        span = pieces.covering(Span(start, end))
        if span is not None:
            _tag(entities, span, NER_TAGS.index(f"B-{kind}"))
    kept = _kept(example, list(where), chance)
    places = {number: at for at, number in enumerate(kept, 1)}
    cues, parts = _parts(example.attributions, pieces)
    return Features(
        example, pieces, tags, entities, cues, _tells(example, pieces), [where[number] for number in kept],
        _deeds(example.events, places), _roles(example.events, places, pieces, chance), parts,
    )  # fmt: skip


def _tells(example: Example, pieces: Pieces) -> list[int]:
    if example.mentions is None:
        return [UNKNOWN] * len(pieces)
    tells = [NO_DEED] * len(pieces)
    for event in example.events:
        for pair in event.words:
            span = pieces.covering(Span(*pair))
            if span is not None:
                tells[span[0] : span[1]] = [TYPES.index(event.type)] * (span[1] - span[0])
    return tells


def _tag(tags: list[int], span: tuple[int, int], begin: int) -> None:
    tags[span[0]] = begin
    tags[span[0] + 1 : span[1]] = [begin + 1] * (span[1] - span[0] - 1)


def _kept(example: Example, numbers: list[int], chance: random.Random | None) -> list[int]:
    if chance is None or len(numbers) <= MOST_MENTIONS:
        return numbers
    parties = {number for event in example.events for number in (*event.actors, *event.recipients)}
    others = [number for number in numbers if number not in parties]
    chance.shuffle(others)
    return sorted([*(number for number in numbers if number in parties), *others][:MOST_MENTIONS])


def _deeds(events: tuple[Event, ...], places: dict[int, int]) -> dict[tuple[int, int], list[Event]]:
    """Which pair of mentions tells which deeds; in a mutual deed every two of its parties do, both ways."""
    found: dict[tuple[int, int], list[Event]] = defaultdict(list)
    for event in events:
        doing = [places[number] for number in event.actors if number in places]
        done_to = [places[number] for number in event.recipients if number in places]
        if event.mutual and len(doing) > 1:
            pairs = [(one, other) for one in doing for other in doing if one != other]
        else:
            pairs = [(one, other) for one in doing or [0] for other in done_to or [0] if (one, other) != (0, 0)]
        for pair in pairs:
            found[pair].append(event)
    return dict(found)


def _roles(
    events: tuple[Event, ...], places: dict[int, int], pieces: Pieces, chance: random.Random | None
) -> list[tuple[tuple[int, int], list[int], list[int]]]:
    """Of each deed the words that carry it, or while training one piece of them: a reader's pointer is no surer."""
    found = []
    for event in events:
        spans = [span for pair in event.words if (span := pieces.covering(Span(*pair))) is not None]
        if spans:
            start, end = spans[0] if chance is None else chance.choice(spans)
            at = start if chance is None else chance.randrange(start, end)
            actors, recipients = (
                [places[number] for number in side if number in places] for side in (event.actors, event.recipients)
            )
            found.append(((at, at + 1), actors, recipients))
    return found


def _parts(
    attributions: tuple[Attribution, ...] | None, pieces: Pieces
) -> tuple[list[int], list[tuple[tuple[int, int], list[int]]]]:
    if attributions is None:
        return [UNKNOWN] * len(pieces), []
    cues, parts = [0] * len(pieces), []
    for one in attributions:
        cue = next((found for pair in one.cue if (found := pieces.covering(Span(*pair)))), None)
        if cue is None:
            continue
        _tag(cues, cue, 1)
        tags = [0] * len(pieces)
        for role, spans in (("content", one.content), ("source", one.source)):
            for pair in spans:
                span = pieces.covering(Span(*pair))
                if span is not None:
                    _tag(tags, span, PART_TAGS.index(f"B-{role}"))
        parts.append((cue, tags))
    return cues, parts


class Batch(msgspec.Struct):
    """Examples padded to one length T and one number of mentions N (the first is nobody). Labels: see `losses`."""

    ids: Tensor  # [B,T]
    shapes: Tensor  # [B,T]
    mask: Tensor  # [B,T] float
    mentions: Tensor  # [B,N,T]
    places: Tensor  # [B,N,T]
    pairs: Tensor  # [B,N,N] bool: which cells of the grid are pairs
    tags: Tensor  # [B,T]
    entities: Tensor
    cues: Tensor
    tells: Tensor
    kinds: Tensor  # [B,N,N,17]
    first: Tensor  # [B,N,N]: the type whose mode, aux, of are told
    modes: Tensor  # [B,N,N,M]
    aux: Tensor  # [B,N,N,4]
    of: Tensor  # [B,N,N]
    cameo: Tensor  # [B,N,N]: CAMEO code to three digits
    roots: Tensor  # [B,N,N]: label of PLOVER's first edition
    mutual: Tensor  # [B,N,N]
    words: Tensor  # [B,N,N,T]
    deed_sentence: Tensor  # [D]
    deed: Tensor  # [D,T]
    deed_places: Tensor  # [D,T]
    roles: Tensor  # [D,N,2]
    contexts: Tensor  # [B,C]
    has_contexts: Tensor  # [B] bool
    cue_sentence: Tensor  # [K]
    cue: Tensor  # [K,T]
    cue_places: Tensor  # [K,T]
    parts: Tensor  # [K,T]


def batch(items: list[Features]) -> Batch:
    """The examples as tensors."""
    length = max(len(item.pieces) for item in items)
    count = 1 + max(len(item.mentions) for item in items)
    size = len(items)
    cells = (size, count, count)
    mentions, places = grid.spans([item.mentions for item in items], length, count)
    kinds = np.zeros((*cells, len(TYPES) + 1), np.float32)
    kinds[..., NO_DEED] = 1
    first = np.full(cells, NO_DEED)
    modes, aux = np.zeros((*cells, len(MODES)), np.float32), np.zeros((*cells, len(AUX)), np.float32)
    of, cameo, roots = (np.full(cells, UNKNOWN) for _ in range(3))
    mutual = np.zeros(cells, np.float32)
    words = np.zeros((*cells, length), np.float32)
    pairs = np.zeros(cells, bool)
    for row, item in enumerate(items):
        there = len(item.mentions) + 1
        if item.example.mentions is not None:
            pairs[row, :there, :there] = ~np.eye(there, dtype=bool)
        for (one, other), events in item.deeds.items():
            cell, told = (row, one, other), events[0]
            kinds[cell] = 0
            for event in events:
                kinds[cell][TYPES.index(event.type)] += 1 / len(events)
                for pair in event.words:
                    span = item.pieces.covering(Span(*pair))
                    if span is not None:
                        words[cell][span[0] : span[1]] = 1
            first[cell] = TYPES.index(told.type)
            modes[cell][[MODES.index((told.type, mode)) for mode in told.modes]] = 1
            aux[cell][[AUX.index(flag) for flag in told.aux]] = 1
            of[cell] = TYPES.index(told.of.partition(".")[0]) if told.of else NO_DEED
            mutual[cell] = told.mutual
            cameo[cell] = CAMEO.index(code(told)) if code(told) else UNKNOWN
            roots[cell] = ROOTS.index(root(told)) if root(told) else UNKNOWN
    cues = [(row, cue, tags) for row, item in enumerate(items) for cue, tags in item.parts]
    cue, cue_places = grid.spans([[one] for _, one, _ in cues], length, 2)
    told = [(row, *role) for row, item in enumerate(items) for role in item.roles]
    deed, deed_places = grid.spans([[words] for _, words, _, _ in told], length, 2)
    roles = np.zeros((len(told), count, 2), np.float32)
    for at, (_, _, actors, recipients) in enumerate(told):
        roles[at, actors, 0] = 1
        roles[at, recipients, 1] = 1
    ids, shapes, mask = padded([item.pieces for item in items])
    return Batch(
        ids=ids, shapes=shapes, mask=mask,
        mentions=torch.from_numpy(mentions), places=torch.from_numpy(places), pairs=torch.from_numpy(pairs),
        tags=_padded([item.tags for item in items], length, UNKNOWN),
        entities=_padded([item.entities for item in items], length, UNKNOWN),
        cues=_padded([item.cues for item in items], length, UNKNOWN),
        tells=_padded([item.tells for item in items], length, UNKNOWN),
        kinds=torch.from_numpy(kinds), first=torch.from_numpy(first), modes=torch.from_numpy(modes),
        aux=torch.from_numpy(aux), of=torch.from_numpy(of), cameo=torch.from_numpy(cameo),
        roots=torch.from_numpy(roots), mutual=torch.from_numpy(mutual),
        words=torch.from_numpy(words), deed_sentence=torch.tensor([row for row, *_ in told], dtype=torch.long),
        deed=torch.from_numpy(deed[:, 1]), deed_places=torch.from_numpy(deed_places[:, 1]),
        roles=torch.from_numpy(roles),
        contexts=torch.tensor([[float(name in (item.example.contexts or ())) for name in CONTEXTS] for item in items]),
        has_contexts=torch.tensor([item.example.contexts is not None for item in items]),
        cue_sentence=torch.tensor([row for row, _, _ in cues], dtype=torch.long),
        cue=torch.from_numpy(cue[:, 1]), cue_places=torch.from_numpy(cue_places[:, 1]),
        parts=_padded([tags for _, _, tags in cues], length, UNKNOWN),
    )  # fmt: skip


def _padded(rows: list, length: int, fill: int) -> Tensor:
    if not rows:
        return torch.zeros((0, length), dtype=torch.long)
    return torch.tensor([[*row, *[fill] * (length - len(row))] for row in rows])
