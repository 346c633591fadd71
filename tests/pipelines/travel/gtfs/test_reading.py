import hashlib

import numpy as np
import pytest

from matcher.errors import InputError
from pipelines.travel.footpaths import closed_footpaths
from pipelines.travel.gtfs.reading import read_timetable
from tests.feeds import DAY, TODAY, feed, lines, rides


def two_feeds(folder):
    (folder / "other").mkdir()
    return [
        feed(folder, name="bus.zip", runs={"t1": "A 8:00, B 8:05"}),
        feed(folder / "other", name="bus.zip", runs={"t1": "A 7:00, B 7:05", "t2": "C 8:00, D 8:05"}),
    ]


def test_ids_of_feeds_never_clash(tmp_path):
    read = read_timetable(two_feeds(tmp_path), DAY, today=TODAY)

    assert read.trips.id.tolist() == ["bus-1:t1", "bus-2:t1", "bus-2:t2"]
    assert len(set(read.stops.id.tolist())) == len(read.stops) == 12


def test_connections_of_feeds_are_in_one_order_and_keep_their_stops_and_trips(tmp_path):
    read = read_timetable(two_feeds(tmp_path), DAY, today=TODAY)
    connections = read.connections

    assert [ride[:4] for ride in rides(read)] == [
        ("t1", "A", "B", "7:00"),
        ("t1", "A", "B", "8:00"),
        ("t2", "C", "D", "8:00"),
    ]
    assert read.stops.id[connections.from_stop].tolist() == ["bus-2:A", "bus-1:A", "bus-2:C"]
    assert read.trips.id[connections.trip].tolist() == ["bus-2:t1", "bus-1:t1", "bus-2:t2"]
    assert read.stops.station.tolist() == list(range(12))


def test_stated_ways_of_feeds_stay_between_their_own_stops(tmp_path):
    table = lines("from_stop_id, to_stop_id, transfer_type, min_transfer_time", "A, B, 2, 99", "B, C, 3,")
    paths = [feed(tmp_path, name=f"{one}.zip", transfers=table) for one in ("een", "twee")]

    read = read_timetable(paths, DAY, today=TODAY)

    assert read.stops.id[read.stated.from_stop].tolist() == ["een:A", "twee:A"]
    assert read.stops.id[read.stated.forbidden].tolist() == [["een:B", "een:C"], ["twee:B", "twee:C"]]


def test_the_source_says_what_was_read(tmp_path):
    path = feed(tmp_path, feed_info=lines("feed_publisher_name, feed_version", "Vervoer, 2026-48"))

    source = read_timetable([path], DAY, today=TODAY).sources[0]

    assert (source.file, source.version) == ("feed.zip", "2026-48")
    assert source.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_types_are_those_that_a_scan_reads(tmp_path):
    read = read_timetable([feed(tmp_path)], DAY, today=TODAY)
    connections = read.connections

    for column in (connections.departure, connections.arrival, connections.from_stop, connections.to_stop):
        assert column.dtype == np.int32
    assert connections.trip.dtype == connections.shown.dtype == read.stops.station.dtype == np.int32
    assert connections.boards.dtype == connections.alights.dtype == bool
    assert read.stops.change_seconds.dtype == np.int32
    assert read.trips.id.dtype.kind == read.trips.line.dtype.kind == read.trips.headsign.dtype.kind == "U"


def test_the_time_for_changing_can_be_chosen(tmp_path):
    read = read_timetable([feed(tmp_path)], DAY, today=TODAY, change_seconds=120)

    assert set(read.stops.change_seconds.tolist()) == {120}


def test_with_ways_on_foot_it_is_a_whole_timetable(tmp_path):
    timetable = read_timetable([feed(tmp_path)], DAY, today=TODAY).timetable(closed_footpaths)

    assert timetable.day == DAY
    assert len(timetable.footpaths.start) == len(timetable.stops) + 1


def test_the_same_feed_gives_the_same_arrays(tmp_path):
    path = feed(tmp_path, runs={f"t{at}": f"A {at}:00, B {at}:05, C {at}:05" for at in range(6, 20)})

    one, other = (read_timetable([path], DAY, today=TODAY) for _ in range(2))

    assert rides(one) == rides(other)
    assert one.trips.id.tolist() == other.trips.id.tolist()


def test_a_feed_that_is_named_twice_is_refused(tmp_path):
    path = feed(tmp_path)

    with pytest.raises(InputError, match=r"feed\.zip is twee keer genoemd"):
        read_timetable([path, path], DAY, today=TODAY)


def test_no_feed_at_all_is_refused():
    with pytest.raises(InputError, match="er is geen GTFS-feed genoemd"):
        read_timetable([], DAY, today=TODAY)
