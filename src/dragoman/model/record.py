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
    """One change in the life of a meeting or pledge: what it became, when that was told, on whose word, and why."""

    status: str
    when: str | None
    report: Report
    why: str = ""


class Record(msgspec.Struct, frozen=True):
    """A fact. `finding` is its fullest telling; the rest of its tellings are in `reports`.

    `candidates` may show what became of a pledge, and do not say so plainly.
    """

    id: str
    finding: AnyFinding
    reports: tuple[Report, ...]
    independent_sources: int
    history: tuple[Step, ...] = ()
    candidates: tuple[Report, ...] = ()
