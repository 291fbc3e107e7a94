"""What stands in front of an article's first words: a date glued to them, a place, an agency.

A first paragraph comes in; where its own words begin and what stood before them goes out.
"""

import re

import msgspec

from dragoman.lexicon import Lexicon
from dragoman.model.article import Published
from dragoman.text.clean import clean
from dragoman.text.stamps import stamp

# "SEOUL — ", "SEOUL, June 4 (Yonhap) -- ", "Seoul (Reuters) - ", "NEW DELHI: ": a place, then maybe a day
# or an agency, then a dash. A mixed-case place needs the agency to be taken for one, a colon needs capitals.
_PLACE = r"(?P<place>[A-Z][A-Z.'’\-]+(?:[ /][A-Z][A-Z.'’\-]+){0,3})(?P<land>(?:, [A-Z][\w.]+(?: [A-Z][\w.]+)?)?)"
_DAY = r"(?P<day>(?:, ?(?:[A-Z][a-z]+\.? \d{1,2}|\d{1,2} [A-Z][a-z]+)(?:,? \d{4})?)?)"
_AGENCY = r"\((?P<agency>[^()]{2,40})\)"
_DASH = r"\s*(?:—|–|--|-)\s+(?=\S)"
_PATTERNS = (
    re.compile(rf"{_PLACE}{_DAY}\s*(?:{_AGENCY})?{_DASH}"),
    re.compile(
        rf"(?P<place>[A-Z][\w.'’\-]+(?: [A-Z][\w.'’\-]+){{0,3}})(?P<land>){_DAY}(?:, [^()]{{3,25}})?\s*{_AGENCY}{_DASH}"
    ),
    re.compile(rf"(?P<place>)(?P<land>)(?P<day>)\((?P<agency>[A-Z][^()]{{1,40}})\){_DASH}"),
    re.compile(rf"{_PLACE}{_DAY}(?P<agency>):\s+(?=[\"“‘']?[A-Z])"),
)
_TRAILING = " \t\xa0.,:;|–—-"


class Front(msgspec.Struct, frozen=True):
    """`start` is where the article's own words begin. The rest is what stood before them, None where nothing did."""

    start: int = 0
    header: Published | None = None
    place: str | None = None
    agency: str | None = None
    dated: Published | None = None


def front(text: str, lexicon: Lexicon) -> Front:
    """The front of a first paragraph.

    >>> from dragoman.lexicon import load
    >>> found = front("BISHKEK, March 13, 2025 (Meridian Wire) - The leaders met.", load())
    >>> found.place, found.agency, found.dated.value
    ('BISHKEK', 'Meridian Wire', '2025-03-13')
    """
    start, header = 0, None
    stamped = stamp(text, lexicon.time)
    if stamped is not None and text.startswith(stamped.text):
        header = Published(stamped.value, "header", stamped.text)
        rest = text[len(stamped.text) :]
        start = len(text) - len(rest.lstrip(_TRAILING))
    for pattern in _PATTERNS:
        match = pattern.match(text, start)
        if match is None or match["place"].casefold() in lexicon.chrome.not_places:
            continue
        day = stamp(match["day"].strip(" ,"), lexicon.time)
        dated = Published(day.value, "dateline", match["day"].strip(" ,")) if day else None
        place = clean(match["place"] + match["land"]) or None
        return Front(match.end(), header, place, clean(match["agency"] or "") or None, dated)
    return Front(start, header)
