"""The scan of a whole window gives what a plain Dijkstra over all events gives, departure by departure."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.travel.scan import arrivals, durations, ranked
from pipelines.travel.timetable import NEVER, Links
from tests.plain_timetable import PlainTimetable
from tests.timetables import stops_of, timetable, worlds

HOUR = 3600


def access(*ways):
    return np.array([stop for stop, _ in ways], np.int32), np.array([seconds for _, seconds in ways], np.int32)


def starts(*times):
    return np.array(times, np.int32)


def test_a_direct_trip_is_reached_at_its_arrival():
    line = timetable(2, [[(0, 0, 100), (1, 400, 400)]])

    found = arrivals(line, access((0, 30)), starts(0, 70, 71), HOUR)

    assert found[1].tolist() == [400, 400, NEVER]


def test_changing_takes_the_time_that_the_stop_asks():
    trips = [[(0, 0, 100), (1, 400, 400)], [(1, 459, 459), (2, 700, 700)], [(1, 460, 460), (2, 800, 800)]]

    found = arrivals(timetable(3, trips), access((0, 0)), starts(0), HOUR)

    assert found[2].tolist() == [800]


def test_staying_seated_needs_no_time_to_change():
    through = timetable(3, [[(0, 0, 100), (1, 400, 410), (2, 700, 700)]], change=600)

    assert arrivals(through, access((0, 0)), starts(0), HOUR)[2].tolist() == [700]


def test_who_walks_to_the_next_stop_boards_there_without_more():
    trips = [[(0, 0, 100), (1, 400, 400)], [(2, 500, 500), (3, 700, 700)]]

    assert arrivals(timetable(4, trips, [(1, 2, 100)]), access((0, 0)), starts(0), HOUR)[3].tolist() == [700]
    assert arrivals(timetable(4, trips, [(1, 2, 101)]), access((0, 0)), starts(0), HOUR)[3].tolist() == [NEVER]


def test_a_walk_is_never_walked_on_from():
    trips = [[(0, 0, 100), (1, 400, 400)], [(3, 900, 900), (4, 950, 950)]]
    unclosed = timetable(5, trips, [(1, 2, 50), (2, 3, 50)])

    assert arrivals(unclosed, access((0, 0)), starts(0), HOUR)[4].tolist() == [NEVER]


def test_a_vehicle_that_arrives_later_than_a_walk_still_lets_people_walk_on():
    """The trap of one label per stop: stop 1 is ready on foot before the vehicle comes that the walk to 2 begins at."""
    trips = [[(0, 0, 100), (1, 400, 400)], [(2, 460, 460), (3, 700, 700)]]
    walked = timetable(4, trips, [(1, 2, 60)])

    assert arrivals(walked, access((0, 0), (1, 200)), starts(0), HOUR)[3].tolist() == [700]


def test_nobody_boards_or_alights_where_that_is_not_allowed():
    calls = [[(0, 0, 100), (1, 400, 410), (2, 700, 700)]]

    assert arrivals(timetable(3, calls, closed={(0, 0)}), access((0, 0)), starts(0), HOUR)[2].tolist() == [NEVER]
    past = arrivals(timetable(3, calls, closed={(0, 1)}), access((0, 0)), starts(0), HOUR)
    assert (past[1].tolist(), past[2].tolist()) == ([NEVER], [700])


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_trips_within_one_minute_follow_each_other_whatever_their_order(order):
    chain = [[(0, 0, 100), (1, 100, 100)], [(1, 100, 100), (2, 100, 100)], [(2, 100, 100), (3, 100, 100)]]
    shuffled = timetable(4, [chain[at] for at in order], change=0)

    assert arrivals(shuffled, access((0, 0)), starts(100), HOUR)[3].tolist() == [100]


def test_a_loop_comes_back_to_the_stop_where_it_was_boarded():
    loop = timetable(2, [[(0, 0, 100), (1, 200, 200), (0, 300, 300), (1, 400, 400)]])

    found = arrivals(loop, access((0, 0)), starts(50, 250), HOUR)

    assert found.tolist() == [[300, NEVER], [200, 400]]


def test_what_takes_longer_than_the_limit_is_not_reached():
    line = timetable(2, [[(0, 0, 100), (1, 400, 400)]])

    assert arrivals(line, access((0, 0)), starts(0, 100), 300)[1].tolist() == [NEVER, 400]


def test_a_timetable_without_trips_reaches_nothing():
    assert arrivals(timetable(2, []), access((0, 0)), starts(0, 60), HOUR).tolist() == [[NEVER] * 2] * 2


def test_the_door_is_reached_over_the_best_stop_or_on_foot():
    vehicle = np.array([[500, 600], [NEVER, 620]], np.int32)
    doors = np.array([NEVER, 900, NEVER], np.int32)

    found = durations(vehicle, starts(0, 100), _egress([[(0, 60), (1, 0)], [(0, 600)], []]), doors, 800)

    assert found.tolist() == [[560, 520], [NEVER, NEVER], [NEVER, NEVER]]


def _egress(rows):
    flat = [one for row in rows for one in row]
    return Links(
        np.cumsum([0, *map(len, rows)]).astype(np.int64),
        np.array([stop for stop, _ in flat], np.int32),
        np.array([seconds for _, seconds in flat], np.int32),
    )


def test_ranks_are_taken_of_the_sorted_row():
    found = ranked(np.array([[5, 1, NEVER], [2, 2, 2]], np.int32), np.array([0, 1, 2]))

    assert found.tolist() == [[1, 2], [5, 2], [NEVER, 2]]


@settings(max_examples=400, deadline=None)
@given(
    worlds(),
    st.dictionaries(stops_of, st.integers(0, 60), min_size=1, max_size=3),
    st.lists(st.integers(0, 500), min_size=1, max_size=8),
    st.integers(100, 900),
)
def test_every_departure_gives_exactly_what_a_plain_search_gives(world, ways, times, limit):
    plain = PlainTimetable(world)
    departures = sorted(times)

    together = arrivals(world, access(*ways.items()), starts(*departures), limit)

    for k, start in enumerate(departures):
        expected = plain.arrivals(list(ways.items()), start, limit)
        assert together[:, k].tolist() == [expected.get(stop, NEVER) for stop in range(7)]
        alone = arrivals(world, access(*ways.items()), starts(start), limit)
        assert alone[:, 0].tolist() == together[:, k].tolist()


@settings(max_examples=50, deadline=None)
@given(worlds(), st.integers(0, 900), st.integers(0, 300))
def test_the_plain_search_and_the_scan_agree_at_the_door_too(world, walk, seconds):
    ways = [(0, 20)]
    vehicle = arrivals(world, access(*ways), starts(100), 600)
    egress = [(3, seconds), (5, 10)]

    found = durations(vehicle, starts(100), _egress([egress]), np.array([walk], np.int32), 600)[0, 0]

    expected = PlainTimetable(world).at_door(ways, egress, walk, 100, 600)
    assert found == (expected - 100 if expected < NEVER else NEVER)
