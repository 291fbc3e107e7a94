"""Cooperation and conflict by month: counts in, columns of a chart out, each with its place and height."""

from collections.abc import Iterable, Mapping
from datetime import date

import msgspec

QUADS = ("material cooperation", "verbal cooperation", "verbal conflict", "material conflict")
MONTHS = 60  # columns at most: beyond, a column is a quarter, then a year
WIDEST = 64.0  # of a column
ROOM = 30.0  # that a name takes
STEPS = ((1, "month"), (3, "quarter"), (12, "year"), (120, "ten years"))


class Bar(msgspec.Struct, frozen=True):
    quad: str
    count: int
    y: float
    height: float


class Column(msgspec.Struct, frozen=True):
    """One month (or quarter, year): its bars from the middle line outwards."""

    label: str  # what stands under it, where there is room
    year: str  # and under that: the year where one begins
    name: str
    x: float
    up: int
    down: int
    counts: dict[str, int]
    bars: tuple[Bar, ...]


class Chart(msgspec.Struct, frozen=True):
    step: str
    columns: tuple[Column, ...]
    most: int
    width: float
    height: float
    middle: float
    column: float  # width of one


def chart(counted: Iterable[tuple[str, str, int]], *, width: float = 720, height: float = 240) -> Chart:
    """`counted`: month ("2025-08"), quad and how many. Months with nothing between those with something are kept.

    >>> chart([("2025-06", "verbal conflict", 2), ("2025-08", "verbal cooperation", 1)]).columns[1].counts
    {}
    """
    months: dict[int, dict[str, int]] = {}
    for month, quad, count in counted:
        year, number = int(month[:4]), int(month[5:7] or 1)
        cell = months.setdefault(year * 12 + number - 1, {})
        cell[quad] = cell.get(quad, 0) + count
    if not months:
        return Chart("month", (), 0, width, height, height / 2, 0)
    size, step = next(((size, step) for size, step in STEPS if (max(months) - min(months)) // size < MONTHS), STEPS[-1])
    buckets: dict[int, dict[str, int]] = {}
    for month, cell in months.items():
        into = buckets.setdefault(month // size, {})
        for quad, count in cell.items():
            into[quad] = into.get(quad, 0) + count
    return _drawn(buckets, size, step, width, height)


def _drawn(buckets: Mapping[int, dict[str, int]], size: int, step: str, width: float, height: float) -> Chart:
    up = max(_sum(cell, "cooperation") for cell in buckets.values())
    down = max(_sum(cell, "conflict") for cell in buckets.values())
    first, last = min(buckets), max(buckets)
    number = last - first + 1
    column = min(WIDEST, width / number)
    unit = height / max(1, up + down)
    middle = up * unit
    columns = tuple(
        Column(
            label=_label(at * size, size, column), year=_year(at * size, size, at == first, column),
            name=_name(at * size, size),
            x=round((at - first) * column, 2), up=_sum(buckets.get(at, {}), "cooperation"),
            down=_sum(buckets.get(at, {}), "conflict"), counts=buckets.get(at, {}),
            bars=_bars(buckets.get(at, {}), middle, unit),
        )
        for at in range(first, last + 1)
    )  # fmt: skip
    return Chart(step, columns, max(up, down), round(column * number, 2), height, round(middle, 2), round(column, 2))


def _bars(cell: Mapping[str, int], middle: float, unit: float) -> tuple[Bar, ...]:
    """Material next to the middle line, verbal beyond it."""
    bars, up, down = [], middle, middle
    for quad in ("material cooperation", "verbal cooperation"):
        if count := cell.get(quad, 0):
            up -= count * unit
            bars.append(Bar(quad, count, round(up, 2), round(count * unit, 2)))
    for quad in ("material conflict", "verbal conflict"):
        if count := cell.get(quad, 0):
            bars.append(Bar(quad, count, round(down, 2), round(count * unit, 2)))
            down += count * unit
    return tuple(bars)


def _sum(cell: Mapping[str, int], side: str) -> int:
    return sum(count for quad, count in cell.items() if quad.endswith(side))


def _name(month: int, size: int) -> str:
    year, number = divmod(month, 12)
    if size == 1:
        return f"{date(year, number + 1, 1):%B} {year}"
    if size == 3:
        return f"{year}, quarter {number // 3 + 1}"
    return str(year) if size == 12 else f"{year}–{year + 9}"


def _label(month: int, size: int, column: float) -> str:
    """Month, quarter or year, as far as names have room; of narrow years every fifth."""
    year, number = divmod(month, 12)
    if size >= 12:
        return str(year) if column >= ROOM or year % (5 * (size // 12)) == 0 else ""
    if column < ROOM:
        return ""
    return f"{date(year, number + 1, 1):%b}" if size == 1 else f"Q{number // 3 + 1}"


def _year(month: int, size: int, first: bool, column: float) -> str:
    """The year where one begins, and under the first column unless the next year begins too near for two."""
    year, number = divmod(month, 12)
    if size >= 12 or (number and not (first and (12 - number) // size * column >= ROOM)):
        return ""
    return str(year)
