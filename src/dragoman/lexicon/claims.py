"""Words of claims: numbers, what is counted, what befell it, denials. Loads lexicon/en/claims.toml. No sentences."""

import tomllib
from importlib.resources import files
from itertools import chain
from typing import Literal

import msgspec

Words = tuple[str, ...]
Hedge = Literal["least", "above", "most", "below", "about", "nearly"]


class Fate(msgspec.Struct, frozen=True):
    """What befalls those who are counted. `only_grows`: later counts are higher, so a higher one told later is news."""

    name: str
    before: tuple[Words, ...]
    after: tuple[Words, ...]
    only_grows: bool = False


class ClaimWords(msgspec.Struct, frozen=True, eq=False):
    """The table, phrases as words in small letters. See the comments there."""

    numbers: dict[str, int]
    scales: dict[str, int]
    hedges: tuple[tuple[Words, Hedge], ...]  # the longest first
    after_least: tuple[Words, ...]
    added: frozenset[str]
    parts: tuple[str, ...]
    not_counts: frozenset[str]
    between: frozenset[str]
    doubted: frozenset[str]
    toll: tuple[Words, ...]
    to: frozenset[str]
    anybody: frozenset[str]
    people: frozenset[str]
    fates: tuple[Fate, ...]
    things: frozenset[str]
    money: frozenset[str]
    signs: dict[str, str]
    done: tuple[tuple[Words, str], ...]  # the longest first
    denials: frozenset[str]

    @property
    def growing(self) -> frozenset[str]:
        """The fates of which later counts are higher."""
        return frozenset(fate.name for fate in self.fates if fate.only_grows)


def load_claims() -> ClaimWords:
    """The words of English news.

    >>> load_claims().numbers["seven"], load_claims().scales["dozen"]
    (7, 12)
    """
    table = tomllib.loads((files("dragoman.lexicon") / "en" / "claims.toml").read_text("utf-8"))
    hedges, count, things = table["hedges"], table["count"], table["things"]
    after_least = hedges.pop("after_least")
    return ClaimWords(
        numbers=table["numbers"],
        scales=table["scales"],
        hedges=_longest_first((phrase, kind) for kind, phrases in hedges.items() for phrase in phrases),
        after_least=_phrases(after_least),
        added=frozenset(count["added"].split()),
        parts=tuple(count["parts"]),
        not_counts=frozenset(count["not_counts"].split()),
        between=frozenset(count["between"].split()),
        doubted=frozenset(count["doubted"].split()),
        toll=_phrases(count["toll"]),
        to=frozenset(count["to"].split()),
        anybody=frozenset(table["people"]["generic"].split()),
        people=frozenset(chain(table["people"]["named"].split(), table["people"]["generic"].split())),
        fates=tuple(
            Fate(row["name"], _phrases(row["before"]), _phrases(row["after"]), row.get("only_grows", False))
            for row in table["fate"]
        ),
        things=frozenset(things["counted"].split()),
        money=frozenset(things["money"].split()),
        signs=things["signs"],
        done=_longest_first((phrase, name) for name, phrases in things["done"].items() for phrase in phrases),
        denials=frozenset(table["denial"]["verbs"].split()),
    )


def _phrases(phrases: list[str]) -> tuple[Words, ...]:
    return tuple(sorted((tuple(phrase.split()) for phrase in phrases), key=lambda words: (-len(words), words)))


def _longest_first(rows) -> tuple:
    return tuple(sorted(((tuple(phrase.split()), name) for phrase, name in rows), key=lambda row: (-len(row[0]), row)))
