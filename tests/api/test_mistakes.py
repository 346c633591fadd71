"""What is wrong with a request is told all together, in Dutch, at places that a sender can find."""

import pytest

from tests.api.people import OWN, world


@pytest.fixture(scope="module")
def served():
    return world()


def mistakes(answer):
    assert answer.status_code == 400
    return {one["plaats"]: one["melding"] for one in answer.json()["fouten"]}


def test_mistakes_of_shape_are_told_together_with_where_they_are(served):
    body = {"weergavenaam": 5, "urenMinimaal": "veel", "taal": "nl", "vervoer": [{"vervoer": "paard"}]}

    found = mistakes(served.ask(served.client, "PATCH", "/v1/me", json=body))

    assert found.keys() == {"body.weergavenaam", "body.urenMinimaal", "body.taal", "body.vervoer.0.vervoer"}
    assert found["body.weergavenaam"] == "hier hoort tekst"
    assert "bike" in found["body.vervoer.0.vervoer"]


def test_mistakes_that_our_own_rules_find_stand_at_the_same_sort_of_place(served):
    body = {"woonplaats": {"postcode": "99"}, "urenMinimaal": 30, "urenMaximaal": 10}

    found = mistakes(served.ask(served.client, "PATCH", "/v1/me", json=body))

    assert found
    assert all(place.startswith("body.") for place in found)


@pytest.mark.parametrize(
    ("own", "place", "words"),
    [
        ({"titel": "Kok", "urenMinimaal": 30, "urenMaximaal": 10}, "urenMinimaal", "meer dan urenMaximaal"),
        ({"titel": "Kok", "link": "nergens"}, "link", "geen webadres"),
        ({"titel": "  "}, "titel", "leeg"),
    ],
    ids=["hours turned round", "no address", "no title"],
)
def test_a_vacancy_that_a_coach_writes_down_is_judged_by_the_names_that_they_used(served, own, place, words):
    body = {"soort": "toevoegen", "eigenVacature": own}

    found = mistakes(served.ask(served.coach, "POST", f"/v1/werkzoekenden/{OWN}/ingrepen", json=body))

    assert found.keys() == {f"body.eigenVacature.{place}"}
    assert words in found[f"body.eigenVacature.{place}"]
    assert "hours" not in str(found)


def test_one_of_two_that_exclude_each_other_is_asked_for(served):
    found = mistakes(served.ask(served.coach, "POST", f"/v1/werkzoekenden/{OWN}/ingrepen", json={"soort": "opzij"}))

    assert found.keys() == {"body.vacature"}


@pytest.mark.parametrize(
    ("body", "place", "words"),
    [
        ({"beschikbaarVanafDatum": "2026-02-30"}, "body.beschikbaarVanafDatum", "deze dag bestaat niet"),
        ({"beschikbaarVanafDatum": "morgen"}, "body.beschikbaarVanafDatum", "hier hoort een dag zoals 2026-01-31"),
        ({"urenMaximaal": 500}, "body.urenMaximaal", "dit mag hoogstens 80 zijn"),
        ({"vervoer": [{"vervoer": "paard"}]}, "body.vervoer.0.vervoer", "of 'car'"),
    ],
    ids=["a day that is none", "no day", "too many", "one of a list"],
)
def test_what_can_be_is_said_in_dutch(served, body, place, words):
    found = mistakes(served.ask(served.client, "PATCH", "/v1/me", json=body))

    assert found.keys() == {place}
    assert words in found[place]
    assert not any(english in found[place] for english in ("out of range", " or ", ".0"))


def test_what_is_no_json_is_said_of_the_body(served):
    answer = served.ask(served.client, "PATCH", "/v1/me", content=b"{", headers={"Content-Type": "application/json"})

    assert mistakes(answer) == {"body": "dit is geen geldige JSON"}


def test_what_a_change_of_the_list_misses_is_told_together(served):
    listed = served.ask(served.coach, "GET", f"/v1/werkzoekenden/{OWN}/suggesties").json()
    body = {"soort": "verplaatsen", "vacature": listed["resultaten"][0]["vacature"]}

    found = mistakes(served.ask(served.coach, "POST", f"/v1/werkzoekenden/{OWN}/ingrepen", json=body))

    assert found.keys() == {"body.plek", "body.toelichting"}
