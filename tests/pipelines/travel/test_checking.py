"""The check measures a difference that was put there, and finds the formula that makes it go away."""

import numpy as np
import pytest

from matcher.codes import Method, Mode
from matcher.commute import Curve, estimate
from pipelines.travel.checking import compare
from pipelines.travel.estimates import EstimateRows, within_zones
from tests.networks import matrices, matrix, zones

AROUND = zones(*np.random.default_rng(3).uniform(0, 40, 60))


def by_car(curve, **made):
    km = np.abs(AROUND.x_km[:, None] - AROUND.x_km)
    return matrices(AROUND, car=matrix(curve.minutes(km.astype(np.float32)), Method.NETWORK_STREET, **made))


def test_a_network_that_is_the_estimate_differs_nowhere():
    rows = EstimateRows(AROUND, Mode.CAR, "car")(slice(0, len(AROUND)))["car"]
    (found,) = compare(matrices(AROUND, car=matrix(rows, Method.NETWORK_STREET)))

    assert (found.error_percent, found.bias_minutes) == (0, 0)
    assert found.unreachable == 0


def test_a_slower_network_is_found_and_the_fitted_formula_is_better():
    (found,) = compare(by_car(Curve(6, 2.5, 0.9)))

    assert found.bias_minutes < 0
    assert found.fitted_error_percent < 5 < found.error_percent
    assert found.fitted.start == pytest.approx(6, abs=1.5)
    assert sum(band.pairs for band in found.bands) == found.pairs
    assert all(0 <= share <= 1 for share in found.wrong.values())


def test_what_the_network_does_not_reach_is_counted_apart():
    minutes = np.full((len(AROUND), len(AROUND)), 255, np.uint8)
    minutes[:, :30] = 20
    (found,) = compare(matrices(AROUND, car=matrix(minutes, Method.NETWORK_STREET)))

    assert found.unreachable == pytest.approx(0.5, abs=0.02)
    assert found.pairs < len(AROUND) ** 2 / 2


def test_estimates_are_not_compared_with_themselves():
    rows = EstimateRows(AROUND, Mode.CAR, "car")(slice(0, len(AROUND)))["car"]

    assert compare(matrices(AROUND, car=matrix(rows, Method.ESTIMATE_PC4))) == []


def test_a_trip_within_a_zone_takes_what_its_spread_takes():
    wide = zones(0, 10, spread=2.0)
    rows = EstimateRows(wide, Mode.CAR, "car")(slice(0, 2))["car"]

    assert np.diag(rows).tolist() == within_zones(wide, Mode.CAR).tolist()
    assert rows[0, 0] == estimate(Mode.CAR, np.array([2.0], np.float32))[0]
