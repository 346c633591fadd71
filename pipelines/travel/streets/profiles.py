"""How each mode goes along a way: the rules of access, direction and speed brought together.

Not modelled: turn restrictions and the time that turns and traffic lights take (they are in the average speed), slopes
and wind, and limits that hold at some hours only (`*:conditional`).
"""

from dataclasses import dataclass

from matcher.codes import Mode
from pipelines.travel.streets import access, classes, ferries, limits, oneway, surfaces
from pipelines.travel.streets.access import Right, Tags

# 4.8 km/h is the speed behind the estimate on foot (matcher/commute.py).
WALK_KMH = 4.8
# Fiets Telweek 2015, GPS: 15.1 to 15.8 km/h by province, over all surfaces.
BIKE_KMH = 15.5
# The speed behind the estimate by e-bike (matcher/commute.py), as much above the bicycle here as there.
EBIKE_KMH = 18.9
RIDING = {Mode.BIKE: BIKE_KMH, Mode.EBIKE: EBIKE_KMH}
# Assumptions: walking beside a bicycle, the same on stairs, and stairs without one.
PUSH_KMH = 4.0
PUSH_ON_STEPS_KMH = 1.5
STEPS_KMH = 3.0
# Who only may reach what lies along a way drives it as an erf (15 km/h), so that no through route gains by it.
DESTINATION_KMH = 15.0
# Stairs with a groove or slope for the wheels.
RAMPS = ("ramp:bicycle", "ramp")

KEYS = access.KEYS | oneway.KEYS | classes.KEYS | surfaces.KEYS | limits.KEYS | ferries.KEYS | frozenset({*RAMPS})


@dataclass(frozen=True, slots=True)
class Passage:
    """Speeds in km/h along and against the direction in which a way was drawn; 0 where a mode may not go."""

    forward_kmh: float
    backward_kmh: float

    def __bool__(self) -> bool:
        return self.forward_kmh > 0 or self.backward_kmh > 0


CLOSED = Passage(0.0, 0.0)


def passage(mode: Mode, tags: Tags) -> Passage:
    """Return how a mode may go along a way with these tags."""
    if not classes.is_used(tags):
        return CLOSED
    usually = classes.is_usual(mode, tags) or _has_ramp(mode, tags)
    may = dict(zip(("forward", "backward"), oneway.directions(mode, tags), strict=True))
    speeds = [
        _kmh(mode, tags, access.right(mode, tags, direction, usually=usually), direction) if is_open else 0.0
        for direction, is_open in may.items()
    ]
    return Passage(*speeds)


def _kmh(mode: Mode, tags: Tags, right: Right, direction: str) -> float:
    if right is Right.CLOSED:
        return 0.0
    if classes.is_ferry(tags):
        return ferries.ASSUMED_KMH
    if mode is Mode.CAR:
        return _driving(tags, right, direction)
    if tags["highway"] == "steps":
        return STEPS_KMH if mode is Mode.WALK else PUSH_ON_STEPS_KMH
    if mode is Mode.WALK:
        return WALK_KMH
    return PUSH_KMH if right is Right.PUSH else RIDING[mode] * surfaces.bike_factor(tags)


def _driving(tags: Tags, right: Right, direction: str) -> float:
    driven = min(limits.driven_kmh(limits.limit_kmh(tags, direction)), surfaces.car_ceiling_kmh(tags))
    return driven if right is Right.OPEN else min(driven, DESTINATION_KMH)


def _has_ramp(mode: Mode, tags: Tags) -> bool:
    """Whether stairs can be gone with a bicycle: pushed, over a ramp. Other stairs are closed to it."""
    is_stairs = mode in access.CYCLING and tags.get("highway") == "steps"
    return is_stairs and any(tags.get(key) == "yes" for key in RAMPS)
