"""Reading: rows out as the model's values, in an order that does not depend on how they came in.

Looks things up and nothing more: it judges, merges and words nothing.
"""

import heapq
import sqlite3
from collections.abc import Callable, Iterator
from typing import TypeVar

import msgspec

from dragoman.errors import NotFound
from dragoman.model.article import Article, Published
from dragoman.model.finding import AnyFinding
from dragoman.model.judgement import Judgement
from dragoman.model.page import Block, Given, Page
from dragoman.model.reading import Issue
from dragoman.model.record import Record
from dragoman.model.story import Story
from dragoman.store.connection import guarded, path_of
from dragoman.store.question import RECORD_KINDS, Question, condition

T = TypeVar("T")

_article = msgspec.json.Decoder(Article).decode
_finding = msgspec.json.Decoder(AnyFinding).decode
_record = msgspec.json.Decoder(Record).decode
_story = msgspec.json.Decoder(Story).decode
_judgement = msgspec.json.Decoder(Judgement).decode
_published = msgspec.json.Decoder(Published).decode
_given = msgspec.json.Decoder(Given).decode
_blocks = msgspec.json.Decoder(tuple[Block, ...]).decode

# Of several names the shortest stands for the page, then the first in the alphabet.
NAME_OF = "(SELECT name FROM page_name WHERE page = {page} ORDER BY length(name), name LIMIT 1)"

ARTICLE = f"SELECT body, {NAME_OF.format(page='article.page')} FROM article"
DATED = f"SELECT body, {NAME_OF.format(page='article.page')}, redated.published FROM article"


class Counts(msgspec.Struct, frozen=True):
    """How much there is. `unread` pages could not be read; `unique` articles are no copies."""

    pages: int
    unread: int
    articles: int
    unique: int
    findings: int
    issues: int
    records: dict[str, int]  # by kind


def stored_page(conn: sqlite3.Connection, page: Page) -> str | None:
    """The id under which a page is stored, so that it need not be read again."""
    # Files of version 0.1 have ids of ten digits.
    sql = "SELECT id FROM page WHERE id = ?1 OR (id = substr(?1, 1, 12) AND digest = ?2)"
    return next(_values(conn, str, sql, page.id, page.digest), None)


def lexicon_of(conn: sqlite3.Connection, page_id: str) -> str | None:
    """The digest of the user's own tables that a page was read with; None where there were none."""
    return next(_values(conn, str, "SELECT lexicon FROM page_lexicon WHERE page = ?", page_id), None)


def own_tables(conn: sqlite3.Connection) -> Iterator[tuple[str, str, int]]:
    """The user's own tables that pages were read with: digest, files, how many pages; most pages first."""
    sql = """
        SELECT id, files, count(*) FROM lexicon JOIN page_lexicon ON lexicon = id
        GROUP BY id ORDER BY count(*) DESC, id
    """
    return _rows(conn, sql)


def is_party(conn: sqlite3.Connection, id: str) -> bool:
    """Whether some record involves a state or body of this id."""
    return any(_values(conn, bool, "SELECT 1 FROM record_party WHERE party = ? LIMIT 1", id))


def page(conn: sqlite3.Connection, page_id: str) -> Page:
    """The page as it came."""
    sql = f"SELECT {NAME_OF.format(page='page.id')}, kind, digest, text, given, blocks FROM page WHERE id = ?"
    for found in _values(conn, _page, sql, page_id):
        return found
    raise NotFound(f"no page {page_id} in {path_of(conn)}")


def page_text(conn: sqlite3.Connection, page_id: str) -> str:
    """The page's text, which the offsets of dropped pieces point into."""
    return page(conn, page_id).text


def articles(conn: sqlite3.Connection) -> Iterator[Article]:
    """All articles, undated ones first, then by date of publication, be it stated or given by the record."""
    # The many come in the order of an index; the few that the record dates are sorted in between.
    many = f"{ARTICLE} WHERE id NOT IN (SELECT article FROM redated) ORDER BY ifnull(published, ''), id"
    few = list(_values(conn, _named, f"{DATED} JOIN redated ON redated.article = article.id"))
    return heapq.merge(_values(conn, _named, many), sorted(few, key=_by_date), key=_by_date)


def articles_as_read(conn: sqlite3.Connection) -> Iterator[Article]:
    """All articles as their pages gave them, with no date from the rest of the record."""
    return _values(conn, _named, f"{ARTICLE} ORDER BY id")


def article_as_read(conn: sqlite3.Connection, article_id: str) -> Article:
    """One article as its page gave it."""
    for found in _values(conn, _named, f"{ARTICLE} WHERE id = ?", article_id):
        return found
    raise NotFound(f"no article {article_id} in {path_of(conn)}")


