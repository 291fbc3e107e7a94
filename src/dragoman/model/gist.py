"""A Gist: what one article is about, for comparing it with others."""

import msgspec

TELLING = 15  # words by which an article is found

Terms = dict[str, float]


class Gist(msgspec.Struct, frozen=True, eq=False):
    """`terms` are of length 1 together, the weightiest first; `records` are the ids of those told as news."""

    article: str
    day: str | None
    terms: Terms
    records: frozenset[str]

    @property
    def order(self) -> tuple[str, str]:
        """The one order that depends on nothing but the article: by day, the undated first, then by id."""
        return self.day or "", self.article

    @property
    def telling(self) -> tuple[str, ...]:
        """The weightiest words."""
        return tuple(self.terms)[:TELLING]
