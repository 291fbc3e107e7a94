"""A ground: what the rest of the record knows of the day on which an article without a date came out."""

import msgspec

from dragoman.model.span import Span


class Ground(msgspec.Struct, frozen=True):
    """`day` is an ISO date; `text` says in words how it is known.

    With a `span`, that stretch of the article tells a deed that was on `day`.
    Without, the article is the text of another, which came out on `day`.
    """

    day: str
    text: str
    span: Span | None = None
