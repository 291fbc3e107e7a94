"""Descriptions: what an unknown name is said to be ("a nurse from Leeds"), and "the nurse", "the Norwegian" after it.

The first half works on a line, the second on what the article has said so far.
"""

from dragoman.actors.line import Line
from dragoman.actors.phrase import Phrase
from dragoman.actors.register import LOOK_BACK, Found, Register

APPOSITION_WORDS = 7  # after the comma: "a retired primary school teacher from …"


def calling(line: Line, at: int, stop: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What the words beside the name at `at:stop` call it, and the states they give it.

    "Driver Jane Roe", "Jane Roe, a Welsh driver": a driver; "Jane Roe, a driver from Chile": of Chile.
    """
    found = [line.lows[at - 1]] if at and line.is_plain_word(at - 1) else []
    if line.low(stop) != "," or line.low(stop + 1) not in ("a", "an", "the"):
        return tuple(found), ()
    head, states, word = "", (), stop + 2
    while word < min(stop + 2 + APPOSITION_WORDS, len(line.tokens)) and line.tokens[word].is_word:
        hit = line.hit(word)
        if hit is not None and hit.kind in ("adjective", "state") and len(hit.meanings) == 1 and not hit.ambiguous:
            states = hit.meanings
            word = hit.stop
            continue
        if line.lows[word] in line.words.breakers:
            origin = line.hit(word + 1) if line.lows[word] in line.words.origins else None
            if origin is not None and origin.kind == "state" and len(origin.meanings) == 1 and not origin.ambiguous:
                states = origin.meanings
            break
        head = line.lows[word] if line.is_plain_word(word) else ""
        word += 1
    return tuple(found + ([head] if head else [])), states


def described(line: Line, at: int) -> tuple[Phrase, int] | None:
    """ "The nurse": a plain noun that may stand for somebody the article has called so."""
    determined = line.lows[at] == "the" or line.lows[at] in line.words.possessives
    if not determined or line.lows[at] == "its" or line.low(at + 1) in line.words.homelands:
        return None
    if not line.is_plain_word(at + 1) or line.is_name_word(at + 2):
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
    if line.low(stop) in (",", ".", ";", "") or line.low(stop) in line.words.idle_it:
        return True
    return line.acts(stop, sure=True) or line.helps(stop) or _is_past(line, stop)


def _is_past(line: Line, at: int) -> bool:
    """Whether a plain past stands at token `at`: "hugged him", "laughed.", and not the "united" of "united front"."""
    after = line.low(at + 1)
    closed = not after[:1].isalnum() or after in line.words.breakers or after in line.words.objective
    return line.is_plain_word(at) and line.lows[at].endswith("ed") and closed


def by_description(phrase: Phrase, register: Register) -> Found | None:
    """The one person whom the article has called so."""
    words = register.lexicon.roles
    if phrase.name in words.hosts or phrase.name in words.guests:
        return _host_or_guest(register, is_host=phrase.name in words.hosts)
    people = [one for one in register.people.values() if phrase.name in one.nouns]
    if len(people) != 1:
        return None
    return (people[0].actor,), "office", "the one person so described"


def _host_or_guest(register: Register, *, is_host: bool) -> Found | None:
    """Of the two people just named, the one in whose state they are, or the other."""
    lately = [mention for sentence in register.said[-LOOK_BACK:] for mention in sentence]
    people = {actor.id: actor for mention in lately for actor in mention.actors if actor.kind == "person"}
    places = {actor.state for mention in lately if mention.form == "place" for actor in mention.actors}
    at_home = [actor for actor in people.values() if actor.state in places]
    if len(people) != 2 or len(at_home) != 1:
        return None
    meant = at_home if is_host else [actor for actor in people.values() if actor not in at_home]
    return tuple(meant), "office", "the one in whose state they are" if is_host else "the one who is not at home"


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
