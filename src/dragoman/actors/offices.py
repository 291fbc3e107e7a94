"""Offices in a line: a role's noun with its state, its holder's name and what stands around them → one Phrase."""

import msgspec

from dragoman.actors.line import Line
from dragoman.actors.phrase import Phrase
from dragoman.lexicon.names import Hit
from dragoman.lexicon.roles import Role

# Offices that only a state has: before them "Georgia" is no American one
SOVEREIGN = frozenset(("head_of_state", "head_of_government", "foreign_minister", "defence_minister", "elect"))

Made = tuple[Phrase | None, int]


def of_role(
    line: Line, start: int, at: int, *,
    states: tuple = (), owner: Phrase | None = None, former: bool = False, doubtful: bool = False,
) -> Made:  # fmt: skip
    """The office whose noun stands at token `at`, in a phrase from `start`, and who holds it if a name follows."""
    hit = line.hit(at)
    role: Role = hit.meanings[0]
    stop = hit.stop
    former = former or line.is_former(at) or line.is_former(start) or role.past
    text = line.span_text(at, stop)
    if line.is_deputy(at):
        text = line.span_text(at - 1, stop)
        former = former or line.is_former(at - 1)
        role = msgspec.structs.replace(role, roles=(), office=text)
    elif start < at or start > 0:
        role, text = _with_top(line, start, role, text)
    role, states = _of_polity(line, start, role, states)
    if line.low(start - 1) in ("a", "an"):
        role = msgspec.structs.replace(role, some=True)  # "a Pentagon spokesperson": which of them is not said
    acting = not line.words.acting.isdisjoint(line.lows[max(0, start - 1) : at + 1])
    doubtful = doubtful and not _tells_the_state(line, role, text, states, acting=acting)
    if role.calling and owner is not None and owner.kind in ("body", "organ"):
        owner = None  # "White House correspondent": speaks for no White House
    if role.calling and role.sector == "EDU":
        states = ()  # "a North Korea expert" is hardly a North Korean
    end_of_noun = stop
    if role.post and (states or owner) and line.low(stop) == "to" and (beyond := _post(line, stop)):
        role, text, stop = _posted(line, role, text, stop, beyond)
    elif not states and owner is None and not role.calling:
        role, states, stop = _state_behind(line, role, text, stop)
        owner, stop = (None, stop) if states else _body_complement(line, stop)
    elif len(states) > 1:
        states, stop = _by_capital(line, states, stop)
        doubtful = doubtful and len(states) > 1
    made = {
        "role": role, "role_text": text, "former": former, "acting": acting, "owner": owner, "states": states,
        "doubtful": doubtful,
    }  # fmt: skip
    found = _holder(line, stop, role)
    if found is not None:
        persons, name, end = found
        kind = "person" if persons or " " in name else "surname"
        if role.honorific and kind == "surname":
            made["role"] = None
        if role.calling and kind == "surname":
            return None, end_of_noun  # "Farmer Tariff"
        parts = _parts(line, start, end_of_noun, end, name)
        if not states and owner is None and not SOVEREIGN.isdisjoint(role.roles):
            made["states"], _ = complement(line, end, ("of",), plainly=_is_sovereign(line, role, text, end))
        return line.phrase(start, end, kind, persons=persons, name=name, parts=parts, **made), end
    if role.beside and owner is None:
        return None, end_of_noun
    if role.honorific or role.named_only or _is_plural(role, text) or _of_something_else(line, stop, made):
        return None, end_of_noun
    return line.phrase(start, stop, "office", **made), stop


def _is_sovereign(line: Line, role: Role, text: str, end: int) -> bool:
    """Whether the state behind a name that ends at token `end` has the office: "President Saakashvili of Georgia"."""
    hit = line.hit(end + 1)
    return hit is not None and hit.kind == "state" and _tells_the_state(line, role, text, tuple(hit.meanings))


def _parts(line: Line, start: int, noun_end: int, end: int, name: str) -> tuple[tuple[int, int], ...]:
    """Where an office and the name that a comma parts from it stand."""
    if line.low(noun_end) != ",":
        return ()
    name_end = line.tokens[end - 1].end
    office = line.tokens[start].start, line.tokens[noun_end - 1].end
    return office, (name_end - len(name), name_end)


