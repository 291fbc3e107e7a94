"""Gold: what a careful reader records from a page, as evals/gold/…/NAME.toml says it.

A folder in, GoldPages out. The rules of the gold stand in samples/README.md.
"""

import tomllib
from hashlib import blake2b
from pathlib import Path
from typing import Literal

import msgspec

from dragoman.errors import NotFound


class GoldEvent(msgspec.Struct, frozen=True, kw_only=True):
    type: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    aux: tuple[str, ...]
    clause: str
    mode: str | None = None
    date: str | None = None
    optional: bool = False


class GoldStatement(msgspec.Struct, frozen=True, kw_only=True):
    words: str
    speaker: str
    kind: Literal["direct", "mixed", "indirect"]
    state: str | None = None
    optional: bool = False


class GoldMeeting(msgspec.Struct, frozen=True, kw_only=True):
    participants: tuple[str, ...]
    status: str
    date: str | None = None
    optional: bool = False


class GoldPledge(msgspec.Struct, frozen=True, kw_only=True):
    by: str
    what: str
    optional: bool = False


class GoldArticle(msgspec.Struct, frozen=True, kw_only=True):
    """One article of a page; the scores of cutting and dating read the rest of the table themselves."""

    starts: str
    ends: str
    copy_of: str | None = None
    event: tuple[GoldEvent, ...] = ()
    statement: tuple[GoldStatement, ...] = ()
    meeting: tuple[GoldMeeting, ...] = ()
    pledge: tuple[GoldPledge, ...] = ()


class GoldPage(msgspec.Struct, frozen=True):
    """`page` is the file's name; `path` is where it lies."""

    page: str
    path: Path
    article: tuple[GoldArticle, ...]


def load(folder: Path, pages: Path | None = None) -> tuple[GoldPage, ...]:
    """Every page that has gold in `folder`; the pages lie in `pages`, or in a samples/ folder above."""
    tables = gold_files(folder)
    where = pages or pages_folder(folder)
    found = []
    for path in tables:
        table = tomllib.loads(path.read_text("utf-8"))
        articles = msgspec.convert(table["article"], tuple[GoldArticle, ...])
        found.append(GoldPage(table["page"], where / table["page"], articles))
    return tuple(found)


def gold_files(folder: Path) -> list[Path]:
    found = sorted(folder.glob("*.toml")) if folder.is_dir() else []
    if not found:
        raise NotFound(f"{folder}: no gold there; give a folder of NAME.toml files, as in evals/gold/samples")
    return found


def pages_folder(folder: Path) -> Path:
    """The nearest samples/ folder above the gold that holds its pages."""
    first = tomllib.loads(gold_files(folder)[0].read_text("utf-8"))["page"]
    for above in folder.resolve().parents:
        if (above / "samples" / first).is_file():
            return above / "samples"
    raise NotFound(f"{folder}: its pages are not in a samples/ folder above it; {first} was looked for")


def digest(folder: Path) -> str:
    """One name for just this gold: any change of a file's name or bytes gives another."""
    whole = blake2b(digest_size=16)
    for path in gold_files(folder):
        content = path.read_bytes()
        whole.update(f"{path.name} {len(content)}\n".encode())
        whole.update(content)
    return whole.hexdigest()
