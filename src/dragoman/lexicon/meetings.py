"""Words that tell of a meeting. Loads lexicon/en/meetings.toml."""

import tomllib
from importlib.resources import files

import msgspec

from dragoman.model.finding import MeetingKind


class MeetingWords(msgspec.Struct, frozen=True):
    calls_off: frozenset[str]  # undo a meeting
    kinds: dict[MeetingKind, frozenset[str]]  # words beside a meeting that tell its kind


def load_meetings() -> MeetingWords:
    table = tomllib.loads((files("dragoman.lexicon") / "en" / "meetings.toml").read_text("utf-8"))
    return msgspec.convert(table, MeetingWords)
