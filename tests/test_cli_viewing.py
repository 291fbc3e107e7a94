"""The commands over the whole record, on the project's pages: story, network, calendar, diff, the months of a tie."""

import csv
import io
import json
import xml.etree.ElementTree as ElementTree

import pytest

TRUCE = "Truce holds"


@pytest.fixture
def asked(dragoman, record):
    def ask(*arguments):
        ran = dragoman(*arguments, "--db", record)
        assert (ran.code, ran.err) == (0, ""), ran.err
        return ran.out

    return ask


@pytest.fixture
def told(asked):
    return lambda *arguments: json.loads(asked(*arguments, "--json"))


def table(printed):
    return list(csv.DictReader(io.StringIO(printed)))


@pytest.fixture
def truce(told):
    return next(one for one in told("story") if one["title"].startswith(TRUCE))


def test_stories_are_ranked_and_the_reason_is_told(asked, told):
    listed = told("story")
    ranks = [one["independent_sources"] + min(one["new"], 5) for one in listed]
    assert ranks == sorted(ranks, reverse=True) and len(listed) > 5
    lines = asked("story").splitlines()
    assert [line.split()[-1] for line in lines] == [one["id"][: len("t-") + 10] for one in listed]
    assert all(one["reason"] in line for one, line in zip(listed, lines, strict=True))


def test_every_article_is_in_one_story(told, rows, record):
    stories = rows(record, "stories")
    articles = [id for story in stories for id in story["articles"]]
    assert sorted(articles) == sorted(row["id"] for row in rows(record, "articles"))
    assert {story["id"] for story in stories} == {one["id"] for one in told("story")}
    known = {
        row["id"] for kind in ("events", "statements", "pledges", "meetings", "positions") for row in rows(record, kind)
    }
    assert {id for story in stories for id in story["records"]} == known


def test_two_tellings_of_one_affair_are_one_story(rows, record):
    sizes = {story["title"]: story["independent_sources"] for story in rows(record, "stories")}
    assert sizes["Truce holds, just, between India and Pakistan"] == 2
    assert max(sizes.values()) == 2


def test_a_title_stands_in_its_article(rows, record):
    articles = {row["id"]: row for row in rows(record, "articles")}
    for story in rows(record, "stories"):
        of = articles[story["titled_by"]]
        assert story["title"] == of["title"] or story["title"] in of["text"]


def test_one_story_tells_who_what_is_new_and_what_is_disputed(asked, told, truce):
    shown = asked("story", truce["id"], "--since", "2025-05-11")
    for words in (
        "Marco Rubio (Secretary of State, USA)",
        "new since 11 May 2025",
        "told before",
        "disputed",
        "denied",
    ):
        assert words in shown
    one = told("story", truce["id"][:6], "--since", "2025-05-11")
    assert {entry["id"] for entry in one["new"]} < {entry["id"] for entry in one["entries"]}
    assert asked("show", truce["id"]) == asked("story", truce["id"])
    assert told("show", truce["id"]) == told("story", truce["id"])
    assert [row["id"] for row in table(asked("story", truce["id"], "--csv"))] == [row["id"] for row in one["entries"]]


def test_stories_since_a_day(asked, told):
    assert {one["last"] >= "2025-10" for one in told("story", "--since", "2025-10")} == {True}
    assert len(asked("story", "--limit", 2).splitlines()) == 3
    assert [row["id"] for row in table(asked("story", "--csv"))] == [one["id"] for one in told("story")]


@pytest.mark.parametrize("unknown", ["t-zzz", "e-", "nothing"])
def test_no_story_of_that_name_ends_with_2(dragoman, record, unknown):
    ran = dragoman("story", unknown, "--db", record)
    assert ran.code == 2 and ran.err.count("\n") == 1


def test_an_event_is_no_story(dragoman, record, rows):
    ran = dragoman("story", rows(record, "events")[0]["id"], "--db", record)
    assert ran.code == 2 and "no story begins so" in ran.err


def test_what_is_disputed_is_in_show_brief_and_exports(asked, told, rows, record):
    disputed = [row for row in rows(record, "events") if row["contradictions"]]
    assert disputed
    articles = {row["id"]: row["text"] for row in rows(record, "articles")}
    for row in disputed:
        shown = asked("show", row["id"])
        for one in row["contradictions"]:
            assert len(one["sides"]) > 1 and f"disputed  {one['what']}" in shown
            for side in one["sides"]:
                report = side["report"]
                assert articles[report["article"]][report["start"] : report["end"]] == report["quote"]
    of_stories = {one["id"] for story in rows(record, "stories") for one in story["contradictions"]}
    assert {one["id"] for row in disputed for one in row["contradictions"]} <= of_stories
    assert told("brief")["check"]["contradictions"] == len(of_stories)
    assert "disputed" in asked("brief") and "contradiction" in asked("brief")


