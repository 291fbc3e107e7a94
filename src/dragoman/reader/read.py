"""The stage: every sentence through the net once; what it sees goes into the Reading for later stages to use.

sentences → pieces → batches of like length → named → deeds, said and names, as spans of the article
"""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import msgspec
import numpy as np

from dragoman.lexicon import Lexicon
from dragoman.model.reading import Reading
from dragoman.model.seen import Deed, Named, Said, Seen
from dragoman.model.span import Span
from dragoman.reader import card
from dragoman.reader.deeds import Grid, Group, deed, groups, tellable
from dragoman.reader.grid import Range
from dragoman.reader.lists import listed, together
from dragoman.reader.named import named
from dragoman.reader.names import names
from dragoman.reader.net import Encoded, Net, Paired
from dragoman.reader.pieces import Pieces
from dragoman.reader.said import cues, said
from dragoman.reader.tagging import sigmoid

BATCH_PIECES = 256  # of a batch, padding included: as many as stay in a processor's cache
MOST_NAMED = 16  # mentions of a sentence that are paired; a list of more is no deed of all with all

Row = tuple[Span, Pieces]


@cache
def net() -> Net:
    """The weights that ship, loaded once."""
    return Net(card.FOLDER)


def read(reading: Reading, lexicon: Lexicon) -> Reading:
    """`reading` with what the net sees in each of its sentences."""
    return msgspec.structs.replace(reading, seen=see(reading.text, reading.sentences, net()))


def with_weights(folder: Path) -> Callable[[Reading, Lexicon], Reading]:
    """The same stage with the weights of another folder."""
    other = Net(folder)

    def read(reading: Reading, lexicon: Lexicon) -> Reading:
        return msgspec.structs.replace(reading, seen=see(reading.text, reading.sentences, other))

    return read


def see(text: str, sentences: tuple[Span, ...], net: Net) -> tuple[Seen, ...]:
    """What the net sees, in the order of the sentences."""
    found = {seen.sentence: seen for batch in batches(text, sentences, net) for seen in _see(batch, text, net)}
    return tuple(found[sentence] for sentence in sentences)


def batches(text: str, sentences: tuple[Span, ...], net: Net) -> Iterator[list[Row]]:
    """The sentences cut to pieces, in batches."""
    return in_batches(
        [(sentence, _moved(net.cutter.cut(sentence.of(text)), sentence.start)) for sentence in sentences]
    )


def _moved(pieces: Pieces, by: int) -> Pieces:
    spans = tuple(Span(span.start + by, span.end + by) for span in pieces.spans)
    return Pieces(pieces.ids, pieces.shapes, spans)


def in_batches(rows: list[Row]) -> Iterator[list[Row]]:
    """Sentences of like length together: what is padded costs as much as what is read."""
    batch: list[Row] = []
    for row in sorted(rows, key=lambda row: (len(row[1]), row[0])):
        if batch and len(row[1]) * (len(batch) + 1) > BATCH_PIECES:
            yield batch
            batch = []
        batch.append(row)
    if batch:
        yield batch


def _see(batch: list[Row], text: str, net: Net) -> Iterator[Seen]:
    encoded = net.encode([pieces for _, pieces in batch])
    ranges_of, mentions = phrases(batch, encoded, text, net)
    deeds = _deeds(batch, encoded, ranges_of, mentions, text, net)
    credited = _said(batch, encoded, text, net)
    likely, tagged = sigmoid(encoded.contexts), net.name(encoded)
    for at, (sentence, pieces) in enumerate(batch):
        contexts = tuple(
            name for name, chance in zip(net.card.contexts, likely[at], strict=True)
            if chance >= net.card.thresholds.context
        )  # fmt: skip
        proper = names(tagged[at], pieces, text, net.card)
        yield Seen(sentence, tuple(mentions[at]), tuple(deeds[at]), tuple(credited[at]), contexts, proper)


def phrases(batch: list[Row], encoded: Encoded, text: str, net: Net) -> tuple[list[list[Range]], list[list[Named]]]:
    """Who is named in each sentence: the pieces of those that are paired, and all phrases."""
    told = [named(encoded.tags[at], pieces, text, net.card) for at, (_, pieces) in enumerate(batch)]
    return [[where for where, _ in found][:MOST_NAMED] for found in told], [[one for _, one in found] for found in told]


def _deeds(
    batch: list[Row], encoded: Encoded, ranges_of: list[list[Range]], named: list[list[Named]], text: str, net: Net
) -> list[list[Deed]]:
    """The deeds of each sentence, in the order of their words."""
    found: list[list[Deed]] = [[] for _ in batch]
    for at, group, roles, grid in done(batch, encoded, ranges_of, named, text, net):
        sentence, pieces = batch[at]
        made = deed(group, roles, grid, named[at][:MOST_NAMED], pieces, sentence, net.card)
        found[at] += [made] if made is not None else []
    return [_each_once(deeds) for deeds in found]


def done(
    batch: list[Row], encoded: Encoded, ranges_of: list[list[Range]], named: list[list[Named]], text: str, net: Net
) -> Iterator[tuple[int, Group, np.ndarray, Grid]]:
    """What may be done in each sentence: its number in the batch, the pairs that tell it, the roles [N,2], the grid."""
    tells = tellable(encoded.tells, encoded.mask, net.card)
    asked = [at for at in range(len(batch)) if ranges_of[at] and tells[at]]
    if not asked:
        return
    encoded, ranges = encoded.of(asked), [ranges_of[at] for at in asked]
    paired = net.pair(encoded, ranges)
    grids = [_grid(paired, encoded, row, len(ranges[row]) + 1, len(batch[at][1])) for row, at in enumerate(asked)]
    told = [(row, group) for row, grid in enumerate(grids) for group in groups(grid, net.card)]
    if told:
        roles = net.role(encoded, ranges, [(row, group.words) for row, group in told])
        for (row, group), logits in zip(told, roles, strict=True):
            there = len(ranges[row])
            yield asked[row], group, together(logits[: there + 1], listed(named[asked[row]][:there], text)), grids[row]


def _each_once(deeds: list[Deed]) -> list[Deed]:
    """Deeds of one type and the same parties told by neighbouring words are one: the surest."""
    kept: dict[tuple, Deed] = {}
    for one in deeds:
        key = (one.type, one.actors, one.recipients)
        if key not in kept or one.confidence > kept[key].confidence:
            kept[key] = one
    return sorted(kept.values(), key=lambda one: (one.words.start, one.type))


def _said(batch: list[Row], encoded: Encoded, text: str, net: Net) -> list[list[Said]]:
    asked = [
        (at, cue, chance)
        for at, (_, pieces) in enumerate(batch)
        for cue, chance in cues(encoded.cues[at], len(pieces), net.card)
    ]
    found: list[list[Said]] = [[] for _ in batch]
    if asked:
        parts = net.part(encoded, [(at, cue) for at, cue, _ in asked])
        for (at, cue, chance), logits in zip(asked, parts, strict=True):
            sentence, pieces = batch[at]
            found[at].append(said(cue, chance, logits, pieces, sentence, text, net.card))
    return found


def _grid(paired: Paired, encoded: Encoded, at: int, count: int, length: int) -> Grid:
    cells = (at, slice(count), slice(count))
    return Grid(
        paired.kind[cells], paired.mode[cells], paired.aux[cells], paired.of[cells], paired.mutual[cells],
        paired.cameo[cells], paired.words[cells][..., :length], encoded.tells[at, :length],
    )  # fmt: skip
