"""How fast pages come: `python benchmarks/pages.py [--events N] [--seconds S] [--clients 16 64]`.

A record of N events is made up (states of our tables, invented sentences, by a
fixed seed) and served as `dragoman serve` does, in a process of its own. Clients
ask for pages one after another, each waiting for its answer before the next:
ties, their views, the evidence of single facts, articles, actors, searches,
the overviews. Each client's addresses differ, so that what the server keeps of
pages it has drawn helps little. Prints the requests a second and the 50th, 95th
and 99th percentile of the time to a whole answer, for all pages and by kind.
"""

import argparse
import http.client
import multiprocessing
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter

from dragoman.derive.families import families
from dragoman.ledger import Ledger
from dragoman.lexicon import load
from dragoman.model.actor import Actor
from dragoman.model.article import Article, Published
from dragoman.model.finding import Citation, Event, Meeting, Statement
from dragoman.model.identity import content_id
from dragoman.model.page import Page
from dragoman.model.reading import Reading
from dragoman.model.record import Record, Report, Step
from dragoman.model.when import When
from dragoman.store import records as rows
from dragoman.store import write
from dragoman.store.connection import transaction

SEED = 7
PER_ARTICLE = 12
VERBS = {"CONSULT": "met with", "AGREE": "agreed to trade with", "ACCUSE": "accused", "SANCTION": "punished",
         "SUPPORT": "praised", "AID": "sent grain to", "REQUEST": "called on", "THREATEN": "warned"}  # fmt: skip
THINGS = ("over the river dam", "about fishing quotas", "after the harbour fire", "on steel duties", "in a long call",
          "over the pipeline", "about the border market", "at the winter forum")  # fmt: skip


def states() -> list[tuple[str, str]]:
    return [(code, state.name) for code, state in sorted(load().states.items())]


def made_up(events: int) -> tuple[list[Reading], list[Record]]:
    """Articles with their findings, and the records merged from them: most events among few states, as in the news."""
    chance, known = random.Random(SEED), states()
    weights = [1 / (rank + 1) for rank in range(len(known))]
    chance.shuffle(known)
    readings, records = [], []
    for number in range(0, events, PER_ARTICLE):
        day = date(2015, 1, 1) + timedelta(days=chance.randrange(4000))
        sentences, told = [], []
        for place in range(min(PER_ARTICLE, events - number)):
            (a, name), (b, other) = chance.choices(known, weights, k=2)
            type = chance.choice(tuple(VERBS))
            sentences.append(f"{name} {VERBS[type]} {other} {chance.choice(THINGS)}, wire {number + place}.")
            told.append((type, Actor(a, name, "state", a, "GOV"), Actor(b, other, "state", b, "GOV"), place))
        text = "\n\n".join(" ".join(sentences[at : at + 4]) for at in range(0, len(sentences), 4))
        id = content_id("a", text)
        outlet = f"The Gazette {number % 97}"
        article = Article(
            id, f"page{number}.txt", content_id("p", id), text, title=f"{sentences[0][:60]} …", outlet=outlet,
            published=Published(f"{day}T09:00+00:00", "header", str(day)),
        )  # fmt: skip
        findings = []
        for type, a, b, place in told:
            start = text.index(sentences[place])
            quote = sentences[place]
            cited = Citation(id, start, start + len(quote), quote)
            when = When(day.isoformat(), day.isoformat(), "day", "publication")
            common = {"citation": cited, "when": when, "confidence": round(chance.uniform(0.3, 1), 2), "why": "made up"}
            if place % 6 == 4:
                finding = Statement(words=quote, speaker=a, addressees=(b,), about=(b.id,), **common)
            elif place % 12 == 7:
                finding = Meeting(participants=(a, b), kind="talks", status="planned", **common)
            else:
                finding = Event(type=type, actors=(a,), recipients=(b,), cameo="010", summary=quote, **common)
            findings.append(finding)
            report = Report(id, outlet, article.published.value, quote, start, start + len(quote))
            history = (Step("planned", day.isoformat(), report),) if isinstance(finding, Meeting) else ()
            kind = {Event: "e", Statement: "s", Meeting: "m"}[type_of(finding)]
            records.append(Record(content_id(kind, quote), finding, (report,), 1, history))
        readings.append(Reading(article, findings=tuple(findings)))
    return readings, records


def type_of(finding: object) -> type:
    return finding.__class__


def store(path: str, events: int) -> None:
    """Write the record as reading would."""
    readings, records = made_up(events)
    with Ledger(path) as ledger:
        conn = ledger._conn
        conn.execute("PRAGMA synchronous = OFF")
        for reading in readings:
            write.add_page(conn, Page(reading.article.page, "text", reading.article.page_id, reading.text), (reading,))
        put(conn, records)


def put(conn: sqlite3.Connection, records: list[Record]) -> None:
    plover = load().plover
    with transaction(conn):
        families(conn)  # or serving would look for copies first
        for record in records:
            rows.add(conn, record, plover)
        conn.execute("DELETE FROM pending")
        conn.execute("DELETE FROM pending_story")


