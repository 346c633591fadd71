"""Candidates over HTTP: a coach finds somebody by a number, and the coach who knows them says who it is."""

import pytest

from tests.api.people import OWN, World, home_to_change
from tests.homes import lasting


@pytest.fixture(scope="module")
def served():
    found = World(home_to_change(lasting() / "kandidaten"))
    agreed = found.ask(found.client, "PUT", "/v1/me/toestemmingen/voorgesteld-worden", json={"gegeven": True})
    assert agreed.status_code == 200
    yield found
    found.close()


@pytest.fixture(scope="module")
def vacancy(served):
    return served.ask(served.coach, "GET", f"/v1/werkzoekenden/{OWN}/suggesties").json()["resultaten"][0]["vacature"]


def seen_by(served, coach, vacancy):
    """How the client stands on the list of a coach."""
    found = served.ask(coach, "POST", f"/v1/vacatures/{vacancy}/kandidaten/_zoek", json={}).json()
    (row,) = (one for one in found["resultaten"] if one["begeleider"] == served.coach.name)
    return row


def who_is(served, coach, vacancy, number):
    return served.ask(coach, "POST", f"/v1/vacatures/{vacancy}/kandidaten/_wie", json={"kandidaat": number})


def test_a_colleague_sees_a_number_and_the_own_coach_says_who_it_is(served, vacancy):
    row = seen_by(served, served.other_coach, vacancy)
    name = seen_by(served, served.coach, vacancy)["weergavenaam"]

    assert OWN not in str(row)
    assert name not in str(row)
    found = who_is(served, served.coach, vacancy, row["kandidaat"])
    assert found.json() == {"werkzoekende": OWN, "weergavenaam": name, "wilVoorgesteldWorden": True}
    assert who_is(served, served.other_coach, vacancy, row["kandidaat"]).status_code == 404
    looked = served.ask(served.client, "GET", "/v1/me/inzagen").json()
    assert "nummer bij een vacature opgezocht" in {one["wat"] for one in looked["inzagen"]}


def test_the_answer_says_when_somebody_took_their_yes_back(served, vacancy):
    number = seen_by(served, served.other_coach, vacancy)["kandidaat"]
    address = "/v1/me/toestemmingen/voorgesteld-worden"
    served.ask(served.client, "PUT", address, json={"gegeven": False})

    found = who_is(served, served.coach, vacancy, number)

    served.ask(served.client, "PUT", address, json={"gegeven": True})
    assert found.json()["wilVoorgesteldWorden"] is False


@pytest.mark.parametrize("number", ["", "0", "g" * 12, "0" * 13, 5, None])
def test_what_is_no_number_is_refused_in_words(served, vacancy, number):
    answer = who_is(served, served.coach, vacancy, number)

    assert answer.status_code == 400
    assert answer.json()["fouten"][0]["plaats"] == "body.kandidaat"
