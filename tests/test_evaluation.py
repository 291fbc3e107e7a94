"""Evaluation: the yardstick itself is measured, then the floors are held."""

import json
from pathlib import Path

import msgspec
import pytest

from dragoman.errors import NotFound
from dragoman.evaluation import (
    FLOORS,
    FOLDERS,
    floors,
    news,
    offices,
    passages,
    places,
    relations,
    run,
    samples,
    standoff,
    statements,
    table,
    unscon,
    where,
)
from dragoman.evaluation.compare import compare, same_date
from dragoman.evaluation.figures import Count, figure, macro_f1
from dragoman.evaluation.gold import GoldArticle, GoldEvent, GoldMeeting, GoldPledge, GoldStatement, digest, load
from dragoman.evaluation.pairs import count, pair_up
from dragoman.evaluation.wording import BETWEEN, locate, same_words
from dragoman.lexicon import load as load_lexicon
from dragoman.model.actor import Actor
from dragoman.model.article import Article
from dragoman.model.finding import Citation, Event, Meeting, Pledge, Statement
from dragoman.model.reading import Reading
from dragoman.model.seen import Deed, Named, Seen
from dragoman.model.span import Span
from dragoman.model.when import When
from dragoman.pipeline import segment
from dragoman.reader.read import net as reader_net
from dragoman.sources import pages

ROOT = Path(__file__).parents[1]
GOLD = ROOT / "evals" / "gold" / "samples"
LEXICON = load_lexicon()

TEXT = "Norland condemned Sudland on Monday. Norland said “we are cross”. Norland praised Ostland."
DAY = When("2025-03-03", "2025-03-03", "day", "expression")
PUBLISHED = When("2025-03-04", "2025-03-04", "day", "publication")


def state(code: str) -> Actor:
    return Actor(id=code, name=code.title(), kind="state", state=code)


NOR, SUD, OST = map(state, ("NOR", "SUD", "OST"))


def cite(quote: str, text: str = TEXT) -> Citation:
    return Citation("a", text.index(quote), text.index(quote) + len(quote), quote)


def an_event(**given) -> Event:
    usual = {
        "citation": cite("Norland condemned Sudland on Monday."), "type": "ACCUSE", "actors": (NOR,),
        "recipients": (SUD,), "when": DAY,
    }  # fmt: skip
    return Event(**{**usual, **given})


def gold_event(**given) -> GoldEvent:
    usual = {
        "type": "ACCUSE", "actors": ("NOR",), "recipients": ("SUD",), "aux": (),
        "clause": "Norland condemned Sudland", "date": "2025-03-03",
    }  # fmt: skip
    return GoldEvent(**{**usual, **given})


def compared(kind, gold, ours, text=TEXT, original=""):
    article = GoldArticle(starts="", ends="", **{kind: tuple(gold)})
    reading = segment(Reading(Article(id="a", page="", page_id="", text=text)), LEXICON)
    return compare(kind, article, msgspec.structs.replace(reading, findings=tuple(ours)), LEXICON, original)


# -- figures


def test_macro_f1_counts_a_stray_label_as_a_label():
    right = [("A", "A"), ("B", "B")]
    assert macro_f1(right) == 1
    assert macro_f1([*right, ("A", "STRAY")]) == pytest.approx((2 / 3 + 1 + 0) / 3)


def test_a_figure_has_its_interval_and_is_the_same_each_time():
    units = [Count(gold=3, found=2, ours=4, right=2), Count(gold=1, found=1, ours=1, right=1), Count(gold=2)]
    made = figure(units)
    assert (made.precision, made.recall, made.gold, made.ours) == (0.6, 0.5, 6, 5)
    assert made.interval[0] < made.f1 < made.interval[1]
    assert figure(units) == made


# -- pairs and fields


