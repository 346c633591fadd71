import numpy as np
import pytest

from matcher.errors import InputError
from pipelines.plane import Plane
from pipelines.travel.gtfs.reading import read_timetable
from tests.feeds import DAY, TODAY, feed, lines, own, read, rides

HEADER = "stop_id, stop_name, stop_lat, stop_lon, location_type, parent_station"
STATION = lines(
    HEADER,
    "S,  Delft,         52.0067, 4.3564, 1,",
    "S1, Delft spoor 1, 52.0068, 4.3565, 0, S",
    "S2, ,              ,        ,       ,  S",
    "S2a, Perron 2a,    52.0066, 4.3566, 4, S2",
    "in, Ingang,        52.0060, 4.3560, 2, S",
    "B, Buitenhof,      51.9900, 4.3500, 0,",
)


def test_platforms_are_stops_and_know_their_station(tmp_path):
    stops = read(tmp_path, runs={"t1": "S1 8:00, B 8:05"}, stops=STATION).stops

    assert [own(stop) for stop in stops.id] == ["S1", "S2", "B"]
    assert stops.station.tolist() == [0, 0, 2]


def test_a_platform_without_name_or_place_has_those_of_its_station(tmp_path):
    stops = read(tmp_path, runs={"t1": "S1 8:00, B 8:05"}, stops=STATION).stops

    assert stops.name[1] == "Delft"
    assert np.hypot(stops.x_km[1] - stops.x_km[0], stops.y_km[1] - stops.y_km[0]) < 0.05


def test_a_stop_without_any_name_has_its_id(tmp_path):
    stops = read(tmp_path, stops=lines("stop_id, stop_lat, stop_lon", *(f"{one}, 52, 4.3" for one in "ABC"))).stops

    assert stops.name.tolist() == ["A", "B", "C"]


def test_a_call_at_a_station_itself_makes_it_a_stop_of_its_own(tmp_path):
    read_back = read(tmp_path, runs={"t1": "S 8:00, S1 8:02, B 8:05"}, stops=STATION)

    assert rides(read_back) == [("t1", "S", "S1", "8:00", "8:02"), ("t1", "S1", "B", "8:02", "8:05")]
    assert read_back.stops.station.tolist() == [0, 0, 0, 3]


def test_a_call_at_a_boarding_area_is_one_at_its_platform(tmp_path):
    assert rides(read(tmp_path, runs={"t1": "S2a 8:00, B 8:05"}, stops=STATION)) == [("t1", "S2", "B", "8:00", "8:05")]


def test_a_misplaced_stop_has_no_place_and_nobody_gets_in_or_out_there(tmp_path):
    places = {"A": (52.0, 4.35), "B": (0.0, 0.0), "C": (52.1, 4.3), "D": (52.2, 4.3)}
    read_back = read(tmp_path, runs={"t1": "A 8:00, B 8:10, C 8:30, D 8:50"}, stops=places)

    assert np.isnan(read_back.stops.x_km).tolist() == [False, True, False, False]
    assert read_back.connections.boards.tolist() == [True, False, True]
    assert read_back.connections.alights.tolist() == [False, True, True]
    assert read_back.sources[0].notes == ("haltes buiten Nederland, waar niemand kan in- of uitstappen: 1",)


def test_a_stop_without_coordinates_is_counted(tmp_path):
    stops = lines("stop_id, stop_lat, stop_lon", "A, 52.0, 4.3", "B, , 4.3", "C, 52.1, 4.3")

    assert read(tmp_path, stops=stops).sources[0].notes == (
        "haltes zonder coördinaten, waar niemand kan in- of uitstappen: 1",
    )


def test_a_station_that_is_not_there_is_counted(tmp_path):
    stops = lines(HEADER, *(f"{one}, , 52.0, 4.3, 0, weg" for one in "ABC"))

    assert read(tmp_path, stops=stops).sources[0].notes == ("haltes met een station dat er niet is; zij staan los: 3",)


def test_stops_too_far_apart_for_the_time_between_them_are_told_of(tmp_path):
    places = {"A": (52.0, 4.35), "B": (53.2, 6.5), "C": (52.01, 4.35)}

    found = read(tmp_path, stops=places)

    assert found.sources[0].notes == ("haltes waar geen rit op tijd kan zijn (400 km/u); zij hebben geen plek: 1",)
    assert np.isnan(found.stops.x_km).tolist() == [False, True, False]


def test_of_two_stops_that_are_too_far_apart_nobody_knows_which_lies_wrong(tmp_path):
    found = read(tmp_path, stops={"A": (52.0, 4.35), "B": (52.01, 4.35), "C": (53.2, 6.5)})

    assert found.sources[0].notes == ("paren van haltes waartussen een rit sneller gaat dan 400 km/u: 1",)
    assert not np.isnan(found.stops.x_km).any()


def test_a_feed_of_elsewhere_is_refused_with_counts(tmp_path):
    places = {f"s{at}": (-30.0 - at / 1e5, -51.2) for at in range(3986)}

    with pytest.raises(InputError) as caught:
        read(tmp_path, runs={"t1": "s1 8:00, s2 8:05"}, stops=places)

    assert str(caught.value) == (
        "stops.txt in feed.zip: 3.986 van 3.986 haltes liggen buiten Nederland; kies een feed van dit gebied."
    )


def test_the_same_feed_is_read_on_a_plane_of_its_own(tmp_path):
    path = feed(tmp_path, runs={"t1": "A 8:00, B 8:05"}, stops={"A": (-30.0, -51.2), "B": (-30.01, -51.2)})

    assert len(read_timetable([path], DAY, today=TODAY, plane=Plane.around(-30.03, -51.2)).connections) == 1


def test_swapped_coordinates_are_recognised(tmp_path):
    places = {stop: (4.35, 52.0 + at / 100) for at, stop in enumerate("ABC")}

    with pytest.raises(InputError, match=r"stop_lat en stop_lon zijn verwisseld \(3 van 3 haltes\)"):
        read(tmp_path, stops=places)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("A, , 52.0, 4.3, 0,", 'regel 3: kolom stop_id: "A" staat er twee keer;'),
        (", , 52.0, 4.3, 0,", "regel 3: kolom stop_id: mag niet leeg zijn;"),
        ("B, , 52.O, 4.3, 0,", 'regel 3: kolom stop_lat: "52.O" is geen getal;'),
        ("B, , 52.0, nan, 0,", 'regel 3: kolom stop_lon: "nan" is geen getal;'),
        ("B, , 52.0, 4.3, 7,", 'regel 3: kolom location_type: "7" is geen soort halte'),
        ("B, , 52.0, 4.3, x,", 'regel 3: kolom location_type: "x" is geen heel getal'),
    ],
)
def test_a_stop_that_cannot_be_is_refused_by_line(tmp_path, row, message):
    with pytest.raises(InputError) as caught:
        read(tmp_path, stops=lines(HEADER, "A, , 52.0, 4.3, 0,", row))

    assert str(caught.value).startswith(f"stops.txt in feed.zip, {message}")
