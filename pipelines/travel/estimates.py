"""The matrix that needs no network: formulas over the straight lines between zones."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from matcher.codes import Mode
from matcher.commute import Minutes, estimate
from pipelines.travel.zones import Zones


@dataclass(frozen=True, slots=True, eq=False)
class EstimateRows:
    """Rows of the estimate of one way of travelling, under the name of its matrix."""

    zones: Zones
    mode: Mode
    name: str

    def __call__(self, block: slice) -> Mapping[str, Minutes]:
        """Return the minutes from these zones to all; two places in one zone lie its spread apart."""
        x_km, y_km, spread = (
            column.astype(np.float32) for column in (self.zones.x_km, self.zones.y_km, self.zones.spread_km)
        )
        across, along = x_km[block, None] - x_km, y_km[block, None] - y_km
        km = np.sqrt(across * across + along * along)
        np.maximum(km, np.minimum(spread[block, None], spread), out=km)
        return {self.name: estimate(self.mode, km)}


def within_zones(zones: Zones, mode: Mode) -> Minutes:
    """Return the minutes of a trip within every zone, for the diagonal of a matrix made from centres."""
    return estimate(mode, zones.spread_km.astype(np.float32))
