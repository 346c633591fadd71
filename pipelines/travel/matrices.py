"""The travel times of a home on disk: matrices, timetable and streets, in one checked folder.

`travel/<id>/` holds the zones, a uint8 matrix of minutes per name (255: no trip within the limit), which zones each
covers, and what they were made of. `travel/current` names the folder in service and only moves when a build is whole.
"""

import hashlib
import json
import re
import shutil
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matcher.codes import Method
from matcher.errors import TravelError
from pipelines.durable import clear_partials, replace_text, sha256_of, sync
from pipelines.home import Home
from pipelines.travel.zones import Zones

SCHEMA_VERSION = 1
MANIFEST = "manifest.json"
BUILDING = "building-"
IN_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
MEND = "bouw de reistijden opnieuw met springplank commute build"


@dataclass(frozen=True, slots=True)
class Made:
    """What a matrix is: how its minutes were obtained, from which files, for which day and moments.

    `percentile` is 50 or 80 of the departures in the window, None for what does not depend on the moment. `limit` is
    the longest trip in minutes that was looked for. `sources` are file, SHA-256 and date or version of each file.
    """

    method: Method
    limit: int
    day: str = ""
    window: tuple[str, str] | None = None
    step_minutes: int = 0
    percentile: int | None = None
    sources: tuple[Mapping[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    parameters: Mapping[str, float] = field(default_factory=dict)

    @property
    def as_of(self) -> str:
        """Of when the data are, as 2026-11-28: the service day, else until when the map goes; "" if it does not say."""
        version = self.sources[0]["version"] if self.sources else ""
        return self.day or (version[: len("2026-11-28")] if IN_ISO.match(version) else "")

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> "Made":
        """Return what a manifest says of one matrix."""
        window = document["window"]
        return cls(
            **{
                **document,
                "method": Method.of(document["method"]),
                "window": None if window is None else (window[0], window[1]),
                "sources": tuple(document["sources"]),
                "notes": tuple(document["notes"]),
            }
        )


@dataclass(frozen=True, slots=True, eq=False)
class Matrix:
    """Minutes from the zone of the row to that of the column; `covered` says which zones the network reaches at all."""

    minutes: NDArray[np.uint8]
    covered: NDArray[np.bool_]
    made: Made


@dataclass(frozen=True, slots=True, eq=False)
class Matrices:
    """The travel times in service, memory-mapped, by name."""

    folder: Path
    zones: Zones
    by_name: Mapping[str, Matrix]
    built: str

    @property
    def last_day(self) -> date | None:
        """The last day of the timetable, of several feeds the first that ends; None without one."""
        ends = [source["last"] for one in self.by_name.values() for source in one.made.sources if "last" in source]
        return date.fromisoformat(min(ends)) if ends else None

    def of(self, name: str) -> Matrix | None:
        """Return the matrix of this name, None when it was not built."""
        return self.by_name.get(name)


def open_matrices(home: Home) -> Matrices | None:
    """Return the travel times in service, checked file by file; None when none were built.

    Raises:
        TravelError: a file is missing or changed, or of another version.
    """
    identity = current_id(home)
    if identity is None:
        return None
    folder = home.travel / identity
    manifest = check(folder)
    by_name = {
        name: Matrix(
            np.load(folder / f"{name}.npy", mmap_mode="r", allow_pickle=False),
            np.load(folder / f"{name}-covered.npy", allow_pickle=False),
            Made.of(made),
        )
        for name, made in manifest["matrices"].items()
    }
    return Matrices(folder, Zones.load(folder), by_name, str(manifest["built"]))


def current_id(home: Home) -> str | None:
    """Return the id of the travel times in service, None when none were built."""
    try:
        identity = (home.travel / "current").read_text("utf-8").strip()
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise TravelError(f"{home.travel / 'current'} is niet te lezen; {MEND}") from error
    if not identity:
        raise TravelError(f"{home.travel / 'current'} is leeg; {MEND}")
    return identity


def write_manifest(folder: Path, made: Mapping[str, Made], built: str) -> None:
    """Write what a folder holds, with the SHA-256 of each file; the folder is whole from then on."""
    files = {str(file.relative_to(folder)): sha256_of(file) for file in sorted(folder.rglob("*")) if file.is_file()}
    files.pop(MANIFEST, None)
    document = {
        "schema_version": SCHEMA_VERSION,
        "built": built,
        "springplank": version("springplank"),
        "matrices": {name: asdict(one) for name, one in sorted(made.items())},
        "files": files,
    }
    for file in files:
        sync(folder / file)
    replace_text(folder / MANIFEST, json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True))


def publish(home: Home, building: Path) -> str:
    """Put a whole folder in service and return its id; the one before stays, older ones and other builds go.

    Call it while holding the lock of the home.
    """
    identity = _id_of(building)
    final = home.travel / identity
    shutil.rmtree(final, ignore_errors=True)
    building.rename(final)
    check(final)
    try:
        before = current_id(home)
    except TravelError:  # this is how that is mended
        before = None
    replace_text(home.travel / "current", f"{identity}\n")
    clear_partials(home.travel)
    for folder in home.travel.iterdir():
        if folder.is_dir() and folder.name not in {identity, before}:
            shutil.rmtree(folder, ignore_errors=True)
    return identity


def check(folder: Path, inside: str = "") -> dict[str, Any]:
    """Return the manifest of a folder whose files are whole, or those of one folder in it; else a TravelError.

    Without `inside` only the matrices and zones are read through: a timetable or a street network is checked when it is
    opened, for it is large and few need it.
    """
    name = f"reistijden {folder.name}"
    try:
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_bytes())
        schema = manifest["schema_version"]
        files = {
            file: digest for file, digest in manifest["files"].items() if str(Path(file).parent) == (inside or ".")
        }
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise TravelError(f"{name} zijn beschadigd ({MANIFEST} is niet te lezen); {MEND}") from error
    if schema != SCHEMA_VERSION:
        raise TravelError(f"{name} hebben versie {schema}, deze Springplank leest {SCHEMA_VERSION}; {MEND}")
    if folder.name != _id_of(folder):
        raise TravelError(f"{name} zijn beschadigd ({MANIFEST} klopt niet met de naam van de map); {MEND}")
    with ThreadPoolExecutor() as pool:  # hashing lets go of the interpreter, so files are checked side by side
        found = dict(zip(files, pool.map(lambda file: _hash(folder / file), files), strict=True))
    wrong = sorted(file for file, digest in files.items() if found[file] != digest)
    if wrong:
        raise TravelError(f"{name} zijn beschadigd ({wrong[0]} klopt niet met zijn controlegetal); {MEND}")
    return manifest


def part_of(folder: Path, inside: str) -> Path | None:
    """Return the checked folder of a timetable or street network inside travel times, None when none was made."""
    files = check(folder, inside)["files"]
    return folder / inside if any(Path(file).parent.name == inside for file in files) else None


def _id_of(folder: Path) -> str:
    return hashlib.sha256((folder / MANIFEST).read_bytes()).hexdigest()[:16]


def _hash(path: Path) -> str:
    try:
        return sha256_of(path)
    except OSError:
        return ""
