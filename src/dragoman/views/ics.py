"""A calendar file (iCalendar, RFC 5545): appointments in, lines out, whole days each. The same gives the same bytes."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from dragoman.views.calendar import Appointment

_STATUS = {
    "cancelled": "CANCELLED", "withdrawn": "CANCELLED", "mooted": "TENTATIVE", "proposed": "TENTATIVE",
    "planned": "TENTATIVE", "postponed": "TENTATIVE", "open": "TENTATIVE",
}  # fmt: skip  # the rest is CONFIRMED
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")
_FOLD = 73  # bytes of a line, before the line end and the blank that goes on


def ics(appointments: Iterable[Appointment]) -> Iterator[str]:
    """Those that have a day; one without any is left out, since a calendar has no place for it."""
    yield "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Dragoman//Calendar//EN\r\n"
    for one in appointments:
        if one.day is not None:
            yield "".join(map(_folded, _event(one, one.day)))
    yield "END:VCALENDAR\r\n"


def _event(one: Appointment, first: str) -> Iterator[str]:
    following = date.fromisoformat(max(first, one.last or first)) + timedelta(1)
    yield "BEGIN:VEVENT"
    yield f"UID:{one.id}-{one.what}@dragoman"
    yield f"DTSTAMP:{(one.told or first).replace('-', '')[:8]}T000000Z"
    yield f"DTSTART;VALUE=DATE:{first.replace('-', '')}"
    yield f"DTEND;VALUE=DATE:{following:%Y%m%d}"
    yield f"SUMMARY:{_escaped(one.title if one.what == 'meeting' else f'due: {one.title}')}"
    yield f"DESCRIPTION:{_escaped(f'{one.status}; {one.quote} ({one.article})')}"
    yield f"STATUS:{_STATUS.get(one.status, 'CONFIRMED')}"
    if one.where:
        yield f"LOCATION:{_escaped(one.where)}"
    yield "END:VEVENT"


def _escaped(text: str) -> str:
    plain = _CONTROL.sub(" ", text)
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> str:
    """A line in pieces of at most 75 bytes, never within a character."""
    pieces, size = [""], 0
    for character in line:
        width = len(character.encode())
        if size + width > _FOLD:
            pieces.append("")
            size = 0
        pieces[-1] += character
        size += width
    return "\r\n ".join(pieces) + "\r\n"
