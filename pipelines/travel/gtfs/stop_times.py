"""Where and when each trip calls, of the trips that are wanted, in order of trip and sequence.

The table is by far the largest of a feed (16 million lines for the country): it is read in blocks of which only the
wanted rows stay. Times and stops are checked in every row, the order within a trip only in wanted trips.
"""

from collections import Counter
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matcher.errors import InputError
from pipelines.travel.gtfs.archive import AGAIN, Archive
from pipelines.travel.gtfs.interpolation import filled_in
from pipelines.travel.gtfs.stops import Places
from pipelines.travel.gtfs.tables import Table, read_blocks
from pipelines.travel.gtfs.trips import TripList
from pipelines.travel.gtfs.values import NO_TIME, decimals, times, whole
from pipelines.travel.gtfs.words import counted
from pipelines.travel.timetable import Index, Seconds

NEEDED = ("trip_id", "arrival_time", "departure_time", "stop_id", "stop_sequence")
# A trip on demand calls in an area instead of at a stop; those columns name it.
AREAS = ("location_group_id", "location_id")
OPTIONAL = ("pickup_type", "drop_off_type", "shape_dist_traveled", *AREAS)
NOT_POSSIBLE, BY_PHONE, BY_DRIVER = 1, 2, 3


@dataclass(frozen=True, slots=True, eq=False)
class Calls:
    """Calls of trips at stops, one element each, in order of trip and sequence; every trip has at least two.

    `trip` is an index in the list of trips and `stop` in the places. Trip t has the calls `start[t]` to
    `start[t + 1]`, none when it was not wanted or left out. Times are seconds after midnight of the trip's own day.
    """

    trip: Index
    stop: Index
    arrival: Seconds
    departure: Seconds
    boards: NDArray[np.bool_]
    alights: NDArray[np.bool_]
    start: NDArray[np.int64]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Rows:
    """Wanted rows as they stand in the file; `row` is their number."""

    row: NDArray[np.int64]
    trip: Index
    sequence: Index
    stop: Index
    arrival: Seconds
    departure: Seconds
    pickup: NDArray[np.int8]
    drop_off: NDArray[np.int8]
    distance: NDArray[np.float64]

    def taken(self, rows: Any) -> "_Rows":
        return _Rows(*(getattr(self, column.name)[rows] for column in fields(self)))


def read_calls(archive: Archive, trips: TripList, wanted: NDArray[np.bool_], places: Places) -> Calls:
    """Return the calls of the wanted trips.

    Raises:
        InputError: a time cannot be, is missing at the first or last stop of a trip, or runs backwards; a stop does not
            exist; or a sequence comes twice in a trip.
    """
    left_out: Counter[str] = Counter()
    blocks, last = [], None
    for block in read_blocks(archive, "stop_times", NEEDED, OPTIONAL):
        blocks.append(_wanted_rows(block, trips, wanted, places, left_out))
        last = block
    if last is None or not last.first + len(last):
        raise InputError(f"stop_times.txt in {archive.path.name} heeft geen enkele regel; {AGAIN}.")
    rows = _Rows(*(np.concatenate([getattr(block, column.name) for block in blocks]) for column in fields(_Rows)))
    del blocks
    rows = _in_order(rows, last)
    counts = np.bincount(rows.trip, minlength=len(trips))
    left_out["ritten met minder dan twee haltes; zij tellen niet mee"] = int((wanted & (counts < 2)).sum())  # noqa: PLR2004
    rows = rows.taken(counts[rows.trip] > 1)
    arrival, departure = _whole_times(rows, last, places)
    phone = np.isin(rows.pickup, (BY_PHONE, BY_DRIVER)) | np.isin(rows.drop_off, (BY_PHONE, BY_DRIVER))
    left_out["ritten met een halte alleen na een telefoontje of op verzoek; zij tellen mee"] = len(
        np.unique(rows.trip[phone])
    )
    # At a stop that nobody knows the place of, nobody can get to or from the vehicle.
    known = ~np.isnan(places.x_km[rows.stop])
    return Calls(
        trip=rows.trip,
        stop=rows.stop,
        arrival=arrival,
        departure=departure,
        boards=known & (rows.pickup != NOT_POSSIBLE),
        alights=known & (rows.drop_off != NOT_POSSIBLE),
        start=np.searchsorted(rows.trip, np.arange(len(trips) + 1)).astype(np.int64),
        notes=counted(left_out),
    )


