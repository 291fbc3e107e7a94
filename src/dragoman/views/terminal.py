"""The brief and the lists as lines of styled text: (style, words) pairs that a terminal colours and a pipe prints plain."""

from collections.abc import Iterable, Iterator

from dragoman.views import words
from dragoman.views.brief import Brief, Line

Piece = tuple[str, str]  # style ("", "dim", "bold", "good", "bad", "id"), words
Lines = Iterator[list[Piece]]

_TREND = {
    "cooperation": ("good", "▲ cooperation"),
    "conflict": ("bad", "▼ conflict"),
    "mixed": ("", "◆ mixed"),
    "background": ("dim", "· background"),
}
_ROLES = {
    "promo": "promotion", "comment": "comments", "ranking": "popularity lists", "related": "related links", "share": "share bars",
    "contact": "addresses and credits", "caption": "captions", "other": "other lines",
}  # fmt: skip


def brief_lines(brief: Brief, saved: str) -> Lines:
    yield from _head(brief)
    yield []
    for line in brief.ties:
        yield _tie(line)
    if not brief.ties:
        yield [("dim", "  no events between states in these articles")]
    yield []
    yield from _section("said", brief.said)
    yield from _section("promised", brief.promised)
    yield from _section("meetings", brief.meetings)
    yield [("bold", "  check     "), ("", _check(brief.check))]
    yield []
    first = next((line.id for line in brief.ties), None) or next((line.id for line in brief.said), None)
    pieces = [("", f"  saved to {saved}")]
    if first:
        pieces.append(("dim", f"     evidence: dragoman show {first}"))
    if brief.ties:
        pieces.append(("dim", f"     one tie: dragoman tie {brief.ties[0].heading.replace('–', ' ')}"))
    yield pieces


def _head(brief: Brief) -> Lines:
    flow = f"  {words.count(brief.pages, 'page')} → {words.count(brief.articles, 'article')} → {brief.unique:,} unique"
    told = [("bold", flow)]
    if brief.run is not None:
        new = f"{brief.run.new_articles:,} new"
        told.append(
            (
                "dim",
                f"     {new}" + (f" · {brief.run.seconds:.1f} s" if brief.run.seconds is not None else ""),
            )
        )
    yield told
    rows: list[tuple[str, str]] = []
    if brief.copies:
        noun = "copy folded" if len(brief.copies) == 1 else "copies folded"
        rows.append(
            (
                f"{len(brief.copies)} {noun}",
                "; ".join(brief.copies[:2]) + (" …" if len(brief.copies) > 2 else ""),
            )
        )
    if brief.found_inside:
        rows.append((f"{len(brief.found_inside)} found inside", "articles embedded in another's page"))
    if brief.left_out:
        rows.append(
            (
                "left out",
                ", ".join(
                    f"{_ROLES[role]} ({number:,} lines)" if number > 1 else f"{_ROLES[role]} (1 line)"
                    for role, number in brief.left_out.items()
                ),
            )
        )
    if brief.run is not None and brief.run.unread:
        rows.append((f"{len(brief.run.unread)} not read", "see the messages above, or `dragoman issues`"))
    for position, (name, text) in enumerate(rows):
        mark = "└" if position == len(rows) - 1 else "├"
        yield [("dim", f"  {mark} "), ("", f"{name:<16} "), ("dim", words.shortened(text, 180))]


def _tie(line: Line) -> list[Piece]:
    style, trend = _TREND[line.trend or "mixed"]
    return [
        ("bold", f"  {line.heading:<12} "), (style, f"{trend:<14} "), ("", f"{line.when:<18} "), ("", line.text),
        ("dim", f"  {words.count(line.sources or 0, 'source')}  "), ("id", line.id or ""),
    ]  # fmt: skip


def _section(name: str, lines: Iterable[Line]) -> Lines:
    for position, line in enumerate(lines):
        yield [
            ("bold", f"  {name if position == 0 else '':<10}"), ("", f"{line.heading:<14} "), ("", f"{line.text}  "),
            ("dim", f"{line.when}  "), ("id", line.id or ""),
        ]  # fmt: skip


def _check(check: dict[str, int]) -> str:
    return " · ".join(f"{number:,} {name}" for name, number in check.items() if number) or "nothing to check"


def table_lines(header: tuple[str, ...], rows: Iterable[tuple[str, ...]], widths: tuple[int, ...]) -> Lines:
    """A plain table; the last column takes what room it needs."""
    yield [("dim", "  ".join(f"{name:<{width}}" for name, width in zip(header, widths, strict=True)).rstrip())]
    for row in rows:
        cells = [f"{words.shortened(cell, width):<{width}}" for cell, width in zip(row, widths, strict=True)]
        yield [("id", cells[0]), ("", ("  " + "  ".join(cells[1:])).rstrip())]
