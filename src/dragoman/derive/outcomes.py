"""Outcomes: what became of pledges, as far as these articles change it.

A pledge that is new is held against the articles that were asked before, an article that is
new or has changed against the pledges it may tell of: so every two meet once, whichever came
first. What an article shows is kept, so that nothing is read again when the next one comes.
And a term that is over makes its pledge overdue.
"""

import sqlite3
from collections.abc import Collection

import msgspec

from dragoman.lexicon import Lexicon
from dragoman.merge.outcomes import Evidence, day_of, enough, evidence, lasting, matter, settled, stems_of
from dragoman.model.article import Article
from dragoman.model.record import Record
from dragoman.store import pledges as known
from dragoman.store import read
from dragoman.store import records as rows
from dragoman.text.sentences import sentences

_encode = msgspec.json.encode
_evidence = msgspec.json.Decoder(list[Evidence]).decode


def outcomes(conn: sqlite3.Connection, articles: Collection[str], lexicon: Lexicon) -> None:
    """Look again at every pledge whose life these articles may change."""
    newest = known.newest_day(conn)
    touched = known.forget_evidence(conn, articles)
    fresh = [read.article(conn, id) for id in known.stored(conn, articles)]
    for id, record in rows.merged(conn, known.unknown(conn)).items():
        touched.add(id)
        _come(conn, record, {article.id for article in fresh}, lexicon)
    for article in fresh:
        touched |= _ask(conn, article, lexicon)
    if newest:
        touched.update(known.over(conn, newest))
    for _, record in sorted(rows.merged(conn, touched).items()):
        if not record.rejected:
            _settle(conn, record, newest, lexicon)
    if newest:
        known.pass_by(conn, touched, newest)


def _come(conn: sqlite3.Connection, record: Record, fresh: set[str], lexicon: Lexicon) -> None:
    """Take in a new pledge, and what articles that were asked before show of it."""
    stems = matter(record.finding)
    after, until = lasting(record)
    due = (record.finding.due.end or record.finding.due.start or "")[:10]
    known.add(conn, record.id, stems, enough(stems), after=after, until=until, due=due)
    for id in known.looked_through(conn, stems, enough(stems), after=after, until=until):
        if id not in fresh:
            article = read.article(conn, id)
            if len(stems & stems_of(article)) >= enough(stems):
                _keep(conn, record, article, lexicon)


def _ask(conn: sqlite3.Connection, article: Article, lexicon: Lexicon) -> set[str]:
    """Ask an article of which pledges it tells; these."""
    day = day_of(article)
    if day is None:
        return set()
    known.look_through(conn, article.id, day)
    told = rows.merged(conn, known.told_by(conn, stems_of(article), day))
    return {id for id, record in told.items() if _keep(conn, record, article, lexicon)}


def _keep(conn: sqlite3.Connection, record: Record, article: Article, lexicon: Lexicon) -> bool:
    """Keep what an article shows of a pledge, if anything."""
    spans = sentences(article.text, lexicon.abbreviations)
    found = list(evidence(record, article, spans, known.copy_of(conn, article.id), lexicon.pledges))
    if found:
        known.put_evidence(conn, record.id, article.id, _encode(found))
    return bool(found)


def _settle(conn: sqlite3.Connection, record: Record, newest: str | None, lexicon: Lexicon) -> None:
    found = [one for body in known.evidence_of(conn, record.id) for one in _evidence(body)]
    rows.finish(conn, record, settled(record, found, newest), lexicon.plover)
