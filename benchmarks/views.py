"""How fast are the views of a large record? p50 and p95 of each by the clock, p95 of the processor's time.

    python benchmarks/views.py [EVENTS [FILE.db]]

Makes a record of so many events (a million if not told) between the states we
know, one day of ten years after the other, with meetings, pledges and stories beside
them; some states act a hundred times more often than others, as in the news. Articles
are not made, nor what the pages look records up by: no view of this table reads them.
The same seed gives the same record. A file that exists already is measured as it is.
"""

import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

from dragoman.ledger import Ledger
from dragoman.lexicon import load
from dragoman.model.actor import Actor
from dragoman.model.finding import Citation, Event, Meeting, Pledge
from dragoman.model.record import Record, Report, Step
from dragoman.model.story import Story
from dragoman.model.when import When
from dragoman.store import connection, viewed
from dragoman.store import records as rows

SEED = 20251
EVENTS = 1_000_000
FIRST, DAYS = date(2016, 1, 1), 3652
BATCH = 20_000
MAKING_KIB = 512 * 1024  # memory for making the record; it is measured with what every opened file has
TIMES = 100  # questions of each view
IN_STORY = 5  # records of a story
QUOTE = "The two governments said on {day} that they would go on with what they had begun, whatever others thought."


class World:
    """States, of which few act often, and days."""

    def __init__(self, dice: random.Random):
        self.dice, lexicon = dice, load()
        self.states = [Actor(code, state.name, "state", code, "GOV") for code, state in sorted(lexicon.states.items())]
        dice.shuffle(self.states)
        self.weights = [1 / (place + 1) for place in range(len(self.states))]
        self.types = sorted(lexicon.plover.types)
        self.plover = lexicon.plover

    def pair(self) -> tuple[Actor, Actor]:
        a = b = None
        while a is b:
            a, b = self.dice.choices(self.states, self.weights, k=2)
        return a, b

    def day(self) -> date:
        return FIRST + timedelta(self.dice.randrange(DAYS))

    def records(self, events: int) -> Iterator[Record]:
        talks = Meeting(participants=(), kind="talks", status="held", citation=_NONE)
        promise = Pledge(by=(), what="to go on", citation=_NONE)
        for number in range(events):
            day = FIRST + timedelta(DAYS * number // events)
            yield self._record(number, day, "e", Event(type=self.dice.choice(self.types), actors=(), citation=_NONE))
            if number % 20 == 0:
                yield self._record(number, day, "m", talks)
                yield self._record(number, day, "g", promise)

    def _record(self, number: int, day: date, prefix: str, shape: Event | Meeting | Pledge) -> Record:
        a, b = self.pair()
        when = When(str(day), str(day), "day", "expression", str(day))
        quote = QUOTE.format(day=day)
        reports = tuple(
            Report(
                f"a-{prefix}{number:08x}{copy}", f"Outlet {self.dice.randrange(400)}", str(day + timedelta(copy)),
                quote, 0, len(quote),
            )
            for copy in range(self.dice.choice((1, 1, 1, 2, 4)))
        )  # fmt: skip
        told = {"citation": Citation(reports[0].article, 0, len(quote), quote), "when": when, "why": "made"}
        match shape:
            case Event():
                finding = Event(type=shape.type, actors=(a,), recipients=(b,), summary=quote, **told)
            case Meeting():
                finding = Meeting(participants=(a, b), kind="talks", status="held", **told)
            case Pledge():
                due = When(str(day + timedelta(90)), str(day + timedelta(90)), "day", "expression")
                finding = Pledge(by=(a,), to=(b,), what="to go on", due=due, **told)
        history = (Step("held", str(day), reports[0]),) if prefix == "m" else ()
        return Record(f"{prefix}-{number:010x}", finding, reports, len(reports), history)


def batched(things: Iterable[Record], size: int) -> Iterator[tuple[Record, ...]]:
    rest = iter(things)
    while batch := tuple(islice(rest, size)):
        yield batch


_NONE = Citation("", 0, 0, "")


def made(path: str, events: int) -> None:
    """Write the record, a batch at a time."""
    world = World(random.Random(SEED))
    conn = connection.open_store(path)
    conn.execute("PRAGMA synchronous = OFF")
    conn.execute(f"PRAGMA cache_size = -{MAKING_KIB}")
    for (trigger,) in conn.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        conn.execute(f"DROP TRIGGER {trigger}")
    for number, batch in enumerate(batched(world.records(events), BATCH)):
        with connection.transaction(conn):
            for record in batch:
                rows.add(conn, record, world.plover)
            viewed.add_stories(conn, (_story(some, number, at) for at, some in enumerate(batched(batch, IN_STORY))))
            conn.execute("DELETE FROM pending_story")
        sys.stderr.write(f"\r{(number + 1) * BATCH:,} records")
    conn.execute("ANALYZE")
    conn.close()
    sys.stderr.write("\n")


def _story(records: tuple[Record, ...], batch: int, at: int) -> Story:
    days = sorted(report.published for record in records for report in record.reports)
    return Story(
        f"t-{batch:05x}{at:05x}", "Two governments go on", records[0].reports[0].article,
        tuple(record.reports[0].article for record in records), tuple(record.id for record in records),
        days[0], days[-1], sum(record.independent_sources for record in records), (), "made",
    )  # fmt: skip


def main(events: int, path: str) -> None:
    if not Path(path).exists():
        made(path, events)
    world, dice = World(random.Random(SEED)), random.Random(SEED + 1)

    def day() -> str:
        return str(world.day())

    def times() -> dict[str, str]:
        return dict(zip(("since", "until"), sorted((day(), day())), strict=True))

    def tie() -> tuple[str, str]:
        a, b = world.pair()
        return a.id, b.id

    busiest = tuple(state.id for state in world.states[:2])
    with Ledger(path, create=False) as ledger:
        views: dict[str, Callable[[], object]] = {
            "tie, series of ten years": lambda: ledger.series(*tie()),
            "tie, series of the busiest": lambda: ledger.series(*busiest),
            "tie, series between two days": lambda: ledger.series(*busiest, **times()),
            "tie, the newest 50 records": lambda: ledger.tie(*tie(), limit=50),
            "tie, the busiest, the newest 50": lambda: ledger.tie(*busiest, limit=50),
            "network, 20 heaviest of ten years": lambda: ledger.network(limit=20),
            "network, 20 heaviest of a year": lambda: ledger.network("2021", "2021", limit=20),
            "network, 20 heaviest between days": lambda: ledger.network(**times(), limit=20),
            "network, every tie of ten years": lambda: ledger.network(),
            "calendar, 20 back and ahead": lambda: ledger.calendar(day(), limit=20),
            "diff since the last day": lambda: ledger.diff(str(FIRST + timedelta(DAYS + 2))),
            "stories by rank, 20": lambda: ledger.stories(limit=20),
            "contradictions of a record": lambda: ledger.contradictions(f"e-{dice.randrange(events):010x}"),
        }
        print(f"{'view of ' + format(events, ',') + ' events':40}{'p50 ms':>10}{'p95 ms':>10}{'p95 CPU':>10}")
        for name, view in views.items():
            view()  # once, so that what is measured is the view and not the disk
            taken = [_taken(view) for _ in range(TIMES)]
            clock, processor = (sorted(times) for times in zip(*taken, strict=True))
            told = (clock[TIMES // 2], clock[TIMES * 95 // 100], processor[TIMES * 95 // 100])
            print(f"{name:40}" + "".join(f"{seconds * 1e3:>10.1f}" for seconds in told), flush=True)


def _taken(view: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the clock and of the processor: they differ where the machine does other work too."""
    started = time.perf_counter(), time.process_time()
    view()
    return time.perf_counter() - started[0], time.process_time() - started[1]


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else EVENTS
    if len(sys.argv) > 2:
        main(count, sys.argv[2])
    else:
        with tempfile.TemporaryDirectory() as folder:
            main(count, f"{folder}/record.db")
