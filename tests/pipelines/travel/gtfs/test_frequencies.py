import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.errors import InputError
from tests.feeds import feed, lines, opened, read, rides

HEADER = "trip_id, start_time, end_time, headway_secs"
RUNS = {"t1": "A 6:00, B 6:05, C 6:10"}


@pytest.mark.parametrize("exact", [0, 1])
def test_a_trip_that_runs_every_so_often_leaves_at_each_time_before_the_end(tmp_path, exact):
    table = lines(f"{HEADER}, exact_times", f"t1, 7:00:00, 7:30:00, 600, {exact}")

    assert [ride for ride in rides(read(tmp_path, runs=RUNS, frequencies=table)) if ride[1] == "A"] == [
        ("t1@07:00:00", "A", "B", "7:00", "7:05"),
        ("t1@07:10:00", "A", "B", "7:10", "7:15"),
        ("t1@07:20:00", "A", "B", "7:20", "7:25"),
    ]


def test_the_pattern_itself_does_not_run(tmp_path):
    table = lines(HEADER, "t1, 7:00:00, 7:01:00, 600")

    assert [ride[3] for ride in rides(read(tmp_path, runs=RUNS, frequencies=table))] == ["7:00", "7:05"]


def test_a_trip_may_have_several_frequencies_and_others_none(tmp_path):
    table = lines(HEADER, "t1, 7:00:00, 7:20:00, 600", "t1, 9:00:00, 10:00:00, 1800")
    runs = {**RUNS, "t2": "A 8:00, C 8:05"}

    leaves = [ride[3] for ride in rides(read(tmp_path, runs=runs, frequencies=table)) if ride[1] == "A"]

    assert leaves == ["7:00", "7:10", "8:00", "9:00", "9:30"]


def test_departures_after_midnight_belong_to_the_next_morning_too(tmp_path):
    table = lines(HEADER, "t1, 23:30:00, 24:31:00, 1800")

    leaves = [ride[0::3] for ride in rides(read(tmp_path, runs=RUNS, frequencies=table)) if ride[1] == "A"]

    assert leaves == [
        ("t1@2026-11-30@24:00:00", "0:00"),
        ("t1@2026-11-30@24:30:00", "0:30"),
        ("t1@23:30:00", "23:30"),
        ("t1@24:00:00", "24:00"),
        ("t1@24:30:00", "24:30"),
    ]


@given(st.integers(0, 86_400), st.integers(0, 7200), st.integers(60, 3600))
def test_there_are_as_many_departures_as_fit(tmp_path_factory, start, long, headway):
    def clock(seconds):
        return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"

    table = lines(HEADER, f"t1, {clock(start)}, {clock(start + long)}, {headway}")
    other = {**RUNS, "t2": "A 8:00, C 8:05"}
    path = feed(tmp_path_factory.mktemp("feed"), runs=other, frequencies=table)

    own = [ride for ride in rides(opened(path)) if ride[0].startswith("t1@") and "-" not in ride[0]]

    assert len(own) == 2 * len(range(start, start + long, headway))


def test_an_empty_table_of_frequencies_changes_nothing(tmp_path):
    assert rides(read(tmp_path, frequencies=HEADER)) == rides(read(tmp_path))


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("t1, 7:00:00, 8:00:00, 0", 'kolom headway_secs: "0" is geen heel getal vanaf 1;'),
        ("t1, 7:00:00, 8:00:00, -60", 'kolom headway_secs: "-60" is geen heel getal vanaf 1;'),
        ("t1, 7:00:00, 8:00:00,", 'kolom headway_secs: "" is geen heel getal vanaf 1;'),
        ("t1, 7:00:00, 6:00:00, 600", "kolom end_time: 6:00:00 ligt voor start_time;"),
        ("t1, 7:00:00, , 600", "kolom end_time: mag niet leeg zijn;"),
        ("t1, 7:00, 8:00:00, 600", 'kolom start_time: "7:00" is geen tijd;'),
        ("t9, 7:00:00, 8:00:00, 600", 'kolom trip_id: "t9" staat niet in trips.txt;'),
    ],
)
def test_a_frequency_that_cannot_be_is_refused_by_line(tmp_path, row, message):
    with pytest.raises(InputError) as caught:
        read(tmp_path, runs=RUNS, frequencies=lines(HEADER, row))

    assert str(caught.value).startswith(f"frequencies.txt in feed.zip, regel 2: {message}")
