"""Sentences and paragraphs: plain-text cases, then what holds for every text."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.lexicon.language import load_abbreviations
from dragoman.text.sentences import paragraphs, sentences

CASES = Path(__file__).parent / "cases" / "sentences.txt"
ABBREVIATIONS = load_abbreviations()


def cases() -> list[tuple[str, str]]:
    passages = CASES.read_text("utf-8").split("\n\n")[1:]
    return [tuple(passage.strip().split("\n", 1)) for passage in passages]


@pytest.mark.parametrize(("title", "marked"), cases(), ids=[title for title, _ in cases()])
def test_case(title, marked):
    expected = [piece.strip() for paragraph in marked.split("¶") for piece in paragraph.split("|")]
    text = marked.replace(" ¶ ", "\n").replace("| ", "")
    assert [span.of(text) for span in sentences(text, ABBREVIATIONS)] == expected


def test_paragraphs_are_trimmed_and_never_empty():
    text = "  One. \r\n\n\t\nTwo. \u2028 Three."
    assert [span.of(text) for span in paragraphs(text)] == ["One.", "Two.", "Three."]


def test_an_empty_text_has_no_sentences():
    assert sentences(" \n ", ABBREVIATIONS) == ()


@given(st.text(alphabet="aB. \n\"'”?!…(U.S)1", max_size=200))
def test_sentences_hold_every_character_that_shows(text):
    spans = sentences(text, ABBREVIATIONS)
    shown = "".join(span.of(text) for span in spans)
    assert "".join(shown.split()) == "".join(text.split())
    assert all(span.of(text) == span.of(text).strip() != "" for span in spans)
    assert all("\n" not in span.of(text) for span in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))


@pytest.mark.parametrize("unit", ["A. ", ".", "word ", "x.", '" ', "U.S."])
def test_work_grows_with_the_text_only(unit, lines):
    def work(count: int) -> int:
        return lines(lambda: sentences(unit * count, ABBREVIATIONS))

    assert work(4_000) < 12 * work(500)
