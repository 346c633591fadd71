"""The stops of a feed: where people board, to which station they belong and where they lie."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from matcher.errors import InputError
from pipelines.plane import Kilometres, Plane
from pipelines.travel.gtfs.archive import Archive
from pipelines.travel.gtfs.tables import Table, numpy_of, read_table
from pipelines.travel.gtfs.values import decimals, required, unique, whole
from pipelines.travel.gtfs.words import counted, dotted
from pipelines.travel.timetable import Index

PLATFORM, STATION, BOARDING_AREA = 0, 1, 4
KINDS = 5  # location types 0 to 4
# National feeds hold stops over the border and misplaced ones (14,636 in April 2025: mfdz/GTFS-Issues, issue 171); with
# nine in ten elsewhere it is the feed of another country.
MOST_OUTSIDE = 0.9
LONGEST_NAME = 120  # characters; longer is no name, and one such would widen the whole column


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """All rows of `stops.txt`, in their order.

    `platform` is the row that stands for a row as a stop: itself, or for a boarding area the platform that it is part
    of. `station` is the row of its station, -1 without one. `x_km`, `y_km` are NaN where it is not known.
    """

    ids: pa.StringArray
    names: NDArray[np.str_]
    kind: Index
    platform: Index
    station: Index
    x_km: Kilometres
    y_km: Kilometres
    notes: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.ids)


def read_places(archive: Archive, plane: Plane) -> Places:
    """Return the stops, stations and the rest of `stops.txt`.

    Raises:
        InputError: an id comes twice, a coordinate is no number, latitude and longitude are swapped, or nearly all lie
            outside the plane.
    """
    table = read_table(
        archive,
        "stops",
        ("stop_id", "stop_lat", "stop_lon"),
        ("stop_name", "location_type", "parent_station"),
    )
    required(table, "stop_id")
    unique(table, "stop_id")
    ids = table["stop_id"].texts
    kind = whole(table, "location_type", missing=PLATFORM)
    table.refuse(kind >= KINDS, "location_type", '"{}" is geen soort halte (0 tot en met 4); verbeter de regel.')
    parent = table["parent_station"].places_in(ids).astype(np.int32)
    orphans = ((parent < 0) & ~table["parent_station"].empty).sum()
    north, east = _coordinates(table, parent)
    outside = _outside(archive, plane, kind, north, east)
    unplaced = (np.isnan(north) & (kind == PLATFORM)).sum()
    x_km, y_km = plane.project(north, east)
    return Places(
        ids=ids,
        names=_names(table, parent),
        kind=kind,
        platform=np.where((kind == BOARDING_AREA) & (parent >= 0), parent, np.arange(len(ids))).astype(np.int32),
        station=_stations(kind, parent),
        x_km=x_km,
        y_km=y_km,
        notes=counted(
            {
                f"haltes buiten {plane.name}, waar niemand kan in- of uitstappen": outside,
                "haltes zonder coördinaten, waar niemand kan in- of uitstappen": unplaced,
                "haltes met een station dat er niet is; zij staan los": orphans,
            }
        ),
    )


def _coordinates(table: Table, parent: Index) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return latitude and longitude, from the station where a row has none; NaN where neither has."""
    north, east = decimals(table, "stop_lat"), decimals(table, "stop_lon")
    for _ in range(2):  # a boarding area has a platform, a platform has a station
        without = (np.isnan(north) | np.isnan(east)) & (parent >= 0)
        north[without], east[without] = north[parent[without]], east[parent[without]]
    unknown = np.isnan(north) | np.isnan(east)
    north[unknown], east[unknown] = np.nan, np.nan
    return north, east


def _outside(archive: Archive, plane: Plane, kind: Index, north: NDArray[np.float64], east: NDArray[np.float64]) -> int:
    """Return how many stops lie outside the plane; InputError when it is nearly all of them."""
    known = (kind == PLATFORM) & ~np.isnan(north)
    total, inside = int(known.sum()), plane.box.holds(north, east)
    outside = int((known & ~inside).sum())
    if not total:
        raise InputError(
            f"stops.txt in {archive.path.name}: geen enkele halte heeft coördinaten; kies een andere feed."
        )
    swapped = int((known & plane.box.holds(east, north)).sum())
    if swapped > total / 2 and outside > total / 2:
        raise InputError(
            f"stops.txt in {archive.path.name}: stop_lat en stop_lon zijn verwisseld ({dotted(swapped)} van"
            f" {dotted(total)} haltes); wissel de namen van de kolommen."
        )
    if outside >= MOST_OUTSIDE * total:
        raise InputError(
            f"stops.txt in {archive.path.name}: {dotted(outside)} van {dotted(total)} haltes liggen buiten"
            f" {plane.name}; kies een feed van dit gebied."
        )
    return outside


def _stations(kind: Index, parent: Index) -> Index:
    """Return the station of each row: its parent, the parent of that, or the row itself when it is one; else -1."""
    station = parent.copy()
    for _ in range(2):
        deeper = (station >= 0) & (kind[station] != STATION) & (parent[station] >= 0)
        station[deeper] = parent[station[deeper]]
    is_station = kind == STATION
    station[is_station] = np.flatnonzero(is_station)
    return station


def _names(table: Table, parent: Index) -> NDArray[np.str_]:
    """Return the name of each row, from its station where it has none, else its id."""
    names = np.array([text[:LONGEST_NAME] for text in table["stop_name"].texts.to_pylist()])
    for _ in range(2):
        without = (names == "") & (parent >= 0)
        names[without] = names[parent[without]]
    ids = numpy_of(table["stop_id"].texts).astype(str)
    named: NDArray[np.str_] = np.where(names == "", ids, names)
    return named
