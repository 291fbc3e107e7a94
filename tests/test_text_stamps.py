"""Time lines and ages of a page."""

from datetime import timedelta
from pathlib import Path

import pytest

from dragoman.lexicon.language import load_time_words
from dragoman.text.stamps import age, stamp

CASES = Path(__file__).parent / "cases" / "stamps.txt"
WORDS = load_time_words()


def cases() -> list[tuple[str, str]]:
    lines = [line for line in CASES.read_text("utf-8").splitlines() if "=>" in line]
    return [(line.split("=>")[0].strip(), line.split("=>")[1].strip()) for line in lines]


@pytest.mark.parametrize(("line", "expected"), cases())
def test_case(line, expected):
    found = stamp(line, WORDS)
    told = "nothing" if found is None else f"{'updated ' if found.update else ''}{found.value}"
    assert told == expected
    assert found is None or found.text in line


def test_the_words_of_a_glued_date_end_before_the_article():
    assert stamp(" date 2025-06-04 The ministers met.", WORDS).text == "date 2025-06-04"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("34 minutes ago", timedelta(minutes=34)),
        ("2 hours ago", timedelta(hours=2)),
        ("3 days ago", timedelta(days=3)),
        ("an hour ago", timedelta(hours=1)),
        ("1h ago", timedelta(hours=1)),
        ("- 2 hours ago", timedelta(hours=2)),
        ("Updated 3 hours ago", timedelta(hours=3)),
        ("2 weeks ago", timedelta(weeks=2)),
        ("Yesterday", timedelta(days=1)),
        ("just now", timedelta(0)),
    ],
)
def test_age(line, expected):
    assert age(line, WORDS) == expected


@pytest.mark.parametrize(
    "line", ["Three days ago, the minister left.", "long ago", "last week", "12", "", "5 ago"]
)
def test_no_age(line):
    assert age(line, WORDS) is None
