"""Groups: "the two leaders", "all three countries" → those whom the article last named so, if exactly so many remain.

The first half works on a line, the second on what the article has said so far.
"""

from collections.abc import Callable

from dragoman.actors import pronouns
from dragoman.actors.line import Line
from dragoman.actors.officers import holder
from dragoman.actors.people import body_actor, organ_actor, state_actor
from dragoman.actors.phrase import Phrase
from dragoman.actors.register import HEADS, LOOK_BACK, Found, Person, Register
from dragoman.lexicon.bodies import RoleOrgan
from dragoman.lexicon.roles import Role
from dragoman.model.actor import Actor, Mention

# "Both sides" are the two states that the article has named so often, and so many times as often as any third.
PAIR_AT_LEAST, PAIR_TIMES = 3, 2
NOUN_WORDS = 3  # of "prime ministers", "heads of government"


def numbered(line: Line, at: int) -> tuple[Phrase, int] | None:
    """ "The two leaders", "both countries", "all three foreign ministers": how many of what."""
    words = line.words
    if line.lows[at] in words.group_owners:
        return _owned(line, at)
    if line.lows[at] not in words.group_starts:
        return None
    count, stop = 0, at
    while line.low(stop) in words.group_starts or line.low(stop) in words.numbers:
        count = words.numbers.get(line.lows[stop], count)
        stop += 1
    if line.low(stop) in words.group_qualifiers:
        stop += 1
    if count and (named := _surnames(line, at, stop, count)) is not None:
        return named
    for end in range(min(stop + NOUN_WORDS, len(line.tokens)), stop, -1):
        noun = " ".join(line.lows[stop:end])
        if noun in words.leagues and (not count or count == len(words.leagues[noun])):
            return line.phrase(at, end, "league", states=words.leagues[noun]), end
        made = _noun(line, noun, count)
        if made is not None and not line.is_name_word(end):
            kind, number, noun = made
            noun = {"role_organ" if kind == "organs" else "role": noun}
            return line.phrase(at, end, kind, count=number, **noun), end
    return None


def _surnames(line: Line, at: int, stop: int, count: int) -> tuple[Phrase, int] | None:
    """ "The two Kims": so many of one surname."""
    if stop >= len(line.tokens) or not line.tokens[stop].is_capital or line.is_name_word(stop + 1):
        return None
    name = line.tokens[stop].text.removesuffix("s")
    if name == line.tokens[stop].text or line.hit(stop) is not None:
        return None
    return line.phrase(at, stop + 1, "leaders", name=name, count=count), stop + 1


def _owned(line: Line, at: int) -> tuple[Phrase, int] | None:
    """ "Their foreign ministers": one of each of those just named."""
    for end in range(min(at + 1 + NOUN_WORDS, len(line.tokens)), at + 1, -1):
        made = _noun(line, " ".join(line.lows[at + 1 : end]), 2)
        if made is not None and made[0] == "leaders" and made[2] is not None:
            return line.phrase(at, end, "leaders", role=made[2]), end
    return None


def _noun(line: Line, noun: str, count: int) -> tuple[str, int, Role | RoleOrgan | None] | None:
    """The kind of group, how many there are, and which office or organ makes one of them."""
    words = line.words
    number = count or words.pairs.get(noun, 0)
    if not number:
        return None
    if noun in words.of_states:
        return "states", number, None
    if noun in words.of_people or noun in words.of_leaders:
        return "leaders", number, None if noun in words.of_people else words.leader
    for singular in (words.plurals.get(noun, ""), noun.removesuffix("s")):
        hit = line.table_name(singular) if singular and singular != noun else None
        if hit is not None and hit.kind == "role":
            return "leaders", number, hit.meanings[0]
        if hit is not None and hit.kind == "role_organ" and hit.meanings[0].domestic:
            return "organs", number, hit.meanings[0]
    return None


