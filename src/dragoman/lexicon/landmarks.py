"""Dated public facts that let us date a page which bears no date. Loads landmarks.tsv, ours and a user's own."""

from collections.abc import Container, Iterator

import msgspec

from dragoman.errors import LexiconError
from dragoman.lexicon.days import is_date
from dragoman.lexicon.rows import Rows, read_rows
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


def load_landmarks(own: Own = (), homes: Container[str] = frozenset()) -> tuple[Landmark, ...]:
    """By date; a user's of the same date and text stands in the place of ours."""
    theirs = [read_rows(file, COLUMNS, OPTIONAL) for file in of("landmarks", own)]
    problems = [problem for table in theirs for problem in _problems(table, homes)]
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


def _problems(table: Rows, homes: Container[str]) -> Iterator[str]:
    for at, cell in table.unlike("date", lambda cell: len(cell) == 10 and is_date(cell)):
        yield table.wrong(at, f"the date {cell!r} is no day", "write YYYY-MM-DD")
    for at, cell in table.unlike("end", lambda cell: not cell or (len(cell) == 10 and is_date(cell))):
        yield table.wrong(at, f"the end {cell!r} is no day", "write YYYY-MM-DD, or nothing for one day")
    for at, cell in table.unlike("kind", KINDS.__contains__):
        yield table.wrong(at, f"{cell!r} is no kind", f"choose one of {', '.join(KINDS)}")
    for at, cell in table.unlike("actors", lambda cell: _codes(cell) and all(code in homes for code in _codes(cell))):
        yield table.wrong(at, f"the actors {cell!r} are not all states or bodies", "write their ids, a comma between")
    for at, _ in table.unlike("text", str.strip):
        yield table.wrong(at, "the text is empty", "say what it was")
