"""Families: which articles are copies of which, as far as new articles change it."""

import sqlite3

from dragoman.merge.copies import copies
from dragoman.store import read, write


def families(conn: sqlite3.Connection) -> set[str]:
    """Store who is a copy of whom; the articles of which that changed, new ones among them."""
    if not read.unfamiliar(conn):
        return set()
    found = {copy.article: copy for copy in copies(read.articles_as_read(conn))}
    family = {copy.copy_of: copy.family for copy in found.values()}
    known = read.copy_rows(conn)
    rows = []
    for id in read.article_ids(conn):
        copy = found.get(id)
        row = (copy.copy_of, copy.share, copy.family) if copy else (None, 1.0, family.get(id, id))
        if known.get(id) != row:
            rows.append((id, *row))
    write.replace_copies(conn, rows)
    return {row[0] for row in rows}
