"""The reader: what comes out of numbers, sentence by sentence; the net itself is scored in evaluation, not here."""

from itertools import pairwise

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.lexicon import load
from dragoman.model.article import Article
from dragoman.model.reading import Reading
from dragoman.model.seen import Named
from dragoman.model.span import Span
from dragoman.pipeline import segment
from dragoman.reader import card, grid
from dragoman.reader.deeds import Grid, deed, groups
from dragoman.reader.lists import listed, together
from dragoman.reader.named import named
from dragoman.reader.names import names
from dragoman.reader.pieces import whole_words
from dragoman.reader.read import BATCH_PIECES, in_batches, net, read, see
from dragoman.reader.said import said
from dragoman.reader.tagging import best, ranges

LEXICON = load()
CARD = msgspec.structs.replace(
    card.load(),
    thresholds=card.Thresholds(
        pair=0.2, deed=0.5, second=0.4, party=0.5, hinted=0.25, right=0.0, mode=0.4, mutual=0.5, context=0.4, cue=0.4,
        aux={"historical": 0.5, "future": 0.5, "hypothetical": 0.5, "negation": 0.5},
    ),
    calibration=card.Calibration(1.0, 1.0, 0.0, 0.0, 0.0),
)  # fmt: skip
TEXT = "Norland and Ostland condemned Sudland, and then met Westland."
SURE, UNSURE, NEVER = 8.0, -0.8, -8.0
PEOPLE = {name: TEXT.index(name) for name in ("Norland", "Ostland", "Sudland", "Westland")}


def seen_in(text: str):
    reading = segment(Reading(Article(id="a", page="", page_id="", text=text)), LEXICON)
    return read(reading, LEXICON).seen


def a_grid(
    pieces, *pairs: tuple[int, int, str, str], mutual: bool = False, chance: float = SURE, flag: float = NEVER
) -> Grid:
    """Numbers that tell of each pair (actor, recipient, type, the word that says so), and of no other."""
    count, length = 5, len(pieces)
    kind = np.full((count, count, len(CARD.types) + 1), NEVER, np.float32)
    kind[..., -1] = SURE
    words = np.zeros((count, count, length), np.float32)
    tells = np.full((length, len(CARD.types) + 1), NEVER, np.float32)
    tells[:, -1] = 0
    for actor, recipient, type_, word in pairs:
        kind[actor, recipient, -1] = 0
        kind[actor, recipient, CARD.types.index(type_)] = chance
        start = TEXT.index(word)
        piece = pieces.covering(Span(start, start + len(word)))[0]
        words[actor, recipient, piece] = tells[piece, CARD.types.index(type_)] = SURE
    none = np.full((count, count), NEVER, np.float32)
    return Grid(
        kind, np.full((count, count, len(CARD.modes)), NEVER, np.float32),
        np.full((count, count, len(CARD.aux)), flag, np.float32),
        np.full((count, count, len(CARD.types) + 1), 0, np.float32), -none if mutual else none,
        np.zeros((count, count, len(CARD.cameo)), np.float32), words, tells,
    )  # fmt: skip


def made(*pairs, actors=(), recipients=(), others=UNSURE, phrases=0.9, card=CARD, **given):
    """The deeds of such pairs; the roles given, by number, are sure, and all others as `others` says."""
    pieces = net().cutter.cut(TEXT)
    parties = [Named(Span(at, at + len(name)), "state", phrases) for name, at in PEOPLE.items()]
    grid = a_grid(pieces, *pairs, **given)
    roles = np.full((5, 2), others, np.float32)
    roles[list(actors), 0] = roles[list(recipients), 1] = SURE
    found = (deed(group, roles, grid, parties, pieces, Span(0, len(TEXT)), card) for group in groups(grid, card))
    return [one for one in found if one is not None]


def told(*pairs, **given):
    return [
        (one.type, "+".join(p.span.of(TEXT) for p in one.actors), "+".join(p.span.of(TEXT) for p in one.recipients))
        for one in made(*pairs, **given)
    ]


# -- pairs to deeds


def test_pairs_of_one_type_and_the_same_words_are_one_deed_with_its_list_of_parties():
    pairs = (1, 3, "ACCUSE", "condemned"), (2, 3, "ACCUSE", "condemned")
    assert told(*pairs, actors=(1, 2), recipients=(3,)) == [("ACCUSE", "Norland+Ostland", "Sudland")]


