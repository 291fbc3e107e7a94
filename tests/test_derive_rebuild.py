"""derive.rebuild and processes: all read again, the same with any number of processes, and what changed is told."""

import msgspec
import pytest

import dragoman.derive.rebuild as module
from dragoman.errors import ProcessFailed
from dragoman.ledger import Ledger
from dragoman.lexicon import load
from dragoman.model.changes import Change
from dragoman.pipeline import read_article
from dragoman.processes import spread
from dragoman.store.question import Question
from dragoman.views.export import EXPORTERS, as_jsonl

PAGES = ("border_wire.txt", "border_excerpt.txt", "border_agency.txt", "digest.jsonl", "chrome_only.txt")


@pytest.fixture
def ledger(samples):
    with Ledger(":memory:", lexicon=load()) as ledger:
        ledger.read([str(samples / name) for name in PAGES])
        yield ledger


def exports(ledger):
    return {kind: "".join(as_jsonl(ledger.rows(kind))) for kind in EXPORTERS}


def by_other_rules(monkeypatch, change):
    """From now on articles are read by rules of which `change` says what they make of a finding."""

    def read(article, lexicon):
        reading = read_article(article, lexicon)
        found = tuple(new for finding in reading.findings if (new := change(finding)) is not None)
        return msgspec.structs.replace(reading, findings=found)

    monkeypatch.setattr(module, "read_article", read)


def test_with_the_same_rules_nothing_changes(ledger):
    before = exports(ledger)
    changes = ledger.rebuild()
    assert changes.articles == len(list(ledger.articles()))
    assert set(changes.kinds.values()) == {Change()}
    assert exports(ledger) == before


def test_what_is_surer_is_changed_and_keeps_its_id(ledger, monkeypatch):
    ids = [record.id for record in ledger.records(Question(kind="event"))]
    by_other_rules(monkeypatch, lambda finding: msgspec.structs.replace(finding, confidence=0.99, why="surer"))
    changes = ledger.rebuild()
    assert changes.kinds["event"] == Change(changed=len(ids))
    assert {(one.what, one.fields) for one in changes.some if one.kind == "event"} == {
        ("changed", ("confidence", "why"))
    }
    assert [record.id for record in ledger.records(Question(kind="event"))] == ids


def test_what_is_no_longer_told_is_gone_and_what_is_told_otherwise_changed(ledger, monkeypatch):
    kinds = {record.id: record.finding.type for record in ledger.records(Question(kind="event"))}
    wanted = sorted(kinds.values())[0]

    def other(finding):
        if finding.__struct_config__.tag == "statement":
            return None
        fits = getattr(finding, "type", None) == wanted
        return msgspec.structs.replace(finding, type="COERCE") if fits else finding

    said = len(list(ledger.records(Question(kind="statement"))))
    by_other_rules(monkeypatch, other)
    changes = ledger.rebuild()
    assert changes.kinds["statement"] == Change(gone=said)
    assert {one.what for one in changes.some if one.kind == "statement"} == {"gone"}
    assert changes.kinds["event"] == Change(changed=list(kinds.values()).count(wanted))
    monkeypatch.undo()
    assert ledger.rebuild().kinds["statement"] == Change(new=said)


def test_judgements_are_kept(ledger, monkeypatch):
    wrong = next(ledger.records(Question(kind="event")))
    ledger.judge("reject", wrong.id, author="Ada")
    by_other_rules(monkeypatch, lambda finding: msgspec.structs.replace(finding, confidence=0.4, why="other"))
    assert ledger.rebuild().judgements == 1
    assert [record.id for record in ledger.rejected()] == [wrong.id]
    assert all(record.id != wrong.id for record in ledger.records())


def test_a_rebuild_that_is_cut_off_is_made_good(ledger, monkeypatch):
    before = exports(ledger)
    with monkeypatch.context() as patch:
        patch.setattr(module, "derive", lambda conn, lexicon: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            ledger.rebuild()
    assert not list(ledger.records())
    ledger.read([])
    assert exports(ledger) == before


def test_the_number_of_processes_makes_no_difference(samples, ledger):
    with Ledger(":memory:", lexicon=load()) as other:
        run = other.read([str(samples / name) for name in (*PAGES, PAGES[0], "no-such-page.txt")], processes=2)
        assert len(run.unread) == 1 and run.new_articles == len(list(ledger.articles()))
        assert {kind: rows for kind, rows in exports(other).items() if kind != "issues"} == {
            kind: rows for kind, rows in exports(ledger).items() if kind != "issues"
        }
        assert set(other.rebuild(processes=2).kinds.values()) == {Change()}


def fails(thing, lexicon):
    raise ValueError(thing)


def ends(thing, lexicon):
    import os

    os._exit(9)


def test_an_error_in_a_process_is_raised_here():
    with pytest.raises(ValueError, match="one"):
        list(spread(fails, ["one"], load(), 2))


def test_a_process_that_is_ended_has_plain_words():
    with pytest.raises(ProcessFailed, match="fewer --processes"):
        list(spread(ends, ["one"], load(), 2))
