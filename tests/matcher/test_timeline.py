from datetime import date, timedelta

import pytest

from matcher.codes import CourseKind, Payer
from matcher.curriculum import curriculum_of
from matcher.domain import Course, Offering
from matcher.doors import doors_of
from matcher.policy import Policy
from matcher.situation import situation_of
from matcher.timeline import NO_OFFER, Choice, euros_of, timeline_of
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
    return timeline_of(doors, range(len(courses)), TODAY, choice)


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

    assert timeline_of(doors, (0,), date(2030, 1, 1), Choice.EARLIEST) is None
