"""Finish: what a record becomes in the light of the other records of its tie.

In go records as they were merged and judged, out come the same records, each by its id:
a pledge with what became of it, say. A step looks at one record and those around it
that share a tie with it, always as they were merged and never as steps left them; so the
order of records never matters, and when one changes only those around it need a new look.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

import msgspec

from dragoman.model.parties import ties
from dragoman.model.record import Record


class Step(msgspec.Struct, frozen=True):
    """`of` is the kind it finishes ("pledge"), `around` are the kinds that it looks at; `finish` must keep the id."""

    of: str
    around: tuple[str, ...]
    finish: Callable[[Record, Sequence[Record]], Record]


# In this order; each is given what the one before it made of the record.
STEPS: tuple[Step, ...] = ()


def finished(records: Iterable[Record], steps: Sequence[Step] = STEPS) -> list[Record]:
    """These records, which are all there are, each finished."""
    records = list(records)
    if not steps:
        return records
    of_tie: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        for tie in ties(record.finding):
            of_tie[tie].append(record)
    return [finish(record, (one for tie in ties(record.finding) for one in of_tie[tie]), steps) for record in records]


def finish(record: Record, around: Iterable[Record], steps: Sequence[Step] = STEPS) -> Record:
    """One record, finished in the light of those around it, in whatever order these come."""
    mine = [step for step in steps if step.of == kind_of(record)]
    if not mine:
        return record
    others = {one.id: one for one in around if one.id != record.id and not one.rejected}
    for step in mine:
        seen = [others[id] for id in sorted(others) if kind_of(others[id]) in step.around]
        made = step.finish(record, seen)
        kept = {name: getattr(record.finding, name) for name in record.mended}  # a person's word stands
        record = msgspec.structs.replace(made, finding=msgspec.structs.replace(made.finding, **kept))
    return record


def kind_of(record: Record) -> str:
    return record.finding.__struct_config__.tag