def _of_polity(line: Line, start: int, role: Role, states: tuple) -> tuple[Role, tuple]:
    """ "Soviet president", "East German prime minister": an office of a state that is no more."""
    for at in range(max(0, start - 3), start + 1):
        hit = line.hit(at)
        if hit is None or not (hit.stop == start or (hit.start == start and tuple(hit.meanings) == states)):
            continue
        polity = _polity(line, hit)
        if polity is not None:
            return msgspec.structs.replace(role, polity=polity), tuple(hit.meanings)
    return role, states


def _polity(line: Line, hit: Hit) -> str | None:
    """The state that is no more which these words name, by the word that its offices are titled with."""
    if hit.kind not in ("state", "adjective", "nothing") or len(hit.meanings) != 1:
        return None
    state = line.lexicon.states[hit.meanings[0]]
    last = line.tokens[hit.stop - 1]
    written = line.span_text(hit.start, hit.stop).removesuffix(last.text) + last.bare
    return next((polity for polity, names in state.past.items() if written in names), None)


def _tells_the_state(line: Line, role: Role, text: str, states: tuple, *, acting: bool = False) -> bool:
    """Whether a name that may mean other things ("Georgia") means the state with this office: only states have it."""
    if len(states) != 1 or (role.any_head and not acting) or SOVEREIGN.isdisjoint(role.roles):
        return False
    users = line.words.titles.get(text.casefold())
    return users is None or states[0] in users


def _by_capital(line: Line, states: tuple, stop: int) -> tuple[tuple, int]:
    """ "The Congolese president in Kinshasa": the one of several states whose capital follows."""
    hit = line.hit(stop + 1) if line.low(stop) == "in" else None
    if hit is None or hit.kind != "capital" or len(hit.meanings) != 1 or hit.meanings[0] not in states:
        return states, stop
    return tuple(hit.meanings), hit.stop


def _state_behind(line: Line, role: Role, text: str, stop: int) -> tuple[Role, tuple, int]:
    """The state behind an office: "president of the Soviet Union", "king of Jordan"."""
    at = stop + 2 if line.low(stop + 1) == "the" else stop + 1
    hit = line.hit(at) if line.low(stop) in _prepositions(role) else None
    if hit is None:
        return role, (), stop
    polity = _polity(line, hit)
    if polity is not None:
        return msgspec.structs.replace(role, polity=polity), tuple(hit.meanings), hit.stop
    plainly = _tells_the_state(line, role, text, tuple(hit.meanings))
    return (role, *complement(line, stop, _prepositions(role), plainly=plainly))


def _posted(line: Line, role: Role, text: str, stop: int, beyond: int) -> tuple[Role, str, int]:
    """ "Ambassador to the United Nations": the post is part of the title."""
    at = stop + 2 if line.low(stop + 1) == "the" else stop + 1
    return (*posted(line, role, text, at), beyond)


def posted(line: Line, role: Role, text: str, at: int) -> tuple[Role, str]:
    """The office of a man at the post that stands at token `at`, as the tables title it."""
    hit = line.hit(at)
    if hit.kind == "body":
        known = line.lexicon.organisations.get(hit.meanings[0])
        name = f"the {known.name}" if known is not None else line.span_text(at, hit.stop)
    else:
        name = line.lexicon.states[hit.meanings[0]].name
    title = f"{role.post} to {name}"
    return msgspec.structs.replace(role, roles=("ambassador",), nouns=(title.casefold(),)), title


def _with_top(line: Line, start: int, role: Role, text: str) -> tuple[Role, str]:
    """ "top U.S. diplomat" is the U.S. top diplomat."""
    if line.low(start - 1) in line.words.acting:
        return role, text
    joined = f"{line.low(start - 1)} {text.casefold()}"
    for other in line.words.role:
        if joined in other.nouns:
            return other, other.office or joined
    return role, text


