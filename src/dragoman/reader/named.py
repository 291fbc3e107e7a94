"""Tags → who is named in a sentence: phrases as whole words, without what only joins them to others.

A phrase that the tags break in two is put together again.
"""

import re
from collections.abc import Iterable

import numpy as np

from dragoman.lexicon.phrases import load_phrases
from dragoman.model.seen import Named
from dragoman.model.span import Span
from dragoman.reader.card import Card
from dragoman.reader.grid import Range
from dragoman.reader.pieces import Pieces, whole_words
from dragoman.reader.tagging import best, log_softmax, ranges

HYPHENED = re.compile(r"-\w+")
QUALIFIERS = re.compile(r"[^A-Z\s]+(?:\s[^A-Z\s]+){0,2}")  # "at least 50", "senior", "our"


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
    return [(where, _closed(one, text)) for where, one in _whole(found, text)]


def _phrase(text: str, span: Span, following: int) -> Span:
    """The span without "and" at its ends, and with what a hyphen joins to its last word where nobody else begins."""
    rest = HYPHENED.match(text, span.end)
    if rest is not None and rest.end() <= following:
        span = Span(span.start, rest.end())
    words = span.of(text)
    kept = load_phrases().joining.sub("", words)
    start = span.start + (words.index(kept) if kept else 0)
    return Span(start, start + len(kept))


def _whole(found: Iterable[tuple[Range, Named]], text: str) -> list[tuple[Range, Named]]:
    """The phrases, with those put together that the tags broke in two."""
    kept: list[tuple[Range, Named]] = []
    for where, one in found:
        head = _head(kept[-1][1], one, text) if kept else None
        if head is None:
            kept.append((where, one))
            continue
        (start, _), first = kept[-1]
        sure = min(first.confidence, one.confidence)
        kept[-1] = (start, where[1]), Named(Span(first.span.start, one.span.end), head.kind, sure)
    return kept


def _head(first: Named, second: Named, text: str) -> Named | None:
    """Which of two neighbours says who is meant, if they are one phrase: "envoys from | both sides", "top | aide"."""
    between, words = text[first.span.end : second.span.start], first.span.of(text)
    if load_phrases().open.search(words) and load_phrases().article.fullmatch(between):
        return first
    if between == " " and "pro" not in (first.kind, second.kind) and QUALIFIERS.fullmatch(words):
        return second
    return None


def _closed(one: Named, text: str) -> Named:
    words = one.span.of(text)
    kept = load_phrases().open.sub("", words) or words
    return Named(Span(one.span.start, one.span.start + len(kept)), one.kind, one.confidence)
