"""Order is nothing: the same pages in any order and portions, however often, give the same export, byte for byte."""

import tempfile
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.ledger import Ledger
from dragoman.lexicon import load
from dragoman.views.export import EXPORTERS, as_jsonl

# Copies of one text under three names, an independent telling, lines of JSONL, what tells of other matters,
# and a page that cannot be read. No HTML: its parser is a process that starts anew at each reading.
PAGES = (
    "border_wire.txt", "border_excerpt.txt", "border_aggregator.txt", "border_agency.txt", "digest.jsonl",
    "tariffs_newspaper.txt", "chrome_only.txt", "again/border_wire.txt", "again/renamed.txt", "empty.txt",
)  # fmt: skip


@pytest.fixture(scope="module")
def pages(tmp_path_factory, samples):
    """The folder of the pages: those of samples/, one of them again elsewhere, once more under another name."""
    folder = tmp_path_factory.mktemp("pages")
    (folder / "again").mkdir()
    for name in PAGES:
        source = samples / Path(name).name
        if source.exists():
            (folder / name).write_bytes(source.read_bytes())
    (folder / "again" / "renamed.txt").write_bytes((samples / "border_wire.txt").read_bytes())
    (folder / "empty.txt").touch()
    return folder


@pytest.fixture(scope="module")
def lexicon():
    return load()


@pytest.fixture(scope="module")
def expected(pages, lexicon):
    """What comes of reading every page once, by name."""
    exported = read_in_portions([PAGES], pages, lexicon)
    assert all(exported[kind] for kind in ("articles", "events", "statements", "meetings", "issues"))
    return exported


def read_in_portions(portions, pages, lexicon):
    """Every export after one `read` for each portion, each with a ledger of its own on one file."""
    with tempfile.TemporaryDirectory() as folder:
        db = f"{folder}/record.db"
        for portion in portions:
            with Ledger(db, lexicon=lexicon) as ledger:
                ledger.read([str(pages / name) for name in portion])
        with Ledger(db, create=False, lexicon=lexicon) as ledger:
            return exports(ledger)


def exports(ledger):
    return {kind: "".join(as_jsonl(ledger.rows(kind))) for kind in EXPORTERS}


@st.composite
def portions(draw):
    """All pages in some order, some of them again, cut into portions at some places."""
    order = draw(st.permutations(PAGES))
    again = draw(st.lists(st.tuples(st.sampled_from(PAGES), st.integers(0, len(PAGES))), max_size=3))
    for page, place in again:
        order.insert(place, page)
    cuts = draw(st.sets(st.integers(1, len(order) - 1), max_size=3))
    return [order[start:end] for start, end in pairwise([0, *sorted(cuts), len(order)])]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(read=portions())
def test_any_order_and_any_portions_give_the_same_export(read, pages, lexicon, expected):
    found = read_in_portions(read, pages, lexicon)
    for kind in EXPORTERS:
        assert found[kind] == expected[kind], kind


def test_every_page_alone_and_backwards(pages, lexicon, expected):
    assert read_in_portions([[page] for page in reversed(PAGES)], pages, lexicon) == expected


def test_a_folder_is_its_pages(pages, lexicon, expected):
    with Ledger(":memory:", lexicon=lexicon) as ledger:
        ledger.read([str(pages)])
        assert exports(ledger) == expected


def test_two_processes_one_after_another(pages, process, everything, lexicon, expected, tmp_path):
    db = tmp_path / "record.db"
    half = len(PAGES) // 2
    codes = [
        process("read", *(pages / name for name in portion), "--db", db).code
        for portion in (PAGES[half:], PAGES[:half])
    ]
    assert codes == [1, 0]  # the first portion holds the page that cannot be read
    assert everything(db) == expected


def test_all_kinds_of_pages_backwards(samples, lexicon):
    """HTML and an old encoding too."""
    paths = sorted(str(path) for path in samples.iterdir() if path.name != "README.md")
    found = []
    for order in (paths, paths[::-1]):
        with Ledger(":memory:", lexicon=lexicon) as ledger:
            assert not ledger.read(order).unread
            found.append(exports(ledger))
    assert found[0] == found[1]


def test_a_run_that_ended_before_it_derived_is_made_good(samples, lexicon, tmp_path, monkeypatch):
    """Killed between storing and deriving: the next reading, of nothing new, derives."""
    db = str(tmp_path / "record.db")
    path = str(samples / "border_agency.txt")
    with Ledger(db, lexicon=lexicon) as ledger, monkeypatch.context() as patch:
        patch.setattr(Ledger, "derive", lambda self: None)
        ledger.read([path])
        assert not list(ledger.records())
    with Ledger(db, lexicon=lexicon) as ledger:
        assert ledger.read([path]).new_articles == 0
        assert list(ledger.records())
