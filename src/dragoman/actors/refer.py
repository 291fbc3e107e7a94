"""Who is meant: phrases in reading order → actors, accepted only where one candidate remains.

Full names are asked of the tables; surnames, bare offices, "the two leaders"
and pronouns of what the article has said so far. What stays open is a
Mention without actors: kept as text, never forced onto the nearest name.
"""

import msgspec

from dragoman.actors.people import (
    body_actor,
    known_person,
    office_actor,
    organ_actor,
    slug,
    state_actor,
    unknown_person,
)
from dragoman.actors.phrases import Phrase
from dragoman.lexicon import Lexicon
from dragoman.lexicon.roles import Role
from dragoman.model.actor import Actor, Mention, MentionForm

HEADS = frozenset(("head_of_state", "head_of_government", "elect"))
LOOK_BACK = 4  # sentences within which "the two leaders" must have been named

Found = tuple[tuple[Actor, ...], MentionForm, str]


class Person(msgspec.Struct):
    """Somebody the article has introduced."""

    actor: Actor
    surname: str
    role: Role | None
    key: tuple[str, str] | None
    times_short: int = 0


class Register:
    """What one article has said so far about who is who."""

    def __init__(self, lexicon: Lexicon, day: str | None, supported: frozenset[str]):
        self.lexicon, self.day, self.supported = lexicon, day, supported
        self.people: dict[str, Person] = {}
        self.others: dict[str, set[str]] = {}  # surname → unexplained full names that bear it
        self.said: list[list[Mention]] = [[]]  # mentions by sentence, those inside quotations left out

    def next_sentence(self) -> None:
        self.said.append([])

    def resolve(self, phrase: Phrase, *, quoted: bool = False) -> Mention | None:
        """The mention a phrase makes; None where it names nobody at all.

        Somebody named inside a quotation is not who "he said" means, and "he" inside one is anybody's.
        """
        found = None if quoted and phrase.kind == "pronoun" else self.found(phrase)
        if found is None:
            return None
        actors, form, why = found
        mention = Mention(phrase.start, phrase.end, form, actors, why)
        if not quoted:
            self.said[-1].append(mention)
        return mention

    def found(self, phrase: Phrase) -> Found | None:
        match phrase.kind:
            case "state" | "place" | "people":
                return self.state(phrase)
            case "body":
                return self.body(phrase)
            case "organ":
                return self.organ(phrase)
            case "person":
                return self.person(phrase)
            case "surname":
                return self.surname(phrase)
            case "office":
                return self.office(phrase)
            case "leaders" | "states":
                return self.group(phrase)
            case "pronoun":
                return self.pronoun()
            case _:
                return self.bystander(phrase)

    def one_state(self, phrase: Phrase) -> str | None:
        """The state a phrase's words give; an ambiguous name needs the article's support."""
        codes = phrase.states
        if phrase.doubtful or len(codes) > 1:
            codes = tuple(code for code in codes if code in self.supported)
        return codes[0] if len(codes) == 1 else None

    def state(self, phrase: Phrase) -> Found:
        code = self.one_state(phrase)
        if code is None:
            return (), "state", "the name fits several states, or none the article names otherwise"
        if phrase.kind == "people":
            state = self.lexicon.states[code]
            crowd = Actor(id=f"{code}.people", name=f"People of {state.name}", kind="group", state=code, sector="CVL")
            return (crowd,), "group", "a people by name"
        form: MentionForm = "adjective" if phrase.adjective else "capital" if phrase.capital else "state"
        if phrase.kind == "place":
            form = "place"
        return (state_actor(code, self.lexicon),), form, "by name" if form != "capital" else "a capital for its government"

    def body(self, phrase: Phrase) -> Found:
        actor = body_actor(phrase.body, self.lexicon)
        if phrase.doubtful and actor.tie not in self.supported:
            return (), "organ", "an ambiguous name"
        return (actor,), "organ", "by name"

    def organ(self, phrase: Phrase) -> Found | None:
        code = self.one_state(phrase)
        if code is None and phrase.owner is not None:
            owner = self.found(phrase.owner)
            code = owner[0][0].state if owner and owner[0] else None
        if code is None and phrase.role_organ.name == "Presidential Office":
            holders = {person.actor.state for person in self.people.values() if (person.actor.office or "") == "President"}
            code = holders.pop() if len(holders) == 1 else None
        if code is None:
            return ((), "organ", "an organ whose state the words do not give") if phrase.definite or phrase.states else None
        return (organ_actor(phrase, code, self.lexicon),), "organ", "an organ with its state"

    def home(self, phrase: Phrase) -> tuple[str | None, str | None]:
        """The state or body that a person's phrase places them in."""
        state = self.one_state(phrase)
        if state is None and phrase.owner is not None:
            owner = self.found(phrase.owner)
            if owner and owner[0]:
                actor = owner[0][0]
                return actor.state, None if actor.state else actor.tie
        return state, None

    def person(self, phrase: Phrase) -> Found:
        state, body = self.home(phrase)
        keys = phrase.persons
        wanted = state or body
        if wanted is not None and any(key[0] == wanted for key in keys):
            keys = tuple(key for key in keys if key[0] == wanted)
        elif len(keys) > 1 and self.day is not None:
            in_office = tuple(key for key in keys if self.lexicon.offices.held_by(key, self.day))
            keys = in_office or keys
        if len(keys) > 1 and len({key[1] for key in keys}) == 1 and wanted is None:
            # One person with offices in a state and in a body (a minister who later led NATO).
            keys = tuple(key for key in keys if key[0] in self.lexicon.states)[:1] or keys[:1]
        if len(keys) == 1:
            key = keys[0]
            actor = known_person(key, phrase, self.day, self.lexicon)
            surname = self.lexicon.offices.by_person[key][0].surname
            self.introduce(actor, surname, phrase.role, key)
            return (actor,), "name", "a full name in the table of offices"
        if keys:
            return (), "name", "several people in the table bear this name"
        known = self.same_name(phrase.name)
        if known is not None:
            return (known.actor,), "name", "a full name met before in the article"
        actor = unknown_person(phrase, state, body)
        self.introduce(actor, _surname(phrase.name), phrase.role, None)
        return (actor,), "name", "a name with its office, in no table"

    def same_name(self, name: str) -> Person | None:
        return next((person for person in self.people.values() if slug(person.actor.name) == slug(name)), None)

    def introduce(self, actor: Actor, surname: str, role: Role | None, key: tuple[str, str] | None) -> None:
        known = self.people.get(actor.id)
        if known is None:
            self.people[actor.id] = Person(actor, surname, role, key)
        elif role is not None and known.role is None:
            known.role = role

    def bystander(self, phrase: Phrase) -> Found | None:
        """A full name that nothing explains: nobody yet, but its surname is taken."""
        known = self.same_name(phrase.name)
        if known is not None:
            return (known.actor,), "name", "a full name met before in the article"
        words = phrase.name.split()
        for surname in {words[0], words[-1]}:
            self.others.setdefault(surname, set()).add(phrase.name)
        return None

    def surname(self, phrase: Phrase) -> Found | None:
        name = phrase.name
        bearers = [person for person in self.people.values() if person.surname == name or person.actor.name.split()[-1] == name]
        if phrase.role is not None and phrase.role.roles:
            titled = [person for person in bearers if self.fits(person, phrase.role)]
            bearers = titled or bearers
        state, _ = self.home(phrase)
        if state is not None:
            bearers = [person for person in bearers if person.actor.state == state]
        if len(bearers) > 1:
            bearers = _established(bearers)
        if len(bearers) == 1 and (phrase.role is not None or bearers[0].times_short or not self.rivals(name, bearers[0])):
            bearers[0].times_short += 1
            return (bearers[0].actor,), "surname", "the surname of one person in the article"
        if bearers:
            return (), "surname", "several people in the article bear this surname"
        return self.surname_alone(phrase, state)

    def rivals(self, name: str, bearer: Person) -> bool:
        return any(slug(other) != slug(bearer.actor.name) for other in self.others.get(name, ()))

    def surname_alone(self, phrase: Phrase, state: str | None) -> Found | None:
        """A leader's surname before any full name: "Trump", "President Lee"."""
        name = phrase.name
        keys = self.lexicon.names.surnames.get(name, ())
        if self.day is None or not keys:
            return self.titled_stranger(phrase, state)
        wanted = frozenset(phrase.role.roles) if phrase.role is not None and phrase.role.roles else HEADS
        holding = [
            key
            for key in keys
            if (state is None or key[0] == state)
            and any(term.role in wanted and term.held_on(self.day) for term in self.lexicon.offices.by_person[key])
        ]
        if state is None:
            holding = [key for key in holding if key[0] in self.supported]
        if len(holding) != 1:
            return self.titled_stranger(phrase, state)
        actor = known_person(holding[0], phrase, self.day, self.lexicon)
        self.introduce(actor, name, phrase.role, holding[0])
        return (actor,), "surname", "the only holder of such an office with this surname on that day"

    def titled_stranger(self, phrase: Phrase, state: str | None) -> Found | None:
        if phrase.role is None:
            return None
        return (), "surname", "an office with a surname that no table knows"

    def fits(self, person: Person, role: Role) -> bool:
        """Whether a person the article introduced holds an office that `role` names."""
        if person.role is role or (person.role is not None and set(person.role.nouns) == set(role.nouns)):
            return True
        if person.key is None:
            return False
        terms = self.lexicon.offices.by_person[person.key]
        day = self.day
        return any(term.role in role.roles and (day is None or term.held_on(day)) for term in terms) and (
            role.any_head or any(noun in (person.actor.office or "").casefold() for noun in role.nouns)
        )

    def office(self, phrase: Phrase) -> Found | None:
        state, body = self.home(phrase)
        role = phrase.role
        if state is not None or body is not None:
            return self.office_of(phrase, role, state, body)
        if not phrase.definite or phrase.former:
            return None
        fitting = [person for person in self.people.values() if self.fits(person, role)]
        if len(fitting) > 1:
            recent = self.latest(fitting)
            fitting = [recent] if recent is not None and not role.any_head and len({p.actor.state for p in fitting}) == 1 else fitting
        if len(fitting) == 1:
            return (fitting[0].actor,), "office", "the one holder of that office in the article"
        return (), "office", "an office without a state or a name"

    def office_of(self, phrase: Phrase, role: Role, state: str | None, body: str | None) -> Found:
        """An office with its state: whoever the article or the tables say holds it that day."""
        home = state or body
        if not phrase.former:
            told = [person for person in self.people.values() if person.actor.tie == home and self.fits(person, role)]
            if len(told) == 1:
                return (told[0].actor,), "office", "the one holder of that office in the article"
            if self.day is not None:
                holders = {
                    term.key
                    for name in role.roles
                    for term in self.lexicon.offices.holders(home, name, self.day)
                    if role.any_head or any(noun in term.office.casefold() for noun in role.nouns)
                }
                if len(holders) == 1:
                    actor = known_person(holders.pop(), None, self.day, self.lexicon)
                    return (actor,), "office", "the holder of the office on that day"
        if state is not None and not phrase.former and not role.any_head:
            return (office_actor(state, role, phrase.role_text or "", self.lexicon),), "office", "an office with its state"
        return (), "office", "an office whose holder is not known"

    def latest(self, people: list[Person]) -> Person | None:
        ids = {person.actor.id: person for person in people}
        for sentence in reversed(self.said):
            for mention in reversed(sentence):
                for actor in mention.actors:
                    if actor.id in ids:
                        return ids[actor.id]
        return None

    def group(self, phrase: Phrase) -> Found:
        """ "The two leaders": the two last named, if they were exactly two."""
        leaders = phrase.kind == "leaders"
        gathered: dict[str, Actor] = {}
        for sentence in reversed(self.said[-LOOK_BACK - 1 :]):
            for mention in sentence:
                for actor in mention.actors:
                    if leaders and actor.kind == "person" and self.is_head(actor):
                        gathered.setdefault(actor.tie, actor)
                    elif not leaders and actor.state is not None and mention.form != "place":
                        gathered.setdefault(actor.state, state_actor(actor.state, self.lexicon))
            if len(gathered) >= 2:
                break
        if len(gathered) == 2:
            return tuple(gathered.values()), "group", "the two last named"
        return (), "group", "not exactly two were named before"

    def is_head(self, actor: Actor) -> bool:
        person = self.people.get(actor.id)
        if person is None or person.key is None:
            return False
        return any(
            term.role in HEADS and (self.day is None or term.held_on(self.day))
            for term in self.lexicon.offices.by_person[person.key]
        )

    def pronoun(self) -> Found | None:
        """He or she: the one person of this sentence so far, else of the sentence before."""
        for sentence in (self.said[-1], self.said[-2] if len(self.said) > 1 else []):
            people = {actor.id: actor for mention in sentence for actor in mention.actors if actor.kind == "person"}
            if len(people) == 1:
                return tuple(people.values()), "pronoun", "the one person just named"
            if len(people) > 1:
                return None
        return None


def _established(bearers: list[Person]) -> list[Person]:
    """Of several bearers of a surname, the one the article has been calling by it alone."""
    short = [person for person in bearers if person.times_short]
    return short if len(short) == 1 else bearers


def _surname(name: str) -> str:
    """Korean and Chinese given names are hyphenated and stand last; elsewhere the surname does."""
    words = name.split()
    return words[0] if len(words) > 1 and "-" in words[-1] and words[-1].split("-")[1][:1].islower() else words[-1]
