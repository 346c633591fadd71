"""The source of VUM in the server: off unless the home says so, and for named parties through the proxy only."""

import warnings

import pytest

from api.app import create_app
from tests.api.people import BASE, World, home_to_change, settings_of_tests
from tests.api.vum.asking import AREA, ASKER, HEADERS, VUM, search
from tests.homes import lasting

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from fastapi.testclient import TestClient

PROXY, ELSEWHERE = "10.1.2.3", "192.0.2.1"
OTHER = "00000004444444440000"
TABLE = """
[vum]
source = true
own = "00000002222222220000"
header = "X-Client-OIN"
proxies = ["10.0.0.0/8"]
parties = ["00000004444444440000"]
carriers = ["00000009999999990000"]
suwi-parties = ["00000001234567890000", "00000004444444440000"]
suwi-only = true
"""
CONTACT = """
[contact]
name = "Team Werk"
url = "https://voorbeeld.example/werk"
email = "werk@voorbeeld.example"
"""
MATCHES = "/vum/v3/werkzoekendeProfielen/matches"


@pytest.fixture(scope="module")
def served():
    """A demo home that is a source; the client lives in the area that is asked for."""
    folder = home_to_change(lasting() / "bron")
    config = folder / "springplank.toml"
    config.write_text(config.read_text("utf-8") + TABLE + CONTACT, "utf-8")
    found = World(folder)
    moved = found.ask(found.client, "PATCH", "/v1/me", json={"woonplaats": {"postcode": AREA["postcode"]}})
    assert moved.status_code == 200
    yield found
    found.close()


def asking(served, came_from=PROXY, **headers):
    """The exchange, or who else is named, whose connection comes from there."""
    client = TestClient(served.app, BASE, raise_server_exceptions=False, client=(came_from, 50_000))
    client.headers.update(HEADERS | {"X-Client-OIN": VUM} | headers)
    client.base_url = client.base_url.join("/vum/v3/")
    return client


def say(served, kind, *, given):
    answer = served.ask(served.client, "PUT", f"/v1/me/toestemmingen/{kind}", json={"gegeven": given})
    assert answer.status_code == 200, answer.text


def found_by(client):
    return search(client).json()["matches"]


def read_by_the_client(served):
    """Who looked through VUM, the latest first."""
    looked = served.ask(served.client, "GET", "/v1/me/inzagen").json()["inzagen"]
    return [one["wie"] for one in looked if "VUM" in one["wat"]]


def test_without_a_word_in_the_settings_there_is_no_source():
    folder = home_to_change(lasting() / "geen-bron")
    with settings_of_tests():
        app = create_app(folder)
    client = TestClient(app, BASE, client=(PROXY, 1))

    answer = client.post(MATCHES, headers=HEADERS | {"X-Client-OIN": VUM}, json={})

    app.state.context.store.close()
    assert answer.status_code == 404


def test_only_who_said_yes_to_this_exchange_is_found_and_reads_that_in_their_log(served):
    party = asking(served)
    assert found_by(party) == []
    say(served, "voorgesteld-worden", given=True)
    assert found_by(party) == []  # another yes

    say(served, "vum-uitwisseling", given=True)
    assert len(found_by(party)) == 1
    assert read_by_the_client(served)[0] == f"VUM, OIN {ASKER}, via de verbinding van OIN {VUM}"

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


def test_a_named_party_asks_for_itself_and_for_nobody_else(served):
    say(served, "vum-uitwisseling", given=True)
    before = read_by_the_client(served)
    own = {"X-Client-OIN": OTHER, "X-VUM-fromParty": OTHER}

    pretended = [
        search(asking(served, **own | {"X-VUM-fromParty": name, "X-VUM-viaParty": OTHER}))
        for name in (ASKER, "PARTIJ-0", "Politie.Eenheid-Den-Haag")
    ]

    assert {answer.status_code for answer in pretended} == {400}
    assert read_by_the_client(served) == before
    assert len(found_by(asking(served, **own))) == 1
    assert read_by_the_client(served) == [f"VUM, OIN {OTHER}", *before]
    say(served, "vum-uitwisseling", given=False)


def test_who_the_settings_do_not_put_in_suwi_finds_nobody(served):
    say(served, "vum-uitwisseling", given=True)
    before = read_by_the_client(served)

    found = found_by(asking(served, **{"X-VUM-fromParty": "00000005555555550000", "X-VUM-SUWIparty": "true"}))

    assert (found, read_by_the_client(served)) == ([], before)
    say(served, "vum-uitwisseling", given=False)


@pytest.mark.parametrize("size", [70_000, 300_000], ids=["more than a question", "more than the server reads"])
def test_a_question_that_is_too_large_is_an_error_of_vum(served, size):
    answer = search(asking(served), x="y" * size)

    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/json"
    assert answer.json() == {"code": "400", "message": "de vraag is groter dan 65536 bytes"}
    assert answer.headers["X-VUM-toParty"] == ASKER


def test_a_source_of_profiles_for_nobody_is_told(caplog):
    folder = home_to_change(lasting() / "voor-niemand")
    config = folder / "springplank.toml"
    lines = [line for line in TABLE.splitlines() if not line.startswith("suwi-parties")]
    config.write_text(config.read_text("utf-8") + "\n".join(lines), "utf-8")

    with settings_of_tests():
        create_app(folder).state.context.store.close()

    assert "suwi-parties is empty" in caplog.text


def test_it_is_no_part_of_our_own_document(served):
    document = served.ask(None, "GET", "/v1/openapi.json").text

    assert "vum/v3" not in document
    assert "Werkzoekende/matches" not in document
    assert "werkzoekendeProfielen" not in document


def test_its_document_names_whom_to_ask_as_the_home_says(served):
    shown = served.ask(None, "GET", "/vum/v3/openapi.json").json()["info"]["contact"]

    assert shown == {"name": "Team Werk", "url": "https://voorbeeld.example/werk", "email": "werk@voorbeeld.example"}
