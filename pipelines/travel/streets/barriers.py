"""Which barriers stop whom: `barrier=*` on a node of a way, after the OpenStreetMap wiki, "Key:barrier"."""

from matcher.codes import Mode
from pipelines.travel.streets.access import CYCLING, GENERAL_KEYS, OWN_KEYS, Right, Tags, stated

# Nobody passes these; where people can, mappers put an opening on the way.
WALLS = frozenset({"wall", "fence", "hedge", "retaining_wall", "city_wall", "ditch", "guard_rail", "debris"})
# People pass on foot, without a bicycle.
FOOT_ONLY = frozenset({"stile", "turnstile", "full-height_turnstile", "kissing_gate", "horse_stile", "wicket_gate"})
# Too narrow or too high for a car. Gates and lift gates are open to all unless their access tags say otherwise: most
# of those on public roads stand open in the day.
NO_CAR = frozenset(
    {
        "bollard",
        "block",
        "cycle_barrier",
        "motorcycle_barrier",
        "chain",
        "log",
        "jersey_barrier",
        "planter",
        "bus_trap",
        "sump_buster",
        "rope",
        "horse_barrier",
    }
)


def stops(mode: Mode, tags: Tags) -> bool:
    """Whether a node with these tags stops a mode: an access tag decides, then a lock, then the kind of barrier."""
    said = stated((*OWN_KEYS[mode], *GENERAL_KEYS[mode]), tags)
    if said is not None:
        return said is Right.CLOSED
    if tags.get("locked") == "yes":
        return True
    kind = tags.get("barrier", "")
    if mode is Mode.WALK:
        return kind in WALLS
    if mode in CYCLING:
        return kind in WALLS or kind in FOOT_ONLY
    return kind in WALLS or kind in FOOT_ONLY or kind in NO_CAR
