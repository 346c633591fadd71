"""Moments of departure and what stands at a percentile of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.errors import SettingError
from pipelines.travel.windows import Window, clock, read_clock, read_window


def test_both_ends_of_a_window_are_departures():
    assert read_window("07:30-08:30").starts.tolist() == [*range(27_000, 30_601, 300)]
    assert len(read_window("7:30-8:30", 1).starts) == 61
    assert read_window("08:00-08:00").starts.tolist() == [28_800]


@pytest.mark.parametrize(
    ("written", "named"),
    [
        ("07:00", "'07:00' is geen tijdvak"),
        ("09:00-07:00", "eindigt voor het begint"),
        ("07:60-08:00", "'07:60' is geen tijd"),
        ("7-9", "'7' is geen tijd"),
        ("-", "'' is geen tijd"),
        ("30:00-31:00", "'30:00' is geen tijd"),
    ],
)
def test_a_window_that_cannot_be_read_says_what_to_write(written, named):
    with pytest.raises(SettingError, match=named):
        read_window(written)


@given(st.integers(0, 30 * 60 - 1))
def test_a_clock_time_is_read_as_it_is_written(minutes):
    assert read_clock(clock(minutes)) == minutes


def test_a_percentile_is_the_shortest_trip_that_so_many_departures_do_not_exceed():
    thirteen, one = Window(0, 60, 5), Window(0, 0, 5)

    assert thirteen.ranks(50, 80, 100).tolist() == [6, 10, 12]  # the 7th of 13 has half, the 11th four in five
    assert one.ranks(50, 80).tolist() == [0, 0]


@given(st.integers(0, 60), st.integers(1, 100))
def test_at_least_that_part_of_the_departures_is_no_slower(last, percent):
    window = Window(0, last, 1)
    count, rank = len(window.starts), int(window.ranks(percent)[0])

    assert (rank + 1) * 100 >= percent * count
    assert rank == 0 or rank * 100 < percent * count
