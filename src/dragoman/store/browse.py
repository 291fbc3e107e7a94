"""Browsing: a few records at a time, newest first, and counts of the rest; what the pages ask.

A `Wanted` in, rows out, with the number after which the next ones come. Asks by the indexes of
`store.browsing`, so that what a page costs does not grow with the record.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

from dragoman.errors import NotFound
from dragoman.model.actor import Actor
from dragoman.model.article import Article
from dragoman.model.reading import Issue
from dragoman.model.record import Record
from dragoman.store import read
from dragoman.store.browsing import KIND_DIGITS, first_number
from dragoman.store.connection import guarded, path_of
from dragoman.store.fulltext import expression
from dragoman.store.wanted import FACING, OF_A_MONTH, STRICT, Wanted, number_of, source_of

_record = msgspec.json.Decoder(Record).decode
_actor = msgspec.json.Decoder(Actor).decode


class Hit(NamedTuple):
    """A record and its place in the order of all."""

    number: int
    record: Record


class Deeds(NamedTuple):
    """How many events of a type one month has, and how many independent sources tell them together."""

    month: str
    type: str
    mode: str | None
    count: int
    sources: int


class Link(NamedTuple):
    """Two states or bodies: how many records lie between them, of one type.

    `weighed`: whether these are events by which a tie leans: what one did to the other, of a known month.
    """

    one: str
    other: str
    type: str | None
    mode: str | None
    weighed: bool
    count: int
    sources: int


class Appearance(NamedTuple):
    """An actor as in the newest record that has it, and how many have it."""

    actor: Actor
    record: str
    count: int


class Browse:
    """Questions to an open record."""

    def __init__(self, conn: sqlite3.Connection):
        self._conn, self._path = conn, path_of(conn)

    def version(self) -> tuple[int, int]:
        """Changes whenever what is stored may have: by another program's hand, or by ours."""
        return self._conn.execute("PRAGMA data_version").fetchone()[0], self._conn.total_changes

    def _rows(self, sql: str, *parameters: object) -> Iterator[tuple]:
        with guarded(self._path):
            yield from self._conn.execute(sql, parameters)

    # -- records

    def hits(self, wanted: Wanted, *, after: int | None = None, limit: int | None = None) -> list[Hit]:
        """The newest records wanted; `after` a number, those that come next."""
        return list(self.each(wanted, after=after, limit=limit))

    def each(self, wanted: Wanted, *, after: int | None = None, limit: int | None = None) -> Iterator[Hit]:
        source, clauses, values = source_of(wanted)
        number = number_of(wanted)
        if after is not None:
            clauses, values = [*clauses, f"{number} < ?"], [*values, after]
        sql = (
            f"SELECT f.number, record.body FROM {source} CROSS JOIN record ON record.id = f.record"
            f" WHERE {' AND '.join(clauses) or '1'} ORDER BY {number} DESC LIMIT ?"
        )
        rows = self._rows(sql, *values, -1 if limit is None else limit)
        return (Hit(number, _record(body)) for number, body in rows)

    def kinds(self, wanted: Wanted) -> dict[str, int]:
        """How many there are of each kind."""
        source, clauses, values = source_of(wanted)
        if wanted.words and not any("f." in clause for clause in clauses):
            # A number holds its record's day and kind: the full text alone is gone through.
            sql = f"SELECT (rowid >> 40) & 7, count(*) FROM record_search WHERE {' AND '.join(clauses)} GROUP BY 1"
            found = dict(self._rows(sql, *values))
            return {kind: found[digit] for kind, digit in KIND_DIGITS.items() if digit in found}
        sql = f"SELECT f.kind, count(*) FROM {source} WHERE {' AND '.join(clauses) or '1'} GROUP BY f.kind"
        return dict(self._rows(sql, *values))

    def months(self, wanted: Wanted) -> list[Deeds]:
        """Events by month and type: those by which a tie leans, as the summary of ties counts them."""
        source, clauses, values = source_of(msgspec.structs.replace(wanted, kind="event"))
        of_two = len(wanted.parties) == 2 and "record_pair" in source
        clauses += ["f.background = 0", OF_A_MONTH, *([FACING] if of_two else [])]
        sql = (
            f"SELECT substr(f.start, 1, 7), f.type, f.mode, count(*), sum(f.sources) FROM {source}"
            f" WHERE {' AND '.join(clauses)} GROUP BY 1, 2, 3 ORDER BY 1"
        )
        return [Deeds(*row) for row in self._rows(sql, *values)]

    def records(self, ids: Sequence[str]) -> list[Record]:
        """These records, in the order given; one that is there no more is left out."""
        marks = ", ".join("?" * len(ids))
        sql = f"SELECT id, body FROM record WHERE id IN ({marks})"
        found = {id: _record(body) for id, body in self._rows(sql, *ids)}
        return [found[id] for id in ids if id in found]

    def record(self, id: str) -> Record:
        for found in self.records([id]):
            return found
        raise NotFound(f"no record {id}; it may have another id since the record was made anew")

    def doubtful(self, *, after: str | None = None, limit: int) -> tuple[list[Record], str | None]:
        """The records read least surely of those that nobody has judged, and the cursor for the next."""
        confidence, number = -1.0, -1
        if after is not None:
            given, _, place = after.partition("_")
            confidence, number = float(given), int(place, 36)
        sql = """
            SELECT f.confidence, f.number, record.body FROM record_facet AS f JOIN record ON record.id = f.record
            WHERE f.judged = 0 AND (f.confidence, f.number) > (?, ?) ORDER BY f.confidence, f.number LIMIT ?
        """
        rows = list(self._rows(sql, confidence, number, limit + 1))
        more = f"{rows[limit - 1][0]!r}_{in_base_36(rows[limit - 1][1])}" if len(rows) > limit else None
        return [_record(body) for _, _, body in rows[:limit]], more

    def judged(self) -> tuple[int, int]:
        """How many records a person has judged, those rejected among them, and how many wait."""
        found = dict(self._rows("SELECT judged, count(*) FROM record_facet GROUP BY judged"))
        rejected = next(self._rows("SELECT count(*) FROM rejected"))[0]
        return found.get(1, 0) + rejected, found.get(0, 0)

    def newest_day(self) -> str | None:
        """The day of the newest dated article."""
        # Of the newest by the order of days; one with no date would stand at its end.
        sql = """
            SELECT substr(published, 1, 10) FROM article_number JOIN article ON id = article
            ORDER BY number DESC LIMIT 1
        """
        return next(self._rows(sql), (None,))[0]

    # -- between whom

    def links(self, *, told_since: str | None = None, since: str | None = None, until: str | None = None,
              as_of: str | None = None, strict: bool = False) -> list[Link]:  # fmt: skip
        """Every two that have records between them, by type; those about the past and the merely thought left out."""
        clauses, values = ["f.one < f.other", "f.background = 0"], []
        if told_since is not None:  # a week of years: found by the day first, not by going through all pairs
            clauses.append("f.record IN (SELECT record FROM record_facet WHERE told >= ?)")
            values.append(told_since)
        if since is not None:
            clauses, values = [*clauses, "f.day >= ?"], [*values, since]
        if until is not None:
            clauses, values = [*clauses, "f.start <> '' AND f.start <= ?"], [*values, f"{until}~"]
        if as_of is not None:
            clauses, values = [*clauses, "f.told <> '' AND f.told <= ?"], [*values, f"{as_of}~"]
        if strict:
            clauses.append(STRICT)
        sql = f"""
            SELECT f.one, f.other, f.type, f.mode, f.kind = 'event' AND {OF_A_MONTH} AND {FACING} AS weighed,
                count(*), sum(f.sources)
            FROM record_pair AS f WHERE {" AND ".join(clauses)} GROUP BY f.one, f.other, f.kind, f.type, f.mode, weighed
        """
        return [Link(*row) for row in self._rows(sql, *values)]

    def actors(self, wanted: Wanted, *, limit: int | None = None) -> list[Appearance]:
        """Who is in the records wanted, the most often met first."""
        source, clauses, values = source_of(wanted)
        sql = f"""
            SELECT who.body, who.record, count(DISTINCT who.number), max(who.number)
            FROM {source} CROSS JOIN record_actor AS who ON who.number = f.number
            WHERE {" AND ".join(clauses) or "1"} GROUP BY who.actor ORDER BY 3 DESC, who.actor LIMIT ?
        """
        rows = self._rows(sql, *values, -1 if limit is None else limit)
        return [Appearance(_actor(body), record, count) for body, record, count, _ in rows]

    def actor(self, id: str) -> Actor:
        """The actor as in the newest record that has it."""
        sql = "SELECT body FROM record_actor WHERE actor = ? ORDER BY number DESC LIMIT 1"
        for (body,) in self._rows(sql, id):
            return _actor(body)
        raise NotFound(f"{id}: nobody of that id is in the record")

    def people_of(self, party: str, *, limit: int) -> list[Appearance]:
        """Who acts for a state or body, by ids that begin with its own; the most often met first."""
        sql = """
            SELECT actor, max(number), count(*) FROM record_actor WHERE actor > ? AND actor < ?
            GROUP BY actor ORDER BY 3 DESC, actor LIMIT ?
        """
        found = list(self._rows(sql, f"{party}.", f"{party}/", limit))  # "/" follows "." in the alphabet
        return [Appearance(self.actor(id), "", count) for id, _, count in found]

    def undated_meetings(self) -> int:
        """How many meetings have no date of their own."""
        return next(self._rows("SELECT count(*) FROM record_facet WHERE kind = 'meeting' AND dated = 0"))[0]

    def outlets(self, wanted: Wanted) -> list[tuple[str, int, str, str]]:
        """Who tells the records wanted: outlet, how many of them, the first and last day it published."""
        source, clauses, values = source_of(wanted)
        sql = f"""
            SELECT ifnull(article.outlet, ''), count(DISTINCT f.record),
                ifnull(min(substr(article.published, 1, 10)), ''), ifnull(max(substr(article.published, 1, 10)), '')
            FROM {source} CROSS JOIN record_report AS t ON t.record = f.record JOIN article ON article.id = t.article
            WHERE {" AND ".join(clauses) or "1"} GROUP BY 1 ORDER BY 2 DESC, 1
        """
        return list(self._rows(sql, *values))

    # -- articles

    def articles(self, *, words: str | None = None, since: str | None = None, until: str | None = None,
                 after: int | None = None, limit: int) -> list[tuple[int, Article]]:  # fmt: skip
        """Articles, the newest first: those with `words` in them, and published between two days, where given."""
        source, number = "article_number AS n", "n.number"
        clauses, values = ["n.number < ?"], [after if after is not None else 1 << 62]
        if words:
            source = "article_search CROSS JOIN article_number AS n ON n.number = article_search.rowid"
            number = "article_search.rowid"
            clauses, values = ["article_search MATCH ?", "article_search.rowid < ?"], [expression(words), values[0]]
        if since is not None:
            clauses, values = [*clauses, f"{number} >= ?"], [*values, first_number(since)]
        if until is not None:
            source += " JOIN article AS dated ON dated.id = n.article"
            clauses, values = [*clauses, "dated.published <= ?"], [*values, f"{until}~"]
        sql = f"SELECT n.number, n.article FROM {source} WHERE {' AND '.join(clauses)} ORDER BY {number} DESC LIMIT ?"
        rows = list(self._rows(sql, *values, limit))
        return [(number, read.article(self._conn, id)) for number, id in rows]

    def told_by(self, article: str) -> list[Record]:
        """The records that an article tells, in the order of its text."""
        sql = "SELECT body FROM record_report JOIN record ON record.id = record WHERE article = ?"
        found = [_record(body) for (body,) in self._rows(sql, article)]
        starts = {one.id: min(r.start for r in one.reports if r.article == article) for one in found}
        return sorted(found, key=lambda one: (starts[one.id], one.id))

    def copies_of(self, article: str) -> tuple[str | None, list[str]]:
        """The article that this one copies, and those that copy it."""
        (of,) = next(self._rows("SELECT copy_of FROM copy WHERE article = ?", article), (None,))
        origin = of or article
        # All copies of one text are of its family, and only the family has an index.
        sql = """
            SELECT article FROM copy WHERE family = (SELECT family FROM copy WHERE article = ?1) AND copy_of = ?2
                AND article <> ?1 ORDER BY article
        """
        return of, [id for (id,) in self._rows(sql, article, origin)]

    def story_of(self, article: str) -> tuple[str, str] | None:
        """The id and title of an article's story."""
        sql = """
            SELECT story.id, json_extract(CAST(body AS TEXT), '$.title') FROM story_article
            JOIN story ON story.id = story WHERE article = ?
        """
        return next(self._rows(sql, article), None)

    def on_page(self, page_id: str) -> list[str]:
        """The articles of one page, in its order."""
        return [id for (id,) in self._rows("SELECT id FROM article WHERE page = ? ORDER BY position", page_id)]

    def issues_of(self, article: Article) -> list[Issue]:
        """What was left open about an article."""
        sql = """
            SELECT stage, message, article, start, "end" FROM issue
            WHERE ifnull(page, '') = ? AND ifnull(name, '') = '' AND ifnull(article, '') = ?
                AND article NOT IN (SELECT article FROM redated)
            UNION ALL SELECT stage, message, article, start, "end" FROM redated_issue WHERE article = ?
            ORDER BY start, "end", stage, message
        """
        return [Issue(*row) for row in self._rows(sql, article.page_id, article.id, article.id)]

    def coverage(self) -> dict[str, int]:
        """Articles, outlets, copies and pages; how many records rest on one source or on less than sure reading."""
        sql = f"""
            SELECT (SELECT count(*) FROM page), (SELECT count(*) FROM article),
                (SELECT count(DISTINCT outlet) FROM article), (SELECT count(*) FROM copy WHERE copy_of IS NOT NULL),
                (SELECT count(*) FROM record_facet), (SELECT count(*) FROM record_facet AS f WHERE NOT {STRICT}),
                (SELECT count(*) FROM issue WHERE article IS NULL),
                (SELECT count(*) FROM article WHERE published IS NULL AND id NOT IN (SELECT article FROM redated))
        """
        names = ("pages", "articles", "outlets", "copies", "records", "unchecked", "page_issues", "undated")
        return dict(zip(names, next(iter(self._rows(sql))), strict=True))

    def by_outlet(self) -> list[tuple[str, int, int, str, str]]:
        """What was read: outlet, articles, copies among them, first and last day."""
        sql = """
            SELECT ifnull(outlet, ''), count(*), sum(copy_of IS NOT NULL), ifnull(min(substr(published, 1, 10)), ''),
                ifnull(max(substr(published, 1, 10)), '')
            FROM article LEFT JOIN copy ON copy.article = article.id GROUP BY 1 ORDER BY 2 DESC, 1
        """
        return list(self._rows(sql))

    def by_day(self) -> list[tuple[str, int]]:
        """How many articles came out on each day that has any."""
        sql = "SELECT substr(published, 1, 10), count(*) FROM article WHERE published IS NOT NULL GROUP BY 1 ORDER BY 1"
        return list(self._rows(sql))


def in_base_36(number: int) -> str:
    """A number in as few signs as a cursor can be.

    >>> int(in_base_36(724016789479550703), 36)
    724016789479550703
    """
    digits = ""
    while number:
        number, rest = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[rest] + digits
    return digits or "0"
