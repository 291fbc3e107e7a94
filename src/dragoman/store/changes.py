"""What changed in the records: remembered before, compared after, in a table that this connection alone sees.

The same fact has the same id; where its fullest telling has become another, it is the
fact of that kind that rests on the same words.
"""

import sqlite3
from collections.abc import Iterator

import msgspec

from dragoman.model.record import Record
from dragoman.store.connection import guarded, path_of

_record = msgspec.json.Decoder(Record).decode

Words = tuple[str, str, int, int]  # kind, article, start, end
Pair = tuple[Record | None, Record | None]  # a fact as it was and as it is; one of them where it is new or gone


def remember(conn: sqlite3.Connection) -> None:
    """Keep the records as they are now, to be compared with."""
    with guarded(path_of(conn)):
        conn.execute("DROP TABLE IF EXISTS temp.before")
        conn.execute("CREATE TEMP TABLE before (id TEXT PRIMARY KEY, kind TEXT, body BLOB)")
        conn.execute("INSERT INTO before SELECT id, kind, body FROM record")


def since_remembered(conn: sqlite3.Connection) -> Iterator[Pair]:
    """The records that are new, gone or other since, one at a time; those remembered are then forgotten."""
    with guarded(path_of(conn)):
        same = """
            SELECT before.body, record.body FROM record JOIN before USING (id)
            WHERE record.body <> before.body ORDER BY id
        """
        for was, now in conn.execute(same):
            yield _record(was), _record(now)
        rests_on = {words: record.id for record in _only(conn, "before", "record") for words in _cited(record)}
        matched: set[str] = set()
        for record in _only(conn, "record", "before"):
            free = sorted({rests_on[words] for words in _cited(record) if words in rests_on} - matched)
            matched.update(free[:1])
            yield _before(conn, free[0]) if free else None, record
        for record in _only(conn, "before", "record"):
            if record.id not in matched:
                yield record, None
        conn.execute("DROP TABLE temp.before")


def _only(conn: sqlite3.Connection, table: str, other: str) -> Iterator[Record]:
    """The records that are in one table and not in the other."""
    sql = f"SELECT body FROM {table} WHERE id NOT IN (SELECT id FROM {other}) ORDER BY id"
    return (_record(body) for (body,) in conn.execute(sql))


def _before(conn: sqlite3.Connection, id: str) -> Record:
    ((body,),) = conn.execute("SELECT body FROM before WHERE id = ?", (id,))
    return _record(body)


def _cited(record: Record) -> Iterator[Words]:
    """The words on which a record rests."""
    kind = record.finding.__struct_config__.tag
    for report in record.reports:
        yield kind, report.article, report.start, report.end
