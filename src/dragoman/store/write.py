"""Writing: what was read in, rows out. Each function is one transaction, whole or not at all.

Facts (pages, articles, findings, issues) are only ever added; derived rows
(copies, records, and the readings of articles that the record dates) are only
ever replaced, all together; of the readings, those that have changed.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from itertools import combinations

import msgspec

from dragoman.lexicon.plover import Plover
from dragoman.lexicon.tables import OwnTables
from dragoman.model.page import Page
from dragoman.model.reading import Issue, Reading
from dragoman.model.record import Record
from dragoman.model.story import Story
from dragoman.store import viewed
from dragoman.store.connection import transaction
from dragoman.store.parties import own_days, parties, side_words

encode = msgspec.json.encode

DERIVED_TABLES = ("copy", "record", "record_party", "record_side", "record_report", "tie_record")
REDATED_TABLES = ("redated", "redated_finding", "redated_issue")


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
        if own_tables is not None:
            _insert(conn, "lexicon", *own_tables)
            _insert(conn, "page_lexicon", page.id, own_tables.id)
        return sum(_add_reading(conn, page, position, reading) for position, reading in enumerate(readings))


def add_page_issue(conn: sqlite3.Connection, name: str, issue: Issue) -> None:
    """Store why the page called `name` could not be read; the same reason is kept once."""
    with transaction(conn):
        _add_issue(conn, issue, name=name)


def replace_derived(
    conn: sqlite3.Connection,
    copies: Iterable[tuple[str, str | None, float, str]],
    records: Sequence[Record],
    redated: Iterable[Reading] = (),
    undated: Iterable[str] = (),
    stories: Iterable[Story] = (),
    plover: Plover | None = None,
) -> None:
    """Put these copies (article, copy of, share, family), records and stories in the place of all earlier ones.

    With `plover`, what the views ask for is summed up from the records too.
    `redated` are readings on a day that the record gives, new or changed; `undated` the articles that lost theirs.
    """
    with transaction(conn):
        for article in undated:
            _forget_redated(conn, article)
        for reading in redated:
            _forget_redated(conn, reading.article.id)
            _add_redated(conn, reading)
        for table in DERIVED_TABLES:
            conn.execute(f"DELETE FROM {table}")
        conn.executemany("INSERT INTO copy VALUES (?, ?, ?, ?)", copies)
        for record in records:
            _add_record(conn, record)
        viewed.replace_stories(conn, stories)
        viewed.clear(conn)
        if plover is not None:
            viewed.add(conn, records, plover)


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
    for place, finding in enumerate(reading.findings):
        kind = finding.__struct_config__.tag
        _insert(conn, "finding", finding.id, article.id, kind, place, encode(finding))
    for issue in reading.issues:
        _add_issue(conn, issue, page=page.id)
    return True


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
    """Near a million articles two ids, short hashes, may be one. The later is left out, and we say so."""
    (other,) = conn.execute("SELECT page FROM article WHERE id = ?", (article,)).fetchone()
    if other != page.id:  # the same text twice on one page is one article
        message = f"an article was left out: {article} is already an article of another page ({other})"
        _add_issue(conn, Issue("store", message), page=page.id)


def _add_issue(
    conn: sqlite3.Connection, issue: Issue, *, page: str | None = None, name: str | None = None
) -> None:
    _insert(conn, "issue", page, name, issue.article, issue.stage, issue.start, issue.end, issue.message)


def _add_record(conn: sqlite3.Connection, record: Record) -> None:
    finding = record.finding
    first, last = own_days(record)
    # An event has a type; of the others, a meeting and a pledge have a status.
    kind = getattr(finding, "type", None) or getattr(finding, "status", None)
    conn.execute(
        "INSERT INTO record VALUES (?, ?, ?, ?, ?, ?)",
        (record.id, finding.__struct_config__.tag, kind, first, last, encode(record)),
    )
    involved = sorted(parties(finding))
    for party in involved:
        _insert(conn, "record_party", party, record.id)
    for a, b in combinations(involved, 2):
        _insert(conn, "tie_record", a, b, last, record.id)
    for side, words in side_words(finding).items():
        _insert(conn, "record_side", record.id, side, words)
    for report in record.reports:
        _insert(conn, "record_report", report.article, record.id)
