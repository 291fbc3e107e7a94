"""Persons by office: "the prime minister", "his predecessor" → whoever holds it that day, if one remains."""

from dragoman.actors.bearers import Home
from dragoman.actors.holders import terms, terms_of_part
from dragoman.actors.people import known_person, office_actor
from dragoman.actors.phrase import Phrase
from dragoman.actors.register import Found, Person, Register
from dragoman.lexicon.offices import Office
from dragoman.lexicon.roles import Role
from dragoman.model.actor import Actor


def office(phrase: Phrase, home: Home, register: Register) -> Found | None:
    """An office without a name."""
    role = phrase.role
    if role.counterpart:
        return _counterpart(home, register)
    if role.beside:
        return _beside(role.beside, home, register)
    if home.tie is not None:
        return _office_of(phrase, role, home, register)
    if not phrase.definite or phrase.former:
        return None
    fitting = [one for one in register.people.values() if register.fits(one, role, phrase.role_text or "")]
    if len(fitting) > 1 and not role.any_head and len({one.actor.state for one in fitting}) == 1:
        recent = register.latest(fitting)
        fitting = [recent] if recent is not None else fitting
    if len(fitting) == 1:
        return (fitting[0].actor,), "office", "the one holder of that office in the article"
    return (), "office", "an office without a state or a name"


def _office_of(phrase: Phrase, role: Role, home: Home, register: Register) -> Found:
    """An office with its state: whoever the article or the tables say holds it that day."""
    where = home.tie
    if home.through is not None and home.through.kind in ("group", "organ"):
        return _of_part(phrase, role, home, register)  # the leader of Hamas is not Palestine's
    here = [one for one in register.people.values() if one.actor.tie == where]
    if phrase.former:
        past = [one for one in here if _held_before(one, role, register)]
        if len(past) == 1:
            return (past[0].actor,), "office", "the one former holder of that office in the article"
        return (), "office", "an office whose holder is not known"
    told = [one for one in here if register.fits(one, role, phrase.role_text or "")]
    if role.speaks_for:  # many speak for a state
        told = [one for one in told if one.through is not None and one.through == home.through]
    if len(told) == 1:
        return (told[0].actor,), "office", "the one holder of that office in the article"
    if not role.speaks_for:
        found = terms(where, role, phrase.role_text or "", register, acting=phrase.acting)
        whole = register.lexicon.organisations[where].part_of if where in register.lexicon.organisations else None
        if not found and whole:
            name = register.lexicon.organisations[where].name
            found = terms_of_part(whole, name, role, phrase.role_text or "", register)
        holder = _only(found, role, register)
        if holder is not None:
            return (holder,), "office", "the holder of the office on that day"
    through_person = home.through is not None and home.through.kind == "person"
    if not through_person and (home.body is not None or not role.any_head):
        actor = office_actor(where, role, phrase.role_text or "", None, register.lexicon)
        register.introduce(actor, "", role, None, home.through)
        return (actor,), "office", "an office with its state or body"
    return (), "office", "an office whose holder is not known"


def _of_part(phrase: Phrase, role: Role, home: Home, register: Register) -> Found:
    """An office of an organ or an armed group: whoever the article has introduced as its holder, else the office."""
    told = [
        one
        for one in register.people.values()
        if one.through == home.through and register.fits(one, role, phrase.role_text or "")
    ]
    if len(told) == 1 and not phrase.former:
        return (told[0].actor,), "office", "the one holder of that office in the article"
    if phrase.former:
        return (), "office", "an office whose holder is not known"
    found = terms_of_part(home.tie, home.through.name, role, phrase.role_text or "", register)
    holder = _only(found, role, register)
    if holder is not None:
        return (holder,), "office", "the holder of the office on that day"
    actor = office_actor(home.tie, role, phrase.role_text or "", home.through, register.lexicon)
    register.introduce(actor, "", role, None, home.through)
    return (actor,), "office", "an office of an organ or group"


def _only(found: list[Office], role: Role, register: Register) -> Actor | None:
    """The one person whose terms these are, introduced to the article."""
    keys = {term.key for term in found}
    if len(keys) != 1:
        return None
    key = keys.pop()
    actor = known_person(key, None, register.day, register.lexicon)
    register.introduce(actor, register.lexicon.offices.by_person[key][0].surname, role, key)
    return actor


def _counterpart(home: Home, register: Register) -> Found | None:
    """ "His Japanese counterpart": who holds in Japan what the one person of the sentence holds at home."""
    people = {actor.id for mention in register.said[-1] for actor in mention.actors if actor.kind == "person"}
    principal = register.people.get(people.pop()) if len(people) == 1 else None
    if principal is None or principal.key is None or home.state is None or register.day is None:
        return None
    offices = register.lexicon.offices
    term = offices.held_by(principal.key, register.day)
    holders = {held.key for held in offices.holders(home.state, term.role, register.day)} if term else set()
    if len(holders) != 1:
        return None
    actor = known_person(holders.pop(), None, register.day, register.lexicon)
    return (actor,), "office", "who holds the same office there on that day"


def _beside(step: int, home: Home, register: Register) -> Found:
    """ "His predecessor", "her successor": who held the principal's office before or after him."""
    unknown = (), "office", "an office whose holder is not known"
    principal = register.people.get(home.through.id) if home.through is not None else None
    if principal is None or principal.key is None or register.day is None:
        return unknown
    offices = register.lexicon.offices
    term = offices.held_by(principal.key, register.day)
    found = offices.next_to(term, step) if term is not None else None
    if found is None:
        return unknown
    actor = known_person(found.key, None, register.day, register.lexicon)
    register.introduce(actor, found.surname, None, found.key)
    return (actor,), "office", "held the same office before" if step < 0 else "held the same office after"


def _held_before(one: Person, role: Role, register: Register) -> bool:
    if one.key is None:
        return (one.actor.office or "").casefold().removeprefix("former ") in role.nouns
    terms = register.lexicon.offices.by_person[one.key]
    return any(term.role in role.roles and (register.day is None or not term.held_on(register.day)) for term in terms)
