"""Words that mark what is not the article: loads lexicon/en/chrome.toml. Knows nothing of layout."""

import re
import tomllib
from importlib.resources import files

import msgspec


class ChromeWords(msgspec.Struct, frozen=True):
    """Patterns compiled from the table; each matches case-folded text.

    `headings` and `lines` map a role to its pattern; `share` is the set of
    words a share bar is made of.
    """

    headings: dict[str, re.Pattern[str]]
    lines: dict[str, re.Pattern[str]]
    share: frozenset[str]
    caption_starts: re.Pattern[str]
    caption_ends: re.Pattern[str]
    caption_credit: re.Pattern[str]
    byline_starts: re.Pattern[str]
    byline_roles: re.Pattern[str]
    byline_desks: re.Pattern[str]
    sign_offs: re.Pattern[str]
    not_places: frozenset[str]
    note_starts: re.Pattern[str]
    note_holds: re.Pattern[str]
    service: re.Pattern[str]
    service_starts: re.Pattern[str]
    reader: re.Pattern[str]


def _any(phrases: list[str]) -> str:
    longest_first = sorted(phrases, key=len, reverse=True)
    return "|".join(re.escape(phrase.casefold()) for phrase in longest_first)


def _containing(phrases: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_any(phrases)})(?!\w)")


def _starting(phrases: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?:{_any(phrases)})(?!\w)")


def load_chrome() -> ChromeWords:
    table = tomllib.loads((files("dragoman.lexicon") / "en" / "chrome.toml").read_text("utf-8"))
    return ChromeWords(
        headings={role: _containing(phrases) for role, phrases in table["headings"].items()},
        lines={role: _starting(phrases) for role, phrases in table["lines"].items()},
        share=frozenset(table["share"]["words"]),
        caption_starts=_starting(table["caption"]["starts"]),
        caption_ends=re.compile(rf"(?:{_any(table['caption']['ends'])})\W*$"),
        byline_starts=_starting(table["byline"]["starts"]),
        byline_desks=_containing(table["byline"]["desks"]),
        sign_offs=_starting(table["byline"]["sign_offs"]),
        not_places=frozenset(table["dateline"]["not_places"]),
        byline_roles=_containing(table["byline"]["roles"]),
        caption_credit=re.compile(rf"[(\[]\s*(?:{_any(table['caption']['labels'])})(?!\w)[^()\[\]]{{0,160}}[)\]]$"),
        note_holds=_containing(table["notes"]["holds"]),
        note_starts=_starting(table["notes"]["starts"]),
        service=_containing(table["service"]["words"]),
        service_starts=_starting(table["service"]["starts"]),
        reader=_containing(table["service"]["reader"]),
    )
