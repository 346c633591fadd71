"""Rows of the matrix of a running OSRM server, from zone to zone."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from matcher.commute import CURVES, Minutes
from pipelines.plane import Plane
from pipelines.travel.minutes import whole_minutes
from pipelines.travel.osrm import Osrm
from pipelines.travel.zones import Zones


@dataclass(frozen=True, slots=True, eq=False)
class OsrmRows:
    """Rows under one name; OSRM counts driving, and what it takes to start and park is added as in the estimate.

    `within` are the minutes of a trip within every zone.
    """

    server: Osrm
    zones: Zones
    plane: Plane
    within: Minutes
    name: str

    def __call__(self, block: slice) -> Mapping[str, Minutes]:
        """Return the minutes from these zones to all; 255 where OSRM finds no way."""
        latitude, longitude = self.plane.degrees(self.zones.x_km, self.zones.y_km)
        seconds = self.server.times(latitude[block], longitude[block], latitude, longitude)
        minutes = whole_minutes(np.nan_to_num(seconds, nan=np.inf) + 60 * CURVES[self.server.mode].start)
        own = np.arange(block.start, block.stop)
        minutes[np.arange(len(own)), own] = self.within[own]
        return {self.name: minutes}
