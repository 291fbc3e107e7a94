"""Changes: what is new in the record since a day, told by articles of that day or later. Records in, changes out."""

from collections.abc import Iterable, Iterator

import msgspec

from dragoman.model.finding import Meeting, Pledge
from dragoman.model.record import Record, Report
from dragoman.views import words
from dragoman.views.show import title
from dragoman.views.terminal import Lines
from dragoman.views.tie import code

COLUMNS = ("change", "id", "kind", "title", "before", "after", "told", "outlets", "sources")
_NAMES = {"new": "new records", "status": "changed", "sources": "told by more sources"}


class Change(msgspec.Struct, frozen=True):
    """`change` is new (a record nobody had told before), status (it became something else) or sources (others tell it).

    `before` and `after` are a status or a number of sources; `told` is the day; `outlets` tell it since.
    """

    change: str
    id: str
    kind: str
    title: str
    before: str | None
    after: str
    told: str
    outlets: tuple[str, ...]
    sources: int


class Diff(msgspec.Struct, frozen=True):
    """All changes since a day."""

    since: str
    changes: tuple[Change, ...]


def diff(records: Iterable[Record], since: str) -> Diff:
    """The changes of records that were told on the day `since` or later: new ones, then statuses, then sources."""
    found = [change for record in records for change in _changes(record, since)]
    order = list(_NAMES)
    found.sort(key=lambda one: one.id)
    found.sort(key=lambda one: (one.told, one.sources), reverse=True)
    return Diff(since, tuple(sorted(found, key=lambda one: order.index(one.change))))


def change_lines(told: Diff, limit: int) -> Lines:
    found = told.changes
    yield [("bold", f"  since {words.day(told.since)}: "), ("", ", ".join(_counts(found)) or "nothing new")]
    for kind, name in _NAMES.items():
        some = [one for one in found if one.change == kind]
        if some:
            yield []
            yield [("bold", f"  {name}")]
        for one in some[:limit]:
            step = f"{one.before} → {one.after}" if one.before else one.after
            yield [
                ("", f"  {words.day(one.told):<13}"),
                ("bold", f"{words.shortened(step, 24):<24} "),
                ("fit", one.title),
                ("dim", f"  {words.count(one.sources, 'source'):<9}  "),
                ("id", one.id),
            ]
        if len(some) > limit:
            yield [("dim", f"  … and {len(some) - limit:,} more; --limit {len(some)} shows them")]


def is_new(record: Record, since: str) -> bool:
    """Whether nobody told it before that day."""
    return bool(_later(record, since)) and not _earlier(record, since)


def _counts(found: tuple[Change, ...]) -> Iterator[str]:
    for kind, name in _NAMES.items():
        number = sum(one.change == kind for one in found)
        if number:
            yield f"{number:,} {name if number != 1 else name.replace('records', 'record')}"


def _changes(record: Record, since: str) -> Iterator[Change]:
    later = _later(record, since)
    if not later:
        return
    outlets = tuple(dict.fromkeys(report.outlet or report.article for report in later if report.copy_of is None))
    if is_new(record, since):
        yield _change("new", record, None, code(record), later, outlets)
        return
    was, now = _status(record, since)
    if was != now:
        yield _change("status", record, was, now or "", later, outlets)
    before = _sources(_earlier(record, since))
    if record.independent_sources > before:
        yield _change("sources", record, str(before), str(record.independent_sources), later, outlets)


def _change(
    change: str, record: Record, before: str | None, after: str, later: list[Report], outlets: tuple[str, ...]
) -> Change:
    return Change(
        change, record.id, record.finding.__struct_config__.tag, title(record), before, after,
        min(report.published[:10] for report in later if report.published), outlets, record.independent_sources,
    )  # fmt: skip


def _later(record: Record, since: str) -> list[Report]:
    return [report for report in record.reports if report.published and report.published[: len(since)] >= since]


def _earlier(record: Record, since: str) -> list[Report]:
    """Tellings before that day; one without a date may be older than any."""
    return [report for report in record.reports if not report.published or report.published[: len(since)] < since]


def _status(record: Record, since: str) -> tuple[str | None, str | None]:
    """What it was before that day and what it is."""
    finding = record.finding
    if isinstance(finding, Meeting):
        was = [step.status for step in record.history if not step.when or step.when[: len(since)] < since]
        return (was[-1] if was else None), finding.status
    if isinstance(finding, Pledge):
        told = [report for report in record.reports if report.article == finding.citation.article]
        is_since = any(report in _later(record, since) for report in told)
        return ("open" if is_since and finding.status != "open" else finding.status), finding.status
    return None, None


def _sources(reports: list[Report]) -> int:
    return len({(report.outlet or report.article).casefold() for report in reports if report.copy_of is None})
