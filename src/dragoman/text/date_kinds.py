"""The kinds of date expressions: words of the time table come in, patterns and how to read each go out.

A kind is a pattern and a function that turns its match into a Period. Which
day it is counted from stands in a Setting. Durations ("for 25 minutes",
"the 60th anniversary") are no kind, so nothing finds them.
"""

import re
from collections.abc import Callable

import msgspec

from dragoman.lexicon.language import TimeWords
from dragoman.text import date_readings as read
from dragoman.text.date_readings import Setting
from dragoman.text.days import Period
from dragoman.text.phrases import after_any_of, any_of, not_after_any_of

Read = Callable[[re.Match[str], Setting], Period | None]


class Kind(msgspec.Struct, frozen=True):
    """`directed` kinds need their clause's tense. `told` is False for what looks like a date and is none."""

    name: str
    pattern: str
    read: Read
    directed: bool = False
    told: bool = True


def kinds(words: TimeWords) -> tuple[Kind, ...]:
    """All kinds; where two begin at the same character the earlier one wins."""
    return (
        Kind("no_date", _no_date(words), read.nothing, told=False),
        Kind("iso", r"(?<![\w/-])(?P<year>\d{4})-(?P<month>\d\d)(?:-(?P<day>\d\d))?(?![\d-])", read.iso),
        Kind("month_day", _month_day(words), read.day, directed=True),
        Kind("day_month", _day_month(words), read.day, directed=True),
        Kind("part_of_year", _part_of_year(words), read.part),
        Kind("years", rf"(?<![\w.,/-]){_YEAR}\s?[-–—]\s?(?P<last>\d{{4}}|\d\d)(?![\w-]|[.,]\d)", read.years),
        Kind("century", _century(words), read.century),
        Kind("decade", _decade(words), read.decade),
        Kind("month_year", _month_year(words), read.month),
        Kind("month", _month(words), read.month, directed=True),
        Kind("ahead", _ahead(words), read.ahead, directed=True),
        Kind("year", _year(words), read.year),
        Kind("day_word", _day_word(words), read.day_word),
        Kind("from_story", _from_story(words), read.from_story),
        Kind("weekday", _weekday(words), read.weekday, directed=True),
        Kind("unit", _unit(words), read.unit, directed=True),
        Kind("ago", _ago(words), read.ago),
    )


# Names of months and days keep their capitals; all other words come in any case.

_YEAR = r"(?P<year>(?:1\d|20)\d\d)(?![\d%]|[.,]\d|\s?%)"
_TO = r"(?:\s+(?:to|through|and|until)\s+|\s?[-–—]\s?)"


def _unnamed(pattern: str) -> str:
    """The pattern without its groups' names, which may stand only once in a pattern."""
    return re.sub(r"\(\?P<\w+>", "(?:", pattern)


def _edge(words: TimeWords) -> str:
    return f"(?i:{any_of(words.early_or_late)})"


def _step(words: TimeWords) -> str:
    return f"(?i:(?P<step>{any_of(words.last + words.this + words.next + words.coming)}))"


def _months(words: TimeWords) -> str:
    return rf"(?:{any_of(words.months)}\b|{any_of(words.month_abbreviations)}\b\.?)"


def _sure_months(words: TimeWords) -> str:
    sure = [name for name in words.months if name not in words.doubtful_months]
    return rf"(?:{any_of(sure)}\b|{any_of(words.month_abbreviations)}\.)"


def _days_name(words: TimeWords) -> str:
    return rf"(?:(?P<weekday>{any_of(words.weekdays)})|{any_of(words.weekday_abbreviations)}\.?)"


def _number(words: TimeWords) -> str:
    return rf"(?P<number>(?<![\d.,])\d{{1,3}}(?:,\d{{3}})*|{any_of(words.numbers)})"


def _which_year(words: TimeWords) -> str:
    """ ", 2025", "of last year"."""
    step = any_of(words.last + words.this + words.next)
    return rf"(?:,?\s+(?:of\s+)?{_YEAR}|\s+(?:of\s+)?(?P<years>{step})\s+year\b)"


def _day(group: str) -> str:
    return rf"(?P<{group}>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\w%:/]|[.,]\d)"


def _no_date(words: TimeWords) -> str:
    return rf"\b(?:{any_of(words.not_days)}|(?i:{any_of(words.every)})\s+(?:{any_of(words.weekdays)}))\b"


def _month_day(words: TimeWords) -> str:
    month = _months(words)
    return (
        rf"(?:\b{_days_name(words)},?\s+)?(?:\b{_step(words)}\s+)?\b(?P<month>{month})\s+{_day('day')}"
        rf"(?:{_TO}(?:(?P<last_month>{month})\s+)?{_day('last_day')})?{_which_year(words)}?"
    )


def _day_month(words: TimeWords) -> str:
    month = _months(words)
    return (
        rf"(?:\b{_days_name(words)},?\s+(?:the\s+)?)?(?<![\w.,:/$€£¥-]){_day('day')}"
        rf"(?:(?:\s+(?P<month>{month}))?{_TO}{_day('last_day')})?"
        rf"\s+(?:of\s+)?(?P<last_month>{month}){_which_year(words)}?"
    )


def _decade(words: TimeWords) -> str:
    numbered = rf"(?:the\s+)?(?:{_edge(words)}[\s-])?\b(?P<year>(?:1[5-9]|20)\d0)[’']?s\b"
    return rf"(?:{numbered}|(?i:\bthe\s+(?:{any_of(words.early_or_late)}[\s-])?(?P<decade>{any_of(words.decades)}))\b)"


