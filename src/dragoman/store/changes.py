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


def remember(conn: sqlite3.Connection) -> None:
    """Keep the records as they are now, to be compared with."""
    with guarded(path_of(conn)):
        conn.execute("DROP TABLE IF EXISTS temp.before")
        conn.execute("CREATE TEMP TABLE before (id TEXT PRIMARY KEY, kind TEXT, body BLOB)")
        conn.execute("INSERT INTO before SELECT id, kind, body FROM record")


def since_remembered(conn: sqlite3.Connection) -> dict[str, dict[str, int]]:
    """By kind, how many records are new, gone and changed since."""
    with guarded(path_of(conn)):
        counts: dict[str, dict[str, int]] = {}

        def add(kind: str, what: str) -> None:
            of = counts.setdefault(kind, {})
            of[what] = of.get(what, 0) + 1

        same = "SELECT record.kind FROM record JOIN before USING (id) WHERE record.body <> before.body"
        for (kind,) in conn.execute(same):
            add(kind, "changed")
        rests_on = {words: id for id, words in _cited(conn, "before", "record")}
        matched: set[str] = set()
        new: dict[str, tuple[str, set[str]]] = {}
        for id, words in _cited(conn, "record", "before"):
            _, old = new.setdefault(id, (words[0], set()))
            if words in rests_on:
                old.add(rests_on[words])
        for _, (kind, old) in sorted(new.items()):
            free = sorted(old - matched)
            matched.update(free[:1])
            add(kind, "changed" if free else "new")
        for id, kind in conn.execute("SELECT id, kind FROM before WHERE id NOT IN (SELECT id FROM record)"):
            if id not in matched:
                add(kind, "gone")
        conn.execute("DROP TABLE temp.before")
        return counts


def _cited(conn: sqlite3.Connection, table: str, other: str) -> Iterator[tuple[str, Words]]:
    """The words on which the records rest that are in one table and not in the other, with their ids."""
    sql = f"SELECT kind, body FROM {table} WHERE id NOT IN (SELECT id FROM {other}) ORDER BY id"
    for kind, body in conn.execute(sql):
        record = _record(body)
        for report in record.reports:
            yield record.id, (kind, report.article, report.start, report.end)
