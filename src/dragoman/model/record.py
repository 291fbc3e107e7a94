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
    """A fact. `finding` is its fullest telling; the rest of its tellings are in `reports`.

    `judged` are the ids of people's judgements that bear on it, in order of time, `mended` the
    fields that they put right. One that was `rejected` is kept, and shown only among the rejected.
    """

    id: str
    finding: AnyFinding
    reports: tuple[Report, ...]
    independent_sources: int
    history: tuple[Step, ...] = ()
    judged: tuple[str, ...] = ()
    mended: tuple[str, ...] = ()
    rejected: bool = False

    @property
    def articles(self) -> int:
        """How many articles tell it, copies too."""
        return len({report.article for report in self.reports})

    @property
    def first_told(self) -> str | None:
        """The day on which it was first told; None where no article that tells it has a date."""
        return min(self._days, default=None)

    @property
    def last_told(self) -> str | None:
        return max(self._days, default=None)

    @property
    def _days(self) -> list[str]:
        return [report.published[:10] for report in self.reports if report.published]
