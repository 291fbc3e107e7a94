"""The yardsticks of names and of coreference: formats, alignment, scorers against examples of the literature."""

import itertools
import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import NotFound
from dragoman.evaluation import coreference, gum, names, uner
from dragoman.evaluation.clusters import MEASURES, Tally, b_cubed, best_assignment, ceaf_e, conll, muc
from dragoman.lexicon import load
from dragoman.model.actor import Actor, Mention
from dragoman.model.span import Span

LEXICON = load()


def partition(*clusters: str) -> list[frozenset]:
    return [frozenset(cluster) for cluster in clusters]


# -- clusters

# The example of Pradhan et al. (2014), "Scoring coreference partitions of predicted mentions", worked by hand.
KEY, RESPONSE = partition("abc", "defg"), partition("ab", "cd", "fghi")
# Those of Bagga and Baldwin (1998): one wrong link costs more where it joins more.
TRUTH = partition("12345", "67", "89ABC")
SMALL, LARGE = partition("12345", "6789ABC"), partition("1234589ABC", "67")


@pytest.mark.parametrize(
    ("measure", "recall", "precision"),
    [(muc, 0.4, 0.4), (b_cubed, 0.4167, 0.5), (ceaf_e, 0.65, 0.4333)],
)
def test_the_scorer_agrees_with_the_reference(measure, recall, precision):
    made = measure(KEY, RESPONSE)
    assert (made.recall, made.precision) == (pytest.approx(recall, abs=1e-4), pytest.approx(precision, abs=1e-4))


def test_muc_cannot_tell_what_b_cubed_can():
    assert muc(TRUTH, SMALL).precision == muc(TRUTH, LARGE).precision == 0.9
    assert b_cubed(TRUTH, SMALL).precision == pytest.approx(16 / 21)  # 0.76
    assert b_cubed(TRUTH, LARGE).precision == pytest.approx(7 / 12)  # 0.58
    assert muc(TRUTH, LARGE).recall == b_cubed(TRUTH, LARGE).recall == 1


@pytest.mark.parametrize("measure", MEASURES.values())
def test_the_same_is_right_and_nothing_is_nothing(measure):
    same = measure(KEY, KEY)
    assert same.recall == same.precision == 1
    assert measure(KEY, []).f1 == measure([], KEY).f1 == 0


def test_tallies_add_up_over_documents_and_conll_is_their_mean():
    assert muc(KEY, RESPONSE) + muc(TRUTH, SMALL) == Tally(11, 14, 11, 15)
    assert conll([Tally(1, 1, 1, 1), Tally(1, 2, 1, 2), Tally()]) == pytest.approx(0.5)


@given(st.integers(1, 5), st.integers(1, 5), st.data())
def test_the_assignment_is_the_best_there_is(rows, columns, data):
    numbers = data.draw(st.lists(st.integers(0, 9), min_size=rows * columns, max_size=rows * columns))
    worth = np.array(numbers, float).reshape(rows, columns)
    wide = worth if rows <= columns else worth.T
    every = itertools.permutations(range(wide.shape[1]), wide.shape[0])
    assert best_assignment(worth) == max(sum(wide[row, to] for row, to in enumerate(chosen)) for chosen in every)


# -- GUM


def token(number: int, word: str, part: str, entity: str = "", features: str = "_", space: bool = True) -> str:
    marks = "|".join(mark for mark in (f"Entity={entity}" if entity else "", "" if space else "SpaceAfter=No") if mark)
    return "\t".join((str(number), word, "_", part, "_", features, "0", "_", "_", marks or "_"))


def opens(group: int, kind: str, head: str, wiki: str = "") -> str:
    return f"({group}-{kind}-new-nnnnn-cf1-{head}-coref" + (f"-{wiki}" if wiki else "")


