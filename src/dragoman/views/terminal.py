"""The brief and the lists as lines of styled text: (style, words) pairs, coloured on a terminal, plain in a pipe.

The style `fit` marks the words that give way where a line is too long for the
terminal; everything else stays whole. Of ids the first ten digits are shown: whatever asks for
an id takes its beginning.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from dragoman.views import words
from dragoman.views.brief import CONTRADICTIONS, Brief, Line

Piece = tuple[str, str]  # style ("", "dim", "bold", "good", "bad", "id", "fit"), words
Lines = Iterator[list[Piece]]

_TREND = {"cooperation": ("good", "▲"), "conflict": ("bad", "▼"), "mixed": ("", "◆"), "background": ("dim", "·")}
_LEGEND = "▲ cooperation  ▼ conflict  ◆ mixed  · background only, by mean PLOVER score"
_ROLES = {
    "promo": "promotion",
    "comment": "comments",
    "ranking": "popularity lists",
    "related": "related links",
    "share": "share bars",
    "contact": "addresses and credits",
    "caption": "captions",
    "other": "other lines",
}
WIDEST = 140  # characters; a line longer than this is hard to read
_CHECK = 66  # characters of counts in a line of a terminal of 80
_ID = re.compile(r"\b([a-z]-[0-9a-f]{10})[0-9a-f]{6}\b")
_LEAST = 20  # characters that a piece marked `fit` keeps, however narrow the terminal


def brief_lines(brief: Brief, saved: str) -> Lines:
    yield from _head(brief)
    yield []
    yield from map(_tie, brief.ties)
    if brief.ties:
        yield [("dim", f"  {'':<13}{_LEGEND}")]
    else:
        yield [("dim", "  no events between states in these articles")]
    yield []
    yield from _section("said", brief.said)
    yield from _section("promised", brief.promised)
    yield from _section("meetings", brief.meetings)
    yield from _section("shifted", brief.shifted)
    yield from _section("disputed", brief.disputed)
    yield from _beyond(brief.beyond)
    yield from _check(brief.check)
    yield []
    yield from _foot(brief, saved)


def fitted(line: Sequence[Piece], width: int) -> list[Piece]:
    """The line with its `fit` piece cut or filled so that what follows it lines up, and the whole fits `width`."""
    line = [(style, _in_short(text)) for style, text in line]
    room = max(_LEAST, min(width, WIDEST) - 1 - sum(len(text) for style, text in line if style != "fit"))
    filled = any(style == "id" for style, _ in line[1:])
    return [
        ("", f"{words.shortened(text, room):<{room if filled else 0}}") if style == "fit" else (style, text)
        for style, text in line
    ]


def table_lines(header: tuple[str, ...], rows: Iterable[tuple[str, ...]], widths: tuple[int, ...]) -> Lines:
    """A plain table; the last column takes what room there is."""
    yield [("dim", "  ".join(f"{name:<{width}}" for name, width in zip(header, widths, strict=True)).rstrip())]
    for row in (tuple(map(_in_short, row)) for row in rows):
        cells = [f"{words.shortened(cell, width):<{width}}" for cell, width in zip(row[:-1], widths[:-1], strict=True)]
        last = words.shortened(row[-1], widths[-1])
        yield [("id", cells[0]), ("", "  " + "  ".join((*cells[1:], ""))), ("fit", last)]


def _in_short(text: str) -> str:
    """The text with its ids as they are shown."""
    return _ID.sub(r"\1", text)


def _head(brief: Brief) -> Lines:
    flow = f"  {words.count(brief.pages, 'page')} → {words.count(brief.articles, 'article')} → {brief.unique:,} unique"
    run = ""
    if brief.run is not None:
        seconds = "" if brief.run.seconds is None else f" · {brief.run.seconds:.1f} s"
        run = f"     {brief.run.new_articles:,} new{seconds}"
    yield [("bold", flow), ("dim", run)]
    rows = list(_head_rows(brief))
    for position, (name, text) in enumerate(rows):
        mark = "└" if position == len(rows) - 1 else "├"
        yield [("dim", f"  {mark} "), ("", f"{name:<16} "), ("fit", text)]


def _head_rows(brief: Brief) -> Iterator[tuple[str, str]]:
    if brief.copies:
        noun = "copy folded" if len(brief.copies) == 1 else "copies folded"
        yield f"{len(brief.copies):,} {noun}", "; ".join(brief.copies[:3]) + (" …" if len(brief.copies) > 3 else "")
    if brief.found_inside:
        yield f"{len(brief.found_inside):,} found inside", "articles embedded in another's page"
    if brief.left_out:
        lines = [f"{_ROLES[role]} {number:,}" for role, number in brief.left_out.items()]
        yield "lines left out", ", ".join(lines)
    if brief.no_article:
        more = "; …" if len(brief.no_article) > 1 else ""
        yield f"{len(brief.no_article):,} no article", brief.no_article[0] + more
    if brief.own_tables:
        told = (f"{files}, {words.count(pages, 'page')} ({id})" for id, files, pages in brief.own_tables)
        yield "own tables", "; ".join(told)
    if brief.run is not None and brief.run.unread:
        yield f"{len(brief.run.unread):,} not read", "see the messages above, or `dragoman issues`"


def _tie(line: Line) -> list[Piece]:
    style, mark = _TREND[line.trend or "mixed"]
    return [
        ("bold", f"  {line.heading:<11} "),
        (style, f"{mark} "),
        ("", f"{line.when:<15} "),
        ("fit", line.text),
        ("dim", f"  {words.count(line.sources or 0, 'source'):<9}  "),
        ("id", line.id or ""),
    ]


def _section(name: str, lines: Iterable[Line]) -> Lines:
    for position, line in enumerate(lines):
        yield [
            ("bold", f"  {name if position == 0 else '':<10}"),
            ("", f"{words.shortened(line.heading, 20):<20} "),
            ("fit", line.text),
            ("dim", f"  {line.when:<14}  "),
            ("id", line.id or ""),
        ]


_ALL = {"ties": "network", "said": "statements", "promised": "pledges", "meetings": "meetings",
        "shifted": "positions --shifts", "disputed": "story"}  # fmt: skip


def _beyond(beyond: dict[str, int]) -> Lines:
    """How much more there is of what is shown above, and the commands that list it."""
    if beyond:
        told = " · ".join(f"{number:,} {name}" for name, number in beyond.items())
        yield [("bold", f"  {'and more':<10}"), ("", told)]
        yield [("dim", f"  {'':<10}all with dragoman {', '.join(_ALL[name] for name in beyond)}")]


def _check(check: dict[str, int]) -> Lines:
    """What is left to check, on as many lines as it takes: a count must not be cut."""
    told = [f"{number:,} {name if number != 1 else _singular(name)}" for name, number in check.items()
            if number or name == CONTRADICTIONS]  # fmt: skip
    rows = [""]
    for piece in told or ["nothing to check"]:
        longer = f"{rows[-1]} · {piece}" if rows[-1] else piece
        rows[-1:] = [longer] if len(longer) <= _CHECK else [rows[-1], piece]
    for position, row in enumerate(rows):
        yield [("bold", f"  {'check' if position == 0 else '':<10}"), ("fit", row)]


def _singular(name: str) -> str:
    """ "articles without a date" → "article without a date"."""
    noun, _, rest = name.partition(" ")
    return f"{noun.removesuffix('s')} {rest}".rstrip()


def _foot(brief: Brief, saved: str) -> Lines:
    first = next((line.id for line in (*brief.ties, *brief.said)), None)
    pieces = [("", f"  saved to {saved}")]
    if first:
        pieces += [("dim", "   look: dragoman serve"), ("dim", f"   evidence: dragoman show {first}")]
    if brief.ties:
        pieces.append(("dim", f"   one tie: dragoman tie {brief.ties[0].heading.replace('–', ' ')}"))
    yield pieces
