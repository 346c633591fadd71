import json
import socket
import time

import pytest

from matcher.errors import InputError
from pipelines.geocoders.addresses import Address
from pipelines.geocoders.memory import NAME, remembering
from pipelines.geocoders.names import ServiceName
from pipelines.geocoders.services import SERVICES, Service, finder, service_at
from tests.address_server import address_server

ADDRESS = Address("Proefstraat", "5", "", "2650AB", "Oefendam")


@pytest.fixture(scope="module")
def running():
    with address_server() as server:
        yield server


@pytest.fixture
def server(running):
    running.asked.clear()
    running.status, running.body, running.score = 200, None, 12.0
    return running


def find(server, name=ServiceName.PDOK):
    return finder(service_at(name, server.url))


# The same for every service.


@pytest.mark.parametrize("name", list(ServiceName))
def test_an_address_is_found(server, name):
    assert find(server, name)(ADDRESS) == (52.01, 4.35)
    assert [asked["q"] for asked in server.asked] == ["Proefstraat 5, 2650AB Oefendam"]
    assert all("springplank" in asked["agent"] for asked in server.asked)


@pytest.mark.parametrize("name", list(ServiceName))
def test_an_address_that_is_not_known_or_not_one_is_not_found(server, name):
    assert find(server, name)(Address("Nergensweg", "1", "", "2650XX")) is None
    assert find(server, name)(Address("Dubbelweg", "1", place="Oefendam")) is None
    assert find(server, name)(Address("Dubbelweg", "1", "", "2659ZZ", "Oefendam")) == (52.12, 4.46)


@pytest.mark.parametrize("name", list(ServiceName))
@pytest.mark.parametrize(
    "failure",
    [
        (429, "{}", "niet meer vragen"),
        (401, "{}", "geen toegang"),
        (403, "{}", "geen toegang"),
        (500, "{}", "fout"),
        (503, "{}", "antwoordt niet"),
        (200, "<html>", "niet te begrijpen"),
        (200, json.dumps([1, 2]), "niet te begrijpen"),
        (200, '{"features": [1]}', "niet te begrijpen"),
    ],
)
def test_a_service_that_fails_is_one_line_without_the_address(server, name, failure, caplog):
    server.status, server.body, said = failure

    with pytest.raises(InputError) as caught:
        find(server, name)(ADDRESS)

    assert said in str(caught.value)
    assert server.host in str(caught.value)
    assert "blijft bewaard" in str(caught.value)
    assert "\n" not in str(caught.value)
    assert "Proefstraat" not in f"{caught.value}{caplog.text}"


def test_a_server_that_is_not_there_is_one_line():
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        port = sock.getsockname()[1]

    with pytest.raises(InputError, match="antwoordt niet"):
        finder(service_at(ServiceName.PDOK, f"http://127.0.0.1:{port}"))(ADDRESS)


def test_questions_are_asked_at_the_pace_that_the_service_allows(server):
    find_slowly = finder(Service(ServiceName.PDOK, "proef", server.host, pause_seconds=0.1, scheme="http"))

    started = time.monotonic()
    for _ in range(3):
        find_slowly(ADDRESS)

    assert time.monotonic() - started >= 0.2


# Who gets the addresses.


def test_the_public_services_are_asked_encrypted_and_at_their_pace():
    assert set(SERVICES) == set(ServiceName)
    assert all(service.scheme == "https" for service in SERVICES.values())
    assert SERVICES[ServiceName.NOMINATIM].pause_seconds >= 1
    assert all(service.host in service.address for service in SERVICES.values())


@pytest.mark.parametrize(
    ("server", "host", "scheme"),
    [
        ("adressen.voorbeeld.nl", "adressen.voorbeeld.nl", "https"),
        ("https://adressen.voorbeeld.nl:8443/", "adressen.voorbeeld.nl:8443", "https"),
        ("http://localhost:8080", "localhost:8080", "http"),
    ],
)
def test_a_server_of_ones_own_may_be_named(server, host, scheme):
    service = service_at(ServiceName.PDOK, server)

    assert (service.host, service.scheme) == (host, scheme)


@pytest.mark.parametrize(
    "server",
    ["", "http://", "ftp://voorbeeld.nl", "https://voorbeeld.nl/pad", "https://a:b@voorbeeld.nl", "https://x:99999"],
)
def test_what_is_no_server_is_refused(server):
    with pytest.raises(InputError, match="geen server"):
        service_at(ServiceName.PDOK, server)


def test_addresses_never_go_over_a_network_unencrypted():
    with pytest.raises(InputError, match="niet versleuteld"):
        service_at(ServiceName.PDOK, "http://adressen.voorbeeld.nl")


# Keeping answers.


def test_answers_are_kept_found_or_not(tmp_path):
    pdok = SERVICES[ServiceName.PDOK]
    with remembering(tmp_path, pdok) as memory:
        assert not memory.knows(ADDRESS)
        memory.keep(ADDRESS, (52.01, 4.35))
        memory.keep(Address(postcode="2650XX"), None)

    with remembering(tmp_path, pdok) as memory:
        assert memory.get(ADDRESS) == (52.01, 4.35)
        assert memory.knows(Address(postcode="2650XX"))
        assert memory.get(Address(postcode="2650XX")) is None
    with remembering(tmp_path, SERVICES[ServiceName.PHOTON]) as memory:
        assert not memory.knows(ADDRESS)


def test_what_is_kept_is_the_users_own_and_holds_no_address(tmp_path):
    with remembering(tmp_path / "cache", SERVICES[ServiceName.PDOK]) as memory:
        memory.keep(ADDRESS, (52.01, 4.35))
    path = tmp_path / "cache" / NAME

    assert path.stat().st_mode & 0o777 == 0o600
    assert not any(word in path.read_bytes() for word in (b"Proef", b"proef", b"2650", b"ab oefendam"))


def test_a_damaged_memory_is_one_line(tmp_path):
    (tmp_path / NAME).write_bytes(b"geen database" * 100)

    with pytest.raises(InputError, match="verwijder dat bestand"), remembering(tmp_path, SERVICES[ServiceName.PDOK]):
        pass
