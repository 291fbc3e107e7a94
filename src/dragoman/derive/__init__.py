"""Deriving: what the stored articles give together, kept up to date: copies, days, records, stories.

    new articles | families | days | tellings → leads → links → groups | records | finish | outcomes
    changed articles and records | gists → links → blocks → groups | stories

Each step says which articles it changed, and only what these touch is derived anew: the
same rows come about whatever the order and the portions in which articles were stored.
A derivation that is cut off leaves the articles it did not reach as pending; the next
goes on from there.
"""

import sqlite3

from dragoman.derive.days import days
from dragoman.derive.families import families
from dragoman.derive.outcomes import outcomes
from dragoman.derive.records import records
from dragoman.derive.stories import stories
from dragoman.lexicon import Lexicon
from dragoman.merge.rarity import Rarity
from dragoman.store import gists, merging, read, write
from dragoman.store.connection import transaction

PORTION = 256  # articles in one transaction: memory does not grow with how many there are
STORIES = 2048  # the same where stories are told: many of these touch one block, which is then parted once


def derive(conn: sqlite3.Connection, lexicon: Lexicon) -> None:
    """Bring everything derived up to what is stored."""
    with transaction(conn):
        if not read.is_derived(conn):  # what an earlier version derived must not stand beside what this one does
            write.forget_derived(conn)
        changed = families(conn)
        if changed:
            changed |= days(conn, lexicon, changed)
        merging.add_pending(conn, changed)
    while portion := merging.pending(conn, PORTION):
        with transaction(conn):
            records(conn, portion, lexicon.plover)
            outcomes(conn, portion, lexicon)
            merging.remove_pending(conn, portion)
            gists.add_pending(conn, portion)
    rarity = Rarity(lexicon)
    while portion := gists.pending(conn, STORIES):
        with transaction(conn):
            stories(conn, portion, lexicon, rarity)
            gists.remove_pending(conn, portion)
