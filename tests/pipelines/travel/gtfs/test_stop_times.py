import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.errors import InputError
from tests.feeds import feed, lines, opened, read, rides, stop_times

HEADER = "trip_id, arrival_time, departure_time, stop_id, stop_sequence"


def test_a_ride_lasts_from_departure_to_the_next_arrival(tmp_path):
    assert rides(read(tmp_path, runs={"t1": "A 8:00, B 8:05-8:07, C 8:10"})) == [
        ("t1", "A", "B", "8:00", "8:05"),
        ("t1", "B", "C", "8:07", "8:10"),
    ]


def test_rows_may_come_in_any_order(tmp_path):
    runs = {"t1": "A 8:00, B 8:05, C 8:10", "t2": "C 8:00, A 8:20"}
    header, *rows = stop_times(runs).splitlines()

    assert rides(read(tmp_path, runs=runs, stop_times=lines(header, *reversed(rows)))) == rides(
        read(tmp_path, runs=runs)
    )


def test_sequences_may_skip_numbers(tmp_path):
    table = lines(HEADER, "t1, 8:00:00, 8:00:00, A, 0", "t1, 8:10:00, 8:10:00, C, 900", "t1, 8:05:00, 8:05:00, B, 10")

    assert [ride[1:3] for ride in rides(read(tmp_path, stop_times=table))] == [("A", "B"), ("B", "C")]


def test_a_loop_calls_at_a_stop_again_and_may_do_so_at_once(tmp_path):
    assert [ride[1:3] for ride in rides(read(tmp_path, runs={"t1": "A 8:00, B 8:05, B 8:06, A 8:11"}))] == [
        ("A", "B"),
        ("B", "B"),
        ("B", "A"),
    ]


def test_rides_within_one_minute_keep_the_order_of_the_trip(tmp_path):
    runs = {"t2": "D 8:00, C 8:00, B 8:00, A 8:00, E 8:01", "t1": "A 8:00, B 8:00, C 8:00"}

    assert [ride[:3] for ride in rides(read(tmp_path, runs=runs))] == [
        ("t2", "D", "C"),
        ("t2", "C", "B"),
        ("t2", "B", "A"),
        ("t1", "A", "B"),
        ("t1", "B", "C"),
        ("t2", "A", "E"),
    ]


def test_rides_are_in_order_of_departure_then_arrival(tmp_path):
    runs = {"slow": "A 8:00, C 8:30", "fast": "A 8:00, C 8:10", "early": "A 7:00, C 9:00"}

    assert [ride[0] for ride in rides(read(tmp_path, runs=runs))] == ["early", "fast", "slow"]


def test_one_of_arrival_and_departure_stands_for_both(tmp_path):
    table = lines(HEADER, "t1, , 8:00:00, A, 1", "t1, 8:05:00, , B, 2", "t1, 8:10:00, , C, 3")

    assert [ride[3:] for ride in rides(read(tmp_path, stop_times=table))] == [("8:00", "8:05"), ("8:05", "8:10")]


def test_a_missing_time_is_filled_in_by_the_measured_way(tmp_path):
    table = lines(
        f"{HEADER}, shape_dist_traveled", "t1, 8:00:00, , A, 1, 0", "t1, , , B, 2, 3", "t1, 8:10:00, , C, 3, 4"
    )

    assert [ride[3:] for ride in rides(read(tmp_path, stop_times=table))] == [("8:00", "8:07:30"), ("8:07:30", "8:10")]


def test_without_a_measured_way_it_is_filled_in_by_the_straight_line(tmp_path):
    places = {"A": (52.0, 4.35), "B": (52.03, 4.35), "C": (52.04, 4.35)}

    calls = rides(read(tmp_path, runs={"t1": "A 8:00, B, C 8:10"}, stops=places))

    assert calls[0][4] in {"8:07:29", "8:07:30"}


def test_without_any_places_it_is_filled_in_evenly(tmp_path):
    places = {"A": (52.0, 4.35), "B": (0.0, 0.0), "C": (52.04, 4.35), "D": (52.0, 4.3)}

    calls = rides(read(tmp_path, runs={"t1": "A 8:00, B, C, D 8:09"}, stops=places))

    assert [ride[3] for ride in calls] == ["8:00", "8:03", "8:06"]


@given(st.lists(st.none() | st.integers(0, 10), min_size=1, max_size=8))
def test_filled_in_times_never_run_backwards_and_leave_the_given_ones(tmp_path_factory, waits):
    minute, calls = 0, ["A 8:00"]
    for at, wait in enumerate(waits):
        minute += wait or 0
        calls.append(f"{'BCDEF'[at % 5]}" + (f" 8:{minute:02}" if wait is not None and minute < 60 else ""))
    run = ", ".join([*calls, "A 9:59"])
    path = feed(tmp_path_factory.mktemp("feed"), runs={"t1": run})

    connections = opened(path).connections

    # In the order of time they are in the order of the trip, because each begins where the one before ended.
    assert (connections.departure[1:] >= connections.arrival[:-1]).all()
    assert (connections.arrival >= connections.departure).all()
    given_times = {f"8:{call[-2:]}" for call in calls if " " in call}
    assert given_times <= {ride[3] for ride in rides(opened(path))} | {"8:00"}


