"""Ties and places on a map: bonds and records in, a drawing out. Draws what the record tells and guesses no place.

Shapes and cities are tables beside this module. Capitals stand for their states: lines run from one to the other.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from math import hypot
from pathlib import Path

import msgspec

from dragoman.model.finding import Event, Meeting
from dragoman.model.record import Record
from dragoman.views.network import Bond

HERE = Path(__file__).parent
WIDTH, HEIGHT = 720, 348  # of the drawing
WORLD = (150.0, 0.0, 1052.0, 436.0)  # left, top, right, bottom in the units of the tables: where states are
NEAREST = 80.0  # units across at least: nearer, the borders would look as coarse as they are
MARGIN = 0.12  # of what is shown, on each side
LINES = 60  # at most; the table beside the map holds all
NAMED = 14  # states that bear their names on a map of all
PLACES = 10  # places that bear theirs
LETTER, LARGE = 6.2, 12.5  # width of a letter in a place's name and, on a phone, in a state's


class Shape(msgspec.Struct, frozen=True):
    """A state on the map: its capital, the box of its largest part, and its outline; no box where it has none."""

    x: float
    y: float
    box: tuple[float, float, float, float] | None
    path: str

    @property
    def middle(self) -> tuple[float, float]:
        if self.box is None:
            return self.x, self.y
        left, top, right, bottom = self.box
        return (left + right) / 2, (top + bottom) / 2


class Label(msgspec.Struct, frozen=True):
    text: str
    x: float
    y: float
    anchor: str  # start, middle, end


class Spot(msgspec.Struct, frozen=True):
    """A state drawn full, and where its capital is. Without a `label`, its name had no room."""

    id: str
    x: float
    y: float
    label: Label | None


class Stretch(msgspec.Struct, frozen=True):
    bond: Bond
    path: str
    width: float


class Site(msgspec.Struct, frozen=True):
    """Where events and meetings were: a city, or no nearer than a state."""

    state: str
    city: str | None
    records: tuple[Record, ...]


class Dot(msgspec.Struct, frozen=True):
    """A place on the map; `at` is its place in the table beside it, from 1."""

    at: int
    city: bool
    x: float
    y: float
    radius: float
    label: Label | None


class WorldMap(msgspec.Struct, frozen=True):
    """`x`, `y` and `scale` bring the shapes of the tables into the drawing; `absent` are parties that have no place."""

    x: float
    y: float
    scale: float
    spots: tuple[Spot, ...]
    lines: tuple[Stretch, ...]
    dots: tuple[Dot, ...]
    absent: tuple[str, ...]
    left_out: int  # ties of two on the map that are only in the table


@cache
def shapes() -> dict[str, Shape]:
    """Every state's shape by its code, and `land` and `borders` for the map behind them."""
    found = {}
    for row in _rows("map_shapes"):
        code, x, y, *edges, path = row.split("\t")
        left, top, right, bottom = (float(edge or 0) for edge in edges)
        found[code] = Shape(float(x or 0), float(y or 0), (left, top, right, bottom) if edges[0] else None, path)
    return found


@cache
def _towns() -> dict[str, str]:
    return dict(row.split("\t") for row in _rows("map_cities"))


@cache
def _cities(state: str) -> dict[str, tuple[float, float]]:
    cells = (cell.split(" ", 2) for cell in _towns().get(state, "").split("|") if cell)
    return {name: (float(x), float(y)) for x, y, name in cells}


def _rows(table: str) -> list[str]:
    lines = (HERE / f"{table}.tsv").read_text("utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")][1:]


def sites(records: Iterable[Record]) -> tuple[list[Site], int]:
    """Where events and meetings were, those with most of them first; and how many tell no place that is on the map."""
    found: dict[tuple[str, str | None], list[Record]] = {}
    nowhere = 0
    for record in records:
        where = record.finding.where if isinstance(record.finding, Event | Meeting) else None
        if where is None or where.state not in shapes():
            nowhere += 1
            continue
        city = where.city if where.city in _cities(where.state) else None
        found.setdefault((where.state, city), []).append(record)
    listed = [Site(state, city, tuple(told)) for (state, city), told in found.items()]
    return sorted(listed, key=lambda one: (-len(one.records), one.state, one.city or "")), nowhere


