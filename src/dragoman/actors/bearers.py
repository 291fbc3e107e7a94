"""Persons by name: a full name or a surname → the one who bears it, if one remains."""

from typing import NamedTuple

from dragoman.actors.holders import terms
from dragoman.actors.people import known_person, unknown_person
from dragoman.actors.phrase import Phrase
from dragoman.actors.register import HEADS, Found, Key, Person, Register
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
    nouns = (*phrase.nouns, *((phrase.role_text.casefold(),) if phrase.role_text else ()))
    register.introduce(actor, _surname(phrase.name), phrase.role, None, home.through, nouns)
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
    """A full name that nothing explains: somebody where the reader sees a person, else nobody with a surname taken."""
    known = register.same_name(phrase.name)
    if known is not None:
        return (known.actor,), "name", "a full name met before in the article"
    if not phrase.seen_person:
        register.stranger(phrase.name)
        return None
    actor = unknown_person(phrase, phrase.states[0] if phrase.states else None)
    register.introduce(actor, _surname(phrase.name), None, None, nouns=phrase.nouns)
    return (actor,), "name", "a person's name, in no table"


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
        bearers[0].times_short += state is None  # "King Abdullah of Jordan" is not called by that name alone
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


def _established(bearers: list[Person]) -> list[Person]:
    """Of several bearers of a surname, the one the article has been calling by it alone."""
    short = [bearer for bearer in bearers if bearer.times_short]
    return short if len(short) == 1 else bearers


def _surname(name: str) -> str:
    """Korean and Chinese given names are hyphenated and stand last; elsewhere the surname does."""
    words = name.split()
    return words[0] if len(words) > 1 and "-" in words[-1] and words[-1].split("-")[1][:1].islower() else words[-1]
