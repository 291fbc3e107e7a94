"""A piece of a page: a line, what it is and why. Holds nothing else."""

from typing import Literal

import msgspec

from dragoman.model.page import Role
from dragoman.text.lines import Line


class Piece(msgspec.Struct, frozen=True):
    """`part` 0 is the page's own article, 1 … those embedded in it.

    Where an embedded article's line `gives` its outlet or its age, `given` is that alone.
    """

    line: Line
    role: Role
    reason: str
    part: int = 0
    gives: Literal["outlet", "age"] | None = None
    given: str | None = None
