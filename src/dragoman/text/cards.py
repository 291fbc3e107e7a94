"""Articles embedded in another's page: cards of outlet, age, headline and text.

An aggregator sets them under the article it shows: "Outlet / 2 hours ago /
- Outlet / Headline / the whole text in one line". The age is what gives a
card away; the text after it is an article of its own.
"""

import re
from collections.abc import Callable

import msgspec

from dragoman.lexicon.language import TimeWords
from dragoman.model.page import Role
from dragoman.text.lines import Line
from dragoman.text.stamps import age

ARTICLE_WORDS = 40  # prose of fewer words under a headline is a teaser

_SEPARATOR = re.compile(r"\s*[·•|]\s*|\s+[–—-]\s+")


class Card(msgspec.Struct, frozen=True):
    """Lines `start` to `stop` (exclusive) of a page, each with role and reason. `part` counts embedded articles; 0 for a teaser."""

    start: int
    stop: int
    part: int
    roles: tuple[tuple[Role, str], ...]


def cards(found: tuple[Line, ...], time: TimeWords, is_heading: Callable[[Line], bool]) -> dict[int, Card]:
    """Cards by their first line's index. Roles within: byline (the outlet), dateline (the age), title, body."""
    ages = [at for at, line in enumerate(found) if age_words(line.text, time) is not None]
    starts = {at: _first(found, at, is_heading) for at in ages}
    made: dict[int, Card] = {}
    part = 0
    for position, at in enumerate(ages):
        bound = starts[ages[position + 1]] if position + 1 < len(ages) else len(found)
        roles, stop = _roles(found, starts[at], at, bound, is_heading)
        words = sum(found[index].words for index in range(starts[at], stop) if roles[index - starts[at]][0] == "body")
        if words >= ARTICLE_WORDS:
            part += 1
            made[starts[at]] = Card(starts[at], stop, part, tuple(roles))
        elif any(role == "title" for role, _ in roles):
            teaser: tuple[Role, str] = ("related", "a teaser: a headline with its age and no article")
            made[starts[at]] = Card(starts[at], stop, 0, (teaser,) * (stop - starts[at]))
    return made


def age_words(text: str, time: TimeWords) -> str | None:
    """The age a line states when it states hardly anything else ("Outlet • 2 hours ago")."""
    if len(text.split()) > 9:
        return None
    for piece in (text, *_SEPARATOR.split(text)):
        if age(piece.strip(), time) is not None:
            return piece.strip()
    return None


def _first(found: tuple[Line, ...], at: int, is_heading: Callable[[Line], bool]) -> int:
    """The card's first line: the outlet's name above the age, if one stands there."""
    above = at - 1
    if above >= 0 and found[above].is_label and not is_heading(found[above]):
        return above
    return at


def _roles(
    found: tuple[Line, ...], start: int, at: int, bound: int, is_heading: Callable[[Line], bool]
) -> tuple[list[tuple[Role, str]], int]:
    roles: list[tuple[Role, str]] = [("byline", "the outlet above an age")] * (at - start)
    roles.append(("dateline", "an age"))
    outlet = found[start].bare if start < at else None
    index, titled = at + 1, False
    while index < bound:
        line = found[index]
        if outlet is not None and line.bare == outlet and not titled:
            roles.append(("byline", "the outlet again"))
        elif not titled and (line.is_headline or line.is_label) and not is_heading(line):
            roles.append(("title", "the headline under an age"))
            titled = True
        elif line.is_prose and (titled or outlet is not None):
            roles.append(("body", "prose under a headline with an age"))
        else:
            break
        index += 1
    return roles, index
