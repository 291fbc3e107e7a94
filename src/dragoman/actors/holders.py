"""Who holds an office on the article's day, by the words for it: terms of the tables that fit.

Exact titles before looser ones, acting holders only where the words say so. Decides
nothing where several fit: all are given.
"""

from datetime import date

from dragoman.actors.register import Register
from dragoman.lexicon.offices import Office
from dragoman.lexicon.roles import Role

SHORT = 400  # days
LATELY = 730  # days
SUSPENDED = "suspended "
AWAITS = 150  # days; no head chosen waits longer for the office, but for Mexico's of old
JUST_BEGUN = 60  # days; a deputy who succeeds is often called acting at first, and the tables give his term as one


def terms(home: str, role: Role, text: str, register: Register, *, acting: bool = False) -> list[Office]:
    """The terms in which an office that `role` names, written as `text`, is held; the exact ones alone if any."""
    if register.day is None or role.some:
        return []
    offices = register.lexicon.offices
    if role.any_head and len(role.roles) > 1 and not acting:
        found = list(chief(home, register))
        titles = frozenset(role.nouns)
    elif role.roles:
        nouns = _nouns(role, register) if acting else role.nouns
        found = [
            term
            for name in role.roles
            for term in offices.holders(home, name, register.day)
            if role.any_head or any(noun in term.office.casefold() for noun in nouns)
        ]
        titles = frozenset(role.nouns)
    else:
        found = [term for term in offices.titled(home, text) if term.held_on(register.day)]
        titles = frozenset((text.casefold(),))
    found = [term for term in found if _is_of(term, home, role, register)]
    found = [term for term in found if term.office.casefold() == text.casefold()] or found
    if "elect" in role.roles and not found:
        return _next(home, text, register)
    if acting:
        return _acting(home, role, register) or [term for term in found if _is_short(term, register.day)]
    return _foremost(found, titles, register)


def last_terms(home: str, role: Role, register: Register) -> list[Office]:
    """The term in which an office was held until lately, or is held under suspension."""
    if register.day is None:
        return []
    of_home = [
        term
        for term in register.lexicon.offices.of(home)
        if (role.any_head and term.role in role.roles) or any(noun in term.office.casefold() for noun in role.nouns)
    ]
    acting = register.lexicon.roles.acting
    held = [term for term in of_home if term.held_on(register.day)]
    suspended = [term for term in held if term.office.startswith(SUSPENDED)]
    if not suspended and _acting(home, role, register):
        suspended = [term for term in held if term.role in role.roles and not _says(term, acting)]
    ended = [
        term
        for term in of_home
        if term.role in role.roles and 0 <= (_days_between(term.end, register.day) or -1) <= LATELY
        and not _says(term, acting)
    ]  # fmt: skip
    return suspended or sorted(ended, key=lambda term: term.end)[-1:]


def _next(home: str, text: str, register: Register) -> list[Office]:
    """The terms of whoever is chosen that day ("president-elect"), to whom the office will go: the first to begin."""
    title = text.casefold().replace("-", " ").rpartition(" ")[0]
    coming = [
        term
        for name in ("head_of_state", "head_of_government")
        for term in register.lexicon.offices.by_role.get((home, name), ())
        if term.office.casefold() == title and 0 < (_days_between(register.day, term.start) or 0) <= AWAITS
    ]
    first = min((term.start for term in coming), default="")
    return [term for term in coming if term.start == first]


def _foremost(found: list[Office], titles: frozenset[str], register: Register) -> list[Office]:
    """Those titled just so before the looser, those who are holders before who stands in, the sure before the maybe."""
    exact = [term for term in found if term.office.casefold() in titles]
    words = register.lexicon.roles
    proper = [term for term in found if not _says(term, words.acting)]
    best = exact or proper or [term for term in found if not _says(term, words.substitutes)]
    return [term for term in best if term.surely_held_on(register.day)] or best


def _is_of(term: Office, home: str, role: Role, register: Register) -> bool:
    """Whether a term is of the polity the words name: the Soviet president is no president of Russia."""
    state = register.lexicon.states.get(home)
    past = [name for name in state.past if term.office.startswith(name + " ")] if state is not None else []
    return past == [role.polity] if role.polity else not past


def _says(term: Office, words: frozenset[str]) -> bool:
    """Whether one of the words is in the title: "Acting President", "Czechoslovak Acting President"."""
    return not words.isdisjoint(term.office.casefold().split())


def chief(home: str, register: Register) -> tuple[Office, ...]:
    """The terms of whichever head leads a state that day, if it has any."""
    offices, day = register.lexicon.offices, register.day
    if day is None:
        return ()
    held = {line: offices.holders(home, line, day) for line in ("head_of_state", "head_of_government")}
    return held[register.lexicon.chiefs.role(home, day)] or next((terms for terms in held.values() if terms), ())


def _acting(home: str, role: Role, register: Register) -> list[Office]:
    """Terms of those who stand in for the holder, whatever line of office the tables put them in."""
    nouns, words = _nouns(role, register), register.lexicon.roles.acting
    found = [
        term
        for term in register.lexicon.offices.of(home)
        if term.held_on(register.day) and _says(term, words) and _is_of(term, home, role, register)
        and (role.any_head or any(noun in term.office.casefold() for noun in nouns))
    ]  # fmt: skip
    return [term for term in found if term.surely_held_on(register.day)] or found


def _nouns(role: Role, register: Register) -> frozenset[str]:
    """The role's nouns without the words for standing in: "president" for "interim president"."""
    words = register.lexicon.roles.acting
    return frozenset(" ".join(word for word in noun.split() if word not in words) for noun in role.nouns)


def terms_of_part(home: str, part: str, role: Role, text: str, register: Register) -> list[Office]:
    """The terms of an office in a part of a state or body: "Kremlin spokesman", "European Commission president"."""
    if register.day is None or role.some:
        return []
    wanted = _telling(part, register) - _own_words(home, register)
    said = _telling(text, register)
    found = [
        term
        for term in register.lexicon.offices.of(home)
        if term.held_on(register.day) and wanted and wanted <= _telling(term.office, register)
        and (term.role in role.roles or text.casefold() in term.office.casefold())
        and _telling(term.office, register) & register.lexicon.roles.deputies <= said
    ]  # fmt: skip
    return _foremost([term for term in found if term.role in role.roles] or found, frozenset(), register)


def _own_words(home: str, register: Register) -> frozenset[str]:
    """The words of a state's names, which the tables' titles leave out: "Foreign Ministry of Russia"."""
    state = register.lexicon.states.get(home)
    names = (state.name, *state.names, *state.adjectives) if state is not None else ()
    return frozenset(word for name in names for word in name.casefold().split())


def _is_short(term: Office, day: str) -> bool:
    """A term begun lately: whoever led for so short, or only just leads, may be called acting."""
    begun = _days_between(term.start, day)
    if begun is None:
        return False
    lasted = (_days_between(term.start, term.end) or 0) if term.end else 0
    return begun < JUST_BEGUN or (begun < SHORT and lasted < SHORT)


def _days_between(first: str, last: str) -> int | None:
    """None where a bound is known only to the month or year."""
    if len(first) < 10 or len(last) < 10:
        return None
    return (date.fromisoformat(last[:10]) - date.fromisoformat(first)).days


def _telling(name: str, register: Register) -> frozenset[str]:
    """The words that tell a part: "Foreign Ministry" is in "Foreign Ministry spokesperson"."""
    return frozenset(word for word in name.casefold().split() if word not in register.lexicon.roles.breakers)
