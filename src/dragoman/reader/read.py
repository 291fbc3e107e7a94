"""The stage: every sentence through the net once; what it sees goes into the Reading for later stages to use.

sentences → pieces → batches of like length → named → deeds and said, as spans of the article
"""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import msgspec

from dragoman.lexicon import Lexicon
from dragoman.model.reading import Reading
from dragoman.model.seen import Said, Seen
from dragoman.model.span import Span
from dragoman.reader import card
from dragoman.reader.deeds import Grid, deeds
from dragoman.reader.named import named
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
    rows = [(sentence, _moved(net.cutter.cut(sentence.of(text)), sentence.start)) for sentence in sentences]
    found = {seen.sentence: seen for batch in in_batches(rows) for seen in _see(batch, text, net)}
    return tuple(found[sentence] for sentence in sentences)


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
    told = [named(encoded.tags[at], pieces, text, net.card) for at, (_, pieces) in enumerate(batch)]
    ranges_of = [[where for where, _ in found][:MOST_NAMED] for found in told]
    paired = net.pair(encoded, ranges_of) if any(ranges_of) else None
    credited = _said(batch, encoded, text, net)
    likely = sigmoid(encoded.contexts)
    for at, (sentence, pieces) in enumerate(batch):
        mentions = tuple(mention for _, mention in told[at])
        done = ()
        if mentions and paired is not None:
            grid = _grid(paired, at, min(len(mentions), MOST_NAMED) + 1, len(pieces))
            done = deeds(grid, mentions, pieces, sentence, net.card)
        contexts = tuple(
            name for name, chance in zip(net.card.contexts, likely[at], strict=True)
            if chance >= net.card.thresholds.context
        )  # fmt: skip
        yield Seen(sentence, mentions, done, tuple(credited[at]), contexts)


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


def _grid(paired: Paired, at: int, count: int, length: int) -> Grid:
    cells = (at, slice(count), slice(count))
    return Grid(
        paired.kind[cells], paired.mode[cells], paired.aux[cells], paired.of[cells], paired.mutual[cells],
        paired.cameo[cells], paired.words[cells][..., :length],
    )  # fmt: skip
