"""Cities and the state each lies in. Loads cities.tsv."""

from importlib.resources import files
from typing import NamedTuple


class City(NamedTuple):
    name: str
    state: str  # ISO 3166-1 alpha-3
    population: int


class Cities:
    """The table by name; a row is taken apart when its name is asked for, for of 34,000 few ever are."""

    def __init__(self, rows: dict[str, list[str]]):
        self._rows = rows

    def __len__(self) -> int:
        return len(self._rows)

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
