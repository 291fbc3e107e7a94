"""Where the tables lie: those that ship with Dragoman, and a user's own, which add to them or stand in their place.

In: files and folders that the user names. Out: each table's files with their
text. What a row or entry means is for the module of its table.
"""

import re
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import msgspec

from dragoman.errors import LexiconError, NotFound
from dragoman.model.identity import FEW_HEX, content_id

# What may be brought, and in which form.
FORMS = {
    "states": "toml", "organisations": "toml", "organs": "toml", "affairs": "toml",
    "offices": "tsv", "women": "tsv", "cities": "tsv", "landmarks": "tsv",
}  # fmt: skip


class File(msgspec.Struct, frozen=True):
    """One file of a table: `label` is what messages call it."""

    table: str
    label: str
    text: str

    def wrong(self, line: int | None, reason: str, mend: str) -> str:
        """One line of a LexiconError: where, what is wrong, what to do."""
        where = f", line {line}" if line else ""
        return f"{self.label}{where}: {reason}; {mend}"


Own = tuple[File, ...]


def shipped(table: str) -> File:
    """Our own file of a table."""
    name = f"{table}.{FORMS[table]}"
    return _file(table, f"lexicon/{name}", (files("dragoman.lexicon") / name).read_bytes())


def of(table: str, own: Own) -> Own:
    """The user's files of a table."""
    return tuple(file for file in own if file.table == table)


def find(paths: Iterable[str]) -> Own:
    """The tables in files and folders. A folder's other files are none of ours, but a table's misspelt name is told."""
    return tuple(_file(_table(path), str(path), _bytes(path)) for named in paths for path in _paths(named))


class OwnTables(NamedTuple):
    """What stands for a user's tables in a record: the digest of what they say, and what their files are called."""

    id: str
    files: str


def in_short(own: Own) -> OwnTables | None:
    """The same for the same tables, wherever they lie and however they are ordered; None where there are none."""
    if not own:
        return None
    names = sorted({Path(file.label).name for file in own})
    id = content_id("l", sorted((file.table, file.text) for file in own), digits=FEW_HEX)
    return OwnTables(id, ", ".join(names))


def _paths(named: str) -> Iterator[Path]:
    path = Path(named)
    if not path.exists():
        raise NotFound(f"{named}: does not exist; give --lexicon a table ({_names()}) or a folder of them")
    if not path.is_dir():
        yield path
        return
    found = [each for each in sorted(path.iterdir()) if each.suffix in (".tsv", ".toml") and each.is_file()]
    if not found:
        raise NotFound(f"{named}: no table in this folder; one is called {_names()}")
    yield from found


def _table(path: Path) -> str:
    """`offices.tsv` and `offices-asia.tsv` are both tables of offices."""
    table = re.match(r"[a-z]*", path.stem)[0]
    if FORMS.get(table) == path.suffix[1:]:
        return table
    raise LexiconError(f"{path}: no table is called so; call it {_names()}, with more after the first word if you like")


def _names() -> str:
    *names, last = (f"{table}.{form}" for table, form in FORMS.items())
    return f"{', '.join(names)} or {last}"


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise LexiconError(f"{path}: cannot be read ({error.strerror}); check the file and its rights") from error


def _file(table: str, label: str, data: bytes) -> File:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise LexiconError(f"{label}, line {line}: not UTF-8; save the file as UTF-8") from error
    return File(table, label, text.replace("\r\n", "\n"))
