"""Time lines and ages on a page: one line comes in, when it says the page came out goes out.

`stamp` reads "Published 3 May 2024 09:12 GMT", `age` reads "2 hours ago". A
sentence that merely begins with a date is neither, and a day that could be two
("4/6/2025") is left alone.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import cache

import msgspec

from dragoman.lexicon.language import TimeWords
from dragoman.text.phrases import any_of

# A line that states a time states little else; longer ones are not searched beyond their beginning.
_LONGEST = 120

_SEGMENT = re.compile(r"[^|·•]+")
_UNIT = {
    "second": timedelta(seconds=1),
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(weeks=1),
    "month": timedelta(days=30),
    "year": timedelta(days=365),
}


class Stamp(msgspec.Struct, frozen=True):
    """A time a page states of itself.

    `value` is an ISO 8601 date or date-time, `text` the words with their label;
    `update` is True where they tell a later change, not the publication.
    """

    value: str
    text: str
    update: bool = False


class _Patterns(msgspec.Struct, frozen=True):
    label: re.Pattern[str]
    dates: tuple[re.Pattern[str], ...]
    time: re.Pattern[str]
    join: re.Pattern[str]
    age: re.Pattern[str]
    ages_label: re.Pattern[str]


def stamp(line: str, words: TimeWords) -> Stamp | None:
    """The time a line or its beginning states, or None.

    >>> from dragoman.lexicon.language import load_time_words
    >>> stamp("Updated: June 5, 2025, 3:15 p.m. ET", load_time_words())
    Stamp(value='2025-06-05T15:15-04:00', text='Updated: June 5, 2025, 3:15 p.m. ET', update=True)
    """
    patterns = _patterns(words)
    for start, end in _segments(line):
        found = _read(line, start, end, patterns, words)
        if found is not None:
            return found
    return None


def age(line: str, words: TimeWords) -> timedelta | None:
    """How old a line says something is, or None where it says more than that.

    >>> from dragoman.lexicon.language import load_time_words
    >>> age("34 minutes ago", load_time_words())
    datetime.timedelta(seconds=2040)
    """
    patterns = _patterns(words)
    line = patterns.ages_label.sub("", line.strip(" \t-–—|·•,()[]"), count=1)
    match = patterns.age.fullmatch(line)
    if match is None:
        return None
    if match["now"]:
        return timedelta(0)
    if match["word"]:
        return timedelta(days=-words.day_words[match["word"].lower()])
    number, unit = match["number"].lower(), match["unit"].lower()
    count = int(number) if number.isdigit() else words.numbers[number]
    length = _UNIT.get(words.units.get(unit) or words.unit_abbreviations.get(unit, ""))
    return None if length is None else length * count


def _segments(line: str) -> Iterator[tuple[int, int]]:
    """The line itself, then, where it is short, what stands between its bars and dots."""
    yield 0, len(line)
    if len(line) <= _LONGEST:
        yield from (match.span() for match in list(_SEGMENT.finditer(line))[1:])


@cache
def _patterns(words: TimeWords) -> _Patterns:
    month = rf"(?P<month>{any_of((*words.months, *words.month_abbreviations))})\.?"
    weekday = rf"(?:{any_of((*words.weekdays, *words.weekday_abbreviations))}\.?,?\s+)?"
    day, year = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?", r"(?P<year>\d{4})"
    zone = any_of((*words.zones, *words.seasonal_zones, *words.zones_without_offset))
    offset = r"[+-]\d{2}:?\d{2}"
    clock = (
        r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2})(?::\d{2}(?:\.\d+)?)?\s*(?P<half>[ap]\.?m\b\.?)?|\s*(?P<half_alone>[ap]\.?m\b\.?))"
        rf"\s*\(?(?:(?:GMT|UTC)?(?P<offset>{offset}|[+-]\d{{1,2}}\b)|(?P<zone>{zone})(?!\w))?\)?"
    )
    unit = any_of((*words.units, *words.unit_abbreviations))
    past_days = any_of(word for word, shift in words.day_words.items() if shift <= 0 and " " not in word)
    labels = any_of((*words.stamp.updated, *words.stamp.published))
    return _Patterns(
        label=re.compile(
            rf"(?i:(?:(?P<update>{any_of(words.stamp.updated)})|{any_of(words.stamp.published)})\b\s*(?P<colon>:?)\s*(?:{any_of(words.stamp.joins)}\s+)?)"
        ),
        dates=(
            re.compile(rf"{year}[-/.](?P<number>\d{{1,2}})[-/.](?P<day>\d{{1,2}})(?!\d)"),
            re.compile(rf"(?i:{weekday}{month}\s+{day},?\s+{year})(?!\d)"),
            re.compile(rf"(?i:{weekday}{day}\s+(?:of\s+)?{month},?\s+{year})(?!\d)"),
            re.compile(r"(?P<one>\d{1,2})(?P<mark>[/.-])(?P<other>\d{1,2})(?P=mark)(?P<year>\d{4})(?!\d)"),
        ),
        time=re.compile(rf"(?i:{clock})(?!\d)"),
        join=re.compile(rf"(?:\s*(?i:{any_of(words.stamp.joins)})(?!\w)\s*|T|\s+){{1,2}}"),
        age=re.compile(
            rf"(?i:(?P<number>\d{{1,3}}|{any_of(words.numbers)})\s*(?P<unit>{unit})\s+ago|(?P<now>{any_of(words.stamp.now)})|(?P<word>{past_days}))"
        ),
        ages_label=re.compile(rf"^(?i:{labels})\b\s*:?\s*"),
    )


def _read(line: str, start: int, end: int, patterns: _Patterns, words: TimeWords) -> Stamp | None:
    """A label, then a day with its time before or after it.

    Prose may follow only what nobody would write in prose: " date 2025-06-04 The ministers ...".
    """
    at = begin = start + len(line[start:end]) - len(line[start:end].lstrip(" \t\xa0-–—([*"))
    label = patterns.label.match(line, at, end)
    if label:
        at = label.end()
    clock = patterns.time.match(line, at, end)
    if clock:
        join = patterns.join.match(line, clock.end(), end)
        at = join.end() if join else clock.end()
    matches = ((which, pattern.match(line, at, end)) for which, pattern in enumerate(patterns.dates))
    which, found = next(((which, match) for which, match in matches if match), (0, None))
    told = _day(found, words) if found else None
    if found is None or told is None:
        return None
    stop = found.end()
    if not clock:
        join = patterns.join.match(line, stop, end)
        clock = patterns.time.match(line, join.end(), end) if join else None
        stop = clock.end() if clock else stop
    plain = which == 0 or (label and (clock or label["colon"]))
    if not (plain or _stands_alone(line[stop:end])):
        return None
    return Stamp(_value(told, clock, words), line[begin:stop].rstrip(), bool(label and label["update"]))


def _stands_alone(rest: str) -> bool:
    """Whether no prose follows: "June 4, 2025 was a turning point" states no time of a page."""
    rest = rest.strip()
    return len(rest) <= _LONGEST and not re.match(r"[,;]?\s*\w", rest)


def _day(found: re.Match[str], words: TimeWords) -> date | None:
    parts = found.groupdict()
    year = int(parts["year"])
    if parts.get("one"):
        one, other = int(parts["one"]), int(parts["other"])
        if max(one, other) <= 12 and one != other:
            return None  # 4 June or 6 April
        month, day = (one, other) if other > 12 else (other, one)
    elif parts.get("number"):
        month, day = int(parts["number"]), int(parts["day"])
    else:
        name = parts["month"].capitalize()
        month, day = words.months.get(name) or words.month_abbreviations[name], int(parts["day"])
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _value(told: date, clock: re.Match[str] | None, words: TimeWords) -> str:
    if clock is None:
        return told.isoformat()
    hour, minute = int(clock["hour"]), int(clock["minute"] or 0)
    half = (clock["half"] or clock["half_alone"] or "")[:1].lower()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    try:
        at = datetime.combine(told, time(hour, minute))
    except ValueError:
        return told.isoformat()  # 29:61 is no time; the day still stands
    return at.isoformat(timespec="minutes") + _offset(clock, at, words)


def _offset(clock: re.Match[str], at: datetime, words: TimeWords) -> str:
    if clock["offset"]:
        digits = clock["offset"][1:].replace(":", "")
        hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "00")
        return f"{clock['offset'][0]}{int(hours):02d}:{minutes}"
    zone = " ".join((clock["zone"] or "").split())
    if zone.upper() in words.seasonal_zones:
        winter, summer = words.seasonal_zones[zone.upper()]
        return summer if _is_summer(at) else winter
    return words.zones.get(zone.upper(), "")


def _is_summer(at: datetime) -> bool:
    """By the rule of the United States since 2007: from the second Sunday of March to November's first."""

    def sunday(month: int, which: int) -> datetime:
        first = datetime(at.year, month, 1, 2)
        return first + timedelta(days=(6 - first.weekday()) % 7 + 7 * (which - 1))

    return sunday(3, 2) <= at < sunday(11, 1)
