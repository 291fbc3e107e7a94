"""Meetings as an iCalendar file (RFC 5545): those that have a day or a stretch of days, whole days each."""

from collections.abc import Iterable
from datetime import date, timedelta

from dragoman.model.finding import Meeting
from dragoman.model.record import Record
from dragoman.views import words

STATUS = {"held": "CONFIRMED", "planned": "CONFIRMED", "cancelled": "CANCELLED"}  # the rest is TENTATIVE


def ics(records: Iterable[Record]) -> str:
    """The calendar of these meetings; one without any date is left out, since a calendar has no place for it."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Dragoman//meetings//EN"]
    for record in records:
        if isinstance(record.finding, Meeting) and record.finding.when.start:
            lines += _event(record, record.finding)
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def _event(record: Record, meeting: Meeting) -> Iterable[str]:
    first = date.fromisoformat(meeting.when.start)
    last = date.fromisoformat(meeting.when.end or meeting.when.start)
    told = max((report.published[:10] for report in record.reports if report.published), default=meeting.when.start)
    who = words.names(meeting.participants)
    quotes = "\n".join(f"“{report.quote}” ({report.outlet or report.article})" for report in record.reports)
    yield "BEGIN:VEVENT"
    yield f"UID:{record.id}@dragoman"
    yield f"DTSTAMP:{told.replace('-', '')[:8]}T000000Z"
    yield f"DTSTART;VALUE=DATE:{first:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{last + timedelta(days=1):%Y%m%d}"
    yield f"STATUS:{STATUS.get(meeting.status, 'TENTATIVE')}"
    yield f"SUMMARY:{_text(f'{who}: {meeting.kind}, {meeting.status}')}"
    if meeting.where:
        yield f"LOCATION:{_text(meeting.where.text)}"
    yield f"DESCRIPTION:{_text(f'{words.when(meeting.when)}. {quotes}')}"
    yield "END:VEVENT"


def _text(value: str) -> str:
    value = value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return "\\n".join(value.splitlines())


def _folded(line: str) -> str:
    """At most 75 octets a line, no character cut in two."""
    pieces, size = [""], 0
    for character in line:
        octets = len(character.encode())
        if size + octets > (75 if len(pieces) == 1 else 74):
            pieces.append("")
            size = 0
        pieces[-1] += character
        size += octets
    return "\r\n ".join(pieces)