def addresses(path: str) -> dict[str, list[str]]:
    """What is asked, by kind of page."""
    chance = random.Random(SEED + 1)
    with closing(sqlite3.connect(path)) as conn:
        pairs = conn.execute("SELECT DISTINCT one, other FROM record_pair WHERE one < other").fetchall()
        records = [id for (id,) in conn.execute("SELECT id FROM record")]
        articles = [id for (id,) in conn.execute("SELECT id FROM article")]
    chance.shuffle(pairs), chance.shuffle(records), chance.shuffle(articles)
    words = ["river", "harbour fire", '"fishing quotas"', "steel", "pipeline -dam", "border mark*", "winter forum"]
    codes = [code for code, _ in states()]
    return {
        "tie": [f"/tie/{a}/{b}" for a, b in pairs[:3000]],
        "evidence": [f"/tie/{a}/{b}?see={id}" for (a, b), id in zip(pairs, records, strict=False)][:3000],
        "view of a tie": [f"/tie/{a}/{b}/{view}" for a, b in pairs[:1500]
                          for view in ("statements", "meetings", "chart", "actors", "sources")],
        "record": [f"/record/{id}" for id in records[:3000]],
        "article": [f"/article/{id}" for id in articles[:3000]],
        "actor": [f"/actor/{code}" for code in codes],
        "search": [f"/search?q={'+'.join(typed.split()).replace(chr(34), '%22')}+{number}" for number in range(400)
                   for typed in words] + [f"/search?q={'+'.join(typed.split()).replace(chr(34), '%22')}&since={year}"
                                          for typed in words for year in range(2015, 2026)],
        "overview": ["/ranking", "/network", "/articles", "/coverage", "/calendar/2020-05"],
    }  # fmt: skip


SHARES = {"tie": 30, "evidence": 20, "view of a tie": 12, "record": 8, "article": 10, "actor": 6, "search": 10,
          "overview": 4}  # fmt: skip


def client(port: int, seed: int, seconds: float, asked: dict[str, list[str]], answers: "multiprocessing.Queue") -> None:
    """Asks until time is up; tells how long each answer took."""
    import asyncio

    answers.put(asyncio.run(_clients(port, seed, seconds, asked)))


async def _clients(port: int, seeds: range, seconds: float, asked: dict[str, list[str]]) -> list[tuple[str, float]]:
    import asyncio

    found = await asyncio.gather(*(_client(port, seed, seconds, asked) for seed in seeds))
    return [one for times in found for one in times]


async def _client(port: int, seed: int, seconds: float, asked: dict[str, list[str]]) -> list[tuple[str, float]]:
    import asyncio

    chance, times = random.Random(seed), []
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    kinds, shares = list(SHARES), list(SHARES.values())
    until = perf_counter() + seconds
    while perf_counter() < until:
        (kind,) = chance.choices(kinds, shares)
        path = chance.choice(asked[kind])
        started = perf_counter()
        writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
        head = await reader.readuntil(b"\r\n\r\n")
        status = int(head.split(b" ", 2)[1])
        lines = head.lower().split(b"\r\n")
        length = next(int(line.split(b":")[1]) for line in lines if line.startswith(b"content-length"))
        await reader.readexactly(length)
        assert status in (200, 307), (status, path)
        times.append((kind, perf_counter() - started))
    writer.close()
    return times


def work(process: int) -> float:
    """Seconds of processor that a process has used (Linux)."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def percentile(times: list[float], share: float) -> float:
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] * 1000


def row(name: str, times: list[float]) -> str:
    p50, p95, p99 = (percentile(times, share) for share in (0.5, 0.95, 0.99))
    return f"  {name:<16}{len(times):>8,}{p50:>9.1f}{p95:>9.1f}{p99:>9.1f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--clients", type=int, nargs="+", default=[16, 64])
    parser.add_argument("--db", help="keep the made-up record here, and use it where it is there already")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = given.db or str(Path(folder) / "pages.db")
        if not Path(path).exists():
            started = perf_counter()
            store(path, given.events)
            print(f"{given.events:,} events stored in {perf_counter() - started:.0f} s, "
                  f"{Path(path).stat().st_size / 1e6:.0f} MB")  # fmt: skip
        asked = addresses(path)
        server = subprocess.Popen(
            [sys.executable, "-m", "dragoman", "serve", "--db", path, "--port", "0"], stdout=subprocess.PIPE, text=True
        )
        try:
            port = int(server.stdout.readline().split("127.0.0.1:")[1].split("/")[0])
            warm(port, asked)
            for clients in given.clients:
                measure(server.pid, port, clients, given.seconds, asked)
        finally:
            server.terminate()
            server.wait()


def warm(port: int, asked: dict[str, list[str]]) -> None:
    """One page of each kind, told with what it took and weighs: what is counted once for a record is counted here."""
    print("first of each kind, ms and kB:")
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as ask:
        for kind, paths in asked.items():
            for path in paths[:1] if kind != "overview" else paths:
                started = perf_counter()
                ask.request("GET", path)
                answer = ask.getresponse()
                size = len(answer.read())
                print(f"  {path[:48]:<50}{(perf_counter() - started) * 1000:>9.1f}{size / 1000:>8.1f}")


def measure(server: int, port: int, clients: int, seconds: float, asked: dict[str, list[str]]) -> None:
    """Times of answers, and what the server worked for them: the one figure that a busy machine does not change."""
    before = work(server)
    answers = multiprocessing.Queue()
    process = multiprocessing.Process(target=client, args=(port, range(clients), seconds, asked, answers))
    started = perf_counter()
    process.start()
    times = answers.get()
    process.join()
    took, worked = perf_counter() - started, work(server) - before
    print(
        f"{clients} clients: {len(times) / took:,.0f} pages a second, "
        f"{worked / len(times) * 1000:.1f} ms of work a page"
    )
    print(f"  {'':<16}{'pages':>8}{'p50 ms':>9}{'p95 ms':>9}{'p99 ms':>9}")
    print(row("all", [time for _, time in times]))
    for kind in SHARES:
        print(row(kind, [time for one, time in times if one == kind]))


if __name__ == "__main__":
    main()
