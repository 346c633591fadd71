"""Lists over HTTP: what is counted can be read, and what a coach wrote down can be explained and refused."""

import pytest

from matcher.eligibility import Refusal
from tests.api.people import OWN, World, home_to_change
from tests.homes import lasting

LIST = f"/v1/werkzoekenden/{OWN}/suggesties"
LEFT_OUT = f"/v1/werkzoekenden/{OWN}/afgevallen"
CHANGES = f"/v1/werkzoekenden/{OWN}/ingrepen"
LISTINGS = ("resultaten", "bijnaPassend", "bovenGrens", "reistijdOnbekend", "opzij")
ASKED = ["", "&vervoer=bike", "&maximaleReistijd=15", "&vervoer=car&vervoer=walk&maximaleReistijd=90"]


@pytest.fixture(scope="module")
def served():
    found = World(home_to_change(lasting() / "lijsten"))
    yield found
    found.close()


@pytest.fixture
def own_vacancy(served):
    """A vacancy that the coach wrote down for the client, gone after the test."""
    body = {"soort": "toevoegen", "eigenVacature": {"titel": "Hulp in de keuken"}, "toelichting": "vraag naar Noor"}
    made = served.ask(served.coach, "POST", CHANGES, json=body).json()
    yield made
    served.ask(served.client, "DELETE", f"/v1/me/niet-voor-mij/{made['vacature']}")
    served.ask(served.coach, "DELETE", f"{CHANGES}/{made['nummer']}")


def get(served, who, address):
    answer = served.ask(who, "GET", address)
    assert answer.status_code == 200, answer.text
    return answer.json()


def ids(rows):
    return [row["vacature"] for row in rows]


def of_every_visit(document):
    return {name: value for name, value in document.items() if name not in {"verslag", "tijdstip"}}


@pytest.mark.parametrize("asked", ASKED)
def test_all_that_a_list_counts_as_left_out_can_be_looked_at(served, asked):
    listed = get(served, served.coach, f"{LIST}?aantal=1{asked}")
    for one in listed["afgevallen"]:
        page = get(served, served.coach, f"{LEFT_OUT}?reden={one['reden']}&aantal=100{asked}")
        assert page["totaal"] == one["aantal"]
        found = ids(page["resultaten"])
        for offset in range(100, page["totaal"], 100):
            again = f"{LEFT_OUT}?reden={one['reden']}&aantal=100&vanaf={offset}{asked}"
            found += ids(get(served, served.coach, again)["resultaten"])
        assert len(set(found)) == len(found) == page["totaal"]
    counted = {one["reden"] for one in listed["afgevallen"]}
    for reason in {reason.value for reason in Refusal} - counted:
        assert get(served, served.coach, f"{LEFT_OUT}?reden={reason}{asked}")["totaal"] == 0


@pytest.mark.parametrize("client", [False, True], ids=["coach", "client"])
def test_all_near_misses_that_are_counted_can_be_read(served, client):
    who, address = (served.client, "/v1/me/suggesties") if client else (served.coach, LIST)
    listed = get(served, who, f"{address}?aantal=100")
    total = listed["aantallen"]["bijnaPassend"]
    pages = [get(served, who, f"{address}?aantal=4&vanaf={offset}") for offset in range(0, total, 4)]

    assert total > 0
    assert len(set(ids(listed["bijnaPassend"]))) == min(total, 100)
    found = [vacancy for page in pages for vacancy in ids(page["bijnaPassend"])]
    assert len(set(found)) == len(found) == total


@pytest.mark.parametrize("address", [f"{LEFT_OUT}?reden=reistijd&", f"{LIST}/bestaat-niet?", f"{LIST}?"])
@pytest.mark.parametrize("wrong", ["vervoer=raket", "maximaleReistijd=0", "maximaleReistijd=301"])
def test_how_to_travel_is_checked_the_same_everywhere(served, address, wrong):
    answer = served.ask(served.coach, "GET", address + wrong)

    assert answer.status_code == 400
    assert len(answer.json()["fouten"]) == 1


