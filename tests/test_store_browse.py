"""Browsing: the order of days, and what pages are found by, whoever writes and whichever version made the file."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from dragoman.ledger import Ledger
from dragoman.store import connection, migrations
from dragoman.store.browse import Browse
from dragoman.store.browsing import BROWSING
from dragoman.store.fulltext import expression, terms
from dragoman.store.wanted import Wanted

TABLES = {
    "record_facet": "number, record, kind, type, mode, day, start, told, sources, confidence, speaker, dated, judged,"
    " ahead, background",
    "record_pair": "one, other, number, record, kind, type, mode, day, start, told, sources, confidence, ahead,"
    " background",
    "record_actor": "actor, number, kind, side, record, body",
    "article_number": "number, article",
}
WORDS = ("truce", '"border treaty"', "sanction*", "the", "guterres -treaty")


def found_by(conn: sqlite3.Connection) -> dict[str, list[tuple]]:
    """All that pages are found by, and what the full texts answer."""
    rows = {
        name: conn.execute(f"SELECT {columns} FROM {name} ORDER BY {columns}").fetchall()
        for name, columns in TABLES.items()
    }
    for table in ("record_search", "article_search"):
        for words in WORDS:
            sql = f"SELECT rowid FROM {table} WHERE {table} MATCH ? ORDER BY rowid"
            rows[f"{table} {words}"] = conn.execute(sql, (expression(words),)).fetchall()
    return rows


@pytest.fixture
def copy(record: Path, tmp_path: Path) -> Path:
    shutil.copy(record, tmp_path / "copy.db")
    return tmp_path / "copy.db"


def test_a_file_of_an_earlier_version_is_found_by_the_same(copy, monkeypatch):
    with closing(connection.open_store(str(copy))) as conn:
        grown = found_by(conn)
    assert all(grown[name] for name in (*TABLES, "record_search truce", "article_search truce"))
    earlier = copy.with_name("earlier.db")
    with monkeypatch.context() as then:
        then.setattr(connection, "MIGRATIONS", migrations.MIGRATIONS[: migrations.MIGRATIONS.index(BROWSING)])
        connection.open_store(str(earlier)).close()
    with closing(sqlite3.connect(earlier)) as conn:
        conn.execute("ATTACH ? AS now", (str(copy),))
        for (table,) in conn.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'").fetchall():
            sql = "SELECT name FROM pragma_table_info(?, ?)"
            then, now = (conn.execute(sql, (table, schema)).fetchall() for schema in ("main", "now"))
            columns = ", ".join(f'"{name}"' for (name,) in then if (name,) in now)
            conn.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM now.{table}")
        conn.commit()
    with closing(connection.open_store(str(earlier))) as conn:
        assert found_by(conn) == grown


def test_reading_in_parts_is_found_by_the_same_as_all_at_once(samples, record, tmp_path):
    pages = sorted(path for path in samples.iterdir() if path.name != "README.md")
    db = tmp_path / "parts.db"
    with Ledger(str(db)) as ledger:
        for page in reversed(pages):
            ledger.read([str(page)])
    with closing(connection.open_store(str(db))) as parts, closing(connection.open_store(str(record))) as whole:
        assert found_by(parts) == found_by(whole)


def test_what_is_taken_away_is_found_no_more(copy):
    with closing(connection.open_store(str(copy))) as conn:
        before = found_by(conn)
        (id, body) = conn.execute("SELECT id, body FROM record WHERE kind = 'event' ORDER BY id LIMIT 1").fetchone()
        row = conn.execute("SELECT * FROM record WHERE id = ?", (id,)).fetchone()
        conn.execute("DELETE FROM record WHERE id = ?", (id,))
        after = found_by(conn)
        assert not [one for one in after["record_facet"] if id in one] and not [
            one for one in after["record_pair"] if id in one
        ]
        assert len(after["record_search the"]) <= len(before["record_search the"])
        conn.execute(f"INSERT INTO record VALUES ({', '.join('?' * len(row))})", row)
        assert found_by(conn) == before
        conn.execute("DELETE FROM record")
        emptied = found_by(conn)
        assert not any(rows for name, rows in emptied.items() if name.startswith("record"))
        assert emptied["article_search the"] == before["article_search the"] and body


def test_the_order_is_that_of_days(record):
    with closing(connection.open_store(str(record))) as conn:
        hits = Browse(conn).hits(Wanted())
        days = dict(conn.execute("SELECT id, ifnull(last, '') FROM record"))
    assert [hit.number for hit in hits] == sorted((hit.number for hit in hits), reverse=True)
    told = [days[hit.record.id] for hit in hits]
    assert told == sorted(told, reverse=True) and len(hits) == len(days)


def test_pages_are_cut_anywhere_without_loss(record):
    with closing(connection.open_store(str(record))) as conn:
        browse = Browse(conn)
        for wanted in (Wanted(), Wanted(parties=("USA",)), Wanted(words="the"), Wanted(kind="statement")):
            whole, parts, after = browse.hits(wanted), [], None
            while hits := browse.hits(wanted, after=after, limit=7):
                parts += hits
                after = hits[-1].number
            assert parts == whole
            assert len(whole) == sum(browse.kinds(wanted).values()) > 7


def test_words_belong_between_their_speaker_and_whom_they_are_about(record):
    with closing(connection.open_store(str(record))) as conn:
        browse = Browse(conn)
        pairs = conn.execute(
            "SELECT DISTINCT one, other FROM record_pair WHERE one < other AND kind = 'statement'"
        ).fetchall()
        assert pairs
        for pair in pairs:
            for hit in browse.hits(Wanted(parties=pair, kind="statement")):
                assert hit.record.finding.speaker.tie in pair


def test_what_is_typed_is_an_expression():
    assert expression('trade "border treaty" -war tar*') == '("trade" AND "border treaty" AND "tar"*) NOT ("war")'
    assert expression("-war") == expression('(*"') == expression("") == '""'
    assert expression('NEAR("a" OR b) col:c') == '("NEAR" AND "a" AND "OR" AND "b" AND "col c")'
    assert terms('Trade "border treaty" -war tar*') == ("trade", "border", "treaty", "tar*")


def test_no_row_is_looked_up_by_going_through_all(record):
    """What is asked once for each pair of a large record must find its rows by an index."""
    asked: list[str] = []
    with closing(connection.open_store(str(record))) as conn:
        conn.set_trace_callback(asked.append)
        Browse(conn).links()
        conn.set_trace_callback(None)
        steps = [row[3] for sql in asked if "record_pair" in sql for row in conn.execute(f"EXPLAIN QUERY PLAN {sql}")]
    assert steps and [step for step in steps if step.startswith("SCAN")] == ["SCAN f"]
