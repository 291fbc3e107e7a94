"""How each kind of date expression is read: its match and its setting come in, a Period or None goes out."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import msgspec

from dragoman.lexicon.language import TimeWords
from dragoman.text import days
from dragoman.text.days import Period, Tense
from dragoman.text.phrases import any_of


class Setting(msgspec.Struct, frozen=True):
    """What a reading may need beyond the words: the day of publication, the clause, the table, the date told last."""

    day: date | None
    tense: Tense | None
    words: TimeWords
    last: Period | None = None


def nothing(match: re.Match[str], setting: Setting) -> None:
    return None


def iso(match: re.Match[str], setting: Setting) -> Period | None:
    year, month = int(match["year"]), int(match["month"])
    if not 1 <= month <= 12:
        return None
    if match["day"] is None:
        return days.month(year, month)
    return _day_of(year, month, int(match["day"]))


def day(match: re.Match[str], setting: Setting) -> Period | None:
    """A day of a month, or a stretch of them, in the year told or the one the clause means."""
    first, last = match["month"] or match["last_month"], match["last_month"] or match["month"]
    first_month, last_month = _month_number(first, setting), _month_number(last, setting)
    first_day, last_day = int(match["day"]), int(match["last_day"] or match["day"])

    def of(year: int) -> Period | None:
        begin = _day_of(year, first_month, first_day)
        turns = (last_month, last_day) < (first_month, first_day)
        end = _day_of(year + turns, last_month, last_day)
        return begin.to(end) if begin and end else None

    named = setting.words.weekdays.get(match["weekday"] or "")
    return _in_year(match, setting, of, named)


def month(match: re.Match[str], setting: Setting) -> Period | None:
    names = _month_names(match[0], setting.words)
    first, last = _month_number(names[0], setting), _month_number(names[-1], setting)

    def of(year: int) -> Period | None:
        return days.months(year, first, last if last >= first else last + 12)

    return _in_year(match, setting, of)


def _in_year(
    match: re.Match[str], setting: Setting, of: Callable[[int], Period | None], weekday: int | None = None
) -> Period | None:
    """`of` the year the words tell, else of publication's year or a neighbour of it.

    A weekday beside the day decides between them: "Monday, 1 December".
    """
    told = match.groupdict()
    if told.get("year"):
        return of(int(told["year"]))
    if setting.day is None:
        return None
    if told.get("years"):
        return of(setting.day.year + _steps(told["years"], setting.words))
    candidates = [period for shift in (-1, 0, 1) if (period := of(setting.day.year + shift))]
    if weekday is not None:
        candidates = [period for period in candidates if period.start.weekday() == weekday] or candidates
    if told.get("step"):
        return _stepped(candidates, setting.day, _words_of(told["step"]), setting.words)
    return days.nearest(candidates, setting.day, setting.tense)


def _stepped(candidates: list[Period], around: date, step: str, words: TimeWords) -> Period | None:
    """ "last June" is over, "next June" and "the coming June" have not begun, "this June" is this year's."""
    if step in words.last:
        return max((period for period in candidates if period.end < around), key=_first_day, default=None)
    if step in words.this:
        return next((period for period in candidates if period.start.year == around.year), None)
    return min((period for period in candidates if period.start > around), key=_first_day, default=None)


def _first_day(period: Period) -> date:
    return period.start


def part(match: re.Match[str], setting: Setting) -> Period | None:
    """ "the first five months of 2025", "the last quarter of the year"."""
    if match["year"]:
        year = int(match["year"])
    elif setting.day is None:
        return None
    else:
        year = setting.day.year + (_steps(match["years"], setting.words) if match["years"] else 0)
    order = setting.words.ordinals[match["order"].lower()]
    count = _count(match["number"] or "1", setting.words)
    size = {"month": 1, "quarter": 3, "half": 6}.get(setting.words.units[match["unit"].lower()], 0)
    length = size * count
    if not size or length > 12 or (match["number"] and abs(order) != 1):
        return None
    begin = 12 - length if order < 0 else (order - 1) * size
    return days.months(year, begin + 1, begin + length) if begin + length <= 12 else None


def year(match: re.Match[str], setting: Setting) -> Period:
    return days.year(int(re.search(r"\d{4}", match[0])[0]))


def years(match: re.Match[str], setting: Setting) -> Period | None:
    first, last = match["year"], match["last"]
    end = int(first[: 4 - len(last)] + last)
    return days.year(int(first)).to(days.year(end)) if end > int(first) else None


def decade(match: re.Match[str], setting: Setting) -> Period | None:
    year = int(match["year"]) if match["year"] else setting.words.decades[match["decade"].lower()]
    return days.year(year).to(days.year(year + 9))


