"""Persons: a full name, a surname, an office or a pronoun → the one who bears it, if one remains."""

from typing import NamedTuple

from dragoman.actors.holders import terms, terms_of_part
from dragoman.actors.people import known_person, office_actor, unknown_person
from dragoman.actors.phrase import Phrase
from dragoman.actors.register import HEADS, Found, Key, Person, Register
from dragoman.lexicon.offices import Office
from dragoman.lexicon.roles import Role
from dragoman.model.actor import Actor

MINISTERS = frozenset(("head_of_government", "foreign_minister", "defence_minister", "finance_minister"))


class Home(NamedTuple):
    """The state, or else the body, that a phrase places somebody in, and the actor through whom."""

    state: str | None = None
    body: str | None = None
    through: Actor | None = None

    @property
    def tie(self) -> str | None:
        return self.state or self.body


def person(phrase: Phrase, home: Home, register: Register) -> Found:
    """A full name, known or not."""
    wanted = home.tie
    keys = _keys(phrase, wanted, register)
    if len(keys) == 1:
        actor = known_person(keys[0], phrase, register.day, register.lexicon)
        surname = register.lexicon.offices.by_person[keys[0]][0].surname
        register.introduce(actor, surname, phrase.role, keys[0], home.through)
        return (actor,), "name", "a full name in the table of offices"
    if phrase.persons:
        return (), "name", "several people in the table bear this name, or none of this state"
    known = register.same_name(phrase.name)
    if known is not None:
        return (known.actor,), "name", "a full name met before in the article"
    key = _misspelt(phrase, home.state, register)
    if key is not None:
        actor = known_person(key, phrase, register.day, register.lexicon)
        register.introduce(actor, phrase.name.split()[-1], phrase.role, key)
        return (actor,), "name", "the holder of the office on that day, by half of the name"
    state = home.state or (None if home.body else title_state(phrase, register))
    actor = unknown_person(phrase, state, home.body)
    register.introduce(actor, _surname(phrase.name), phrase.role, None, home.through)
    return (actor,), "name", "a name with its office, in no table"


def _keys(phrase: Phrase, wanted: str | None, register: Register) -> tuple[Key, ...]:
    """The people of the table whom a full name may mean here."""
    keys = phrase.persons
    offices = register.lexicon.offices
    if wanted is not None and keys:
        of_home = tuple(key for key in keys if key[0] == wanted)
        # An office of one state and a name of another's: another man of that name. Through "Putin's" or a
        # body's, or for an envoy, anybody may be anybody's.
        strict = bool(phrase.states) and phrase.role is not None and bool(phrase.role.roles)
        if of_home or (strict and all(key[0] in register.lexicon.states for key in keys)):
            return of_home
    if len(keys) > 1 and register.day is not None:
        keys = tuple(key for key in keys if offices.held_by(key, register.day)) or keys
    if len(keys) > 1 and len({key[1] for key in keys}) == 1:
        # One person with offices in a state and in a body (a minister who later led NATO).
        keys = tuple(key for key in keys if key[0] in register.lexicon.states)[:1] or keys[:1]
    return keys


def _misspelt(phrase: Phrase, state: str | None, register: Register) -> Key | None:
    """The holder of the office that day, where half of the name written is his ("Foreign Minister Malie Joly")."""
    if state is None or register.day is None or phrase.role is None or phrase.former:
        return None
    words = phrase.name.split()
    holders = {
        term.key
        for term in terms(state, phrase.role, phrase.role_text or "", register)
        if term.surname == words[-1] or (len(words[0]) > 3 and term.person.split()[0] == words[0])
    }
    return holders.pop() if len(holders) == 1 else None


def title_state(phrase: Phrase, register: Register) -> str | None:
    """A title that few states use ("Rep.") tells the state, if the article names one of them; else the article may."""
    if phrase.role is None:
        return None
    text = (phrase.role_text or "").casefold()
    titles = register.lexicon.roles.titles
    users = [code for code in titles.get(text, ()) if register.supports(code)]
    if text not in titles and MINISTERS.intersection(phrase.role.roles) and "president" not in text:
        return register.support.main  # "Prime Minister Ana Reyes", in an article plainly about one state
    return users[0] if len(users) == 1 else None


