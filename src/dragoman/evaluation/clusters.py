"""Clusters of mentions against gold ones: MUC, B³ and CEAF-e, whose mean F1 is the CoNLL score.

Each measure gives a Tally for one document; tallies add up over documents, as the
shared tasks count. Mentions are anything that can be compared.
"""

from collections.abc import Hashable, Sequence

import msgspec
import numpy as np

Cluster = frozenset[Hashable]


class Tally(msgspec.Struct, frozen=True):
    """What one document gave: `found` of `gold`, `right` of `ours`, in the units of the measure."""

    found: float = 0.0
    gold: float = 0.0
    right: float = 0.0
    ours: float = 0.0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(*(a + b for a, b in zip(self.parts, other.parts, strict=True)))

    @property
    def parts(self) -> tuple[float, float, float, float]:
        return self.found, self.gold, self.right, self.ours

    @property
    def recall(self) -> float:
        return self.found / self.gold if self.gold else 0.0

    @property
    def precision(self) -> float:
        return self.right / self.ours if self.ours else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def muc(gold: Sequence[Cluster], ours: Sequence[Cluster]) -> Tally:
    """Links: how few would have to be added to mend one partition by the other (Vilain et al. 1995)."""
    return Tally(_kept(gold, ours), _links(gold), _kept(ours, gold), _links(ours))


def _links(clusters: Sequence[Cluster]) -> int:
    return sum(len(cluster) - 1 for cluster in clusters)


def _kept(clusters: Sequence[Cluster], others: Sequence[Cluster]) -> int:
    """The links of `clusters` that remain when `others` cut them to pieces."""
    place = {mention: number for number, other in enumerate(others) for mention in other}
    return sum(
        len(cluster) - len({place.get(mention, (mention,)) for mention in cluster}) for cluster in clusters
    )


def b_cubed(gold: Sequence[Cluster], ours: Sequence[Cluster]) -> Tally:
    """Mentions: how much of each one's cluster is in its other cluster (Bagga and Baldwin 1998)."""
    shared = [(len(one & other) ** 2, len(one), len(other)) for one in gold for other in ours if one & other]
    return Tally(
        sum(both / size for both, size, _ in shared), sum(map(len, gold)),
        sum(both / size for both, _, size in shared), sum(map(len, ours)),
    )  # fmt: skip


def ceaf_e(gold: Sequence[Cluster], ours: Sequence[Cluster]) -> Tally:
    """Entities: each cluster has at most one partner, so that they are most alike together (Luo 2005, φ₄)."""
    if not gold or not ours:
        return Tally(gold=len(gold), ours=len(ours))
    alike = np.array([[2 * len(one & other) / (len(one) + len(other)) for other in ours] for one in gold])
    best = best_assignment(alike)
    return Tally(best, len(gold), best, len(ours))


def best_assignment(worth: np.ndarray) -> float:
    """The most that a row each for a column each can be worth (the Hungarian method, with potentials).

    >>> best_assignment(np.array([[3.0, 2.0], [2.0, 0.0]]))
    4.0
    """
    cost = -(worth if worth.shape[0] <= worth.shape[1] else worth.T)
    rows, columns = cost.shape
    of_row, of_column = np.zeros(rows + 1), np.zeros(columns + 1)
    taken = np.zeros(columns + 1, int)  # the row that has a column, counted from 1; column 0 is where a path begins
    for row in range(1, rows + 1):
        taken[0], at = row, 0
        least, came = np.full(columns + 1, np.inf), np.zeros(columns + 1, int)
        seen = np.zeros(columns + 1, bool)
        while taken[at]:
            seen[at] = True
            free = np.flatnonzero(~seen)
            reduced = cost[taken[at] - 1, free - 1] - of_row[taken[at]] - of_column[free]
            nearer = reduced < least[free]
            least[free[nearer]], came[free[nearer]] = reduced[nearer], at
            following = int(free[least[free].argmin()])
            step = least[following]
            of_row[taken[seen]] += step
            of_column[seen] -= step
            least[~seen] -= step
            at = following
        while at:
            taken[at], at = taken[came[at]], int(came[at])
    chosen = np.flatnonzero(taken[1:])
    return float(-cost[taken[1:][chosen] - 1, chosen].sum())


MEASURES = {"MUC": muc, "B³": b_cubed, "CEAF-e": ceaf_e}


def conll(tallies: Sequence[Tally]) -> float:
    """The mean F1 of the measures."""
    return sum(tally.f1 for tally in tallies) / len(tallies)
