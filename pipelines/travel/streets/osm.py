"""Reading the streets of an OpenStreetMap extract (.osm.pbf), once for all modes."""

from array import array
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import osmium
from numpy.typing import NDArray

from matcher.errors import InputError
from pipelines.durable import sha256_of
from pipelines.plane import Plane
from pipelines.travel.streets import access, classes, profiles
from pipelines.travel.streets.access import Tags
from pipelines.travel.streets.ways import StreetSource, Ways

Degrees = NDArray[np.float64]
TagSet = frozenset[tuple[str, str]]

BARRIER_KEYS = access.KEYS | {"barrier", "locked"}
# An extract that was cut without completing its ways misses points at its edge; one in which every tenth is missing
# was made without its nodes.
MOST_MISSING = 0.1
UNITS_PER_DEGREE = 1e7  # OpenStreetMap keeps degrees as whole ten-millionths
NO_TIME = datetime(1970, 1, 2, tzinfo=UTC)  # a file without times of change gives the epoch


def read_ways(path: Path, plane: Plane) -> Ways:
    """Return all lines of an extract that some mode may use, projected in a plane.

    InputError when the file is missing, not a readable extract, broken off, without streets, without the places of its
    points, or without any street in the box of the plane.
    """
    if not path.is_file():
        raise InputError(f"{path}: bestand niet gevonden; geef het pad van een OSM-extract (.osm.pbf)")
    reading = _Reading()
    try:
        until = reading.read(path)
    except RuntimeError as error:
        raise InputError(
            f"{path}: geen leesbaar OSM-extract ({error}); het is geen .osm.pbf of het is afgebroken, "
            "download het opnieuw"
        ) from None
    if not reading.kind:
        raise InputError(f"{path}: bevat geen straten; geef een OSM-extract met wegen (highway=*)")
    longitude, latitude = reading.places()
    missing = np.isnan(longitude)
    _check_places(path, missing)
    x_km, y_km = plane.project(latitude, longitude)
    outside = np.isnan(x_km) & ~missing
    if np.isnan(x_km).all():
        raise InputError(
            f"{path}: ligt buiten {plane.name} ({int(outside.sum())} van {len(outside)} punten erbuiten); "
            "geef een extract van het goede gebied"
        )
    source = StreetSource(path.name, sha256_of(path), until, plane.crs, _notes(plane, missing, outside))
    return reading.ways(x_km, y_km, source)


class _Reading:
    """What has been read so far; equal sets of tags are kept once."""

    def __init__(self) -> None:
        self.kinds: dict[TagSet, int] = {}
        self.unused: set[TagSet] = set()
        self.kind = array("i")
        self.start = array("q", [0])
        self.point = array("q")
        self.wanted = osmium.IdTracker()
        self.latest = NO_TIME
        self.node = array("q")
        self.east = array("i")
        self.north = array("i")
        self.barrier_kinds: dict[TagSet, int] = {}
        self.barriers: dict[int, int] = {}

    def read(self, path: Path) -> str:
        """Read the whole file; return until when its data go. RuntimeError when osmium cannot read it.

        First the ways, then the points of those that are streets: a country has ten times as many others.
        """
        ways = osmium.FileProcessor(str(path), osmium.osm.WAY).with_filter(osmium.filter.KeyFilter("highway", "route"))
        for way in ways:
            self._add_way(way)
        nodes = osmium.FileProcessor(str(path), osmium.osm.NODE).with_filter(self.wanted.id_filter())
        for node in nodes:
            self._add_node(node)
        said: str = ways.header.get("osmosis_replication_timestamp", "")
        return said or ("" if self.latest == NO_TIME else self.latest.strftime("%Y-%m-%dT%H:%M:%SZ"))

    def _add_way(self, way: Any) -> None:
        tags = frozenset((tag.k, tag.v) for tag in way.tags if tag.k in profiles.KEYS)
        if tags in self.unused:
            return
        if tags not in self.kinds:
            if not classes.is_used(dict(tags)):
                self.unused.add(tags)
                return
            self.kinds[tags] = len(self.kinds)
        points = [point.ref for point in way.nodes]
        if len(points) < 2:  # noqa: PLR2004 - a line has two ends
            return
        self.point.extend(points)
        self.wanted.add_references(way)
        self.start.append(len(self.point))
        self.kind.append(self.kinds[tags])
        self.latest = max(self.latest, way.timestamp)

    def _add_node(self, node: Any) -> None:
        place = node.location
        if not place.valid():
            return
        self.node.append(node.id)
        self.east.append(place.x)
        self.north.append(place.y)
        if "barrier" in node.tags:
            tags = frozenset((tag.k, tag.v) for tag in node.tags if tag.k in BARRIER_KEYS)
            self.barriers[node.id] = self.barrier_kinds.setdefault(tags, len(self.barrier_kinds))

    def places(self) -> tuple[Degrees, Degrees]:
        """Return longitude and latitude of every point, NaN where the file does not say where it is."""
        point = np.array(self.point, np.int64)
        if not self.node:
            return np.full(len(point), np.nan), np.full(len(point), np.nan)
        node, known = np.unique(np.array(self.node, np.int64), return_index=True)
        at = np.minimum(np.searchsorted(node, point), len(node) - 1)
        is_there = node[at] == point
        east, north = (np.array(one, np.int64)[known][at] / UNITS_PER_DEGREE for one in (self.east, self.north))
        return np.where(is_there, east, np.nan), np.where(is_there, north, np.nan)

    def ways(self, x_km: Degrees, y_km: Degrees, source: StreetSource) -> Ways:
        """Return what was read as arrays."""
        barrier_node = np.array(sorted(self.barriers), np.int64)
        return Ways(
            kinds=_as_tags(self.kinds),
            kind=np.array(self.kind, np.int32),
            start=np.array(self.start, np.int64),
            node=np.array(self.point, np.int64),
            x_km=x_km,
            y_km=y_km,
            barrier_node=barrier_node,
            barrier_kinds=_as_tags(self.barrier_kinds),
            barrier_kind=np.array([self.barriers[node] for node in barrier_node.tolist()], np.int32),
            source=source,
        )


def _as_tags(kinds: Mapping[TagSet, int]) -> tuple[Tags, ...]:
    return tuple(dict(tags) for tags in kinds)


def _check_places(path: Path, missing: NDArray[np.bool_]) -> None:
    if missing.mean() > MOST_MISSING:
        raise InputError(
            f"{path}: van {int(missing.sum())} van de {len(missing)} punten ontbreekt de plaats; maak het extract "
            "opnieuw, met alle knopen van de wegen erin"
        )


def _notes(plane: Plane, missing: NDArray[np.bool_], outside: NDArray[np.bool_]) -> tuple[str, ...]:
    counted = (
        (int(missing.sum()), "punten aan de rand zonder plaats weggelaten"),
        (int(outside.sum()), f"punten buiten {plane.name} weggelaten"),
    )
    return tuple(f"{count} {what}" for count, what in counted if count)