def group(phrase: Phrase, register: Register) -> Found:
    """Whom a group means."""
    if phrase.kind == "league":
        states = tuple(state_actor(state, register.lexicon) for state in phrase.states)
        return states, "group", "states that are named together"
    if phrase.name is not None:
        found = _namesakes(phrase.count, phrase.name, register)
    elif not phrase.count:
        found = _theirs(phrase.role, register)
    elif phrase.kind == "leaders":
        found = _people(phrase.count, phrase.role, register)
    else:
        found = _last_sides(phrase.count, register) or _plain_pair(phrase.count, register)
    if found is not None and phrase.kind == "organs":
        known = all(side.state is not None for side in found)
        found = tuple(organ_actor(phrase, side.state, register.lexicon) for side in found) if known else None
    if found is None:
        return (), "group", "not exactly so many were named before"
    return found, "group", "the last so many that were named" if phrase.count > 2 else "the two last named"


def they(phrase: Phrase, register: Register) -> Found | None:
    """ "Paris and Rome said they", "officials say they": those who say so, where they are several."""
    sentence = register.said[-1]
    for joined in register.lists(sentence):
        if joined[-1].end == phrase.said_by and all(len(mention.actors) == 1 for mention in joined):
            return tuple(mention.actors[0] for mention in joined), "pronoun", "those who say so"
    said = [mention for mention in sentence if mention.end == phrase.said_by and mention.actors]
    many = bool(said) and (len(said[0].actors) > 1 or said[0].actors[0].kind == "organ")
    return (said[0].actors, "pronoun", "those who say so") if many else None


def officers(phrase: Phrase, register: Register) -> Found:
    """ "The presidents of Brazil and Chile": who holds the office in each; where the tables miss one, the states."""
    held = [holder(state, phrase.role, phrase.role_text or "", register) for state in phrase.states]
    if None in held:
        states = tuple(state_actor(state, register.lexicon) for state in phrase.states)
        return states, "group", "the states whose officers these are"
    return tuple(held), "group", "the holders of that office in each"


def _last_sides(count: int, register: Register) -> tuple[Actor, ...] | None:
    """The last `count` states; where the article has too few, with bodies and armed groups; then with places.

    Bodies and all, if the sentence itself has named just so many: "the EU … American goods … the two sides".
    """
    here = _sides_and_bodies(register.said[-1], register)
    if len(here) == count and len(_sides(register.said[-1], register)) < count:
        return tuple(here.values())
    for which in (_sides, _sides_and_bodies, _sides_and_places):
        found = _last_named(count, lambda sentence, which=which: which(sentence, register), register)
        if found is not None or len({tie for sentence in register.said for tie in which(sentence, register)}) >= count:
            return found
    return None


def _people(count: int, role: Role | None, register: Register) -> tuple[Actor, ...] | None:
    """The last `count` people who may be meant, or the only ones; or whoever holds that office in each state."""

    def fitting(sentence: list[Mention]) -> dict[str, Actor]:
        return {
            actor.id: actor
            for mention in sentence
            for actor in mention.actors
            if actor.id in register.people and _is_one(register.people[actor.id], role, register)
        }

    found = _last_named(count, fitting, register)
    if found is None and role is not None and role.any_head:  # of parties too, where two are joined
        found = _listed(count, pronouns.people_of, register)
    if found is not None:
        return found
    every = [one.actor for one in register.people.values() if _is_one(one, role, register)]
    if len(every) == count:
        return tuple(every)
    states = _last_sides(count, register) if role is not None and not role.any_head else None
    holders = [holder(actor.tie, role, role.nouns[0], register) for actor in states or ()]
    return tuple(holders) if holders and None not in holders else None


def _namesakes(count: int, name: str, register: Register) -> tuple[Actor, ...] | None:
    """ "The two Kims": those of that name whom the article has introduced."""
    bearers = register.bearers(name)
    sure = len(bearers) == count and not any(register.has_rival(name, one) for one in bearers)
    return tuple(one.actor for one in bearers) if sure else None


def _theirs(role: Role, register: Register) -> tuple[Actor, ...] | None:
    """ "Their foreign ministers": of the states of those whom a list has just named, or of the last two states."""
    lists = [joined for sentence in register.said[-2:] for joined in register.lists(sentence)]
    sides = tuple(_sides(lists[0], register).values()) if len(lists) == 1 else _last_sides(2, register)
    if sides is None or len(sides) < 2:
        return None
    holders = [holder(side.tie, role, role.nouns[0], register) for side in sides]
    return None if None in holders else tuple(holders)


