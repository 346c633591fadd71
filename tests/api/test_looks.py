"""Whatever staff do with a client's data, the client reads it: no route of theirs answers without a line in the log."""

import pytest

from tests.api.people import OWN, World, act, home_to_change
from tests.api.test_access_matrix import MATRIX, OF_A_CLIENT, ask, name_of, people
from tests.homes import lasting


@pytest.fixture(scope="module")
def served():
    found = World(home_to_change(lasting() / "inzagen"))
    yield found
    found.close()


@pytest.fixture(scope="module")
def vacancy(served):
    return served.ask(served.coach, "GET", f"/v1/werkzoekenden/{OWN}/suggesties").json()["resultaten"][0]["vacature"]


def lines(served):
    """How many lines are there of what staff did, apart from what tests made for them to find."""
    return len([one for one in served.store.log.of(OWN) if one.what != act().what])


@pytest.mark.parametrize("key", OF_A_CLIENT, ids=name_of)
def test_no_route_about_a_client_answers_staff_without_a_line_in_the_log(served, vacancy, key):
    before = lines(served)

    answer = ask(served, people(served)[MATRIX[key][0][0]], key, vacancy)

    assert answer.status_code < 500
    if answer.is_success:
        assert lines(served) == before + 1


def test_sending_a_profile_no_change_is_a_look_and_says_so(served):
    before = served.ask(served.coach, "GET", f"/v1/werkzoekenden/{OWN}").json()
    seen = lines(served)

    same = served.ask(served.coach, "PATCH", f"/v1/werkzoekenden/{OWN}", json={"weergavenaam": before["weergavenaam"]})

    assert same.json() == before
    assert lines(served) == seen + 1
    assert served.store.log.of(OWN)[0].what == "profiel bekeken"


def test_trying_a_change_of_the_list_that_cannot_be_is_a_look_too(served, vacancy):
    body = {"soort": "toch-tonen", "vacature": vacancy, "toelichting": "omdat het past"}
    seen = lines(served)

    answer = served.ask(served.coach, "POST", f"/v1/werkzoekenden/{OWN}/ingrepen", json=body)

    assert answer.status_code == 409
    assert lines(served) == seen + 1
    assert served.store.log.of(OWN)[0].what == "wijziging van de lijst geprobeerd"


def test_what_a_client_does_themselves_adds_no_line(served):
    seen = lines(served)

    for method, path, body in (
        ("GET", "/v1/me", None),
        ("PATCH", "/v1/me", {"weergavenaam": "Oefennaam"}),
        ("PATCH", "/v1/me", {}),
        ("GET", "/v1/me/suggesties", None),
        ("PUT", "/v1/me/wensen", {"wensen": ["kok"], "nietGewenst": []}),
    ):
        assert served.ask(served.client, method, path, **({} if body is None else {"json": body})).is_success

    assert lines(served) == seen
