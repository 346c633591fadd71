"""From a front door to the network: the node where a trip begins or ends, and the seconds to get there."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.spatial import cKDTree

from matcher.codes import Mode
from matcher.errors import InputError
from pipelines.travel.streets.network import StreetNetwork

# Farther from any street than this a point is not covered: it lies in water, or outside the extract. Centres of the
# largest rural postcodes lie some hundreds of metres from a street.
MOST_KM = 1.0
NOT_COVERED = -1
# The last stretch is no street of the data: it is gone straight, with the detour of the estimate on foot (1.2, see
# matcher/commute.py), at the speed of a yard. Assumptions but for walking.
DETOUR = 1.2
LAST_KMH = {Mode.WALK: 4.8, Mode.BIKE: 12.0, Mode.EBIKE: 12.0, Mode.CAR: 15.0}
# An extract in which more than half of the asked places lie away from every street is of another region.
LEAST_COVERED = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Ends:
    """Points at the network, one element each: where they are, their node (-1 = not covered) and seconds to it.

    Seconds of a point that is not covered are NaN.
    """

    x_km: NDArray[np.float64]
    y_km: NDArray[np.float64]
    node: NDArray[np.int64]
    seconds: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.node)

    @property
    def covered(self) -> NDArray[np.bool_]:
        """Which points have a node."""
        is_covered: NDArray[np.bool_] = self.node != NOT_COVERED
        return is_covered

    def part(self, rows: slice) -> "Ends":
        """Return some of the points."""
        return Ends(self.x_km[rows], self.y_km[rows], self.node[rows], self.seconds[rows])


def snap(network: StreetNetwork, x_km: ArrayLike, y_km: ArrayLike, *, most_km: float = MOST_KM) -> Ends:
    """Return for every point the nearest node where a trip may begin and end, at most `most_km` away as the crow flies.

    Along a street a node is at most some 150 m away, so the nearest node stands for the nearest point of a street. A
    point without a place (NaN) is not covered.
    """
    x, y = np.atleast_1d(np.asarray(x_km, float)), np.atleast_1d(np.asarray(y_km, float))
    node = np.full(len(x), NOT_COVERED, np.int64)
    seconds = np.full(len(x), np.nan)
    entrances = np.flatnonzero(network.entrance)
    known = np.flatnonzero(np.isfinite(x) & np.isfinite(y))
    if len(entrances) and len(known):
        places = np.column_stack((network.x_km[entrances], network.y_km[entrances]))
        tree = cKDTree(places, balanced_tree=False, compact_nodes=False)  # built faster, asked as fast
        km, nearest = tree.query(np.column_stack((x[known], y[known])), distance_upper_bound=np.nextafter(most_km, 2e9))
        is_near = np.isfinite(km)
        node[known[is_near]] = entrances[nearest[is_near]]
        seconds[known[is_near]] = last_stretch_seconds(network.mode, km[is_near])
    return Ends(x, y, node, seconds)


def last_stretch_seconds(mode: Mode, km: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the seconds over a stretch without streets, of its straight length."""
    return km * (3600 * DETOUR / LAST_KMH[mode])


def require_covered(network: StreetNetwork, x_km: ArrayLike, y_km: ArrayLike) -> int:
    """Return how many of some places, at least one, the network covers; InputError when that is less than half."""
    covered = snap(network, x_km, y_km).covered
    count = int(covered.sum())
    if count < LEAST_COVERED * len(covered):
        raise InputError(
            f"{network.source.file}: maar {count} van de {len(covered)} plaatsen liggen binnen {MOST_KM:g} km van een "
            f"straat voor wie {network.mode.label} gaat; geef een OSM-extract van het goede gebied"
        )
    return count
