"""A record of the project's own pages holds together: every quote reads as cited, every row keeps the contract."""

import re
import tomllib
from collections import Counter
from datetime import date, datetime
from itertools import pairwise

import msgspec
import pytest

from dragoman.ledger import Ledger
from dragoman.lexicon import load
from dragoman.store import read as store
from dragoman.views.export import COLUMNS

# The output contract, in its order; what it does not name comes after it.
CONTRACT = {
    "articles": "id page url outlet title byline dateline published text captions copy_of found_in age_text dropped",
    "actors": "id name kind state sector office",
    "events": "id type mode contexts aux cameo quad score actors recipients when where summary confidence why"
    " reports independent_sources",
    "statements": "id speaker addressees about kind words cue when reports independent_sources",
    "pledges": "id by to what due status outcome when reports independent_sources",
    "meetings": "id participants kind status where when history reports independent_sources",
    "positions": "id holder toward issue stance words when reports",
    "stories": "id title articles records first last independent_sources",
    "issues": "article stage start end message",
}  # fmt: skip
WHO = ("actors", "recipients", "speaker", "principal", "addressees", "by", "to", "participants", "holder", "who")
PARTS = {
    "published": "value basis text",
    "dropped": "start end role quote",
    "when": "start end precision basis text",
    "due": "start end precision basis text",
    "where": "text state city precision",
    "history": "status when report",
    "citation": "article start end quote",
    "contradictions": "id kind what sides records",
    "sides": "value who report",
    "report": "article outlet published quote start end copy_of",
    "reports": "article outlet published quote start end copy_of",
    **dict.fromkeys(WHO, CONTRACT["actors"]),
}
ALLOWED = {
    ("events", "quad"): {f"{how} {what}" for how in ("verbal", "material") for what in ("cooperation", "conflict")},
    ("statements", "kind"): {"direct", "indirect", "mixed"},
    ("pledges", "status"): {"open", "kept", "broken", "overdue", "withdrawn"},
    ("meetings", "kind"): {"visit", "phone", "summit", "multilateral", "talks"},
    ("pledges", "kind"): {"commitment", "intention", "offer", "threat", "agreement", "campaign"},
    ("meetings", "status"): {"mooted", "proposed", "planned", "held", "postponed", "cancelled"},
    ("meetings", "level"): {"leaders", "ministers", "officials", None},
    ("actors", "kind"): {"state", "organ", "organisation", "group", "person"},
}
AUX = {"historical", "future", "hypothetical", "negation"}
PRECISIONS = {"day", "week", "month", "year", "none"}
BASES = {"expression", "dateline", "publication", "inferred", "none"}
FACTS = ("events", "statements", "pledges", "meetings")  # the kinds that the samples give findings of


@pytest.fixture(scope="module")
def ledger(record):
    with Ledger(str(record), create=False) as opened:
        yield opened


@pytest.fixture(scope="module")
def articles(ledger):
    return {article.id: article for article in ledger.articles()}


@pytest.fixture(scope="module")
def exported(record, rows):
    return {kind: rows(record, kind) for kind in CONTRACT}


def facts(exported):
    return [row for kind in (*FACTS, "positions") for row in exported[kind]]


def reports(exported):
    """Every report of every row, those of a meeting's history too."""
    for row in facts(exported):
        yield from row["reports"]
        yield from (step["report"] for step in row.get("history", ()))


def within(value, name=""):
    """Every object inside a row, with the key under which it stands."""
    if isinstance(value, dict):
        yield name, value
        for key, part in value.items():
            yield from within(part, key)
    elif isinstance(value, list):
        for part in value:
            yield from within(part, name)


def test_there_is_something_to_look_at(exported):
    assert all(exported[kind] for kind in ("articles", "actors", "issues", *FACTS))
    assert any(row["copy_of"] for row in exported["articles"])
    assert any(row["dropped"] for row in exported["articles"])


# -- evidence


def test_every_finding_reads_as_cited(ledger, articles):
    found = list(store.findings(ledger._conn))
    assert found
    for finding in found:
        cited = finding.citation
        assert articles[cited.article].text[cited.start : cited.end] == cited.quote != "", finding


def test_every_report_reads_as_quoted(exported, articles):
    for report in reports(exported):
        article = articles[report["article"]]
        assert article.text[report["start"] : report["end"]] == report["quote"] != ""
        assert report["outlet"] == article.outlet
        assert report["published"] == article.published.value


