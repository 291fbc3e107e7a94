"""Which of its two heads leads a state. Loads chiefs.tsv."""

from importlib.resources import files

import msgspec


class Chiefs(msgspec.Struct, frozen=True):
    """`governed` maps a state to the spans of days, half open, in which its head of government leads it."""

    governed: dict[str, tuple[tuple[str, str], ...]]

    def role(self, state: str, day: str) -> str:
        """The role of whoever leads the state on an ISO day, where it has both heads."""
        for begin, end in self.governed.get(state, ()):
            if begin <= day and (not end or day < end):
                return "head_of_government"
        return "head_of_state"


def load_chiefs() -> Chiefs:
    governed: dict[str, tuple[tuple[str, str], ...]] = {}
    rows = (files("dragoman.lexicon") / "chiefs.tsv").read_text("utf-8").splitlines()
    _, *body = [row.split("\t") for row in rows if row and not row.startswith("#")]
    for state, begin, end in body:
        governed[state] = (*governed.get(state, ()), (begin, end))
    return Chiefs(governed)
