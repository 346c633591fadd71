"""Public transport from door to door: over a window, by bike to the stop, and at the edges of the day."""

import numpy as np
import pytest

from matcher.codes import Mode
from matcher.commute import UNREACHABLE
from pipelines.travel.footpaths import Points
from pipelines.travel.timetable import NEVER
from pipelines.travel.transit import EdgeRows, Transit
from pipelines.travel.windows import Window
from tests.plain_timetable import PlainTimetable
from tests.timetables import timetable

# Stops 5 km apart; a vehicle from 0 to 1 every 20 minutes from 6:00 to 22:40, a quarter of an hour on the way.
TRIPS = [[(0, at, at), (1, at + 900, at + 900)] for at in range(6 * 3600, 23 * 3600, 1200)]
WORLD = timetable(2, TRIPS, xy=[(0, 0), (5, 0)])
DOORS = Points(np.array([0.0, 5.0, 2.4, 40.0]), np.zeros(4))
ALL = Transit.between(DOORS, WORLD, limit_minutes=120)


def test_the_median_counts_waiting_for_the_vehicle():
    half, mostly = ALL.range_minutes(0, Window(7 * 60, 8 * 60 - 1, 1))

    # Waiting is 0 to 19 minutes: with twenty departures to choose from, the tenth waits 9 and the sixteenth 15.
    assert (half[1], mostly[1]) == (15 + 9, 15 + 15)


def test_who_cannot_get_there_within_the_limit_does_not_get_there():
    half, _ = ALL.range_minutes(0, Window(7 * 60, 8 * 60))

    assert half[3] == UNREACHABLE
    assert ALL.range_minutes(1, Window(7 * 60, 8 * 60))[0][0] == UNREACHABLE  # nothing runs back


def test_by_bike_a_stop_is_near_that_is_far_to_walk():
    cycled = Transit.between(DOORS, WORLD, limit_minutes=120, access=Mode.BIKE)
    window = Window(7 * 60, 7 * 60)

    assert ALL.range_minutes(2, window)[0][1] == 40 + 15  # 36 minutes on foot to the nearest stop: the one of 7:40
    assert cycled.range_minutes(2, window)[0][1] == 20 + 15  # 2.4 km is 13 minutes by bike, then the one of 7:20


def test_every_door_is_reached_exactly_when_a_plain_search_says():
    window = Window(6 * 60, 7 * 60, 7)
    seconds = ALL.seconds(0, window.starts)
    plain = PlainTimetable(WORLD)

    for k, start in enumerate(window.starts.tolist()):
        assert seconds[1, k] == plain.at_door([(0, 0)], [(1, 0)], int(NEVER), start, 7200) - start


def test_the_first_arrival_is_that_of_who_leaves_at_half_past_four():
    # 6:15, and 39 minutes on foot from there to the door in between: nobody gets out nearer to it.
    assert ALL.first_arrivals(0).tolist() == [0, 105, 144, UNREACHABLE]


def test_a_first_arrival_is_looked_for_longer_than_a_trip():
    late = timetable(2, TRIPS[6:], xy=[(0, 0), (5, 0)])  # from eight o'clock

    assert Transit.between(DOORS, late, limit_minutes=60).first_arrivals(0)[1] == 225  # 8:15


def test_the_last_departure_is_counted_from_half_past_eight():
    assert ALL.last_departures(0).tolist() == [250, 130, 130, UNREACHABLE]  # walking always; 22:40


def test_a_stop_where_nothing_runs_does_not_hide_one_that_is_served():
    quiet = timetable(3, TRIPS, xy=[(0, 0), (5, 0), (2.4, 0)])

    assert Transit.between(DOORS, quiet, limit_minutes=120).range_minutes(2, Window(420, 420))[0][1] == 40 + 15


def test_home_by_bike_is_cycled_from_the_stop_and_not_to_it():
    back = Transit.between(DOORS, WORLD, limit_minutes=120, egress=Mode.BIKE)
    rows = EdgeRows(ALL, back, ("first", "last"))(slice(0, 1))

    assert rows["first"][0].tolist() == ALL.first_arrivals(0).tolist()
    assert rows["last"][0].tolist() == back.last_departures(0).tolist()
    assert back.range_minutes(0, Window(420, 420))[0][2] == 15 + 14  # 2.6 km by bike from the last stop
    assert ALL.range_minutes(0, Window(420, 420))[0][2] == 15 + 39  # and on foot


def test_a_door_is_covered_where_vehicles_run():
    assert ALL.covered().tolist() == [True, True, True, False]


@pytest.mark.parametrize("count", [0, 1])
def test_a_day_without_trips_still_lets_people_walk(count):
    quiet = timetable(2, TRIPS[:count], xy=[(0, 0), (1, 0)])
    empty = Transit.between(Points(np.array([0.0, 1.0]), np.zeros(2)), quiet, limit_minutes=60)

    assert empty.range_minutes(0, Window(23 * 60, 23 * 60))[0].tolist() == [0, 15]
