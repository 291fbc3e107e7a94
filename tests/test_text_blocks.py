"""Roles of a page's lines, by tests/cases/blocks.txt, and what no page may do to them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.lexicon import load
from dragoman.model.page import Block, Page
from dragoman.text.blocks import pieces
from dragoman.text.extent import Trait, extent

CASES = Path(__file__).parent / "cases" / "blocks.txt"


def cases() -> list[tuple[str, list[tuple[str, str]]]]:
    found = []
    for passage in CASES.read_text("utf-8").split("\n== ")[1:]:
        title, *rows = passage.strip().splitlines()
        found.append((title, [tuple(cell.strip() for cell in row.split("|", 1)) for row in rows if row.strip()]))
    return found


def page(*lines: str, blocks: tuple[Block, ...] = ()) -> Page:
    return Page("page.txt", "html" if blocks else "text", "0", "\n".join(lines), blocks=blocks)


def roles(found: Page) -> list[str]:
    told = pieces(found, load().chrome, load().time)
    return [f"{piece.role}{piece.part or ''}" for piece in told if not (piece.part and piece.role == "related")]


@pytest.mark.parametrize(("title", "rows"), cases(), ids=[case[0] for case in cases()])
def test_case(title, rows):
    told = pieces(page(*(text for _, text in rows)), load().chrome, load().time)
    given = [f"{piece.role}{piece.part if piece.part and piece.role != 'related' else ''}" for piece in told]
    assert list(zip(given, (piece.line.text for piece in told), strict=True)) == [row for row in rows if row[1]]
    assert all(piece.reason for piece in told)


@given(st.lists(st.sampled_from([row for _, rows in cases() for row in rows]), max_size=30))
def test_no_order_of_lines_loses_one(rows):
    text = page(*(line for _, line in rows))
    told = pieces(text, load().chrome, load().time)
    assert [piece.line.text for piece in told] == [line for line in text.text.split("\n") if line.strip()]
    assert all(text.text[piece.line.start : piece.line.end] == piece.line.text for piece in told)


PARAGRAPHS = (
    "The two ministries said on Monday that the pipeline would be opened again as soon as the last valve was changed.",
    "Engineers of both countries had looked at each of the valves twice, and found that nine had rusted through.",
    "The valves are to come from a third country, which has promised them for the end of the month and sent a drawing.",
)


def blocks_of(lines: tuple[str, ...], told: tuple[tuple[str, str], ...]) -> tuple[Block, ...]:
    at, made = 0, []
    for line, (role, reason) in zip(lines, told, strict=True):
        made.append(Block(at, at + len(line), role, reason))
        at += len(line) + 1
    return tuple(made)


def test_prose_that_the_markup_missed_joins_the_text_beside_it():
    unsure, body = ("other", "not in the extracted body"), ("body", "in the extracted body")
    assert roles(page(*PARAGRAPHS, blocks=blocks_of(PARAGRAPHS, (unsure, body, body)))) == ["body"] * 3


def test_what_the_markup_knows_stays():
    known = (("promo", 'inside class or id "ad"'), ("body", "in the extracted body"), ("body", "in the extracted body"))
    assert roles(page(*PARAGRAPHS, blocks=blocks_of(PARAGRAPHS, known))) == ["promo", "body", "body"]


def test_a_ranking_that_the_markup_took_for_text_is_left_out():
    lines = (*PARAGRAPHS, "Trending now", "1. A general is sworn in", "2. A trawler is fired on")
    told = blocks_of(lines, (("body", "in the extracted body"),) * len(lines))
    assert roles(page(*lines, blocks=told)) == ["body"] * 3 + ["ranking"] * 3


PROSE, LABEL = Trait(words=25, prose=True), Trait(words=2)


@pytest.mark.parametrize(
    ("traits", "expected"),
    [
        ([LABEL, PROSE, PROSE, LABEL], range(1, 3)),
        ([PROSE, PROSE, *[LABEL] * 6, PROSE, PROSE], range(10)),
        ([PROSE, PROSE, *[LABEL] * 40, PROSE, PROSE, PROSE], range(42, 45)),
        ([LABEL, PROSE, LABEL, PROSE, LABEL], range(1, 4)),
        ([LABEL, PROSE, LABEL, PROSE, LABEL, PROSE, LABEL, PROSE], range(0)),
        ([PROSE, PROSE, Trait(words=1, comments=True), *[PROSE] * 6], range(2)),
        ([Trait(words=1, comments=True), PROSE, PROSE], range(1, 3)),
        ([PROSE, PROSE, Trait(words=9, stop=True), PROSE], range(2)),
        ([LABEL, LABEL], range(0)),
        ([], range(0)),
    ],
)  # fmt: skip
def test_extent(traits, expected):
    assert extent(traits) == expected
