"""A story: the articles and records of one affair. A contradiction: tellings of one thing that cannot all be true."""

from typing import Literal

import msgspec

from dragoman.model.actor import Actor
from dragoman.model.record import Report

ContradictionKind = Literal["number", "date", "doer", "denial"]


class Side(msgspec.Struct, frozen=True):
    """One of the things told, in the article's words.

    `who` says so: whoever the words are credited to, else None, and then it is the outlet's word.
    `value` is the same for sides that agree: "26", "at least 31", a day, a name.
    """

    value: str
    who: str | None
    report: Report


class Contradiction(msgspec.Struct, frozen=True):
    """`what` names the thing told in two ways ("people killed"); `records` are those whose tellings disagree."""

    id: str
    kind: ContradictionKind
    what: str
    sides: tuple[Side, ...]
    records: tuple[str, ...] = ()


class Story(msgspec.Struct, frozen=True):
    """One affair. `articles` by day, copies too; `records` are those that one of them tells.

    `title` stands word for word in the article `titled_by`. `first` and `last` are the days of its articles.
    `who` are the actors of most records. `why` says what holds the articles together.
    """

    id: str
    title: str
    titled_by: str
    articles: tuple[str, ...]
    records: tuple[str, ...]
    first: str | None
    last: str | None
    independent_sources: int
    who: tuple[Actor, ...] = ()
    why: str = ""
    contradictions: tuple[Contradiction, ...] = ()
