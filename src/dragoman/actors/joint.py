"""What stands once and is meant of several: "the presidents of Brazil and Chile", "Kyrgyz and Tajik troops"."""

from typing import Any

from dragoman.actors.line import Line
from dragoman.actors.phrase import Phrase
from dragoman.lexicon.names import Hit, HitKind
from dragoman.lexicon.roles import Role

MOST = 8  # states in one list


def joint(line: Line, at: int) -> tuple[Phrase, int] | None:
    """The phrase that begins at token `at`, and the token where it ends."""
    hit = line.hit(at)
    if hit is None:
        return None
    if hit.kind == "role":
        role, stop = _plural(line, at, "role")
        if role is None or not role.roles or line.low(stop) != "of":
            return None
        return _made(line, at, *_listed(line, stop + 1), role=role)
    if hit.kind not in ("adjective", "state"):
        return None
    states, stop = _listed(line, at)
    role, end = _plural(line, stop, "role")
    return _made(line, at, states, end, role=role) if role is not None and role.roles else None


def shared_organ(line: Line, at: int, hit: Hit) -> Hit | None:
    """The organ after the last of several states' adjectives, as it is this state's too: "Kyrgyz and Tajik troops"."""
    words = line.span_text(at, hit.stop)
    if not any(words in line.lexicon.states[code].adjectives for code in hit.meanings):
        return None
    states, stop = _listed(line, at)
    organ = (line.hit(stop) or organs(line, stop)) if len(states) > 1 else None
    if organ is None or organ.kind != "role_organ" or line.is_modifier(organ.stop):
        return None
    return organ


def organs(line: Line, at: int) -> Hit | None:
    """The organ whose plural stands at token `at`: "governments", "defence ministries"."""
    organ, stop = _plural(line, at, "role_organ")
    return Hit(at, stop, "role_organ", (organ,)) if organ is not None else None


def _made(line: Line, at: int, states: tuple[str, ...], stop: int, *, role: Role) -> tuple[Phrase, int] | None:
    if len(states) < 2 or line.is_name_word(stop):
        return None
    return line.phrase(at, stop, "joint", states=states, role=role, role_text=role.nouns[0]), stop


def _plural(line: Line, at: int, kind: HitKind) -> tuple[Any, int]:
    """Of which office or organ the plural stands at token `at`, "presidents", and the token where it ends."""
    for stop in range(min(at + 3, len(line.tokens)), at, -1):
        noun = " ".join(line.lows[at:stop])
        for singular in (line.words.plurals.get(noun), noun.removesuffix("s"), noun.removesuffix("ies") + "y"):
            found = line.table_name(singular) if singular and singular != noun else None
            if found is not None and found.kind == kind:
                return found.meanings[0], stop
    return None, at


def _listed(line: Line, at: int) -> tuple[tuple[str, ...], int]:
    """States in a list, "Poland, the Czech Republic and Slovenia", and the token where it ends."""
    states: list[str] = []
    stop = at
    while len(states) < MOST:
        at = at + 1 if line.low(at) == "the" else at
        hit = line.hit(at)
        if hit is None or hit.kind not in ("state", "adjective") or len(hit.meanings) != 1 or hit.ambiguous:
            break
        states.append(hit.meanings[0])
        stop = at = hit.stop
        if line.low(at) not in (",", "and"):
            break
        at += 2 if line.low(at) == "," and line.low(at + 1) == "and" else 1
    return tuple(states), stop
