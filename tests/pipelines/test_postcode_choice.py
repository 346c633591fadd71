import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.postcode_choice import AGREE_KM, SETTLED_KM, Candidate, choose
from tests.postcode_files import FIRST, WEST, street


def at(east=0.0, north=0.0, **known):
    """A candidate so many kilometres from the first of the street."""
    return Candidate(WEST[0] + east, WEST[1] + north, **known)


def along_the_street(code, *candidates, ranged=None):
    """The choice for one postcode between neighbours that lie where they should."""
    given_rows = {number: [Candidate(x_km, y_km)] for number, x_km, y_km in street() if number != code}
    return choose({**given_rows, code: list(candidates)}, ranged or {})[code]


def east_of(choice):
    return None if choice.position is None else round(choice.position[0] - WEST[0], 6)


def test_one_row_where_it_should_be_is_taken_without_a_word():
    choice = along_the_street(FIRST + 4, at(4))

    assert east_of(choice) == 4
    assert choice.doubt is None


def test_of_two_rows_the_one_near_its_numbers_is_taken_and_the_distance_is_told():
    choice = along_the_street(FIRST + 4, at(84), at(4))

    assert east_of(choice) == 4
    assert choice.doubt.km == pytest.approx(80)
    assert "80 km" in choice.doubt.text
    assert str(FIRST + 4) in choice.doubt.text


def test_rows_within_two_kilometres_agree():
    assert along_the_street(FIRST + 4, at(4), at(4, 1.9)).doubt is None


def test_rows_farther_apart_than_that_are_told():
    choice = along_the_street(FIRST + 4, at(4), at(4, 2.1))

    assert east_of(choice) == 4
    assert "2,1 km" in choice.doubt.text


def test_likely_rows_that_lie_a_town_apart_give_no_position():
    choice = along_the_street(FIRST + 4, at(4), at(4, 12))

    assert choice.position is None
    assert "onbekend" in choice.doubt.text
    assert "12 km" in choice.doubt.text


def test_a_single_row_far_from_its_numbers_gives_no_position():
    choice = along_the_street(FIRST + 4, at(104))

    assert choice.position is None
    assert "onbekend" in choice.doubt.text
    assert choice.doubt.km > 90


def test_the_majority_goes_before_one_that_differs():
    assert east_of(along_the_street(FIRST + 4, at(4, 5), at(4), at(4, 0.1))) == 4


def test_an_island_is_told_unless_its_place_confirms_it():
    island = along_the_street(FIRST + 4, at(4, 20))

    assert island.position is not None
    assert "20 km" in island.doubt.text
    assert along_the_street(FIRST + 4, at(4, 20, from_place_km=1.0)).doubt is None


def test_a_row_that_lies_far_from_its_numbers_and_its_place_is_not_believed():
    assert along_the_street(FIRST + 4, at(4, 20, from_place_km=19.0)).position is None


def test_a_place_of_the_same_name_elsewhere_does_not_matter_where_the_numbers_agree():
    assert along_the_street(FIRST + 4, at(4, from_place_km=200.0)).doubt is None


def test_a_row_that_lies_far_from_the_town_of_its_range_is_not_believed():
    town = (WEST[0] + 40, WEST[1])

    assert along_the_street(FIRST + 4, at(4), ranged={FIRST + 4: town}).position is None


def test_a_lone_postcode_is_taken_as_it_is_for_nothing_speaks_against_it():
    choice = choose({2650: [at()]}, {})[2650]

    assert choice.position == WEST
    assert choice.doubt is None


def test_one_wrong_neighbour_does_not_make_a_good_row_look_wrong():
    given_rows = {number: [Candidate(x_km, y_km)] for number, x_km, y_km in street(3)}
    given_rows[FIRST + 2] = [at(150)]

    chosen = choose(given_rows, {})

    assert chosen[FIRST].position == WEST
    assert chosen[FIRST].doubt is None
    assert chosen[FIRST + 2].position is None


def test_the_postcodes_with_letters_settle_which_row_is_right():
    near = along_the_street(FIRST + 4, at(4, 12), at(4), at(4.5, inside=True))
    none = along_the_street(FIRST + 4, at(4, 12), at(4.5, inside=True))

    assert east_of(near) == 4
    assert east_of(none) == 4.5
    assert "met letters" in none.doubt.text


points = st.floats(-60, 60).map(lambda km: round(km, 3))


@given(st.lists(st.tuples(points, points), min_size=1, max_size=5))
def test_what_is_chosen_is_one_of_the_rows_and_what_differs_is_never_silent(offsets):
    rows = [at(4 + east, north) for east, north in offsets]
    choice = along_the_street(FIRST + 4, *rows)
    apart = max(math.hypot(a.x_km - b.x_km, a.y_km - b.y_km) for a in rows for b in rows)

    if choice.position is not None:
        assert any(np.allclose(choice.position, (row.x_km, row.y_km)) for row in rows)
    assert (choice.doubt is not None) or (choice.position is not None and apart <= AGREE_KM)


@given(st.permutations([at(4), at(4, 3), at(84), at(4, 5)]))
def test_the_order_of_the_rows_does_not_matter(rows):
    assert along_the_street(FIRST + 4, *rows) == along_the_street(FIRST + 4, at(4), at(4, 3), at(84), at(4, 5))


def test_the_bounds_are_in_order():
    assert AGREE_KM < SETTLED_KM