def article(conn: sqlite3.Connection, article_id: str) -> Article:
    """One article."""
    sql = f"{DATED} LEFT JOIN redated ON redated.article = article.id WHERE id = ?"
    for found in _values(conn, _named, sql, article_id):
        return found
    raise NotFound(f"no article {article_id} in {path_of(conn)}")


def findings(conn: sqlite3.Connection) -> Iterator[AnyFinding]:
    """All findings of articles as their pages gave them, by article and by their place in it."""
    return _values(conn, _finding, "SELECT body FROM finding ORDER BY article, position")


def redated(conn: sqlite3.Connection) -> dict[str, Published]:
    """The articles that were read anew on a day that the record gives, and that day."""
    rows = _rows(conn, "SELECT article, published FROM redated ORDER BY article")
    return {article: _published(published) for article, published in rows}


def redated_findings(conn: sqlite3.Connection) -> Iterator[AnyFinding]:
    """What those articles gave then."""
    return _values(conn, _finding, "SELECT body FROM redated_finding ORDER BY article, position")


def copies(conn: sqlite3.Connection) -> dict[str, str]:
    """Each copy's article id, and the id of the article it copies."""
    return dict(_rows(conn, "SELECT article, copy_of FROM copy WHERE copy_of IS NOT NULL ORDER BY article"))


def copy_rows(conn: sqlite3.Connection) -> dict[str, tuple[str | None, float, str]]:
    """What is stored of each article: of which it is a copy, by which share, in which family."""
    return {id: tuple(row) for id, *row in _rows(conn, "SELECT article, copy_of, share, family FROM copy")}


def article_ids(conn: sqlite3.Connection) -> list[str]:
    return list(_values(conn, str, "SELECT id FROM article ORDER BY id"))


def has_undated(conn: sqlite3.Connection) -> bool:
    """Whether some article has no date of its own."""
    return any(_values(conn, bool, "SELECT 1 FROM article WHERE published IS NULL LIMIT 1"))


def issues(conn: sqlite3.Connection) -> Iterator[Issue]:
    """All issues; the message of one that is about a whole page begins with the page's name."""
    sql = f"""
        SELECT * FROM (
            SELECT stage, message, article, start, "end", ifnull(name, {NAME_OF.format(page="issue.page")}) AS about
            FROM issue WHERE article IS NULL OR article NOT IN (SELECT article FROM redated)
            UNION ALL
            SELECT stage, message, article.id, start, "end", {NAME_OF.format(page="article.page")}
            FROM redated_issue JOIN article ON article.id = redated_issue.article
        )
        ORDER BY ifnull(article, ''), ifnull(start, -1), ifnull("end", -1), stage, about, message
    """
    return _values(conn, _issue, sql)


def records(conn: sqlite3.Connection, question: Question | None = None) -> Iterator[Record]:
    """The records that answer `question` (all, where none is asked), the newest first."""
    question = question or Question()
    limit = -1 if question.limit is None else question.limit  # SQLite's own word for "no limit" is -1
    parties = sorted(set(question.parties))
    if len(parties) == 2 and (found := _of_tie(conn, "-".join(parties), question, limit)) is not None:
        return found
    where, parameters = condition(question)
    sql = f"SELECT body FROM record WHERE {where} ORDER BY last DESC, id LIMIT ?"
    return _values(conn, _record, sql, *parameters, limit)


def rejected(conn: sqlite3.Connection) -> Iterator[Record]:
    """What people rejected, by id."""
    return _values(conn, _record, "SELECT body FROM rejected ORDER BY id")


def judgements(conn: sqlite3.Connection) -> Iterator[Judgement]:
    """All that people decided, by time."""
    return _values(conn, _judgement, "SELECT body FROM judgement ORDER BY at, id")


def underived(conn: sqlite3.Connection) -> bool:
    """Whether articles are stored from which nothing has been derived yet."""
    waiting = "SELECT EXISTS (SELECT 1 FROM pending) OR EXISTS (SELECT 1 FROM pending_story)"
    return unfamiliar(conn) or any(_values(conn, bool, waiting))


def is_derived(conn: sqlite3.Connection) -> bool:
    """Whether anything has been derived yet."""
    return any(_values(conn, bool, "SELECT 1 FROM copy LIMIT 1"))


def unfamiliar(conn: sqlite3.Connection) -> bool:
    """Whether articles are stored of which it is not known whether they are copies."""
    sql = "SELECT EXISTS (SELECT 1 FROM article WHERE id NOT IN (SELECT article FROM copy))"
    return any(_values(conn, bool, sql))


