"""A page's lines and their shapes: long prose, headline, bullet, e-mail. Knows nothing of roles.

Shape is what survives a scraper: markup is gone, but prose is still long and
ends like a sentence, a headline is still short and does not.
"""

import re

import msgspec

PROSE_CHARS = 80  # no headline of the samples is longer and ends in a full stop
HEADLINE_CHARS = 220
ADDRESS_CHARS = 300
ADDRESS_CHARS = 300

TWO_SENTENCES = re.compile(r"[^\W\d_]{2}[.!?][\"”’']?\s+[\"“‘']?[A-Z]")

# From its first to its last character that a person sees: a zero-width mark at the end must not hide a full stop.
_SHOWN = re.compile(r"[^\s\u200b\u200e\u200f\u2060\ufeff](?:.*[^\s\u200b\u200e\u200f\u2060\ufeff])?")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*$")
_BULLET = re.compile(r"^(?:[-–—•*·▪►»>]|\d{1,2}[.)]?)(?:\s+|$)")
_EMAIL = re.compile(r"(?<!\S)\S{1,64}@\S{1,255}\.\w{2,}")
_URL = re.compile(r"https?://\S+|www\.\S+")


class Line(msgspec.Struct, frozen=True):
    """One line of a page: `text` is stripped, `start:end` its place in the page, `gap` the blank lines before it."""

    start: int
    end: int
    text: str
    gap: int

    @property
    def words(self) -> int:
        return len(self.text.split())

    @property
    def ends_sentence(self) -> bool:
        return _SENTENCE_END.search(self.text) is not None

    @property
    def is_prose(self) -> bool:
        """Long, or at least a full sentence of some length."""
        return self.ends_sentence and (len(self.text) >= PROSE_CHARS or self.words >= 7)

    @property
    def is_bullet(self) -> bool:
        return _BULLET.match(self.text) is not None

    @property
    def bare(self) -> str:
        """The line without its bullet."""
        return _BULLET.sub("", self.text, count=1).strip()

    @property
    def is_headline(self) -> bool:
        """Some words, not a sentence: what a title, a list entry or a teaser looks like."""
        bare = self.bare
        return len(bare.split()) >= 3 and len(bare) <= HEADLINE_CHARS and not self.ends_sentence

    @property
    def is_label(self) -> bool:
        """A few words that are no sentence: an outlet, a section, a button."""
        return 1 <= self.words <= 6 and len(self.text) <= 60 and not self.ends_sentence

    @property
    def is_address(self) -> bool:
        """An e-mail address or a link with hardly anything around it."""
        if len(self.text) > ADDRESS_CHARS:
            return False
        if len(self.text) > ADDRESS_CHARS:
            return False  # and a megabyte of one word would cost the pattern its square
        rest = _URL.sub("", _EMAIL.sub("", self.text))
        return rest != self.text and len(rest.split()) <= 5


def lines(text: str) -> tuple[Line, ...]:
    """The lines of `text` that are not blank, in order."""
    found, start, gap = [], 0, 0
    for raw in text.split("\n"):
        shown = _SHOWN.search(raw)
        if shown:
            found.append(Line(start + shown.start(), start + shown.end(), shown[0], gap))
            gap = 0
        else:
            gap += 1
        start += len(raw) + 1
    return tuple(found)
