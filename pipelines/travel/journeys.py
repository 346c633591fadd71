"""One trip by public transport in full: which line from which stop, and where to change."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numba import njit

from pipelines.travel.scan import arrays_of
from pipelines.travel.timetable import NEVER, Links, Timetable

# How one came to be ready at a stop: from where the trip began, or out of the vehicle at some stop.
FROM_DOOR = -1


@dataclass(frozen=True, slots=True)
class Leg:
    """A part of a trip. `line` is "" for a walk (or a ride by bike to the first stop); names are "" for a door.

    Times are seconds after midnight of the service day.
    """

    line: str
    headsign: str
    from_name: str
    to_name: str
    departs: int
    arrives: int


@dataclass(frozen=True, slots=True)
class Journey:
    """A trip from door to door: the moment of leaving, of arriving, and its legs, which follow each other."""

    departs: int
    arrives: int
    legs: tuple[Leg, ...]


def earliest_journey(
    timetable: Timetable, access: dict[int, int], egress: dict[int, int], walk: int | None, start: int, limit: int
) -> Journey | None:
    """Return the earliest arrival when leaving at `start` (seconds), None without one within `limit` seconds.

    `access` and `egress` are seconds on the way per stop; `walk` the seconds of walking all the way, None when that is
    too far.
    """
    links = np.array(list(access), np.int32), np.array(list(access.values()), np.int32)
    arrays = (*arrays_of(timetable), *links, start, start + limit)
    vehicle, exits, entries, ready_from = _trace(*arrays)
    best, last = (start + walk, None) if walk is not None else (start + limit + 1, None)
    for stop, seconds in egress.items():
        if vehicle[stop] + seconds < best:
            best, last = int(vehicle[stop]) + seconds, stop
    if best > start + limit:
        return None
    if last is None:
        return Journey(start, best, (Leg("", "", "", "", start, best),))
    legs = _legs(timetable, access, (exits, entries, ready_from), last, start)
    out = int(vehicle[last])
    if best > out:
        legs.append(Leg("", "", str(timetable.stops.name[last]), "", out, best))
    return Journey(legs[0].departs, best, tuple(legs))


def links_of(links: Links, row: int) -> dict[int, int]:
    """Return the stops and seconds of one row."""
    at = slice(int(links.start[row]), int(links.start[row + 1]))
    return dict(zip(links.to[at].tolist(), links.seconds[at].tolist(), strict=True))


def _legs(
    timetable: Timetable, access: dict[int, int], found: tuple[Any, Any, Any], last: int, start: int
) -> list[Leg]:
    """Walk back from the last stop to the door; who leaves by foot leaves as late as the first vehicle allows."""
    exits, entries, ready_from = found
    rides, names = timetable.connections, timetable.stops.name
    legs: list[Leg] = []
    stop = last
    while True:
        entry, out = int(entries[stop]), int(exits[stop])
        board = int(rides.from_stop[entry])
        legs += reversed(_rides(timetable, entry, out))
        before = int(ready_from[board])
        if before == FROM_DOOR:
            seconds = access[board]
            if seconds:
                departs = int(rides.departure[entry])
                legs.append(Leg("", "", "", str(names[board]), max(departs - seconds, start), departs))
            return legs[::-1]
        if before != board:
            came = int(rides.arrival[int(exits[before])])
            walked = _walk_seconds(timetable.footpaths, before, board)
            legs.append(Leg("", "", str(names[before]), str(names[board]), came, came + walked))
        stop = before


def _rides(timetable: Timetable, entry: int, out: int) -> list[Leg]:
    """Return the legs in one vehicle: one for every line that it runs as while somebody stays seated."""
    rides, trips, names = timetable.connections, timetable.trips, timetable.stops.name
    own = entry + np.flatnonzero(rides.trip[entry : out + 1] == rides.trip[entry])
    legs = []
    for part in np.split(own, np.flatnonzero(np.diff(rides.shown[own])) + 1):
        first, last, shown = int(part[0]), int(part[-1]), int(rides.shown[part[0]])
        ends = str(names[rides.from_stop[first]]), str(names[rides.to_stop[last]])
        times = int(rides.departure[first]), int(rides.arrival[last])
        legs.append(Leg(str(trips.line[shown]), str(trips.headsign[shown]), *ends, *times))
    return legs


def _walk_seconds(footpaths: Links, here: int, there: int) -> int:
    return links_of(footpaths, here)[there]


@njit(cache=True)
def _trace(  # type: ignore[no-untyped-def]
    departure, arrival, from_stop, to_stop, trip, boards, alights, trips, change, foot_start, foot_to, foot_seconds,
    access_stop, access_seconds, start, end,
):  # fmt: skip
    """The scan for one departure that remembers, per stop, in which ride one came and in which one had boarded."""
    vehicle = np.full(len(change), NEVER, np.int32)
    ready = np.full(len(change), NEVER, np.int32)
    exits, entries = np.full(len(change), -1, np.int64), np.full(len(change), -1, np.int64)
    ready_from = np.full(len(change), -1, np.int64)
    boarded = np.full(trips, -1, np.int64)
    for link in range(len(access_stop)):
        ready[access_stop[link]] = min(ready[access_stop[link]], start + access_seconds[link])
    ride, last = np.searchsorted(departure, start), np.searchsorted(departure, end + 1)
    while ride < last:
        stop = ride + 1
        while stop < last and departure[stop] == departure[ride] and arrival[stop] == arrival[ride] == departure[ride]:
            stop += 1
        before = boarded[trip[ride:stop]]
        again = True
        while again:
            again = False
            for at in range(ride, stop):
                boarded[trip[at]] = before[at - ride]
            for at in range(ride, stop):
                if boarded[trip[at]] < 0 and boards[at] and ready[from_stop[at]] <= departure[at]:
                    boarded[trip[at]] = at
                here = to_stop[at]
                if boarded[trip[at]] < 0 or not alights[at] or arrival[at] >= vehicle[here]:
                    continue
                vehicle[here], exits[here], entries[here] = arrival[at], at, boarded[trip[at]]
                again = stop - ride > 1
                if arrival[at] + change[here] < ready[here]:
                    ready[here], ready_from[here] = arrival[at] + change[here], here
                for path in range(foot_start[here], foot_start[here + 1]):
                    there = foot_to[path]
                    if arrival[at] + foot_seconds[path] < ready[there]:
                        ready[there], ready_from[there] = arrival[at] + foot_seconds[path], here
        ride = stop
    return vehicle, exits, entries, ready_from
