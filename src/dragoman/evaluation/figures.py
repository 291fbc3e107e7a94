"""Figures: counts in, precision, recall and F1 out, each with its number of cases and its 95 % interval.

The interval is a bootstrap over units that stand alone (articles, or sentences
where nothing larger is known), with a fixed seed: the same counts always give
the same figure. Standard library only, so that the eval runs wherever we do.
"""

import random
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

import msgspec

Unit = TypeVar("Unit")

RESAMPLES = 1000
SEED = 20251  # any number will do; it is fixed so that figures can be compared


class Count(msgspec.Struct, frozen=True):
    """What one unit gave. `found` of `gold` were found; `right` of `ours` are right."""

    gold: int = 0
    found: int = 0
    ours: int = 0
    right: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.ours if self.ours else 0.0

    @property
    def recall(self) -> float:
        return self.found / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """
        >>> Count(gold=4, found=2, ours=2, right=2).f1
        0.6666666666666666
        """
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """Precision, recall and F1, F1's interval, and how many cases they rest on."""

    precision: float
    recall: float
    f1: float
    interval: tuple[float, float]
    gold: int
    ours: int


def figure(units: Sequence[Count]) -> Figure:
    """The figure over all units; the interval comes from drawing units again.

    >>> figure([Count(gold=1, found=1, ours=1, right=1)]).interval
    (1.0, 1.0)
    """
    rows = [msgspec.structs.astuple(unit) for unit in units]
    total = _added(rows)
    return Figure(
        precision=round(total.precision, 3), recall=round(total.recall, 3), f1=round(total.f1, 3),
        interval=interval(rows, lambda drawn: _added(drawn).f1), gold=total.gold, ours=total.ours,
    )  # fmt: skip


def _added(rows: Sequence[tuple[int, ...]]) -> Count:
    return Count(*map(sum, zip(*rows, strict=True)))


def interval(units: Sequence[Unit], score: Callable[[Sequence[Unit]], float]) -> tuple[float, float]:
    """The middle 95 % of `score` over resamples of the units."""
    if not units:
        return (0.0, 0.0)
    draw = random.Random(SEED)
    scores = sorted(score(draw.choices(units, k=len(units))) for _ in range(RESAMPLES))
    edge = RESAMPLES // 40  # 2.5 % on either side
    return (round(scores[edge], 3), round(scores[-1 - edge], 3))


def macro_f1(pairs: Sequence[tuple[Hashable, Hashable]]) -> float:
    """The mean F1 over the union of gold and given labels: each label weighs the same.

    >>> macro_f1([("A", "A"), ("B", "A")]) == (2 / 3 + 0) / 2
    True
    """
    scores = f1_by_label(pairs).values()
    return sum(scores) / len(scores) if scores else 0.0


def f1_by_label(pairs: Sequence[tuple[Hashable, Hashable]]) -> dict[Hashable, float]:
    """F1 of every label that is gold or given; `pairs` are (gold, given)."""
    together = Counter(pairs)
    gold, given, hits = Counter(), Counter(), Counter()
    for (wanted, told), times in together.items():
        gold[wanted] += times
        given[told] += times
        if wanted == told:
            hits[wanted] += times
    return {label: 2 * hits[label] / (gold[label] + given[label]) for label in gold.keys() | given.keys()}


def reliability(told: Sequence[tuple[float, bool]]) -> list[dict[str, float]]:
    """How often what was told with a confidence was right, by tenths of it; an honest one is right as often as it says.

    >>> reliability([(0.25, True), (0.28, False), (0.91, True)])[0]
    {'from': 0.2, 'to': 0.3, 'deeds': 2, 'said': 0.265, 'right': 0.5}
    """
    tenths: dict[int, list[tuple[float, bool]]] = {}
    for sure, right in told:
        tenths.setdefault(min(int(sure * 10), 9), []).append((sure, right))
    return [
        {
            "from": tenth / 10, "to": (tenth + 1) / 10, "deeds": len(inside),
            "said": round(sum(sure for sure, _ in inside) / len(inside), 3),
            "right": round(sum(right for _, right in inside) / len(inside), 3),
        }
        for tenth, inside in sorted(tenths.items())
    ]  # fmt: skip
