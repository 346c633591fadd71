"""The geocoder with a table of postcodes; test_geocoding.py is about what it does without one."""

import math
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.commute import Position, Precision
from matcher.domain import Location, Point
from pipelines.gazetteer import read_places, read_ranges, to_rd
from pipelines.geocoding import Geocoder
from pipelines.postcode_choice import Doubt
from pipelines.postcode_table import Points, PostcodeTable, Zones
from tests.homes import lasting
from tests.postcode_files import degrees

# Invented to the kilometre: two zones in Delft, Den Hoorn beside it, one in Leiden that is doubtful.
ZONES = {"2611": (84.4, 447.4), "2612": (85.2, 448.1), "2635": (82.3, 446.5), "2311": (93.6, 464.1)}
SPREAD = {"2611": 0.9, "2612": 1.1, "2635": 1.4, "2311": 1.0}
STREETS = {"2611AB": (84.1, 447.2), "2613XX": (85.0, 448.9)}
DOUBTS = {
    "2311": Doubt("postcode 2311: de gegeven plekken liggen 4,0 km uit elkaar", 4.0),
    "3211": Doubt("postcode 3211: de gegeven plekken liggen 30 km uit elkaar; de plek is onbekend", 30.0),
    "2614": Doubt("postcode 2614: de gegeven plekken liggen 30 km uit elkaar; de plek is onbekend", 30.0),
}


def table(zones=ZONES, streets=STREETS):
    codes = sorted(zones)
    points = sorted(streets)
    return PostcodeTable(
        pc4=Zones(
            codes=np.array(codes, "U4"),
            x_km=np.array([zones[code][0] for code in codes], float),
            y_km=np.array([zones[code][1] for code in codes], float),
            spread_km=np.array([SPREAD[code] for code in codes], float),
            flagged=np.array([code in DOUBTS for code in codes], bool),
        ),
        pc6=Points(
            codes=np.array(points, "U6"),
            x_km=np.array([streets[code][0] for code in points], float),
            y_km=np.array([streets[code][1] for code in points], float),
        ),
        doubts=DOUBTS,
        left_out={},
        sources=(),
        read_on=date(2026, 11, 28),
    )


@pytest.fixture(scope="module")
def geocoder():
    return Geocoder(read_places(lasting() / "cache"), read_ranges(), table())


@pytest.fixture(scope="module")
def without():
    return Geocoder(read_places(lasting() / "cache"), read_ranges())


def found(geocoder, place="", postcode="", point=None):
    return geocoder.locate(Location(place, postcode, None if point is None else Point(*point)))


def at(code, precision=Precision.PC4):
    return Position(*ZONES[code], precision, SPREAD[code])


# By postcode.


def test_four_digits_give_the_middle_of_the_zone_with_its_spread(geocoder):
    located = found(geocoder, postcode="2611")

    assert located.position == located.centre == at("2611")
    assert located.area == "2611"
    assert located.note == ""
    assert not located.position.is_exact


def test_letters_that_are_not_known_give_the_zone(geocoder):
    assert found(geocoder, postcode="2611ZZ").position == at("2611")


def test_letters_give_the_street_in_its_zone(geocoder):
    located = found(geocoder, postcode="2611AB")

    assert located.position == Position(*STREETS["2611AB"], Precision.PC6)
    assert located.position.is_exact
    assert located.position.spread_km == 0
    assert (located.area, located.centre) == ("2611", at("2611"))


def test_letters_without_their_zone_lie_in_the_nearest_one(geocoder):
    located = found(geocoder, postcode="2613XX")

    assert located.position.precision is Precision.PC6
    assert located.area == "2612"


def test_a_doubtful_postcode_says_so_at_every_use(geocoder):
    assert found(geocoder, postcode="2311").note == DOUBTS["2311"].text
    assert found(geocoder, postcode="2311AA").note == DOUBTS["2311"].text
    assert found(geocoder, point=degrees(93.7, 464.0)).note == DOUBTS["2311"].text


def test_a_postcode_that_was_not_settled_leaves_it_to_the_name_and_says_so(geocoder):
    located = found(geocoder, "Zoetermeer", "3211")

    assert located.area == "Zoetermeer, Zuid-Holland"
    assert located.note == DOUBTS["3211"].text


def test_a_postcode_that_was_not_settled_without_a_name_is_unknown_and_says_so(geocoder):
    located = found(geocoder, postcode="3211")

    assert located.position is None
    assert located.note == DOUBTS["3211"].text


def test_a_postcode_that_was_not_settled_in_a_known_range_is_as_sure_as_its_town(geocoder):
    located = found(geocoder, postcode="2614")

    assert located.position.precision is Precision.PLACE
    assert located.area == "Delft, Zuid-Holland"
    assert located.note == DOUBTS["2614"].text


