"""Where a deed was: a state or city that its clause names as a place; of several cities of one name, the one meant."""

from collections.abc import Set

from dragoman.extract.deed.clause import Clause
from dragoman.extract.deed.told import Told
from dragoman.lexicon.cities import Cities, City
from dragoman.model.finding import Place
from dragoman.model.reading import Reading

PLACE_REACH = 60  # characters after the parties within which "in Tokyo" still says where they met
NAME_TOKENS = 4
LARGE, TIMES = 100_000, 5  # a city so large, and so many times larger than the next of its name, needs no other sign


def place(clause: Clause, told: Told) -> Place | None:
    """Where the deed was, if the clause names a location beside it or sets the scene with one ("In Washington, …")."""
    found: list[tuple[int, Place]] = []
    for start, stop, where in (*_mentioned(clause), *_cities(clause)):
        before = clause.lows[start - 1] if clause.lows[start - 1] != "the" else clause.lows[max(start - 2, 0)]
        sets_scene = start <= 2 and stop < len(clause.lows) and clause.lows[stop] == ","
        beside = told.core.start <= clause.tokens[start].start <= told.core.end + PLACE_REACH
        if before in clause.words.locatives and (sets_scene or beside):
            found.append((0 if sets_scene else 1, where))
    scenes = [where for _, where in sorted(found, key=lambda pair: pair[0])]
    if not scenes:
        return None
    if min(rank for rank, _ in found) == 0 or len({where.state for where in scenes}) == 1:
        return next((where for where in scenes if where.city and where.state == scenes[0].state), scenes[0])
    return None


def _mentioned(clause: Clause) -> list[tuple[int, int, Place]]:
    """Places among the mentions: first token, the token after, and the place."""
    found = []
    for start, (stop, mention) in sorted(clause.mentions.items()):
        if mention.form == "place" and mention.actors and start >= 1 and stop >= 1:
            words = clause.reading.text[mention.start : mention.end]
            known = clause.lexicon.states[mention.actors[0].state or ""]
            is_city = words in (known.capital, *known.capitals)
            precision = "city" if is_city else "country"
            found.append((start, stop, Place(words, known.code, words if is_city else None, precision)))
    return found


def _cities(clause: Clause) -> list[tuple[int, int, Place]]:
    """Cities of the table after a word of place."""
    found = []
    for at in range(1, len(clause.tokens)):
        if clause.lows[at - 1] not in clause.words.locatives or at in clause.inside:
            continue
        for stop in range(min(at + NAME_TOKENS, len(clause.tokens)), at, -1):
            words = clause.reading.text[clause.tokens[at].start : clause.tokens[stop - 1].end]
            bearers = clause.lexicon.cities.get(words.removesuffix("’s").removesuffix("'s"))
            if bearers:
                beside = _state_after(clause, stop)
                city = one_city(bearers, {beside} if beside else states_named(clause.reading))
                if city is not None:
                    found.append((at, stop, Place(words, city.state, city.name, "city")))
                break
    return found


def _state_after(clause: Clause, at: int) -> str | None:
    """ "Aleppo, Syria": the state that stands behind a comma."""
    if at + 1 < len(clause.tokens) and clause.lows[at] == "," and at + 1 in clause.mentions:
        _, mention = clause.mentions[at + 1]
        return mention.actors[0].state if mention.actors and mention.form in ("place", "state") else None
    return None


def states_named(reading: Reading) -> Set[str]:
    return {actor.state for mention in reading.mentions for actor in mention.actors if actor.state is not None}


def one_city(bearers: tuple[City, ...], named: Set[str]) -> City | None:
    """Of the cities of one name the one in a state that the article names, else one far larger than all others."""
    of_named = [city for city in bearers if city.state in named]
    if len({city.state for city in of_named}) == 1:
        return of_named[0]
    first, second = (*bearers, None)[:2]
    alone = second is None or first.population >= TIMES * second.population
    return first if not of_named and alone and first.population >= LARGE else None


def city_of(words: str, reading: Reading, cities: Cities) -> City | None:
    """The city that some words name, where they are a city's name and one is meant."""
    return one_city(bearers, states_named(reading)) if (bearers := cities.get(words)) else None
