"""Pledges by their telling words: of which of them an article may tell the outcome, the other way round, what it told.

Rows in and out, nothing judged.
"""

import json
import sqlite3
from collections.abc import Collection

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

# What asks for all pledges, or for all articles, at every step makes each step slower than the last.
OUTCOMES = """
DROP TRIGGER IF EXISTS pledge_forgotten;
DROP TABLE pledge;
DROP TABLE pledge_word;

-- Pledges whose outcome is yet to be looked for.
CREATE TABLE pledge_unknown (
    record  TEXT PRIMARY KEY
) WITHOUT ROWID;

-- Pledges whose outcome has been looked for, with the last day of their term, and the words that tell them.
CREATE TABLE pledge (
    record  TEXT PRIMARY KEY,
    due     TEXT NOT NULL,     -- '' where there is none
    needs   INTEGER NOT NULL,  -- how many of the words an article must have
    stems   TEXT NOT NULL,     -- the words, a JSON list
    passed  INTEGER NOT NULL   -- whether the term was over when it was last looked at
) WITHOUT ROWID;
CREATE INDEX pledge_by_due ON pledge (passed, due);

-- The words of which an article must have one to have enough of all, and the days between which it may tell of it.
CREATE TABLE pledge_word (
    stem    TEXT NOT NULL,
    until   TEXT NOT NULL,
    record  TEXT NOT NULL,
    after   TEXT NOT NULL,
    PRIMARY KEY (stem, until, record)
) WITHOUT ROWID;
CREATE INDEX pledge_word_by_record ON pledge_word (record);

-- Articles that have been asked of which pledges they tell, by their day.
CREATE TABLE pledge_article (
    article  TEXT PRIMARY KEY,
    day      TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX pledge_article_by_day ON pledge_article (day, article);

-- What an article shows of a pledge.
CREATE TABLE pledge_evidence (
    record   TEXT NOT NULL,
    article  TEXT NOT NULL,
    body     BLOB NOT NULL,  -- JSON of merge.outcomes.Evidence, a list
    PRIMARY KEY (record, article)
) WITHOUT ROWID;
CREATE INDEX pledge_evidence_by_article ON pledge_evidence (article);

CREATE INDEX redated_by_day ON redated (json_extract(CAST(published AS TEXT), '$.value'));

-- What is to be derived, in the order of days: so what is of one time is written together.
DROP TABLE pending;
CREATE TABLE pending (
    article  TEXT PRIMARY KEY,
    day      TEXT NOT NULL  -- empty where the article itself tells none
) WITHOUT ROWID;
CREATE INDEX pending_by_day ON pending (day, article);

-- Everything is to be derived anew.
DELETE FROM copy;
"""
RAREST = 12  # words of a pledge that are looked up at most
AT_HAND = 64  # articles; so many are looked at one by one sooner than looked up by their words


def replace(conn: sqlite3.Connection, gone: Collection[str], come: Collection[str]) -> None:
    """Forget pledges that are no more, and wait for the outcome of new ones or of those made anew."""
    for table in ("pledge_unknown", "pledge", "pledge_word", "pledge_evidence"):
        conn.execute(f"DELETE FROM {table} WHERE record IN (SELECT value FROM json_each(?))", (json.dumps(list(gone)),))
    conn.executemany("INSERT INTO pledge_unknown VALUES (?)", ((id,) for id in come))


def unknown(conn: sqlite3.Connection) -> list[str]:
    """The pledges whose outcome is yet to be looked for."""
    return _column(conn, "SELECT record FROM pledge_unknown ORDER BY record")


def stored(conn: sqlite3.Connection, articles: Collection[str]) -> list[str]:
    """Of these articles those that are there: people may judge what is read later."""
    sql = "SELECT article.id FROM json_each(?) AS wanted JOIN article ON article.id = wanted.value ORDER BY 1"
    return _column(conn, sql, json.dumps(sorted(articles)))


def add(
    conn: sqlite3.Connection, record: str, stems: Collection[str], needs: int, *, after: str, until: str, due: str
) -> None:
    """Remember a pledge by its words and the days between which an article may tell of it.

    Whoever has `needs` of all has one of any that are left when `needs` less one are taken away: the longest
    serve, for they are the rarest.
    """
    conn.execute("DELETE FROM pledge_unknown WHERE record = ?", (record,))
    conn.execute("INSERT INTO pledge VALUES (?, ?, ?, ?, 0)", (record, due, needs, json.dumps(sorted(stems))))
    telling = sorted(stems, key=lambda stem: (-len(stem), stem))[: max(0, len(stems) - needs + 1)]
    rows = ((stem, until, record, after) for stem in telling)
    conn.executemany("INSERT INTO pledge_word VALUES (?, ?, ?, ?)", rows)


