"""The name index: what a run of words may mean, and how much of it is taken."""

import pytest

from dragoman.lexicon import load
from dragoman.lexicon.names import spellings
from dragoman.lexicon.tokens import tokens, words

LEXICON = load()


def hit(text, at=0):
    return LEXICON.names.at(tokens(text), at)


KNOWN = """
    South Korea said | state | KOR | 2
    Korea said | state | KOR | 1
    U.S. envoys | state | USA | 1
    Tokyo said | capital | JPN | 1
    Brussels said | body | EU | 1
    Ukrainians said | people | UKR | 1
    Kremlin's answer | organ | RUS.kremlin | 1
    UN Security Council met | body | UNSC | 3
"""


@pytest.mark.parametrize("line", [line.strip() for line in KNOWN.strip().split("\n")])
def test_what_a_name_means_and_where_it_ends(line):
    text, kind, meaning, stop = line.split(" | ")
    found = hit(text)
    assert found is not None
    assert (found.kind, found.stop) == (kind, int(stop))
    assert meaning in found.meanings


def test_the_longest_name_wins():
    assert hit("North Korea fired").meanings == ("PRK",)
    assert hit("Sea of Japan").kind == "nothing"


@pytest.mark.parametrize("text", ["Air India flew", "Air France flew", "Voice of America said"])
def test_a_company_is_no_state(text):
    assert hit(text).kind == "nothing"


def test_case_counts_for_names_and_not_for_offices():
    assert hit("seoul said") is None
    assert hit("Prime Minister Ishiba").kind == hit("prime minister Ishiba").kind == "role"


def test_a_possessive_belongs_to_the_last_word_only():
    assert hit("South Korea's president").stop == 2
    assert hit("South's Korea") is None


def test_a_full_name_gives_its_person_and_a_surname_all_who_bear_it():
    assert hit("Lee Jae-myung spoke").meanings == (("KOR", "Lee Jae-myung"),)
    assert hit("Lee Jae Myung spoke").meanings == (("KOR", "Lee Jae-myung"),)
    assert {("PAK", "Nawaz Sharif"), ("PAK", "Shehbaz Sharif")} <= set(LEXICON.names.surnames["Sharif"])


def test_spellings():
    assert spellings("Lee Jae-myung") == ("Lee Jae-myung", "Lee Jae-Myung", "Lee Jae Myung")
    assert spellings("Shigeru Ishiba") == ("Shigeru Ishiba",)


def test_every_name_of_the_tables_finds_itself():
    """But for the ambiguous, which two entries may share, each state is found under all its names."""
    for state in LEXICON.states.values():
        for name in (state.name, *state.names, *state.adjectives):
            found = LEXICON.names.at(tokens(name + " x"), 0)
            assert found is not None, name
            assert found.stop == len(words(name)), name


def test_titles_and_halves_name_states():
    roles = LEXICON.roles
    codes = {code for users in roles.titles.values() for code in users}
    assert codes | set(roles.prefixes.values()) | set(roles.halves.values()) <= set(LEXICON.states)


def test_titles_are_nouns_of_some_office():
    nouns = {noun for role in LEXICON.roles.role for noun in role.nouns}
    assert set(LEXICON.roles.titles) <= nouns


def test_no_noun_names_two_offices():
    nouns = [noun for role in LEXICON.roles.role for noun in role.nouns]
    assert sorted(nouns) == sorted(set(nouns))
