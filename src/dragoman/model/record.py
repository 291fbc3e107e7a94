"""Records: findings that tell the same fact, merged. One row, all citations, independent sources counted."""

import msgspec

from dragoman.model.finding import AnyFinding


class Report(msgspec.Struct, frozen=True):
    """One article's telling of the fact. `copy_of` is the article it reprints, None for an original."""

    article: str
    outlet: str | None
    published: str | None
    quote: str
    start: int
    end: int
    copy_of: str | None = None


class Step(msgspec.Struct, frozen=True):
    """One change in a meeting's life: what it became, when that was told, and on whose word."""

    status: str
    when: str | None
    report: Report


class Record(msgspec.Struct, frozen=True):
    """A fact. `finding` is its fullest telling; the rest of its tellings are in `reports`."""

    id: str
    finding: AnyFinding
    reports: tuple[Report, ...]
    independent_sources: int
    history: tuple[Step, ...] = ()
