"""A trip in full arrives when the scan says, and every leg is one that exists."""

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.travel.journeys import Leg, earliest_journey
from pipelines.travel.scan import arrivals
from pipelines.travel.timetable import NEVER
from tests.timetables import stops_of, timetable, worlds


def test_a_trip_names_its_lines_stops_and_walks():
    trips = [[(0, 0, 100), (1, 400, 400)], [(2, 500, 500), (3, 700, 700)]]
    world = timetable(4, trips, [(1, 2, 80)])

    journey = earliest_journey(world, {0: 40}, {3: 30}, None, 0, 3600)

    assert journey.legs == (
        Leg("", "", "", "halte 0", 60, 100),
        Leg("rit 0", "rit 0", "halte 0", "halte 1", 100, 400),
        Leg("", "", "halte 1", "halte 2", 400, 480),
        Leg("rit 1", "rit 1", "halte 2", "halte 3", 500, 700),
        Leg("", "", "halte 3", "", 700, 730),
    )
    assert (journey.departs, journey.arrives) == (60, 730)


def test_a_vehicle_that_goes_on_as_another_line_is_a_leg_for_each_line():
    world = timetable(3, [[(0, 0, 100), (1, 400, 410), (2, 700, 700)], [(0, 900, 900), (1, 950, 950)]])
    rides = world.connections
    world = replace(world, connections=replace(rides, shown=np.array([0, 1, 1], np.int32)))

    journey = earliest_journey(world, {0: 0}, {2: 0}, None, 0, 3600)

    assert [(leg.line, leg.from_name, leg.to_name) for leg in journey.legs] == [
        ("rit 0", "halte 0", "halte 1"),
        ("rit 1", "halte 1", "halte 2"),
    ]


def test_walking_all_the_way_wins_where_no_vehicle_is_faster():
    world = timetable(2, [[(0, 0, 100), (1, 400, 400)]])

    walked = earliest_journey(world, {0: 0}, {1: 0}, 300, 0, 3600)

    assert (walked.arrives, [leg.line for leg in walked.legs]) == (300, [""])


def test_without_a_trip_within_the_limit_there_is_none():
    world = timetable(2, [[(0, 0, 100), (1, 400, 400)]])

    assert earliest_journey(world, {0: 0}, {1: 0}, None, 0, 399) is None


@settings(max_examples=200, deadline=None)
@given(worlds(), st.dictionaries(stops_of, st.integers(0, 60), min_size=1, max_size=3), stops_of, st.integers(0, 300))
def test_every_trip_arrives_with_the_scan_and_its_legs_follow_each_other(world, access, goal, start):
    links = np.array(list(access), np.int32), np.array(list(access.values()), np.int32)
    expected = arrivals(world, links, np.array([start], np.int32), 900)[goal, 0]

    journey = earliest_journey(world, access, {goal: 0}, None, start, 900)

    if expected == NEVER:
        assert journey is None
        return
    assert journey.arrives == expected
    assert journey.departs >= start
    for leg, following in zip(journey.legs, journey.legs[1:], strict=False):
        assert leg.departs <= leg.arrives <= following.departs
        assert leg.to_name == following.from_name
