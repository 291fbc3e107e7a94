"""How well and how fast HTML pages are read: `python benchmarks/html_extraction.py FOLDER [--english]`.

FOLDER holds saved pages and what they say, as fundus keeps its test pages:
`<land>/<Outlet>_<date>.html.gz` and `<land>/<Outlet>.json`. Prints body word
precision, recall and F1 (mean over pages), the share of right days and titles, and pages a second.
"""

import gzip
import io
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from dragoman.config import Limits
from dragoman.model.page import Page
from dragoman.sources import html, html_child

ENGLISH = {"au", "ca", "ind", "isl", "my", "tz", "uk", "us", "za"}  # folders with outlets that write English
_WORD = re.compile(r"\w+")
_ENGLISH_WORD = re.compile(r"\b(?:the|and|of|to|that|with)\b", re.I)


def expected(folder: Path) -> Iterator[tuple[Path, dict]]:
    """Each saved page with what it should give."""
    for answers in sorted(folder.glob("*/*.json")):
        saved = sorted(answers.parent.glob(f"{answers.stem}_[0-9]*.html.gz"))
        yield from match(saved, list(json.loads(answers.read_text("utf-8")).values()))


def match(saved: list[Path], answers: list[dict]) -> Iterator[tuple[Path, dict]]:
    """The JSON names no file: a page goes with the answer whose words it holds."""
    for path in saved:
        markup = gzip.decompress(path.read_bytes()).decode("utf-8", "replace")
        holding = Counter({i: held(markup, answer) for i, answer in enumerate(answers)})
        if holding and (best := holding.most_common(1)[0])[1] > 0.5:
            yield path, answers[best[0]]


def held(markup: str, answer: dict) -> float:
    """The share of an answer's longer words that the markup holds."""
    wanted = {word for word in _WORD.findall(" ".join(paragraphs(answer))) if len(word) > 4}
    return len(wanted & set(_WORD.findall(markup))) / max(1, len(wanted))


def paragraphs(answer: dict) -> list[str]:
    body = answer["body"]
    return [
        *body["summary"],
        *(p for section in body["sections"] for p in section["headline"] + section["paragraphs"]),
    ]


def overlap(found: str, wanted: str) -> tuple[float, float, float]:
    """Word precision, recall and F1, as bags."""
    ours, theirs = (Counter(_WORD.findall(text.casefold())) for text in (found, wanted))
    common = (ours & theirs).total()
    precision, recall = common / max(1, ours.total()), common / max(1, theirs.total())
    return precision, recall, 2 * common / max(1, ours.total() + theirs.total())


def measure(folder: Path, only_english: bool) -> dict[str, float | int]:
    rows, seconds, failed = [], 0.0, []
    cases = list(expected(folder))
    list(html.read("warm-up", io.BytesIO(b"<html><body><p>Hello there."), Limits()))
    for path, answer in cases:
        wanted = " ".join(paragraphs(answer))
        english = path.parent.name in ENGLISH and len(_ENGLISH_WORD.findall(wanted)) > len(wanted) / 100
        if only_english and not english:
            continue
        data = gzip.decompress(path.read_bytes())
        began = time.perf_counter()
        (page,) = html.read(path.name, io.BytesIO(data), Limits())
        seconds += time.perf_counter() - began
        if not isinstance(page, Page):
            failed.append(str(page))
            continue
        body = " ".join(page.text[b.start : b.end] for b in page.blocks if b.role == "body")
        same_title = _WORD.findall((page.given.title or "").casefold()) == _WORD.findall(
            answer["title"].casefold()
        )
        day = (page.given.published or "")[:10] == answer["publishing_date"][:10]
        rows.append((*overlap(body, wanted), day, same_title, path.name))
    html_child.close()
    worst = sorted(rows, key=lambda row: row[2])[:15]
    mean = {
        name: sum(row[i] for row in rows) / len(rows)
        for i, name in enumerate(("precision", "recall", "f1", "day", "title"))
    }
    return mean | {
        "pages": len(rows), "pages_a_second": len(rows) / seconds, "failed": failed,
        "worst": [f"{row[2]:.2f} p={row[0]:.2f} r={row[1]:.2f} day={row[3]} {row[5]}" for row in worst],
        "wrong_day": [row[5] for row in rows if not row[3]],
    }  # fmt: skip


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]), "--english" in sys.argv), indent=1, ensure_ascii=False))
