"""Sentence → word pieces: their ids, the shape of the word each belongs to, and where they stand.

The encoder reads lower case; the shape tells it what that hides: capitals,
numbers, and whether a piece begins a word or goes on with one.
"""

from functools import cache
from pathlib import Path

import msgspec
from tokenizers import Tokenizer

from dragoman.model.span import Span

MOST = 160  # pieces of a sentence that are read; nearly none has more, and what lies beyond is left unread

NO_WORD, NUMBER, MARK, LOWER, UPPER, LETTER, CAPITAL, MIXED = range(8)
CONTINUES = 8  # added to the shape of a piece that does not begin its word
SHAPES = 16


class Pieces(msgspec.Struct, frozen=True):
    """`ids`, `shapes` and `spans` run in parallel; the first and the last piece mark the ends and have no span."""

    ids: tuple[int, ...]
    shapes: tuple[int, ...]
    spans: tuple[Span, ...]  # offsets into the text that was cut

    def __len__(self) -> int:
        return len(self.ids)

    def covering(self, span: Span) -> tuple[int, int] | None:
        """The pieces, as a half-open range, that lie in `span`; None where there are none (or were cut off)."""
        inside = [at for at, piece in enumerate(self.spans) if len(piece) and piece.overlaps(span)]
        return (inside[0], inside[-1] + 1) if inside else None

    def word(self, at: int) -> Span:
        """The word that a piece is part of."""
        first, last = at, at
        while first > 0 and self.shapes[first] >= CONTINUES:
            first -= 1
        while last + 1 < len(self) and self.shapes[last + 1] >= CONTINUES:
            last += 1
        return Span(self.spans[first].start, self.spans[last].end)


def whole_words(text: str, start: int, end: int) -> Span:
    """A span taken to the ends of its words: a piece may be half of "doesn't" or "Jae-myung".

    >>> whole_words("He doesn't say.", 3, 7)
    Span(start=3, end=10)
    """
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    if text[end : end + 2] in ("'t", "’t") and text[end - 1 : end] in ("n", "N"):
        end += 2
    return Span(start, end)


class Cutter:
    """Cuts sentences by the vocabulary of the weights."""

    def __init__(self, vocabulary: Path):
        self._tokenizer = Tokenizer.from_file(str(vocabulary))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()

    def cut(self, text: str) -> Pieces:
        """The pieces of one sentence."""
        encoded = self._tokenizer.encode(text)
        ids, spans = encoded.ids[:MOST], encoded.offsets[:MOST]
        shapes = tuple(_shape(text, start, end) for start, end in spans)
        return Pieces(tuple(ids), shapes, tuple(Span(start, end) for start, end in spans))


def _shape(text: str, start: int, end: int) -> int:
    if start == end:
        return NO_WORD
    first, last = start, end
    while first > 0 and text[first - 1].isalnum():
        first -= 1
    while last < len(text) and text[last].isalnum():
        last += 1
    return word_shape(text[first:last]) + (CONTINUES if first < start else 0)


@cache
def word_shape(word: str) -> int:
    """How a word is written.

    >>> [word_shape(word) for word in ("2025", "—", "talks", "UN", "A", "Seoul", "iPhone")]
    [1, 2, 3, 4, 5, 6, 7]
    """
    if word.isdigit():
        return NUMBER
    if not any(letter.isalpha() for letter in word):
        return MARK
    if word.islower():
        return LOWER
    if word.isupper():
        return UPPER if len(word) > 1 else LETTER
    return CAPITAL if word[0].isupper() else MIXED
