"""Words that tell of meetings and what becomes of them: loads lexicon/en/meetings.toml."""

import tomllib
from importlib.resources import files

import msgspec

from dragoman.lexicon.cues import inflect

Words = frozenset[str]
Phrases = tuple[str, ...]


class MeetingWords(msgspec.Struct, frozen=True):
    """The table with verbs inflected and nouns in both numbers; see the comments there."""

    cancelled: Phrases
    postponed: Phrases
    against_plan: Phrases
    mooted: Phrases
    arranged: Phrases
    ended: Phrases
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
    dealings: Words
    beginning: Words
    discussing: Words
    purposes: tuple[tuple[str, ...], ...]
    topical: tuple[tuple[str, ...], ...]
    source: str
    listing: Words
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
    fates, words, apart, spoken = table["fate"], table["words"], table["apart"], table["spoken"]
    nouns = _words(words["nouns"])
    return MeetingWords(
        **{name: tuple(fates[name]) for name in ("cancelled", "postponed", "against_plan", "mooted", "arranged", "ended")},
        may=_words(fates["may"]), proposes=_words(fates["proposes"]),
        **{name: tuple(apart[name]) for name in ("unwanted", "habits", "sports")},
        idioms=_forms(apart["idioms"], irregular), abstract=_words(apart["abstract"]),
        nouns=nouns | {noun + "s" for noun in nouns}, verbs=_forms(words["verbs"], irregular),
        travel=_forms(words["travel"], irregular) | _words(words["journeys"]), dealings=_words(words["dealings"]),
        beginning=_words(words["beginning"]), discussing=_forms(apart["discussing"], irregular),
        purposes=_longest_first(words["purposes"]), topical=_longest_first(apart["topical"]), source=apart["source"],
        listing=_words(apart["listing"]), relative=_words(apart["relative"]), people=_words(words["people"]),
        hosts=_words(spoken["hosts"]), opposites=_words(spoken["opposites"]),
        told=frozenset(
            inflect(lemma, irregular)[form] for lemma in spoken["telling"].split() for form in ("past", "participle")
        ),
        **{name: tuple(spoken[name]) for name in ("written", "calling", "occasion")},
        levels={level: _words(found) for level, found in table["levels"].items()},
        offices={level: _words(found) for level, found in table["offices"].items()},
    )  # fmt: skip


def _words(text: str) -> Words:
    return frozenset(text.split())


def _forms(lemmas: str, irregular: dict[str, list[str]]) -> Words:
    return frozenset(word for lemma in lemmas.split() for word in inflect(lemma, irregular).values())


def _longest_first(phrases: list[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(sorted((tuple(phrase.split()) for phrase in phrases), key=len, reverse=True))
