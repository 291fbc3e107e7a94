"""The calendar: meetings and what else was still to come, by month."""

from calendar import Calendar
from datetime import date

import msgspec

from dragoman.model.record import Record
from dragoman.store.wanted import Wanted
from dragoman.views.calendar import meetings as appointments
from dragoman.views.ics import ics
from dragoman.views.known import as_known
from dragoman.web.address import Address, BadAddress, wanted
from dragoman.web.desk import Desk
from dragoman.web.page import Page
from dragoman.web.pages.lists import seen, table
from dragoman.web.phrases import date_words

MOST = 400  # records of one month


def calendar(desk: Desk, address: Address, month: str | None = None) -> Page:
    """`/calendar/2025-08`; without a month, that of the newest meeting."""
    asked = wanted(address)
    first = _month(month) if month else _newest(desk, asked)
    name = f"{first:%Y-%m}"
    in_month = msgspec.structs.replace(asked, since=name, until=name)
    found: list[Record] = []
    for wants in (msgspec.structs.replace(in_month, kind="meeting"),
                  msgspec.structs.replace(in_month, kind="event", ahead=True)):  # fmt: skip
        found += [as_known(hit.record, asked.as_of) for hit in desk.browse.hits(wants, limit=MOST)]
    dated = [one for one in found if one.finding.when.precision == "day"]
    weeks = [
        [{"day": day.isoformat(), "number": day.day, "within": day.month == first.month,
          "records": [one for one in dated if _falls_on(one, day)] if day.month == first.month else []}
         for day in week]
        for week in Calendar().monthdatescalendar(first.year, first.month)
    ]  # fmt: skip
    vague = [one for one in found if one.finding.when.precision != "day" and one.finding.when.start]
    meetings = msgspec.structs.replace(in_month, kind="meeting")
    facts = {
        "month": name, "name": f"{first:%B %Y}", "before": _shift(first, -1), "next_month": _shift(first, 1),
        "weeks": weeks, "vague": vague, "undated": desk.kept("undated", desk.browse.undated_meetings),
        "full": len(found) >= MOST, "seen": seen(desk, address, [*dated, *vague]),
    }  # fmt: skip
    return Page(
        template="calendar", title=f"Calendar: {first:%B %Y}",
        query=f"Meetings in {first:%B %Y}, and events of it still to come when last told{_as_of(asked)}", facts=facts,
        table=table(desk, meetings, f"calendar-{name}"), limits=("as_of", "profile"),
        calendar=lambda: "".join(ics(appointments(hit.record for hit in desk.browse.each(meetings)))),
    )  # fmt: skip


def _month(given: str) -> date:
    try:
        return date.fromisoformat(f"{given}-01") if len(given) == 7 else date.fromisoformat("")
    except ValueError:
        raise BadAddress(f"{given[:20]}: not a month; write YYYY-MM") from None


def _newest(desk: Desk, asked: Wanted) -> date:
    """The month of the newest meeting, else of the newest article."""
    hits = desk.browse.hits(msgspec.structs.replace(asked, kind="meeting"), limit=1)
    day = (hits and hits[0].record.finding.when.start) or desk.newest
    return date.fromisoformat(f"{day[:7]}-01") if day else date.today().replace(day=1)


def _falls_on(record: Record, day: date) -> bool:
    when = record.finding.when
    return when.start <= day.isoformat() <= (when.end or when.start)


def _shift(first: date, by: int) -> str:
    year, month = divmod(first.year * 12 + first.month - 1 + by, 12)
    return f"{year:04}-{month + 1:02}"


def _as_of(asked: Wanted) -> str:
    return f", as known on {date_words(asked.as_of)}" if asked.as_of else ""
