"""Statements: the cases of tests/cases/statements.txt, and what every statement must hold to."""

import re
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from dragoman.extract.statements import statements
from dragoman.lexicon.language import load_abbreviations
from dragoman.lexicon.speech import load_speech
from dragoman.model.actor import Actor, Mention
from dragoman.model.article import Article, Published
from dragoman.model.reading import Reading
from dragoman.model.when import DateMention, When
from dragoman.text.quotations import quotations
from dragoman.text.sentences import paragraphs, sentences

UNKNOWN = Published()
CASES = Path(__file__).parent / "cases" / "statements.txt"
LEXICON = SimpleNamespace(speech=load_speech())


def a_reading(text, mentions=(), dates=(), published=UNKNOWN):
    parts = paragraphs(text)
    return Reading(
        Article(id="a-1", page="p", page_id="p-1", text=text, published=published),
        paragraphs=parts, sentences=sentences(text, load_abbreviations()), quotations=quotations(text, parts),
        mentions=tuple(sorted(mentions, key=lambda m: m.start)), dates=tuple(dates),
    )  # fmt: skip


def a_mention(text, phrase, actor, form):
    return [
        Mention(m.start(), m.end(), form, (actor,), "given")
        for m in re.finditer(rf"\b{re.escape(phrase)}\b", text)
    ]


def a_date(text, phrase, day):
    start = text.index(phrase)
    return DateMention(start, start + len(phrase), When(day, day, "day", "expression", phrase))


def cases():
    for block in CASES.read_text("utf-8").split("\n== ")[1:]:
        title, *lines = block.strip().split("\n")
        marked = [line for line in lines if line[:2] in ("@ ", "> ", "! ")]
        yield pytest.param("\n".join(line for line in lines if line not in marked), marked, id=title)


def shown(statement):
    cells = [
        statement.kind,
        statement.speaker.id if statement.speaker else None,
        statement.cue,
        statement.words,
    ]
    line = " | ".join(map(str, cells))
    if statement.addressees:
        line += " | to: " + " ".join(actor.id for actor in statement.addressees)
    return line + (" | about: " + " ".join(statement.about) if statement.about else "")


@pytest.mark.parametrize(("text", "marked"), list(cases()))
def test_case(text, marked):
    mentions = []
    for line in (line[2:] for line in marked if line[0] == "@"):
        phrase, (name, kind, state, form) = line.split(" = ")[0], line.split(" = ")[1].split()
        mentions += a_mention(text, phrase, Actor(name, phrase, kind, None if state == "-" else state), form)
    reading = statements(a_reading(text, mentions), LEXICON)
    assert [shown(s) for s in reading.findings] == [line[2:] for line in marked if line[0] == ">"]
    doubts = [line[2:] for line in marked if line[0] == "!"]
    assert len(reading.issues) == len(doubts)
    assert all(
        text[i.start : i.end].startswith(doubt) for i, doubt in zip(reading.issues, doubts, strict=True)
    )


def test_the_citation_holds_the_words_and_who_says_them():
    text = "It rained. “The treaty,” Reyes said on Monday, “holds.” Then it stopped."
    (finding,) = statements(a_reading(text), LEXICON).findings
    assert finding.citation.quote == "“The treaty,” Reyes said on Monday, “holds.”"
    assert text[finding.citation.start : finding.citation.end] == finding.citation.quote


def test_when_is_the_date_beside_the_verb():
    text = "“The treaty holds,” Reyes said on Monday."
    reading = a_reading(
        text, dates=[a_date(text, "Monday", "2025-06-09")], published=Published("2025-06-10", "header")
    )
    assert statements(reading, LEXICON).findings[0].when == When(
        "2025-06-09", "2025-06-09", "day", "expression", "Monday"
    )


def test_when_is_publication_where_the_date_belongs_to_the_words():
    text = "Reyes said that the talks of Monday were “a waste of time.”"
    reading = a_reading(
        text, dates=[a_date(text, "Monday", "2025-06-09")], published=Published("2025-06-10", "header")
    )
    when = statements(reading, LEXICON).findings[0].when
    assert (when.start, when.basis) == ("2025-06-10", "publication")


def test_without_publication_when_is_unknown():
    assert statements(a_reading("“The treaty holds,” Reyes said."), LEXICON).findings[0].when == When()


def test_an_anonymous_source_keeps_its_words_and_its_state():
    text = "“It will take months,” a senior Chinese official said."
    mentions = a_mention(text, "Chinese", Actor("CHN", "China", "state", "CHN"), "adjective")
    speaker = statements(a_reading(text, mentions), LEXICON).findings[0].speaker
    assert speaker == Actor("anonymous", "a senior Chinese official", "person", "CHN")


def test_findings_and_issues_of_earlier_stages_stay():
    reading = statements(
        a_reading("“The treaty holds,” Reyes said.\n“Nobody knows who said all this."), LEXICON
    )
    again = statements(reading, LEXICON)
    assert again.findings[: len(reading.findings)] == reading.findings


HOSTILE = [
    "“",
    "said “a” ",
    "“A.” Lee said. ",
    "Lee, who said, ",
    ", and said ",
    "the man of the man of ",
    "he said. ",
    "- -- — ",
    "( ) ",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_strange_texts_end_and_every_citation_reads_as_quoted(piece):
    text = piece * (20_000 // len(piece))
    begun = time.perf_counter()
    found = statements(a_reading(text), LEXICON).findings
    assert time.perf_counter() - begun < 5
    assert all(text[f.citation.start : f.citation.end] == f.citation.quote for f in found)
