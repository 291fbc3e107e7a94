"""Entries of a TOML table: parsed, given their shape, each known by its line."""

import re
import tomllib
from typing import TypeVar

import msgspec

from dragoman.errors import LexiconError
from dragoman.lexicon.tables import File

Shape = TypeVar("Shape")


def parsed(file: File) -> dict[str, dict]:
    """The entries of a table by their keys."""
    try:
        table = tomllib.loads(file.text)
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{file.label}: no TOML: {error}; mend what stands there") from error
    stray = [key for key, entry in table.items() if not isinstance(entry, dict | list)]
    if stray:
        raise LexiconError(file.wrong(None, f"{stray[0]!r} stands in no entry", "put it under the [id] it is about"))
    return table


def shaped(file: File, entry: dict, shape: type[Shape], key: str, place: int = 0) -> Shape:
    """One entry as what it is; `key` and `place` as in `line_of`."""
    try:
        return msgspec.convert(entry, shape)
    except msgspec.ValidationError as error:
        mend = f"an entry holds {', '.join(shape.__struct_fields__)}"
        raise LexiconError(file.wrong(line_of(file, key, place), _plain(str(error)), mend)) from error


def _plain(message: str) -> str:
    """ "Expected `str`, got `int` - at `$.name`" → "expected `str`, got `int` - at `name`"."""
    return message[:1].lower() + message[1:].replace("`$.", "`")


def line_of(file: File, key: str, place: int = 0) -> int | None:
    """Where `[key]` stands, or the `place`-th `[[key]]`."""
    heads = re.finditer(rf"""^\s*\[{{1,2}}\s*["']?{re.escape(key)}["']?\s*\]""", file.text, re.M)
    starts = [head.end() for head in heads]
    return file.text.count("\n", 0, starts[place]) + 1 if place < len(starts) else None
