"""The earliest arrival at every stop, for all departures of a window at once.

The Connection Scan Algorithm (Dibbelt, Pajor, Strasser & Wagner, 2018, ACM Journal of Experimental Algorithmics 23)
with one label per stop and departure. Leaving later never means arriving earlier, so the labels of a stop do not fall
from one departure to the next, and who can board a vehicle is always the first so many departures: one number per trip.

A stop has two labels. `vehicle` is the earliest arrival in a vehicle: from there people walk on, get off for good or,
after the least time between two vehicles, board another. `ready` is the earliest moment to board, however one came.
Footpaths start at `vehicle` only, so a walk is never continued by a walk and the result does not depend on whether
the footpaths are closed.
"""

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from pipelines.travel.timetable import NEVER, Links, Seconds, Timetable

Labels = NDArray[np.int32]


def arrivals(timetable: Timetable, access: tuple[Any, Seconds], starts: Seconds, limit_seconds: int) -> Labels:
    """Return the earliest arrival in a vehicle, [stops, departures], in seconds; `NEVER` without one within the limit.

    `access` are stops and the seconds to each from where the trip begins; `starts` are departures from there, rising.
    """
    arrays = (*arrays_of(timetable), *access, starts, limit_seconds)
    labels: Labels = _scan(*arrays)
    return labels


def durations(vehicle: Labels, starts: Seconds, egress: Links, walk: Seconds, limit_seconds: int) -> NDArray[np.int32]:
    """Return the seconds from door to door, [destinations, departures]; `NEVER` when longer than the limit.

    `egress` holds per destination the stops that it can be walked to from, `walk` the seconds of walking all the way.
    """
    found: NDArray[np.int32] = _durations(vehicle, starts, egress.start, egress.to, egress.seconds, walk, limit_seconds)
    return found


def arrays_of(timetable: Timetable) -> tuple[Any, ...]:
    """Return the columns of a timetable in the order that a compiled scan takes them."""
    rides, foot = timetable.connections, timetable.footpaths
    return (
        *(rides.departure, rides.arrival, rides.from_stop, rides.to_stop, rides.trip, rides.boards, rides.alights),
        *(len(timetable.trips.id), timetable.stops.change_seconds, foot.start, foot.to, foot.seconds),
    )


@njit(cache=True, nogil=True)
def _scan(  # type: ignore[no-untyped-def]
    departure, arrival, from_stop, to_stop, trip, boards, alights, trips, change, foot_start, foot_to, foot_seconds,
    access_stop, access_seconds, starts, limit,
):  # fmt: skip
    count = len(starts)
    vehicle = np.full((len(change), count), NEVER, np.int32)
    ready = np.full((len(change), count), NEVER, np.int32)
    aboard = np.zeros(trips, np.int32)
    reached = np.zeros(len(change), np.bool_)  # a bit per stop stays in the cache, which the labels do not
    for link in range(len(access_stop)):
        reached[access_stop[link]] = True
        for k in range(count):
            at = starts[k] + access_seconds[link]
            ready[access_stop[link], k] = min(ready[access_stop[link], k], at)
    ride = np.searchsorted(departure, starts[0])
    end = np.searchsorted(departure, starts[-1] + limit + 1)
    while ride < end:
        last = ride + 1
        if arrival[ride] == departure[ride]:
            while last < end and departure[last] == departure[ride] and arrival[last] == departure[ride]:
                last += 1
        if last == ride + 1:
            if aboard[trip[ride]] == 0 and not reached[from_stop[ride]]:
                ride = last
                continue
            _ride(
                ride, departure, arrival, from_stop, to_stop, trip, boards, alights,
                change, foot_start, foot_to, foot_seconds, vehicle, ready, reached, aboard,
            )  # fmt: skip
        else:
            _moment(
                ride, last, departure, arrival, from_stop, to_stop, trip, boards, alights,
                change, foot_start, foot_to, foot_seconds, vehicle, ready, reached, aboard,
            )  # fmt: skip
        ride = last
    for stop in range(len(change)):
        for k in range(count):
            if vehicle[stop, k] > starts[k] + limit:
                vehicle[stop, k] = NEVER
    return vehicle


