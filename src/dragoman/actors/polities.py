"""States, bodies and organs: a phrase that names no person → whom it means."""

import re

from dragoman.actors.descriptions import by_state
from dragoman.actors.people import body_actor, organ_actor, state_actor
from dragoman.actors.phrase import Phrase
from dragoman.actors.register import LOOK_BACK, Found, Register
from dragoman.model.actor import Actor, MentionForm
from dragoman.model.identity import slug


def one_state(phrase: Phrase, register: Register) -> str | None:
    """The state a phrase's words give; an ambiguous name needs the article's support."""
    codes = phrase.states
    if phrase.doubtful or len(codes) > 1:
        codes = tuple(code for code in codes if register.supports(code))
    return codes[0] if len(codes) == 1 else None


def state(phrase: Phrase, register: Register) -> Found:
    code = one_state(phrase, register)
    if code is None and phrase.kind == "place" and phrase.capital and len(phrase.states) == 1:
        code = phrase.states[0]  # "in Vienna" is a city, whoever sits there
    if code is None:
        return (), "state", "the name fits several states, or none the article names otherwise"
    if phrase.definite:
        return by_state(code, register) or ((), "office", "somebody of that state")
    if phrase.kind == "people":
        known = register.lexicon.states[code]
        crowd = Actor(id=f"{code}.people", name=f"People of {known.name}", kind="group", state=code, sector="CVL")
        return (crowd,), "group", "a people by name"
    form: MentionForm = "adjective" if phrase.adjective else "capital" if phrase.capital else "state"
    if phrase.kind == "place":
        form = "place"
    why = "by name" if form != "capital" else "a capital for its government"
    return (state_actor(code, register.lexicon),), form, why


def city(phrase: Phrase, register: Register) -> Found | None:
    """ "In Geneva": the state a city lies in, where of all cities of that name one is meant."""
    found = register.lexicon.cities.one(phrase.name, register.support.named)
    if found is None:
        return None
    return (state_actor(found.state, register.lexicon),), "place", "a city of that state"


def homeland(state: str | None, register: Register) -> Found | None:
    """ "His country": the state he acts for."""
    if state is None:
        return None
    return (state_actor(state, register.lexicon),), "pronoun", "whose country it is"


def half(phrase: Phrase, register: Register) -> Found | None:
    """ "The North": Pyongyang, where the article names both halves."""
    others = [code for code in register.lexicon.roles.halves.values() if code not in phrase.states]
    if not all(register.supports(code) for code in others):
        return None
    return (state_actor(phrase.states[0], register.lexicon),), "state", "a half of a land of which the other is named"


def body(phrase: Phrase, register: Register) -> Found:
    bearers = [body_actor(each, register.lexicon) for each in phrase.bodies or (phrase.body,)]
    if phrase.doubtful or phrase.bodies:
        bearers = [one for one in bearers if any(register.supports(code) for code in _support(one, register))]
        if len(bearers) > 1:
            chief = register.chief(one.tie for one in bearers)
            bearers = [one for one in bearers if one.tie == chief]
    if len(bearers) != 1:
        return (), "organ", "an ambiguous name"
    return (bearers[0],), "organ", "by name"


def _support(body: Actor, register: Register) -> tuple[str, ...]:
    """What the article may name instead of a body: itself, its state, and what it is part of."""
    known = register.lexicon.organisations.get(body.id)
    return (body.id, body.tie, *((known.part_of,) if known is not None and known.part_of else ()))


def organ(phrase: Phrase, home: str | None, register: Register, *, quoted: bool) -> Found | None:
    """An organ by a generic noun: by the state its words give, or by what the article has said of such organs."""
    if home is not None:
        return (organ_actor(phrase, home, register.lexicon),), "organ", "an organ with its state"
    if phrase.owner is None and not phrase.states:
        noun = phrase.role_text or ""
        known = body_by_noun(noun, register) if phrase.definite and noun in register.lexicon.roles.body_nouns else None
        if known is not None:
            return known
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
        states = [tie for tie in register.counts() if tie in register.lexicon.states]
        code = register.support.main or register.chief(states)
        if code is not None and phrase.role_organ.domestic and not quoted:
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


def _names_another(noun: str, body: str, register: Register) -> bool:
    """Whether the article writes a longer name with the noun in it that is not the body's: "the Arctic Council"."""
    known = register.lexicon.organisations[body]
    word = noun.capitalize()
    written = re.findall(rf"(?:[A-Z][\w.'-]+ )+{word}\b|\b{word} (?:of|on|for)\b", register.text)
    others = set(written) - {f"The {word}"}
    return not all(name.endswith((known.name, *known.names)) for name in others)


def body_by_noun(noun: str, register: Register, *, seen: bool = False) -> Found | None:
    """ "The bloc": the one body of that kind which the article has named so far, itself or by its whole.

    `seen`: the reader takes it for an international body; then the only one of that kind that we know, in an article
    that has named no other body.
    """
    organisations = register.lexicon.organisations
    named = {actor.tie for sentence in register.said for mention in sentence for actor in mention.actors}
    candidates = register.lexicon.roles.body_nouns[noun]
    found = [code for code in candidates if code in named] or [
        code for code in candidates if organisations[code].part_of in named
    ]
    if len(found) == 1:
        return (body_actor(found[0], register.lexicon),), "organ", "the one such body that the article names"
    others = any(organisations[tie].kind == "organisation" for tie in named if tie in organisations)
    if seen and len(candidates) == 1 and not others and not _names_another(noun, candidates[0], register):
        return (body_actor(candidates[0], register.lexicon),), "organ", "the one such body"
    if found or noun not in register.lexicon.roles.of_members:
        return None
    theirs = [code for code in candidates if named & set(organisations[code].members)]
    if len(theirs) != 1:
        return None
    return (body_actor(theirs[0], register.lexicon),), "organ", "the one such body whose members the article names"
