"""Cities and the state each lies in. Loads cities.tsv."""

from importlib.resources import files
from typing import NamedTuple


class City(NamedTuple):
    name: str
    state: str  # ISO 3166-1 alpha-3
    population: int


Cities = dict[str, tuple[City, ...]]  # name → those that bear it, the largest first


def load_cities() -> Cities:
    found: dict[str, list[City]] = {}
    for line in (files("dragoman.lexicon") / "cities.tsv").read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        name, state, population, others = line.split("\t")
        if population.isdigit():
            city = City(name, state, int(population))
            for one in (name, *others.split("|")) if others else (name,):
                found.setdefault(one, []).append(city)
    return {name: tuple(sorted(cities, key=lambda city: -city.population)) for name, cities in found.items()}
