"""The summary: events between two states or bodies added up by day, month, year and altogether.

Sums are whole numbers: adding records and taking the same ones off again leaves
no trace. So a view of years reads a few rows for each tie and never a record.
"""

import json
import sqlite3
from bisect import insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations, product

from dragoman.lexicon.plover import Plover
from dragoman.model.finding import Event
from dragoman.model.parties import addressees, initiators
from dragoman.model.record import Record
from dragoman.model.summary import TENTHS, Sum
from dragoman.store.connection import guarded, path_of

BACKGROUND = frozenset({"historical", "hypothetical", "negation"})  # what took no place, or long ago
DATED = ("day", "week", "month")  # precisions that tell the month at least

AT_ONCE = 100  # ties of each month or year that are looked at first
A_YEAR = 12  # months; a longer time is looked at year by year

Key = tuple[str, str, str, str]  # a, b, level, period
Stretch = tuple[str, str, str]  # level, first, last


def sums(records: Iterable[Record], plover: Plover) -> dict[Key, list[int]]:
    """The rows that these records amount to."""
    found: dict[Key, list[int]] = defaultdict(lambda: [0, 0, 0, 0, 0])
    for record in records:
        event = record.finding
        day = _day(record)
        if not isinstance(event, Event) or day is None or BACKGROUND & set(event.aux):
            continue
        score, sources = plover.score(event.type, event.mode), record.independent_sources
        values = (1, sources, sources * (score > 0), sources * (score < 0), round(score * TENTHS) * sources)
        for a, b in pairs(event):
            for level, period in (("day", day), ("month", day[:7]), ("year", day[:4]), ("all", "")):
                row = found[a, b, level, period]
                for at, value in enumerate(values):
                    row[at] += value
    return found


def pairs(event: Event) -> set[tuple[str, str]]:
    """The ties of an event: who does it with to whom it is done, and in a mutual one all with all.

    Only states and bodies: a crowd is no party of a tie.
    """
    by, to = ({actor.tie for actor in side if actor.tie.isupper()} for side in (initiators(event), addressees(event)))
    told = product(by, to) if to else combinations(sorted(by), 2)
    return {(min(a, b), max(a, b)) for a, b in told if a != b}


def add(conn: sqlite3.Connection, records: Iterable[Record], plover: Plover, sign: int = 1) -> None:
    """Add what these records amount to, or take it off with −1. To be called within a transaction."""
    sql = """
        INSERT INTO tie_sum VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET
            events = events + excluded.events, sources = sources + excluded.sources,
            cooperation = cooperation + excluded.cooperation, conflict = conflict + excluded.conflict,
            tenths = tenths + excluded.tenths
    """
    found = sums(records, plover)
    conn.executemany(sql, ((*key, *(sign * value for value in found[key])) for key in sorted(found)))
    if sign < 0:
        conn.executemany(
            "DELETE FROM tie_sum WHERE a = ? AND b = ? AND level = ? AND period = ? AND events = 0", sorted(found)
        )


def series(
    conn: sqlite3.Connection, a: str, b: str, since: str | None = None, until: str | None = None
) -> dict[str, Sum]:
    """The months of one tie in which something was, in order. A bound within a month counts its days."""
    months: dict[str, Sum] = {}
    for level, first, last in stretches(since, until, whole="month"):
        sql = f"""
            SELECT period, {_VALUES} FROM tie_sum
            WHERE a = ? AND b = ? AND level = ? AND period BETWEEN ? AND ? ORDER BY period
        """
        for period, *values in _rows(conn, sql, min(a, b), max(a, b), level, first, last):
            month = period[:7]
            months[month] = months[month] + Sum(*values) if month in months else Sum(*values)
    return dict(sorted(months.items()))


