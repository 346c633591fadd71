import json

import numpy as np
import osmium
import pytest
from osmium.osm.mutable import Node

from matcher.codes import Mode
from matcher.errors import InputError
from pipelines.durable import sha256_of
from pipelines.plane import NETHERLANDS, Plane
from pipelines.travel.streets.contraction import network_of
from pipelines.travel.streets.osm import read_ways
from tests.pipelines.travel.streets.towns import Town, street

ROAD = {"highway": "residential"}


def refused(path, plane=NETHERLANDS):
    """Return the one line with which a file is refused."""
    with pytest.raises(InputError) as refusal:
        read_ways(path, plane)
    message = str(refusal.value)
    assert "\n" not in message
    assert message.startswith(str(path))
    return message


def test_a_missing_file_is_named(tmp_path):
    assert "bestand niet gevonden" in refused(tmp_path / "nergens.osm.pbf")


@pytest.mark.parametrize("content", [b"", b"dit is geen kaart" * 100, b"PK\x03\x04" + bytes(500)])
def test_a_file_that_is_no_extract_is_refused(tmp_path, content):
    path = tmp_path / "kaart.osm.pbf"
    path.write_bytes(content)

    assert "geen leesbaar OSM-extract" in refused(path)


def test_a_file_with_a_strange_name_is_refused(tmp_path):
    path = tmp_path / "kaart.txt"
    path.write_text("kaart")

    assert "geen leesbaar OSM-extract" in refused(path)


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.99])
def test_a_broken_off_extract_is_refused(tmp_path, share):
    path = street(ROAD).write(tmp_path / "kaart.osm.pbf")
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])

    assert "afgebroken" in refused(path)


def test_an_extract_without_streets_is_refused(tmp_path):
    path = street({"building": "yes"}).write(tmp_path / "kaart.osm.pbf")

    assert "bevat geen straten" in refused(path)


def test_an_extract_of_nodes_alone_is_refused(tmp_path):
    path = tmp_path / "kaart.osm.pbf"
    with osmium.SimpleWriter(str(path)) as writer:
        writer.add_node(Node(id=1, location=(4.36, 52.01)))

    assert "bevat geen straten" in refused(path)


def test_an_extract_of_elsewhere_is_refused_with_counts(tmp_path):
    path = street(ROAD).write(tmp_path / "kaart.osm.pbf", shift_degrees=40)

    assert "ligt buiten Nederland (2 van 2 punten erbuiten)" in refused(path)


def test_an_extract_without_the_places_of_its_points_is_refused_with_counts(tmp_path):
    path = street(ROAD).write(tmp_path / "kaart.osm.pbf", without="ab")

    assert "van 2 van de 2 punten ontbreekt de plaats" in refused(path)


def test_a_few_points_without_a_place_break_a_street_and_are_counted(tmp_path):
    names = "abcdefghijkl"
    town = Town({name: (50 * number, 0) for number, name in enumerate(names)}, [(names, ROAD)])
    ways = read_ways(town.write(tmp_path / "kaart.osm.pbf", without="d"), NETHERLANDS)
    network = network_of(ways, Mode.WALK)

    assert ways.source.notes == ("1 punten aan de rand zonder plaats weggelaten",)
    assert network.km.sum() == pytest.approx(2 * 0.45, rel=1e-3)
    assert not town.node(network, "d")


def test_streets_beyond_the_plane_are_left_out_and_counted(tmp_path):
    town = Town({"a": (0, 0), "b": (99, 0), "c": (220_000, 0), "d": (220_099, 0)}, [("ab", ROAD), ("cd", ROAD)])
    ways = read_ways(town.write(tmp_path / "kaart.osm.pbf"), NETHERLANDS)

    assert ways.source.notes == ("2 punten buiten Nederland weggelaten",)
    assert len(network_of(ways, Mode.CAR)) == 2


def test_the_source_says_what_was_read(tmp_path):
    path = street(ROAD).write(tmp_path / "kaart.osm.pbf")
    source = read_ways(path, NETHERLANDS).source

    assert (source.file, source.sha256, source.crs) == ("kaart.osm.pbf", sha256_of(path), "EPSG:28992")
    assert source.until == ""


def test_the_source_says_until_when_the_data_go(tmp_path):
    path = tmp_path / "kaart.osm.pbf"
    header = osmium.io.Header()
    header.set("osmosis_replication_timestamp", "2026-11-01T20:21:00Z")
    with osmium.SimpleWriter(str(path), header=header) as writer:
        for number in (1, 2):
            writer.add_node(Node(id=number, location=(4.36, 52 + number / 1000)))
        writer.add_way(osmium.osm.mutable.Way(id=1, nodes=[1, 2], tags=ROAD))

    assert read_ways(path, NETHERLANDS).source.until == "2026-11-01T20:21:00Z"


