"""Dated public facts that let us date a page which bears no date. Loads landmarks.tsv, ours and a user's own."""

from collections.abc import Iterator

import msgspec

from dragoman.errors import LexiconError
from dragoman.lexicon.days import no_dates
from dragoman.lexicon.rows import Rows, Rule, empty, outside, read_rows
from dragoman.lexicon.tables import Own, of, shipped

COLUMNS = ("date", "end", "kind", "actors", "person", "text", "source")
OPTIONAL = ("end", "person", "source")
KINDS = ("election", "inauguration", "summit", "treaty", "accord", "independence", "war")


class Landmark(msgspec.Struct, frozen=True):
    """An election, a summit, a treaty: ISO days `date` to `end` (empty: one day), who it concerns, and what it was."""

    date: str
    end: str
    kind: str
    actors: tuple[str, ...]
    person: str
    text: str
    source: str


def load_landmarks(own: Own = (), homes: frozenset[str] = frozenset()) -> tuple[Landmark, ...]:
    """By date; a user's of the same date and text stands in the place of ours."""
    theirs = [read_rows(file, COLUMNS, OPTIONAL) for file in of("landmarks", own)]
    rules = _rules(homes)
    problems = [problem for table in theirs for problem in _problems(table, rules)]
    if problems:
        raise LexiconError(*problems)
    found = {}
    for table in (read_rows(shipped("landmarks"), COLUMNS), *theirs):
        for row in table.rows:
            date, end, kind, actors, person, text, source = row.split("\t")
            found[date, text] = Landmark(date, end, kind, _codes(actors), person, text, source)
    return tuple(sorted(found.values(), key=lambda landmark: landmark.date))


def _codes(actors: str) -> tuple[str, ...]:
    return tuple(code for code in actors.split(",") if code)


def _rules(homes: frozenset[str]) -> tuple[Rule, ...]:
    def strangers(cells: list[str]) -> list[int]:
        return [at for at, cell in enumerate(cells) if not _codes(cell) or not homes.issuperset(_codes(cell))]

    return (
        Rule(("date", "end"), _no_days, "is no day", "write YYYY-MM-DD"),
        Rule(("kind",), outside(frozenset(KINDS)), "is none of ours", f"choose one of {', '.join(KINDS)}"),
        Rule(("actors",), strangers, "are not all states or bodies", "write their ids, a comma between"),
    )


def _no_days(cells: list[str]) -> list[int]:
    return sorted({*no_dates(cells), *(at for at, cell in enumerate(cells) if len(cell) not in (0, 10))})


def _problems(block: Rows, rules: tuple[Rule, ...]) -> Iterator[str]:
    for rule in rules:
        yield from rule.problems(block)
    yield from empty(block, ("date", "text"))
