"""Does finding copies cost the same in a record of a million? Seconds, memory and disk by size of the record.

    python benchmarks/copies_growth.py STORIES.jsonl [--articles 10000] [--db FILE]

In goes a JSONL file with one openly licensed story a line (`text`). From it as many articles
as asked for are made: each of some eighteen real sentences, four of five with their words
shuffled, the fifth as it stands, so that thousands share it as they share stock phrases.
One article in eight is a copy of an earlier one: whole, the first 60 % or 30 %, inside a page
with pieces of two others, or edited. The same number gives the same articles.

Articles are stored and folded in two thousand at a time; a FILE that has some already is
gone on with. Each row tells of the half of the record that came last (the second five
thousand of ten thousand), because work that is put off is done in it. Times are for one
article: `store` writes it, `copies` finds what it copies, `CPU` is the processor's part of
that, and `text` what a text's marks alone take, which no record can slow down:
on a machine that does other things too, `x text`, the one by the other, is what may not grow.
A file that is there is gone on with; its first row tells of what is new in it.
"""

import argparse
import json
import os
import random
import resource
import sqlite3
import time
from functools import lru_cache
from hashlib import blake2b

import msgspec
import numpy as np
from copies import CHROME, article, first_words, sentences

from dragoman.merge.copies import overlap
from dragoman.merge.copies.fold import fold
from dragoman.merge.copies.marks import marks
from dragoman.model.article import Article
from dragoman.store.connection import open_store, transaction
from dragoman.store.copies import TABLES, KnownCopies

BATCH = 2000
COPIED = 8  # one article in so many is a copy
VERBATIM = 0.2  # of the sentences
KINDS = ("whole", "first 60 %", "first 30 %", "aggregator", "edited")


def shuffled(words: list[str], dice: random.Random) -> str:
    """The words in any order; quicker than `dice.shuffle`."""
    return " ".join(sorted(words, key=lambda _: dice.random()))


