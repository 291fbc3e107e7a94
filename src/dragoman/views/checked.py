"""What `lexicon check` found, as lines: the kinds one after another, the most important first."""

from collections.abc import Iterable, Iterator

from dragoman.lexicon.check import KINDS, Checked, Note
from dragoman.views import words
from dragoman.views.terminal import Lines, Piece

SOME = 8  # notes of a kind that are shown where not all are asked for


def checked_lines(found: Checked, *, all: bool = False) -> Lines:
    """Every kind with its count and what to do; what is not shown is counted."""
    tables = ", ".join(f"{number:,} {name}" for name, number in found.tables.items())
    yield [("bold", f"  {tables}"), ("dim", f"     as of {words.day(found.on)}")]
    if found.own_tables:
        yield [("dim", f"  what {found.own_tables} bring in; of our own tables alone: dragoman lexicon check")]
    if not found.notes:
        yield [("good", "  nothing to look at")]
    for kind, number in found.counts.items():
        notes = [note for note in found.notes if note.kind == kind]
        shown = notes if all else notes[:SOME]
        yield []
        yield [("bold", f"  {kind} ({number:,})"), ("dim", f"  {KINDS[kind]}")]
        yield from _rows(shown)
        if len(shown) < number:
            yield [("dim", f"    … and {number - len(shown):,} more; --all shows them")]


def _rows(notes: Iterable[Note]) -> Iterator[list[Piece]]:
    """Columns as wide as their cells."""
    cells = [(note.home, note.office, _days(note)) for note in notes]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for row, note in zip(cells, notes, strict=True):
        told = "".join(f"{cell:<{width}}  " for cell, width in zip(row[1:], widths[1:], strict=True) if width)
        yield [("id", f"    {row[0]:<{widths[0]}}  "), ("", told + note.text)]


def _days(note: Note) -> str:
    if not note.start:
        return ""
    return f"{note.start} – {note.end}" if note.end else note.start
