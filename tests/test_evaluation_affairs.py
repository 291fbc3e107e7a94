"""evaluation.stories and evaluation.contradictions: what is counted, and that the gold holds together."""

import json
from pathlib import Path

import pytest

from dragoman.errors import NotFound
from dragoman.evaluation import run, stories
from dragoman.evaluation.contradictions import cases
from dragoman.lexicon import load

GOLD = Path(__file__).parents[1] / "evals" / "gold"
OWN = ("stories.txt", "stories-kept.txt")


@pytest.mark.parametrize(
    ("gold", "ours", "expected"),
    [
        ("aabb", "xxyy", 1.0),
        ("aabb", "xxxx", 0.0),
        ("aabb", "wxyz", 0.0),
        ("aabb", "xyxy", -0.5),
        ("abcd", "wxyz", 1.0),
    ],
)
def test_the_adjusted_rand_index_is_1_for_the_gold_and_0_for_chance(gold, ours, expected):
    labels = [dict(enumerate(told)) for told in (gold, ours)]
    assert stories.adjusted_rand(*labels) == pytest.approx(expected)


@pytest.mark.parametrize("name", OWN)
def test_our_own_affairs_have_several_outlets_and_near_misses(name):
    told = list(stories.own(GOLD / name))
    assert len({article.id for _, article in told}) == len(told) >= 30
    outlets = {}
    for affair, article in told:
        outlets.setdefault(affair, set()).add(article.outlet)
        assert article.title and article.published.value and len(article.text) > 100
    assert len(outlets) >= 10 and all(len(some) > 1 for some in outlets.values())


def test_stories_are_scored_beside_single_link():
    found = stories.score(GOLD / "stories.txt", load())
    ours, apart = found.systems[stories.OURS], found.systems[stories.APART]
    assert ours.b_cubed >= found.systems[stories.SINGLE_LINK].b_cubed > apart.b_cubed
    assert ours.b_cubed_interval[0] <= ours.b_cubed <= ours.b_cubed_interval[1]
    assert (apart.precision, apart.ari) == (1.0, 0.0)
    assert len(found.misses) == 0


def test_what_is_put_together_wrongly_is_named():
    articles = {article.id: article for _, article in stories.own(GOLD / "stories.txt")}
    first, second, third, *_ = articles
    gold, ours = {first: "x", second: "x", third: "y"}, {first: "1", second: "2", third: "1"}
    misses = list(stories._misses(gold, ours, articles))
    assert [miss.partition(":")[0] for miss in misses] == ["apart", "together"]


def test_public_stories_are_labels_without_texts():
    lines = (GOLD / "stories-public.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    assert len(rows) == 100 and all(len(row) == 4 and len(row[3]) == 32 for row in rows)
    with pytest.raises(NotFound, match="is in none of"):
        list(stories.public(GOLD / "stories-public.tsv", ("no-such-folder",)))


def test_both_can_be_asked_for(tmp_path):
    told = json.loads("\n".join(run("stories", str(GOLD / "stories.txt"))))
    assert told["stories.txt"]["affairs"] == 10
    assert list(run("stories", str(GOLD / "stories.txt"), errors=True)) == []
    assert json.loads("\n".join(run("contradictions", str(GOLD / "contradictions.txt"))))["cases"] >= 20
    assert list(run("contradictions", str(GOLD / "contradictions.txt"), errors=True)) == []
    with pytest.raises(NotFound):
        run("stories", None, (str(tmp_path),)).__next__()


def test_a_case_has_its_articles_and_answers():
    first = next(iter(cases(GOLD / "contradictions.txt")))
    assert [article.outlet for article in first.articles] == ["Frontier Times", "Ganges Herald"]
    assert first.answers == (("number", "people killed", "26", "31"),)
    assert "number" not in first.articles[1].text
