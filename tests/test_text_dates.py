"""Dates: plain-text cases, then what holds for every text."""

from calendar import monthrange
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.lexicon.language import load_abbreviations, load_time_words
from dragoman.model.span import Span
from dragoman.model.when import When
from dragoman.text.dates import dates
from dragoman.text.sentences import sentences

CASES = Path(__file__).parent / "cases" / "dates.txt"
ABBREVIATIONS = load_abbreviations()
WORDS = load_time_words()


def cases() -> list[tuple[str, str, str, list[str]]]:
    passages = CASES.read_text("utf-8").strip().split("\n\n")[1:]
    lines = (passage.split("\n") for passage in passages)
    return [
        (title, published, text, [line.strip() for line in told]) for title, published, text, *told in lines
    ]


def in_words(when: When) -> str:
    if when.start is None:
        assert (when.end, when.precision, when.basis) == (None, "none", "none")
        return "no day"
    assert when.basis == "expression"
    start, end = date.fromisoformat(when.start), date.fromisoformat(when.end)
    if when.precision == "day" and start == end:
        return when.start
    if (
        when.precision == "month"
        and start.day == 1
        and end == start.replace(day=monthrange(start.year, start.month)[1])
    ):
        return when.start[:7]
    if when.precision == "year" and (start, end) == (date(start.year, 1, 1), date(start.year, 12, 31)):
        return when.start[:4]
    return f"{start} to {end} ({when.precision})"


@pytest.mark.parametrize(("title", "published", "text", "told"), cases(), ids=[case[0] for case in cases()])
def test_case(title, published, text, told):
    day = None if published == "unknown" else published.removeprefix("published ")
    found = dates(text, sentences(text, ABBREVIATIONS), day, WORDS)
    assert ([f"{mention.when.text} = {in_words(mention.when)}" for mention in found] or ["none"]) == told
    assert all(text[mention.start : mention.end] == mention.when.text for mention in found)


PIECES = """
    in June 4 , 2025 last Monday two days ago will from to – 31 the week 0 9999 . May next year weekend
""".split()  # noqa: SIM905


@given(st.lists(st.sampled_from(PIECES), max_size=25))
def test_any_words_give_ordered_spans_or_nothing(pieces):
    text = " ".join(pieces)
    for published in ("2025-06-04", "2024-02", None, "0001-01-01", "9999-12-31", "nonsense"):
        found = dates(text, sentences(text, ABBREVIATIONS), published, WORDS)
        assert all(one.end <= other.start for one, other in pairwise(found))
        assert all(text[mention.start : mention.end] == mention.when.text for mention in found)
        assert all(mention.when.start is None or mention.when.start <= mention.when.end for mention in found)


@pytest.mark.parametrize(
    "unit", ["on Monday ", "2025 ", "from June to ", "1 ", "word ", "the end of ", "said, ", "in two days "]
)
def test_work_grows_with_the_text_only(unit, lines):
    def work(count: int) -> int:
        text = unit * count
        return lines(lambda: dates(text, (Span(0, len(text)),), "2025-06-04", WORDS))

    assert work(2_000) < 12 * work(250)