def test_the_likest_are_paired_first():
    pairs = pair_up([gold_event()], [1, 2], lambda _, ours: ours, {"two": lambda _, ours: ours == 2})
    assert [(pair.gold is None, pair.ours) for pair in pairs] == [(False, 2), (True, 1)]
    assert count(pairs, "two") == Count(gold=1, found=1, ours=2, right=1)


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({}, ()),
        ({"type": "REJECT"}, ("type",)),
        ({"recipients": ()}, ("recipients",)),
        ({"aux": ("negation",)}, ("aux",)),
        ({"when": When("2025-03", "2025-03", "month", "expression")}, ("date",)),
        ({"when": PUBLISHED}, ("date",)),
        ({"when": When()}, ("date",)),
    ],
)
def test_an_event_is_wholly_right_or_says_what_is_wrong(change, wrong):
    (pair,) = compared("event", [gold_event()], [an_event(**change)])
    assert tuple(field for field in pair.wrong if field in samples.WHOLE["event"]) == wrong
    assert pair.right["all"] == (not wrong)


def test_the_day_of_publication_stands_for_a_date_left_out_or_for_itself():
    assert same_date(None, PUBLISHED) and same_date("2025-03-04", PUBLISHED)
    assert not same_date(None, DAY) and not same_date("2025-03-03", When())
    assert same_date("2025", When("2025-01-01", "2025-12-31", "year", "expression"))


def test_another_clause_or_another_deed_of_others_is_no_pair():
    elsewhere = an_event(citation=cite("Norland praised Ostland."))
    others = an_event(type="SUPPORT", actors=(OST,), recipients=())
    pairs = compared("event", [gold_event(date="2025-03-02")], [elsewhere, others])
    assert count(pairs, "found") == Count(gold=1, found=0, ours=2, right=0)


def test_an_event_told_again_is_no_false_alarm():
    again = an_event(citation=cite("Norland praised Ostland."))
    assert count(compared("event", [gold_event()], [an_event(), again]), "all") == Count(1, 1, 1, 1)


def test_an_optional_event_counts_neither_way():
    gold = [gold_event(optional=True)]
    assert count(compared("event", gold, [an_event()]), "all") == Count()
    assert count(compared("event", gold, []), "all") == Count()
    assert count(compared("event", gold, [an_event(type="REJECT")]), "all").ours == 1


def test_what_a_copy_repeats_is_scored_in_its_original():
    assert compared("event", [], [an_event()], original="norland condemned sudland on monday. more") == []
    assert count(compared("event", [], [an_event()], original="other words"), "all").ours == 1


def said(speaker, words="we are cross", kind="direct") -> Statement:
    return Statement(citation=cite("Norland said “we are cross”"), words=words, speaker=speaker, kind=kind)


@pytest.mark.parametrize(
    ("speaker", "right"),
    [
        (Actor("x", "Jane Roe", "person", "NOR"), True),
        (Actor("x", "Roe", "person"), True),
        (Actor("x", "Jane Roe", "person", "SUD"), False),
        (Actor("x", "John Doe", "person", "NOR"), False),
        (None, False),
    ],
)
def test_a_speaker_is_known_by_name_and_may_not_act_for_another_state(speaker, right):
    gold = GoldStatement(words="we are cross", speaker="spokeswoman Jane Roe", state="NOR", kind="direct")
    (pair,) = compared("statement", [gold], [said(speaker)])
    assert pair.right["words"] and pair.right["speaker"] == pair.right["all"] == right


def test_statements_count_by_the_form_of_either_side():
    gold = GoldStatement(words="we are cross", speaker="Nor", kind="mixed")
    pairs = compared("statement", [gold], [said(NOR)])
    assert count(pairs, "all", "mixed") == Count(gold=1, found=1)
    assert count(pairs, "all", "direct") == Count(ours=1, right=1)


def test_a_meeting_told_twice_is_one():
    meeting = Meeting(
        citation=cite("Norland praised Ostland."), participants=(NOR, OST), kind="talks", status="held", when=DAY
    )
    again = msgspec.structs.replace(meeting, citation=cite("Norland condemned Sudland on Monday."))
    gold = GoldMeeting(participants=("NOR", "OST"), status="held", date="2025-03-03")
    assert count(compared("meeting", [gold], [meeting, again]), "all") == Count(1, 1, 1, 1)
    assert count(compared("meeting", [msgspec.structs.replace(gold, status="planned")], [meeting]), "all").right == 0


