"""Persons by office: "the prime minister", "his predecessor" → whoever holds it that day, if one remains."""

import msgspec

from dragoman.actors import pronouns
from dragoman.actors.bearers import Home
from dragoman.actors.holders import chief, last_terms, terms, terms_of_part
from dragoman.actors.people import known_person, office_actor, state_actor
from dragoman.actors.phrase import Phrase
from dragoman.actors.register import HEADS, Found, Person, Register
from dragoman.lexicon.offices import Office
from dragoman.lexicon.roles import Role
from dragoman.model.actor import Actor, Mention


def office(phrase: Phrase, home: Home, register: Register) -> Found | None:
    """An office without a name."""
    role = phrase.role
    if role.counterpart:
        return _counterpart(phrase, home, register) or _state_of(phrase, home, register)
    if role.beside:
        return _beside(role.beside, home, register)
    if home.tie is not None:
        return _office_of(phrase, role, home, register)
    if not phrase.definite:
        return None
    if phrase.states or phrase.owner is not None:
        return (), "office", "an office whose state is open"
    if phrase.former:
        past = [one for one in register.people.values() if _held_before(one, role, register)]
        if len(past) == 1:
            return (past[0].actor,), "office", "the one former holder of that office in the article"
        where = register.chief(tie for tie in register.counts() if tie in register.lexicon.states)
        return _unseated(phrase, where, register)
    return _bare(phrase, role, register)


def _bare(phrase: Phrase, role: Role, register: Register) -> Found:
    """ "The president": whom the article has introduced as one, else who is that in the state it is about."""
    text = phrase.role_text or ""
    titled = register.lexicon.roles.titles.get(text.casefold())
    fitting = [
        one
        for one in register.people.values()
        if titled is None or one.actor.state in titled
        if register.fits(one, role, text) or _is_of_kind(one, role, text, register)
    ]
    if len(fitting) > 1 and not role.any_head and len({one.actor.state for one in fitting}) == 1:
        recent = register.latest(fitting)
        fitting = [recent] if recent is not None else fitting
    if len(fitting) == 1:
        return (fitting[0].actor,), "office", "the one holder of that office in the article"
    generic = role.speaks_for or (role.any_head and len(role.roles) > 1)  # "the leader" may be of a party
    if not fitting and role.roles and not generic:
        holder = _in_the_scene(phrase, role, register)
        if holder is not None:
            return (holder,), "office", "the holder of the office in the state the article is about"
    return (), "office", "an office without a state or a name"


def _in_the_scene(phrase: Phrase, role: Role, register: Register) -> Actor | None:
    """Who holds a bare office in the one state that the article has named so far, or named far oftener than others.

    Of states whose heads the tables know, those without such a head do not count: no president is the Netherlands'.
    """
    text = phrase.role_text or ""
    titled = register.lexicon.roles.titles.get(text.casefold())
    sole = titled is not None and text.casefold() in register.lexicon.roles.sole
    ties = titled if sole else [tie for tie in register.counts() if titled is None or tie in titled]
    found = {tie: terms(tie, role, text, register, acting=phrase.acting) for tie in ties}
    heads = not HEADS.isdisjoint(role.roles)
    where = register.chief(tie for tie, held in found.items() if held or not heads)
    return _only(found[where], role, register) if where is not None else None


def _is_of_kind(one: Person, role: Role, text: str, register: Register) -> bool:
    """ "The minister" may be any minister, and a foreign secretary is one."""
    if role.roles:
        return False
    kinds = register.lexicon.roles.generic.get(text.casefold(), ())
    return register.holds(one, kinds) or text.casefold() in (one.actor.office or "").casefold()


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
        return _unseated(phrase, where, register)
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


def _unseated(phrase: Phrase, where: str | None, register: Register) -> Found:
    """ "The ousted president": who held the office last. Which "former president" is meant, nobody can know."""
    words = register.text[phrase.start : phrase.end].casefold().split()
    lost = not register.lexicon.roles.unseated.isdisjoint(words)
    found = last_terms(where, phrase.role, register) if lost and where is not None else []
    actor = _only(found, phrase.role, register)
    if actor is None:
        return (), "office", "an office whose holder is not known"
    return (actor,), "office", "the last who held that office"


