"""The flat map: straight lines are distances, and points elsewhere have none."""

import numpy as np
import pytest
from geopy.distance import geodesic
from hypothesis import assume, given
from hypothesis import strategies as st

from pipelines.plane import NETHERLANDS, Plane

BOX = NETHERLANDS.box
points = st.tuples(st.floats(50.75, 53.55), st.floats(3.35, 7.25))


@given(points, points)
def test_a_straight_line_in_the_netherlands_is_within_a_fiftieth_of_a_percent_of_the_geodesic(here, there):
    true = geodesic(here, there).km
    assume(true > 0.05)
    x_km, y_km = NETHERLANDS.project(*np.array([here, there]).T)

    assert np.hypot(*(np.diff(x_km), np.diff(y_km)))[0] == pytest.approx(true, rel=0.0002)


@given(points)
def test_the_way_back_gives_the_same_point(point):
    latitude, longitude = NETHERLANDS.degrees(*NETHERLANDS.project(*point))

    assert (float(latitude), float(longitude)) == pytest.approx(point, abs=1e-6)


@pytest.mark.parametrize("point", [(0.0, 0.0), (4.36, 52.0), (52.0, np.nan), (48.86, 2.35), (-52.0, 4.36)])
def test_a_point_elsewhere_has_no_place_on_the_map(point):
    assert np.isnan(NETHERLANDS.project(*point)).all()


def test_a_plane_elsewhere_measures_as_well():
    plane = Plane.around(-30.05, -51.18)
    here, there = (-30.03, -51.23), (-30.10, -51.10)
    x_km, y_km = plane.project(*np.array([here, there]).T)

    assert np.hypot(np.diff(x_km), np.diff(y_km))[0] == pytest.approx(geodesic(here, there).km, rel=0.0001)
