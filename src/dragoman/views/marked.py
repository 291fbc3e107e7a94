"""An article's text cut where marks begin and end: spans in, pieces out, every character in exactly one piece."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from unicodedata import combining, normalize

import msgspec

from dragoman.model.actor import Actor

BESIDE = ("actor", "cited", "note", "hit")  # marks that are not of a record


class Mark(msgspec.Struct, frozen=True):
    """Characters that mean something: `kind` is a record's kind, `actor` or `cited`; `id` whose they are."""

    start: int
    end: int
    kind: str
    id: str


class Piece(msgspec.Struct, frozen=True):
    """A stretch of text and all that marks it, the narrowest mark first."""

    text: str
    start: int
    marks: tuple[Mark, ...] = ()

    @property
    def fact(self) -> Mark | None:
        """The narrowest mark of a record."""
        return next((mark for mark in self.marks if mark.kind not in BESIDE), None)

    def of(self, kind: str) -> Mark | None:
        """The narrowest mark of a kind."""
        return next((mark for mark in self.marks if mark.kind == kind), None)


def paragraphs(text: str, marks: Iterable[Mark], start: int = 0, end: int | None = None) -> list[list[Piece]]:
    """The text between two offsets by paragraph, each as pieces.

    >>> [[piece.text for piece in one] for one in paragraphs("A met B.\\n\\nEnd.", [Mark(2, 5, "event", "e-1")])]
    [['A ', 'met', ' B.'], ['End.']]
    """
    end = len(text) if end is None else end
    ordered = sorted(marks, key=lambda mark: (mark.start, mark.end, mark.kind, mark.id))
    found, at = [], start
    for gap in [*(match.span() for match in re.finditer(r"\n\s*\n", text[start:end])), (end - start, end - start)]:
        stop = start + gap[0]
        if text[at:stop].strip():
            found.append(_pieces(text, at, stop, ordered))
        at = start + gap[1]
    return found


def _pieces(text: str, start: int, end: int, marks: Sequence[Mark]) -> list[Piece]:
    here = [mark for mark in marks if mark.start < end and mark.end > start]
    edges = sorted({start, end, *(max(start, mark.start) for mark in here), *(min(end, mark.end) for mark in here)})
    pieces = []
    for first, last in pairwise(edges):
        over = [mark for mark in here if mark.start <= first and mark.end >= last]
        over.sort(key=lambda mark: (mark.end - mark.start, mark.kind, mark.id))
        pieces.append(Piece(text[first:last], first, tuple(over)))
    return pieces


def named(text: str, actors: Iterable[Actor]) -> list[Mark]:
    """Where these actors' names stand: full names, and surnames that only one of them could bear."""
    known = {actor.id: actor for actor in actors}
    bearers: dict[str, set[str]] = {}
    for actor in known.values():
        for name in _names(actor):
            bearers.setdefault(name, set()).add(actor.id)
    sure = {name: ids.pop() for name, ids in bearers.items() if len(ids) == 1}
    found = [mark for name, id in sure.items() for mark in _standing(text, name, id)]
    found.sort(key=lambda mark: (mark.start, -mark.end))
    apart: list[Mark] = []
    for mark in found:
        if not apart or mark.start >= apart[-1].end:
            apart.append(mark)
    return apart


def _standing(text: str, name: str, id: str) -> Iterator[Mark]:
    """Where a name stands as words of its own."""
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        if not _in_word(text, at) and not _in_word(text, end):
            yield Mark(at, end, "actor", id)
        at = text.find(name, at + 1)


def _in_word(text: str, at: int) -> bool:
    """Whether no word begins or ends here."""
    return 0 < at < len(text) and _LETTER.match(text, at - 1) is not None and _LETTER.match(text, at) is not None


_LETTER = re.compile(r"\w")


def _names(actor: Actor) -> Iterable[str]:
    if len(actor.name) > 2 and actor.name[:1].isupper():
        yield actor.name
    words = actor.name.split()
    if actor.kind == "person" and len(words) > 1 and actor.name[:1].isupper():
        # Korean and Chinese names begin with the surname, and are written with a hyphen or as two words.
        surname = words[0] if "-" in words[-1] else words[-1]
        if len(surname) > 2:
            yield surname


def hits(text: str, terms: Sequence[str]) -> list[Piece]:
    """The text with the words looked for marked, whatever their case and accents; `tar*` is a beginning.

    >>> [(piece.text, bool(piece.marks)) for piece in hits("The Tariffs fell.", ["tar*"])]
    [('The ', False), ('Tariffs', True), (' fell.', False)]
    """
    wholes = {plain(term) for term in terms if not term.endswith("*")}
    beginnings = tuple(plain(term[:-1]) for term in terms if term.endswith("*"))
    marks = [
        Mark(found.start(), found.end(), "hit", "")
        for found in re.finditer(r"[^\W_]+", text)
        if plain(found[0]) in wholes or (beginnings and plain(found[0]).startswith(beginnings))
    ]
    return _pieces(text, 0, len(text), marks) if text else []


def plain(word: str) -> str:
    """A word without case and accents, as the full text compares it."""
    return "".join(c for c in normalize("NFKD", word).casefold() if not combining(c))
