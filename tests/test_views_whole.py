"""The views over the whole record: series, network, calendar, changes, stories, as values and as lines."""

import xml.etree.ElementTree as ElementTree
from datetime import date

import msgspec
import pytest

from dragoman.lexicon import load
from dragoman.model.actor import Actor
from dragoman.model.article import Article, Published
from dragoman.model.finding import Citation, Event, Meeting, Place, Pledge
from dragoman.model.record import Record, Report, Step
from dragoman.model.story import Contradiction, Side, Story
from dragoman.model.summary import Sum
from dragoman.model.when import When
from dragoman.views import words
from dragoman.views.calendar import calendar, calendar_bounds, calendar_lines
from dragoman.views.diff import change_lines, diff
from dragoman.views.export import csv_lines
from dragoman.views.ics import ics
from dragoman.views.network import dot, graphml, lately_of, network, network_lines
from dragoman.views.series import COLUMNS, months, series_lines, sparkline
from dragoman.views.show import disputed_lines
from dragoman.views.story import affair, affair_lines, lately, ranked, ranked_lines

CITATION = Citation("a-1", 0, 3, "met")
GERMANY, FRANCE = Actor("DEU", "Germany", "state", "DEU"), Actor("FRA", "France", "state", "FRA")


def a_report(published="2024-05-04", outlet="The Courier", article="a-1", copy_of=None):
    return Report(article, outlet, published, "met", 0, 3, copy_of)


def a_meeting(status="planned", day="2024-06-01", *, reports=None, history=(), where=None, id="m-1"):
    when = When(day, day, "day", "expression") if day else When()
    meeting = Meeting(
        participants=(GERMANY, FRANCE), kind="summit", status=status, when=when, where=where, citation=CITATION
    )
    reports = reports or (a_report(),)
    return Record(id, meeting, reports, len(reports), history)


def an_event(id="e-1", *reports):
    event = Event(
        type="SUPPORT", actors=(GERMANY,), recipients=(FRANCE,), summary="Germany praised France", citation=CITATION
    )
    return Record(id, event, reports or (a_report(),), len({report.outlet for report in reports}) or 1)


def text(lines):
    return "\n".join("".join(words for _, words in line) for line in lines)


# -- series


def test_a_series_has_every_month_from_the_first_to_the_last():
    found = months({"2023-11": Sum(1, 2, 2, 0, 50), "2024-02": Sum(2, 3, 1, 2, -90)})
    assert [one.month for one in found] == ["2023-11", "2023-12", "2024-01", "2024-02"]
    assert [one.mean for one in found] == [2.5, None, None, -3.0]
    assert next(iter(csv_lines(COLUMNS, []))) == "month,events,sources,cooperation,conflict,mean\n"


@pytest.mark.parametrize(("values", "bars"), [([0, 1, 8], " ▁█"), ([5], "█"), ([], ""), ([1, 2], "▄█")])
def test_bars_are_as_high_as_their_numbers(values, bars):
    assert sparkline(values, max(values, default=0)) == bars


def test_a_series_is_two_rows_of_bars_on_one_scale():
    told = text(series_lines(months({"2024-01": Sum(1, 4, 4, 0, 100), "2024-02": Sum(1, 1, 0, 1, -50)})))
    assert "cooperation █   4 sources" in told and "conflict     ▂  1 source" in told
    assert "Jan 2024 – Feb 2024, by month; mean score +1.0" in told
    assert text(series_lines(())) == ""


# -- network


def test_a_tie_has_weight_lean_and_trend():
    cold, warm = Sum(4, 4, 0, 4, -200), Sum(2, 2, 2, 0, 100)
    found = network([("DEU", "FRA", cold + warm), ("DEU", "POL", cold), ("FRA", "POL", warm)],
                    {("DEU", "FRA"): warm, ("FRA", "POL"): warm}, "2024-03")  # fmt: skip
    assert [(link.sources, link.lean, link.trend) for link in found.links] == [
        (6, "conflict", "warming"), (4, "conflict", "quiet"), (2, "cooperation", "new"),
    ]  # fmt: skip
    assert "DEU–FRA" in text(network_lines(found))


def test_a_network_says_that_there_is_more():
    sums = [("DEU", code, Sum(1, 1, 1, 0, 10)) for code in ("FRA", "POL")]
    assert "more" not in text(network_lines(network(sums, {}, "2024", 2)))
    assert "--limit 2" in text(network_lines(network(sums, {}, "2024", 1)))


