import json
from datetime import date

import pytest

from matcher.codes import Route, WagePeriod
from matcher.features import FEATURES
from matcher.question import Question, Topic
from pipelines.documents import (
    match_document,
    question_document,
    vacancy_document,
    wage_document,
    why_document,
)
from pipelines.reskill_documents import Sought, reskill_document
from pipelines.service import Wanted, open_service
from tests import cases
from tests.homes import lasting, region

ON = date.fromisoformat(cases.ON)


@pytest.fixture(scope="module")
def service():
    with open_service(cases.home(), cache=lasting() / "cache") as opened:
        yield opened


def matched(service, client="anna", **wanted):
    return match_document(service, service.client(client, "proef"), Wanted(**{"on": ON} | wanted))


def why(service, vacancy, client="anna", on=ON):
    return why_document(service, service.client(client, "proef"), vacancy, on)


def is_plain(value):
    """Whether a value is made of what JSON has, with finite numbers."""
    return json.loads(json.dumps(value, allow_nan=False)) == value


@pytest.mark.parametrize("client", ["anna", "boris", "cem", "dora"])
def test_every_document_is_plain(service, client):
    stored = service.client(client, "proef")

    assert is_plain(match_document(service, stored, Wanted(on=ON, max_minutes=200)))
    assert is_plain(reskill_document(service, stored, Sought(plan=True, on=ON)))
    assert all(is_plain(why_document(service, stored, vacancy, ON)) for vacancy in cases.CASES)


def test_every_pair_of_the_demo_can_be_explained():
    with open_service(region()) as service:
        stored = service.client("c-0001", "proef")
        ids = service.market.display["id"].to_pylist()
        outcomes = [why_document(service, stored, vacancy)["outcome"] for vacancy in ids[::4]]

    assert set(outcomes) <= {"match", "near_miss", "unknown_travel", "left_out"}
    assert len(set(outcomes)) >= 3


def test_accounts_and_lists_agree_on_every_vacancy(service):
    document = matched(service, top=100)
    listed = {
        "match": document["results"],
        "near_miss": document["near_misses"],
        "unknown_travel": document["unknown_travel"],
    }
    by_outcome = {name: {row["vacancy"] for row in rows} for name, rows in listed.items()}

    for vacancy in cases.CASES:
        outcome = why(service, vacancy)["outcome"]
        assert [name for name, ids in by_outcome.items() if vacancy in ids] == (
            [] if outcome == "left_out" else [outcome]
        )


def test_a_list_tells_of_which_day_market_and_ranking_it_is(service):
    document = matched(service)

    assert document["on"] == cases.ON
    assert document["market"] == service.market.market.id
    assert document["ranker"] == service.ranker.name
    assert document["match_coverage"] == pytest.approx(0.6)


def test_what_is_not_known_has_no_points_and_no_value(service):
    (row,) = (row for row in matched(service)["results"] if row["vacancy"] == "past")
    points = {one["feature"]: one for one in row["points"]}

    assert set(points) == {feature.name for feature in FEATURES}
    assert (points["support_offered"]["value"], points["support_offered"]["points"]) == (None, 0)
    assert points["commute_minutes"]["value"] == row["commute"]["minutes"]
    assert points["commute_minutes"]["points"] < 0
    assert points["essential_coverage"]["points"] > 0


def test_the_same_trip_is_told_for_a_list_and_by_mode(service):
    account = why(service, "past")

    assert account["commute_by_mode"][account["commute"]["mode"]] == account["commute"]["minutes"]
    assert account["commute"]["limit"] == 30


def test_missing_skills_are_essential_ones_that_someone_lacks(service):
    account = why(service, "ander-werk")
    lacking = {one["skill"] for one in account["skills"] if one["essential"] and one["own"] == 0}

    assert set(account["missing_skills"]) == lacking != set()
    assert {one["skill"] for one in account["partial_skills"]} <= lacking
    assert not set(account["matched_skills"]) & lacking


def test_credit_for_a_neighbouring_skill_says_what_it_rests_on_and_other_skills_say_nothing(service):
    skills = why(service, "uitgesloten")["skills"]
    till = next(one for one in skills if one["skill"] == "kassa bedienen")

    assert till["through"] == "schappen vullen"
    assert till["because"].startswith("“schappen vullen” lijkt op “kassa bedienen”: beide horen bij ")
    assert "verkoopmedewerker" in till["because"]
    assert till["because"].endswith("; beide vallen onder “Verkoop en winkel”")
    for one in skills:
        assert bool(one["because"]) == bool(one["through"]) == (one["own"] == 0 and one["credit"] > 0)


def test_reasons_of_one_account_are_not_repeated(service):
    for vacancy in cases.CASES:
        account = why(service, vacancy)
        reasons = account["reasons_for"] + account["reasons_against"]
        assert len(set(reasons)) == len(reasons)


def test_a_vacancy_is_shown_as_it_was_read(service):
    text = service.market.texts([service.row("past")])[0]
    document = vacancy_document(text)

    assert document["vacancy"] == "past"
    assert document["hours"] == {"min": 16, "max": 20}
    assert document["route"] == Route.REGULAR.value
    assert document["contact"] == "werk@example.org"
    assert document["closing_date"] == "2026-12-31"


def test_a_vacancy_without_a_place_name_is_shown_in_the_place_of_its_area(service):
    text = service.market.texts([service.row("past")])[0]

    assert vacancy_document(text | {"place": ""})["place"] == "Delft"


@pytest.mark.parametrize(("low", "high"), [(14.5, 16.0), (14.5, None), (None, 16.0)])
def test_a_wage_has_its_ends_its_period_and_its_coin(low, high):
    row = {"wage_min": low, "wage_max": high, "wage_period": WagePeriod.HOUR.value}

    assert wage_document(row) == {"min": low, "max": high, "period": "uur", "currency": "EUR"}


def test_no_wage_is_none():
    assert wage_document({"wage_min": None, "wage_max": None, "wage_period": None}) is None


def test_a_question_is_told_with_what_it_decides():
    asked = Question(Topic.LICENCES, 12, too_little=False, detail="rijbewijs B")

    assert question_document(asked) == {
        "about": "licenties",
        "text": Topic.LICENCES.label,
        "detail": "rijbewijs B",
        "decides": 12,
        "too_little_known": False,
    }
    assert question_document(None) is None


def test_course_advice_names_the_day_the_market_and_the_courses_it_left_out(service):
    document = reskill_document(service, service.client("anna", "proef"), Sought(on=ON))

    assert (document["client"], document["on"]) == ("anna", cases.ON)
    assert document["market"] == service.market.market.id
    assert document["not_enterable"] > 0
    entered = {one["course"] for one in document["suggestions"] + document["improves"]}
    closed = {course.id for course in service.courses if course.entry_licences}
    assert not entered & closed


def test_an_estimate_of_a_course_says_so(service):
    document = reskill_document(service, service.client("anna", "proef"), Sought(on=ON))

    (vca,) = (one for one in document["suggestions"] if one["course"] == "cursus-vca-basis")
    assert set(vca["estimated"]) == {"weeks", "hours", "price"}
    assert vca["price"]["currency"] == "EUR"
    assert vca["price"]["min"] <= vca["price"]["max"]
    assert vca["offerings"][1]["price"] is None
    assert {one["price"] for one in vca["offerings"]} == {None, 200}
    assert not any(one["invented"] for one in vca["offerings"])
