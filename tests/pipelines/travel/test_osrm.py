"""OSRM through a real server on this machine that answers as `osrm-routed` does."""

import json
import math
import socket
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import numpy as np
import pytest

from matcher.codes import Method, Mode
from matcher.commute import UNREACHABLE
from matcher.errors import InputError
from pipelines.home import open_home
from pipelines.travel.matrices import open_matrices
from pipelines.travel.osrm import Osrm
from tests.homes import is_one_line_error, springplank

INF = math.inf
DELFT, RIJSWIJK, ISLAND = (52.01, 4.36), (52.04, 4.33), (53.45, 5.80)


def seconds_between(one, other):
    """Return what the server of these tests takes from one place to another; null to and from the island."""
    if (one[0] > 53) != (other[0] > 53):
        return None
    return round(1000 * math.dist(one, other), 1)


class Server(BaseHTTPRequestHandler):
    """Answers table requests; `refusal` and `body` answer otherwise."""

    asked: list[str]
    refusal: tuple[int, dict] | None
    body: bytes | None

    def do_GET(self):
        type(self).asked.append(self.path)
        if self.refusal is not None:
            status, answer = self.refusal
            self.answer(status, json.dumps(answer).encode())
        else:
            self.answer(200, json.dumps(self.table()).encode() if self.body is None else self.body)

    def table(self):
        address = urlsplit(self.path)
        places = [
            tuple(float(part) for part in reversed(place.split(",")))
            for place in address.path.split("/")[-1].split(";")
        ]
        query = {key: values[0] for key, values in parse_qs(address.query).items()}
        assert query["annotations"] == "duration"
        chosen = {key: [places[int(row)] for row in query[key].split(";")] for key in ("sources", "destinations")}
        return {
            "code": "Ok",
            "durations": [
                [seconds_between(one, other) for other in chosen["destinations"]] for one in chosen["sources"]
            ],
        }

    def answer(self, status, body):
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Say nothing: the output of tests is for the tests."""


@pytest.fixture
def server():
    class Fresh(Server):
        pass

    Fresh.asked, Fresh.refusal, Fresh.body = [], None, None
    with ThreadingHTTPServer(("127.0.0.1", 0), Fresh) as running:
        thread = Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        Fresh.address = f"http://127.0.0.1:{running.server_port}"
        yield Fresh
        running.shutdown()
        thread.join()


def table(server, origins, destinations, mode=Mode.CAR, **options):
    return Osrm(server.address, mode, **options).times(*split(origins), *split(destinations))


def split(places):
    """Return latitudes and longitudes."""
    return [place[0] for place in places], [place[1] for place in places]


def refused(server):
    with pytest.raises(InputError) as refusal:
        table(server, [DELFT], [RIJSWIJK])
    message = str(refusal.value)
    assert "\n" not in message
    return message


def test_seconds_come_in_the_order_that_was_asked(server):
    found = table(server, [DELFT, RIJSWIJK], [RIJSWIJK, DELFT, DELFT])

    between = seconds_between(DELFT, RIJSWIJK)
    assert found.dtype == np.float32
    assert found.tolist() == [pytest.approx([between, 0, 0]), pytest.approx([0, between, between])]


def test_the_request_is_one_of_the_table_service(server):
    table(server, [DELFT], [RIJSWIJK], Mode.BIKE)

    assert server.asked == [
        "/table/v1/bike/4.360000,52.010000;4.330000,52.040000?sources=0&destinations=1&annotations=duration"
    ]


def test_an_address_may_end_in_a_slash(server):
    server.address += "/"

    assert table(server, [DELFT], [DELFT]).tolist() == [[0]]


def test_where_no_way_leads_the_time_is_infinite(server):
    assert table(server, [DELFT], [ISLAND, DELFT]).tolist() == [[INF, 0]]


def test_a_table_without_any_way_is_infinite(server):
    assert table(server, [DELFT], [ISLAND]).tolist() == [[INF]]


def test_a_point_without_a_place_is_not_asked_for(server):
    found = table(server, [DELFT, (math.nan, 4.36)], [DELFT, (52.0, math.nan)])

    assert np.isnan(found).tolist() == [[False, True], [True, True]]
    assert "nan" not in server.asked[0]


@pytest.mark.parametrize("most_places", [2, 3, 5, 100])
def test_blocks_give_what_one_request_gives(server, most_places):
    origins = [(52 + row / 100, 4.3) for row in range(7)]
    destinations = [(52.0, 4.3 + row / 100) for row in range(5)]
    found = table(server, origins, destinations, most_places=most_places)

    assert found == pytest.approx(
        np.array([[seconds_between(one, other) for other in destinations] for one in origins], np.float32)
    )
    assert all(asked.partition("?")[0].count(",") <= most_places for asked in server.asked)


def test_nothing_asked_is_nothing_sent(server):
    assert table(server, [], [DELFT]).shape == (0, 1)
    assert table(server, [DELFT], []).shape == (1, 0)
    assert server.asked == []


def test_a_server_that_is_not_running_is_named():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}"

    with pytest.raises(InputError, match=rf"{address}: OSRM antwoordt niet .*; start osrm-routed"):
        Osrm(address, Mode.CAR).times([52.0], [4.3], [52.1], [4.4])


@pytest.mark.parametrize(
    ("status", "code", "advice"),
    [
        (400, "NoTable", "laad kaartdata van het goede gebied"),
        (400, "NoSegment", "te ver van elke weg"),
        (400, "TooBig", "--max-table-size"),
        (400, "NotImplemented", "kan geen tabellen maken"),
        (400, "InvalidUrl", "controleer of daar OSRM draait"),
        (200, "NoTable", "laad kaartdata van het goede gebied"),
    ],
)
def test_a_refusal_is_told_with_what_to_do(server, status, code, advice):
    server.refusal = status, {"code": code, "message": "reason"}

    message = refused(server)

    assert f"({code}: reason)" in message
    assert advice in message


def test_another_server_is_not_taken_for_osrm(server):
    server.refusal = 404, {}

    assert "HTTP 404" in refused(server)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>welkom</html>",
        b"\xff\xfe",
        b"[]",
        b'{"code": "Ok"}',
        b'{"code": "Ok", "durations": [[1, 2]]}',
        b'{"code": "Ok", "durations": [["snel"]]}',
        b'{"code": "Ok", "durations": [[-5]]}',
        b'{"code": "Ok", "durations": [[1], [2, 3]]}',
        b'{"code": "Ok", "durations": 5}',
    ],
)
def test_an_answer_without_a_table_of_times_is_refused(server, body):
    server.body = body

    assert "antwoordt niet als OSRM" in refused(server)


@pytest.mark.parametrize("address", ["127.0.0.1:5000", "file:///etc/passwd", "http://", "osrm", ""])
def test_what_is_no_address_is_refused(address):
    with pytest.raises(InputError, match="geen adres van een OSRM-server"):
        Osrm(address, Mode.CAR)


@pytest.mark.parametrize("mode", [Mode.TRANSIT, Mode.EBIKE])
def test_a_mode_that_osrm_has_no_profile_for_is_refused(mode):
    with pytest.raises(InputError, match="kies lopend, met de fiets of met de auto"):
        Osrm("http://127.0.0.1:5000", mode)


def test_a_build_asks_it_for_the_car_and_adds_what_it_takes_to_start_and_park(server, tmp_path):
    places = {"2611": DELFT, "2281": RIJSWIJK, "8899": ISLAND}
    rows = [f"{code},{latitude},{longitude}" for code, (latitude, longitude) in places.items()]
    (tmp_path / "postcodes.csv").write_text("postcode,lat,lon\n" + "\n".join(rows) + "\n")
    build = ("commute", "build", "--home", tmp_path / "huis", "--postcodes", tmp_path / "postcodes.csv")

    ran = springplank(*build, "--osrm", server.address, "--modes", "auto")

    assert ran.status == 0, ran.err
    opened = open_matrices(open_home(tmp_path / "huis"))
    car = opened.by_name["car"]
    at = {code: index for index, code in enumerate(opened.zones.code.tolist())}
    assert car.made.method is Method.NETWORK_STREET
    assert car.minutes[at["2611"], at["2281"]] == round((seconds_between(DELFT, RIJSWIJK) + 240) / 60)
    assert car.minutes[at["2611"], at["8899"]] == UNREACHABLE
    assert car.minutes[at["2611"], at["2611"]] > 0


def test_a_build_without_the_server_changes_nothing(server, tmp_path):
    server.refusal = (400, {"code": "NoTable"})
    (tmp_path / "postcodes.csv").write_text("postcode,lat,lon\n2611,52.01,4.36\n")

    ran = springplank(
        *("commute", "build", "--home", tmp_path / "huis", "--postcodes", tmp_path / "postcodes.csv"),
        *("--osrm", server.address, "--modes", "auto"),
    )

    assert is_one_line_error(ran)
    assert [path.name for path in (tmp_path / "huis" / "travel").iterdir()] == [".lock"]
