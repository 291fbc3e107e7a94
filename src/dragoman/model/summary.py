"""A Sum: what the events between two states amount to over some time."""

import msgspec

TENTHS = 10


class Sum(msgspec.Struct, frozen=True):
    """Each event counts by its independent sources.

    `cooperation` and `conflict` are the parts of `sources` whose PLOVER score is above and below 0.
    `tenths` is the sum of tenths of the score times sources: whole numbers, so that sums are exact.
    """

    events: int
    sources: int
    cooperation: int
    conflict: int
    tenths: int

    @property
    def mean(self) -> float | None:
        """The mean score, −10 to 10; None of nothing."""
        return self.tenths / TENTHS / self.sources if self.sources else None

    def __add__(self, other: "Sum") -> "Sum":
        return Sum(
            self.events + other.events, self.sources + other.sources, self.cooperation + other.cooperation,
            self.conflict + other.conflict, self.tenths + other.tenths,
        )  # fmt: skip

    def __sub__(self, other: "Sum") -> "Sum":
        return Sum(
            self.events - other.events, self.sources - other.sources, self.cooperation - other.cooperation,
            self.conflict - other.conflict, self.tenths - other.tenths,
        )  # fmt: skip
