"""GTFS feeds become the public transport of one service day: all of them together, without ways on foot of our own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from matcher.errors import InputError
from pipelines.plane import NETHERLANDS, Plane
from pipelines.travel.footpaths import Stated
from pipelines.travel.gtfs.feeds import FeedDay, read_feed_day, read_outline
from pipelines.travel.gtfs.service_day import checked_day, first_good_day
from pipelines.travel.timetable import Connections, Links, Source, Stops, Timetable, Trips

# Out of one vehicle and into the next at the same stop: no timetable promises a change within the minute, and feeds
# that know better say so in their transfers.
CHANGE_SECONDS = 60

Part = TypeVar("Part")


@dataclass(frozen=True, slots=True, eq=False)
class FeedTimetable:
    """The service day of some feeds, and the ways on foot that they state; ids begin with the name of their feed.

    `connections.trip` is the first trip that a vehicle makes.
    """

    day: date
    stops: Stops
    connections: Connections
    trips: Trips
    stated: Stated
    sources: tuple[Source, ...]

    def timetable(self, footpaths: Callable[[Stops, Stated], Links]) -> Timetable:
        """Return the timetable with the ways on foot that a function makes of the stops and what is stated."""
        links = footpaths(self.stops, self.stated)
        return Timetable(self.day, self.stops, self.connections, self.trips, links, self.sources)


def read_timetable(
    paths: Sequence[Path],
    day: date | None = None,
    *,
    today: date,
    plane: Plane = NETHERLANDS,
    change_seconds: int = CHANGE_SECONDS,
) -> FeedTimetable:
    """Return what runs on a day; without one, on the first ordinary working day from today that all feeds cover.

    Raises:
        InputError: a feed is damaged or contradicts itself, lies elsewhere, has expired, or does not run on the day.
    """
    _check_different(paths)
    outlines = [read_outline(path) for path in paths]
    coverage = [outline.coverage for outline in outlines]
    chosen = first_good_day(coverage, today=today) if day is None else checked_day(coverage, day, today=today)
    feeds = [
        read_feed_day(outline, chosen, name, plane=plane, today=today, change_seconds=change_seconds)
        for outline, name in zip(outlines, _names(paths), strict=True)
    ]
    return _together(chosen, feeds)


def _check_different(paths: Sequence[Path]) -> None:
    if not paths:
        raise InputError("er is geen GTFS-feed genoemd; noem het pad van een zip.")
    seen = set()
    for path in paths:
        if path.resolve() in seen:
            raise InputError(f"{path} is twee keer genoemd; noem elke feed een keer.")
        seen.add(path.resolve())


def _names(paths: Sequence[Path]) -> list[str]:
    """Return a name for each feed: that of its file, numbered where files share one."""
    stems = [path.stem for path in paths]
    return [
        stem if stems.count(stem) == 1 else f"{stem}-{stems[: at + 1].count(stem)}" for at, stem in enumerate(stems)
    ]


def _together(day: date, feeds: Sequence[FeedDay]) -> FeedTimetable:
    stop_starts = np.cumsum([0, *(len(feed.stops) for feed in feeds[:-1])])
    trip_starts = np.cumsum([0, *(len(feed.trips.id) for feed in feeds[:-1])])
    stops = _joined([feed.stops for feed in feeds], station=stop_starts)
    connections = _joined(
        [feed.connections for feed in feeds],
        from_stop=stop_starts,
        to_stop=stop_starts,
        trip=trip_starts,
        shown=trip_starts,
    )
    # Stable: connections of one trip that leave and arrive in the same minute keep their order.
    order = np.lexsort((connections.trip, connections.arrival, connections.departure))
    return FeedTimetable(
        day=day,
        stops=stops,
        connections=Connections(*(getattr(connections, name)[order] for name in Connections.__slots__)),
        trips=_joined([feed.trips for feed in feeds]),
        stated=_joined(
            [feed.stated for feed in feeds], from_stop=stop_starts, to_stop=stop_starts, forbidden=stop_starts
        ),
        sources=tuple(feed.source for feed in feeds),
    )


def _joined(parts: Sequence[Part], **starts: Any) -> Part:
    """Return the columns of the parts one below the other; indices count on from the starts given for them."""
    kind: Any = type(parts[0])
    return kind(  # type: ignore[no-any-return]
        *(_concatenated([getattr(part, name) for part in parts], starts.get(name)) for name in kind.__slots__)
    )


def _concatenated(columns: Sequence[Any], starts: Any = None) -> Any:
    if starts is not None:
        columns = [(column + start).astype(column.dtype) for column, start in zip(columns, starts, strict=True)]
    return np.concatenate(columns)
