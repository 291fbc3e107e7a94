"""Relatives: the table names people of offices.tsv, and answers both ways."""

from dragoman.lexicon import load

LEXICON = load()


def test_every_relative_is_in_the_table_of_offices():
    unknown = [person for person in LEXICON.kin.people if person not in LEXICON.offices.by_person]
    assert not unknown


def test_relations_go_both_ways():
    father, son = ("SYR", "Hafez al-Assad"), ("SYR", "Bashar al-Assad")
    assert LEXICON.kin.of(son, "parent") == (father,)
    assert LEXICON.kin.of(father, "child") == (son,)
    younger, elder = ("CUB", "Raul Castro"), ("CUB", "Fidel Castro")
    assert LEXICON.kin.of(younger, "sibling") == LEXICON.kin.of(younger, "elder") == (elder,)
    assert LEXICON.kin.of(elder, "sibling") == LEXICON.kin.of(elder, "younger") == (younger,)
    assert LEXICON.kin.of(son, "spouse") == ()


def test_nobody_is_a_relative_of_oneself():
    relations = ("parent", "child", "grandparent", "spouse", "sibling")
    assert not [one for one in LEXICON.kin.people for each in relations if one in LEXICON.kin.of(one, each)]
