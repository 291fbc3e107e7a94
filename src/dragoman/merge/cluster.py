"""Cluster: pairs that were accepted made into groups that hold together.

In go how many things there are, the candidate pairs and a comparison, out come
groups of their positions. Two things that contradict one another never stand
in one group, whatever links them; and a thing that fits two rivals equally
well joins neither.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import groupby

from dragoman.merge.score import Score

Compare = Callable[[int, int], Score]
Pair = tuple[int, int]

REMEMBERED = 1 << 18  # comparisons kept: things that are much alike are asked of one another again and again


def cluster(count: int, pairs: Iterable[Pair], compare: Compare, accept: float) -> list[list[int]]:
    """Groups of positions, each sorted. The surest pairs join first; ties go by position."""
    compare = lru_cache(REMEMBERED)(compare)
    scored = ((compare(a, b).value, a, b) for a, b in pairs)
    accepted = sorted((-value, a, b) for value, a, b in scored if value >= accept)
    group = {at: [at] for at in range(count)}
    for _, equals in groupby(accepted, key=lambda row: row[0]):
        for a, b in _without_rivals([(a, b) for _, a, b in equals], group, compare):
            first, second = sorted((group[a], group[b]), key=len, reverse=True)
            if first is not second and not _clash(first, second, compare):
                first.extend(second)
                for at in second:
                    group[at] = first
    return sorted({id(members): sorted(members) for members in group.values()}.values())


def _clash(first: Sequence[int], second: Sequence[int], compare: Compare) -> bool:
    return any(compare(min(a, b), max(a, b)).contradicts for a in first for b in second)


def _without_rivals(pairs: Sequence[Pair], group: dict[int, list[int]], compare: Compare) -> list[Pair]:
    """Pairs of one score of which neither half fits another as well that contradicts the first."""
    fits: dict[int, set[int]] = defaultdict(set)
    for a, b in pairs:
        fits[a].add(b)
        fits[b].add(a)
    against: dict[int, set[int]] = {}  # whoever contradicts one, of those that fit somebody it fits too
    for one in fits:
        near = set().union(*(fits[other] for other in fits[one])) - {one}
        against[one] = {other for other in near if compare(min(one, other), max(one, other)).contradicts}

    def rivalled(a: int, b: int) -> bool:
        """Could `a` as well join something that contradicts `b`?"""
        return any(not _clash(group[other], group[a], compare) for other in fits[a] & against[b])

    return [(a, b) for a, b in pairs if not rivalled(a, b) and not rivalled(b, a)]
