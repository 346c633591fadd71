from hypothesis import given
from hypothesis import strategies as st

from matcher.rearranged import Put, rearranged


def test_without_anything_by_hand_the_order_stays():
    assert list(rearranged("abc", [])) == ["a", "b", "c"]


def test_what_has_a_place_stands_there_and_the_rest_goes_around_it():
    assert list(rearranged("abcd", [Put("x", 3)])) == ["a", "b", "x", "c", "d"]


def test_without_a_place_it_comes_first_in_the_order_in_which_it_was_put():
    assert list(rearranged("ab", [Put("x"), Put("y"), Put("z", 1)])) == ["z", "x", "y", "a", "b"]


def test_of_two_with_the_same_place_the_last_has_it_and_the_other_goes_down():
    assert list(rearranged("abc", [Put("x", 2), Put("y", 2)])) == ["a", "y", "x", "b", "c"]


def test_a_place_behind_the_end_is_the_end():
    assert list(rearranged("a", [Put("x", 40), Put("y", 9)])) == ["a", "y", "x"]


puts = st.lists(st.none() | st.integers(1, 12), max_size=6).map(
    lambda places: [Put(f"x{number}", place) for number, place in enumerate(places)]
)


@given(st.integers(0, 10), puts)
def test_nothing_is_lost_or_double_and_the_rest_keeps_its_order(size, by_hand):
    order = list(range(size))

    found = list(rearranged(order, by_hand))

    assert sorted(map(str, found)) == sorted(map(str, [*order, *(put.item for put in by_hand)]))
    assert [item for item in found if item in order] == order


@given(st.integers(0, 10), st.lists(st.integers(1, 16), unique=True, max_size=6))
def test_a_place_that_one_alone_has_is_where_it_stands(size, places):
    by_hand = [Put(f"x{place}", place) for place in places]

    found = list(rearranged(range(size), by_hand))

    for place in places:
        if place <= size + 1:
            assert found[place - 1] == f"x{place}"
