"""Travel times at match time: the matrices in service where they reach, the estimate everywhere else."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from matcher.codes import Method, Mode
from matcher.commute import (
    NO_SERVICE,
    UNREACHABLE,
    Areas,
    Estimates,
    Methods,
    Minutes,
    Points,
    Position,
    TransitFacts,
    estimate,
    straight_km,
)
from matcher.domain import Client, Location
from pipelines.travel.matrices import Matrices
from pipelines.travel.names import (
    BIKE_EARLY,
    BIKE_LATE,
    BIKE_TRANSIT,
    BIKE_TRANSIT_MOSTLY,
    EARLY,
    LATE,
    MATRIX_OF,
    TRANSIT,
    TRANSIT_MOSTLY,
)
from pipelines.travel.windows import FIRST_DEPARTURE, LAST_DEPARTURES, LONGEST_BIKE_SECONDS, LONGEST_WALK_SECONDS
from pipelines.travel.zones import NO_ZONE

# A network may make a way longer or shorter than the estimate by this much; beyond it, a zone was snapped badly.
LEAST_DETOUR, MOST_DETOUR = 0.6, 4.0
# Nearer to each other than this, two middles say little of the way between points around them.
SHORTEST_KM = 2.0


class NetworkTimes(Estimates):
    """Travel times of one home, from built matrices; where those are silent, the estimate, and it says which.

    Car and public transport are one look-up from zone to zone. Walking and cycling stay computed from point to point,
    because a zone is some kilometres wide; the network says how much longer the way between two zones is than the
    estimate between them, and that factor holds for the points in them. Nobody can say that within a zone.

    `bike_to_stop` says that this client cycles to the first stop of public transport where that is faster.
    `longest_walk` is the client's own limit for walking in minutes, None when they set none: a trip that a timetable
    makes on foot all the way is not one of public transport for who does not walk that far.
    """

    def __init__(
        self,
        locate: Callable[[Location], Position | None],
        zones_of: "ZonesOf",
        *,
        bike_to_stop: bool = False,
        longest_walk: int | None = None,
    ) -> None:
        super().__init__(locate)
        self.matrices = zones_of.matrices
        self.zones_of = zones_of
        self.bike_to_stop = bike_to_stop
        self.longest_walk = longest_walk

    def to_areas(self, origin: Position, mode: Mode, areas: Areas) -> tuple[Minutes, Methods]:
        """Return the minutes from zone to zone, and the estimate where the matrix does not know one of the two."""
        estimates = super().to_areas(origin, mode, areas)
        found = self._looked_up(origin, MATRIX_OF[mode], areas, *estimates)
        if mode is Mode.TRANSIT and self.bike_to_stop:
            cycled = self._looked_up(origin, BIKE_TRANSIT, areas, *found)
            return np.minimum(cycled[0], found[0]), np.where(cycled[0] < found[0], cycled[1], found[1])
        return found

    def _is_walk(self, found: Minutes, zone: int, zones: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Return which minutes of a timetable are no less than those of walking all the way, if that is possible."""
        around = self.matrices.zones
        km = np.hypot(around.x_km[zones] - around.x_km[zone], around.y_km[zones] - around.y_km[zone])
        walked = estimate(Mode.WALK, np.where(zones == zone, around.spread_km[zone], km).astype(np.float32))
        return (60 * walked.astype(np.int32) <= LONGEST_WALK_SECONDS) & (found >= walked)

    def _looked_up(
        self, origin: Position, name: str, areas: Areas, minutes: Minutes, methods: Methods
    ) -> tuple[Minutes, Methods]:
        """Return what a matrix says, and these minutes where it says nothing."""
        matrix = self.matrices.of(name)
        zone = self.matrices.zones.at(origin)
        if matrix is None or zone == NO_ZONE or not matrix.covered[zone]:
            return minutes, methods
        zones = self.zones_of(areas)
        found = matrix.minutes[zone][zones]
        known = (zones != NO_ZONE) & matrix.covered[zones]
        # What takes longer than was looked for may still be possible: the estimate says about how long.
        known &= (found != UNREACHABLE) | (minutes <= matrix.made.limit) | (minutes == UNREACHABLE)
        if matrix.made.method is Method.TIMETABLE and self.longest_walk is not None:
            known &= (found <= self.longest_walk) | ~self._is_walk(found, zone, zones)
        return np.where(known, found, minutes), np.where(known, np.uint8(matrix.made.method.ordinal), methods)

    def nearest(self, origin: Position, mode: Mode, areas: Areas) -> Minutes | None:
        """Return a lower bound of the minutes to every area: the estimate to its edge, made longer as its detour is."""
        lowest = super().nearest(origin, mode, areas)
        if lowest is None:
            return None
        factor = self._detour(origin, mode, areas)
        return lowest if factor is None else _times(lowest, factor, np.floor)

    def to_points(self, origin: Position, mode: Mode, points: Points) -> tuple[Minutes, Methods]:
        """Return the estimate to every point, times the detour between the two zones where the network knows it."""
        minutes, methods = super().to_points(origin, mode, points)
        factor = self._detour(origin, mode, points.areas)
        if factor is None:
            return minutes, methods
        detour = factor[points.area]
        network = (detour != 1) & (methods == Method.ESTIMATE_EXACT.ordinal)
        return (
            _times(minutes, detour, lambda value: np.floor(value + 0.5)),
            np.where(network, np.uint8(Method.NETWORK_STREET.ordinal), methods),
        )

    def transit_facts(self, origin: Position, areas: Areas) -> TransitFacts | None:
        """Return when public transport begins and ends between two zones, and where cycling to the stop is faster."""
        walked, early = self.matrices.of(TRANSIT), self.matrices.of(EARLY)
        zone = self.matrices.zones.at(origin)
        if walked is None or walked.made.method is not Method.TIMETABLE or zone == NO_ZONE or not walked.covered[zone]:
            return None
        zones = self.zones_of(areas)
        there = (zones != NO_ZONE) & walked.covered[zones]
        minutes, mostly, first, last = (
            self._minutes(name, zone, zones) for name in (TRANSIT, TRANSIT_MOSTLY, EARLY, LATE)
        )
        by_bike, on_foot = np.zeros(len(zones), bool), there & self._is_walk(minutes, zone, zones)
        if self.bike_to_stop:
            cycled, cycled_mostly, cycled_first, cycled_last = (
                self._minutes(name, zone, zones) for name in (BIKE_TRANSIT, BIKE_TRANSIT_MOSTLY, BIKE_EARLY, BIKE_LATE)
            )
            by_bike = there & (cycled < minutes)
            mostly, first = np.where(by_bike, cycled_mostly, mostly), np.minimum(first, cycled_first)
            last = np.where(
                last == UNREACHABLE,
                cycled_last,
                np.where(cycled_last == UNREACHABLE, last, np.maximum(last, cycled_last)),
            )
        return TransitFacts(
            first_arrival=_clock(first, FIRST_DEPARTURE),
            last_departure=_clock(last, LAST_DEPARTURES.first),
            edges_known=there & (early is not None),
            by_bike=by_bike,
            on_foot=on_foot & ~by_bike,
            mostly=np.where(there, mostly, np.uint8(UNREACHABLE)),
        )

    def _minutes(self, name: str, zone: int, zones: NDArray[np.int64]) -> Minutes:
        matrix = self.matrices.of(name)
        return np.full(len(zones), UNREACHABLE, np.uint8) if matrix is None else matrix.minutes[zone][zones]

    def _detour(self, origin: Position, mode: Mode, areas: Areas) -> NDArray[np.float32] | None:
        """Return by what the estimate to each area must be multiplied, 1 where the network knows nothing better."""
        matrix = self.matrices.of(MATRIX_OF[mode])
        zone = self.matrices.zones.at(origin)
        if matrix is None or matrix.made.method is not Method.NETWORK_STREET or zone == NO_ZONE:
            return None
        if not matrix.covered[zone]:
            return None
        zones, here = self.zones_of(areas), self.matrices.zones
        centre = Position(float(here.x_km[zone]), float(here.y_km[zone]), origin.precision)
        straight = straight_km(centre, here.x_km[zones].astype(np.float32), here.y_km[zones].astype(np.float32))
        # The detour is one of ways and not of speed, so an e-bike takes that of the bike.
        expected = estimate(Mode.BIKE if mode is Mode.EBIKE else mode, straight).astype(np.float32)
        found = matrix.minutes[zone][zones].astype(np.float32)
        known = (zones != NO_ZONE) & (straight >= SHORTEST_KM) & matrix.covered[zones] & (expected > 0)
        known &= expected <= matrix.made.limit
        factor = np.divide(found, expected, out=np.ones(len(zones), np.float32), where=known)
        factor = np.clip(factor, LEAST_DETOUR, MOST_DETOUR).astype(np.float32)
        factor[known & (found == UNREACHABLE)] = np.inf  # across the water, and no bridge or ferry within the limit
        detour: NDArray[np.float32] = factor
        return detour


