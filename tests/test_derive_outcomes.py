"""derive.outcomes: a pledge's life in a record, whatever the order and the portions in which articles come."""

import itertools
import json

import pytest

from dragoman.ledger import Ledger

PAGES = {
    "march.jsonl": ("2025-03-14", "Norway promised Latvia to return the two ferries to Riga by June."),
    "april.jsonl": ("2025-04-02", "Norway will return the two ferries to Riga, its foreign ministry repeated."),
    "july.jsonl": ("2025-07-05", "Norway has not returned the two ferries to Riga."),
    "september.jsonl": ("2025-09-01", "Norway returned the two ferries to Riga on Monday."),
    "october.jsonl": ("2025-10-01", "It rained in Oslo and in Riga on Monday, and the harbour was closed to ships."),
}

MORE = "Nobody at the quay had slept, and the tugs lay three abreast in the rain until the pilots came back at dawn."


@pytest.fixture
def pages(tmp_path):
    for name, (day, text) in PAGES.items():
        row = {"text": f"{text} {MORE}", "title": text, "published": day, "outlet": name.removesuffix(".jsonl")}
        (tmp_path / name).write_text(json.dumps(row) + "\n", "utf-8")
    return tmp_path


def pledges(ledger: Ledger) -> list[dict]:
    return [row for row in ledger.rows("pledges") if "ferries" in row["what"]]


def test_the_life_of_a_pledge(pages):
    with Ledger(":memory:") as ledger:
        ledger.read([str(pages / name) for name in PAGES])
        row = next(row for row in pledges(ledger) if row["due"]["start"])
    assert [step["status"] for step in row["history"]] == ["open", "overdue", "kept"]
    assert row["status"] == "kept" and row["outcome"]["report"]["outlet"] == "september"
    assert row["outcome"]["report"]["quote"].startswith("Norway returned")


def test_the_same_in_any_order_and_in_any_portions(pages):
    names = ["march.jsonl", "july.jsonl", "september.jsonl"]
    found = set()
    for order in itertools.permutations(names):
        with Ledger(":memory:") as ledger:
            for name in order:
                ledger.read([str(pages / name)])
            found.add(json.dumps(list(ledger.rows("pledges"))))
    with Ledger(":memory:") as ledger:
        ledger.read([str(pages / name) for name in names])
        found.add(json.dumps(list(ledger.rows("pledges"))))
    assert len(found) == 1


def test_a_term_that_is_over_needs_only_a_newer_article(pages):
    with Ledger(":memory:") as ledger:
        ledger.read([str(pages / "march.jsonl")])
        assert {row["status"] for row in pledges(ledger)} == {"open"}
        ledger.read([str(pages / "october.jsonl")])
        assert {row["status"] for row in pledges(ledger)} == {"overdue"}
        before = list(ledger.rows("pledges"))
        ledger.rebuild()
        assert list(ledger.rows("pledges")) == before