def _is_one(person: Person, role: Role | None, register: Register) -> bool:
    """Whether a person may be one of the "leaders", of the "foreign ministers", of the "men"."""
    if role is None:
        return True
    if role.any_head:
        return register.holds(person, HEADS)
    kinds = register.lexicon.roles.generic.get(role.nouns[0], ())
    return register.fits(person, role, role.nouns[0]) or register.holds(person, kinds)


def _last_named(
    count: int, of: Callable[[list[Mention]], dict[str, Actor]], register: Register
) -> tuple[Actor, ...] | None:
    """Going back sentence by sentence: those named, if they come to exactly `count` and stand together or alone."""
    gathered: dict[str, Actor] = {}
    together = False
    for sentence in reversed(register.said[-LOOK_BACK - 1 :]):
        here = of(sentence)
        together = len(here) == count and not gathered
        gathered = here | gathered
        if len(gathered) >= count:
            break
    if len(gathered) != count:
        return _listed(count, of, register)
    every = {key for sentence in register.said for key in of(sentence)}
    main = {actor.tie for actor in gathered.values()} == _main(count, register)
    return tuple(gathered.values()) if together or main or len(every) == count else None


def _listed(
    count: int, of: Callable[[list[Mention]], dict[str, Actor]], register: Register
) -> tuple[Actor, ...] | None:
    """Those whom a list of `count` has joined of late, if all such lists joined the same."""
    found = {
        frozenset(named): named
        for sentence in register.said[-LOOK_BACK - 1 :]
        for joined in register.lists(sentence)
        if len(named := of(joined)) == count == len(joined)
    }
    return tuple(found.popitem()[1].values()) if len(found) == 1 else None


def _sides(sentence: list[Mention], register: Register) -> dict[str, Actor]:
    """The states that a sentence names otherwise than as places, themselves or by people and organs."""
    named = (actor for mention in sentence if mention.form not in ("pronoun", "place") for actor in mention.actors)
    return {actor.state: state_actor(actor.state, register.lexicon) for actor in named if _is_side(actor, register)}


def _is_side(actor: Actor, register: Register) -> bool:
    return actor.state is not None and not (actor.kind == "group" and actor.id in register.lexicon.organisations)


def _sides_and_bodies(sentence: list[Mention], register: Register) -> dict[str, Actor]:
    """With the bodies and the armed groups, which are sides of their own."""
    bodies = register.lexicon.organisations
    named = [actor for mention in sentence if mention.form not in ("pronoun", "place") for actor in mention.actors]
    armed = {actor.id: actor for actor in named if actor.kind == "group" and actor.id in bodies}
    whole = {actor.tie: body_actor(actor.tie, register.lexicon) for actor in named if actor.tie in bodies}
    return _sides(sentence, register) | armed | whole


def _sides_and_places(sentence: list[Mention], register: Register) -> dict[str, Actor]:
    """With the states that are named as places."""
    placed = (actor for mention in sentence if mention.form == "place" for actor in mention.actors)
    places = {actor.state: state_actor(actor.state, register.lexicon) for actor in placed if actor.state}
    return _sides_and_bodies(sentence, register) | places


def _main(count: int, register: Register) -> set[str]:
    """The states and bodies named oftenest so far, where no other is named as often."""
    counts = register.counts()
    ranked = sorted(counts, key=lambda tie: -counts[tie])
    if len(ranked) > count and counts[ranked[count - 1]] == counts[ranked[count]]:
        return set()
    return set(ranked[:count])


def _plain_pair(count: int, register: Register) -> tuple[Actor, ...] | None:
    """The two that the article names far oftener than any other, so far."""
    counts = register.counts()
    ranked = sorted(counts, key=lambda tie: (-counts[tie], tie))
    if count != 2 or len(ranked) < 2 or counts[ranked[1]] < 2 * PAIR_AT_LEAST:
        return None
    third = counts[ranked[2]] if len(ranked) > 2 else 0
    if counts[ranked[1]] < PAIR_TIMES * third:
        return None
    return tuple(_whole(tie, register) for tie in ranked[:2])


def _whole(tie: str, register: Register) -> Actor:
    is_state = tie in register.lexicon.states
    return state_actor(tie, register.lexicon) if is_state else body_actor(tie, register.lexicon)
