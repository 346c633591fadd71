import pytest

from matcher.errors import InputError
from pipelines.travel.gtfs.routes import line_name
from tests.feeds import lines, read


@pytest.mark.parametrize(
    ("kind", "short", "long", "line"),
    [
        (3, "37", "Delft - Den Haag", "Bus 37"),
        (0, "1", "", "Tram 1"),
        (1, "A", "", "Metro A"),
        (2, "", "Intercity", "Trein Intercity"),
        (102, "", "Intercity", "Trein Intercity"),
        (704, "64", "", "Bus 64"),
        (900, "19", "", "Tram 19"),
        (401, "E", "", "Metro E"),
        (4, "", "Waterbus", "Veerboot Waterbus"),
        (3, "Bus 37", "", "Bus 37"),
        (3, "", "", "Bus"),
        (4711, "X", "", "Lijn X"),
        (-1, "X", "", "Lijn X"),
    ],
)
def test_a_line_is_called_by_its_vehicle_and_number(kind, short, long, line):
    assert line_name(kind, short, long) == line


def test_a_trip_goes_where_it_says_or_to_its_last_stop(tmp_path):
    trips = lines("trip_id, route_id, service_id, trip_headsign", "t1, 37, daily, Delft Wijk", "t2, 37, daily,")
    trips_read = read(tmp_path, runs={"t1": "A 8:00, B 8:05", "t2": "A 9:00, C 9:05"}, trips=trips).trips

    assert trips_read.headsign.tolist() == ["Delft Wijk", "Halte C"]
    assert trips_read.line.tolist() == ["Bus 37", "Bus 37"]


@pytest.mark.parametrize(
    ("tables", "message"),
    [
        (
            {"routes": lines("route_id, route_type", "37, 3", "37, 3")},
            'routes.txt in feed.zip, regel 3: kolom route_id: "37"',
        ),
        ({"routes": lines("route_id, route_type", "37, bus")}, 'regel 2: kolom route_type: "bus" is geen heel getal'),
        (
            {"trips": lines("trip_id, route_id, service_id", "t1, 37, daily", "t1, 37, daily")},
            'trips.txt in feed.zip, regel 3: kolom trip_id: "t1" staat er twee keer;',
        ),
        (
            {"trips": lines("trip_id, route_id, service_id", "t1, 40, daily")},
            'trips.txt in feed.zip, regel 2: kolom route_id: "40" staat niet in routes.txt;',
        ),
        (
            {"trips": lines("trip_id, route_id, service_id", ", 37, daily")},
            "trips.txt in feed.zip, regel 2: kolom trip_id: mag niet leeg zijn;",
        ),
    ],
)
def test_a_line_or_trip_that_cannot_be_is_refused_by_line(tmp_path, tables, message):
    with pytest.raises(InputError) as caught:
        read(tmp_path, **tables)

    assert message in str(caught.value)
