"""From ways to the network of one mode: nodes where streets meet, end or are barred, and seconds in between.

Steps: the ways that the mode may use are laid out as points (`Laid`); points become nodes or stay shape; what lies
between two nodes becomes an edge, its length summed over the shape; edges become arcs in one or two directions.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matcher.codes import Mode
from pipelines.travel.streets import barriers, classes, ferries
from pipelines.travel.streets.network import Arcs, StreetNetwork, main_component, network_of_arcs
from pipelines.travel.streets.profiles import passage
from pipelines.travel.streets.ways import Ways

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

# A long edge keeps a node every so often, so that the nearest node is never far along the street from a front door:
# 150 m is half a minute by bicycle, so a quarter of a minute at most is lost at an end.
SPACING_KM = 0.15
# Streets that meet at a node: two is a street that goes on, three is a crossing.
GOES_ON = 2


@dataclass(frozen=True, slots=True, eq=False)
class Laid:
    """Points of unbroken lines, one after the other; `line` is ascending, `way` an index in `Ways`, both a point.

    `node` is the same where ways meet; points that were put in on a long straight stretch have one of their own,
    and are `added`.
    """

    line: Ints
    way: Ints
    node: Ints
    x_km: Floats
    y_km: Floats
    added: Flags


@dataclass(frozen=True, slots=True, eq=False)
class Edges:
    """Stretches between two nodes, one element each; `is_first`, `is_last` say where it lies in its line."""

    tail: Ints
    head: Ints
    way: Ints
    km: Floats
    is_first: Flags
    is_last: Flags


def network_of(ways: Ways, mode: Mode) -> StreetNetwork:
    """Return the network of a mode; it has no nodes when no way is open to it."""
    passages = [passage(mode, tags) for tags in ways.kinds]
    is_open = np.array([bool(one) for one in passages], bool)
    has_entrances = np.array([classes.has_entrances(tags) for tags in ways.kinds], bool)
    laid = _with_long_stretches_divided(_laid(ways, is_open[ways.kind]), has_entrances[ways.kind])
    edges, x_km, y_km = _contract(laid, has_entrances[ways.kind], _stopping(ways, mode))
    kind = ways.kind[edges.way]
    forward = _seconds(ways, edges, np.array([one.forward_kmh for one in passages])[kind])
    backward = _seconds(ways, edges, np.array([one.backward_kmh for one in passages])[kind])
    tail, head = np.concatenate((edges.tail, edges.head)), np.concatenate((edges.head, edges.tail))
    arcs = Arcs(tail, head, np.concatenate((forward, backward)), np.tile(edges.km, 2))
    network = network_of_arcs(mode, (x_km, y_km), arcs, ways.source)
    entrance = np.zeros(len(x_km), bool)
    entrance[edges.tail[has_entrances[kind]]] = True
    entrance[edges.head[has_entrances[kind]]] = True
    return network.with_entrances(entrance & main_component(network))


def _laid(ways: Ways, is_open: Flags) -> Laid:
    """Return the points of open ways, broken where a point has no place."""
    way = np.repeat(np.arange(len(ways)), np.diff(ways.start))
    kept = np.flatnonzero(is_open[way] & ~np.isnan(ways.x_km))
    way = way[kept]
    is_new = np.ones(len(kept), bool)
    is_new[1:] = (way[1:] != way[:-1]) | (kept[1:] != kept[:-1] + 1)
    return Laid(np.cumsum(is_new), way, ways.node[kept], ways.x_km[kept], ways.y_km[kept], np.zeros(len(kept), bool))


def _with_long_stretches_divided(laid: Laid, has_entrances: Flags) -> Laid:
    """Put points in where a straight stretch is long and people may live along it."""
    goes_on = np.zeros(len(laid.line), bool)
    goes_on[:-1] = laid.line[1:] == laid.line[:-1]
    length = np.zeros(len(laid.line))
    length[:-1] = np.hypot(np.diff(laid.x_km), np.diff(laid.y_km))
    parts = np.where(goes_on & has_entrances[laid.way], np.maximum(np.ceil(length / SPACING_KM), 1), 1).astype(np.int64)
    source = np.repeat(np.arange(len(parts)), parts)
    step = np.arange(len(source)) - np.repeat(np.cumsum(parts) - parts, parts)
    after = np.minimum(source + 1, len(parts) - 1)
    unused = min(int(laid.node.min(initial=0)), 0) - np.arange(1, len(source) + 1)  # drawn by hand, ids may be negative
    share = step / parts[source]
    return Laid(
        laid.line[source],
        laid.way[source],
        np.where(step == 0, laid.node[source], unused),
        laid.x_km[source] + share * (laid.x_km[after] - laid.x_km[source]),
        laid.y_km[source] + share * (laid.y_km[after] - laid.y_km[source]),
        step > 0,
    )


def _stopping(ways: Ways, mode: Mode) -> Ints:
    """Return the ids of the nodes where a barrier stops a mode."""
    stops = np.array([barriers.stops(mode, tags) for tags in ways.barrier_kinds], bool)
    return ways.barrier_node[stops[ways.barrier_kind]] if len(stops) else ways.barrier_node


def _contract(laid: Laid, has_entrances: Flags, stopping: Ints) -> tuple[Edges, Floats, Floats]:
    """Return the edges and the place of every node that they use."""
    if len(laid.line) == 0:
        none = np.empty(0, np.int64)
        return Edges(none, none, none, np.empty(0), none > 0, none > 0), np.empty(0), np.empty(0)
    ids, first, place = np.unique(laid.node, return_index=True, return_inverse=True)
    goes_on = laid.line[1:] == laid.line[:-1]  # between point p and p + 1 there is a stretch
    starts, ends = np.append(True, ~goes_on), np.append(~goes_on, True)
    streets_at = np.bincount(place, weights=2.0 - starts - ends, minlength=len(ids))
    bars = np.isin(ids, stopping, assume_unique=True) & (streets_at <= GOES_ON)
    meets = np.bincount(place, minlength=len(ids)) > 1
    is_kept = laid.added | (has_entrances[laid.way] & _far_along(laid, goes_on))
    is_node = (meets | bars)[place] | starts | ends | is_kept

    stretch = np.flatnonzero(goes_on)
    begin = np.flatnonzero(is_node[stretch])
    km = np.add.reduceat(np.hypot(np.diff(laid.x_km), np.diff(laid.y_km))[stretch], begin)
    from_point = stretch[begin]
    to_point = stretch[np.append(begin[1:], len(stretch)) - 1] + 1
    tail, head = place[from_point], place[to_point]
    # A barrier gives every street its own dead end: two nodes at one place.
    ended = [bars[tail], bars[head]]
    extra = np.concatenate((tail[ended[0]], head[ended[1]]))
    tail, head = tail.copy(), head.copy()
    tail[ended[0]] = len(ids) + np.arange(ended[0].sum())
    head[ended[1]] = len(ids) + ended[0].sum() + np.arange(ended[1].sum())
    x_km, y_km = laid.x_km[first], laid.y_km[first]
    x_km, y_km = np.append(x_km, x_km[extra]), np.append(y_km, y_km[extra])

    used, numbered = np.unique(np.concatenate((tail, head)), return_inverse=True)
    order = _nearby_order(x_km[used], y_km[used])
    rank = np.empty(len(used), np.int64)
    rank[order] = np.arange(len(used))
    tail, head = np.split(rank[numbered], 2)
    edges = Edges(tail, head, laid.way[from_point], km, starts[from_point], ends[to_point])
    return edges, x_km[used[order]], y_km[used[order]]


def _far_along(laid: Laid, goes_on: Flags) -> Flags:
    """Return which points are the first beyond another `SPACING_KM` along their line."""
    step = np.append(0.0, np.where(goes_on, np.hypot(np.diff(laid.x_km), np.diff(laid.y_km)), 0.0))
    along = np.floor(np.cumsum(step) / SPACING_KM)
    is_far: Flags = np.append(False, goes_on & (along[1:] > along[:-1]))
    return is_far


def _nearby_order(x_km: Floats, y_km: Floats) -> Ints:
    """Return an order in which nodes that lie close follow each other, kilometre by kilometre: kind to the cache."""
    return np.lexsort((y_km, x_km, np.floor(y_km), np.floor(x_km)))


def _seconds(ways: Ways, edges: Edges, kmh: Floats) -> Floats:
    """Return the seconds along every edge, infinite where it is closed; half of the wait at each end of a ferry."""
    with np.errstate(divide="ignore"):
        seconds = np.where(kmh > 0, edges.km / kmh * 3600, np.inf)
    kind = ways.kind[edges.way]
    total_km = np.bincount(edges.way, weights=edges.km, minlength=len(ways))
    for number, tags in enumerate(ways.kinds):
        if not classes.is_ferry(tags):
            continue
        crossing = ferries.crossing(tags)
        at = np.flatnonzero((kind == number) & (kmh > 0))
        if crossing.seconds is not None:
            seconds[at] = crossing.seconds * edges.km[at] / np.maximum(total_km[edges.way[at]], 1e-9)
        ends = edges.is_first[at].astype(float) + edges.is_last[at]
        seconds[at] += crossing.wait_seconds / 2 * ends
    return seconds
