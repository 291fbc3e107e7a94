"""Families: which articles are copies of which, as far as new articles change it."""

import sqlite3

from dragoman.merge.copies.fold import fold
from dragoman.store import write
from dragoman.store.copies import KnownCopies

PORTION = 2000  # articles compared at once: enough that they share look-ups, few enough for memory


def families(conn: sqlite3.Connection) -> set[str]:
    """Store who is a copy of whom; the articles of which that or their passages changed, new ones among them."""
    known, changed = KnownCopies(conn), set()
    for portion in known.pending(PORTION):
        found = fold(portion, known)
        places = ((id, known.place(id)) for id in sorted(found))
        rows = ((id, copy.copy_of, copy.share, copy.family) if copy else (id, None, 1.0, id) for id, copy in places)
        write.replace_copies(conn, rows)
        changed |= found
    return changed
