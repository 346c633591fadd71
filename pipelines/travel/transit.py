"""Public transport from door to door: from one place to all others, over a window of departures."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from matcher.codes import Mode
from matcher.commute import CURVES, UNREACHABLE, Curve, Minutes
from pipelines.travel.footpaths import Points, links_between, nearest_where_none, walks
from pipelines.travel.minutes import whole_minutes
from pipelines.travel.scan import arrivals, durations, ranked
from pipelines.travel.timetable import NEVER, Links, Seconds, Stops, Timetable
from pipelines.travel.windows import (
    FIRST_DEPARTURE,
    LAST_DEPARTURES,
    LONGEST_BIKE_SECONDS,
    LONGEST_WALK_SECONDS,
    Window,
)

MEDIAN, MOSTLY = 50, 80  # percentiles: half, and four in five of the departures are no slower
# Beyond this from any stop in service the feed is about somewhere else; nearer, there simply is no public transport.
COVERED_KM = 5.0


@dataclass(frozen=True, slots=True, eq=False)
class Transit:
    """A timetable with the ways to and from its stops, for trips between points.

    `access` are the ways from each point to stops where people can board, `egress` those to each point from stops where
    they can get out.
    """

    timetable: Timetable
    points: Points
    access: Links
    egress: Links
    limit_seconds: int

    @classmethod
    def between(
        cls,
        points: Points,
        timetable: Timetable,
        *,
        limit_minutes: int,
        access: Mode = Mode.WALK,
        egress: Mode = Mode.WALK,
    ) -> "Transit":
        """Return public transport between these points, walking or cycling to the first stop and from the last."""
        rides = timetable.connections
        boarding = _ways(points, _only(timetable.stops, rides.from_stop[rides.boards]), access)
        alighting = _ways(points, _only(timetable.stops, rides.to_stop[rides.alights]), egress)
        return cls(timetable, points, boarding, alighting, limit_minutes * 60)

    def seconds(self, origin: int, starts: Seconds, limit_seconds: int | None = None) -> NDArray[np.int32]:
        """Return seconds from door to door, [points, departures]; `NEVER` without a trip within the limit."""
        limit = self.limit_seconds if limit_seconds is None else limit_seconds
        row = slice(*self.access.start[origin : origin + 2])
        on_foot = walks((self.points.x_km[origin], self.points.y_km[origin]), self.points)
        if row.start == row.stop:  # no stop within reach, so there is nothing to scan
            return np.repeat(np.where(on_foot <= limit, on_foot, NEVER)[:, None], len(starts), axis=1)
        vehicle = arrivals(self.timetable, (self.access.to[row], self.access.seconds[row]), starts, limit)
        return durations(vehicle, starts, self.egress, on_foot, limit)

    def range_minutes(self, origin: int, window: Window, percentiles: tuple[int, ...] = (MEDIAN, MOSTLY)) -> Minutes:
        """Return minutes from one point to all, [percentiles, points]; 255 without a trip within the limit."""
        return whole_minutes(ranked(self.seconds(origin, window.starts), window.ranks(*percentiles)))

    def first_arrivals(self, origin: int) -> Minutes:
        """Return the minutes from half past four to the arrival of who leaves then; 255 when later than 254."""
        leaving = np.array([FIRST_DEPARTURE * 60], np.int32)
        return whole_minutes(self.seconds(origin, leaving, limit_seconds=60 * UNREACHABLE)[:, 0])

    def last_departures(self, origin: int) -> Minutes:
        """Return, per point, the minutes after 20:30 at which one can last leave the origin for it; 255 for never."""
        reached = self.seconds(origin, LAST_DEPARTURES.starts) < NEVER
        last = reached.shape[1] - 1 - np.argmax(reached[:, ::-1], axis=1)
        minutes: Minutes = np.where(reached.any(axis=1), last * LAST_DEPARTURES.step, UNREACHABLE).astype(np.uint8)
        return minutes

    def covered(self) -> NDArray[np.bool_]:
        """Return which points lie where the timetable runs."""
        rides = self.timetable.connections
        served = _only(self.timetable.stops, np.union1d(rides.from_stop, rides.to_stop))
        reach = COVERED_KM * 60 * CURVES[Mode.WALK].slope
        near = links_between(self.points, served, Curve(0, CURVES[Mode.WALK].slope), int(reach))
        return np.diff(near.start) > 0


@dataclass(frozen=True, slots=True, eq=False)
class TransitRows:
    """Rows of the matrices of one way to the stops: the names are those of median and eightieth percentile.

    `within` are the minutes of a trip within every zone.
    """

    transit: Transit
    window: Window
    within: Minutes
    names: tuple[str, str]

    def __call__(self, block: slice) -> Mapping[str, Minutes]:
        """Return the minutes from these origins to all points."""
        origins = np.arange(block.start, block.stop)
        rows = np.stack([self.transit.range_minutes(origin, self.window) for origin in origins])
        rows[np.arange(len(origins)), :, origins] = self.within[origins, None]
        return {name: rows[:, at] for at, name in enumerate(self.names)}


@dataclass(frozen=True, slots=True, eq=False)
class EdgeRows:
    """Rows of the matrices of the edges of the day: first arrivals and last departures, both from these origins.

    `out` is how one travels to work, `back` how one travels home.
    """

    out: Transit
    back: Transit
    names: tuple[str, str]

    def __call__(self, block: slice) -> Mapping[str, Minutes]:
        """Return both for these origins; the last departures are from the origin, so home is in the column."""
        origins = range(block.start, block.stop)
        return {
            self.names[0]: np.stack([self.out.first_arrivals(origin) for origin in origins]),
            self.names[1]: np.stack([self.back.last_departures(origin) for origin in origins]),
        }


def _only(stops: Stops, served: NDArray[np.int32]) -> Stops:
    """Return the stops with a place for these only: nobody goes to a stop where nothing runs."""
    here = np.zeros(len(stops), bool)
    here[served] = True
    return replace(stops, x_km=np.where(here, stops.x_km, np.nan), y_km=np.where(here, stops.y_km, np.nan))


def _ways(points: Points, stops: Stops, mode: Mode) -> Links:
    """Return the stops that people go to, or come from: those within reach, else the nearest one where there is any.

    The middle of a wide postcode may lie farther from every stop than its people do.
    """
    near = links_between(points, stops, CURVES[mode], LONGEST[mode])
    return nearest_where_none(near, points, stops, CURVES[mode], COVERED_KM)


LONGEST = {Mode.WALK: LONGEST_WALK_SECONDS, Mode.BIKE: LONGEST_BIKE_SECONDS}
