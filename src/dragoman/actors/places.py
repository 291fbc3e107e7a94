"""Places in a line: a state, a capital, a city or a house as a location, apart from the government it may stand for."""

from dragoman.actors.descriptions import is_somebody
from dragoman.actors.line import Line
from dragoman.actors.phrase import Phrase
from dragoman.lexicon.names import Hit


def bare_state(line: Line, at: int, hit: Hit, states: tuple) -> Phrase:
    before = line.low(at - 1)
    if before == "the":
        before = line.low(at - 2)
    if before == "and":  # "to New York and Washington"
        back = at - 2
        while back >= 0 and line.tokens[back].is_capital:
            back -= 1
        before = line.low(back) if back < at - 2 else before
    possessive = line.tokens[hit.stop - 1].possessive
    # "in Jerusalem's Old City" is a place, "to Beijing's demands" is not
    owns = possessive and not (hit.kind == "capital" and line.is_name_word(hit.stop))
    is_place = before in line.words.place_prepositions and not owns
    if hit.kind == "capital" and not possessive:
        # "Tokyo stocks", "the Moscow region", "Seoul, South Korea"
        is_place = is_place or line.low(hit.stop) in line.words.place_nouns
        is_place = is_place or (line.low(hit.stop) == "," and _is_state(line.hit(hit.stop + 1), states))
    joined = not possessive and line.low(hit.stop) == "-"  # "U.S.-": its stop parts the word
    joined = joined and line.tokens[hit.stop].start == line.tokens[hit.stop - 1].end
    paired = joined and (line.hit(hit.stop + 1) is not None or line.low(hit.stop + 1) in line.words.compounds)
    adjective = hit.kind == "adjective" or paired  # "U.S.-brokered", "U.S.-China"
    is_place = is_place or joined  # "U.S.-based"
    kind = "place" if is_place and not adjective else "state"
    return line.phrase(
        at, hit.stop, kind, states=states, doubtful=hit.ambiguous, adjective=adjective, capital=hit.kind == "capital",
        definite=adjective and is_somebody(line, at, hit.stop), after_the=adjective and line.low(at - 1) == "the",
        open_place=kind == "place" and not joined and before in line.words.open_prepositions,
    )  # fmt: skip


def _is_state(hit: Hit | None, states: tuple) -> bool:
    return hit is not None and hit.kind == "state" and hit.meanings == states


def seat(line: Line, at: int, hit: Hit) -> Phrase | None:
    """ "In Brussels", "visit Vienna": the city, not the body that sits there."""
    if line.low(at - 1) not in line.words.place_prepositions or line.tokens[hit.stop - 1].possessive:
        return None
    city = line.span_text(at, hit.stop)
    hosts = tuple(state.code for state in line.lexicon.states.values() if city in (state.capital, *state.capitals))
    return line.phrase(at, hit.stop, "place", states=hosts, capital=True) if hosts else None


def house(line: Line, at: int, hit: Hit) -> Phrase | None:
    """ "At the White House": the house, not who governs there."""
    before = line.low(at - 2) if line.low(at - 1) == "the" else line.low(at - 1)
    if hit.kind != "organ" or before not in line.lexicon.cues.clause.locatives or line.tokens[hit.stop - 1].possessive:
        return None
    organ = line.lexicon.organs[hit.meanings[0]]
    if line.span_text(at, hit.stop) not in organ.buildings:
        return None
    return line.phrase(at, hit.stop, "place", states=(organ.state,))


def city(line: Line, at: int, stop: int) -> int | None:
    """Where a name that the table of cities knows, after a word of place, ends: "in Geneva"."""
    if line.low(at - 1) not in line.words.place_prepositions:
        return None
    for end in range(stop, at, -1):
        if line.span_text(at, end) in line.lexicon.cities:
            return end if end == stop else None
    return None


def holds_place(line: Line, at: int, stop: int) -> int | None:
    """Where a name that ends in a place's ends: "Bank of America", "University of Tokyo", "Denzel Washington"."""
    if line.tokens[stop - 1].possessive:
        return None
    hit = line.hit(stop)
    if hit is not None and hit.kind in ("state", "capital") and not line.opens(at):
        calendar = any(line.is_calendar(word) for word in range(at, stop))
        if (hit.ambiguous or hit.kind == "capital") and not calendar and line.low(stop + 1) != "'s":
            return hit.stop
    if line.low(stop) == "of" and (not line.opens(at) or stop - at > 1):
        begin = stop + 2 if line.low(stop + 1) == "the" else stop + 1
        hit = line.hit(begin)
        if hit is not None and hit.kind in ("state", "capital"):
            return hit.stop
    return None
