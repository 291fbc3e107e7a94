"""Who held which office when. Loads offices.tsv; answers for a day."""

from collections.abc import Iterator
from importlib.resources import files

import msgspec


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
    def key(self) -> tuple[str, str]:
        """Who this is, across terms."""
        return self.state, self.person


class Offices(msgspec.Struct, frozen=True):
    """All terms, with the ways in that the resolver needs."""

    terms: tuple[Office, ...]
    by_person: dict[tuple[str, str], tuple[Office, ...]]
    by_role: dict[tuple[str, str], tuple[Office, ...]]  # (state, role)
    by_state: dict[str, tuple[Office, ...]]
    women: frozenset[tuple[str, str]] = frozenset()  # keys of persons

    def held_by(self, person: tuple[str, str], day: str | None) -> Office | None:
        """The person's foremost office on the day; without a day, the latest known."""
        terms = self.by_person.get(person, ())
        if day is None:
            return terms[-1] if terms else None
        held = [term for term in terms if term.held_on(day)]
        return min(held, key=lambda term: (_RANK.get(term.role, 9), term.start)) if held else None

    def is_woman(self, person: tuple[str, str]) -> bool | None:
        """None for somebody the table does not know."""
        return person in self.women if person in self.by_person else None

    def of(self, state: str) -> tuple[Office, ...]:
        return self.by_state.get(state, ())

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


def load_offices() -> Offices:
    rows = (files("dragoman.lexicon") / "offices.tsv").read_text("utf-8").splitlines()
    header, *body = [row.split("\t") for row in rows if row and not row.startswith("#")]
    terms = []
    for cells in body:
        row = dict(zip(header, cells, strict=False))
        row["names"] = tuple(name for name in row.get("names", "").split("|") if name)
        terms.append(Office(**row))
    terms.sort(key=lambda term: (term.state, term.person, term.start))
    by_person: dict[tuple[str, str], list[Office]] = {}
    by_role: dict[tuple[str, str], list[Office]] = {}
    by_state: dict[str, list[Office]] = {}
    for term in terms:
        by_person.setdefault(term.key, []).append(term)
        by_role.setdefault((term.state, term.role), []).append(term)
        by_state.setdefault(term.state, []).append(term)
    return Offices(
        tuple(terms),
        {key: tuple(held) for key, held in by_person.items()},
        {key: tuple(held) for key, held in by_role.items()},
        {key: tuple(held) for key, held in by_state.items()},
        frozenset(_women()),
    )


def _women() -> Iterator[tuple[str, str]]:
    for row in (files("dragoman.lexicon") / "women.tsv").read_text("utf-8").splitlines():
        if not row.startswith("#"):
            state, person = row.split("\t")
            yield state, person
