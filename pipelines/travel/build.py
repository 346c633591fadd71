"""Building the travel times of a home: everything is read and checked first, and put in service in one step."""

import hashlib
import json
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from matcher.codes import Method, Mode
from matcher.commute import CURVES, UNREACHABLE, Minutes
from matcher.errors import HomeError, InputError
from pipelines.durable import clear_partials, new_folder, only_writer
from pipelines.gazetteer import read_places
from pipelines.home import Home, create_home, taxonomy_cache
from pipelines.plane import NETHERLANDS, Plane
from pipelines.postcodes import install_postcodes, load_postcodes, read_postcodes
from pipelines.settings import Settings, now, today
from pipelines.travel.blocks import Progress, Rows, build_in_blocks
from pipelines.travel.estimates import EstimateRows, within_zones
from pipelines.travel.footpaths import Points, closed_footpaths
from pipelines.travel.gtfs.reading import FeedTimetable, read_timetable
from pipelines.travel.matrices import BUILDING, Made, Matrices, open_matrices, publish, write_manifest
from pipelines.travel.names import (
    BIKE_TRANSIT,
    BIKE_TRANSIT_MOSTLY,
    EARLY,
    LATE,
    MATRIX_OF,
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
from pipelines.travel.transit import EdgeRows, Transit, TransitRows
from pipelines.travel.windows import Window
from pipelines.travel.zones import Zones

# Raise it when matrices come out otherwise for the same files: a half-finished build of before is not gone on with.
EDITION = 1
# Longer trips are left to the estimate; R5 looks for as long by default.
LIMIT_MINUTES = 120
TIMETABLE = "timetable"
STREETS = "streets-"
EVERY_MODE = (Mode.WALK, Mode.BIKE, Mode.TRANSIT, Mode.CAR)


@dataclass(frozen=True, slots=True)
class Order:
    """What to build from which files. `day` None takes the next ordinary weekday that the feeds cover."""

    postcodes: tuple[Path, ...] = ()
    gtfs: tuple[Path, ...] = ()
    osm: Path | None = None
    osrm: str | None = None
    modes: tuple[Mode, ...] = EVERY_MODE
    day: date | None = None
    window: Window = field(default_factory=lambda: Window(7 * 60, 9 * 60))
    limit_minutes: int = LIMIT_MINUTES
    plane: Plane = NETHERLANDS


@dataclass(frozen=True, slots=True)
class Built:
    """What came of it: the id, how many zones, what every matrix is and which part of the zones it covers."""

    home: Home
    identity: str
    zones: int
    made: Mapping[str, Made]
    covered: Mapping[str, float]
    kept: tuple[str, ...]


def build(home_path: Path, order: Order, *, cache: Path | None = None, progress: Progress = lambda _: None) -> Built:
    """Build travel times and put them in service; matrices of before that are not built anew are kept.

    A build that was stopped goes on where it was when the same is asked again. A file that cannot be used changes
    nothing.

    Raises:
        InputError: a file cannot be used; the message says which one and why.
        HomeError: the folder is no home, or somebody else is writing in it.
    """
    try:
        return _Build(home_path, order, cache, progress).run()
    except OSError as error:
        reason = error.strerror or error
        raise HomeError(f"schrijven in {home_path} lukt niet ({reason}); zorg voor ruimte en rechten") from error


class _Build:
    """One build; holds what the steps share."""

    def __init__(self, home_path: Path, order: Order, cache: Path | None, progress: Progress) -> None:
        self.home_path = home_path
        self.order = order
        self.cache = cache
        self.progress = progress
        self.workers = Settings.from_env().workers
        self.made: dict[str, Made] = {}
        self.covered: dict[str, NDArray[np.bool_]] = {}

    def run(self) -> Built:
        table = read_postcodes(self.order.postcodes, on=today()) if self.order.postcodes else None
        feed = self._feed()
        if self.order.osm is not None and not self.order.osm.is_file():
            raise InputError(f"{self.order.osm}: bestand niet gevonden; geef het pad van een OSM-extract (.osm.pbf)")
        home = create_home(self.home_path)
        with only_writer(home.path):
            clear_partials(home.travel)
            installed = load_postcodes(home) if table is None else table
            zones = (
                Zones.of_places(read_places(taxonomy_cache(self.cache)))
                if installed is None
                else Zones.of_postcodes(installed)
            )
            folder = home.travel / f"{BUILDING}{self._key(zones, feed)}"
            folder.mkdir(mode=0o700, exist_ok=True)
            zones.save(folder)
            try:
                for mode in self.order.modes:
                    self._build_mode(folder, zones, mode, feed)
            except InputError:  # with these files it will not get any further
                shutil.rmtree(folder)
                raise
            kept = self._keep(home, folder, zones)
            for name, covered in self.covered.items():
                np.save(folder / f"{name}-covered.npy", covered)
            write_manifest(folder, self.made, now().isoformat(timespec="seconds"))
            if table is not None:
                install_postcodes(home, table)
            identity = publish(home, folder)
        shares = {name: float(covered.mean()) if len(covered) else 0.0 for name, covered in self.covered.items()}
        return Built(home, identity, len(zones), self.made, shares, kept)

    def _feed(self) -> FeedTimetable | None:
        if not self.order.gtfs:
            return None
        self.progress(f"dienstregeling lezen uit {', '.join(path.name for path in self.order.gtfs)}")
        return read_timetable(self.order.gtfs, self.order.day, plane=self.order.plane, today=today())

    def _key(self, zones: Zones, feed: FeedTimetable | None) -> str:
        """Tell this build from another: what is half done may only be gone on with for the very same order."""
        asked = {
            "edition": EDITION,
            "zones": zones.fingerprint,
            "modes": list(self.order.modes),
            "feeds": [] if feed is None else [source.sha256 for source in feed.sources],
            "day": "" if feed is None else feed.day.isoformat(),
            "osrm": self.order.osrm,
            "osm": "" if self.order.osm is None else f"{self.order.osm.resolve()} {self.order.osm.stat().st_mtime_ns}",
            "window": asdict(self.order.window),
            "limit": self.order.limit_minutes,
        }
        return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()[:16]

    def _build_mode(self, folder: Path, zones: Zones, mode: Mode, feed: FeedTimetable | None) -> None:
        if mode is Mode.TRANSIT and feed is not None:
            self._build_transit(folder, zones, feed)
        elif mode is Mode.CAR and self.order.osrm is not None:
            self._build_osrm(folder, zones, self.order.osrm)
        elif mode is not Mode.TRANSIT and self.order.osm is not None:
            self._build_streets(folder, zones, mode)
        elif mode in {Mode.CAR, Mode.TRANSIT}:  # walking and cycling are estimated from point to point, which is better
            name = MATRIX_OF[mode]
            curve = asdict(CURVES[mode])
            made = Made(Method.ESTIMATE_PC4, UNREACHABLE - 1, notes=(NO_NETWORK[mode],), parameters=curve)
            self._matrices(folder, {name: made}, EstimateRows(zones, mode, name), np.ones(len(zones), bool))

    def _build_streets(self, folder: Path, zones: Zones, mode: Mode) -> None:
        name = MATRIX_OF[mode]
        network = self._network(folder, mode)
        if len(zones):
            require_covered_somewhere(network, zones)
        ends = snap(network, zones.x_km, zones.y_km)
        source = network.source
        made = Made(
            Method.NETWORK_STREET,
            self.order.limit_minutes,
            sources=({"file": source.file, "sha256": source.sha256, "version": source.until},),
            notes=source.notes,
        )
        within = within_zones(zones, mode)
        rows = StreetRows(folder / f"{STREETS}{name}", ends, within, 60.0 * self.order.limit_minutes, name)
        self._matrices(folder, {name: made}, rows, ends.covered, threads=False)

    def _build_osrm(self, folder: Path, zones: Zones, address: str) -> None:
        """Make the car matrix by a running OSRM server; its data are its own, so only its address can be named."""
        rows = OsrmRows(
            Osrm(address, Mode.CAR), zones, self.order.plane, within_zones(zones, Mode.CAR), MATRIX_OF[Mode.CAR]
        )
        source = {"file": address, "sha256": "", "version": "OSRM"}
        made = Made(Method.NETWORK_STREET, UNREACHABLE - 1, sources=(source,))
        self._matrices(folder, {rows.name: made}, rows, np.ones(len(zones), bool))

    def _network(self, folder: Path, mode: Mode) -> StreetNetwork:
        """Return the network of one mode; one read of the extract makes those of all modes."""
        target = folder / f"{STREETS}{MATRIX_OF[mode]}"
        if not target.is_dir():
            if self.order.osm is None:
                raise InputError("geef een OSM-extract met --osm")
            self.progress(f"straten lezen uit {self.order.osm.name}")
            ways = read_ways(self.order.osm, self.order.plane)
            for one in self.order.modes:
                if one is not Mode.TRANSIT:
                    with new_folder(folder / f"{STREETS}{MATRIX_OF[one]}") as part:
                        save(network_of(ways, one), part)
        return load(target)

    def _build_transit(self, folder: Path, zones: Zones, feed: FeedTimetable) -> None:
        timetable = self._timetable(folder, feed)
        points = Points(zones.x_km, zones.y_km)
        limit = self.order.limit_minutes
        walked = Transit.between(points, timetable, limit_minutes=limit)
        covered = walked.covered()
        if len(zones) and not covered.any():
            raise InputError(
                f"{', '.join(source.file for source in feed.sources)}: geen enkel gebied heeft een halte in de buurt; "
                "geef een dienstregeling van de goede regio"
            )
        within = within_zones(zones, Mode.WALK)
        cycled = Transit.between(points, timetable, limit_minutes=limit, bike=True)
        for names, transit in (((TRANSIT, TRANSIT_MOSTLY), walked), ((BIKE_TRANSIT, BIKE_TRANSIT_MOSTLY), cycled)):
            made = {name: self._made(feed, percentile) for name, percentile in zip(names, (50, 80), strict=True)}
            self._matrices(folder, made, TransitRows(transit, self.order.window, within, names), covered)
        away = f"{LATE}-away"  # made from where the work is, kept from where home is
        made = {EARLY: self._made(feed, None), LATE: self._made(feed, None)}
        if not (folder / f"{LATE}.npy").exists():
            self._matrices(folder, {EARLY: made[EARLY], away: made[LATE]}, EdgeRows(walked, (EARLY, away)), covered)
            _transpose(folder, away, LATE)
        for name, one in made.items():
            self.made[name], self.covered[name] = one, covered
        self.made.pop(away, None), self.covered.pop(away, None)

    def _timetable(self, folder: Path, feed: FeedTimetable) -> Timetable:
        """Return the timetable with its footpaths, which a build that was stopped may have made already."""
        target = folder / TIMETABLE
        if target.is_dir():
            return load_timetable(target)
        self.progress("looproutes tussen haltes")
        footpaths = closed_footpaths(feed.stops, feed.stated)
        timetable = Timetable(feed.day, feed.stops, feed.connections, feed.trips, footpaths, feed.sources)
        with new_folder(target) as part:
            save_timetable(part, timetable)
        return timetable

    def _made(self, feed: FeedTimetable, percentile: int | None) -> Made:
        window = self.order.window
        return Made(
            Method.TIMETABLE,
            self.order.limit_minutes,
            day=feed.day.isoformat(),
            window=window.clock if percentile else None,
            step_minutes=window.step,
            percentile=percentile,
            sources=tuple(
                {"file": source.file, "sha256": source.sha256, "version": source.version} for source in feed.sources
            ),
            notes=tuple(note for source in feed.sources for note in source.notes),
        )

    def _matrices(
        self,
        folder: Path,
        made: Mapping[str, Made],
        rows: Callable[[slice], Rows],
        covered: NDArray[np.bool_],
        *,
        threads: bool = True,
    ) -> None:
        names = tuple(made)
        size = len(covered)
        build_in_blocks(
            folder,
            names,
            size,
            rows,
            workers=self.workers,
            threads=threads,
            progress=self.progress,
            title=TITLES[names[0]],
        )
        for name in names:
            self.made[name], self.covered[name] = made[name], covered

    def _keep(self, home: Home, folder: Path, zones: Zones) -> tuple[str, ...]:
        """Take over what is in service and was not built now, as long as it is about the same zones."""
        before = _in_service(home)
        if before is None or before.zones.fingerprint != zones.fingerprint:
            return ()
        kept = [name for name in before.by_name if _subject(name) not in {_subject(one) for one in self.made}]
        for name in kept:
            shutil.copyfile(before.folder / f"{name}.npy", folder / f"{name}.npy")
            self.made[name], self.covered[name] = before.by_name[name].made, before.by_name[name].covered
        for part in before.folder.iterdir():
            wanted = part.name == TIMETABLE or part.name.removeprefix(STREETS) in kept
            if part.is_dir() and wanted and not (folder / part.name).exists():
                with new_folder(folder / part.name) as copy:
                    shutil.copytree(part, copy, dirs_exist_ok=True)
        return tuple(sorted(kept))


TITLES = {
    "walk": "lopend",
    "bike": "fiets",
    "car": "auto",
    TRANSIT: "openbaar vervoer",
    BIKE_TRANSIT: "fiets en openbaar vervoer",
    EARLY: "eerste en laatste openbaar vervoer",
}
NO_NETWORK = {
    Mode.CAR: "geen wegennet gegeven (--osm), dus geschat over rechte lijnen",
    Mode.TRANSIT: "geen dienstregeling gegeven (--gtfs), dus geschat over rechte lijnen",
}


def require_covered_somewhere(network: StreetNetwork, zones: Zones) -> None:
    """Refuse an extract of a region in which none of the zones lies; InputError gives the counts."""
    if not snap(network, zones.x_km, zones.y_km).covered.any():
        require_covered(network, zones.x_km, zones.y_km)


def _subject(name: str) -> str:
    """Return what a matrix is about: all those of public transport are made together."""
    return TRANSIT if TRANSIT in name else name


def _in_service(home: Home) -> Matrices | None:
    try:
        return open_matrices(home)
    except HomeError:
        return None


def _transpose(folder: Path, name: str, target: str) -> None:
    turned: Minutes = np.ascontiguousarray(np.load(folder / f"{name}.npy", allow_pickle=False).T)
    partial = folder / f"{target}.joined.npy"
    np.save(partial, turned)
    partial.rename(folder / f"{target}.npy")
    (folder / f"{name}.npy").unlink()


def modes_of(order_modes: Sequence[Mode]) -> tuple[Mode, ...]:
    """Return these ways of travelling once each, the e-bike as the bike: it takes the same ways."""
    return tuple(dict.fromkeys(Mode.BIKE if mode is Mode.EBIKE else mode for mode in order_modes))
