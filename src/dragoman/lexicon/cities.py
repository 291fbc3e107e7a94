"""Cities and the state each lies in. Loads cities.tsv, ours and a user's own."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Set
from typing import NamedTuple

from dragoman.errors import LexiconError
from dragoman.lexicon.rows import Rows, Rule, empty, outside, read_rows
from dragoman.lexicon.tables import Own, of, shipped

COLUMNS = ("name", "state", "population", "names")
OPTIONAL = ("names",)
LARGE, TIMES = 100_000, 5  # a city so large, and so many times larger than the next of its name, needs no other sign


class City(NamedTuple):
    name: str
    state: str  # ISO 3166-1 alpha-3
    population: int


class Cities:
    """The tables by name; a row is taken apart when its name is asked for, for of 34,000 few ever are."""

    def __init__(self, rows: Iterable[str]):
        self._rows = sorted(rows)
        self._others: dict[str, list[str]] = {}  # by other spellings
        for row in self._rows:
            if row[-1] != "\t":
                for name in row[row.rindex("\t") + 1 :].split("|"):
                    self._others.setdefault(name, []).append(row)

    def __contains__(self, name: str) -> bool:
        return name in self._others or next(self._called(name), None) is not None

    def __len__(self) -> int:
        return len(self._rows)

    def one(self, name: str, named: Set[str]) -> City | None:
        """Of the cities of one name the one in a state of `named`, or one far larger than all others.

        A large city is meant rather than a small one that a state of `named` has too: Geneva is no place in Illinois.
        """
        bearers = self.get(name)
        if not bearers:
            return None
        first = bearers[0]
        alone = len(bearers) == 1 or first.population >= TIMES * bearers[1].population
        of_named = [city for city in bearers if city.state in named]
        others = (city for city in of_named if city.state != first.state)
        if alone and first.population >= LARGE and not any(city.population >= LARGE for city in others):
            return first
        return of_named[0] if len({city.state for city in of_named}) == 1 else None

    def get(self, name: str) -> tuple[City, ...]:
        """Those that bear a name, the largest first."""
        found = (row.split("\t") for row in (*self._called(name), *self._others.get(name, ())))
        cities = [City(own, state, int(population)) for own, state, population, _ in found]
        return tuple(sorted(cities, key=lambda city: -city.population))

    def _called(self, name: str) -> Iterator[str]:
        start = name + "\t"
        for at in range(bisect_left(self._rows, start), len(self._rows)):
            if not self._rows[at].startswith(start):
                break
            yield self._rows[at]


def load_cities(own: Own = (), states: Iterable[str] = ()) -> Cities:
    """Our cities, less those of a name and state that a user's own table has, and these."""
    ours = read_rows(shipped("cities"), COLUMNS)
    theirs = [read_rows(file, COLUMNS, OPTIONAL) for file in of("cities", own)]
    rules = _rules(states)
    problems = [problem for table in theirs for problem in _problems(table, rules)]
    if problems:
        raise LexiconError(*problems)
    if theirs:
        named = {pair for table in theirs for pair in _names(table)}
        ours = ours.without(at for at, pair in enumerate(_names(ours)) if pair in named)
    return Cities(row for table in (ours, *theirs) for row in table.rows)


def _names(table: Rows) -> Iterator[tuple[str, str]]:
    return zip(table.columns["name"], table.columns["state"], strict=True)


def _rules(states: Iterable[str]) -> tuple[Rule, ...]:
    return (
        Rule(("state",), outside(frozenset(states)), "is none of ours", "write an ISO code as in states.toml (KOR)"),
        Rule(("population",), _no_numbers, "is no number", "write digits alone (52838)"),
    )


def _no_numbers(cells: list[str]) -> list[int]:
    return [at for at, cell in enumerate(cells) if not (cell.isascii() and cell.isdecimal())]


def _problems(block: Rows, rules: tuple[Rule, ...]) -> Iterator[str]:
    for rule in rules:
        yield from rule.problems(block)
    yield from empty(block, ("name",))
