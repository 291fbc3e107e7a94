"""Told: where in a clause a deed stands, whatever told it, for all that asks about its date, place and citation."""

import msgspec

from dragoman.extract.deed.clause import Clause
from dragoman.model.finding import Aux
from dragoman.model.span import Span


class Told(msgspec.Struct, frozen=True):
    """`at` is the token that tells the deed; `core` covers all that makes it up; `predicate` runs on to its end."""

    at: int
    core: Span
    predicate: Span
    aux: tuple[Aux, ...] = ()
    promised: bool = False  # agreed, offered or pledged: what is told of is still to come
    perfect: bool = False  # "has agreed": on no day in particular
    noun: bool = False  # "the invasion", not "invaded"


def clause_end(clause: Clause, at: int) -> int:
    """Where the clause of token `at` ends: at a semicolon, an opener after a comma, or the sentence's end."""
    for position in range(at, len(clause.lows)):
        if clause.lows[position] == ";" or (clause.lows[position] == "," and _ends_at_comma(clause, position)):
            return clause.tokens[position].start
    return clause.sentence.end


def _ends_at_comma(clause: Clause, comma: int) -> bool:
    """Whether what follows the comma is a clause of its own, or says who told it (", Kang added")."""
    following = clause.lows[comma + 1 : comma + 6]
    return bool(following) and (
        following[0] in clause.words.openers
        or following[:2] == ("according", "to")
        or any(low in clause.words.reporting for low in following)
    )


def cited_clause(clause: Clause, told: Told) -> Span:
    """The sentence, cut at semicolons: it holds the clause and who, when and where of it."""
    start, end = clause.sentence.start, clause.sentence.end
    for token in clause.tokens:
        if token.text == ";" and token.start < told.core.start:
            start = token.end
        elif token.text == ";" and token.start >= told.core.end:
            end = token.start
            break
    text = clause.reading.text
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
