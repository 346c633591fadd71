import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.errors import InputErrors
from pipelines.vum.asked import SEARCHED_VACANCY
from pipelines.vum.selecting import area_of, place_of_vacature, select
from pipelines.vum.writing_vacancies import match_of_vacature
from tests.pipelines.vum.records import vacature

KM = {"2611AB": 0.0, "2631CD": 6.0, "2801EF": 24.0}


def at(name, postcode, **fields):
    return name, vacature(idVacature=name, adres={"postcode": postcode}, **fields)


NEAR, MIDDLE, FAR = at("dichtbij", "2611AB"), at("midden", "2631CD"), at("ver", "2801EF")
NOWHERE = ("nergens", vacature(idVacature="nergens", adres=None))
UNKNOWN = at("onbekend", "9999ZZ")


def found(records, km=10, most=100, unit_km=1.0, **asked):
    area = {"postcode": "2611ab", "afstand": km}
    selected = select(
        records,
        {"selectiegebied": area, **asked},
        searched=SEARCHED_VACANCY,
        place=place_of_vacature,
        match_of=match_of_vacature,
        distance=lambda _, other: KM.get(other),
        most=most,
        unit_km=unit_km,
    )
    return selected, [match["idVacature"] for match in selected.matches]


def test_only_what_lies_within_the_area_is_selected():
    selected, names = found([NEAR, MIDDLE, FAR, UNKNOWN])

    assert set(names) == {"dichtbij", "midden"}
    assert (selected.more, selected.left_out) == (False, 0)


def test_the_border_of_the_area_is_in_it_and_its_unit_can_be_chosen():
    assert set(found([NEAR, MIDDLE], km=6)[1]) == {"dichtbij", "midden"}
    assert set(found([NEAR, MIDDLE], km=5)[1]) == {"dichtbij"}
    assert set(found([NEAR, MIDDLE, FAR], km=60, unit_km=0.1)[1]) == {"dichtbij", "midden"}


def test_a_record_without_a_full_postcode_is_counted_and_not_given():
    selected, names = found([NEAR, NOWHERE])

    assert names == ["dichtbij"]
    assert selected.left_out == 1


def test_the_conditions_count_too():
    cheap = at("anders", "2611AB", codeWerkEnDenkniveauMinimaal="2")

    assert found([NEAR, cheap], codeWerkEnDenkniveauMinimaal={"$eq": "2"})[1] == ["anders"]


def test_of_too_many_always_the_same_ones_are_given_and_not_the_first():
    many = [at(f"v{number}", "2611AB") for number in range(50)]

    selected, names = found(many, most=10)

    assert selected.more
    assert len(names) == 10
    assert names == found(list(reversed(many)), most=10)[1]
    assert names != [f"v{number}" for number in range(10)]
    assert names != found(many, most=10, km=11)[1]  # another question picks others


def test_exactly_as_many_as_may_be_given_are_all_of_them():
    assert not found([NEAR, MIDDLE], most=2)[0].more


@pytest.mark.parametrize(
    ("area", "wrong"),
    [
        (None, ["vraagObject.selectiegebied"]),
        ([], ["vraagObject.selectiegebied"]),
        ({}, ["vraagObject.selectiegebied.postcode", "vraagObject.selectiegebied.afstand"]),
        ({"postcode": "2611AB", "afstand": 1000}, ["vraagObject.selectiegebied.afstand"]),
        ({"postcode": "2611AB", "afstand": True}, ["vraagObject.selectiegebied.afstand"]),
        ({"postcode": "2611AB", "afstand": "10"}, ["vraagObject.selectiegebied.afstand"]),
        ({"postcode": "2611 AB", "afstand": 10}, ["vraagObject.selectiegebied.postcode"]),
    ],
)
def test_everything_that_is_wrong_with_an_area_is_told_at_once(area, wrong):
    with pytest.raises(InputErrors) as refused:
        area_of({"selectiegebied": area})

    assert [field for field, _ in refused.value.mistakes] == wrong


@given(st.sets(st.integers(0, 500), max_size=30), st.integers(1, 20))
def test_there_are_more_exactly_when_not_all_are_given(numbers, most):
    selected, names = found([at(f"v{number}", "2611AB") for number in numbers], most=most)

    assert len(names) == len(set(names)) == min(most, len(numbers))
    assert selected.more is (len(numbers) > most)
