import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.commute import Precision
from matcher.domain import Location, Point
from pipelines.gazetteer import read_places, read_ranges, to_rd
from pipelines.geocoding import KNOWN_AMBIGUOUS, PROVINCE_CODES, Geocoder, Located, fold
from tests.homes import lasting


@pytest.fixture(scope="module")
def geocoder():
    return Geocoder(read_places(lasting() / "cache"), read_ranges())


def found(geocoder, place="", postcode="", point=None):
    return geocoder.locate(Location(place, postcode, None if point is None else Point(*point)))


def is_question(located, *candidates):
    """Whether a place was left unknown with a note that names what it could be."""
    return located.position is None and located.area == "" and all(name in located.note for name in candidates)


# By name.


@pytest.mark.parametrize(
    ("written", "area"),
    [
        ("Delft", "Delft, Zuid-Holland"),
        ("DELFT", "Delft, Zuid-Holland"),
        ("  delft ", "Delft, Zuid-Holland"),
        ("'s-Hertogenbosch", "'s-Hertogenbosch, Noord-Brabant"),
        ("’s Hertogenbosch", "'s-Hertogenbosch, Noord-Brabant"),
        ("Den Bosch", "'s-Hertogenbosch, Noord-Brabant"),
        ("Den Haag", "Den Haag, Zuid-Holland"),
        ("'s-Gravenhage", "Den Haag, Zuid-Holland"),
        ("The Hague", "Den Haag, Zuid-Holland"),
        ("'s-Gravenzande", "'s-Gravenzande, Zuid-Holland"),
        ("Alphen aan den Rijn", "Alphen aan den Rijn, Zuid-Holland"),
        ("Capelle aan den IJssel", "Capelle aan den IJssel, Zuid-Holland"),
        ("Hoek van Holland", "Hoek van Holland, Zuid-Holland"),
        ("Almere", "Almere, Flevoland"),
        ("Utrecht", "Utrecht, Utrecht"),
        ("Groningen", "Groningen, Groningen"),
    ],
)
def test_a_place_is_known_by_the_names_that_people_write(geocoder, written, area):
    located = found(geocoder, written)

    assert located.area == area
    assert located.note == ""
    assert located.position.precision is Precision.PLACE
    assert located.position.spread_km > 0


@pytest.mark.parametrize("written", ["Rijswijk (ZH)", "Rijswijk ZH", "Rijswijk, Zuid-Holland", "RIJSWIJK zuid holland"])
def test_a_province_behind_the_name_settles_which_place_is_meant(geocoder, written):
    assert found(geocoder, written).area == "Rijswijk, Zuid-Holland"


@pytest.mark.parametrize("village", ["Zwaagdijk-Oost", "Zwaagdijk-West"])
def test_a_village_whose_name_ends_in_a_direction_is_itself(geocoder, village):
    assert found(geocoder, village).area.startswith(village)


def test_every_abbreviation_of_a_province_is_of_a_province_that_has_places(geocoder):
    assert {place.province for place in geocoder.places} == set(PROVINCE_CODES.values())


def test_the_province_utrecht_behind_a_name_is_not_the_city(geocoder):
    assert found(geocoder, "Zeist, Utrecht").area == "Zeist, Utrecht"


@pytest.mark.parametrize(
    ("written", "candidates"),
    [
        ("Rijswijk", ("Rijswijk, Zuid-Holland", "Rijswijk, Noord-Brabant")),
        ("Bergen", KNOWN_AMBIGUOUS["bergen"]),
        ("Hengelo", KNOWN_AMBIGUOUS["hengelo"]),
        ("Den Hoorn", KNOWN_AMBIGUOUS["den hoorn"]),
    ],
)
def test_an_ambiguous_name_is_a_question_and_never_a_guess(geocoder, written, candidates):
    assert is_question(found(geocoder, written), written, *candidates)


def test_a_name_that_several_places_have_never_gives_one_of_them(geocoder):
    several = [name for name, places in geocoder.by_name.items() if len(places) > 1]

    assert len(several) > 10
    for name in several:
        assert is_question(found(geocoder, name))


def test_the_places_that_a_question_names_can_be_told_apart(geocoder):
    several = {name: places for name, places in geocoder.by_name.items() if len(places) > 1}

    alike = [name for name, places in several.items() if len({place.code for place in places}) < len(places)]

    assert alike == []


@pytest.mark.parametrize(
    ("written", "name"),
    [("Rotterrdam", "Rotterdam"), ("Zoeetermeer", "Zoetermeer"), ("Maasluis", "Maassluis"), ("Schiedamm", "Schiedam")],
)
def test_a_name_with_a_slip_is_read_as_the_one_place_it_looks_like_and_says_so(geocoder, written, name):
    located = found(geocoder, written)

    assert located.area == f"{name}, Zuid-Holland"
    assert written in located.note
    assert name in located.note


