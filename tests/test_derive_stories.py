"""derive.stories: stories told step by step are those told at once, row for row, and those of the pure function."""

import sys
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.derive import derive
from dragoman.evaluation.stories import own
from dragoman.lexicon import load
from dragoman.model.article import Article, Published
from dragoman.model.identity import content_id
from dragoman.model.page import Page
from dragoman.model.reading import Reading
from dragoman.pipeline import read_article, told_stories
from dragoman.store import gists, read, viewed, write
from dragoman.store.connection import open_store

LEXICON = load()
GOLD = Path(__file__).parents[1] / "evals" / "gold" / "stories.txt"
DERIVED = (
    "story", "story_article", "story_record", "contradiction", "contradiction_record", "gist", "gist_key",
    "tie_sum", "agenda", "told", "pending_story",
)  # fmt: skip
TOLLS = (
    "Missiles killed 26 people in Muzaffarabad on Wednesday.",
    "Missiles killed 31 people in Muzaffarabad on Wednesday.",
)


def a_reading(text, outlet, day, title=None) -> Reading:
    published = Published(day, "metadata") if day else Published()
    id = content_id("a", text, outlet)
    return read_article(Article(id, id, id, text, title=title, outlet=outlet, published=published), LEXICON)


@pytest.fixture(scope="module")
def readings() -> list[Reading]:
    """Four affairs by several outlets, a reprint of one, one without a date, two that contradict one another."""
    told = [article for affair, article in own(GOLD) if affair in ("cable", "tunnel", "dam", "port")]
    made = [a_reading(one.text, one.outlet, one.published.value, one.title) for one in told]
    reprint, undated = told[0], told[4]
    made += [
        a_reading(reprint.text, "The Mirror", "2024-02-07", "Cable cut"),
        a_reading(undated.text + " Nobody knows when.", "The Post", None),
        *(
            a_reading(text, outlet, "2025-05-07")
            for text, outlet in zip(TOLLS, ("The Courier", "The Mirror"), strict=True)
        ),
    ]
    return made


def store(conn, *told: Reading) -> None:
    for one in told:
        write.add_page(conn, Page(one.article.id, "text", one.article.id, one.article.text), (one,))


def rows(conn) -> dict[str, list]:
    """Every derived table, in an order of its own; what a gist's body has as a set is sorted."""
    found = {table: sorted(conn.execute(f"SELECT * FROM {table}").fetchall(), key=repr) for table in DERIVED}
    found["gist"] = [(article, block) for article, block, _ in found["gist"]]
    return found


@pytest.fixture(scope="module")
def at_once(readings):
    conn = open_store(":memory:")
    store(conn, *readings)
    derive(conn, LEXICON)
    return conn


def test_what_is_stored_is_what_the_pure_function_tells(readings, at_once):
    articles = {one.id: one for one in read.articles(at_once)}
    whole = told_stories(articles, read.copies(at_once), list(read.records(at_once)), LEXICON)
    stored = {story.id: story for story in viewed.stories(at_once)}
    assert stored == {story.id: msgspec.structs.replace(story) for story in whole}
    assert len(stored) == 5, "two blasts of words about one city are one affair, four others are four"
    assert max(len(story.articles) for story in whole) == 4
    assert [one.what for story in whole for one in story.contradictions] == ["people killed"]


@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_step_by_step_is_at_once(readings, at_once, data):
    order = data.draw(st.permutations(readings))
    cuts = data.draw(st.sets(st.integers(1, len(readings) - 1)))
    conn = open_store(":memory:")
    for place, one in enumerate(order):
        store(conn, one)
        if place in cuts:
            derive(conn, LEXICON)
    derive(conn, LEXICON)
    assert rows(conn) == rows(at_once)
    conn.close()


def test_a_far_article_tells_no_other_story_anew(readings, monkeypatch):
    module = sys.modules["dragoman.derive.stories"]
    conn = open_store(":memory:")
    *most, last = readings
    store(conn, *most)
    derive(conn, LEXICON)
    told, tell = [], module.told_story

    def noted(group, *rest):
        told.append({one.article for one in group})
        return tell(group, *rest)

    monkeypatch.setattr(module, "told_story", noted)
    store(conn, last)
    derive(conn, LEXICON)
    assert told == [{readings[-1].article.id, readings[-2].article.id}]


def test_an_article_that_turns_out_to_be_a_copy_leaves_no_story_of_its_own(readings):
    conn = open_store(":memory:")
    original, reprint = readings[0], readings[-4]
    store(conn, reprint)
    derive(conn, LEXICON)
    (alone,) = viewed.stories(conn)
    assert alone.articles == (reprint.article.id,)
    store(conn, original)
    derive(conn, LEXICON)
    (both,) = viewed.stories(conn)
    assert set(both.articles) == {original.article.id, reprint.article.id} and both.independent_sources == 1
    assert [one.article for one in gists.of_blocks(conn, gists.blocks_of(conn, both.articles))] == [original.article.id]


def test_a_derivation_that_is_cut_off_goes_on(readings, monkeypatch):
    conn, module = open_store(":memory:"), sys.modules["dragoman.derive"]
    store(conn, *readings)

    def broken(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(module, "stories", broken)
        with pytest.raises(KeyboardInterrupt):
            derive(conn, LEXICON)
    assert read.underived(conn)
    derive(conn, LEXICON)
    assert not read.underived(conn) and len(list(viewed.stories(conn))) == 5
