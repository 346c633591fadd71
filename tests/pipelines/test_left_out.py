from dataclasses import replace
from datetime import date

import pytest

from matcher.eligibility import Refusal
from matcher.interventions import Intervention
from pipelines.documents import match_document, why_document
from pipelines.left_out import MOST, left_out_document
from pipelines.own_order import intervene
from pipelines.shown import shown_to_coach
from tests.homes import DAY
from tests.shown import ANNA, WANTED, act, ids, people, region_service, service_with


def page(reason, person=0, **more):
    return left_out_document(region_service(), people()[person], reason, **more)


@pytest.mark.parametrize("person", [0, 3, 7])
def test_there_are_as_many_for_each_reason_as_the_list_counts(person):
    wanted = replace(WANTED, on=date.fromisoformat(DAY))
    counted = match_document(region_service(), people()[person], wanted)["left_out"]

    assert {
        reason.value: page(reason, person)["total"] for reason in Refusal if page(reason, person)["total"]
    } == counted


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
    first, second = ids(left_out_document(service, anna, Refusal.TRAVEL, top=2)["results"])
    intervene(service, anna, Intervention.SHOW, first, note="gaat verhuizen", act=act())

    found = left_out_document(service, anna, Refusal.TRAVEL, top=2)

    assert ids(found["results"])[0] == second
    assert found["total"] == shown_to_coach(service, anna, WANTED, act())["left_out"]["reistijd"]


def test_what_the_client_said_is_not_to_be_seen_in_it(store):
    service = service_with(store)
    anna = service.store.clients.get(ANNA)
    before = left_out_document(service, anna, Refusal.TRAVEL)
    service.store.feedback.put(ANNA, ids(before["results"])[0], "te ver", act().at)

    assert left_out_document(service, anna, Refusal.TRAVEL) == before
