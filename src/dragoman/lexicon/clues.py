"""Words by which a text tells when it was written: loads lexicon/en/clues.toml. Knows no dates."""

import re
import tomllib
from functools import cache
from importlib.resources import files

import msgspec


class ClueWords(msgspec.Struct, frozen=True):
    """One pattern a table; each matches case-folded text. `after` has a group for the number before "days after"."""

    vote: re.Pattern[str]
    win: re.Pattern[str]
    other_votes: re.Pattern[str]
    oath: re.Pattern[str]
    after: re.Pattern[str]
    any: re.Pattern[str]  # one of the above that dates a deed
    anniversary: re.Pattern[str]
    ordinal_anniversary: re.Pattern[str]
    one: frozenset[str]


@cache
def load_clues() -> ClueWords:
    table = tomllib.loads((files("dragoman.lexicon") / "en" / "clues.toml").read_text("utf-8"))

    def any_of(name: str) -> str:
        return "|".join(re.escape(word) for word in sorted(table[name], key=len, reverse=True))

    plain = {
        name: re.compile(rf"(?<!\w)(?:{any_of(name)})(?!\w)")
        for name in ("vote", "win", "other_votes", "oath", "anniversary")
    }
    return ClueWords(
        **plain,
        any=re.compile(rf"(?<!\w)(?:{'|'.join(any_of(name) for name in ('vote', 'win', 'oath', 'day_after'))})(?!\w)"),
        after=re.compile(rf"(?<!\w)(\w+)\s+(?:{any_of('day_after')})(?!\w)"),
        ordinal_anniversary=re.compile(rf"\b(\d{{1,3}})(?:st|nd|rd|th) (?:{any_of('anniversary')})\b"),
        one=frozenset(table["one"]),
    )
