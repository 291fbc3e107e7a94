"""merge.copies: what is known of a set of articles does not depend on how they came."""

import random
from collections.abc import Iterable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.merge.copies import fold as finding
from dragoman.merge.copies.fold import fold
from dragoman.merge.copies.known import Remembered
from dragoman.model.article import Article
from dragoman.model.copy import Fingerprint
from dragoman.model.page import Page
from dragoman.model.reading import Reading
from dragoman.store.connection import open_store, transaction
from dragoman.store.copies import KnownCopies
from dragoman.store.write import add_page
from tests.test_merge_copies import article, prose

STANDING = prose("standing paragraph", 90)


def drawn(dice: random.Random, count: int) -> list[Article]:
    """Stories, their reprints, excerpts and edits, pages that compile several, and a standing paragraph under many."""
    stories = [prose(f"{dice.random()}", dice.choice([30, 90, 240])) for _ in range(3)]
    made = []
    for n in range(count):
        words = dice.choice(stories).split()
        kind = dice.choice(["whole", "whole", "excerpt", "edited", "compiled", "standing", "added"])
        if kind == "excerpt":
            words = words[: len(words) // dice.choice([2, 3])]
        elif kind == "edited":
            step = dice.choice([11, 17])
            words[::step] = ["changed"] * len(words[::step])
        elif kind == "compiled":
            words = [*words, *dice.choice(stories).split()[:120], *dice.choice(stories).split()[:120]]
        elif kind == "standing":
            words = [*prose(f"{n} {dice.random()}", 45).split(), *STANDING.split()]
        elif kind == "added":
            words = [*words, *prose(f"own {dice.random()}", 60).split()]
        day = dice.choice([None, "2025-06-04", "2025-06-05"])
        outlet = dice.choice([None, "Wire", "Herald"])
        byline = ("By Wire",) if dice.random() < 0.2 else ()
        made.append(article(f"a-{n:03}", " ".join(words), published=day, outlet=outlet, byline=byline))
    return made


def parts(articles: Sequence[Article], dice: random.Random) -> Iterable[list[Article]]:
    """The articles, in another order, split anywhere, some of them twice."""
    shuffled = dice.sample(articles, len(articles))
    while shuffled:
        size = dice.choice([1, 2, 7, len(shuffled)])
        yield [*shuffled[:size], *dice.sample(articles, min(2, len(articles)))][: size + dice.choice([0, 2])]
        shuffled = shuffled[size:]


def in_memory(articles: Sequence[Article], batches: Iterable[list[Article]]) -> tuple:
    known = Remembered({one.id: one for one in articles})
    for batch in batches:
        fold(batch, known)
    links = {(link.longer, link.shorter): link for one in articles for link in known.links(one.id)}
    return sorted(known.places.items()), sorted(known.all_shared.items()), links


def in_a_file(articles: Sequence[Article], batches: Iterable[list[Article]]) -> tuple:
    conn = open_store(":memory:")
    for batch in batches:
        for one in batch:
            add_page(conn, Page(one.id, "text", one.id, one.text), (Reading(one),))
        known = KnownCopies(conn)
        for pending in known.pending(3):
            with transaction(conn):
                fold(pending, known)
    places = sorted((one.id, place) for one in articles if (place := known.place(one.id)))
    shared = sorted((one.id, own) for one in articles if (own := known.shared(one.id)))
    links = {(link.longer, link.shorter): link for one in articles for link in known.links(one.id)}
    return places, shared, links


@pytest.mark.parametrize("most", [2, 3, 8])
@settings(deadline=None, max_examples=12)
@given(seed=st.integers(0, 10**9), count=st.integers(2, 24), keys=st.sampled_from([4, 16, 2**29]))
def test_order_split_and_repetition_change_nothing(most, seed, count, keys):
    dice = random.Random(seed)
    articles = drawn(dice, count)
    key = Fingerprint.key.fget
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(finding, "MOST", most)  # so that few articles are many,
        # and many have the same key by chance
        patch.setattr(Fingerprint, "key", property(lambda one: (key(one) >> 3) % keys << 3 | key(one) & 7))
        at_once = in_memory(articles, [articles])
        assert in_memory(articles, parts(articles, dice)) == at_once
        assert in_a_file(articles, parts(articles, dice)) == at_once
        assert in_a_file(articles, [articles]) == at_once


def test_a_family_of_more_than_stand_for_a_mark_is_one():
    story = prose("much reprinted", 200).split()
    copies = [article(f"a-{n:03}", " ".join([*prose(f"head {n}", 8).split(), *story])) for n in range(60)]
    places, _, _ = in_memory(copies, [copies[:30], copies[30:]])
    assert len(places) == 60 and len({place.family for _, place in places}) == 1


def test_only_the_family_that_a_new_article_joins_is_made_anew():
    stories = [article(f"a-{n}", prose(f"story {n}", 200)) for n in range(6)]
    copies = [article(f"b-{n}", one.text) for n, one in enumerate(stories)]
    late = article("c-3", " ".join(stories[3].text.split()[:90]))
    known = Remembered({one.id: one for one in [*stories, *copies, late]})
    assert fold([*stories, *copies], known) == {one.id for one in [*stories, *copies]}
    assert fold([late], known) == {"c-3"}
    assert fold([late, *stories], known) == frozenset()
