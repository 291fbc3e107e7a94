"""Rows of a TSV table: read by columns, so that a hundred thousand of them cost little; each known by its line.

Lines that begin with `#` are comments; the first other line names the columns.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import compress
from typing import NamedTuple, Self

from dragoman.errors import LexiconError
from dragoman.lexicon.tables import File

BLOCK = 1000  # rows taken apart at a time: a large table costs half as much as in one piece, and less memory


class Rows:
    """Rows of one file, each one string of tab-separated cells in the order of `names`; `first`: the first's place."""

    def __init__(self, file: File, names: Sequence[str], rows: list[str], first: int = 0):
        self.file, self.names, self.rows, self.first = file, names, rows, first

    def blocks(self) -> Iterator[Self]:
        """The rows in pieces, of which only one need be in memory in cells."""
        for at in range(0, len(self.rows), BLOCK):
            yield type(self)(self.file, self.names, self.rows[at : at + BLOCK], self.first + at)

    @cached_property
    def columns(self) -> dict[str, list[str]]:
        """The cells of each column: one cut for all rows costs a third of a cut for each."""
        cells = "\t".join(self.rows).split("\t") if self.rows else []
        return {name: cells[at :: len(self.names)] for at, name in enumerate(self.names)}

    def wrong(self, at: int, reason: str, mend: str) -> str:
        """The problem with row `at`, by its line in the file."""
        lines = [number for number, line in enumerate(self.file.text.split("\n"), 1) if line and line[0] != "#"]
        return self.file.wrong(lines[self.first + at + 1], reason, mend)

    def without(self, gone: Iterable[int]) -> Self:
        """The rows less some; `wrong` is not for them."""
        stays = [True] * len(self.rows)
        for at in gone:
            stays[at] = False
        return self if all(stays) else type(self)(self.file, self.names, list(compress(self.rows, stays)))


class Rule(NamedTuple):
    """What the cells of some columns may be: `wrong` gives the places, in a column, of those that are not."""

    columns: tuple[str, ...]
    wrong: Callable[[list[str]], Iterable[int]]
    reason: str
    mend: str

    def problems(self, block: Rows) -> Iterator[str]:
        for column in self.columns:
            cells = block.columns[column]
            for at in self.wrong(cells):
                yield block.wrong(at, f"the {column} {cells[at]!r} {self.reason}", self.mend)


def outside(allowed: frozenset[str]) -> Callable[[list[str]], list[int]]:
    """For a Rule: the places of cells that are none of these; one look where all are."""

    def wrong(cells: list[str]) -> list[int]:
        return [] if allowed.issuperset(cells) else [at for at, cell in enumerate(cells) if cell not in allowed]

    return wrong


def empty(block: Rows, columns: Iterable[str]) -> Iterator[str]:
    """The rows that lack what they must have."""
    for column in columns:
        cells = block.columns[column]
        if "" in cells:
            yield from (block.wrong(at, f"no {column}", "fill it in") for at, cell in enumerate(cells) if not cell)


def read_rows(file: File, names: Sequence[str], optional: Sequence[str] = ()) -> Rows:
    """The rows of a table with these columns, in whatever order its header has them; the `optional` may be absent."""
    rows = [line for line in file.text.split("\n") if line and line[0] != "#"]
    header = rows.pop(0).split("\t") if rows else []
    missing = [name for name in names if name not in header and name not in optional]
    unknown = [name for name in header if name not in names]
    if missing or unknown or len(set(header)) < len(header):
        wrong = f"no column {missing[0]!r}" if missing else f"a column {unknown[0]!r}" if unknown else "a column twice"
        raise LexiconError(file.wrong(None, f"{wrong} in its first row", f"name them {', '.join(names)}, tabs between"))
    rows = _filled(Rows(file, header, rows))
    if header != list(names):
        places = [header.index(name) if name in header else None for name in names]
        split = (row.split("\t") for row in rows)
        rows = ["\t".join("" if at is None else cells[at] for at in places) for cells in split]
    return Rows(file, names, rows)


def _filled(table: Rows) -> list[str]:
    """The rows with every column; empty cells at the end may have been left off."""
    tabs = len(table.names) - 1
    counts = [row.count("\t") for row in table.rows]
    long = [at for at, count in enumerate(counts) if count > tabs] if max(counts, default=0) > tabs else []
    if long:
        told = "{} cells where the first row names {}"
        raise LexiconError(*(table.wrong(at, told.format(counts[at] + 1, tabs + 1), "take out a tab") for at in long))
    if min(counts, default=tabs) == tabs:
        return table.rows
    return [row + "\t" * (tabs - count) for row, count in zip(table.rows, counts, strict=True)]
