"""Ids: short content hashes, so that reading the same thing twice gives the same id."""

import re
import unicodedata
from hashlib import blake2b

import msgspec

_encode = msgspec.json.Encoder(order="deterministic").encode

ID_HEX = 16  # hex digits; 64 bits: of the six million records of a million articles, no two will share one
FEW_HEX = 10  # of what people make one by one


def content_id(prefix: str, *parts: object, digits: int = ID_HEX) -> str:
    """`prefix-` and the first hex digits of the parts' digest.

    >>> content_id("a", "text", None) == content_id("a", "text", None)
    True
    """
    return f"{prefix}-{blake2b(_encode(parts), digest_size=16).hexdigest()[:digits]}"


def content_key(*parts: object, day: str | None = None, scope: object = None) -> int:
    """The parts' digest as a number that SQLite can index: the month of `day` in front, then the scope's digest.

    So what is of one time and scope lies together there, and a new article touches few pages of a large index.

    >>> content_key({"b", "a"}) == content_key({"a", "b"}) < content_key("a", day="2025-06-04")
    True
    """
    month = (int(day[:4]) * 12 + int(day[5:7])) & 0x7FF if day else 0
    if scope is None:
        return month << 51 | _number(parts, 51)
    return month << 51 | _number(scope, 24) << 27 | _number((scope, parts), 27)


def _number(value: object, bits: int) -> int:
    return int.from_bytes(blake2b(_encode(value), digest_size=8).digest()) >> (64 - bits)


def slug(name: str) -> str:
    """A name for ids: "Lee Jae-myung" → "lee-jae-myung"."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.casefold()).strip("-") or "unnamed"
