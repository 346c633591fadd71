import math

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.codes import Mode
from matcher.commute import CURVES
from matcher.errors import InputError
from pipelines.travel.streets.ends import NOT_COVERED, require_covered, snap
from pipelines.travel.streets.network import QUANTUM, Arcs, main_component, network_of_arcs
from pipelines.travel.streets.routes import route
from pipelines.travel.streets.times import START_SECONDS, seconds_from, times, times_between
from pipelines.travel.streets.ways import StreetSource
from tests.pipelines.travel.streets.towns import CENTRE_KM, Town, street

ROAD = {"highway": "residential"}
SOURCE = StreetSource("kaart.osm.pbf", "0" * 64, "", "EPSG:28992")
INF = math.inf


def network_with(size, arcs, mode=Mode.WALK):
    """Return a network of nodes on a line, 100 m apart, with arcs (tail, head, seconds)."""
    tail, head, seconds = (np.array(column) for column in zip(*arcs, strict=True)) if arcs else ([], [], [])
    given_arcs = Arcs(
        np.array(tail, np.int64), np.array(head, np.int64), np.array(seconds, float), np.ones(len(arcs)) / 10
    )
    places = (CENTRE_KM[0] + np.arange(size) / 10, np.full(size, CENTRE_KM[1]))
    return network_of_arcs(mode, places, given_arcs, SOURCE)


def as_networkx(size, arcs):
    graph = nx.DiGraph()
    graph.add_nodes_from(range(size))
    for tail, head, seconds in arcs:
        if tail != head and seconds < graph.get_edge_data(tail, head, {"weight": INF})["weight"]:
            graph.add_edge(tail, head, weight=seconds)
    return graph


graphs = st.integers(1, 12).flatmap(
    lambda size: st.tuples(
        st.just(size),
        st.lists(
            st.tuples(st.integers(0, size - 1), st.integers(0, size - 1), st.integers(0, 2000).map(lambda n: n / 4)),
            max_size=40,
        ),
    )
)


@given(graphs, st.integers(0, 2000))
def test_times_equal_those_of_networkx_with_and_without_a_limit(graph, limit):
    size, arcs = graph
    network, oracle = network_with(size, arcs), as_networkx(size, arcs)
    found = seconds_from(network, np.arange(size), np.inf)
    limited = seconds_from(network, np.arange(size), limit)
    for origin in range(size):
        expected = nx.single_source_dijkstra_path_length(oracle, origin)
        for node in range(size):
            seconds = expected.get(node, INF)
            # An arc of no time at all is kept as the least time there is.
            assert found[origin, node] == pytest.approx(seconds, abs=size * QUANTUM)
            assert limited[origin, node] == (found[origin, node] if found[origin, node] <= limit else INF)


@given(graphs)
def test_times_equal_those_of_networkx_on_the_same_arcs_exactly(graph):
    size, arcs = graph
    network = network_with(size, arcs)
    oracle = nx.from_scipy_sparse_array(network.matrix(), create_using=nx.DiGraph)
    found = seconds_from(network, np.arange(size), np.inf)

    assert oracle.number_of_edges() == network.arcs
    for origin in range(size):
        expected = nx.single_source_dijkstra_path_length(oracle, origin)
        assert found[origin].tolist() == [expected.get(node, INF) for node in range(size)]


@given(graphs)
def test_the_main_part_is_the_largest_in_which_all_reach_each_other(graph):
    size, arcs = graph
    parts = list(nx.strongly_connected_components(as_networkx(size, arcs)))
    main = set(np.flatnonzero(main_component(network_with(size, arcs))).tolist())

    assert main in parts
    assert len(main) == max(map(len, parts))


def test_streets_that_take_no_time_still_connect():
    network = network_with(3, [(0, 1, 0.0), (1, 2, 0.0)])

    assert np.isfinite(seconds_from(network, 0)).all()


def test_of_parallel_arcs_the_fastest_counts_and_not_their_sum():
    network = network_with(2, [(0, 1, 30.0), (0, 1, 20.0), (0, 1, 40.0)])

    assert seconds_from(network, 0)[0, 1] == 20


