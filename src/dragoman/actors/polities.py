"""States, bodies, organs and groups: a phrase that names no single person → whom it means."""

from dragoman.actors.people import body_actor, organ_actor, state_actor
from dragoman.actors.phrase import Phrase
from dragoman.actors.register import HEADS, LOOK_BACK, Found, Register
from dragoman.model.actor import Actor, MentionForm
from dragoman.model.identity import slug

# "Both sides" are the two states that the article has named so often, and so many times as often as any third.
PAIR_AT_LEAST, PAIR_TIMES = 3, 2


def one_state(phrase: Phrase, register: Register) -> str | None:
    """The state a phrase's words give; an ambiguous name needs the article's support."""
    codes = phrase.states
    if phrase.doubtful or len(codes) > 1:
        codes = tuple(code for code in codes if register.supports(code))
    return codes[0] if len(codes) == 1 else None


def state(phrase: Phrase, register: Register) -> Found:
    code = one_state(phrase, register)
    if code is None:
        return (), "state", "the name fits several states, or none the article names otherwise"
    if phrase.kind == "people":
        known = register.lexicon.states[code]
        crowd = Actor(id=f"{code}.people", name=f"People of {known.name}", kind="group", state=code, sector="CVL")
        return (crowd,), "group", "a people by name"
    form: MentionForm = "adjective" if phrase.adjective else "capital" if phrase.capital else "state"
    if phrase.kind == "place":
        form = "place"
    why = "by name" if form != "capital" else "a capital for its government"
    return (state_actor(code, register.lexicon),), form, why


def half(phrase: Phrase, register: Register) -> Found | None:
    """ "The North": Pyongyang, where the article names both halves."""
    if not all(register.supports(code) for code in register.lexicon.roles.halves.values()):
        return None
    return (state_actor(phrase.states[0], register.lexicon),), "state", "a half of a land of which both are named"


def body(phrase: Phrase, register: Register) -> Found:
    actor = body_actor(phrase.body, register.lexicon)
    if phrase.doubtful and not (register.supports(actor.tie) or register.supports(actor.id)):
        return (), "organ", "an ambiguous name"
    return (actor,), "organ", "by name"


def organ(phrase: Phrase, home: str | None, register: Register, *, quoted: bool) -> Found | None:
    """An organ by a generic noun: by the state its words give, or by what the article has said of such organs."""
    if home is not None:
        return (organ_actor(phrase, home, register.lexicon),), "organ", "an organ with its state"
    if phrase.owner is None and not phrase.states:
        named = None if quoted else _met_before(phrase, register)
        if named is not None:
            return (named,), "organ", "the one such organ in the article"
        holders = {
            one.actor.state for one in register.people.values() if register.holds(one, (phrase.role_organ.head,))
        }
        code = holders.pop() if len(holders) == 1 else None
        if code is not None:
            actor = organ_actor(phrase, code, register.lexicon)
            return (actor,), "organ", "the office of the one such leader in the article"
        code = register.support.main
        if code is not None and phrase.role_organ.domestic:
            actor = organ_actor(phrase, code, register.lexicon)
            return (actor,), "organ", "an organ of the one state the article is about"
    if not (phrase.definite or phrase.states or phrase.owner):
        return None
    return (), "organ", "an organ whose state the words do not give"


def _met_before(phrase: Phrase, register: Register) -> Actor | None:
    """The organ of that name which the article has named, if all of that name were one state's."""
    noun = phrase.role_organ
    wanted = slug(noun.name)
    met: dict[str, int] = {}  # organ's id → sentences ago
    actors: dict[str, Actor] = {}
    for ago, sentence in enumerate(reversed(register.said)):
        for mention in reversed(sentence):
            for actor in mention.actors:
                if actor.kind == "organ" and actor.state and _is_such(actor, wanted):
                    met.setdefault(actor.id, ago)
                    actors[actor.id] = actor
    states = {actor.state for actor in actors.values()}
    if len(states) != 1 or not noun.domestic:
        return None
    latest = min(met, key=lambda one: met[one])
    near = met[latest] <= LOOK_BACK or noun.name != "Government"  # officials of many states come and go
    return actors[latest] if near or register.support.main in states else None


def _is_such(actor: Actor, wanted: str) -> bool:
    """ "The ministry" is any ministry met before; other nouns must be the same."""
    known = actor.id.partition(".")[2]
    return known == wanted or (wanted == "ministry" and wanted in known)


def body_by_noun(phrase: Phrase, register: Register) -> Found | None:
    """ "The bloc": the one body of that kind which the article has named so far, itself or by its whole."""
    organisations = register.lexicon.organisations
    named = {actor.tie for sentence in register.said for mention in sentence for actor in mention.actors}
    candidates = register.lexicon.roles.body_nouns[phrase.name]
    found = [code for code in candidates if code in named] or [
        code for code in candidates if organisations[code].part_of in named
    ]
    if len(found) != 1:
        return None
    return (body_actor(found[0], register.lexicon),), "organ", "the one such body that the article names"


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


def it(register: Register) -> Found | None:
    """The one state, organ or body of this sentence so far, else of the one before."""
    for sentence in reversed(register.said[-2:]):
        named = {
            actor.tie: actor
            for mention in sentence
            if mention.form not in ("place", "adjective")
            for actor in mention.actors
            if actor.kind in ("state", "organ", "organisation")
        }
        if len(named) > 1:
            return None
        if named:
            return tuple(named.values()), "pronoun", "the one state or body just named"
    return None


def whose(phrase: Phrase, register: Register) -> Found | None:
    """Whose "its" is: the one state that this sentence has named so far; after a comma, the first."""
    states = dict.fromkeys(
        actor.state
        for mention in register.said[-1]
        if mention.form not in ("place", "adjective")
        for actor in mention.actors
        if actor.kind in ("state", "organ") and actor.state is not None
    )
    if len(states) != 1 and not (states and phrase.definite):
        return None
    return (state_actor(next(iter(states)), register.lexicon),), "pronoun", "the one state just named"
