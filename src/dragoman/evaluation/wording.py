"""Wording: where a phrase of the gold stands in a text, and whether two wordings are one.

The gold writes one space for any whitespace, and a copy may have straight marks
for curly ones; beyond that the words must be the same.
"""

import re

from dragoman.model.span import Span

BETWEEN = " … "  # stands where the article interrupts somebody's words
SINGLE, DOUBLE = "'‘’‚‛`", '"“”„‟«»'
_PLAIN = str.maketrans({**dict.fromkeys(SINGLE, "'"), **dict.fromkeys(DOUBLE, "'")})
_EDGES = "'.,;:?! "
# Words that tell nobody from anybody else. They stand here and in no table of the lexicon, for a
# yardstick must not change with what it measures.
_SMALL = frozenset(
    ("a", "an", "the", "of", "for", "in", "on", "at", "to", "and", "or", "its", "his", "her", "their", "s")
)


def plain(text: str) -> str:
    """One kind of quotation mark, single spaces, no capitals.

    >>> plain("He  said “No”")
    "he said 'no'"
    """
    return " ".join(text.translate(_PLAIN).split()).casefold()


def same_words(one: str, other: str) -> bool:
    """Whether both say the same words; marks and stops at the edges of a piece do not count.

    >>> same_words("No more … Never.", "“No more,” … never")
    True
    """
    return _pieces(one) == _pieces(other)


def _pieces(words: str) -> list[str]:
    return [plain(piece).strip(_EDGES) for piece in words.split(BETWEEN)]


def telling_words(phrase: str) -> frozenset[str]:
    """The words of a name or a phrase by which it can be known.

    >>> sorted(telling_words("an official of its embassy"))
    ['embassy', 'official']
    """
    return frozenset(re.findall(r"\w+", plain(phrase))) - _SMALL


def locate(text: str, phrase: str, within: Span | None = None) -> Span | None:
    """Where `phrase` first stands in `text`, whatever its whitespace and marks.

    >>> locate("He said\\n“no”.", 'said "no"')
    Span(start=3, end=12)
    """
    parts = [
        "".join(f"[{SINGLE}{DOUBLE}]" if char in SINGLE + DOUBLE else re.escape(char) for char in word)
        for word in phrase.split()
    ]
    if not parts:
        return None
    bounds = within or Span(0, len(text))
    found = re.compile(r"\s+".join(parts)).search(text, bounds.start, bounds.end)
    return Span(*found.span()) if found else None


def locate_pieces(text: str, words: str, within: Span | None = None) -> tuple[Span, ...]:
    """Where each piece of somebody's words stands; pieces that do not stand there are left out."""
    found: list[Span] = []
    start = within.start if within else 0
    end = within.end if within else len(text)
    for piece in words.split(BETWEEN):
        span = locate(text, piece, Span(start, end))
        if span is not None:
            found.append(span)
            start = span.end
    return tuple(found)


def overlap(some: tuple[Span, ...], others: tuple[Span, ...]) -> bool:
    return any(one.overlaps(other) for one in some for other in others)
