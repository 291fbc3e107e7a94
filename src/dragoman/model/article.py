"""An article: one text by one outlet, cut out of a page, cleaned, then frozen."""

from typing import Literal

import msgspec

from dragoman.model.page import Role

PublishedBasis = Literal["header", "dateline", "metadata", "age", "inferred", "none"]


class Published(msgspec.Struct, frozen=True):
    """When the article came out.

    `value` is an ISO 8601 date or date-time, None where unknown. `basis` says
    how we know: `header` (a date line on the page), `dateline`, `metadata`
    (HTML or JSONL fields), `age` ("2 hours ago" beside a dated page),
    `inferred` (from the text's own clues), `none`. `text` is the words it
    rests on.
    """

    value: str | None = None
    basis: PublishedBasis = "none"
    text: str | None = None


class Dropped(msgspec.Struct, frozen=True):
    """A piece of the page that is not the article. Offsets point into the page's text as it came."""

    start: int
    end: int
    role: Role
    quote: str
    reason: str


class Article(msgspec.Struct, frozen=True):
    """The frozen text that every offset of every finding points into.

    `found_in` is the id of the article on whose page this one was embedded.
    `age_text` is its age as written ("34 minutes ago"). Who is a copy of whom
    is not here: that is derived over the whole record (merge.copies).
    """

    id: str
    page: str
    page_id: str
    text: str
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    byline: tuple[str, ...] = ()
    dateline: str | None = None
    published: Published = Published()
    captions: tuple[str, ...] = ()
    found_in: str | None = None
    age_text: str | None = None
    dropped: tuple[Dropped, ...] = ()