DOCUMENT = "\n".join((
    "# newdoc id = GUM_news_bridge",
    "# meta::dateCreated = 2016-05-03",
    "# sent_id = 1",
    "# text = President Barack Obama, of the United States, met Ana Reyes in Oslo.",
    token(1, "President", "PROPN", opens(1, "person", "1,2,3,7", "Barack_Obama")),
    token(2, "Barack", "PROPN"),
    token(3, "Obama", "PROPN", space=False),
    token(4, ",", "PUNCT"),
    token(5, "of", "ADP"),
    token(6, "the", "DET", opens(2, "place", "2,3", "United_States")),
    token(7, "United", "PROPN"),
    token(8, "States", "PROPN", "2)1)", "Number=Plur", space=False),
    token(9, ",", "PUNCT"),
    token(10, "met", "VERB"),
    token(11, "Ana", "PROPN", opens(3, "person", "1,2")),
    token(12, "Reyes", "PROPN", "3)"),
    token(13, "in", "ADP"),
    token(14, "Oslo", "PROPN", opens(4, "place", "1") + ")", space=False),
    token(15, ".", "PUNCT"),
    "",
    "# sent_id = 2",
    "# text = Obama praised the Norwegians, and he left.",
    token(1, "Obama", "PROPN", opens(1, "person", "1") + ")"),
    token(2, "praised", "VERB"),
    token(3, "the", "DET", opens(5, "person", "2")),
    token(4, "Norwegians", "PROPN", "5)", "Number=Plur", space=False),
    token(5, ",", "PUNCT"),
    token(6, "and", "CCONJ"),
    token(7, "he", "PRON", "(HE-person-new-nnnnn-cf1-1-ana)"),
    token(8, "left", "VERB", space=False),
    token(9, ".", "PUNCT"),
    "",
))  # fmt: skip


def a_gum(folder, he: int = 1):
    """The document; `he` is the entity that GUM says the pronoun is."""
    (folder / "dev.conllu").write_text(DOCUMENT.replace("(HE-", f"({he}-"), "utf-8")
    return folder


def test_the_head_of_a_name_is_the_name(tmp_path):
    (document,) = gum.documents(a_gum(tmp_path) / "dev.conllu")
    told = {one.head.of(document.text): (one.span.of(document.text), one.named) for one in document.entities}
    assert told["President Barack Obama"] == ("President Barack Obama, of the United States", True)
    assert told["United States"] == ("the United States", True)
    assert told["Norwegians"] == ("the Norwegians", False), "a people is no person's name"
    assert told["he"] == ("he", False)


def test_names_of_gum_lose_titles_and_what_is_no_name(tmp_path):
    (text,) = names.texts_of(a_gum(tmp_path), LEXICON)
    assert [(one.span.of(text.text), one.kind) for one in text.names] == [
        ("Barack Obama", "PER"), ("United States", "LOC"), ("Ana Reyes", "PER"), ("Oslo", "LOC"), ("Obama", "PER"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "entity"),
    [
        ("Barack Obama", "President Barack Obama, of the United States"),
        ("the United States", "the United States"),
        ("President Barack Obama, of the United States", "President Barack Obama, of the United States"),
        ("Barack", None),
        ("met", None),
    ],
)
def test_a_mention_is_the_one_whose_heads_last_word_it_holds(tmp_path, words, entity):
    (document,) = gum.documents(a_gum(tmp_path) / "dev.conllu")
    start = document.text.index(words)
    number = coreference.aligned(Span(start, start + len(words)), document.entities)
    assert (None if number is None else document.entities[number].span.of(document.text)) == entity


# -- coreference


def links(path, kind=coreference.ALL):
    return coreference.score(path, LEXICON).parts["dev"].links.get(kind)


def test_links_are_right_where_gum_says_the_same(tmp_path):
    told = coreference.score(a_gum(tmp_path), LEXICON)
    assert set(told.parts) == {"dev", "news"}
    surname, pronoun = (told.parts["dev"].links[kind] for kind in ("surname", "pronoun"))
    assert (surname.links, surname.right, pronoun.links, pronoun.right) == (1, 1, 1, 1)
    assert links(tmp_path).precision == 1 and not told.misses


