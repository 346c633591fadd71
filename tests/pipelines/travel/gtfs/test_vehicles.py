import pytest

from tests.feeds import lines, own, read

RUNS = {"t1": "A 8:00, B 8:05", "t2": "B 8:07, C 8:12", "t3": "C 8:20, D 8:30"}
RULES = "from_trip_id, to_trip_id, transfer_type"


def vehicles(read_back):
    """Which trips share a vehicle: the trip that is shown of every connection with the first of its vehicle."""
    ids = read_back.trips.id
    pairs = zip(read_back.connections.shown, read_back.connections.trip, strict=True)
    return {own(ids[shown]): own(ids[vehicle]) for shown, vehicle in pairs}


def in_blocks(folder, blocks, runs=RUNS, **tables):
    rows = (f"{trip}, 37, daily, {block}" for trip, block in zip(runs, blocks, strict=True))
    return read(folder, runs=runs, trips=lines("trip_id, route_id, service_id, block_id", *rows), **tables)


def alone(runs=RUNS):
    return {trip: trip for trip in runs}


def test_trips_without_a_block_are_vehicles_of_their_own(tmp_path):
    assert vehicles(read(tmp_path, runs=RUNS)) == alone()


def test_consecutive_trips_of_a_block_are_one_vehicle(tmp_path):
    read_back = in_blocks(tmp_path, ["x", "x", "x"])

    assert vehicles(read_back) == {"t1": "t1", "t2": "t1", "t3": "t1"}
    assert read_back.sources[0].notes == ("ritten waarin men uit een eerdere rit kan blijven zitten: 2",)


def test_another_block_is_another_vehicle(tmp_path):
    assert vehicles(in_blocks(tmp_path, ["x", "x", "y"])) == {"t1": "t1", "t2": "t1", "t3": "t3"}


@pytest.mark.parametrize(
    "second",
    [
        pytest.param("B 8:04, C 8:12", id="that begins before the first ends"),
        pytest.param("D 8:07, C 8:12", id="that begins elsewhere"),
        pytest.param("B 8:36, C 8:42", id="that begins much later"),
    ],
)
def test_nobody_stays_seated_for_a_trip(tmp_path, second):
    runs = {"t1": "A 8:00, B 8:05", "t2": second}

    assert vehicles(in_blocks(tmp_path, ["x", "x"], runs)) == alone(runs)


def test_a_vehicle_may_go_on_from_another_platform_of_the_station(tmp_path):
    stops = lines(
        "stop_id, stop_lat, stop_lon, location_type, parent_station",
        "A, 52.00, 4.35, 0,",
        "S, 52.01, 4.35, 1,",
        "S1, 52.01, 4.35, 0, S",
        "S2, 52.01, 4.35, 0, S",
    )
    runs = {"t1": "A 8:00, S1 8:05", "t2": "S2 8:07, A 8:12"}

    assert vehicles(in_blocks(tmp_path, ["x", "x"], runs, stops=stops)) == {"t1": "t1", "t2": "t1"}


def test_rides_of_one_vehicle_in_one_minute_keep_its_order(tmp_path):
    runs = {"t2": "B 8:00, C 8:00", "t1": "A 8:00, B 8:00"}
    table = lines(RULES, "t1, t2, 4")

    # Neither takes any time, so nothing says that one comes after the other: they are not joined.
    assert vehicles(read(tmp_path, runs=runs, transfers=table)) == alone(runs)

    runs = {"t2": "B 8:01, C 8:01, D 8:01", "t1": "A 8:00, E 8:01, B 8:01"}
    read_back = read(tmp_path, runs=runs, transfers=table)

    assert [own(read_back.stops.id[stop]) for stop in read_back.connections.to_stop] == ["E", "B", "C", "D"]
    assert len(set(read_back.connections.trip)) == 1


def test_a_rule_lets_people_stay_seated_where_no_block_does(tmp_path):
    assert vehicles(read(tmp_path, runs=RUNS, transfers=lines(RULES, "t1, t2, 4"))) == {
        "t1": "t1",
        "t2": "t1",
        "t3": "t3",
    }


def test_a_rule_that_people_must_leave_parts_a_block(tmp_path):
    read_back = in_blocks(tmp_path, ["x", "x", "x"], transfers=lines(RULES, "t1, t2, 5"))

    assert vehicles(read_back) == {"t1": "t1", "t2": "t2", "t3": "t2"}


def test_of_a_train_that_splits_one_part_is_joined_and_the_other_counted(tmp_path):
    runs = {"t1": "A 8:00, B 8:05", "t2": "B 8:07, C 8:12", "t3": "B 8:08, D 8:30"}
    read_back = read(tmp_path, runs=runs, transfers=lines(RULES, "t1, t2, 4", "t1, t3, 4"))

    assert vehicles(read_back) == {"t1": "t1", "t2": "t1", "t3": "t3"}
    assert read_back.sources[0].notes == (
        "ritten waarin men uit een eerdere rit kan blijven zitten: 1",
        "ritten die splitsen of samenkomen; daar is overstappen gerekend: 1",
    )


def test_the_nights_before_and_after_have_vehicles_of_their_own(tmp_path):
    runs = {"t1": "A 23:50, B 24:10", "t2": "B 24:15, C 24:30"}

    assert vehicles(in_blocks(tmp_path, ["x", "x"], runs)) == {
        "t1@2026-11-30": "t1@2026-11-30",
        "t2@2026-11-30": "t1@2026-11-30",
        "t1": "t1",
        "t2": "t1",
    }


def test_trips_that_run_every_so_often_are_never_joined(tmp_path):
    frequencies = lines("trip_id, start_time, end_time, headway_secs", "t1, 8:00:00, 8:01:00, 600")

    assert vehicles(in_blocks(tmp_path, ["x", "x", "y"], frequencies=frequencies)) == {
        "t1@08:00:00": "t1@08:00:00",
        "t2": "t2",
        "t3": "t3",
    }
