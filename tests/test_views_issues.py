"""What was left open: phrases from their offsets, counted over the record, those that cost deeds first."""

import pytest

from dragoman.model.reading import Issue
from dragoman.model.span import Span
from dragoman.views.issues import Kind, Phrase, summary
from dragoman.views.listing import MOST_PHRASES, summary_lines

TEXTS = {
    "a-1": "Lee spoke. The ministry said Lee had met the board. He resigned.",
    "a-2": "The ministry did not name Lee.",
}
SEVERAL, NOBODY, NO_STATE = "several people bear this surname", "an organ without a state", "a deed is left out"


def doubt(article, words, why, *, stage="actors", nth=0):
    at = -1
    for _ in range(nth + 1):
        at = TEXTS[article].index(words, at + 1)
    return Issue(stage, f"“{words}”: {why}", article, at, at + len(words))


def summed(*issues):
    return summary(issues, TEXTS.__getitem__)


def told(found):
    return ["".join(text for _, text in line) for line in summary_lines(found)]


def test_phrases_are_counted_over_the_record():
    found = summed(
        doubt("a-1", "Lee", SEVERAL), doubt("a-1", "Lee", SEVERAL, nth=1), doubt("a-2", "Lee", SEVERAL),
        doubt("a-1", "ministry", NOBODY),
    )  # fmt: skip
    assert found.phrases == (Phrase("Lee", 3, 2, 0, (SEVERAL,)), Phrase("ministry", 1, 1, 0, (NOBODY,)))
    assert (found.issues, found.mentions) == (4, 4)
    assert found.kinds == (Kind("actors", SEVERAL, 3), Kind("actors", NOBODY, 1))
    assert any("“Lee”" in line and f"3 times in 2 articles: {SEVERAL}" in line for line in told(found))


def test_what_costs_a_deed_comes_first():
    found = summed(
        doubt("a-1", "Lee", SEVERAL), doubt("a-2", "Lee", SEVERAL), doubt("a-1", "He", NO_STATE, stage="deeds")
    )
    assert [(phrase.words, phrase.times, phrase.deeds) for phrase in found.phrases] == [("He", 1, 1), ("Lee", 2, 0)]
    assert any("1 time in 1 article, 1 deed" in line for line in told(found))


def test_two_stages_on_one_phrase_are_one_mention():
    """The reader's phrase and the resolver's overlap: the resolver's words, both reasons, one deed."""
    found = summed(doubt("a-1", "ministry", NOBODY), doubt("a-1", "The ministry", NO_STATE, stage="deeds"))
    assert found.phrases == (Phrase("ministry", 1, 1, 1, (NO_STATE, NOBODY)),)
    assert found.issues == 2


def test_case_does_not_part_a_phrase():
    texts = {"a": "They left. Then they met."}
    spans = [Span(0, 4), Span(16, 20)]
    issues = [Issue("deeds", f"“{s.of(texts['a'])}”: {NO_STATE}", "a", s.start, s.end) for s in spans]
    assert [(p.words, p.times) for p in summary(issues, texts.__getitem__).phrases] == [("They", 2)]


def test_doubts_about_no_phrase_are_counted_by_kind():
    found = summed(
        Issue("cut", "a.txt: no article found on the page; 3 lines were left out"),
        Issue("cut", "b.txt: no article found on the page; 9 lines were left out"),
        Issue("deeds", "the stage failed: KeyError: 'x'", "a-1"),
        Issue("statements", "cannot tell who speaks", "a-1", 0, 9),
    )
    assert found.kinds == (
        Kind("cut", "no article found on the page", 2), Kind("deeds", "the stage failed", 1),
        Kind("statements", "cannot tell who speaks", 1),
    )  # fmt: skip
    assert found.phrases == ()


def test_what_is_not_shown_is_counted():
    texts = {"a": " ".join(f"Name{number:02}" for number in range(MOST_PHRASES + 3))}
    issues = [
        Issue("actors", f"“{texts['a'][at : at + 6]}”: {SEVERAL}", "a", at, at + 6)
        for at in range(0, len(texts["a"]), 7)
    ]
    lines = told(summary(issues, texts.__getitem__))
    assert sum("“Name" in line for line in lines) == MOST_PHRASES
    assert any(line.endswith("… and 3 phrases more, 3 times") for line in lines)


@pytest.mark.parametrize("found", [summed()])
def test_nothing_open(found):
    assert told(found) == ["nothing was left open"]
