"""Statements: the cases of tests/cases/statements.txt, and what every statement must hold to."""

import re
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from dragoman.extract.speech.names import FULL_NAME
from dragoman.extract.statements import statements
from dragoman.lexicon.language import load_abbreviations
from dragoman.lexicon.speech import load_speech
from dragoman.lexicon.states import load_states
from dragoman.model.actor import Actor, Mention
from dragoman.model.article import Article, Published
from dragoman.model.reading import Reading
from dragoman.model.when import DateMention, When
from dragoman.text.dates import _FROM, _STRETCH
from dragoman.text.quotations import quotations
from dragoman.text.sentences import _DOTTED, _NAME_AND_VERB, _WORD_BEFORE, paragraphs, sentences

UNKNOWN = Published()
CASES = Path(__file__).parent / "cases" / "statements.txt"
LEXICON = SimpleNamespace(speech=load_speech(), states=load_states())


def a_reading(text, mentions=(), dates=(), published=UNKNOWN):
    parts = paragraphs(text)
    return Reading(
        Article(id="a-1", page="p", page_id="p-1", text=text, published=published),
        paragraphs=parts, sentences=sentences(text, load_abbreviations()), quotations=quotations(text, parts),
        mentions=tuple(sorted(mentions, key=lambda m: m.start)), dates=tuple(dates),
    )  # fmt: skip


def a_mention(text, phrase, actor, form):
    return [
        Mention(m.start(), m.end(), form, (actor,), "given") for m in re.finditer(rf"\b{re.escape(phrase)}\b", text)
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
    assert all(text[i.start : i.end].startswith(doubt) for i, doubt in zip(reading.issues, doubts, strict=True))


def test_the_citation_holds_the_words_and_who_says_them():
    text = "It rained. “The treaty,” Reyes said on Monday, “holds.” Then it stopped."
    (finding,) = statements(a_reading(text), LEXICON).findings
    assert finding.citation.quote == "“The treaty,” Reyes said on Monday, “holds.”"
    assert text[finding.citation.start : finding.citation.end] == finding.citation.quote


def test_when_is_the_date_beside_the_verb():
    text = "“The treaty holds,” Reyes said on Monday."
    reading = a_reading(text, dates=[a_date(text, "Monday", "2025-06-09")], published=Published("2025-06-10", "header"))
    assert statements(reading, LEXICON).findings[0].when == When(
        "2025-06-09", "2025-06-09", "day", "expression", "Monday"
    )


def test_when_is_publication_where_the_date_belongs_to_the_words():
    text = "Reyes said that the talks of Monday were “a waste of time.”"
    reading = a_reading(text, dates=[a_date(text, "Monday", "2025-06-09")], published=Published("2025-06-10", "header"))
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
    reading = statements(a_reading("“The treaty holds,” Reyes said.\n“Nobody knows who said all this."), LEXICON)
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
    found = statements(a_reading(text), LEXICON).findings
    assert all(text[f.citation.start : f.citation.end] == f.citation.quote for f in found)


# What the phrase tells of the state for which its speaker acts: phrase, what it names, the state.
PHRASES = [
    ("Bo Tarn, a deputy head of the Kyrgyz border service,", ("Kyrgyz", "KGZ", "adjective"), "KGZ"),
    ("a Western diplomat in Bishkek", ("Bishkek", "KGZ", "place"), None),
    ("a woman from the United States", ("the United States", "USA", "state"), "USA"),
    ("Bo Tarn, a critic of the Russian government,", ("Russian", "RUS", "adjective"), None),
    ("Bo Tarn, an expert on Russia,", ("Russia", "RUS", "state"), None),
    ("Bo Tarn, a professor of Chinese history,", ("Chinese", "CHN", "adjective"), None),
    ("Bo Tarn, who fled from China,", ("China", "CHN", "state"), None),
]


@pytest.mark.parametrize(("phrase", "named", "state"), PHRASES)
def test_the_state_is_the_one_that_the_phrase_tells(phrase, named, state):
    text = f"“The treaty holds,” {phrase} said."
    words, code, form = named
    mentions = a_mention(text, words, Actor(code, words, "state", code), form)
    (found,) = statements(a_reading(text, mentions), LEXICON).findings
    assert found.speaker.state == state


def test_a_list_of_states_is_no_one_state():
    text = "“The treaty holds,” said diplomats from China, Russia and Iran."
    mentions = [
        mention
        for name, code in (("China", "CHN"), ("Russia", "RUS"), ("Iran", "IRN"))
        for mention in a_mention(text, name, Actor(code, name, "state", code), "state")
    ]
    assert statements(a_reading(text, mentions), LEXICON).findings[0].speaker.state is None


def test_a_person_whose_state_is_told_elsewhere_has_it_everywhere():
    text = "Tarn came. “The treaty holds,” Bo Tarn said. The Kyrgyz minister Bo Tarn left."
    told = a_mention(text, "Kyrgyz minister Bo Tarn", Actor("KGZ.bo-tarn", "Bo Tarn", "person", "KGZ"), "name")
    assert statements(a_reading(text, told), LEXICON).findings[0].speaker.id == "KGZ.bo-tarn"


def test_the_spokesperson_of_a_ministry_named_just_before_is_its_own():
    text = "The Kyrgyz ministry denied it. “Every house was counted,” spokesperson Bo Tarn said."
    organ = a_mention(text, "Kyrgyz ministry", Actor("KGZ.ministry", "Ministry", "organ", "KGZ"), "organ")
    assert statements(a_reading(text, organ), LEXICON).findings[0].speaker.state == "KGZ"


RUNS = [
    (FULL_NAME, "A"),
    (FULL_NAME, "A-'"),
    (_DOTTED, "a."),
    (_WORD_BEFORE, "a"),
    (_NAME_AND_VERB, " "),
    (_NAME_AND_VERB, " A"),
    (_STRETCH, " "),
    (_FROM, "from "),
]


@pytest.mark.parametrize(("pattern", "run"), RUNS)
def test_long_runs_end(pattern, run):
    """In time that grows with the square of the length, none of these would end before the tests are given up."""
    text = run * 300_000 + "\n"
    assert all(found.end() <= len(text) for found in pattern.finditer(text))


LONG = [
    "the minister said “Ab cd ef gh.” ",
    "Lee’s statement said “Ab cd ef gh.”\n",
    "Spokesperson Lee left. ",
    "The minister left. ",
    "Sen. Lee left. “We go on now,” the senator said.\n",
]


@pytest.mark.parametrize("piece", LONG)
def test_a_long_article_takes_linear_time_and_no_deep_recursion(piece):
    """Calls are counted, not seconds: eight times the article may take some eight times as many."""

    def calls(times):
        reading = a_reading(piece * times + "“We stay here,” spokesperson Lee said.")
        counted = 0

        def count(frame, event, arg):
            nonlocal counted
            counted += event == "call"

        sys.setprofile(count)
        try:
            statements(reading, LEXICON)
        finally:
            sys.setprofile(None)
        return counted

    assert calls(800) < 16 * calls(100)
