"""Families: which articles are copies of which, as far as new articles change it."""

import sqlite3

from dragoman.merge.copies import fold
from dragoman.store import write
from dragoman.store.copies import KnownCopies

BATCH = 2000  # articles compared at once: enough that a batch shares its look-ups, few enough for memory


def families(conn: sqlite3.Connection) -> set[str]:
    """Store who is a copy of whom; the articles whose family or passages are new or changed."""
    known = KnownCopies(conn)
    changed: set[str] = set()
    for batch in known.pending(BATCH):
        changed |= fold(batch, known)
    places = {id: known.place(id) for id in changed}
    rows = (
        (id, place.copy_of, place.share, place.family) if place else (id, None, 1.0, id)
        for id, place in sorted(places.items())
    )
    write.replace_copies(conn, rows)
    return changed