def _century(words: TimeWords) -> str:
    edge = rf"(?:{any_of(words.early_or_late)}[\s-])?"
    return rf"(?i:\b(?:the\s+)?{edge}(?P<century>1\d|2[01])(?:st|nd|rd|th)[\s-]century\b)"


def _month_year(words: TimeWords) -> str:
    month = _months(words)
    return rf"\b(?:{_edge(words)}[\s-](?:in\s+)?)?{month}(?:{_TO}{month})?{_which_year(words)}"


def _month(words: TimeWords) -> str:
    any_month, sure = _months(words), _sure_months(words)
    edge = rf"\b{_edge(words)}[\s-](?:in\s+)?"
    marked = rf"(?:{edge}|\b){_step(words)}\s+{any_month}|{edge}{any_month}"
    known = rf"{after_any_of(words.before_dates)}{sure}|{after_any_of(words.before_doubtful)}{any_month}"
    noun_follows = rf"{after_any_of(words.before_attributes)}{sure}(?=\s+[a-z])"
    occasion = rf"\b{sure}(?=[’']s\b|\s+{any_of(words.occasions)}\b)"
    return rf"(?:{marked}|{known}|{noun_follows}|{occasion})(?:{_TO}{any_month})?"


def _year(words: TimeWords) -> str:
    year = _unnamed(_YEAR)
    plural = rf"(?!{any_of(words.seeming_plurals)}\b)[a-z]{{3,}}s"
    uncounted = rf"(?!\s+(?:{any_of(words.counted)}|{plural})\b)"
    attributed = rf"(?=\s+[A-Za-z])(?!\s+{any_of(words.counted)}\b)"
    sure = [word for word in words.before_dates if word not in words.before_counts]
    places = (
        rf"\b{_edge(words)}[\s-](?:in\s+)?{year}",
        rf"{after_any_of(sure)}{year}",
        rf"{after_any_of(words.before_counts)}{year}{uncounted}",
        rf"{after_any_of(words.before_attributes)}{year}{attributed}",
        rf"(?<=\(){year}(?=[),;])|(?<=,\s){year}(?=[);])",
    )
    return f"(?:{'|'.join(places)})"


def _part_of_year(words: TimeWords) -> str:
    step = any_of(words.last + words.this + words.next)
    return (
        rf"(?i:(?:\bthe\s+)?\b(?P<order>{any_of(words.ordinals)})\s+(?:{_number(words)}\s+)?(?P<unit>{any_of(words.units)})\s+of\s+"
        rf"(?:{_YEAR}|(?P<years>{step})\s+year\b|(?P<the>the\s+year)\b))"
    )


def _weekday(words: TimeWords) -> str:
    hours, weeks = any_of(words.hours), any_of(words.last + words.this + words.next)
    return (
        rf"(?:\b(?i:{hours}|{_edge(words)})\s+(?:on\s+)?)?(?:\b{_step(words)}\s+)?\b(?P<weekday>{any_of(words.weekdays)})\b"
        rf"(?:\s+{hours}\b)?(?:,?\s+(?:of\s+)?(?P<weeks>{weeks})\s+week\b)?"
    )


def _day_word(words: TimeWords) -> str:
    # "today's world" is no date, "today's summit" is.
    idle = rf"(?![’']s\s+(?!(?:[\w-]+\s+)?{any_of(words.occasions)}\b))"
    word, hours = any_of(words.day_words), any_of(words.hours)
    return rf"(?i:\b(?:{_edge(words)}\s+)?(?P<word>{word})\b(?:\s+{hours}\b)?){idle}"


def _unit(words: TimeWords) -> str:
    step = any_of(words.last + words.this + words.next)
    unit = r"(?:weekend|week|month|year)\b"
    return (
        rf"(?i:\b(?:(?P<edge>{any_of(words.early_or_late)})\s+)?{not_after_any_of(['the'])}(?P<step>{step})\s+{unit}"
        rf"|\b(?P<edge_in>{any_of(words.early_or_late)})\s+in\s+the\s+{unit}"
        rf"|\bthe\s+{any_of(words.ends)}\s+of\s+the\s+{unit}"
        rf"|{after_any_of(words.at_weekend)}the\s+(?P<weekend>weekend)\b"
        rf"|\b(?P<previous>{any_of(words.previous_week)})\b)"
    )


def _ago(words: TimeWords) -> str:
    units = any_of(words.units)
    return rf"(?i:\b(?:{_number(words)}\s+|(?P<vague>{any_of(words.vague)})\s+)?(?P<unit>{units})\s+ago\b)"


def _ahead(words: TimeWords) -> str:
    count = rf"{_number(words)}\s+(?P<unit>{any_of(words.units)})"
    return rf"(?i:\bin\s+{count}\b(?P<time>[’']s?\s+time\b)?)(?!\s+of\b)"


def _from_story(words: TimeWords) -> str:
    count = rf"(?:{_number(words)}|{any_of(words.vague)})\s+(?P<unit>{any_of(words.units)})"
    counted = rf"{count}\s+(?:{any_of(words.later)}|(?P<earlier>{any_of(words.earlier)}))"
    return rf"(?i:\b(?:(?P<phrase>{any_of(words.from_story)})|{counted})\b)"
