from datetime import date

from tests.feeds import lines, read, rides


def test_a_trip_past_midnight_is_there_as_last_night_and_as_tonight(tmp_path):
    assert rides(read(tmp_path, runs={"t1": "A 23:50, B 24:10, C 25:00"})) == [
        ("t1@2026-11-30", "A", "B", "-0:10", "0:10"),
        ("t1@2026-11-30", "B", "C", "0:10", "1:00"),
        ("t1", "A", "B", "23:50", "24:10"),
        ("t1", "B", "C", "24:10", "25:00"),
    ]


def test_a_trip_that_ended_before_midnight_does_not_come_back(tmp_path):
    assert [ride[0] for ride in rides(read(tmp_path, runs={"t1": "A 23:30, B 24:00"}))] == ["t1"]


def test_the_trips_of_the_next_morning_until_six_are_there(tmp_path):
    runs = {"early": "A 5:59, B 6:05", "later": "A 6:00, B 6:06"}

    assert [ride[::3] for ride in rides(read(tmp_path, runs=runs))] == [
        ("early", "5:59"),
        ("later", "6:00"),
        ("early@2026-12-02", "29:59"),
    ]


def test_the_days_around_follow_their_own_calendar(tmp_path):
    dates = lines("service_id, date, exception_type", "daily, 20261130, 2", "daily, 20261202, 2")
    runs = {"night": "A 23:50, B 24:10", "early": "A 5:00, B 5:05"}

    assert [ride[0] for ride in rides(read(tmp_path, runs=runs, calendar_dates=dates))] == ["early", "night"]


def test_the_first_and_last_day_of_a_feed_have_nothing_around_them(tmp_path):
    runs = {"night": "A 23:50, B 24:10", "early": "A 5:00, B 5:05"}

    first = rides(read(tmp_path, date(2026, 11, 2), runs=runs))
    last = rides(read(tmp_path, date(2027, 2, 28), runs=runs))

    assert [ride[0] for ride in first] == ["early", "night", "early@2026-11-03"]
    assert [ride[0] for ride in last] == ["night@2027-02-27", "early", "night"]
