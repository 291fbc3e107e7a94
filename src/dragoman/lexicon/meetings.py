"""Words that tell of meetings and what becomes of them: loads lexicon/en/meetings.toml."""

import tomllib
from importlib.resources import files

import msgspec

from dragoman.lexicon.cues import inflect

Words = frozenset[str]
Phrases = tuple[str, ...]

PHRASES = (
    "cancelled", "postponed", "against_plan", "mooted", "arranged", "ended", "unwanted", "habits", "sports",
    "written", "calling", "occasion",
)  # fmt: skip
WORDS = (
    "may", "proposes", "being", "toward", "errand", "definite", "dealings", "beginning", "people", "abstract",
    "listing", "private", "relative", "hosts", "opposites",
)  # fmt: skip


class MeetingWords(msgspec.Struct, frozen=True):
    """The table with verbs inflected and nouns in both numbers; see the comments there."""

    cancelled: Phrases
    postponed: Phrases
    against_plan: Phrases
    mooted: Phrases
    arranged: Phrases
    ended: Phrases
    invitation: str
    may: Words
    proposes: Words
    unwanted: Phrases
    habits: Phrases
    sports: Phrases
    idioms: Words
    abstract: Words
    nouns: Words
    verbs: Words
    travel: Words
    setting_out: Words
    sets_out: Words  # the same in the present
    being: Words
    toward: Words
    errand: Words
    definite: Words
    dealings: Words
    beginning: Words
    discussing: Words
    purposes: tuple[tuple[str, ...], ...]
    topical: tuple[tuple[str, ...], ...]
    mediation: tuple[tuple[str, ...], ...]
    source: str
    listing: Words
    private: Words
    relative: Words
    people: Words
    hosts: Words
    opposites: Words
    told: Words  # past forms of verbs of telling
    written: Phrases
    calling: Phrases
    occasion: Phrases
    levels: dict[str, Words]  # words beside the deed → level
    offices: dict[str, Words]  # words of an office → level


def load_meetings() -> MeetingWords:
    folder = files("dragoman.lexicon") / "en"
    table = tomllib.loads((folder / "meetings.toml").read_text("utf-8"))
    irregular = tomllib.loads((folder / "events.toml").read_text("utf-8"))["irregular"] | table["irregular"]
    rows = {name: row for part in ("fate", "words", "apart", "spoken") for name, row in table[part].items()}
    nouns, telling, leaving = _words(rows["nouns"]), rows["telling"].split(), rows["setting_out"].split()
    return MeetingWords(
        **{name: tuple(rows[name]) for name in PHRASES},
        **{name: _words(rows[name]) for name in WORDS},
        **{name: _forms(rows[name], irregular) for name in ("idioms", "verbs", "discussing", "setting_out")},
        **{name: _longest_first(rows[name]) for name in ("purposes", "topical", "mediation")},
        nouns=nouns | {noun + "s" for noun in nouns},
        travel=_forms(rows["travel"], irregular) | _words(rows["journeys"]),
        sets_out=frozenset(inflect(lemma, irregular)[form] for lemma in leaving for form in ("base", "third")),
        told=frozenset(inflect(lemma, irregular)[form] for lemma in telling for form in ("past", "participle")),
        invitation=rows["invitation"], source=rows["source"],
        levels={level: _words(found) for level, found in table["levels"].items()},
        offices={level: _words(found) for level, found in table["offices"].items()},
    )  # fmt: skip


def _words(text: str) -> Words:
    return frozenset(text.split())


def _forms(lemmas: str, irregular: dict[str, list[str]]) -> Words:
    return frozenset(word for lemma in lemmas.split() for word in inflect(lemma, irregular).values())


def _longest_first(phrases: list[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(sorted((tuple(phrase.split()) for phrase in phrases), key=len, reverse=True))
