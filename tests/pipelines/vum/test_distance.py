import pytest

from pipelines.gazetteer import read_places, read_ranges
from pipelines.geocoding import Geocoder
from pipelines.vum.distance import distances
from tests.homes import lasting


@pytest.fixture(scope="module")
def apart():
    return distances(Geocoder(read_places(lasting() / "cache"), read_ranges()))


def test_a_distance_between_cities_is_about_right_both_ways(apart):
    # Delft to Gouda, 24 km over the map; the gazetteer knows the middle of each.
    assert apart("2611AB", "2801EF") == pytest.approx(24, abs=3)
    assert apart("2801EF", "2611AB") == apart("2611AB", "2801EF")
    assert apart("2611AB", "2611AB") == 0


@pytest.mark.parametrize("unknown", ["0000ZZ", "", "Delft", "2611 ; DROP"])
def test_what_is_no_postcode_has_no_distance(apart, unknown):
    assert apart("2611AB", unknown) is None
    assert apart(unknown, "2611AB") is None
