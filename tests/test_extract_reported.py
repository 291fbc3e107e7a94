"""Reported statements: the cases of tests/cases/reported.txt, read by the whole pipeline with the weights that ship."""

from pathlib import Path

import pytest

from dragoman import lexicon as lexicons
from dragoman.model.article import Article, Published
from dragoman.model.finding import Statement
from dragoman.pipeline import read_article

CASES = Path(__file__).parent / "cases" / "reported.txt"
LEXICON = lexicons.load()


def a_reading(text):
    article = Article(id="a-1", page="p", page_id="p-1", text=text, published=Published("2025-06-10", "header"))
    return read_article(article, LEXICON)


def said(text):
    return [finding for finding in a_reading(text).findings if isinstance(finding, Statement)]


def shown(statement):
    who = statement.speaker.id + (f" for {statement.principal.id}" if statement.principal else "")
    cells = [statement.kind, who, statement.cue, statement.words]
    cells += [f"at: {statement.venue}"] if statement.venue else []
    cells += ["to: " + " ".join(actor.id for actor in statement.addressees)] if statement.addressees else []
    return " | ".join(cells)


def cases():
    for block in CASES.read_text("utf-8").split("\n== ")[1:]:
        title, *lines = block.strip().split("\n")
        expected = [line[2:] for line in lines if line.startswith("> ")]
        yield pytest.param("\n\n".join(line for line in lines if not line.startswith("> ")), expected, id=title)


@pytest.mark.parametrize(("text", "expected"), list(cases()))
def test_case(text, expected):
    assert [shown(statement) for statement in said(text)] == expected
