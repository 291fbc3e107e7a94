"""derive.records: what is derived step by step is what is derived at once, row for row, and little is looked at."""

import sys

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dragoman.pipeline
from dragoman.derive import derive
from dragoman.lexicon import load
from dragoman.merge.copies.fold import copies
from dragoman.merge.outcomes import outcomes
from dragoman.merge.records.facts import records
from dragoman.model.article import Published
from dragoman.model.judgement import Judgement
from dragoman.model.page import Page
from dragoman.model.reading import Reading
from dragoman.model.when import When
from dragoman.store import read, write
from dragoman.store.connection import open_store
from dragoman.text.sentences import sentences
from tests.test_merge_copies import prose
from tests.test_merge_records import ARTICLES, FOURTH, JPN, KOR, USA, day, event, findings

LEXICON = load()
DERIVED = (
    "copy", "telling", "lead", "lead_key", "link", "record", "record_party", "record_tie", "tie_sum", "rejected",
    "pledge_unknown", "pledge", "pledge_word", "pledge_article", "pledge_evidence",
)  # fmt: skip

# "b" reprints "a", "e" reprints "d"; the others have texts of their own.
TEXTS = {id: prose({"b": "a", "e": "d"}.get(id, id), 60) for id in ARTICLES}
STORED = {id: msgspec.structs.replace(article, text=TEXTS[id]) for id, article in ARTICLES.items()}


def reading(id: str, found: list) -> Reading:
    mine = {finding.id: finding for finding in found if finding.citation.article == id}
    return Reading(STORED[id], findings=tuple(mine[key] for key in sorted(mine)))


def store(conn, *readings: Reading) -> None:
    for one in readings:
        write.add_page(conn, Page(one.article.id, "text", one.article.id, one.article.text), (one,))


def rows(conn) -> dict[str, list]:
    """Every derived table, in an order of its own."""
    return {table: sorted(conn.execute(f"SELECT * FROM {table}").fetchall(), key=repr) for table in DERIVED}


@st.composite
def judged(draw, told):
    """What people decide of some of these findings, now and then against one another."""
    made = []
    for at in range(draw(st.integers(0, 4)) if told else 0):
        one, other = draw(st.sampled_from(told)), draw(st.sampled_from(told))
        kind = draw(st.sampled_from(("same", "same", "not_same", "reject", "accept")))
        if kind in ("same", "not_same") and type(one) is not type(other):
            continue
        against = (other,) if kind in ("same", "not_same") else ()
        made.append(Judgement(kind=kind, author="Ada", at=f"2026-01-0{at + 1}", about=(one, other), other=against))
    return made


told_and_judged = st.lists(findings, max_size=16).flatmap(lambda told: st.tuples(st.just(told), judged(told)))


@settings(max_examples=80, deadline=None)
@given(told_and_judged, st.permutations(list(ARTICLES)), st.sets(st.integers(1, len(ARTICLES) - 1)))
def test_step_by_step_is_at_once(told, order, cuts):
    """The order and the portions in which articles come, judged before or after, make no difference to any row."""
    found, judgements = told
    at_once, by_steps = open_store(":memory:"), open_store(":memory:")
    store(at_once, *(reading(id, found) for id in ARTICLES))
    for one in judgements:
        write.add_judgement(at_once, one)
    derive(at_once, LEXICON)
    for place, id in enumerate(order):
        store(by_steps, reading(id, found))
        for one in judgements[place : place + 1]:
            write.add_judgement(by_steps, one)
        if place in cuts:
            derive(by_steps, LEXICON)
    derive(by_steps, LEXICON)
    assert rows(by_steps) == rows(at_once)


@settings(max_examples=80, deadline=None)
@given(told_and_judged)
def test_what_is_stored_is_what_merging_gives(told):
    """The stored links and the pure function, which compares all with all, agree."""
    found, judgements = told
    conn = open_store(":memory:")
    readings = [reading(id, found) for id in ARTICLES]
    store(conn, *readings)
    for one in judgements:
        write.add_judgement(conn, one)
    derive(conn, LEXICON)
    origins = {copy.article: copy.copy_of for copy in copies(STORED.values())}
    merged = records((f for one in readings for f in one.findings), STORED, origins, judgements)
    whole = outcomes(merged, STORED, origins, LEXICON.pledges, lambda one: sentences(one.text, LEXICON.abbreviations))
    kept = [*read.records(conn), *read.rejected(conn)]
    assert {record.id: record for record in kept} == {record.id: record for record in whole}


