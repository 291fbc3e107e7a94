"""A page without a date takes it from the record: its copies, then the deeds that others date; never otherwise."""

import json
import sys
from itertools import permutations

import pytest

from dragoman.ledger import Ledger
from dragoman.lexicon import load
from dragoman.views.export import EXPORTERS, as_jsonl

TREATY = (
    "Kyrgyzstan and Tajikistan signed a treaty on Thursday that fixes the whole of their shared border, settling a "
    "quarrel as old as the two states themselves.\n\n"
    "Kyrgyz President Sadyr Japarov and his Tajik guest put their names to it in Bishkek on the second day of the "
    "visit. By video link they then reopened two road crossings that had been shut for four years.\n\n"
    "In the village on the line a shopkeeper said that she would believe in it when the first lorry stopped to buy "
    "her bread, and not before, whatever the newspapers printed about it.\n"
)
CALL = "British Prime Minister Keir Starmer spoke by phone with Norwegian Prime Minister Jonas Gahr Støre on Monday."
SANCTIONS = "Japan imposed sanctions on Belarus on Wednesday."
FILLER = "The ferries ran late all week, and nobody in the harbour office could say when they would be on time again."
STATED = {
    "wire.jsonl": json.dumps({"text": TREATY, "outlet": "The Border Wire", "published": "2025-03-14"}),
    "reprint.txt": f"Crossings reopen\n\nThe Hill Gazette\n17 March 2025\n\n{TREATY}",
    "call.txt": f"date 2025-06-10 {CALL} The two have known one another since both led their parties in opposition.",
    "sanctions.txt": f"date 2025-06-13 {SANCTIONS} Shipping firms had been told, brokers in Osaka said.",
}
UNDATED = {
    "copy.txt": TREATY,
    "update.txt": (
        "The treaty was laid before both parliaments yesterday, and neither sat for longer than an hour over it.\n\n"
        "Members of the opposition in Bishkek asked for the maps and were told to wait until spring for them.\n\n"
        "Traders at the crossings had been counting the days, and some had already bought a second lorry.\n\n" + TREATY
    ),
    "both.txt": f"{CALL} {FILLER} {SANCTIONS} Both had been expected for a while, a clerk of the port said.",
    "one.txt": f"{CALL} {FILLER} It had been expected for a while, a clerk of the port said to the local paper.",
    "other_people.txt": (
        "British Foreign Secretary David Lammy spoke by phone with Norwegian Foreign Minister Espen Barth Eide on "
        f"Monday. {FILLER} {SANCTIONS} Both had been expected for a while, a clerk of the port said."
    ),
}


@pytest.fixture(scope="module")
def lexicon():
    return load()


@pytest.fixture
def record(lexicon, tmp_path):
    """Reads portions of pages, each by a run of its own, and gives the ledger."""

    def read(*portions, db=":memory:"):
        ledger = Ledger(db, lexicon=lexicon)
        for portion in portions:
            for name in portion:
                (tmp_path / name).write_text((STATED | UNDATED)[name], "utf-8")
            ledger.read([str(tmp_path / name) for name in portion])
        return ledger

    return read


def published(ledger):
    return {article.page.rsplit("/", 1)[-1].partition("#")[0]: article.published for article in ledger.articles()}


def exports(ledger):
    return {kind: "".join(as_jsonl(ledger.rows(kind))) for kind in EXPORTERS}


def days(ledger, page):
    """The days of the events that a page tells."""
    ids = {article.id for article in ledger.articles() if page in article.page}
    return {
        record.finding.when.start
        for record in ledger.records()
        if record.finding.__struct_config__.tag == "event" and ids & {report.article for report in record.reports}
    }


def test_a_copy_takes_the_day_of_its_family(record):
    ledger = record(["wire.jsonl", "copy.txt"])
    found = published(ledger)["copy.txt"]
    assert (found.value, found.basis) == ("2025-03-14", "inferred")
    assert "the same text as a-" in found.text and "The Border Wire" in found.text
    assert days(ledger, "copy.txt") == days(ledger, "wire.jsonl") == {"2025-03-13"}


