"""How well pages without markup are cut: `python benchmarks/plain_text_cutting.py FOLDER [--worst N]`.

FOLDER holds saved pages as html_extraction.py tells. Each English page is
turned into its visible lines, its markup forgotten, and cut as plain text.
Prints, as means over pages, word precision, recall and F1 of the article's
text against the page's own answer, and of the lines left out against all
other lines; then the pages that score worst.
"""

import gzip
import io
import json
import sys
import time
from collections import Counter
from pathlib import Path

from html_extraction import _ENGLISH_WORD, _WORD, ENGLISH, expected, overlap, paragraphs

from dragoman.config import Limits
from dragoman.lexicon import load
from dragoman.model.page import Page
from dragoman.sources import html, html_child
from dragoman.text.cut import articles

NAMES = ("precision", "recall", "f1", "dropped_precision", "dropped_recall", "dropped_f1")


def plain(path: Path) -> Page | None:
    """The page's visible lines as a plain text file, as a scraper would leave it."""
    (page,) = html.read(path.name, io.BytesIO(gzip.decompress(path.read_bytes())), Limits())
    return Page(page.name, "text", page.digest, page.text) if isinstance(page, Page) else None


def bag(texts: list[str]) -> Counter[str]:
    return Counter(_WORD.findall(" ".join(texts).casefold()))


def scores(page: Page, wanted: str) -> tuple[float, ...]:
    """Of the text kept, and of the lines dropped; a page's own answer may lack its subheads, never its prose."""
    kept = " ".join(article.text for article in articles(page, load()) if article.found_in is None)
    gold_kept = bag([wanted])
    rest = bag([page.text])
    ours, theirs = rest - bag([kept]), rest - gold_kept
    common = (ours & theirs).total()
    precision, recall = common / max(1, ours.total()), common / max(1, theirs.total())
    return (*overlap(kept, wanted), precision, recall, 2 * common / max(1, ours.total() + theirs.total()))


def measure(folder: Path, worst: int) -> dict:
    rows, seconds = [], 0.0
    for path, answer in expected(folder):
        wanted = " ".join(paragraphs(answer))
        english = path.parent.name in ENGLISH and len(_ENGLISH_WORD.findall(wanted)) > len(wanted) / 100
        page = plain(path) if english else None
        if page is None:
            continue
        began = time.perf_counter()
        rows.append((path.name, scores(page, wanted)))
        seconds += time.perf_counter() - began
    html_child.close()
    mean = {name: round(sum(row[1][i] for row in rows) / len(rows), 3) for i, name in enumerate(NAMES)}
    ordered = sorted(rows, key=lambda row: row[1][2])[:worst]
    listed = [f"{name} kept {s[2]:.2f} (p {s[0]:.2f} r {s[1]:.2f}) dropped {s[5]:.2f}" for name, s in ordered]
    return mean | {"pages": len(rows), "pages_a_second": round(len(rows) / seconds, 1), "worst": listed}


if __name__ == "__main__":
    count = int(sys.argv[3]) if "--worst" in sys.argv else 15
    print(json.dumps(measure(Path(sys.argv[1]), count), indent=1, ensure_ascii=False))
