"""Rebuilding: the stored articles read again with today's rules, everything derived anew, and what that changed.

Articles stay as they were cut, and people's judgements as they were given. In goes a
record, out comes the same record as it would be had all been read today.
"""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from dragoman.derive import derive
from dragoman.lexicon import Lexicon
from dragoman.model.changes import Change, Changes, Difference
from dragoman.model.reading import Reading
from dragoman.model.record import Record
from dragoman.pipeline import FAILED, read_article
from dragoman.processes import spread
from dragoman.store import changes, read, write
from dragoman.store.connection import transaction
from dragoman.views.show import title

PORTION = 64  # articles in one transaction
SHOWN = 20  # differences of one kind that are told one by one
FIXED = ("citation",)  # the fullest telling may be another; that is told by the reports

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
    counts: dict[str, Counter[str]] = {kind: Counter() for kind in read.counts(conn).records}
    some = []
    for was, now in changes.since_remembered(conn):
        one = _difference(was, now)
        of_kind = counts.setdefault(one.kind, Counter())
        if of_kind[one.what] < SHOWN:
            some.append(one)
        of_kind[one.what] += 1
    return Changes(
        articles=done, failures=failed, judgements=sum(1 for _ in read.judgements(conn)),
        kinds={kind: Change(**counts[kind]) for kind in sorted(counts)},
        some=tuple(sorted(some, key=lambda one: (one.kind, one.what, one.id))),
    )  # fmt: skip


def _difference(was: Record | None, now: Record | None) -> Difference:
    record = now or was
    what = "changed" if was and now else "new" if now else "gone"
    fields = _other_fields(was, now) if was and now else ()
    return Difference(what, record.finding.__struct_config__.tag, record.id, title(record), fields)


def _other_fields(was: Record, now: Record) -> tuple[str, ...]:
    """What is told otherwise: fields of the fact, then of its record."""
    pairs = ((was.finding, now.finding, FIXED), (was, now, ("finding", "id")))
    return tuple(
        name
        for before, after, but in pairs
        for name in after.__struct_fields__
        if name not in but and getattr(before, name, None) != getattr(after, name)
    )


def _portions(readings: Iterable[Reading]) -> Iterator[list[Reading]]:
    readings = iter(readings)
    while portion := list(islice(readings, PORTION)):
        yield portion
