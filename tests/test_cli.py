"""Every command and option does what its help says, on a record of the project's own pages; and the Python face."""

import csv
import io
import json
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser

import msgspec
import pytest
import typer

import dragoman as library
from dragoman.cli import app
from dragoman.errors import DragomanError, NotFound

LISTS = ("events", "statements", "pledges", "meetings")
EXPORTS = ("articles", "events", "statements", "pledges", "meetings", "positions", "actors", "stories", "issues")
ESCAPES = re.compile(r"\x1b|\[/?(?:bold|dim|green|red|cyan)\]")

# What these tests run of every command but eval, which has its own; a new option belongs here, with a test.
COVERED = {
    "read": {"paths", "--db", "--lexicon", "--processes", "--json"},
    "brief": {"--db", "--json"},
    "show": {"id", "--why", "--db", "--json"},
    "judge": {"kind", "ids", "--set", "--note", "--author", "--db", "--json"},  # in test_cli_judging.py
    "rebuild": {"--lexicon", "--processes", "--db", "--json"},
    "tie": {"parties", "--db", "--since", "--until", "--limit", "--json", "--csv"},
    # the next four in test_cli_viewing.py
    "story": {"id", "--db", "--since", "--limit", "--json", "--csv"},
    "network": {"--db", "--since", "--until", "--limit", "--json", "--csv", "--dot", "--graphml"},
    "calendar": {"--on", "--db", "--since", "--until", "--limit", "--json", "--csv", "--ics"},
    "diff": {"--db", "--since", "--limit", "--json", "--csv"},
    "articles": {"--db", "--since", "--until", "--limit", "--json"},
    "events": {"--db", "--actor", "--from", "--to", "--type", "--since", "--until", "--limit", "--json"},
    "statements": {
        "--db", "--actor", "--from", "--to", "--about", "--type", "--since", "--until", "--limit", "--json",
    },
    "pledges": {"--db", "--actor", "--from", "--to", "--type", "--since", "--until", "--limit", "--json"},
    "positions": {
        "--db", "--actor", "--from", "--to", "--issue", "--since", "--until", "--limit", "--shifts", "--json",
    },
    "meetings": {"--db", "--actor", "--from", "--to", "--type", "--since", "--until", "--limit", "--json"},
    "issues": {"--db", "--stage", "--article", "--limit", "--json"},
    "export": {"kind", "--format", "--db", "--actor", "--from", "--to", "--type", "--since", "--until"},
    "serve": {"--db", "--port"},  # in test_web.py and test_browser.py
    "lexicon check": {"--lexicon", "--on", "--all", "--json"},  # in test_lexicon_user.py and test_lexicon_check.py
}

TEXT = (
    "The foreign ministers of Germany and France met in Paris on Monday and signed a treaty on the rivers they share. "
    "“We have turned a page,” French Foreign Minister Jean-Noël Barrot told reporters after two hours of talks."
)

COMMANDS = {
    " ".join((name, *inner)): command
    for name, group in typer.main.get_command(app).commands.items()
    for inner, command in [((), group), *(((one,), each) for one, each in getattr(group, "commands", {}).items())]
    if not hasattr(command, "commands")
}


@pytest.fixture
def asked(dragoman, record):
    """Asks the record, which must answer without a word on standard error."""

    def ask(*arguments):
        ran = dragoman(*arguments, "--db", record)
        assert (ran.code, ran.err) == (0, ""), ran.err
        return ran.out

    return ask


@pytest.fixture
def listed(asked):
    """The rows that a list command gives with --json."""
    return lambda *arguments: [json.loads(line) for line in asked(*arguments, "--json").splitlines()]


def in_short(id):
    """An id as it is shown to people."""
    return id[: len("e-") + 10]


def ids(rows):
    return [row["id"] for row in rows]


# -- help


