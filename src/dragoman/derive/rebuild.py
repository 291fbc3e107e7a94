"""Rebuilding: the stored articles read again with today's rules, everything derived anew, and what that changed.

Articles stay as they were cut, and people's judgements as they were given. In goes a
record, out comes the same record as it would be had all been read today.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from dragoman.derive import derive
from dragoman.lexicon import Lexicon
from dragoman.model.changes import Change, Changes
from dragoman.model.reading import Reading
from dragoman.pipeline import FAILED, read_article
from dragoman.processes import spread
from dragoman.store import changes, read, write
from dragoman.store.connection import transaction

PORTION = 64  # articles in one transaction

Progress = Callable[[int, str], None]


def rebuild(
    conn: sqlite3.Connection, lexicon: Lexicon, *, processes: int = 1, progress: Progress | None = None
) -> Changes:
    """Read every article again and derive everything anew; what is different now."""
    changes.remember(conn)
    done = failed = 0
    articles = (read.article_as_read(conn, id) for id in read.article_ids(conn))
    readings = (reading for _, reading in spread(read_article, articles, lexicon, processes))
    for portion in _portions(readings):
        with transaction(conn):
            for reading in portion:
                write.replace_findings(conn, reading, lexicon.own_tables)
                done += 1
                failed += sum(FAILED in doubt.message for doubt in reading.issues)
                if progress is not None:
                    progress(done, reading.article.page)
    with transaction(conn):
        write.forget_derived(conn)
    derive(conn, lexicon)
    found = changes.since_remembered(conn)
    return Changes(
        articles=done, failures=failed, judgements=sum(1 for _ in read.judgements(conn)),
        kinds={kind: Change(**found.get(kind, {})) for kind in sorted({*read.counts(conn).records, *found})},
    )  # fmt: skip


def _portions(readings: Iterable[Reading]) -> Iterator[list[Reading]]:
    readings = iter(readings)
    while portion := list(islice(readings, PORTION)):
        yield portion
