"""Which trips run around a service day, each with the seconds to add to its times.

The trips of the day before that are still under way after midnight belong to it, and those of the next morning, so that
early and late windows find them.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from pipelines.travel.gtfs.calendar import Services
from pipelines.travel.gtfs.frequencies import Frequencies
from pipelines.travel.gtfs.stop_times import Calls
from pipelines.travel.gtfs.trips import TripList
from pipelines.travel.timetable import Index, Seconds

DAY_SECONDS = 24 * 60 * 60
AROUND = (-1, 0, 1)
# Until six the next morning: the longest trip that is looked for late in the evening ends before that.
UNTIL = 30 * 60 * 60


@dataclass(frozen=True, slots=True, eq=False)
class Runs:
    """Trips as they run, one element each: `day` is -1, 0 or 1, and a run of a frequency is `repeated`.

    `departure` is from the first stop and `arrival` at the last, in seconds after midnight of the service day.
    """

    trip: Index
    shift: Seconds
    day: NDArray[np.int8]
    repeated: NDArray[np.bool_]
    departure: Seconds
    arrival: Seconds

    def __len__(self) -> int:
        return len(self.trip)

    def taken(self, rows: NDArray[np.int64]) -> "Runs":
        """Return some of the runs, or all in another order."""
        return Runs(
            self.trip[rows],
            self.shift[rows],
            self.day[rows],
            self.repeated[rows],
            self.departure[rows],
            self.arrival[rows],
        )


def trips_around(day: date, services: Services, trips: TripList) -> NDArray[np.bool_]:
    """Return which trips run on the day, the day before or the day after."""
    running = np.zeros(len(services.ids), bool)
    for offset in AROUND:
        running |= services.running(day + timedelta(offset))
    wanted: NDArray[np.bool_] = running[trips.service]
    return wanted


def runs_around(day: date, services: Services, trips: TripList, calls: Calls, frequencies: Frequencies) -> Runs:
    """Return the runs of the day and, of the days around it, those that touch it: past midnight, or before six."""
    first, last = np.zeros(len(trips), np.int32), np.zeros(len(trips), np.int32)
    called = calls.start[1:] > calls.start[:-1]
    first[called] = calls.departure[calls.start[:-1][called]]
    last[called] = calls.arrival[calls.start[1:][called] - 1]
    pattern = np.zeros(len(trips), bool)
    pattern[frequencies.trip] = True
    parts = []
    for offset in AROUND:
        active = called & services.running(day + timedelta(offset))[trips.service]
        plain = np.flatnonzero(active & ~pattern).astype(np.int32)
        repeated, leaves = frequencies.departures(active)
        trip = np.concatenate([plain, repeated])
        own = np.concatenate([np.zeros(len(plain), np.int32), leaves - first[repeated]])
        shift = (own + offset * DAY_SECONDS).astype(np.int32)
        departure, arrival = first[trip] + shift, last[trip] + shift
        touches = {-1: arrival > 0, 0: np.ones(len(trip), bool), 1: departure < UNTIL}[offset]
        runs = Runs(
            trip, shift, np.full(len(trip), offset, np.int8), np.arange(len(trip)) >= len(plain), departure, arrival
        )
        parts.append(runs.taken(np.flatnonzero(touches)))
    return Runs(*(np.concatenate([getattr(part, name) for part in parts]) for name in Runs.__slots__))
