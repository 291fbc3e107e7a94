"""Pairs: the gold's items and ours, each with its like or alone.

The likest are paired first, and no item twice. An optional item of the gold
that is found counts neither for nor against; missed, neither.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Generic, TypeVar

import msgspec

from dragoman.evaluation.figures import Count

Gold = TypeVar("Gold")
Ours = TypeVar("Ours")

FOUND = "found"  # the field that is right wherever a pair is a pair


class Pair(msgspec.Struct, Generic[Gold, Ours], frozen=True):
    """`gold` None is a false alarm, `ours` None a miss; `right` says of each field whether it agrees."""

    gold: Gold | None
    ours: Ours | None
    right: Mapping[str, bool] = {}
    form: tuple[str, str] = ("", "")  # of the gold and of ours, where a finding type has forms

    @property
    def wrong(self) -> tuple[str, ...]:
        return tuple(field for field, agrees in self.right.items() if not agrees)

    @property
    def counts(self) -> bool:
        return self.gold is None or not self.gold.optional


def pair_up(
    gold: Sequence[Gold], ours: Sequence[Ours], likeness: Callable[[Gold, Ours], float],
    fields: Mapping[str, Callable[[Gold, Ours], bool]],
) -> list[Pair[Gold, Ours]]:  # fmt: skip
    """Pairs from the likest down; a likeness of 0 is no pair.

    Among equals come first the gold that must be found, and what stands earlier in the text.
    """
    options = sorted(
        (-like, wanted.optional, i, k)
        for i, wanted in enumerate(gold)
        for k, given in enumerate(ours)
        if (like := likeness(wanted, given)) > 0
    )
    mine: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, i, k in options:
        if i not in mine and k not in taken:
            mine[i] = k
            taken.add(k)
    pairs = []
    for i, k in sorted(mine.items()):
        right = {FOUND: True, **{field: same(gold[i], ours[k]) for field, same in fields.items()}}
        pairs.append(Pair(gold[i], ours[k], right, (_form(gold[i]), _form(ours[k]))))
    missed = [wanted for i, wanted in enumerate(gold) if i not in mine]
    return pairs + alone(missed, [given for k, given in enumerate(ours) if k not in taken])


def alone(missed: Sequence[Gold], alarms: Sequence[Ours]) -> list[Pair[Gold, Ours]]:
    """What has no like on the other side."""
    return [Pair(wanted, None, {}, (_form(wanted), "")) for wanted in missed] + [
        Pair(None, given, {}, ("", _form(given))) for given in alarms
    ]


def _form(item: object) -> str:
    return getattr(item, "kind", "")


def count(pairs: Sequence[Pair], field: str, form: str | None = None) -> Count:
    """How many of the gold were found, and of ours were right, by one field; `form` narrows each side to its own."""
    counted = [pair for pair in pairs if pair.counts]
    gold = [pair for pair in counted if pair.gold is not None and form in (None, pair.form[0])]
    ours = [pair for pair in counted if pair.ours is not None and form in (None, pair.form[1])]
    return Count(
        len(gold), sum(pair.right.get(field, False) for pair in gold),
        len(ours), sum(pair.right.get(field, False) for pair in ours),
    )  # fmt: skip
