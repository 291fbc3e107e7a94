"""Days of publication inferred from a text (tests/cases/publication.txt) and from the articles of one page."""

from pathlib import Path

import pytest

from dragoman.lexicon import load
from dragoman.model.article import Article, Published
from dragoman.text.publication import with_inferred_dates

CASES = Path(__file__).parent / "cases" / "publication.txt"


def cases() -> list[tuple[str, str, str]]:
    passages = [passage.strip().split("\n") for passage in CASES.read_text("utf-8").split("\n\n")]
    return [(title, day, text) for title, day, text in (rows for rows in passages if not rows[0].startswith("#"))]


def article(text: str, *, published: str | None = None, age: str | None = None, found_in: str | None = None) -> Article:
    stated = Published(published, "header", published) if published else Published()
    return Article("a", "page.txt", "p", text, published=stated, age_text=age, found_in=found_in)


def days(*page: Article) -> list[str | None]:
    return [each.published.value for each in with_inferred_dates(page, load())]


@pytest.mark.parametrize(("title", "day", "text"), cases(), ids=[case[0] for case in cases()])
def test_case(title, day, text):
    (found,) = with_inferred_dates((article(text),), load())
    assert found.published == Published() if day == "unknown" else found.published.value == day
    assert found.published.basis == ("none" if day == "unknown" else "inferred")


def test_what_it_rests_on_is_told():
    text = "Lee Jae-myung was praised on Wednesday. Lee had won Tuesday's presidential election in South Korea."
    assert with_inferred_dates((article(text),), load())[0].published.text == "Tuesday … election; Wednesday"


def test_a_stated_day_stays():
    page = article("Lee Jae-myung won Tuesday's election in South Korea.", published="2025-06-20")
    assert with_inferred_dates((page,), load()) == (page,)


ELECTED = "President Lee Jae-myung was praised on Friday. He had won Tuesday's presidential election in South Korea."
BUDGET = "The finance ministry in Seoul said on Thursday that it would write a new budget before the summer."


def fresh(text: str, age: str) -> Article:
    return article(text, age=age, found_in="own")


def test_a_dated_article_of_hours_ago_dates_another_of_hours_ago():
    assert days(article("Own."), fresh(ELECTED, "4 hours ago"), fresh(BUDGET, "20 hours ago"))[1:] == [
        "2025-06-06",
        "2025-06-05",
    ]


def test_between_two_of_one_day_it_is_that_day():
    page = (article("Own."), fresh(ELECTED, "1 hour ago"), fresh(BUDGET, "2 hours ago"), fresh(ELECTED, "4 hours ago"))
    assert days(*page)[1:] == ["2025-06-06"] * 3


def test_also_where_one_of_them_has_only_a_weekday():
    weekday = "President Lee Jae-myung named his advisers in Seoul on Friday."
    page = (article("Own."), fresh(weekday, "1 hour ago"), fresh(BUDGET, "2 hours ago"), fresh(ELECTED, "4 hours ago"))
    assert days(*page)[1:] == ["2025-06-06"] * 3


def test_but_not_one_of_days_ago():
    assert days(article("Own."), fresh(ELECTED, "4 hours ago"), fresh(BUDGET, "3 days ago"))[1:] == ["2025-06-06", None]


CALL = "The two ministers spoke by telephone on Friday about the duty on wine."
TALKS = "Diplomats of three countries met in Beijing on 14 March 2025 and asked for an end to the sanctions."
ACCORD = "The text of the accord is agreed, both foreign ministries said on Thursday."


def test_ages_and_weekdays_that_agree_bear_out_a_lead_date():
    page = (article("Own."), fresh(CALL, "2 hours ago"), fresh(TALKS, "5 hours ago"), fresh(ACCORD, "1 day ago"))
    assert days(*page)[1:] == ["2025-03-14", "2025-03-14", "2025-03-13"]


@pytest.mark.parametrize("age", ["2 hours ago", "2 days ago"])
def test_one_that_disagrees_leaves_them_unknown(age):
    page = (article("Own."), fresh(CALL, "2 hours ago"), fresh(TALKS, "5 hours ago"), fresh(ACCORD, age))
    assert days(*page)[1:] == [None, None, None]


def test_one_alone_is_not_enough():
    assert days(article("Own."), fresh(CALL, "2 hours ago"), fresh(TALKS, "5 hours ago"))[1:] == [None, None]


def test_an_embedded_article_is_not_older_than_the_page_by_more_than_its_age():
    later = article("Own.", published="2025-07-01")
    assert days(later, fresh(ELECTED, "4 hours ago"))[1] is None
    assert days(article("Own.", published="2025-06-04"), fresh(ELECTED, "4 hours ago"))[1] == "2025-06-06"