def test_who_promised_may_be_told_by_the_gold_event_of_the_sentence():
    text = "Both governments pledged to keep the bridge open."
    ours = Pledge(citation=cite(text, text), by=(NOR, SUD), what="keep the bridge open")
    gold = GoldPledge(by="Both governments", what="keep the bridge open")
    assert not compared("pledge", [gold], [ours], text)[0].right["by"]
    clause = gold_event(clause="Both governments pledged", type="AGREE", actors=("NOR", "SUD"))
    article = GoldArticle(starts="", ends="", event=(clause,), pledge=(gold,))
    reading = segment(Reading(Article(id="a", page="", page_id="", text=text)), LEXICON)
    (pair,) = compare("pledge", article, msgspec.structs.replace(reading, findings=(ours,)), LEXICON, "")
    assert pair.right["all"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("“No,” he said", '"No," he said', True),
        ("No … never.", "No, … never", True),
        ("No … never", "No never", False),
        ("we may", "we must", False),
    ],
)
def test_words_are_the_same_but_for_marks(one, other, same):
    assert same_words(one, other) == same


# -- relations


def a_table(folder: Path, *rows: str, head: str = "sentence\tsource\ttarget\tgold_root") -> Path:
    path = folder / "gold.tsv"
    path.write_text("\n".join((head, *rows)) + "\n", "utf-8")
    return path


@pytest.mark.parametrize(
    ("sentence", "source", "target", "label"),
    [
        ("Norland condemned Sudland on Monday.", "Norland", "Sudland", "ACCUSE"),
        ("Sudland was condemned by Norland.", "Norland", "Sudland", "ACCUSE"),
        ("Norland withdrew its troops from Sudland.", "Norland", "Sudland", "YIELD"),
        ("", "", "", None),
        ("Nobody of that name is here.", "Norland", "Sudland", None),
    ],
)
def test_a_pair_always_gets_one_label(sentence, source, target, label):
    (given,) = relations.labels([relations.Row(sentence, source, target, "AID")], reader_net())
    assert given in relations.LABELS
    assert label in (None, given)


def test_concede_and_retreat_are_one_label_and_nothing_is_read_as_missing(tmp_path):
    path = a_table(
        tmp_path, "Norland condemned NA.\tNorland\tNA\tACCUSE", "Norland left NULL.\tNorland\tNULL\tRETREAT",
        '"Norland called it ""odd""."\tNorland\tit\tCONCEDE',
    )  # fmt: skip
    read = list(relations.rows(path))
    assert [row.gold_root for row in read] == ["ACCUSE", "YIELD", "YIELD"]
    assert [row.target for row in read] == ["NA", "NULL", "it"]
    assert read[2].sentence == 'Norland called it "odd".'


def test_root_quad_and_binary_are_scored_as_published():
    told = relations.scored([("AGREE", "CONSULT"), ("YIELD", "YIELD"), ("ACCUSE", "ASSAULT"), ("AID", "AID")])
    assert told.n == 4
    assert told.root == pytest.approx(2 / 6, abs=0.001)  # six labels are gold or answered, two are right
    assert told.quad == pytest.approx(2 / 4, abs=0.001)
    assert told.binary == 1


@pytest.mark.parametrize(
    ("head", "row"),
    [("sentence\tsource\ttarget\tgold_root", "a\tb\tc\tHUG"), ("sentence\tsource\ttarget", "a\tb\tc")],
)
def test_a_file_that_is_no_gold_is_refused(tmp_path, head, row):
    with pytest.raises(NotFound, match="gold_root"):
        relations.score(a_table(tmp_path, row, head=head))


# -- news

TOLD = "Norland condemned Sudland. Ostland may help."


