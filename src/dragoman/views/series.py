"""A series: a tie's cooperation and conflict by month, from sums, as rows and as lines of small bars."""

from collections.abc import Iterator, Mapping

import msgspec

from dragoman.model.summary import Sum
from dragoman.views import words
from dragoman.views.terminal import Lines

BARS = "▁▂▃▄▅▆▇█"
SHOWN = 36  # months, as many as fit a terminal of 80
COLUMNS = ("month", "events", "sources", "cooperation", "conflict", "mean")


class Month(msgspec.Struct, frozen=True):
    """What was between the parties in one month; `mean` is PLOVER's score by independent sources."""

    month: str
    events: int
    sources: int
    cooperation: int
    conflict: int
    mean: float | None


def months(found: Mapping[str, Sum]) -> tuple[Month, ...]:
    """One row for each month from the first to the last, also for those without events."""
    if not found:
        return ()
    nothing = Sum(0, 0, 0, 0, 0)
    return tuple(_month(month, found.get(month, nothing)) for month in _between(min(found), max(found)))


def sparkline(values: list[int], most: int) -> str:
    """Bars for numbers, blank for none; the highest for `most`.

    >>> sparkline([0, 1, 4], 4)
    ' ▂█'
    """
    return "".join(BARS[max(0, -(-value * len(BARS) // most) - 1)] if value else " " for value in values)


def series_lines(found: tuple[Month, ...]) -> Lines:
    """Two rows of bars on one scale, for the last months."""
    shown = found[-SHOWN:]
    if not shown:
        return
    most = max(max(one.cooperation, one.conflict) for one in shown) or 1
    span = f"{_named(shown[0].month)} – {_named(shown[-1].month)}, by month"
    for name, style in (("cooperation", "good"), ("conflict", "bad")):
        values = [getattr(one, name) for one in shown]
        told = words.count(sum(values), "source")
        yield [("dim", f"  {name:<12}"), (style, sparkline(values, most)), ("dim", f"  {told}")]
    sources = sum(one.sources for one in shown)
    mean = sum((one.mean or 0) * one.sources for one in shown) / sources if sources else 0.0
    yield [("dim", f"  {span}; mean score {mean:+.1f}; the highest bar is {words.count(most, 'source')}")]


def _month(month: str, total: Sum) -> Month:
    mean = None if total.mean is None else round(total.mean, 2)
    return Month(month, total.events, total.sources, total.cooperation, total.conflict, mean)


def _between(first: str, last: str) -> Iterator[str]:
    year, month = int(first[:4]), int(first[5:7])
    while (told := f"{year:04}-{month:02}") <= last:
        yield told
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)


def _named(month: str) -> str:
    return words.day(month + "-01").partition(" ")[2]