@njit(cache=True, nogil=True)
def _moment(  # type: ignore[no-untyped-def]
    first, last, departure, arrival, from_stop, to_stop, trip, boards, alights,
    change, foot_start, foot_to, foot_seconds, vehicle, ready, reached, aboard,
):  # fmt: skip
    """Ride connections that take no time at one moment: they can follow each other in any order, so until it is still.

    Nobody may ride a part of a trip that comes before where they boarded it, so every round begins with who was aboard.
    """
    before = aboard[trip[first:last]]
    again = True
    while again:
        again = False
        for at in range(first, last):
            aboard[trip[at]] = before[at - first]
        for at in range(first, last):
            if _ride(
                at, departure, arrival, from_stop, to_stop, trip, boards, alights,
                change, foot_start, foot_to, foot_seconds, vehicle, ready, reached, aboard,
            ):  # fmt: skip
                again = True


@njit(cache=True, nogil=True, inline="always")
def _ride(  # type: ignore[no-untyped-def]
    at, departure, arrival, from_stop, to_stop, trip, boards, alights, change, foot_start, foot_to, foot_seconds,
    vehicle, ready, reached, aboard,
):  # fmt: skip
    """Let people board and alight at one connection; return whether any stop is reached earlier."""
    on = aboard[trip[at]]
    if boards[at]:
        board = from_stop[at]
        while on < ready.shape[1] and ready[board, on] <= departure[at]:
            on += 1
        aboard[trip[at]] = on
    if on == 0 or not alights[at]:
        return False
    stop, time = to_stop[at], arrival[at]
    first = on
    while first > 0 and vehicle[stop, first - 1] > time:
        first -= 1
        vehicle[stop, first] = time
    if first == on:
        return False
    reached[stop] = True
    _improve(ready, stop, first, on, time + change[stop])
    for path in range(foot_start[stop], foot_start[stop + 1]):
        reached[foot_to[path]] = True
        _improve(ready, foot_to[path], first, on, time + foot_seconds[path])
    return True


@njit(cache=True, nogil=True, inline="always")
def _improve(ready, stop, first, last, time):  # type: ignore[no-untyped-def]
    """Lower the labels of departures `first` to `last`, which do not fall: the last ones are the worst."""
    k = last - 1
    while k >= first and ready[stop, k] > time:
        ready[stop, k] = time
        k -= 1


@njit(cache=True, nogil=True)
def _durations(vehicle, starts, egress_start, egress_stop, egress_seconds, walk, limit):  # type: ignore[no-untyped-def]
    found = np.empty((len(walk), len(starts)), np.int32)
    for to in range(len(walk)):
        for k in range(len(starts)):
            found[to, k] = walk[to]
        for link in range(egress_start[to], egress_start[to + 1]):
            stop, seconds = egress_stop[link], egress_seconds[link]
            for k in range(len(starts)):
                taken = vehicle[stop, k] + seconds - starts[k]
                found[to, k] = min(found[to, k], taken)
        for k in range(len(starts)):
            if found[to, k] > limit:
                found[to, k] = NEVER
    return found


@njit(cache=True, nogil=True)
def ranked(seconds, ranks):  # type: ignore[no-untyped-def] # noqa: ANN201 - compiled, as the others
    """Return, per row of seconds, the values that stand at these ranks when the row is sorted: [ranks, rows]."""
    found = np.empty((len(ranks), len(seconds)), np.int32)
    for row in range(len(seconds)):
        ordered = np.sort(seconds[row])
        for at in range(len(ranks)):
            found[at, row] = ordered[ranks[at]]
    return found
