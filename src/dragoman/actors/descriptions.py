"""Descriptions: what an unknown name is said to be ("a nurse from Leeds"), and "the nurse", "the Norwegian" after it.

The first half works on a line, the second on what the article has said so far.
"""

from dragoman.actors.line import Line
from dragoman.actors.phrase import Phrase
from dragoman.actors.register import LOOK_BACK, Found, Register

APPOSITION_WORDS = 7  # after the comma: "a retired primary school teacher from …"


def nouns(line: Line, at: int, stop: int) -> tuple[str, ...]:
    """What the words beside the name at `at:stop` call it: "driver Jane Roe", "Jane Roe, a driver from Leeds"."""
    found = [line.lows[at - 1]] if at and line.is_plain_word(at - 1) else []
    if line.low(stop) == "," and line.low(stop + 1) in ("a", "an", "the"):
        head = ""
        for word in range(stop + 2, min(stop + 2 + APPOSITION_WORDS, len(line.tokens))):
            if not line.tokens[word].is_word or line.lows[word] in line.words.breakers:
                break
            head = line.lows[word] if line.is_plain_word(word) else ""
        found += [head] if head else []
    return tuple(found)


def described(line: Line, at: int) -> tuple[Phrase, int] | None:
    """ "The nurse": a plain noun that may stand for somebody the article has called so."""
    if line.lows[at] != "the" or not line.is_plain_word(at + 1) or line.is_name_word(at + 2):
        return None
    hit = line.hit(at + 1)
    stop = at + 2 if hit is None else hit.stop
    if hit is not None and (hit.kind != "role" or not hit.meanings[0].named_only or line.hit(stop) is not None):
        return None
    return line.phrase(at + 1, stop, "description", name=line.span_text(at + 1, stop).casefold()), stop


def is_somebody(line: Line, at: int, stop: int) -> bool:
    """Whether "the" and a state's adjective are one person: "the Norwegian said", and no "Norwegian fleet"."""
    if line.low(at - 1) != "the" or line.tokens[stop - 1].possessive:
        return False
    return line.low(stop) in (",", ".", ";", "") or line.acts(stop) or line.low(stop) in line.words.idle_it


def by_description(phrase: Phrase, register: Register) -> Found | None:
    """The one person whom the article has called so."""
    people = [one for one in register.people.values() if phrase.name in one.nouns]
    if len(people) != 1:
        return None
    return (people[0].actor,), "office", "the one person so described"


def by_state(state: str, register: Register) -> Found | None:
    """ "The Norwegian": the one person of that state who was named of late."""
    people = {
        actor.id: actor
        for sentence in register.said[-LOOK_BACK:]
        for mention in sentence
        for actor in mention.actors
        if actor.kind == "person" and actor.state == state
    }
    if len(people) != 1:
        return None
    return tuple(people.values()), "office", "the one person of that state"