def test_the_same_type_told_by_other_words_is_another_deed():
    pairs = (1, 3, "ACCUSE", "condemned"), (2, 4, "ACCUSE", "met")
    assert told(*pairs) == [("ACCUSE", "Norland", "Sudland"), ("ACCUSE", "Ostland", "Westland")]


def test_where_no_role_is_sure_the_surest_pair_names_the_parties():
    assert told((1, 3, "ACCUSE", "condemned")) == [("ACCUSE", "Norland", "Sudland")]
    assert told((1, 3, "ACCUSE", "condemned"), actors=(2,)) == [("ACCUSE", "Ostland", "Sudland")]


def test_whom_a_pair_names_and_whose_role_is_hardly_likely_takes_no_part():
    pair = (1, 3, "ACCUSE", "condemned")
    assert told(pair, actors=(1,), others=NEVER) == [("ACCUSE", "Norland", "")]
    assert told(pair, others=NEVER) == []
    assert told((1, 4, "CONSULT", "met"), actors=(1,), others=NEVER) == []  # nobody meets alone


def test_nobody_is_both():
    assert told((1, 3, "ACCUSE", "condemned"), actors=(1,), recipients=(1,)) == [("ACCUSE", "Norland", "Sudland")]


def test_whoever_consults_does_so_with_one_another():
    assert told((1, 4, "CONSULT", "met")) == [("CONSULT", "Norland+Westland", "")]


def test_a_mutual_deed_has_actors_only():
    pair = (1, 3, "ASSAULT", "condemned")
    assert told(pair, mutual=True) == [("ASSAULT", "Norland+Sudland", "")]
    assert told(pair, mutual=True, actors=(1, 2), recipients=(3,)) == [("ASSAULT", "Norland+Ostland+Sudland", "")]


def test_a_deed_to_nobody_yields_to_the_same_deed_to_somebody():
    assert told((1, 0, "ACCUSE", "condemned"), (1, 3, "ACCUSE", "condemned")) == [("ACCUSE", "Norland", "Sudland")]
    assert told((1, 0, "PROTEST", "condemned")) == [("PROTEST", "Norland", "")]


def test_below_its_threshold_a_deed_is_not_told():
    assert told((1, 3, "ACCUSE", "condemned"), chance=-1.2) == []
    assert told((1, 3, "ACCUSE", "condemned"), chance=0.3) == [("ACCUSE", "Norland", "Sudland")]


def test_a_deed_that_is_hardly_right_in_all_is_not_told():
    pair = (1, 3, "ACCUSE", "condemned")
    strict = msgspec.structs.replace(
        CARD, thresholds=msgspec.structs.replace(CARD.thresholds, right=0.5),
        calibration=card.Calibration(1.0, 0.0, 1.0, 0.0, 0.0),
    )  # fmt: skip
    assert len(made(pair, actors=(1,), recipients=(3,), others=NEVER, card=strict)) == 1
    assert made(pair, actors=(1,), recipients=(3,), others=UNSURE, card=strict) == []  # more may have taken part


@pytest.mark.parametrize("side", ["pair", "parties", "flags"])
def test_a_deed_is_the_surer_the_surer_each_head_is(side):
    weights = dict.fromkeys(("pair", "parties", "flags"), 0.0) | {side: 1.0}
    weighing = msgspec.structs.replace(CARD, calibration=card.Calibration(temperature=1.0, offset=0.0, **weights))
    pair = (1, 3, "ACCUSE", "condemned")
    (sure,) = made(pair, actors=(1,), recipients=(3,), others=NEVER, phrases=1.0, card=weighing)
    (doubtful,) = made(pair, actors=(1,), recipients=(3,), phrases=0.7, chance=1.0, flag=0.4, card=weighing)
    assert 0 < doubtful.confidence < sure.confidence < 1


def test_each_deed_says_what_every_head_answered():
    (one,) = made((1, 3, "ACCUSE", "condemned"))
    assert one.why[0].startswith("type ACCUSE 1.00, else no deed 0.00")
    assert any("historical 0.00" in line for line in one.why)
    assert one.words.of(TEXT) == "condemned" and 0 <= one.confidence <= 1


