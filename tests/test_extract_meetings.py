"""Meetings as words tell them: by journeys, who speaks to whom, nouns, over several articles; and what is none."""

import pytest

from dragoman.lexicon import load
from dragoman.merge.records.facts import records
from dragoman.model.article import Article, Published
from dragoman.model.finding import Meeting
from dragoman.pipeline import read_article

LEXICON = load()


def meetings(*told: tuple[str, str]) -> list[tuple]:
    """The meetings of these articles as merged, each (day, text) by its own outlet: who, kind, status, day, history."""
    articles = {
        f"a-{at}": Article(
            id=f"a-{at}", page="", page_id=f"p-{at}", text=text, outlet=f"Wire {at}",
            published=Published(day, "metadata"),
        )
        for at, (day, text) in enumerate(told)
    }  # fmt: skip
    found = [finding for article in articles.values() for finding in read_article(article, LEXICON).findings]
    return [
        (" ".join(sorted({actor.tie for actor in one.finding.participants})), one.finding.kind, one.finding.status,
         one.finding.when.start, " ".join(step.status for step in one.history))
        for one in records(found, articles, {})
        if isinstance(one.finding, Meeting)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "who", "kind", "status", "day"),
    [
        ("Jordan's king leaves for Ankara tomorrow for a two-day visit.", "JOR TUR", "visit", "planned", "2024-03-13"),
        ("Estonia's foreign minister, Margus Tsahkna, was in Chisinau on Monday, where his hosts showed him the port.",
         "EST MDA", "visit", "held", "2024-03-11"),
        ("Colombia's president, Gustavo Petro, called off a trip to Quito after Ecuador expelled two diplomats.",
         "COL ECU", "visit", "cancelled", None),
        ("Flooding has delayed the talks that Nepal and India were to hold in Patna this week.", "IND NPL", "talks",
         "postponed", "2024-03-11"),
        ("Italy's Giorgia Meloni and Albania's Edi Rama will not meet this week as planned because of a strike.",
         "ALB ITA", "summit", "cancelled", "2024-03-11"),
        ("The Peruvian farm minister told her Chilean counterpart, Ana Rojas, in Arica on Monday that figs were safe.",
         "CHL PER", "visit", "held", "2024-03-11"),
        ("Talks between Thailand and Cambodia over the border opened on Monday in Phnom Penh.", "KHM THA", "talks",
         "held", "2024-03-11"),
        ("Malawi's president received a delegation from Mozambique at State House on Monday.", "MOZ MWI", "visit",
         "held", "2024-03-11"),
    ],
)  # fmt: skip
def test_meetings_by_their_words(text, who, kind, status, day):
    assert [one[:4] for one in meetings(("2024-03-12", text))] == [(who, kind, status, day)]


@pytest.mark.parametrize(
    "text",
    [
        "Turkish and Greek firms met in Izmir on Monday to trade olive oil.",
        "Japan and North Korea are in contact about a summit.",
        "Ivory Coast and Senegal met in the round of 16 on Monday.",
        "Germany's proposal for a common fund met with resistance in the Netherlands.",
        "Uruguay's president was in Mendoza on Wednesday for a wine fair.",
        "The Komarom summit has been postponed until the autumn.",
        "Pakistan and India have not met at this level since 2015.",
    ],
)
def test_what_is_no_meeting(text):
    assert meetings(("2024-03-12", text)) == []


PLANNED = ("2024-03-12", "The foreign ministers of Peru and Ecuador will meet next week in Guayaquil, officials said.")


def test_a_sequel_that_does_not_say_who_met_joins_what_was_planned():
    sequel = ("2024-03-17", "Monday's meeting in Guayaquil has been called off because of a strike.")
    ((who, _, status, day, history),) = meetings(PLANNED, sequel)
    assert (who, status, day, history) == ("ECU PER", "cancelled", "2024-03-18", "planned cancelled")


def test_who_was_there_on_the_day_has_made_the_visit():
    plan = ("2024-03-12", "Norwegian Prime Minister Jonas Gahr Store is to visit Kyiv later this month.")
    there = ("2024-03-28", "Norway's prime minister was in Kyiv on Wednesday, unannounced, and left by night train.")
    ((who, _, status, day, history),) = meetings(plan, there)
    assert (who, status, day, history) == ("NOR UKR", "held", "2024-03-27", "planned held")


def test_a_sequel_elsewhere_or_long_after_joins_nothing():
    elsewhere = ("2024-03-17", "Monday's meeting in Arequipa has been called off because of a strike.")
    later = ("2024-06-17", "Monday's meeting in Guayaquil has been called off because of a strike.")
    for sequel in (elsewhere, later):
        assert [one[2] for one in meetings(PLANNED, sequel)] == ["planned"]


def test_what_was_put_off_is_held_later():
    plan = ("2024-02-05", "Lithuania's prime minister will travel to Warsaw on 20 February to meet Donald Tusk.")
    put_off = ("2024-02-19", "Lithuania's prime minister has postponed her visit to Warsaw because of a strike.")
    held = ("2024-03-06", "Polish Prime Minister Donald Tusk hosted Lithuania's prime minister in Warsaw on Wednesday.")
    ((who, _, status, day, history),) = meetings(plan, put_off, held)
    assert (who, status, day) == ("LTU POL", "held", "2024-03-06")
    assert history == "planned postponed held"
