"""Cues and their parts → attributions: who is credited with what, in one sentence."""

import numpy as np

from dragoman.model.seen import Said
from dragoman.model.span import Span
from dragoman.reader.card import Card
from dragoman.reader.grid import Range
from dragoman.reader.pieces import Pieces, whole_words
from dragoman.reader.tagging import best, ranges, softmax

CUE_TAGS = ("O", "B-cue", "I-cue")


def cues(logits: np.ndarray, length: int, card: Card) -> list[tuple[Range, float]]:
    """The cues of a sentence, each with how likely it is one."""
    chances = softmax(logits[:length])
    found = [(where, float(chances[where[0], 1])) for _, where in ranges(best(logits, length, CUE_TAGS), CUE_TAGS)]
    return [(where, chance) for where, chance in found if chance >= card.thresholds.cue]


def said(
    cue: Range, chance: float, logits: np.ndarray, pieces: Pieces, sentence: Span, text: str, card: Card
) -> Said:
    """One attribution. `logits` [T,·] tag source and content; spans of `pieces` are offsets into `text`."""
    parts = ranges(best(logits, len(pieces), card.part_tags), card.part_tags)
    sources = [where for name, where in parts if name == "source"]
    nearest = min(sources, key=lambda where: abs(where[0] - cue[0]), default=None)
    return Said(
        source=_span(nearest, pieces, text) if nearest else None,
        cue=_span(cue, pieces, text),
        content=tuple(_span(where, pieces, text) for name, where in parts if name == "content"),
        sentence=sentence, confidence=round(chance, 2),
    )  # fmt: skip


def _span(where: Range, pieces: Pieces, text: str) -> Span:
    """Whole words, and the bracket that closes one opened among them."""
    span = whole_words(text, pieces.spans[where[0]].start, pieces.spans[where[1] - 1].end)
    words = span.of(text)
    closed = words.count("(") > words.count(")") and text[span.end : span.end + 1] == ")"
    return Span(span.start, span.end + closed)
