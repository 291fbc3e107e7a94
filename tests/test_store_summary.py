"""store.summary and store.viewed: sums of ties, exact whatever is added and taken off, and times made of them."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.lexicon import load
from dragoman.model.actor import Actor
from dragoman.model.finding import Citation, Event, Meeting, Pledge
from dragoman.model.record import Record, Report
from dragoman.model.story import Contradiction, Side, Story
from dragoman.model.summary import Sum
from dragoman.model.when import When
from dragoman.store import summary, viewed
from dragoman.store.connection import open_store

PLOVER = load().plover
CODES = ("DEU", "FRA", "POL", "EU")
CITATION = Citation("a-1", 0, 3, "met")
DAYS = st.dates(date(2023, 11, 1), date(2025, 3, 1))


@pytest.fixture
def conn():
    conn = open_store(":memory:")
    yield conn
    conn.close()


def a_party(code):
    return Actor(code, code.title(), "organisation" if code == "EU" else "state", None if code == "EU" else code)


def an_event(id="e-1", a="DEU", b="FRA", day="2024-05-03", type="SUPPORT", sources=1, aux=(), precision="day"):
    when = When(day, day, precision, "expression") if day else When()
    event = Event(type=type, actors=(a_party(a),), recipients=(a_party(b),), aux=aux, when=when, citation=CITATION)
    report = Report("a-1", "The Courier", "2024-05-04", "met", 0, 3)
    return Record(id, event, (report,), sources)


EVENTS = st.builds(
    an_event,
    id=st.uuids().map(str), a=st.sampled_from(CODES), b=st.sampled_from(CODES), day=DAYS.map(str),
    type=st.sampled_from(("SUPPORT", "ASSAULT", "ACCUSE", "AGREE")), sources=st.integers(1, 5),
    aux=st.sampled_from(((), (), ("future",), ("historical",))),
)  # fmt: skip


def the_sum(events):
    """Added up one by one."""
    total = Sum(0, 0, 0, 0, 0)
    for one in events:
        score, n = PLOVER.score(one.finding.type, None), one.independent_sources
        total += Sum(1, n, n * (score > 0), n * (score < 0), round(10 * score) * n)
    return total


def between(events, a, b, since="0001", until="9999"):
    first, last = str(summary.opened(since)), str(summary.closed(until))
    return [
        one
        for one in events
        if {one.finding.actors[0].id, one.finding.recipients[0].id} == {a, b}
        and "historical" not in one.finding.aux
        and first <= one.finding.when.start <= last
    ]


def rows(conn):
    return conn.execute("SELECT * FROM tie_sum ORDER BY a, b, level, period").fetchall()


@settings(max_examples=40, deadline=None)
@given(
    st.lists(EVENTS, max_size=30), DAYS, DAYS, st.sampled_from((4, 7, 10)), st.sampled_from((1, 2, 50, None)),
    st.sampled_from((1, 2, 100)),
)  # fmt: skip
def test_views_say_what_adding_up_every_event_says(events, one, other, length, limit, at_once):
    since, until = sorted((str(one), str(other)))
    since, until = since[:length], until[:length]
    conn = open_store(":memory:")
    summary.add(conn, events, PLOVER)
    for bounds in ((None, None), (since, None), (None, until), (since, until)):
        told = [bound or open for bound, open in zip(bounds, ("0001", "9999"), strict=True)]
        expected = {}
        for a in CODES:
            for b in CODES:
                if a < b and (some := between(events, a, b, *told)):
                    expected[a, b] = the_sum(some)
                    months = summary.series(conn, b, a, *bounds)
                    assert sum(months.values(), Sum(0, 0, 0, 0, 0)) == expected[a, b]
                    assert set(months) == {event.finding.when.start[:7] for event in some}
                    assert summary.total(conn, a, b, *bounds) == expected[a, b]
        heaviest = sorted(expected.items(), key=lambda row: (-row[1].sources, row[0]))[:limit]
        with pytest.MonkeyPatch.context() as few:
            few.setattr(summary, "AT_ONCE", at_once)  # so that more than the first are asked for
            assert summary.network(conn, *bounds, limit) == [(a, b, total) for (a, b), total in heaviest]
    conn.close()


@settings(max_examples=40, deadline=None)
@given(st.lists(EVENTS, max_size=20, unique_by=lambda one: one.id), st.data())
def test_taking_records_off_leaves_what_the_others_give(events, data):
    off = data.draw(st.lists(st.sampled_from(events), unique_by=lambda one: one.id)) if events else []
    gone = {one.id for one in off}
    conn, fresh = open_store(":memory:"), open_store(":memory:")
    viewed.add(conn, events, PLOVER)
    viewed.take_off(conn, off, PLOVER)
    viewed.add(fresh, [one for one in events if one.id not in gone], PLOVER)
    for table in ("tie_sum", "agenda", "told"):
        sql = f"SELECT * FROM {table} ORDER BY 1, 2, 3"
        assert sorted(conn.execute(sql).fetchall(), key=str) == sorted(fresh.execute(sql).fetchall(), key=str)
    conn.close()
    fresh.close()


@given(DAYS, DAYS, st.sampled_from(("year", "month")))
def test_stretches_cover_a_time_once_and_nothing_else(one, other, whole):
    first, last = sorted((one, other))
    covered = []
    for _, start, end in summary.stretches(str(first), str(last), whole=whole):
        day, stop = summary.opened(start), summary.closed(end)
        while day <= stop:
            covered.append(day)
            day += timedelta(1)
    assert covered == [first + timedelta(n) for n in range((last - first).days + 1)]


def test_crowds_background_and_bare_years_are_in_no_sum(conn):
    protest = Event(
        type="PROTEST", actors=(Actor("crowd", "Crowd", "group"),), recipients=(a_party("DEU"),), citation=CITATION
    )
    crowd = Record("e-1", protest, an_event().reports, 1)
    left_out = [crowd, an_event("e-2", aux=("negation",)), an_event("e-3", day="1999-01-01", precision="year")]
    summary.add(conn, left_out, PLOVER)
    assert rows(conn) == []


def test_an_event_without_a_day_counts_on_the_day_it_was_first_told(conn):
    summary.add(conn, [an_event(day=None)], PLOVER)
    assert list(summary.series(conn, "DEU", "FRA")) == ["2024-05"]


def test_in_a_mutual_event_all_are_tied_with_all(conn):
    event = Event(type="CONSULT", actors=tuple(map(a_party, ("DEU", "FRA", "POL"))), citation=CITATION)
    summary.add(conn, [Record("e-1", event, an_event().reports, 2)], PLOVER)
    assert [(a, b) for a, b, _ in summary.network(conn)] == [("DEU", "FRA"), ("DEU", "POL"), ("FRA", "POL")]


def a_story(id="t-1", last="2024-05-04", sources=1, records=("e-1",), contradictions=()):
    return Story(id, "A tanker", "a-1", (f"a-{id}",), records, last, last, sources, contradictions=contradictions)


def test_stories_lead_by_sources_and_new_facts(conn):
    viewed.add(conn, [an_event("e-1"), an_event("e-2"), an_event("e-3")], PLOVER)
    many, fresh = a_story("t-1", sources=2, records=()), a_story("t-2", records=("e-1", "e-2"))
    viewed.add_stories(conn, [many, fresh, a_story("t-3", last="2020-01-01", records=())])
    assert [(one.id, new) for one, new in viewed.leading(conn, "2024-05-04", None, None)] == [
        ("t-2", 2), ("t-1", 0), ("t-3", 0),
    ]  # fmt: skip
    assert [one.id for one, _ in viewed.leading(conn, "2024-05-05", None, 2)] == ["t-1", "t-2"]
    assert [one.id for one, _ in viewed.leading(conn, "2024-05-05", "2024-01-01", None)] == ["t-1", "t-2"]


def test_contradictions_are_found_by_their_records(conn):
    side = Side("26", None, Report("a-1", "The Courier", "2024-05-04", "26 dead", 0, 7))
    one = Contradiction("c-1", "number", "people killed", (side, side), ("e-1", "e-2"))
    viewed.add_stories(conn, [a_story(contradictions=(one,))])
    assert viewed.contradictions_of(conn, "e-2") == (one,)
    assert viewed.contradictions_of(conn, "e-3") == ()
    assert viewed.contradictions(conn) == {"e-1": [one], "e-2": [one]}
    viewed.remove_stories(conn, [a_story(contradictions=(one,))])
    for table in ("story", "story_article", "story_record", "contradiction", "contradiction_record"):
        assert conn.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)


def test_the_agenda_has_meetings_and_the_ends_of_terms():
    meeting = Meeting(participants=(a_party("DEU"),), kind="talks", status="planned", citation=CITATION)
    due = When("2024-06-01", "2024-06-30", "month", "expression")
    pledge = Pledge(by=(a_party("DEU"),), what="to pay", due=due, citation=CITATION)
    assert list(viewed.appointments(Record("m-1", meeting, (), 1))) == [(None, "meeting")]
    assert list(viewed.appointments(Record("g-1", pledge, (), 1))) == [("2024-06-30", "due")]
    assert list(viewed.appointments(an_event())) == []
