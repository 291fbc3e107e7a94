"""Places that a clause names, and which of them a word of place leads in ("in Tokyo", "off the coast of Yemen").

A clause in, places by token out. Of several cities of one name the one meant is
asked of the table (lexicon.cities); a name that stays open is no place.
"""

from collections.abc import Set
from typing import NamedTuple

from dragoman.extract.deed.clause import Clause, begun_in
from dragoman.lexicon.cities import Cities, City
from dragoman.model.actor import Mention
from dragoman.model.finding import Place
from dragoman.model.reading import Reading

NAME_TOKENS = 4


class Located(NamedTuple):
    """A place at tokens `start:stop` of its clause.

    `behind` is the token before it and all that introduces it ("the port of", "in"); `led`
    says whether a word of place is among that. `joined`: "and" stands between the place before and it.
    """

    start: int
    stop: int
    place: Place
    behind: int
    led: bool
    joined: bool


def places(clause: Clause) -> list[Located]:
    """The places of a clause, in order."""
    found: list[Located] = []
    at = 0
    while at < len(clause.tokens):
        named = _at(clause, at)
        if named is None:
            at += 1
            continue
        stop, where = named
        start, where = _part_of(clause, at, where)
        stop, where = _region(clause, start, stop, where)
        behind, led = _introduced(clause, start)
        joined = start >= 1 and clause.lows[start - 1] in clause.words.pairs
        joined = joined and bool(found) and found[-1].stop == start - 1
        found.append(Located(start, stop, where, behind, led, joined))
        at = stop
    return found


def _at(clause: Clause, at: int) -> tuple[int, Place] | None:
    """The place that begins at a token, and the token after it."""
    mentioned = clause.mentions.get(at)
    if mentioned is not None and mentioned[1].actors:
        found = _mentioned(clause, *mentioned)
    elif (mentioned is None and at in clause.inside and not _is_unresolved(clause, at)) or _is_date(clause, at):
        found = None
    else:
        found = _of_table(clause, at)
    return found if found is not None and not _is_elsewhere(clause, found[0]) else None


def _of_table(clause: Clause, at: int) -> tuple[int, Place] | None:
    """A city of the table. One whose name goes on ("Guantanamo Bay") is not that city."""
    if not clause.tokens[at].is_capital or at in clause.quoted:
        return None
    for stop in range(min(at + NAME_TOKENS, len(clause.tokens)), at, -1):
        last = clause.tokens[stop - 1]
        words = clause.reading.text[clause.tokens[at].start : last.end]
        if last.possessive or words not in clause.lexicon.cities:
            continue
        if _goes_on(clause, stop):
            return None
        beside = _state_after(clause, stop)
        city = clause.lexicon.cities.one(words, {beside} if beside else states_named(clause.reading))
        return (stop, Place(words, city.state, city.name, "city")) if city is not None else None
    return None


def _goes_on(clause: Clause, at: int) -> bool:
    """Whether a name that ends before a token plainly has that token too; a date or somebody's name begins anew."""
    if at >= len(clause.tokens) or not clause.tokens[at].is_capital:
        return False
    return at not in clause.inside and not _is_date(clause, at)


def _is_elsewhere(clause: Clause, at: int) -> bool:
    """ "London, Ontario, …": behind the comma stands what no table of states knows, so this is not the London known."""
    closed = clause.lows[at : at + 1] == (",",) and clause.lows[at + 2 : at + 3] in ((",",), (".",))
    return closed and _goes_on(clause, at + 1)


def _is_date(clause: Clause, at: int) -> bool:
    """ "In March" is no town of that name."""
    start = clause.tokens[at].start
    return any(date.start <= start < date.end for date in begun_in(clause.reading.dates, clause.sentence))


def _is_unresolved(clause: Clause, at: int) -> bool:
    return any(start <= at < stop and not mention.actors for start, (stop, mention) in clause.mentions.items())


