"""Pronouns: he, him, it, its, they → the one just named who may be meant, if one remains."""

from dragoman.actors.people import state_actor
from dragoman.actors.phrase import Phrase
from dragoman.actors.register import Found, Register
from dragoman.model.actor import Actor, Mention


def pronoun(phrase: Phrase, register: Register) -> Found | None:
    """He, she, him or her: one person who may be meant, and henceforth is a man or a woman."""
    found = _objective(phrase, register) if phrase.objective else _nominative(phrase, register)
    if found is not None and len(found[0]) == 1:
        register.women.setdefault(found[0][0].id, _says_woman(phrase, register))
    return found


def _nominative(phrase: Phrase, register: Register) -> Found | None:
    """He or she: who says so; else the one person of this sentence so far who may be meant, else of the one before.

    Nobody where a stranger may be; and whom the tables know for a woman is no "he".
    """
    speaker = _speaker(phrase, register)
    if speaker is not None and (people := _people([speaker], phrase, register)):
        return tuple(people.values()), "pronoun", "whoever says so"
    for back in (1, 2):
        if len(register.said) < back:
            return None
        people = _people(register.said[-back], phrase, register)
        if register.strangers[-back] or len(people) > 1 or _is_open(register.said[-back]):
            return None
        if people:
            return tuple(people.values()), "pronoun", "the one person just named"
    return None


def _objective(phrase: Phrase, register: Register) -> Found | None:
    """Him or her: the one person of the sentence before, who is not the one that acts here."""
    if len(register.said) < 2 or register.strangers[-1] or register.strangers[-2]:
        return None
    here, before = (_people(register.said[-back], phrase, register) for back in (1, 2))
    everybody = {actor.id for mention in register.said[-1] for actor in mention.actors if actor.kind == "person"}
    if len(everybody) > 1 or _is_open(register.said[-1]) or _is_open(register.said[-2]):
        return None
    meant = {key: actor for key, actor in before.items() if key not in here}
    return (tuple(meant.values()), "pronoun", "the one person just named") if len(meant) == 1 else None


def _people(sentence: list[Mention], phrase: Phrase, register: Register) -> dict[str, Actor]:
    """The people of a sentence who may be "he" or "she"."""
    return fitting(people_of(sentence), phrase.name or "", register)


def people_of(sentence: list[Mention]) -> dict[str, Actor]:
    """Everybody whom a sentence names so far."""
    return {actor.id: actor for mention in sentence for actor in mention.actors if actor.kind == "person"}


def fitting(people: dict[str, Actor], word: str, register: Register) -> dict[str, Actor]:
    """Of these people, those who may be "he", "her" or "his"."""
    woman = word.casefold() in register.lexicon.roles.female
    return {key: actor for key, actor in people.items() if _is_woman(actor, register) in (woman, None)}


def _says_woman(phrase: Phrase, register: Register) -> bool:
    return (phrase.name or "").casefold() in register.lexicon.roles.female


def _is_woman(actor: Actor, register: Register) -> bool | None:
    """By the tables, by the pronoun that meant her before, or by her first name."""
    known = register.lexicon.offices.is_woman((actor.tie, actor.name))
    if known is None:
        known = register.women.get(actor.id)
    return register.lexicon.offices.is_womans(actor.name) if known is None else known


def _speaker(phrase: Phrase, register: Register) -> Mention | None:
    """The mention right before the verb of saying behind which a pronoun stands, where nobody is told so."""
    if phrase.said_by is None:
        return None
    said = [mention for mention in register.said[-1] if mention.end == phrase.said_by and len(mention.actors) == 1]
    told = (mention for mention in register.said[-1] if mention.start > phrase.said_by)
    if not said or any(actor.kind == said[-1].actors[0].kind for mention in told for actor in mention.actors):
        return None
    return said[-1]


def it(phrase: Phrase, register: Register) -> Found | None:
    """Whoever says so; else the one state, organ or body of this sentence so far, else of the one before."""
    speaker = _speaker(phrase, register)
    if speaker is not None and speaker.actors[0].kind in ("state", "organ", "organisation"):
        return speaker.actors, "pronoun", "whoever says so"
    if phrase.said_by is not None and speaker is None:
        return None  # "analysts say it will …"
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


def own(phrase: Phrase, register: Register) -> Found | None:
    """ "Its": the one state, organ or body that this sentence has named so far; if it opens one, the one before."""
    back = 2 if phrase.definite and len(register.said) > 1 else 1
    return _sole(_acting(register.said[-back]))


def _acting(sentence: list[Mention]) -> list[Actor]:
    """The states, organs and bodies that a sentence names, other than as places."""
    return [
        actor
        for mention in sentence
        if mention.form not in ("place", "adjective", "group")
        for actor in mention.actors
        if actor.kind in ("state", "organ", "organisation")
    ]


def _sole(named: list[Actor]) -> Found | None:
    if len({actor.tie for actor in named}) != 1:
        return None
    return (named[-1],), "pronoun", "the one state or body just named"


def whose(phrase: Phrase, register: Register) -> Found | None:
    """Whose "its" is: the one state that this sentence has named so far; after a comma, the first.

    Where it has named none, the one of the sentence before; where neither has, the one body.
    """
    here, before = _states(register.said[-1]), _states(register.said[-2] if len(register.said) > 1 else [])
    if len(here) == 1 or (here and phrase.definite):
        code = next(iter(here))
    elif not here and len(before) == 1:
        code = next(iter(before))
    elif not here and not before:
        return _sole(_acting(register.said[-1]) or _acting(register.said[-2] if len(register.said) > 1 else []))
    else:
        return None
    return (state_actor(code, register.lexicon),), "pronoun", "the one state just named"


def _states(sentence: list[Mention]) -> dict[str, None]:
    """The states that a sentence names, themselves or by their organs."""
    return dict.fromkeys(
        actor.state
        for mention in sentence
        if mention.form not in ("place", "adjective")
        for actor in mention.actors
        if actor.kind in ("state", "organ") and actor.state is not None
    )


def _is_open(sentence: list[Mention]) -> bool:
    """Whether somebody stands in a sentence of whom nobody knows who it is."""
    return any(not mention.actors and mention.form in ("name", "surname", "office") for mention in sentence)
