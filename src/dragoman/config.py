"""Limits: how much one page may cost us before it is refused."""

import msgspec


class Limits(msgspec.Struct, frozen=True):
    """Bounds on a single page. A page beyond one of them becomes a PageError; the batch goes on."""

    seconds: float = 10.0  # to parse one HTML page
    memory_bytes: int = 1 << 30  # of the process that parses HTML
    page_bytes: int = 15 << 20  # of one page; in a JSONL file, of one line
    depth: int = 512  # of nested HTML elements


LIMITS = Limits()
