"""merge.affairs and merge.stories: articles of one affair come together, in whatever order, others stay apart."""

import random
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.evaluation.stories import own
from dragoman.lexicon import load
from dragoman.merge.rarity import Rarity
from dragoman.merge.stories.affairs import ALIKE, WINDOW, affairs, likeness
from dragoman.merge.stories.gist import gist
from dragoman.merge.stories.story import stories
from dragoman.merge.stories.titles import title
from dragoman.model.actor import Actor
from dragoman.model.article import Article, Published
from dragoman.model.finding import Citation, Event
from dragoman.model.gist import Gist
from dragoman.model.record import Record, Report
from dragoman.model.span import Span
from dragoman.model.when import When

GOLD = Path(__file__).parents[1] / "evals" / "gold" / "stories.txt"
RARITY = Rarity(load())

TANKER = "The tanker cut a data cable in the gulf, divers said; its anchor is missing and the captain is questioned."
DAM = "Negotiators left talks on the dam because the reservoir is filled too fast in years of drought."


def an_article(id="a-1", text=TANKER, *, day="2024-02-05", outlet="The Courier", headline="Tanker cuts data cable"):
    return Article(
        id, "", "", text, title=headline, outlet=outlet, published=Published(day, "header" if day else "none")
    )


def a_record(id="e-1", *articles, aux=(), published="2024-02-05"):
    quote = "cut a data cable"
    event = Event(
        type="SANCTION", actors=(Actor("FIN", "Finland", "state", "FIN"),), aux=aux, when=When(),
        citation=Citation(articles[0], 0, len(quote), quote),
    )  # fmt: skip
    reports = tuple(Report(one, "The Courier", published, quote, 0, len(quote)) for one in articles)
    return Record(id, event, reports, len(reports))


def told(articles, records=(), copies=None):
    return stories({one.id: one for one in articles}, copies or {}, records, RARITY, whole)


def whole(text):
    return (Span(0, len(text)),)


def groups(found):
    return {frozenset(story.articles) for story in found}


@pytest.fixture(scope="module")
def labelled():
    return list(own(GOLD))


def test_articles_of_one_affair_are_one_story(labelled):
    gold = {}
    for affair, article in labelled:
        gold.setdefault(affair, set()).add(article.id)
    assert groups(told([article for _, article in labelled])) == {frozenset(ids) for ids in gold.values()}


def test_another_affair_between_the_same_states_is_another_story(labelled):
    by_affair = {affair: article for affair, article in reversed(labelled)}  # the first of each
    found = groups(told([by_affair["dam"], by_affair["port"], by_affair["boats"], by_affair["copper"]]))
    assert all(len(one) == 1 for one in found)