@pytest.mark.parametrize(
    "written", ["Xyzzyveen", "regio Haaglanden", "diverse locaties", "Delf", "12", "???", "België"]
)
def test_a_name_that_looks_like_nothing_stays_unknown_and_asks_for_a_postcode(geocoder, written):
    located = found(geocoder, written)

    assert located.position is None
    assert "postcode" in located.note


@given(st.text(max_size=20), st.text(max_size=8))
def test_any_text_gives_a_position_or_nothing_and_never_a_position_without_an_area(geocoder, place, postcode):
    located = found(geocoder, place, postcode)

    assert (located.position is None) == (located.area == "")
    if located.position is not None:
        assert math.isfinite(located.position.x_km)
        assert math.isfinite(located.position.y_km)


def test_without_any_words_there_is_nothing_to_say(geocoder):
    assert found(geocoder) == Located(None)


# By postcode.


@pytest.mark.parametrize(
    ("postcode", "area"),
    [
        ("2611AB", "Delft, Zuid-Holland"),
        ("2629", "Delft, Zuid-Holland"),
        ("5211AA", "'s-Hertogenbosch, Noord-Brabant"),
        ("2711", "Zoetermeer, Zuid-Holland"),
        ("2333ZZ", "Leiden, Zuid-Holland"),
        ("3141", "Maassluis, Zuid-Holland"),
    ],
)
def test_a_postcode_of_the_region_gives_its_place(geocoder, postcode, area):
    assert found(geocoder, postcode=postcode).area == area


def test_a_postcode_goes_before_the_name(geocoder):
    assert found(geocoder, "Leiden", "2611AB").area == "Delft, Zuid-Holland"


def test_a_postcode_that_is_not_known_leaves_it_to_the_name(geocoder):
    assert found(geocoder, "Leiden", "9999XX").area == "Leiden, Zuid-Holland"


def test_a_postcode_that_is_not_known_without_a_name_asks_for_the_place(geocoder):
    located = found(geocoder, postcode="9999")

    assert located.position is None
    assert "9999" in located.note


def test_a_postcode_answers_an_ambiguous_name(geocoder):
    assert found(geocoder, "Rijswijk", "2282").area == "Rijswijk, Zuid-Holland"


# By coordinates.


def test_coordinates_are_exact_and_go_before_all_words(geocoder):
    located = found(geocoder, "Leiden", "2311", point=(52.0116, 4.3571))

    assert located.position.precision is Precision.EXACT
    assert located.position.spread_km == 0
    assert (located.position.x_km, located.position.y_km) == to_rd(52.0116, 4.3571)
    assert located.area == "Delft, Zuid-Holland"


def test_coordinates_alone_lie_in_the_area_of_the_nearest_place(geocoder):
    assert found(geocoder, point=(52.0116, 4.3571)).area == "Delft, Zuid-Holland"


@pytest.mark.parametrize(
    "point",
    [(52.6, 3.2), (53.9, 5.0), (50.85, 4.35), (51.51, -0.12), (0, 0), (-33, 151), (90, 0)],
    ids=["North Sea", "north of Terschelling", "Brussels", "London", "null island", "Sydney", "pole"],
)
def test_coordinates_in_the_sea_or_abroad_are_not_believed(geocoder, point):
    located = found(geocoder, point=point)

    assert located.position is None
    assert located.area == ""
    assert "coördinaten" in located.note


def test_words_help_where_coordinates_lie_in_the_sea(geocoder):
    located = found(geocoder, "Delft", point=(52.6, 3.2))

    assert located.area == "Delft, Zuid-Holland"
    assert located.position.precision is Precision.PLACE
    assert located.note


@pytest.mark.parametrize("point", [(50.8514, 5.6910), (53.4450, 6.8310), (51.4420, 3.5736), (53.1820, 4.8540)])
def test_the_corners_of_the_country_are_inside(geocoder, point):
    assert found(geocoder, point=point).position.precision is Precision.EXACT


@pytest.mark.parametrize("point", [(52.03, 4.14), (51.98, 4.12)], ids=["Ter Heijde", "Hoek van Holland, the pier"])
def test_a_beach_is_not_the_sea(geocoder, point):
    assert found(geocoder, point=point).position is not None


def test_asking_twice_gives_the_same_answer(geocoder):
    assert found(geocoder, "Delft") is found(geocoder, "Delft")


# Comparing names.


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("'s-Gravenzande", "s gravenzande"),
        ("Hoogezand-Sappemeer", "hoogezand sappemeer"),
        ("Súdwest", "sudwest"),
        ("  IJMUIDEN ", "ijmuiden"),
        ("", ""),
    ],
)
def test_names_are_compared_without_case_accents_and_signs(name, folded):
    assert fold(name) == folded


@given(st.text(max_size=20))
def test_folding_twice_is_folding_once(name):
    assert fold(fold(name)) == fold(name)
