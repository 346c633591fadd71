"""Measuring travel times: look-ups, matrices, scans of a timetable, and exactness on real data."""

import time
from datetime import date
from pathlib import Path

import numpy as np
from geopy.distance import geodesic
from joblib import Parallel, cpu_count, delayed
from numpy.typing import NDArray

from benchmarks.national import national_timetable
from benchmarks.tables import Measured, seconds, spread
from matcher.codes import Mode
from matcher.commute import CURVES
from pipelines.plane import NETHERLANDS, Plane
from pipelines.travel.estimates import EstimateRows
from pipelines.travel.footpaths import Points, closed_footpaths, links_between, walks
from pipelines.travel.gtfs.reading import read_timetable
from pipelines.travel.journeys import links_of
from pipelines.travel.scan import arrivals, durations, ranked
from pipelines.travel.timetable import NEVER, Links, Timetable
from pipelines.travel.windows import LONGEST_WALK_SECONDS, Window
from pipelines.travel.zones import Zones
from tests.plain_timetable import PlainTimetable

PC4 = 4_086  # four-digit postcodes of the Netherlands
VACANCIES = 1_000_000
LIMIT_SECONDS = 90 * 60
PORTO_ALEGRE = (-30.05, -51.18)
A_TUESDAY = date(2019, 5, 14)
PAIRS = 500


def measure_commute(data: Path | None) -> list[Measured]:
    """Return the rows of the table; those on real data only where a folder with them is given."""
    rng = np.random.default_rng(5)
    rows = [*_distances(rng), *_matrices(rng), *_national()]
    if data is not None and (data / "porto-alegre").is_dir():
        rows += _exactness(data / "porto-alegre")
    return rows


def _degrees(rng: np.random.Generator, count: int) -> NDArray[np.float64]:
    """Return points all over the box of the Netherlands, as latitude and longitude."""
    box = NETHERLANDS.box
    return rng.uniform((box.south, box.west), (box.north, box.east), (count, 2))


def _distances(rng: np.random.Generator) -> list[Measured]:
    here, there = _degrees(rng, 3000), _degrees(rng, 3000)
    near = here + rng.normal(size=here.shape) * 0.05
    errors = []
    for target in (there, near):
        planes = [np.column_stack(NETHERLANDS.project(*ends.T)) for ends in (here, target)]
        km = np.hypot(*(planes[0] - planes[1]).T)
        true = np.array([geodesic(a, b).km for a, b in zip(here, target, strict=True)])
        known = ~np.isnan(km)
        errors.append(np.max(np.abs(km[known] - true[known]) / true[known]) * 100)
    return [Measured("distance against geopy's geodesic, largest error", f"{max(errors):.4f}%", "0.02%")]


def _matrices(rng: np.random.Generator) -> list[Measured]:
    zone = rng.integers(PC4, size=VACANCIES).astype(np.uint16)
    row = rng.integers(0, 255, PC4).astype(np.uint8)
    look_up = min(seconds(lambda: row[zone], 9))
    points = _degrees(rng, 2000)
    each = min(seconds(lambda: [geodesic(points[0], point).km for point in points], 3)) / len(points)
    xy = np.column_stack(NETHERLANDS.project(*_degrees(rng, PC4).T))
    zones = Zones(np.arange(PC4).astype(str), xy[:, 0], xy[:, 1], np.full(PC4, 1.0))
    blocks = [slice(begin, min(begin + 64, PC4)) for begin in range(0, PC4, 64)]

    def build() -> None:
        for mode in (Mode.CAR, Mode.TRANSIT):
            rows = EstimateRows(zones, mode, mode.value)
            for block in blocks:
                rows(block)

    matrix = min(seconds(build, 3)) / 2
    return [
        Measured(
            f"look-up of {VACANCIES:,} vacancies against a geopy loop (scaled)",
            f"{each * VACANCIES / look_up:,.0f} times ({look_up * 1000:.2f} ms)",
            "5,000 times",
        ),
        Measured(
            f"default matrix of {PC4:,} postcodes against geopy's geodesic (scaled)",
            f"{each * PC4 * PC4 / matrix:,.0f} times ({matrix:.2f} s a matrix)",
            "500 times",
        ),
    ]


def _national() -> list[Measured]:
    timetable, places = national_timetable()
    egress = links_between(places, timetable.stops, CURVES[Mode.WALK], LONGEST_WALK_SECONDS)
    scanned = int(np.diff(np.searchsorted(timetable.connections.departure, (7 * 3600, 8 * 3600 + LIMIT_SECONDS)))[0])
    rows = [
        Measured(
            "made-up national timetable",
            f"{len(timetable.stops):,} stops, {scanned:,} connections scanned, {len(timetable.footpaths):,} footpaths",
        )
    ]
    for step in (5, 1):
        rows += _scans(timetable, places, egress, Window(7 * 60, 8 * 60, step))
    return rows


