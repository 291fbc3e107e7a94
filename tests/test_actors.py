"""Mentions: the passages of tests/cases/actors.txt, and what every mention must hold to."""

from itertools import pairwise
from pathlib import Path

import msgspec
import pytest

from dragoman.actors.mentions import mentions
from dragoman.lexicon import load
from dragoman.model.article import Article, Published
from dragoman.model.reading import Reading
from dragoman.pipeline import segment

CASES = Path(__file__).parent / "cases" / "actors.txt"
LEXICON = load()


def a_reading(text, day=None):
    published = Published(day, "metadata") if day else Published()
    article = Article(id="a-1", page="p", page_id="p-1", text=text, published=published)
    return mentions(segment(Reading(article), LEXICON), LEXICON)


def cases():
    for block in CASES.read_text("utf-8").split("\n== ")[1:]:
        heading, *lines = block.strip().split("\n")
        title, day = heading.rsplit(" | ", 1)
        text = "\n".join(line for line in lines if " → " not in line)
        expected = [line for line in lines if " → " in line]
        yield pytest.param(text.strip(), None if day == "-" else day, expected, id=title)


def shown(reading):
    """One line a mention: the words, who is meant, the office, and the form where it is neither name nor office."""
    for mention in reading.mentions:
        words = reading.text[mention.start : mention.end]
        who = " and ".join(f"{actor.id} {actor.office}" if actor.office else actor.id for actor in mention.actors)
        form = f" ({mention.form})" if mention.form in ("place", "adjective", "capital") and mention.actors else ""
        yield f"{words} → {who or 'nobody'}{form}"


@pytest.mark.parametrize(("text", "day", "expected"), list(cases()))
def test_case(text, day, expected):
    """Every mention that means somebody is listed, in order; "→ nobody" lists words that must mean nobody."""
    found = list(shown(a_reading(text, day)))
    nobody = [line for line in expected if line.endswith("→ nobody")]
    somebody = [line for line in expected if line not in nobody]
    assert [line for line in found if not line.endswith("→ nobody")] == somebody
    assert all(line.removesuffix(" → nobody") in text for line in nobody)


def test_there_are_enough_cases_and_near_misses():
    every = [case.values for case in cases()]
    assert len(every) >= 60
    assert sum(any(line.endswith("→ nobody") for line in expected) for _, _, expected in every) >= 15


def test_mentions_stand_in_order_and_do_not_overlap():
    for case in cases():
        text, day, _ = case.values
        found = a_reading(text, day).mentions
        assert all(left.end <= right.start for left, right in pairwise(found)), text


def test_a_mention_without_an_actor_leaves_an_issue_with_its_place():
    reading = a_reading("The ministry closed its doors.", "2025-03-14")
    assert [mention.actors for mention in reading.mentions] == [()]
    (issue,) = reading.issues
    assert reading.text[issue.start : issue.end] == "ministry"
    assert issue.stage == "actors"


def test_he_inside_a_quotation_is_anybodys():
    reading = a_reading("Shigeru Ishiba spoke. “He is late,” Ishiba said.", "2025-07-01")
    assert [mention.form for mention in reading.mentions] == ["name", "surname"]


def test_the_same_text_gives_the_same_mentions():
    text = "Lee Jae-myung met Shigeru Ishiba in Tokyo. The two leaders dined."
    encode = msgspec.json.encode
    assert encode(a_reading(text, "2025-07-01").mentions) == encode(a_reading(text, "2025-07-01").mentions)


def test_every_state_of_an_actor_is_a_state():
    for case in cases():
        text, day, _ = case.values
        for mention in a_reading(text, day).mentions:
            assert all(actor.state is None or actor.state in LEXICON.states for actor in mention.actors)
