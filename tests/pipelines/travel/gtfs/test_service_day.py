from datetime import date

import numpy as np
import pytest

from matcher.errors import InputError
from pipelines.travel.gtfs.calendar import DayCounts
from pipelines.travel.gtfs.reading import read_timetable
from pipelines.travel.gtfs.service_day import Coverage, checked_day, first_good_day
from tests.feeds import feed, lines

MONDAY = date(2026, 11, 30)
WEEK = [100, 100, 100, 100, 100, 60, 40]


def coverage(*trips, first=MONDAY, file="a.zip"):
    return Coverage(file, DayCounts(first.toordinal(), np.array(trips, np.int64)))


@pytest.mark.parametrize(
    ("trips", "today", "expected"),
    [
        pytest.param(WEEK, MONDAY, date(2026, 12, 1), id="the first Tuesday"),
        pytest.param(WEEK, date(2026, 12, 1), date(2026, 12, 1), id="today, when it is a Tuesday"),
        pytest.param(WEEK, date(2026, 12, 2), date(2026, 12, 3), id="else a Thursday"),
        pytest.param([100, 45, 100, 100, 100, 60, 40], MONDAY, date(2026, 12, 3), id="no holiday"),
        pytest.param([100, 0, 100, 0, 100, 60, 40], MONDAY, MONDAY, id="another working day when there is no better"),
        pytest.param(WEEK, date(2026, 11, 1), date(2026, 12, 1), id="of a feed that has yet to begin"),
        pytest.param([100, 70, 100, 70, 100], date(2026, 12, 1), date(2026, 12, 2), id="ordinary before midweek"),
    ],
)
def test_the_day_is_an_ordinary_one_in_the_middle_of_a_week(trips, today, expected):
    assert first_good_day([coverage(*trips)], today=today) == expected


def test_a_day_is_one_that_all_feeds_cover():
    other = coverage(*[5] * 30, first=date(2026, 12, 2), file="b.zip")

    assert first_good_day([coverage(*WEEK), other], today=MONDAY) == date(2026, 12, 3)


def test_an_expired_feed_is_refused_with_its_last_day():
    with pytest.raises(InputError, match=r"^a\.zip is verlopen: de laatste dag is zondag 6 december 2026;"):
        first_good_day([coverage(*WEEK)], today=date(2026, 12, 7))


def test_a_feed_of_weekends_alone_is_refused():
    with pytest.raises(InputError, match=r"a\.zip rijdt op geen enkele werkdag"):
        first_good_day([coverage(0, 0, 0, 0, 0, 60, 40)], today=MONDAY)


def test_feeds_of_different_periods_are_refused_with_both():
    later = coverage(*WEEK, first=date(2026, 12, 14), file="b.zip")

    with pytest.raises(InputError) as caught:
        first_good_day([coverage(*WEEK), later], today=MONDAY)

    assert str(caught.value) == (
        "er is geen werkdag waarop alles rijdt (a.zip van maandag 30 november 2026 tot en met zondag 6 december 2026,"
        " b.zip van maandag 14 december 2026 tot en met zondag 20 december 2026); kies feeds van dezelfde periode."
    )


def test_a_day_that_was_asked_is_taken_also_in_a_weekend_or_the_past():
    for day in (date(2026, 12, 6), date(2026, 12, 2)):
        assert checked_day([coverage(*WEEK)], day, today=date(2027, 5, 1)) == day


def test_a_day_outside_the_feed_is_refused_with_what_it_covers_and_a_better_one():
    with pytest.raises(InputError) as caught:
        checked_day([coverage(*WEEK)], date(2027, 1, 5), today=MONDAY)

    assert str(caught.value) == (
        "volgens a.zip rijdt er niets op dinsdag 5 januari 2027; de feed geldt van maandag 30 november 2026 tot en met"
        " zondag 6 december 2026; kies bijvoorbeeld dinsdag 1 december 2026."
    )


def test_of_an_expired_feed_a_day_that_it_had_is_advised():
    with pytest.raises(InputError, match="kies bijvoorbeeld dinsdag 1 december 2026"):
        checked_day([coverage(*WEEK)], date(2027, 1, 5), today=date(2027, 1, 4))


def test_a_day_with_under_half_of_the_usual_trips_is_refused():
    fewer = coverage(100, 49, 100, 50, 100, 60, 40)

    assert checked_day([fewer], date(2026, 12, 3), today=MONDAY) == date(2026, 12, 3)
    with pytest.raises(InputError, match=r"op dinsdag 1 december 2026 ongewoon weinig ritten \(49, meestal 100 op"):
        checked_day([fewer], date(2026, 12, 1), today=MONDAY)


def test_a_sunday_is_measured_against_sundays():
    assert checked_day([coverage(*WEEK)], date(2026, 12, 6), today=MONDAY) == date(2026, 12, 6)


def test_the_day_is_chosen_when_none_is_asked(tmp_path):
    assert read_timetable([feed(tmp_path)], today=date(2026, 11, 28)).day == date(2026, 12, 1)


def test_a_past_day_of_an_expired_feed_is_read_and_noted(tmp_path):
    read = read_timetable([feed(tmp_path)], date(2026, 12, 1), today=date(2027, 3, 1))

    assert read.sources[0].notes == ("de feed is verlopen: de laatste dag is zondag 28 februari 2027",)
    assert (read.sources[0].first, read.sources[0].last) == (date(2026, 11, 2), date(2027, 2, 28))


def test_a_calendar_without_trips_is_refused(tmp_path):
    dates = lines("service_id, date, exception_type", "daily, 20261201, 2")
    path = feed(tmp_path, calendar=None, calendar_dates=dates)

    with pytest.raises(InputError, match=r"^volgens feed\.zip rijdt er op geen enkele dag iets;"):
        read_timetable([path], today=MONDAY)
