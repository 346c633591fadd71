"""The areas between which a matrix gives minutes: PC4 where a postcode table is installed, else places."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from matcher.commute import Position
from pipelines.gazetteer import Place
from pipelines.postcode_table import PostcodeTable

Floats = NDArray[np.float64]

# A position this far from the middle of the nearest zone is not in it; a wide zone reaches twice its spread.
NEAR_KM = 2.0
NO_ZONE = -1


@dataclass(frozen=True, eq=False)
class Zones:
    """Postcode areas or places, one element each, in the order of the rows and columns of every matrix.

    `spread_km` is how far two addresses within a zone lie apart on average: it makes a trip within a zone take time.
    """

    code: NDArray[np.str_]
    x_km: Floats
    y_km: Floats
    spread_km: Floats

    def __len__(self) -> int:
        return len(self.code)

    @classmethod
    def of_places(cls, places: Sequence[Place]) -> "Zones":
        """Return a zone per place, for a home without a postcode table."""
        ordered = sorted(places, key=lambda place: place.code)
        return cls(
            np.array([place.code for place in ordered]),
            np.array([place.x_km for place in ordered]),
            np.array([place.y_km for place in ordered]),
            np.array([place.spread_km for place in ordered]),
        )

    @classmethod
    def of_postcodes(cls, table: PostcodeTable) -> "Zones":
        """Return a zone per four-digit postcode that has a position."""
        return cls(table.pc4.codes, table.pc4.x_km, table.pc4.y_km, table.pc4.spread_km)

    @cached_property
    def fingerprint(self) -> str:
        """Tells whether two matrices are about the same zones."""
        digest = hashlib.sha256("\n".join(self.code.tolist()).encode())
        for column in (self.x_km, self.y_km, self.spread_km):
            digest.update(np.ascontiguousarray(column, np.float64).tobytes())
        return digest.hexdigest()[:16]

    @cached_property
    def _tree(self) -> cKDTree:
        return cKDTree(np.column_stack([self.x_km, self.y_km]))

    @cached_property
    def _by_code(self) -> dict[str, int]:
        return {code: index for index, code in enumerate(self.code.tolist())}

    def at(self, position: Position) -> int:
        """Return the zone of a position, `NO_ZONE` when none is near."""
        return int(self.nearest(np.array([position.x_km]), np.array([position.y_km]))[0])

    def nearest(self, x_km: NDArray[np.floating], y_km: NDArray[np.floating]) -> NDArray[np.int64]:
        """Return the zone of every point, `NO_ZONE` where none is near or the point is NaN."""
        found = np.full(len(x_km), NO_ZONE, np.int64)
        known = np.flatnonzero(~np.isnan(x_km) & ~np.isnan(y_km))
        if len(known) and len(self):
            away, zone = self._tree.query(np.column_stack([x_km[known], y_km[known]]))
            found[known] = np.where(away <= np.maximum(NEAR_KM, 2 * self.spread_km[zone]), zone, NO_ZONE)
        return found

    def of_areas(
        self, code: NDArray[np.str_], x_km: NDArray[np.floating], y_km: NDArray[np.floating]
    ) -> NDArray[np.int64]:
        """Return the zone of every area of a market: the one of that code, else the nearest; `NO_ZONE` without one."""
        found = self.nearest(x_km, y_km)
        named = np.array([self._by_code.get(one, NO_ZONE) for one in code.tolist()], np.int64)
        return np.where(named != NO_ZONE, named, found)

    def save(self, folder: Path) -> None:
        """Write the columns in a folder."""
        for name in ("code", "x_km", "y_km", "spread_km"):
            np.save(folder / f"zone-{name}.npy", getattr(self, name))

    @classmethod
    def load(cls, folder: Path) -> "Zones":
        """Read what `save` wrote."""
        names = ("code", "x_km", "y_km", "spread_km")
        return cls(*(np.load(folder / f"zone-{name}.npy", allow_pickle=False) for name in names))
