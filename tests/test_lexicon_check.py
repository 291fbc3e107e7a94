"""`dragoman lexicon check`: which notes the tables give, which they do not, and how they are told."""

import json

import pytest

from dragoman.lexicon import load
from dragoman.lexicon.check import KINDS, check
from dragoman.lexicon.days import earliest, is_date, latest, no_dates

TODAY = "2026-11-26"
HEADER = "state\toffice\trole\tperson\tsurname\tnames\tstart\tend\n"


@pytest.fixture
def mine(tmp_path):
    """A folder with an invented state, its bodies and these rows of offices.tsv (see `rows`)."""

    def write(*rows, **texts):
        folder = tmp_path / "mine"
        folder.mkdir(exist_ok=True)
        (folder / "states.toml").write_text('[ZZZ]\nname = "Zedland"\n[YYY]\nname = "Wyland"\n', "utf-8")
        (folder / "offices.tsv").write_text(HEADER + "".join(map(line, rows)), "utf-8")
        for name, text in texts.items():
            (folder / name.replace("_", ".")).write_text(text, "utf-8")
        return str(folder)

    return write


def line(row):
    """ "ZZZ head_of_state Ann Ash 2001 2002" as a row."""
    state, role, first, last, *dates = row.split()
    start, end = dates if len(dates) == 2 else (dates[0], "")
    office = {"head_of_state": "President", "head_of_government": "Premier"}.get(role, "Minister")
    return f"{state}\t{office}\t{role}\t{first} {last}\t{last}\t\t{start}\t{end}\n"


def told(folder, today=TODAY):
    """The notes about the invented states."""
    notes = check(load([folder]), today).notes
    return {(note.kind, note.home, note.text, note.start, note.end) for note in notes if note.home in ("ZZZ", "YYY")}


WHOLE = ("ZZZ head_of_state Ann Ash 2001-01-01 2020-01-01", "ZZZ head_of_state Bo Birch 2020-01-01",
         "YYY head_of_state Cy Cedar 2019-05-01")  # fmt: skip


def test_of_tables_without_a_flaw_there_is_nothing_to_say(mine):
    assert told(mine(*WHOLE)) == set()


def test_two_heads_on_a_day(mine):
    text = "Bo Birch (2020-01-01 –) and Di Dill (2021-03 – 2022)"
    assert told(mine(*WHOLE, "ZZZ head_of_state Di Dill 2021-03 2022")) == {
        ("two at once", "ZZZ", text, "2021-03-31", "2022-01-01")
    }


@pytest.mark.parametrize(
    "row",
    [
        "ZZZ head_of_state Di Dill 2019-12 2020-01-01",  # perhaps only the last day of the month
        "ZZZ head_of_state Di Dill 2020 2020-06",  # perhaps no day of it
        "ZZZ head_of_government Di Dill 2020-02-01",
        "ZZZ other Di Dill 2020-02-01",
    ],
)
def test_what_may_be_no_overlap_is_none(mine, row):
    assert "two at once" not in {kind for kind, *_ in told(mine(WHOLE[1], WHOLE[2], row))}


def test_two_ministers_of_one_title_and_of_two(mine):
    rows = ("ZZZ foreign_minister Di Dill 2020", "ZZZ foreign_minister Ed Elm 2021")
    folder = mine(*WHOLE, *rows)
    assert {(kind, text) for kind, _, text, *_ in told(folder)} == {
        ("two at once", "Di Dill (2020 –) and Ed Elm (2021 –)")
    }
    lines = "".join(map(line, (*WHOLE, *rows)))
    table = HEADER + lines.replace("Minister\tforeign_minister\tEd", "Envoy\tforeign_minister\tEd")
    assert told(mine(offices_tsv=table)) == set()


