"""A stance that words show: whose, toward what, how much, and which words."""

import msgspec

from dragoman.extract.deed.clause import Clause
from dragoman.model.actor import Actor
from dragoman.model.span import Span

CLOSING = {"“": "”", "‘": "’", "„": "“", "«": "»", '"': '"'}


class Shown(msgspec.Struct, frozen=True):
    """`at` is the token that tells it, `end` where in the text what belongs to it ends."""

    at: int
    words: Span
    end: int
    holder: Actor
    stance: float
    toward: str | None
    issue: str | None
    why: str


def words_of(clause: Clause, first: int, stop: int) -> Span:
    """The exact words from token `first` to before token `stop`, with the mark that closes a quotation inside them."""
    text = clause.reading.text
    start, end = clause.tokens[first].start, clause.tokens[stop - 1].end
    quoted = Span(start, end).of(text)
    closing = CLOSING.get(next((mark for mark in reversed(quoted) if mark in CLOSING or mark in CLOSING.values()), ""))
    odd = closing is not None and (closing != '"' or quoted.count('"') % 2)
    return Span(start, end + 1 if odd and text[end : end + 1] == closing else end)
