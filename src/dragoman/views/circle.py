"""The network drawn as a circle: bonds in, a drawing out. Nodes stand on the rim, so that every name can be read."""

from collections import defaultdict
from collections.abc import Sequence
from math import cos, hypot, pi, sin

import msgspec

from dragoman.views.network import Bond

NODES = 28  # at most in the drawing; the table beside it holds all
EDGES = 120  # likewise


class Node(msgspec.Struct, frozen=True):
    id: str
    x: float
    y: float
    radius: float
    records: int
    anchor: str  # where its name begins: start, middle, end
    label_x: float
    label_y: float
    baseline: str  # where in its height it stands: auto, middle, hanging


class Edge(msgspec.Struct, frozen=True):
    bond: Bond
    path: str
    width: float


class Circle(msgspec.Struct, frozen=True):
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    size: float
    left_out: int  # nodes that are only in the table


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
        height = "auto" if sin(angle) < -0.7 else "hanging" if sin(angle) > 0.7 else "middle"
        placed[id] = Node(
            id, round(x, 1), round(y, 1), round(own, 1), weight[id], side,
            round(x + away * cos(angle), 1), round(y + away * sin(angle), 1), height,
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
    """A line bent towards the middle, the more the longer, so that those along the rim run through no node."""
    mid_x, mid_y = (one.x + other.x) / 2, (one.y + other.y) / 2
    pull = 0.12 + 0.3 * hypot(one.x - other.x, one.y - other.y) / (2 * centre)
    bent_x, bent_y = mid_x + (centre - mid_x) * pull, mid_y + (centre - mid_y) * pull
    return f"M{one.x} {one.y}Q{bent_x:.1f} {bent_y:.1f} {other.x} {other.y}"