def test_nobody_between_two_heads_since_the_last_or_at_all(mine):
    rows = ("ZZZ head_of_state Ann Ash 2001-01-01 2002-02-02", "ZZZ head_of_government Bo Birch 2003-03 2004")
    found = told(mine(*rows))
    assert found == {
        ("nobody", "ZZZ", "between Ann Ash and Bo Birch", "2002-02-02", "2003-03"),
        ("nobody", "ZZZ", "since Bo Birch", "2004", TODAY),
        ("ended", "ZZZ", "Ann Ash until 2002-02-02", "2002-02-02", ""),
        ("ended", "ZZZ", "Bo Birch until 2004", "2004", ""),
        ("nobody", "YYY", "no head of Wyland in the table", "", ""),
    }


def test_a_day_that_may_be_covered_is_no_gap(mine):
    rows = ("ZZZ head_of_state Ann Ash 2001-01-01 2019-12", "ZZZ head_of_state Bo Birch 2019-12-30", WHOLE[2])
    assert told(mine(*rows)) == set()


def test_one_of_two_heads_missing(mine):
    rows = ("ZZZ head_of_government Di Dill 2005 2007-01-01", "ZZZ head_of_government Ed Elm 2009-01-01")
    assert told(mine(*WHOLE, *rows)) == {
        ("one missing", "ZZZ", "between Di Dill and Ed Elm", "2007-01-01", "2009-01-01"),
        ("old", "ZZZ", "Ed Elm since 2009-01-01", "2009-01-01", ""),
    }


def test_an_end_ahead_is_none(mine):
    rows = ("ZZZ head_of_state Ann Ash 2001-01-01 2027", WHOLE[2])
    assert told(mine(*rows)) == set()
    assert {kind for kind, *_ in told(mine(*rows), "2028-01-01")} == {"ended", "nobody"}


def test_a_term_that_began_long_ago(mine):
    spokespeople = ("ZZZ spokesperson Di Dill 2015", "ZZZ spokesperson Ed Elm 2020")
    rows = ("ZZZ head_of_state Ann Ash 1999-01-01", *spokespeople, WHOLE[2])
    assert {(kind, text) for kind, _, text, *_ in told(mine(*rows))} == {
        ("old", "Ann Ash since 1999-01-01"), ("old", "Di Dill since 2015"),
    }  # fmt: skip


def test_one_person_twice(mine):
    rows = ("ZZZ other Di Dill 2020-01-01 2022-01-01", "ZZZ other Di Dill 2021-01-01")
    assert told(mine(*WHOLE, *rows)) == {
        ("twice", "ZZZ", "Di Dill (2020-01-01 – 2022-01-01; 2021-01-01 –)", "2021-01-01", "2022-01-01")
    }


def test_two_people_of_one_name_by_any_spelling(mine):
    table = HEADER + "".join(map(line, WHOLE)) + (
        "ZZZ\tMinister\tother\tDi Dill-wood\tDill-wood\t\t2020\t\n"
        "ZZZ\tMinister\tother\tDiana Dill\tDill\tDi Dill Wood\t2020\t\n"
        "ZZZ\tMinister\tother\tEd Elm\tElm\t\t2020\t\n"
        "YYY\tMinister\tother\tEd Elm\tElm\t\t2020\t\n"
        "ZED\tChair\thead_of_organisation\tBo Birch\tBirch\t\t2020\t\n"
    )  # fmt: skip
    body = '[ZED]\nname = "Zed League"\nnames = []\nkind = "organisation"\n'
    assert told(mine(offices_tsv=table, organisations_toml=body)) == {
        ("namesakes", "ZZZ", "Di Dill-wood and Diana Dill: both “Di Dill Wood”", "", ""),
        ("namesakes", "YYY", "Ed Elm and Ed Elm of ZZZ: both “Ed Elm”", "", ""),
    }, "Bo Birch of a state and of a body is one person"


def test_a_name_with_two_owners(mine):
    body = '[{}]\nname = "{}"\nnames = ["Zedland"]\nkind = "organisation"\n{}'
    folder = mine(*WHOLE, organisations_toml=body.format("ZED", "Zed League", ""))
    assert told(folder) == {("two owners", "ZZZ", "“Zedland” is a name of ZZZ and ZED", "", "")}
    folder = mine(*WHOLE, organisations_toml=body.format("ZED", "Zed League", 'ambiguous = ["Zedland"]\n'))
    assert told(folder) == set()


