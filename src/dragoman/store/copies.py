"""Copies as the file keeps them: what merge.copies asks of the articles that are known, answered from tables.

Rows in and out, nothing judged. Whoever calls `fold` with it holds the transaction, so that
what is known is one thing with the articles it is known of.
"""

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import msgspec
import numpy as np

from dragoman.model.article import Article
from dragoman.model.copy import Copy, Fingerprint, Link, Passage, Shared
from dragoman.store import read
from dragoman.store.shingles import Shingles

_link = msgspec.json.Decoder(Link).decode
_shared = msgspec.json.Decoder(Shared).decode
_encode = msgspec.json.encode

TABLES = ("fingerprint", "shingle_level", "shingle_block", "copy_link", "family", "shared")


class KnownCopies:
    """What is known in one file of who copies whom (merge.known.Known)."""

    def __init__(self, conn: sqlite3.Connection):
        self._conn = conn
        self._shingles = Shingles(conn)

    def pending(self, count: int) -> Iterator[tuple[Article, ...]]:
        """The stored articles that are not known yet, so many at a time; each must be folded in before the next."""
        # Articles are only ever added, and known in the order they came: those not known are the last.
        known, last = "SELECT article FROM fingerprint", 0
        for row, is_known in self._conn.execute(f"SELECT rowid, id IN ({known}) FROM article ORDER BY rowid DESC"):
            if is_known:
                last = row
                break
        sql = "SELECT rowid, id FROM article WHERE rowid > ? ORDER BY rowid LIMIT ?"
        while rows := self._conn.execute(sql, (last, count)).fetchall():
            last = rows[-1][0]
            yield tuple(self.article(id) for _, id in rows)

    def article(self, id: str) -> Article:
        return read.article_as_read(self._conn, id)

    def add(self, fingerprints: Iterable[tuple[Fingerprint, np.ndarray]]) -> None:
        found = list(fingerprints)
        if not found:
            return
        self._conn.executemany(
            "INSERT INTO fingerprint VALUES (?, ?, ?, ?, ?)",
            ((one.article, one.key, one.size, one.kept, one.thinned) for one, _ in found),
        )
        keys = [np.full(len(marks), one.key, np.uint64) for one, marks in found]
        self._shingles.add(np.concatenate([marks for _, marks in found]), np.concatenate(keys))

    def fingerprint(self, id: str) -> Fingerprint | None:
        sql = "SELECT article, size, kept, thinned FROM fingerprint WHERE article = ?"
        row = self._conn.execute(sql, (id,)).fetchone()
        return Fingerprint(*row) if row else None

    def fingerprints(self, key: int) -> Sequence[Fingerprint]:
        sql = "SELECT article, size, kept, thinned FROM fingerprint WHERE key = ? ORDER BY article"
        return [Fingerprint(*row) for row in self._conn.execute(sql, (key,))]

    def first(self, marks: Iterable[int], count: int) -> Mapping[int, Sequence[int]]:
        return self._shingles.first(marks, count)

    def under(self, mark: int) -> Sequence[int]:
        return self._shingles.under(mark)

    def links(self, id: str) -> Sequence[Link]:
        sql = """
            SELECT body FROM copy_link WHERE longer = :id
            UNION ALL SELECT body FROM copy_link WHERE shorter = :id
        """
        return [_link(body) for (body,) in self._conn.execute(sql, {"id": id})]

    def replace_links(self, gone: Iterable[Link], put: Iterable[Link]) -> None:
        self._conn.executemany(
            "DELETE FROM copy_link WHERE longer = ? AND shorter = ?", ((one.longer, one.shorter) for one in gone)
        )
        rows = ((one.longer, one.shorter, _encode(one)) for one in put)
        self._conn.executemany("INSERT OR REPLACE INTO copy_link VALUES (?, ?, ?)", rows)

    def place(self, id: str) -> Copy | None:
        row = self._conn.execute("SELECT * FROM family WHERE article = ?", (id,)).fetchone()
        return Copy(*row) if row else None

    def members(self, family: str) -> Sequence[str]:
        rows = self._conn.execute("SELECT article FROM family WHERE family = ? ORDER BY article", (family,))
        return [id for (id,) in rows]

    def replace_places(self, gone: Iterable[str], put: Iterable[Copy]) -> None:
        self._conn.executemany("DELETE FROM family WHERE article = ?", ((id,) for id in gone))
        self._conn.executemany(
            "INSERT INTO family VALUES (?, ?, ?, ?)", (msgspec.structs.astuple(copy) for copy in put)
        )

    def shared(self, id: str) -> Shared | None:
        row = self._conn.execute("SELECT body FROM shared WHERE article = ?", (id,)).fetchone()
        return _shared(row[0]) if row else None

    def replace_shared(self, gone: Iterable[str], put: Mapping[str, Shared]) -> None:
        self._conn.executemany("DELETE FROM shared WHERE article = ?", ((id,) for id in gone))
        self._conn.executemany(
            "INSERT INTO shared VALUES (?, ?)", ((id, _encode(shared)) for id, shared in put.items())
        )


def passages_of(conn: sqlite3.Connection, articles: Collection[str]) -> Iterator[tuple[str, tuple[Passage, ...]]]:
    """What of these articles stands in others, where anything was found to."""
    sql = "SELECT article, body FROM json_each(?) JOIN shared ON article = value"
    for article, body in conn.execute(sql, (_encode(sorted(articles)).decode(),)):
        yield article, _shared(body).passages
