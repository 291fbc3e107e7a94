"""Spans: half-open character offsets, the one way we point into a text."""

import msgspec


class Span(msgspec.Struct, frozen=True, order=True):
    """Characters `start` to `end` (exclusive) of one text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]

    def covers(self, other: "Span") -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end

    def __len__(self) -> int:
        return self.end - self.start


def hull(spans: "list[Span]") -> Span:
    """The smallest span over all of `spans`, which must not be empty."""
    return Span(min(s.start for s in spans), max(s.end for s in spans))
