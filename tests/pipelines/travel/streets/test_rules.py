"""The rules of the road, each through a small extract that is really written and read."""

import pytest

from matcher.codes import Mode
from pipelines.travel.streets.profiles import BIKE_KMH, EBIKE_KMH, PUSH_KMH, WALK_KMH
from tests.pipelines.travel.streets.towns import Town, street

WALK, BIKE, EBIKE, CAR = Mode.WALK, Mode.BIKE, Mode.EBIKE, Mode.CAR


def arcs(network):
    return {
        (tail, int(head)): float(seconds)
        for tail in range(len(network))
        for head, seconds in zip(
            network.indices[network.indptr[tail] : network.indptr[tail + 1]],
            network.seconds[network.indptr[tail] : network.indptr[tail + 1]],
            strict=True,
        )
    }


def ways_along(folder, mode, tags):
    """Return in which directions a street of 120 m can be gone along: any of "", ">", "<" and "<>"."""
    town = street(tags)
    network = town.network(folder, mode)
    if len(network) == 0:
        return ""
    (a,), (b,) = town.node(network, "a"), town.node(network, "b")
    found = arcs(network)
    return ("<" if (b, a) in found else "") + (">" if (a, b) in found else "")


def kmh(folder, mode, tags, metres=120.0):
    found = arcs(street(tags, metres=metres).network(folder, mode))
    return metres / next(iter(found.values())) * 3.6 if found else 0.0


# Classes and access.


@pytest.mark.parametrize(
    ("highway", "modes"),
    [
        ("residential", {WALK, BIKE, EBIKE, CAR}),
        ("primary", {WALK, BIKE, EBIKE, CAR}),
        ("living_street", {WALK, BIKE, EBIKE, CAR}),
        ("motorway_link", {CAR}),
        ("trunk", {CAR}),
        ("cycleway", {WALK, BIKE, EBIKE}),
        ("path", {WALK, BIKE, EBIKE}),
        ("track", {WALK, BIKE, EBIKE}),
        ("footway", {WALK}),
        ("pedestrian", {WALK}),
        ("steps", {WALK}),
        ("bridleway", set()),
        ("busway", set()),
        ("construction", set()),
        ("proposed", set()),
        ("raceway", set()),
    ],
)
def test_a_class_of_ways_is_open_to_the_modes_it_is_for(tmp_path, highway, modes):
    town = Town({"a": (0, 0), "b": (99, 0), "c": (0, 99)}, [("ab", {"highway": highway}), ("ac", {"highway": "road"})])

    assert {mode for mode in (WALK, BIKE, EBIKE, CAR) if town.node(town.network(tmp_path, mode), "b")} == modes


