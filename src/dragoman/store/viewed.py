"""What the views ask for: stories, contradictions, the agenda and when things were told. Rows in and out.

All of it is derived. Rows of records and of stories can be added and taken off one by one.
Everything that writes is called within a transaction.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from dragoman.errors import NotFound
from dragoman.lexicon.plover import Plover
from dragoman.model.finding import Meeting, Pledge
from dragoman.model.record import Record
from dragoman.model.story import Contradiction, Story
from dragoman.store import gists, summary
from dragoman.store.connection import guarded, path_of

_encode = msgspec.json.encode
_story = msgspec.json.Decoder(Story).decode
_contradiction = msgspec.json.Decoder(Contradiction).decode
_record = msgspec.json.Decoder(Record).decode

MOST_NEW = 5  # facts that a story can gain rank by: a long report is not more important for being long


def remove_stories(conn: sqlite3.Connection, stories: Iterable[Story]) -> None:
    """Take these out, as they stand."""
    for story in stories:
        for column, ids in (("article", story.articles), ("record", story.records)):
            sql = f"DELETE FROM story_{column} WHERE {column} = ? AND story = ?"
            conn.executemany(sql, ((id, story.id) for id in ids))
        for one in story.contradictions:
            conn.executemany(
                "DELETE FROM contradiction_record WHERE record = ? AND contradiction = ?",
                ((record, one.id) for record in one.records),
            )
            conn.execute("DELETE FROM contradiction WHERE id = ?", (one.id,))
        conn.execute("DELETE FROM story WHERE id = ?", (story.id,))


def add_stories(conn: sqlite3.Connection, stories: Iterable[Story]) -> None:
    """Put in stories that are not there."""
    for story in stories:
        row = (story.id, story.first, story.last, story.independent_sources, _encode(story))
        conn.execute("INSERT INTO story VALUES (?, ?, ?, ?, ?)", row)
        conn.executemany("INSERT INTO story_article VALUES (?, ?)", ((id, story.id) for id in story.articles))
        conn.executemany("INSERT INTO story_record VALUES (?, ?)", ((id, story.id) for id in story.records))
        for one in story.contradictions:
            conn.execute("INSERT INTO contradiction VALUES (?, ?, ?)", (one.id, story.id, _encode(one)))
            conn.executemany(
                "INSERT INTO contradiction_record VALUES (?, ?)", ((record, one.id) for record in one.records)
            )


def add(conn: sqlite3.Connection, records: Sequence[Record], plover: Plover) -> None:
    """Keep what the views ask of these records."""
    summary.add(conn, records, plover)
    _tell_anew(conn, records)
    for record in records:
        first, last = told(record)
        conn.execute("INSERT INTO told VALUES (?, ?, ?)", (record.id, first, last))
        conn.executemany(
            "INSERT INTO agenda VALUES (?, ?, ?, ?)",
            ((day, record.id, what, last) for day, what in appointments(record)),
        )


def take_off(conn: sqlite3.Connection, records: Sequence[Record], plover: Plover) -> None:
    """Forget what was kept of these records, as they were when they were added."""
    summary.add(conn, records, plover, sign=-1)
    _tell_anew(conn, records)
    for record in records:
        conn.execute("DELETE FROM told WHERE record = ?", (record.id,))
        conn.executemany(
            "DELETE FROM agenda WHERE ifnull(day, '') = ? AND record = ? AND what = ?",
            ((day or "", record.id, what) for day, what in appointments(record)),
        )


def _tell_anew(conn: sqlite3.Connection, records: Sequence[Record]) -> None:
    """The stories of the articles that tell these records are to be told anew."""
    gists.add_pending(conn, {report.article for record in records for report in record.reports})


def told(record: Record) -> tuple[str | None, str | None]:
    """The first and the last day on which a record was told; a telling without a date may be older than any."""
    days = [report.published[:10] for report in record.reports if report.published]
    return (min(days) if days and len(days) == len(record.reports) else None), max(days, default=None)


def appointments(record: Record) -> Iterator[tuple[str | None, str]]:
    """The days of a record that belong on a calendar; of a meeting that nobody dated, none but the meeting."""
    finding = record.finding
    if isinstance(finding, Meeting) and (finding.when.start or finding.status != "held"):
        yield finding.when.start, "meeting"
    if isinstance(finding, Pledge) and finding.due.start:
        yield finding.due.end or finding.due.start, "due"


# -- asking


def leading(
    conn: sqlite3.Connection, new_since: str, told_since: str | None, limit: int | None
) -> Iterator[tuple[Story, int]]:
    """Stories by independent sources and facts that nobody told before `new_since`, each with how many these are.

    With `told_since`, only those that have an article of that day or later. Whoever leads either has such
    facts or leads by sources alone, so only these are looked at.
    """
    sql = """
        WITH fresh AS (
            SELECT story, count(*) AS new FROM told JOIN story_record ON story_record.record = told.record
            WHERE told.last >= :new AND told.first >= :new GROUP BY story
        ), known AS (
            SELECT id FROM story WHERE :told IS NULL OR last >= :told ORDER BY sources DESC, last DESC, id LIMIT :limit
        )
        SELECT body, ifnull(new, 0) FROM story LEFT JOIN fresh ON fresh.story = story.id
        WHERE id IN (SELECT id FROM known UNION SELECT story FROM fresh) AND (:told IS NULL OR last >= :told)
        ORDER BY sources + min(ifnull(new, 0), :most) DESC, last DESC, id LIMIT :limit
    """
    asked = {"new": new_since, "told": told_since, "limit": -1 if limit is None else limit, "most": MOST_NEW}
    with guarded(path_of(conn)):
        for body, new in conn.execute(sql, asked):
            yield _story(body), new


def stories(conn: sqlite3.Connection) -> Iterator[Story]:
    """All stories by their last day, the newest first."""
    return (_story(body) for (body,) in _rows(conn, "SELECT body FROM story ORDER BY last DESC, id"))


def story(conn: sqlite3.Connection, id: str) -> Story:
    for (body,) in _rows(conn, "SELECT body FROM story WHERE id = ?", id):
        return _story(body)
    raise NotFound(f"no story {id} in {path_of(conn)}")


def stories_of(conn: sqlite3.Connection, record: str) -> Iterator[Story]:
    """The stories that a record belongs to."""
    sql = "SELECT body FROM story JOIN story_record ON story = story.id WHERE record = ? ORDER BY story.id"
    return (_story(body) for (body,) in _rows(conn, sql, record))


def contradictions(conn: sqlite3.Connection) -> dict[str, list[Contradiction]]:
    """What the tellings of each record disagree about, by record."""
    sql = "SELECT record, body FROM contradiction_record JOIN contradiction ON contradiction = id ORDER BY record, id"
    found: dict[str, list[Contradiction]] = {}
    for record, body in _rows(conn, sql):
        found.setdefault(record, []).append(_contradiction(body))
    return found


def contradictions_of(conn: sqlite3.Connection, record: str) -> tuple[Contradiction, ...]:
    sql = "SELECT body FROM contradiction_record JOIN contradiction ON contradiction = id WHERE record = ? ORDER BY id"
    return tuple(_contradiction(body) for (body,) in _rows(conn, sql, record))


def all_contradictions(conn: sqlite3.Connection) -> Iterator[Contradiction]:
    """All, those of the newest stories first."""
    sql = """
        SELECT contradiction.body FROM contradiction JOIN story ON story = story.id
        ORDER BY last DESC, story.id, contradiction.id
    """
    return (_contradiction(body) for (body,) in _rows(conn, sql))


def records(conn: sqlite3.Connection, ids: Iterable[str]) -> Iterator[Record]:
    """The records of these ids, in the order given; ids without one are passed over."""
    for id in ids:
        for (body,) in _rows(conn, "SELECT body FROM record WHERE id = ?", id):
            yield _record(body)


def told_since(conn: sqlite3.Connection, since: str) -> Iterator[Record]:
    """Records that were told on that day or later, the last told first."""
    sql = """
        SELECT body FROM told JOIN record ON record.id = told.record WHERE told.last >= ?
        ORDER BY told.last DESC, told.record
    """
    return (_record(body) for (body,) in _rows(conn, sql, since))


def agenda(
    conn: sqlite3.Connection, first: str, last: str, limit: int | None = None, *, backwards: bool = False
) -> Iterator[tuple[str, str, Record]]:
    """(day, what, record) of a time, both bounds included, by day or from the last back."""
    order = "DESC" if backwards else "ASC"
    sql = f"""
        SELECT day, what, body FROM agenda JOIN record ON record.id = agenda.record
        WHERE ifnull(day, '') BETWEEN ? AND ? AND day IS NOT NULL
        ORDER BY ifnull(day, '') {order}, record.id {order}, what {order} LIMIT ?
    """
    most = -1 if limit is None else limit
    return ((day, what, _record(body)) for day, what, body in _rows(conn, sql, first, last, most))


def undated_agenda(conn: sqlite3.Connection, since: str, until: str, limit: int | None = None) -> Iterator[Record]:
    """What is to be on a day that nobody told, last told within this time."""
    sql = """
        SELECT body FROM agenda JOIN record ON record.id = agenda.record
        WHERE ifnull(day, '') = '' AND told BETWEEN ? AND ? ORDER BY told DESC, record.id LIMIT ?
    """
    most = -1 if limit is None else limit
    return (_record(body) for (body,) in _rows(conn, sql, since, until, most))


def newest(conn: sqlite3.Connection) -> str | None:
    """The last day on which anything was told, which the record is as of."""
    sql = "SELECT max(last) FROM told"
    return next(_rows(conn, sql), (None,))[0]


def _rows(conn: sqlite3.Connection, sql: str, *parameters: object) -> Iterator[tuple]:
    with guarded(path_of(conn)):
        yield from conn.execute(sql, parameters)
