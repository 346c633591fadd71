"""One trip over a street network, to be shown: how long, how far, and along which points."""

from dataclasses import dataclass

import numpy as np
from scipy.sparse.csgraph import dijkstra

from pipelines.travel.streets.ends import DETOUR, snap
from pipelines.travel.streets.network import StreetNetwork
from pipelines.travel.streets.times import LIMIT_SECONDS, START_SECONDS, times_between

NOWHERE = -9999  # what scipy gives as predecessor of a node without one


@dataclass(frozen=True, slots=True)
class StreetRoute:
    """A trip from door to door: seconds in all, kilometres in all, and the nodes on the way as (x, y) in kilometres.

    Two neighbours who do not go over any street have no points.
    """

    seconds: float
    km: float
    points: tuple[tuple[float, float], ...]


def route(
    network: StreetNetwork,
    origin: tuple[float, float],
    destination: tuple[float, float],
    limit_seconds: float = LIMIT_SECONDS,
) -> StreetRoute | None:
    """Return the fastest trip between two points; None when an end is not covered or the limit is too short."""
    start, end = snap(network, *origin), snap(network, *destination)
    seconds = float(times_between(network, start, end, limit_seconds)[0, 0])
    if not np.isfinite(seconds):
        return None
    straight_km = float(np.hypot(origin[0] - destination[0], origin[1] - destination[1]))
    nodes, moving, km = _nodes(network, int(start.node[0]), int(end.node[0]), limit_seconds)
    last = start.seconds[0] + end.seconds[0]
    if seconds < START_SECONDS[network.mode] + moving + last - 1:
        return StreetRoute(seconds, DETOUR * straight_km, ())
    ends_km = sum(
        float(np.hypot(x - network.x_km[node], y - network.y_km[node]))
        for (x, y), node in ((origin, nodes[0]), (destination, nodes[-1]))
    )
    points = tuple((float(network.x_km[node]), float(network.y_km[node])) for node in nodes)
    return StreetRoute(seconds, km + DETOUR * ends_km, points)


def _nodes(network: StreetNetwork, start: int, end: int, limit_seconds: float) -> tuple[list[int], float, float]:
    """Return the nodes of the fastest path, its seconds and kilometres; both ends and infinite without a path."""
    found, before = dijkstra(network.matrix(), indices=start, limit=limit_seconds, return_predecessors=True)
    if not np.isfinite(found[end]):
        return [start, end], float("inf"), 0.0
    nodes, km = [end], 0.0
    while (previous := int(before[nodes[-1]])) != NOWHERE:
        arcs = slice(network.indptr[previous], network.indptr[previous + 1])
        km += float(network.km[arcs][network.indices[arcs] == nodes[-1]][0])
        nodes.append(previous)
    return nodes[::-1], float(found[end]), km
