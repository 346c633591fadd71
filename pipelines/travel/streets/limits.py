"""Speed limits: what `maxspeed` says, what holds when it says nothing, and how much of it is driven."""

import re

import numpy as np

from pipelines.travel.streets.access import Tags

# RVV 1990: 50 km/h within the built-up area (art. 20); outside it 80, 100 on an autoweg, and on motorways 100 from 6:00
# to 19:00 since 16 March 2020 (art. 21); 15 in an erf (art. 45). Commutes are by day, so what is allowed at night does
# not count.
MOST_KMH = 100.0
KMH_PER_MILE_PER_HOUR = 1.609344  # the international mile of 1959
KMH_PER_KNOT = 1.852
IMPLICIT = {
    "urban": 50.0,
    "rural": 80.0,
    "trunk": 100.0,
    "motorway": 100.0,
    "living_street": 15.0,
    "bicycle_road": 30.0,
    "walk": 6.0,
    "none": MOST_KMH,
}
# Where a road has no limit at all in the data: the Dutch limit that fits its class best, an assumption for classes
# that occur both within and outside towns. Nearly all Dutch roads carry their limit.
BY_CLASS = {
    "motorway": 100.0,
    "motorway_link": 80.0,
    "trunk": 100.0,
    "trunk_link": 70.0,
    "primary": 80.0,
    "primary_link": 50.0,
    "secondary": 80.0,
    "secondary_link": 50.0,
    "tertiary": 60.0,
    "tertiary_link": 50.0,
    "unclassified": 50.0,
    "residential": 30.0,
    "living_street": 15.0,
    "service": 15.0,
}
OTHER_CLASS = 15.0
# What is driven on average where a limit holds, stops and bends included, straight in between. For towns it follows
# from CBS 2011, trips of 0 to 5 km by car take about 9 minutes: 4 to start and park leave 5 for about 3 km of road, so
# about 35 km/h where 50 is allowed. The others are assumptions: below that a stop costs less, above it there are fewer
# crossings, and the queues of the peak are not counted.
LIMITS = (0.0, 30.0, 50.0, 80.0, 100.0)
DRIVEN = (0.0, 24.0, 35.0, 64.0, 90.0)
KEYS = frozenset({"maxspeed", "maxspeed:forward", "maxspeed:backward", "maxspeed:type", "source:maxspeed"})

NUMBER = re.compile(r"(\d+(?:\.\d+)?)\s*(km/h|kmh|kph|mph|knots)?")
ZONE = re.compile(r"(?:[A-Z]{2}:)?zone:?(\d+)|[A-Z]{2}:(\d+)")
FACTORS = {"mph": KMH_PER_MILE_PER_HOUR, "knots": KMH_PER_KNOT}


def parse_kmh(written: str) -> float | None:
    """Return a limit in km/h of "50", "30 mph", "NL:urban", "NL:zone30", "walk" or "none"; None for anything else.

    Of several limits ("50;30") the lowest counts. A limit of 0 is a slip of the pen and says nothing.
    """
    known = [value for part in written.split(";") if (value := _parse_one(part.strip())) is not None]
    return min(known) if known else None


def limit_kmh(tags: Tags, direction: str) -> float:
    """Return the limit in km/h of a way in a direction, at most the daytime limit of motorways."""
    for key in (f"maxspeed:{direction}", "maxspeed", "maxspeed:type", "source:maxspeed"):
        said = parse_kmh(tags.get(key, ""))
        if said is not None:
            return min(said, MOST_KMH)
    return BY_CLASS.get(tags.get("highway", ""), OTHER_CLASS)


def driven_kmh(limit: float) -> float:
    """Return the speed that is driven on average where this is the limit, both in km/h."""
    return float(np.interp(limit, LIMITS, DRIVEN))


def _parse_one(written: str) -> float | None:
    if (number := NUMBER.fullmatch(written)) is not None:
        return float(number[1]) * FACTORS.get(number[2] or "", 1.0) or None
    if (zone := ZONE.fullmatch(written)) is not None:
        return float(zone[1] or zone[2]) or None
    return IMPLICIT.get(written.rpartition(":")[2])
