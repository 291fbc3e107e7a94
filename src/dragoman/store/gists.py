"""What articles are about, the blocks they are in, and which of them wait for their story. Rows in and out.

Works in whoever's transaction it is called; knows nothing of why two articles are linked.
"""

import sqlite3
from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta

import msgspec

from dragoman.model.article import Article, Published
from dragoman.model.gist import Gist
from dragoman.model.record import Record
from dragoman.model.story import Story

_encode = msgspec.json.encode
_gist = msgspec.json.Decoder(Gist).decode
_story = msgspec.json.Decoder(Story).decode
_record = msgspec.json.Decoder(Record).decode
_article = msgspec.json.Decoder(Article).decode
_published = msgspec.json.Decoder(Published).decode

Keys = Mapping[str, int]  # what an article is found by, and its worth


# -- what is to be told


def pending(conn: sqlite3.Connection, limit: int) -> list[str]:
    """Some of the articles whose story is to be told anew."""
    return _column(conn, "SELECT article FROM pending_story ORDER BY article LIMIT ?", limit)


def add_pending(conn: sqlite3.Connection, articles: Collection[str]) -> None:
    conn.executemany("INSERT INTO pending_story VALUES (?) ON CONFLICT DO NOTHING", ((one,) for one in articles))


def remove_pending(conn: sqlite3.Connection, articles: Collection[str]) -> None:
    conn.execute("DELETE FROM pending_story WHERE article IN (SELECT value FROM json_each(?))", (_list(articles),))


# -- gists and blocks


def blocks_of(conn: sqlite3.Connection, articles: Collection[str]) -> set[str]:
    """The blocks that these articles are in."""
    sql = "SELECT DISTINCT block FROM json_each(?) AS wanted CROSS JOIN gist ON article = wanted.value"
    return set(_column(conn, sql, _list(articles)))


def of_blocks(conn: sqlite3.Connection, blocks: Collection[str]) -> list[Gist]:
    """All gists of these blocks."""
    sql = "SELECT body FROM json_each(?) AS wanted CROSS JOIN gist ON block = wanted.value"
    return [_gist(body) for (body,) in conn.execute(sql, (_list(blocks),))]


def put(conn: sqlite3.Connection, gist: Gist, keys: Keys) -> None:
    """Put in a gist as a block of its own, in the place of what the article had."""
    remove(conn, [gist.article])
    conn.execute("INSERT INTO gist VALUES (?, ?, ?)", (gist.article, gist.article, _encode(gist)))
    conn.executemany(
        "INSERT INTO gist_key VALUES (?, ?, ?, ?)",
        ((key, gist.day or "", gist.article, worth) for key, worth in keys.items()),
    )


def remove(conn: sqlite3.Connection, articles: Collection[str]) -> None:
    """Forget what these articles were about."""
    for (body,) in conn.execute(f"SELECT body FROM gist {_OF_ARTICLES}", (_list(articles),)).fetchall():
        known = _gist(body)
        conn.executemany(
            "DELETE FROM gist_key WHERE key = ? AND day = ? AND article = ?",
            ((key, known.day or "", known.article) for key in (*known.telling, *known.records)),
        )
    conn.execute(f"DELETE FROM gist {_OF_ARTICLES}", (_list(articles),))


def set_blocks(conn: sqlite3.Connection, rows: Iterable[tuple[str, str]]) -> None:
    """Say in which block each article is."""
    conn.executemany("UPDATE gist SET block = ?2 WHERE article = ?1 AND block <> ?2", rows)


def near(conn: sqlite3.Connection, gist: Gist, keys: Keys, worth: int, window: int) -> list[Gist]:
    """Other gists that share so much of these keys and are within so many days, or of no known day."""
    first, last = "", "~"
    if gist.day:
        day = date.fromisoformat(gist.day)
        first, last = str(day - timedelta(window)), str(day + timedelta(window))
    sql = """
        SELECT body FROM (
            SELECT article FROM json_each(?) AS wanted CROSS JOIN gist_key ON gist_key.key = wanted.value
            WHERE day BETWEEN ? AND ? OR day = '' GROUP BY article HAVING sum(worth) >= ?
        ) CROSS JOIN gist USING (article) WHERE article <> ?
    """
    return [_gist(body) for (body,) in conn.execute(sql, (_list(keys), first, last, worth, gist.article))]


# -- what stories are told from


def articles(conn: sqlite3.Connection, ids: Collection[str]) -> dict[str, Article]:
    """These articles, each with the day that it is now known to have."""
    sql = f"SELECT body, redated.published FROM article LEFT JOIN redated ON redated.article = id {_OF_IDS}"
    found = {}
    for body, redated in conn.execute(sql, (_list(ids),)):
        one = _article(body)
        found[one.id] = msgspec.structs.replace(one, published=_published(redated)) if redated else one
    return found


def origins(conn: sqlite3.Connection, articles: Collection[str]) -> dict[str, str]:
    """Each of these articles that is a copy, and of which one."""
    sql = f"SELECT article, copy_of FROM copy {_OF_ARTICLES} AND copy_of IS NOT NULL"
    return dict(conn.execute(sql, (_list(articles),)))


def reprints(conn: sqlite3.Connection, originals: Collection[str]) -> dict[str, str]:
    """Every copy of these articles, and of which one it is."""
    sql = "SELECT article, copy_of FROM copy WHERE copy_of IN (SELECT value FROM json_each(?)) ORDER BY article"
    return dict(conn.execute(sql, (_list(originals),)))


def told(conn: sqlite3.Connection, articles: Collection[str]) -> dict[str, list[Record]]:
    """The records that each of these articles tells."""
    sql = f"SELECT article, body FROM record_report JOIN record ON record = id {_OF_ARTICLES} ORDER BY article, id"
    found: dict[str, list[Record]] = {id: [] for id in articles}
    for article, body in conn.execute(sql, (_list(articles),)):
        found[article].append(_record(body))
    return found


def stories_of(conn: sqlite3.Connection, articles: Collection[str]) -> list[Story]:
    """The stories as they stand that these articles are in."""
    sql = f"SELECT body FROM story WHERE id IN (SELECT story FROM story_article {_OF_ARTICLES}) ORDER BY id"
    return [_story(body) for (body,) in conn.execute(sql, (_list(articles),))]


_OF_ARTICLES = "WHERE article IN (SELECT value FROM json_each(?))"
_OF_IDS = "WHERE id IN (SELECT value FROM json_each(?))"


def _column(conn: sqlite3.Connection, sql: str, *parameters: object) -> list:
    return [value for (value,) in conn.execute(sql, parameters)]


def _list(values: Iterable) -> str:
    return _encode(list(values)).decode()