class Made:
    """The articles, each from its number alone."""

    def __init__(self, stories: list[str]):
        self._pool = sorted({s for story in stories for s in sentences(story) if 8 <= len(s.split()) <= 40})
        self.story = lru_cache(4096)(self._story)

    def is_copy(self, number: int) -> bool:
        return number % COPIED == COPIED - 1

    def original(self, number: int) -> int:
        """The original of a copy: any article before it that is none."""
        at = random.Random(f"of {number}").randrange(number)
        return at - self.is_copy(at)

    def kind(self, number: int) -> str:
        return KINDS[number // COPIED % len(KINDS)]

    def _story(self, number: int) -> str:
        dice = random.Random(number)
        told = []
        for sentence in dice.choices(self._pool, k=dice.randint(10, 26)):
            told.append(sentence if dice.random() < VERBATIM else shuffled(sentence.split(), dice))
        return " ".join(told)

    def text(self, number: int) -> str:
        if not self.is_copy(number):
            return self.story(number)
        text, dice = self.story(self.original(number)), random.Random(f"copy {number}")
        words = text.split()
        match self.kind(number):
            case "first 60 %":
                return first_words(text, int(0.6 * len(words)))
            case "first 30 %":
                return first_words(text, int(0.3 * len(words)))
            case "aggregator":
                others = [self.story(self.original(number + n)) for n in (1, 2)]
                headline = " ".join(dice.sample(words, 10))
                return "\n".join([headline, text, CHROME, *(first_words(other, 120) for other in others)])
            case "edited":
                return " ".join(dice.choice(words) if dice.random() < 0.06 else word for word in words)
            case _:
                return text


def put(conn: sqlite3.Connection, one: Article) -> None:
    """The rows of an article and of its page, as reading it would write them, but for what it tells."""
    body = msgspec.json.encode(msgspec.structs.replace(one, page=""))
    conn.execute("INSERT INTO page VALUES (?, 'text', ?, '', '{}', '[]')", (one.id, one.id))
    conn.execute("INSERT INTO page_name VALUES (?, ?)", (one.id, one.id))
    conn.execute("INSERT INTO article VALUES (?, ?, 0, NULL, NULL, ?)", (one.id, one.id, body))


def on_disk(conn: sqlite3.Connection) -> int:
    """Bytes of the pages that the copies' tables and their keys take."""
    names = conn.execute(
        f"SELECT name FROM sqlite_master WHERE tbl_name IN ({', '.join('?' * len(TABLES))})", TABLES
    ).fetchall()
    sizes = (conn.execute("SELECT sum(pgsize) FROM dbstat WHERE name = ?", name).fetchone()[0] for name in names)
    return sum(size or 0 for size in sizes)


def judged(made: Made, conn: sqlite3.Connection, size: int) -> tuple[float, int]:
    """The share of copies that are in their original's family, and how many are in another's."""
    known, true, found = KnownCopies(conn), 0, 0
    for number in range(size):
        if not made.is_copy(number):
            continue
        true += 1
        place, original = known.place(name(number)), known.place(name(made.original(number)))
        if place and original and place.family == original.family:
            found += 1
    ids = np.fromiter((int(name(number)[2:], 16) for number in range(size)), np.uint64, size)
    order = np.argsort(ids)  # a dict of a million names would take more memory than what is measured
    origins: dict[str, set[int]] = {}
    for id, family in conn.execute("SELECT article, family FROM family"):
        number = int(order[np.searchsorted(ids, int(id[2:], 16), sorter=order)])
        origins.setdefault(family, set()).add(made.original(number) if made.is_copy(number) else number)
    wrong = sum(len(truths) > 1 for truths in origins.values())
    return found / max(1, true), wrong


def name(number: int) -> str:
    return f"a-{blake2b(str(number).encode(), digest_size=8).hexdigest()}"


def main(path: str, count: int, db: str) -> None:
    with open(path, encoding="utf-8") as lines:
        made = Made([json.loads(line)["text"] for line in lines if line.strip()])
    conn = open_store(db)
    conn.execute("PRAGMA synchronous = OFF")  # what is measured is the work, not this disk
    (at,) = conn.execute("SELECT count(*) FROM article").fetchone()
    rows = [size for size in (10_000, 30_000, 100_000, 300_000, 1_000_000) if at < size < count] + [count]
    columns = (
        "articles",
        "store ms",
        "copies ms",
        "CPU ms",
        "text ms",
        "x text",
        "RAM MB",
        "index MB",
        "recall",
        "wrong",
    )
    print("".join(f"{column:>10}" for column in columns), flush=True)
    (at,) = conn.execute("SELECT count(*) FROM article").fetchone()
    for size in (size for size in rows if size > at):
        wall, folded, alone, measured = [0.0, 0.0], 0.0, 0.0, 0
        while at < size:
            end = min(at + BATCH, size)
            texts = [made.text(number) for number in range(at, end)]
            started = time.perf_counter()
            conn.execute("BEGIN")
            for number, text in enumerate(texts, at):
                put(conn, article(name(number), text))
            conn.execute("COMMIT")
            stored, cpu = time.perf_counter(), time.process_time()
            known = KnownCopies(conn)
            for batch in known.pending(BATCH):
                with transaction(conn):
                    fold(batch, known)
            done, done_cpu = time.perf_counter(), time.process_time()
            for text in texts[::10]:
                marks(overlap.text(text))
            if end > size // 2:
                measured += len(texts)
                wall = [wall[0] + stored - started, wall[1] + done - stored]
                folded += done_cpu - cpu
                alone += 10 * (time.process_time() - done_cpu)
            at = end
        resident = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        recall, wrong = judged(made, conn, size)
        each = "".join(f"{seconds / measured * 1000:>10.2f}" for seconds in (*wall, folded, alone))
        index = on_disk(conn) / 1e6
        print(
            f"{size:>10,}{each}{folded / alone:>10.2f}{resident:>10.0f}{index:>10.1f}{recall:>10.4f}{wrong:>10}",
            flush=True,
        )
    conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    if db:
        print(f"{os.path.getsize(db) / 1e6:,.0f} MB in all, the articles' texts and room set free included")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("stories")
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--db", default="copies_growth.db")
    asked = parser.parse_args()
    main(asked.stories, asked.articles, asked.db)
