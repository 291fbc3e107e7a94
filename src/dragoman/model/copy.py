"""Copies: who reprints whom, and what is kept so that it need not be found out again."""

from hashlib import blake2b
from typing import Literal

import msgspec


class Copy(msgspec.Struct, frozen=True):
    """`article` reprints `copy_of`, the origin of its family; the origin itself has None there.

    `share` is how much of the shorter of the two stands in the longer.
    `family` is the smallest id in it: it stays when an earlier origin turns up.
    """

    article: str
    copy_of: str | None
    share: float
    family: str


class Passage(msgspec.Struct, frozen=True):
    """The characters `start` to `end` of an article stand in the article `of`."""

    start: int
    end: int
    of: str


class Shared(msgspec.Struct, frozen=True):
    """What of an article stands in others; `sources` are those that were asked, in this order."""

    sources: tuple[str, ...]
    passages: tuple[Passage, ...]


# own: the two are one text. held: the longer one compiles it. aside: what the shorter one shares with
# the longer need not be its own, because it compiles others too.
Standing = Literal["own", "held", "aside"]


class Link(msgspec.Struct, frozen=True):
    """`shorter` stands in `longer`: `share` of its words do, and they are `cover` of the longer one's.

    `part` has a bit for each piece of the longer text that the shorter one fills, its opening the lowest.
    `marks` are those that both have, 32 bits each: so neither text is needed to tell whether they still meet.
    """

    longer: str
    shorter: str
    share: float
    cover: float
    part: int
    standing: Standing = "own"
    marks: bytes = b""

    def other(self, end: str) -> str:
        return self.shorter if end == self.longer else self.longer


class Fingerprint(msgspec.Struct, frozen=True):
    """`size` in words; `kept` marks, of which a long text would keep `thinned` (merge.marks)."""

    article: str
    size: int
    kept: int
    thinned: int

    @property
    def key(self) -> int:
        """32 bits that stand for the article in an index: 29 of chance, and how many marks it has, roughly.

        Two of a million may share one; they are told apart when their texts are compared.
        """
        chance = int.from_bytes(blake2b(self.article.encode(), digest_size=4).digest(), "big") >> 3
        return chance << 3 | min(7, max(1, self.thinned).bit_length() - 1)
