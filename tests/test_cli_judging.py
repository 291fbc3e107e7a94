"""dragoman judge and dragoman rebuild, as a person types them."""

import json

import pytest


@pytest.fixture
def db(tmp_path, samples, dragoman):
    path = tmp_path / "record.db"
    assert dragoman("read", samples / "border_agency.txt", "--db", path).code == 0
    return path


def test_a_rejected_record_is_gone_until_it_is_undone(db, dragoman, rows):
    first, *others = (row["id"] for row in rows(db, "events"))
    ran = dragoman("judge", "reject", first, "--author", "Ada", "--note", "a joke", "--json", "--db", db)
    made = json.loads(ran.out)
    assert [row["id"] for row in rows(db, "events")] == others
    assert "by a person rejected" in " ".join(dragoman("show", first, "--db", db).out.split())
    (told,) = (row for row in rows(db, "judgements") if row["by"] == "person")
    assert (told["id"], told["kind"], told["note"]) == (made["id"], "reject", "a joke")
    assert dragoman("judge", "undo", made["id"], "--db", db).code == 0
    assert [row["id"] for row in rows(db, "events")] == [first, *others]


def test_a_field_is_mended_with_a_word_or_json(db, dragoman, rows):
    first = rows(db, "events")[0]["id"]
    ran = dragoman("judge", "mend", first, "--set", "type=AID", "--set", 'contexts=["military"]', "--db", db)
    assert ran.code == 0, ran.err
    (row,) = (row for row in rows(db, "events") if row["id"] == first)
    assert (row["type"], row["contexts"], row["mended"]) == ("AID", ["military"], ["contexts", "type"])


@pytest.mark.parametrize(
    "arguments, said",
    [
        (["same", "e-1"], "take two ids"),
        (["mend", "e-1", "--set", "type"], "FIELD=VALUE"),
        (["reject", "e-0000000000"], "no id begins with"),
        (["undo", "j-0000000000"], "no judgement of this id"),
    ],
)
def test_wrong_usage_says_what_is_right(db, dragoman, arguments, said):
    ran = dragoman("judge", *arguments, "--db", db)
    assert ran.code == 2 and said in " ".join(ran.err.split())


def test_a_rebuild_says_what_changed(db, dragoman, rows):
    before = {kind: rows(db, kind) for kind in ("events", "statements", "meetings")}
    ran = dragoman("rebuild", "--db", db)
    assert ran.code == 0 and ran.out.startswith("1 article read again in ")
    assert "events      unchanged" in ran.out
    told = json.loads(dragoman("rebuild", "--json", "--db", db).out)
    assert told["articles"] == 1 and told["kinds"]["event"] == {"new": 0, "gone": 0, "changed": 0}
    assert told["some"] == []
    assert {kind: rows(db, kind) for kind in before} == before
