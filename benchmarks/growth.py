"""Does a record grow without growing slow? `python benchmarks/growth.py [--sizes 1000,10000,100000]`.

Makes articles of invented findings (what real ones give: some three deeds, three
statements, a pledge or a meeting each; a third of the deeds told by another before, some
of these as history), and stores and derives them in portions, as runs of `dragoman read`
do. However many there are, a day has as many: more articles are a longer time. Reading
itself and finding copies have benchmarks of their own (reading.py, copies_growth.py): here
no article has a text to compare.

Prints, at each size, the processor's time for an article, the memory of the process and
the size of the file. The time is taken in turns with that of a record that never grows
beyond the first size and some portions, so that the figures compare whatever else the
machine does: the last column is how much more an article takes in the larger record.
"""

import argparse
import random
import resource
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from time import process_time

from dragoman import lexicon as lexicons
from dragoman.derive import derive
from dragoman.lexicon import Lexicon
from dragoman.model.actor import Actor
from dragoman.model.article import Article, Published
from dragoman.model.finding import AnyFinding, Citation, Event, Meeting, Pledge, Statement
from dragoman.model.page import Page
from dragoman.model.reading import Reading
from dragoman.model.when import When
from dragoman.store import write
from dragoman.store.connection import open_store

A_DAY = 4  # articles, so that the first size too spans the months in which things are told again
PORTION = 125  # articles in one run
TURNS = 8  # portions measured at each size, in turns with the small record
WITHIN = 0.2  # more time than in the small record, at most
STATES = [f"{a}{b}{c}" for a in "ABCDE" for b in "KLM" for c in "XYZ"]
TYPES = ("CONSULT", "SUPPORT", "ACCUSE", "SANCTION", "AID", "REQUEST", "AGREE", "COERCE")
BEGINNINGS, MIDDLES, ENDS = ("ba", "do", "ki", "lu", "me"), ("no", "pra", "sti", "tor"), ("vel", "wen", "zu", "ra", "s")
WORDS = [a + b + c for a in BEGINNINGS for b in MIDDLES for c in ENDS]


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
        self.told = [*self.told, *found][-100:]
        outlet = f"Outlet {self.dice.randrange(60)}"
        article = Article(id, id, id, id, outlet=outlet, published=Published(day.isoformat(), "metadata"))
        return Reading(article, findings=tuple(found))

    def deed(self, id: str, at: int, day: date) -> Event:
        again = [finding for finding in self.told[-70:] if isinstance(finding, Event)]
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
        type, citation = self.dice.choice(TYPES), self.cite(id, at)
        return Event(citation=citation, type=type, actors=(one,), recipients=(other,), when=when)

    def words(self, id: str, at: int, day: date) -> Statement:
        again = [finding for finding in self.told[-70:] if isinstance(finding, Statement)]
        when = When(day.isoformat(), day.isoformat(), "day", "publication")
        if again and self.dice.random() < 0.2:
            old = self.dice.choice(again)
            return Statement(citation=self.cite(id, at), words=old.words, speaker=old.speaker, when=when)
        return Statement(citation=self.cite(id, at), words=self.sentence(), speaker=self.person(), when=when)

    def promise(self, id: str, at: int, day: date) -> AnyFinding:
        one, other = self.pair()
        when = When(day.isoformat(), day.isoformat(), "day", "expression")
        if self.dice.random() < 0.5:
            return Meeting(
                citation=self.cite(id, at), participants=(one, other), kind="talks", status="held", when=when
            )
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


class Record:
    """A record that grows out of a world of its own."""

    def __init__(self, folder: Path, lexicon: Lexicon):
        folder.mkdir()
        self.folder, self.lexicon = folder, lexicon
        self.world, self.articles = World().articles(), 0
        self.conn = open_store(str(folder / "growth.db"))
        self.conn.execute("PRAGMA synchronous = OFF")  # the disk's own pace is not what is measured

    def grow(self) -> float:
        """A portion more; the time it took to store and derive."""
        readings = [next(self.world) for _ in range(PORTION)]
        clock = process_time()
        for reading in readings:
            id = reading.article.id
            write.add_page(self.conn, Page(id, "text", id, id), (reading,))
        derive(self.conn, self.lexicon)
        self.articles += PORTION
        return process_time() - clock

    @property
    def megabytes(self) -> float:
        return sum(file.stat().st_size for file in self.folder.iterdir()) / 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="1000,10000,100000")
    options = parser.parse_args()
    sizes = [int(size) for size in options.sizes.split(",")]
    lexicon = lexicons.load()
    with tempfile.TemporaryDirectory() as folder:
        large = Record(Path(folder) / "large", lexicon)
        print(f"{'articles':>9}  {'an article':>10}  {'memory':>8}  {'file':>9}  {'records':>9}  beside {sizes[0]:,}")
        for size in sizes:
            while large.articles < size:
                large.grow()
            small = Record(Path(folder) / f"small-{size}", lexicon)
            while small.articles < sizes[0]:
                small.grow()
            turns = [(large.grow(), small.grow()) for _ in range(TURNS)]
            ours, theirs = (median(times) / PORTION * 1000 for times in zip(*turns, strict=True))
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            (records,) = large.conn.execute("SELECT count(*) FROM record").fetchone()
            held = "holds" if ours <= (1 + WITHIN) * theirs else "DOES NOT HOLD"
            print(
                f"{size:9,}  {ours:7.2f} ms  {memory:5.0f} MB  {large.megabytes:6.0f} MB  {records:9,}"
                f"  {ours / theirs - 1:+.0%}, at most {WITHIN:+.0%}: {held}",
                flush=True,
            )


if __name__ == "__main__":
    main()
