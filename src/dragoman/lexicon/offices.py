"""Who held which office when: answers for a day, a person, a state, a role, a surname."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

import msgspec

from dragoman.lexicon.office_rows import office_rows, women
from dragoman.lexicon.rows import Rows
from dragoman.lexicon.tables import Own

NAMESAKES = 3  # so many with a first name, all women or all men, tell what a stranger with that name is

Key = tuple[str, str]  # a state and a person's name; with a role in its place, an office of a state


class Office(msgspec.Struct, frozen=True):
    """One term: `start` inclusive, `end` exclusive, ISO dates to the day, month or year; `end` empty while it lasts.

    `state` is an ISO code, or an organisation's id for its head.
    """

    state: str
    office: str
    role: str
    person: str
    surname: str
    names: tuple[str, ...]
    start: str
    end: str
    source: str

    def held_on(self, day: str) -> bool:
        """Whether the term covers the ISO day; a bound known to the month or year counts generously."""
        begun = self.start <= day[: len(self.start)]
        return begun and (not self.end or day < self.end or (len(self.end) < 10 and day.startswith(self.end)))

    def surely_held_on(self, day: str) -> bool:
        """Whether the term covers the ISO day wherever in their month or year its bounds lay."""
        begun = self.start <= day if len(self.start) == 10 else self.start < day[: len(self.start)]
        return begun and (not self.end or day[: len(self.end)] < self.end)

    @property
    def key(self) -> Key:
        """Who this is, across terms."""
        return self.state, self.person


class Offices:
    """All terms, with the ways in that the resolver needs. A state's rows are taken apart when it is asked for."""

    def __init__(self, blocks: Iterable[Rows], women: frozenset[Key] = frozenset()):
        self.women = women
        self._rows: dict[str, list[str]] = defaultdict(list)  # by state
        self._surnames: dict[str, list[str]] = defaultdict(list)
        self._firsts: dict[str, list[str]] = defaultdict(list)  # by how a name begins
        self._states: dict[str, _Terms] = {}
        for block in blocks:
            self._add(block.rows, block.columns)
        self.by_person: Mapping[Key, tuple[Office, ...]] = _ByState(self, "by_person")
        self.by_role: Mapping[Key, tuple[Office, ...]] = _ByState(self, "by_role")  # (state, role)
        self.by_surname: Mapping[str, tuple[Key, ...]] = _Surnames(self._surnames)

    def _add(self, rows: list[str], columns: dict[str, list[str]]) -> None:
        """Index rows without a look at most of their cells: this is most of what a large table costs to load."""
        states, surnames, firsts = self._rows, self._surnames, self._firsts
        for row, state, surname in zip(rows, columns["state"], columns["surname"], strict=True):
            states[state].append(row)
            surnames[surname].append(row)
        for row, person, names in zip(rows, columns["person"], columns["names"], strict=True):
            own = person.partition(" ")[0]
            if not own.isalnum():
                own = beginning(own)
            firsts[own].append(row)
            for name in names.split("|") if names else ():
                first = name.partition(" ")[0]
                if first != own:
                    firsts[first if first.isalnum() else beginning(first)].append(row)

    @property
    def terms(self) -> tuple[Office, ...]:
        """Every term, by state, person and start."""
        return tuple(term for state in self.states for term in self.of(state))

    @property
    def states(self) -> list[str]:
        """The states and bodies that any row is about."""
        return sorted(self._rows)

    def in_state(self, state: str) -> "_Terms":
        known = self._states.get(state)
        if known is None:
            known = self._states[state] = _Terms(self._rows.get(state, ()))
        return known

    def named(self, first: str) -> dict[Key, tuple[tuple[str, str], ...]]:
        """The people some of whose names begin with this word (see `beginning`): each name and the surname in it."""
        found: dict[Key, dict[tuple[str, str], None]] = {}
        for row in self._firsts.get(first, ()):
            state, _, _, person, surname, names, _ = row.split("\t", 6)
            written = ((name, surname) for name in (person, *_cut(names)))
            found.setdefault((state, person), {}).update(dict.fromkeys(written))
        return {key: tuple(found[key]) for key in sorted(found)}

    def held_by(self, person: Key, day: str | None) -> Office | None:
        """The person's foremost office on the day; without a day, the latest known."""
        terms = self.by_person.get(person, ())
        if day is None:
            return terms[-1] if terms else None
        held = [term for term in terms if term.held_on(day)]
        return min(held, key=lambda term: (_RANK.get(term.role, 9), term.start)) if held else None

    def is_woman(self, person: Key) -> bool | None:
        """None for somebody the table does not know."""
        return person in self.women if person in self.by_person else None

    def is_womans(self, name: str) -> bool | None:
        """Whether a full name is a woman's, by those of the table whose own first name it begins with; None if open."""
        first, _, rest = name.partition(" ")
        bearers = {
            (state, person)
            for row in self._firsts.get(beginning(first), ())
            for state, _, _, person, surname, _ in (row.split("\t", 5),)
            if person.startswith(first + " ") and surname.partition(" ")[0] != first
        }
        women = len(bearers & self.women)
        if not rest or len(bearers) < NAMESAKES or women not in (0, len(bearers)):
            return None
        return women > 0

    def of(self, state: str) -> tuple[Office, ...]:
        """Every term of a state or body."""
        return self.in_state(state).terms

    def titled(self, state: str, title: str) -> tuple[Office, ...]:
        """The terms of an office by its title, in any case."""
        wanted = title.casefold()
        return tuple(term for term in self.of(state) if term.office.casefold() == wanted)

    def next_to(self, term: Office, step: int) -> Office | None:
        """Who held an office just before (-1) or after (1) a term, with at most some weeks between."""
        line = [one for one in self.by_role.get((term.state, term.role), ()) if one.person != term.person]
        if step < 0:
            line = [one for one in line if one.end and one.end[:7] <= term.start[:7]]
            found = max(line, key=lambda one: one.end, default=None)
            return found if found is not None and _close(found.end, term.start) else None
        line = [one for one in line if term.end and one.start[:7] >= term.end[:7]]
        found = min(line, key=lambda one: one.start, default=None)
        return found if found is not None and _close(term.end, found.start) else None

    def holders(self, state: str, role: str, day: str) -> tuple[Office, ...]:
        return tuple(term for term in self.by_role.get((state, role), ()) if term.held_on(day))


