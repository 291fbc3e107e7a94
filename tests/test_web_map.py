"""The map: which shapes it has, what it draws, what it says beside the drawing, and how heavy it is."""

import re
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from dragoman.ledger import Ledger
from dragoman.lexicon import Lexicon
from dragoman.model.finding import Citation, Event, Place
from dragoman.model.record import Record
from dragoman.views import worldmap
from dragoman.views.network import Bond
from dragoman.views.worldmap import HEIGHT, WIDTH, Site, shapes, sites, world_map
from dragoman.web.app import application
from dragoman.web.desk import Desk

HERE = "http://127.0.0.1:8765"
FIRST_PAINT = 100_000  # bytes of a page with its style and script


@pytest.fixture(scope="module")
def web(record: Path) -> Iterator[TestClient]:
    with TestClient(application(lambda: Ledger(str(record))), base_url=HERE) as client:
        yield client


def told(where: Place | None) -> Record:
    event = Event(type="CONSULT", actors=(), recipients=(), where=where, summary="They met",
                  citation=Citation(article="a-1", start=0, end=4, quote="They"))  # fmt: skip
    return Record(id="e-1", finding=event, reports=(), independent_sources=1)


def bond(one: str, other: str, mean: float = 3.0) -> Bond:
    return Bond(one, other, 4, 3, 4, mean)


def test_every_state_is_on_the_map():
    assert set(shapes()) - {"land", "borders"} == set(Lexicon().states)
    for code, shape in shapes().items():
        if shape.box is not None:
            left, top, right, bottom = shape.box
            assert 0 <= left < right <= 1000 and 0 <= top < bottom <= 472, code
            assert re.fullmatch(r"(M[-.\d ]+l[-.\d ]+z)+", shape.path), code


@pytest.mark.parametrize("state, within", [("LSO", "ZAF"), ("MNG", ("RUS", "CHN")), ("CHE", ("FRA", "AUT"))])
def test_states_lie_where_they_do(state, within):
    """A capital lies in its state's box, and that among the boxes of its neighbours."""
    shape = shapes()[state]
    left, top, right, bottom = shape.box
    assert left < shape.x < right and top < shape.y < bottom
    around = [shapes()[code].box for code in ([within] if isinstance(within, str) else within)]
    assert min(box[0] for box in around) < left and right < max(box[2] for box in around)


def test_every_capital_lies_in_its_state_or_on_an_island_of_it():
    """A shape under another state's code would lie far from that state's capital."""
    for code, shape in shapes().items():
        if shape.box is not None:
            left, top, right, bottom = shape.box
            away = max(left - shape.x, shape.x - right, top - shape.y, shape.y - bottom)
            assert away < 25, code


def test_no_state_lies_beyond_the_world_that_is_shown():
    left, top, right, bottom = worldmap.WORLD
    for code, shape in shapes().items():
        if code not in ("land", "borders"):
            assert left < shape.x < right and top < shape.y < bottom, code


def test_no_outline_runs_across_the_map():
    """Russia and Fiji lie on both sides of the 180th meridian: a step from one edge to the other would be a line."""
    for code, shape in shapes().items():
        for ring in shape.path.split("M")[1:]:
            steps = [float(number) for number in re.findall(r"-?\d*\.?\d+", ring.partition("l")[2])]
            assert max(map(abs, steps[::2]), default=0) < 120, code


def test_small_states_have_their_capital_alone():
    assert shapes()["SGP"].box is None and shapes()["SGP"].path == ""
    drawn = world_map(["SGP", "MYS"], [bond("MYS", "SGP")], name=str)
    assert [spot.id for spot in drawn.spots] == ["SGP", "MYS"]


def test_what_is_drawn_lies_in_the_drawing_and_as_near_as_it_can():
    near = world_map(["KGZ", "TJK"], [bond("KGZ", "TJK")], name=str)
    far = world_map(["USA", "AUS"], [bond("AUS", "USA")], name=str)
    assert near.scale > 4 * far.scale
    for drawn in (near, far):
        assert all(0 < spot.x < WIDTH and 0 < spot.y < HEIGHT for spot in drawn.spots)


def test_a_body_has_no_place_and_that_is_said():
    drawn = world_map(["CHN", "EU"], [bond("CHN", "EU")], name=str)
    assert drawn.absent == ("EU",) and not drawn.lines


def test_places_are_those_the_record_tells():
    found, nowhere = sites([
        told(Place("in Khujand", "TJK", "Khujand", "city")), told(Place("in Khujand", "TJK", "Khujand", "city")),
        told(Place("in northern Iraq", "IRQ", None, "region")), told(Place("at sea")), told(None),
    ])  # fmt: skip
    assert [(one.state, one.city, len(one.records)) for one in found] == [("TJK", "Khujand", 2), ("IRQ", None, 1)]
    assert nowhere == 2


