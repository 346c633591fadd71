"""Commute times: what a travel engine must answer, and the estimate that works without any engine.

Positions are kilometres in the plane of the Dutch national grid (RD, EPSG:28992): a straight line in that plane is a
distance, at most about 0.01% off within the Netherlands.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from matcher.codes import Code, Method, Mode
from matcher.domain import Location

Floats = NDArray[np.float32]
Minutes = NDArray[np.uint8]
Methods = NDArray[np.uint8]

# uint8 minutes: the largest value means that there is no connection or that it takes longer than 254 minutes.
UNREACHABLE = 255


class Precision(Code):
    """How exactly a position is known."""

    EXACT = ("exact", "op het adres")
    PC6 = ("pc6", "op de postcode met letters")
    PC4 = ("pc4", "op de postcode")
    PLACE = ("plaats", "op de plaats")


@dataclass(frozen=True, slots=True)
class Position:
    """A point in RD kilometres. `spread_km` is how far two places within the area lie apart on average, 0 if exact."""

    x_km: float
    y_km: float
    precision: Precision
    spread_km: float = 0.0

    @property
    def is_exact(self) -> bool:
        """Whether a distance may be measured from here: a PC6 is a stretch of one street."""
        return self.precision in {Precision.EXACT, Precision.PC6}


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


@dataclass(frozen=True, slots=True, eq=False)
class Points:
    """Points within areas, one element each: the index of the area, the position, and whether that is exact.

    A point that is not exact lies at the centre of its area.
    """

    areas: Areas
    area: NDArray[np.integer[Any]]
    x_km: Floats
    y_km: Floats
    exact: NDArray[np.bool_]

    @property
    def spread_km(self) -> Floats:
        """How far two places in the area of the point lie apart; 0 for an exact one."""
        spread: Floats = np.where(self.exact, np.float32(0), self.areas.spread_km[self.area])
        return spread

    @classmethod
    def single(cls, position: Position) -> "Points":
        """Return one point, in an area of its own."""
        x_km, y_km, spread = np.array([[position.x_km], [position.y_km], [position.spread_km]], np.float32)
        areas = Areas(np.array([""]), x_km, y_km, spread, np.zeros(1, np.float32))
        return cls(areas, np.zeros(1, np.int64), x_km, y_km, np.array([position.is_exact]))


@dataclass(frozen=True, slots=True, eq=False)
class TransitFacts:
    """What a timetable says of public transport to every area, beside the minutes.

    `first_arrival` is when someone can first be there in the morning; `last_departure`, which runs on past 1440, is
    when they can last leave there and still get home: minutes after midnight, `NO_SERVICE` for never. `edges_known` is
    False where no timetable tells. `by_bike` says that the minutes count on cycling to the first stop, `on_foot` that
    they are of walking all the way, because that is no slower. `mostly` are
    the minutes that four in five departures do not exceed, 255 when not known.
    """

    first_arrival: NDArray[np.int16]
    last_departure: NDArray[np.int16]
    edges_known: NDArray[np.bool_]
    by_bike: NDArray[np.bool_]
    on_foot: NDArray[np.bool_]
    mostly: Minutes


NO_SERVICE = -1


class TravelTimes(Protocol):
    """Minutes of one trip, door to door, from one position to many; 255 is no connection.

    Methods are indices in `Method`, one for every number of minutes: some may come from a network and others not.
    """

    def origin(self, home: Location) -> Position | None:
        """Return where someone starts from; None when that is not known."""

    def to_areas(self, origin: Position, mode: Mode, areas: Areas) -> tuple[Minutes, Methods]:
        """Return the minutes to the centre of every area, in the same order, and how each was obtained."""

    def nearest(self, origin: Position, mode: Mode, areas: Areas) -> Minutes | None:
        """Return a lower bound of the minutes to any point of every area; None if points are not computed apart."""

    def to_points(self, origin: Position, mode: Mode, points: Points) -> tuple[Minutes, Methods]:
        """Return the minutes to points, and how each was obtained."""

    def transit_facts(self, origin: Position, areas: Areas) -> TransitFacts | None:
        """Return what the timetable says beside the minutes of public transport, None without one."""


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

    def to_areas(self, origin: Position, mode: Mode, areas: Areas) -> tuple[Minutes, Methods]:
        """Return the estimate to every centre; 255 and unknown for areas without a position."""
        km = at_least_spread(straight_km(origin, areas.x_km, areas.y_km), origin, areas.spread_km)
        minutes = estimate(mode, km)
        return minutes, method_of(Method.ESTIMATE_PC4, minutes)

    def nearest(self, origin: Position, mode: Mode, areas: Areas) -> Minutes | None:
        """Return the estimate to the nearest edge of every area."""
        if mode not in POINTWISE:
            return None
        return estimate(mode, np.maximum(straight_km(origin, areas.x_km, areas.y_km) - areas.radius_km, 0))

    def to_points(self, origin: Position, mode: Mode, points: Points) -> tuple[Minutes, Methods]:
        """Return the estimate to every point."""
        km = at_least_spread(straight_km(origin, points.x_km, points.y_km), origin, points.spread_km)
        minutes = estimate(mode, km)
        exact = points.exact & origin.is_exact
        methods = np.where(exact, Method.ESTIMATE_EXACT.ordinal, Method.ESTIMATE_PC4.ordinal).astype(np.uint8)
        return minutes, methods

    def transit_facts(self, origin: Position, areas: Areas) -> TransitFacts | None:  # noqa: ARG002 - as the protocol says
        """Return None: a formula knows no first bus."""
        return None


def straight_km(origin: Position, x_km: Floats, y_km: Floats) -> Floats:
    """Return the straight line to every point in kilometres, NaN where its position is not known."""
    across = x_km - np.float32(origin.x_km)
    along = y_km - np.float32(origin.y_km)
    km: Floats = np.sqrt(across * across + along * along)
    return km


def at_least_spread(km: Floats, origin: Position, spread_km: Floats) -> Floats:
    """Where both ends are only known by their area, a distance of nearly 0 is the average within that area."""
    if origin.is_exact:
        return km
    return np.maximum(km, np.minimum(spread_km, np.float32(origin.spread_km)))


def estimate(mode: Mode, km: Floats) -> Minutes:
    """Return the minutes over straight lines, in the shape of `km`; 255 where the distance is NaN."""
    return CURVES[mode].minutes(np.where(np.isnan(km), np.float32(np.inf), km))


def method_of(method: Method, minutes: Minutes) -> Methods:
    """Return this method for every number of minutes, and unknown where there is none."""
    methods: Methods = np.where(minutes == UNREACHABLE, Method.UNKNOWN.ordinal, method.ordinal).astype(np.uint8)
    return methods
