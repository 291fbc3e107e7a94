"""Descriptions: what an unknown name is said to be ("a nurse from Leeds"), and "the nurse", "the Norwegian" after it.

The first half works on a line, the second on what the article has said so far.
"""

from itertools import pairwise

from dragoman.actors.line import Line
from dragoman.actors.phrase import Phrase
from dragoman.actors.register import LOOK_BACK, Found, Register
from dragoman.model.actor import Actor, Mention

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
    if line.low(at + 2) in line.words.hosts | line.words.guests and (hit := line.hit(at + 1)) is not None:
        if hit.kind != "adjective" or len(hit.meanings) != 1 or hit.ambiguous:
            return None
        return line.phrase(at + 1, at + 3, "description", name=line.lows[at + 2], states=hit.meanings), at + 3
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
        return _host_or_guest(phrase, register)
    people = [one for one in register.people.values() if phrase.name in one.nouns]
    if len(people) != 1:
        return None
    return (people[0].actor,), "office", "the one person so described"


def _host_or_guest(phrase: Phrase, register: Register) -> Found | None:
    """Of those named of late the one who receives, or in whose state they are; or the one who is received there."""
    if phrase.states:
        return by_state(phrase.states[0], register)
    if (said := _apposed_to(phrase, register)) is not None:
        return said.actors, "office", "the name that it stands beside"
    is_host = phrase.name in register.lexicon.roles.hosts
    hosts, guests = _received(register) or _at_home(register)
    meant = hosts if is_host else guests
    if register.text[: phrase.start].casefold().split()[-1:] != ["the"]:  # "his guest" is not he
        here = {mention.actors[0].id for mention in register.said[-1] if len(mention.actors) == 1}
        meant = [actor for actor in meant if actor.id not in here]
    if len(meant) != 1:
        return None
    return tuple(meant), "office", "the one in whose state they are" if is_host else "the one who is not at home"


def _apposed_to(phrase: Phrase, register: Register) -> Mention | None:
    """The name right before, of "Ana Roe, the host, said"."""
    before = register.said[-1][-1] if register.said[-1] else None
    if before is None or len(before.actors) != 1 or before.actors[0].kind != "person":
        return None
    beside = register.text[before.end : phrase.start] == ", the " and register.text[phrase.end : phrase.end + 1] == ","
    return before if beside else None


def _received(register: Register) -> tuple[list[Actor], list[Actor]] | None:
    """Who receives whom, of "Modi received Sharif", by the last sentence that says so."""
    for sentence in reversed(register.said[-LOOK_BACK:]):
        people = [mention for mention in sentence if len(mention.actors) == 1 and mention.actors[0].kind == "person"]
        for host, guest in pairwise(people):
            between = set(register.text[host.end : guest.start].casefold().split())
            if between & register.lexicon.roles.hosting and "by" not in between and host.actors != guest.actors:
                return list(host.actors), list(guest.actors)
    return None


def _at_home(register: Register) -> tuple[list[Actor], list[Actor]]:
    """Of the people named of late, those in whose state they were last said to be, and the others."""
    lately = register.said[-LOOK_BACK:]
    named = (actor for sentence in lately for mention in sentence for actor in mention.actors)
    people = {actor.id: actor for actor in named if actor.kind == "person"}.values()
    for sentence in reversed(lately):
        places = {actor.state for mention in sentence if mention.form == "place" for actor in mention.actors}
        at_home = [actor for actor in people if actor.state in places]
        if at_home:
            return at_home, [actor for actor in people if actor not in at_home]
    return [], []


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
