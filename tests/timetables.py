"""Small timetables for tests: a trip is a line of (stop, arrival, departure), a walk is (from, to, seconds)."""

from datetime import date
from itertools import pairwise

import numpy as np
from hypothesis import strategies as st

from pipelines.travel.timetable import Connections, Links, Stops, Timetable, Trips

DAY = date(2026, 12, 1)


def links(count, walks):
    """Ways on foot in compressed rows, of (from, to, seconds)."""
    ordered = sorted(walk for walk in walks if walk[0] != walk[1])
    start = np.searchsorted([walk[0] for walk in ordered], np.arange(count + 1)).astype(np.int64)
    return Links(
        start,
        np.array([walk[1] for walk in ordered], np.int32),
        np.array([walk[2] for walk in ordered], np.int32),
    )


def timetable(count, trips, walks=(), *, change=60, closed=(), xy=None):
    """A timetable of this many stops. `closed` are (trip, position) where nobody may board or alight."""
    rides = []
    for trip, calls in enumerate(trips):
        for at, ((stop, _, leaves), (following, arrives, _)) in enumerate(pairwise(calls)):
            boards, alights = (trip, at) not in closed, (trip, at + 1) not in closed
            rides.append((leaves, arrives, trip, at, stop, following, boards, alights))
    rides.sort()
    column = {name: [ride[index] for ride in rides] for index, name in enumerate("datsfobl")}
    changes = np.full(count, change, np.int32) if np.isscalar(change) else np.array(change, np.int32)
    x_km, y_km = (np.zeros(count), np.zeros(count)) if xy is None else np.array(xy, float).T
    names = np.array([f"halte {stop}" for stop in range(count)])
    return Timetable(
        day=DAY,
        stops=Stops(names, names, x_km, y_km, np.arange(count, dtype=np.int32), changes),
        connections=Connections(
            np.array(column["d"], np.int32),
            np.array(column["a"], np.int32),
            np.array(column["f"], np.int32),
            np.array(column["o"], np.int32),
            np.array(column["t"], np.int32),
            np.array(column["b"], bool),
            np.array(column["l"], bool),
            np.array(column["t"], np.int32),
        ),
        trips=Trips(*(np.array([f"rit {trip}" for trip in range(len(trips))] or [""]),) * 3),
        footpaths=links(count, walks),
        sources=(),
    )


stops_of = st.integers(0, 6)


@st.composite
def worlds(draw):
    """A small timetable with everything that goes wrong: same moments, loops, closed doors, walks that do not close."""
    trips = []
    for _ in range(draw(st.integers(0, 8))):
        time = draw(st.integers(0, 30)) * 20
        calls = []
        for stop in draw(st.lists(stops_of, min_size=2, max_size=5)):
            leaves = time + draw(st.sampled_from([0, 0, 10, 20]))
            calls.append((stop, time, leaves))
            time = leaves + draw(st.sampled_from([0, 0, 20, 40, 60]))
        trips.append(calls)
    walks = draw(st.dictionaries(st.tuples(stops_of, stops_of), st.sampled_from([0, 10, 20, 50]), max_size=8))
    closed = draw(st.sets(st.tuples(st.integers(0, 7), st.integers(0, 4)), max_size=4))
    change = draw(st.lists(st.sampled_from([0, 0, 20, 60]), min_size=7, max_size=7))
    return timetable(7, trips, [(*pair, time) for pair, time in walks.items()], change=change, closed=closed)
