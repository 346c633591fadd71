"""The source of VUM in the server: off unless the home says so, and for named parties through the proxy only."""

import warnings

import pytest

from api.app import create_app
from tests.api.people import BASE, World, home_to_change, settings_of_tests
from tests.api.vum.asking import AREA, HEADERS, search
from tests.homes import lasting

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from fastapi.testclient import TestClient

PROXY, ELSEWHERE = "10.1.2.3", "192.0.2.1"
PARTY = "00000009999999990000"
TABLE = """
[vum]
source = true
own = "00000002222222220000"
header = "X-Client-OIN"
proxies = ["10.0.0.0/8"]
parties = ["00000009999999990000"]
suwi-only = true
"""
MATCHES = "/vum/v3/werkzoekendeProfielen/matches"


@pytest.fixture(scope="module")
def served():
    """A demo home that is a source; the client lives in the area that is asked for."""
    folder = home_to_change(lasting() / "bron")
    config = folder / "springplank.toml"
    config.write_text(config.read_text("utf-8") + TABLE, "utf-8")
    found = World(folder)
    moved = found.ask(found.client, "PATCH", "/v1/me", json={"woonplaats": {"postcode": AREA["postcode"]}})
    assert moved.status_code == 200
    yield found
    found.close()


def asking(served, came_from=PROXY, **headers):
    """A party whose connection comes from there."""
    client = TestClient(served.app, BASE, raise_server_exceptions=False, client=(came_from, 50_000))
    client.headers.update(HEADERS | {"X-Client-OIN": PARTY} | headers)
    client.base_url = client.base_url.join("/vum/v3/")
    return client


def say(served, kind, *, given):
    answer = served.ask(served.client, "PUT", f"/v1/me/toestemmingen/{kind}", json={"gegeven": given})
    assert answer.status_code == 200, answer.text


def found_by(client):
    return search(client).json()["matches"]


def test_without_a_word_in_the_settings_there_is_no_source():
    folder = home_to_change(lasting() / "geen-bron")
    with settings_of_tests():
        app = create_app(folder)
    client = TestClient(app, BASE, client=(PROXY, 1))

    answer = client.post(MATCHES, headers=HEADERS | {"X-Client-OIN": PARTY}, json={})

    app.state.context.store.close()
    assert answer.status_code == 404


def test_only_who_said_yes_to_this_exchange_is_found_and_reads_that_in_their_log(served):
    party = asking(served)
    assert found_by(party) == []
    say(served, "voorgesteld-worden", given=True)
    assert found_by(party) == []  # another yes

    say(served, "vum-uitwisseling", given=True)
    assert len(found_by(party)) == 1
    looked = served.ask(served.client, "GET", "/v1/me/inzagen").json()["inzagen"]
    assert any("VUM" in one["wat"] and "VUM, OIN" in one["wie"] for one in looked)

    say(served, "vum-uitwisseling", given=False)
    assert found_by(party) == []


@pytest.mark.parametrize(
    ("came_from", "headers"),
    [(ELSEWHERE, {}), (PROXY, {"X-Client-OIN": "00000001111111110000"}), (PROXY, {"X-Client-OIN": ""})],
    ids=["not through the proxy", "a party that is not named", "no party"],
)
def test_nobody_else_may_ask(served, came_from, headers):
    say(served, "vum-uitwisseling", given=True)

    answer = search(asking(served, came_from, **headers))

    say(served, "vum-uitwisseling", given=False)
    assert answer.status_code in {401, 403}
    assert "matches" not in answer.text


def test_it_is_no_part_of_our_own_document(served):
    document = served.ask(None, "GET", "/v1/openapi.json").text

    assert "vum/v3" not in document
    assert "Werkzoekende/matches" not in document
    assert "werkzoekendeProfielen" not in document
