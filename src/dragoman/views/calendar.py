"""The calendar: meetings and the ends of pledges' terms, ahead of a day and before it, as rows and lines."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

import msgspec

from dragoman.model.finding import Meeting, Pledge
from dragoman.model.record import Record
from dragoman.views import words
from dragoman.views.show import title
from dragoman.views.terminal import Lines, Piece

COLUMNS = ("day", "what", "status", "title", "where", "id", "sources", "told", "quote", "article")
BACK = 31  # days of the past that are shown where nobody says how many
OPEN = 62  # days after which a plan without a day is no plan any more


class Appointment(msgspec.Struct, frozen=True):
    """`day` is None where nobody told it; `told` the last day on which it was told; `quote` is its evidence.

    `last` is the last day of a meeting that goes on for several, or of which only the month is known.
    """

    day: str | None
    what: str  # meeting or due
    status: str
    title: str
    where: str | None
    id: str
    sources: int
    told: str | None
    quote: str
    article: str
    last: str | None = None


class Calendar(msgspec.Struct, frozen=True):
    """As of `on`: what lies ahead, the nearest first; what has no day; what is past, the latest first."""

    on: str
    ahead: tuple[Appointment, ...]
    undated: tuple[Appointment, ...]
    past: tuple[Appointment, ...]

    def all(self) -> tuple[Appointment, ...]:
        """By day, those without one at the end."""
        return (*reversed(self.past), *self.ahead, *self.undated)


class Bounds(msgspec.Struct, frozen=True):
    """Which days are asked for, first and last, and when what has no day must have been told."""

    ahead: tuple[str, str]
    past: tuple[str, str]
    told: tuple[str, str]


def calendar_bounds(on: str, since: str | None, until: str | None) -> Bounds:
    """From `since` (a month back where it is not given) to `until` (open where it is not)."""
    day = date.fromisoformat(on)
    before, back, open = (str(day - timedelta(days)) for days in (1, BACK, OPEN))
    # "~" sorts after every digit and dash, so that a month or year includes its days.
    last = f"{until}~" if until else "9999-12-31"
    return Bounds((max(on, since or ""), last), (since or back, min(before, last)), (open, on))


Dated = Iterable[tuple[str, str, Record]]


def calendar(on: str, ahead: Dated, past: Dated, undated: Iterable[Record]) -> Calendar:
    """The calendar of what lies ahead, by day, of what is past, from the last back, and of what has no day."""
    return Calendar(
        on,
        tuple(appointment(record, day, what) for day, what, record in ahead),
        tuple(appointment(record, None, "meeting") for record in undated),
        tuple(appointment(record, day, what) for day, what, record in past),
    )


def appointment(record: Record, day: str | None, what: str) -> Appointment:
    finding = record.finding
    where = getattr(finding, "where", None)
    return Appointment(
        day=day,
        what=what,
        status=finding.status if isinstance(finding, Meeting | Pledge) else "",
        title=title(record),
        where=where.text if where else None,
        id=record.id,
        sources=record.independent_sources,
        told=max((report.published[:10] for report in record.reports if report.published), default=None),
        quote=finding.citation.quote,
        article=finding.citation.article,
        last=finding.when.end if what == "meeting" and day else None,
    )


def meetings(records: Iterable[Record]) -> Iterator[Appointment]:
    """These meetings, each on the first day that it may have been."""
    return (appointment(one, one.finding.when.start, "meeting") for one in records if isinstance(one.finding, Meeting))


def calendar_lines(found: Calendar, limit: int) -> Lines:
    yield [("bold", f"  ahead of {words.day(found.on)}")]
    yield from _some(found.ahead, limit)
    if not found.ahead:
        yield [("dim", "  nothing dated; undated plans stand below" if found.undated else "  nothing")]
    for name, entries in (("no day told", found.undated), ("past", found.past)):
        if entries:
            yield [("dim", f"  ── {name} ──")]
            yield from _some(entries, limit)


def _some(entries: tuple[Appointment, ...], limit: int) -> Lines:
    yield from map(_line, entries[:limit])
    if len(entries) > limit:
        yield [("dim", f"  … and more; --limit {2 * limit} shows twice as many")]


def _line(one: Appointment) -> list[Piece]:
    return [
        ("", f"  {words.day(one.day):<13}"),
        ("bold", f"{'due' if one.what == 'due' else one.status:<10} "),
        ("fit", one.title + (f", {one.where}" if one.where else "")),
        ("dim", f"  {words.count(one.sources, 'source'):<9}  "),
        ("id", one.id),
    ]