def network(
    conn: sqlite3.Connection, since: str | None = None, until: str | None = None, limit: int | None = None
) -> list[tuple[str, str, Sum]]:
    """The heaviest ties in which something was, or all, each with its sum."""
    parts = list(stretches(since, until, whole="year" if since or until else "all"))
    if limit is not None and {level for level, _, _ in parts} & {"month", "year"}:
        return _heaviest(conn, parts, limit)
    condition, parameters = _within(parts)
    totals = ", ".join(f"sum({name}) AS {name}" for name in Sum.__struct_fields__)
    sql = f"""
        SELECT a, b, {totals} FROM tie_sum WHERE {condition}
        GROUP BY a, b ORDER BY sources DESC, a, b LIMIT ?
    """
    if not (since or until):  # one row for each tie, and an index that has them in order
        sql = f"SELECT a, b, {_VALUES} FROM tie_sum WHERE level = 'all' ORDER BY sources DESC, a, b LIMIT ?"
        parameters = []
    most = -1 if limit is None else limit
    return [(a, b, Sum(*values)) for a, b, *values in _rows(conn, sql, *parameters, most)]


def total(conn: sqlite3.Connection, a: str, b: str, since: str | None = None, until: str | None = None) -> Sum:
    """What was between two over a time."""
    return _total(conn, a, b, list(stretches(since, until, whole="year" if since or until else "all")))


def _heaviest(conn: sqlite3.Connection, parts: Sequence[Stretch], limit: int) -> list[tuple[str, str, Sum]]:
    """The heaviest ties of a time, without adding up every tie.

    The heaviest of each month, or year, that the time has a part in are the first to be looked at. A tie that is
    among none of them has no more in all than the last of each together: once enough have more, we are done.
    """
    level, periods = _touched(conn, parts)
    size = max(AT_ONCE, limit)
    while True:
        found: set[tuple[str, str]] = set()
        unseen = 0
        for period in periods:
            sql = f"""
                SELECT a, b, sources FROM tie_sum WHERE level = '{level}' AND period = ?
                ORDER BY sources DESC, a, b LIMIT ?
            """
            rows = list(_rows(conn, sql, period, size))
            found.update((a, b) for a, b, _ in rows)
            unseen += rows[-1][2] if len(rows) == size else 0
        best = _best(conn, _bounded(conn, found, level, periods), parts, limit)
        if not unseen or (len(best) == limit and best[-1][2].sources > unseen):
            return best
        size *= 4


def _touched(conn: sqlite3.Connection, parts: Sequence[Stretch]) -> tuple[str, list[str]]:
    """The months, or if they are many the years, that a time has a part in and something was in."""
    first, last = parts[0][1], parts[-1][2]
    for level, length in (("month", 7), ("year", 4)):
        periods, at = [], (first + "-01")[:length]
        sql = f"SELECT min(period) FROM tie_sum WHERE level = '{level}' AND period >= ? AND period <= ?"
        end = (last + "-12")[:length]
        while (at := next(_rows(conn, sql, at, end))[0]) is not None:
            periods.append(at)
            if level == "month" and len(periods) > A_YEAR:
                break
            at += "~"  # after it, and before the next
        else:
            break
    return level, periods


def _bounded(
    conn: sqlite3.Connection, ties: Iterable[tuple[str, str]], level: str, periods: Sequence[str]
) -> list[tuple[int, str, str]]:
    """How many sources each of these ties has at most in the time that has a part in these periods, the most first."""
    sql = f"""
        SELECT sum(sources), tie.value ->> 0, tie.value ->> 1 FROM json_each(?) AS tie CROSS JOIN tie_sum
        WHERE a = tie.value ->> 0 AND b = tie.value ->> 1 AND level = '{level}' AND period BETWEEN ? AND ?
        GROUP BY tie.key ORDER BY 1 DESC
    """
    return list(_rows(conn, sql, json.dumps(sorted(ties)), min(periods, default=""), max(periods, default="")))


