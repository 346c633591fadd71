"""The trips of a feed as its tables list them: on which days each runs, on which line, and with which vehicle."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from pipelines.travel.gtfs.archive import Archive
from pipelines.travel.gtfs.calendar import Services
from pipelines.travel.gtfs.routes import Routes
from pipelines.travel.gtfs.tables import Column, read_table
from pipelines.travel.gtfs.values import required, unique
from pipelines.travel.timetable import Index


@dataclass(frozen=True, slots=True, eq=False)
class TripList:
    """All rows of `trips.txt`: `service` and `route` are indices, `block` is one too, -1 without a block."""

    ids: pa.StringArray
    service: Index
    route: Index
    headsigns: Column
    block: Index

    def __len__(self) -> int:
        return len(self.ids)

    def per_service(self, services: Services) -> NDArray[np.int64]:
        """Return how many trips each service has."""
        return np.bincount(self.service, minlength=len(services.ids))


def read_trips(archive: Archive, services: Services, routes: Routes) -> TripList:
    """Return the trips of a feed.

    Raises:
        InputError: an id comes twice, or a trip is of a line or service that the feed does not have.
    """
    table = read_table(archive, "trips", ("trip_id", "route_id", "service_id"), ("trip_headsign", "block_id"))
    required(table, "trip_id")
    unique(table, "trip_id")
    service, route = table["service_id"].places_in(services.ids), table["route_id"].places_in(routes.ids)
    absent = '"{}" staat niet in %s; download de feed opnieuw of verwijder de rit.'
    table.refuse(route < 0, "route_id", absent % "routes.txt")
    calendars = [f"{name}.txt" for name in ("calendar", "calendar_dates") if archive.has(name)]
    table.refuse(service < 0, "service_id", absent % " en ".join(calendars))
    blocks = table["block_id"]
    distinct = blocks.values.unique()
    block = np.where(blocks.empty, -1, blocks.places_in(distinct))
    return TripList(
        table["trip_id"].texts,
        service.astype(np.int32),
        route.astype(np.int32),
        table["trip_headsign"],
        block.astype(np.int32),
    )