@pytest.mark.parametrize(
    ("mode", "tags", "expected"),
    [
        (CAR, {"access": "no"}, ""),
        (CAR, {"access": "private"}, ""),
        (CAR, {"access": "customers"}, ""),
        (CAR, {"access": "permissive"}, "<>"),
        (CAR, {"access": "destination"}, "<>"),
        (CAR, {"access": "no", "vehicle": "yes"}, "<>"),
        (CAR, {"vehicle": "no"}, ""),
        (CAR, {"vehicle": "no", "motor_vehicle": "yes"}, "<>"),
        (CAR, {"motor_vehicle": "agricultural"}, ""),
        (CAR, {"motor_vehicle": "delivery"}, ""),
        (CAR, {"motor_vehicle": "no", "motorcar": "yes"}, "<>"),
        (CAR, {"motor_vehicle": "unheard_of"}, "<>"),
        (CAR, {"motor_vehicle": "no;destination"}, ""),
        (CAR, {"highway": "service", "service": "driveway", "access": "private"}, ""),
        (CAR, {"highway": "service", "service": "driveway"}, "<>"),
        (CAR, {"highway": "service", "service": "emergency_access"}, ""),
        (CAR, {"highway": "footway", "access": "yes"}, ""),
        (CAR, {"highway": "pedestrian", "motor_vehicle": "destination"}, "<>"),
        (CAR, {"highway": "track"}, ""),
        (CAR, {"highway": "track", "motor_vehicle": "yes"}, "<>"),
        (CAR, {"highway": "service", "area": "yes"}, ""),
        (BIKE, {"vehicle": "no"}, ""),
        (BIKE, {"motor_vehicle": "no"}, "<>"),
        (BIKE, {"vehicle": "no", "bicycle": "yes"}, "<>"),
        (BIKE, {"access": "no", "bicycle": "designated"}, "<>"),
        (BIKE, {"bicycle": "use_sidepath"}, ""),
        (BIKE, {"bicycle": "optional_sidepath"}, "<>"),
        (BIKE, {"bicycle": "no", "highway": "cycleway"}, ""),
        (BIKE, {"highway": "pedestrian", "bicycle": "yes"}, "<>"),
        (BIKE, {"highway": "footway", "bicycle": "permissive"}, "<>"),
        (BIKE, {"highway": "footway", "access": "yes"}, ""),
        (BIKE, {"highway": "busway", "bicycle": "yes"}, "<>"),
        (BIKE, {"highway": "bridleway", "bicycle": "yes"}, "<>"),
        (BIKE, {"motorroad": "yes"}, ""),
        (BIKE, {"bicycle_road": "yes"}, "<>"),
        (BIKE, {"cyclestreet": "yes", "vehicle": "destination"}, "<>"),
        (BIKE, {"highway": "steps", "ramp:bicycle": "yes"}, "<>"),
        (BIKE, {"highway": "steps"}, ""),
        (BIKE, {"surface": "asphalt", "smoothness": "impassable"}, ""),
        (EBIKE, {"bicycle": "use_sidepath"}, ""),
        (WALK, {"access": "private"}, ""),
        (WALK, {"access": "no", "foot": "yes"}, "<>"),
        (WALK, {"vehicle": "no"}, "<>"),
        (WALK, {"foot": "no"}, ""),
        (WALK, {"foot": "use_sidepath"}, ""),
        (WALK, {"highway": "trunk", "foot": "yes"}, "<>"),
        (WALK, {"motorroad": "yes"}, ""),
        (WALK, {"highway": "pedestrian", "area": "yes"}, "<>"),
        (WALK, {"highway": "bridleway", "foot": "yes"}, "<>"),
    ],
)
def test_the_most_specific_access_tag_decides(tmp_path, mode, tags, expected):
    assert ways_along(tmp_path, mode, {"highway": "residential"} | tags) == expected


# Directions.


@pytest.mark.parametrize(
    ("mode", "tags", "expected"),
    [
        (CAR, {"oneway": "yes"}, ">"),
        (CAR, {"oneway": "true"}, ">"),
        (CAR, {"oneway": "1"}, ">"),
        (CAR, {"oneway": "-1"}, "<"),
        (CAR, {"oneway": "reverse"}, "<"),
        (CAR, {"oneway": "no"}, "<>"),
        (CAR, {"oneway": "alternating"}, "<>"),
        (CAR, {"oneway": "reversible"}, ""),
        (CAR, {"oneway": "yes", "oneway:bicycle": "no"}, ">"),
        (CAR, {"junction": "roundabout"}, ">"),
        (CAR, {"junction": "circular"}, ">"),
        (CAR, {"junction": "roundabout", "oneway": "no"}, "<>"),
        (CAR, {"highway": "motorway"}, ">"),
        (CAR, {"highway": "motorway", "oneway": "no"}, "<>"),
        (CAR, {"motor_vehicle:backward": "no"}, ">"),
        (CAR, {"vehicle:forward": "no"}, "<"),
        (BIKE, {"oneway": "yes"}, ">"),
        (BIKE, {"oneway": "-1"}, "<"),
        (BIKE, {"junction": "roundabout"}, ">"),
        (BIKE, {"highway": "cycleway", "oneway": "yes"}, ">"),
        (BIKE, {"oneway": "yes", "oneway:bicycle": "no"}, "<>"),
        (BIKE, {"oneway": "no", "oneway:bicycle": "yes"}, ">"),
        (BIKE, {"oneway": "yes", "cycleway": "opposite"}, "<>"),
        (BIKE, {"oneway": "yes", "cycleway": "opposite_lane"}, "<>"),
        (BIKE, {"oneway": "-1", "cycleway:right": "opposite_track"}, "<>"),
        (BIKE, {"oneway": "yes", "cycleway:left:oneway": "-1"}, "<>"),
        (BIKE, {"oneway": "yes", "cycleway:right:oneway": "no"}, "<>"),
        (BIKE, {"oneway": "yes", "cycleway:right": "lane"}, ">"),
        (BIKE, {"oneway": "yes", "bicycle:backward": "yes"}, "<>"),
        (EBIKE, {"oneway": "yes", "oneway:bicycle": "no"}, "<>"),
        (WALK, {"oneway": "yes"}, "<>"),
        (WALK, {"junction": "roundabout"}, "<>"),
        (WALK, {"oneway:foot": "yes"}, ">"),
    ],
)
def test_a_street_is_gone_along_in_the_directions_that_are_allowed(tmp_path, mode, tags, expected):
    assert ways_along(tmp_path, mode, {"highway": "residential"} | tags) == expected