def test_a_link_to_another_is_wrong_and_told_with_its_kind(tmp_path):
    told = coreference.score(a_gum(tmp_path, he=3), LEXICON)
    pronoun = told.parts["dev"].links["pronoun"]
    assert (pronoun.links, pronoun.right, pronoun.precision) == (1, 0, 0)
    assert links(tmp_path).right == 1
    heading, line = told.misses
    assert heading == "== pronoun: wrong (1)" and "“he”" in line and "“Obama”" in line


def test_two_entities_of_one_encyclopedia_article_are_one(tmp_path):
    path = a_gum(tmp_path) / "dev.conllu"
    surname = opens(1, "person", "1") + ")\n"
    for wiki, right in (("Barack_Obama", 1), ("", 0)):
        other = DOCUMENT.replace(surname, opens(9, "person", "1", wiki) + ")\n")
        assert other != DOCUMENT
        path.write_text(other.replace("(HE-", "(1-"), "utf-8")
        assert links(tmp_path, "surname").right == right


def test_scores_leave_out_who_is_mentioned_once_and_whom_we_leave_unmentioned(tmp_path):
    scores = coreference.score(a_gum(tmp_path), LEXICON).parts["dev"].scores
    named = scores[coreference.NAMED_ENTITIES]
    assert named.conll == 1 and named == scores[coreference.ALL_ENTITIES]
    wrong = coreference.score(a_gum(tmp_path, he=3), LEXICON).parts["dev"].scores[coreference.NAMED_ENTITIES]
    assert wrong.measures["MUC"] == {"precision": 0.5, "recall": 0.5, "f1": 0.5}


def test_what_gum_does_not_mark_is_counted_aside(tmp_path):
    marks = (f"Entity={opens(1, 'person', '1')})", "Entity=(HE-person-new-nnnnn-cf1-1-ana)")
    text = DOCUMENT
    for mark in marks:
        assert mark in text
        text = text.replace(mark, "_")
    (tmp_path / "dev.conllu").write_text(text, "utf-8")
    told = links(tmp_path)
    assert told.links == 0 and told.aside == 2


def test_a_city_where_something_happens_is_not_its_state():
    norway = Actor("NOR", "Norway", "state", "NOR", "GOV")

    def means(words, form):
        return coreference._means(Mention(0, len(words), form, (norway,), ""), words, LEXICON)

    assert means("Norway", "place") == means("Norway", "state") == means("Oslo", "capital")
    assert means("Oslo", "place") != means("Norway", "place")


# -- UNER and names

WEB = "\n".join((
    "# newdoc id = mail-1",
    "# text = Ana Reyes wrote to Acme Bank in Oslo.",
    *("\t".join((str(n), word, tag, "-", "-")) for n, (word, tag) in enumerate((
        ("Ana", "B-PER"), ("Reyes", "I-PER"), ("wrote", "O"), ("to", "O"), ("Acme", "B-ORG"), ("Bank", "I-ORG"),
        ("in", "O"), ("Oslo", "B-LOC"), (".", "B-O"),
    ), 1)),
    "",
    "# newdoc id = mail-2",
    "# text = Oslo?",
    "1\tOslo\tI-LOC\t-\t-",
    "2\t?\tO\t-\t-",
    "",
))  # fmt: skip


def a_uner(folder, text: str = WEB):
    (folder / "dev.iob2").write_text(text, "utf-8")
    return folder


def test_a_file_of_uner_is_read_document_by_document(tmp_path):
    first, second = uner.documents(a_uner(tmp_path) / "dev.iob2")
    told = [(one.span.of(first.text), one.kind) for one in first.names]
    assert told == [("Ana Reyes", "PER"), ("Acme Bank", "ORG"), ("Oslo", "LOC")]
    assert (second.name, second.text, len(second.names)) == ("mail-2", "Oslo?", 1)


def test_a_word_that_is_not_in_its_sentence_is_said(tmp_path):
    with pytest.raises(NotFound, match="'Berlin' does not stand"):
        list(uner.documents(a_uner(tmp_path, WEB.replace("8\tOslo", "8\tBerlin")) / "dev.iob2"))


