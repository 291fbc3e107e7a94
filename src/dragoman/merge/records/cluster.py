"""Cluster: pairs that were accepted made into groups that hold together.

In go how many things there are, the pairs that were accepted with their scores, and
what contradicts what; out come groups of their positions. Two things that contradict
one another never stand in one group, whatever links them; and a thing that fits two
rivals equally well joins neither. What is linked to nothing in a group, directly or
by others, has no part in how it is made: groups may be made anew one connected part
at a time.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from functools import lru_cache
from itertools import groupby

Contradicts = Callable[[int, int], bool]
Pair = tuple[int, int]
Link = tuple[int, int, float]  # two positions, the smaller first, and how surely they are one

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

    def __init__(self, kinds: Sequence[Hashable], contradicts: Contradicts):
        numbers: dict[Hashable, int] = {}
        self.kinds = [numbers.setdefault(kind, len(numbers)) for kind in kinds]
        first = {kind: at for at, kind in reversed(list(enumerate(self.kinds)))}
        self.of = lru_cache(REMEMBERED)(lambda a, b: a != b and contradicts(first[a], first[b]))

    def between(self, a: int, b: int) -> bool:
        return self.of(*sorted((self.kinds[a], self.kinds[b])))

    def clash(self, first: Group, second: Group) -> bool:
        return any(self.of(*sorted((a, b))) for a in first.kinds for b in second.kinds)


def cluster(
    kinds: Sequence[Hashable], links: Iterable[Link], contradicts: Contradicts,
    *, same: Iterable[Pair] = (), apart: Collection[Pair] = (),
) -> list[list[int]]:  # fmt: skip
    """Groups of positions, each sorted. The surest pairs join first; ties go by position.

    `kinds` gives each position its class: whether two things contradict may
    depend on nothing else, and two of one class never do. A person outranks that: where
    `same` joins a pair, the groups they stand in become one, whatever contradicts, unless
    a pair of `apart` would stand in it.
    """
    contradictions = _Contradictions(kinds, contradicts)
    accepted = sorted((-value, a, b) for a, b, value in links)
    group = {at: Group(at, kind) for at, kind in enumerate(contradictions.kinds)}
    for _, equals in groupby(accepted, key=lambda row: row[0]):
        for a, b in _without_rivals([(a, b) for _, a, b in equals], group, contradictions):
            if not contradictions.clash(group[a], group[b]):
                _join(a, b, group)
    for a, b in same:
        if not any({id(group[x]), id(group[y])} == {id(group[a]), id(group[b])} for x, y in apart):
            _join(a, b, group)
    return sorted({id(one): sorted(one.members) for one in group.values()}.values())


def _join(a: int, b: int, group: dict[int, Group]) -> None:
    first, second = sorted((group[a], group[b]), key=lambda one: len(one.members), reverse=True)
    if first is not second:
        first.take(second)
        for at in second.members:
            group[at] = first


def _without_rivals(pairs: Sequence[Pair], group: dict[int, Group], contradictions: _Contradictions) -> list[Pair]:
    """Pairs of one score of which neither half fits another as well that contradicts the first."""
    fits: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))  # by class: there are few of them
    for a, b in pairs:
        fits[a][contradictions.kinds[b]].append(b)
        fits[b][contradictions.kinds[a]].append(a)

    def rivalled(a: int, b: int) -> bool:
        """Could `a` as well join something that contradicts `b`?"""
        rivals = (others for others in fits[a].values() if contradictions.between(others[0], b))
        return any(not contradictions.clash(group[one], group[a]) for others in rivals for one in others)

    return [(a, b) for a, b in pairs if not rivalled(a, b) and not rivalled(b, a)]
