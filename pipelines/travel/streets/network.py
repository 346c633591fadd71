"""The street network of one mode: arcs in compressed rows, kept as plain arrays that processes can share."""

import json
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from matcher.codes import Mode
from matcher.errors import HomeError
from pipelines.travel.streets.ways import StreetSource

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

VERSION = 1
META = "network.json"
ARRAYS = ("x_km", "y_km", "entrance", "indptr", "indices", "seconds", "km")
# Seconds are whole multiples of this power of two. Sums of such numbers are exact in float64, so the order in which a
# path is added up makes no difference; an arc is at most half a thousandth of a second off.
QUANTUM = 1 / 1024


@dataclass(frozen=True, slots=True, eq=False)
class Arcs:
    """Connections in one direction, one element each, from node `tail` to node `head`; infinite seconds is closed."""

    tail: Ints
    head: Ints
    seconds: Floats
    km: Floats


@dataclass(frozen=True, slots=True, eq=False)
class StreetNetwork:
    """Nodes and arcs: from node n, `indices[indptr[n]:indptr[n + 1]]` in `seconds` over `km`.

    Seconds are above 0 (a stored 0 would be no arc to scipy), at most one arc leads from one node to another, none to
    itself. `x_km`, `y_km` lie in the plane of `source.crs`. `entrance` says at which nodes a trip may begin or end:
    those from which and to which the largest part of the network can be reached, and not on a motorway or a ferry.
    """

    mode: Mode
    x_km: Floats
    y_km: Floats
    entrance: Flags
    indptr: NDArray[np.int32]
    indices: NDArray[np.int32]
    seconds: Floats
    km: NDArray[np.float32]
    source: StreetSource

    def __len__(self) -> int:
        return len(self.x_km)

    @property
    def arcs(self) -> int:
        """How many arcs there are."""
        return len(self.indices)

    def matrix(self) -> csr_array:
        """Return the seconds as a sparse matrix over the same memory."""
        return csr_array((self.seconds, self.indices, self.indptr), shape=(len(self), len(self)))

    def with_entrances(self, entrance: Flags) -> Self:
        """Return this network with other nodes to begin and end at."""
        return replace(self, entrance=entrance)


def network_of_arcs(mode: Mode, places: tuple[Floats, Floats], arcs: Arcs, source: StreetSource) -> StreetNetwork:
    """Return the network of nodes at some places (x, y); parallel arcs leave the fastest, loops and closed ones go.

    A trip may begin and end at every node.
    """
    x_km, y_km = places
    whole = np.maximum(np.round(arcs.seconds / QUANTUM), 1) * QUANTUM
    kept = np.flatnonzero((arcs.tail != arcs.head) & np.isfinite(whole))
    kept = kept[np.lexsort((whole[kept], arcs.head[kept], arcs.tail[kept]))]
    tail, head = arcs.tail[kept], arcs.head[kept]
    is_fastest = np.ones(len(kept), bool)
    is_fastest[1:] = (tail[1:] != tail[:-1]) | (head[1:] != head[:-1])
    kept, tail, head = kept[is_fastest], tail[is_fastest], head[is_fastest]
    return StreetNetwork(
        mode=mode,
        x_km=x_km,
        y_km=y_km,
        entrance=np.ones(len(x_km), bool),
        indptr=np.append(0, np.cumsum(np.bincount(tail, minlength=len(x_km)))).astype(np.int32),
        indices=head.astype(np.int32),
        seconds=whole[kept],
        km=arcs.km[kept].astype(np.float32),
        source=source,
    )


def main_component(network: StreetNetwork) -> Flags:
    """Return which nodes belong to the largest part in which every node can be reached from every other."""
    if len(network) == 0:
        return np.empty(0, bool)
    _, label = connected_components(network.matrix(), directed=True, connection="strong")
    is_main: Flags = label == np.bincount(label).argmax()
    return is_main


def save(network: StreetNetwork, folder: Path) -> None:
    """Write a network into an existing, empty folder: an .npy an array, and what it was made of as JSON."""
    for name in ARRAYS:
        np.save(folder / f"{name}.npy", getattr(network, name))
    source = {field.name: getattr(network.source, field.name) for field in fields(StreetSource)}
    meta = {
        "version": VERSION,
        "mode": network.mode.value,
        "nodes": len(network),
        "arcs": network.arcs,
        "entrances": int(network.entrance.sum()),
        "source": source,
    }
    (folder / META).write_text(json.dumps(meta, indent=2, ensure_ascii=False) + "\n", "utf-8")


def load(folder: Path) -> StreetNetwork:
    """Return a network that `save` wrote, memory-mapped; HomeError when it is incomplete or of another version."""
    try:
        meta = json.loads((folder / META).read_text("utf-8"))
        if meta["version"] != VERSION:
            raise HomeError(f"{folder}: wegennet van een andere versie; bouw het opnieuw uit het OSM-extract")
        arrays = {name: np.load(folder / f"{name}.npy", mmap_mode="r") for name in ARRAYS}
        source = StreetSource(**{**meta["source"], "notes": tuple(meta["source"]["notes"])})
        network = StreetNetwork(mode=Mode.of(meta["mode"]), source=source, **arrays)
        lengths = {len(network.x_km), len(network.y_km), len(network.entrance), len(network.indptr) - 1}
        is_whole = lengths == {meta["nodes"]} and {network.arcs, len(network.seconds), len(network.km)} == {
            meta["arcs"]
        }
    except (OSError, ValueError, KeyError, TypeError, EOFError) as error:
        raise HomeError(f"{folder}: wegennet is onvolledig ({error}); bouw het opnieuw uit het OSM-extract") from None
    if not is_whole:
        raise HomeError(f"{folder}: wegennet is onvolledig; bouw het opnieuw uit het OSM-extract")
    return network