def century(match: re.Match[str], setting: Setting) -> Period:
    first = 100 * (int(match["century"]) - 1)
    return days.year(first).to(days.year(first + 99))


def from_story(match: re.Match[str], setting: Setting) -> Period | None:
    """ "The following day", "two weeks later": from the date that the story told last, if that is fine enough."""
    if match["phrase"]:
        unit, steps = setting.words.from_story[_words_of(match["phrase"])]
    elif match["number"]:
        unit = setting.words.units[match["unit"].lower()]
        steps = _count(match["number"], setting.words) * (-1 if match["earlier"] else 1)
    else:
        return None
    last = setting.last
    if last is None or unit not in days.UNITS or days.coarser(last.precision, unit) != unit:
        return None
    return days.unit(unit, last.start, steps)


def weekday(match: re.Match[str], setting: Setting) -> Period | None:
    if setting.day is None:
        return None
    words, number = setting.words, setting.words.weekdays[match["weekday"]]
    if match["weeks"]:
        return _weekday_of_week(number, _steps(match["weeks"], words), setting.day)
    step = _words_of(match["step"] or "")
    if step in words.last:
        return days.weekday(number, setting.day - timedelta(days=1), "past")
    if step in words.next:
        # "next Friday" told on a Wednesday is the next week's, or it would be "on Friday".
        return _weekday_of_week(number, 1, setting.day)
    if step in words.this:
        return days.weekday(number, setting.day, "past" if setting.tense == "past" else "future")
    if step in words.coming:
        return days.weekday(number, setting.day + timedelta(days=1), "future")
    return days.weekday(number, setting.day, setting.tense)


def _weekday_of_week(number: int, steps: int, around: date) -> Period:
    return days.day(days.week(around).start + timedelta(weeks=steps, days=number))


def day_word(match: re.Match[str], setting: Setting) -> Period | None:
    if setting.day is None:
        return None
    return days.unit("day", setting.day, setting.words.day_words[_words_of(match["word"])])


def unit(match: re.Match[str], setting: Setting) -> Period | None:
    """ "last week", "later this year", "earlier in the month", "over the weekend"."""
    if setting.day is None:
        return None
    if match["previous"]:
        return days.unit("week", setting.day, -1)
    groups = re.findall(r"week(?:end)?|month|year", match[0].lower())
    steps = _steps(match["step"], setting.words) if match["step"] else 0
    if groups[-1] == "weekend":
        return _weekend(setting, steps, told=match["step"] is not None)
    period = days.unit(groups[-1], setting.day, steps)
    edge = (match["edge"] or match["edge_in"] or "").lower()
    if period is None or steps != 0:
        return period
    if edge == "earlier":
        return Period(period.start, setting.day, period.precision)
    if edge == "later":
        return Period(setting.day, period.end, period.precision)
    return period


def _weekend(setting: Setting, steps: int, told: bool) -> Period:
    """The last weekend begun by the day of publication, unless "this" or "next" tells another."""
    this_week = days.weekend(setting.day)
    ahead = told and steps == 0 and setting.tense != "past"
    if steps > 0:
        return days.weekend(setting.day + timedelta(weeks=steps))
    if steps < 0 or not (ahead or this_week.start <= setting.day):
        return days.weekend(setting.day - timedelta(weeks=1))
    return this_week


def ago(match: re.Match[str], setting: Setting) -> Period | None:
    if setting.day is None or match["number"] is None:
        return None
    unit, count = setting.words.units[match["unit"].lower()], _count(match["number"], setting.words)
    if unit in ("minute", "hour"):
        return days.day(setting.day)
    if unit == "decade":
        return days.unit("year", setting.day, -10 * count)
    return days.unit(unit, setting.day, -count)


def ahead(match: re.Match[str], setting: Setting) -> Period | None:
    if setting.day is None:
        return None
    unit = setting.words.units[match["unit"].lower()]
    return days.unit(unit, setting.day, _count(match["number"], setting.words))


def _day_of(year: int, month: int, number: int) -> Period | None:
    try:
        return days.day(date(year, month, number))
    except ValueError:
        return None  # 31 June


def _month_names(phrase: str, words: TimeWords) -> list[str]:
    return re.findall(rf"{any_of(words.months)}\b|{any_of(words.month_abbreviations)}\b", phrase)


def _month_number(name: str, setting: Setting) -> int:
    name = name.rstrip(".")
    return setting.words.months.get(name) or setting.words.month_abbreviations[name]


def _count(number: str, words: TimeWords) -> int:
    number = number.replace(",", "")
    return int(number) if number.isdigit() else words.numbers[number.lower()]


def _steps(step: str, words: TimeWords) -> int:
    step = _words_of(step)
    return -1 if step in words.last else 1 if step in words.next else 0


def _words_of(phrase: str) -> str:
    return " ".join(phrase.lower().split())
