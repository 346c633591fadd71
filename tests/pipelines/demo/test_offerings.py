from datetime import date, timedelta

import pytest

from matcher.catalogue import catalogue, courses
from pipelines.demo.offerings import ALWAYS_IN_DELFT, COLUMNS, offerings

DAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def offered():
    return offerings(courses(), catalogue(), seed=5, day=DAY)


def test_every_course_of_the_catalogue_is_offered(offered):
    assert {row.course.id for row in offered} == {course.id for course in courses()}


def test_every_offering_says_that_it_is_invented(offered):
    assert all(row.provider.endswith("(verzonnen)") for row in offered)
    assert all(row.keys()["verzonnen"] == "ja" for row in offered)


def test_prices_lie_in_the_range_of_the_course(offered):
    assert all(row.course.price_min <= row.price <= row.course.price_max for row in offered if row.price is not None)


def test_most_start_after_the_day_and_some_have_started(offered):
    started = sum(row.start < DAY for row in offered) / len(offered)

    assert 0.03 < started < 0.2
    assert max(row.start for row in offered) <= DAY + timedelta(days=180)


def test_some_are_online_and_have_no_place(offered):
    online = [row for row in offered if row.place is None]

    assert online
    assert all(row.postcode == "" and row.keys()["online"] == "ja" for row in online)


def test_what_helps_the_first_client_is_offered_in_delft(offered):
    in_delft = {row.course.id for row in offered if row.place is not None and row.place.name == "Delft"}

    assert in_delft >= ALWAYS_IN_DELFT


def test_no_course_is_offered_twice_in_one_place(offered):
    places = [(row.course.id, row.place.name) for row in offered if row.place is not None]

    assert len(places) == len(set(places))


def test_a_row_fills_every_column(offered):
    assert all(len(row.cells()) == len(COLUMNS) for row in offered)