@settings(max_examples=25, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_articles_and_records_is_nothing(labelled, dice):
    articles = [article for _, article in labelled]
    records = [a_record(f"e-{at}", articles[at].id, articles[at + 1].id) for at in range(0, 10, 2)]
    expected = told(articles, records)
    dice.shuffle(articles)
    dice.shuffle(records)
    assert told(articles, records) == expected


@settings(max_examples=25, deadline=None)
@given(st.randoms(use_true_random=False))
def test_affairs_that_are_not_linked_can_be_told_apart_from_one_another(labelled, dice):
    """What makes a record of a million articles cheap to keep: a block is told without the others."""
    names = sorted({affair for affair, _ in labelled})
    # Affairs that share no states are not linked; those that do are kept on one side.
    sides = {name: dice.random() < 0.5 for name in ("cable", "dam", "boats", "mine", "forces")}
    beside = {"tunnel": "cable", "port": "dam", "copper": "boats", "market": "mine", "shoal": "forces"}
    side = {name: sides[beside.get(name, name)] for name in names}
    parts = [[one for name, one in labelled if side[name] is here] for here in (True, False)]
    apart = {story for part in parts if part for story in told(part)}
    assert apart == set(told([one for _, one in labelled]))


def test_time_parts_what_words_would_join():
    near, far = an_article("a-2", day="2024-02-20"), an_article("a-3", day="2024-09-20")
    assert len(told([an_article(), near])) == 1
    assert len(told([an_article(), far])) == 2


def test_an_article_without_a_date_joins_by_its_words():
    assert len(told([an_article(), an_article("a-2", day=None)])) == 1


def test_a_record_in_common_makes_articles_more_alike_unless_it_is_history():
    first, second = an_article(), an_article("a-2", DAM, headline=None)
    news, history = a_record("e-1", "a-1", "a-2"), a_record("e-2", "a-1", "a-2", aux=("historical",))

    def alike(*records):
        return likeness(gist(first, records, RARITY), gist(second, records, RARITY)).value

    assert alike(history) == alike() < alike(news)


def test_a_copy_is_in_its_originals_story_and_no_source():
    copy = an_article("a-2", "Advertising. " + TANKER, outlet="The Mirror")
    (story,) = told([an_article(), copy], copies={"a-2": "a-1"})
    assert story.articles == ("a-1", "a-2")
    assert story.independent_sources == 1


def test_a_story_tells_who_and_when_and_why():
    second = an_article("a-2", day="2024-02-07", outlet="The Mirror", headline="Anchor of tanker examined")
    (story,) = told([second, an_article()], [a_record("e-1", "a-1", "a-2")])
    assert (story.first, story.last, story.independent_sources) == ("2024-02-05", "2024-02-07", 2)
    assert [actor.id for actor in story.who] == ["FIN"]
    assert story.records == ("e-1",)
    assert "2 articles" in story.why and "1 fact told by more than one" in story.why


def test_a_title_stands_word_for_word_in_its_article(labelled):
    articles = {article.id: article for _, article in labelled}
    for story in told(articles.values()):
        assert story.title == articles[story.titled_by].title
    untitled = [an_article(headline=None), an_article("a-2", day="2024-02-06", headline=None)]
    (story,) = told(untitled)
    assert story.title in TANKER


def test_a_text_without_a_short_sentence_is_called_by_its_beginning():
    long = an_article(text="cable " * 100, headline=None)
    words, of = title([long], {}, whole, RARITY)
    assert long.text.startswith(words) and len(words) <= 240 and of == "a-1"


def test_a_large_block_is_cut_before_it_is_parted(monkeypatch):
    monkeypatch.setattr("dragoman.merge.stories.affairs.LARGE", 3)
    articles = [an_article(f"a-{at}", TANKER if at % 2 else DAM, headline=None) for at in range(8)]
    assert groups(told(articles)) == {frozenset(f"a-{at}" for at in range(start, 8, 2)) for start in (0, 1)}


def a_gist(id, day, **terms):
    return Gist(id, day, terms, frozenset())


def test_groups_join_by_their_members_on_average():
    """A chain of neighbours is not one affair: its ends have nothing in common."""
    half = 0.5**0.5
    chain = [a_gist(f"a-{at}", "2024-02-05", **{f"w{at}": half, f"w{at + 1}": half}) for at in range(6)]
    joined = [a_gist(one.article, one.day, **one.terms, both=0.0, more=0.0) for one in chain]
    found = affairs(joined)
    assert all(likeness(a, b).value >= ALIKE for a, b in pairwise(joined))
    assert 1 < len(found) < 6


def test_what_is_too_far_apart_in_time_is_not_alike():
    a, b = a_gist("a-1", "2024-01-01", cable=1.0), a_gist("a-2", "2024-12-01", cable=1.0)
    assert likeness(a, b).value == 0
    assert str(WINDOW) not in likeness(a, b).why


def test_shuffled_blocks_give_the_same_groups():
    dice = random.Random(1)
    gists = []
    for at in range(30):
        first, second = dice.sample(range(6), 2)
        gists.append(a_gist(f"a-{at:02}", f"2024-02-{at % 28 + 1:02}", **{f"w{first}": 0.8, f"w{second}": 0.6}))
    expected = [[one.article for one in group] for group in affairs(gists)]
    dice.shuffle(gists)
    assert [[one.article for one in group] for group in affairs(gists)] == expected