def cycles_to_stop(client: Client) -> bool:
    """Return whether someone cycles to a stop: they cycle and take public transport, and set no shorter limit to it."""
    own = dict(client.modes)
    limits = [own[mode] for mode in (Mode.BIKE, Mode.EBIKE) if mode in own]
    far_enough = any(limit is None or 60 * limit >= LONGEST_BIKE_SECONDS for limit in limits)
    return Mode.TRANSIT in own and far_enough


class ZonesOf:
    """The zone of every area of a market, worked out once: areas are the same for all clients."""

    def __init__(self, matrices: Matrices) -> None:
        self.matrices = matrices
        self.seen: tuple[Areas, NDArray[np.int64]] | None = None

    def __call__(self, areas: Areas) -> NDArray[np.int64]:
        """Return the zones, `NO_ZONE` for areas that are in none."""
        seen = self.seen  # held here: another thread may put others in its place
        if seen is None or seen[0] is not areas:
            seen = areas, self.matrices.zones.of_areas(areas.code, areas.x_km, areas.y_km)
            if len(areas.code) > 1:  # the market of one vacancy does not push out the whole one
                self.seen = seen
        return seen[1]


def _times(
    minutes: Minutes, factor: NDArray[np.float32], whole: Callable[[NDArray[np.float32]], NDArray[np.float32]]
) -> Minutes:
    never = np.isinf(factor) | (minutes == UNREACHABLE)
    longer = whole(minutes.astype(np.float32) * np.where(np.isinf(factor), np.float32(1), factor))
    return np.where(never, UNREACHABLE, np.minimum(longer, UNREACHABLE)).astype(np.uint8)


def _clock(minutes: Minutes, begin: int) -> NDArray[np.int16]:
    return np.where(minutes == UNREACHABLE, NO_SERVICE, minutes.astype(np.int16) + begin).astype(np.int16)
