"""Ids: short content hashes, so that reading the same thing twice gives the same id."""

from hashlib import blake2b

import msgspec

_encode = msgspec.json.Encoder(order="deterministic").encode

ID_HEX = 10  # hex digits; 40 bits: one clash expected near a million of one kind


def content_id(prefix: str, *parts: object) -> str:
    """`prefix-` and the first ten hex digits of the parts' digest.

    >>> content_id("a", "text", None) == content_id("a", "text", None)
    True
    """
    return f"{prefix}-{blake2b(_encode(parts), digest_size=16).hexdigest()[:ID_HEX]}"
