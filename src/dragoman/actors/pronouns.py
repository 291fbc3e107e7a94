"""Pronouns: he, him, it, its, they → the one just named who may be meant, if one remains."""

from dragoman.actors.people import state_actor
from dragoman.actors.phrase import Phrase
from dragoman.actors.register import Found, Register


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
