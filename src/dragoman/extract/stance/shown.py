"""A stance that words show: whose, toward what, how much, and which words."""

import msgspec

from dragoman.model.actor import Actor
from dragoman.model.span import Span


class Shown(msgspec.Struct, frozen=True):
    """`at` is the token that tells it, `end` where in the text what belongs to it ends."""

    at: int
    words: Span
    end: int
    holder: Actor
    stance: float
    toward: str | None
    issue: str | None
    why: str
