"""Building the travel times of a home: what cannot be used is refused first, and all is put in service in one step."""

import hashlib
import json
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from matcher.codes import Method, Mode
from matcher.errors import HomeError, InputError, TravelError
from pipelines.durable import PARTIAL, clear_partials, new_folder, only_writer
from pipelines.gazetteer import read_places
from pipelines.home import Home, create_home, taxonomy_cache
from pipelines.plane import NETHERLANDS, Plane
from pipelines.postcode_table import PostcodeTable
from pipelines.postcodes import install_postcodes, load_postcodes, read_postcodes
from pipelines.settings import Settings, now, today
from pipelines.travel.blocks import Progress, build_in_blocks
from pipelines.travel.gtfs.reading import FeedTimetable, read_timetable
from pipelines.travel.jobs import Job, estimate_job, osrm_job, street_jobs, transit_jobs
from pipelines.travel.matrices import BUILDING, Made, Matrices, open_matrices, publish, write_manifest
from pipelines.travel.names import MATRIX_OF, STREETS, TIMETABLE, TRANSIT
from pipelines.travel.windows import Window
from pipelines.travel.zones import Zones

# Raise it when matrices come out otherwise for the same files: a half-finished build of before is not gone on with.
EDITION = 2
# Longer trips are left to the estimate; R5 looks for as long by default.
LIMIT_MINUTES = 120
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

    @property
    def on_streets(self) -> tuple[Mode, ...]:
        """The ways of travelling that go over the streets of the extract."""
        if self.osm is None:
            return ()
        return tuple(mode for mode in self.modes if mode is not Mode.TRANSIT and not (mode is Mode.CAR and self.osrm))


@dataclass(frozen=True, slots=True)
class Built:
    """What came of it: the id, how many zones, what every matrix is and which part of the zones it covers.

    `kept` are the matrices that were there already; `postcodes` is the table that was read, None when none was.
    """

    home: Home
    identity: str
    zones: int
    made: Mapping[str, Made]
    covered: Mapping[str, float]
    kept: tuple[str, ...]
    postcodes: PostcodeTable | None


def build(home_path: Path, order: Order, *, cache: Path | None = None, progress: Progress = lambda _: None) -> Built:
    """Build travel times and put them in service; matrices of before that are not built anew are kept.

    A build that was stopped goes on where it was when the same is asked again. A file that cannot be used changes
    nothing.

    Raises:
        InputError: a file cannot be used, or there is none to build this from; the message says which one and why.
        HomeError: the folder is no home, or somebody else is building in it.
    """
    _refuse_nothing(order)
    try:
        return _Build(home_path, order, cache, progress).run()
    except OSError as error:
        reason = error.strerror or error
        raise HomeError(f"schrijven in {home_path} lukt niet ({reason}); zorg voor ruimte en rechten") from error


def _refuse_nothing(order: Order) -> None:
    if order.osm is not None and not order.osm.is_file():
        raise InputError(f"{order.osm}: bestand niet gevonden; geef het pad van een OSM-extract (.osm.pbf)")
    if set(order.modes) <= {Mode.WALK, Mode.BIKE} and order.osm is None:
        raise InputError("lopen en fietsen worden gebouwd uit een kaart; geef die met --osm")
    if order.day is not None and not order.gtfs:
        raise InputError("een dag hoort bij een dienstregeling; geef die met --gtfs")