def test_every_command_and_option_is_tested():
    found = {
        name: {parameter.opts[0] for parameter in command.params if parameter.name != "help"}
        for name, command in COMMANDS.items()
        if name != "eval"
    }
    assert found == COVERED


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_explained(dragoman, name):
    ran = dragoman(*name.split(), "--help")
    assert ran.code == 0
    assert COMMANDS[name].help
    for parameter in COMMANDS[name].params:
        assert parameter.help or name == "export", parameter.name
        if parameter.opts[0].startswith("--"):
            assert parameter.opts[0] in ran.out


def test_help_tells_the_exit_codes(dragoman):
    words = " ".join(dragoman("--help").out.split())
    for told in ("0 done", "1 some pages could not be read", "2 wrong usage", "3 the database cannot be used"):
        assert told in words


@pytest.mark.parametrize("arguments", ["", "nonsense", "events --nonsense", "read", "show", "tie --db x.db"])
def test_wrong_usage_ends_with_2(dragoman, arguments):
    ran = dragoman(*arguments.split())
    assert ran.code == 2
    assert "Traceback" not in ran.err


# -- reading


def test_read_prints_the_brief(dragoman, samples, tmp_path):
    ran = dragoman("read", samples, "--db", tmp_path / "record.db")
    assert (ran.code, ran.err) == (0, "")
    assert re.search(r"\d+ pages → \d+ articles → \d+ unique +\d+ new · \d+\.\d s", ran.out)
    for word in ("left out", "said", "meetings", "check", f"saved to {tmp_path / 'record.db'}", "dragoman show e-"):
        assert word in ran.out


def test_what_the_brief_says_to_type_works(dragoman, record):
    told = dragoman("brief", "--db", record).out
    commands = re.findall(r"dragoman ((?:show|tie) [\w -]+?)(?: {2,}|$)", told, re.M)
    assert {command.split()[0] for command in commands} == {"show", "tie"}
    for command in commands:
        ran = dragoman(*command.split(), "--db", record)
        assert ran.code == 0 and ran.out.strip(), command


def test_every_id_in_the_brief_can_be_shown(dragoman, record):
    found = set(re.findall(r"\b[a-z]-[0-9a-f]{10}\b", dragoman("brief", "--db", record).out))
    assert len(found) > 5
    for one in found:
        assert dragoman("show", one, "--db", record).code == 0, one


def test_read_and_brief_as_json_give_the_same_facts(dragoman, samples, record, tmp_path):
    read = json.loads(dragoman("read", samples, "--db", tmp_path / "record.db", "--json").out)
    brief = json.loads(dragoman("brief", "--db", record, "--json").out)
    assert read["run"]["pages"] == read["pages"], "a page without an article is a page all the same"
    assert read["run"]["new_articles"] == read["articles"] == brief["articles"]
    assert {**read, "run": None} == brief


def test_read_takes_files_folders_and_standard_input(process, samples, tmp_path):
    data = (samples / "border_agency.txt").read_bytes()
    (tmp_path / "pages" / "deep").mkdir(parents=True)
    (tmp_path / "pages" / "deep" / "one.txt").write_bytes((samples / "border_wire.txt").read_bytes())
    (tmp_path / "pages" / "README.md").write_text("Not a page.")
    ran = process(
        "read", tmp_path / "pages", samples / "digest.jsonl", "-", "--db", tmp_path / "r.db", "--json", stdin=data
    )
    assert ran.code == 0
    assert json.loads(ran.out)["pages"] == 5
    again = process("read", "-", "--db", tmp_path / "r.db", "--json", stdin=data)
    assert json.loads(again.out)["run"]["new_articles"] == 0


