"""Plain text in, one Page out: its characters as they came. Finds no articles in it; that is text/'s work."""

import json
from collections.abc import Iterator
from typing import BinaryIO

from dragoman.config import Limits
from dragoman.errors import PageError
from dragoman.model.page import Page
from dragoman.sources.decode import MEND, NotText, decode, digest


def read(name: str, stream: BinaryIO, limits: Limits) -> Iterator[Page | PageError]:
    """The one page of a text file, or why there is none.

    >>> import io
    >>> [page.text for page in read("a.txt", io.BytesIO(b"Hello."), Limits())]
    ['Hello.']
    """
    data = stream.read(limits.page_bytes + 1)
    if len(data) > limits.page_bytes:
        yield too_large(name, limits)
        return
    try:
        text = decode(data)
    except NotText as reason:
        yield PageError(name, str(reason), MEND)
        return
    if _is_json(text):
        yield PageError(name, "is one JSON value over many lines", "give JSONL: one article a line")
        return
    yield Page(name=name, kind="text", digest=digest(data), text=text)


def too_large(name: str, limits: Limits) -> PageError:
    return PageError(name, f"is larger than {limits.page_bytes:,} bytes", "split it, or give JSONL")


def _is_json(text: str) -> bool:
    """News never begins with a brace; what does and parses is data, and would be read as nonsense."""
    if not text.lstrip().startswith(("{", "[")):
        return False
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