def _close(end: str, start: str) -> bool:
    """Whether one term begins within a quarter of a year of another's end, as far as both are known."""
    months = [int(day[:4]) * 12 + int(day[5:7] or 1) for day in (end, start)]
    return months[1] - months[0] <= 3


# A person may hold several offices at once; the first of these is what news calls them.
_RANK = {
    "head_of_state": 0, "head_of_government": 1, "head_of_organisation": 2, "vice": 3, "foreign_minister": 4,
    "defence_minister": 5, "finance_minister": 6, "elect": 7, "opposition_leader": 8,
}  # fmt: skip


class _Terms:
    """The terms of one state."""

    def __init__(self, rows: Iterable[str]):
        terms = []
        for row in rows:
            state, office, role, person, surname, names, start, end, source = row.split("\t")
            terms.append(Office(state, office, role, person, surname, _cut(names), start, end, source))
        terms.sort(key=lambda term: (term.person, term.start))
        by_person: dict[str, list[Office]] = {}
        by_role: dict[str, list[Office]] = {}
        for term in terms:
            by_person.setdefault(term.person, []).append(term)
            by_role.setdefault(term.role, []).append(term)
        self.terms = tuple(terms)
        self.by_person = {person: tuple(held) for person, held in by_person.items()}
        self.by_role = {role: tuple(held) for role, held in by_role.items()}


class _ByState(Mapping[Key, tuple[Office, ...]]):
    """Terms by state and something else, as one table over all states."""

    def __init__(self, offices: Offices, by: Literal["by_person", "by_role"]):
        self._offices, self._by = offices, by

    def _of(self, state: str) -> dict[str, tuple[Office, ...]]:
        return getattr(self._offices.in_state(state), self._by)

    def __getitem__(self, key: Key) -> tuple[Office, ...]:
        return self._of(key[0])[key[1]]

    def __iter__(self) -> Iterator[Key]:
        return ((state, each) for state in self._offices.states for each in self._of(state))

    def __len__(self) -> int:
        return sum(len(self._of(state)) for state in self._offices.states)


class _Surnames(Mapping[str, tuple[Key, ...]]):
    """Who bears a surname."""

    def __init__(self, rows: dict[str, list[str]]):
        self._rows = rows

    def __getitem__(self, surname: str) -> tuple[Key, ...]:
        if surname not in self._rows:
            raise KeyError(surname)
        cells = (row.split("\t", 4) for row in self._rows[surname])
        return tuple(sorted({(state, person) for state, _, _, person, _ in cells}))

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


def _cut(names: str) -> tuple[str, ...]:
    return tuple(name for name in names.split("|") if name) if names else ()


def beginning(name: str) -> str:
    """The letters that a name or word begins with, a capital first: one for all spellings of a hyphenated name.

    >>> beginning("Abdul-Rahman"), beginning("Abdul"), beginning("al-Assad"), beginning("J.D.")
    ('Abdul', 'Abdul', 'Al', 'J')
    """
    letters = _LETTERS.match(name)
    return letters[0][:1].upper() + letters[0][1:] if letters else name[:1]


_LETTERS = re.compile(r"[^\W_]+")


def load_offices(own: Own = (), homes: frozenset[str] = frozenset()) -> Offices:
    """Our terms and a user's own."""
    return Offices(office_rows(own, homes), women(own))
