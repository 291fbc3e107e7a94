"""Dates: the date expressions of GUM and the days they mean, against ours; each document read on its own day.

A folder with dev.conllu and train.conllu in; figures for spans and values out, for
the development part and for the news of both. A stretch of ours ("2004 to 2009")
counts as its two ends, which GUM marks apart. Dates without a year, or with an
hour, are left out of the gold, for our dates are days.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from pathlib import Path

import msgspec

from dragoman.evaluation import gum
from dragoman.evaluation.figures import Count, Figure, figure
from dragoman.lexicon import Lexicon
from dragoman.model.article import Article, Published
from dragoman.model.reading import Reading
from dragoman.model.span import Span
from dragoman.pipeline import segment

WHOLE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
BETWEEN = re.compile(r"\s(?:to|until|till|through|and)\s|\s?[-–—]\s?")
Days = tuple[str, str]  # first and last day, ISO


class Dates(msgspec.Struct, frozen=True):
    """By part: how many documents, and what is scored."""

    documents: dict[str, int]
    figures: dict[str, dict[str, Figure]]
    misses: tuple[str, ...]


class Told(msgspec.Struct, frozen=True):
    span: Span
    days: Days


def score(folder: Path, lexicon: Lexicon) -> Dates:
    development = list(gum.documents(folder / "dev.conllu"))
    every = [*development, *gum.documents(folder / "train.conllu")]
    parts = {"dev": development, "news": [one for one in every if one.genre == "news"]}
    counted = {name: [_counts(one, *_both(one, lexicon)) for one in documents] for name, documents in parts.items()}
    figures = {
        name: {what: figure([counts[what] for counts in each]) for what in ("overlap", "span", "value")}
        for name, each in counted.items()
    }
    misses = tuple(line for one in parts["dev"] for line in _misses(one, *_both(one, lexicon)))
    return Dates({name: len(documents) for name, documents in parts.items()}, figures, misses)


def _both(document: gum.Document, lexicon: Lexicon) -> tuple[list[Told], list[Told]]:
    """Gold dates and ours, each with its days."""
    gold = [Told(one.span, days) for one in document.dates if (days := _days(one.first, one.last)) is not None]
    article = Article(
        id="a", page="", page_id="", text=document.text, published=Published(document.made, "metadata")
    )
    reading = segment(Reading(article), lexicon)
    ours = [
        end
        for one in reading.dates
        if one.when.start is not None and one.when.end is not None
        for end in _ends(Told(Span(one.start, one.end), (one.when.start, one.when.end)), gold, document.text)
    ]
    return gold, ours


def _days(first: str, last: str) -> Days | None:
    if not WHOLE.fullmatch(first) or not WHOLE.fullmatch(last):
        return None
    until = last if len(last) == 10 else f"{last}-12-31" if len(last) == 4 else _month_end(last)
    return (first + "-01-01"[len(first) - 4 :] if len(first) < 10 else first), until


def _month_end(month: str) -> str:
    return f"{month}-{monthrange(int(month[:4]), int(month[5:]))[1]}"


def _ends(stretch: Told, gold: list[Told], text: str) -> Iterator[Told]:
    """The two ends of a stretch that the gold has as two dates, each with the days that the gold's words span."""
    inside = [one for one in gold if stretch.span.covers(one.span)]
    if len(inside) == 2 and BETWEEN.fullmatch(text[inside[0].span.end : inside[1].span.start]):
        first, last = inside
        yield Told(first.span, (stretch.days[0], first.days[1]))
        yield Told(last.span, (last.days[0], stretch.days[1]))
    else:
        yield stretch


def _counts(document: gum.Document, gold: list[Told], ours: list[Told]) -> dict[str, Count]:
    def count(same) -> Count:
        return Count(
            len(gold), sum(any(same(one, other) for other in ours) for one in gold),
            len(ours), sum(any(same(other, one) for other in gold) for one in ours),
        )  # fmt: skip

    return {
        "overlap": count(lambda one, other: one.span.overlaps(other.span)),
        "span": count(lambda one, other: one.span == other.span),
        "value": count(lambda one, other: one.span.overlaps(other.span) and one.days == other.days),
    }


def _misses(document: gum.Document, gold: list[Told], ours: list[Told]) -> Iterator[str]:
    for one in gold:
        near = [other for other in ours if one.span.overlaps(other.span)]
        if not any(other.days == one.days for other in near):
            told = "; ".join(f"“{other.span.of(document.text)}” {'/'.join(other.days)}" for other in near) or "–"
            yield f"{document.name}: gold “{one.span.of(document.text)}” {'/'.join(one.days)} | ours {told}"
    for one in ours:
        if not any(one.span.overlaps(other.span) for other in gold):
            yield f"{document.name}: gold – | ours “{one.span.of(document.text)}” {'/'.join(one.days)}"
