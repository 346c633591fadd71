"""Contraction against a plainly written reference: networkx on every stretch between two points, nothing contracted."""

import itertools
import math

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.codes import Mode
from pipelines.travel.streets.barriers import stops
from pipelines.travel.streets.contraction import network_of
from pipelines.travel.streets.ends import snap
from pipelines.travel.streets.profiles import passage
from pipelines.travel.streets.times import seconds_from
from pipelines.travel.streets.ways import StreetSource, Ways

KINDS = (
    {"highway": "residential"},
    {"highway": "tertiary", "maxspeed": "50", "oneway": "yes"},
    {"highway": "cycleway", "surface": "gravel"},
    {"highway": "motorway"},
    {"highway": "footway"},
)
BOLLARD = {"barrier": "bollard"}
POINTS = 9

places = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=POINTS, max_size=POINTS, unique=True)
lines = st.lists(
    st.tuples(
        st.integers(0, len(KINDS) - 1), st.lists(st.integers(0, POINTS - 1), min_size=2, max_size=6, unique=True)
    ),
    min_size=1,
    max_size=8,
)


def ways_of(where, drawn, barriers=()):
    """Return ways between points on a grid of 20 m, as they would be read."""
    points = np.array([point for _, line in drawn for point in line], np.int64)
    x_km, y_km = np.array(where, float).T * 0.02
    return Ways(
        kinds=KINDS,
        kind=np.array([kind for kind, _ in drawn], np.int32),
        start=np.cumsum([0, *(len(line) for _, line in drawn)]),
        node=points + 1000,
        x_km=x_km[points],
        y_km=y_km[points],
        barrier_node=np.array(sorted(barriers), np.int64) + 1000,
        barrier_kinds=(BOLLARD,),
        barrier_kind=np.zeros(len(barriers), np.int32),
        source=StreetSource("", "", "", ""),
    )


def plainly(where, drawn, mode):
    graph = nx.DiGraph()
    for kind, line in drawn:
        speeds = passage(mode, KINDS[kind])
        for one, other in itertools.pairwise(line):
            km = math.dist(where[one], where[other]) * 0.02
            for tail, head, kmh in ((one, other, speeds.forward_kmh), (other, one, speeds.backward_kmh)):
                if kmh > 0:
                    seconds = km / kmh * 3600
                    before = graph.get_edge_data(tail, head, {"weight": math.inf})["weight"]
                    graph.add_edge(tail, head, weight=min(seconds, before))
    return graph


def nodes_at(network, where):
    """Return for every node of the network the point that it lies at, None for those in between."""
    at = {place: point for point, place in enumerate(where)}
    rounded = ((round(x / 0.02, 6), round(y / 0.02, 6)) for x, y in zip(network.x_km, network.y_km, strict=True))
    return [at.get(place) for place in rounded]


@given(places, lines, st.sampled_from([Mode.WALK, Mode.BIKE, Mode.CAR]))
def test_times_are_those_over_the_stretches_that_were_not_contracted(where, drawn, mode):
    network, oracle = network_of(ways_of(where, drawn), mode), plainly(where, drawn, mode)
    at = nodes_at(network, where)
    # A node that was put in along a stretch can lie on a point of another: such a place says nothing.
    known = [node for node, point in enumerate(at) if point in oracle and at.count(point) == 1]
    if not known:
        return
    found = seconds_from(network, known, np.inf)
    for row, node in enumerate(known):
        expected = nx.single_source_dijkstra_path_length(oracle, at[node])
        for other in known:
            if at[other] == at[node]:
                continue
            assert found[row, other] == pytest.approx(expected.get(at[other], math.inf), abs=0.1)


@given(places, lines, st.sets(st.integers(0, POINTS - 1)))
def test_barriers_take_away_ways_and_never_add_any(where, drawn, barriers):
    assert stops(Mode.CAR, BOLLARD)
    free = network_of(ways_of(where, drawn), Mode.CAR)
    barred = network_of(ways_of(where, drawn, barriers), Mode.CAR)
    at_free, at_barred = nodes_at(free, where), nodes_at(barred, where)
    reached = {
        (at_free[a], at_free[b]): seconds
        for a, row in enumerate(seconds_from(free, np.arange(len(free)), np.inf))
        for b, seconds in enumerate(row)
        if at_free.count(at_free[a]) == at_free.count(at_free[b]) == 1  # not where a node was put in on another's point
    }
    for a, row in enumerate(seconds_from(barred, np.arange(len(barred)), np.inf) if len(barred) else ()):
        for b, seconds in enumerate(row):
            pair = (at_barred[a], at_barred[b])
            if None not in pair and pair in reached and pair[0] != pair[1]:
                assert seconds >= reached[pair] - 0.1


@given(places, lines, st.lists(st.tuples(st.floats(-1, 2), st.floats(-1, 2)), min_size=1, max_size=5))
def test_snapping_finds_the_nearest_entrance(where, drawn, doors):
    network = network_of(ways_of(where, drawn), Mode.WALK)
    entrances = np.flatnonzero(network.entrance)
    ends = snap(network, *np.array(doors).T)
    for (x, y), node in zip(doors, ends.node.tolist(), strict=True):
        km = np.hypot(network.x_km[entrances] - x, network.y_km[entrances] - y)
        if len(km) == 0 or km.min() > 1:
            assert node == -1
        else:
            assert node in entrances
            assert math.hypot(network.x_km[node] - x, network.y_km[node] - y) == pytest.approx(km.min(), abs=1e-9)