def the_news(folder: Path, **given) -> Path:
    """A gold of one document with one deed and, in the sentence after, one that readers may leave."""
    events = (
        standoff.Event("ACCUSE", (0,), (1,), ("disapprove",), words=((8, 17),), **given),
        standoff.Event("AID", (0,), aux=("hypothetical",), words=((39, 43),), optional=True),
    )
    made = standoff.Document("voa", "1", standoff.digest(TOLD), "settled", (
        standoff.Sentence((0, 26), ((0, 7, "state"), (18, 25, "state")), events[:1], contexts=("diplomatic",)),
        standoff.Sentence((27, 44), ((27, 34, "state"),), events[1:]),
    ))  # fmt: skip
    standoff.save(folder / "news.jsonl", [made])
    return folder / "news.jsonl"


def seen_as(**given):
    """A reader that sees the first deed so, and nothing else."""
    norland, sudland = (Named(Span(a, b), "state", 0.9) for a, b in ((0, 7), (18, 25)))
    usual = {"type": "ACCUSE", "modes": ("disapprove",), "actors": (norland,), "recipients": (sudland,)}
    deed = Deed(words=Span(8, 17), sentence=Span(0, 26), confidence=0.9, **{**usual, **given})

    def read(reading, lexicon):
        first = Seen(reading.sentences[0], (norland, sudland), (deed,), contexts=("diplomatic",))
        return msgspec.structs.replace(reading, seen=(first, Seen(reading.sentences[1])))

    return read


@pytest.mark.parametrize(
    ("given", "right"),
    [
        ({}, {"found", "type", "parties", "aux", "mode", "all"}),
        ({"aux": ("historical",)}, {"found", "type", "parties", "mode"}),
        ({"recipients": ()}, {"found", "type", "aux", "mode"}),
        ({"type": "REJECT", "modes": ()}, {"found", "parties", "aux"}),
        ({"actors": (), "recipients": ()}, set()),
    ],
)
def test_deeds_in_news_are_right_field_by_field(tmp_path, given, right):
    told = news.score(the_news(tmp_path), lambda corpus: {"1": TOLD}, LEXICON, seen_as(**given))
    figures = {name.removeprefix("deeds, "): made for name, made in told.figures.items() if name.startswith("deeds")}
    assert {name for name, made in figures.items() if made.f1 == 1} == right
    assert figures["found"].gold == 1  # what may be left counts for nobody
    assert bool(told.misses) == ("all" not in right)
    assert told.reliability == [{"from": 0.9, "to": 1.0, "deeds": 1, "said": 0.9, "right": float("all" in right)}]


def test_mentions_and_contexts_are_scored_apart_from_deeds(tmp_path):
    told = news.score(the_news(tmp_path), lambda corpus: {"1": TOLD}, LEXICON, seen_as())
    assert (told.figures["mentions, exact"].precision, told.figures["mentions, exact"].recall) == (1, 0.667)
    assert told.figures["contexts"].f1 == 1
    assert told.by_type == {"ACCUSE": 1}


# -- offices and passages


@pytest.mark.parametrize(
    ("row", "right", "named"),
    [
        ("2024-09-30\tthe Japanese prime minister\tFumio Kishida\tlast day", 1, 1),
        ("2024-10-02\tthe Japanese prime minister\tShigeru Ishiba\tsecond day", 1, 1),
        ("2024-10-02\tthe Japanese prime minister\tFumio Kishida\twrong", 0, 0),
        ("1900-10-02\tthe Japanese prime minister\t-\ttoo early for the tables", 1, 0),
        ("2025-03-01\tthe Israeli ambassador to the United Nations\tDanny Danon\tpost", 1, 1),
        ("2016-05-03\tthe Kremlin spokesman\tDmitry Peskov\torgan", 1, 1),
    ],
)
def test_an_office_is_asked_as_the_news_asks(tmp_path, row, right, named):
    (tmp_path / "offices.tsv").write_text(f"# head\n{row}\n", "utf-8")
    told = offices.score(tmp_path / "offices.tsv", LEXICON)
    assert (told.questions, told.right, told.named.precision) == (1, right, named)
    assert len(told.misses) == 1 - right


PASSAGE = """# head

== two of one name | 2025-07-01
Lee Jae-myung met Shigeru Ishiba in Tokyo. Lee smiled. He left.
Lee Jae-myung → person Lee Jae-myung
Tokyo → {place}
Lee@2 → person Lee Jae-myung
He → ?
"""


