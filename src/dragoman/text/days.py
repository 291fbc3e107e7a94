"""Arithmetic with days, weeks, months and years. Dates in, periods out; knows no words."""

from calendar import monthrange
from datetime import date, timedelta
from typing import Literal

import msgspec

from dragoman.model.when import Precision

Tense = Literal["past", "future"]

# How many days off a month or a day of the year told without its year may lie in the direction
# its clause looks; further than that we distrust the clause and take the nearest. From one
# January to the next a story says "next January". Set by eye on VOA stories.
FARTHEST = {"past": 340, "future": 275}

UNITS = ("day", "week", "month", "year")  # that are counted with
_COARSENESS: tuple[Precision, ...] = ("day", "week", "month", "year", "none")


class Period(msgspec.Struct, frozen=True):
    """First and last day, both inclusive, and the unit they are told in."""

    start: date
    end: date
    precision: Precision

    def to(self, last: "Period") -> "Period":
        """From this period's first day to the other's last."""
        precision = coarser(self.precision, last.precision)
        return Period(min(self.start, last.start), max(self.end, last.end), precision)


def coarser(one: Precision, other: Precision) -> Precision:
    return max(one, other, key=_COARSENESS.index)


def day(which: date) -> Period:
    return Period(which, which, "day")


def week(within: date) -> Period:
    """Monday to Sunday."""
    monday = within - timedelta(days=within.weekday())
    return Period(monday, monday + timedelta(days=6), "week")


def weekend(within: date) -> Period:
    """Saturday and Sunday of the week that holds the day."""
    monday = week(within).start
    return Period(monday + timedelta(days=5), monday + timedelta(days=6), "day")


def month(year: int, number: int) -> Period:
    """`number` may run over: month 0 is December of the year before.

    >>> month(2025, 14).end.isoformat()
    '2026-02-28'
    """
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    return Period(date(year, number, 1), date(year, number, monthrange(year, number)[1]), "month")


def months(year: int, first: int, last: int) -> Period:
    return month(year, first).to(month(year, last))


def year(number: int) -> Period:
    return Period(date(number, 1, 1), date(number, 12, 31), "year")


def unit(name: str, within: date, steps: int = 0) -> Period | None:
    """The calendar day, week, month or year that lies `steps` from the one that holds `within`."""
    if name == "day":
        return day(within + timedelta(days=steps))
    if name == "week":
        return week(within + timedelta(weeks=steps))
    if name == "month":
        return month(within.year, within.month + steps)
    if name == "year":
        return year(within.year + steps)
    return None  # decades and centuries are too coarse to count with


def weekday(number: int, around: date, tense: Tense | None) -> Period:
    """The weekday a clause means: the latest up to today, or for a future clause the next.

    Today's own weekday is today in either direction: "is expected to meet them on
    Thursday", printed on a Thursday.
    """
    back = (around.weekday() - number) % 7
    if tense != "future":
        return day(around - timedelta(days=back))
    if back == 0:
        return day(around)
    return day(around + timedelta(days=7 - back))


def nearest(candidates: list[Period], around: date, tense: Tense | None) -> Period | None:
    """Of the same day or month in several years, the one its clause means."""

    def distance(period: Period) -> int:
        return max((period.start - around).days, (around - period.end).days, 0)

    if not candidates:
        return None
    if tense == "past":
        directed = [period for period in candidates if period.start <= around]
    elif tense == "future":
        directed = [period for period in candidates if period.end >= around]
    else:
        directed = []
    best = min(directed, key=distance, default=None)
    if best is not None and distance(best) <= FARTHEST[tense]:
        return best
    return min(candidates, key=distance)
