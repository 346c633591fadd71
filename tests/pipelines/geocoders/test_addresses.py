import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.geocoders.addresses import Address, Answer, address_of, settle

HERE = (52.01, 4.35)
FULL = Address("Proefstraat", "5", "", "2650AB", "Oefendam")


def answer(latitude=HERE[0], longitude=HERE[1], **said):
    known = {"street": "Proefstraat", "number": "5", "postcode": "2650AB", "places": ("Oefendam",)}
    return Answer(latitude, longitude, **{**known, **said})


# Reading.


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"straat": "Proefstraat", "huisnummer": "5", "postcode": "2650 AB", "plaats": "Oefendam"}, FULL),
        ({"adres": "Proefstraat 5", "postcode": "2650ab", "plaats": "Oefendam"}, FULL),
        ({"adres": "Proefstraat 5, 2650 AB Oefendam"}, FULL),
        ({"adres": "Proefstraat 5 2650AB Oefendam"}, FULL),
        ({"straat": "Proefstraat 5", "plaats": "2650 AB Oefendam"}, FULL),
        ({"adres": "Proefstraat 5, Oefendam"}, Address("Proefstraat", "5", "", "", "Oefendam")),
        ({"adres": "Proefstraat 5-B", "postcode": "2650"}, Address("Proefstraat", "5", "B", "2650")),
        ({"straat": "Plein 1813", "huisnummer": "12"}, Address("Plein 1813", "12")),
        ({"straat": "Proefstraat", "huisnummer": "5b"}, Address("Proefstraat", "5", "b")),
        ({"adres": "Proefstraat 5 Elst"}, Address("Proefstraat", "5", place="Elst")),
        ({"adres": "Proefstraat 5 c, Elst"}, Address("Proefstraat", "5", "c", place="Elst")),
        ({"adres": "Nergens"}, Address("Nergens")),
        ({"postcode": "2650AB"}, Address(postcode="2650AB")),
        ({}, Address()),
    ],
)
def test_an_address_is_taken_apart(cells, expected):
    assert address_of(cells) == expected


@pytest.mark.parametrize(
    ("address", "enough"),
    [
        (FULL, True),
        (Address(postcode="2650AB"), True),
        (Address("Proefstraat", "5", place="Oefendam"), True),
        (Address("Proefstraat", "5", postcode="2650"), True),
        (Address("Proefstraat", "5"), False),
        (Address("Proefstraat", place="Oefendam"), False),
        (Address(postcode="2650"), False),
        (Address(place="Oefendam"), False),
    ],
)
def test_only_what_says_enough_for_one_spot_can_be_found(address, enough):
    assert address.can_be_found is enough


def test_the_question_is_the_address_and_nothing_more():
    assert FULL.query == "Proefstraat 5, 2650AB Oefendam"
    assert Address(postcode="2650AB").query == "2650AB"


def test_an_address_does_not_show_in_a_log():
    assert "Proefstraat" not in repr(FULL)


@given(
    st.fixed_dictionaries(
        {},
        optional=dict.fromkeys(
            ("adres", "straat", "huisnummer", "toevoeging", "postcode", "plaats"), st.text(max_size=20)
        ),
    )
)
def test_any_cells_give_an_address(cells):
    assert isinstance(address_of(cells).query, str)


# Believing an answer.


def test_an_answer_about_the_address_is_believed():
    assert settle(FULL, [answer()]) == HERE
    assert settle(FULL, [answer(), answer(latitude=52.0105)]) == HERE


@pytest.mark.parametrize(
    "wrong",
    [
        {"number": "7"},
        {"number": ""},
        {"postcode": "2650AC"},
        {"postcode": "9999AB"},
        {"latitude": 48.85, "longitude": 2.35},
    ],
)
def test_an_answer_about_something_else_is_not(wrong):
    assert settle(FULL, [answer(**wrong)]) is None


def test_a_number_with_an_addition_is_the_number():
    assert settle(FULL, [answer(number="5A")]) == HERE


def test_without_a_postcode_the_place_and_the_street_must_be_the_same():
    asked = Address("Proefstraat", "5", place="Oefendam")

    assert settle(asked, [answer()]) == HERE
    assert settle(asked, [answer(street="Proefstraaat")]) == HERE
    assert settle(asked, [answer(street="Andersweg")]) is None
    assert settle(asked, [answer(places=("Elders",))]) is None
    assert settle(asked, [answer(places=())]) is None


def test_several_answers_that_lie_apart_are_no_answer():
    assert settle(Address("Proefstraat", "5", place="Oefendam"), [answer(), answer(latitude=52.05)]) is None


def test_no_answer_is_none():
    assert settle(FULL, []) is None
