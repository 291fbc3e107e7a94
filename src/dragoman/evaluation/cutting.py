"""How well pages are cut: gold folder and pages in; shares right, word scores and every difference out.

Gold is one TOML file a page, as samples/README.md tells. Compares what
text.cut and text.publication give; looks at no finding.
"""

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from dragoman.errors import PageError
from dragoman.lexicon import Lexicon, load
from dragoman.model.article import Article
from dragoman.model.page import Page
from dragoman.sources import pages as read_pages
from dragoman.text.blocks import pieces
from dragoman.text.cut import articles
from dragoman.text.publication import with_inferred_dates

_WORD = re.compile(r"\w+")


class Words(msgspec.Struct):
    """Words counted as bags: those right, those we gave, those of the gold."""

    right: int = 0
    ours: int = 0
    gold: int = 0

    def add(self, ours: Counter[str], gold: Counter[str]) -> None:
        self.right += (ours & gold).total()
        self.ours += ours.total()
        self.gold += gold.total()

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.ours + self.gold) if self.ours + self.gold else 1.0


class Cutting(msgspec.Struct):
    """The outcome. `fields` counts right and all by what was compared; `differences` are lines to be read."""

    fields: dict[str, list[int]]
    kept: Words
    dropped: dict[str, Words]
    differences: list[str]

    def table(self) -> dict[str, float]:
        """Every share and F1 by its name."""
        shares = {name: right / of for name, (right, of) in self.fields.items()}
        roles = {f"dropped as {role}, word F1": words.f1 for role, words in sorted(self.dropped.items())}
        return {**shares, "kept, word F1": self.kept.f1, **roles}


def cutting(gold: Path, folder: Path, lexicon: Lexicon | None = None) -> Cutting:
    """Cuts every page of `folder` that has a file in `gold` and compares."""
    lexicon = lexicon or load()
    outcome = Cutting(defaultdict(lambda: [0, 0]), Words(), defaultdict(Words), [])
    for path in sorted(gold.glob("*.toml")):
        told = tomllib.loads(path.read_text("utf-8"))
        read = [page for page in read_pages([str(folder / told["page"])]) if not isinstance(page, PageError)]
        found = [with_inferred_dates(articles(page, lexicon), lexicon) for page in read]
        _compare(outcome, told, read, found, lexicon)
    return outcome


def _compare(
    outcome: Cutting, told: dict, read: list[Page], found: list[tuple[Article, ...]], lexicon: Lexicon
) -> None:
    name, ours, golds = told["page"], [article for each in found for article in each], told.get("article", [])
    _check(outcome, name, "articles found", len(ours), len(golds))
    for article, gold in zip(ours, golds, strict=False):
        for field, mine, theirs in _fields(article, gold):
            _check(outcome, f"{name} “{gold['starts']}”", field, mine, theirs)
    gold_lines = [(each["role"], " ".join(each["text"].split())) for each in told.get("dropped", [])]
    our_lines = _left_out(read, found, lexicon)
    all_words = _words(page.text for page in read)
    gone = _words(text for _, text in gold_lines)
    outcome.kept.add(_words(article.text for article in ours), all_words - gone)
    for role in {role for role, _ in (*gold_lines, *our_lines)}:
        mine, theirs = (Counter(line for as_role, line in each if as_role == role) for each in (our_lines, gold_lines))
        outcome.dropped[role].add(_words(mine.elements()), _words(theirs.elements()))
        for line in (mine.keys() - theirs.keys()) | (theirs.keys() - mine.keys()):
            whose = "ours only" if line in mine else "gold only"
            outcome.differences.append(f"{name}: dropped as {role}, {whose}: {line[:90]}")


def _fields(article: Article, gold: dict[str, Any]) -> Iterator[tuple[str, object, object]]:
    first, last = gold["starts"], gold["ends"]
    yield "first words", article.text[: len(first)], first
    yield "last words", article.text[-len(last) :], last
    for field in ("title", "outlet", "dateline", *(("url",) if "url" in gold else ())):
        yield field, getattr(article, field), gold.get(field)
    yield "byline", list(article.byline), gold.get("byline", [])
    yield "published", (article.published.value or "")[:10], gold.get("published", "")
    yield "basis", article.published.basis, gold.get("basis", "none")
    yield "captions", list(article.captions), gold.get("captions", [])
    yield "embedded", article.found_in is not None, gold.get("embedded", False)
    yield "age", article.age_text, gold.get("age")


def _check(outcome: Cutting, where: str, field: str, ours: object, gold: object) -> None:
    outcome.fields[field][0] += ours == gold
    outcome.fields[field][1] += 1
    if ours != gold:
        outcome.differences.append(f"{where}: {field}: ours {ours!r}, gold {gold!r}")


def _left_out(read: list[Page], found: list[tuple[Article, ...]], lexicon: Lexicon) -> list[tuple[str, str]]:
    """Role and words of what we dropped: of a page without an article, everything."""
    lines: list[tuple[str, str]] = []
    for page, each in zip(read, found, strict=True):
        if each:
            lines += [(piece.role, piece.quote) for article in each for piece in article.dropped]
        else:
            lines += [(piece.role, piece.line.text) for piece in pieces(page, lexicon.chrome, lexicon.time)]
    return [(role, " ".join(line.split())) for role, line in lines]


def _words(texts: Iterable[str]) -> Counter[str]:
    return Counter(word for text in texts for word in _WORD.findall(text.casefold()))