# -- tags to phrases


@given(st.integers(1, 12).flatmap(lambda n: st.lists(st.floats(-9, 9, width=32), min_size=7 * n, max_size=7 * n)))
def test_what_goes_on_has_begun(numbers):
    tags = ("O", "B-state", "I-state", "B-person", "I-person", "B-pro", "I-pro")
    logits = np.array(numbers, np.float32).reshape(-1, 7)
    row = best(logits, len(logits), tags)
    before = "O"
    for tag in (tags[at] for at in row):
        assert tag[0] != "I" or before[1:] == tag[1:]
        before = tag
    spans = [span for _, span in ranges(row, tags)]
    assert all(start < end for start, end in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))


def phrases(text: str, *marked: str) -> list[str]:
    """The phrases found where the tags mark just these words, in order."""
    pieces = net().cutter.cut(text)
    logits = np.zeros((len(pieces), len(CARD.tags)), np.float32)
    logits[:, 0] = 1
    at = 0
    for words in marked:
        start = text.index(words, at)
        at = start + len(words)
        first, last = pieces.covering(Span(start, at))
        logits[first, CARD.tags.index("B-organ")] = logits[first + 1 : last, CARD.tags.index("I-organ")] = SURE
    return [one.span.of(text) for _, one in named(logits, pieces, text, CARD)]


@pytest.mark.parametrize(
    ("text", "marked", "found"),
    [
        ("Kyrgyz and Tajik troops fought.", ("Kyrgyz and", "Tajik troops"), ["Kyrgyz", "Tajik troops"]),
        ("They took Upper-Norland.", ("Upper",), ["Upper-Norland"]),
        ("The Norland-Sudland talks failed.", ("Norland", "Sudland"), ["Norland", "Sudland"]),
        ("The ministry, and others.", ("ministry,",), ["ministry"]),
        ("Envoys from both sides met.", ("Envoys from", "both sides"), ["Envoys from both sides"]),
        ("Envoys of the Tajik army met.", ("Envoys of the", "Tajik army"), ["Envoys of the Tajik army"]),
        ("At least 50 Tajik troops fought.", ("least 50", "Tajik troops"), ["least 50 Tajik troops"]),
        ("Envoys from there met.", ("Envoys from",), ["Envoys"]),
        ("The Tajik army Kyrgyz troops fought.", ("Tajik army", "Kyrgyz troops"), ["Tajik army", "Kyrgyz troops"]),
        ("The army met envoys.", ("army", "envoys"), ["army", "envoys"]),
    ],
)
def test_a_phrase_is_whole_words_without_what_joins_it(text, marked, found):
    assert phrases(text, *marked) == found


@given(st.text(max_size=60), st.data())
def test_whole_words_never_shrink_and_never_leave_the_text(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    if start < end:
        span = whole_words(text, start, end)
        assert 0 <= span.start <= start and end <= span.end <= len(text)


def test_of_a_phrase_broken_in_two_its_head_says_what_it_is():
    text = "Some officials from Norland left."
    pieces = net().cutter.cut(text)
    logits = np.zeros((len(pieces), len(CARD.tags)), np.float32)
    logits[:, 0] = 1
    for words, kind in (("officials from", "organ"), ("Norland", "state")):
        first, last = pieces.covering(Span(text.index(words), text.index(words) + len(words)))
        logits[first, CARD.tags.index(f"B-{kind}")] = logits[first + 1 : last, CARD.tags.index(f"I-{kind}")] = SURE
    ((where, one),) = named(logits, pieces, text, CARD)
    assert (one.span.of(text), one.kind) == ("officials from Norland", "organ")
    assert where == pieces.covering(one.span)


# -- lists


def lists(text: str, *words: str) -> list[list[str]]:
    """Which of the words are in a list with which."""
    phrases = [Named(Span(text.index(word), text.index(word) + len(word)), "state", 0.9) for word in words]
    numbers = listed(phrases, text)
    numbered = list(zip(words, numbers, strict=True))
    return [[word for word, at in numbered if at == number] for number in dict.fromkeys(numbers)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A and B met C.", [["A", "B"], ["C"]]),
        ("A and the other B or C left.", [["A", "B", "C"]]),
        ("A, B and their C left.", [["A"], ["B", "C"]]),
        ("A left, and B met C.", [["A"], ["B"], ["C"]]),
        ("A met B and talked to C.", [["A"], ["B"], ["C"]]),
    ],
)
def test_what_and_joins_is_a_list(text, found):
    assert lists(text, "A", "B", "C") == found


