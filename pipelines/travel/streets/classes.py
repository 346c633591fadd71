"""Which classes of ways are open to a mode when no access tag says anything, in the Netherlands.

After the rules of the road (RVV 1990) and the OpenStreetMap wiki, "OSM tags for routing/Access restrictions", row
Netherlands: a motorway (snelweg) and a trunk (autoweg) are for cars; who walks may use the cycle path where there is no
footpath (RVV art. 4); a bridleway (ruiterpad) is for riders. Ways under construction, planned or gone are in no list.
"""

from matcher.codes import Mode
from pipelines.travel.streets.access import CYCLING, Tags

FAST = frozenset({"motorway", "motorway_link", "trunk", "trunk_link"})
ROADS = frozenset(
    {
        "primary",
        "primary_link",
        "secondary",
        "secondary_link",
        "tertiary",
        "tertiary_link",
        "unclassified",
        "residential",
        "living_street",
        "service",
        "road",
    }
)
QUIET = frozenset({"cycleway", "path", "track"})
ON_FOOT = frozenset({"footway", "pedestrian", "steps", "corridor", "platform", "elevator"})
# Closed to all unless a key of the mode itself opens them, such as `bicycle=yes` on a bus lane.
BY_INVITATION = frozenset({"bridleway", "busway", "bus_guideway"})
USED = FAST | ROADS | QUIET | ON_FOOT | BY_INVITATION
USUAL = {
    Mode.WALK: ROADS | QUIET | ON_FOOT,
    Mode.BIKE: ROADS | QUIET,
    Mode.EBIKE: ROADS | QUIET,
    Mode.CAR: FAST | ROADS,
}
FERRY = "ferry"
# What is no street for anyone, whatever its access tags say.
EMERGENCY_ONLY = "emergency_access"
# Nobody lives or works along these: a trip does not begin or end on them.
NO_ENTRANCE = FAST | {"busway", "bus_guideway", "corridor", "elevator"}
KEYS = frozenset({"highway", "route", "area", "service", "motorroad", "cyclestreet", "bicycle_road"})


def is_used(tags: Tags) -> bool:
    """Whether a way can be part of any network."""
    return tags.get("highway") in USED or is_ferry(tags)


def is_ferry(tags: Tags) -> bool:
    """Whether a way is the line of a ferry."""
    return tags.get("route") == FERRY and tags.get("highway") not in USED


def is_usual(mode: Mode, tags: Tags) -> bool:
    """Whether a way is open to a mode by its class.

    An area (a square) is walked and cycled along its edge. A ferry takes people and bicycles; that it takes cars it
    must say itself. A cycle street (fietsstraat) is open to bicycles whatever its class.
    """
    if is_ferry(tags):
        return mode is not Mode.CAR
    if mode is Mode.CAR:
        return tags["highway"] in USUAL[mode] and tags.get("area") != "yes" and tags.get("service") != EMERGENCY_ONLY
    if tags.get("motorroad") == "yes":
        return False
    is_cycle_street = mode in CYCLING and "yes" in {tags.get("cyclestreet"), tags.get("bicycle_road")}
    return is_cycle_street or tags["highway"] in USUAL[mode]


def has_entrances(tags: Tags) -> bool:
    """Whether a trip can begin or end along a way."""
    return not is_ferry(tags) and tags.get("highway") not in NO_ENTRANCE and tags.get("motorroad") != "yes"
