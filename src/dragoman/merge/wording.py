"""Wording: a text as bare words, and how much of one wording stands in another.

In goes any text, out come its words without case, quotation marks and
punctuation, so that typography never decides whether two texts are the same.
Does not know what an article or a finding is.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from dragoman.model.span import Span

_PIECE = re.compile(r"\S+")
_WORD = re.compile(r"\w+")
_INITIALS = re.compile(r"(?<=\b\w)\.(?=\w\b)")  # U.S. and US are one word
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")  # soft hyphens, zero-width marks
_LONG_ENOUGH = 4  # letters; shorter words are mostly grammar and say nothing of the matter


def words(text: str) -> tuple[str, ...]:
    """The bare words of a text.

    >>> words("The U.S. said: “Lee’s call”")
    ('the', 'us', 'said', 'lee', 's', 'call')
    """
    plain = text.lower() if text.isascii() else unicodedata.normalize("NFKC", _UNSEEN.sub("", text)).casefold()
    return tuple(_WORD.findall(_INITIALS.sub("", plain)))


_words_once = lru_cache(1 << 16)(words)  # a language has few words, and a text repeats them


def placed(text: str) -> tuple[tuple[str, Span], ...]:
    """The bare words of a text, each with the characters between blanks that it stands in.

    >>> [(word, span.start, span.end) for word, span in placed("said: “Lee’s")]
    [('said', 0, 5), ('lee', 6, 12), ('s', 6, 12)]
    """
    pieces = ((match[0], Span(*match.span())) for match in _PIECE.finditer(text))
    return tuple((word, span) for piece, span in pieces for word in _words_once(piece))


def grams(wording: Sequence[str], width: int) -> Iterator[tuple[str, ...]]:
    """Every run of `width` words."""
    return zip(*(wording[i:] for i in range(width)), strict=False)


def within(shorter: Sequence[str], longer: Sequence[str]) -> bool:
    """Does the whole of one wording stand in the other, word by word?

    >>> within(("important", "partner"), ("an", "important", "partner"))
    True
    """
    return f" {' '.join(shorter)} " in f" {' '.join(longer)} "


def likeness(a: Sequence[str], b: Sequence[str]) -> float:
    """How much of the shorter wording stands in the longer, 0 to 1.

    Whole phrases of three words and more count fully, otherwise the share of
    its runs of four words; a wording of fewer than five words is whole or nothing.

    >>> likeness(("in", "an", "orderly", "manner"), ("settled", "in", "an", "orderly", "manner"))
    0.9
    """
    if a == b:
        return 1.0 if a else 0.0
    shorter, longer = sorted((a, b), key=len)
    if len(shorter) >= 3 and within(shorter, longer):
        return 1.0 if len(shorter) >= 5 else 0.9
    if len(shorter) < 5:
        return 0.0
    runs = set(grams(shorter, 4))
    return len(runs.intersection(grams(longer, 4))) / len(runs)


def matter(wording: Sequence[str]) -> frozenset[str]:
    """The words that carry the matter, in no order: for promises, which every outlet puts its own way."""
    return frozenset(filter(carries_matter, wording))


def carries_matter(word: str) -> bool:
    """Is it more than grammar?"""
    return len(word) >= _LONG_ENOUGH or word.isdigit()


def shared_matter(a: frozenset[str], b: frozenset[str]) -> float:
    """Dice: twice the words in common over all words, 0 to 1."""
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0
