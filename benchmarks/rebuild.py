"""How long does `dragoman rebuild` take, and how much memory? `python benchmarks/rebuild.py STORIES.jsonl`.

    python benchmarks/rebuild.py STORIES.jsonl [--articles 10000] [--processes 1] [--db FILE]

In goes a JSONL file with one openly licensed story a line (`text`). From it as many articles as asked for are made:
each of some eight real sentences in which the states are others, so that there is something to read, of four a day.
They are stored as if nothing had been found in them, which is quick; then the record is rebuilt, as after an upgrade.
The same number gives the same articles; a FILE that has them already is rebuilt as it is.

Prints the time for an article by the clock and of the processor, and the most memory that one process took.
"""

import argparse
import json
import random
import re
import resource
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from copies import sentences

from dragoman import lexicon as lexicons
from dragoman.ledger import Ledger
from dragoman.lexicon import Lexicon
from dragoman.model.article import Article, Published
from dragoman.model.page import Page
from dragoman.model.reading import Reading
from dragoman.store import write
from dragoman.store.connection import open_store
from dragoman.store.read import counts

A_DAY = 4
FIRST = date(2015, 1, 1)


def articles(stories: list[str], count: int, lexicon: Lexicon) -> Iterator[Article]:
    """Articles in which other states do what the stories tell."""
    pool = sorted({one for story in stories for one in sentences(story) if 8 <= len(one.split()) <= 40})
    names = sorted(state.name for state in lexicon.states.values())
    named = re.compile(r"\b(" + "|".join(map(re.escape, sorted(names, key=len, reverse=True))) + r")\b")
    for number in range(count):
        yield article(number, pool, names, named)


def article(number: int, pool: list[str], names: list[str], named: re.Pattern[str]) -> Article:
    dice = random.Random(number)
    others = dice.sample(names, 3)
    told = (named.sub(lambda _: dice.choice(others), one) for one in dice.sample(pool, dice.randint(6, 10)))
    id, day = f"a-{dice.getrandbits(40):010x}", FIRST + timedelta(number // A_DAY)
    published = Published(day.isoformat(), "metadata")
    title, outlet = f"{others[0]} and {others[1]}", f"Outlet {dice.randrange(60)}"
    return Article(id, id, title, "\n".join(told), outlet=outlet, published=published)


def made(path: str, found: Iterator[Article]) -> None:
    conn = open_store(path)
    conn.execute("PRAGMA synchronous = OFF")
    for one in found:
        write.add_page(conn, Page(one.id, "text", one.id, one.id), (Reading(one),))
    conn.close()


def used(who: int) -> float:
    return sum(resource.getrusage(who)[:2])


def main(path: str, count: int, processes: int, db: str) -> None:
    if not Path(db).exists():
        with open(path, encoding="utf-8") as lines:
            stories = [json.loads(line)["text"] for line in lines if line.strip()]
        made(db, articles(stories, count, lexicons.load()))
    read = before = used(resource.RUSAGE_SELF)

    def progress(*_: object) -> None:
        nonlocal read
        read = used(resource.RUSAGE_SELF)

    with Ledger(db, create=False) as ledger:
        changes = ledger.rebuild(progress=progress, processes=processes)
    reading, deriving = read - before + used(resource.RUSAGE_CHILDREN), used(resource.RUSAGE_SELF) - read
    memory = [resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    conn = open_store(db)
    records = ", ".join(f"{count:,} {kind}" for kind, count in sorted(counts(conn).records.items()))
    print(f"{changes.articles:,} articles, {processes} process{'es' * (processes > 1)}; {records}")
    print(f"clock      {changes.seconds / changes.articles * 1e3:7.1f} ms an article")
    each = [seconds / changes.articles * 1e3 for seconds in (reading, deriving)]
    print("processor  {:7.1f} ms reading, {:.1f} deriving".format(*each))
    print(f"memory     {memory[0]:7.0f} MB" + f", and {memory[1]:.0f} MB of each that reads" * (processes > 1))
    print(f"file       {Path(db).stat().st_size / 1e6:7.0f} MB")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stories")
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--db")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        main(asked.stories, asked.articles, asked.processes, asked.db or f"{folder}/rebuild.db")
