"""One service day of public transport as arrays: what a scan reads, whatever the feed looked like.

Times are whole seconds after midnight of the service day, in int32. Trips of the day before that run past midnight have
negative times or times that began before 0; trips of the day after start from 86,400.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

Seconds = NDArray[np.int32]
Index = NDArray[np.int32]

# Later than any time in a timetable, with room to add a walk without running over.
NEVER = np.int32(2**30)


@dataclass(frozen=True, slots=True, eq=False)
class Stops:
    """Places to board and alight, one element each; stations are not among them, their platforms are.

    `x_km`, `y_km` are NaN for a stop outside the plane: no vehicle can be boarded or left there. `station` is the index
    of the first stop of the same station, the stop itself when it belongs to none. `change_seconds` is the least time
    between two vehicles at this stop.
    """

    id: NDArray[np.str_]
    name: NDArray[np.str_]
    x_km: NDArray[np.float64]
    y_km: NDArray[np.float64]
    station: Index
    change_seconds: Seconds

    def __len__(self) -> int:
        return len(self.id)


@dataclass(frozen=True, slots=True, eq=False)
class Connections:
    """A vehicle from one stop to the next, one element each, sorted by departure, arrival, trip and sequence.

    `boards` says whether people may get in at the departure stop, `alights` whether they may get out at the arrival
    stop. `trip` is an index in `Trips`; all connections of one vehicle in which people may stay seated share it.
    `shown` is the trip to show: another where the vehicle goes on as another line.
    """

    departure: Seconds
    arrival: Seconds
    from_stop: Index
    to_stop: Index
    trip: Index
    boards: NDArray[np.bool_]
    alights: NDArray[np.bool_]
    shown: Index

    def __len__(self) -> int:
        return len(self.departure)


@dataclass(frozen=True, slots=True, eq=False)
class Links:
    """Ways on foot in compressed rows: from stop s, `to[start[s]:start[s + 1]]` in `seconds`, never s itself."""

    start: NDArray[np.int64]
    to: Index
    seconds: Seconds

    def __len__(self) -> int:
        return len(self.to)


@dataclass(frozen=True, slots=True, eq=False)
class Trips:
    """What to say of a vehicle: the line ("Bus 37"), where it goes, and its id in the feed."""

    id: NDArray[np.str_]
    line: NDArray[np.str_]
    headsign: NDArray[np.str_]


@dataclass(frozen=True, slots=True)
class Source:
    """A feed that a timetable was made of: file name, SHA-256, version as its publisher gives it, and what it covers.

    `first` and `last` are the first and last day with any trip. `notes` are sentences, in Dutch, about what was left
    out or mended, each with its count.
    """

    file: str
    sha256: str
    version: str
    first: date
    last: date
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Timetable:
    """The public transport of one service day.

    `footpaths` are all ways on foot between stops, closed: a walk over two of them is in it too, up to the limit.
    """

    day: date
    stops: Stops
    connections: Connections
    trips: Trips
    footpaths: Links
    sources: tuple[Source, ...]
