"""What the reader learns from: that it can be read, keeps its parts apart, and holds nobody else's words.

Nothing here trains, and nothing here needs torch.
"""

from functools import partial
from pathlib import Path

import numpy as np
import pytest

from dragoman.errors import NotFound
from dragoman.evaluation import standoff
from dragoman.lexicon import load
from training import compact, weighing, written
from training.calibrate import development_names
from training.compact import Sheet
from training.corpora import ANNOTATIONS, CORPORA, texts

ROOT = Path(__file__).parents[1]
DATA = ROOT.parent / "shared" / "data"
GOLD = ROOT / "evals" / "gold" / "news.jsonl"
ANNOTATED = [*sorted(ANNOTATIONS.glob("*.jsonl")), GOLD]
WRITTEN = sorted(written.FOLDER.glob("*.txt"))
PLOVER = load().plover


# -- annotations


@pytest.mark.parametrize("path", ANNOTATED, ids=lambda path: path.name)
def test_every_annotation_is_within_its_sentence_and_the_codebook(path):
    documents = standoff.load(path)
    assert documents and all(one.corpus in CORPORA and one.digest and one.annotator for one in documents)
    for sentence in (sentence for one in documents for sentence in one.sentences):
        start, end = sentence.span
        assert all(start <= a < b <= end and kind in standoff.KINDS for a, b, kind in sentence.mentions)
        assert set(sentence.contexts) <= set(PLOVER.contexts)
        for event in sentence.events:
            assert set(event.modes) <= set(PLOVER.types[event.type].modes)
            assert event.of is None or event.of.partition(".")[0] in PLOVER.types
            assert all(0 <= at < len(sentence.mentions) for at in (*event.actors, *event.recipients))
            assert not (event.mutual and event.recipients)


def test_test_development_and_training_share_no_document():
    test = {one.document for one in standoff.load(GOLD)}
    annotated = {one.document for one in standoff.load(ANNOTATIONS / "voa.A.jsonl")}
    assert len(test) >= 12 and len(development_names()) >= 12
    assert not test & development_names()
    assert test | development_names() < annotated  # so that leaving both out leaves something to learn from


def test_real_sentences_are_as_many_as_we_say():
    first = [one for path in ANNOTATIONS.glob("*.A.jsonl") for one in standoff.load(path)]
    assert sum(len(one.sentences) for one in first) >= 3_000


@pytest.mark.parametrize("path", ANNOTATED, ids=lambda path: path.name)
def test_annotations_lie_on_the_texts_they_were_made_on(path):
    if not DATA.is_dir():
        pytest.skip("the corpora are not at hand")
    for document, text in standoff.joined(standoff.load(path), partial(texts, data=DATA)):
        for sentence in document.sentences:
            assert text[slice(*sentence.span)].strip()
            for start, end, _ in sentence.mentions:
                assert text[start:end] == text[start:end].strip()


def test_a_text_that_is_not_the_one_annotated_is_refused():
    document = standoff.Document("voa", "1", standoff.digest("one text"), "A", ())
    with pytest.raises(NotFound, match="not the one"):
        list(standoff.joined([document], lambda corpus: {"1": "another text"}))
    with pytest.raises(NotFound, match="no document"):
        list(standoff.joined([document], lambda corpus: {}))


# -- the annotators' format

SENTENCE = "Norland's army bombed a town, and its minister said that Norland would stop."


def a_sheet(*lines: str) -> tuple[Sheet, tuple]:
    sheet = Sheet(SENTENCE, ((0, len(SENTENCE)),), PLOVER)
    return sheet, sheet.read(["=1", *lines])


def test_an_annotators_lines_become_spans():
    sheet, (sentence,) = a_sheet(
        "m a state Norland", "m b organ army", "m c person its minister", "e ASSAULT.aerial b > - | bombed |",
        "q its minister | said | that Norland ~~ stop", "x military",
    )  # fmt: skip
    assert not sheet.errors
    assert [SENTENCE[a:b] for a, b, _ in sentence.mentions] == ["Norland", "army", "its minister"]
    (event,) = sentence.events
    assert (event.type, event.modes, event.actors) == ("ASSAULT", ("aerial",), (1,))
    assert [SENTENCE[a:b] for a, b in event.words] == ["bombed"]
    (said,) = sentence.attributions
    assert [SENTENCE[a:b] for a, b in said.content] == ["that Norland would stop"]


@pytest.mark.parametrize(
    "line",
    ["m a king Norland", "m a state Sudland", "e HUG a > - | bombed |", "e ASSAULT.kiss - > - | bombed |",
     "e ASSAULT z > - | bombed |", "q nobody | said | that"],
)  # fmt: skip
def test_a_line_that_cannot_be_read_is_said(line):
    assert a_sheet("m b organ army", line)[0].errors


# -- sentences of our own


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.name)
def test_every_sentence_of_ours_can_be_read(path):
    read = list(written.sentences(path))
    assert read
    for one in read:
        assert all(one.text[a:b].strip() == one.text[a:b] for a, b, _ in one.mentions)
        assert all(event.words for event in one.events)


def test_ours_cover_every_type_flag_and_way_of_doing_nothing():
    told = [one for path in WRITTEN for one in written.sentences(path)]
    events = [event for one in told for event in one.events]
    for kind in PLOVER.types:
        own = [event for event in events if event.type == kind]
        assert len(own) >= 200, kind
        for flag in compact.AUX.values():
            to_come = flag == "future" and kind in compact.TO_COME
            assert to_come or sum(flag in event.aux for event in own) >= 5, (kind, flag)
    assert sum(not one.events and bool(one.mentions) for one in told) >= 2_000
    assert any(event.mutual for event in events) and any(not event.actors for event in events)


@pytest.mark.parametrize(
    "block",
    [
        ["[a state Peru] {thanked} Chile]."],
        ["[a king Peru] {thanked} Chile.", " SUPPORT a > -"],
        ["[a state Peru] {thanked} Chile.", " HUG a > -"],
        ["[a state Peru] {thanked} Chile."],
        ["[a state Peru] will {meet} [b state Chile].", " CONSULT a > b f"],
    ],
)
def test_a_sentence_that_cannot_be_read_is_refused(block):
    with pytest.raises(ValueError):
        written.read(block)


# -- confidence


def told(document: str, count: int, turn: int = 1) -> list[weighing.Told]:
    """Deeds of which the first thing said tells how often they are right (`turn` -1: wrong), and the second nothing."""
    draw = np.random.default_rng(7)
    said = np.column_stack([draw.normal(size=(count, 2)), np.ones(count)])
    right = draw.random(count) < 1 / (1 + np.exp(-2 * turn * said[:, 0]))
    return [weighing.Told(document, row, bool(so)) for row, so in zip(said, right, strict=True)]


def test_weights_are_found_of_what_tells_and_not_of_what_tells_nothing():
    tells, says_nothing, offset = weighing.fitted(told("1", 2_000))
    assert 1.7 < tells < 2.3 and abs(says_nothing) < 0.2 and abs(offset) < 0.2


def test_few_deeds_bear_small_weights():
    few = [weighing.Told("1", np.array([side, 0.0, 1.0]), side > 0) for side in (-1.0, 1.0)]
    assert 0 < weighing.fitted(few)[0] < 1


def test_a_story_is_judged_by_the_others_alone():
    one, other = told("1", 500), told("2", 500, turn=-1)
    sure_of = dict.fromkeys((True, False), 0.0)
    for sure, right in weighing.held_out(one + other):
        sure_of[right] += sure
    assert sure_of[True] < sure_of[False]  # each story belies what the other teaches
