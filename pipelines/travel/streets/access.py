"""Who may use a way or pass a barrier: the access tags of OpenStreetMap, the most specific one first.

The order of the keys and the meaning of the values are those of the OpenStreetMap wiki, "Key:access".
"""

from collections.abc import Mapping
from enum import Enum

from matcher.codes import Mode

Tags = Mapping[str, str]


class Right(Enum):
    """What a mode may do on a way: nothing, push its bicycle, only reach what lies along it, or all."""

    CLOSED = 0
    PUSH = 1
    DESTINATION = 2
    OPEN = 3


MODES = (Mode.WALK, Mode.BIKE, Mode.EBIKE, Mode.CAR)
CYCLING = frozenset({Mode.BIKE, Mode.EBIKE})
# Keys from specific to general. Only the keys of the mode itself can open a way that is closed to it by its class:
# `access=yes` on a footpath does not invite cars.
OWN_KEYS = {
    Mode.WALK: ("foot",),
    Mode.BIKE: ("bicycle",),
    Mode.EBIKE: ("bicycle",),
    Mode.CAR: ("motorcar", "motor_vehicle"),
}
GENERAL_KEYS = {
    Mode.WALK: ("access",),
    Mode.BIKE: ("vehicle", "access"),
    Mode.EBIKE: ("vehicle", "access"),
    Mode.CAR: ("vehicle", "access"),
}
VALUES = {
    **dict.fromkeys(("yes", "designated", "permissive", "official", "optional_sidepath", "discouraged"), Right.OPEN),
    "destination": Right.DESTINATION,
    "dismount": Right.PUSH,
    **dict.fromkeys(
        ("no", "private", "customers", "agricultural", "forestry", "delivery", "military", "emergency", "permit"),
        Right.CLOSED,
    ),
    **dict.fromkeys(("employees", "residents", "restricted", "use_sidepath"), Right.CLOSED),
}
KEYS = frozenset(
    name
    for keys in (*OWN_KEYS.values(), *GENERAL_KEYS.values())
    for key in keys
    for name in (key, f"{key}:forward", f"{key}:backward")
)


def stated(keys: tuple[str, ...], tags: Tags, direction: str = "") -> Right | None:
    """Return what the first of some keys says, for a direction ("forward", "backward") if it is said, else None.

    Values that are not in the list say nothing. Of several values ("yes;no") the first counts.
    """
    for key in keys:
        for name in (f"{key}:{direction}", key):
            right = VALUES.get(tags.get(name, "").partition(";")[0].strip())
            if right is not None:
                return right
    return None


def right(mode: Mode, tags: Tags, direction: str, *, usually: bool) -> Right:
    """Return what a mode may do in a direction of a way; `usually` is whether ways of this class are open to it."""
    own = stated(OWN_KEYS[mode], tags, direction)
    if own is not None:
        return own
    if not usually:
        return Right.CLOSED
    general = stated(GENERAL_KEYS[mode], tags, direction)
    return Right.OPEN if general is None else general
