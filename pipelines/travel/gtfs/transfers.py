"""What a feed says of changing between stops and of staying seated, from `transfers.txt`."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipelines.travel.gtfs.archive import Archive
from pipelines.travel.gtfs.stops import Places
from pipelines.travel.gtfs.tables import read_table
from pipelines.travel.gtfs.trips import TripList
from pipelines.travel.gtfs.values import whole
from pipelines.travel.gtfs.words import counted
from pipelines.travel.timetable import Index, Seconds

RECOMMENDED, TIMED, MINIMUM, IMPOSSIBLE, STAY, LEAVE = range(6)
NO_SECONDS = -1
STOPS = ("from_stop_id", "to_stop_id")
TRIPS = ("from_trip_id", "to_trip_id")
ROUTES = ("from_route_id", "to_route_id")


@dataclass(frozen=True, slots=True, eq=False)
class Changes:
    """Rules for changing from one place to another, by row of `stops.txt`: a kind of 0 to 3, and seconds or -1."""

    from_place: Index
    to_place: Index
    kind: Index
    seconds: Seconds


@dataclass(frozen=True, slots=True, eq=False)
class Rules:
    """All that is applied of `transfers.txt`; `stay` and `leave` are pairs of trips [pairs, 2] of one vehicle."""

    changes: Changes
    stay: NDArray[np.int64]
    leave: NDArray[np.int64]
    notes: tuple[str, ...] = ()

    @classmethod
    def none(cls) -> "Rules":
        """Return what a feed without `transfers.txt` says."""
        nothing = np.zeros(0, np.int32)
        pairs = np.zeros((0, 2), np.int64)
        return cls(Changes(nothing, nothing, nothing, nothing), pairs, pairs)


def read_rules(archive: Archive, places: Places, trips: TripList) -> Rules:
    """Return the rules of a feed; what is not applied is counted in the notes.

    Raises:
        InputError: a kind or a number of seconds is no number.
    """
    if not archive.has("transfers"):
        return Rules.none()
    table = read_table(
        archive, "transfers", (), (*STOPS, *TRIPS, *ROUTES, "transfer_type", "min_transfer_time"), may_be_empty=True
    )
    if not len(table):
        return Rules.none()
    kind = whole(table, "transfer_type", missing=RECOMMENDED)
    seconds = whole(table, "min_transfer_time", missing=NO_SECONDS)
    stops = [table[column].places_in(places.ids) for column in STOPS]
    pairs = np.column_stack([table[column].places_in(trips.ids) for column in TRIPS])
    particular = ~np.logical_and.reduce([table[column].empty for column in (*TRIPS, *ROUTES)])
    changing, known = kind <= IMPOSSIBLE, (stops[0] >= 0) & (stops[1] >= 0)
    general = changing & ~particular
    rows = general & known
    seated, paired = (kind == STAY) | (kind == LEAVE), (pairs >= 0).all(axis=1)
    return Rules(
        Changes(stops[0][rows].astype(np.int32), stops[1][rows].astype(np.int32), kind[rows], seconds[rows]),
        stay=pairs[(kind == STAY) & paired],
        leave=pairs[(kind == LEAVE) & paired],
        notes=counted(
            {
                "regels over overstappen voor een lijn of rit, niet toegepast": (changing & particular).sum(),
                "regels over overstappen met een halte die er niet is, niet toegepast": (general & ~known).sum(),
                "regels over blijven zitten met een rit die er niet is, niet toegepast": (seated & ~paired).sum(),
                "regels over overstappen van een onbekende soort, niet toegepast": (kind > LEAVE).sum(),
                "regels over overstappen zonder tijd; daar geldt de looptijd": (
                    rows & (kind == MINIMUM) & (seconds < 0)
                ).sum(),
            }
        ),
    )