def test_a_passage_is_scored_phrase_by_phrase(tmp_path):
    path = tmp_path / "passages.txt"
    path.write_text(PASSAGE.format(place="place JPN"), "utf-8")
    told = passages.score(path, LEXICON)
    assert told.figures["place"].f1 == told.figures["person"].f1 == 1
    path.write_text(PASSAGE.format(place="place KOR"), "utf-8")
    assert passages.score(path, LEXICON).figures["place"].f1 == 0


PLACES = """# head

== by the lake | 2025-07-01
Iran and Sweden signed a treaty in Geneva on Tuesday.
signed → {signed}

== nowhere | 2025-07-01
Norway condemned Russia on Tuesday.
condemned → {condemned}
"""


@pytest.mark.parametrize(
    ("signed", "condemned", "state", "place", "silent"),
    [
        ("city Geneva CHE", "-", (1, 1), (1, 1), 1),
        ("country CHE", "-", (1, 1), (0, 0), 1),
        ("city Lyon FRA", "-", (0, 0), (0, 0), 1),
        ("city Geneva CHE", "city Oslo NOR", (1, 0.5), (1, 0.5), 0),
        ("-", "-", (0, 0), (0, 0), 0.5),
    ],
)
def test_where_is_scored_by_state_and_by_how_narrow_they_are(tmp_path, signed, condemned, state, place, silent):
    (tmp_path / "where.txt").write_text(PLACES.format(signed=signed, condemned=condemned), "utf-8")
    told = where.score(tmp_path / "where.txt", LEXICON)
    assert (told.passages, told.found, told.silent) == (2, 2, silent)
    for name, (precision, recall) in (("state", state), ("place", place)):
        assert (told.figures[name].precision, told.figures[name].recall) == (precision, recall)


def test_a_phrase_that_is_not_there_is_refused(tmp_path):
    (tmp_path / "passages.txt").write_text("== one | 2025-07-01\nNobody came.\nLee → person Lee\n", "utf-8")
    with pytest.raises(NotFound, match="do not stand"):
        passages.score(tmp_path / "passages.txt", LEXICON)


# -- places in ReLocaR's format


def test_a_place_is_told_from_its_government_by_both_systems(tmp_path):
    (tmp_path / "relocar_literal_train.txt").write_text(
        "Norway<SEP>She was born in <ENT>Norway<ENT> and died there.\n"
        "Peru<SEP>The river rises in <ENT>Peru<ENT>.\n", "utf-8",
    )  # fmt: skip
    (tmp_path / "relocar_metonymic_train.txt").write_text(
        "Canada<SEP><ENT>Canada<ENT> condemned the attack on Monday.\n", "utf-8"
    )
    told = places.score(tmp_path, LEXICON)
    assert told.sentences == 3 and set(told.answers) == {places.READER, places.ACTORS}
    for answers in told.answers.values():
        assert answers.right == 1 and not told.misses
        assert (answers.kinds["literal"].gold, answers.kinds["metonymic"].gold) == (2, 1)


UNITS = (
    ("Norway_neg_01", "We strongly deplore", "_", "_", "_"),
    ("Norway_neg_01", "the annexation by Peru .", "Direct_NegEval", "Country", "peru"),
    ("Norway_neg_01", "Peru 's delegation is in the room .", "_", "_", "_"),
    ("Peru_00", "We thank you for the floor .", "_", "_", "_"),
    ("Peru_00", "Norway has always misunderstood us .", "Indirect_NegEval", "Country", "norway"),
)


