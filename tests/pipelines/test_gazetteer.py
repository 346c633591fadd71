import itertools
import json
import math
from dataclasses import asdict

import pytest
from geopy.distance import geodesic

from pipelines.gazetteer import PROVINCES, SMALLEST_PLACE, read_places, read_ranges, to_rd
from tests.homes import lasting

REGION = ("Delft", "'s-Hertogenbosch", "Zoetermeer", "Leiden", "Maassluis")


@pytest.fixture(scope="module")
def places():
    return read_places(lasting() / "cache")


def named(places, name):
    (found,) = (place for place in places if place.name == name)
    return found


def test_the_five_towns_and_the_large_cities_are_there_under_their_dutch_name(places):
    for name in (*REGION, "Amsterdam", "Rotterdam", "Den Haag", "Utrecht", "Eindhoven", "Almere", "Hoek van Holland"):
        assert named(places, name).inhabitants > 5_000


def test_every_place_has_a_code_that_no_other_place_has(places):
    codes = [place.code for place in places]

    assert [code for code in codes if codes.count(code) > 1] == []


def test_every_place_lies_in_the_netherlands(places):
    assert len(places) > 1_000
    for place in places:
        assert place.province in PROVINCES.values()
        assert 50.7 < place.latitude < 53.6
        assert 3.3 < place.longitude < 7.3
        assert place.inhabitants >= SMALLEST_PLACE or place.inhabitants == 0


def test_a_place_knows_its_coordinates_in_both_systems(places):
    for place in places[::50]:
        assert math.dist((place.x_km, place.y_km), to_rd(place.latitude, place.longitude)) < 0.001


def test_a_large_town_is_spread_wider_than_a_small_one(places):
    assert 0 < named(places, "Maassluis").spread_km < named(places, "Delft").spread_km < 5


@pytest.mark.parametrize(
    ("latitude", "longitude", "x_km", "y_km"),
    [
        (52.15517440, 5.38720621, 155.000, 463.000),  # the origin of the grid, the tower of Amersfoort
        (53.21938317, 6.56820053, 233.883, 582.065),  # the Martini tower of Groningen
    ],
)
def test_known_points_lie_where_the_national_grid_has_them(latitude, longitude, x_km, y_km):
    assert math.dist(to_rd(latitude, longitude), (x_km, y_km)) < 0.005


@pytest.mark.parametrize(
    ("one", "other"), [("Leiden", "Zoetermeer"), ("Den Haag", "Enschede"), ("Maastricht", "Delft")]
)
def test_a_straight_line_in_the_grid_is_a_distance_on_earth(places, one, other):
    here, there = named(places, one), named(places, other)
    expected = geodesic((here.latitude, here.longitude), (there.latitude, there.longitude)).km

    assert math.dist((here.x_km, here.y_km), (there.x_km, there.y_km)) == pytest.approx(expected, rel=2e-4)


def test_postcode_ranges_are_of_known_places_and_do_not_overlap(places):
    codes = {place.code for place in places}
    ranges = sorted(read_ranges(), key=lambda known: known.first)

    for known in ranges:
        assert f"{known.place}, {known.province}" in codes
        assert 1000 <= known.first <= known.last <= 9999
    for before, after in itertools.pairwise(ranges):
        assert before.last < after.first, (before, after)


@pytest.mark.parametrize(
    ("postcode", "place"),
    [
        (2611, "Delft"),
        (2629, "Delft"),
        (5211, "'s-Hertogenbosch"),
        (2711, "Zoetermeer"),
        (2311, "Leiden"),
        (3141, "Maassluis"),
        (2511, "Den Haag"),
        (3011, "Rotterdam"),
        (1012, "Amsterdam"),
    ],
)
def test_postcodes_of_the_region_and_of_large_cities_are_known(postcode, place):
    (found,) = (known.place for known in read_ranges() if known.first <= postcode <= known.last)

    assert found == place


# The cache.


def test_what_was_kept_is_read_again(places, tmp_path):
    marked = {**asdict(places[0]), "name": "Nergenshuizen"}
    (kept,) = (lasting() / "cache").glob("places-*.json")
    (tmp_path / kept.name).write_text(json.dumps([marked]), "utf-8")

    assert [place.name for place in read_places(tmp_path)] == ["Nergenshuizen"]


@pytest.mark.parametrize(
    "content", [b"", b"[{", b'[{"naam": "Delft"}]', b"\xff\xfe"], ids=["empty", "cut", "other", "binary"]
)
def test_a_kept_file_that_cannot_be_read_is_made_anew(places, tmp_path, content, monkeypatch):
    monkeypatch.setattr("pipelines.gazetteer._extract", lambda: places[:3])
    (kept,) = (lasting() / "cache").glob("places-*.json")
    (tmp_path / kept.name).write_bytes(content)

    assert read_places(tmp_path) == places[:3]
    assert read_places(tmp_path) == places[:3]
    assert [path.name for path in tmp_path.iterdir()] == [kept.name]


def test_a_cache_folder_that_cannot_be_written_costs_only_time(tmp_path):
    (tmp_path / "bezet").touch()

    assert len(read_places(tmp_path / "bezet" / "cache")) > 1_000
