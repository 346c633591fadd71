"""What people call a line: the kind of vehicle and its number or name ("Bus 37", "Trein Intercity")."""

from dataclasses import dataclass

import pyarrow as pa

from pipelines.travel.gtfs.archive import Archive
from pipelines.travel.gtfs.tables import read_table
from pipelines.travel.gtfs.values import required, unique, whole

# The basic kinds of GTFS, and the hundreds of the extended ones that came from the European TPEG standard.
BASIC = {
    0: "Tram",
    1: "Metro",
    2: "Trein",
    3: "Bus",
    4: "Veerboot",
    5: "Kabeltram",
    6: "Kabelbaan",
    7: "Kabelspoor",
    11: "Trolleybus",
    12: "Monorail",
}
EXTENDED = {
    1: "Trein",
    2: "Bus",
    3: "Trein",
    4: "Metro",
    5: "Metro",
    6: "Metro",
    7: "Bus",
    8: "Trolleybus",
    9: "Tram",
    10: "Veerboot",
    11: "Vlucht",
    12: "Veerboot",
    13: "Kabelbaan",
    14: "Kabelspoor",
    15: "Taxi",
    17: "Rit",
}
UNKNOWN = "Lijn"
LONGEST_NAME = 80  # characters; what is shown of a line


@dataclass(frozen=True, slots=True, eq=False)
class Routes:
    """The lines of a feed: their ids, and what to call them in the same order."""

    ids: pa.StringArray
    lines: tuple[str, ...]


def read_routes(archive: Archive) -> Routes:
    """Return the lines of a feed; InputError when an id comes twice or a kind is no number."""
    table = read_table(archive, "routes", ("route_id", "route_type"), ("route_short_name", "route_long_name"))
    required(table, "route_id")
    unique(table, "route_id")
    kinds = whole(table, "route_type", missing=-1)
    names = zip(
        kinds.tolist(),
        table["route_short_name"].texts.to_pylist(),
        table["route_long_name"].texts.to_pylist(),
        strict=True,
    )
    return Routes(table["route_id"].texts, tuple(line_name(kind, short, long) for kind, short, long in names))


def line_name(kind: int, short: str, long: str) -> str:
    """Return what to call a line, with the kind once: "Bus 37", also when its name is "Bus 37"."""
    vehicle = BASIC.get(kind) or EXTENDED.get(kind // 100, UNKNOWN)
    name = (short or long)[:LONGEST_NAME]
    if name.casefold().startswith(vehicle.casefold()):
        return name
    return f"{vehicle} {name}".strip()
