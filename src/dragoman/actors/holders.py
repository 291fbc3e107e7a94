"""Who holds an office on the article's day, by the words for it: terms of the tables that fit.

Exact titles before looser ones, acting holders only where the words say so. Decides
nothing where several fit: all are given.
"""

from datetime import date

from dragoman.actors.register import Register
from dragoman.lexicon.offices import Office
from dragoman.lexicon.roles import Role

SHORT = 400  # days


def terms(home: str, role: Role, text: str, register: Register, *, acting: bool = False) -> list[Office]:
    """The terms in which an office that `role` names, written as `text`, is held; the exact ones alone if any."""
    if register.day is None:
        return []
    offices = register.lexicon.offices
    if role.any_head and len(role.roles) > 1 and not acting:
        found = list(chief(home, register))
        titles = frozenset(role.nouns)
    elif role.roles:
        found = [
            term
            for name in role.roles
            for term in offices.holders(home, name, register.day)
            if role.any_head or any(noun in term.office.casefold() for noun in role.nouns)
        ]
        titles = frozenset(role.nouns)
    else:
        found = [term for term in offices.titled(home, text) if term.held_on(register.day)]
        titles = frozenset((text.casefold(),))
    if acting:
        return _acting(home, role, register) or [term for term in found if _is_short(term, register.day)]
    exact = [term for term in found if term.office.casefold() in titles]
    words = register.lexicon.roles.acting
    proper = [term for term in found if term.office.casefold().split()[0] not in words]
    return exact or proper or found


def chief(home: str, register: Register) -> tuple[Office, ...]:
    """The terms of whichever head leads a state that day, if it has any."""
    offices, day = register.lexicon.offices, register.day
    if day is None:
        return ()
    held = {line: offices.holders(home, line, day) for line in ("head_of_state", "head_of_government")}
    return held[register.lexicon.chiefs.role(home, day)] or next((terms for terms in held.values() if terms), ())


def _acting(home: str, role: Role, register: Register) -> list[Office]:
    """Terms of those who stand in for the holder, whatever line of office the tables put them in."""
    words = register.lexicon.roles.acting
    return [
        term
        for term in register.lexicon.offices.of(home)
        if term.held_on(register.day) and term.office.casefold().split()[0] in words
        and (role.any_head or any(noun in term.office.casefold() for noun in role.nouns))
    ]  # fmt: skip


def terms_of_part(home: str, part: str, role: Role, text: str, register: Register) -> list[Office]:
    """The terms of an office in a part of a state or body: "Kremlin spokesman", "European Commission president"."""
    if register.day is None:
        return []
    wanted = _telling(part, register)
    return [
        term
        for term in register.lexicon.offices.of(home)
        if term.held_on(register.day) and wanted and wanted <= _telling(term.office, register)
        and (term.role in role.roles or text.casefold() in term.office.casefold())
    ]  # fmt: skip


def _is_short(term: Office, day: str) -> bool:
    """A term begun lately that is open or was soon over: whoever led for so short may be called acting."""
    begun = _days_between(term.start, day)
    return begun is not None and begun < SHORT and (not term.end or (_days_between(term.start, term.end) or 0) < SHORT)


def _days_between(first: str, last: str) -> int | None:
    """None where a bound is known only to the month or year."""
    if len(first) < 10 or len(last) < 10:
        return None
    return (date.fromisoformat(last[:10]) - date.fromisoformat(first)).days


def _telling(name: str, register: Register) -> frozenset[str]:
    """The words that tell a part: "Foreign Ministry" is in "Foreign Ministry spokesperson"."""
    return frozenset(word for word in name.casefold().split() if word not in register.lexicon.roles.breakers)