def test_a_postcode_that_the_table_does_not_have_is_looked_up_as_without_a_table(geocoder, without):
    for place, postcode in (("", "2711"), ("Leiden", "9999XX"), ("", "9999"), ("Nergenshuizen", "9999")):
        assert found(geocoder, place, postcode) == found(without, place, postcode)


# By name.


@pytest.mark.parametrize("name", ["Delft", "Den Haag", "Rijswijk", "Den Hoorn", "Nergenshuizen", "Rotterrdam"])
def test_a_name_alone_is_looked_up_as_without_a_table(geocoder, without, name):
    assert found(geocoder, name) == found(without, name)


def test_the_postcode_answers_which_den_hoorn_is_meant(geocoder):
    located = found(geocoder, "Den Hoorn", "2635")

    assert (located.area, located.position, located.note) == ("2635", at("2635"), "")


def test_the_province_answers_which_den_hoorn_is_meant_too(geocoder, without):
    for one in (geocoder, without):
        assert found(one, "Den Hoorn (ZH)").area == "Den Hoorn, Zuid-Holland"
        assert found(one, "Den Hoorn, Noord-Holland").area == "Den Hoorn, Noord-Holland"
        assert found(one, "Den Hoorn").position is None


def test_the_province_answers_which_rijswijk_is_meant_and_the_postcode_does_too(geocoder):
    assert found(geocoder, "Rijswijk (ZH)").area == "Rijswijk, Zuid-Holland"
    assert found(geocoder, "Rijswijk", "2282").area == "Rijswijk, Zuid-Holland"


@pytest.mark.parametrize(("place", "postcode"), [("Groningen", "2611"), ("Groningen", "2611AB"), ("Rijswijk", "9712")])
def test_a_postcode_and_a_name_that_contradict_each_other_are_told(geocoder, without, place, postcode):
    for one in (geocoder, without):
        located = found(one, place, postcode)

        assert located.position is not None
        assert place in located.note
        assert postcode in located.note
        assert "km" in located.note


@pytest.mark.parametrize(
    ("place", "postcode"),
    [("Delft", "2611"), ("Rijswijk", "2611"), ("regio Delft", "2612AA"), ("Xyzzy", "2611"), ("", "2611")],
)
def test_a_name_near_its_postcode_or_not_known_is_no_contradiction(geocoder, place, postcode):
    assert found(geocoder, place, postcode).note == ""


def test_a_doubt_and_a_contradiction_are_both_told(geocoder):
    note = found(geocoder, "Groningen", "2311").note

    assert note.startswith(DOUBTS["2311"].text)
    assert "Groningen" in note


# By coordinates.


def test_coordinates_are_exact_and_lie_in_the_nearest_zone(geocoder):
    point = degrees(85.0, 448.0)

    located = found(geocoder, "Delft", "2611", point=point)

    assert located.position == Position(*to_rd(*point), Precision.EXACT)
    assert (located.area, located.centre, located.note) == ("2612", at("2612"), "")


def test_coordinates_far_from_their_postcode_go_first_and_say_so(geocoder):
    located = found(geocoder, postcode="2311", point=degrees(84.4, 447.3))

    assert located.area == "2611"
    assert "postcode 2311" in located.note
    assert "coördinaten" in located.note


def test_words_help_where_coordinates_lie_in_the_sea(geocoder):
    located = found(geocoder, postcode="2611AB", point=(52.6, 3.2))

    assert located.position.precision is Precision.PC6
    assert "coördinaten" in located.note


# Whatever is asked.


texts = st.one_of(st.text(max_size=12), st.sampled_from(["Delft", "Groningen", "Den Hoorn", "Rijswijk"]))
postcodes = st.one_of(st.text(max_size=8), st.sampled_from([*ZONES, *STREETS, *DOUBTS, "2611ZZ", "9999"]))
near = st.tuples(st.floats(50.8, 53.5), st.floats(3.4, 7.2))


@given(texts, postcodes, st.none() | near)
def test_a_position_always_has_an_area_with_a_centre_and_one_area_has_one_centre(geocoder, place, postcode, point):
    located = found(geocoder, place, postcode, point)

    assert (located.position is None) == (located.area == "") == (located.centre is None)
    if located.position is not None:
        assert math.isfinite(located.position.x_km)
        assert (located.position.spread_km == 0) == located.position.is_exact
        if located.area in ZONES:
            assert located.centre == at(located.area)


def test_a_table_without_zones_changes_nothing(without):
    empty = Geocoder(read_places(lasting() / "cache"), read_ranges(), table({}, {}))

    for location in (Location("Delft"), Location("", "2611AB"), Location("", "", Point(*degrees(84.4, 447.4)))):
        assert empty.locate(location) == without.locate(location)