def test_of_a_list_all_take_part_or_none():
    roles = np.array([[0, 0], [4, -4], [-1, -3], [-2, 5]], float)
    assert together(roles, [0, 0, 1]).tolist() == [[0, 0], [1.5, -3.5], [1.5, -3.5], [-2, 5]]
    assert together(roles, [0, 1, 2]).tolist() == roles.tolist()


# -- tags to names


def proper(text: str, *tagged: tuple[str, str]) -> list[tuple[str, str]]:
    """The names found where each of these words, in order, is tagged as a name of its kind."""
    pieces = net().cutter.cut(text)
    logits = np.zeros((len(pieces), len(CARD.name_tags)), np.float32)
    logits[:, 0] = 1
    at = 0
    for words, kind in tagged:
        start = text.index(words, at)
        at = start + len(words)
        first, last = pieces.covering(Span(start, at))
        logits[first, CARD.name_tags.index(f"B-{kind}")] = SURE
        logits[first + 1 : last, CARD.name_tags.index(f"I-{kind}")] = SURE
    return [(one.span.of(text), one.kind) for one in names(logits, pieces, text, CARD)]


@pytest.mark.parametrize(
    ("text", "tagged", "found"),
    [
        ("Ana Reyes left.", [("Ana Reyes", "PER")], [("Ana Reyes", "PER")]),
        ("At Norland's capital.", [("Norland", "LOC")], [("Norland", "LOC")]),
        ("They took Upperland.", [("Upper", "LOC")], [("Upperland", "LOC")]),
        ("In the U.S. of old.", [("U", "LOC"), ("S", "LOC")], [("U.S.", "LOC")]),
        ("Pat O'Neill left.", [("Pat O", "PER"), ("Neill", "ORG")], [("Pat O'Neill", "PER")]),
        ("He left Norland.", [("Norland", "LOC")], [("Norland", "LOC")]),
        ("Norland, Sudland left.", [("Norland", "LOC"), ("Sudland", "LOC")], [("Norland", "LOC"), ("Sudland", "LOC")]),
        ("Nobody left.", [], []),
    ],
)
def test_a_name_is_whole_words_and_one_word_is_one_name(text, tagged, found):
    assert proper(text, *tagged) == found


def test_the_names_of_people_and_places_are_seen():
    (seen,) = seen_in("Ana Reyes met Tom Baker in Berlin.")
    told = [(one.span.start, one.kind) for one in seen.names]
    assert told == [(0, "PER"), (14, "PER"), (27, "LOC")]
    assert all(0 < one.confidence <= 1 for one in seen.names)


# -- cues to attributions


def test_of_two_sources_the_nearer_one_speaks():
    text = "Norland told us that Sudland said it would go."
    pieces = net().cutter.cut(text)
    logits = np.zeros((len(pieces), len(CARD.part_tags)), np.float32)
    logits[:, 0] = 1

    def mark(words, tag):
        start = text.index(words)
        first, last = pieces.covering(Span(start, start + len(words)))
        logits[first, CARD.part_tags.index(f"B-{tag}")] = SURE
        logits[first + 1 : last, CARD.part_tags.index(f"I-{tag}")] = SURE

    mark("Norland", "source")
    mark("Sudland", "source")
    mark("it would go", "content")
    start = text.index("said")
    cue = pieces.covering(Span(start, start + 4))
    one = said(cue, 0.9, logits, pieces, Span(0, len(text)), text, CARD)
    assert (one.source.of(text), one.cue.of(text)) == ("Sudland", "said")
    assert [piece.of(text) for piece in one.content] == ["it would go"]


# -- pieces, batches, mentions


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_pieces_lie_in_the_text_in_order(text):
    pieces = net().cutter.cut(text)
    spans = [span for span in pieces.spans if len(span)]
    assert len(pieces.ids) == len(pieces.shapes) == len(pieces.spans)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert spans == sorted(spans)


