from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.codes import CourseKind, Payer
from matcher.curriculum import curriculum_of
from matcher.domain import Course, Offering
from matcher.doors import doors_of
from matcher.policy import Policy
from matcher.situation import situation_of
from matcher.timeline import NO_OFFER, Choice, best_of, euros_of, timelines_of
from tests.builders import TODAY, market, person, travel


def day(days):
    return TODAY + timedelta(days=days)


def offering(days, until=None, **fields):
    start = None if days is None else day(days)
    return Offering(
        "School", online=True, start_date=start, enter_until=None if until is None else day(until), **fields
    )


def course(name, *offerings, **fields):
    return Course(name, name, CourseKind.TRAINING, **{"weeks": 2, "offerings": offerings} | fields)


def timeline(*courses, choice=Choice.EARLIEST):
    made, _ = market()
    doors = doors_of(situation_of(person(), made, Policy(), TODAY), curriculum_of(courses, made), travel())
    ways = timelines_of(doors, range(len(courses)), TODAY)
    return best_of(ways, choice) if ways else None


def begins(*courses, **kwargs):
    return [step.begins for step in timeline(*courses, **kwargs).steps]


def test_a_course_ends_so_many_weeks_after_it_begins():
    found = timeline(course("a", offering(7), weeks=3))

    (step,) = found.steps
    assert (step.begins, step.ends) == (day(7), day(28))
    assert found.weeks == 4
    assert found.sure


def test_a_next_course_waits_for_its_first_start_after_the_one_before():
    first = course("a", offering(7), weeks=2)
    second = course("b", offering(10), offering(30), offering(60))

    assert begins(first, second) == [day(7), day(30)]


def test_a_flexible_start_is_taken_as_soon_as_someone_is_free():
    assert begins(course("a", offering(7), weeks=2), course("b", offering(-30, until=90))) == [day(7), day(21)]


def test_a_course_of_which_every_start_is_over_by_then_makes_the_order_impossible():
    assert timeline(course("a", offering(7), weeks=10), course("b", offering(10))) is None
    assert timeline(course("b", offering(10)), course("a", offering(30), weeks=10)) is not None


def test_without_an_offering_a_course_follows_at_once_and_that_is_not_sure():
    found = timeline(course("a", offering(7), weeks=2), course("b", weeks=4))

    assert [step.offer for step in found.steps] == [0, NO_OFFER]
    assert found.steps[1].begins is None
    assert found.weeks == 7
    assert not found.sure


def test_a_course_of_unknown_length_makes_the_length_of_the_whole_unknown():
    found = timeline(course("a", offering(7), weeks=None), course("b", offering(9)))

    assert found.weeks is None
    assert [step.begins for step in found.steps] == [day(7), None]


def test_the_weeks_of_an_offering_hold_over_those_of_the_kind():
    assert timeline(course("a", offering(0, weeks=1), weeks=9)).weeks == 1


@pytest.mark.parametrize(("choice", "start"), [(Choice.EARLIEST, 7), (Choice.CHEAPEST, 40)])
def test_the_earliest_or_the_cheapest_offering_is_taken(choice, start):
    dear_and_cheap = course("a", offering(7, price=500.0), offering(40, price=50.0))

    assert begins(dear_and_cheap, choice=choice) == [day(start)]


def test_earliest_is_what_is_ready_first():
    assert begins(course("a", offering(1, weeks=20), offering(14, weeks=1))) == [day(14)]


def test_the_prices_add_up_and_one_unknown_price_makes_the_sum_unknown():
    priced = course("a", offering(0, price=100.0))

    assert timeline(priced, course("b", offering(30, price=250.0))).euros == 350
    assert timeline(priced, course("b", offering(30))).euros is None


@pytest.mark.parametrize(
    ("kind", "offered", "euros"),
    [
        ({"price_min": 100, "price_max": 300}, None, 300),
        ({"price_min": 100}, None, 100),
        ({}, None, None),
        ({"price_max": 300}, {"price": 120.0}, 120),
        ({"price_max": 300}, {"price": 0.0}, 0),
        ({"price_max": 300, "paid_by": Payer.EMPLOYER}, None, 0),
        ({"price_max": 300, "paid_by": Payer.EMPLOYER}, {"price": 120.0, "paid_by": Payer.PARTICIPANT}, 120),
        ({"price_max": 300}, {"price": 120.0, "paid_by": Payer.STATE}, 0),
        ({"price_max": 300, "paid_by": Payer.MUNICIPALITY}, None, 300),
    ],
)
def test_what_a_course_costs_is_what_the_client_or_the_municipality_pays_at_most(kind, offered, euros):
    offer = None if offered is None else Offering("School", **offered)

    assert euros_of(course("a", **kind), offer) == euros


def test_a_plan_without_courses_takes_nothing():
    assert (timeline().weeks, timeline().euros, timeline().sure) == (0, 0, True)


def test_the_day_that_a_plan_begins_is_given():
    made, _ = market()
    courses = (course("a", offering(7)),)
    doors = doors_of(situation_of(person(), made, Policy(), TODAY), curriculum_of(courses, made), travel())

    assert timelines_of(doors, (0,), date(2030, 1, 1)) == ()


# Every way that may be the best within some limit


def ways(*courses):
    made, _ = market()
    doors = doors_of(situation_of(person(), made, Policy(), TODAY), curriculum_of(courses, made), travel())
    return [(way.weeks, way.euros) for way in timelines_of(doors, range(len(courses)), TODAY)]


def test_an_offering_between_the_earliest_and_the_cheapest_is_a_way_and_one_that_is_beaten_is_none():
    early, middle, cheap = offering(0, price=800.0), offering(28, price=300.0), offering(280, price=100.0)
    beaten = offering(35, price=400.0)

    assert ways(course("a", cheap, early, beaten, middle)) == [(2, 800), (6, 300), (42, 100)]


def test_the_cheapest_offering_that_comes_too_late_for_the_next_course_does_not_stand_in_the_way():
    first = course("a", offering(0, price=500.0), offering(70, price=50.0))
    then = course("b", offering(28, price=100.0))

    assert ways(first, then) == [(6, 600)]
    assert timeline(first, then, choice=Choice.CHEAPEST).euros == 600


def test_an_offering_of_unknown_length_is_not_the_earliest_and_stays_possible():
    unknown = course("a", offering(0, price=10.0, weeks=None), offering(7, price=90.0, weeks=3), weeks=None)

    assert ways(unknown) == [(4, 90), (None, 10)]
    assert timeline(unknown).weeks == 4


@given(
    st.lists(
        st.lists(st.tuples(st.integers(0, 60), st.integers(0, 5), st.integers(0, 5)), min_size=1, max_size=4),
        min_size=1,
        max_size=3,
    )
)
def test_no_way_beats_those_that_are_given(starts):
    courses = [
        course(f"k{at}", *(offering(day, price=100.0 * price, weeks=weeks) for day, price, weeks in offers))
        for at, offers in enumerate(starts)
    ]

    found = ways(*courses)

    every = {(0, 0.0)}
    for offers in starts:
        every = {
            (begins + 7 * weeks, euros + 100.0 * price)
            for free, euros in every
            for begins, price, weeks in offers
            if begins >= free
        }
    best = {
        one for one in every if not any(other != one and other[0] <= one[0] and other[1] <= one[1] for other in every)
    }
    assert sorted(found) == sorted((days / 7, euros) for days, euros in best)