def test_getting_in_and_out_follow_the_feed(tmp_path):
    table = lines(
        f"{HEADER}, pickup_type, drop_off_type",
        "t1, 8:00:00, 8:00:00, A, 1, 0, 1",
        "t1, 8:05:00, 8:05:00, B, 2, 1, 0",
        "t1, 8:06:00, 8:06:00, C, 3, 2, 1",
        "t1, 8:10:00, 8:10:00, D, 4, 1, 3",
    )

    read_back = read(tmp_path, stop_times=table)

    assert read_back.connections.boards.tolist() == [True, False, True]
    assert read_back.connections.alights.tolist() == [True, False, True]
    assert read_back.sources[0].notes == (
        "ritten met een halte alleen na een telefoontje of op verzoek; zij tellen mee: 1",
    )


def test_a_trip_with_one_stop_is_left_out_and_counted(tmp_path):
    read_back = read(tmp_path, runs={"t1": "A 8:00, B 8:05", "t2": "A 8:00"})

    assert [ride[0] for ride in rides(read_back)] == ["t1"]
    assert read_back.sources[0].notes == ("ritten met minder dan twee haltes; zij tellen niet mee: 1",)


def test_times_of_a_trip_that_does_not_exist_are_left_out_and_counted(tmp_path):
    trips = lines("trip_id, route_id, service_id", "t1, 37, daily")
    read_back = read(tmp_path, runs={"t1": "A 8:00, B 8:05", "t2": "A 8:00, C 8:05"}, trips=trips)

    assert [ride[0] for ride in rides(read_back)] == ["t1"]
    assert read_back.sources[0].notes == ("regels van stop_times met een rit die er niet is; zij tellen niet mee: 2",)


def test_a_call_in_an_area_instead_of_at_a_stop_is_left_out_and_counted(tmp_path):
    table = lines(
        f"{HEADER}, location_group_id",
        "t1, 8:00:00, 8:00:00, A, 1,",
        "t1, 8:05:00, 8:05:00, , 2, wijk",
        "t1, 8:10:00, 8:10:00, C, 3,",
    )
    read_back = read(tmp_path, stop_times=table)

    assert rides(read_back) == [("t1", "A", "C", "8:00", "8:10")]
    assert "gebied in plaats van een halte; zij tellen niet mee: 1" in read_back.sources[0].notes[0]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("t1, 8:05:00, 8:05:00, weg, 2", 'kolom stop_id: "weg" staat niet in stops.txt;'),
        ("t1, 8:05:00, 8:05:00, , 2", 'kolom stop_id: "" staat niet in stops.txt;'),
        ("t1, 25:61:00, 8:05:00, B, 2", 'kolom arrival_time: "25:61:00" is geen tijd;'),
        ("t1, 8:06:00, 8:05:00, B, 2", "kolom departure_time: 8:05:00 ligt voor de aankomst;"),
        ("t1, 7:55:00, 7:55:00, B, 2", "de rit komt hier aan voor het vertrek van de vorige halte;"),
        ("t1, 8:05:00, 8:05:00, B, 1", "deze stop_sequence komt in deze rit al voor;"),
        ("t1, 8:05:00, 8:05:00, B, x", 'kolom stop_sequence: "x" is geen heel getal vanaf 0;'),
        ("t1, 8:05:00, 8:05:00, B, -1", 'kolom stop_sequence: "-1" is geen heel getal vanaf 0;'),
        ("t1, , , B, 2", "de eerste en laatste halte van een rit moeten een tijd hebben;"),
    ],
)
def test_a_call_that_cannot_be_is_refused_by_line(tmp_path, row, message):
    with pytest.raises(InputError) as caught:
        read(tmp_path, stop_times=lines(HEADER, "t1, 8:00:00, 8:00:00, A, 1", row))

    assert str(caught.value).startswith(f"stop_times.txt in feed.zip, regel 3: {message}")


def test_a_time_that_runs_backwards_is_found_over_a_stop_without_one(tmp_path):
    with pytest.raises(InputError, match="regel 4: de rit komt hier aan voor"):
        read(tmp_path, runs={"t1": "A 8:00, B, C 7:59"})


def test_a_bad_time_in_a_trip_of_another_day_refuses_the_feed_too(tmp_path):
    trips = lines("trip_id, route_id, service_id", "t1, 37, daily", "t2, 37, summer")
    dates = lines("service_id, date, exception_type", "summer, 20270215, 1")
    times = lines(HEADER, "t1, 8:00:00,, A, 1", "t1, 8:05:00,, B, 2", "t2, 8:00:0x,, A, 1", "t2, 8:05:00,, B, 2")

    with pytest.raises(InputError, match='regel 4: kolom arrival_time: "8:00:0x" is geen tijd'):
        read(tmp_path, trips=trips, calendar_dates=dates, stop_times=times)