def test_a_page_of_what_was_left_out_is_in_the_records_of_the_client(served):
    page = get(served, served.coach, f"{LEFT_OUT}?reden=reistijd")

    records = get(served, served.client, "/v1/me/verslagen?aantal=500")["verslagen"]
    (record,) = (one for one in records if one["nummer"] == page["verslag"])
    assert (record["soort"], record["tijdstip"]) == ("afgevallen", page["tijdstip"])
    looked = get(served, served.client, "/v1/me/inzagen")["inzagen"]
    assert "wat afviel bekeken" in {one["wat"] for one in looked}


@pytest.mark.parametrize("client", [False, True], ids=["coach", "client"])
def test_what_a_coach_wrote_down_is_explained_with_who_did_and_why(served, own_vacancy, client):
    who, address = (served.client, "/v1/me/suggesties") if client else (served.coach, LIST)

    found = get(served, who, f"{address}/{own_vacancy['vacature']}")

    assert (found["titel"], found["uitkomst"]) == ("Hulp in de keuken", "niet-beoordeeld")
    assert not {"score", "basis", "punten", "rangschikker", "reis"} & found.keys()
    (change,) = found["plaatsing"]["ingrepen"]
    assert change == own_vacancy
    assert change["wie"] == served.coach.name


def test_a_client_says_no_to_what_a_coach_wrote_down_and_the_coach_sees_no_difference(served, own_vacancy):
    vacancy = own_vacancy["vacature"]
    addresses = (LIST, f"{LIST}/{vacancy}", f"{LEFT_OUT}?reden=reistijd")
    before = [of_every_visit(get(served, served.coach, one)) for one in addresses]

    said = served.ask(served.client, "PUT", f"/v1/me/niet-voor-mij/{vacancy}", json={"reden": "te vroeg"})

    assert said.status_code == 200
    assert (vacancy, "Hulp in de keuken") in {(one["vacature"], one["titel"]) for one in said.json()["nietVoorMij"]}
    own = get(served, served.client, "/v1/me/suggesties")
    assert vacancy not in {one for listing in LISTINGS for one in ids(own[listing])}
    assert [of_every_visit(get(served, served.coach, one)) for one in addresses] == before
    assert served.ask(served.client, "DELETE", f"/v1/me/niet-voor-mij/{vacancy}").status_code == 204
    assert vacancy in ids(get(served, served.client, "/v1/me/suggesties")["resultaten"])


def test_what_a_coach_wrote_down_for_one_client_is_of_no_other(served, own_vacancy):
    vacancy = own_vacancy["vacature"]

    assert served.ask(served.other_client, "GET", f"/v1/me/suggesties/{vacancy}").status_code == 404
    assert served.ask(served.other_client, "PUT", f"/v1/me/niet-voor-mij/{vacancy}", json={}).status_code == 404


def test_why_says_where_the_coach_put_a_vacancy_that_was_left_out(served):
    (row,) = get(served, served.coach, f"{LEFT_OUT}?reden=reistijd&aantal=1")["resultaten"]
    body = {"soort": "toch-tonen", "vacature": row["vacature"], "toelichting": "gaat verhuizen"}
    change = served.ask(served.coach, "POST", CHANGES, json=body).json()
    listed = get(served, served.coach, LIST)["resultaten"][0]

    for who, address in ((served.coach, LIST), (served.client, "/v1/me/suggesties")):
        found = get(served, who, f"{address}/{row['vacature']}")
        assert found["uitkomst"] == "valt-af"
        assert found["plaatsing"] == listed["plaatsing"]
        assert found["plaatsing"]["ingrepen"] == [change]
    served.ask(served.coach, "DELETE", f"{CHANGES}/{change['nummer']}")
    assert "plaatsing" not in get(served, served.coach, f"{LIST}/{row['vacature']}")


def test_how_it_came_out_is_told_in_the_words_of_the_document(served):
    listed = get(served, served.coach, f"{LIST}?aantal=2")
    schema = get(served, None, "/v1/openapi.json")["components"]["schemas"]["Waarom"]["properties"]["uitkomst"]

    for listing, outcome in (("resultaten", "past"), ("bijnaPassend", "past-bijna")):
        found = get(served, served.coach, f"{LIST}/{ids(listed[listing])[0]}")
        assert found["uitkomst"] == outcome
        assert outcome in schema["enum"]