def test_sentences_of_speeches_are_against_somebody_or_not(tmp_path):
    rows = ["file_id,EDU_text,A0,A2,A4"]
    for speech in range(20):  # as many as there are parts, so that none is without a speech to learn from
        rows += [f"S_spch{speech:03}_{name}.txt,{','.join(cells)}" for name, *cells in UNITS]
    (tmp_path / unscon.FILE).write_text("\n".join(rows) + "\n", "utf-8")
    told = unscon.spoken(tmp_path)
    assert [(told[0].text, one.span.of(one.text), one.negative) for one in told[:2]] == [
        ("We strongly deplore the annexation by Peru. Peru's delegation is in the room.", words, negative)
        for words, negative in (
            ("We strongly deplore the annexation by Peru.", True), ("Peru's delegation is in the room.", False),
        )
    ]  # fmt: skip
    found = unscon.score(tmp_path, LEXICON)
    assert (found.sentences, found.speeches, found.negative, found.targets) == (80, 20, 40, "20 of 20")
    assert (found.systems["every sentence"].precision, found.systems["every sentence"].recall) == (0.5, 1)
    assert (found.systems["Dragoman"].precision, found.systems["Dragoman"].recall) == (1, 0.5)
    assert found.systems["TF-IDF"].f1 == found.systems["reader's vectors"].f1 == 1  # the same words in every part
    assert set(found.misses) == {"missed: Norway has always misunderstood us."}


def test_a_folder_without_speeches_is_refused(tmp_path):
    with pytest.raises(NotFound, match="give a folder in UNSCon's form"):
        unscon.score(tmp_path, LEXICON)


def test_a_wrong_answer_about_a_place_counts_against_both_kinds(tmp_path):
    (tmp_path / "relocar_literal_train.txt").write_text(
        "Canada<SEP><ENT>Canada<ENT> condemned the attack on Monday.\n", "utf-8"
    )
    told = places.score(tmp_path, LEXICON)
    answers = told.answers[places.READER]
    assert answers.right == 0
    assert answers.kinds["literal"].recall == answers.kinds["metonymic"].precision == 0
    assert told.misses[0] == "reader: gold literal: Canada | Canada condemned the attack on Monday."


@pytest.mark.parametrize(
    ("name", "line"), [("relocar_literal_train.txt", "Peru<SEP>no mark"), ("other.txt", "Peru<SEP><ENT>Peru<ENT>")]
)
def test_a_folder_without_marked_places_is_refused(tmp_path, name, line):
    (tmp_path / name).write_text(line, "utf-8")
    with pytest.raises(NotFound, match="relocar_"):
        places.score(tmp_path, LEXICON)


# -- statements in PolNeAR's format


def test_attributions_are_scored_in_their_format(tmp_path):
    text = "“We are cross,” said Jane Roe. The town, she said, “is quiet” now."
    spans = [("T1", "“We are cross,”"), ("T2", "said"), ("T3", "Jane Roe"), ("T4", "“is quiet”")]
    rows = [f"{name}\tX {text.index(part)} {text.index(part) + len(part)}\t{part}" for name, part in spans]
    rows += ["E1\tContent:T1 Cue:T2 Source:T3", "E2\tContent:T4 Source:T3"]
    for folder, name, content in (("text", "one.txt", text), ("attributions", "one_12ab.ann", "\n".join(rows))):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_text(content, "utf-8")
    # A second annotator's file of the same text must not count the text twice.
    (tmp_path / "attributions" / "one_34cd.ann").write_text(rows[0], "utf-8")
    told = statements.score(tmp_path, LEXICON)
    assert (told.articles, told.attributions) == (1, 2)
    for reading in statements.READINGS:
        assert told.figures[reading]["all"]["content exact"].gold == 2
    for reading in ("rules", "together"):
        direct = told.figures[reading]["direct"]
        assert direct["source exact"].f1 == direct["words and speaker's name"].f1 == 1
    assert told.figures["rules"]["direct"]["content exact"].f1 == 1
    # "The town … “is quiet” now": the reader takes more than the quotation for what she said.
    assert told.figures["together"]["all"]["content overlap"].f1 == 1


# -- the table, the command, the gold, the floors


def test_sets_that_are_not_there_are_said_to_be_absent(tmp_path):
    told = "\n".join(table.lines([str(tmp_path)], LEXICON))
    for section in table.published():
        assert section.title in told and f"absent: {section.set}" in told


def test_every_section_has_a_score_and_figures_in_its_columns():
    for section in table.published():
        assert section.score in table.SCORES
        for published in section.published:
            assert published.source and len(published.figures) <= len(section.columns)


