"""merge.alignment: which characters of one text stand in another, and which it adds."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.merge.copies.alignment import align
from dragoman.merge.wording import grams, placed, words
from tests.test_merge_copies import prose

ORIGIN = (
    "The foreign ministers of Norway and Finland signed an agreement on rescue at sea in Tromsø on Tuesday. "
    "It lets the coast guards of both countries enter the waters of the other without asking first. "
    "“Nobody should drown while we look for a form,” the Norwegian minister, Espen Lunde, told reporters. "
    "The agreement comes into force when both parliaments have voted on it, which is expected in the autumn. "
    "Eleven people died in March when a trawler went down near the line between the two zones."
)
ADDED = "The Herald has learned that the Swedish government was asked to join in May and has not yet answered."


def own(copy: str, origin: str = ORIGIN) -> list[str]:
    return [span.of(copy) for span in align(copy, origin).own]


def put_in(sentence: str, after: int) -> str:
    told = ORIGIN.split(". ")
    return ". ".join([*told[:after], sentence.rstrip("."), *told[after:]])


def test_a_text_adds_nothing_to_itself():
    assert own(ORIGIN) == []
    (match,) = align(ORIGIN, ORIGIN).matches
    assert match.here == match.there and match.here.of(ORIGIN) == ORIGIN


def test_typography_is_no_addition():
    assert own(ORIGIN.replace("“", "«").replace("”", "»").replace(" ", "  ").upper()) == []


def test_a_sentence_put_in_is_its_own_wherever_it_stands():
    assert own(put_in(ADDED, 2)) == [ADDED]
    assert own(f"{ADDED} {ORIGIN}") == [ADDED]
    assert own(f"{ORIGIN} {ADDED}") == [ADDED]


def test_an_excerpt_adds_nothing():
    assert own(ORIGIN[:300]) == own(ORIGIN[200:]) == []


def test_a_dateline_and_a_changed_word_are_edits():
    assert own("TROMSØ (Wire) — " + ORIGIN.replace("signed", "concluded")) == []


def test_a_sentence_in_other_words_is_no_addition():
    reworded = ORIGIN.replace(
        "It lets the coast guards of both countries enter the waters of the other without asking first. ",
        "Both countries' coast guards may now enter the other's waters, without first asking. ",
    )
    assert own(reworded) == []


def test_paragraphs_in_another_order_add_nothing():
    told = ORIGIN.split(". ")
    assert own(". ".join([*told[3:], *told[:3]])) == []


def test_another_text_is_all_its_own():
    other = prose("other", 60)
    assert own(other) == [other] and not align(other, ORIGIN).matches
    assert align("", ORIGIN).own == align("", "").own == ()


@settings(deadline=None)
@given(st.text(max_size=80), st.text(max_size=80), st.booleans())
def test_matches_are_the_same_words_and_own_stretches_never_overlap(first, second, joined):
    there = ORIGIN + second
    here = first + ORIGIN[40:260] + second if joined else first
    found = align(here, there)
    for match in found.matches:
        both = (set(grams(words(match.here.of(here)), 5)), set(grams(words(match.there.of(there)), 5)))
        assert both[0] & both[1]
    assert all(0 <= span.start < span.end <= len(here) for span in found.own)
    assert all(one.end <= other.start for one, other in pairwise(found.own))


@settings(deadline=None)
@given(st.text())
def test_placed_words_are_the_words(text):
    assert tuple(word for word, _ in placed(text)) == words(text)