def _is_plural(role: Role, text: str) -> bool:
    """ "South Korean presidents": nobody in particular."""
    return text.endswith("s") and text.casefold() not in role.nouns


def _of_something_else(line: Line, stop: int, made: dict) -> bool:
    """ "vice president of studies at a foundation", "chief foreign correspondent": no office of a state."""
    if made["states"] or made["owner"] is not None:
        return False
    return line.low(stop) == "of" or line.is_modifier(stop)


def _holder(line: Line, stop: int, role: Role) -> tuple[tuple, str, int] | None:
    """The name that goes with an office: right after it, or after a comma where it is a full name we can be sure of."""
    found = line.named(stop)
    if found is not None:
        return found
    if line.low(stop) in ("of", "for"):
        # "French Minister of Armed Forces Florence Parly"
        for at in range(stop + 1, min(stop + 5, len(line.tokens))):
            if not line.tokens[at].is_word:
                break
            known = line.named(at, known_only=True)
            if known is not None:
                return known
    if line.low(stop) == "to" and (beyond := _post(line, stop)):
        stop = beyond  # "French ambassador to Ivory Coast, Jean-Marc Simon, said"
    if line.low(stop) == "," and (title := line.hit(stop + 1)) is not None and title.kind == "role":
        return line.named(title.stop)  # "the ministry's spokesman, Ambassador Shafqat Ali Khan"
    if line.low(stop) == ",":
        # "Japan's prime minister, Shigeru Ishiba, said": only a known full name, or one that a comma closes again
        known = line.named(stop + 1, known_only=True)
        if known is not None:
            return known
        name = line.named(stop + 1)
        if name is not None and " " in name[1] and line.low(name[2]) == "," and not role.named_only:
            return name
    return None


def _post(line: Line, stop: int) -> int | None:
    """Where "to Ivory Coast", "to the United Nations" ends."""
    at = stop + 2 if line.low(stop + 1) == "the" else stop + 1
    hit = line.hit(at)
    return hit.stop if hit is not None and hit.kind in ("state", "capital", "body") else None


def _prepositions(role: Role) -> tuple[str, ...]:
    """A spokesman for North Korea is its own, an envoy for North Korea another's."""
    return ("of", "for") if role.speaks_for else ("of",)


def complement(
    line: Line, stop: int, prepositions: tuple[str, ...], *, plainly: bool = False
) -> tuple[tuple, int]:  # fmt: skip
    """ "president of the Republic of Korea", "the government in Islamabad": the state behind a noun.

    `plainly`: the noun tells that an ambiguous name means the state.
    """
    if line.low(stop) not in prepositions:
        return (), stop
    at = stop + 2 if line.low(stop + 1) == "the" else stop + 1
    hit = line.hit(at)
    if hit is None or hit.kind not in ("state", "capital") or (hit.ambiguous and not plainly):
        return (), stop
    follows = line.hit(hit.stop)
    if line.is_name_word(hit.stop) or (follows is not None and follows.kind in ("role_organ", "role", "person")):
        return (), stop  # "spokesman for the U.S. military": not the state itself
    if line.tokens[hit.stop - 1].possessive:
        return (), stop
    return tuple(hit.meanings), hit.stop


def _body_complement(line: Line, stop: int) -> tuple[Phrase | None, int]:
    """ "leader of ISIS", "spokesman for the U.S. military": the body behind an office."""
    if line.low(stop) not in ("of", "for"):
        return None, stop
    at = stop + 2 if line.low(stop + 1) == "the" else stop + 1
    hit = line.hit(at)
    if hit is None:
        return None, stop
    if hit.kind in ("body", "organ") and not _is_part(line, hit.stop):
        return line.phrase(at, hit.stop, "body", body=hit.meanings[0], doubtful=hit.ambiguous), hit.stop
    if hit.kind in ("state", "adjective", "capital"):
        organ = line.hit(hit.stop)
        if organ is not None and organ.kind == "role_organ" and not _is_part(line, organ.stop):
            made = line.phrase(
                at,
                organ.stop,
                "organ",
                states=tuple(hit.meanings),
                role_organ=organ.meanings[0],
                doubtful=hit.ambiguous,
            )
            return made, organ.stop
    return None, stop