def _best(
    conn: sqlite3.Connection, bounded: Iterable[tuple[int, str, str]], parts: Sequence[Stretch], limit: int
) -> list[tuple[str, str, Sum]]:
    """The heaviest of these ties; those that cannot be among them are not added up."""
    found: list[tuple[int, str, str, Sum]] = []
    for most, a, b in bounded:
        if len(found) == limit and most < -found[-1][0]:
            break
        told = _total(conn, a, b, parts)
        if told.sources:
            insort(found, (-told.sources, a, b, told), key=lambda row: row[:3])
            del found[limit:]
    return [(a, b, told) for _, a, b, told in found]


def _total(conn: sqlite3.Connection, a: str, b: str, parts: Sequence[Stretch]) -> Sum:
    condition, parameters = _within(parts)
    totals = ", ".join(f"ifnull(sum({name}), 0)" for name in Sum.__struct_fields__)
    sql = f"SELECT {totals} FROM tie_sum WHERE a = ? AND b = ? AND {condition}"
    return Sum(*next(_rows(conn, sql, min(a, b), max(a, b), *parameters)))


def _within(parts: Sequence[Stretch], table: str = "") -> tuple[str, list[str]]:
    """The condition for the rows that make up a time, and its parameters."""
    condition = " OR ".join(f"({table}level = ? AND {table}period BETWEEN ? AND ?)" for _ in parts)
    return f"({condition})" if parts else "0", [value for part in parts for value in part]


def latest(conn: sqlite3.Connection) -> str | None:
    """The last day with an event between two."""
    return next(_rows(conn, "SELECT max(period) FROM tie_sum WHERE level = 'day'"), (None,))[0]


_VALUES = ", ".join(Sum.__struct_fields__)
_FIRST, _LAST = date(1, 1, 1), date(9999, 12, 31)


def stretches(since: str | None, until: str | None, *, whole: str = "year") -> Iterator[Stretch]:
    """(level, first, last) by which a time is made up: days at its edges, months, and whole years between.

    >>> for stretch in stretches("2024-11-29", "2026-01"):
    ...     print(*stretch)
    day 2024-11-29 2024-11-30
    month 2024-12 2024-12
    year 2025 2025
    month 2026-01 2026-01
    """
    if whole == "all":
        yield "all", "", ""
        return
    day, end = opened(since), closed(until)
    while day <= end:
        if whole == "year" and (day.month, day.day) == (1, 1) and date(day.year, 12, 31) <= end:
            last = date(end.year if (end.month, end.day) == (12, 31) else end.year - 1, 12, 31)
            yield "year", f"{day.year:04}", f"{last.year:04}"
        elif day.day == 1 and _month_end(day) <= end:
            last = end if _month_end(end) == end else date(end.year, end.month, 1) - timedelta(1)
            if whole == "year" and (last.year > day.year or (last.month, last.day) == (12, 31)):
                last = date(day.year, 12, 31)
            yield "month", f"{day:%Y-%m}".zfill(7), f"{last:%Y-%m}".zfill(7)
        else:
            last = min(_month_end(day), end)
            yield "day", day.isoformat(), last.isoformat()
        if last == _LAST:
            return
        day = last + timedelta(1)


def opened(since: str | None) -> date:
    """The first day of a day, month or year."""
    return date.fromisoformat((since + "-01-01")[:10]) if since else _FIRST


def closed(until: str | None) -> date:
    """The last day of a day, month or year."""
    if not until:
        return _LAST
    if len(until) == 4:
        return date(int(until), 12, 31)
    return _month_end(date.fromisoformat(until + "-01")) if len(until) == 7 else date.fromisoformat(until)


def _month_end(day: date) -> date:
    if day.month == 12:
        return date(day.year, 12, 31)
    return date(day.year, day.month + 1, 1) - timedelta(1)


def _day(record: Record) -> str | None:
    """The event's own day, or that on which it was first told; nothing for one of which only the year is known."""
    when = record.finding.when
    if when.start:
        return when.start if when.precision in DATED else None
    return min((report.published[:10] for report in record.reports if report.published), default=None)


def _rows(conn: sqlite3.Connection, sql: str, *parameters: object) -> Iterator[tuple]:
    with guarded(path_of(conn)):
        yield from conn.execute(sql, parameters)