def test_a_trend_counts_from_the_last_three_months_but_not_before_the_time_asked_for():
    assert lately_of("2024-02-10", None) == "2023-12"
    assert lately_of("2024-02-10", "2024-01-15") == "2024-01-15"
    assert lately_of("", None)


def test_graphs_are_well_formed_whatever_a_body_is_called():
    odd = '<B> & "C"\\'
    found = network([(odd, "DEU", Sum(1, 1, 1, 0, 10))], {}, "2024")
    tree = ElementTree.fromstring("".join(graphml(found.links)))
    assert {node.get("id") for node in tree.iter("{http://graphml.graphdrawing.org/xmlns}node")} == {odd, "DEU"}
    assert '"<B> & \\"C\\"\\\\" -- "DEU"' in "".join(dot(found.links))


# -- calendar


def test_a_calendar_is_parted_by_its_day():
    past, ahead, open = a_meeting("held", "2024-05-01"), a_meeting(where=Place("Paris", "FRA")), a_meeting(day=None)
    found = calendar("2024-05-10", [("2024-06-01", "meeting", ahead)], [("2024-05-01", "meeting", past)], [open])
    assert [one.day for one in found.ahead] == ["2024-06-01"]
    assert [one.day for one in found.past] == ["2024-05-01"]
    assert [one.day for one in found.all()] == ["2024-05-01", "2024-06-01", None]
    told = text(calendar_lines(found, 5))
    assert "ahead of 10 May 2024" in told and "Paris" in told and "no day told" in told


def test_a_calendar_looks_a_month_back_and_as_far_ahead_as_there_is():
    bounds = calendar_bounds("2024-05-10", None, None)
    assert (bounds.ahead, bounds.past) == (("2024-05-10", "9999-12-31"), ("2024-04-09", "2024-05-09"))
    named = calendar_bounds("2024-05-10", "2024", "2024-06")
    assert (named.ahead, named.past) == (("2024-05-10", "2024-06~"), ("2024", "2024-05-09"))


def test_icalendar_is_folded_escaped_and_the_same_each_time():
    evil = Place("Paris; X\r\nATTENDEE:mailto:x@y, " + "é" * 80, "FRA")
    pledge = Pledge(by=(GERMANY,), what="pay", due=When("2024-06-02", "2024-06-02", "day"), citation=CITATION)
    due = Record("g-1", pledge, (a_report(),), 1)
    found = calendar(
        "2024-05-10",
        [("2024-06-01", "meeting", a_meeting(where=evil)), ("2024-06-02", "due", due)],
        [],
        [a_meeting(day=None)],
    )
    told = "".join(ics(found.all()))
    assert told == "".join(ics(found.all()))
    lines = told.split("\r\n")
    assert all(len(line.encode()) <= 75 for line in lines) and not any("\n" in line for line in lines)
    assert not any(line.startswith("ATTENDEE") for line in lines)
    assert told.count("BEGIN:VEVENT") == told.count("END:VEVENT") == 2
    assert "UID:m-1-meeting@dragoman" in lines and "DTSTART;VALUE=DATE:20240601" in lines
    assert "SUMMARY:due: Germany: to pay" in lines and "STATUS:TENTATIVE" in lines
    assert "Paris\\; X ATTENDEE" in told.replace("\r\n ", "")


# -- changes


def test_what_nobody_told_before_is_new():
    old, new = an_event("e-1", a_report("2024-04-01")), an_event("e-2", a_report("2024-05-04"))
    (one,) = diff([new, old], "2024-05-01").changes
    assert (one.change, one.id, one.before, one.outlets) == ("new", "e-2", None, ("The Courier",))


def test_a_retelling_by_others_is_a_new_source_and_a_reprint_is_none():
    first = a_report("2024-04-01")
    retold = an_event("e-1", first, a_report("2024-05-04", "The Mirror", "a-2"))
    (one,) = diff([retold], "2024-05-01").changes
    assert (one.change, one.before, one.after, one.outlets) == ("sources", "1", "2", ("The Mirror",))
    reprint = Record("e-1", retold.finding, (first, a_report("2024-05-04", "The Mirror", "a-2", copy_of="a-1")), 1)
    assert diff([reprint], "2024-05-01").changes == ()


