"""A score that explains itself: what every comparison in this folder returns."""

import msgspec


class Score(msgspec.Struct, frozen=True):
    """0 to about 1 for sameness, below 0 for a contradiction; `why` can be read aloud."""

    value: float
    why: str

    @property
    def contradicts(self) -> bool:
        return self.value < 0


def contradiction(why: str) -> Score:
    """These two cannot be the same, whatever else agrees."""
    return Score(-1.0, why)
