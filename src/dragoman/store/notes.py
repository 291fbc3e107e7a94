"""Notes: what people write beside a passage or a record. Facts: one taken back is kept, and shown nowhere."""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime

import msgspec

from dragoman.errors import NotFound, WrongJudgement
from dragoman.model.article import Article
from dragoman.store.connection import guarded, path_of, transaction


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """A note by `author`, pinned to `article.text[start:end] == quote`, and to the record it was written beside."""

    id: int
    article: str
    record: str | None
    start: int
    end: int
    quote: str
    text: str
    author: str
    written: str  # ISO 8601, UTC
    removed: str | None = None


_COLUMNS = 'id, article, record, start, "end", quote, text, author, written, removed'


def pin(
    conn: sqlite3.Connection, article: Article, start: int, end: int, text: str, *, author: str, record: str | None
) -> int:
    """Store a note on characters of an article; its number comes back."""
    quote = article.text[max(0, start) : end]
    if not (quote and text.strip()):
        raise WrongJudgement("a note needs words of its own, and words of the article that it stands beside")
    values = (article.id, record, start, end, quote, text.strip(), author, _now())
    sql = """
        INSERT INTO note (article, record, start, "end", quote, text, author, written) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    """
    with transaction(conn):
        return conn.execute(sql, values).lastrowid


def remove(conn: sqlite3.Connection, id: int, *, again: bool) -> None:
    """Take a note back, or put it up again."""
    with transaction(conn):
        when = None if again else _now()
        if not conn.execute("UPDATE note SET removed = ? WHERE id = ?", (when, id)).rowcount:
            raise NotFound(f"{id}: no note of this number")


def notes(conn: sqlite3.Connection, *, article: str | None = None, removed: bool = False) -> Iterator[Note]:
    """The notes on an article, or all, in the order of writing."""
    clauses, values = ["1"], []
    if article is not None:
        clauses, values = ["article = ?"], [article]
    if not removed:
        clauses.append("removed IS NULL")
    with guarded(path_of(conn)):
        for row in conn.execute(f"SELECT {_COLUMNS} FROM note WHERE {' AND '.join(clauses)} ORDER BY id", values):
            yield Note(**dict(zip(Note.__struct_fields__, row, strict=True)))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
