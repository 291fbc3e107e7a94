"""Ties drawn as a circle: links in, a drawing out. Nodes stand on the rim, so that every name can be read."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import cos, pi, sin

import msgspec

NODES = 28  # at most in the drawing; the table beside it holds all
EDGES = 120  # likewise
CALM = 1.0  # PLOVER points: a mean nearer to zero leans neither way


class Bond(msgspec.Struct, frozen=True):
    """Two parties: how many records and events lie between them, and where the events lean."""

    one: str
    other: str
    records: int
    events: int
    sources: int
    mean: float | None

    @property
    def lean(self) -> str:
        return lean(self.mean)


class Node(msgspec.Struct, frozen=True):
    id: str
    x: float
    y: float
    radius: float
    records: int
    anchor: str  # where its name begins: start, middle, end
    label_x: float
    label_y: float


class Edge(msgspec.Struct, frozen=True):
    bond: Bond
    path: str
    width: float


class Circle(msgspec.Struct, frozen=True):
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    size: float
    left_out: int  # nodes that are only in the table


def lean(mean: float | None) -> str:
    """Cooperation, conflict or mixed, by a mean PLOVER score; background where there is none."""
    if mean is None:
        return "background"
    return "cooperation" if mean > CALM else "conflict" if mean < -CALM else "mixed"


def bonds(links: Iterable[tuple[str, str, int, int, float | None]]) -> list[Bond]:
    """Links (one, other, records, sources, score of one event or None) by pair, the most told first."""
    sums: dict[tuple[str, str], list[float]] = defaultdict(lambda: [0, 0, 0, 0.0])
    for one, other, count, sources, score in links:
        total = sums[one, other]
        total[0] += count
        total[1] += sources
        if score is not None:
            total[2] += count
            total[3] += score * count
    found = [
        Bond(one, other, int(records), int(events), int(sources), round(score / events, 2) if events else None)
        for (one, other), (records, sources, events, score) in sums.items()
    ]
    return sorted(found, key=lambda bond: (-bond.sources, -bond.records, bond.one, bond.other))


def circle(found: Sequence[Bond], *, size: float = 640, nodes: int = NODES) -> Circle:
    """The drawing of the ties among the parties that have most; those that belong together stand together."""
    weight: dict[str, int] = defaultdict(int)
    for bond in found:
        weight[bond.one] += bond.records
        weight[bond.other] += bond.records
    chosen = sorted(weight, key=lambda id: (-weight[id], id))[:nodes]
    order = _beside(chosen, found)
    centre, radius = size / 2, size / 2 - 96
    most = max(weight.values(), default=1)
    placed = {}
    for at, id in enumerate(order):
        angle = 2 * pi * at / max(1, len(order)) - pi / 2
        x, y = centre + radius * cos(angle), centre + radius * sin(angle)
        own = 4 + 9 * (weight[id] / most) ** 0.5
        away = own + 7
        side = "middle" if abs(cos(angle)) < 0.15 else "start" if cos(angle) > 0 else "end"
        placed[id] = Node(
            id, round(x, 1), round(y, 1), round(own, 1), weight[id], side,
            round(x + away * cos(angle), 1), round(y + away * sin(angle) + 4, 1),
        )  # fmt: skip
    drawn = [bond for bond in found if bond.one in placed and bond.other in placed][:EDGES]
    widest = max((bond.records for bond in drawn), default=1)
    edges = tuple(
        Edge(
            bond, _curve(placed[bond.one], placed[bond.other], centre),
            round(1 + 6 * (bond.records / widest) ** 0.5, 1),
        )
        for bond in reversed(drawn)  # the most told on top
    )  # fmt: skip
    return Circle(tuple(placed.values()), edges, size, len(weight) - len(order))


def _beside(chosen: Sequence[str], found: Sequence[Bond]) -> list[str]:
    """An order in which each stands beside the one it has most with, as far as that goes."""
    between = {(bond.one, bond.other): bond.records for bond in found}
    left, order = list(chosen), []
    while left:
        last = order[-1] if order else None
        near = max(left, key=lambda id: (_of(between, last, id), -chosen.index(id)))
        order.append(near)
        left.remove(near)
    return order


def _of(between: dict[tuple[str, str], int], one: str | None, other: str) -> int:
    return 0 if one is None else between.get((one, other), 0) + between.get((other, one), 0)


def _curve(one: Node, other: Node, centre: float) -> str:
    """A line bent towards the middle, so that lines along the rim do not run through names."""
    mid_x, mid_y = (one.x + other.x) / 2, (one.y + other.y) / 2
    bent_x, bent_y = mid_x + (centre - mid_x) * 0.35, mid_y + (centre - mid_y) * 0.35
    return f"M{one.x} {one.y}Q{bent_x:.1f} {bent_y:.1f} {other.x} {other.y}"
