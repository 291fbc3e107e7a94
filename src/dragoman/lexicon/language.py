"""Words of time and of sentence ends: loads lexicon/en/time.toml and sentences.toml. Decides nothing."""

import tomllib
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Self, TypeVar

import msgspec

from dragoman.errors import LexiconError

Shape = TypeVar("Shape")


class Abbreviations(msgspec.Struct, frozen=True):
    """What a full stop after a word means: see the comments in the table."""

    leaning: frozenset[str]
    numbering: frozenset[str]
    either: frozenset[str]
    openers: frozenset[str]
    attribution: frozenset[str]

    @classmethod
    def from_toml(cls, table: bytes) -> Self:
        return _convert("en/sentences.toml", tomllib.loads(table.decode("utf-8")), cls)


class Tense(msgspec.Struct, frozen=True):
    """Cues that tell whether a clause looks back or ahead."""

    future: tuple[str, ...]
    adverbs: tuple[str, ...]
    deadlines: tuple[str, ...]
    horizons: tuple[str, ...]
    past: frozenset[str]
    not_past: frozenset[str]
    before_descriptions: frozenset[str]
    clause_openers: tuple[str, ...]


class StampWords(msgspec.Struct, frozen=True):
    """Labels and joints of a page's time line."""

    published: tuple[str, ...]
    updated: tuple[str, ...]
    joins: tuple[str, ...]
    now: tuple[str, ...]


class TimeWords(msgspec.Struct, frozen=True, eq=False):
    """The words dates are made of: see the comments in the table.

    A table is equal only to itself (`eq=False`), so that the patterns made from it can be kept by it.
    """

    doubtful_months: tuple[str, ...]
    not_days: tuple[str, ...]
    every: tuple[str, ...]
    last: tuple[str, ...]
    this: tuple[str, ...]
    next: tuple[str, ...]
    coming: tuple[str, ...]
    previous_week: tuple[str, ...]
    ends: tuple[str, ...]
    at_weekend: tuple[str, ...]
    early_or_late: tuple[str, ...]
    hours: tuple[str, ...]
    occasions: tuple[str, ...]
    before_dates: tuple[str, ...]
    before_doubtful: tuple[str, ...]
    before_counts: tuple[str, ...]
    before_attributes: tuple[str, ...]
    counted: tuple[str, ...]
    seeming_plurals: tuple[str, ...]
    superlatives: frozenset[str]
    moves: tuple[str, ...]
    later: tuple[str, ...]
    earlier: tuple[str, ...]
    from_story: dict[str, tuple[str, int]]
    decades: dict[str, int]
    months: dict[str, int]
    month_abbreviations: dict[str, int]
    weekdays: dict[str, int]
    weekday_abbreviations: dict[str, int]
    day_words: dict[str, int]
    numbers: dict[str, int]
    vague: tuple[str, ...]
    ordinals: dict[str, int]
    units: dict[str, str]
    unit_abbreviations: dict[str, str]
    tense: Tense
    stamp: StampWords
    zones: dict[str, str]
    seasonal_zones: dict[str, tuple[str, str]]
    zones_without_offset: tuple[str, ...]

    @classmethod
    def from_toml(cls, table: bytes) -> Self:
        return _convert("en/time.toml", tomllib.loads(table.decode("utf-8")), cls)


def load_abbreviations(path: Traversable | None = None) -> Abbreviations:
    """The English table, or another language's at `path`."""
    return Abbreviations.from_toml((path or _english("sentences.toml")).read_bytes())


def load_time_words(path: Traversable | None = None) -> TimeWords:
    """The English table, or another language's at `path`."""
    return TimeWords.from_toml((path or _english("time.toml")).read_bytes())


def _english(name: str) -> Traversable:
    return files("dragoman.lexicon") / "en" / name


def _convert(table: str, entries: dict, shape: type[Shape]) -> Shape:
    try:
        return msgspec.convert(entries, shape)
    except msgspec.ValidationError as error:
        raise LexiconError(f"lexicon/{table}: {error}; mend the table") from error
