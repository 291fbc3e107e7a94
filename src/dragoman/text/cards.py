"""Articles embedded in another's page: cards of outlet, age, headline and text.

An aggregator sets them under the article it shows: "Outlet / 2 hours ago /
- Outlet / Headline / the whole text in one line". The age is what gives a
card away; the text after it is an article of its own.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from dragoman.lexicon.language import TimeWords
from dragoman.model.page import Role
from dragoman.text.lines import Line
from dragoman.text.piece import Piece
from dragoman.text.stamps import age

ARTICLE_WORDS = 40  # prose of fewer words under a headline is a teaser
AGE_CHARS, AGE_WORDS = 100, 9  # a line that states an age states hardly more

_SEPARATOR = re.compile(r"\s*[·•|]\s*|\s+[–—-]\s+")


def cards(found: Sequence[Line], time: TimeWords, headings: Mapping[int, Role]) -> dict[int, tuple[Piece, ...]]:
    """Each card's pieces by its first line's index; part 1 … for articles, 0 for teasers.

    `headings` tell what section a line opens: among comments an age is a comment's.
    An age without an outlet is no card but a live blog's entry, or a film's.
    """
    ages = [at for at in _outside_comments(len(found), headings) if _age(found[at].text, time) is not None]
    starts = {at: _first(found, at, headings) for at in ages}
    made: dict[int, tuple[Piece, ...]] = {}
    part = 0
    for position, at in enumerate(ages):
        bound = starts[ages[position + 1]] if position + 1 < len(ages) else len(found)
        outlet = _outlet(found, starts[at], at, time)
        if outlet is None:
            continue
        card = list(_card(found, starts[at], at, bound, outlet, headings, time))
        words = sum(piece.line.words for piece in card if piece.role == "body")
        if words >= ARTICLE_WORDS:
            part += 1
            made[starts[at]] = tuple(msgspec.structs.replace(piece, part=part) for piece in card)
        elif any(piece.role == "title" for piece in card):
            why = "a teaser: a headline with its age and no article"
            made[starts[at]] = tuple(Piece(piece.line, "related", why) for piece in card)
    return made


def _outside_comments(length: int, headings: Mapping[int, Role]) -> Iterator[int]:
    section: Role | None = None
    for at in range(length):
        section = headings.get(at, section)
        if section != "comment":
            yield at


def _age(text: str, time: TimeWords) -> str | None:
    """The age a line states when it states hardly anything else ("Outlet • 2 hours ago")."""
    if len(text) > AGE_CHARS or len(text.split()) > AGE_WORDS:
        return None
    for piece in (text, *_SEPARATOR.split(text)):
        if age(piece.strip(), time) is not None:
            return piece.strip()
    return None


def _first(found: Sequence[Line], at: int, headings: Mapping[int, Role]) -> int:
    """The card's first line: the outlet's name above the age, if one stands there."""
    above = at - 1
    return above if above >= 0 and found[above].is_label and above not in headings else at


def _outlet(found: Sequence[Line], start: int, at: int, time: TimeWords) -> str | None:
    if start < at:
        return found[start].bare
    return next((piece for piece in _SEPARATOR.split(found[at].text) if piece and age(piece, time) is None), None)


def _card(
    found: Sequence[Line], start: int, at: int, bound: int, outlet: str, headings: Mapping[int, Role], time: TimeWords
) -> Iterator[Piece]:
    """Outlet, age, outlet again, headline, prose; whatever comes next ends the card."""
    if start < at:
        yield Piece(found[start], "related", "the outlet above an age", gives="outlet", given=outlet)
        yield Piece(found[at], "related", "an age", gives="age", given=_age(found[at].text, time))
    else:
        yield Piece(found[at], "related", "an outlet and an age", gives="age", given=_age(found[at].text, time))
    titled = False
    for index in range(at + 1, bound):
        line = found[index]
        if line.bare == outlet and not titled:
            yield Piece(line, "related", "the outlet again", gives="outlet", given=outlet)
        elif not titled and (line.is_headline or line.is_label) and index not in headings:
            yield Piece(line, "title", "the headline under an age")
            titled = True
        elif line.is_prose and titled:
            yield Piece(line, "body", "prose under a headline with an age")
        else:
            return
