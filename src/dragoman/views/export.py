"""The export shapes: articles and records → plain dicts, as the design's output contract gives them.

Every key is always there; unknown is None, nothing is []. Contains no filters
and no input or output.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import msgspec

from dragoman.lexicon.plover import Plover
from dragoman.model.actor import Actor
from dragoman.model.article import Article
from dragoman.model.finding import Event, Meeting, Pledge, Position, Statement
from dragoman.model.judgement import Ruling
from dragoman.model.reading import Issue
from dragoman.model.record import Record, Report
from dragoman.model.story import Contradiction, Story

Row = dict[str, object]


class Everything(msgspec.Struct, frozen=True):
    """What the exporters choose from."""

    articles: Iterable[Article]
    copies: Mapping[str, str]
    records: Callable[[str], Iterable[Record]]  # by kind
    issues: Iterable[Issue]
    judgements: Iterable[Ruling]
    plover: Plover
    stories: Iterable[Story] = ()
    contradictions: Mapping[str, Sequence[Contradiction]] = {}  # by record
    notes: Iterable[msgspec.Struct] = ()


def article_row(article: Article, copy_of: str | None) -> Row:
    return {
        "id": article.id,
        "page": article.page,
        "url": article.url,
        "outlet": article.outlet,
        "title": article.title,
        "byline": list(article.byline),
        "dateline": article.dateline,
        "published": msgspec.to_builtins(article.published),
        "text": article.text,
        "captions": list(article.captions),
        "copy_of": copy_of,
        "found_in": article.found_in,
        "age_text": article.age_text,
        "dropped": [
            {"start": piece.start, "end": piece.end, "role": piece.role, "quote": piece.quote}
            for piece in article.dropped
        ],
    }


def record_row(record: Record, plover: Plover, contradictions: Sequence[Contradiction] = ()) -> Row:
    """A record in its kind's shape; what the contract does not ask for comes last.

    `contradictions` are what its tellings disagree about.
    """
    return _shape(record, plover) | {
        "articles": record.articles,
        "first_told": record.first_told,
        "last_told": record.last_told,
        "citation": msgspec.to_builtins(record.finding.citation),
        "judged": list(record.judged),
        "mended": list(record.mended),
        "contradictions": [contradiction_row(one) for one in contradictions],
    }


def _shape(record: Record, plover: Plover) -> Row:
    match record.finding:
        case Event() as event:
            return event_row(record, event, plover)
        case Statement() as statement:
            return {
                "id": record.id,
                "speaker": statement.speaker and actor_row(statement.speaker),
                "addressees": [actor_row(actor) for actor in statement.addressees],
                "about": list(statement.about),
                "kind": statement.kind,
                "words": statement.words,
                "cue": statement.cue,
                "when": msgspec.to_builtins(statement.when),
                **_told(record),
                "principal": statement.principal and actor_row(statement.principal),
                "issues": list(statement.issues),
                "venue": statement.venue,
            }
        case Pledge() as pledge:
            return {
                "id": record.id,
                "by": [actor_row(actor) for actor in pledge.by],
                "to": [actor_row(actor) for actor in pledge.to],
                "what": pledge.what,
                "due": msgspec.to_builtins(pledge.due),
                "status": pledge.status,
                "outcome": _outcome(record),
                "when": msgspec.to_builtins(pledge.when),
                **_told(record),
                "kind": pledge.kind,
                "condition": pledge.condition,
                "history": _history(record),
                "candidates": [report_row(report) for report in record.candidates],
            }
        case Meeting() as meeting:
            return {
                "id": record.id,
                "participants": [actor_row(actor) for actor in meeting.participants],
                "kind": meeting.kind,
                "status": meeting.status,
                "where": msgspec.to_builtins(meeting.where),
                "when": msgspec.to_builtins(meeting.when),
                "history": _history(record),
                **_told(record),
                "level": meeting.level,
            }
        case Position() as position:
            return {
                "id": record.id,
                "holder": actor_row(position.holder),
                "toward": position.toward,
                "issue": position.issue,
                "stance": position.stance,
                "words": position.words,
                "when": msgspec.to_builtins(position.when),
                **_told(record),
            }


def _history(record: Record) -> list[Row]:
    """The steps of a life, each on whose word."""
    return [{"status": step.status, "when": step.when, "report": report_row(step.report)} for step in record.history]


def _outcome(record: Record) -> Row | None:
    """What became of a pledge, and by which words; None while it is open."""
    last = record.history[-1] if record.history else None
    if last is None or last.status == "open":
        return None
    return {"status": last.status, "when": last.when, "why": last.why, "report": report_row(last.report)}


def event_row(record: Record, event: Event, plover: Plover) -> Row:
    return {
        "id": record.id,
        "type": event.type,
        "mode": event.mode,
        "contexts": list(event.contexts),
        "aux": list(event.aux),
        "cameo": event.cameo,
        "quad": plover.quad(event.type),
        "score": plover.score(event.type, event.mode),
        "actors": [actor_row(actor) for actor in event.actors],
        "recipients": [actor_row(actor) for actor in event.recipients],
        "when": msgspec.to_builtins(event.when),
        "where": msgspec.to_builtins(event.where),
        "summary": event.summary,
        "confidence": event.confidence,
        "why": event.why,
        **_told(record),
    }


def story_row(story: Story) -> Row:
    return {
        "id": story.id,
        "title": story.title,
        "articles": list(story.articles),
        "records": list(story.records),
        "first": story.first,
        "last": story.last,
        "independent_sources": story.independent_sources,
        "titled_by": story.titled_by,
        "who": [actor_row(actor) for actor in story.who],
        "contradictions": [contradiction_row(one) for one in story.contradictions],
        "why": story.why,
    }


def contradiction_row(one: Contradiction) -> Row:
    return {
        "id": one.id,
        "kind": one.kind,
        "what": one.what,
        "sides": [{"value": side.value, "who": side.who, "report": report_row(side.report)} for side in one.sides],
        "records": list(one.records),
    }


def actor_row(actor: Actor) -> Row:
    return msgspec.to_builtins(actor)


def report_row(report: Report) -> Row:
    return {
        "article": report.article,
        "outlet": report.outlet,
        "published": report.published,
        "quote": report.quote,
        "start": report.start,
        "end": report.end,
        "copy_of": report.copy_of,
    }


def issue_row(issue: Issue) -> Row:
    return {
        "article": issue.article,
        "stage": issue.stage,
        "start": issue.start,
        "end": issue.end,
        "message": issue.message,
    }


def ruling_row(ruling: Ruling) -> Row:
    return msgspec.to_builtins(ruling)


def involved(record: Record) -> Iterator[Actor]:
    """Every actor of a record."""
    finding = record.finding
    for name in ("actors", "recipients", "addressees", "by", "to", "participants"):
        yield from getattr(finding, name, ())
    for name in ("speaker", "principal", "holder"):
        actor = getattr(finding, name, None)
        if actor is not None:
            yield actor


def _told(record: Record) -> Row:
    return {
        "reports": [report_row(report) for report in record.reports],
        "independent_sources": record.independent_sources,
    }


def _actors(everything: Everything) -> Iterator[Row]:
    """One row an actor, with the office of the latest fact that names it."""
    latest: dict[str, tuple[str, Actor]] = {}
    for kind in ("event", "statement", "pledge", "meeting", "position"):
        for record in everything.records(kind):
            day = record.finding.when.start or ""
            for actor in involved(record):
                known = latest.get(actor.id)
                if known is None or (day, msgspec.json.encode(actor)) > (
                    known[0],
                    msgspec.json.encode(known[1]),
                ):
                    latest[actor.id] = (day, actor)
    for _, (_, actor) in sorted(latest.items()):
        yield actor_row(actor)


def _records(kind: str) -> Callable[[Everything], Iterator[Row]]:
    return lambda everything: (
        record_row(record, everything.plover, everything.contradictions.get(record.id, ()))
        for record in everything.records(kind)
    )


EXPORTERS: dict[str, Callable[[Everything], Iterable[Row]]] = {
    "articles": lambda everything: (article_row(one, everything.copies.get(one.id)) for one in everything.articles),
    "events": _records("event"),
    "statements": _records("statement"),
    "pledges": _records("pledge"),
    "meetings": _records("meeting"),
    "positions": _records("position"),
    "actors": _actors,
    "stories": lambda everything: (story_row(story) for story in everything.stories),
    "issues": lambda everything: (issue_row(issue) for issue in everything.issues),
    "judgements": lambda everything: (ruling_row(ruling) for ruling in everything.judgements),
    "notes": lambda everything: map(msgspec.structs.asdict, everything.notes),
}

_OF_RECORDS = " articles first_told last_told citation judged mended contradictions"

COLUMNS: dict[str, tuple[str, ...]] = {
    kind: tuple(names.split())
    for kind, names in {
        "articles": "id page url outlet title byline dateline published text captions copy_of found_in age_text"
        " dropped",
        "events": "id type mode contexts aux cameo quad score actors recipients when where summary confidence why"
        " reports independent_sources" + _OF_RECORDS,
        "statements": "id speaker addressees about kind words cue when reports independent_sources"
        " principal issues venue" + _OF_RECORDS,
        "pledges": "id by to what due status outcome when reports independent_sources kind condition"
        " history candidates" + _OF_RECORDS,
        "meetings": "id participants kind status where when history reports independent_sources level" + _OF_RECORDS,
        "positions": "id holder toward issue stance words when reports independent_sources" + _OF_RECORDS,
        "actors": "id name kind state sector office",
        "stories": "id title articles records first last independent_sources titled_by who contradictions why",
        "issues": "article stage start end message",
        "judgements": "id kind by author at score why note about other changes undoes withdrawn",
        "notes": "id article record start end quote text author written removed",
    }.items()
}


def as_jsonl(rows: Iterable[Row]) -> Iterator[str]:
    """One JSON object a line, keys in the contract's order."""
    for row in rows:
        yield msgspec.json.encode(row).decode() + "\n"


def as_csv(kind: str, rows: Iterable[Row]) -> Iterator[str]:
    """A kind's rows as CSV."""
    return csv_lines(COLUMNS[kind], rows)


def csv_lines(columns: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    """A header and one line a row; lists and objects as JSON in their cell."""
    import csv
    import io

    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([cell(row[column]) for column in columns])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


def cell(value: object) -> object:
    if isinstance(value, list | dict):
        return msgspec.json.encode(value).decode()
    # A cell that a spreadsheet would run as a formula is text from a hostile page: it is quoted.
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return "'" + value
    return value
