"""Streets: one origin to all on a graph of national size; a real extract read, counted and checked with networkx."""

from functools import partial
from pathlib import Path
from time import perf_counter

import networkx as nx
import numpy as np

from benchmarks.tables import Measured, seconds, spread
from matcher.codes import Mode
from pipelines.plane import Plane
from pipelines.travel.streets.access import MODES
from pipelines.travel.streets.contraction import network_of
from pipelines.travel.streets.network import Arcs, StreetNetwork, main_component, network_of_arcs
from pipelines.travel.streets.osm import read_ways
from pipelines.travel.streets.times import LIMIT_SECONDS, seconds_from, times
from pipelines.travel.streets.ways import StreetSource

EXTRACT = Path("porto-alegre") / "poa_osm.pbf"
CENTRE = (-30.05, -51.2)  # latitude and longitude of Porto Alegre
SEED = 4
WIDE, HIGH = 1_000, 600
SPACING_KM = 0.4
SLOW_KMH, FAST_KMH = 24.0, 90.0
FAST_EVERY = 20  # one in so many streets is a through road
GONE = 0.175  # of the streets of a full grid, so that about 2 million arcs stay
PAIRS = 50
ORIGINS = 12


def measure_streets(data: Path | None) -> list[Measured]:
    """Return the rows; those of a real extract only when `data` is a folder that holds it."""
    rows = measure_national()
    if data is not None and (data / EXTRACT).is_file():
        rows += measure_extract(data / EXTRACT, Plane.around(*CENTRE))
    return rows


def measure_national() -> list[Measured]:
    """Return how long one origin to all takes within the limit on a made graph of 600,000 nodes."""
    network = grid()
    matrix = network.matrix()
    rng = np.random.default_rng(SEED)
    origins = rng.choice(np.flatnonzero(network.entrance), ORIGINS, replace=False).tolist()
    taken = [
        taken
        for origin in origins
        for taken in seconds(partial(seconds_from, network, origin, LIMIT_SECONDS, matrix=matrix), 3)
    ]
    reached = np.mean([np.isfinite(seconds_from(network, origin, LIMIT_SECONDS)).mean() for origin in origins])
    fresh = seconds(partial(seconds_from, network, origins[0], LIMIT_SECONDS), 5)
    x, y = network.x_km[:: len(network) // 4000], network.y_km[:: len(network) // 4000]
    start = perf_counter()
    times(network, x[:ORIGINS], y[:ORIGINS], x, y)
    per_origin = (perf_counter() - start) / ORIGINS
    size = f"{len(network):,} nodes, {network.arcs:,} arcs"
    return [
        Measured(f"one origin to all within 90 minutes, {size}", spread(taken), "under 40 ms"),
        Measured("of which reached", f"{100 * reached:.0f} of 100"),
        Measured("the same, the matrix made anew each time", spread(fresh)),
        Measured(f"a row of door-to-door times to {len(x):,} points, snapping shared", f"{1000 * per_origin:.1f} ms"),
    ]


def grid() -> StreetNetwork:
    """Return streets between the points of a jittered grid: most slow, some through roads, one in six missing."""
    rng = np.random.default_rng(SEED)
    nodes = np.arange(WIDE * HIGH).reshape(HIGH, WIDE)
    x, y = np.meshgrid(np.arange(WIDE) * SPACING_KM, np.arange(HIGH) * SPACING_KM)
    x_km = (x + rng.uniform(-0.1, 0.1, x.shape)).ravel()
    y_km = (y + rng.uniform(-0.1, 0.1, y.shape)).ravel()
    across = np.column_stack((nodes[:, :-1].ravel(), nodes[:, 1:].ravel()))
    along = np.column_stack((nodes[:-1].ravel(), nodes[1:].ravel()))
    is_through = np.concatenate(
        (np.repeat(np.arange(HIGH) % FAST_EVERY == 0, WIDE - 1), np.tile(np.arange(WIDE) % FAST_EVERY == 0, HIGH - 1))
    )
    ends = np.concatenate((across, along))
    kept = is_through | (rng.random(len(ends)) > GONE)
    ends, is_through = ends[kept], is_through[kept]
    tail, head = np.concatenate((ends[:, 0], ends[:, 1])), np.concatenate((ends[:, 1], ends[:, 0]))
    km = np.hypot(x_km[tail] - x_km[head], y_km[tail] - y_km[head]) * 1.15  # streets bend
    kmh = np.where(np.tile(is_through, 2), FAST_KMH, SLOW_KMH)
    source = StreetSource("made", "", "", "")
    network = network_of_arcs(Mode.CAR, (x_km, y_km), Arcs(tail, head, km / kmh * 3600, km), source)
    return network.with_entrances(main_component(network))


def measure_extract(path: Path, plane: Plane) -> list[Measured]:
    """Return what reading a real extract takes, what comes out, and whether networkx finds the same times."""
    start = perf_counter()
    ways = read_ways(path, plane)
    read = perf_counter() - start
    rows = [Measured(f"reading {path.name}, {len(ways):,} ways", f"{read:.2f} s")]
    for mode in MODES:
        start = perf_counter()
        network = network_of(ways, mode)
        made = perf_counter() - start
        main = 100 * main_component(network).mean()
        rows += [
            Measured(
                f"network for {mode.value}",
                f"{len(network):,} nodes, {network.arcs:,} arcs, {main:.1f} of 100 in the main part, {made:.2f} s",
            ),
            Measured(
                f"pairs of {PAIRS} for {mode.value} that differ from networkx, to the second",
                str(differing(network)),
                "0",
            ),
        ]
    return rows


def differing(network: StreetNetwork) -> int:
    """Return for how many random pairs the seconds differ from those of networkx on a graph of the same arcs."""
    graph = nx.DiGraph()
    tails = np.repeat(np.arange(len(network)), np.diff(network.indptr))
    graph.add_weighted_edges_from(
        zip(tails.tolist(), network.indices.tolist(), network.seconds.tolist(), strict=True), weight="seconds"
    )
    rng = np.random.default_rng(SEED)
    differ = 0
    for start, end in rng.choice(np.flatnonzero(network.entrance), (PAIRS, 2)).tolist():
        expected = nx.dijkstra_path_length(graph, start, end, weight="seconds")
        differ += abs(float(seconds_from(network, start, np.inf)[0, end]) - expected) >= 0.5  # noqa: PLR2004
    return differ