def bystander(phrase: Phrase, register: Register) -> Found | None:
    """A full name that nothing explains: nobody yet, but its surname is taken."""
    known = register.same_name(phrase.name)
    if known is not None:
        return (known.actor,), "name", "a full name met before in the article"
    register.stranger(phrase.name)
    return None


def surname(phrase: Phrase, home: Home, register: Register) -> Found | None:
    name, role = phrase.name, phrase.role
    bearers = register.bearers(name)
    if not bearers and role is None and name in register.others:
        register.again(name)
        return None
    if role is not None and role.roles:
        titled = [bearer for bearer in bearers if register.fits(bearer, role, phrase.role_text or "")]
        # "President Lee" is not the prime minister Lee whom the article has named; an unknown one may have any title
        bearers = titled or [bearer for bearer in bearers if bearer.key is None or phrase.former]
    state = home.state
    if state is not None:
        bearers = [bearer for bearer in bearers if bearer.actor.state == state]
    if len(bearers) > 1:
        bearers = _established(bearers)
    if len(bearers) == 1 and (role is not None or bearers[0].times_short or not register.has_rival(name, bearers[0])):
        bearers[0].times_short += 1
        return (bearers[0].actor,), "surname", "the surname of one person in the article"
    if bearers:
        return (), "surname", "several people in the article bear this surname"
    return _surname_alone(phrase, state, register)


def _surname_alone(phrase: Phrase, state: str | None, register: Register) -> Found | None:
    """A leader's surname before any full name: "Trump", "President Lee"."""
    name, day = phrase.name, register.day
    keys = register.lexicon.names.surnames.get(name, ())
    if day is None or not keys or (phrase.wordlike and phrase.role is None):
        return _titled_stranger(phrase)
    wanted = frozenset(phrase.role.roles) if phrase.role is not None and phrase.role.roles else HEADS
    by_person = register.lexicon.offices.by_person
    holding = [
        key
        for key in keys
        if (state is None or key[0] == state)
        and (state is not None or register.supports(key[0]))
        and any(term.role in wanted and (phrase.former or term.held_on(day)) for term in by_person[key])
    ]
    if len(holding) != 1:
        return _titled_stranger(phrase)
    actor = known_person(holding[0], phrase, day, register.lexicon)
    register.introduce(actor, name, phrase.role, holding[0])
    return (actor,), "surname", "the only holder of such an office with this surname on that day"


def _titled_stranger(phrase: Phrase) -> Found | None:
    if phrase.role is None:
        return None
    return (), "surname", "an office with a surname that no table knows"


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


def pronoun(phrase: Phrase, register: Register) -> Found | None:
    """He or she: the one person of this sentence so far who may be meant, else of the one before.

    Nobody where a stranger may be; and whom the tables know for a woman is no "he".
    """
    woman = (phrase.name or "").casefold() in register.lexicon.roles.female
    offices = register.lexicon.offices
    for back in (1, 2):
        if len(register.said) < back:
            return None
        people = {
            actor.id: actor
            for mention in register.said[-back]
            for actor in mention.actors
            if actor.kind == "person" and offices.is_woman((actor.tie, actor.name)) in (woman, None)
        }
        if register.strangers[-back] or len(people) > 1:
            return None
        if people:
            return tuple(people.values()), "pronoun", "the one person just named"
    return None


def _established(bearers: list[Person]) -> list[Person]:
    """Of several bearers of a surname, the one the article has been calling by it alone."""
    short = [bearer for bearer in bearers if bearer.times_short]
    return short if len(short) == 1 else bearers


def _surname(name: str) -> str:
    """Korean and Chinese given names are hyphenated and stand last; elsewhere the surname does."""
    words = name.split()
    return words[0] if len(words) > 1 and "-" in words[-1] and words[-1].split("-")[1][:1].islower() else words[-1]
