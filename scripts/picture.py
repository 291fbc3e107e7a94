"""Draw docs/brief.svg: what a terminal shows after `dragoman read samples/`.

In: samples/, read in a fresh record and laid out as the command line does on a
terminal of that width. Out: one SVG that asks no other host for anything
(rich's own template fetches a font; ours does not).

    python scripts/picture.py [FILE.svg]
"""

import io
import os
import re
import sys
from html import unescape
from pathlib import Path

from rich.console import Console
from rich.text import Text

from dragoman.cli.output import STYLES
from dragoman.ledger import Ledger
from dragoman.views.terminal import brief_lines, fitted

ROOT = Path(__file__).resolve().parents[1]
PICTURE = ROOT / "docs" / "brief.svg"
COLUMNS = 110
COMMAND = "dragoman read samples/"

FONT_FACE = re.compile(r"@font-face \{.*?\}\s*", re.S)
FONT = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace"
WORDS = re.compile(r"<text class=\"brief-r\d+\"[^>]*>(.*?)</text>", re.S)


def drawn() -> str:
    """The picture of the command and its coloured output."""
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True, highlight=False)
    console.print(Text.assemble(("$ ", "dim"), (COMMAND, "bold")))
    for line in _lines():
        console.print(Text.assemble(*((text, STYLES.get(style, "")) for style, text in fitted(line, COLUMNS))))
    # A fixed id: rich's own is a digest, which would change with every second the reading took.
    svg = console.export_svg(title="dragoman", unique_id="brief")
    return FONT_FACE.sub("", svg).replace("font-family: Fira Code, monospace", f"font-family: {FONT}")


def words(svg: str) -> str:
    """What the picture says, without its colours and places."""
    return " ".join(" ".join(unescape(found) for found in WORDS.findall(svg)).split())


def _lines() -> list[list[tuple[str, str]]]:
    here = os.getcwd()
    os.chdir(ROOT)  # so that pages are named as a reader of the README names them
    try:
        with Ledger(":memory:") as ledger:
            return list(brief_lines(ledger.brief(ledger.read(["samples/"])), "dragoman.db"))
    finally:
        os.chdir(here)


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else PICTURE
    target.write_text(drawn(), "utf-8")
