"""Positions: the passages of tests/cases/positions.txt, and what every position must hold to."""

from pathlib import Path

import pytest

from dragoman.extract.affairs import affairs_of
from dragoman.ledger import Ledger
from dragoman.lexicon import load
from dragoman.model.article import Article, Published
from dragoman.model.finding import Position
from dragoman.pipeline import read_article

CASES = Path(__file__).parent / "cases" / "positions.txt"
LEXICON = load()


def positions_of(text, day):
    article = Article(id="a-1", page="p", page_id="p-1", text=text, published=Published(day, "metadata"))
    reading = read_article(article, LEXICON)
    assert not [issue for issue in reading.issues if "failed" in issue.message]
    return [finding for finding in reading.findings if isinstance(finding, Position)]


def cases():
    for block in CASES.read_text("utf-8").split("\n== ")[1:]:
        heading, *lines = block.strip().split("\n")
        title, day = heading.rsplit(" | ", 1)
        expected = [line for line in lines if " → " in line]
        yield pytest.param("\n".join(line for line in lines if line not in expected), day, expected, id=title)


def shown(position):
    when = f"{position.when.start or '-'} {position.when.basis}"
    about = " / ".join(one for one in (position.toward or "-", position.issue) if one)
    return f"{position.holder.id} → {about} | {position.stance:+} | {position.words} | {when}"


@pytest.mark.parametrize(("text", "day", "expected"), list(cases()))
def test_case(text, day, expected):
    assert sorted(shown(position) for position in positions_of(text, day)) == sorted(expected)


def test_there_are_enough_cases_and_near_misses():
    every = [case.values[2] for case in cases()]
    assert sum(map(bool, every)) >= 12
    assert sum(not expected for expected in every) >= 15


@pytest.mark.parametrize(("text", "day", "expected"), [case for case in cases() if case.values[2]])
def test_words_stand_in_the_citation(text, day, expected):
    for position in positions_of(text, day):
        assert position.words in position.citation.quote
        assert text[position.citation.start : position.citation.end] == position.citation.quote


def test_every_weight_is_between_minus_one_and_one():
    words = LEXICON.stance
    assert all(0 < abs(value) <= 1 for value in (*words.nouns.values(), *words.adjectives.values()))


def test_what_is_called_so_has_one_stance():
    words = LEXICON.evaluations
    values = (*words.predicates.values(), *words.crimes.values(), *(one.stance for one in words.verbs.values()))
    assert all(0 < abs(value) <= 1 for value in values)
    assert words.predicates.keys().isdisjoint(LEXICON.stance.spoilers)
    assert all(affair is None or affair in LEXICON.affairs.by_id for affair in {v.affair for v in words.verbs.values()})


def test_every_issue_is_an_affair():
    for case in cases():
        for position in positions_of(*case.values[:2]):
            assert position.issue is None or position.issue in LEXICON.affairs.by_id


@pytest.mark.parametrize(
    ("words", "issues"),
    [
        ("We will lift the sanctions when the shelling stops.", ("sanctions", "war")),
        ("The labor program pays those who were forced laborers.", ()),
        ("Wartime labourers, or wartime laborers, sued for reparations.", ("history",)),
        ("Denuclearization, they say, comes before any reciprocal tariffs.", ("nuclear", "tariffs")),
        ("Their nuclear test was no missile test.", ("nuclear", "missiles")),
        ("I met many people.", ()),
    ],
)
def test_words_name_affairs(words, issues):
    assert affairs_of(words, LEXICON.affairs) == issues


def test_contexts_point_to_an_affair_only_where_no_words_name_one():
    said = "They were driven out of their homes and walked for days."
    assert affairs_of(said, LEXICON.affairs, contexts=frozenset(["migration"])) == ("migration",)
    assert affairs_of(f"Sanctions! {said}", LEXICON.affairs, contexts=frozenset(["migration"])) == ("sanctions",)


def test_no_word_both_values_and_spoils():
    words = LEXICON.stance
    assert words.spoilers.isdisjoint({*words.nouns, *words.adjectives, *words.intensifiers})
    assert words.yielding.isdisjoint(words.welcome)


