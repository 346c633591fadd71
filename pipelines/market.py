"""The snapshot of a market on disk: published in one step, checked on opening, memory-mapped in use.

A snapshot is a folder `markets/<id>/` with a `.npy` file per column, the areas, the texts to show as `display.arrow`,
and `manifest.json` with the schema version, counts, sources, taxonomy and the SHA-256 of each file. `current` names the
snapshot in service and only moves when a snapshot is complete.
"""

import hashlib
import json
import shutil
from collections.abc import Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from matcher.commute import Areas
from matcher.concepts import Concepts
from matcher.domain import Licence
from matcher.errors import HomeError, MarketError
from matcher.market import COLUMN_NAMES, Columns, Market, market_of
from pipelines.display import IN_LISTS
from pipelines.durable import clear_partials, new_folder, replace_text, sha256_of
from pipelines.home import Home

SCHEMA_VERSION = 3
MANIFEST = "manifest.json"
DISPLAY = "display.arrow"
AREA_NAMES = tuple(field.name for field in fields(Areas))
MEND = "lees de vacatures opnieuw in met springplank ingest"


@dataclass(frozen=True, slots=True)
class SourceCount:
    """What came of one file: read = accepted + refused + merged; `warnings` are sentences for a person."""

    file: str
    kind: str
    read: int
    accepted: int
    refused: int
    merged: int
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Snapshot:
    """All that a market is made of, in memory."""

    columns: Columns
    areas: Areas
    display: pa.Table
    licence_ids: tuple[str, ...]
    taxonomy: str
    sources: tuple[SourceCount, ...]


@dataclass(frozen=True, slots=True, eq=False)
class OpenMarket:
    """A market in use with the texts of its vacancies; row i of `display` is element i of the columns."""

    market: Market
    display: pa.Table
    manifest: dict[str, Any]

    def row_of(self, vacancy: str) -> int | None:
        """Return the row of the vacancy with this id, None when it is not in the market."""
        found = self.display["id"].index(vacancy).as_py()
        return None if found < 0 else int(found)

    def rows_of(self, vacancies: Collection[str]) -> dict[str, int]:
        """Return the row of each of these vacancies that is in the market, in one pass."""
        wanted = pa.array(sorted(vacancies), pa.string())
        rows = np.flatnonzero(pc.is_in(self.display["id"], value_set=wanted).to_numpy()) if len(wanted) else ()
        found: list[int] = [int(row) for row in rows]
        return dict(zip(self.ids(found), found, strict=True))

    def ids(self, rows: Sequence[int]) -> list[str]:
        """Return the ids of these rows, in their order."""
        found: list[str] = self.display["id"].take(pa.array(rows, pa.int64())).to_pylist()
        return found

    def texts(self, rows: Sequence[int]) -> list[dict[str, Any]]:
        """Return everything that is kept of a few rows, in their order."""
        return _taken(self.display, rows)

    def in_lists(self, rows: Sequence[int]) -> list[dict[str, Any]]:
        """Return what lists show of these rows, in their order: much quicker than everything."""
        return _taken(self.display.select(IN_LISTS), rows)


def _taken(table: pa.Table, rows: Sequence[int]) -> list[dict[str, Any]]:
    taken: list[dict[str, Any]] = table.take(pa.array(rows, pa.int64())).to_pylist()
    return taken


def publish(home: Home, snapshot: Snapshot) -> str:
    """Write a snapshot and put it in service; return its id. Call it while holding the lock of the home.

    The id follows from the content: publishing the same market again changes nothing.
    """
    clear_partials(home.markets)
    staging = home.markets / "new"
    with new_folder(staging) as folder:
        _write(folder, snapshot)
        identity = _id_of((folder / MANIFEST).read_bytes())
        _check_files(folder, _manifest(folder))
    final = home.markets / identity
    if final.exists() and _is_sound(final):
        shutil.rmtree(staging)
    else:
        shutil.rmtree(final, ignore_errors=True)
        staging.rename(final)
    before = current_id(home)
    replace_text(home.current, f"{identity}\n")
    if before != identity:
        _forget(home, keep={identity, before or identity})
    return identity


def current_id(home: Home) -> str | None:
    """Return the id of the market in service, None when nothing was published yet."""
    try:
        identity = home.current.read_text("utf-8").strip()
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise MarketError(
            f"{home.current} is niet te lezen; lees de vacatures opnieuw in met springplank ingest"
        ) from error
    return identity or None


def current_taxonomy(home: Home) -> str | None:
    """Return the fingerprint of the taxonomy that the market in service belongs to, None without a market."""
    identity = current_id(home)
    return None if identity is None else str(_manifest(home.markets / identity)["taxonomy"])


def open_market(home: Home, concepts: Concepts, licences: tuple[Licence, ...], taxonomy: str) -> OpenMarket:
    """Open the market in service, checked file by file; `taxonomy` is the fingerprint that it must belong to.

    Raises:
        HomeError: nothing was published yet.
        MarketError: a file is missing or changed, or the market belongs to another taxonomy or version.
    """
    identity = current_id(home)
    if identity is None:
        raise HomeError(
            f"{home.path} heeft nog geen vacatures; lees ze in met springplank ingest --home MAP --vacancies BESTAND"
        )
    return open_snapshot(home, identity, concepts, licences, taxonomy)


