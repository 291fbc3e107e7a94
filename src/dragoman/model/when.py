"""When: a date with its precision and its ground."""

from typing import Literal

import msgspec

Precision = Literal["day", "week", "month", "year", "none"]
WhenBasis = Literal["expression", "dateline", "publication", "inferred", "none"]


class When(msgspec.Struct, frozen=True):
    """`start` to `end`, both inclusive ISO dates; None where unknown. `text` is the expression as written."""

    start: str | None = None
    end: str | None = None
    precision: Precision = "none"
    basis: WhenBasis = "none"
    text: str | None = None


class DateMention(msgspec.Struct, frozen=True):
    """A date expression at `start:end` of the article's text and what it resolves to."""

    start: int
    end: int
    when: When
