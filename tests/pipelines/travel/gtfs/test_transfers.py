import pytest

from matcher.errors import InputError
from pipelines.travel.gtfs.changing import NO_CHANGE_SECONDS
from tests.feeds import lines, links, own, read

HEADER = "from_stop_id, to_stop_id, transfer_type, min_transfer_time"
RUNS = {"t1": "A 8:00, B 8:05, C 8:10", "t2": "S1 8:00, S2 8:02"}
# A to B and A to C are 550 and 1,300 metres; the station has two platforms 14 metres apart, and one far away.
STOPS = lines(
    "stop_id, stop_lat, stop_lon, location_type, parent_station",
    "A, 52.0067, 4.3564, 0,",
    "B, 52.0116, 4.3571, 0,",
    "C, 52.0153, 4.3702, 0,",
    "S, 52.0200, 4.3700, 1,",
    "S1, 52.0200, 4.3700, 0, S",
    "S2, 52.0201, 4.3701, 0, S",
    "S3, 52.0250, 4.3700, 0, S",
)
WITHIN = {("S1", "S2"): 60, ("S1", "S3"): 501, ("S2", "S3"): 491}


def with_rules(folder, *rows, header=HEADER, **tables):
    return read(folder, runs=RUNS, stops=STOPS, transfers=lines(header, *rows), **tables)


def changes(read_back):
    return {
        own(stop): int(least) for stop, least in zip(read_back.stops.id, read_back.stops.change_seconds, strict=True)
    }


def forbidden(read_back):
    return [(own(read_back.stops.id[one]), own(read_back.stops.id[other])) for one, other in read_back.stated.forbidden]


def outside_station(read_back):
    return {pair: seconds for pair, seconds in links(read_back).items() if not pair[0][0] == pair[1][0] == "S"}


def test_without_rules_a_change_takes_a_minute_and_a_station_is_walked_through(tmp_path):
    read_back = read(tmp_path, runs=RUNS, stops=STOPS)

    assert set(changes(read_back).values()) == {60}
    assert {pair: pytest.approx(seconds, abs=3) for pair, seconds in links(read_back).items()} == WITHIN | {
        (other, one): seconds for (one, other), seconds in WITHIN.items()
    }
    assert forbidden(read_back) == []


def test_a_minimum_between_two_stops_is_a_way_of_that_time_in_that_direction(tmp_path):
    assert outside_station(with_rules(tmp_path, "A, C, 2, 240")) == {("A", "C"): 240}


def test_a_minimum_at_one_stop_is_its_time_for_changing(tmp_path):
    assert changes(with_rules(tmp_path, "B, B, 2, 180"))["B"] == 180


def test_a_recommended_change_takes_the_walk(tmp_path):
    assert outside_station(with_rules(tmp_path, "A, B, 0,")) == {("A", "B"): pytest.approx(492, abs=3)}


def test_a_kind_that_is_left_open_is_recommended(tmp_path):
    assert ("A", "B") in links(with_rules(tmp_path, "A, B, ,"))


def test_at_a_timed_change_the_vehicle_waits(tmp_path):
    assert outside_station(with_rules(tmp_path, "A, B, 1,")) == {("A", "B"): 0}


def test_where_no_change_is_possible_there_is_no_way(tmp_path):
    read_back = with_rules(tmp_path, "A, B, 3,", "C, C, 3,")

    assert forbidden(read_back) == [("A", "B")]
    assert outside_station(read_back) == {}
    assert changes(read_back)["C"] == NO_CHANGE_SECONDS


def test_a_rule_on_a_station_holds_for_all_its_platforms(tmp_path):
    read_back = with_rules(tmp_path, "A, S, 2, 900", "S, S, 2, 120")

    assert outside_station(read_back) == {("A", "S1"): 900, ("A", "S2"): 900, ("A", "S3"): 900}
    assert {links(read_back)[pair] for pair in WITHIN} == {120}
    assert {stop: changes(read_back)[stop] for stop in ("A", "S1", "S2", "S3")} == {
        "A": 60,
        "S1": 120,
        "S2": 120,
        "S3": 120,
    }


def test_the_narrowest_rule_wins_in_whatever_order_they_stand(tmp_path):
    rows = ["A, S, 2, 900", "A, S2, 3,", "S, S, 2, 120", "S1, S2, 2, 30", "S2, S2, 2, 45"]

    for ordered in (rows, rows[::-1]):
        read_back = with_rules(tmp_path, *ordered)

        assert outside_station(read_back) == {("A", "S1"): 900, ("A", "S3"): 900}
        assert forbidden(read_back) == [("A", "S2")]
        assert links(read_back)["S1", "S2"] == 30
        assert changes(read_back)["S2"] == 45


def test_what_is_not_applied_is_counted(tmp_path):
    rows = [
        "A, B, 2, 240, t1, t2",
        "A, weg, 2, 240, ,",
        "A, B, 9, , ,",
        "A, C, 2, , ,",
        ", , 4, , t1, weg",
    ]

    read_back = with_rules(tmp_path, *rows, header=f"{HEADER}, from_trip_id, to_trip_id")

    assert read_back.sources[0].notes == (
        "regels over overstappen voor een lijn of rit, niet toegepast: 1",
        "regels over overstappen met een halte die er niet is, niet toegepast: 1",
        "regels over blijven zitten met een rit die er niet is, niet toegepast: 1",
        "regels over overstappen van een onbekende soort, niet toegepast: 1",
        "regels over overstappen zonder tijd; daar geldt de looptijd: 1",
    )
    assert list(outside_station(read_back)) == [("A", "C")]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("A, B, 2, lang", 'regel 2: kolom min_transfer_time: "lang" is geen heel getal'),
        ("A, B, 2, -5", 'regel 2: kolom min_transfer_time: "-5" is geen heel getal vanaf 0'),
        ("A, B, x, 5", 'regel 2: kolom transfer_type: "x" is geen heel getal'),
    ],
)
def test_a_rule_that_cannot_be_is_refused_by_line(tmp_path, row, message):
    with pytest.raises(InputError) as caught:
        with_rules(tmp_path, row)

    assert message in str(caught.value)
