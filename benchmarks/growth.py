"""Does a record grow without growing slow? `python benchmarks/growth.py [--sizes 1000,10000,100000] [--portion 250]`.

Makes articles of invented findings (what real ones give: some three deeds, three
statements, a pledge or a meeting each; a third of the deeds retold by another outlet
within days, some a month later as history) of one density in time, however many they
are, and stores and derives them in portions, as runs of `dragoman read` would. Reading
itself and finding copies have benchmarks of their own (reading.py, copies.py): here no
article has a text to compare. Prints, for the last portions before each size, the time an
article took (of the processor, so that other programs do not count), the memory of the process and the size of the file: all should be flat, but
for the file.
"""

import argparse
import random
import resource
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from time import process_time

from dragoman import lexicon as lexicons
from dragoman.derive import derive
from dragoman.model.actor import Actor
from dragoman.model.article import Article, Published
from dragoman.model.finding import AnyFinding, Citation, Event, Meeting, Pledge, Statement
from dragoman.model.page import Page
from dragoman.model.reading import Reading
from dragoman.model.when import When
from dragoman.store import merging, write
from dragoman.store.connection import open_store, transaction

A_DAY = 40  # articles: the density; more articles are a longer time
MEASURED = 1_000  # the last articles before a size, over which time is taken
WITHIN = 0.2  # of the first size's time
STATES = [f"{a}{b}{c}" for a in "ABCDE" for b in "KLM" for c in "XYZ"]
TYPES = ("CONSULT", "SUPPORT", "ACCUSE", "SANCTION", "AID", "REQUEST", "AGREE", "COERCE")
WORDS = [a + b + c for a in ("ba", "do", "ki", "lu", "me") for b in ("no", "pra", "sti", "tor") for c in ("vel", "wen", "zu", "ra", "s")]


class World:
    """Deeds and words as they happen, and articles that tell them."""

    def __init__(self, seed: int = 1):
        self.dice = random.Random(seed)
        self.told: list[AnyFinding] = []  # lately, and so told again

    def articles(self) -> Iterator[Reading]:
        start, number = date(1990, 1, 1), 0
        while True:
            yield self.article(number, start + timedelta(days=number // A_DAY))
            number += 1

    def article(self, number: int, day: date) -> Reading:
        id = f"a-{self.dice.getrandbits(40):010x}"
        found, at = [], 0
        for make in (self.deed, self.deed, self.deed, self.words, self.words, self.words, self.promise):
            finding = make(id, at, day)
            found.append(finding)
            at = finding.citation.end + 1
        self.told = [*self.told, *found][-2_000:]
        outlet = f"Outlet {self.dice.randrange(60)}"
        article = Article(id, id, id, id, outlet=outlet, published=Published(day.isoformat(), "metadata"))
        return Reading(article, findings=tuple(found))

    def deed(self, id: str, at: int, day: date) -> Event:
        again = [finding for finding in self.told[-700:] if isinstance(finding, Event)]
        if again and self.dice.random() < 0.35:
            old = self.dice.choice(again)
            return Event(
                citation=self.cite(id, at), type=old.type, actors=old.actors, recipients=old.recipients, when=old.when,
                mode=old.mode, aux=("historical",) if self.dice.random() < 0.1 else (),
            )  # fmt: skip
        one, other = self.pair()
        on = day - timedelta(days=self.dice.choice((0, 0, 0, 1, 1, 2, 30)))
        when = When(on.isoformat(), on.isoformat(), "day", "expression")
        if self.dice.random() < 0.1:
            when = When()
        return Event(citation=self.cite(id, at), type=self.dice.choice(TYPES), actors=(one,), recipients=(other,), when=when)

    def words(self, id: str, at: int, day: date) -> Statement:
        again = [finding for finding in self.told[-300:] if isinstance(finding, Statement)]
        when = When(day.isoformat(), day.isoformat(), "day", "publication")
        if again and self.dice.random() < 0.2:
            old = self.dice.choice(again)
            return Statement(citation=self.cite(id, at), words=old.words, speaker=old.speaker, when=when)
        return Statement(citation=self.cite(id, at), words=self.sentence(), speaker=self.person(), when=when)

    def promise(self, id: str, at: int, day: date) -> AnyFinding:
        one, other = self.pair()
        when = When(day.isoformat(), day.isoformat(), "day", "expression")
        if self.dice.random() < 0.5:
            return Meeting(citation=self.cite(id, at), participants=(one, other), kind="talks", status="held", when=when)
        return Pledge(citation=self.cite(id, at), by=(self.person(),), what=self.sentence(8), when=when)

    def cite(self, id: str, at: int) -> Citation:
        quote = self.sentence()
        return Citation(id, at, at + len(quote), quote)

    def sentence(self, words: int = 18) -> str:
        return " ".join(self.dice.choices(WORDS, k=words))

    def pair(self) -> tuple[Actor, Actor]:
        """Some states are in the news more than others."""
        one, other = (min(self.dice.randrange(len(STATES)), self.dice.randrange(len(STATES))) for _ in "ab")
        return self.state(one), self.state(other if other != one else (one + 1) % len(STATES))

    def state(self, number: int) -> Actor:
        return Actor(STATES[number], STATES[number], "state", STATES[number], "GOV")

    def person(self) -> Actor:
        state = STATES[min(self.dice.randrange(len(STATES)), self.dice.randrange(len(STATES)))]
        name = f"Person {self.dice.randrange(3)} of {state}"
        return Actor(f"{state}.{name.casefold().replace(' ', '-')}", name, "person", state, "GOV", "Minister")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="1000,10000,100000")
    parser.add_argument("--portion", type=int, default=250, help="articles in one run")
    options = parser.parse_args()
    sizes = [int(size) for size in options.sizes.split(",")]

    lexicon = lexicons.load()
    world = World().articles()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "growth.db"
        conn = open_store(str(path))
        conn.execute("PRAGMA synchronous = OFF")  # the disk is not what is measured
        done, first = 0, None
        spent: list[tuple[float, float]] = []
        print(f"{'articles':>9}  {'storing':>10}  {'deriving':>10}  {'memory':>8}  {'file':>8}  records")
        while done < sizes[-1]:
            readings = [next(world) for _ in range(options.portion)]
            clock = process_time()
            for reading in readings:
                id = reading.article.id
                write.add_page(conn, Page(id, "text", id, id), (reading,))
            with transaction(conn):  # none is a copy
                ids = [reading.article.id for reading in readings]
                write.replace_copies(conn, ((id, None, 1.0, id) for id in ids))
                merging.add_pending(conn, ids)
            stored = process_time()
            derive(conn, lexicon)
            spent.append((stored - clock, process_time() - stored))
            done += options.portion
            if done in sizes:
                last = spent[-max(1, MEASURED // options.portion) :]
                storing, deriving = (1000 * sum(times) / len(last) / options.portion for times in zip(*last, strict=True))
                memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
                (records,) = conn.execute("SELECT count(*) FROM record").fetchone()
                size = sum(file.stat().st_size for file in Path(folder).iterdir()) / 1e6
                first = first or deriving
                beyond = f"  ({deriving / first - 1:+.0%}; the goal is {WITHIN:.0%} at most)" if deriving != first else ""
                print(f"{done:9,}  {storing:7.2f} ms  {deriving:7.2f} ms  {memory:5.0f} MB  {size:5.0f} MB  {records:,}{beyond}", flush=True)


if __name__ == "__main__":
    main()
