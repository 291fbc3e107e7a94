"""derive.judging: what people decide outranks the rules, outlives new readings, and can be taken back."""

import msgspec
import pytest

from dragoman.errors import NotFound, WrongJudgement
from dragoman.ledger import Ledger
from dragoman.store.question import Question
from dragoman.store.write import replace_findings
from dragoman.views.export import as_jsonl
from tests.test_derive_records import LEXICON, reading, store
from tests.test_merge_records import FOURTH, JPN, USA, day, event, met

FIFTH = day("2025-06-05")


@pytest.fixture
def ledger():
    with Ledger(":memory:", lexicon=LEXICON) as ledger:
        yield ledger


def told(ledger, *findings):
    """The record of these findings, each in its article."""
    for id in sorted({finding.citation.article for finding in findings}):
        store(ledger._conn, reading(id, list(findings)))
    ledger.derive()
    return ledger


def read_again(ledger, *findings):
    """The articles of these findings read anew, by other rules."""
    for id in {finding.citation.article for finding in findings}:
        replace_findings(ledger._conn, reading(id, list(findings)), None)
        ledger._conn.execute("INSERT INTO pending VALUES (?, '') ON CONFLICT DO NOTHING", (id,))
    ledger.derive()


def records(ledger):
    return sorted(ledger.records(), key=lambda record: (record.finding.when.start or "", record.id))


def articles(record):
    return [report.article for report in record.reports]


def test_two_days_that_a_person_calls_one(ledger):
    told(ledger, event("a"), event("b", on=FIFTH))
    first, second = records(ledger)
    made = ledger.judge("same", first.id, second.id, author="Ada")
    (record,) = records(ledger)
    assert articles(record) == ["a", "b"]
    ledger.undo(made.id, author="Ada")
    assert [articles(one) for one in records(ledger)] == [["a"], ["b"]]


def test_two_records_that_a_person_calls_one_join_with_all_their_tellings(ledger):
    told(ledger, event("a"), event("b"), event("c", on=FIFTH), event("d", on=FIFTH))
    first, second = records(ledger)
    ledger.judge("same", first.id, second.id, author="Ada")
    (record,) = records(ledger)
    assert articles(record) == ["a", "b", "c", "d"]


def test_one_fact_that_a_person_calls_two(ledger):
    told(ledger, event("a"), event("c"))
    findings = {finding.citation.article: finding.id for finding in (event("a"), event("c"))}
    made = ledger.judge("not_same", findings["a"], findings["c"], author="Ada")
    assert sorted(map(articles, records(ledger))) == [["a"], ["c"]]
    ledger.undo(made.id, author="Ada")
    assert sorted(map(articles, records(ledger))) == [["a", "c"]]


def test_an_undo_can_be_undone(ledger):
    told(ledger, event("a"))
    made = ledger.judge("reject", records(ledger)[0].id, author="Ada")
    undo = ledger.undo(made.id, author="Ada")
    assert len(records(ledger)) == 1
    ledger.undo(undo.id, author="Ben")
    assert not records(ledger)
    assert [(one.kind, one.withdrawn) for one in ledger.judgements()] == [
        ("reject", False), ("undo", True), ("undo", False),
    ]  # fmt: skip


def test_what_is_rejected_vanishes_and_is_kept(ledger):
    told(ledger, event("a"), event("b", on=FIFTH))
    wrong, right = records(ledger)
    ledger.judge("reject", wrong.id, author="Ada", note="a quotation")
    assert [record.id for record in ledger.records()] == [right.id]
    assert [row["id"] for row in ledger.rows("events")] == [right.id]
    assert [record.id for record in ledger.rejected()] == [wrong.id]
    assert ledger.find(wrong.id).rejected
    assert all(line.id != wrong.id for line in ledger.brief().ties)
    ledger.judge("accept", wrong.id, author="Ada")
    assert not list(ledger.rejected()) and len(records(ledger)) == 2


def test_what_is_rejected_stays_so_when_it_is_told_again(ledger):
    told(ledger, event("a"))
    ledger.judge("reject", records(ledger)[0].id, author="Ada")
    told(ledger, event("c"))
    assert not records(ledger)
    (record,) = ledger.rejected()
    assert articles(record) == ["a", "c"]


def test_a_mended_field_is_replaced_and_marked(ledger):
    told(ledger, event("a"))
    made = ledger.judge("mend", records(ledger)[0].id, changes={"type": "AID", "mode": None}, author="Ada")
    (record,) = records(ledger)
    assert (record.finding.type, record.mended, record.judged) == ("AID", ("mode", "type"), (made.id,))
    assert record.finding.why.endswith("mended by Ada: mode, type")
    assert next(iter(ledger.rows("events")))["type"] == "AID"