# Speeds.


@pytest.mark.parametrize(
    ("mode", "tags", "expected"),
    [
        (WALK, {"highway": "footway"}, WALK_KMH),
        (WALK, {"highway": "steps"}, 3.0),
        (BIKE, {"highway": "cycleway", "surface": "asphalt"}, BIKE_KMH),
        (EBIKE, {"highway": "cycleway", "surface": "asphalt"}, EBIKE_KMH),
        (BIKE, {"highway": "cycleway", "surface": "paving_stones"}, BIKE_KMH),
        (BIKE, {"highway": "track", "surface": "sand"}, BIKE_KMH * 0.4),
        (BIKE, {"highway": "track", "surface": "compacted", "tracktype": "grade4"}, BIKE_KMH * 0.6),
        (BIKE, {"highway": "path", "surface": "asphalt", "smoothness": "very_bad"}, BIKE_KMH * 0.6),
        (BIKE, {"highway": "footway", "bicycle": "dismount"}, PUSH_KMH),
        (BIKE, {"highway": "steps", "ramp": "yes"}, 1.5),
        (BIKE, {"highway": "residential", "maxspeed": "30"}, BIKE_KMH),
        (CAR, {"highway": "residential", "maxspeed": "30"}, 24),
        (CAR, {"highway": "tertiary", "maxspeed": "50"}, 35),
        (CAR, {"highway": "secondary", "maxspeed": "NL:urban"}, 35),
        (CAR, {"highway": "secondary", "maxspeed:type": "NL:zone30"}, 24),
        (CAR, {"highway": "secondary", "maxspeed": "80", "maxspeed:conditional": "50 @ (22:00-06:00)"}, 64),
        (CAR, {"highway": "motorway", "maxspeed": "130", "maxspeed:conditional": "100 @ (06:00-19:00)"}, 90),
        (CAR, {"highway": "motorway"}, 90),
        (CAR, {"highway": "residential"}, 24),
        (CAR, {"highway": "living_street"}, 12),
        (CAR, {"highway": "tertiary", "maxspeed": "50", "vehicle": "destination"}, 15),
        (CAR, {"highway": "unclassified", "maxspeed": "60", "surface": "gravel"}, 30),
        (CAR, {"highway": "unclassified", "maxspeed": "60", "smoothness": "very_bad"}, 20),
        (CAR, {"highway": "tertiary", "maxspeed": "50", "oneway": "yes", "maxspeed:forward": "30"}, 24),
    ],
)
def test_a_mode_has_its_speed_on_each_street(tmp_path, mode, tags, expected):
    assert kmh(tmp_path, mode, tags) == pytest.approx(expected, rel=1e-3)


def test_a_limit_can_differ_by_direction(tmp_path):
    found = arcs(street({"highway": "road", "maxspeed": "50", "maxspeed:backward": "30"}).network(tmp_path, CAR))

    assert sorted(found.values()) == pytest.approx([120 / 35 * 3.6, 120 / 24 * 3.6], rel=1e-3)


# Ferries.


def crossing(folder, mode, tags):
    """Return the seconds of the crossing of a ferry of 600 m in one way, None when it does not take this mode."""
    town = Town(
        {"a": (-99, 0), "b": (0, 0), "m": (200, 0), "c": (600, 0), "d": (699, 0)},
        [("ab", {"highway": "road"}), ("bmc", {"route": "ferry"} | tags), ("cd", {"highway": "road"})],
    )
    network = town.network(folder, mode)
    (b,), (c,) = town.node(network, "b"), town.node(network, "c")
    return arcs(network).get((b, c))