def test_a_woman_whom_no_row_knows(mine):
    found = told(mine(*WHOLE, women_tsv="state\tperson\nZZZ\tAnn Ash\nZZZ\tAnne Ash\n"))
    assert found == {("unknown", "ZZZ", "Anne Ash of women.tsv", "", "")}


def test_ours_hold_together_and_each_note_stands_once():
    found = check(load(), TODAY)
    assert len(found.notes) == len(set(found.notes)) == sum(found.counts.values())
    assert list(found.counts) == [kind for kind in KINDS if kind in found.counts]
    assert found.own_tables is None


# -- the command


def test_each_kind_is_told_with_its_count_and_nothing_is_cut_in_silence(dragoman):
    found = check(load(), TODAY)
    some, whole = (dragoman("lexicon", "check", "--on", TODAY, *more) for more in ((), ("--all",)))
    assert (some.code, some.err, whole.code, whole.err) == (0, "", 0, "")
    for kind, number in found.counts.items():
        assert f"\n  {kind} ({number:,})  {KINDS[kind]}\n" in some.out
        if number > 8:
            assert f"… and {number - 8:,} more; --all shows them" in some.out
    assert "--all" not in whole.out
    for note in found.notes:
        assert note.text in whole.out


def test_as_json_every_note_is_there(dragoman):
    found = json.loads(dragoman("lexicon", "check", "--on", TODAY, "--json").out)
    assert len(found["notes"]) == sum(found["counts"].values())
    assert set(found["notes"][0]) == {"kind", "home", "office", "text", "start", "end"}
    assert (found["on"], found["tables"]["states"]) == (TODAY, len(load().states))


def test_with_tables_of_ones_own_only_what_they_bring_in(dragoman, mine):
    ran = dragoman("lexicon", "check", "--lexicon", mine(*WHOLE), "--on", TODAY)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[1:] == [
        "  what offices.tsv, states.toml bring in; of our own tables alone: dragoman lexicon check",
        "  nothing to look at",
    ]
    doubled = mine(*WHOLE, "ZZZ head_of_state Di Dill 2021")
    assert "two at once (1)" in dragoman("lexicon", "check", "--lexicon", doubled).out


def test_tables_that_do_not_hold_together_end_with_4(dragoman, mine):
    ran = dragoman("lexicon", "check", "--lexicon", mine("XXX head_of_state Di Dill 2021", "ZZZ chief Di Dill 2021"))
    assert (ran.code, ran.out) == (4, "")
    assert "offices.tsv, line 2: the state 'XXX'" in ran.err and "offices.tsv, line 3: the role 'chief'" in ran.err
    assert dragoman("lexicon", "check", "--on", "yesterday").code == 2


def test_bounds_of_a_date_known_in_part():
    assert [earliest(day) for day in ("2024", "2024-02", "2024-02-03")] == ["2024-01-01", "2024-02-01", "2024-02-03"]
    assert [latest(day) for day in ("2024", "2024-02", "2023-02", "2024-02-03")] == [
        "2024-12-31", "2024-02-29", "2023-02-28", "2024-02-03",
    ]  # fmt: skip


DATES = ["2024", "2024-02", "2024-02-29", "1999-12-31", "2000-02-29", ""]
NO_DATES = ["2023-02-29", "1900-02-29", "2024-13", "2024-00-01", "2024-04-31", "24-01-01", "2024-1-1", "20240101",
            "2024-W01-1", "2024-01-", "２０２４-01-01", "-01-01"]  # fmt: skip


def test_dates_alone_and_by_the_column():
    assert [date for date in DATES if date and not is_date(date)] == []
    assert [date for date in NO_DATES if is_date(date)] == []
    assert no_dates(DATES) == []
    for wrong in NO_DATES:
        assert no_dates([*DATES, wrong, "2001"]) == [len(DATES)], wrong
