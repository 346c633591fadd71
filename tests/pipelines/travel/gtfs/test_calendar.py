from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.errors import InputError
from pipelines.travel.gtfs.archive import open_archive
from pipelines.travel.gtfs.calendar import read_services
from tests.feeds import feed, lines, read

FIRST = date(2026, 11, 30)  # a Monday
DATES = "service_id, date, exception_type"


def services(folder, **tables):
    return read_services(open_archive(feed(folder, **tables)))


def days_of(read_back, start=FIRST, days=14):
    return [at for at in range(days) if read_back.running(start + timedelta(at)).any()]


def calendar(*rows):
    header = "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date"
    return lines(header, *rows)


def test_a_weekly_calendar_runs_on_its_days_between_its_dates(tmp_path):
    read_back = services(tmp_path, calendar=calendar("w,1,0,0,0,1,0,0,20261130,20261211"))

    assert days_of(read_back) == [0, 4, 7, 11]


def test_a_calendar_of_exceptions_alone_runs_on_what_they_add(tmp_path):
    dates = lines(DATES, "w,20261201,1", "w,20261203,1", "w,20261204,2")

    assert days_of(services(tmp_path, calendar=None, calendar_dates=dates)) == [1, 3]


def test_exceptions_add_and_remove_days_of_the_week(tmp_path):
    dates = lines(DATES, "w,20261130,2", "w,20261202,1")
    read_back = services(tmp_path, calendar=calendar("w,1,0,0,0,1,0,0,20261130,20261206"), calendar_dates=dates)

    assert days_of(read_back) == [2, 4]


def test_a_calendar_with_a_header_alone_leaves_it_to_the_exceptions(tmp_path):
    assert days_of(services(tmp_path, calendar=calendar(), calendar_dates=lines(DATES, "w,20261201,1"))) == [1]


def test_saying_the_same_exception_twice_says_it_once(tmp_path):
    read_back = services(tmp_path, calendar=None, calendar_dates=lines(DATES, "w,20261201,1", "w,20261201,1"))

    assert read_back.count(np.array([5])).on(date(2026, 12, 1)) == 5


weekly = st.tuples(st.lists(st.sampled_from("01"), min_size=7, max_size=7), st.integers(0, 20), st.integers(0, 20))


@given(
    weeks=st.lists(weekly, max_size=4),
    exceptions=st.dictionaries(st.tuples(st.integers(0, 5), st.integers(-3, 25)), st.sampled_from("12"), max_size=8),
)
def test_the_count_of_trips_a_day_is_that_of_the_services_that_run(tmp_path_factory, weeks, exceptions):
    def day(at):
        return (FIRST + timedelta(at)).strftime("%Y%m%d")

    dates = (f"s{service},{day(at)},{kind}" for (service, at), kind in exceptions.items())
    rows = (f"s{at},{','.join(on)},{day(start)},{day(start + long)}" for at, (on, start, long) in enumerate(weeks))
    always = "always,1,1,1,1,1,1,1,20261130,20261130"
    folder = tmp_path_factory.mktemp("feed")
    read_back = services(folder, calendar=calendar(always, *rows), calendar_dates=lines(DATES, *dates))
    trips = np.arange(1, len(read_back.ids) + 1)

    counts = read_back.count(trips)

    every = [FIRST + timedelta(at) for at in range(-5, 45)]
    assert [counts.on(one) for one in every] == [int(trips[read_back.running(one)].sum()) for one in every]


@pytest.mark.parametrize(
    ("tables", "message"),
    [
        ({"calendar": calendar("w,1,1,1,1,1,0,0,20261301,20261302")}, '"20261301" is geen datum'),
        ({"calendar": calendar("w,1,1,1,1,1,0,0,2026-12-01,20261302")}, '"2026-12-01" is geen datum'),
        ({"calendar": calendar("w,1,1,1,1,1,0,0,20261201,20261130")}, "20261130 ligt voor start_date"),
        ({"calendar": calendar("w,1,1,1,2,1,0,0,20261201,20261230")}, 'kolom thursday: "2" is geen 0 of 1'),
        ({"calendar": calendar("w,1,1,1,,1,0,0,20261201,20261230")}, 'kolom thursday: "" is geen heel getal'),
        ({"calendar": calendar(*["w,1,1,1,1,1,0,0,20261201,20261230"] * 2)}, 'regel 3: kolom service_id: "w" staat er'),
        ({"calendar_dates": lines(DATES, "w,20261201,3")}, '"3" is geen 1 of 2'),
        ({"calendar_dates": lines(DATES, "w,20260231,1")}, '"20260231" is geen datum'),
        (
            {"calendar_dates": lines(DATES, "w,20261201,1", "w,20261201,2")},
            "regel 3: kolom exception_type: een eerdere",
        ),
        ({"calendar_dates": lines(DATES, ",20261201,1")}, "kolom service_id: mag niet leeg zijn"),
    ],
)
def test_a_calendar_that_cannot_be_is_refused_by_line(tmp_path, tables, message):
    with pytest.raises(InputError) as caught:
        services(tmp_path, **tables)

    assert message in str(caught.value)
    assert str(caught.value).startswith("calendar")
    assert "regel" in str(caught.value)


def test_a_trip_of_a_service_without_days_is_refused(tmp_path):
    trips = lines("trip_id, route_id, service_id", "t1, 37, weekend")

    with pytest.raises(InputError, match=r'regel 2: kolom service_id: "weekend" staat niet in calendar\.txt;'):
        read(tmp_path, trips=trips)