def test_a_city_that_the_table_lacks_is_no_nearer_than_its_state():
    (one,), _ = sites([told(Place("in Nowhereville", "IRQ", "Nowhereville", "city"))])
    assert one.city is None


def test_the_capitals_that_the_lexicon_names_have_places():
    states = Lexicon().states
    lacking = [code for code in states if states[code].capital and not _placed(code, states[code].capital)]
    assert not lacking


def _placed(state: str, city: str) -> bool:
    (one,), _ = sites([told(Place(city, state, city, "city"))])
    return one.city == city


def test_names_do_not_stand_on_one_another():
    names = ["Belgium", "Netherlands", "Luxembourg", "Germany", "France"]
    codes = ["BEL", "NLD", "LUX", "DEU", "FRA"]
    called = dict(zip(codes, names, strict=True))
    drawn = world_map(codes, [bond(*pair) for pair in combinations(codes, 2)], name=called.get)
    boxes = []
    for label in (spot.label for spot in drawn.spots if spot.label):
        long = len(label.text) * worldmap.LARGE
        left = label.x - {"start": 0, "middle": long / 2, "end": long}[label.anchor]
        boxes.append((left, label.y - 20, left + long, label.y + 5))
    assert len(boxes) > 2
    for one, other in combinations(boxes, 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def test_more_records_make_a_larger_dot():
    few, many = told(Place("Osh", "KGZ", "Osh", "city")), told(Place("Khujand", "TJK", "Khujand", "city"))
    found = [Site("TJK", "Khujand", (many,) * 5), Site("KGZ", "Osh", (few,))]
    large, small = world_map(["KGZ", "TJK"], [], found, name=str).dots
    assert large.radius > small.radius


def test_the_map_of_a_tie_says_in_a_table_what_it_draws(web):
    page = web.get("/tie/KGZ/TJK/map").text
    facts = web.get("/tie/KGZ/TJK/map.json").json()
    assert facts["places"], "the samples tell of a meeting in Khujand"
    svg = page[page.index('<svg class="world"') : page.index("</svg>")]
    assert "<title>" in svg and "<desc id=" in svg
    for at, place in enumerate(facts["places"], start=1):
        assert f'href="#place-{at}"' in svg and f'id="place-{at}"' in page
        assert all(f'/record/{record["id"]}"' in page for record in place["records"][:3])
    assert svg.count('class="state"') == 2
    assert "/tie/KGZ/TJK" in page.split("</svg>")[1]


def test_conflict_is_dashed_as_well_as_coloured(web):
    page = web.get("/tie/RUS/USA/map").text
    (edge,) = re.findall(r'<path class="edge[^>]*>', page)
    assert "bad" in edge and "stroke-dasharray" in edge


def test_the_network_leads_to_the_map_of_all(web):
    assert 'href="/map"' in web.get("/network").text
    page = web.get("/map").text
    bonds = web.get("/map.json").json()["bonds"]
    assert page.count('<path class="edge') == len(bonds)


def test_a_map_of_all_ties_of_all_states_is_light_and_counts_what_it_leaves_out(record, monkeypatch):
    codes = sorted(set(shapes()) - {"land", "borders"})
    every = [Bond(one, other, 9_000, 5_000, 8_000, -4.0) for one, other in combinations(codes, 2)]
    monkeypatch.setattr(Desk, "bonds", lambda self, **asked: every)
    with TestClient(application(lambda: Ledger(str(record))), base_url=HERE) as client:
        page = client.get("/map")
        weight = len(page.content) + sum(len(client.get(f"/static/page.{kind}").content) for kind in ("css", "js"))
    assert weight <= FIRST_PAINT
    drawn = page.text.count('<path class="edge')
    assert f"{len(every) - drawn:,} ties with fewer records are not drawn" in page.text


def test_a_tie_with_places_all_over_the_world_is_light(web, monkeypatch):
    wide = [Site(code, None, (told(Place("there", code)),) * 9) for code in sorted(shapes()) if len(code) == 3]
    monkeypatch.setattr("dragoman.web.pages.places.sites", lambda records: (wide, 0))
    page = web.get("/tie/RUS/USA/map?since=2001")
    weight = len(page.content) + sum(len(web.get(f"/static/page.{kind}").content) for kind in ("css", "js"))
    assert weight <= FIRST_PAINT
    assert "places with fewer are in the JSON and CSV alone" in page.text