def test_a_meeting_that_was_held_has_changed():
    planned, held = a_report("2024-04-01"), a_report("2024-06-02", article="a-2")
    history = (Step("planned", "2024-04-01", planned), Step("held", "2024-06-02", held))
    record = msgspec.structs.replace(a_meeting("held", reports=(planned, held), history=history), independent_sources=1)
    found = diff([record], "2024-06")
    assert [(one.change, one.before, one.after) for one in found.changes] == [("status", "planned", "held")]
    assert "planned → held" in text(change_lines(found, 5))


def test_an_undated_telling_may_be_older_than_any():
    retold = an_event("e-1", a_report(None, "The Post", "a-0"), a_report("2024-05-04"))
    assert [one.change for one in diff([retold], "2024-05-01").changes] == ["sources"]


def test_nothing_new_is_said_so():
    assert "nothing new" in text(change_lines(diff([], "2024-05"), 5))


# -- stories


def a_story(**fields):
    given = {
        "id": "t-1", "title": "A tanker", "titled_by": "a-1", "articles": ("a-1",), "records": ("e-1",),
        "first": "2024-05-04", "last": "2024-05-06", "independent_sources": 2, "who": (GERMANY,), "why": "2 articles",
    }  # fmt: skip
    return Story(**given | fields)


def test_the_reason_of_a_rank_is_told():
    (one,) = ranked([(a_story(), 3)], "2024-05-01")
    assert one.reason == "2 independent sources, 3 new facts since 1 May 2024"
    assert "A tanker" in text(ranked_lines([one], 5))
    assert "no stories" in text(ranked_lines([], 5))


def test_lately_is_a_week_before_the_newest_article():
    assert lately("2024-05-08") == str(date(2024, 5, 1))
    assert lately(None) is None


def test_a_story_shows_who_what_is_new_and_what_is_disputed():
    sides = (Side("26", None, a_report()), Side("31", "Shehbaz Sharif", a_report(outlet="The Mirror", article="a-2")))
    told = a_story(contradictions=(Contradiction("c-1", "number", "people killed", sides, ("e-1",)),))
    article = Article(
        "a-1", "one.txt", "", "text", title="A tanker", outlet="The Courier", published=Published("2024-05-04")
    )
    found = affair(told, [article], {}, [an_event("e-1"), an_event("e-2", a_report("2024-04-01"))], "2024-05-01")
    assert [one.id for one in found.new] == ["e-1"]
    shown = text(affair_lines(found))
    for part in (
        "Germany",
        "new since 1 May 2024",
        "told before",
        "people killed",
        "31, says Shehbaz Sharif, in The Mirror",
    ):
        assert part in shown
    assert shown.index("26, says The Courier") < shown.index("31, says")


def test_no_contradictions_are_no_lines():
    assert text(disputed_lines(())) == ""


def test_the_shape_of_an_event_tells_what_is_disputed():
    from dragoman.views.export import COLUMNS as FIELDS
    from dragoman.views.export import record_row, story_row

    side = Side("26", None, a_report())
    one = Contradiction("c-1", "number", "people killed", (side,), ("e-1",))
    row = record_row(an_event(), load().plover, [one])
    assert tuple(row) == FIELDS["events"]
    assert row["contradictions"][0]["sides"][0]["report"]["quote"] == "met"
    assert tuple(story_row(a_story())) == FIELDS["stories"]
    assert tuple(record_row(a_meeting(), load().plover)) == FIELDS["meetings"]


@pytest.mark.parametrize(
    ("when", "way"),
    [
        (When("2024-06-01", "2024-07-01", "month", "expression"), "planned 4 May → held June (told 9 Aug)"),
        (When("2024-06-03", "2024-06-03", "day", "expression"), "planned 4 May → held 3 Jun (told 9 Aug)"),
        (When("2024-08-09", "2024-08-09", "day", "publication"), "planned 4 May → held 9 Aug"),
        (When(), "planned 4 May → held (told 9 Aug)"),
    ],
)
def test_a_meeting_held_has_its_own_day_and_that_on_which_it_was_told(when, way):
    steps = (Step("planned", "2024-05-04", a_report()), Step("held", "2024-08-09", a_report("2024-08-09")))
    record = a_meeting("held", history=steps)
    record = msgspec.structs.replace(record, finding=msgspec.structs.replace(record.finding, when=when))
    assert words.way(record) == way
