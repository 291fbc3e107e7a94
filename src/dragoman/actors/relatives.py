"""Relatives: "his father", "Assad's brother", "the elder Bush" → the one of the tables who is that to them.

The first half works on a line, the second on what the article has said so far.
"""

from dragoman.actors.line import Line
from dragoman.actors.people import known_person
from dragoman.actors.phrase import Phrase
from dragoman.actors.pronouns import fitting, people_of
from dragoman.actors.register import Found, Key, Register
from dragoman.lexicon.kin import Kin
from dragoman.model.actor import Actor
from dragoman.model.identity import slug

# Relatives with whom "Rajapaksa" may be either; after "his father", "Assad" is still the son.
RIVALS = frozenset(("sibling", "spouse"))


def relative(line: Line, at: int) -> tuple[Phrase, int] | None:
    """ "His father", "her late elder brother": whose is told by a pronoun."""
    if line.words.possessives.get(line.lows[at]) != "pronoun":
        return None
    stop = relation_end(line, at + 1)
    if stop is None:
        return None
    noun, beside = line.lows[stop - 1], beside_relation(line, at, stop)
    return line.phrase(at, stop, "relative", name=noun, role_text=line.tokens[at].text, nouns=beside), stop


def relation_end(line: Line, at: int) -> int | None:
    """Where the noun for a relative ends that begins at token `at`, its adjectives first."""
    while line.low(at) in line.words.of_kin:
        at += 1
    if line.low(at) not in line.words.relatives or line.low(at + 1) in ("-", "of", "in"):
        return None
    return at + 1


def beside_relation(line: Line, at: int, stop: int) -> tuple[str, ...]:
    """A word of the name that stands beside a relation, of "his brother Jeb" and "Jeb Bush, his brother"."""
    if stop < len(line.tokens) and line.tokens[stop].is_capital and not line.tokens[stop - 1].possessive:
        return (line.tokens[stop].text,)
    if line.low(stop) == "," and (hit := line.hit(stop + 1)) is not None and hit.kind == "person":
        return (line.tokens[hit.stop - 1].text,)
    if line.low(at - 1) != "," or at < 2:
        return ()
    hits = (line.hit(begin) for begin in range(at - 1))
    known = any(hit is not None and (hit.kind, hit.stop) == ("person", at - 1) for hit in hits)
    return (line.tokens[at - 2].text,) if known or line.is_name_word(at - 2) else ()


def of_whom(phrase: Phrase, owner: Actor | None, register: Register) -> Found | None:
    """The one relative of the owner, or of those just named who may be "his", whom the tables know."""
    relation, sex = register.lexicon.roles.relatives[phrase.name or ""]
    owners = [[owner]] if owner is not None else _owners(phrase.role_text or "", register)
    for people in owners:
        keys = [register.people[one.id].key for one in people if one.id in register.people]
        found = {key for one in keys if one is not None for key in _related(one, relation, sex, register)}
        for word in phrase.nouns:
            found = {key for key in found if slug(word) in _words(key, register)}
        if len(found) > 1:
            found = {key for key in found if _is_named(key, register)}
        if len(found) == 1:
            return (_introduced(found.pop(), register, by_name=relation in RIVALS),), "office", "whose relative that is"
        if people:
            return None
    return None


def of_two(phrase: Phrase, register: Register) -> Found | None:
    """ "The elder Bush", "the younger Miliband": of two relatives who bear a name, where one has been named."""
    kin, offices = register.lexicon.kin, register.lexicon.offices
    found = set()
    for one in register.bearers(phrase.name or ""):
        for younger, elder in _pairs(one.key, kin) if one.key is not None else ():
            surnames = {offices.by_person[key][0].surname for key in (younger, elder)}
            if surnames == {one.surname}:
                found.add(elder if phrase.role_text in register.lexicon.roles.of_elders else younger)
    if len(found) != 1:
        return None
    return (_introduced(found.pop(), register, by_name=False),), "surname", "the one of two relatives"


def _pairs(key: Key, kin: Kin) -> list[tuple[Key, Key]]:
    """The person with each parent, child and sibling, the younger first."""
    elders = [(key, other) for relation in ("parent", "elder") for other in kin.of(key, relation)]
    return elders + [(other, key) for relation in ("child", "younger") for other in kin.of(key, relation)]


def _owners(pronoun: str, register: Register) -> list[list[Actor]]:
    """Those of this sentence so far who may be "his", then those of the one before."""
    return [list(fitting(people_of(sentence), pronoun, register).values()) for sentence in reversed(register.said[-2:])]


def _related(key: Key, relation: str, sex: str, register: Register) -> list[Key]:
    women = register.lexicon.offices.women
    return [one for one in register.lexicon.kin.of(key, relation) if not sex or (one in women) == (sex == "woman")]


def _words(key: Key, register: Register) -> set[str]:
    """The words of all spellings of a name."""
    names = {name for term in register.lexicon.offices.by_person[key] for name in (term.person, *term.names)}
    return {word for name in names for word in slug(name).split("-")}


def _is_named(key: Key, register: Register) -> bool:
    return any(one.key == key for one in register.people.values())


def _introduced(key: Key, register: Register, *, by_name: bool) -> Actor:
    """The actor; `by_name`: the surname alone may mean him from now on."""
    actor = known_person(key, None, register.day, register.lexicon)
    surname = register.lexicon.offices.by_person[key][0].surname
    register.introduce(actor, surname if by_name else "", None, key)
    return actor