def test_lengths_are_those_on_the_ellipsoid(tmp_path):
    geod = pytest.importorskip("pyproj").Geod(ellps="WGS84")
    for plane, where in (
        (NETHERLANDS, (4.36, 52.01)),
        (NETHERLANDS, (6.9, 53.3)),
        (Plane.around(-30, -51), (-51.4, -30.5)),
    ):
        path = tmp_path / "kaart.osm.pbf"
        ends = [where, (where[0] + 0.01, where[1] + 0.02)]
        with osmium.SimpleWriter(str(path), overwrite=True) as writer:
            for number, place in enumerate(ends):
                writer.add_node(Node(id=number + 1, location=place))
            writer.add_way(osmium.osm.mutable.Way(id=1, nodes=[1, 2], tags=ROAD | {"oneway": "yes"}))
        network = network_of(read_ways(path, plane), Mode.CAR)
        _, _, metres = geod.inv(*ends[0], *ends[1])

        assert network.km.sum(dtype=float) == pytest.approx(metres / 1000, rel=2e-4)


# Contraction.


def test_a_bend_is_no_node_but_counts_in_the_length(tmp_path):
    town = Town({"a": (0, 0), "b": (60, 0), "c": (60, 60)}, [("abc", ROAD)])
    network = town.network(tmp_path, Mode.WALK)

    assert len(network) == 2
    assert list(network.km) == pytest.approx([0.12, 0.12], rel=1e-3)


def test_streets_meet_where_they_share_a_point_and_not_where_they_cross(tmp_path):
    points = {"a": (-50, 0), "b": (50, 0), "c": (0, -50), "d": (0, 50), "m": (0, 0)}
    meeting = Town(points, [("amb", ROAD), ("cmd", ROAD)]).network(tmp_path, Mode.WALK)
    bridge = Town(points, [("ab", ROAD), ("cd", ROAD)]).network(tmp_path, Mode.WALK)

    assert (len(meeting), meeting.arcs) == (5, 8)
    assert (len(bridge), bridge.arcs) == (4, 4)
    assert (meeting.entrance.sum(), bridge.entrance.sum()) == (5, 2)


def test_a_long_street_has_nodes_along_it(tmp_path):
    network = street(ROAD, metres=1000).network(tmp_path, Mode.BIKE)

    assert len(network) == 8
    assert network.km.max() <= 0.15
    assert network.km.sum() == pytest.approx(2.0, rel=1e-3)


def test_a_long_winding_street_has_nodes_along_it(tmp_path):
    points = {chr(97 + number): (number * 40.0, number % 2 * 10.0) for number in range(26)}
    network = Town(points, [("".join(points), ROAD)]).network(tmp_path, Mode.BIKE)

    assert network.km.max() <= 0.2
    assert len(network) > 6


def test_of_two_streets_between_the_same_crossings_the_fastest_counts(tmp_path):
    town = Town({"a": (0, 0), "b": (80, 0), "c": (40, 60)}, [("acb", ROAD), ("ab", ROAD)])
    network = town.network(tmp_path, Mode.WALK)

    assert network.arcs == 2
    assert list(network.km) == pytest.approx([0.08, 0.08], rel=1e-3)


def test_a_short_loop_from_a_crossing_to_itself_is_dropped(tmp_path):
    town = Town({"a": (0, 0), "b": (50, 0), "c": (60, 10), "d": (60, -10)}, [("ab", ROAD), ("bcdb", ROAD)])
    network = town.network(tmp_path, Mode.WALK)

    assert (len(network), network.arcs) == (2, 2)


def test_two_points_at_one_place_are_still_connected(tmp_path):
    town = Town(
        {"a": (0, 0), "b": (50, 0), "c": (50, 0), "d": (99, 0), "e": (50, 50), "f": (50, -50)},
        [("ab", ROAD), ("bc", ROAD), ("cd", ROAD), ("be", ROAD), ("cf", ROAD)],
    )
    network = town.network(tmp_path, Mode.WALK)

    assert network.entrance.all()
    assert network.seconds.min() > 0


def test_a_mode_without_any_street_has_an_empty_network(tmp_path):
    network = street({"highway": "footway"}).network(tmp_path, Mode.CAR)

    assert (len(network), network.arcs) == (0, 0)


def test_reading_twice_gives_the_same_bytes(tmp_path):
    town = Town({"a": (0, 0), "b": (99, 0), "c": (40, 60)}, [("ab", ROAD), ("bc", {"highway": "path"}), ("ca", ROAD)])
    first, second = (town.network(tmp_path, Mode.BIKE) for _ in range(2))

    assert json.dumps(first.seconds.tolist()) == json.dumps(second.seconds.tolist())
    assert np.array_equal(first.x_km, second.x_km)
