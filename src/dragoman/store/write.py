"""Writing: what was read in, rows out. What adds is one transaction, whole or not at all; what replaces is part of one.

Facts (pages, articles, findings, issues, judgements) are only ever added, but for the
findings of an article that is read anew with better rules. Derived rows (copies, and the
readings of articles that the record dates) are replaced where they change.
"""

import sqlite3
from collections.abc import Iterable

import msgspec

from dragoman.lexicon.tables import OwnTables
from dragoman.model.judgement import Judgement
from dragoman.model.page import Page
from dragoman.model.reading import Issue, Reading
from dragoman.model.record import Record
from dragoman.store import merging
from dragoman.store.connection import transaction
from dragoman.store.copies import TABLES as COPY_TABLES

encode = msgspec.json.encode

REDATED_TABLES = ("redated", "redated_finding", "redated_issue")
DERIVED_TABLES = (
    *COPY_TABLES, "copy", *REDATED_TABLES, "deed", "pending", "telling", "lead", "lead_key", "link", "record",
    "record_party", "record_side", "record_report", "record_tie", "rejected", "tie_sum", "agenda", "told",
    "pending_story", "gist", "gist_key", "story", "story_article", "story_record", "contradiction",
    "contradiction_record", "pledge_unknown", "pledge", "pledge_word", "pledge_article", "pledge_evidence",
)  # fmt: skip


def add_page(
    conn: sqlite3.Connection, page: Page, readings: tuple[Reading, ...], own_tables: OwnTables | None = None
) -> int:
    """Store a page, what its articles gave, and the user's tables it was read with; returns how many articles are new.

    Of a page that is already there, only the name is new.
    """
    with transaction(conn):
        new = _insert(
            conn, "page", page.id, page.kind, page.digest, page.text, encode(page.given), encode(page.blocks)
        )
        _insert(conn, "page_name", page.id, page.name)
        if not new:
            return 0
        _add_own_tables(conn, page.id, own_tables)
        return sum(_add_reading(conn, page, position, reading) for position, reading in enumerate(readings))


def name_page(conn: sqlite3.Connection, id: str, name: str) -> None:
    """Store another name of a page that is there."""
    with transaction(conn):
        _insert(conn, "page_name", id, name)


def add_page_issue(conn: sqlite3.Connection, name: str, issue: Issue) -> None:
    """Store why the page called `name` could not be read; the same reason is kept once."""
    with transaction(conn):
        _add_issue(conn, issue, name=name)


def replace_copies(conn: sqlite3.Connection, copies: Iterable[tuple[str, str | None, float, str]]) -> None:
    """Put these rows (article, copy of, share, family) in the place of what was known of these articles."""
    conn.executemany("INSERT OR REPLACE INTO copy VALUES (?, ?, ?, ?)", copies)


def replace_redated(conn: sqlite3.Connection, redated: Iterable[Reading], undated: Iterable[str]) -> None:
    """Put in readings on a day that the record gives, new or changed; take out those of articles that lost theirs."""
    for article in undated:
        _forget_redated(conn, article)
    for reading in redated:
        _forget_redated(conn, reading.article.id)
        _add_redated(conn, reading)


def add_judgement(conn: sqlite3.Connection, judgement: Judgement) -> None:
    """Store what a person decided; what it is about waits to be derived anew."""
    with transaction(conn):
        _insert(conn, "judgement", judgement.id, judgement.kind, judgement.author, judgement.at, encode(judgement))
        for article in judgement.articles:
            _insert(conn, "judgement_article", article, judgement.id)
        merging.add_pending(conn, judgement.articles)


def replace_findings(conn: sqlite3.Connection, reading: Reading, own_tables: OwnTables | None) -> None:
    """Put a new reading of a stored article in the place of the old one."""
    id = reading.article.id
    (page,) = conn.execute("SELECT page FROM article WHERE id = ?", (id,)).fetchone()
    for table in ("finding", "issue"):
        conn.execute(f"DELETE FROM {table} WHERE article = ?", (id,))
    _add_findings(conn, reading, page)
    conn.execute("DELETE FROM page_lexicon WHERE page = ?", (page,))
    _add_own_tables(conn, page, own_tables)


def forget_derived(conn: sqlite3.Connection) -> None:
    """Empty every derived table, so that all is derived anew."""
    for table in DERIVED_TABLES:
        conn.execute(f"DELETE FROM {table}")


def _insert(conn: sqlite3.Connection, table: str, *values: object) -> bool:
    """Add a row unless its key is taken; says whether it was added."""
    marks = ", ".join("?" * len(values))
    # Not OR IGNORE: that would also pass over rows which break another rule of the schema.
    sql = f"INSERT INTO {table} VALUES ({marks}) ON CONFLICT DO NOTHING"
    return conn.execute(sql, values).rowcount > 0


def _add_reading(conn: sqlite3.Connection, page: Page, position: int, reading: Reading) -> bool:
    article = reading.article
    # A page's name is looked up when asked for, so that the rows do not depend on which name came first.
    body = encode(msgspec.structs.replace(article, page=""))
    if not _insert(
        conn, "article", article.id, page.id, position, article.outlet, article.published.value, body
    ):
        _doubt_twin(conn, page, article.id)
        return False
    _add_findings(conn, reading, page.id)
    return True


def _add_findings(conn: sqlite3.Connection, reading: Reading, page: str) -> None:
    for place, finding in enumerate(reading.findings):
        kind = finding.__struct_config__.tag
        _insert(conn, "finding", finding.id, reading.article.id, kind, place, encode(finding))
    for issue in reading.issues:
        _add_issue(conn, issue, page=page)


def _add_own_tables(conn: sqlite3.Connection, page: str, own_tables: OwnTables | None) -> None:
    if own_tables is not None:
        _insert(conn, "lexicon", *own_tables)
        _insert(conn, "page_lexicon", page, own_tables.id)


def _forget_redated(conn: sqlite3.Connection, article: str) -> None:
    for table in REDATED_TABLES:
        conn.execute(f"DELETE FROM {table} WHERE article = ?", (article,))


def _add_redated(conn: sqlite3.Connection, reading: Reading) -> None:
    id = reading.article.id
    _insert(conn, "redated", id, encode(reading.article.published))
    for place, finding in enumerate(reading.findings):
        _insert(conn, "redated_finding", finding.id, id, finding.__struct_config__.tag, place, encode(finding))
    for issue in reading.issues:
        _insert(conn, "redated_issue", id, issue.stage, issue.start, issue.end, issue.message)


def _doubt_twin(conn: sqlite3.Connection, page: Page, article: str) -> None:
    """The same text twice on one page is one article. Whatever else has an id that is taken is left out, and named."""
    (other,) = conn.execute("SELECT page FROM article WHERE id = ?", (article,)).fetchone()
    if other != page.id:
        message = f"an article was left out: {article} is already an article of another page ({other})"
        _add_issue(conn, Issue("store", message), page=page.id)


def add_twin_issue(conn: sqlite3.Connection, record: Record, other: str) -> None:
    """The same of a record whose id another has. What it is made of is not lost."""
    article = record.finding.citation.article
    (page,) = conn.execute("SELECT page FROM article WHERE id = ?", (article,)).fetchone()
    message = f"a record was left out: another has its id ({other})"
    span = record.finding.citation
    _add_issue(conn, Issue("store", message, article, span.start, span.end), page=page)


def _add_issue(
    conn: sqlite3.Connection, issue: Issue, *, page: str | None = None, name: str | None = None
) -> None:
    _insert(conn, "issue", page, name, issue.article, issue.stage, issue.start, issue.end, issue.message)
