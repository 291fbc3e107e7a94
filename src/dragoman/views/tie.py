"""A tie: all that is recorded between two or more states, as a timeline; planned meetings below."""

from collections.abc import Iterable, Sequence

import msgspec

from dragoman.lexicon.plover import Plover
from dragoman.model.finding import Event, Meeting, Pledge, Position, Statement
from dragoman.model.record import Record
from dragoman.views import words
from dragoman.views.brief import trend
from dragoman.views.series import Month, series_lines
from dragoman.views.shifts import Shift, shifts
from dragoman.views.show import title
from dragoman.views.terminal import Lines


class Entry(msgspec.Struct, frozen=True):
    """One record on the timeline."""

    when: str
    start: str | None
    kind: str
    code: str
    text: str
    sources: int
    id: str
    ahead: bool


class Tie(msgspec.Struct, frozen=True):
    """The states, where their events lean, the entries newest first, those ahead apart, and a pair's months."""

    parties: tuple[str, ...]
    trend: str
    entries: tuple[Entry, ...]
    ahead: tuple[Entry, ...]
    shifts: tuple[Shift, ...] = ()
    months: tuple[Month, ...] = ()

    def timeline(self) -> tuple[Entry, ...]:
        """All entries, what is ahead first, then back in time."""
        return (*self.ahead, *self.entries)


def tie(
    parties: Sequence[str], records: Iterable[Record], plover: Plover, months: tuple[Month, ...] = ()
) -> Tie:
    """The tie of `parties` from the records that involve them all, newest first."""
    found = [record for record in records if not _is_about_only(record, parties)]
    entries = [entry(record) for record in found]
    entries.sort(key=lambda one: (one.start or "", one.id), reverse=True)
    events = [record for record in found if isinstance(record.finding, Event)]
    return Tie(
        tuple(parties), trend(events, plover),
        tuple(one for one in entries if not one.ahead), tuple(one for one in entries if one.ahead), shifts(found),
        months,
    )  # fmt: skip


def _is_about_only(record: Record, parties: Sequence[str]) -> bool:
    """A statement belongs to the tie when its speaker is one of its states and it speaks of the others."""
    said = record.finding
    return isinstance(said, Statement) and (said.speaker is None or said.speaker.tie not in parties)


def entry(record: Record) -> Entry:
    finding = record.finding
    return Entry(
        when=words.when(finding.when), start=finding.when.start, kind=finding.__struct_config__.tag, code=code(record),
        text=title(record), sources=record.independent_sources, id=record.id, ahead=is_ahead(record),
    )  # fmt: skip


def code(record: Record) -> str:
    match record.finding:
        case Event() as event:
            aux = f" [{', '.join(event.aux)}]" if event.aux else ""
            return event.type + (f" {event.mode}" if event.mode else "") + aux
        case Meeting() as meeting:
            return f"{meeting.kind} {meeting.status}"
        case Pledge() as pledge:
            return f"pledge {words.standing(pledge)}"
        case Statement() as said:
            return f"said ({said.kind})"
        case Position() as position:
            return f"position {position.stance:+.1f}"


def is_ahead(record: Record) -> bool:
    """Whether the record tells of something still to come when it was last told."""
    finding = record.finding
    if isinstance(finding, Meeting):
        return finding.status in ("mooted", "proposed", "planned", "postponed")
    return isinstance(finding, Event) and "future" in finding.aux


def tie_lines(found: Tie) -> Lines:
    yield [
        ("bold", f"  {words.tie(found.parties)}"),
        ("dim", f"   leans to {found.trend} · {words.count(len(found.timeline()), 'record')}"),
    ]
    yield from series_lines(found.months)
    yield []
    for one in found.entries:
        yield _line(one)
    if found.ahead:
        yield [("dim", "  ── planned or mooted when last told ──")]
        for one in found.ahead:
            yield _line(one)
    if found.shifts:
        yield [("dim", "  ── shifted ──")]
        for one in found.shifts:
            yield [
                ("", f"  {one.now.when:<15} "), ("bold", f"{words.shortened(one.heading, 24):<24} "),
                ("fit", one.text), ("dim", f"  {one.kind:<9}  "), ("id", one.now.id),
            ]  # fmt: skip
    if not found.timeline():
        yield [("dim", "  nothing recorded between them; `dragoman articles` lists what was read")]


def _line(one: Entry) -> list[tuple[str, str]]:
    return [
        ("", f"  {one.when:<15} "),
        ("bold", f"{words.shortened(one.code, 24):<24} "),
        ("fit", words.shortened(one.text, 140)),
        ("dim", f"  {words.count(one.sources, 'source'):<9}  "),
        ("id", one.id),
    ]