def answering(monkeypatch, *told: tuple[str, str]):
    """Every system names just these words of each text."""

    def ours(text, lexicon):
        found = [
            uner.Named(Span(at, at + len(words)), kind) for words, kind in told if (at := text.text.find(words)) >= 0
        ]
        return dict.fromkeys(names.SYSTEMS, found)

    monkeypatch.setattr(names, "ours", ours)


@pytest.mark.parametrize(
    ("told", "exact", "overlap", "found", "group"),
    [
        ((("Ana Reyes", "PER"), ("Acme Bank", "ORG"), ("Oslo", "LOC")), 1, 1, 1, None),
        ((("Ana Reyes", "PER"), ("Acme", "ORG"), ("Oslo", "LOC")), 0.75, 1, 1, "other ends"),
        ((("Ana Reyes", "PER"), ("Acme Bank", "LOC"), ("Oslo", "LOC")), 0.75, 0.75, 1, "ORG taken for LOC"),
        ((("Ana Reyes", "PER"), ("Oslo", "LOC")), 0.75, 0.75, 0.75, "missed"),
    ],
)
def test_a_name_is_right_by_ends_by_kind_or_just_found(monkeypatch, tmp_path, told, exact, overlap, found, group):
    answering(monkeypatch, *told)
    made = names.score(a_uner(tmp_path), LEXICON)
    figures = made.figures[names.NAMES]
    assert [figures[measure].recall for measure in ("exact", "overlap", "found")] == [exact, overlap, found]
    assert made.documents == 2
    headings = [line for line in made.misses if line.startswith(f"== {names.NAMES}: ")]
    assert headings == ([f"== {names.NAMES}: {group} (1)"] if group else [])


def test_what_is_no_name_costs_precision(monkeypatch, tmp_path):
    answering(monkeypatch, ("Ana Reyes", "PER"), ("wrote", "PER"))
    figure = names.score(a_uner(tmp_path), LEXICON).figures[names.NAMES]["exact PER"]
    assert (figure.precision, figure.recall) == (0.5, 1)


def test_the_shipped_reader_names_a_person_and_a_city(tmp_path):
    (first, _) = names.texts_of(a_uner(tmp_path), LEXICON)
    told = {one.span.of(first.text): one.kind for one in names.ours(first, LEXICON)[names.NAMES]}
    assert told["Ana Reyes"] == "PER" and told["Oslo"] == "LOC"


def test_a_mention_names_by_whom_it_means_and_pronouns_name_nobody(tmp_path):
    (text,) = names.texts_of(a_gum(tmp_path), LEXICON)
    told = names.ours(text, LEXICON)[names.ACTORS]
    kinds = {one.span.of(text.text): one.kind for one in told}
    assert kinds["Obama"] == "PER" and kinds["United States"] == "LOC" and "he" not in kinds


# -- the command


def test_every_set_with_names_at_hand_is_scored_and_a_path_alone(dragoman, tmp_path):
    for name, make in (("uner", a_uner), ("gum", a_gum)):
        (tmp_path / name).mkdir()
        make(tmp_path / name)
    ran = dragoman("eval", "names", "--data", tmp_path)
    told = json.loads(ran.out)
    assert (ran.code, set(told)) == (0, {"uner", "gum"})
    assert told["uner"]["names"]["exact"]["gold"] == 4 and told["gum"]["names"]["exact"]["gold"] == 5
    assert set(json.loads(dragoman("eval", "names", tmp_path / "uner" / "dev.iob2").out)) == {"dev.iob2"}
    assert dragoman("eval", "names", "--data", tmp_path / "uner").code == 2
    assert dragoman("eval", "names", tmp_path).code == 2


def test_coreference_prints_json_and_its_errors(dragoman, tmp_path):
    told = json.loads(dragoman("eval", "coreference", a_gum(tmp_path)).out)
    assert told["dev"]["links"]["all"]["right"] == 2 and told["dev"]["documents"] == 1
    assert dragoman("eval", "coreference", a_gum(tmp_path, he=3), "--errors").out.startswith("== pronoun: wrong (1)")
    assert dragoman("eval", "coreference", tmp_path / "none.conllu").code == 2
