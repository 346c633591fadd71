"""In which direction a way may be gone along, by mode; "forward" is the direction in which it was drawn."""

from matcher.codes import Mode
from pipelines.travel.streets.access import CYCLING, OWN_KEYS, Right, Tags, stated

Directions = tuple[bool, bool]

BOTH = (True, True)
FORWARD = (True, False)
# A reversible lane follows the clock, which a network does not: it is left out.
SENSES = {
    **dict.fromkeys(("yes", "true", "1"), FORWARD),
    **dict.fromkeys(("-1", "reverse"), (False, True)),
    **dict.fromkeys(("no", "false", "0", "alternating"), BOTH),
    "reversible": (False, False),
}
# By the OpenStreetMap wiki, "Key:oneway", these are one-way without saying so.
IMPLIED_CLASS = "motorway"
IMPLIED_JUNCTIONS = frozenset({"roundabout", "circular"})
MODE_KEYS = {
    Mode.WALK: ("oneway:foot",),
    Mode.BIKE: ("oneway:bicycle", "oneway:vehicle", "oneway"),
    Mode.EBIKE: ("oneway:bicycle", "oneway:vehicle", "oneway"),
    Mode.CAR: ("oneway:motorcar", "oneway:motor_vehicle", "oneway:vehicle", "oneway"),
}
CYCLEWAYS = ("cycleway", "cycleway:left", "cycleway:right", "cycleway:both")
KEYS = frozenset(
    {
        "junction",
        *(key for keys in MODE_KEYS.values() for key in keys),
        *CYCLEWAYS,
        *(f"{key}:oneway" for key in CYCLEWAYS),
    }
)


def directions(mode: Mode, tags: Tags) -> Directions:
    """Return whether a mode may go forward and backward. Who walks goes both ways unless `oneway:foot` forbids it."""
    senses = (SENSES.get(tags.get(key, "")) for key in MODE_KEYS[mode])
    known = next((sense for sense in senses if sense is not None), None)
    if known is None:
        known = FORWARD if mode is not Mode.WALK and _is_implied(tags) else BOTH
    if mode in CYCLING and any(known) and "oneway:bicycle" not in tags and _has_contraflow(tags):
        return BOTH
    return _own(mode, tags, "forward", otherwise=known[0]), _own(mode, tags, "backward", otherwise=known[1])


def _is_implied(tags: Tags) -> bool:
    return tags.get("highway") == IMPLIED_CLASS or tags.get("junction") in IMPLIED_JUNCTIONS


def _has_contraflow(tags: Tags) -> bool:
    """Whether there is a lane or track for bicycles against the traffic."""
    return any(
        tags.get(key, "").startswith("opposite") or tags.get(f"{key}:oneway") in {"no", "-1"} for key in CYCLEWAYS
    )


def _own(mode: Mode, tags: Tags, direction: str, *, otherwise: bool) -> bool:
    """Whether a direction is open; `bicycle:backward=yes` opens a one-way street."""
    own = tuple(f"{key}:{direction}" for key in OWN_KEYS[mode])
    said = stated(own, tags)
    return otherwise if said is None else said is not Right.CLOSED
