"""A party is who its certificate says, or whom a connection that may carry for others says that it is."""

import pytest

from api.vum.headers import VERSION
from tests.api.vum.asking import ANSWERER, ASKER, CARRIER, VUM, client_of, filled, search

OTHER = "00000004444444440000"
INVENTED = "Politie.Eenheid-Den-Haag"


@pytest.fixture
def source():
    return filled()


def found_by(client, **headers):
    answer = search(client, headers=headers)
    assert answer.status_code == 200, answer.text
    return len(answer.json()["matches"])


def test_the_exchange_asks_for_others_as_the_contract_has_it(source):
    # Its own OIN is in none of the headers: the contract has the processor of who answers in viaParty.
    assert VUM not in {ASKER, ANSWERER, CARRIER}
    assert found_by(client_of(source)) == 2
    assert {who for _, who, _ in source.noted()} == {ASKER}


def test_a_party_asks_for_itself(source):
    assert found_by(client_of(source, connection=ASKER)) == 2


@pytest.mark.parametrize("named", [OTHER, INVENTED, ASKER.lstrip("0")])
@pytest.mark.parametrize("via", [CARRIER, ASKER], ids=["through a processor", "as the processor itself"])
def test_a_party_cannot_call_itself_another(source, named, via):
    client = client_of(source, connection=ASKER, suwi_parties=frozenset({ASKER, OTHER, INVENTED}))
    headers = {"X-VUM-fromParty": named, "X-VUM-viaParty": via}

    answers = [
        search(client, headers=headers),
        search(client, "vacatures", headers=headers),
        client.get("/werkzoekendeProfielen/x-anna", headers=headers),
        client.get("/vacatures/v-1", headers=headers),
    ]

    for answer in answers:
        assert answer.status_code == 400
        assert answer.json().keys() == {"code", "message", "details"}
        assert "X-VUM-fromParty" in answer.json()["details"]
        assert answer.headers["API-Version"] == VERSION
    assert source.noted() == []


def test_another_name_gives_a_party_no_more_searches(source):
    client = client_of(source, connection=ASKER, searches=2)

    own = [search(client, "vacatures").status_code for _ in range(3)]
    others = {
        search(client, "vacatures", headers={"X-VUM-fromParty": f"PARTIJ-{number}"}).status_code
        for number in range(100)
    }

    assert own == [200, 200, 429]
    assert others == {400}


def test_other_names_give_a_connection_that_carries_no_more_than_it_may_have(source):
    client = client_of(source, searches=2, carried=3)

    statuses = [
        search(client, "vacatures", headers={"X-VUM-fromParty": f"PARTIJ-{number}"}).status_code for number in range(20)
    ]

    assert statuses == [200] * 6 + [429] * 14


def test_other_names_give_no_more_details_either(source):
    client = client_of(source, suwi_parties=frozenset({VUM}), profile_details=2, carried=2)

    statuses = [
        client.get("/werkzoekendeProfielen/x-anna", headers={"X-VUM-fromParty": f"PARTIJ-{number}"}).status_code
        for number in range(6)
    ]

    assert statuses == [200] * 4 + [429] * 2


@pytest.mark.parametrize("connection", [ASKER, VUM], ids=["for itself", "through the exchange"])
def test_a_header_alone_puts_nobody_in_suwi(source, connection):
    client = client_of(source, connection=connection, suwi_parties=frozenset({OTHER}))

    assert found_by(client, **{"X-VUM-SUWIparty": "true"}) == 0
    assert client.get("/werkzoekendeProfielen/x-anna").status_code == 400
    assert source.noted() == []


@pytest.mark.parametrize("connection", [ASKER, VUM], ids=["for itself", "through the exchange"])
def test_settings_alone_put_nobody_in_suwi_who_says_no(source, connection):
    client = client_of(source, connection=connection, suwi_parties=frozenset({ASKER, VUM}))

    assert found_by(client, **{"X-VUM-SUWIparty": "false"}) == 0
    assert found_by(client, **{"X-VUM-SUWIparty": "true"}) == 2


def test_the_word_of_a_carrier_on_suwi_is_taken_when_the_settings_say_so(source):
    trusted = client_of(source, suwi_parties=frozenset({VUM}))

    assert found_by(trusted, **{"X-VUM-fromParty": OTHER}) == 2
    assert found_by(trusted, **{"X-VUM-fromParty": OTHER, "X-VUM-SUWIparty": "false"}) == 0
    assert found_by(client_of(source), **{"X-VUM-fromParty": OTHER}) == 0


def test_without_any_terms_nobody_asks_for_another(source):
    nothing = client_of(source, carriers=frozenset(), suwi_parties=frozenset())

    assert search(nothing, "vacatures").status_code == 400
    assert search(nothing, "vacatures", headers={"X-VUM-fromParty": VUM}).status_code == 200
    assert found_by(nothing, **{"X-VUM-fromParty": VUM}) == 0
