"""Days: undated articles that the rest of the record dates, read again on that day."""

import sqlite3

from dragoman.lexicon import Lexicon
from dragoman.merge.copies import Copy
from dragoman.pipeline import dated_by_record, read_article
from dragoman.store import read, write


def days(conn: sqlite3.Connection, lexicon: Lexicon) -> set[str]:
    """Store what such articles give when read on their day; those whose day is new, has changed or is lost."""
    known = read.redated(conn)
    if not known and not read.has_undated(conn):
        return set()
    articles = {article.id: article for article in read.articles_as_read(conn)}
    copies = (Copy(id, *row) for id, row in read.copy_rows(conn).items() if row[0] is not None)
    dated = dated_by_record(articles, copies, read.findings(conn), lexicon)
    changed = {id for id, article in dated.items() if known.get(id) != article.published}
    lost = known.keys() - dated.keys()
    fresh = (read_article(dated[id], lexicon) for id in sorted(changed))
    write.replace_redated(conn, fresh, lost)
    return changed | lost