def test_the_record_is_dragoman_db_in_the_current_folder(dragoman, samples, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert "saved to dragoman.db" in dragoman("read", samples / "border_wire.txt").out
    assert (tmp_path / "dragoman.db").is_file()
    assert dragoman("events").out.count("\n") > 1


# -- showing


@pytest.mark.parametrize("kind", LISTS)
def test_show_prints_the_evidence_of_every_record(asked, listed, kind):
    for row in listed(kind):
        shown = asked("show", row["id"])
        assert in_short(row["id"]) in shown
        for report in row["reports"]:
            assert f"⟦{report['quote']}⟧".replace("\n\n", " ¶ ") in shown
            assert in_short(report["article"]) in shown
        assert json.loads(asked("show", row["id"], "--json")) == row


def test_show_says_why_step_by_step(asked, listed):
    for row in listed("events"):
        told = [" ".join(line.split()) for line in asked("show", row["id"], "--why").splitlines()]
        for step in row["why"].split("; "):
            assert any(" ".join(step.split()) in line for line in told), step
    heads = [row for row in listed("events") if "reader: " in row["why"]]
    assert heads and all("else" in row["why"] and "historical" in row["why"] for row in heads)


def test_show_prints_every_article(asked, listed):
    for row in listed("articles"):
        shown = asked("show", row["id"])
        assert row["text"].split("\n\n")[-1] in shown
        assert all(caption in shown for caption in row["captions"])
        assert shown.count("\n") > len(row["dropped"])
        assert json.loads(asked("show", row["id"], "--json")) == row


def test_show_takes_the_beginning_of_an_id(asked, listed):
    row = listed("events")[0]
    assert asked("show", row["id"][:-2]) == asked("show", row["id"]) == asked("show", row["id"].upper())


@pytest.mark.parametrize("unknown", ["e-zzz", "nothing", "%", "", "e-"])
def test_show_of_no_one_id_ends_with_2(dragoman, record, unknown):
    ran = dragoman("show", unknown, "--db", record)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("\n") == 1


def test_show_of_a_near_miss_names_what_is_there(dragoman, record, rows):
    known = rows(record, "events")[0]["id"]
    ran = dragoman("show", known[:-1] + "z", "--db", record)
    assert ran.code == 2 and known in ran.err


# -- lists and their filters


@pytest.mark.parametrize("kind", [*LISTS, "articles"])
def test_a_list_has_a_line_for_each_row(asked, listed, kind):
    rows, lines = listed(kind), asked(kind).splitlines()
    assert rows
    assert len(lines) == len(rows) + 1
    shown = [line.split()[0] for line in lines[1:]]
    assert shown == [in_short(id) for id in ids(rows)], "the table and the JSON differ in order"


def issue_lines(printed):
    """The lines of the list under the summary."""
    lines = printed.splitlines()
    head = next(at for at, line in enumerate(lines) if line.split() == ["article", "stage", "message"])
    return lines[:head], lines[head + 1 :]


def test_issues_are_counted_and_then_listed_whole(asked, listed):
    rows = listed("issues")
    summary, lines = issue_lines(asked("issues"))
    assert f"{len(rows)} issues" in summary[0]
    assert [line.split()[0] for line in lines] == [in_short(row["article"] or "(page)") for row in rows]
    counted = [line.split() for line in summary if line[:9].strip().isdigit()]
    assert sum(int(count) for count, *_ in counted) == len(rows)


def test_issues_of_a_stage_and_of_an_article(asked, listed):
    rows = listed("issues")
    one = next(row for row in rows if row["stage"] == "actors")
    assert listed("issues", "--stage", "actors") == [row for row in rows if row["stage"] == "actors"]
    of_one = [row for row in rows if row["article"] == one["article"]]
    assert listed("issues", "--article", one["article"][:8]) == of_one
    assert len(issue_lines(asked("issues", "--article", one["article"]))[1]) == len(of_one)


def test_issues_cut_by_a_limit_say_so(asked, listed):
    rows = listed("issues")
    assert listed("issues", "--limit", 2) == rows[:2]
    summary, lines = issue_lines(asked("issues", "--limit", 2))
    assert len(lines) == 3 and f"and {len(rows) - 2:,} more" in lines[-1]
    assert f"{len(rows)} issues" in summary[0]


def test_issues_about_what_is_no_article(dragoman, record, rows):
    event = rows(record, "events")[0]["id"]
    ran = dragoman("issues", "--article", event, "--db", record)
    assert ran.code == 2 and "no article begins so" in ran.err


@pytest.mark.parametrize("kind", [*LISTS, "articles"])
def test_limit_gives_the_first(listed, kind):
    assert listed(kind, "--limit", 2) == listed(kind)[:2]
    assert len(listed(kind, "--limit", 1)) == 1


FROM = {"events": "actors", "pledges": "by", "meetings": "participants", "statements": "speaker"}
TO = {"events": "recipients", "pledges": "to", "meetings": "participants", "statements": "addressees"}


def side(row, key):
    """The states and ids on one side of a row."""
    who = row[key] if isinstance(row[key], list) else [row[key]] if row[key] else []
    return {name for actor in who for name in (actor["state"], actor["id"], actor["id"].split(".")[0]) if name}


@pytest.mark.parametrize("kind", LISTS)
def test_from_gives_what_comes_from_a_state(listed, kind):
    every = listed(kind)
    states = {state for row in every for state in side(row, FROM[kind]) if re.fullmatch("[A-Z]{3}", state)}
    assert states
    for state in sorted(states):
        assert ids(listed(kind, "--from", state)) == ids(row for row in every if state in side(row, FROM[kind])), state


@pytest.mark.parametrize("kind", ["events", "pledges", "statements"])
def test_to_gives_what_goes_to_a_state(listed, kind):
    every = listed(kind)
    for state in ("RUS", "USA", "PAK", "POL", "EU"):
        assert ids(listed(kind, "--to", state)) == ids(row for row in every if state in side(row, TO[kind])), state


@pytest.mark.parametrize("kind", ["events", "pledges", "meetings"])
def test_actor_gives_either_side(listed, kind):
    every, some = listed(kind), 0
    for state in ("RUS", "USA", "KGZ", "TJK", "EU"):
        found = listed(kind, "--actor", state)
        assert ids(found) == ids(row for row in every if state in side(row, FROM[kind]) | side(row, TO[kind])), state
        some += len(found)
    assert some > 0


@pytest.mark.parametrize(
    ("name", "code"),
    [("Russia", "RUS"), ("rus", "RUS"), ("Russian", "RUS"), ("United States", "USA"), ("European Union", "EU")],
)
def test_a_state_may_be_named_in_words(listed, name, code):
    assert listed("events", "--actor", name) == listed("events", "--actor", code) != []
    assert listed("events", "--from", name) == listed("events", "--from", code)


def test_a_person_may_be_named(listed):
    found = listed("events", "--from", "Merz")
    assert found
    assert all("DEU.friedrich-merz" in side(row, "actors") for row in found)
    assert listed("events", "--from", "friedrich merz") == listed("events", "--from", "DEU.friedrich-merz") == found


def test_nobody_gives_nothing(listed, asked):
    assert listed("events", "--from", "Nobody Atall") == []
    assert asked("events", "--actor", "Nobody Atall").count("\n") == 1


@pytest.mark.parametrize("state", ["RUS", "TJK", "ISR"])
def test_about_gives_words_about_a_state(listed, state):
    found = listed("statements", "--about", state)
    assert found and ids(found) == ids(row for row in listed("statements") if state in row["about"])


def test_from_finds_words_by_whom_they_are_spoken_for(listed):
    row = next(row for row in listed("statements") if row["principal"] and "Army" in row["principal"]["name"])
    assert row["principal"]["name"] not in row["speaker"]["name"]
    assert row in listed("statements", "--from", row["principal"]["name"])


@pytest.mark.parametrize(
    ("kind", "key"), [("events", "type"), ("pledges", "status"), ("meetings", "status"), ("statements", "kind")]
)
def test_type_gives_one_type(listed, kind, key):
    every = listed(kind)
    for value in {row[key] for row in every}:
        found = listed(kind, "--type", value.lower())
        assert ids(found) == ids(row for row in every if row[key] == value)
        assert listed(kind, "--type", value.upper()) == found, "upper or lower case must not matter"


def span(row):
    """The first and last day of a row: its own, or the day it was first told."""
    when = row["when"]
    told = sorted(report["published"][:10] for report in row["reports"] if report["published"])
    first = when["start"] or when["end"] or (told[0] if told else None)
    return first, when["end"] or when["start"] or first


@pytest.mark.parametrize("kind", LISTS)
@pytest.mark.parametrize("day", ["2025-05-10", "2025-03-14", "2025-10-23"])
def test_since_and_until_bound_the_time(listed, kind, day):
    every = listed(kind)
    dated = [row for row in every if span(row)[0]]
    since, until = listed(kind, "--since", day), listed(kind, "--until", day)
    assert ids(since) == ids(row for row in dated if span(row)[1] >= day)
    assert ids(until) == ids(row for row in dated if span(row)[0] <= day)
    assert ids(listed(kind, "--since", day, "--until", day)) == [one for one in ids(since) if one in ids(until)]


def test_a_month_is_all_its_days(listed):
    may = listed("events", "--since", "2025-05", "--until", "2025-05")
    assert may == listed("events", "--since", "2025-05-01", "--until", "2025-05-31") != []


def test_articles_are_bounded_too(listed):
    every = listed("articles")
    days = {row["id"]: (row["published"]["value"] or "")[:10] for row in every}
    assert ids(listed("articles", "--since", "2025-05-10")) == [one for one in ids(every) if days[one] >= "2025-05-10"]
    assert ids(listed("articles", "--until", "2025-05-10")) == [
        one for one in ids(every) if "" < days[one] <= "2025-05-10"
    ]
    month = ids(listed("articles", "--since", "2025-03", "--until", "2025-03"))
    assert month == [one for one in ids(every) if days[one].startswith("2025-03")] != []


@pytest.mark.parametrize(
    "command", ["events", "statements", "pledges", "meetings", "articles", "tie KGZ TJK", "export events"]
)
@pytest.mark.parametrize("day", ["yesterday", "10 May 2025", "2025-13-01", "2025-02-30"])
def test_what_is_no_date_is_wrong_usage(dragoman, record, command, day):
    for option in ("--since", "--until"):
        ran = dragoman(*command.split(), option, day, "--db", record)
        assert (ran.code, ran.out) == (2, ""), option


# -- ties


def test_a_tie_holds_all_that_involves_both(asked, listed):
    found = json.loads(asked("tie", "KGZ", "TJK", "--json"))
    assert found["parties"] == ["KGZ", "TJK"]
    entries = {entry["id"]: entry for entry in (*found["entries"], *found["ahead"])}
    for kind in ("events", "meetings", "pledges"):
        both = {row["id"] for row in listed(kind) if {"KGZ", "TJK"} <= side(row, FROM[kind]) | side(row, TO[kind])}
        assert both == {one for one, entry in entries.items() if entry["kind"] == kind[:-1]}
    shown = asked("tie", "KGZ", "TJK")
    assert all(in_short(one) in shown for one in entries)
    assert "KGZ–TJK" in shown


def test_a_tie_is_one_however_it_is_named(asked):
    told = json.loads(asked("tie", "KGZ", "TJK", "--json"))
    for names in (("Kyrgyzstan", "Tajikistan"), ("kyrgyz", "tjk"), ("TJK", "KGZ")):
        found = json.loads(asked("tie", *names, "--json"))
        assert (found["entries"], found["ahead"]) == (told["entries"], told["ahead"])


def test_a_tie_is_newest_first_and_bounded(asked):
    entries = json.loads(asked("tie", "RUS", "USA", "--json"))["entries"]
    starts = [entry["start"] or "" for entry in entries]
    assert len(starts) > 1 and starts == sorted(starts, reverse=True)
    assert not json.loads(asked("tie", "RUS", "USA", "--since", "2099-01-01", "--json"))["entries"]
    assert "nothing recorded" in asked("tie", "NOR", "BRA")


@pytest.mark.parametrize("parties", [["KOR"], ["KOR", "Atlantis"]])
def test_a_tie_of_less_than_two_states_ends_with_2(dragoman, record, parties):
    ran = dragoman("tie", *parties, "--db", record)
    assert (ran.code, ran.out) == (2, "")


# -- export


@pytest.mark.parametrize("kind", EXPORTS)
def test_export_as_jsonl_and_as_csv_say_the_same(asked, kind):
    rows = [json.loads(line) for line in asked("export", kind).splitlines()]
    table = list(csv.DictReader(io.StringIO(asked("export", kind, "--format", "csv"))))
    assert len(table) == len(rows)
    for row, cells in zip(rows, table, strict=True):
        assert list(cells) == list(row)
        for key, value in row.items():
            told = "" if value is None else json.dumps(value) if isinstance(value, list | dict) else str(value)
            cell = cells[key]
            if isinstance(value, list | dict):
                assert json.loads(cell) == value
            elif isinstance(value, str):
                assert cell in (told, "'" + told)
            else:
                assert cell == told


@pytest.mark.parametrize("kind", LISTS)
def test_export_gives_what_the_list_gives(asked, listed, kind):
    options = ("--actor", "RUS", "--since", "2025-01-01")
    assert [json.loads(line) for line in asked("export", kind, *options).splitlines()] == listed(kind, *options)


def test_the_filters_of_export_hold_for_articles_too(asked):
    """An option that is taken and does nothing would give a wrong answer in silence."""
    found = [json.loads(line) for line in asked("export", "articles", "--since", "2025-05-01").splitlines()]
    assert found
    assert all((row["published"]["value"] or "") >= "2025-05-01" for row in found)


@pytest.mark.parametrize("arguments", ["export", "export nonsense", "export event", "export events --format xml"])
def test_an_unknown_export_ends_with_2(dragoman, record, arguments):
    ran = dragoman(*arguments.split(), "--db", record)
    assert (ran.code, ran.out) == (2, "")


def test_no_cell_is_a_formula(dragoman, tmp_path):
    (tmp_path / "page.jsonl").write_text(json.dumps({"title": "=1+1", "text": TEXT}))
    dragoman("read", tmp_path / "page.jsonl", "--db", tmp_path / "record.db")
    table = dragoman("export", "articles", "--format", "csv", "--db", tmp_path / "record.db").out
    (row,) = csv.DictReader(io.StringIO(table))
    assert row["title"] == "'=1+1"


# -- pipes


@pytest.mark.parametrize("environment", [{}, {"NO_COLOR": "1"}, {"FORCE_COLOR": "1", "TERM": "xterm-256color"}])
def test_a_pipe_gets_plain_words(process, record, environment):
    for command in ("brief", "events", "articles", "issues", "tie KGZ TJK", "show nothing"):
        ran = process(*command.split(), "--db", record, environment=environment)
        assert not ESCAPES.search(ran.out + ran.err), command


@pytest.mark.skipif(not shutil.which("bash"), reason="needs a shell with pipefail")
def test_a_closed_pipe_is_no_error(record):
    """`dragoman export events | head -1`"""
    line = f'"{sys.executable}" -m dragoman export articles --db "{record}" | head -c 10'
    ran = subprocess.run(["bash", "-c", f"set -o pipefail; {line}"], capture_output=True, text=True)
    assert "Traceback" not in ran.stderr and "Exception ignored" not in ran.stderr, ran.stderr


# -- Python


@pytest.fixture(scope="module")
def told(samples):
    return library.read(str(samples))


def test_python_reads_the_same_record(told, record, rows):
    for kind in EXPORTS:
        assert list(getattr(told, kind)) == rows(record, kind), kind
    assert repr(told.events) == f"<{len(told.events)} events>"
    assert str(len(told.articles)) in repr(told)


def test_python_takes_one_path_or_several_and_a_file(samples, tmp_path):
    paths = [str(samples / "border_wire.txt"), str(samples / "border_agency.txt")]
    one, both = library.read(paths[0]), library.read(paths, db=str(tmp_path / "record.db"))
    assert len(one.articles) == 1 and len(both.articles) == 2
    assert len(library.read([], db=str(tmp_path / "record.db")).articles) == 2


def test_python_gives_ties(told, dragoman, record):
    tie = told.tie("KGZ", "TJK")
    assert json.loads(msgspec.json.encode(tie)) == json.loads(
        dragoman("tie", "KGZ", "TJK", "--db", record, "--json").out
    )
    assert tie.timeline()[-1] in tie.entries
    assert told.tie("Kyrgyzstan", "Tajikistan") == tie
    with pytest.raises(NotFound, match="Atlantis"):
        told.tie("KGZ", "Atlantis")


def test_python_gives_one_thing_by_id(told):
    for row in (*told.events, *told.statements, *told.meetings):
        assert told[row["id"]].id == row["id"]
        assert told[row["id"][:9]].reports[0].quote == row["reports"][0]["quote"]
    article = told.articles[0]
    assert told[article["id"]].text == article["text"]
    with pytest.raises(NotFound):
        told["e-zzzz"]


def test_python_says_what_it_could_not_read(tmp_path):
    told = library.read([str(tmp_path / "missing.txt")])
    assert len(told.articles) == 0
    assert told.run.unread and "does not exist" in told.issues[0]["message"]
    with pytest.raises(DragomanError):
        library.read([], db=str(tmp_path))


class Markup(HTMLParser):
    """The tags that stay open, and the words."""

    def __init__(self, text):
        super().__init__()
        self.open, self.words, self.tags = [], "", set()
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.open.append(tag)
        self.tags.add(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words += data


@pytest.mark.parametrize("kind", EXPORTS)
def test_a_notebook_shows_a_table(told, kind):
    shown = Markup(getattr(told, kind)._repr_html_())
    assert not shown.open
    assert shown.tags <= {"table", "thead", "tbody", "tr", "th", "td", "p"}


def test_a_notebook_shows_a_card(told):
    shown = Markup(told._repr_html_())
    assert not shown.open and "h3" in shown.tags
    heading = shown.words.split("id", 1)[0]
    assert "articles" in heading and ">" not in heading and "<" not in heading


def test_a_notebook_shows_text_as_text(tmp_path):
    (tmp_path / "page.jsonl").write_text(json.dumps({"title": "<img src=x onerror=alert(1)>", "text": TEXT}))
    told = library.read(str(tmp_path))
    assert "&lt;img" in told.articles._repr_html_()
    assert "<img" not in told.articles._repr_html_() + told._repr_html_()


@pytest.mark.parametrize("name", ["pandas", "polars"])
def test_tables_go_to_pandas_and_polars(told, name):
    try:
        __import__(name)
    except ImportError:
        with pytest.raises(DragomanError, match=f"{name} is not installed"):
            getattr(told.events, f"to_{name}")()
    else:
        assert len(getattr(told.events, f"to_{name}")()) == len(told.events)


@pytest.mark.parametrize("name", ["pandas", "polars"])
def test_without_them_the_error_says_what_to_do(told, name, monkeypatch):
    monkeypatch.setitem(sys.modules, name, None)  # as if it were not installed
    with pytest.raises(DragomanError, match=f"pip install {name}"):
        getattr(told.events, f"to_{name}")()
