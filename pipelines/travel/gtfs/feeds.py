"""One feed on one service day: what is read first to choose the day, and then all that runs on it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from matcher.errors import InputError
from pipelines.durable import sha256_of
from pipelines.plane import Plane
from pipelines.travel.footpaths import Stated
from pipelines.travel.gtfs.archive import Archive, open_archive
from pipelines.travel.gtfs.calendar import Services, read_services
from pipelines.travel.gtfs.changing import apply_changes, stops_of
from pipelines.travel.gtfs.frequencies import read_frequencies
from pipelines.travel.gtfs.routes import LONGEST_NAME, Routes, read_routes
from pipelines.travel.gtfs.runs import Runs, runs_around, trips_around
from pipelines.travel.gtfs.service_day import Coverage
from pipelines.travel.gtfs.stop_times import Calls, read_calls
from pipelines.travel.gtfs.stops import Places, read_places
from pipelines.travel.gtfs.tables import read_table
from pipelines.travel.gtfs.transfers import read_rules
from pipelines.travel.gtfs.trips import TripList, read_trips
from pipelines.travel.gtfs.vehicles import joined
from pipelines.travel.gtfs.words import counted, in_words
from pipelines.travel.timetable import Connections, Index, Source, Stops, Trips

# Faster than any train in Europe (320 km/h). A minute is added to every ride: most times are whole minutes.
FASTEST_KMH = 400
ROUNDING_SECONDS = 60
MOST_ON_A_POINT = 200  # the largest Dutch bus stations have some tens of stops, and they do not lie on one metre


@dataclass(frozen=True, slots=True, eq=False)
class Outline:
    """What has to be known of a feed to choose a day."""

    archive: Archive
    services: Services
    routes: Routes
    trips: TripList
    coverage: Coverage


@dataclass(frozen=True, slots=True, eq=False)
class FeedDay:
    """What runs on the day; connections are not in order of time yet."""

    stops: Stops
    connections: Connections
    trips: Trips
    stated: Stated
    source: Source


def read_outline(path: Path) -> Outline:
    """Return the calendar, lines and trips of a feed; InputError when something is wrong with them."""
    archive = open_archive(path)
    services, routes = read_services(archive), read_routes(archive)
    trips = read_trips(archive, services, routes)
    counts = services.count(trips.per_service(services))
    if not counts.trips.any():
        raise InputError(f"volgens {path.name} rijdt er op geen enkele dag iets; kies een volledige GTFS-feed.")
    return Outline(archive, services, routes, trips, Coverage(path.name, counts))


def read_feed_day(outline: Outline, day: date, name: str, *, plane: Plane, today: date, change_seconds: int) -> FeedDay:
    """Return what runs on and around a day; `name` goes before every id.

    Raises:
        InputError: stops, stop times, frequencies or transfers hold something that cannot be.
    """
    archive, trips = outline.archive, outline.trips
    places = read_places(archive, plane)
    frequencies, rules = read_frequencies(archive, trips), read_rules(archive, places, trips)
    calls = read_calls(archive, trips, trips_around(day, outline.services, trips), places)
    runs = runs_around(day, outline.services, trips, calls, frequencies)
    if not len(runs):
        raise InputError(f"volgens {archive.path.name} rijdt er niets op {in_words(day)}; kies een andere dag.")
    first_of_vehicle, not_joined = joined(runs, trips.block[runs.trip], *_ends(runs, calls, places), rules)
    order = np.lexsort((runs.arrival, runs.departure, first_of_vehicle))
    runs, vehicle = runs.taken(order), np.argsort(order)[first_of_vehicle[order]].astype(np.int32)
    stops, stop_of = stops_of(places, np.unique(calls.stop), change_seconds)
    connections = _connections(runs, vehicle, calls, stop_of)
    stops, misplaced = _without_misplaced(stops, connections)
    stops, stated = apply_changes(rules.changes, places, stops, stop_of)
    notes = (
        *places.notes,
        *calls.notes,
        *rules.notes,
        *_expired(outline.coverage.last, today),
        *counted(
            {
                "ritten waarin men uit een eerdere rit kan blijven zitten": len(runs) - len(np.unique(vehicle)),
                "ritten die splitsen of samenkomen; daar is overstappen gerekend": not_joined,
            }
        ),
        *misplaced,
    )
    return FeedDay(
        Stops(_prefixed(name, stops.id), *(getattr(stops, column) for column in Stops.__slots__[1:])),
        connections,
        _trips(outline, runs, calls, places, day=day, name=name),
        stated,
        Source(
            file=archive.path.name,
            sha256=sha256_of(archive.path),
            version=_version(archive),
            first=outline.coverage.first,
            last=outline.coverage.last,
            notes=notes,
        ),
    )


def _ends(runs: Runs, calls: Calls, places: Places) -> tuple[Index, Index]:
    """Return where each run begins and ends, with one number for all stops of a station."""
    group = np.where(places.station >= 0, places.station, np.arange(len(places))).astype(np.int32)
    first, last = calls.start[runs.trip], calls.start[runs.trip + 1] - 1
    return group[calls.stop[first]], group[calls.stop[last]]


def _connections(runs: Runs, vehicle: Index, calls: Calls, stop_of: Index) -> Connections:
    """Return the connections of the runs one after another."""
    begin, count = calls.start[runs.trip], calls.start[runs.trip + 1] - calls.start[runs.trip] - 1
    run = np.repeat(np.arange(len(runs), dtype=np.int32), count)
    at = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count - begin, count)
    return Connections(
        departure=calls.departure[at] + runs.shift[run],
        arrival=calls.arrival[at + 1] + runs.shift[run],
        from_stop=stop_of[calls.stop[at]],
        to_stop=stop_of[calls.stop[at + 1]],
        trip=vehicle[run],
        boards=calls.boards[at],
        alights=calls.alights[at + 1],
        shown=run,
    )


def _trips(outline: Outline, runs: Runs, calls: Calls, places: Places, *, day: date, name: str) -> Trips:
    """Return what to show of each run; without a headsign it goes to its last stop."""
    trips = outline.trips
    texts = trips.headsigns.taken(runs.trip).texts
    headsigns = np.array([text[:LONGEST_NAME] for text in texts.to_pylist()])  # one long text widens the whole column
    last = calls.stop[calls.start[runs.trip + 1] - 1]
    return Trips(
        id=_prefixed(name, np.array(list(_ids(outline, runs, day)))),
        line=np.array(outline.routes.lines)[trips.route[runs.trip]],
        headsign=np.where(headsigns == "", places.names[last], headsigns),
    )


def _ids(outline: Outline, runs: Runs, day: date) -> Iterator[str]:
    """Give the id of each run: that of its trip, with the day when it is another and the time when there are more."""
    ids = outline.trips.ids.take(runs.trip).to_pylist()
    for trip, offset, repeated, leaves in zip(
        ids, runs.day.tolist(), runs.repeated.tolist(), runs.departure.tolist(), strict=True
    ):
        id_ = f"{trip}@{date.fromordinal(day.toordinal() + offset)}" if offset else trip
        seconds = leaves - offset * 86_400
        yield f"{id_}@{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}" if repeated else id_


def _prefixed(name: str, ids: NDArray[np.str_]) -> NDArray[np.str_]:
    prefixed: NDArray[np.str_] = np.char.add(f"{name}:", ids)
    return prefixed


def _version(archive: Archive) -> str:
    """Return the version as the publisher gives it; "" when it does not."""
    if not archive.has("feed_info"):
        return ""
    table = read_table(archive, "feed_info", (), ("feed_version",), may_be_empty=True)
    return table["feed_version"].text(0) if len(table) else ""


def _expired(last: date, today: date) -> Iterator[str]:
    if last < today:
        yield f"de feed is verlopen: de laatste dag is {in_words(last)}"


def _without_misplaced(stops: Stops, connections: Connections) -> tuple[Stops, tuple[str, ...]]:
    """Return the stops, those that lie where they cannot lie without a place, and remarks on them.

    A stop is misplaced when no vehicle could keep its times to or from any of its neighbours, at least two (of a last
    stop nobody knows which of the two is wrong), or when it shares one point with hundreds.
    """
    one, other = connections.from_stop, connections.to_stop
    pairs = np.unique(np.sort(np.column_stack([one, other]), axis=1), axis=0)
    fast = _too_fast(stops, connections)
    quick = np.unique(np.sort(np.column_stack([one[fast], other[fast]]), axis=1), axis=0)
    neighbours, unreachable = (np.bincount(which.ravel(), minlength=len(stops)) for which in (pairs, quick))
    never = (neighbours > 1) & (unreachable == neighbours)
    point = np.column_stack([stops.x_km, stops.y_km]).round(3)
    _, group, size = np.unique(point, axis=0, return_inverse=True, return_counts=True)
    crowded = (size[group.ravel()] > MOST_ON_A_POINT) & ~np.isnan(stops.x_km)
    gone = never | crowded
    placed = replace(stops, x_km=np.where(gone, np.nan, stops.x_km), y_km=np.where(gone, np.nan, stops.y_km))
    left = np.flatnonzero(_too_fast(placed, connections))
    counts = {
        f"haltes waar geen rit op tijd kan zijn ({FASTEST_KMH} km/u); zij hebben geen plek": never.sum(),
        f"haltes op een punt met meer dan {MOST_ON_A_POINT} andere; zij hebben geen plek": crowded.sum(),
        f"paren van haltes waartussen een rit sneller gaat dan {FASTEST_KMH} km/u": len(
            np.unique(one[left].astype(np.int64) << 32 | other[left])
        ),
    }
    return placed, counted(counts)


def _too_fast(stops: Stops, connections: Connections) -> NDArray[np.bool_]:
    """Return which connections go faster than any vehicle; False where an end has no place."""
    one, other = connections.from_stop, connections.to_stop
    km = np.hypot(stops.x_km[other] - stops.x_km[one], stops.y_km[other] - stops.y_km[one])
    hours = (connections.arrival - connections.departure + ROUNDING_SECONDS) / 3600
    fast: NDArray[np.bool_] = km > FASTEST_KMH * hours
    return fast
