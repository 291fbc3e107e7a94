"""merge.outcomes: what became of a promise, by what later articles tell."""

import itertools

import pytest

from dragoman.lexicon import load
from dragoman.merge.outcomes import outcomes
from dragoman.merge.records.facts import records
from dragoman.model.actor import Actor
from dragoman.model.article import Article, Published
from dragoman.model.finding import Citation, Pledge
from dragoman.model.when import When
from dragoman.text.sentences import sentences

LEXICON = load()
NORWAY = Actor("NOR", "Norway", "state", "NOR")
WHAT = "return the two ferries to Riga by June"
JUNE = When("2025-06-01", "2025-06-30", "month", "expression", "by June")


def told(text: str, day: str, id: str) -> Article:
    return Article(id=id, page=id, page_id=id, text=text, outlet=id.upper(), published=Published(day, "header"))


def split(article: Article):
    return sentences(article.text, LEXICON.abbreviations)


def settled(*later: tuple[str, str], kind: str = "commitment", due: When = JUNE):
    """The promise of March, after what later articles say, each with its day."""
    first = told(f"Norway promised to {WHAT}.", "2025-03-14", "a")
    articles = [first, *(told(text, day, chr(ord("b") + at)) for at, (text, day) in enumerate(later))]
    quote = Citation("a", 0, len(first.text), first.text)
    pledge = Pledge(citation=quote, by=(NORWAY,), what=WHAT, due=due, kind=kind)
    found = set()
    for order in itertools.permutations(articles):
        by_id = {article.id: article for article in order}
        found.add(outcomes(records([pledge], by_id, {}), by_id, {}, LEXICON.pledges, split))
    (facts,) = found  # whatever the order
    (record,) = facts
    for step in record.history:
        article = next(one for one in articles if one.id == step.report.article)
        assert article.text[step.report.start : step.report.end] == step.report.quote
    return record


@pytest.mark.parametrize(
    ("text", "day", "status"),
    [
        ("Norway returned the two ferries to Riga on Monday.", "2025-05-01", "kept"),
        ("Norway kept its promise: the two ferries lie in Riga again.", "2025-05-01", "kept"),
        ("Norway broke its promise about the two ferries of Riga.", "2025-05-01", "broken"),
        ("Norway has dropped its plan for the two ferries of Riga.", "2025-05-01", "withdrawn"),
        ("Norway has not returned the two ferries to Riga.", "2025-07-05", "overdue"),
        ("Norway has not returned the two ferries to Riga.", "2025-05-01", "open"),
        ("Norway will return the two ferries to Riga, it repeated.", "2025-05-01", "open"),
        ("Whether Norway returned the two ferries to Riga nobody knows.", "2025-05-01", "open"),
        ("Sweden returned a stolen painting to Riga.", "2025-05-01", "open"),
        ("It rained in Oslo.", "2025-05-01", "open"),
        ("It rained in Oslo.", "2025-07-01", "overdue"),
    ],
)
def test_what_a_later_article_shows(text, day, status):
    record = settled((text, day))
    assert record.finding.status == status == record.history[-1].status
    assert record.history[0].status == "open" and record.history[0].report.article == "a"


def test_what_is_told_before_the_promise_shows_nothing():
    assert settled(("Norway returned the two ferries to Riga on Monday.", "2025-02-01")).finding.status == "open"


def test_a_hint_changes_nothing_and_is_kept_for_review():
    record = settled(("Whether the two ferries in Riga are those of the promise nobody could tell.", "2025-07-05"))
    assert record.finding.status == "open"
    assert [report.article for report in record.candidates] == ["b"]


def test_late_is_better_than_never():
    late = ("Norway has not returned the two ferries to Riga.", "2025-07-05")
    record = settled(late, ("Norway returned the two ferries to Riga on Monday.", "2025-09-01"))
    assert [step.status for step in record.history] == ["open", "overdue", "kept"]
    assert all(step.why for step in record.history)


@pytest.mark.parametrize("kind", ["intention", "offer", "threat"])
def test_who_only_hopes_offers_or_threatens_owes_nothing(kind):
    assert settled(("It rained in Oslo.", "2025-07-01"), kind=kind).finding.status == "open"