def pass_by(conn: sqlite3.Connection, records: Collection[str], newest: str) -> None:
    """Remember of these pledges whether their term is over."""
    sql = """
        UPDATE pledge SET passed = 1 WHERE record IN (SELECT value FROM json_each(?))
        AND passed = 0 AND due <> '' AND due < ?
    """
    conn.execute(sql, (json.dumps(sorted(records)), newest))


def told_by(conn: sqlite3.Connection, stems: Collection[str], day: str) -> list[str]:
    """The pledges so many of whose words are among these that an article of that day with them may tell of it."""
    sql = """
        SELECT record, needs, stems FROM (
            SELECT DISTINCT record FROM json_each(?1) AS wanted
            CROSS JOIN pledge_word ON stem = wanted.value AND until >= ?2 WHERE after < ?2
        ) CROSS JOIN pledge USING (record) ORDER BY record
    """
    told = conn.execute(sql, (json.dumps(sorted(stems)), day))
    return [record for record, needs, own in told if len(set(json.loads(own)).intersection(stems)) >= needs]


def over(conn: sqlite3.Connection, newest: str) -> list[str]:
    """The pledges whose term is over, and was not when they were last looked at."""
    return _column(
        conn, "SELECT record FROM pledge WHERE passed = 0 AND due <> '' AND due < ? ORDER BY record", newest
    )


def newest_day(conn: sqlite3.Connection) -> str | None:
    """The day of the newest article, as its page or the record tells it."""
    sql = f"""
        SELECT max(substr(day, 1, 10)) FROM (
            SELECT * FROM (SELECT published AS day FROM article ORDER BY ifnull(published, '') DESC LIMIT 1)
            UNION ALL SELECT * FROM (SELECT {_REDATED} AS day FROM redated ORDER BY {_REDATED} DESC LIMIT 1)
        )
    """
    (day,) = conn.execute(sql).fetchone()
    return day


_REDATED = "json_extract(CAST(published AS TEXT), '$.value')"


# -- articles, and what they tell


def look_through(conn: sqlite3.Connection, article: str, day: str) -> None:
    """Remember that an article of that day has been asked of which pledges it tells."""
    conn.execute("INSERT INTO pledge_article VALUES (?, ?)", (article, day))


def looked_through(
    conn: sqlite3.Connection, stems: Collection[str], needs: int, *, after: str, until: str
) -> list[str]:
    """Of the articles asked before, those of these days that may have so many of these words.

    Where they are many: those with one of the rarest, for no others can.
    """
    sql = "SELECT article FROM pledge_article WHERE day > ? AND day <= ? LIMIT ?"
    few = _column(conn, sql, after, until, AT_HAND + 1)
    if len(few) <= AT_HAND:
        return few
    found: dict[str, list[int]] = {}
    for stem in sorted(stems)[: 2 * RAREST]:
        sql = "SELECT rowid FROM article_search WHERE article_search MATCH ?"
        found[stem] = _column(conn, sql, f'text : "{stem}" *')
    rarest = sorted(found, key=lambda stem: (len(found[stem]), stem))[: max(1, len(stems) - needs + 1)]
    numbers = sorted({number for stem in rarest for number in found[stem]})
    sql = """
        SELECT article FROM json_each(?) AS wanted CROSS JOIN article_number ON number = wanted.value
        CROSS JOIN pledge_article USING (article) WHERE day > ? AND day <= ?
    """
    return _column(conn, sql, json.dumps(numbers), after, until)


def put_evidence(conn: sqlite3.Connection, record: str, article: str, body: bytes) -> None:
    conn.execute("INSERT OR REPLACE INTO pledge_evidence VALUES (?, ?, ?)", (record, article, body))


def forget_evidence(conn: sqlite3.Connection, articles: Collection[str]) -> set[str]:
    """Forget that these articles were asked, and what they showed; the pledges of which they showed it."""
    of, given = "WHERE article IN (SELECT value FROM json_each(?))", json.dumps(sorted(articles))
    shown = set(_column(conn, f"SELECT record FROM pledge_evidence {of}", given))
    for table in ("pledge_evidence", "pledge_article"):
        conn.execute(f"DELETE FROM {table} {of}", (given,))
    return shown


def evidence_of(conn: sqlite3.Connection, record: str) -> list[bytes]:
    """All that articles show of a pledge."""
    return _column(conn, "SELECT body FROM pledge_evidence WHERE record = ? ORDER BY article", record)


def copy_of(conn: sqlite3.Connection, article: str) -> str | None:
    row = conn.execute("SELECT copy_of FROM copy WHERE article = ?", (article,)).fetchone()
    return row[0] if row else None


def _column(conn: sqlite3.Connection, sql: str, *parameters: object) -> list:
    return [value for (value,) in conn.execute(sql, parameters)]
