"""How records came to be: tellings, the leads that speak for them, the keys they meet under, the links between them.

Looks up and puts away what it is told, in whoever's transaction it is called; knows
nothing of why two things are linked. A place is an article and a position in it.
"""

import sqlite3
from array import array
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

import msgspec

from dragoman.model.article import Article, Published
from dragoman.model.copy import Passage, Shared
from dragoman.model.finding import AnyFinding
from dragoman.model.judgement import Judgement

Place = tuple[str, int]

_encode = msgspec.json.encode
_finding = msgspec.json.Decoder(AnyFinding).decode
_judgement = msgspec.json.Decoder(Judgement).decode
_published = msgspec.json.Decoder(Published).decode
_shared = msgspec.json.Decoder(Shared).decode


class TellingRow(NamedTuple):
    article: str
    position: int
    echo: int
    lead: int | None

    @property
    def place(self) -> Place:
        return self.article, self.position


class LeadRow(NamedTuple):
    id: int
    article: str
    position: int
    numbers: tuple[int, ...]
    record: str | None

    @property
    def place(self) -> Place:
        return self.article, self.position


# -- what is to be derived


def pending(conn: sqlite3.Connection, limit: int) -> list[str]:
    """Some of the articles that wait to be derived from, the earliest first."""
    return _column(conn, "SELECT article FROM pending ORDER BY day, article LIMIT ?", limit)


def add_pending(conn: sqlite3.Connection, articles: Collection[str]) -> None:
    sql = """
        INSERT INTO pending VALUES (?1, ifnull((SELECT published FROM article WHERE id = ?1), ''))
        ON CONFLICT DO NOTHING
    """
    conn.executemany(sql, ((one,) for one in articles))


def remove_pending(conn: sqlite3.Connection, articles: Collection[str]) -> None:
    conn.execute("DELETE FROM pending WHERE article IN (SELECT value FROM json_each(?))", (_list(articles),))


# -- articles and findings as they now are


def sources(
    conn: sqlite3.Connection, articles: Collection[str]
) -> Iterator[tuple[Article, str | None, tuple[Passage, ...]]]:
    """Articles without their texts, with outlet and date as they now are; of which each is a copy; what it shares."""
    sql = """
        SELECT article.id, outlet, article.published, redated.published, copy_of, shared.body
        FROM json_each(?) AS wanted JOIN article ON article.id = wanted.value
        LEFT JOIN redated ON redated.article = article.id LEFT JOIN copy ON copy.article = article.id
        LEFT JOIN shared ON shared.article = article.id
    """
    for id, outlet, stated, redated, copy_of, shared in conn.execute(sql, (_list(articles),)):
        published = _published(redated) if redated else Published(stated)
        passages = _shared(shared).passages if shared else ()
        yield Article(id, "", "", "", outlet=outlet, published=published), copy_of, passages


def findings_of(conn: sqlite3.Connection, articles: Collection[str]) -> Iterator[tuple[Place, AnyFinding]]:
    """All that these articles give, as they are now read."""
    return _findings(conn, "SELECT value AS article FROM json_each(?)", "USING (article)", _list(articles))


def findings_at(conn: sqlite3.Connection, places: Collection[Place]) -> Iterator[tuple[Place, AnyFinding]]:
    """What stands at these places, as it is now read."""
    wanted = "SELECT value ->> 0 AS article, value ->> 1 AS position FROM json_each(?)"
    return _findings(conn, wanted, "USING (article, position)", _list(places))


def _findings(conn: sqlite3.Connection, wanted: str, using: str, parameter: str) -> Iterator[tuple[Place, AnyFinding]]:
    sql = f"""
        WITH wanted AS MATERIALIZED ({wanted})
        SELECT article, position, body FROM wanted CROSS JOIN finding {using}
        WHERE article NOT IN (SELECT article FROM redated)
        UNION ALL
        SELECT article, position, body FROM wanted CROSS JOIN redated_finding {using}
    """
    for article, position, body in conn.execute(sql, (parameter,)):
        yield (article, position), _finding(body)


# -- tellings and leads


def tellings(conn: sqlite3.Connection, column: str, values: Collection) -> list[TellingRow]:
    """The tellings of these articles, echoes or leads (`column`)."""
    assert column in ("article", "echo", "lead")
    sql = f"""
        SELECT article, position, echo, lead FROM json_each(?) AS wanted
        CROSS JOIN telling ON {column} = wanted.value ORDER BY article, position
    """
    return [TellingRow(*row) for row in conn.execute(sql, (_list(values),))]


def replace_tellings(conn: sqlite3.Connection, articles: Collection[str], rows: Iterable[tuple[Place, int]]) -> None:
    """Put these tellings (place and echo) in the place of those that the articles had."""
    conn.execute("DELETE FROM telling WHERE article IN (SELECT value FROM json_each(?))", (_list(articles),))
    conn.executemany("INSERT INTO telling VALUES (?, ?, ?, NULL)", ((*place, echo) for place, echo in rows))


def set_leads(conn: sqlite3.Connection, rows: Iterable[tuple[Place, int]]) -> None:
    """Which lead speaks for the telling at each place."""
    conn.executemany(
        "UPDATE telling SET lead = ? WHERE article = ? AND position = ?", ((lead, *place) for place, lead in rows)
    )


