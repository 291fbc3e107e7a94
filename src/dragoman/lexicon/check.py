"""What a person who keeps the tables should look at: overlaps, gaps, ends without a successor, names of two people.

In: a Lexicon and a day. Out: notes, the most important first. A note is no
error: history has interregnums and namesakes. What cannot hold together at all
is a LexiconError, for our tables as for a user's.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Literal, NamedTuple

import msgspec

from dragoman.lexicon import Lexicon
from dragoman.lexicon.days import earliest, latest
from dragoman.lexicon.names import spellings
from dragoman.lexicon.office_rows import HEADS, SOLE, seat
from dragoman.lexicon.offices import Key, Office
from dragoman.lexicon.tables import FORMS, shipped

Kind = Literal[
    "two at once", "two owners", "twice", "namesakes", "ended", "nobody", "one missing", "old", "unknown"
]  # fmt: skip

# What each kind of note says, the most important first, and what to do about it.
KINDS: dict[Kind, str] = {
    "two at once": "one office, two holders on a day: close the first term, or tell the offices apart by their titles",
    "two owners": "one name, two states or bodies: mark it ambiguous in one of them, or take it out",
    "twice": "one person twice in one office on a day: join the rows, or take one out",
    "namesakes": "one name, two people: if they are one, write the name alike; if not, take it from the names of one",
    "ended": "the last known term has ended, and nobody follows: add the successor",
    "nobody": "days without any known head of state or government: add who it was",
    "one missing": "days without one of the two, where the other is known: add who it was, if there was one",
    "old": "a term without an end that began long ago: see whether it lasts",
    "unknown": "a woman whom no row of offices.tsv knows: write her name as there",
}
OLD = {"head_of_state": 25, "head_of_government": 15}  # years after which an open term is worth a look
OLD_OTHERWISE = 10


class Note(msgspec.Struct, frozen=True):
    """One thing to look at: `home` is a state or body, `start` to `end` the days it is about (empty: none, or open)."""

    kind: Kind
    home: str
    office: str
    text: str
    start: str = ""
    end: str = ""


class _Line(NamedTuple):
    """The terms of one office."""

    home: str
    role: str
    terms: list[Office]


class Checked(msgspec.Struct, frozen=True):
    """The notes as of a day, by kind, each kind's most important first; `tables`: how much there is in them.

    With a user's own tables, the notes are those that these bring in.
    """

    on: str
    tables: dict[str, int]
    own_tables: str | None
    counts: dict[Kind, int]
    notes: tuple[Note, ...]


def check(lexicon: Lexicon, today: str) -> Checked:
    """All that is to be said of the tables; LexiconError where they do not hold together."""
    Lexicon((*map(shipped, FORMS), *lexicon.own)).hold_together()  # ours by the same rules as the user's
    ours = frozenset(_notes(Lexicon(), today)) if lexicon.own else frozenset()
    notes = tuple(note for note in _notes(lexicon, today) if note not in ours)
    counted = Counter(note.kind for note in notes)
    tables = {
        "states": len(lexicon.states), "organisations and groups": len(lexicon.organisations),
        "organs": len(lexicon.organs), "terms": len(lexicon.offices.terms), "people": len(lexicon.offices.by_person),
    }  # fmt: skip
    files = lexicon.own_tables.files if lexicon.own_tables else None
    return Checked(today, tables, files, {kind: counted[kind] for kind in KINDS if counted[kind]}, notes)


def _notes(lexicon: Lexicon, today: str) -> Iterator[Note]:
    """In the order of KINDS."""
    lines = list(_lines(lexicon))
    yield from _two_at_once(lines, lexicon)
    yield from _two_owners(lexicon)
    yield from _twice(lexicon)
    yield from _namesakes(lexicon)
    yield from _ended(lines, today)
    yield from _nobody(lexicon, today)
    yield from _one_missing(lexicon, today)
    yield from _old(lexicon, today)
    yield from _unknown(lexicon)


def _lines(lexicon: Lexicon) -> Iterator[_Line]:
    """The offices that one person holds at a time, the weightiest first; ambassadors by their titles."""
    for role in (*SOLE, "ambassador"):
        for home in lexicon.offices.states:
            titles: dict[str, list[Office]] = {}
            for term in lexicon.offices.by_role.get((home, role), ()):
                titles.setdefault("" if role in SOLE else term.office, []).append(term)
            yield from (_Line(home, role, sorted(terms, key=lambda term: term.start)) for terms in titles.values())


def _two_at_once(lines: Iterable[_Line], lexicon: Lexicon) -> Iterator[Note]:
    for line in lines:
        for one, other in combinations(line.terms, 2):
            days = _common(one, other)
            if days and one.person != other.person and _seat(one, lexicon) == _seat(other, lexicon):
                text = f"{one.person} ({_span(one)}) and {other.person} ({_span(other)})"
                yield Note("two at once", line.home, other.office, text, *days)


def _seat(term: Office, lexicon: Lexicon) -> tuple[str, ...]:
    """A state that is no more has seats of its own: East Germany had a president beside Germany's."""
    home = lexicon.states.get(term.state)
    past = next((word for word in (home.past if home else ()) if term.office.startswith(word + " ")), "")
    return past, *(seat(term.state, term.role, term.office) or (term.state, term.role, term.office))


