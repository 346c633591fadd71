"""What the surface of a way does to speed: a factor for bicycles, a ceiling in km/h for cars.

No Dutch measurement of speed by surface is known to the project. The factors are assumptions, in the order of the
OpenStreetMap wiki ("Key:surface", "Key:smoothness", "Key:tracktype"); of several tags the worst counts.
"""

from pipelines.travel.streets.access import Tags

KEYS = frozenset({"surface", "smoothness", "tracktype"})
# Bricks and tiles (klinkers, tegels) are the usual Dutch street and count as good.
BIKE_SURFACE = {
    "sett": 0.8,
    "cobblestone": 0.7,
    "unhewn_cobblestone": 0.6,
    "compacted": 0.9,
    "fine_gravel": 0.9,
    "shells": 0.9,
    "unpaved": 0.75,
    "gravel": 0.7,
    "pebblestone": 0.6,
    "dirt": 0.7,
    "earth": 0.7,
    "ground": 0.7,
    "woodchips": 0.6,
    "grass": 0.5,
    "grass_paver": 0.6,
    "sand": 0.4,
    "mud": 0.35,
}
BIKE_SMOOTHNESS = {
    "intermediate": 0.9,
    "bad": 0.75,
    "very_bad": 0.6,
    "horrible": 0.4,
    "very_horrible": 0.3,
    "impassable": 0.0,
}
BIKE_TRACK = {"grade2": 0.9, "grade3": 0.75, "grade4": 0.6, "grade5": 0.5}
CAR_SURFACE = {
    "sett": 40.0,
    "cobblestone": 30.0,
    "unhewn_cobblestone": 20.0,
    "compacted": 50.0,
    "fine_gravel": 40.0,
    "unpaved": 30.0,
    "gravel": 30.0,
    "pebblestone": 20.0,
    "dirt": 20.0,
    "earth": 20.0,
    "ground": 20.0,
    "grass": 10.0,
    "sand": 10.0,
    "mud": 10.0,
}
CAR_SMOOTHNESS = {"bad": 40.0, "very_bad": 20.0, "horrible": 10.0, "very_horrible": 5.0, "impassable": 0.0}
CAR_TRACK = {"grade2": 30.0, "grade3": 20.0, "grade4": 15.0, "grade5": 10.0}


def bike_factor(tags: Tags) -> float:
    """Return what part of the usual speed a bicycle keeps, in [0, 1]; 0 where it cannot ride."""
    return min(
        BIKE_SURFACE.get(tags.get("surface", ""), 1.0),
        BIKE_SMOOTHNESS.get(tags.get("smoothness", ""), 1.0),
        BIKE_TRACK.get(tags.get("tracktype", ""), 1.0),
    )


def car_ceiling_kmh(tags: Tags) -> float:
    """Return the most that a car drives on this surface; infinite on a good one."""
    none = float("inf")
    return min(
        CAR_SURFACE.get(tags.get("surface", ""), none),
        CAR_SMOOTHNESS.get(tags.get("smoothness", ""), none),
        CAR_TRACK.get(tags.get("tracktype", ""), none),
    )
