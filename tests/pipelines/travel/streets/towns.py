"""Small invented towns around Delft, written as real .osm.pbf files: points in metres east and north of a crossing."""

from dataclasses import dataclass, field
from pathlib import Path

import osmium
from osmium.osm.mutable import Node, Way

from matcher.codes import Mode
from pipelines.plane import NETHERLANDS, Plane
from pipelines.travel.streets.contraction import network_of
from pipelines.travel.streets.network import StreetNetwork
from pipelines.travel.streets.osm import read_ways

CENTRE_KM = (84.0, 447.0)  # in the plane of the Netherlands; Delft lies about here


@dataclass
class Town:
    """Names of points to metres east and north, ways as point names with tags, and tags on points."""

    points: dict[str, tuple[float, float]]
    ways: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    barriers: dict[str, dict[str, str]] = field(default_factory=dict)
    plane: Plane = NETHERLANDS

    def km(self, name: str) -> tuple[float, float]:
        """Return where a point is in kilometres of the plane."""
        east, north = self.points[name]
        return CENTRE_KM[0] + east / 1000, CENTRE_KM[1] + north / 1000

    def write(self, path: Path, *, without: str = "", shift_degrees: float = 0.0) -> Path:
        """Write the town as an extract, `without` the places of some points."""
        ids = {name: number for number, name in enumerate(self.points, start=1)}
        with osmium.SimpleWriter(str(path), overwrite=True) as writer:
            for name, number in ids.items():
                if name in without:
                    continue
                latitude, longitude = self.plane.degrees(*self.km(name))
                place = (float(longitude) + shift_degrees, float(latitude))
                writer.add_node(Node(id=number, location=place, tags=self.barriers.get(name, {})))
            for number, (names, tags) in enumerate(self.ways, start=1):
                writer.add_way(Way(id=number, nodes=[ids[name] for name in names], tags=tags))
        return path

    def network(self, folder: Path, mode: Mode) -> StreetNetwork:
        """Return the network that is read back from the file."""
        return network_of(read_ways(self.write(folder / "town.osm.pbf"), self.plane), mode)

    def node(self, network: StreetNetwork, name: str) -> list[int]:
        """Return the nodes at a point: none, one, or one a street where a barrier stands."""
        x, y = self.km(name)
        return [
            node
            for node in range(len(network))
            if abs(network.x_km[node] - x) < 1e-4 and abs(network.y_km[node] - y) < 1e-4
        ]


def street(tags: dict[str, str], *, metres: float = 120.0) -> Town:
    """Return a town of one street, from a to b."""
    return Town({"a": (0, 0), "b": (metres, 0)}, [("ab", tags)])