def is_kept(home: Home, identity: str) -> bool:
    """Return whether this snapshot is still on disk: the one in service is, and the one before it."""
    return (home.markets / identity / MANIFEST).is_file()


def open_snapshot(
    home: Home, identity: str, concepts: Concepts, licences: tuple[Licence, ...], taxonomy: str
) -> OpenMarket:
    """Open one snapshot that is kept, checked as `open_market` does; MarketError when it is not whole or not there."""
    folder = home.markets / identity
    manifest = _check(folder)
    if manifest["taxonomy"] != taxonomy:
        raise MarketError(
            f"markt {identity} hoort bij een andere taxonomie; lees de vacatures opnieuw in met springplank ingest"
        )
    columns = Columns(**{name: _load(folder, name) for name in COLUMN_NAMES})
    areas = Areas(**{name: _load(folder, f"area-{name}") for name in AREA_NAMES})
    with pa.memory_map(str(folder / DISPLAY)) as source:
        display = pa.ipc.open_file(source).read_all()
    by_id = {licence.id: licence for licence in licences}
    try:
        papers = tuple(by_id[licence] for licence in manifest["licences"])
    except KeyError as error:
        raise MarketError(
            f"markt {identity} noemt een onbekend papier ({error}); lees de vacatures opnieuw in met springplank ingest"
        ) from error
    market = market_of(identity, columns, areas, concepts, papers)
    return OpenMarket(market, display, manifest)


def _write(folder: Path, snapshot: Snapshot) -> None:
    for name in COLUMN_NAMES:
        np.save(folder / f"{name}.npy", getattr(snapshot.columns, name))
    for name in AREA_NAMES:
        np.save(folder / f"area-{name}.npy", getattr(snapshot.areas, name))
    with pa.OSFile(str(folder / DISPLAY), "wb") as sink, pa.ipc.new_file(sink, snapshot.display.schema) as writer:
        writer.write_table(snapshot.display.combine_chunks())
    manifest = {
        "schema_version": SCHEMA_VERSION,
        "vacancies": len(snapshot.columns.area),
        "areas": len(snapshot.areas.code),
        "taxonomy": snapshot.taxonomy,
        "licences": list(snapshot.licence_ids),
        "sources": [asdict(source) for source in snapshot.sources],
        "files": {file.name: sha256_of(file) for file in sorted(folder.iterdir())},
    }
    (folder / MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True), "utf-8")


def _id_of(manifest: bytes) -> str:
    return hashlib.sha256(manifest).hexdigest()[:16]


def _check(folder: Path) -> dict[str, Any]:
    """Return the manifest of a snapshot that is whole; MarketError says what is not."""
    manifest = _manifest(folder)
    if folder.name != _id_of((folder / MANIFEST).read_bytes()):
        raise MarketError(f"markt {folder.name} is beschadigd ({MANIFEST} klopt niet met de naam van de map); {MEND}")
    _check_files(folder, manifest)
    return manifest


def _check_files(folder: Path, manifest: dict[str, Any]) -> None:
    files = manifest["files"]
    with ThreadPoolExecutor() as pool:  # hashing lets go of the interpreter, so files are checked side by side
        found = dict(zip(files, pool.map(lambda name: _hash(folder / name), files), strict=True))
    wrong = sorted(name for name, digest in files.items() if found[name] != digest)
    if wrong:
        raise MarketError(f"markt {folder.name} is beschadigd ({wrong[0]} klopt niet met zijn controlegetal); {MEND}")


def _manifest(folder: Path) -> dict[str, Any]:
    """Return the manifest; MarketError when it cannot be used."""
    try:
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_bytes())
        version = manifest["schema_version"]
        complete = isinstance(manifest["files"], dict) and isinstance(manifest["taxonomy"], str)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise MarketError(f"markt {folder.name} is beschadigd ({MANIFEST} is niet te lezen); {MEND}") from error
    if not complete:
        raise MarketError(f"markt {folder.name} is beschadigd ({MANIFEST} is niet volledig); {MEND}")
    if version != SCHEMA_VERSION:
        raise MarketError(
            f"markt {folder.name} heeft versie {version}, deze Springplank leest {SCHEMA_VERSION}; {MEND}"
        )
    return manifest


def _hash(path: Path) -> str:
    try:
        return sha256_of(path)
    except OSError:
        return ""


def _is_sound(folder: Path) -> bool:
    try:
        _check(folder)
    except MarketError:
        return False
    return True


def _load(folder: Path, name: str) -> NDArray[Any]:
    # An empty file cannot be mapped; numpy gives a plain array for it when asked to read.
    mapped = np.load(folder / f"{name}.npy", mmap_mode=None if name.startswith("area-") else "r", allow_pickle=False)
    # A plain view of the same memory: every look at an element of a memmap costs several times as much.
    return np.asarray(mapped)


def _forget(home: Home, keep: set[str]) -> None:
    """Remove all but the snapshot in service and the one before it, which can be put back.

    Whoever has a removed one open can go on reading it.
    """
    for folder in home.markets.iterdir():
        if folder.is_dir() and folder.name not in keep:
            shutil.rmtree(folder, ignore_errors=True)
