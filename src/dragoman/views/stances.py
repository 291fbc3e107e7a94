"""Positions by holder and toward whom, oldest first, and where the sign of the newest differs from an earlier one."""

from collections.abc import Iterable

import msgspec

from dragoman.model.actor import Actor
from dragoman.model.finding import Position
from dragoman.model.record import Record


class Stance(msgspec.Struct, frozen=True):
    """What one holder was told to hold of one state, body or issue; `shift` is the last word before and the newest."""

    holder: Actor
    toward: str
    records: tuple[Record, ...]
    shift: tuple[Record, Record] | None = None


def stances(records: Iterable[Record]) -> list[Stance]:
    """By holder and toward whom; those with a shift first, then the newest."""
    held: dict[tuple[str, str], list[Record]] = {}
    for record in records:
        if isinstance(record.finding, Position):
            held.setdefault((record.finding.holder.id, _toward(record.finding)), []).append(record)
    found = []
    for (_, toward), group in held.items():
        group.sort(key=_day)
        found.append(Stance(group[-1].finding.holder, toward, tuple(group), _shift(group)))
    found.sort(key=lambda one: (_day(one.records[-1]), one.toward), reverse=True)
    return sorted(found, key=lambda one: one.shift is None)


def _toward(position: Position) -> str:
    return position.toward or position.issue or ""


def _day(record: Record) -> tuple[str, str]:
    return record.finding.when.start or "", record.id


def _shift(group: list[Record]) -> tuple[Record, Record] | None:
    """The newest, and the last one of the other sign told for an earlier day; what has no day is past, if one has."""
    newest = group[-1]
    other = [record for record in group if record.finding.stance * newest.finding.stance < 0]
    if not other or _day(other[-1])[0] >= _day(newest)[0]:
        return None
    return other[-1], newest
