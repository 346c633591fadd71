"""Which zone a place is in."""

import numpy as np
import pytest

from matcher.commute import Position, Precision
from pipelines.gazetteer import Place
from pipelines.travel.zones import NO_ZONE, Zones

ZONES = Zones(np.array(["2611", "2612", "2719"]), np.array([84.0, 85.0, 95.0]), np.array([447.0] * 3), np.ones(3))


@pytest.mark.parametrize(("x_km", "zone"), [(84.2, 0), (84.8, 1), (97.0, 2), (97.1, NO_ZONE), (np.nan, NO_ZONE)])
def test_a_position_is_in_the_nearest_zone_unless_that_is_far_away(x_km, zone):
    assert ZONES.at(Position(x_km, 447.0, Precision.EXACT)) == zone


def test_an_area_is_the_zone_of_its_code_wherever_it_lies():
    found = ZONES.of_areas(
        np.array(["2719", "Delft, Zuid-Holland", "onbekend"]), np.array([84, 85, np.nan]), np.array([447.0] * 3)
    )

    assert found.tolist() == [2, 1, NO_ZONE]


def test_the_same_zones_have_the_same_fingerprint_and_others_another(tmp_path):
    ZONES.save(tmp_path)
    loaded = Zones.load(tmp_path)

    assert loaded.fingerprint == ZONES.fingerprint
    assert Zones(ZONES.code, ZONES.x_km + 0.001, ZONES.y_km, ZONES.spread_km).fingerprint != ZONES.fingerprint


def test_without_postcodes_a_zone_is_a_place():
    places = [Place("Leiden", "Zuid-Holland", 52.16, 4.49, 93.6, 463.6, 120_000)]

    zones = Zones.of_places(places)

    assert (zones.code.tolist(), zones.x_km.tolist()) == (["Leiden, Zuid-Holland"], [93.6])
    assert zones.spread_km[0] == pytest.approx(places[0].spread_km)
