"""Ids: what has the same first ten digits, all that an id once was, is neither lost nor taken for the other."""

import json

import pytest

from dragoman.ledger import Ledger
from dragoman.model.identity import content_id
from dragoman.sources.decode import digest
from dragoman.views.export import EXPORTERS
from dragoman.views.terminal import fitted

SHORT = len("p-") + 10
# Found by trying some two million numbers of tents.
PAGES, ARTICLES = (546829, 598263), (1905182, 1982307)


def text(tents: int) -> str:
    return (
        f"France sent Poland {tents} tents on Monday, its foreign ministry said, after a flood on the Vistula had"
        " driven whole villages from their homes. Poland thanked France. The two will meet in Warsaw next week.\n"
    )


def page_id(tents: int) -> str:
    return content_id("p", "wire.txt", digest(text(tents).encode()))


def article_id(tents: int) -> str:
    return content_id("a", page_id(tents), text(tents).strip())


@pytest.fixture(params=(PAGES, ARTICLES), ids=("pages", "articles"))
def files(request, tmp_path):
    for tents in request.param:
        (tmp_path / str(tents)).mkdir()
        (tmp_path / str(tents) / "wire.txt").write_text(text(tents), "utf-8")
    return [str(tmp_path / str(tents) / "wire.txt") for tents in request.param]


def everything(ledger: Ledger) -> str:
    return json.dumps({kind: list(ledger.rows(kind)) for kind in EXPORTERS})


@pytest.mark.parametrize("ids, pair", [(page_id, PAGES), (article_id, ARTICLES)])
def test_these_begin_alike(ids, pair):
    one, other = map(ids, pair)
    assert one != other and one[:SHORT] == other[:SHORT]


def test_both_are_kept_apart_in_any_order(files):
    found = set()
    for order in (files, files[::-1]):
        with Ledger(":memory:") as ledger:
            for file in order:
                assert ledger.read([file]).new_articles == 1
            told = {article.id: article.text for article in ledger.articles()}
            assert sorted(told.values()) == sorted(text(int(file.split("/")[-2])).strip() for file in files)
            for record in ledger.records():
                for report in record.reports:
                    assert told[report.article][report.start : report.end] == report.quote
            found.add(everything(ledger))
            before = everything(ledger)
            ledger.rebuild()
            assert everything(ledger) == before
    assert len(found) == 1


def test_a_page_that_version_0_1_stored_is_not_read_again(files, monkeypatch):
    with Ledger(":memory:") as ledger:
        with monkeypatch.context() as then:
            then.setattr("dragoman.model.page.content_id", lambda *parts: content_id(*parts, digits=10))
            assert ledger.read([files[0]]).new_articles == 1
        assert ledger.read([files[0]]).new_articles == 0
        assert ledger.read([files[1]]).new_articles == 1


def test_people_are_shown_ten_digits():
    line = [("bold", "e-0123456789abcdef  "), ("fit", "as p-0123456789abcdef0 says"), ("id", "a-fedcba9876543210")]
    shown = fitted(line, 80)
    assert [words.strip() for _, words in shown] == ["e-0123456789", "as p-0123456789abcdef0 says", "a-fedcba9876"]
