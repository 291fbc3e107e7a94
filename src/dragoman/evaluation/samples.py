"""Samples: our findings of pages against the gold of a careful reader.

A folder of gold in; figures for events, statements, meetings and pledges out,
each field apart and all together, and every miss and false alarm as a line.
"""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from dragoman.errors import PageError
from dragoman.evaluation.compare import KINDS, WHOLE, compare, described
from dragoman.evaluation.figures import Figure, figure
from dragoman.evaluation.gold import GoldArticle, GoldPage, digest, load
from dragoman.evaluation.pairs import FOUND, Pair, alone, count
from dragoman.evaluation.wording import locate, plain
from dragoman.lexicon import Lexicon
from dragoman.model.reading import Reading
from dragoman.pipeline import read_page
from dragoman.sources import pages

NO_GOLD = GoldArticle(starts="", ends="")
STAGE_FAILED = "the stage failed"  # how pipeline.read_article begins such an Issue
FORMS = {"statement": ("direct", "mixed", "indirect")}


class Compared(msgspec.Struct, frozen=True):
    """One article's pairs by finding type; `page` names where it was read."""

    page: str
    pairs: dict[str, list[Pair]]


class Samples(msgspec.Struct, frozen=True):
    """The whole comparison: `articles` tells how many the gold has, we found, and are the same.

    `failures` are stages that broke on an article: without their findings the figures mean nothing.
    """

    digest: str
    articles: dict[str, int]
    failures: tuple[str, ...]
    compared: tuple[Compared, ...]

    def figures(self) -> dict[str, dict[str, Figure]]:
        """By finding type (statements also by form), by field."""
        told = {}
        for kind in KINDS:
            told[f"{kind}s"] = self._fields(kind, None)
            for form in FORMS.get(kind, ()):
                told[f"{kind}s {form}"] = self._fields(kind, form)
        return told

    def _fields(self, kind: str, form: str | None) -> dict[str, Figure]:
        seen = {field for one in self.compared for pair in one.pairs[kind] for field in pair.right}
        rest = sorted(seen - {"all", FOUND, *WHOLE[kind]})
        return {
            field: figure([count(one.pairs[kind], field, form) for one in self.compared])
            for field in ("all", FOUND, *WHOLE[kind], *rest)
        }

    def errors(self) -> Iterator[str]:
        """Every pair that is not wholly right, grouped by finding type and by what is wrong."""
        yield from self.failures
        for kind in KINDS:
            groups: dict[str, list[str]] = {}
            for one in self.compared:
                for pair in one.pairs[kind]:
                    cause = _cause(kind, pair)
                    if cause:
                        groups.setdefault(cause, []).append(_told(kind, one.page, pair))
            for cause in sorted(groups):
                yield f"== {kind}s: {cause} ({len(groups[cause])})"
                yield from groups[cause]


def score(folder: Path, lexicon: Lexicon, pages_folder: Path | None = None) -> Samples:
    """Read every page that has gold in `folder`, and compare."""
    compared: list[Compared] = []
    found = {"gold": 0, "ours": 0, "same": 0}
    golds = load(folder, pages_folder)
    readings = {gold.page: _read(gold, lexicon) for gold in golds}
    for gold in golds:
        for wanted, reading in _same_articles(gold, readings[gold.page]):
            found["gold"] += wanted is not None
            found["ours"] += reading is not None
            found["same"] += wanted is not None and reading is not None
            original = _original(wanted, readings)
            compared.append(_compared(gold.page, wanted, reading, lexicon, original))
    failures = tuple(
        f"{page}: {issue.stage}: {issue.message}"
        for page, made in readings.items()
        for reading in made
        for issue in reading.issues
        if issue.message.startswith(STAGE_FAILED)
    )
    return Samples(digest(folder), found, failures, tuple(compared))


def _read(gold: GoldPage, lexicon: Lexicon) -> list[Reading]:
    made = []
    for page in pages([str(gold.path)]):
        if isinstance(page, PageError):
            raise page
        made += read_page(page, lexicon)[0]
    return made


def _same_articles(gold: GoldPage, readings: list[Reading]) -> Iterator[tuple[GoldArticle | None, Reading | None]]:
    """Each article of the gold with ours that holds its first or last words; then ours that it does not have."""
    left = list(readings)
    for wanted in gold.article:
        ends = (wanted.starts, wanted.ends)
        same = next((r for r in left if any(locate(r.text, end) for end in ends)), None)
        if same is not None:
            left.remove(same)
        yield wanted, same
    for reading in left:
        yield None, reading


def _original(wanted: GoldArticle | None, readings: dict[str, list[Reading]]) -> str:
    """The text that a copy repeats: what stands there is scored there, once."""
    if wanted is None or wanted.copy_of is None:
        return ""
    return plain(" ".join(reading.text for reading in readings.get(wanted.copy_of, ())))


def _compared(
    page: str, wanted: GoldArticle | None, reading: Reading | None, lexicon: Lexicon, original: str
) -> Compared:
    if reading is None:
        return Compared(page, {kind: alone(getattr(wanted, kind), ()) for kind in KINDS})
    gold = wanted or NO_GOLD
    return Compared(page, {kind: compare(kind, gold, reading, lexicon, original) for kind in KINDS})


def _cause(kind: str, pair: Pair) -> str:
    if not pair.counts:
        return ""
    if pair.ours is None:
        return "missed"
    if pair.gold is None:
        return "false alarm"
    wrong = [field for field in pair.wrong if field in WHOLE[kind]]
    return f"wrong {' and '.join(wrong)}" if wrong else ""


def _told(kind: str, page: str, pair: Pair) -> str:
    sides = [f"{page}:"]
    if pair.gold is not None:
        sides.append(f"gold {described(kind, pair.gold)}")
    if pair.ours is not None:
        sides.append(f"ours {described(kind, pair.ours)}  ({pair.ours.why})")
    clause = getattr(pair.gold, "clause", None) or (pair.ours and pair.ours.citation.quote)
    if clause:
        sides.append(f"| {' '.join(clause.split())}")
    return "\n    ".join(sides)
