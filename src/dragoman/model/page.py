"""A page: bytes as they came, decoded once. A block: a piece of it with a role."""

from typing import Literal

import msgspec

from dragoman.model.identity import content_id

Kind = Literal["text", "html", "jsonl"]

Role = Literal[
    "title", "byline", "dateline", "body", "caption", "related", "ranking",
    "promo", "comment", "share", "contact", "other",
]  # fmt: skip


class Given(msgspec.Struct, frozen=True):
    """What the page's container says of its article (JSONL fields, HTML metadata); None where silent."""

    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    byline: tuple[str, ...] = ()
    published: str | None = None  # as written there
    text: str | None = None  # the article's text, where the container has already cut it


class Block(msgspec.Struct, frozen=True):
    """A piece of a page: offsets into `Page.text`, its role, and why we think so."""

    start: int
    end: int
    role: Role
    reason: str


class Page(msgspec.Struct, frozen=True):
    """One file, one line of a JSONL file, or standard input.

    `name` is what the user called it; `digest` is over the bytes as they came.
    `text` is what a person sees: for plain text the decoded bytes, for HTML
    its visible lines. `blocks` are roles that the source already knows from
    markup, over whole lines of `text`; empty for plain text.
    """

    name: str
    kind: Kind
    digest: str
    text: str
    given: Given = Given()
    blocks: tuple[Block, ...] = ()

    @property
    def id(self) -> str:
        """The same bytes under the same file name are the same page, whatever folder they are named from.

        Two file names with the same bytes are two pages, and their articles copies.
        """
        return content_id("p", self.name.replace("\\", "/").rsplit("/", 1)[-1], self.digest)
