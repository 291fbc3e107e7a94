"""Cities and the state each lies in. Loads cities.tsv."""

from collections.abc import Set
from importlib.resources import files
from typing import NamedTuple

LARGE, TIMES = 100_000, 5  # a city so large, and so many times larger than the next of its name, needs no other sign


class City(NamedTuple):
    name: str
    state: str  # ISO 3166-1 alpha-3
    population: int


class Cities:
    """The table by name; a row is taken apart when its name is asked for, for of 34,000 few ever are."""

    def __init__(self, rows: dict[str, list[str]]):
        self._rows = rows

    def __contains__(self, name: str) -> bool:
        return name in self._rows

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
        if alone and first.population >= LARGE and not any(city.population >= LARGE for city in of_named):
            return first
        return of_named[0] if len({city.state for city in of_named}) == 1 else None

    def get(self, name: str) -> tuple[City, ...]:
        """Those that bear a name, the largest first."""
        found = (row.split("\t") for row in self._rows.get(name, ()))
        cities = [City(own, state, int(population)) for own, state, population, _ in found]
        return tuple(sorted(cities, key=lambda city: -city.population))


def load_cities() -> Cities:
    rows: dict[str, list[str]] = {}
    lines = (files("dragoman.lexicon") / "cities.tsv").read_text("utf-8").split("\n")
    head = next(at for at, line in enumerate(lines) if not line.startswith("#"))
    for line in lines[head + 1 :]:
        if not line:
            continue
        rows.setdefault(line[: line.index("\t")], []).append(line)
        others = line[line.rindex("\t") + 1 :]
        for name in others.split("|") if others else ():
            rows.setdefault(name, []).append(line)
    return Cities(rows)