def test_a_town_equals_networkx_to_the_second(tmp_path):
    points = {f"{chr(97 + east)}{north}": (east * 80.0, north * 90.0) for east in range(9) for north in range(9)}
    names = {name: chr(200 + number) for number, name in enumerate(points)}
    town = Town({names[name]: place for name, place in points.items()})
    for east in "abcdefghi":
        town.ways.append(("".join(names[f"{east}{north}"] for north in range(9)), ROAD | {"maxspeed": "50"}))
    for north in range(9):
        oneway = {"oneway": "yes"} if north % 2 else {"oneway": "-1"}
        town.ways.append(("".join(names[f"{east}{north}"] for east in "abcdefghi"), ROAD | oneway))
    network = town.network(tmp_path, Mode.CAR)
    oracle = nx.from_scipy_sparse_array(network.matrix(), create_using=nx.DiGraph)
    found = seconds_from(network, np.arange(len(network)))
    expected = dict(nx.all_pairs_dijkstra_path_length(oracle))

    assert len(network) == 81
    assert all(found[a, b] == expected[a][b] for a in range(81) for b in range(81))


# From door to door.


def test_a_trip_is_the_start_the_street_and_the_last_stretches(tmp_path):
    town = street(ROAD)
    network = town.network(tmp_path, Mode.BIKE)
    (ax, ay), (bx, by) = town.km("a"), town.km("b")
    to_door = 0.050 * 1.2 / 12 * 3600

    found = times(network, ax, ay + 0.05, bx, by - 0.05)

    assert found.dtype == np.float32
    assert found[0, 0] == pytest.approx(60 + 120 / 15.5 * 3.6 + 2 * to_door, abs=0.1)


def test_starting_takes_what_it_takes_in_the_estimate():
    assert {mode: seconds / 60 for mode, seconds in START_SECONDS.items()} == {
        mode: CURVES[mode].start for mode in START_SECONDS
    }


def test_a_point_far_from_every_street_is_not_covered(tmp_path):
    town = street(ROAD)
    network = town.network(tmp_path, Mode.WALK)
    x, y = town.km("a")

    found = times(network, [x, x, np.nan], [y, y + 1.01, y], [x, x], [y, y + 0.99])

    assert np.isnan(found).tolist() == [[False, False], [True, True], [True, True]]
    assert snap(network, x, y + 1.01).node.tolist() == [NOT_COVERED]
    assert snap(network, x, y + 1.0, most_km=0.5).covered.tolist() == [False]


def test_no_way_within_the_limit_is_infinite(tmp_path):
    town = street(ROAD, metres=1000)
    network = town.network(tmp_path, Mode.WALK)
    there = 1000 / 4.8 * 3.6

    for limit, expected in ((there + 1, there), (there - 1, INF)):
        found = times(network, *town.km("a"), *town.km("b"), limit_seconds=limit)
        assert found[0, 0] == pytest.approx(expected, abs=0.5)


def test_the_limit_holds_for_the_whole_trip_and_not_only_for_the_streets(tmp_path):
    town = street(ROAD)
    network = town.network(tmp_path, Mode.CAR)

    assert times(network, *town.km("a"), *town.km("b"), limit_seconds=239)[0, 0] == INF
    assert times(network, *town.km("a"), *town.km("a"), limit_seconds=240)[0, 0] == 240


def test_a_small_island_traps_nobody(tmp_path):
    town = Town({"a": (0, 0), "b": (99, 0), "c": (198, 0), "i": (10, 20), "j": (60, 20)}, [("abc", ROAD), ("ij", ROAD)])
    network = town.network(tmp_path, Mode.WALK)
    (island,) = town.node(network, "i")

    assert snap(network, *town.km("i")).node.tolist() == town.node(network, "a")
    assert not network.entrance[island]
    assert np.isfinite(times(network, *town.km("i"), *town.km("c"))).all()


def test_a_street_that_can_only_be_entered_traps_nobody(tmp_path):
    town = Town(
        {"a": (0, 0), "b": (99, 0), "c": (99, 80), "d": (99, 140)}, [("ab", ROAD), ("bcd", ROAD | {"oneway": "yes"})]
    )
    network = town.network(tmp_path, Mode.CAR)

    assert snap(network, *town.km("d")).node.tolist() == town.node(network, "b")


