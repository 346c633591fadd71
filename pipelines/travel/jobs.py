"""What has to be made for a build, matrix by matrix: each job reads and checks its files when it is set up."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from matcher.codes import Method, Mode
from matcher.commute import CURVES, UNREACHABLE
from matcher.errors import InputError
from pipelines.durable import new_folder
from pipelines.plane import Plane
from pipelines.travel.blocks import Progress, Rows
from pipelines.travel.estimates import EstimateRows, within_zones
from pipelines.travel.footpaths import Points, closed_footpaths
from pipelines.travel.gtfs.reading import FeedTimetable
from pipelines.travel.matrices import Made
from pipelines.travel.names import (
    BIKE_EARLY,
    BIKE_LATE,
    BIKE_TRANSIT,
    BIKE_TRANSIT_MOSTLY,
    EARLY,
    LATE,
    MATRIX_OF,
    STREETS,
    TIMETABLE,
    TRANSIT,
    TRANSIT_MOSTLY,
)
from pipelines.travel.osrm import Osrm
from pipelines.travel.osrm_rows import OsrmRows
from pipelines.travel.streets.contraction import network_of
from pipelines.travel.streets.ends import require_covered, snap
from pipelines.travel.streets.network import StreetNetwork, load, save
from pipelines.travel.streets.osm import read_ways
from pipelines.travel.streets.rows import StreetRows
from pipelines.travel.timetable import Timetable
from pipelines.travel.timetable_files import load_timetable, save_timetable
from pipelines.travel.transit import MEDIAN, MOSTLY, EdgeRows, Transit, TransitRows
from pipelines.travel.windows import Window
from pipelines.travel.zones import Zones


@dataclass(frozen=True, slots=True, eq=False)
class Job:
    """Matrices that are made together. `turned` gives, for names whose columns `rows` makes, how it calls them."""

    title: str
    made: Mapping[str, Made]
    rows: Callable[[slice], Rows]
    covered: NDArray[np.bool_]
    threads: bool = True
    turned: Mapping[str, str] = field(default_factory=dict)


def estimate_job(zones: Zones, mode: Mode) -> Job:
    """Return the estimate of car or public transport, where no network is given."""
    name = MATRIX_OF[mode]
    made = Made(Method.ESTIMATE_PC4, UNREACHABLE - 1, notes=(NO_NETWORK[mode],), parameters=asdict(CURVES[mode]))
    return Job(mode.label, {name: made}, EstimateRows(zones, mode, name), np.ones(len(zones), bool))


def osrm_job(zones: Zones, plane: Plane, address: str) -> Job:
    """Return the car by a running OSRM server; its data are its own, so only its address can be named."""
    name = MATRIX_OF[Mode.CAR]
    rows = OsrmRows(Osrm(address, Mode.CAR), zones, plane, within_zones(zones, Mode.CAR), name)
    source = {"file": address, "sha256": "", "version": "OSRM"}
    made = Made(Method.NETWORK_STREET, UNREACHABLE - 1, sources=(source,))
    return Job(Mode.CAR.label, {name: made}, rows, np.ones(len(zones), bool))


def street_jobs(
    folder: Path, zones: Zones, modes: tuple[Mode, ...], osm: Path, *, plane: Plane, limit_minutes: int, say: Progress
) -> list[Job]:
    """Return the ways of travelling over streets; the networks are kept in the folder, for asking too.

    InputError when no zone lies anywhere near the streets.
    """
    wanted = (*modes, Mode.EBIKE) if Mode.BIKE in modes else modes
    if not all((folder / f"{STREETS}{mode.value}").is_dir() for mode in wanted):
        say(f"straten lezen uit {osm.name}")
        ways = read_ways(osm, plane)
        for mode in wanted:
            with new_folder(folder / f"{STREETS}{mode.value}") as part:
                save(network_of(ways, mode), part)
    return [_street_job(folder / f"{STREETS}{mode.value}", zones, mode, limit_minutes) for mode in modes]


def _street_job(folder: Path, zones: Zones, mode: Mode, limit_minutes: int) -> Job:
    network = load(folder)
    ends = snap(network, zones.x_km, zones.y_km)
    if len(zones) and not ends.covered.any():
        require_covered(network, zones.x_km, zones.y_km)
    name = MATRIX_OF[mode]
    notes = tuple(f"{network.source.file}: {note}" for note in network.source.notes)
    made = Made(Method.NETWORK_STREET, limit_minutes, sources=(_street_source(network),), notes=notes)
    rows = StreetRows(folder, ends, within_zones(zones, mode), 60.0 * limit_minutes, name)
    return Job(mode.label, {name: made}, rows, ends.covered, threads=False)


def _street_source(network: StreetNetwork) -> dict[str, str]:
    return {"file": network.source.file, "sha256": network.source.sha256, "version": network.source.until}


def transit_jobs(
    folder: Path, zones: Zones, feed: FeedTimetable, window: Window, *, limit_minutes: int, say: Progress
) -> list[Job]:
    """Return public transport on foot and by bike to the stop, each with what is usual and the edges of the day.

    InputError when no zone lies anywhere near a stop.
    """
    timetable = _timetable(folder, feed, say)
    points = Points(zones.x_km, zones.y_km)
    walked, out, back = (
        Transit.between(points, timetable, limit_minutes=limit_minutes, access=access, egress=egress)
        for access, egress in ((Mode.WALK, Mode.WALK), (Mode.BIKE, Mode.WALK), (Mode.WALK, Mode.BIKE))
    )
    covered = walked.covered()
    if len(zones) and not covered.any():
        raise InputError(
            f"{', '.join(source.file for source in feed.sources)}: geen enkel gebied heeft een halte in de buurt; "
            "geef een dienstregeling van de goede regio"
        )
    within = within_zones(zones, Mode.WALK)
    jobs = []
    for way, names, ways in (
        ("openbaar vervoer", (TRANSIT, TRANSIT_MOSTLY, EARLY, LATE), (walked, walked)),
        ("fiets en openbaar vervoer", (BIKE_TRANSIT, BIKE_TRANSIT_MOSTLY, BIKE_EARLY, BIKE_LATE), (out, back)),
    ):
        usual = {names[at]: _made(feed, window, limit_minutes, of) for at, of in enumerate((MEDIAN, MOSTLY))}
        edges = dict.fromkeys(names[2:], _made(feed, None, limit_minutes, None))
        jobs.append(Job(way, usual, TransitRows(ways[0], window, within, names[:2]), covered))
        first_and_last = f"{way}, begin en eind van de dag"
        away = f"{names[3]}-away"  # made from where the work is, and kept from where home is
        jobs.append(Job(first_and_last, edges, EdgeRows(*ways, (names[2], away)), covered, turned={names[3]: away}))
    return jobs


def _timetable(folder: Path, feed: FeedTimetable, say: Progress) -> Timetable:
    """Return the timetable with its footpaths, which a build that was stopped may have made already."""
    target = folder / TIMETABLE
    if not target.is_dir():
        say("looproutes tussen haltes")
        with new_folder(target) as part:
            save_timetable(part, feed.timetable(closed_footpaths))
    return load_timetable(target)


def _made(feed: FeedTimetable, window: Window | None, limit_minutes: int, percentile: int | None) -> Made:
    return Made(
        Method.TIMETABLE,
        limit_minutes,
        day=feed.day.isoformat(),
        window=None if window is None else window.clock,
        step_minutes=0 if window is None else window.step,
        percentile=percentile,
        sources=tuple(
            {
                "file": source.file,
                "sha256": source.sha256,
                "version": source.version,
                "first": source.first.isoformat(),
                "last": source.last.isoformat(),
            }
            for source in feed.sources
        ),
        notes=tuple(f"{source.file}: {note}" for source in feed.sources for note in source.notes),
    )


NO_NETWORK = {
    Mode.CAR: "geen wegennet gegeven (--osm), dus geschat over rechte lijnen",
    Mode.TRANSIT: "geen dienstregeling gegeven (--gtfs), dus geschat over rechte lijnen",
}