def _wanted_rows(
    block: Table, trips: TripList, wanted: NDArray[np.bool_], places: Places, left_out: Counter[str]
) -> _Rows:
    trip, stop = block["trip_id"].places_in(trips.ids), block["stop_id"].places_in(places.ids)
    area = block["stop_id"].empty & ~(block[AREAS[0]].empty & block[AREAS[1]].empty)
    block.refuse((stop < 0) & ~area, "stop_id", '"{}" staat niet in stops.txt; download de feed opnieuw.')
    left_out["regels van stop_times met een rit die er niet is; zij tellen niet mee"] += int((trip < 0).sum())
    left_out["regels van stop_times met een gebied in plaats van een halte; zij tellen niet mee"] += int(area.sum())
    sequence = whole(block, "stop_sequence")
    arrival, departure = times(block, "arrival_time"), times(block, "departure_time")
    arrival = np.where(arrival == NO_TIME, departure, arrival)
    departure = np.where(departure == NO_TIME, arrival, departure)
    block.refuse(departure < arrival, "departure_time", "{} ligt voor de aankomst; verbeter de regel.")
    kept = (trip >= 0) & ~area
    kept &= wanted[trip]
    return _Rows(
        row=block.first + np.flatnonzero(kept),
        trip=trip[kept].astype(np.int32),
        sequence=sequence[kept],
        stop=places.platform[stop[kept]],
        arrival=arrival[kept],
        departure=departure[kept],
        pickup=_how(block, "pickup_type")[kept],
        drop_off=_how(block, "drop_off_type")[kept],
        distance=decimals(block, "shape_dist_traveled")[kept],
    )


def _how(block: Table, column: str) -> NDArray[np.int8]:
    how = whole(block, column, missing=0)
    block.refuse(how > BY_DRIVER, column, '"{}" is geen 0 tot en met 3; verbeter de regel.')
    return how.astype(np.int8)


def _in_order(rows: _Rows, table: Table) -> _Rows:
    """Return the rows in order of trip and sequence; InputError when a sequence comes twice in a trip."""
    key = rows.trip.astype(np.int64) << 32 | rows.sequence
    steps = np.diff(key)
    if (steps < 0).any():
        order = np.argsort(key, kind="stable")
        rows, steps = rows.taken(order), np.diff(key[order])
    for at in np.flatnonzero(steps == 0)[:1]:
        raise _error(table, rows, int(at) + 1, "deze stop_sequence komt in deze rit al voor; verbeter de regel.")
    return rows


def _whole_times(rows: _Rows, table: Table, places: Places) -> tuple[Seconds, Seconds]:
    """Return arrival and departure of every call, filled in between those that are given."""
    begins = np.ones(len(rows.trip), bool)
    begins[1:] = rows.trip[1:] != rows.trip[:-1]
    ends = np.roll(begins, -1)
    known = rows.departure != NO_TIME
    for at in np.flatnonzero((begins | ends) & ~known)[:1]:
        raise _error(table, rows, int(at), "de eerste en laatste halte van een rit moeten een tijd hebben; vul hem in.")
    timed = np.flatnonzero(known)
    backwards = (rows.arrival[timed][1:] < rows.departure[timed][:-1]) & ~begins[timed][1:]
    for at in timed[1:][backwards][:1]:
        raise _error(
            table, rows, int(at), "de rit komt hier aan voor het vertrek van de vorige halte; verbeter de tijd."
        )
    if known.all():
        return rows.arrival, rows.departure
    x_km, y_km = places.x_km[rows.stop], places.y_km[rows.stop]
    straight = np.hypot(np.diff(x_km, prepend=np.nan), np.diff(y_km, prepend=np.nan))
    return filled_in(rows.arrival, rows.departure, (np.diff(rows.distance, prepend=np.nan), straight))


def _error(table: Table, rows: _Rows, at: int, problem: str) -> InputError:
    whole_table = Table(table.archive, table.name, {}, table.stated, table.ragged_from)
    return whole_table.error(int(rows.row[at]), problem)
