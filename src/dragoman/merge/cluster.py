"""Cluster: pairs that were accepted made into groups that hold together.

In go how many things there are, the candidate pairs and a comparison, out come
groups of their positions. Two things that contradict one another never stand
in one group, whatever links them; and a thing that fits two rivals equally
well joins neither.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import lru_cache
from itertools import groupby

from dragoman.merge.score import Score

Compare = Callable[[int, int], Score]
Pair = tuple[int, int]

REMEMBERED = 1 << 18  # contradictions kept: things that are much alike are asked of one another again and again


class Group:
    """Positions that stand together, and the classes they are of."""

    def __init__(self, at: int, kind: int):
        self.members, self.kinds = [at], {kind}

    def take(self, other: "Group") -> None:
        self.members.extend(other.members)
        self.kinds |= other.kinds


class _Contradictions:
    """Which things contradict; asked once for each two classes of things."""

    def __init__(self, kinds: Sequence[Hashable], compare: Compare):
        numbers: dict[Hashable, int] = {}
        self.kinds = [numbers.setdefault(kind, len(numbers)) for kind in kinds]
        first = {kind: at for at, kind in reversed(list(enumerate(self.kinds)))}
        self.of = lru_cache(REMEMBERED)(lambda a, b: a != b and compare(first[a], first[b]).contradicts)

    def between(self, a: int, b: int) -> bool:
        return self.of(*sorted((self.kinds[a], self.kinds[b])))

    def clash(self, first: Group, second: Group) -> bool:
        return any(self.of(*sorted((a, b))) for a in first.kinds for b in second.kinds)


def cluster(
    kinds: Sequence[Hashable], pairs: Iterable[Pair], compare: Compare, accept: float
) -> list[list[int]]:
    """Groups of positions, each sorted. The surest pairs join first; ties go by position.

    `kinds` gives each position its class: whether two things contradict may
    depend on nothing else, and two of one class never do.
    """
    contradictions = _Contradictions(kinds, compare)
    scored = ((compare(a, b).value, a, b) for a, b in pairs)
    accepted = sorted((-value, a, b) for value, a, b in scored if value >= accept)
    group = {at: Group(at, kind) for at, kind in enumerate(contradictions.kinds)}
    for _, equals in groupby(accepted, key=lambda row: row[0]):
        for a, b in _without_rivals([(a, b) for _, a, b in equals], group, contradictions):
            first, second = sorted((group[a], group[b]), key=lambda one: len(one.members), reverse=True)
            if first is not second and not contradictions.clash(first, second):
                first.take(second)
                for at in second.members:
                    group[at] = first
    return sorted({id(one): sorted(one.members) for one in group.values()}.values())


def _without_rivals(pairs: Sequence[Pair], group: dict[int, Group], contradictions: _Contradictions) -> list[Pair]:
    """Pairs of one score of which neither half fits another as well that contradicts the first."""
    fits: dict[int, set[int]] = defaultdict(set)
    for a, b in pairs:
        fits[a].add(b)
        fits[b].add(a)
    against: dict[int, set[int]] = {}  # whoever contradicts one, of those that fit somebody it fits too
    for one in fits:
        near = set().union(*(fits[other] for other in fits[one])) - {one}
        against[one] = {other for other in near if contradictions.between(one, other)}

    def rivalled(a: int, b: int) -> bool:
        """Could `a` as well join something that contradicts `b`?"""
        return any(not contradictions.clash(group[other], group[a]) for other in fits[a] & against[b])

    return [(a, b) for a, b in pairs if not rivalled(a, b) and not rivalled(b, a)]
