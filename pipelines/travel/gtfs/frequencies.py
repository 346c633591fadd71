"""Trips that run every so many minutes: the trip of the tables is then a pattern that does not run itself."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipelines.travel.gtfs.archive import Archive
from pipelines.travel.gtfs.tables import read_table
from pipelines.travel.gtfs.trips import TripList
from pipelines.travel.gtfs.values import NO_TIME, required, times, whole
from pipelines.travel.timetable import Index, Seconds


@dataclass(frozen=True, slots=True, eq=False)
class Frequencies:
    """From `start` until `end`, without `end` itself, trip `trip` leaves its first stop every `headway` seconds."""

    trip: Index
    start: Seconds
    end: Seconds
    headway: Seconds

    @classmethod
    def none(cls) -> "Frequencies":
        """Return those of a feed in which every trip stands by itself."""
        nothing = np.zeros(0, np.int32)
        return cls(nothing, nothing, nothing, nothing)

    def departures(self, wanted: NDArray[np.bool_]) -> tuple[Index, Seconds]:
        """Return the trip and the time of every departure of the wanted trips."""
        rows = np.flatnonzero(wanted[self.trip])
        counts = -(-(self.end[rows] - self.start[rows]) // self.headway[rows])
        turn = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
        leaves = np.repeat(self.start[rows], counts) + turn * np.repeat(self.headway[rows], counts)
        return np.repeat(self.trip[rows], counts), leaves.astype(np.int32)


def read_frequencies(archive: Archive, trips: TripList) -> Frequencies:
    """Return the frequencies of a feed, exact or not: what rides every ten minutes is taken to do so from the start.

    Raises:
        InputError: a trip does not exist, a time cannot be, the end comes before the start, or a headway is below 1.
    """
    if not archive.has("frequencies"):
        return Frequencies.none()
    table = read_table(archive, "frequencies", ("trip_id", "start_time", "end_time", "headway_secs"), may_be_empty=True)
    if not len(table):
        return Frequencies.none()
    required(table, "trip_id", "start_time", "end_time")
    trip = table["trip_id"].places_in(trips.ids)
    table.refuse(trip < 0, "trip_id", '"{}" staat niet in trips.txt; download de feed opnieuw.')
    start, end = times(table, "start_time"), times(table, "end_time")
    table.refuse((end < start) & (end != NO_TIME), "end_time", "{} ligt voor start_time; verbeter de regel.")
    headway = whole(table, "headway_secs", least=1)
    return Frequencies(trip.astype(np.int32), start, end, headway)