def test_the_command_prints_json_for_one_set(dragoman, tmp_path):
    path = a_table(tmp_path, "Norland condemned Sudland.\tNorland\tSudland\tACCUSE")
    ran = dragoman("eval", "relations", path)
    told = json.loads(ran.out)
    assert (ran.code, told["n"], told["root"], told["quad"], told["binary"]) == (0, 1, 1, 1, 1)
    assert told["interval"]["root"] == [1, 1]


def test_the_command_says_what_it_does_not_know(dragoman, tmp_path):
    assert dragoman("eval", "poems").code == 2
    assert dragoman("eval", "samples", tmp_path).code == 2
    assert dragoman("eval", "relations", tmp_path / "none.tsv").code == 2


def test_all_that_the_gold_quotes_stands_on_its_page():
    for gold in load(GOLD):
        (*texts,) = (page.text for page in pages([str(gold.path)]))
        quoted = [event.clause for article in gold.article for event in article.event]
        quoted += [pledge.what for article in gold.article for pledge in article.pledge]
        quoted += [end for article in gold.article for end in (article.starts, article.ends)]
        for article in gold.article:
            quoted += [piece for told in article.statement for piece in told.words.split(BETWEEN)]
        assert not [words for words in quoted if not any(locate(text, words) for text in texts)], gold.page


@pytest.fixture(scope="module")
def found() -> samples.Samples:
    return samples.score(GOLD, LEXICON)


def test_every_floor_holds(found):
    complaints = list(floors.broken(floors.load(ROOT / FLOORS), found))
    assert not complaints, f"`dragoman eval samples --errors` shows why: {complaints}"


def test_a_floor_that_does_not_hold_a_changed_gold_and_a_missing_reason_are_told(found):
    made = found.figures()["events"]["all"]
    too_high = floors.Floor(precision=made.precision + 0.01, recall=0)
    told = list(floors.broken(floors.Floors("other", " ", {"events": {"all": too_high}}), found))
    assert len(told) == 3 and found.digest in told[1] and "precision" in told[2]


def test_the_proposal_never_lowers_a_floor(found):
    high = floors.Floors(found.digest, "test", {"events": {"all": floors.Floor(precision=0.99, recall=0.0)}})
    assert "precision = 0.99" in "\n".join(floors.proposal(high, found))


def test_the_digest_tells_any_change_of_the_gold(tmp_path):
    (tmp_path / "one.toml").write_text("page = 'a'", "utf-8")
    first = digest(tmp_path)
    (tmp_path / "one.toml").write_text("page = 'b'", "utf-8")
    assert digest(tmp_path) != first


def test_errors_are_grouped_by_what_is_wrong(found):
    told = list(found.errors())
    groups = [line for line in told if line.startswith("== ")]
    missed = sum(pair.counts and pair.ours is None for one in found.compared for pair in one.pairs["event"])
    assert f"== events: missed ({missed})" in groups or not missed
    assert len(groups) == len(set(groups))


def test_a_stage_that_broke_is_told_in_table_and_gate(monkeypatch, found):
    failed = msgspec.structs.replace(found, failures=("a.txt: events: the stage failed: KeyError",))
    monkeypatch.setattr(samples, "score", lambda *_: failed)
    assert failed.failures[0] in list(table.lines([str(GOLD.parent)], LEXICON))
    assert failed.failures[0] in list(floors.broken(floors.load(ROOT / FLOORS), failed))


def test_a_stage_that_breaks_is_seen(monkeypatch):
    def broken(reading, lexicon):
        raise KeyError("x")

    read_page = samples.read_page
    monkeypatch.setattr(samples, "read_page", lambda page, lexicon: read_page(page, lexicon, (broken,)))
    told = samples.score(GOLD, LEXICON)
    assert len(told.failures) == told.articles["ours"] and "KeyError" in told.failures[0]


def test_whatever_is_at_hand_is_in_one_table(monkeypatch):
    monkeypatch.chdir(ROOT)
    told = list(run("all", data=FOLDERS[:1]))
    assert "samples, seen while building · this run" in "\n".join(told)
    assert any("absent" in line for line in told)