def _mentioned(clause: Clause, stop: int, mention: Mention) -> tuple[int, Place] | None:
    """A state, a capital or a city among the mentions; "the Ethiopian capital"."""
    words, code = clause.reading.text[mention.start : mention.end], mention.actors[0].state
    if code is None or len(mention.actors) > 1 or clause.tokens[stop - 1].possessive:
        return None
    known = clause.lexicon.states.get(code)
    if known is None:
        return None
    if mention.form == "adjective":
        is_capital = clause.lows[stop : stop + 1] == (clause.words.capital,) and known.capital is not None
        text = f"{words} {clause.words.capital}"
        return (stop + 1, Place(text, code, known.capital, "city")) if is_capital else None
    if mention.form not in ("place", "state", "capital"):
        return None
    own_names = (known.name, *known.names)
    if words in (known.capital, *known.capitals):
        return stop, Place(words, code, words, "city")
    city = clause.lexicon.cities.one(words, {code}) if words not in own_names else None
    if city is not None and city.state == code:
        return stop, Place(words, code, city.name, "city")
    return (stop, Place(words, code, None, "country")) if mention.form == "place" or words in own_names else None


def _part_of(clause: Clause, at: int, where: Place) -> tuple[int, Place]:
    """ "northern Iraq" is a region, "central Seoul" a city still: the first token and the place."""
    if at == 0 or clause.lows[at - 1] not in clause.words.place_parts:
        return at, where
    text = clause.reading.text[clause.tokens[at - 1].start : clause.tokens[at].start] + where.text
    precision = "region" if where.precision == "country" else where.precision
    return at - 1, Place(text, where.state, where.city, precision)


def _region(clause: Clause, start: int, stop: int, where: Place) -> tuple[int, Place]:
    """ "The Sumy region": named after a city, and wider."""
    if where.precision != "city" or clause.lows[stop : stop + 1] == () or clause.lows[stop] not in clause.words.regions:
        return stop, where
    text = clause.reading.text[clause.tokens[start].start : clause.tokens[stop].end]
    return stop + 1, Place(text, where.state, None, "region")


def _introduced(clause: Clause, start: int) -> tuple[int, bool]:
    """The token before a place and its "the", "the border town of", "in"; and whether a word of place is there."""
    lows, words = clause.lows, clause.words
    at, locatives = start - 1, words.locatives
    if at >= 1 and lows[at] == "of" and lows[at - 1] in words.place_heads:
        at, locatives = _over_described(clause, at - 2), words.locatives | words.locatives_of_parts
    at = at - 1 if at >= 0 and lows[at] in words.articles else at
    return (at - 1, True) if at >= 0 and lows[at] in locatives else (at, False)


def _over_described(clause: Clause, at: int) -> int:
    """ "The Pakistani border town of": the token before adjective and noun."""
    if at >= 0 and clause.tokens[at].is_word and not clause.tokens[at].is_capital:
        known = clause.words.articles | clause.words.prepositions | clause.words.locatives_of_parts
        at = at if clause.lows[at] in known else at - 1
    begin = clause.mention_ends.get(at + 1)
    return begin - 1 if begin is not None and clause.mentions[begin][1].form == "adjective" else at


def _state_after(clause: Clause, at: int) -> str | None:
    """ "Aleppo, Syria": the state that stands behind a comma."""
    if at + 1 < len(clause.tokens) and clause.lows[at] == "," and at + 1 in clause.mentions:
        _, mention = clause.mentions[at + 1]
        return mention.actors[0].state if mention.actors and mention.form in ("place", "state") else None
    return None


def states_named(reading: Reading) -> Set[str]:
    return {actor.state for mention in reading.mentions for actor in mention.actors if actor.state is not None}


def city_of(words: str, reading: Reading, cities: Cities) -> City | None:
    """The city that some words name, where they are a city's name and one is meant."""
    return cities.one(words, states_named(reading)) if words in cities else None