class _Build:
    """One build; holds what the steps share."""

    def __init__(self, home_path: Path, order: Order, cache: Path | None, progress: Progress) -> None:
        self.home_path = home_path
        self.order = order
        self.cache = cache
        self.progress = progress
        self.made: dict[str, Made] = {}
        self.covered: dict[str, NDArray[np.bool_]] = {}

    def run(self) -> Built:
        order = self.order
        table = read_postcodes(order.postcodes, on=today()) if order.postcodes else None
        feed = self._feed()
        home = create_home(self.home_path)
        with only_writer(home.travel):
            clear_partials(home.travel)
            zones = self._zones(home, table)
            folder = home.travel / f"{BUILDING}{self._key(zones, feed)}"
            folder.mkdir(mode=0o700, exist_ok=True)
            zones.save(folder)
            before = _in_service(home, zones)
            try:
                for job in self._jobs(folder, zones, feed, before):
                    self._run(folder, job)
            except InputError:
                if not _holds_work(folder):
                    shutil.rmtree(folder)
                raise
            kept = self._keep(before, folder)
            for name, covered in self.covered.items():
                np.save(folder / f"{name}-covered.npy", covered)
            _sweep(folder, self.made)
            write_manifest(folder, self.made, now().isoformat(timespec="seconds"))
            if table is not None:
                install_postcodes(home, table)
            identity = publish(home, folder)
        shares = {name: float(covered.mean()) if len(covered) else 0.0 for name, covered in self.covered.items()}
        return Built(home, identity, len(zones), self.made, shares, kept, table)

    def _feed(self) -> FeedTimetable | None:
        if not self.order.gtfs or Mode.TRANSIT not in self.order.modes:
            return None
        self.progress(f"dienstregeling lezen uit {', '.join(path.name for path in self.order.gtfs)}")
        return read_timetable(self.order.gtfs, self.order.day, plane=self.order.plane, today=today())

    def _zones(self, home: Home, table: PostcodeTable | None) -> Zones:
        installed = load_postcodes(home) if table is None else table
        if installed is None:
            return Zones.of_places(read_places(taxonomy_cache(self.cache)))
        return Zones.of_postcodes(installed)

    def _key(self, zones: Zones, feed: FeedTimetable | None) -> str:
        """Tell this build from another: what is half done may only be gone on with for the very same order."""
        order = self.order
        asked = {
            "edition": EDITION,
            "zones": zones.fingerprint,
            "modes": list(order.modes),
            "feeds": [] if feed is None else [source.sha256 for source in feed.sources],
            "day": "" if feed is None else feed.day.isoformat(),
            "osrm": order.osrm,
            "osm": "" if order.osm is None else f"{order.osm.resolve()} {order.osm.stat().st_mtime_ns}",
            "window": asdict(order.window),
            "limit": order.limit_minutes,
        }
        return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()[:16]

    def _jobs(self, folder: Path, zones: Zones, feed: FeedTimetable | None, before: Matrices | None) -> Iterable[Job]:
        """Return what is to be made; all files are read and checked before the first of it is."""
        order = self.order
        jobs: list[Job] = []
        limit, say = order.limit_minutes, self.progress
        if order.osm is not None and order.on_streets:
            plane = order.plane
            jobs += street_jobs(folder, zones, order.on_streets, order.osm, plane=plane, limit_minutes=limit, say=say)
        if feed is not None:
            jobs += transit_jobs(folder, zones, feed, order.window, limit_minutes=limit, say=say)
        if order.osrm is not None and Mode.CAR in order.modes:
            jobs.append(osrm_job(zones, order.plane, order.osrm))
        coming = {name for job in jobs for name in job.made}
        for mode in (Mode.CAR, Mode.TRANSIT):  # walking and cycling are estimated from point to point, which is better
            name = MATRIX_OF[mode]
            if mode in order.modes and name not in coming and not _is_computed(before, name):
                jobs.append(estimate_job(zones, mode))
        return jobs

    def _run(self, folder: Path, job: Job) -> None:
        """Make the matrices of a job, as far as a build that was stopped did not."""
        if not all((folder / f"{name}.npy").exists() for name in job.made):
            build_in_blocks(
                folder,
                tuple(job.turned.get(name, name) for name in job.made),
                len(job.covered),
                job.rows,
                workers=Settings.from_env().workers,
                threads=job.threads,
                progress=self.progress,
                title=job.title,
            )
            for name, away in job.turned.items():
                _turn(folder, away, name)
        for name, made in job.made.items():
            self.made[name], self.covered[name] = made, job.covered

    def _keep(self, before: Matrices | None, folder: Path) -> tuple[str, ...]:
        """Take over what is in service and was not built now; all of public transport belongs together."""
        if before is None:
            return ()
        subjects = {_subject(name) for name in self.made}
        kept = sorted(name for name in before.by_name if _subject(name) not in subjects)
        for name in kept:
            shutil.copyfile(before.folder / f"{name}.npy", folder / f"{name}.npy")
            self.made[name], self.covered[name] = before.by_name[name].made, before.by_name[name].covered
        for part in before.folder.iterdir():
            if part.is_dir() and _subject(part.name) not in subjects and not (folder / part.name).exists():
                with new_folder(folder / part.name) as copy:
                    shutil.copytree(part, copy, dirs_exist_ok=True)
        return tuple(kept)


def _subject(name: str) -> str:
    """Return what a matrix or a folder is about: those of public transport are made together, bike and e-bike too."""
    name = name.removeprefix(STREETS)
    if name == TIMETABLE or TRANSIT in name:
        return TRANSIT
    return MATRIX_OF[Mode.EBIKE] if name == Mode.EBIKE.value else name


def _in_service(home: Home, zones: Zones) -> Matrices | None:
    """Return what is in service for these same zones; what is damaged is not worth keeping."""
    try:
        before = open_matrices(home)
    except TravelError:
        return None
    return before if before is not None and before.zones.fingerprint == zones.fingerprint else None


def _is_computed(before: Matrices | None, name: str) -> bool:
    matrix = None if before is None else before.of(name)
    return matrix is not None and matrix.made.method is not Method.ESTIMATE_PC4


def _holds_work(folder: Path) -> bool:
    """Return whether any part of a matrix stands in a folder: hours of work may be in it."""
    return any(not path.name.startswith("zone-") for path in folder.glob("*.npy"))


def _turn(folder: Path, away: str, name: str) -> None:
    turned = np.ascontiguousarray(np.load(folder / f"{away}.npy", allow_pickle=False).T)
    partial = folder / f"{PARTIAL}{name}.npy"
    np.save(partial, turned)
    partial.rename(folder / f"{name}.npy")
    (folder / f"{away}.npy").unlink()


def _sweep(folder: Path, made: Mapping[str, Made]) -> None:
    """Remove what stopped builds left beside the matrices."""
    clear_partials(folder)
    wanted = {f"{name}{end}.npy" for name in made for end in ("", "-covered")}
    for path in folder.iterdir():
        if path.is_file() and path.name not in wanted and not path.name.startswith("zone-"):
            path.unlink()


def modes_of(order_modes: Sequence[Mode]) -> tuple[Mode, ...]:
    """Return these ways of travelling once each, the e-bike as the bike: it takes the same ways."""
    return tuple(dict.fromkeys(Mode.BIKE if mode is Mode.EBIKE else mode for mode in order_modes))