def shifts_of(tmp_path, *told):
    """The shifts over pages of (day, sentence), and the brief's lines of them."""
    for number, (day, sentence) in enumerate(told):
        filler = "Officials of both sides spoke for two hours, and left by the back door of the old town hall."
        filler += " Nobody told the reporters who had waited in the rain what it had been about."
        (tmp_path / f"{number}.txt").write_text(f"date {day}\n\n{sentence}\n\n{filler}\n", "utf-8")
    with Ledger(":memory:") as ledger:
        ledger.read([str(tmp_path)])
        return ledger.shifts(), [(line.heading, line.text, line.when) for line in ledger.brief().shifted]


def shifted(tmp_path, *told):
    return shifts_of(tmp_path, *told)[1]


AGAINST, FOR = "Estonia called Finland a rival on Monday.", "Estonia called Finland a trusted ally on Monday."


def test_a_shift_is_shown_with_both_quotes(tmp_path):
    (line,) = shifted(tmp_path, ("2025-03-04", AGAINST), ("2025-06-04", FOR))
    assert line == ("Estonia on FIN", "“rival” (3 Mar 2025) → “trusted ally”", "2 Jun 2025")


def test_what_was_so_in_the_past_shifts_too(tmp_path):
    ((_, text, when),) = shifted(tmp_path, ("2025-06-04", "In the past, Estonia called Finland a rival. " + FOR))
    assert (text, when) == ("“rival” (undated) → “trusted ally”", "2 Jun 2025")


@pytest.mark.parametrize(
    "told",
    [
        [("2025-03-04", FOR), ("2025-06-04", FOR)],
        [("2025-06-04", AGAINST), ("2025-06-04", FOR)],
        [("2025-03-04", AGAINST), ("2025-06-04", FOR.replace("Estonia", "Latvia"))],
    ],
    ids=["one sign", "one day", "two holders"],
)
def test_no_shift(tmp_path, told):
    assert shifted(tmp_path, *told) == []


ON_TARIFFS = tuple(
    f"Estonia {verb} the tariffs on Monday, at the end of a long night of rain and thunder in the capital."
    for verb in ("condemned", "welcomed", "backed")
)


def test_a_shift_on_an_affair_has_both_records(tmp_path):
    (shift,), (line,) = shifts_of(tmp_path, ("2025-03-04", ON_TARIFFS[0]), ("2025-06-04", ON_TARIFFS[1]))
    assert (shift.holder.id, shift.toward, shift.issue, shift.kind) == ("EST", None, "tariffs", "turned")
    assert (shift.was.words, shift.was.start, shift.was.stance) == ("condemned the tariffs", "2025-03-03", -1)
    assert (shift.now.words, shift.now.start, shift.now.stance) == ("welcomed the tariffs", "2025-06-02", 0.5)
    assert line[0] == "Estonia on tariffs"


def test_less_of_the_same_is_a_shift_and_no_turn(tmp_path):
    told = ("2025-03-04", ON_TARIFFS[2]), ("2025-06-04", ON_TARIFFS[1])
    (shift,), lines = shifts_of(tmp_path, *told)
    assert (shift.kind, lines) == ("weaker", [])


@pytest.mark.parametrize(
    "told",
    [
        [("2025-03-04", ON_TARIFFS[0]), ("2025-06-04", ON_TARIFFS[1].replace("tariffs", "import levy"))],
        [("2025-03-04", ON_TARIFFS[0]), ("2025-06-04", ON_TARIFFS[1].replace("tariffs", "sanctions"))],
        [
            ("2025-03-04", ON_TARIFFS[0].replace("the tariffs", "Latvia's tariffs")),
            ("2025-06-04", ON_TARIFFS[1].replace("the tariffs", "Finland's tariffs")),
        ],
        [("2025-03-04", FOR), ("2025-06-04", FOR.replace("a trusted ally", "its friend")), ("2025-06-04", AGAINST)],
    ],
    ids=["another thing of the affair", "another affair", "another state's", "both on one day"],
)
def test_no_shift_on_other_things(tmp_path, told):
    assert shifts_of(tmp_path, *told)[0] == ()
