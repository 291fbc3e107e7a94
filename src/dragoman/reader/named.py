"""Tags → who is named in a sentence: phrases as whole words, without what only joins them to others."""

import re

import numpy as np

from dragoman.model.seen import Named
from dragoman.model.span import Span
from dragoman.reader.card import Card
from dragoman.reader.grid import Range
from dragoman.reader.pieces import Pieces, whole_words
from dragoman.reader.tagging import best, log_softmax, ranges

JOINING = re.compile(r"(?:[\s,;]|\b(?:and|or|but)\b)+$|^(?:[\s,;]|\b(?:and|or|but)\b)+", re.IGNORECASE)
HYPHENED = re.compile(r"-\w+")


def named(logits: np.ndarray, pieces: Pieces, text: str, card: Card) -> list[tuple[Range, Named]]:
    """The phrases of one sentence, each with its pieces. Spans of `pieces` are offsets into `text`."""
    chances = log_softmax(logits[: len(pieces)])
    row = best(chances, len(pieces), card.tags)
    told = ranges(row, card.tags)
    starts = [pieces.spans[start].start for _, (start, _) in told] + [len(text)]
    found = []
    for (kind, (start, end)), following in zip(told, starts[1:], strict=True):
        span = _phrase(text, whole_words(text, pieces.spans[start].start, pieces.spans[end - 1].end), following)
        sure = float(np.exp(np.mean([chances[at, row[at]] for at in range(start, end)])))
        if len(span):
            found.append(((start, end), Named(span, kind, round(sure, 2))))
    return found


def _phrase(text: str, span: Span, following: int) -> Span:
    """The span without "and" at its ends, and with what a hyphen joins to its last word where nobody else begins."""
    rest = HYPHENED.match(text, span.end)
    if rest is not None and rest.end() <= following:
        span = Span(span.start, rest.end())
    words = span.of(text)
    kept = JOINING.sub("", words)
    start = span.start + (words.index(kept) if kept else 0)
    return Span(start, start + len(kept))
