"""Changes: how a record differs from what it was before."""

import msgspec


class Change(msgspec.Struct, frozen=True):
    """Of one kind: facts that are told now and were not, that no longer are, that are told otherwise."""

    new: int = 0
    gone: int = 0
    changed: int = 0


class Changes(msgspec.Struct, frozen=True):
    """What a rebuild did. `failures` counts stages that broke, `judgements` people's, which were kept."""

    articles: int
    failures: int
    judgements: int
    kinds: dict[str, Change]
    seconds: float | None = None
