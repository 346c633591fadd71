import json

import pytest
from geopy.exc import GeocoderParseError, GeocoderServiceError

from pipelines.geocoders.pdok import FIELDS, LEAST_SCORE, PDOK
from tests.address_server import address_server


@pytest.fixture(scope="module")
def running():
    with address_server() as server:
        yield server


@pytest.fixture
def server(running):
    running.asked.clear()
    running.status, running.body, running.score = 200, None, 12.0
    return running


def geocoder(server):
    return PDOK(domain=server.host, scheme="http", user_agent="proef", timeout=5)


def test_the_public_server_is_asked_over_an_encrypted_line_unless_another_is_named():
    assert PDOK().api == "https://api.pdok.nl/bzk/locatieserver/search/v3_1/free"


def test_an_address_gives_its_location_with_the_raw_answer(server):
    location = geocoder(server).geocode("Proefstraat 5, 2650AB Oefendam")

    assert (location.latitude, location.longitude) == (52.01, 4.35)
    assert location.address == "Proefstraat 5, 2650AB Oefendam"
    assert location.raw["postcode"] == "2650AB"


def test_it_asks_for_addresses_and_postcodes_and_says_who_it_is(server):
    geocoder(server).geocode("Proefstraat 5")

    (asked,) = server.asked
    assert asked["q"] == "Proefstraat 5"
    assert asked["fq"] == "type:(adres OR postcode)"
    assert asked["fl"] == FIELDS
    assert asked["agent"] == "proef"


def test_what_is_not_found_is_nothing_and_a_town_is_no_answer(server):
    assert geocoder(server).geocode("Nergensweg 1") is None
    assert geocoder(server).geocode("Nergensweg 1", exactly_one=False) is None


def test_an_answer_that_is_hardly_like_it_is_no_answer(server):
    server.score = LEAST_SCORE - 0.1

    assert geocoder(server).geocode("Proefstraat 5") is None


def test_two_answers_as_good_as_each_other_are_no_answer(server):
    assert geocoder(server).geocode("Dubbelweg 1, Oefendam") is None
    assert len(geocoder(server).geocode("Dubbelweg 1, Oefendam", exactly_one=False)) == 2


@pytest.mark.parametrize(
    "body",
    [
        "[]",
        "{}",
        '{"response": {}}',
        '{"response": {"docs": [1]}}',
        '{"response": {"docs": [{"type": "adres", "score": "veel"}]}}',
        '{"response": {"docs": [{"type": "adres", "score": 9}]}}',
        '{"response": {"docs": [{"type": "adres", "score": 9, "centroide_ll": "LINE(1 2)"}]}}',
        "<html>",
        "",
    ],
)
def test_an_answer_of_something_else_is_an_error_of_geopy(server, body):
    server.body = body

    with pytest.raises(GeocoderParseError):
        geocoder(server).geocode("Proefstraat 5")


@pytest.mark.parametrize("status", [400, 403, 404, 429, 500, 503])
def test_a_refusal_is_an_error_of_geopy(server, status):
    server.status, server.body = status, json.dumps({"error": "nee"})

    with pytest.raises(GeocoderServiceError):
        geocoder(server).geocode("Proefstraat 5")
