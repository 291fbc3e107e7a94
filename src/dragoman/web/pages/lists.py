"""Records a page at a time, the evidence beside them, and records as a table: what several views share."""

from collections.abc import Iterable, Iterator

from dragoman.errors import NotFound
from dragoman.model.judgement import Ruling
from dragoman.model.record import Record
from dragoman.model.story import Contradiction
from dragoman.store.browse import in_base_36
from dragoman.store.wanted import Wanted
from dragoman.views.cite import cited
from dragoman.views.evidence import moment, tellings
from dragoman.views.export import COLUMNS, record_row
from dragoman.views.known import as_known
from dragoman.views.show import WHY, facts, title
from dragoman.views.tie import code
from dragoman.web.address import Address
from dragoman.web.desk import Desk
from dragoman.web.page import Row, Table
from dragoman.web.phrases import KINDS
from dragoman.web.render import kind_of

SOME = 30  # records on one page
COLUMNS_OF_LINES = (
    "id", "kind", "start", "end", "precision", "basis", "code", "text", "confidence", "independent_sources", "articles",
)  # fmt: skip


def paged(desk: Desk, wanted: Wanted, address: Address, limit: int = SOME) -> tuple[list[Record], str | None]:
    """The records of this page, as known on the day asked for, and the cursor of the next."""
    hits = desk.browse.hits(wanted, after=address.after, limit=limit + 1)
    found = [as_known(hit.record, wanted.as_of) for hit in hits[:limit]]
    return found, in_base_36(hits[limit - 1].number) if len(hits) > limit else None


def table(desk: Desk, wanted: Wanted, name: str) -> Table:
    """All records wanted: of one kind as the export has them, of several as lines."""
    plover = desk.lexicon.plover

    def records() -> Iterator[Record]:
        return (as_known(hit.record, wanted.as_of) for hit in desk.browse.each(wanted))

    if wanted.kind:
        kinds = KINDS[wanted.kind]
        return Table(name, COLUMNS[kinds], lambda: (record_row(record, plover) for record in records()))
    return Table(name, COLUMNS_OF_LINES, lambda: map(line, records()))


def line(record: Record) -> Row:
    """A record of any kind as one line of a table."""
    when = record.finding.when
    return {
        "id": record.id, "kind": kind_of(record), "start": when.start, "end": when.end, "precision": when.precision,
        "basis": when.basis, "code": code(record), "text": title(record), "confidence": record.finding.confidence,
        "independent_sources": record.independent_sources,
        "articles": " ".join(report.article for report in record.reports),
    }  # fmt: skip


def seen(desk: Desk, address: Address, records: Iterable[Record] = ()) -> dict[str, object] | None:
    """The evidence of the record that `see` names, else of the first of these."""
    id = address.get("see")
    if id is not None:
        return evidence(desk, as_known(desk.browse.record(id), address.day("as_of")))
    first = next(iter(records), None)
    return evidence(desk, first) if first is not None else None


def evidence(desk: Desk, record: Record) -> dict[str, object]:
    """A record with the words it rests on, how each is cited, what it was read as, and why."""
    articles = desk.articles(record)
    told = tellings(record, articles)
    if not told:
        raise NotFound(f"{record.id}: the articles that tell it are not in the record")
    return {
        "record": record,
        "facts": [list(pair) for pair in facts(record, desk.lexicon.plover)],
        "why": record.finding.why.split(WHY) if record.finding.why else [],
        "judged": [verdict(one) for one in desk.judged(record)],
        "notes": [
            note for one in told for note in desk.notes(one.article) if note.start < one.end and note.end > one.start
        ],
        "contradictions": [contradiction(one) for one in desk.ledger.contradictions(record.id)],
        "tellings": told,
        "cited": [cited(articles[one.article], one.start, one.end) for one in told],
    }


def verdict(ruling: Ruling) -> Row:
    """A person's judgement in short."""
    fields = ("id", "kind", "author", "at", "note", "changes", "undoes", "withdrawn")
    return {name: getattr(ruling, name) for name in fields}


def contradiction(one: Contradiction) -> dict[str, object]:
    """What is told in two ways, each side with who says so and in which words."""
    return {
        "id": one.id, "kind": one.kind, "what": one.what, "records": list(one.records),
        "sides": [
            {"value": side.value, "who": side.who, "report": side.report, "date": moment(side.report.published)}
            for side in one.sides
        ],
    }  # fmt: skip