def _scans(timetable: Timetable, places: Points, egress: Links, window: Window) -> list[Measured]:
    """Return how long one to all takes, and one scan against a scan for every departure."""
    starts, ranks = window.starts, window.ranks(50, 80)
    alls, ratios, differences = [], [], 0
    for origin in range(0, len(places), 400):
        row = slice(*egress.start[origin : origin + 2])
        access = egress.to[row], egress.seconds[row]
        on_foot = walks((places.x_km[origin], places.y_km[origin]), places)
        begin = time.perf_counter()
        labels = arrivals(timetable, access, starts, LIMIT_SECONDS)
        scanned = time.perf_counter()
        ranked(durations(labels, starts, egress, on_foot, LIMIT_SECONDS), ranks)
        ended = time.perf_counter()
        separate = [arrivals(timetable, access, one[None], LIMIT_SECONDS)[:, 0] for one in starts]
        apart = time.perf_counter()
        alls.append(ended - begin)
        ratios.append((apart - ended) / (scanned - begin))
        differences += int((labels != np.stack(separate, axis=1)).sum())
    promised = len(starts) > 60  # noqa: PLR2004 - every minute of an hour, both ends included
    return [
        Measured(
            f"one to all {len(places):,} places, {len(starts)} departures, transfer times, median and p80",
            spread(alls),
            "150 ms" if promised else "",
        ),
        Measured(
            f"one scan of {len(starts)} departures against {len(starts)} scans",
            f"{np.median(ratios):.1f} times faster (least {min(ratios):.1f}), {differences} labels differ",
            "5 times, identical" if promised else "",
        ),
    ]


def porto_alegre(folder: Path) -> Timetable:
    """Return the timetable of the city on an ordinary weekday of its feeds."""
    feeds = sorted(folder.glob("*.zip"))
    plane = Plane.around(*PORTO_ALEGRE)
    feed = read_timetable(feeds, A_TUESDAY, plane=plane, today=A_TUESDAY)
    return feed.timetable(closed_footpaths)


def _exactness(folder: Path) -> list[Measured]:
    """Compare the scan with the plain search for random pairs and every minute of an hour."""
    begin = time.perf_counter()
    timetable = porto_alegre(folder)
    read = time.perf_counter() - begin
    rng = np.random.default_rng(11)
    known = np.flatnonzero(~np.isnan(timetable.stops.x_km))
    at = rng.choice(known, 2 * PAIRS)
    xy = np.column_stack([timetable.stops.x_km, timetable.stops.y_km])[at] + rng.normal(size=(2 * PAIRS, 2)) * 0.2
    doors = Points(xy[:, 0], xy[:, 1])
    links = links_between(doors, timetable.stops, CURVES[Mode.WALK], LONGEST_WALK_SECONDS)
    starts = Window(12 * 60, 13 * 60, 1).starts  # the buses of this feed run from 11:20 to 17:50
    parts = np.array_split(np.arange(PAIRS), 2 * cpu_count())  # the plain timetable is made once for each
    differ = Parallel(n_jobs=-1)(delayed(_different)(timetable, doors, links, part, starts) for part in parts)
    return [
        Measured(
            "reading the feeds of Porto Alegre, footpaths closed",
            f"{read:.1f} s: {len(timetable.stops):,} stops, {len(timetable.connections):,} connections",
        ),
        Measured(
            f"arrivals that differ from a plain Dijkstra, {PAIRS} random pairs, {len(starts)} departures each",
            f"{sum(differ)} of {PAIRS * len(starts):,}",
            "0",
        ),
    ]


def _different(
    timetable: Timetable, doors: Points, links: Links, pairs: NDArray[np.int64], starts: NDArray[np.int32]
) -> int:
    """Return for how many departures of some pairs the two do not agree."""
    plain = PlainTimetable(timetable)
    return sum(_disagree(timetable, plain, doors, links, int(pair), starts) for pair in pairs)


def _disagree(  # noqa: PLR0917 - what the two need, by hand
    timetable: Timetable, plain: PlainTimetable, doors: Points, links: Links, pair: int, starts: NDArray[np.int32]
) -> int:
    origin, target = pair, len(doors) // 2 + pair
    access, egress = links_of(links, origin), links_of(links, target)
    walk = int(walks((doors.x_km[origin], doors.y_km[origin]), doors)[target])
    stops = np.array(list(access), np.int32), np.array(list(access.values()), np.int32)
    labels = arrivals(timetable, stops, starts, LIMIT_SECONDS)
    differ = 0
    for k, start in enumerate(starts.tolist()):
        ours = min([*(int(labels[stop, k]) + seconds for stop, seconds in egress.items()), start + walk])
        ours = ours if ours <= start + LIMIT_SECONDS else int(NEVER)
        differ += ours != plain.at_door(list(access.items()), egress, walk, start, LIMIT_SECONDS)
    return differ