def test_the_network_counts_what_the_events_give(told, asked, rows, record):
    links = {(one["a"], one["b"]): one for one in told("network")}
    weight = 0
    for row in rows(record, "events"):
        by, to = ({actor["state"] for actor in row[side]} for side in ("actors", "recipients"))
        between = ("IND" in by and "PAK" in to) or ("PAK" in by and "IND" in to) or (not to and {"IND", "PAK"} <= by)
        if between and not {"historical", "hypothetical", "negation"} & set(row["aux"]):
            weight += row["independent_sources"]
    assert links["IND", "PAK"]["sources"] == weight > 3
    assert links["IND", "PAK"]["lean"] == "conflict"
    assert len(asked("network", "--limit", 3).splitlines()) == 6
    assert len(table(asked("network", "--csv"))) == len(links)
    late = told("network", "--since", "2025-10-01", "--until", "2025-10")
    assert 0 < len(late) < len(links)
    assert told("network", "--since", "1990", "--until", "1991") == []


def test_the_network_as_a_graph(asked, told):
    number = len(told("network"))
    assert asked("network", "--dot").count(" -- ") == number
    tree = ElementTree.fromstring(asked("network", "--graphml"))
    assert len(list(tree.iter("{http://graphml.graphdrawing.org/xmlns}edge"))) == number


def test_a_tie_begins_with_its_months(asked, told):
    months = told("tie", "IND", "PAK")["months"]
    assert [month["month"] for month in months] == ["2025-04", "2025-05"]
    printed = asked("tie", "IND", "PAK").splitlines()
    bars = [line for line in printed if line.startswith(("  cooperation", "  conflict"))]
    sums = [sum(month[side] for month in months) for side in ("cooperation", "conflict")]
    assert [int(line.split()[-2]) for line in bars] == sums and min(sums) > 0
    assert any("█" in bar for bar in bars)
    assert [row["month"] for row in table(asked("tie", "PAK", "IND", "--csv"))] == ["2025-04", "2025-05"]
    assert told("tie", "IND", "PAK", "--since", "2025-05")["months"] == months[1:]
    assert told("tie", "RUS", "IRN", "CHN")["months"] == []


def test_a_tie_may_be_cut_to_its_newest(told):
    whole, cut = told("tie", "IND", "PAK"), told("tie", "IND", "PAK", "--limit", 3)
    assert len(cut["entries"]) + len(cut["ahead"]) == 3 < len(whole["entries"])


def test_a_calendar_is_ahead_of_its_day(told, asked):
    found = told("calendar", "--on", "2025-03-20", "--until", "2025-06")
    assert found["on"] == "2025-03-20"
    assert [one["day"] for one in found["past"]] == sorted((one["day"] for one in found["past"]), reverse=True)
    days = [one["day"] for one in found["ahead"]]
    assert "2025-03-31" in days and days == sorted(days) and days[-1] < "2025-07"
    assert "31 Mar 2025  planned" in asked("calendar", "--on", "2025-03-20")
    assert told("calendar")["on"] == "2025-10-23", "the newest article's day, not today"
    assert told("calendar", "--on", "2025-03")["on"] == "2025-03-01"
    rows = table(asked("calendar", "--on", "2025-03-20", "--since", "2025-03-14", "--csv"))
    assert rows[0]["day"] == "2025-03-14" and rows[0]["quote"]


def test_a_calendar_for_calendar_programs(asked):
    printed = asked("calendar", "--on", "2025-03-20", "--ics")
    assert printed.startswith("BEGIN:VCALENDAR") and "DTSTART;VALUE=DATE:20250331" in printed


def test_diff_tells_what_is_new(told, asked):
    found = told("diff", "--since", "2025-05-11")
    assert found["since"] == "2025-05-11"
    assert {one["change"] for one in found["changes"]} == {"new"}
    assert {one["told"] >= "2025-05-11" for one in found["changes"]} == {True}
    assert len(told("diff")["changes"]) < len(found["changes"]) < len(told("diff", "--since", "2000")["changes"])
    assert f"{len(found['changes'])} new records" in asked("diff", "--since", "2025-05-11", "--limit", 1)
    assert len(table(asked("diff", "--since", "2025-05-11", "--csv"))) == len(found["changes"])
    assert "nothing new" in asked("diff", "--since", "2026")


def test_an_empty_record_has_empty_views(dragoman, tmp_path):
    (tmp_path / "empty.txt").write_text("Menu")
    db = tmp_path / "r.db"
    dragoman("read", tmp_path / "empty.txt", "--db", db)
    for command in ("story", "network", "calendar", "diff", "tie DEU FRA"):
        for option in ((), ("--json",), ("--csv",)):
            ran = dragoman(*command.split(), *option, "--db", db)
            assert (ran.code, ran.err) == (0, ""), command