@pytest.mark.parametrize(
    ("mode", "tags", "seconds"),
    [
        (BIKE, {"duration": "00:05"}, 300 + 600),
        (EBIKE, {"duration": "00:05"}, 300 + 600),
        (WALK, {"duration": "5", "interval": "00:10"}, 300 + 300),
        (CAR, {"duration": "00:05", "motor_vehicle": "yes"}, 300 + 600),
        (CAR, {"duration": "00:05"}, None),
        (BIKE, {}, 216 + 600),
        (BIKE, {"duration": "a while"}, 216 + 600),
        (BIKE, {"bicycle": "no"}, None),
        (WALK, {"access": "private"}, None),
    ],
)
def test_a_ferry_takes_its_crossing_and_the_wait_for_it(tmp_path, mode, tags, seconds):
    found = crossing(tmp_path, mode, tags)

    assert found == (None if seconds is None else pytest.approx(seconds, abs=0.5))


def test_no_trip_begins_on_a_ferry_or_a_motorway(tmp_path):
    town = Town(
        {"a": (0, 0), "b": (99, 0), "c": (800, 0), "d": (899, 0)},
        [
            ("ab", {"highway": "road"}),
            ("bc", {"highway": "motorway", "oneway": "no"}),
            ("cd", {"highway": "motorway", "oneway": "no"}),
        ],
    )
    network = town.network(tmp_path, CAR)

    assert [[bool(network.entrance[node]) for node in town.node(network, name)] for name in "abcd"] == [
        [True],
        [True],
        [False],
        [False],
    ]


# Barriers.


def passes(folder, mode, tags):
    """Whether someone gets from a to c past a barrier at b."""
    town = Town({"a": (0, 0), "b": (99, 0), "c": (199, 0)}, [("abc", {"highway": "service"})], {"b": tags})
    network = town.network(folder, mode)
    (a,), middle, (c,) = town.node(network, "a"), town.node(network, "b"), town.node(network, "c")
    assert len(middle) in {0, 1, 2}
    heads = {tail: {head for start, head in arcs(network) if start == tail} for tail in range(len(network))}
    reached, todo = {a}, [a]
    while todo:
        new = heads[todo.pop()] - reached
        reached |= new
        todo += new
    return c in reached


@pytest.mark.parametrize(
    ("barrier", "modes"),
    [
        ("bollard", {WALK, BIKE}),
        ("block", {WALK, BIKE}),
        ("cycle_barrier", {WALK, BIKE}),
        ("gate", {WALK, BIKE, CAR}),
        ("lift_gate", {WALK, BIKE, CAR}),
        ("kerb", {WALK, BIKE, CAR}),
        ("stile", {WALK}),
        ("kissing_gate", {WALK}),
        ("turnstile", {WALK}),
        ("wall", set()),
        ("fence", set()),
    ],
)
def test_a_barrier_stops_whom_it_is_meant_for(tmp_path, barrier, modes):
    assert {mode for mode in (WALK, BIKE, CAR) if passes(tmp_path, mode, {"barrier": barrier})} == modes


@pytest.mark.parametrize(
    ("mode", "tags", "expected"),
    [
        (CAR, {"barrier": "bollard", "motor_vehicle": "yes"}, True),
        (CAR, {"barrier": "gate", "access": "private"}, False),
        (WALK, {"barrier": "gate", "access": "private"}, False),
        (WALK, {"barrier": "gate", "access": "no", "foot": "yes"}, True),
        (BIKE, {"barrier": "kissing_gate", "bicycle": "yes"}, True),
        (BIKE, {"barrier": "gate", "locked": "yes"}, False),
        (BIKE, {"barrier": "bollard", "bicycle": "no"}, False),
    ],
)
def test_access_tags_on_a_barrier_come_before_its_kind(tmp_path, mode, tags, expected):
    assert passes(tmp_path, mode, tags) is expected


def test_a_barrier_on_a_crossing_of_streets_stands_beside_it(tmp_path):
    town = Town(
        {"a": (0, 0), "b": (99, 0), "c": (199, 0), "d": (99, 99)},
        [("abc", {"highway": "residential"}), ("bd", {"highway": "residential"})],
        {"b": {"barrier": "bollard"}},
    )
    network = town.network(tmp_path, CAR)

    assert len(town.node(network, "b")) == 1


def test_both_sides_of_a_barrier_can_be_reached_up_to_it(tmp_path):
    town = Town(
        {"a": (0, 0), "b": (99, 0), "c": (199, 0)}, [("abc", {"highway": "service"})], {"b": {"barrier": "block"}}
    )
    network = town.network(tmp_path, CAR)

    assert len(town.node(network, "b")) == 2
    assert network.km.sum() == pytest.approx(2 * 0.199, rel=1e-3)
