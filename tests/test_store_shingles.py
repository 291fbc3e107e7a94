"""store.shingles: postings in levels give what a table of them would."""

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.store import shingles
from dragoman.store.connection import open_store
from dragoman.store.shingles import Shingles


@pytest.fixture
def small(monkeypatch):
    """Blocks and levels so small that a few postings fill several."""
    monkeypatch.setattr(shingles, "BLOCK", 8)
    monkeypatch.setattr(shingles, "FIRST", 32)
    monkeypatch.setattr(shingles, "STRETCH", 3)


def test_what_is_put_under_a_mark_is_found_there(small):
    dice = random.Random(7)
    for _ in range(40):
        conn = open_store(":memory:")
        kept, truth = Shingles(conn), {}
        for _ in range(dice.randint(1, 25)):
            count = dice.randint(1, 60)
            marks = [dice.randrange(dice.choice([3, 40, 2**32])) for _ in range(count)]
            keys = [dice.randrange(2**32) for _ in range(count)]
            for mark, key in zip(marks, keys, strict=True):
                truth.setdefault(mark, set()).add(key)
            kept.add(np.array(marks, np.uint64), np.array(keys, np.uint64))
            if dice.random() < 0.3:
                kept = Shingles(conn)  # what another run of the program sees
        asked = [*truth, *(dice.randrange(2**32) for _ in range(5))]
        assert kept.first(asked, 5) == {mark: sorted(truth[mark])[:5] for mark in asked if mark in truth}
        assert all(kept.under(mark) == sorted(truth.get(mark, ())) for mark in asked)
        blocks = conn.execute("SELECT count(*), sum(length(postings)) FROM shingle_block").fetchone()
        assert blocks[1] == 8 * sum(map(len, truth.values())), "a posting is kept twice"
        assert blocks[0] <= blocks[1] / 64 + len(kept._levels)


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 2**32 - 1)), max_size=50), st.randoms())
def test_the_order_in_which_postings_come_changes_no_answer(postings, dice):
    def answers(order):
        kept = Shingles(open_store(":memory:"))
        for mark, key in order:
            kept.add(np.array([mark], np.uint64), np.array([key], np.uint64))
        return kept.first(range(6), 4), [kept.under(mark) for mark in range(6)]

    shuffled = dice.sample(postings, len(postings))
    assert answers(postings) == answers([*shuffled, *shuffled[:3]])


def test_nothing_is_under_a_mark_nobody_has():
    kept = Shingles(open_store(":memory:"))
    kept.add(np.empty(0, np.uint64), np.empty(0, np.uint64))
    assert kept.first([1, 2], 3) == {} and kept.under(1) == [] and kept.first([], 3) == {}
