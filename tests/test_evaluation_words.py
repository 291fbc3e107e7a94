"""evaluation.words: findings of short articles against the gold, and one reader against another."""

import json

import pytest

from dragoman.errors import NotFound
from dragoman.evaluation import run, words
from dragoman.lexicon import load

LEXICON = load()
CASE = """
[[case]]
id = "x-1"
near_miss = "meeting"
[[case.article]]
published = "2025-03-14"
outlet = "Wire"
text = '''
Norway promised Latvia to return the ferries by June.
'''
[[case.pledge]]
by = ["NOR"]
to = ["LVA"]
what = "return the ferries by June"
due = "{due}"
{more}
"""


def a_file(folder, due: str = "2025-06", more: str = "", name: str = "words.toml"):
    path = folder / name
    path.write_text(CASE.format(due=due, more=more), "utf-8")
    return path


def test_a_pledge_that_is_wholly_right(tmp_path):
    found = words.score(a_file(tmp_path), LEXICON)
    figures = found.figures["pledge"]
    assert {name: made.f1 for name, made in figures.items()} == dict.fromkeys(figures, 1.0)
    assert found.spared == {"meeting": 1.0} and not found.misses


def test_a_field_that_differs_is_wrong_and_told(tmp_path):
    found = words.score(a_file(tmp_path, due="2025-07"), LEXICON)
    assert (found.figures["pledge"]["due"].f1, found.figures["pledge"]["all"].f1) == (0, 1)
    (line,) = found.misses
    assert line.startswith("pledge: due: x-1: ")


def test_what_is_missed_and_what_is_optional(tmp_path):
    missed = '[[case.position]]\nholder = "Norway"\nstate = "NOR"\ntoward = "LVA"\nstance = 1\nwords = "the ferries"\n'
    found = words.score(a_file(tmp_path, more=missed), LEXICON)
    assert (found.figures["position"]["found"].recall, found.figures["position"]["found"].gold) == (0, 1)
    optional = words.score(a_file(tmp_path, more=missed + "optional = true\n"), LEXICON)
    assert optional.figures["position"]["found"].gold == 0 and not optional.misses


def test_two_readers_agree_as_far_as_they_answer_alike(tmp_path):
    first, second = a_file(tmp_path, name="first.toml"), a_file(tmp_path, due="2025", name="second.toml")
    told = words.agreement(first, second, LEXICON).figures["pledge"]
    assert (told["by"].f1, told["due"].f1) == (1, 0)


def test_the_figures_as_json(tmp_path):
    told = json.loads("".join(run("words", str(a_file(tmp_path)))))
    assert told["cases"] == 1 and told["pledge"]["all"]["precision"] == 1


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(NotFound, match="does not exist"):
        words.score(tmp_path / "none.toml", LEXICON)
