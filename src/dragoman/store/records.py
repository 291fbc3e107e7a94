"""The rows of records: put in and taken out one by one, with all that is counted from them.

Works in whoever's transaction it is called. What people rejected lies apart, so that
nothing that looks through records comes upon it.
"""

import sqlite3
from collections.abc import Collection, Iterable, Iterator
from itertools import combinations

import msgspec

from dragoman.lexicon.plover import Plover
from dragoman.model.finding import Event
from dragoman.model.parties import addressees, initiators, parties, ties
from dragoman.model.record import Record
from dragoman.store.parties import side_words

_encode = msgspec.json.encode
_record = msgspec.json.Decoder(Record).decode

NO_DEED = {"negation", "hypothetical", "future"}  # what was not done, or not yet, is not counted


def merged(conn: sqlite3.Connection, ids: Collection[str]) -> dict[str, Record]:
    """These records as they were merged and judged, before any later step; the rejected too."""
    sql = """
        WITH wanted AS MATERIALIZED (SELECT value AS id FROM json_each(?))
        SELECT id, ifnull(merged, body) FROM wanted CROSS JOIN record USING (id)
        UNION ALL SELECT id, body FROM wanted CROSS JOIN rejected USING (id)
    """
    return {id: _record(body) for id, body in conn.execute(sql, (_list(ids),))}


def of_ties(conn: sqlite3.Connection, wanted: Iterable[str], kinds: Collection[str]) -> list[str]:
    """The ids of the records of these kinds that are of one of these ties, sorted."""
    sql = """
        SELECT DISTINCT record FROM json_each(?) AS ties CROSS JOIN json_each(?) AS kinds
        CROSS JOIN record_tie ON tie = ties.value AND kind = kinds.value ORDER BY record
    """
    return [id for (id,) in conn.execute(sql, (_list(wanted), _list(kinds)))]


def add(conn: sqlite3.Connection, record: Record, plover: Plover) -> None:
    """Put in a record that is not there."""
    finding = record.finding
    if record.rejected:
        conn.execute("INSERT INTO rejected VALUES (?, ?, ?)", (record.id, _kind(record), _encode(record)))
        return
    first, last = dates(record)
    # An event has a type; of the others, a meeting and a pledge have a status.
    type = getattr(finding, "type", None) or getattr(finding, "status", None)
    conn.execute(
        "INSERT INTO record VALUES (?, ?, ?, ?, ?, ?, NULL)",
        (record.id, _kind(record), type, first, last, _encode(record)),
    )
    id = record.id
    conn.executemany("INSERT INTO record_party VALUES (?, ?)", ((party, id) for party in parties(finding)))
    conn.executemany(
        "INSERT INTO record_side VALUES (?, ?, ?)", ((id, side, words) for side, words in side_words(finding).items())
    )
    articles = {report.article for report in record.reports}
    conn.executemany("INSERT INTO record_report VALUES (?, ?)", ((article, id) for article in articles))
    found = ties(record.finding)
    conn.executemany(
        "INSERT INTO record_tie VALUES (?, ?, ?, ?)", ((tie, _kind(record), last or "", id) for tie in found)
    )
    _count(conn, record, plover, 1)


def remove(conn: sqlite3.Connection, record: Record, plover: Plover) -> None:
    """Take out a record as it stands."""
    if record.rejected:
        conn.execute("DELETE FROM rejected WHERE id = ?", (record.id,))
        return
    _count(conn, record, plover, -1)
    id, last = record.id, dates(record)[1] or ""
    conn.executemany(
        "DELETE FROM record_party WHERE party = ? AND record = ?", ((one, id) for one in parties(record.finding))
    )
    conn.execute("DELETE FROM record_side WHERE record = ?", (id,))
    articles = {report.article for report in record.reports}
    conn.executemany("DELETE FROM record_report WHERE article = ? AND record = ?", ((one, id) for one in articles))
    conn.executemany(
        "DELETE FROM record_tie WHERE tie = ? AND kind = ? AND last = ? AND record = ?",
        ((tie, _kind(record), last, id) for tie in ties(record.finding)),
    )
    conn.execute("DELETE FROM record WHERE id = ?", (id,))


def standing(conn: sqlite3.Connection, ids: Collection[str]) -> Iterator[Record]:
    """These records as they stand, after every step; the rejected too."""
    sql = """
        WITH wanted AS MATERIALIZED (SELECT value AS id FROM json_each(?))
        SELECT body FROM wanted CROSS JOIN record USING (id)
        UNION ALL SELECT body FROM wanted CROSS JOIN rejected USING (id)
    """
    return (_record(body) for (body,) in conn.execute(sql, (_list(ids),)).fetchall())


def finish(conn: sqlite3.Connection, merged: Record, finished: Record, plover: Plover) -> None:
    """Let a record stand as a later step made it, and keep what it was merged from."""
    for record in standing(conn, [merged.id]):
        if record != finished:
            remove(conn, record, plover)
            add(conn, finished, plover)
    if finished != merged:
        conn.execute("UPDATE record SET merged = ? WHERE id = ?", (_encode(merged), merged.id))


def dates(record: Record) -> tuple[str | None, str | None]:
    """The fact's own first and last day, or the day it was first told, or nothing."""
    when = record.finding.when
    if when.start or when.end:
        return when.start or when.end, when.end or when.start
    return record.first_told, record.first_told


def _count(conn: sqlite3.Connection, record: Record, plover: Plover, sign: int) -> None:
    """Add a deed to its ties' days, or take it out again."""
    event, day = record.finding, dates(record)[0]
    if not isinstance(event, Event) or day is None or NO_DEED & set(event.aux):
        return
    score = sign * round(100 * plover.score(event.type, event.mode))
    sources = sign * record.independent_sources
    quad = plover.quad(event.type)
    for source, target in sorted(_directions(event)):
        conn.execute(
            """
            INSERT INTO tie_day VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET
            events = events + excluded.events, sources = sources + excluded.sources, score = score + excluded.score
            """,
            (source, target, day[:10], quad, sign, sources, score),
        )
        conn.execute(
            "DELETE FROM tie_day WHERE source = ? AND target = ? AND day = ? AND quad = ? AND events = 0",
            (source, target, day[:10], quad),
        )


def _directions(event: Event) -> set[tuple[str, str]]:
    """From whom to whom; what is done together is counted once, from the first in the alphabet."""
    by, to = ({actor.tie for actor in side} for side in (initiators(event), addressees(event)))
    if not to:
        return set(combinations(sorted(by), 2))
    return {(a, b) for a in by for b in to if a != b}


def _kind(record: Record) -> str:
    return record.finding.__struct_config__.tag


def _list(values: Iterable) -> str:
    return _encode(list(values)).decode()
