"""How far two postcodes lie apart, for the area of a question."""

import math
from functools import lru_cache

from matcher.commute import Position
from matcher.domain import Location
from pipelines.geocoding import Geocoder
from pipelines.sources.places import parse_postcode
from pipelines.vum.selecting import Distance

REMEMBERED = 8_192  # postcodes; the Netherlands have about 4,100 of four digits


def distances(geocoder: Geocoder) -> Distance:
    """Return the straight line in kilometres between two postcodes, as precise as the geocoder knows them.

    None when it does not know one of them.
    """

    @lru_cache(maxsize=REMEMBERED)
    def position(postcode: str) -> Position | None:
        known, _ = parse_postcode(postcode)
        return geocoder.locate(Location("", known)).position if known else None

    def apart(one: str, other: str) -> float | None:
        start, end = position(one), position(other)
        if start is None or end is None:
            return None
        return math.hypot(end.x_km - start.x_km, end.y_km - start.y_km)

    return apart