def _two_owners(lexicon: Lexicon) -> Iterator[Note]:
    owners: dict[str, list[str]] = {}
    for state in lexicon.states.values():
        capitals = (*([state.capital] if state.capital else ()), *state.capitals)
        for name in {state.name, *state.names, *state.adjectives, *state.demonyms, *capitals} - {*state.ambiguous}:
            owners.setdefault(name, []).append(state.code)
    for body in (*lexicon.organisations.values(), *lexicon.organs.values()):
        for name in {body.name, *body.names} - {*body.ambiguous}:
            owners.setdefault(name, []).append(body.id)
    for name, ids in sorted(owners.items()):
        if len(ids) > 1:
            yield Note("two owners", ids[0], "", f"“{name}” is a name of {' and '.join(ids)}")


def _twice(lexicon: Lexicon) -> Iterator[Note]:
    for (home, person), terms in lexicon.offices.by_person.items():
        for one, other in combinations(terms, 2):
            days = _common(one, other)
            if days and (one.role, one.office) == (other.role, other.office):
                yield Note("twice", home, one.office, f"{person} ({_span(one)}; {_span(other)})", *days)


def _namesakes(lexicon: Lexicon) -> Iterator[Note]:
    """Those of one state first. One name in a state and in a body is one person with two offices, and no note."""
    bearers: dict[str, dict[Key, None]] = {}
    for key, terms in lexicon.offices.by_person.items():
        written = dict.fromkeys(full for term in terms for full in (term.person, *term.names) if " " in full)
        for name in dict.fromkeys(spelling for full in written for spelling in spellings(full)):
            bearers.setdefault(name, {})[key] = None
    pairs: dict[tuple[Key, Key], list[str]] = {}
    for name, keys in bearers.items():
        for one, other in combinations(sorted(keys), 2):
            if one[1] != other[1] or (one[0] in lexicon.states and other[0] in lexicon.states):
                pairs.setdefault((one, other), []).append(name)
    for (one, other), names in sorted(pairs.items(), key=lambda pair: (pair[0][0][0] != pair[0][1][0], pair[0])):
        elsewhere = "" if one[0] == other[0] else f" of {other[0]}"
        names = ", ".join(f"“{name}”" for name in names)
        yield Note("namesakes", one[0], "", f"{one[1]} and {other[1]}{elsewhere}: both {names}")


def _ended(lines: Iterable[_Line], today: str) -> Iterator[Note]:
    """By weight of the office, the latest end first."""
    found: dict[str, list[Note]] = {}
    for line in lines:
        last = max(line.terms, key=lambda term: (not term.end, latest(term.end) if term.end else ""))
        if last.end and latest(last.end) < today:
            note = Note("ended", line.home, last.office, f"{last.person} until {last.end}", last.end)
            found.setdefault(line.role, []).append(note)
    for notes in found.values():
        yield from sorted(notes, key=lambda note: note.start, reverse=True)


def _nobody(lexicon: Lexicon, today: str) -> Iterator[Note]:
    """States without any head known; then the days between two of them, or since the last; the latest first."""
    for code, state in lexicon.states.items():
        if not any(term.role in HEADS for term in lexicon.offices.of(code)):
            yield Note("nobody", code, "", f"no head of {state.name} in the table")
    found = [note for code in lexicon.states for note in _gaps("nobody", code, HEADS, lexicon, today)]
    yield from sorted(found, key=lambda note: note.end, reverse=True)


def _one_missing(lexicon: Lexicon, today: str) -> Iterator[Note]:
    """Between two heads of state, or two of government, while the other is known; the latest first."""
    found = []
    for code in lexicon.states:
        nobody = {note.start for note in _gaps("nobody", code, HEADS, lexicon, today)}
        for role in HEADS:
            gaps = _gaps("one missing", code, (role,), lexicon, "")
            found += [note for note in gaps if note.start not in nobody]
    yield from sorted(found, key=lambda note: note.end, reverse=True)


def _gaps(kind: Kind, code: str, roles: tuple[str, ...], lexicon: Lexicon, today: str) -> Iterator[Note]:
    """The days on which surely none of a state's offices of these roles was held, so far as we know."""
    terms = sorted((term for role in roles for term in lexicon.offices.by_role.get((code, role), ())), key=_begin)
    office = roles[0].replace("_", " ") if len(roles) == 1 else ""
    before = terms[0] if terms else None
    for term in terms[1:]:
        if before.end and latest(before.end) < earliest(term.start):
            yield Note(kind, code, office, f"between {before.person} and {term.person}", before.end, term.start)
        before = max(before, term, key=lambda one: latest(one.end) if one.end else "9999")
    if before is not None and before.end and latest(before.end) < today:
        yield Note(kind, code, office, f"since {before.person}", before.end, today)


def _begin(term: Office) -> str:
    return earliest(term.start)


def _old(lexicon: Lexicon, today: str) -> Iterator[Note]:
    found = []
    for term in lexicon.offices.terms:
        years = int(today[:4]) - int(term.start[:4])
        if not term.end and years >= OLD.get(term.role, OLD_OTHERWISE):
            found.append(Note("old", term.state, term.office, f"{term.person} since {term.start}", term.start))
    yield from sorted(found, key=lambda note: note.start)


def _unknown(lexicon: Lexicon) -> Iterator[Note]:
    for home, person in sorted(lexicon.offices.women):
        if (home, person) not in lexicon.offices.by_person:
            yield Note("unknown", home, "", f"{person} of women.tsv")


def _common(one: Office, other: Office) -> tuple[str, str] | None:
    """The days that surely belong to both terms, whatever day of its month or year a bound may be."""
    start = max(latest(one.start), latest(other.start))
    ends = [earliest(term.end) for term in (one, other) if term.end]
    end = min(ends, default="")
    return (start, end) if not end or start < end else None


def _span(term: Office) -> str:
    return f"{term.start} – {term.end}" if term.end else f"{term.start} –"
