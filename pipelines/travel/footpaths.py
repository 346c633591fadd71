"""Ways on foot between stops, closed under walking on, and from where people are to the stops around them."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from matcher.codes import Mode
from matcher.commute import CURVES, Curve
from pipelines.travel.timetable import NEVER, Index, Links, Seconds, Stops
from pipelines.travel.windows import LONGEST_WALK_SECONDS

Floats = NDArray[np.float64]

# Walking 900 seconds to the kilometre of straight line: 4.8 km/h with a detour of 1.2, as in the estimate for walking.
WALK_SECONDS_PER_KM = 60 * CURVES[Mode.WALK].slope
LONGEST_CHANGE_SECONDS = 10 * 60  # changing on foot: some 670 metres in a straight line


@dataclass(frozen=True, slots=True, eq=False)
class Points:
    """Places that people leave from or go to, in kilometres of the plane; NaN is not known where."""

    x_km: Floats
    y_km: Floats

    def __len__(self) -> int:
        return len(self.x_km)


@dataclass(frozen=True, slots=True, eq=False)
class Stated:
    """What a feed says of walking: pairs of stops with seconds, and pairs between which nobody can change."""

    from_stop: Index
    to_stop: Index
    seconds: Seconds
    forbidden: NDArray[np.int64]

    @classmethod
    def nothing(cls) -> "Stated":
        """Return what a feed without `transfers.txt` says."""
        none = np.empty(0, np.int32)
        return cls(none, none, none, np.empty((0, 2), np.int64))


def closed_footpaths(stops: Stops, stated: Stated, limit_seconds: int = LONGEST_CHANGE_SECONDS) -> Links:
    """Return the ways on foot between stops within the limit, with every way that is shorter over other stops.

    What the feed states goes first, also when it is longer than the straight line or than a way over another stop. A
    stated way over the limit is kept and not walked on from. Changing between two stops on one spot takes at least
    what changing at either of them takes.
    """
    near = _pairs_within(stops.x_km, stops.y_km, limit_seconds / WALK_SECONDS_PER_KM)
    straight = np.hypot(*(axis[near[:, 0]] - axis[near[:, 1]] for axis in (stops.x_km, stops.y_km)))
    change = np.maximum(stops.change_seconds[near[:, 0]], stops.change_seconds[near[:, 1]])
    seconds = np.maximum(np.ceil(straight * WALK_SECONDS_PER_KM).astype(np.int32), change)
    count = len(stops)
    apart = stated.from_stop != stated.to_stop
    said = (stated.from_stop.astype(np.int64) * count + stated.to_stop)[apart]
    said_seconds = stated.seconds[apart]
    never = stated.forbidden[:, 0] * count + stated.forbidden[:, 1]
    ours = near[:, 0] * count + near[:, 1]
    free = ~np.isin(ours, np.concatenate([said, never]))
    key = np.concatenate([ours[free], said])
    both = _compressed(count, key // count, key % count, np.concatenate([seconds[free], said_seconds]))
    closed = _limited_paths(both.start, both.to, both.seconds, limit_seconds)
    key = np.concatenate([closed[0].astype(np.int64) * count + closed[1], said])
    time = np.concatenate([closed[2], said_seconds])
    shorter = np.arange(len(key)) < len(closed[0])  # a way over another stop does not undercut what is stated
    allowed = ~np.isin(key, never) & ~(shorter & np.isin(key, said))
    return _compressed(count, key[allowed] // count, key[allowed] % count, time[allowed])


def links_between(points: Points, stops: Stops, minutes: Curve, limit_seconds: int) -> Links:
    """Return the stops within the limit of every point; `minutes` is a curve over the straight line in kilometres."""
    radius = max((limit_seconds / 60 - minutes.start) / minutes.slope, 0.0)
    here, there = _known(points.x_km, points.y_km), _known(stops.x_km, stops.y_km)
    tree = cKDTree(np.column_stack([stops.x_km[there], stops.y_km[there]]))
    found = tree.query_ball_point(np.column_stack([points.x_km[here], points.y_km[here]]), radius, return_sorted=True)
    sizes = [len(one) for one in found]
    point = np.repeat(here, sizes)
    stop = there[np.fromiter((at for one in found for at in one), np.int64, sum(sizes))]
    km = np.hypot(points.x_km[point] - stops.x_km[stop], points.y_km[point] - stops.y_km[stop])
    seconds = np.ceil(60 * (minutes.start + minutes.slope * km)).astype(np.int32)
    return _compressed(len(points), point, stop, seconds)


def nearest_where_none(links: Links, points: Points, stops: Stops, minutes: Curve, within_km: float) -> Links:
    """Return the links, and for every point without any the one to its nearest stop, if that is within so many km."""
    here = np.intersect1d(np.flatnonzero(np.diff(links.start) == 0), _known(points.x_km, points.y_km))
    there = _known(stops.x_km, stops.y_km)
    if not len(here) or not len(there):
        return links
    tree = cKDTree(np.column_stack([stops.x_km[there], stops.y_km[there]]))
    km, nearest = tree.query(np.column_stack([points.x_km[here], points.y_km[here]]))
    near = km <= within_km
    point = np.repeat(np.arange(len(points)), np.diff(links.start))
    seconds = np.ceil(60 * (minutes.start + minutes.slope * km[near])).astype(np.int32)
    return _compressed(
        len(points),
        np.concatenate([point, here[near]]),
        np.concatenate([links.to, there[nearest[near]]]),
        np.concatenate([links.seconds, seconds]),
    )


def walks(origin: tuple[float, float], points: Points, limit_seconds: int = LONGEST_WALK_SECONDS) -> Seconds:
    """Return the seconds of walking from one point to all; `NEVER` when it takes longer than the limit."""
    km = np.hypot(points.x_km - origin[0], points.y_km - origin[1])
    seconds = np.ceil(np.where(np.isnan(km), np.inf, km) * WALK_SECONDS_PER_KM)
    return np.where(seconds <= limit_seconds, seconds, NEVER).astype(np.int32)


def _known(x_km: Floats, y_km: Floats) -> NDArray[np.int64]:
    return np.flatnonzero(~np.isnan(x_km) & ~np.isnan(y_km))


def _pairs_within(x_km: Floats, y_km: Floats, radius: float) -> NDArray[np.int64]:
    """Return all pairs of different points within a radius, in both directions."""
    known = _known(x_km, y_km)
    pairs = cKDTree(np.column_stack([x_km[known], y_km[known]])).query_pairs(radius, output_type="ndarray")
    pairs = known[pairs.reshape(-1, 2)]
    return np.concatenate([pairs, pairs[:, ::-1]])


def _compressed(count: int, start: Any, to: Any, seconds: Any) -> Links:
    """Return the links in compressed rows; of several between the same two the fastest."""
    order = np.lexsort((seconds, to, start))
    start, to, seconds = start[order], to[order], seconds[order]
    first = np.ones(len(start), bool)
    first[1:] = (start[1:] != start[:-1]) | (to[1:] != to[:-1])
    start, to, seconds = start[first], to[first], seconds[first]
    return Links(
        np.searchsorted(start, np.arange(count + 1)).astype(np.int64), to.astype(np.int32), seconds.astype(np.int32)
    )


@njit(cache=True, nogil=True)
def _limited_paths(start, to, seconds, limit):  # type: ignore[no-untyped-def]
    """Return from, to and seconds of all shortest walks within the limit: Dijkstra's algorithm from every stop.

    The few stops around one are searched in a plain list: a heap would cost more than it saves.
    """
    stops = len(start) - 1
    best = np.full(stops, NEVER, np.int32)
    origins, targets, times = [np.int32(0)], [np.int32(0)], [np.int32(0)]
    for origin in range(stops):
        best[origin] = 0
        waiting = [np.int32(origin)]
        seen = [np.int32(origin)]
        while len(waiting) > 0:
            at = 0
            for other in range(1, len(waiting)):
                if best[waiting[other]] < best[waiting[at]]:
                    at = other
            here = waiting[at]
            waiting[at] = waiting[-1]
            waiting.pop()
            for link in range(start[here], start[here + 1]):
                time = best[here] + seconds[link]
                there = to[link]
                if time <= limit and time < best[there]:
                    if best[there] == NEVER:
                        seen.append(there)
                        waiting.append(there)
                    elif there not in waiting:
                        waiting.append(there)
                    best[there] = time
        for stop in seen:
            if stop != origin:
                origins.append(np.int32(origin))
                targets.append(stop)
                times.append(best[stop])
            best[stop] = NEVER
    return np.array(origins[1:]), np.array(targets[1:]), np.array(times[1:])
