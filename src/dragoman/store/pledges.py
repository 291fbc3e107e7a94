"""Pledges by their telling words: which of them an article may tell the outcome of, and the other way round.

Rows in and out, nothing judged. A pledge that is made anew loses its rows by a trigger, and so is known to be new.
"""

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator

PLEDGES = """
-- Pledges whose outcome has been looked for, with the last day of their term, and the words that tell them.
CREATE TABLE pledge (
    record  TEXT PRIMARY KEY,
    due     TEXT NOT NULL,     -- '' where there is none
    needs   INTEGER NOT NULL,  -- how many of the words an article must have
    passed  INTEGER NOT NULL   -- whether the term was over when it was last looked at
) WITHOUT ROWID;
CREATE INDEX pledge_by_due ON pledge (passed, due);

CREATE TABLE pledge_word (
    stem    TEXT NOT NULL,
    record  TEXT NOT NULL,
    PRIMARY KEY (stem, record)
) WITHOUT ROWID;
CREATE INDEX pledge_word_by_record ON pledge_word (record);

CREATE TRIGGER pledge_forgotten AFTER DELETE ON record WHEN OLD.kind = 'pledge' BEGIN
    DELETE FROM pledge WHERE record = OLD.id;
    DELETE FROM pledge_word WHERE record = OLD.id;
END;
"""
RAREST = 12  # words of a pledge that are looked up at most


def unknown(conn: sqlite3.Connection) -> list[str]:
    """The pledges that are new or made anew."""
    sql = "SELECT id FROM record WHERE kind = 'pledge' AND id NOT IN (SELECT record FROM pledge) ORDER BY id"
    return [id for (id,) in conn.execute(sql)]


def stored(conn: sqlite3.Connection, articles: Collection[str]) -> list[str]:
    """Of these articles those that are there: people may judge what is read later."""
    sql = "SELECT article.id FROM json_each(?) AS wanted JOIN article ON article.id = wanted.value ORDER BY 1"
    return [id for (id,) in conn.execute(sql, (json.dumps(sorted(articles)),))]


def put(conn: sqlite3.Connection, record: str, due: str, stems: Collection[str], needs: int, passed: bool) -> None:
    """Remember a pledge as looked at."""
    conn.execute("INSERT OR REPLACE INTO pledge VALUES (?, ?, ?, ?)", (record, due, needs, passed))
    conn.executemany("INSERT OR IGNORE INTO pledge_word VALUES (?, ?)", ((stem, record) for stem in sorted(stems)))


def told_by(conn: sqlite3.Connection, stems: Iterable[str]) -> list[str]:
    """The pledges so many of whose words are among these that an article with them may tell of it."""
    sql = """
        SELECT record FROM json_each(?) AS wanted CROSS JOIN pledge_word ON stem = wanted.value
        JOIN pledge USING (record) GROUP BY record HAVING count(*) >= needs ORDER BY record
    """
    return [id for (id,) in conn.execute(sql, (json.dumps(sorted(stems)),))]


def over(conn: sqlite3.Connection, newest: str) -> list[str]:
    """The pledges whose term is over, and was not when they were last looked at."""
    sql = "SELECT record FROM pledge WHERE passed = 0 AND due <> '' AND due < ? ORDER BY record"
    return [id for (id,) in conn.execute(sql, (newest,))]


def newest_day(conn: sqlite3.Connection) -> str | None:
    """The day of the newest article, as its page or the record tells it."""
    sql = """
        SELECT max(day) FROM (
            SELECT max(substr(published, 1, 10)) AS day FROM article
            UNION ALL SELECT max(substr(json_extract(CAST(published AS TEXT), '$.value'), 1, 10)) FROM redated
        )
    """
    (day,) = conn.execute(sql).fetchone()
    return day


def articles_with(conn: sqlite3.Connection, stems: Collection[str], needs: int) -> Iterator[str]:
    """Articles that may have so many of these words: those with one of the rarest, for no others can."""
    found: dict[str, list[int]] = {}
    for stem in sorted(stems)[: 2 * RAREST]:
        sql = "SELECT rowid FROM article_search WHERE article_search MATCH ?"
        found[stem] = [number for (number,) in conn.execute(sql, (f'text : "{stem}" *',))]
    rarest = sorted(found, key=lambda stem: (len(found[stem]), stem))[: max(1, len(stems) - needs + 1)]
    numbers = sorted({number for stem in rarest for number in found[stem]})
    sql = "SELECT article FROM json_each(?) AS wanted CROSS JOIN article_number ON number = wanted.value"
    return (id for (id,) in conn.execute(sql, (json.dumps(numbers),)).fetchall())


def copy_of(conn: sqlite3.Connection, article: str) -> str | None:
    row = conn.execute("SELECT copy_of FROM copy WHERE article = ?", (article,)).fetchone()
    return row[0] if row else None

