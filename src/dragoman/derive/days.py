"""Days: undated articles that the rest of the record dates, read again on that day.

Only those are asked anew that a change may bear on: undated articles that are new,
whose family changed, or who tell a deed that a changed article dates.
"""

import sqlite3
from collections.abc import Collection

from dragoman.lexicon import Lexicon
from dragoman.merge.dating import STATED, fact_of, is_dated
from dragoman.model.copy import Copy
from dragoman.model.identity import content_key
from dragoman.pipeline import dated_by_record, read_article
from dragoman.store import deeds, read, write


def days(conn: sqlite3.Connection, lexicon: Lexicon, changed: Collection[str]) -> set[str]:
    """Store what such articles give when read on their day; those whose day is new, has changed or is lost."""
    asked = deeds.undated(conn, deeds.relatives(conn, changed))
    asked |= deeds.undated_tellers(conn, _keep(conn, changed))
    if not asked:
        return set()
    family = deeds.relatives(conn, asked)
    told = {_key(fact) for id in asked for _, finding in deeds.told_by(conn, id) if (fact := fact_of(finding))}
    findings = list(deeds.told_with(conn, asked, told))
    near = {*asked, *family, *(finding.citation.article for finding in findings)}
    articles = {id: read.article_as_read(conn, id) for id in sorted(near)}
    copies = [Copy(id, *row) for id, row in family.items() if row[0] is not None]
    dated = dated_by_record(articles, copies, findings, lexicon)
    dated = {id: article for id, article in dated.items() if id in asked}
    known = {id: day for id, day in read.redated(conn).items() if id in asked}
    fresh = {id for id, article in dated.items() if known.get(id) != article.published}
    lost = known.keys() - dated.keys()
    write.replace_redated(conn, (read_article(dated[id], lexicon) for id in sorted(fresh)), lost)
    return fresh | lost


def _keep(conn: sqlite3.Connection, articles: Collection[str]) -> set[int]:
    """Keep which deeds these articles tell; those that they date."""
    found = set()
    for id in articles:
        article = read.article_as_read(conn, id)
        told = [(position, finding) for position, finding in deeds.told_by(conn, id) if fact_of(finding)]
        if article.published.value is None:
            deeds.add(conn, [(_key(fact_of(finding)), "", id, position) for position, finding in told])
        elif article.published.basis in STATED:
            rows = [(_key(fact_of(f)), f.when.start, id, position) for position, f in told if is_dated(f)]
            deeds.add(conn, rows)
            found.update(fact for fact, *_ in rows)
    return found


def _key(fact: object) -> int:
    return content_key(fact)
