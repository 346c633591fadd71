import pytest

from pipelines.travel.streets.ferries import parse_seconds
from pipelines.travel.streets.limits import driven_kmh, limit_kmh, parse_kmh


@pytest.mark.parametrize(
    ("written", "kmh"),
    [
        ("50", 50),
        ("50 km/h", 50),
        ("30 mph", 48.28),
        ("10 knots", 18.52),
        ("NL:urban", 50),
        ("NL:rural", 80),
        ("NL:motorway", 100),
        ("NL:living_street", 15),
        ("NL:zone30", 30),
        ("NL:zone:60", 60),
        ("DE:30", 30),
        ("walk", 6),
        ("none", 100),
        ("50;30", 30),
        ("50; signals", 50),
    ],
)
def test_a_limit_is_read_as_mappers_write_it(written, kmh):
    assert parse_kmh(written) == pytest.approx(kmh, abs=0.01)


@pytest.mark.parametrize("written", ["", "fast", "signals", "variable", "0", "-50", "50 @ (06:00-19:00)", "NL:other"])
def test_what_is_no_limit_says_nothing(written):
    assert parse_kmh(written) is None


def test_a_limit_that_says_nothing_leaves_that_of_the_class():
    assert limit_kmh({"highway": "secondary", "maxspeed": "signals"}, "forward") == 80
    assert limit_kmh({"highway": "footway"}, "forward") == 15


def test_a_higher_limit_is_never_driven_slower():
    speeds = [driven_kmh(limit) for limit in range(5, 101)]

    assert speeds == sorted(speeds)


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("20", 1200),
        ("0:20", 1200),
        ("00:20", 1200),
        ("01:30", 5400),
        ("00:07:30", 450),
        ("PT20M", 1200),
        ("PT1H", 3600),
    ],
)
def test_a_duration_is_read_as_mappers_write_it(written, seconds):
    assert parse_seconds(written) == seconds


@pytest.mark.parametrize("written", ["", "0", "00:00", "PT", "long", "20 min", "10:00"])
def test_what_is_no_duration_says_nothing(written):
    assert parse_seconds(written) is None