def leads(conn: sqlite3.Connection, ids: Collection[int]) -> dict[int, LeadRow]:
    sql = """
        SELECT lead.id, article, position, numbers, record FROM json_each(?) AS wanted
        CROSS JOIN lead ON lead.id = wanted.value
    """
    found = (LeadRow(*row) for row in conn.execute(sql, (_list(ids),)))
    return {row.id: row._replace(numbers=tuple(array("q", row.numbers))) for row in found}


def lead_places(conn: sqlite3.Connection, ids: Collection[int]) -> dict[int, Place]:
    """Where the telling stands that speaks."""
    sql = "SELECT lead.id, article, position FROM json_each(?) AS wanted CROSS JOIN lead ON lead.id = wanted.value"
    return {id: (article, position) for id, article, position in conn.execute(sql, (_list(ids),))}


def add_lead(conn: sqlite3.Connection, id: int, place: Place, keys: Collection[tuple[int, bool, bool]]) -> None:
    """Store a lead with its keys (number, whether it asks there, whether they are words)."""
    numbers = array("q", [number for number, _, _ in keys]).tobytes()
    conn.execute("INSERT INTO lead VALUES (?, ?, ?, ?, NULL)", (id, *place, numbers))
    conn.executemany("INSERT INTO lead_key VALUES (?, ?, ?, ?)", ((n, id, asks, words) for n, asks, words in keys))


def remove_lead(conn: sqlite3.Connection, row: LeadRow) -> set[int]:
    """Take out a lead with its keys and links; those it was linked to."""
    conn.executemany("DELETE FROM lead_key WHERE number = ? AND lead = ?", ((n, row.id) for n in row.numbers))
    conn.execute("DELETE FROM lead WHERE id = ?", (row.id,))
    around = linked(conn, [row.id], -9)
    conn.execute("DELETE FROM link WHERE one = ?1", (row.id,))
    conn.execute("DELETE FROM link WHERE other = ?1", (row.id,))
    return around


def set_record(conn: sqlite3.Connection, record: str, ids: Iterable[int]) -> None:
    """In which record these leads are."""
    conn.executemany("UPDATE lead SET record = ? WHERE id = ? AND record IS NOT ?1", ((record, id) for id in ids))


# -- keys and links


def met(conn: sqlite3.Connection, keys: Collection[tuple[int, bool, bool]]) -> dict[int, bool]:
    """The leads that one with these keys meets, and whether through words alone."""
    sql = """
        SELECT lead, min(words) FROM (
            SELECT lead, words FROM json_each(?) AS asked CROSS JOIN lead_key ON number = asked.value
            UNION ALL
            SELECT lead, words FROM json_each(?) AS offered CROSS JOIN lead_key ON number = offered.value AND asks
        ) GROUP BY lead
    """
    asked, offered = ([number for number, asks, _ in keys if asks == which] for which in (True, False))
    return {lead: bool(words) for lead, words in conn.execute(sql, (_list(asked), _list(offered)))}


def add_links(conn: sqlite3.Connection, rows: Iterable[tuple[int, int, float, str]]) -> None:
    """Store what came of comparing two leads: score and why. Which of the two is named first makes no difference."""
    conn.executemany(
        "INSERT INTO link VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        ((min(a, b), max(a, b), score, why) for a, b, score, why in rows),
    )


def linked(conn: sqlite3.Connection, ids: Collection[int], least: float) -> set[int]:
    """The leads that are linked to one of these with so much of a score."""
    sql = """
        SELECT other FROM json_each(?1) AS wanted CROSS JOIN link ON one = wanted.value AND score >= ?2
        UNION
        SELECT one FROM json_each(?1) AS wanted CROSS JOIN link ON other = wanted.value AND score >= ?2
    """
    return set(_column(conn, sql, _list(ids), least))


def links(conn: sqlite3.Connection, ids: Collection[int], least: float) -> list[tuple[int, int, float]]:
    """The links from these leads to greater ones with so much of a score."""
    sql = "SELECT one, other, score FROM json_each(?) AS wanted CROSS JOIN link ON one = wanted.value AND score >= ?"
    return conn.execute(sql, (_list(ids), least)).fetchall()


# -- people's judgements


def judgements_about(conn: sqlite3.Connection, articles: Collection[str]) -> list[Judgement]:
    """All that people have judged of what these articles give, taken back or not."""
    sql = """
        SELECT body FROM judgement WHERE id IN (
            SELECT judgement FROM json_each(?) AS wanted CROSS JOIN judgement_article ON article = wanted.value
        ) ORDER BY at, id
    """
    return [_judgement(body) for body in _column(conn, sql, _list(articles))]


def compared(conn: sqlite3.Connection) -> Iterator[tuple[float, str, AnyFinding, AnyFinding]]:
    """Every two that the rules compared: score, why, and what the two leads tell."""
    cursor = conn.execute("SELECT score, why, one, other FROM link ORDER BY one, other")
    for score, why, *ids in cursor:
        places = lead_places(conn, ids)
        told = dict(findings_at(conn, places.values()))
        yield score, why, *(told[places[id]] for id in ids)


def told_in(conn: sqlite3.Connection, record: str, articles: Collection[str]) -> list[AnyFinding]:
    """What is told in a record that these articles tell."""
    rows = tellings(conn, "article", articles)
    known = leads(conn, {row.lead for row in rows if row.lead is not None})
    places = [row.place for row in rows if row.lead is not None and known[row.lead].record == record]
    return [finding for _, finding in findings_at(conn, places)]


def _list(values: Collection) -> str:
    return _encode(list(values)).decode()


def _column(conn: sqlite3.Connection, sql: str, *parameters: object) -> list:
    return [value for (value,) in conn.execute(sql, parameters)]
