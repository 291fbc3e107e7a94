"""Paths in, Pages out: finds the files, tells their kind, hands each to its source.

Opens files and standard input, and nothing else: no network, no writing. What
a kind means is its source's business (text.py, html.py, jsonl.py).
"""

import io
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePath
from typing import BinaryIO

from dragoman.config import LIMITS, Limits
from dragoman.errors import PageError
from dragoman.model.page import Kind, Page
from dragoman.sources import html, html_child, jsonl, text
from dragoman.sources.decode import without_bom

Source = Callable[[str, BinaryIO, Limits], Iterator[Page | PageError]]

SOURCES: dict[Kind, Source] = {"text": text.read, "html": html.read, "jsonl": jsonl.read}

ENDINGS: dict[str, Kind] = {
    ".txt": "text", ".text": "text",
    ".html": "html", ".htm": "html", ".xhtml": "html",
    ".jsonl": "jsonl", ".ndjson": "jsonl",
}  # fmt: skip

STDIN = "-"
HEAD = 4096  # bytes looked at to tell the kind

_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*){0,5}<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_JSON_OBJECT_START = re.compile(r'\s*\{[ \t]*(?:"|\})')


def pages(
    paths: Iterable[str], *, limits: Limits = LIMITS, stdin: BinaryIO | None = None
) -> Iterator[Page | PageError]:
    """Every page of the files, folders and `-` (standard input) in `paths`, in order, one at a time.

    A folder is walked to its end, sorted by name; hidden files, links to folders
    and unknown endings are passed over. A file named directly is read whatever its ending.

    >>> [str(error) for error in pages(["no/such/file.txt"])]
    ['no/such/file.txt: does not exist; check the path']
    """
    try:
        for path in paths:
            if path == STDIN:
                yield from _read(STDIN, stdin or sys.stdin.buffer, limits)
            elif os.path.isdir(path):
                yield from _folder(path, limits)
            else:
                yield from _file(path, limits)
    finally:
        html_child.close()


def _folder(folder: str, limits: Limits) -> Iterator[Page | PageError]:
    empty = True
    for found in _walk(folder):
        empty = False
        if isinstance(found, PageError):
            yield found
        else:
            yield from _file(found, limits)
    if empty:
        yield PageError(_name(folder), "holds no pages", f"give a folder with {' '.join(ENDINGS)} files")


def _walk(folder: str) -> Iterator[str | PageError]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield _unreadable(folder, error)
        return
    for entry in entries:
        if entry.name.startswith(".") or entry.name == "README.md":
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(entry.path)
        elif Path(entry.name).suffix.lower() in ENDINGS and entry.is_file():
            yield entry.path


def _file(path: str, limits: Limits) -> Iterator[Page | PageError]:
    try:
        stream = open(path, "rb")  # noqa: SIM115 (closed below)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        yield _unreadable(path, error)
        return
    with stream:
        yield from _read(_name(path), stream, limits)


def _read(name: str, stream: BinaryIO, limits: Limits) -> Iterator[Page | PageError]:
    buffered = stream if hasattr(stream, "peek") else io.BufferedReader(stream)
    try:
        kind = _kind(name, buffered.peek(HEAD)[:HEAD])
        yield from SOURCES[kind](name, buffered, limits)
    except OSError as error:  # a disk or a pipe that breaks while we read
        yield _unreadable(name, error)


def _kind(name: str, head: bytes) -> Kind:
    """By ending, then by content. A scraper's `.txt` is often HTML or JSONL, so `.txt` promises nothing."""
    by_ending = ENDINGS.get(Path(name).suffix.lower(), "text")
    if by_ending != "text":
        return by_ending
    start = without_bom(head)
    if _HTML_START.match(start):
        return "html"
    # A JSON text over many lines begins with a bare "{": text.py refuses it with a better word than ours.
    return "jsonl" if _JSON_OBJECT_START.match(start) else "text"


def _name(path: str) -> str:
    """The path with forward slashes and no leading `./`; bytes that are no characters become `�`."""
    return os.fsencode(PurePath(path).as_posix()).decode("utf-8", "replace")


def _unreadable(path: str, error: Exception) -> PageError:
    if isinstance(error, FileNotFoundError):
        return PageError(_name(path), "does not exist", "check the path")
    why = getattr(error, "strerror", None) or str(error)
    return PageError(_name(path), f"cannot be read ({why.lower()})", "check the path and its permissions")
