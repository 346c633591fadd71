from dataclasses import replace

import numpy as np
import pytest
from geopy.distance import geodesic
from hypothesis import given
from hypothesis import strategies as st

from matcher.codes import Method, Mode
from matcher.commute import CURVES, POINTWISE, UNREACHABLE, Areas, Curve, Estimates, Points, Position, Precision
from matcher.domain import Location
from pipelines.gazetteer import to_rd
from tests.builders import DELFT, HOME, away, travel

# Towns in WGS84 degrees (GeoNames).
DELFT_TOWN = (52.00667, 4.35556)
DEN_BOSCH = (51.69917, 5.30417)
ZOETERMEER = (52.0575, 4.49306)
LEIDEN = (52.15833, 4.49306)
MAASSLUIS = (51.92333, 4.25)
ENSCHEDE = (52.21833, 6.89583)
GRONINGEN = (53.21917, 6.56667)
MAASTRICHT = (50.84833, 5.68889)
DEN_HELDER = (52.95988, 4.75933)
VLISSINGEN = (51.4425, 3.57361)


def minutes(mode, km):
    return int(CURVES[mode].minutes(np.array([km], np.float32))[0])


def areas(*places, spread=0.0, radius=0.0):
    """Areas at these many kilometres east of Delft; None is no place."""
    x = [np.nan if km is None else DELFT.x_km + km for km in places]
    y = [np.nan if km is None else DELFT.y_km for km in places]
    return Areas(
        code=np.array([str(number) for number in range(len(places))]),
        x_km=np.array(x, np.float32),
        y_km=np.array(y, np.float32),
        spread_km=np.full(len(places), spread, np.float32),
        radius_km=np.full(len(places), radius, np.float32),
    )


def to_points(mode, *km, origin=DELFT, spread=0.0):
    at = areas(*km)
    at = replace(at, spread_km=np.full(len(km), spread, np.float32))
    return travel().to_points(origin, mode, points(at))[0].tolist()


def points(at, *, exact=False):
    """The centres of areas."""
    return Points(at, np.arange(len(at.code)), at.x_km, at.y_km, np.full(len(at.code), exact))


# Formulas


@pytest.mark.parametrize(
    ("mode", "km", "expected"),
    [
        # Walking: 15 minutes a kilometre.
        (Mode.WALK, 0, 0),
        (Mode.WALK, 1, 15),
        (Mode.WALK, 2.4, 36),
        (Mode.WALK, 0.5, 8),  # 7.5, rounded half up
        (Mode.WALK, 0.03125, 0),  # 0.47
        # Bike: 1 + 5 a kilometre.
        (Mode.BIKE, 0, 1),
        (Mode.BIKE, 5.75, 30),  # 29.75
        (Mode.BIKE, 5.625, 29),  # 29.125
        (Mode.BIKE, 10, 51),
        # E-bike: 1 + 4.1 a kilometre.
        (Mode.EBIKE, 10, 42),
        (Mode.EBIKE, 7, 30),  # 29.7
        # Car: 4 + 3.2 * km ** 0.75.
        (Mode.CAR, 0, 4),
        (Mode.CAR, 1, 7),  # 7.2
        (Mode.CAR, 16, 30),  # 4 + 3.2 * 8 = 29.6
        (Mode.CAR, 81, 90),  # 4 + 3.2 * 27 = 90.4
        # Public transport: 10 + 7.1 * km ** 0.6.
        (Mode.TRANSIT, 0, 10),
        (Mode.TRANSIT, 1, 17),  # 17.1
        (Mode.TRANSIT, 32, 67),  # 10 + 7.1 * 8 = 66.8
        (Mode.TRANSIT, 57, 90),  # 10 + 7.1 * 11.31 = 90.3
    ],
)
def test_minutes_are_those_of_the_formula_rounded_half_up(mode, km, expected):
    assert minutes(mode, km) == expected


def test_every_mode_has_a_formula():
    assert set(CURVES) == set(Mode)
    assert {Mode.WALK, Mode.BIKE, Mode.EBIKE} == POINTWISE


@pytest.mark.parametrize(
    ("mode", "last", "first_too_far"),
    [(Mode.WALK, 16.95, 17.0), (Mode.BIKE, 50.6, 50.8), (Mode.EBIKE, 61.7, 61.9)],
)
def test_254_minutes_is_the_longest_trip_and_more_is_255(mode, last, first_too_far):
    assert minutes(mode, last) == 254
    assert minutes(mode, first_too_far) == UNREACHABLE == 255
    assert minutes(mode, 100_000) == UNREACHABLE


@pytest.mark.parametrize("mode", Mode)
@given(st.floats(0, 400), st.floats(0, 400))
def test_farther_never_takes_less_time(mode, one, other):
    near, far = sorted((one, other))

    assert minutes(mode, near) <= minutes(mode, far)


def test_over_some_distance_a_faster_way_is_faster():
    assert minutes(Mode.WALK, 5) > minutes(Mode.BIKE, 5) > minutes(Mode.EBIKE, 5)
    assert minutes(Mode.TRANSIT, 20) > minutes(Mode.CAR, 20)
    assert minutes(Mode.TRANSIT, 0.5) > minutes(Mode.WALK, 0.5)


def test_a_curve_of_another_kind_rounds_and_ends_in_the_same_way():
    curve = Curve(start=2.5, slope=1)

    assert curve.minutes(np.array([0, 0.25, 1000, np.inf], np.float32)).tolist() == [3, 3, 255, 255]


