"""Changes: how a record differs from what it was before."""

from typing import Literal

import msgspec


class Change(msgspec.Struct, frozen=True):
    """Of one kind: facts that are told now and were not, that no longer are, that are told otherwise."""

    new: int = 0
    gone: int = 0
    changed: int = 0


class Difference(msgspec.Struct, frozen=True):
    """One fact that is new, gone or changed; `fields` are those that are other now, of the fact and its record."""

    what: Literal["new", "gone", "changed"]
    kind: str
    id: str
    title: str
    fields: tuple[str, ...] = ()


class Changes(msgspec.Struct, frozen=True):
    """What a rebuild did. `failures` counts stages that broke, `judgements` people's, which were kept.

    `some` are the first differences of each kind, by id.
    """

    articles: int
    failures: int
    judgements: int
    kinds: dict[str, Change]
    seconds: float | None = None
    some: tuple[Difference, ...] = ()
