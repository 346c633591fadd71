from datetime import date

import pytest

from matcher.codes import Mode
from matcher.eligibility import Refusal
from matcher.interventions import Intervention
from matcher.roles import Role
from pipelines.documents import why_document
from pipelines.left_out import MOST, left_out_document
from pipelines.listed import Basis, list_document
from pipelines.own_order import intervene
from pipelines.service import Wanted
from pipelines.shown import left_out_shown, shown_to_coach
from tests.homes import DAY
from tests.shown import ANNA, WANTED, act, ids, nothing_read_of, people, region_service, service_with

COACH = Role.COACH.value
ON = date.fromisoformat(DAY)


def page(reason, person=0, **wanted):
    return left_out_document(region_service(), Basis(people()[person], Wanted(**wanted), COACH), reason)


def first_ones(service, reason, top=20):
    return left_out_shown(service, service.store.clients.get(ANNA), reason, act(), Wanted(top=top))


def without_record(document):
    return {name: value for name, value in document.items() if name not in ("record", "at")}


def every_page(reason, person, **asked):
    """The vacancies on all pages, as many times as they stand there."""
    total = page(reason, person, **asked)["total"]
    return [
        row["vacancy"]
        for offset in range(0, total + 1, MOST)
        for row in page(reason, person, top=MOST, offset=offset, **asked)["results"]
    ]


ASKED = [
    {},
    {"modes": (Mode.BIKE,)},
    {"max_minutes": 15},
    {"max_minutes": 120},
    {"modes": (Mode.CAR, Mode.WALK), "max_minutes": 45},
]


@pytest.mark.parametrize("person", [0, 3, 7])
@pytest.mark.parametrize("asked", ASKED, ids=str)
def test_whatever_was_asked_there_are_as_many_for_each_reason_as_the_list_counts(person, asked):
    basis = Basis(people()[person], Wanted(on=ON, **asked), COACH)
    listed = list_document(region_service(), basis)
    found = {reason.value: every_page(reason, person, on=ON, **asked) for reason in Refusal}

    assert {reason: len(vacancies) for reason, vacancies in found.items() if vacancies} == listed["left_out"]
    every = [vacancy for vacancies in found.values() for vacancy in vacancies]
    assert len(set(every)) == len(every) == listed["counts"]["left_out"] > 0


def test_what_was_asked_changes_what_is_left_out():
    totals = {page(Refusal.TRAVEL, on=ON, **asked)["total"] for asked in ASKED}

    assert len(totals) > 2


def test_pages_follow_on_each_other_and_hold_each_vacancy_once():
    whole = page(Refusal.TRAVEL, top=MOST)
    parts = [page(Refusal.TRAVEL, offset=offset, top=7)["results"] for offset in range(0, MOST, 7)]

    joined = [row for part in parts for row in part][:MOST]
    assert joined == whole["results"]
    assert len(set(ids(joined))) == len(joined)
    assert page(Refusal.TRAVEL, offset=whole["total"])["results"] == []


def test_every_row_says_the_reason_as_it_stands_in_the_account_of_the_pair():
    for reason in Refusal:
        for row in page(reason, top=3)["results"]:
            why = why_document(region_service(), people()[0], row["vacancy"])
            assert row["reason"] in why["misses"]
            assert row["reason"]["reason"] == reason.value
            assert row["misses"] == why["misses"]


def test_a_page_holds_no_more_than_a_person_looks_through():
    assert len(page(Refusal.TRAVEL, top=10_000)["results"]) == MOST


def test_what_a_coach_showed_after_all_is_left_out_no_more(store):
    service = service_with(store)
    anna = service.store.clients.get(ANNA)
    first, second = ids(first_ones(service, Refusal.TRAVEL, top=2)["results"])
    intervene(service, anna, Intervention.SHOW, first, note="gaat verhuizen", act=act())

    found = first_ones(service, Refusal.TRAVEL, top=2)

    assert ids(found["results"])[0] == second
    assert found["total"] == shown_to_coach(service, anna, WANTED, act())["left_out"]["reistijd"]


def test_what_the_client_said_is_not_to_be_seen_in_it(store):
    service = service_with(store)
    before = first_ones(service, Refusal.TRAVEL)
    service.store.feedback.put(ANNA, ids(before["results"])[0], "te ver", act().at)

    with nothing_read_of(service.store, "feedback"):
        assert without_record(first_ones(service, Refusal.TRAVEL)) == without_record(before)
