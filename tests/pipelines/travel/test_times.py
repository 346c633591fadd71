"""At match time a network answers where it reaches, and the estimate everywhere else, and it says which."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.codes import Method, Mode
from matcher.commute import NO_SERVICE, UNREACHABLE, Areas, Estimates, Points, Position, Precision
from pipelines.travel.times import NetworkTimes, ZonesOf, cycles_to_stop
from tests.builders import DELFT, away, person
from tests.networks import matrices, matrix, zones

AROUND = zones(0, 5, 10)
TIMETABLE, STREET, ESTIMATE, UNKNOWN = (
    method.ordinal for method in (Method.TIMETABLE, Method.NETWORK_STREET, Method.ESTIMATE_PC4, Method.UNKNOWN)
)


def areas(*km, radius=0.0):
    x = np.array([np.nan if at is None else DELFT.x_km + at for at in km], np.float32)
    y = np.where(np.isnan(x), np.nan, DELFT.y_km).astype(np.float32)
    return Areas(
        np.array([f"zone {at:g}" if at is not None else "onbekend" for at in km]),
        x,
        y,
        np.ones(len(km), np.float32),
        np.full(len(km), radius, np.float32),
    )


def network(*, bike_to_stop=False, **by_name):
    return NetworkTimes(lambda _: DELFT, ZonesOf(matrices(AROUND, **by_name)), bike_to_stop=bike_to_stop)


def looked_up(times, mode, *km, origin=DELFT):
    minutes, methods = times.to_areas(origin, mode, areas(*km))
    return minutes.tolist(), methods.tolist()


def test_minutes_are_those_of_the_matrix_from_zone_to_zone():
    times = network(transit=matrix([[9, 21, 33], [20, 9, 12], [34, 13, 9]]))

    assert looked_up(times, Mode.TRANSIT, 0, 5, 10) == ([9, 21, 33], [TIMETABLE] * 3)
    assert looked_up(times, Mode.TRANSIT, 0, 5, 10, origin=away(5.2)) == ([20, 9, 12], [TIMETABLE] * 3)


def test_a_way_of_travelling_without_a_matrix_is_estimated():
    times = network(transit=matrix([[9, 21, 33]] * 3))
    minutes, methods = looked_up(times, Mode.CAR, 0, 5)

    assert minutes == Estimates(lambda _: DELFT).to_areas(DELFT, Mode.CAR, areas(0, 5))[0].tolist()
    assert methods == [ESTIMATE] * 2


def test_an_area_that_the_network_does_not_cover_is_estimated_and_one_that_is_nowhere_is_unknown():
    times = network(transit=matrix([[9, 21, 33]] * 3, covered=[True, True, False]))

    assert looked_up(times, Mode.TRANSIT, 5, 10, None)[1] == [TIMETABLE, ESTIMATE, UNKNOWN]
    assert looked_up(times, Mode.TRANSIT, 0, 5, origin=away(10))[1] == [ESTIMATE] * 2


def test_no_connection_in_the_timetable_is_no_connection_and_not_an_estimate():
    times = network(transit=matrix([[9, UNREACHABLE, 33]] * 3))

    assert looked_up(times, Mode.TRANSIT, 5) == ([UNREACHABLE], [TIMETABLE])


def test_what_is_farther_than_was_looked_for_is_estimated():
    far = zones(0, 120)
    times = NetworkTimes(
        lambda _: DELFT, ZonesOf(matrices(far, transit=matrix([[9, UNREACHABLE], [UNREACHABLE, 9]], limit=90)))
    )

    minutes, methods = looked_up(times, Mode.TRANSIT, 120)

    assert (minutes[0] > 90, methods) == (True, [ESTIMATE])


def test_who_cycles_to_the_stop_gets_the_faster_of_the_two():
    both = {"transit": matrix([[9, 30, 60]] * 3), "bike_transit": matrix([[9, 35, 45]] * 3)}

    assert looked_up(network(**both), Mode.TRANSIT, 5, 10)[0] == [30, 60]
    assert looked_up(network(bike_to_stop=True, **both), Mode.TRANSIT, 5, 10)[0] == [30, 45]
    facts = network(bike_to_stop=True, **both).transit_facts(DELFT, areas(5, 10))
    assert facts.by_bike.tolist() == [False, True]


@pytest.mark.parametrize(
    ("modes", "cycles"),
    [
        (((Mode.BIKE, None), (Mode.TRANSIT, 60)), True),
        (((Mode.EBIKE, 15), (Mode.TRANSIT, None)), True),
        (((Mode.BIKE, 14), (Mode.TRANSIT, 60)), False),
        (((Mode.BIKE, 60),), False),
        (((Mode.TRANSIT, 60),), False),
        ((), False),
    ],
)
def test_someone_cycles_to_a_stop_only_within_their_own_limit_for_cycling(modes, cycles):
    assert cycles_to_stop(person(modes=modes)) is cycles


def bike(*rows, **more):
    return network(bike=matrix(rows, Method.NETWORK_STREET, **more))


def points(at, *km):
    x = np.array([DELFT.x_km + one for one in km], np.float32)
    return Points(
        at, np.arange(len(km)) % len(at.code), x, np.full(len(km), DELFT.y_km, np.float32), np.ones(len(km), bool)
    )


def test_cycling_takes_the_detour_of_the_network_between_two_zones_and_stays_exact_within_them():
    # The estimate over 5 km is 26 minutes; the network takes 39, so every way there is half as long again.
    times = bike([9, 39, 51], [39, 9, 26], [51, 26, 9])
    minutes, methods = times.to_points(DELFT, Mode.BIKE, points(areas(5), 5.0))

    assert (minutes.tolist(), methods.tolist()) == ([39], [STREET])
    nearer, _ = times.to_points(DELFT, Mode.BIKE, points(areas(5), 4.0))
    assert nearer.tolist() == [32]  # 21 minutes by the estimate, times one and a half, rounded half up


def test_within_one_zone_the_network_says_nothing():
    minutes, methods = bike([9, 39, 51], [39, 9, 26], [51, 26, 9]).to_points(DELFT, Mode.BIKE, points(areas(0), 0.4))

    assert (minutes.tolist(), methods.tolist()) == ([3], [Method.ESTIMATE_EXACT.ordinal])


def test_an_e_bike_takes_the_detour_of_the_bike_at_its_own_speed():
    times = bike([9, 39, 51], [39, 9, 26], [51, 26, 9])

    # Over 5 km an e-bike is estimated at 22 minutes (21.5), and every way there is half as long again.
    assert times.to_points(DELFT, Mode.EBIKE, points(areas(5), 5.0))[0].tolist() == [33]


def test_middles_that_are_near_to_each_other_say_nothing_of_the_way_around_them():
    close = NetworkTimes(
        lambda _: DELFT,
        ZonesOf(matrices(zones(0, 1.5), bike=matrix([[9, 40], [40, 9]], Method.NETWORK_STREET))),
    )

    assert close.to_points(DELFT, Mode.BIKE, points(areas(1.5), 1.5))[0].tolist() == [9]


def test_walking_all_the_way_is_no_public_transport_for_who_does_not_walk_that_far():
    rows = {"transit": matrix([[9, 15, 60], [15, 9, 60], [60, 60, 9]])}
    near = zones(0, 1, 10)

    def minutes(longest_walk):
        times = NetworkTimes(lambda _: DELFT, ZonesOf(matrices(near, **rows)), longest_walk=longest_walk)
        found, methods = times.to_areas(DELFT, Mode.TRANSIT, areas(1, 10))
        return found.tolist(), methods.tolist()

    assert minutes(None) == ([15, 60], [TIMETABLE] * 2)
    assert minutes(15) == ([15, 60], [TIMETABLE] * 2)
    assert minutes(10) == ([17, 60], [ESTIMATE, TIMETABLE])
    facts = NetworkTimes(lambda _: DELFT, ZonesOf(matrices(near, **rows))).transit_facts(DELFT, areas(1, 10))
    assert facts.on_foot.tolist() == [True, False]


def test_water_without_a_bridge_cannot_be_cycled_over():
    times = bike([9, UNREACHABLE, 51], [UNREACHABLE, 9, 26], [51, 26, 9])

    assert times.to_points(DELFT, Mode.BIKE, points(areas(5), 5.0))[0].tolist() == [UNREACHABLE]
    assert times.nearest(DELFT, Mode.BIKE, areas(5)).tolist() == [UNREACHABLE]


def test_who_is_only_known_by_postcode_keeps_an_estimate_with_the_detour():
    home = Position(DELFT.x_km, DELFT.y_km, Precision.PC4, 1.0)
    minutes, methods = bike([9, 39, 51], [39, 9, 26], [51, 26, 9]).to_points(home, Mode.BIKE, points(areas(5), 5.0))

    assert (minutes.tolist(), methods.tolist()) == ([39], [ESTIMATE])


@given(
    st.lists(st.integers(1, 255), min_size=2, max_size=2),
    st.lists(st.floats(-2, 2), min_size=1, max_size=5),
)
def test_no_point_of_an_area_is_nearer_than_the_bound_says(rows, offsets):
    times = bike([9, *rows], [rows[0], 9, 26], [rows[1], 26, 9])
    at = areas(5, radius=2.01)

    lowest = times.nearest(DELFT, Mode.BIKE, at)[0]
    minutes, _ = times.to_points(DELFT, Mode.BIKE, points(at, *(5 + offset for offset in offsets)))

    assert (minutes >= lowest).all()


def test_the_edges_of_the_day_are_clock_times():
    times = network(
        transit=matrix([[9, 30, 60]] * 3),
        transit_early=matrix([[0, 75, UNREACHABLE]] * 3),
        transit_late=matrix([[250, 90, UNREACHABLE]] * 3),
    )

    facts = times.transit_facts(DELFT, areas(0, 5, 10))

    assert facts.first_arrival.tolist() == [270, 345, NO_SERVICE]  # 4:30, 5:45
    assert facts.last_departure.tolist() == [1480, 1320, NO_SERVICE]  # 0:40, 22:00
    assert facts.edges_known.all()


def test_who_cycles_to_the_stop_begins_earlier_and_ends_later():
    times = network(
        bike_to_stop=True,
        transit=matrix([[9, 30, 60]] * 3),
        bike_transit=matrix([[9, 30, 50]] * 3),
        transit_early=matrix([[0, 90, UNREACHABLE]] * 3),
        transit_late=matrix([[250, UNREACHABLE, 90]] * 3),
        bike_transit_early=matrix([[0, 75, 80]] * 3),
        bike_transit_late=matrix([[250, 120, UNREACHABLE]] * 3),
    )

    facts = times.transit_facts(DELFT, areas(0, 5, 10))

    assert facts.first_arrival.tolist() == [270, 345, 350]
    assert facts.last_departure.tolist() == [1480, 1350, 1320]


def test_without_a_timetable_there_is_nothing_to_say_of_the_day():
    assert network(car=matrix([[9, 30, 60]] * 3, Method.NETWORK_STREET)).transit_facts(DELFT, areas(5)) is None
