"""merge.families: which texts of a page are its own, and who is the origin."""

import numpy as np

from dragoman.merge.copies.families import credited, part, standings
from dragoman.model.copy import Link
from tests.test_merge_copies import WIRE, article, origins, prose


def link(shorter: str, pieces: range, share: float = 1.0, cover: float = 0.3) -> Link:
    return Link("page", shorter, share, cover, sum(1 << piece for piece in pieces))


def stands(*links: Link, compilations: frozenset[str] = frozenset(), **dates: str) -> dict[str, str]:
    articles = {one.shorter: article(one.shorter, "", published=dates.get(one.shorter)) for one in links}
    return standings(article("page", "", published=dates.get("page")), links, articles, compilations)


def test_a_page_is_a_copy_of_what_it_opens_with():
    assert stands(link("b", range(40, 70)), link("a", range(1, 30))) == {"a": "own", "b": "held"}


def test_what_fills_the_same_part_is_one_text():
    assert stands(link("a", range(30)), link("b", range(10, 30))) == {"a": "own", "b": "own"}


def test_a_phrase_in_the_headline_opens_nothing():
    stray = Link("page", "b", 1.0, 0.3, 0b1 | sum(1 << piece for piece in range(40, 70)))
    assert stands(stray, link("a", range(1, 30))) == {"a": "own", "b": "held"}


def test_texts_dated_after_a_page_are_excerpts_of_it():
    parts = link("a", range(30)), link("b", range(40, 70))
    assert set(stands(*parts, page="2025-06-01", a="2025-06-02", b="2025-06-03").values()) == {"own"}
    assert "held" in stands(*parts, page="2025-06-02", a="2025-06-02", b="2025-06-03").values()


def test_two_pages_that_are_the_same_from_end_to_end_are_one_text():
    twin = link("twin", range(100), cover=0.9)
    assert stands(twin, link("a", range(30)), compilations=frozenset({"twin"})) == {"twin": "own", "a": "own"}


def test_a_compilation_counts_only_alone():
    both = link("both", range(60), cover=0.6), link("a", range(30))
    assert stands(*both, compilations=frozenset({"both"})) == {"both": "aside", "a": "own"}
    assert stands(both[0], compilations=frozenset({"both"})) == {"both": "own"}


def test_a_page_has_a_bit_for_each_eight_words():
    marks = np.zeros(30, bool)
    marks[2:8] = marks[13:15] = True
    assert part(marks) == 0b1
    marks[24:28] = True
    assert part(marks) == 0b1001
    assert part(np.array([False] * 9 + [True])) == 0b10


def test_the_agency_that_others_credit_is_the_origin():
    agency = article("z", WIRE.text, published="2025-06-06", outlet="Northern Press")
    early = article("a", WIRE.text, published="2025-06-04", outlet="Herald", byline=("Northern Press",))
    assert origins(agency, early) == {"a": "z"}
    line = article("b", f"{WIRE.text}\n(Source: Northern Press)", published="2025-06-05", outlet="Post")
    assert origins(agency, line, article("c", WIRE.text, published="2025-06-03")) == {"b": "z", "c": "z"}


def test_a_credit_to_oneself_counts_for_nothing():
    herald = article("a", WIRE.text, outlet="Herald", byline=("By the Herald",))
    assert credited([herald, article("b", WIRE.text, outlet="Post")]) == set()
    assert credited([herald, article("b", WIRE.text, outlet="Post", dateline="OSLO (Herald) —")]) == {"a"}


def test_a_short_item_is_of_the_text_that_has_all_of_it():
    standing = prose("standing", 40)
    whole = article("whole", f"{standing} {prose('x', 200)}")
    item = article("item", f"{standing} {' '.join(prose('x', 200).split()[:12])}")
    others = [article(id, f"{prose(id, 100)} {standing} {prose(id * 2, 100)}") for id in "abc"]
    assert origins(whole, item, *others) == {"item": "whole"}
