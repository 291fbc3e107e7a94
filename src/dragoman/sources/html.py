"""HTML in, one Page out. Parses in a child process (html_worker.py) that may be killed at any time.

The C libraries under HTML parsing meet whatever the web holds; a page that
hangs, eats memory or crashes them costs one PageError and a fresh child.
"""

import codecs
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from dragoman.config import Limits
from dragoman.errors import PageError
from dragoman.model.page import Block, Given, Page
from dragoman.sources.decode import MEND, NotText, decode, digest
from dragoman.sources.html_child import ParseFailed, ask
from dragoman.sources.html_depth import deeper_than
from dragoman.sources.text import too_large

_CHARSET = re.compile(rb"""<(?:meta|\?xml)\b[^<>]*?(?:charset|encoding)\s*=\s*["']?([\w.:-]{1,40})""", re.I)
_MEND = "give the article's text, or leave the page out"


def read(name: str, stream: BinaryIO, limits: Limits) -> Iterator[Page | PageError]:
    """The one page of an HTML file, or why there is none."""
    data = stream.read(limits.page_bytes + 1)
    if len(data) > limits.page_bytes:
        yield too_large(name, limits)
        return
    try:
        markup = decode(data, declared=_declared(data))
    except NotText as reason:
        yield PageError(name, str(reason), MEND)
        return
    if deeper_than(limits.depth, markup):
        yield PageError(name, f"nests HTML elements more than {limits.depth} deep", _MEND)
        return
    try:
        answer = ask(markup.encode(), limits)
    except ParseFailed as reason:
        yield PageError(name, str(reason), _MEND)
        return
    yield _page(name, digest(data), answer)


def _declared(data: bytes) -> str | None:
    found = _CHARSET.search(data[:4096])
    if not found:
        return None
    encoding = found[1].decode("ascii", "ignore")
    try:
        # The web's "latin-1" is windows-1252, and decode() tries that itself, last.
        return None if codecs.lookup(encoding).name in ("iso8859-1", "ascii") else encoding
    except LookupError:
        return None


def _page(name: str, digest: str, answer: dict[str, Any]) -> Page:
    given = answer["given"] | {"byline": tuple(answer["given"]["byline"])}
    blocks = tuple(Block(*block) for block in answer["blocks"])
    return Page(
        name=name, kind="html", digest=digest, text=answer["text"], given=Given(**given), blocks=blocks
    )
