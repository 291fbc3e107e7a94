"""What is kept to find the day of undated articles: who tells which deed, and whose texts are whose.

Works on articles as they were read, in whoever's transaction it is called.
"""

import sqlite3
from collections.abc import Collection, Iterable, Iterator

import msgspec

from dragoman.model.finding import AnyFinding

Row = tuple[int, str, str, int]  # fact, day (empty where unknown), article, position

_encode = msgspec.json.encode
_finding = msgspec.json.Decoder(AnyFinding).decode


def told_by(conn: sqlite3.Connection, article: str) -> Iterator[tuple[int, AnyFinding]]:
    """What an article gives as its page was read, each with its position."""
    rows = conn.execute("SELECT position, body FROM finding WHERE article = ? ORDER BY position", (article,))
    return ((position, _finding(body)) for position, body in rows)


def add(conn: sqlite3.Connection, rows: Iterable[Row]) -> None:
    """Keep who tells which deed."""
    conn.executemany("INSERT INTO deed VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING", rows)


def undated_tellers(conn: sqlite3.Connection, facts: Collection[int]) -> set[str]:
    """The undated articles that tell one of these deeds."""
    sql = "SELECT article FROM json_each(?) AS wanted CROSS JOIN deed ON fact = wanted.value AND day = ''"
    return {article for (article,) in conn.execute(sql, (_list(facts),))}


def told_with(conn: sqlite3.Connection, articles: Collection[str], facts: Collection[int]) -> Iterator[AnyFinding]:
    """These deeds as dated articles and these undated ones tell them."""
    sql = """
        SELECT body FROM json_each(?) AS wanted CROSS JOIN deed ON fact = wanted.value
        CROSS JOIN finding USING (article, position)
        WHERE day <> '' OR article IN (SELECT value FROM json_each(?))
    """
    return (_finding(body) for (body,) in conn.execute(sql, (_list(facts), _list(articles))))


def relatives(conn: sqlite3.Connection, articles: Collection[str]) -> dict[str, tuple[str | None, float, str]]:
    """All members of the families of these articles: copy of, share, family."""
    sql = """
        SELECT article, copy_of, share, family FROM copy WHERE family IN (
            SELECT family FROM json_each(?) AS wanted CROSS JOIN copy ON article = wanted.value
        )
    """
    return {article: tuple(row) for article, *row in conn.execute(sql, (_list(articles),))}


def undated(conn: sqlite3.Connection, articles: Collection[str]) -> set[str]:
    """Those of these articles whose pages give no day."""
    sql = """
        SELECT article.id FROM json_each(?) AS wanted
        CROSS JOIN article ON article.id = wanted.value WHERE published IS NULL
    """
    return {id for (id,) in conn.execute(sql, (_list(articles),))}


def _list(values: Collection) -> str:
    return _encode(list(values)).decode()
