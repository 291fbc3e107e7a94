"""merge.quantities and merge.contradictions: what tellings of one affair disagree about, and what only seems so."""

from math import inf
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.evaluation.contradictions import cases, score
from dragoman.lexicon import load
from dragoman.merge.contradictions.quantities import quantities
from dragoman.merge.records.facts import records
from dragoman.model.article import Article, Published
from dragoman.pipeline import disagreements, read_article

GOLD = Path(__file__).parents[1] / "evals" / "gold" / "contradictions.txt"
LEXICON = load()
PIECES = ("26", "31", "at", "least", "killed", "wounded", "people", ",", "-", "$", "1,000", "million", "between", "and")


def counted(sentence):
    return [(one.what, one.low, one.high, one.words) for one in quantities(sentence, LEXICON.claims)]


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("It killed seven people and hurt 23.", [("people killed", 7, 7, "seven"), ("people wounded", 23, 23, "23")]),
        ("At least nine miners were killed.", [("miner killed", 9, inf, "At least nine")]),
        ("More than 1,200 people died.", [("people killed", 1201, inf, "More than 1,200")]),
        ("Up to 50 soldiers were wounded.", [("soldier wounded", 0, 50, "Up to 50")]),
        ("The death toll rose to 31.", [("people killed", 31, 31, "31")]),
        ("It left 26 dead and 46 wounded.", [("people killed", 26, 26, "26"), ("people wounded", 46, 46, "46")]),
        ("The army killed 26 Pakistani soldiers.", [("pakistani soldier killed", 26, 26, "26")]),
        ("Two dozen diplomats were expelled.", [("diplomat expelled", 24, 24, "Two dozen")]),
        ("Russia fired 120 drones; Ukraine shot down 98 drones.",
         [("drone fired", 120, 120, "120"), ("drone downed", 98, 98, "98")]),
        ("Japan promised $1.5 billion to Ukraine.", [("dollars promised", 1.5e9, 1.5e9, "$1.5 billion")]),
        ("Landslides killed between 20 and 30 people.", [("people killed", 20, 30, "between 20 and 30")]),
        ("31 people, including 23 guards, lost their lives.", [("people killed", 31, 31, "31")]),
        # No count of the whole, or of nothing that can be compared.
        ("Three more people died.", []),
        ("Some 60 people are feared dead.", []),
        ("A 26-year-old man was killed on 26 May.", []),
        ("In 2019 people were killed.", []),
        ("Prices rose by 12 percent.", []),
        ("The two leaders met on the 26th.", []),
        ("It wounded 40 others.", []),
    ],
)  # fmt: skip
def test_what_a_sentence_counts(sentence, told):
    assert counted(sentence) == told


@given(st.text(max_size=200))
def test_a_quantity_stands_in_its_sentence(sentence):
    for one in quantities(sentence, LEXICON.claims):
        assert sentence[one.start : one.end] == one.words
        assert one.low <= one.high


@given(st.lists(st.sampled_from(PIECES)))
def test_numbers_in_any_disorder_break_nothing(words):
    quantities(" ".join(words), LEXICON.claims)


def an_article(text, outlet="The Courier", day="2025-05-07"):
    return Article(
        f"a-{outlet}-{day}".replace(" ", "-"), "", "", text, outlet=outlet, published=Published(day, "metadata")
    )


def disputed(*articles, copies=None):
    findings = [finding for one in articles for finding in read_article(one, LEXICON).findings]
    by_id = {one.id: one for one in articles}
    return disagreements(articles, copies or {}, records(findings, by_id, copies or {}), LEXICON)


FIRST = an_article("Missiles killed 26 people in Muzaffarabad on Wednesday.")
SECOND = an_article("Missiles killed 31 people in Muzaffarabad on Wednesday.", "The Mirror")


def test_two_numbers_stand_side_by_side_with_who_says_so_and_the_words():
    (one,) = disputed(FIRST, SECOND)
    assert (one.kind, one.what) == ("number", "people killed")
    assert [(side.value, side.who, side.report.outlet) for side in one.sides] == [
        ("26", None, "The Courier"), ("31", None, "The Mirror"),
    ]  # fmt: skip
    texts = {article.id: article.text for article in (FIRST, SECOND)}
    for side in one.sides:
        report = side.report
        assert texts[report.article][report.start : report.end] == report.quote


def test_a_number_is_the_word_of_whom_it_is_credited_to():
    credited = an_article(
        "“The missiles killed 31 people in Muzaffarabad,” Shehbaz Sharif said on Wednesday.", "The Mirror"
    )
    (one,) = disputed(FIRST, credited)
    assert {side.value: side.who for side in one.sides} == {"26": None, "31": "Shehbaz Sharif"}


def test_a_reprint_says_nothing_of_its_own():
    assert disputed(FIRST, SECOND, copies={SECOND.id: FIRST.id}) == ()


def test_one_outlet_that_mends_its_count_disagrees_with_nobody():
    later = an_article(SECOND.text, "The Courier", "2025-05-07T20:00")
    assert disputed(FIRST, later) == ()


def test_a_count_that_rises_from_day_to_day_is_news_and_one_that_falls_is_disputed():
    assert disputed(FIRST, an_article(SECOND.text, "The Mirror", "2025-05-08")) == ()
    fallen = an_article(FIRST.text, "The Post", "2025-05-08")
    assert len(disputed(SECOND, fallen)) == 1


def test_another_year_is_another_deed():
    earlier = an_article("Missiles killed 31 people in Muzaffarabad in 2019.", "The Mirror")
    assert disputed(FIRST, earlier) == ()


@settings(max_examples=10, deadline=None)
@given(st.permutations([FIRST, SECOND, an_article("Missiles killed 40 people in Muzaffarabad.", "The Post")]))
def test_the_order_of_articles_is_nothing(articles):
    expected = disputed(*sorted(articles, key=lambda one: one.id))
    assert disputed(*articles) == expected
    assert [side.value for side in expected[0].sides] == ["26", "31", "40"]


def test_the_cases_hold():
    found = score(GOLD, LEXICON)
    assert found.misses == ()
    assert found.silent == 1.0


def test_there_are_enough_cases_with_near_misses():
    told = [case for name in ("contradictions.txt", "contradictions-kept.txt") for case in cases(GOLD.with_name(name))]
    assert len(told) >= 40
    assert sum(not case.answers for case in told) >= 20