# Distance


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (DELFT_TOWN, LEIDEN),
        (DELFT_TOWN, MAASSLUIS),
        (DELFT_TOWN, ZOETERMEER),
        (DELFT_TOWN, ENSCHEDE),  # due east, 174 km
        (DEN_BOSCH, VLISSINGEN),  # due west
        (MAASTRICHT, GRONINGEN),  # due north, 270 km
        (DEN_HELDER, MAASTRICHT),
        (VLISSINGEN, GRONINGEN),
    ],
)
def test_a_straight_line_in_the_national_grid_is_the_geodesic_distance(one, other):
    in_plane = np.hypot(*np.subtract(to_rd(*one), to_rd(*other)))

    assert in_plane == pytest.approx(geodesic(one, other).km, rel=1.2e-4)


def test_an_east_west_pair_is_not_stretched_by_degrees():
    # A degree of longitude is 68 km here and not 111: the mistake that overstates by 1.6.
    in_plane = np.hypot(*np.subtract(to_rd(52.0, 4.5), to_rd(52.0, 5.5)))

    assert in_plane == pytest.approx(68.68, abs=0.05)


def test_delft_lies_where_the_national_grid_says():
    x, y = to_rd(*DELFT_TOWN)

    assert (x, y) == pytest.approx((84.2, 447.0), abs=0.5)


# Travel times by estimate


def test_the_home_is_found_by_what_locates_it():
    assert travel().origin(HOME) == DELFT
    assert travel(None).origin(HOME) is None
    assert Estimates(lambda home: DELFT if home.place == "Delft" else None).origin(Location("Leiden")) is None


def test_minutes_to_points_follow_the_distance_to_each():
    assert to_points(Mode.BIKE, 0, 1, 2, 5.75) == [1, 6, 11, 30]
    assert to_points(Mode.WALK, 0, 1, 2, 5.75) == [0, 15, 30, 86]


def test_minutes_do_not_depend_on_the_direction():
    for x, y in ((3, 4), (-3, 4), (4, -3), (-5, 0), (0, 5)):
        at = Points.single(Position(DELFT.x_km + x, DELFT.y_km + y, Precision.EXACT))
        assert travel().to_points(DELFT, Mode.BIKE, at)[0].tolist() == [26]


@pytest.mark.parametrize("mode", Mode)
def test_a_place_that_is_not_on_the_map_is_255(mode):
    found, method = travel().to_areas(DELFT, mode, areas(None, 1))

    assert found[0] == UNREACHABLE
    assert found[1] < UNREACHABLE
    assert method.tolist() == [Method.UNKNOWN.ordinal, Method.ESTIMATE_PC4.ordinal]
    assert to_points(mode, None) == [UNREACHABLE]


@pytest.mark.parametrize("mode", [Mode.CAR, Mode.TRANSIT])
def test_modes_that_are_slow_to_change_are_not_computed_apart_for_points(mode):
    assert travel().nearest(DELFT, mode, areas(1)) is None


@pytest.mark.parametrize("mode", sorted(POINTWISE))
@given(
    home=st.tuples(st.floats(-20, 20), st.floats(-20, 20)),
    points=st.lists(st.tuples(st.floats(-3, 3), st.floats(-3, 3)), min_size=1, max_size=6),
)
def test_the_nearest_edge_of_an_area_is_never_farther_than_a_point_in_it(mode, home, points):
    origin = Position(DELFT.x_km + home[0], DELFT.y_km + home[1], Precision.EXACT)
    radius = max(np.hypot(*point) for point in points) + 0.01
    area = areas(0, radius=radius)
    x_km = np.array([DELFT.x_km + x for x, _ in points], np.float32)
    y_km = np.array([DELFT.y_km + y for _, y in points], np.float32)

    lowest = travel().nearest(origin, mode, area)[0]

    inside = Points(area, np.zeros(len(points), np.int64), x_km, y_km, np.ones(len(points), bool))
    assert (lowest <= travel().to_points(origin, mode, inside)[0]).all()


# Within one area


def test_two_places_that_are_only_known_by_their_area_lie_its_spread_apart():
    home = away(0, Precision.PLACE)

    assert home.spread_km == 1.5
    assert to_points(Mode.BIKE, 0, origin=home, spread=1.5) == [9]  # 1 + 5 * 1.5 = 8.5
    assert to_points(Mode.WALK, 0, origin=home, spread=1.5) == [23]  # 22.5


def test_the_spread_counts_in_the_times_to_areas_too():
    home = away(0, Precision.PLACE)

    assert travel().to_areas(home, Mode.CAR, areas(0, spread=1.5))[0].tolist() == [8]  # 4 + 3.2 * 1.5 ** 0.75
    assert travel().to_areas(DELFT, Mode.CAR, areas(0, spread=1.5))[0].tolist() == [4]


def test_an_exact_home_has_no_spread_and_neither_has_an_exact_vacancy():
    assert to_points(Mode.BIKE, 0, origin=DELFT, spread=1.5) == [1]
    assert to_points(Mode.BIKE, 0, origin=away(0, Precision.PLACE), spread=0) == [1]


def test_the_smaller_of_two_spreads_counts_and_a_real_distance_goes_before_it():
    home = Position(DELFT.x_km, DELFT.y_km, Precision.PLACE, 2.0)

    assert to_points(Mode.BIKE, 0, origin=home, spread=0.5) == [4]  # 3.5
    assert to_points(Mode.BIKE, 0, origin=home, spread=9.0) == [11]
    assert to_points(Mode.BIKE, 5, origin=home, spread=9.0) == [26]