def test_neighbours_do_not_go_to_the_street_and_back(tmp_path):
    town = street(ROAD)
    network = town.network(tmp_path, Mode.WALK)
    x, y = town.km("a")

    found = times(network, x, y + 0.30, x + 0.02, y + 0.30)

    assert found[0, 0] == pytest.approx(20 * 1.2 / 4.8 * 3.6, abs=0.1)


def test_blocks_give_what_single_pairs_give(tmp_path, monkeypatch):
    points = {chr(97 + number): (number * 90.0, number % 3 * 40.0) for number in range(20)}
    town = Town(points, [("".join(points), ROAD)])
    network = town.network(tmp_path, Mode.BIKE)
    x, y = np.array([town.km(name) for name in points]).T
    x[3] = np.nan
    whole = times(network, x, y, x, y)
    monkeypatch.setattr("pipelines.travel.streets.times.BLOCK_LABELS", 3 * len(network))
    ends = snap(network, x, y)
    rows = [times_between(network, ends.part(slice(row, row + 1)), ends)[0] for row in range(20)]

    assert np.array_equal(times(network, x, y, x, y), whole, equal_nan=True)
    assert np.array_equal(np.array(rows), whole, equal_nan=True)


def test_an_empty_network_covers_nothing(tmp_path):
    network = street({"highway": "footway"}).network(tmp_path, Mode.CAR)

    assert np.isnan(times(network, [84.0], [447.0], [84.0, 84.1], [447.0, 447.0])).all()


def test_no_points_give_no_times(tmp_path):
    network = street(ROAD).network(tmp_path, Mode.WALK)

    assert times(network, [], [], [84.0], [447.0]).shape == (0, 1)
    assert times(network, [84.0], [447.0], [], []).shape == (1, 0)


def test_an_extract_of_another_region_is_refused_with_counts(tmp_path):
    town = street(ROAD)
    network = town.network(tmp_path, Mode.CAR)
    x, y = town.km("a")

    assert require_covered(network, [x, x], [y, y + 5]) == 1
    with pytest.raises(InputError, match=r"town\.osm\.pbf: maar 1 van de 3 plaatsen liggen binnen 1 km"):
        require_covered(network, [x, x, x], [y, y + 5, y - 5])


# One trip.


def test_a_route_says_how_far_and_along_which_points(tmp_path):
    town = Town({"a": (0, 0), "b": (99, 0), "c": (99, 80), "d": (0, 300)}, [("ab", ROAD), ("bc", ROAD), ("cd", ROAD)])
    network = town.network(tmp_path, Mode.WALK)
    trip = route(network, town.km("a"), town.km("c"))

    assert trip.points == pytest.approx([pytest.approx(town.km(name), abs=1e-4) for name in "abc"])
    assert trip.km == pytest.approx(0.179, rel=1e-3)
    assert trip.seconds == times(network, *town.km("a"), *town.km("c"))[0, 0]


def test_a_route_adds_the_last_stretches(tmp_path):
    town = street(ROAD)
    network = town.network(tmp_path, Mode.WALK)
    (ax, ay), (bx, by) = town.km("a"), town.km("b")

    assert route(network, (ax, ay + 0.1), (bx, by - 0.1)).km == pytest.approx(0.12 + 2 * 0.12, rel=1e-3)


def test_a_route_between_neighbours_has_no_points(tmp_path):
    town = street(ROAD)
    network = town.network(tmp_path, Mode.WALK)
    x, y = town.km("a")
    trip = route(network, (x, y + 0.3), (x + 0.02, y + 0.3))

    assert (trip.km, trip.points) == (pytest.approx(0.024), ())


def test_there_is_no_route_to_where_nothing_leads(tmp_path):
    town = street(ROAD)
    network = town.network(tmp_path, Mode.WALK)
    x, y = town.km("a")

    assert route(network, (x, y), (x, y + 5)) is None
    assert route(network, (x, y), town.km("b"), limit_seconds=10) is None