def holder(tie: str, role: Role, text: str, register: Register) -> Actor | None:
    """The one who holds an office, written as `text`, of a state or body that day."""
    return _only(terms(tie, role, text, register), role, register)


def _only(found: list[Office], role: Role, register: Register) -> Actor | None:
    """The one person whose terms these are, introduced to the article."""
    keys = {term.key for term in found}
    if len(keys) != 1:
        return None
    key = keys.pop()
    actor = known_person(key, None, register.day, register.lexicon)
    if actor.office is None and "elect" in role.roles:
        title = found[0].office
        office = f"{title}-elect" if title == "President" else f"{title}-designate"
        actor = msgspec.structs.replace(actor, office=office, sector="GOV")
    register.introduce(actor, register.lexicon.offices.by_person[key][0].surname, role, key)
    return actor


def _counterpart(phrase: Phrase, home: Home, register: Register) -> Found | None:
    """ "His Japanese counterpart": who holds in Japan the office that those just named hold at home."""
    offices, day = register.lexicon.offices, register.day
    if home.state is None or day is None or not phrase.states:
        return None
    owners = (_owners(phrase, sentence, register) for sentence in reversed(register.said[-2:]))
    said = next((people for people in owners if people), {})
    keys = [register.people[one].key for one in said if one in register.people]
    held = [offices.held_by(key, day) for key in keys if key is not None]
    if not held or None in held or len(held) < len(said):
        return None
    holders = {term.key for term in _like(held, home.state, register)}
    if len(holders) != 1:
        return None
    actor = known_person(holders.pop(), None, day, register.lexicon)
    register.introduce(actor, offices.by_person[(home.state, actor.name)][0].surname, None, (home.state, actor.name))
    return (actor,), "office", "who holds the same office there on that day"


def _state_of(phrase: Phrase, home: Home, register: Register) -> Found | None:
    """A counterpart of whom only the state is known: he acts for it."""
    if home.state is None or not phrase.states:
        return None
    return (state_actor(home.state, register.lexicon),), "office", "the state whose officer it is"


def _like(held: list[Office], state: str, register: Register) -> list[Office]:
    """The terms in a state that match those held: of the same title, or of whoever leads there as they do at home.

    A president who governs may mean the president or whoever governs, where that is another: then none is given.
    """
    offices, led = register.lexicon.offices, chief(state, register)
    if not all(term.role in HEADS for term in held):
        lines = {term.role for term in held}
        return list(offices.holders(state, lines.pop(), register.day)) if len(lines) == 1 else []
    titles = {term.office for term in held}
    titled = [term for term in offices.of(state) if term.office in titles and term.held_on(register.day)]
    governs = all(term in chief(term.state, register) for term in held)
    if governs and titled and not set(titled) & set(led) and titles == {"President"}:
        return [] if led and led[0].role == "head_of_government" else titled
    return titled or (list(led) if governs else [])


def _owners(phrase: Phrase, sentence: list[Mention], register: Register) -> dict[str, Actor]:
    """Of the people of a sentence, those who may be the "his" of "his Japanese counterpart"; else all."""
    people = pronouns.people_of(sentence)
    before = register.text[: phrase.start].split()[-1:]
    possessive = before and before[0].casefold() in register.lexicon.roles.possessives
    return pronouns.fitting(people, before[0], register) if possessive else people


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
    if register.holds(one, HEADS):
        return False
    if one.key is None:
        return (one.actor.office or "").casefold().removeprefix("former ") in role.nouns
    held = [
        term
        for term in register.lexicon.offices.by_person[one.key]
        if role.any_head or any(noun in term.office.casefold() for noun in role.nouns)
    ]
    day = register.day
    return any(term.role in role.roles and (day is None or (term.end and term.end <= day)) for term in held)