def test_a_judgement_outlives_a_new_reading(ledger):
    """Other rules: surer, with a mode, a place of its own in the sentence, another day. The claim is the same."""
    told(ledger, event("a"), event("b", on=FIFTH))
    ledger.judge("reject", records(ledger)[0].id, author="Ada")
    again = event("a", on=day("2025-06-03"), mode="visit", confidence=0.9, why="a better rule")
    moved = msgspec.structs.replace(again, citation=msgspec.structs.replace(again.citation, start=3))
    read_again(ledger, moved)
    assert [articles(record) for record in records(ledger)] == [["b"]]
    assert [record.finding.why for record in ledger.rejected()] == ["a better rule"]


def test_a_judgement_of_what_is_no_longer_claimed_binds_nothing(ledger):
    told(ledger, event("a"))
    ledger.judge("reject", records(ledger)[0].id, author="Ada")
    read_again(ledger, event("a", type="ACCUSE"))
    assert [record.finding.type for record in records(ledger)] == ["ACCUSE"]
    read_again(ledger, event("a"))
    assert not records(ledger)


def test_a_judgement_is_about_the_next_telling_when_the_first_is_gone(ledger):
    told(ledger, event("a", actors=(USA, JPN)), event("c"))
    (record,) = records(ledger)
    ledger.judge("reject", record.id, author="Ada")
    read_again(ledger, event("a", type="ACCUSE"))
    assert [record.finding.type for record in records(ledger)] == ["ACCUSE"]
    assert [articles(record) for record in ledger.rejected()] == [["c"]]


def test_the_order_of_articles_and_judgements_makes_no_difference(ledger):
    everything = [event("a"), event("b", on=FIFTH), event("c"), event("d", on=FIFTH), met("e"), met("z", "planned")]
    told(ledger, *everything)
    first, second = ledger.records(Question(kind="event"))
    ledger.judge("same", first.id, second.id, author="Ada")
    (both,) = ledger.records(Question(kind="event"))
    ledger.judge("mend", both.id, changes={"summary": "As it was."}, author="Ada")
    given = [one.id for one in ledger.judgements()]
    with Ledger(":memory:", lexicon=LEXICON) as other:
        for row in ledger._conn.execute("SELECT * FROM judgement").fetchall():
            other._conn.execute("INSERT INTO judgement VALUES (?, ?, ?, ?, ?)", row)
        for row in ledger._conn.execute("SELECT * FROM judgement_article").fetchall():
            other._conn.execute("INSERT INTO judgement_article VALUES (?, ?)", row)
        for id in "zedcba":
            store(other._conn, reading(id, everything))
            other.derive()
        assert [one.id for one in other.judgements()] == given
        for kind in ("events", "meetings", "judgements"):
            assert list(as_jsonl(other.rows(kind))) == list(as_jsonl(ledger.rows(kind))), kind


def test_judgements_are_exported_with_what_they_are_about(ledger):
    told(ledger, event("a"), event("b", mode="visit"))
    (record,) = records(ledger)
    ledger.judge("accept", record.id, author="Ada", note="seen on film")
    person, rule = ledger.rows("judgements")
    assert (person["by"], person["kind"], person["author"]) == ("person", "accept", "Ada")
    assert person["note"] == "seen on film"
    assert {one["citation"]["article"] for one in person["about"]} == {"a", "b"}
    assert (rule["by"], rule["kind"], rule["score"]) == ("rule", "same", 0.95)
    assert rule["why"] == "same parties, same day, mode open"


@pytest.mark.parametrize(
    "kind, ids, changes, said",
    [
        ("like", 1, None, "no such judgement"),
        ("same", 1, None, "give two ids"),
        ("reject", 2, None, "give two ids"),
        ("mend", 1, None, "new values"),
        ("mend", 1, {"citation": {}}, "no field of events that can be mended"),
        ("mend", 1, {"confidence": 1.0}, "no field of events that can be mended"),
        ("mend", 1, {"actors": "Japan"}, "does not fit"),
        ("mend", 1, {"type": "HUG"}, "no PLOVER type"),
    ],
)
def test_a_judgement_that_cannot_be_is_refused(ledger, kind, ids, changes, said):
    told(ledger, event("a"), event("b", on=FIFTH))
    given = [record.id for record in records(ledger)][:ids]
    with pytest.raises(WrongJudgement, match=said):
        ledger.judge(kind, *given, changes=changes, author="Ada")
    assert not list(ledger.judgements())


def test_only_what_is_there_and_of_one_kind_can_be_judged(ledger):
    told(ledger, event("a", on=FOURTH), met("b"))
    deed, meeting = sorted(record.id for record in ledger.records())
    with pytest.raises(WrongJudgement, match="two kinds"):
        ledger.judge("same", deed, meeting, author="Ada")
    with pytest.raises(WrongJudgement, match="one thing"):
        ledger.judge("same", deed, deed, author="Ada")
    with pytest.raises(WrongJudgement, match="an article"):
        ledger.judge("reject", "a", author="Ada")
    with pytest.raises(NotFound, match="no judgement"):
        ledger.undo("j-0000000000", author="Ada")
