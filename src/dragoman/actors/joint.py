"""Joint offices as one phrase: "the presidents of Brazil and Chile", "the American and Russian presidents"."""

from dragoman.actors.line import Line
from dragoman.actors.phrase import Phrase
from dragoman.lexicon.roles import Role

MOST = 8  # states in one list


def joint(line: Line, at: int) -> tuple[Phrase, int] | None:
    """The phrase that begins at token `at`, and the token where it ends."""
    hit = line.hit(at)
    if hit is None:
        return None
    if hit.kind == "role":
        role, stop = _plural(line, at)
        if role is None or line.low(stop) != "of":
            return None
        return _made(line, at, *_listed(line, stop + 1), role=role)
    if hit.kind not in ("adjective", "state"):
        return None
    states, stop = _listed(line, at)
    role, end = _plural(line, stop)
    return _made(line, at, states, end, role=role) if role is not None else None


def _made(line: Line, at: int, states: tuple[str, ...], stop: int, *, role: Role) -> tuple[Phrase, int] | None:
    if len(states) < 2 or line.is_name_word(stop):
        return None
    return line.phrase(at, stop, "joint", states=states, role=role, role_text=role.nouns[0]), stop


def _plural(line: Line, at: int) -> tuple[Role | None, int]:
    """The office whose plural stands at token `at`: "presidents", "prime ministers"."""
    for stop in range(min(at + 3, len(line.tokens)), at, -1):
        noun = " ".join(line.lows[at:stop])
        singular = line.words.plurals.get(noun) or noun.removesuffix("s")
        found = line.table_name(singular) if singular != noun else None
        if found is not None and found.kind == "role" and found.meanings[0].roles:
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
