"""What the reader says to what the words leave open: a place or who governs there, one of a people or its state."""

import msgspec

from dragoman.actors.phrase import Phrase
from dragoman.lexicon import Lexicon
from dragoman.model.seen import Named

PLAINLY = 0.9  # a confidence of the reader; below it, "to Tokyo" was as often the city on ReLocaR's training half
LIKELY = 0.8  # below it, "the council" was as often a town's, by eye


def weighed(phrase: Phrase, seen: tuple[Named, ...] | None, text: str, lexicon: Lexicon) -> Phrase | None:
    """The phrase as the reader takes it, of whose sentence `seen` is somebody; as it is where it has not read (None).

    A state, capital or house by name is a place where the reader sees nobody in it, and no place where it plainly
    sees one; "the Norwegian" is a person where it sees one just there. An "it" before a verb that tells nothing is
    somebody only where the reader sees one.
    """
    over = [one for one in seen or () if one.span.start < phrase.end and phrase.start < one.span.end]
    just_there = [one for one in over if (one.span.start, one.span.end) == (phrase.start, phrase.end)]
    if phrase.kind == "it" and phrase.doubtful:
        return phrase if just_there else None
    if phrase.kind == "body_noun" and any(one.kind == "igo" and one.confidence >= LIKELY for one in just_there):
        return msgspec.structs.replace(phrase, seen_body=True)
    if seen is None or phrase.definite:
        return phrase
    if phrase.after_the and any(one.kind == "person" for one in just_there):
        return msgspec.structs.replace(phrase, definite=True)
    if phrase.adjective:
        return phrase
    if phrase.kind == "state" and not over:
        return msgspec.structs.replace(phrase, kind="place")
    if phrase.kind == "body" and not over and not phrase.possessive and _is_house(phrase, text, lexicon):
        return msgspec.structs.replace(phrase, kind="place", states=(lexicon.organs[phrase.body].state,), body=None)
    if phrase.open_place and any(one.kind == "state" and one.confidence >= PLAINLY for one in over):
        return msgspec.structs.replace(phrase, kind="state")
    return phrase


def _is_house(phrase: Phrase, text: str, lexicon: Lexicon) -> bool:
    """Whether an organ's name is also that of the house it sits in."""
    organ = lexicon.organs.get(phrase.body or "")
    return organ is not None and text[phrase.start : phrase.end] in organ.buildings
