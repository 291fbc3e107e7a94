"""Groups: "the two leaders", "both countries" → all whom the article last named so, if exactly so many remain."""

from dragoman.actors.people import state_actor
from dragoman.actors.phrase import Phrase
from dragoman.actors.register import HEADS, LOOK_BACK, Found, Register
from dragoman.model.actor import Actor

# "Both sides" are the two states that the article has named so often, and so many times as often as any third.
PAIR_AT_LEAST, PAIR_TIMES = 3, 2


def group(phrase: Phrase, register: Register) -> Found:
    """ "The two leaders": the two last named, if they were exactly two, or the only two the article has."""
    leaders = phrase.kind == "leaders"
    gathered: dict[str, Actor] = {}
    together = False
    for sentence in reversed(register.said[-LOOK_BACK - 1 :]):
        here = _leaders(sentence, register) if leaders else _states(sentence, register)
        together = len(here) == 2 and not gathered
        gathered = here | gathered
        if len(gathered) >= 2:
            break
    if len(gathered) == 2 and (leaders or together or set(gathered) == _main_pair(register)):
        return tuple(gathered.values()), "group", "the two last named"
    if not leaders and (pair := _plain_pair(register)):
        return tuple(state_actor(code, register.lexicon) for code in pair), "group", "the two the article is about"
    if leaders and len(gathered) < 2:
        heads = {person.actor.tie: person.actor for person in register.people.values() if register.holds(person, HEADS)}
        if len(heads) == 2:
            return tuple(heads.values()), "group", "the only two leaders in the article"
    return (), "group", "not exactly two were named before"


def _leaders(sentence: list, register: Register) -> dict[str, Actor]:
    found: dict[str, Actor] = {}
    for mention in sentence:
        for actor in mention.actors:
            person = register.people.get(actor.id)
            if person is not None and register.holds(person, HEADS):
                found.setdefault(actor.tie, actor)
    return found


def _states(sentence: list, register: Register) -> dict[str, Actor]:
    return {
        actor.state: state_actor(actor.state, register.lexicon)
        for mention in sentence
        if mention.form != "place"
        for actor in mention.actors
        if actor.state is not None
    }


def _counts(register: Register) -> dict[str, int]:
    """How often each state was named so far, itself or by its people and organs."""
    counts: dict[str, int] = {}
    for sentence in register.said:
        for mention in sentence:
            for actor in mention.actors:
                if actor.state is not None:
                    counts[actor.state] = counts.get(actor.state, 0) + 1
    return counts


def _main_pair(register: Register) -> set[str]:
    """The two states named oftenest so far, where no third is named as often."""
    counts = _counts(register)
    ranked = sorted(counts, key=lambda code: -counts[code])
    if len(ranked) > 2 and counts[ranked[1]] == counts[ranked[2]]:
        return set()
    return set(ranked[:2])


def _plain_pair(register: Register) -> tuple[str, ...]:
    """The two states that the article names far oftener than any other, so far."""
    counts = _counts(register)
    ranked = sorted(counts, key=lambda code: (-counts[code], code))
    if len(ranked) < 2 or counts[ranked[1]] < PAIR_AT_LEAST:
        return ()
    third = counts[ranked[2]] if len(ranked) > 2 else 0
    return tuple(ranked[:2]) if counts[ranked[1]] >= PAIR_TIMES * third else ()