def test_what_was_left_out_reads_as_quoted_in_its_page(ledger, articles):
    for article in articles.values():
        page = store.page_text(ledger._conn, article.page_id)
        for piece in article.dropped:
            assert page[piece.start : piece.end] == piece.quote != "", (article.page, piece)


def test_a_page_is_cut_without_overlap(ledger, articles):
    for article in articles.values():
        pieces = sorted(article.dropped, key=lambda piece: piece.start)
        for one, after in pairwise(pieces):
            assert one.end <= after.start, (article.page, one, after)


def test_words_that_were_said_stand_in_the_article(exported, articles):
    for row in exported["statements"]:
        if row["kind"] == "indirect":
            continue
        for report in row["reports"][:1]:
            plain = one_line(articles[report["article"]].text)
            for piece in row["words"].split(" … "):
                assert one_line(piece) in plain, row["id"]


def test_dates_are_cited_in_the_words_of_the_article_or_its_page(exported, articles, ledger):
    for row in facts(exported):
        if row["when"]["basis"] == "expression":
            tellings = " ".join(one_line(articles[report["article"]].text) for report in row["reports"])
            assert one_line(row["when"]["text"]) in tellings, row["id"]


def one_line(text):
    return " ".join(text.split())


# -- chrome


def gold_chrome(samples):
    """The lines of each page that a careful reader took for comments, promotion or rankings."""
    for path in sorted((samples.parent / "evals" / "gold" / "samples").glob("*.toml")):
        gold = tomllib.loads(path.read_text("utf-8"))
        for piece in gold.get("dropped", ()):
            if piece["role"] in ("comment", "promo", "ranking", "related", "share"):
                yield gold["page"], one_line(piece["text"])


def test_no_finding_cites_chrome(samples, exported, articles):
    chrome = [(page, line) for page, line in gold_chrome(samples) if len(line.split()) > 3]
    assert len(chrome) > 20
    for report in reports(exported):
        page, quote = articles[report["article"]].page, one_line(report["quote"])
        told = [line for of, line in chrome if page.endswith(of) and (line in quote or quote in line)]
        assert not told, (page, quote)


def test_no_finding_cites_what_was_left_out(exported, articles):
    dropped = Counter()
    for article in articles.values():
        for piece in article.dropped:
            if piece.role in ("comment", "promo", "ranking", "related", "share", "contact"):
                dropped[article.page, one_line(piece.quote)] += 1
    for report in reports(exported):
        page, quote = articles[report["article"]].page, one_line(report["quote"])
        assert not [line for of, line in dropped if of == page and quote in line], (page, quote)


def test_a_page_of_chrome_alone_gives_no_article(articles):
    pages = {article.page.rsplit("/", 1)[-1] for article in articles.values()}
    assert "chrome_only.txt" not in pages
    assert "border_wire.txt" in pages


# -- the contract


@pytest.mark.parametrize("kind", CONTRACT)
def test_rows_have_the_keys_of_the_contract_in_order(exported, kind):
    for row in exported[kind]:
        assert tuple(row) == COLUMNS[kind]
        assert f"{' '.join(row)} ".startswith(f"{CONTRACT[kind]} ")
        for name, part in within(row):
            if name in PARTS and not (kind == "stories" or (name == "reports" and "quote" not in part)):
                assert " ".join(part) == PARTS[name], (kind, name)


@pytest.mark.parametrize("kind", CONTRACT)
def test_csv_has_the_columns_of_the_contract(dragoman, record, kind):
    assert dragoman("export", kind, "--format", "csv", "--db", record).out.splitlines()[0] == ",".join(COLUMNS[kind])


@pytest.mark.parametrize("kind", CONTRACT)
def test_unknown_is_null_and_nothing_is_an_empty_list(exported, kind):
    for row in exported[kind]:
        for name, part in within(row):
            assert "" not in part.values(), (kind, name, part)


def test_ids_are_unique(exported):
    for kind in ("articles", "actors"):
        ids = [row["id"] for row in exported[kind]]
        assert len(ids) == len(set(ids))
    ids = [row["id"] for row in facts(exported)] + [row["id"] for row in exported["articles"]]
    assert len(ids) == len(set(ids))


def test_ids_name_what_is_there(exported):
    ids = {row["id"] for row in exported["articles"]}
    assert {report["article"] for report in reports(exported)} <= ids
    for row in exported["articles"]:
        assert row["copy_of"] is None or row["copy_of"] in ids - {row["id"]}
        assert row["found_in"] is None or row["found_in"] in ids - {row["id"]}
    assert {row["article"] for row in exported["issues"]} <= ids | {None}


