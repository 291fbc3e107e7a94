"""Where quotations begin and end, whatever marks the outlet uses."""

from itertools import pairwise

import pytest

from dragoman.model.span import Span
from dragoman.text.quotations import doubtful, is_open, quotations


def paragraphs_of(text):
    spans, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            spans.append(Span(at, at + len(line)))
        at += len(line) + 1
    return tuple(spans)


def found(text):
    return [q.of(text) for q in quotations(text, paragraphs_of(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We agree,” she said. “We sign.”", ["“We agree,”", "“We sign.”"]),
        ('"We agree," she said.', ['"We agree,"']),
        ("'We agree,' she said.", ["'We agree,'"]),
        ("‘We agree,’ she said.", ["‘We agree,’"]),
        ("« Nous signons », a-t-il dit.", ["« Nous signons »"]),
        ("„Wir unterschreiben“, sagte er.", ["„Wir unterschreiben“"]),
        ("``We agree,'' she said.", ["``We agree,''"]),
        ("'It isn't today's, nor the allies' plan,' he said.", ["'It isn't today's, nor the allies' plan,'"]),
        ("‘It’s the allies’ plan,’ he said of ‘peace’.", ["‘It’s the allies’ plan,’", "‘peace’"]),
        ("The ministers' plan and the envoy's words aren't quotations.", []),
        ("In the '90s they said 'em all, rock 'n' roll.", []),
        ("He called it a 'drone wall' in the ministers' talks.", ["'drone wall'"]),
        ("“He told me, ‘Never,’ and left,” she said.", ["“He told me, ‘Never,’ and left,”"]),
        ("\"He told me, 'Never,'\" she said.", ["\"He told me, 'Never,'\""]),
        ('A 6" pipe and a 5\'10" man.', []),
        ("“Mixed marks\" are closed.", ["“Mixed marks\""]),
        ('("Yes"), he said.', ['"Yes"']),
        ("“First” and “", ["“First”"]),
    ],
)  # fmt: skip
def test_marks(text, expected):
    assert found(text) == expected


def test_a_quotation_continued_in_the_next_paragraph_gives_one_span_each():
    text = "“We begin here.\n“We end here,” he said."
    spans = quotations(text, paragraphs_of(text))
    assert [q.of(text) for q in spans] == ["“We begin here.", "“We end here,”"]
    assert [is_open(text, q) for q in spans] == [True, False]
    assert doubtful(text, spans, paragraphs_of(text)) == ()


def test_a_missing_closing_mark_ends_with_the_paragraph_and_is_doubtful():
    text = "“We begin here and never stop.\nThe day was fine. “Fine,” he said."
    spans = quotations(text, paragraphs_of(text))
    assert [q.of(text) for q in spans] == ["“We begin here and never stop.", "“Fine,”"]
    assert doubtful(text, spans, paragraphs_of(text)) == (spans[0],)


def test_a_second_opening_mark_ends_a_forgotten_first():
    assert found("“We begin. “We go on,” he said.") == ["“We begin.", "“We go on,”"]


def test_spans_stay_inside_their_paragraphs_and_in_order():
    text = "‘’“”\"'«»„“``'' " * 30 + "\n" + "“ ' ‘ " * 30
    spans = quotations(text, paragraphs_of(text))
    assert list(spans) == sorted(spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(any(p.covers(q) for p in paragraphs_of(text)) for q in spans)


@pytest.mark.parametrize("piece", ["“", "‘a ", "'a b ", '"a" ', "'s’ ", "” "])
def test_work_grows_with_length_only(piece, lines):
    def work(count: int) -> int:
        text = piece * count
        return lines(lambda: quotations(text, paragraphs_of(text)))

    assert work(8_000) < 12 * work(1_000)
