"""A made-up national timetable: 60,000 stops in towns, bus lines within and between them, and trains between stations.

The size is that of the Dutch feed; where the stops lie and when vehicles run is drawn by a seeded generator.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from pipelines.travel.footpaths import Points, Stated, closed_footpaths
from pipelines.travel.timetable import Connections, Stops, Timetable, Trips

WIDTH_KM, HEIGHT_KM = 190.0, 290.0
TOWNS = 1200
STOPS = 60_000
LINES = 11_000
STOPS_PER_LINE = 24
TRAIN_LINES = 120
ASIDE_KM = 6.0  # a train calls at towns this near to the straight line between its ends
FIRST, LAST = 6 * 3600, 10 * 3600


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """The stops of a line in order, and the seconds from each to the next."""

    stops: NDArray[np.int64]
    seconds: NDArray[np.int64]
    headway: int


def national_timetable(seed: int = 7) -> tuple[Timetable, Points]:
    """Return the timetable, closed footpaths and all, and 4,000 places to go from and to, most of them in towns."""
    rng = np.random.default_rng(seed)
    towns = rng.uniform((0, 0), (WIDTH_KM, HEIGHT_KM), (TOWNS, 2))
    size = rng.pareto(1.2, TOWNS) + 0.2
    town = np.sort(rng.choice(TOWNS, STOPS, p=size / size.sum()))
    spread = 0.35 * np.sqrt(np.bincount(town, minlength=TOWNS))
    xy = towns[town] + rng.normal(size=(STOPS, 2)) * (0.3 * spread[town, None] + 0.1)
    lines = [*_buses(rng, xy, town), *_trains(rng, towns, town, xy)]
    names = np.arange(STOPS).astype(np.str_)
    change = rng.choice([60, 120, 180], STOPS).astype(np.int32)
    stops = Stops(names, names, xy[:, 0], xy[:, 1], np.arange(STOPS, dtype=np.int32), change)
    connections, trips = _connections(rng, lines)
    ids = np.arange(trips).astype(np.str_)
    footpaths = closed_footpaths(stops, Stated.nothing(), 5 * 60)
    made = Timetable(date(2026, 12, 1), stops, connections, Trips(ids, ids, ids), footpaths, ())
    at = rng.choice(STOPS, 4000, replace=False)
    places = xy[at] + rng.normal(size=(4000, 2)) * 0.5
    return made, Points(places[:, 0], places[:, 1])


def _buses(rng: np.random.Generator, xy: NDArray[np.float64], town: NDArray[np.int64]) -> list[Line]:
    """Return bus lines: through a town or on to the next one, stop after nearby stop."""
    found = []
    for _ in range(LINES):
        begin = int(rng.integers(STOPS))
        pool = np.flatnonzero(town == town[begin])
        if len(pool) < STOPS_PER_LINE:
            pool = np.arange(max(begin - 200, 0), min(begin + 200, STOPS))
        angle = rng.uniform(0, 2 * np.pi)
        chosen = rng.choice(pool, min(STOPS_PER_LINE, len(pool)), replace=False)
        along = xy[chosen] @ np.array([np.cos(angle), np.sin(angle)])
        order = chosen[np.argsort(along)]
        found.append(_line(xy, order, km_per_hour=26, headway=int(rng.choice([600, 900, 900, 1800, 1800, 3600]))))
    return found


def _trains(
    rng: np.random.Generator, towns: NDArray[np.float64], town: NDArray[np.int64], xy: NDArray[np.float64]
) -> list[Line]:
    """Return train lines between the largest towns, each calling at the towns along the straight line."""
    largest = np.argsort(-np.bincount(town, minlength=TOWNS))[:300]
    station = {one: int(np.flatnonzero(town == one)[0]) for one in largest}
    found = []
    for _ in range(TRAIN_LINES):
        a, b = rng.choice(largest, 2, replace=False)
        way = towns[b] - towns[a]
        share = (towns[largest] - towns[a]) @ way / (way @ way)
        aside = np.linalg.norm(towns[largest] - towns[a] - share[:, None] * way, axis=1)
        on = largest[(share >= 0) & (share <= 1) & (aside < ASIDE_KM)]
        order = on[np.argsort((towns[on] - towns[a]) @ way)]
        if len(order) > 1:
            calls = np.array([station[one] for one in order])
            found.append(_line(xy, calls, km_per_hour=85, headway=int(rng.choice([900, 1800]))))
    return found


def _line(xy: NDArray[np.float64], stops: NDArray[np.int64], *, km_per_hour: float, headway: int) -> Line:
    km = np.linalg.norm(np.diff(xy[stops], axis=0), axis=1)
    seconds = np.maximum(np.round(km * 3600 / km_per_hour / 60) * 60, 0).astype(np.int64) + 60 * (km > 1)
    return Line(stops, seconds, headway)


def _connections(rng: np.random.Generator, lines: list[Line]) -> tuple[Connections, int]:
    """Return the connections of both directions of all lines, and how many trips they make."""
    parts, trips = [], 0
    for line in (*lines, *(Line(one.stops[::-1], one.seconds[::-1], one.headway) for one in lines)):
        offset = np.concatenate([[0], np.cumsum(line.seconds)])
        begins = np.arange(FIRST + int(rng.integers(line.headway // 60)) * 60, LAST, line.headway)
        leaves = (begins[:, None] + offset[:-1]).ravel()
        arrives = (begins[:, None] + offset[1:]).ravel()
        legs = len(line.seconds)
        sequence = np.tile(np.arange(legs), len(begins))
        trip = trips + np.repeat(np.arange(len(begins)), legs)
        ends = np.tile(line.stops[:-1], len(begins)), np.tile(line.stops[1:], len(begins))
        parts.append(np.column_stack([leaves, arrives, *ends, trip, sequence]))
        trips += len(begins)
    table = np.concatenate(parts)
    table = table[np.lexsort((table[:, 5], table[:, 4], table[:, 1], table[:, 0]))]
    yes = np.ones(len(table), bool)
    columns = (table[:, at].astype(np.int32) for at in range(5))
    departure, arrival, start, end, trip = columns
    return Connections(departure, arrival, start, end, trip, yes, yes, shown=trip), trips
