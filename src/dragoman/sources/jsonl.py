"""JSONL in, a Page a line out. Holds one line at a time; a bad line is a PageError, the others go on."""

from collections.abc import Iterator
from typing import Any, BinaryIO

import msgspec

from dragoman.config import Limits
from dragoman.errors import PageError
from dragoman.model.page import Given, Page
from dragoman.sources.decode import MEND, NotText, decode, digest, refuse_binary

# Our name first, then what corpora and news APIs call the same thing. The first that is filled wins.
FIELDS = {
    "text": ("text", "body", "content", "article_text", "maintext"),
    "title": ("title", "headline"),
    "url": ("url", "link"),
    "outlet": ("outlet", "source", "publisher", "sitename"),
    "author": ("author", "authors", "byline"),
    "published": ("published", "date", "published_at", "publishedAt", "date_publish"),
}
MEND_LINE = 'each line is one object such as {"text": "…", "title": "…", "url": "…"}'

BOM = b"\xef\xbb\xbf"


def read(name: str, stream: BinaryIO, limits: Limits) -> Iterator[Page | PageError]:
    """One page, or why not, for each line that is not blank; called `name#line`, counted from 1."""
    number, seen = 0, False
    while line := stream.readline(limits.page_bytes + 1):
        number += 1
        where = f"{name}#{number}"
        if number == 1:
            line = line.removeprefix(BOM)
            try:
                _refuse_other_formats(line)
            except NotText as reason:
                yield PageError(name, str(reason), MEND)
                return
        if len(line) > limits.page_bytes:
            while line and not line.endswith(b"\n"):  # pass over the rest of it
                line = stream.readline(1 << 20)
            yield PageError(where, f"is larger than {limits.page_bytes:,} bytes", "shorten it")
            seen = True
        elif line := line.strip():
            yield _page(where, line)
            seen = True
    if not seen:
        yield PageError(name, "is empty", MEND)


def _refuse_other_formats(first: bytes) -> None:
    refuse_binary(first)
    if first.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise NotText("is JSONL in UTF-16; JSON is UTF-8")


def _page(where: str, line: bytes) -> Page | PageError:
    try:
        fields = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return PageError(where, f"is not JSON ({_plain(error)})", MEND_LINE)
    if not isinstance(fields, dict):
        return PageError(where, "is JSON but not an object", MEND_LINE)
    body = _string(_field(fields, "text"))
    if body is None:
        return PageError(where, "has no `text`", MEND_LINE)
    try:
        text = decode(body.encode())
    except NotText as reason:
        return PageError(where, f"`text` {reason}", MEND_LINE)
    given = Given(
        title=_string(_field(fields, "title")),
        url=_string(_field(fields, "url")),
        outlet=_string(_field(fields, "outlet")),
        byline=_names(_field(fields, "author")),
        published=_string(_field(fields, "published")),
        text=text,
    )
    return Page(name=where, kind="jsonl", digest=digest(line), text=text, given=given)


def _field(fields: dict[str, Any], ours: str) -> Any:
    return next((fields[name] for name in FIELDS[ours] if fields.get(name)), None)


def _string(value: Any) -> str | None:
    """Words, or None: a number or a list where words belong is no reason to lose the article."""
    if isinstance(value, dict):  # {"source": {"id": "…", "name": "…"}}
        value = value.get("name")
    return value if isinstance(value, str) and value.strip() else None


def _names(value: Any) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [value]
    return tuple(name.strip() for each in values if (name := _string(each)))


def _plain(error: Exception) -> str:
    return "nested too deeply" if isinstance(error, RecursionError) else str(error).split("\n")[0]
