"""Cues for events: verbs with what must follow them and where the other party stands. Loads lexicon/en/events.toml.

Inflects the lemmas, so that the table stays readable.
"""

import re
import tomllib
from importlib.resources import files
from typing import Literal

import msgspec

from dragoman.model.finding import MeetingKind

Form = Literal["base", "third", "past", "participle", "ing"]


class Cue(msgspec.Struct, frozen=True):
    """One row of the table; see the comments there."""

    type: str
    verbs: tuple[str, ...]
    to: tuple[str, ...] = ()
    mode: str | None = None
    cameo: str | None = None
    particle: tuple[str, ...] = ()
    object: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    reciprocal: bool = False
    joint: bool = False
    host: bool = False
    place_ok: bool = False
    alone: bool = False
    bare: bool = False
    pledge: bool = False
    calls_off: bool = False
    meeting: str | None = None


class NounCue(msgspec.Struct, frozen=True):
    """A noun that tells a meeting without a verb."""

    type: str
    nouns: tuple[str, ...]
    meeting: str
    mode: str | None = None


class NounWords(msgspec.Struct, frozen=True):
    settings: frozenset[str]
    first_told: tuple[str, ...]
    planned: tuple[str, ...]
    mooted: tuple[str, ...]


class Auxiliaries(msgspec.Struct, frozen=True):
    plain: frozenset[str]
    future: frozenset[str]
    hypothetical: frozenset[str]
    negation: frozenset[str]
    perfect: frozenset[str]
    perfect_tense: frozenset[str]
    be: frozenset[str]


class Governors(msgspec.Struct, frozen=True):
    future: frozenset[str]
    agree: frozenset[str]
    wish: frozenset[str]
    done: frozenset[str]
    threaten: frozenset[str]
    refuse: frozenset[str]


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
    owned_nouns: frozenset[str]
    habitual: frozenset[str]
    articles: frozenset[str]
    possessives: frozenset[str]
    joins_verbs: frozenset[str]
    before_dates: frozenset[str]
    locatives: frozenset[str]
    locatives_of_parts: frozenset[str]
    place_heads: frozenset[str]
    place_parts: frozenset[str]
    regions: frozenset[str]
    pairs: frozenset[str]
    dwelling: frozenset[str]
    posts: frozenset[str]
    occasions: frozenset[str]
    scene_verbs: frozenset[str]
    capital: str
    origins: frozenset[str]
    behalf: frozenset[str]
    after_adverbial: frozenset[str]
    scene: frozenset[str]
    open_questions: frozenset[str]
    provisos: frozenset[str]
    scheduled: frozenset[str]
    clause_starts: frozenset[str]
    money: frozenset[str]
    long_past: frozenset[str]
    past_markers: tuple[str, ...]


class VerbForm(msgspec.Struct, frozen=True):
    """A form of a cue's verb: which it can be ("past" and "participle" are often one word)."""

    cue: Cue
    forms: frozenset[str]


class Cues(msgspec.Struct, frozen=True):
    by_form: dict[str, tuple[VerbForm, ...]]
    nouns: tuple[NounCue, ...]
    noun_words: NounWords
    auxiliaries: Auxiliaries
    governors: Governors
    clause: ClauseWords
    contexts: dict[str, re.Pattern[str]]
    meeting_kinds: dict[MeetingKind, frozenset[str]]  # kind → words beside the meeting that tell it
    all: tuple[Cue, ...]


def load_cues() -> Cues:
    table = tomllib.loads((files("dragoman.lexicon") / "en" / "events.toml").read_text("utf-8"))
    cues = msgspec.convert(table["cue"], tuple[Cue, ...])
    by_form: dict[str, list[VerbForm]] = {}
    for cue in cues:
        for lemma in dict.fromkeys(cue.verbs):
            forms: dict[str, set[str]] = {}
            for form, word in inflect(lemma, table["irregular"]).items():
                forms.setdefault(word, set()).add(form)
            for word, which in forms.items():
                by_form.setdefault(word, []).append(VerbForm(cue, frozenset(which)))
    return Cues(
        by_form={word: tuple(found) for word, found in by_form.items()},
        nouns=msgspec.convert(table["noun"], tuple[NounCue, ...]),
        noun_words=msgspec.convert(table["noun_words"], NounWords),
        auxiliaries=msgspec.convert(table["auxiliaries"], Auxiliaries),
        governors=msgspec.convert(table["governors"], Governors),
        clause=msgspec.convert(table["clause"], ClauseWords),
        contexts={
            name: re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + r")\b", re.I)
            for name, words in table["contexts"].items()
        },
        meeting_kinds={kind: frozenset(words) for kind, words in table["meeting"]["kinds"].items()},
        all=cues,
    )


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