def world_map(
    parties: Sequence[str], bonds: Sequence[Bond], found: Sequence[Site] = (), *, name: Callable[[str], str]
) -> WorldMap:
    """The map of these parties: near enough to see them, their places among them.

    Without parties, of all who have a tie, and the whole world.
    """
    known = shapes()
    between = [bond for bond in bonds if bond.one in known and bond.other in known]
    drawn = between[:LINES]
    shown = list(dict.fromkeys(parties or (id for bond in drawn for id in (bond.one, bond.other))))
    there = [id for id in shown if id in known]
    frame = _frame([known[id] for id in there], [_at(site) for site in found]) if parties else WORLD
    left, top, right, bottom = frame
    scale = min(WIDTH / (right - left), HEIGHT / (bottom - top))
    x, y = WIDTH / 2 - scale * (left + right) / 2, HEIGHT / 2 - scale * (top + bottom) / 2

    def put(point: tuple[float, float]) -> tuple[float, float]:
        return round(x + scale * point[0], 1), round(y + scale * point[1], 1)

    room = _Room()
    ends = {id: put((known[id].x, known[id].y)) for id in there}
    dots = [(site, put(_at(site)), _radius(site, found)) for site in found]
    for point in ends.values():
        room.take(*point, 4)
    spots = tuple(
        Spot(id, *ends[id], room.label(name(id), *ends[id], LARGE if parties else LETTER) if at < NAMED else None)
        for at, id in enumerate(there)
    )
    for _, point, radius in dots:
        room.take(*point, radius)
    placed = tuple(
        Dot(
            at, site.city is not None, *point, radius,
            room.label(f"{site.city} {len(site.records)}", *point, LETTER, radius)
            if site.city and at <= PLACES else None,
        )
        for at, (site, point, radius) in enumerate(dots, start=1)
    )  # fmt: skip
    widest = max((bond.records for bond in drawn), default=1)
    lines = tuple(
        Stretch(bond, _bow(ends[bond.one], ends[bond.other]), round(1 + 4 * (bond.records / widest) ** 0.5, 1))
        for bond in reversed(drawn)  # the most told on top
    )
    absent = tuple(id for id in parties if id not in known)
    return WorldMap(
        round(x, 1), round(y, 1), round(scale, 3), spots, lines, placed, absent, len(between) - len(drawn)
    )  # fmt: skip


def _at(site: Site) -> tuple[float, float]:
    """The city; where only the state is told, the middle of its largest part."""
    return _cities(site.state)[site.city] if site.city else shapes()[site.state].middle


def _frame(states: Iterable[Shape], points: Iterable[tuple[float, float]]) -> tuple[float, float, float, float]:
    """What of the map to show: all of these with some room around them, in the drawing's proportions."""
    boxes = [(x, y, x, y) for x, y in points]
    boxes += [(one.x, one.y, one.x, one.y) for one in states] + [one.box for one in states if one.box]
    if not boxes:
        return WORLD
    left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, bottom = max(box[2] for box in boxes), max(box[3] for box in boxes)
    across = max((right - left) * (1 + 2 * MARGIN), (bottom - top) * (1 + 2 * MARGIN) * WIDTH / HEIGHT, NEAREST)
    down = across * HEIGHT / WIDTH
    if across >= WORLD[2] - WORLD[0] or down >= WORLD[3] - WORLD[1]:
        return WORLD
    from_x = min(max((left + right - across) / 2, WORLD[0]), WORLD[2] - across)
    from_y = min(max((top + bottom - down) / 2, WORLD[1]), WORLD[3] - down)
    return from_x, from_y, from_x + across, from_y + down


def _radius(site: Site, found: Sequence[Site]) -> float:
    most = max(len(one.records) for one in found)
    return round(3.5 + 5 * (len(site.records) / most) ** 0.5, 1) if most > 1 else 4.0


def _bow(one: tuple[float, float], other: tuple[float, float]) -> str:
    """A line bent northwards, so that it neither hides the border it crosses nor looks like one."""
    (x, y), (to_x, to_y) = one, other
    away = hypot(to_x - x, to_y - y)
    rise = min(60.0, 0.18 * away) if away > 12 else 12.0  # two capitals may be a few miles apart
    return f"M{x} {y}Q{(x + to_x) / 2:.1f} {max(4.0, (y + to_y) / 2 - 2 * rise):.1f} {to_x} {to_y}"


class _Room:
    """What is taken in a drawing, so that no name stands on another."""

    def __init__(self) -> None:
        self._taken: list[tuple[float, float, float, float]] = []

    def take(self, x: float, y: float, radius: float) -> None:
        self._taken.append((x - radius, y - radius, x + radius, y + radius))

    def label(self, text: str, x: float, y: float, letter: float, radius: float = 4) -> Label | None:
        """The name beside, above or under its point, where there is room; else none."""
        long, high, away = len(text) * letter, letter * 2, radius + 4
        for anchor, at_x, at_y, left in (
            ("start", x + away, y + high / 3, x + away),
            ("end", x - away, y + high / 3, x - away - long),
            ("middle", x, y - away, x - long / 2),
            ("middle", x, y + away + high * 0.75, x - long / 2),
        ):
            box = (left, at_y - high * 0.8, left + long, at_y + high * 0.2)
            if self._free(box):
                self._taken.append(box)
                return Label(text, round(at_x, 1), round(at_y, 1), anchor)
        return None

    def _free(self, box: tuple[float, float, float, float]) -> bool:
        left, top, right, bottom = box
        if left < 0 or right > WIDTH or top < 0 or bottom > HEIGHT:
            return False
        return not any(left < other[2] and other[0] < right and top < other[3] and other[1] < bottom
                       for other in self._taken)  # fmt: skip