def _is_part(line: Line, stop: int) -> bool:
    """ "head of the U.N. children's program": of a part of it, not of the body."""
    owns = line.tokens[stop - 1].possessive or (line.is_plain_word(stop) and line.tokens[stop].possessive)
    return owns or line.low(stop) in line.words.body_parts


def of_apposition(line: Line, at: int, stop: int, name: str) -> Phrase | None:
    """ "Jane Roe, the chief of staff to Macron, said": an unknown name that the words after a comma explain."""
    if line.low(stop) != ",":
        return None
    after = stop + 1
    if line.low(after) in ("the", "a", "an"):
        after += 1
    after, former = line.qualifiers(after)
    states: tuple = ()
    owner, doubtful = None, False
    hit = line.hit(after)
    if hit is not None and hit.kind in ("state", "adjective"):
        states, doubtful, after = tuple(hit.meanings), hit.ambiguous, hit.stop
    elif hit is not None and hit.kind in ("body", "organ"):
        owner, after = line.phrase(after, hit.stop, "body", body=hit.meanings[0], doubtful=hit.ambiguous), hit.stop
    else:
        owner, after = _principal(line, after)
    after, later_former = line.qualifiers(after)
    hit = line.hit(after)
    if hit is not None and hit.kind == "role_organ" and line.hit(hit.stop) is not None:
        after, hit = hit.stop, line.hit(hit.stop)  # "Pakistan's army spokesman"
    made = {"name": name, "states": states, "owner": owner, "doubtful": doubtful, "former": former or later_former}
    if hit is not None and hit.kind == "role" and line.acts(hit.stop):
        return None  # "in New York, a diplomat said"
    if hit is not None and hit.kind == "role" and not hit.meanings[0].honorific:
        if hit.meanings[0].calling and owner is not None and owner.kind == "body":
            made["owner"] = None
        elif not states and owner is None:
            made["states"], end = complement(line, hit.stop, _prepositions(hit.meanings[0]))
            if not made["states"]:
                made["states"], made["owner"] = _served(line, hit.stop)
            if not made["states"] and made["owner"] is None:
                made["owner"], end = _body_complement(line, hit.stop)
            if not made["states"] and made["owner"] is None and line.low(end) in ("of", "at", "with", "for"):
                return None  # "vice president of studies at a foundation"
        if hit.meanings[0].calling and hit.meanings[0].sector == "EDU":
            made["states"], made["owner"] = (), None
        return line.phrase(at, stop, "person", role=hit.meanings[0], role_text=line.span_text(after, hit.stop), **made)
    if owner is not None and owner.kind in ("person", "surname") and _closes(line, after):
        return line.phrase(at, stop, "person", **made)  # "Jane Roe, Macron's right hand,"
    return None


def _served(line: Line, stop: int) -> tuple[tuple, Phrase | None]:
    """ "Chief of staff to South Korean President Lee": whose man he is. An ambassador to Japan is not Japan's."""
    if line.low(stop) != "to":
        return (), None
    hit = line.hit(stop + 1)
    if hit is not None and hit.kind == "adjective" and not hit.ambiguous:
        return tuple(hit.meanings), None
    found = line.named(stop + 1)
    if found is None:
        return (), None
    persons, name, end = found
    return (), line.phrase(stop + 1, end, "person" if persons else "surname", persons=persons, name=name)


def _principal(line: Line, at: int) -> tuple[Phrase | None, int]:
    """The person whose somebody follows: "Lee's", "Vladimir Putin's"."""
    found = line.named(at)
    if found is None or not line.tokens[found[2] - 1].possessive:
        return None, at
    persons, name, stop = found
    return line.phrase(at, stop, "person" if persons else "surname", persons=persons, name=name), stop


def _closes(line: Line, at: int) -> bool:
    """Whether one to three plain words stand between token `at` and a comma or the end."""
    end = at
    while line.is_plain_word(end) and end - at < 4:
        end += 1
    return 1 <= end - at <= 3 and line.low(end) in (",", ".", "")