def test_states_are_iso_codes(exported):
    states = load().states
    for _, part in (found for kind in CONTRACT for row in exported[kind] for found in within(row)):
        if part.get("state") is not None:
            assert re.fullmatch(r"[A-Z]{3}", part["state"]) and part["state"] in states, part


def test_an_actor_of_a_state_carries_it(exported):
    states = load().states
    for row in exported["actors"]:
        head = row["id"].partition(".")[0]
        if head in states:
            assert row["state"] == head, row
        if row["kind"] == "state":
            assert row["id"] == row["state"], row


def test_every_actor_of_a_fact_is_listed(exported):
    listed = {row["id"] for row in exported["actors"]}
    named = {
        part["id"] for row in facts(exported) for name, part in within(row) if PARTS.get(name) == CONTRACT["actors"]
    }
    assert named == listed


def test_events_are_plovers(exported):
    plover = load().plover
    for row in exported["events"]:
        kind = plover.types[row["type"]]
        assert row["mode"] is None or row["mode"] in kind.modes, row["id"]
        assert set(row["contexts"]) <= set(plover.contexts)
        assert set(row["aux"]) <= AUX
        assert row["actors"], row["id"]
        assert row["quad"] == kind.quad
        assert -10 <= row["score"] <= 10
        parties = {actor["state"] or actor["id"] for actor in row["actors"]}
        reciprocal = len(parties) > 1  # all its parties are actors
        assert row["recipients"] or reciprocal or not kind.requires_recipient, row["id"]


def test_closed_lists_are_closed(exported):
    for (kind, key), allowed in ALLOWED.items():
        assert {row[key] for row in exported[kind]} <= allowed
    for row in exported["meetings"]:
        assert len(row["participants"]) > 1, row["id"]
        assert row["history"][-1]["status"] == row["status"], row["id"]
        assert {step["status"] for step in row["history"]} <= ALLOWED["meetings", "status"]


def test_dates_are_iso_dates(exported):
    for row in facts(exported):
        for when in [part for name, part in within(row) if name in ("when", "due")]:
            assert when["precision"] in PRECISIONS and when["basis"] in BASES
            known = [date.fromisoformat(day) for day in (when["start"], when["end"]) if day is not None]
            assert known == sorted(known), row["id"]
            assert (when["precision"] == "none") == (when["basis"] == "none") == (not known), row["id"]
    for row in exported["articles"]:
        value, basis = row["published"]["value"], row["published"]["basis"]
        assert (value is None) == (basis == "none")
        assert value is None or datetime.fromisoformat(value)


# -- copies


def test_independent_sources_never_count_a_copy(exported):
    """However often one text is printed, it is one source."""
    several = 0
    for row in facts(exported):
        families = {report["copy_of"] or report["article"] for report in row["reports"]}
        several += len({report["article"] for report in row["reports"]}) > len(families)
        if "independent_sources" in row:
            assert 1 <= row["independent_sources"] <= len(families), row["id"]
    assert several, "no fact here is told by a copy: this test sees nothing"


def test_reports_name_the_copies_that_the_articles_name(exported):
    copy_of = {row["id"]: row["copy_of"] for row in exported["articles"]}
    for report in reports(exported):
        assert report["copy_of"] == copy_of[report["article"]]
    assert not {copy_of[origin] for origin in copy_of.values() if origin} - {None}, "a copy of a copy"


# -- again


def test_reading_again_changes_nothing(dragoman, everything, samples, tmp_path):
    db = tmp_path / "record.db"
    first = dragoman("read", samples, "--db", db)
    before = everything(db)
    again = dragoman("read", samples, samples / "border_wire.txt", "--db", db, "--json")
    told = msgspec.json.decode(again.out)
    assert first.code == again.code == 0
    assert told["run"]["new_articles"] == 0 < told["articles"]
    assert "0 new" in dragoman("read", samples / "border_wire.txt", "--db", db).out
    assert everything(db) == before


def test_deriving_again_changes_nothing(dragoman, everything, samples, tmp_path):
    db = tmp_path / "record.db"
    dragoman("read", samples, "--db", db)
    before = everything(db)
    with Ledger(str(db)) as ledger:
        ledger.derive()
    assert everything(db) == before
