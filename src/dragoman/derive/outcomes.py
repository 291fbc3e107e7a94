"""Outcomes: what became of pledges, as far as these articles change it.

A pledge that is new looks for articles that tell of it, whenever they were read; an article
that is new looks for pledges it may tell of; and a term that is over makes its pledge overdue.
"""

import sqlite3
from collections.abc import Collection

from dragoman.lexicon import Lexicon
from dragoman.merge.outcomes import about, enough, evidence, matter, settled, stems_of
from dragoman.model.article import Article
from dragoman.model.finding import Pledge
from dragoman.model.record import Record
from dragoman.store import pledges as known
from dragoman.store import read
from dragoman.store import records as rows
from dragoman.text.sentences import sentences


def outcomes(conn: sqlite3.Connection, articles: Collection[str], lexicon: Lexicon) -> None:
    """Look again at every pledge whose life these articles may change."""
    newest = known.newest_day(conn)
    new = known.unknown(conn)
    stored = (read.article(conn, id) for id in known.stored(conn, articles))
    told = {id for article in stored for id in known.told_by(conn, stems_of(article))}
    over = known.over(conn, newest) if newest else []
    for id, record in sorted(rows.merged(conn, {*new, *told, *over}).items()):
        if not record.rejected:
            _settle(conn, id, record, newest, lexicon)


def _settle(conn: sqlite3.Connection, id: str, record: Record, newest: str | None, lexicon: Lexicon) -> None:
    pledge = record.finding
    assert isinstance(pledge, Pledge)
    stems = matter(pledge)
    found = []
    for article in _articles(conn, record, stems):
        spans = sentences(article.text, lexicon.abbreviations)
        found += evidence(record, article, spans, known.copy_of(conn, article.id), lexicon.pledges)
    rows.finish(conn, record, settled(record, found, newest), lexicon.plover)
    due = (pledge.due.end or pledge.due.start or "")[:10]
    known.put(conn, id, due, stems, enough(stems), bool(due and newest and due < newest))


def _articles(conn: sqlite3.Connection, record: Record, stems: Collection[str]) -> list[Article]:
    """The articles that have enough of the pledge's words, in their order."""
    maybe = {id: read.article(conn, id) for id in known.articles_with(conn, stems, enough(stems))}
    return [article for article, _ in about({record.id: record}, maybe)]
