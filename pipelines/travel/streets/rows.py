"""Rows of the matrix of a street network, from zone to zone."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from matcher.commute import Minutes
from pipelines.travel.minutes import whole_minutes
from pipelines.travel.streets.ends import Ends
from pipelines.travel.streets.network import StreetNetwork, load
from pipelines.travel.streets.times import times_between


@dataclass(frozen=True, slots=True, eq=False)
class StreetRows:
    """Rows under one name over the network in a folder: processes open it by themselves and share its memory.

    `within` are the minutes of a trip within every zone.
    """

    folder: Path
    ends: Ends
    within: Minutes
    limit_seconds: float
    name: str

    def __call__(self, block: slice) -> Mapping[str, Minutes]:
        """Return the minutes from these zones to all; 255 where there is no way or an end is not covered."""
        seconds = times_between(_opened(self.folder), self.ends.part(block), self.ends, self.limit_seconds)
        minutes = whole_minutes(np.nan_to_num(seconds, nan=np.inf))
        own = np.arange(block.start, block.stop)
        row = np.arange(len(own))
        minutes[row, own] = np.where(self.ends.covered[own], self.within[own], minutes[row, own])
        return {self.name: minutes}


@cache
def _opened(folder: Path) -> StreetNetwork:
    return load(folder)
