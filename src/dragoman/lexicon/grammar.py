"""The small words of the English clause, and verbs by their forms. Loads lexicon/en/grammar.toml.

Inflects the lemmas, so that the table stays readable.
"""

import tomllib
from collections.abc import Iterable
from importlib.resources import files
from typing import Literal

import msgspec

Form = Literal["base", "third", "past", "participle", "ing"]
Verbs = dict[str, frozenset[Form]]  # word → which forms it can be ("past" and "participle" are often one word)


class Auxiliaries(msgspec.Struct, frozen=True):
    plain: frozenset[str]
    future: frozenset[str]
    hypothetical: frozenset[str]
    negation: frozenset[str]
    perfect_tense: frozenset[str]
    be: frozenset[str]


class ClauseWords(msgspec.Struct, frozen=True):
    openers: frozenset[str]
    time_openers: frozenset[str]
    conditions: frozenset[str]
    denials: tuple[str, ...]
    people: frozenset[str]
    determiners: frozenset[str]
    prepositions: frozenset[str]
    relative: frozenset[str]
    joiners: frozenset[str]
    reporting: frozenset[str]
    habitual: frozenset[str]
    articles: frozenset[str]
    possessives: frozenset[str]
    before_dates: frozenset[str]
    locatives: frozenset[str]
    behalf: frozenset[str]
    after_adverbial: frozenset[str]
    clause_starts: frozenset[str]
    money: frozenset[str]
    long_past: frozenset[str]
    past_markers: tuple[str, ...]


class Grammar(msgspec.Struct, frozen=True):
    verbs: Verbs
    promising: Verbs
    auxiliaries: Auxiliaries
    clause: ClauseWords


def load_grammar() -> Grammar:
    table = tomllib.loads((files("dragoman.lexicon") / "en" / "grammar.toml").read_text("utf-8"))
    verbs = table["verbs"]
    return Grammar(
        verbs=_by_form(verbs["known"], verbs["irregular"]),
        promising=_by_form(verbs["promising"], verbs["irregular"]),
        auxiliaries=msgspec.convert(table["auxiliaries"], Auxiliaries),
        clause=msgspec.convert(table["clause"], ClauseWords),
    )


def _by_form(lemmas: Iterable[str], irregular: dict[str, list[str]]) -> Verbs:
    found: dict[str, set[Form]] = {}
    for lemma in lemmas:
        for form, word in inflect(lemma, irregular).items():
            found.setdefault(word, set()).add(form)
    return {word: frozenset(forms) for word, forms in found.items()}


def inflect(lemma: str, irregular: dict[str, list[str]]) -> dict[Form, str]:
    """The five forms of an English verb.

    >>> inflect("deny", {})["past"]
    'denied'
    """
    if lemma in irregular:
        third, past, participle, ing = irregular[lemma]
        return {"base": lemma, "third": third, "past": past, "participle": participle, "ing": ing}
    if lemma.endswith("e"):
        return {
            "base": lemma,
            "third": lemma + "s",
            "past": lemma + "d",
            "participle": lemma + "d",
            "ing": lemma[:-1] + "ing",
        }
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        stem = lemma[:-1] + "ied"
        return {
            "base": lemma,
            "third": lemma[:-1] + "ies",
            "past": stem,
            "participle": stem,
            "ing": lemma + "ing",
        }
    third = lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
    stem = lemma + lemma[-1] if _doubles(lemma) else lemma
    return {
        "base": lemma,
        "third": third,
        "past": stem + "ed",
        "participle": stem + "ed",
        "ing": stem + "ing",
    }


def _doubles(lemma: str) -> bool:
    """One-syllable verbs of consonant, vowel, consonant double the last letter: "slap", "slapped"."""
    vowels = sum(letter in "aeiou" for letter in lemma)
    return (
        vowels == 1
        and len(lemma) >= 3
        and lemma[-1] not in "aeiouwxy"
        and lemma[-2] in "aeiou"
        and lemma[-3] not in "aeiou"
    )