def test_a_far_article_touches_nothing(monkeypatch):
    """Only what is linked to the new article is compared or written again."""
    module = sys.modules["dragoman.derive.records"]
    conn = open_store(":memory:")
    july = day("2025-07-01")
    store(conn, reading("a", [event("a")]), reading("b", [event("b")]), reading("d", [event("d", on=july)]))
    derive(conn, LEXICON)
    replaced, replace = [], module._replace

    def noted(conn, gone, found, plover):
        replaced.append((gone, found))
        return replace(conn, gone, found, plover)

    monkeypatch.setattr(module, "_replace", noted)
    store(conn, reading("c", [event("c", on=july)]))
    derive(conn, LEXICON)
    ((gone, found),) = replaced
    assert [len(record.reports) for record in found] == [2] and len(gone) == 1


def test_a_copy_that_turns_out_to_be_one_moves_its_tellings():
    """An article that comes later may be the origin of one that is there: counted once from then on."""
    conn = open_store(":memory:")
    store(conn, reading("b", [event("b", quote="As it was.")]))
    derive(conn, LEXICON)
    store(conn, reading("a", [event("a", quote="As it was.")]))
    derive(conn, LEXICON)
    (record,) = read.records(conn)
    assert record.independent_sources == 1
    assert [report.copy_of for report in record.reports] == [None, "a"]




def test_what_an_earlier_version_derived_goes_when_this_one_derives():
    conn = open_store(":memory:")
    store(conn, reading("a", [event("a")]))
    derive(conn, LEXICON)
    expected = rows(conn)
    conn.execute("UPDATE record SET id = 'e-old'")
    for table in ("copy", "telling", "lead", "lead_key", "link"):
        conn.execute(f"DELETE FROM {table}")
    derive(conn, LEXICON)
    assert rows(conn) == expected


def test_deeds_are_counted_by_tie_and_day():
    conn = open_store(":memory:")
    told = [event("a"), event("c"), event("d", aux=("negation",), quote="It did not.")]
    store(conn, *(reading(id, told) for id in "acd"))
    derive(conn, LEXICON)
    tenths = round(10 * LEXICON.plover.score("SUPPORT", None))
    columns = "a, b, period, events, sources, cooperation, conflict, tenths"
    counted = conn.execute(f"SELECT {columns} FROM tie_sum WHERE level = 'day'")
    assert counted.fetchall() == [("JPN", "KOR", "2025-06-04", 1, 1, 1, 0, tenths)]  # one outlet told it twice


deeds = st.lists(
    st.builds(
        event, st.sampled_from("abcdez"), on=st.sampled_from((FOURTH, day("2025-06-05"), When())),
        actors=st.sampled_from(((JPN,), (KOR,))), recipients=st.sampled_from(((USA,), (KOR,))),
    ),
    max_size=10,
)  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(
    deeds, st.permutations(list(ARTICLES)), st.sets(st.integers(1, len(ARTICLES) - 1)), st.sets(st.sampled_from("abde"))
)
def test_undated_articles_get_the_same_day_in_any_order(found, order, cuts, undated):
    """Which day, on what ground: of families and of deeds, asked step by step and at once."""

    def dated(article, grounds, lexicon):
        words = "; ".join(f"{ground.day} {ground.text}" for ground in grounds)
        return msgspec.structs.replace(article, published=Published(grounds[0].day, "inferred", words))

    def without_date(one):
        if one.article.id not in undated:
            return one
        return msgspec.structs.replace(one, article=msgspec.structs.replace(one.article, published=Published()))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dragoman.pipeline, "dated_by", dated)
        patch.setattr(
            sys.modules["dragoman.derive.days"], "read_article",
            lambda article, lexicon: msgspec.structs.replace(reading(article.id, found), article=article),
        )  # fmt: skip
        at_once, by_steps = open_store(":memory:"), open_store(":memory:")
        store(at_once, *(without_date(reading(id, found)) for id in ARTICLES))
        derive(at_once, LEXICON)
        for place, id in enumerate(order):
            store(by_steps, without_date(reading(id, found)))
            if place in cuts:
                derive(by_steps, LEXICON)
        derive(by_steps, LEXICON)
        assert read.redated(by_steps) == read.redated(at_once)
        assert rows(by_steps) == rows(at_once)
        known = {article.id: article for article in read.articles_as_read(at_once)}
        origins = (one for one in copies(known.values()))
        expected = dragoman.pipeline.dated_by_record(known, origins, read.findings(at_once), LEXICON)
        assert read.redated(at_once) == {id: article.published for id, article in expected.items()}
