"""Seconds from door to door over a street network: shortest times within a limit, one to all and many to many."""

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from matcher.codes import Mode
from matcher.commute import CURVES
from pipelines.travel.streets.ends import Ends, last_stretch_seconds, snap
from pipelines.travel.streets.network import StreetNetwork

Seconds = NDArray[np.float32]

# The longest single trip of any policy so far (Delft: 90 minutes).
LIMIT_SECONDS = 90 * 60.0
# What a trip costs besides moving: to unlock and park a bicycle, to get to the car and park it. The same as in the
# estimate, where its source stands.
START_SECONDS = {mode: 60.0 * CURVES[mode].start for mode in (Mode.WALK, Mode.BIKE, Mode.EBIKE, Mode.CAR)}
# Labels of one block of origins; 600,000 nodes and 16 origins take 77 MB.
BLOCK_LABELS = 10_000_000


def seconds_from(
    network: StreetNetwork, nodes: ArrayLike, limit_seconds: float = LIMIT_SECONDS, *, matrix: csr_array | None = None
) -> NDArray[np.float64]:
    """Return the seconds from some nodes to all, shape [origins, nodes]; infinite where it takes longer than the limit.

    `matrix` is `network.matrix()`, for who asks more than once.
    """
    graph = network.matrix() if matrix is None else matrix
    found: NDArray[np.float64] = dijkstra(graph, directed=True, indices=np.atleast_1d(nodes), limit=limit_seconds)
    return found


def times(
    network: StreetNetwork,
    origins_x: ArrayLike,
    origins_y: ArrayLike,
    dests_x: ArrayLike,
    dests_y: ArrayLike,
    *,
    limit_seconds: float = LIMIT_SECONDS,
) -> Seconds:
    """Return seconds from door to door between points in kilometres, shape [origins, destinations].

    Infinite where there is no way within the limit, NaN where an end is not covered by the network.
    """
    return times_between(network, snap(network, origins_x, origins_y), snap(network, dests_x, dests_y), limit_seconds)


def times_between(
    network: StreetNetwork, origins: Ends, destinations: Ends, limit_seconds: float = LIMIT_SECONDS
) -> Seconds:
    """Return what `times` returns, for ends that were snapped before: for who asks block by block."""
    start = START_SECONDS[network.mode]
    matrix = network.matrix()
    seconds = np.full((len(origins), len(destinations)), np.nan, np.float32)
    reached = np.flatnonzero(destinations.covered)
    block = max(1, BLOCK_LABELS // max(1, len(network)))
    leaving = np.flatnonzero(origins.covered)
    for first in range(0, len(leaving), block):
        rows = leaving[first : first + block]
        found = seconds_from(network, origins.node[rows], max(0.0, limit_seconds - start), matrix=matrix)
        along = found[:, destinations.node[reached]]
        total = origins.seconds[rows, None] + along + destinations.seconds[reached][None, :]
        total = start + np.minimum(total, _straight(network.mode, origins, rows, destinations, reached))
        total[total > limit_seconds] = np.inf
        seconds[np.ix_(rows, reached)] = total
    return seconds


def _straight(
    mode: Mode, origins: Ends, rows: NDArray[np.int64], destinations: Ends, columns: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Return the seconds from door to door past all streets, where that is no farther than to the streets and back.

    Infinite elsewhere: neighbours do not go to the crossing and back.
    """
    across = origins.x_km[rows, None] - destinations.x_km[columns]
    along = origins.y_km[rows, None] - destinations.y_km[columns]
    seconds = last_stretch_seconds(mode, np.hypot(across, along))
    is_next_door = seconds <= origins.seconds[rows, None] + destinations.seconds[columns]
    straight: NDArray[np.float64] = np.where(is_next_door, seconds, np.inf)
    return straight