def test_batches_hold_every_sentence_once_and_no_more_than_the_cache():
    cut = net().cutter.cut
    rows = [(Span(at, at + 1), cut("word " * (at % 37 + 1))) for at in range(100)]
    batches = list(in_batches(rows))
    assert sorted(row for batch in batches for row in batch) == sorted(rows)
    assert all(max(len(p) for _, p in batch) * len(batch) <= BATCH_PIECES or len(batch) == 1 for batch in batches)


def test_mentions_weigh_one_and_nobody_nothing():
    weights, places = grid.spans([[(1, 3), (4, 5)], []], 6, 3)
    assert weights.sum(-1).tolist() == [[0, 1, 1], [0, 0, 0]]
    assert (places[0, 1, 1:3] == 0).all() and (places[0, 0] == grid.PLACES - 1).all()
    assert places[0, 1, 0] != places[0, 1, 3]  # before is not after


# -- the weights that ship


def test_the_card_fits_the_weights():
    ours = net().card
    encoded = net().encode([net().cutter.cut(TEXT)])
    paired = net().pair(encoded, [[(1, 2), (3, 4)]])
    assert net().name(encoded).shape == (*encoded.tags.shape[:2], len(ours.name_tags))
    assert encoded.tags.shape[-1] == len(ours.tags) and encoded.contexts.shape[-1] == len(ours.contexts)
    assert paired.kind.shape == (1, 3, 3, len(ours.types) + 1)
    assert encoded.tells.shape[-1] == len(ours.types) + 1
    assert net().role(encoded, [[(1, 2), (3, 4)]], [(0, 2), (0, 5)]).shape == (2, 3, 2)
    assert paired.root.shape[-1] == len(ours.roots) and paired.cameo.shape[-1] == len(ours.cameo)
    assert set(ours.types) == set(LEXICON.plover.types)
    assert {mode for _, mode in ours.modes} == {m for t in LEXICON.plover.types.values() for m in t.modes}
    assert ours.licence and ours.corpora and ours.version


@pytest.mark.parametrize(
    ("text", "type_", "actors", "recipients"),
    [
        ("Norway condemned Russia on Monday.", "ACCUSE", {"Norway"}, {"Russia"}),
        ("Russia was condemned by Norway on Monday.", "ACCUSE", {"Norway"}, {"Russia"}),
        ("French President Emmanuel Macron met Chinese President Xi Jinping in Beijing.", "CONSULT",
         {"French President Emmanuel Macron", "Chinese President Xi Jinping"}, set()),
        ("Canada and Japan imposed sanctions on Iran.", "SANCTION", {"Canada", "Japan"}, {"Iran"}),
        ("The army bombed Georgia overnight.", "ASSAULT", {"army"}, {"Georgia"}),
    ],
)  # fmt: skip
def test_plain_deeds_are_seen(text, type_, actors, recipients):
    (seen,) = seen_in(text)
    found = [deed for deed in seen.deeds if deed.type == type_]
    assert found, f"saw {[deed.type for deed in seen.deeds]}"

    def phrases(side):
        return {one.span.of(text).removeprefix("The ") for one in side}

    assert (actors, recipients) in [(phrases(deed.actors), phrases(deed.recipients)) for deed in found]


@pytest.mark.parametrize("text", ["Norway and Russia lie by the sea.", "Canada is a large country.", "It rained."])
def test_where_nothing_is_done_no_deed_is_seen(text):
    assert [deed for seen in seen_in(text) for deed in seen.deeds] == []


def test_the_same_text_is_always_seen_the_same():
    text = TEXT + " Norway condemned Russia on Monday. “We are angry,” its minister said."
    assert seen_in(text) == seen_in(text)


STRANGE = ("", " ", "\n\n", "a" * 5_000, "Norway " * 3_000, "\u202e\u0000 {{[<", "！" * 400, ", " * 900)


@pytest.mark.parametrize("text", STRANGE)
def test_any_text_can_be_read(text):
    sentences = (Span(0, len(text)),) if text else ()
    for seen in see(text, sentences, net()):
        for one in (*seen.named, *seen.names):
            assert one.span.of(text).strip() and seen.sentence.covers(one.span)
