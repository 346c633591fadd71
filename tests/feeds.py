"""Small GTFS feeds for tests: tables as a few readable lines, or runs as "A 8:00, B 8:05-8:06, C 8:10"."""

import zipfile
from datetime import date

from pipelines.travel.gtfs.reading import read_timetable

TODAY = date(2026, 11, 28)  # a Saturday
DAY = date(2026, 12, 1)  # the first Tuesday after it
# Invented stops at true distances: places in and around Delft.
PLACES = {
    "A": (52.0067, 4.3564),
    "B": (52.0116, 4.3571),
    "C": (52.0153, 4.3702),
    "D": (51.9990, 4.3790),
    "E": (51.9850, 4.3890),
    "F": (52.0300, 4.3400),
}
# From 2 November 2026, a Monday, to 28 February 2027, a Sunday.
CALENDAR = """
    service_id, monday, tuesday, wednesday, thursday, friday, saturday, sunday, start_date, end_date
    daily,      1,      1,       1,         1,        1,      1,        1,      20261102,   20270228
"""
ROUTES = """
    route_id, route_short_name, route_long_name, route_type
    37,       37,               Station - Wijk,  3
"""
RUNS = {"t1": "A 8:00, B 8:05, C 8:10"}


def feed(folder, *, name="feed.zip", inside="", runs=None, stops=PLACES, **tables):
    """A zip with a feed; what is not given is there with something ordinary.

    `runs` maps trip ids to their stops and times ("B 8:05-8:06" arrives and departs, "B" alone has no time). A table is
    text with a header, bytes to be taken as they are, or None to leave it out; `stops` may map ids to coordinates.
    """
    runs = RUNS if runs is None else runs
    made = {
        "agency": "agency_name, agency_url, agency_timezone\nVervoer, https://example.org, Europe/Amsterdam",
        "stops": _stops(stops),
        "routes": ROUTES,
        "trips": lines("trip_id, route_id, service_id", *(f"{trip}, 37, daily" for trip in runs)),
        "stop_times": stop_times(runs),
        "calendar": CALENDAR,
        **tables,
    }
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for table, content in made.items():
            if content is not None:
                archive.writestr(f"{inside}{table}.txt", content if isinstance(content, bytes) else plain(content))
    return path


def lines(*rows):
    """A table of its header and rows."""
    return "\n".join(rows)


def plain(table):
    """The lines of a table without the spaces that make it readable."""
    rows = [[value.strip() for value in line.split(",")] for line in table.strip().splitlines()]
    return "".join(",".join(row) + "\n" for row in rows)


def stop_times(runs):
    """The table stop_times of runs."""
    rows = []
    for trip, run in runs.items():
        for sequence, call in enumerate(run.split(","), start=1):
            stop, _, times = call.strip().partition(" ")
            arrives, _, leaves = times.partition("-")
            rows.append(f"{trip}, {_time(arrives)}, {_time(leaves or arrives)}, {stop}, {sequence}")
    return lines("trip_id, arrival_time, departure_time, stop_id, stop_sequence", *rows)


def _time(text):
    return text.strip() and f"{text.strip()}:00"


def _stops(stops):
    if not isinstance(stops, dict):
        return stops
    rows = (f"{stop}, Halte {stop}, {latitude}, {longitude}" for stop, (latitude, longitude) in stops.items())
    return lines("stop_id, stop_name, stop_lat, stop_lon", *rows)


def read(folder, day=DAY, **tables):
    """What is read of one feed made of these tables."""
    return opened(feed(folder, **tables), day)


def opened(path, day=DAY):
    """What is read of one feed."""
    return read_timetable([path], day, today=TODAY)


def rides(read):
    """The connections of a service day as (trip, from, to, departure, arrival), in their order."""
    connections, stops = read.connections, read.stops
    return [
        (own(read.trips.id[shown]), own(stops.id[one]), own(stops.id[other]), clock(leaves), clock(arrives))
        for shown, one, other, leaves, arrives in zip(
            connections.shown,
            connections.from_stop,
            connections.to_stop,
            connections.departure,
            connections.arrival,
            strict=True,
        )
    ]


def own(prefixed):
    """An id as it stands in its feed."""
    return str(prefixed).partition(":")[2]


def clock(seconds):
    """A time as people read it, with its seconds only where it has any: "8:05", "-1:30", "24:10:30"."""
    sign, seconds = "-" if seconds < 0 else "", abs(int(seconds))
    rest = f":{seconds % 60:02}" * (seconds % 60 > 0)
    return f"{sign}{seconds // 3600}:{seconds // 60 % 60:02}{rest}"


def links(read):
    """The stated ways on foot: seconds by (from, to)."""
    ids, stated = read.stops.id, read.stated
    return {
        (own(ids[one]), own(ids[other])): int(seconds)
        for one, other, seconds in zip(stated.from_stop, stated.to_stop, stated.seconds, strict=True)
    }
