from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.groups import LEAST_PEOPLE, STEP, Band, Headcount, bands, headcount, rounded

scales = st.lists(st.integers(0, 40), min_size=1, max_size=9)


def told(counts, among=None):
    """The bands of people of whom so many are told."""
    found = headcount(sum(counts), among)
    return () if found is None else bands(counts, found)


def test_nothing_is_told_of_nine_people_and_something_of_ten():
    assert headcount(9) is None
    assert headcount(0) is None
    assert headcount(10) == Headcount(10)


@pytest.mark.parametrize(("count", "at_least"), [(10, 10), (14, 10), (15, 15), (19, 15), (20, 20), (104, 100)])
def test_people_are_rounded_down_to_fives(count, at_least):
    assert headcount(count) == Headcount(at_least)
    assert rounded(count) == at_least


def test_where_fewer_than_ten_are_left_it_is_nearly_all_and_no_number_tells_how_few():
    assert headcount(90, among=100) == Headcount(90)
    assert {headcount(count, among=100) for count in range(91, 101)} == {Headcount(90, nearly_all=True)}


def test_of_a_group_so_small_that_both_parts_are_small_only_ten_is_told():
    assert {headcount(count, among=12) for count in (10, 11, 12)} == {Headcount(10, nearly_all=True)}
    assert headcount(9, among=12) is None


def test_a_part_of_nearly_all_tells_no_more_than_nearly_all_did():
    helped = headcount(97, among=100)

    assert headcount(95, among=97, told=helped) == Headcount(80, nearly_all=True)
    assert headcount(87, among=97, told=helped) == Headcount(85)


@given(st.integers(0, 300), st.integers(0, 300))
def test_what_is_told_is_true_and_the_same_for_all_who_would_differ_by_a_few(count, others):
    found = headcount(count, among=count + others)

    if found is None:
        assert count < LEAST_PEOPLE
        return
    assert LEAST_PEOPLE <= found.at_least <= count
    assert found.at_least % STEP == 0
    assert found.nearly_all == (others < LEAST_PEOPLE)


def test_steps_of_a_scale_are_taken_together_until_there_are_ten():
    assert told([4, 7, 20, 3, 12]) == (Band(None, 1, 10), Band(2, 2, 20), Band(3, None, 15))


def test_who_is_left_at_the_top_is_counted_with_the_band_below():
    assert told([11, 12, 9]) == (Band(None, 0, 10), Band(1, None, 20))


def test_one_band_runs_from_the_bottom_to_the_top_and_tells_nothing():
    assert told([0, 15, 0, 0]) == (Band(None, None, 15),)
    assert told([9, 0, 0]) == ()


def test_bands_of_nearly_all_people_do_not_add_up_to_how_many_there_are():
    assert told([48, 49], among=100) == (Band(None, 0, 45), Band(1, None, 45))
    assert told([10, 10], among=20) == (Band(None, None, 10),)


@given(scales, st.integers(0, 30))
def test_every_band_is_about_ten_people_or_more_and_all_of_them_about_no_more_than_was_told(counts, others):
    among = sum(counts) + others
    found = told(counts, among)

    if sum(counts) < LEAST_PEOPLE:
        assert found == ()
        return
    assert found[0].first is None
    assert found[-1].last is None
    assert sum(band.at_least for band in found) <= headcount(sum(counts), among).at_least
    for before, after in pairwise(found):
        assert after.first == before.last + 1
    for band in found:
        stop = len(counts) if band.last is None else band.last + 1
        assert LEAST_PEOPLE <= band.at_least <= sum(counts[band.first or 0 : stop])
        assert band.at_least % STEP == 0
