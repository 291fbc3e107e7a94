"""extract.pledges: what is promised by whom, to whom, by when and on which condition; and what is no promise."""

import pytest

from dragoman.lexicon import load
from dragoman.model.article import Article, Published
from dragoman.model.finding import Pledge
from dragoman.pipeline import read_article

LEXICON = load()


def pledges(text: str, day: str = "2025-03-14") -> list[Pledge]:
    article = Article(id="a", page="", page_id="", text=text, published=Published(day, "metadata"))
    reading = read_article(article, LEXICON)
    assert not [issue for issue in reading.issues if "failed" in issue.message]
    return [finding for finding in reading.findings if isinstance(finding, Pledge)]


def ties(actors) -> set[str]:
    return {actor.tie for actor in actors}


@pytest.mark.parametrize(
    ("text", "kind", "by", "to", "what"),
    [
        ("Norway promised Latvia to return the ferries by June.", "commitment", "NOR", "LVA",
         "return the ferries by June"),
        ("Norway and Sweden agreed on Monday to open a joint port at Narvik.", "agreement", "NOR SWE", "",
         "open a joint port at Narvik"),
        ("Norway offered to pay half the wages of the Latvian police.", "offer", "NOR", "LVA",
         "pay half the wages of the Latvian police"),
        ("Norway threatened to seize every Latvian trawler.", "threat", "NOR", "LVA", "seize every Latvian trawler"),
        ("Norway plans to raise its duties on timber.", "intention", "NOR", "", "raise its duties on timber"),
        ("Norway is considering a tax on timber.", "intention", "NOR", "", "a tax on timber"),
        ("Norway is ready to release the two sailors.", "offer", "NOR", "", "release the two sailors"),
        ("Norway said on Monday that it would withdraw its guards from the bridge.", "commitment", "NOR", "",
         "withdraw its guards from the bridge"),
        ("Norway is to hand over two ferries to Latvia by June, its foreign ministry announced.", "commitment", "NOR",
         "LVA", "hand over two ferries to Latvia by June"),
        ("Norway has given assurances that it will not use the cable against Sweden.", "commitment", "NOR", "SWE",
         "not use the cable against Sweden"),
        ("Norway made a commitment to send engineers to Latvia.", "commitment", "NOR", "LVA",
         "send engineers to Latvia"),
        ("Norway has promised Latvia 18 million euros.", "commitment", "NOR", "LVA", "18 million euros"),
        ("Norway and Latvia agreed on Monday that Oslo would pay for two ferries.", "agreement", "NOR", "",
         "pay for two ferries"),
        ("Under the deal, Norway will hand over two Latvian sailors.", "agreement", "NOR", "",
         "hand over two Latvian sailors"),
        ("Norway has agreed to host the two sides and to pay for the observers.", "commitment", "NOR", "",
         "pay for the observers"),
        ("“We will send two ships to Latvia,” Norwegian Prime Minister Jonas Gahr Store said.", "commitment", "NOR",
         "LVA", "send two ships to Latvia"),
    ],
)  # fmt: skip
def test_kinds_of_pledges(text, kind, by, to, what):
    (pledge,) = pledges(text)
    assert (pledge.kind, pledge.what) == (kind, what)
    assert (ties(pledge.by), ties(pledge.to)) == (set(by.split()), set(to.split()))
    assert pledge.what in pledge.citation.quote and pledge.status == "open"


@pytest.mark.parametrize(
    "text",
    [
        "Norway refused to promise Latvia any ships.",
        "Norway never promised to return the ferries.",
        "Norway asked Latvia to promise to return the ferries.",
        "Norway must return the ferries, Latvia said.",
        "Exports from Norway will fall by a fifth, an economist said.",
        "Norway hopes to see peace.",
        "Norway will need more time, its foreign ministry said.",
        "Norway agreed to meet Latvian officials on Friday.",
        "A farmer promised to sell his cows.",
        "Norway would not say whether it plans to return the ferries.",
        "British newspapers report that London will hand the islands to Mauritius within a year.",
        "Analysts say that the government in London intends to keep the base.",
        "Norway's pledge to cut tariffs on ferries has cheered Latvia.",
        "“Will we return the ferries?” Norwegian Prime Minister Jonas Gahr Store asked.",
    ],
)
def test_what_is_no_pledge(text):
    assert pledges(text) == []


@pytest.mark.parametrize(
    ("text", "condition", "kind"),
    [
        ("Norway threatened to close the strait unless Latvia paid its debts.", "unless Latvia paid its debts",
         "threat"),
        ("If Latvia pays its debts, Norway will return the ferries, the Norwegian foreign ministry said.",
         "If Latvia pays its debts", "commitment"),
        ("Norway will close the strait if Latvia doubles its fees, the Norwegian foreign ministry said.",
         "if Latvia doubles its fees", "threat"),
        ("Norway promised to return the ferries as soon as the ice allows.", "as soon as the ice allows", "commitment"),
    ],
)  # fmt: skip
def test_conditions(text, condition, kind):
    (pledge,) = pledges(text)
    assert (pledge.condition, pledge.kind) == (condition, kind)
    assert condition not in pledge.what


@pytest.mark.parametrize(
    ("term", "start", "precision"),
    [
        ("by June", "2025-06-01", "month"),
        ("by November 30", "2025-11-30", "day"),
        ("by January 10", "2026-01-10", "day"),
        ("within ninety days", "2025-06-12", "day"),
        ("within three months", "2025-06-01", "month"),
        ("soon", None, "none"),
    ],
)
def test_due(term, start, precision):
    (pledge,) = pledges(f"Norway promised Latvia to return the ferries {term}.")
    assert (pledge.due.start, pledge.due.precision) == (start, precision)


def test_two_promises_of_one_verb():
    found = pledges("Norway and Sweden agreed on Monday to share the river and to set up gauges at the bridge.")
    assert {pledge.what for pledge in found} == {"share the river", "set up gauges at the bridge"}
