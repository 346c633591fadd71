"""Walking between stops is closed, bounded, and listens to what a feed states."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from matcher.codes import Mode
from matcher.commute import CURVES
from pipelines.travel.footpaths import Points, Stated, closed_footpaths, links_between, walks
from pipelines.travel.timetable import NEVER, Stops


def stops(*places):
    count = len(places)
    names = np.array([str(at) for at in range(count)])
    x_km, y_km = np.array(places, float).reshape(-1, 2).T
    return Stops(names, names, x_km, y_km, np.arange(count, dtype=np.int32), np.zeros(count, np.int32))


def stated(*ways, forbidden=()):
    columns = np.array(ways, np.int32).reshape(-1, 3).T
    return Stated(*columns, np.array(forbidden, np.int64).reshape(-1, 2))


def ways(links):
    rows = np.repeat(np.arange(len(links.start) - 1), np.diff(links.start))
    return dict(zip(zip(rows.tolist(), links.to.tolist(), strict=True), links.seconds.tolist(), strict=True))


def test_a_straight_line_is_walked_at_fifteen_minutes_a_kilometre():
    found = ways(closed_footpaths(stops((0, 0), (0.3, 0.4), (9, 9)), Stated.nothing()))

    assert found == {(0, 1): 450, (1, 0): 450}


def test_what_the_feed_states_goes_before_the_straight_line():
    found = ways(closed_footpaths(stops((0, 0), (0.2, 0)), stated((0, 1, 500))))

    assert found == {(0, 1): 500, (1, 0): 180}


def test_a_walk_over_another_stop_is_a_walk_too():
    found = ways(closed_footpaths(stops((0, 0), (5, 5), (9, 9)), stated((0, 1, 100), (1, 2, 150))))

    assert found == {(0, 1): 100, (1, 2): 150, (0, 2): 250}


def test_a_stated_time_is_not_undercut_by_a_way_over_another_stop():
    found = ways(closed_footpaths(stops((0, 0), (0.1, 0), (0.05, 0)), stated((0, 1, 420))))

    assert (found[0, 1], found[1, 0]) == (420, 90)


def test_two_stops_on_one_spot_take_as_long_to_change_as_one():
    here = stops((0, 0), (0, 0), (0.3, 0))
    asking = replace(here, change_seconds=np.array([60, 300, 0], np.int32))

    assert ways(closed_footpaths(asking, Stated.nothing())) == {
        (0, 1): 300,
        (1, 0): 300,
        (0, 2): 270,
        (2, 0): 270,
        (1, 2): 300,
        (2, 1): 300,
    }


def test_nobody_walks_where_the_feed_says_that_nobody_can_change():
    found = ways(closed_footpaths(stops((0, 0), (0.1, 0)), stated(forbidden=[(0, 1)])))

    assert found == {(1, 0): 90}


def test_a_stated_way_over_the_limit_stays_and_is_not_walked_on_from():
    found = ways(closed_footpaths(stops((0, 0), (5, 5), (9, 9)), stated((0, 1, 2000), (1, 2, 30))))

    assert found == {(0, 1): 2000, (1, 2): 30}


def test_a_stop_that_is_nowhere_is_walked_to_from_nowhere():
    assert ways(closed_footpaths(stops((0, 0), (np.nan, np.nan)), Stated.nothing())) == {}


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.floats(0, 1.2), st.floats(0, 1.2)), min_size=1, max_size=9),
    st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8), st.integers(1, 700)), max_size=8),
)
def test_the_closure_is_that_of_a_library(places, said):
    count = len(places)
    said = {(a, b): time for a, b, time in said if a < count and b < count and a != b}
    made = ways(closed_footpaths(stops(*places), stated(*((*pair, time) for pair, time in said.items()))))

    straight = {
        (a, b): int(np.ceil(900 * np.hypot(places[a][0] - places[b][0], places[a][1] - places[b][1])))
        for a in range(count)
        for b in range(count)
        if a != b and np.hypot(places[a][0] - places[b][0], places[a][1] - places[b][1]) <= 600 / 900
    }
    arcs = {pair: max(time, 1e-9) for pair, time in (straight | said).items()}
    row, column = (np.array([pair[at] for pair in arcs], int) for at in (0, 1))
    graph = csr_array((np.array(list(arcs.values()), float), (row, column)), shape=(count, count))
    best = np.round(dijkstra(graph, limit=600.5)).astype(float)
    expected = {(a, b): best[a, b] for a in range(count) for b in range(count) if a != b and best[a, b] <= 600}
    assert made == expected | said


def test_stops_are_found_around_a_door_as_far_as_someone_goes():
    doors = Points(np.array([0.0, 50.0, np.nan]), np.array([0.0, 50.0, np.nan]))

    on_foot = links_between(doors, stops((0.2, 0), (1.9, 0), (2.5, 0)), CURVES[Mode.WALK], 1800)
    by_bike = links_between(doors, stops((0.2, 0), (1.9, 0), (2.9, 0)), CURVES[Mode.BIKE], 900)

    assert ways(on_foot) == {(0, 0): 180, (0, 1): 1710}
    assert ways(by_bike) == {(0, 0): 120, (0, 1): 630}


@pytest.mark.parametrize(("km", "seconds"), [(0.0, 0), (1.0, 900), (2.0, 1800), (2.1, NEVER)])
def test_walking_all_the_way_is_possible_for_half_an_hour(km, seconds):
    assert walks((0.0, 0.0), Points(np.array([km]), np.array([0.0]))).tolist() == [seconds]
