"""How fast the tables load: `python benchmarks/lexicon.py [--times N]`.

Each row is a lexicon, loaded in N fresh processes of one thread: the tables
that ship; with a user's own offices.tsv, invented here, that makes 100,000
names in all; with 100,000 of the user's own beside ours. Prints the best wall
clock and processor time until every table is loaded, until it has then
answered once (a name, a surname, a state), and the memory of the process.
The last line is a bare `dragoman --help`.
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from time import perf_counter, process_time

from dragoman import lexicon as lexicons
from dragoman.lexicon.tables import shipped
from dragoman.lexicon.tokens import tokens

WANTED = 100_000
TABLES = (
    "states", "organisations", "organs", "offices", "cities", "landmarks", "roles", "names",
    "plover", "chrome", "time", "abbreviations", "speech", "cues", "stance",
)  # fmt: skip
SYLLABLES = ("ka", "mo", "ri", "ta", "lu", "ben", "dor", "fa", "shi", "nel", "gra", "po", "vin", "zu", "ha", "yo")


def once(paths: list[str]) -> dict[str, float]:
    """One load in this process, which has loaded none."""
    wall, processor = perf_counter(), process_time()
    lexicon = lexicons.load(paths)
    for table in TABLES:
        getattr(lexicon, table)
    loaded, worked = perf_counter() - wall, process_time() - processor
    assert lexicon.names.at(tokens("Angela Merkel said"), 0) and lexicon.names.surnames["Merkel"]
    assert lexicon.offices.of("DEU")
    return {
        "loaded": loaded, "worked": worked, "answered": perf_counter() - wall,
        "memory": getrusage(RUSAGE_SELF).ru_maxrss / 1024,
    }  # fmt: skip


def best(paths: list[str], times: int) -> dict[str, float]:
    """The least of every figure over fresh processes."""
    runs = []
    for _ in range(times):
        done = subprocess.run(
            [sys.executable, __file__, "--once", *paths], capture_output=True, text=True, check=True
        )
        runs.append(json.loads(done.stdout))
    return {name: min(run[name] for run in runs) for name in runs[0]}


def shipped_names() -> int:
    """The different names in the tables that ship."""
    lexicon = lexicons.load()
    names = {name for term in lexicon.offices.terms for name in (term.person, *term.names)}
    for state in lexicon.states.values():
        names |= {state.name, *state.names, *state.adjectives, *state.demonyms, *state.capitals, state.capital or ""}
    for body in (*lexicon.organisations.values(), *lexicon.organs.values()):
        names |= {body.name, *body.names}
    for row in shipped("cities").text.split("\n"):
        if "\t" in row and row[0] != "#":
            name, _, _, others = row.split("\t")
            names |= {name, *others.split("|")}
    return len(names)


def invented(count: int, chance: random.Random) -> str:
    """An offices.tsv of so many different names: people of all states, half of them under two names."""
    states = sorted(lexicons.load().states)
    given, family = ([word(chance) for _ in range(number)] for number in (3_000, 30_000))
    rows, names = ["state\toffice\trole\tperson\tsurname\tnames\tstart\tend\tsource"], set()
    while len(names) < count:
        first, last, middle = chance.choice(given), chance.choice(family), chance.choice(given)
        person, other = f"{first} {last}", f"{first} {middle} {last}" if chance.random() < 0.5 else ""
        names |= {person, other} - {""}
        year, month, day = chance.randint(1950, 2024), chance.randint(1, 12), chance.randint(1, 28)
        dates = f"{year}-{month:02}-{day:02}\t{year + 4}-{month:02}-{day:02}"
        rows.append(f"{chance.choice(states)}\tMinister\tother\t{person}\t{last}\t{other}\t{dates}\tinvented")
    return "\n".join(rows) + "\n"


def word(chance: random.Random) -> str:
    return "".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))).capitalize()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=7, help="fresh processes for each figure")
    parser.add_argument("--once", nargs="*", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.once is not None:
        print(json.dumps(once(options.once)))
        return
    ours = shipped_names()
    print(f"{'names':>9}{'loaded':>9}{'processor':>11}{'answered':>10}{'memory':>9}")
    with tempfile.TemporaryDirectory() as folder:
        for own in (0, WANTED - ours, WANTED):
            path = Path(folder) / "offices.tsv"
            path.write_text(invented(own, random.Random(1)), "utf-8")
            found = best([str(path)] if own else [], options.times)
            milliseconds = (f"{found[name] * 1000:.0f} ms" for name in ("loaded", "worked", "answered"))
            loaded, worked, answered = milliseconds
            print(f"{ours + own:>9,}{loaded:>9}{worked:>11}{answered:>10}{found['memory']:>6.0f} MB")
    helped = []
    for _ in range(options.times):
        began = perf_counter()
        subprocess.run([sys.executable, "-m", "dragoman", "--help"], capture_output=True, check=True)
        helped.append(perf_counter() - began)
    print(f"dragoman --help: {min(helped) * 1000:.0f} ms")


if __name__ == "__main__":
    main()