def test_the_earliest_stated_day_counts(record):
    assert published(record(["reprint.txt", "wire.jsonl", "copy.txt"]))["copy.txt"].value == "2025-03-14"


def test_an_update_is_not_of_the_day_it_retells(record):
    """Half of its words are an older text's; its news are of another day."""
    assert published(record(["wire.jsonl", "update.txt"]))["update.txt"].value is None


def test_two_deeds_of_the_record_date_a_text(record):
    ledger = record(["call.txt", "sanctions.txt", "both.txt"])
    found = published(ledger)["both.txt"]
    assert (found.value, found.basis) == ("2025-06-11", "inferred")
    assert "a deed of 2025-06-09" in found.text and "a deed of 2025-06-11" in found.text
    assert days(ledger, "both.txt") == {"2025-06-09", "2025-06-11"}
    call = next(meeting for meeting in ledger.rows("meetings") if meeting["kind"] == "phone")
    assert call["independent_sources"] == 2


@pytest.mark.parametrize("page", ["one.txt", "other_people.txt"])
def test_one_deed_alone_dates_no_text(record, page):
    """There are calls on many Mondays; and the call of other people is another call."""
    assert published(record(["call.txt", "sanctions.txt", page]))[page].value is None


def test_a_stated_date_is_never_overruled(record):
    ledger = record(["wire.jsonl", "reprint.txt", "copy.txt"])
    assert published(ledger)["reprint.txt"] == published(record(["reprint.txt"]))["reprint.txt"]
    assert published(ledger)["reprint.txt"].value == "2025-03-17"


def test_any_order_gives_the_same_record(record):
    pages = ["copy.txt", "wire.jsonl", "reprint.txt"]
    expected = exports(record(pages))
    assert all(exports(record(*([page] for page in order))) == expected for order in permutations(pages))
    pages = ["both.txt", "call.txt", "sanctions.txt"]
    expected = exports(record(pages))
    assert all(exports(record(*([page] for page in order))) == expected for order in permutations(pages))


def test_it_is_read_again_only_when_its_day_changes(record, monkeypatch):
    read = []

    def counting(article, lexicon, stages=None):
        from dragoman.pipeline import read_article

        read.append((article.page.rsplit("/", 1)[-1], article.published.value))
        return read_article(article, lexicon)

    monkeypatch.setattr(sys.modules["dragoman.derive.days"], "read_article", counting)
    record(["copy.txt"], ["reprint.txt"], ["call.txt"], ["wire.jsonl"], ["sanctions.txt"])
    assert read == [("copy.txt", "2025-03-17"), ("copy.txt", "2025-03-14")]


def test_what_was_read_stays_as_it_was(record, tmp_path):
    """The facts are not touched: derived again without its ground, the article is as its page gave it."""
    from dragoman.store import read

    db = str(tmp_path / "record.db")
    with record(["copy.txt"], db=db) as ledger:
        before = (list(read.articles_as_read(ledger._conn)), list(read.findings(ledger._conn)))
    with record(["wire.jsonl"], db=db) as ledger:
        assert published(ledger)["copy.txt"].value == "2025-03-14"
        own = {article.id for article in before[0]}
        assert [one for one in read.articles_as_read(ledger._conn) if one.id in own] == before[0]
        assert [one for one in read.findings(ledger._conn) if one.citation.article in own] == before[1]


def test_a_day_that_loses_its_ground_is_given_up(record):
    """A second call on another Monday, of the same two: either may be meant."""
    STATED["later.txt"] = f"date 2025-06-17 {CALL} {SANCTIONS.replace('Wednesday', 'Saturday')} {FILLER}"
    try:
        ledger = record(["call.txt", "sanctions.txt", "both.txt"], ["later.txt"])
        assert published(ledger)["both.txt"].value is None
        assert exports(ledger) == exports(record(["later.txt", "both.txt", "sanctions.txt", "call.txt"]))
    finally:
        del STATED["later.txt"]
