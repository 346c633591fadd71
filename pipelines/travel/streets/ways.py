"""The streets of an extract as arrays, before any mode makes a network of them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipelines.travel.streets.access import Tags


@dataclass(frozen=True, slots=True)
class StreetSource:
    """What streets were made of: file name, SHA-256, until when its data go, the projection, and remarks.

    `until` is a UTC time as ISO 8601 writes it, "" when the file does not say. `notes` are sentences, in Dutch, about
    what was left out, each with its count.
    """

    file: str
    sha256: str
    until: str
    crs: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Ways:
    """Lines between points: way w has the points `start[w]:start[w + 1]`, at least two, in the order they were drawn.

    `kinds[kind[w]]` are its tags, only those that the rules read. `node` is the id of each point in OpenStreetMap:
    ways meet where they share one. `x_km`, `y_km` are NaN for a point without a place in the plane: the way is broken
    there. `barrier_node` are ids of nodes with a barrier, ascending; `barrier_kinds[barrier_kind[b]]` are its tags.
    """

    kinds: tuple[Tags, ...]
    kind: NDArray[np.int32]
    start: NDArray[np.int64]
    node: NDArray[np.int64]
    x_km: NDArray[np.float64]
    y_km: NDArray[np.float64]
    barrier_node: NDArray[np.int64]
    barrier_kinds: tuple[Tags, ...]
    barrier_kind: NDArray[np.int32]
    source: StreetSource

    def __len__(self) -> int:
        return len(self.kind)
