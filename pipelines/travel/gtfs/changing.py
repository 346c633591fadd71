"""Rules about places become times between stops: one on a station holds for all its stops, and the narrowest wins."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipelines.travel.footpaths import WALK_SECONDS_PER_KM, Stated
from pipelines.travel.gtfs.stops import PLATFORM, STATION, Places
from pipelines.travel.gtfs.transfers import IMPOSSIBLE, MINIMUM, TIMED, Changes
from pipelines.travel.timetable import Index, Seconds, Stops

# Where no change is possible at all. Two days, so that adding it to a time never runs over.
NO_CHANGE_SECONDS = 48 * 60 * 60
# Pairs grow with the square: a parent of more stops than this is a region, and walking in it is left to coordinates.
LARGEST_STATION = 250
WITHIN_STATION = 6  # a kind of our own, next to those of the standard


@dataclass(frozen=True, slots=True, eq=False)
class _Pairs:
    """Rules between two stops, one element each; `level` counts the stations in the rule: fewer is narrower."""

    from_stop: Index
    to_stop: Index
    kind: Index
    seconds: Seconds
    level: Index


def stops_of(places: Places, called: Index, change_seconds: int) -> tuple[Stops, Index]:
    """Return the stops to board and alight, and the stop of each place, -1 for what is none.

    Platforms are stops, and every other place where a vehicle calls (`called`, by row) is one too.
    """
    is_stop = places.kind == PLATFORM
    is_stop[called] = True
    rows = np.flatnonzero(is_stop)
    stop_of = np.full(len(places), -1, np.int32)
    stop_of[rows] = np.arange(len(rows))
    station = places.station[rows]
    group = np.where(station >= 0, station, rows)
    _, first, which = np.unique(group, return_index=True, return_inverse=True)
    stops = Stops(
        id=np.array(places.ids.to_pylist())[rows],
        name=places.names[rows],
        x_km=places.x_km[rows],
        y_km=places.y_km[rows],
        station=first[which].astype(np.int32),
        change_seconds=np.full(len(rows), change_seconds, np.int32),
    )
    return stops, stop_of


def apply_changes(changes: Changes, places: Places, stops: Stops, stop_of: Index) -> tuple[Stops, Stated]:
    """Return the stops with their own times for changing, and the ways between stops that the feed states.

    Between the stops of one station there always is a way, of at least the time for changing. Where a rule gives no
    seconds it takes as long as walking in a straight line, and nothing is said where that is not known.
    """
    pairs = _widest_last(_between_stops(changes, places, stop_of))
    km = np.hypot(*(axis[pairs.from_stop] - axis[pairs.to_stop] for axis in (stops.x_km, stops.y_km)))
    known = ~np.isnan(km)
    walk = np.ceil(np.where(known, km, 0) * WALK_SECONDS_PER_KM).astype(np.int32)
    walk = np.where(pairs.kind == WITHIN_STATION, np.maximum(walk, stops.change_seconds[pairs.from_stop]), walk)
    given = (pairs.kind == MINIMUM) & (pairs.seconds >= 0)
    seconds = np.where(given, pairs.seconds, np.where(pairs.kind == TIMED, 0, walk)).astype(np.int32)
    here, never = pairs.from_stop == pairs.to_stop, pairs.kind == IMPOSSIBLE
    own = stops.change_seconds.copy()
    own[pairs.from_stop[here & never]] = NO_CHANGE_SECONDS
    stated = here & (given | (pairs.kind == TIMED))
    own[pairs.from_stop[stated]] = seconds[stated]
    links = ~here & ~never & (known | given | (pairs.kind == TIMED))
    return (
        Stops(stops.id, stops.name, stops.x_km, stops.y_km, stops.station, own),
        Stated(
            pairs.from_stop[links],
            pairs.to_stop[links],
            seconds[links],
            np.column_stack([pairs.from_stop, pairs.to_stop])[~here & never].astype(np.int64),
        ),
    )


def _between_stops(changes: Changes, places: Places, stop_of: Index) -> _Pairs:
    """Return the rules with every station written out as its stops, and after them those within stations."""
    size, start, members = _members(places, stop_of)
    stations = np.flatnonzero((places.kind == STATION) & (size > 1) & (size <= LARGEST_STATION)).astype(np.int32)
    nothing = np.zeros(len(stations), np.int32)
    one, other = (np.concatenate([named, stations]) for named in (changes.from_place, changes.to_place))
    kind = np.concatenate([changes.kind, nothing + WITHIN_STATION])
    seconds = np.concatenate([changes.seconds, nothing])
    level = np.concatenate(
        [
            sum((places.kind[named] == STATION).astype(np.int32) for named in (changes.from_place, changes.to_place)),
            nothing + 3,
        ]
    )
    counts = size[one] * size[other]
    rule = np.repeat(np.arange(len(one)), counts)
    turn = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    width = size[other][rule]
    return _Pairs(
        members[start[one][rule] + turn // width],
        members[start[other][rule] + turn % width],
        kind[rule],
        seconds[rule],
        level[rule],
    )


def _members(places: Places, stop_of: Index) -> tuple[NDArray[np.int64], NDArray[np.int64], Index]:
    """Return how many stops each place stands for, where they begin, and the stops: of a station all its stops."""
    of_station = stop_of >= 0
    of_station &= places.station >= 0
    inside = np.flatnonzero(of_station)
    owner = [places.station[inside]]
    stop = [stop_of[inside]]
    single = np.flatnonzero((places.kind != STATION) & (stop_of[places.platform] >= 0))
    owner.append(single.astype(np.int32))
    stop.append(stop_of[places.platform[single]])
    owners = np.concatenate(owner)
    order = np.argsort(owners, kind="stable")
    size = np.bincount(owners, minlength=len(places)).astype(np.int64)
    return size, np.cumsum(size) - size, np.concatenate(stop)[order]


def _widest_last(pairs: _Pairs) -> _Pairs:
    """Return one rule for each pair of stops: the narrowest, of equals the first."""
    order = np.argsort(pairs.level, kind="stable")
    key = pairs.from_stop[order].astype(np.int64) << 32 | pairs.to_stop[order]
    first = order[np.unique(key, return_index=True)[1]]
    return _Pairs(*(getattr(pairs, name)[first] for name in _Pairs.__slots__))
