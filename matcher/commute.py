"""Commute times: what a travel engine must answer, and the estimate that works without any engine.

Positions are kilometres in the plane of the Dutch national grid (RD, EPSG:28992): a straight line in that plane is a
distance, at most about 0.01% off within the Netherlands.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from matcher.codes import Code, Method, Mode
from matcher.domain import Location

Floats = NDArray[np.float32]
Minutes = NDArray[np.uint8]

# uint8 minutes: the largest value means that there is no connection or that it takes longer than 254 minutes.
UNREACHABLE = 255


class Precision(Code):
    """How exactly a position is known."""

    EXACT = ("exact", "op het adres")
    PC4 = ("pc4", "op de postcode")
    PLACE = ("plaats", "op de plaats")


@dataclass(frozen=True, slots=True)
class Position:
    """A point in RD kilometres. `spread_km` is how far two places within the area lie apart on average, 0 if exact."""

    x_km: float
    y_km: float
    precision: Precision
    spread_km: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Areas:
    """The postcode areas or places of a market, one element each.

    `radius_km` is the distance from the centre to the farthest vacancy with its own coordinates. `code` is the PC4 or
    the name. Areas without a position (working at home, unknown) have NaN coordinates.
    """

    code: NDArray[np.str_]
    x_km: Floats
    y_km: Floats
    spread_km: Floats
    radius_km: Floats


class TravelTimes(Protocol):
    """Minutes of one trip, door to door, from one position to many; 255 is no connection."""

    def origin(self, home: Location) -> Position | None:
        """Return where someone starts from; None when that is not known."""

    def to_areas(self, origin: Position, mode: Mode, areas: Areas) -> tuple[Minutes, Method]:
        """Return the minutes to the centre of every area, in the same order, and how they were obtained."""

    def nearest(self, origin: Position, mode: Mode, areas: Areas) -> Minutes | None:
        """Return a lower bound of the minutes to any point of every area; None if points are not computed apart."""

    def to_points(self, origin: Position, mode: Mode, x_km: Floats, y_km: Floats, spread_km: Floats) -> Minutes:
        """Return the minutes to points; `spread_km` is 0 for a point that is exact, else that of its area."""


@dataclass(frozen=True, slots=True)
class Curve:
    """Minutes = `start` + `slope` * km ** `power`, over a straight line of km."""

    start: float
    slope: float
    power: float = 1.0

    def minutes(self, km: Floats) -> Minutes:
        """Return whole minutes, rounded half up; 255 above 254."""
        distance = km if self.power == 1.0 else km**self.power
        whole = np.floor(self.start + self.slope * distance + 0.5)
        minutes: Minutes = np.minimum(whole, UNREACHABLE).astype(np.uint8)
        return minutes


# The detours and speeds behind the curves: walking 4.8 km/h with a detour of 1.2; cycling 15 km/h (GPS speeds of the
# Fiets Telweek 2015: 15.1 to 15.8) with a detour of 1.25 and a minute to park; e-bike 18.3 km/h. Car in the peak and
# public transport are drawn through published averages (CBS 2011: 0-5 km takes 9 minutes by car, 23 by public
# transport) and have no measured error: the curve for public transport is optimistic.
CURVES = {
    Mode.WALK: Curve(0, 15),
    Mode.BIKE: Curve(1, 5.0),
    Mode.EBIKE: Curve(1, 4.1),
    Mode.CAR: Curve(4, 3.2, 0.75),
    Mode.TRANSIT: Curve(10, 7.1, 0.6),
}
# These are slow enough that a street more or less counts, so they are computed from point to point.
POINTWISE = frozenset({Mode.WALK, Mode.BIKE, Mode.EBIKE})


class Estimates:
    """Travel times by formula over straight lines: needs no data, and says that it is an estimate.

    `locate` turns a home into a position, None when it is not known where that is.
    """

    def __init__(self, locate: Callable[[Location], Position | None]) -> None:
        self.locate = locate

    def origin(self, home: Location) -> Position | None:
        """Return where someone starts from; None when that is not known."""
        return self.locate(home)

    def to_areas(self, origin: Position, mode: Mode, areas: Areas) -> tuple[Minutes, Method]:
        """Return the estimate to every centre; 255 for areas without a position."""
        km = _at_least_spread(_km(origin, areas.x_km, areas.y_km), origin, areas.spread_km)
        return _minutes(mode, km), Method.ESTIMATE_PC4

    def nearest(self, origin: Position, mode: Mode, areas: Areas) -> Minutes | None:
        """Return the estimate to the nearest edge of every area."""
        if mode not in POINTWISE:
            return None
        return _minutes(mode, np.maximum(_km(origin, areas.x_km, areas.y_km) - areas.radius_km, 0))

    def to_points(self, origin: Position, mode: Mode, x_km: Floats, y_km: Floats, spread_km: Floats) -> Minutes:
        """Return the estimate to every point."""
        return _minutes(mode, _at_least_spread(_km(origin, x_km, y_km), origin, spread_km))


def _km(origin: Position, x_km: Floats, y_km: Floats) -> Floats:
    across = x_km - np.float32(origin.x_km)
    along = y_km - np.float32(origin.y_km)
    km: Floats = np.sqrt(across * across + along * along)
    return km


def _at_least_spread(km: Floats, origin: Position, spread_km: Floats) -> Floats:
    """Where both ends are only known by their area, a distance of nearly 0 is the average within that area."""
    if origin.precision is Precision.EXACT:
        return km
    return np.maximum(km, np.minimum(spread_km, np.float32(origin.spread_km)))


def _minutes(mode: Mode, km: Floats) -> Minutes:
    known = np.where(np.isnan(km), np.float32(np.inf), km)
    return CURVES[mode].minutes(known)
