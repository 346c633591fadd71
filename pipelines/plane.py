"""The flat map that everything is measured on: from degrees to kilometres, and the country that a point must lie in."""

from dataclasses import dataclass
from functools import cache
from typing import Self

import numpy as np
import pyproj
from numpy.typing import ArrayLike, NDArray

Kilometres = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of WGS84 degrees, edges included."""

    south: float
    west: float
    north: float
    east: float

    def holds(self, latitude: ArrayLike, longitude: ArrayLike) -> NDArray[np.bool_]:
        """Return which points lie in the box; a missing coordinate (NaN) lies outside."""
        north, east = np.asarray(latitude, float), np.asarray(longitude, float)
        inside: NDArray[np.bool_] = (
            (north >= self.south) & (north <= self.north) & (east >= self.west) & (east <= self.east)
        )
        return inside


@dataclass(frozen=True, slots=True)
class Plane:
    """A projection in which straight lines are distances, and the box of degrees for which that holds."""

    crs: str
    box: Box
    name: str

    @classmethod
    def around(cls, latitude: float, longitude: float, *, degrees: float = 1.0) -> Self:
        """Return a plane for a region elsewhere: azimuthal equidistant, under 0.01% off within a hundred kilometres."""
        return cls(
            crs=f"+proj=aeqd +lat_0={latitude} +lon_0={longitude} +datum=WGS84 +units=m",
            box=Box(latitude - degrees, longitude - degrees, latitude + degrees, longitude + degrees),
            name=f"{latitude:.2f}, {longitude:.2f}",
        )

    def project(self, latitude: ArrayLike, longitude: ArrayLike) -> tuple[Kilometres, Kilometres]:
        """Return x and y in kilometres of points in WGS84 degrees, NaN where a point lies outside the box.

        Metres off at most, without any grid file.
        """
        north, east = np.asarray(latitude, float), np.asarray(longitude, float)
        x, y = transformer(self.crs).transform(east, north)
        inside = self.box.holds(north, east)
        return np.where(inside, np.asarray(x) / 1000, np.nan), np.where(inside, np.asarray(y) / 1000, np.nan)

    def degrees(self, x_km: ArrayLike, y_km: ArrayLike) -> tuple[Kilometres, Kilometres]:
        """Return latitude and longitude of points in the plane: the way back."""
        back = pyproj.enums.TransformDirection.INVERSE
        longitude, latitude = transformer(self.crs).transform(
            np.asarray(x_km, float) * 1000, np.asarray(y_km, float) * 1000, direction=back
        )
        return np.asarray(latitude), np.asarray(longitude)


# The box is the European Netherlands with the islands and some kilometres of sea and border.
NETHERLANDS = Plane("EPSG:28992", Box(50.70, 3.30, 53.60, 7.30), "Nederland")


@cache
def transformer(crs: str) -> pyproj.Transformer:
    """Return the projection from WGS84, longitude first, to metres; made once for each."""
    return pyproj.Transformer.from_crs("EPSG:4326", crs, always_xy=True)