def counts(conn: sqlite3.Connection) -> Counts:
    """How much of each thing there is."""
    sql = """
        SELECT (SELECT count(*) FROM page),
               (SELECT count(DISTINCT name) FROM issue WHERE name NOT IN (SELECT name FROM page_name)),
               (SELECT count(*) FROM article),
               (SELECT count(*) FROM copy WHERE copy_of IS NOT NULL),
               (SELECT count(*) FROM finding),
               (SELECT count(*) FROM issue)
    """
    ((pages, unread, told, copied, found, doubts),) = _rows(conn, sql)
    kinds = dict(_rows(conn, "SELECT kind, count(*) FROM record GROUP BY kind ORDER BY kind"))
    return Counts(pages, unread, told, told - copied, found, doubts, kinds)


def find(conn: sqlite3.Connection, prefix: str) -> Article | Record | AnyFinding | Story:
    """The one article, record, finding or story whose id begins with `prefix`."""
    prefix = prefix.strip().lower()
    matches = _matches(conn, prefix)
    exact = [match for match in matches if match[1] == prefix]
    if len(exact) == 1 or len(matches) == 1:
        table, found, row = (exact or matches)[0]
        return article(conn, found) if table == "article" else _one(conn, table, row)
    if matches:
        raise NotFound(f"more than one id begins with {prefix!r}: {_listed(matches)}; give more of it")
    # Nothing: what begins with as much of it as something does begin with? "a-" alone would say little.
    for length in range(len(prefix) - 1, 2, -1):
        if near := _matches(conn, prefix[:length]):
            raise NotFound(f"no id begins with {prefix!r}; did you mean {_listed(near)}?")
    raise NotFound(f"no id begins with {prefix!r}; `dragoman export` lists ids")


def _of_tie(conn: sqlite3.Connection, tie: str, question: Question, limit: int) -> Iterator[Record] | None:
    """The same where both parties of a tie are asked for, by an index that has its newest at once."""
    if not any(_values(conn, bool, "SELECT 1 FROM record_tie WHERE tie = ? LIMIT 1", tie)):
        return None
    kinds = [question.kind] if question.kind else RECORD_KINDS
    where, parameters = condition(msgspec.structs.replace(question, parties=(), kind=None))
    newest = "SELECT record, last FROM record_tie WHERE tie = ? AND kind = ? ORDER BY last DESC, record LIMIT ?"
    told = " UNION ALL ".join([f"SELECT * FROM ({newest})"] * len(kinds))
    # Another condition may pass over any number of the newest.
    most = limit if where == "1" else -1
    sql = f"""
        WITH told AS ({told}) SELECT body FROM told CROSS JOIN record ON id = told.record WHERE {where}
        ORDER BY told.last DESC, id LIMIT ?
    """
    asked = [value for kind in kinds for value in (tie, kind, most)]
    return _values(conn, _record, sql, *asked, *parameters, limit)


def _values(conn: sqlite3.Connection, make: Callable[..., T], sql: str, *parameters: object) -> Iterator[T]:
    """What `make` makes of each row."""
    with guarded(path_of(conn)):
        for row in conn.execute(sql, parameters):
            yield make(*row)


def _rows(conn: sqlite3.Connection, sql: str, *parameters: object) -> Iterator[tuple]:
    return _values(conn, lambda *row: row, sql, *parameters)


def _page(name: str, kind: str, digest: str, text: str, given: bytes, blocks: bytes) -> Page:
    return Page(name, kind, digest, text, _given(given), _blocks(blocks))


def _named(body: bytes, name: str, redated: bytes | None = None) -> Article:
    found = msgspec.structs.replace(_article(body), page=name)
    return msgspec.structs.replace(found, published=_published(redated)) if redated else found


def _by_date(article: Article) -> tuple[str, str]:
    return article.published.value or "", article.id


def _issue(
    stage: str, message: str, about: str | None, start: int | None, end: int | None, name: str
) -> Issue:
    if about is None and not message.startswith(name):
        message = f"{name}: {message}"
    return Issue(stage, message, about, start, end)


def _matches(conn: sqlite3.Connection, prefix: str) -> list[tuple[str, str, int]]:
    """Where ids begin with `prefix`: (table, id, row number), ten at most of each table."""
    return [
        (table, found, row)
        for table in ("article", "record", "rejected", "finding", "redated_finding", "story")
        # A range, not LIKE: it uses the key's index, and "%" is no wildcard.
        for found, row in _rows(
            conn,
            f"SELECT id, rowid FROM {table} WHERE id >= ? AND id < ? ORDER BY id LIMIT 10",
            prefix,
            prefix + "\U0010ffff",
        )
    ]


def _one(conn: sqlite3.Connection, table: str, row: int) -> Record | AnyFinding | Story:
    make = {"record": _record, "rejected": _record, "story": _story}.get(table, _finding)
    return next(_values(conn, make, f"SELECT body FROM {table} WHERE rowid = ?", row))


def _listed(matches: list[tuple[str, str, int]]) -> str:
    return ", ".join(sorted({found for _, found, _ in matches})[:5])
