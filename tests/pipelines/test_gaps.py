from datetime import date

import pytest

from matcher.errors import NotFoundError, PolicyError
from matcher.purpose import Purpose
from pipelines import gaps
from pipelines.gaps import WHAT, gaps_document
from pipelines.service import open_service
from pipelines.settings import acting_user
from tests import caseloads
from tests.homes import lasting

ON = date.fromisoformat(caseloads.ON)
NEARLY_ALL = {"at_least": 10, "nearly_all": True}


@pytest.fixture(scope="module")
def service():
    with open_service(caseloads.home(), cache=lasting() / "cache") as opened:
        yield opened


def looks(service, client):
    return len(service.store.log.of(client))


def test_every_way_to_write_a_municipality_counts_and_so_does_every_way_to_ask_for_it(service):
    found = [gaps_document(service, name, ON) for name in ("Den Bosch", "'S-HERTOGENBOSCH", "’s-Hertogenbosch")]

    assert found[0] == found[1] == found[2]
    assert found[0]["municipality"] == "'s-Hertogenbosch"
    assert found[0]["people"] == 15


def test_a_skill_comes_with_all_that_a_planner_asks(service):
    document = gaps_document(service, "Den Bosch", ON)

    assert [one["id"] for one in document["gaps"]] == ["soep", "afwas"]
    soup, washing = document["gaps"]
    assert soup | {"courses": []} == {
        "rank": 1,
        "kind": "skill",
        "id": "soep",
        "label": "soep koken",
        "missing": NEARLY_ALL,
        "helped": NEARLY_ALL,
        "first_match": NEARLY_ALL,
        "asked_by": 8,
        "vacancies": 5,
        "per_person": 7,
        "work": [{"occupation": "soepkok", "label": "soepkok", "vacancies": 5}],
        "wage": {"low": 15.0, "middle": 15.0, "high": 15.0, "period": "uur", "currency": "EUR"},
        "level": None,
        "people_by_level": [{"from": None, "to": None, "at_least": 10}],
        "people_by_dutch": [{"from": None, "to": None, "at_least": 10}],
        "courses": [],
    }
    assert washing["courses"] == []
    assert washing["wage"] is None


def test_the_courses_that_teach_it_say_who_can_enter_and_what_is_offered(service):
    soup = gaps_document(service, "Den Bosch", ON)["gaps"][0]
    courses = {one["course"]: one for one in soup["courses"]}

    assert set(courses) == {"k1", "k2", "soepcursus"}
    assert courses["k1"]["may_enter"] == courses["soepcursus"]["may_enter"] == NEARLY_ALL
    assert (courses["k2"]["may_enter"], courses["k2"]["entry_level"]) == (None, "mbo4")
    assert {name: one["offerings"] for name, one in courses.items()} == {"k1": 2, "k2": 0, "soepcursus": 0}


def test_an_offering_that_has_begun_is_none(service):
    soup = gaps_document(service, "Den Bosch", date.fromisoformat(caseloads.AFTER))["gaps"][0]

    assert {one["course"]: one["offerings"] for one in soup["courses"]}["k1"] == 1


def test_a_municipality_without_a_policy_file_has_its_gaps_too(service):
    document = gaps_document(service, "rotterdam", ON)

    assert (document["municipality"], document["people"]) == ("rotterdam", 10)


def test_nine_profiles_are_refused_with_the_words_for_none_and_are_not_read(service):
    refusals = []
    for name in ("Vlaardingen", "Nergenshuizen"):
        with pytest.raises(NotFoundError) as refused:
            gaps_document(service, name, ON)
        refusals.append(str(refused.value).replace(name, "…"))

    assert refusals[0] == refusals[1]
    assert "Delft, Leiden, Maassluis, Zoetermeer" in refusals[0]
    assert not [character for character in refusals[0] if character.isdigit()]
    assert looks(service, "vlaardingen-00") == 0


def test_ten_profiles_of_which_one_says_nothing_are_refused_with_the_words_for_none(service):
    refusals = []
    for name in ("Leiden", "Maassluis"):
        with pytest.raises(NotFoundError) as refused:
            gaps_document(service, name, ON)
        refusals.append(str(refused.value).replace(name, "…"))

    assert refusals[0] == refusals[1]
    assert not [character for character in refusals[0] if character.isdigit()]


def test_everyone_whose_profile_is_read_finds_that_in_the_log_and_nobody_else(service):
    before = {client: looks(service, client) for client in ("rotterdam-00", "rotterdam-10", "b-00")}
    gaps_document(service, "Rotterdam", ON)

    assert {client: looks(service, client) - count for client, count in before.items()} == {
        "rotterdam-00": 1,
        "rotterdam-10": 1,
        "b-00": 0,
    }
    last = service.store.log.of("rotterdam-00")[0]
    assert (last.who, last.what, last.purpose) == (acting_user(), WHAT, Purpose.ADVICE_TO_CLIENT)


def test_a_document_holds_nothing_of_a_person(service):
    text = repr(gaps_document(service, "Den Bosch", ON))

    assert not [one["id"] for one in caseloads.people() if one["id"] in text]
    assert "2611AB" not in text
    assert "Framboos" not in text


def test_how_far_it_is_comes_in_tenths_and_only_when_it_takes_long(service, monkeypatch):
    said = []
    gaps_document(service, "Den Bosch", ON, said.append)
    assert said == []

    monkeypatch.setattr(gaps, "BETWEEN_LINES", 0.0)
    gaps_document(service, "Den Bosch", ON, said.append)

    assert said[0] == "0% van de profielen is bekeken"
    assert len(said) == len(set(said)) == 10
    assert {line.partition("%")[0] for line in said} <= {str(tens) for tens in range(0, 100, 10)}


def test_people_of_no_municipality_are_not_one(service):
    with pytest.raises(NotFoundError):
        gaps_document(service, " ", ON)


def test_the_same_question_has_the_same_answer(service):
    assert gaps_document(service, "Den Bosch", ON) == gaps_document(service, "Den Bosch", ON)


def test_a_broken_policy_is_told(tmp_path, monkeypatch):
    with open_service(caseloads.home(), cache=lasting() / "cache") as opened:
        (tmp_path / "kapot.toml").write_text("municipality = ", "utf-8")
        monkeypatch.setattr(type(opened.home), "policy", tmp_path)

        with pytest.raises(PolicyError, match="kapot"):
            gaps_document(opened, "Den Bosch", ON)
