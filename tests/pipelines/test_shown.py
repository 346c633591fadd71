from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from matcher.eligibility import Refusal
from matcher.errors import NotFoundError
from matcher.interventions import Intervention
from matcher.record_kinds import RecordKind
from matcher.roles import Role
from pipelines.documents import why_document
from pipelines.own_order import intervene
from pipelines.reskill_documents import Sought, reskill_document
from pipelines.service import Wanted
from pipelines.shown import (
    Viewer,
    courses_shown,
    left_out_shown,
    record_candidates,
    shown_to_client,
    shown_to_coach,
    why_shown,
)
from pipelines.store.switches import AUTOMATIC_ORDER
from tests.homes import DAY
from tests.shown import ANNA, MONDAY, WANTED, act, ids, nothing_read_of, service_with
from tests.test_guard_out import keys_of, not_allowed


@pytest.fixture
def service(store):
    return service_with(store)


@pytest.fixture
def anna(service):
    return service.store.clients.get(ANNA)


def without_record(document):
    return {name: value for name, value in document.items() if name not in ("record", "at")}


def log_of(service, client_id=ANNA):
    return [line.what for line in service.store.log.of(client_id)]


def test_what_a_coach_sees_is_recorded_and_logged_together(service, anna):
    document = shown_to_coach(service, anna, WANTED, act())

    record = service.store.records.get(document["record"])
    assert record.client_id == ANNA
    assert record.kind is RecordKind.LIST
    assert record.shown_to == "werkcoach"
    assert [row["vacancy"] for row in record.content["rows"]["results"]] == ids(document["results"])
    assert [row["score"] for row in record.content["rows"]["results"]] == [row["score"] for row in document["results"]]
    assert log_of(service) == ["lijst bekeken"]


@pytest.mark.parametrize(
    "show",
    [
        lambda service, anna: shown_to_coach(service, anna, WANTED, act()),
        lambda service, anna: shown_to_client(service, anna, WANTED, MONDAY),
        lambda service, anna: left_out_shown(service, anna, Refusal.TRAVEL, act()),
        lambda service, anna: courses_shown(service, anna, Sought(), Viewer.coach(act())),
    ],
    ids=["coach", "client", "left out", "courses"],
)
def test_lists_are_worked_out_one_after_the_other(service, anna, show):
    with ThreadPoolExecutor(1) as pool:
        with service.turn:
            shown = pool.submit(show, service, anna)
            with pytest.raises(TimeoutError):
                shown.result(timeout=0.3)  # somebody else's list is worked out now
        assert shown.result(timeout=30)["record"]


def test_plans_which_take_longer_keep_no_list_waiting(service, anna):
    with ThreadPoolExecutor(1) as pool, service.turn:
        shown = pool.submit(courses_shown, service, anna, Sought(plan=True), Viewer.coach(act()))
        assert shown.result(timeout=30)["record"]


def test_a_list_that_cannot_be_made_lets_the_next_one_go_on(service, anna):
    with pytest.raises(NotFoundError):
        why_shown(service, anna, "bestaat-niet", Viewer.coach(act()))

    assert shown_to_coach(service, anna, WANTED, act())["results"]


def test_what_a_client_sees_is_recorded_and_not_logged(service, anna):
    document = shown_to_client(service, anna, WANTED, MONDAY)

    assert service.store.records.get(document["record"]).shown_to == "client"
    assert log_of(service) == []


def test_the_facts_of_a_record_hold_nothing_of_the_person(service, anna):
    record = service.store.records.get(shown_to_coach(service, anna, WANTED, act())["record"])

    text = str(record.facts)
    assert record.facts["market"] == service.market.market.id
    assert record.facts["weights"]["essential_coverage"] == 50.0
    assert record.facts["policy"]["match_coverage"] == 0.6
    for own in (ANNA, anna.client.home.postcode or "-", *(skill.phrase for skill in anna.client.skills)):
        assert own not in text


def test_nobody_but_the_client_sees_what_is_not_for_them_or_that_it_is_missing(service, anna):
    before = [shown_to_coach(service, anna, WANTED, act()) for _ in range(2)]
    for vacancy in ids(before[0]["results"])[:2]:
        service.store.feedback.put(ANNA, vacancy, "te ver", MONDAY)
    shown_to_client(service, anna, WANTED, MONDAY)

    after = shown_to_coach(service, anna, WANTED, act())

    assert repr(without_record(after)) == repr(without_record(before[0])) == repr(without_record(before[1]))
    assert len({one["record"] for one in (*before, after)}) == 3
    with nothing_read_of(service.store, "feedback"):
        shown_to_coach(service, anna, WANTED, act())
    record = service.store.records.get(after["record"])
    assert "said" not in record.content


def test_a_clients_list_leaves_out_what_is_not_for_them_and_is_refilled(service, anna):
    wanted = replace(WANTED, top=1)
    (first,) = ids(shown_to_client(service, anna, wanted, MONDAY)["results"])
    service.store.feedback.put(ANNA, first, "te ver", MONDAY)

    found = shown_to_client(service, anna, wanted, MONDAY)

    assert len(found["results"]) == 1
    assert ids(found["results"]) != [first]
    assert [(one["vacancy"], one["reason"]) for one in found["not_for_me"]] == [(first, "te ver")]
    service.store.feedback.drop(ANNA, first)
    assert ids(shown_to_client(service, anna, wanted, MONDAY)["results"]) == [first]


def test_a_client_sees_what_the_coach_did_and_why(service, anna):
    (last,) = ids(shown_to_coach(service, anna, WANTED, act())["results"])[-1:]
    intervene(service, anna, Intervention.MOVE, last, note="deze baas ken ik", position=1, act=act())

    (row, *_) = shown_to_client(service, anna, WANTED, MONDAY)["results"]

    assert row["vacancy"] == last
    assert row["placed"]["by"] == "werkcoach"
    assert [one["note"] for one in row["placed"]["changes"]] == ["deze baas ken ik"]


def test_doing_and_undoing_gives_the_same_list_again(service, anna):
    before = shown_to_coach(service, anna, WANTED, act())
    made = [
        intervene(service, anna, Intervention.ASIDE, ids(before["results"])[0], act=act()),
        intervene(service, anna, Intervention.ADD, own={"title": "Hulp in de keuken"}, act=act()),
        intervene(service, anna, Intervention.SHOW, ids(before["near_misses"])[0], note="kan wel", act=act()),
    ]
    between = shown_to_coach(service, anna, WANTED, act())
    for change in made:
        service.store.interventions.undo(ANNA, change.id, act())

    assert between["results"] != before["results"]
    assert without_record(shown_to_coach(service, anna, WANTED, act())) == without_record(before)


def test_the_order_is_off_for_who_asked_and_for_all_when_the_municipality_says_so(service):
    service.store.clients.set_automatic(ANNA, automatic=False, act=act(role=Role.CLIENT))
    own = shown_to_client(service, service.store.clients.get(ANNA), WANTED, MONDAY)
    assert (own["order"]["automatic"], own["order"]["switched_off"]) == (False, "door u")

    other = service.store.clients.get("c-0002")
    assert shown_to_client(service, other, WANTED, MONDAY)["order"]["automatic"]
    service.store.switches.set(AUTOMATIC_ORDER, on=False, who="beheer", at=MONDAY)
    for stored in (service.store.clients.get(ANNA), other):
        order = shown_to_client(service, stored, WANTED, MONDAY)["order"]
        assert order["switched_off"] == "door de gemeente"


def test_who_just_left_is_shown_to_nobody(service, anna):
    gone = replace(anna, client=replace(anna.client, id="c-9999"))

    with pytest.raises(NotFoundError):
        shown_to_coach(service, gone, WANTED, act())


# Why, courses and candidates


def test_why_and_course_advice_are_recorded_too(service, anna):
    vacancy = ids(shown_to_client(service, anna, WANTED, MONDAY)["results"])[0]
    why = why_shown(service, anna, vacancy, Viewer.coach(act("waarom bekeken")))
    courses = courses_shown(service, anna, Sought(), Viewer.client(MONDAY))

    placed = {"placed": {"by": "rangorde", "place": None, "changes": []}}
    assert without_record(why) == why_document(service, anna, vacancy) | placed
    assert without_record(courses) == reskill_document(service, anna, Sought())
    kinds = [service.store.records.get(one["record"]).kind for one in (why, courses)]
    assert kinds == [RecordKind.WHY, RecordKind.COURSES]
    assert log_of(service) == ["waarom bekeken"]


def test_without_order_an_account_has_no_points_either(service):
    service.store.clients.set_automatic(ANNA, automatic=False, act=act())
    stored = service.store.clients.get(ANNA)
    vacancy = ids(shown_to_coach(service, stored, WANTED, act())["results"])[0]

    why = why_shown(service, stored, vacancy, Viewer.coach(act()))

    assert not {"score", "base", "points"} & why.keys()
    assert why["reasons_for"]


def test_a_page_of_what_was_left_out_is_recorded_and_logged_together(service, anna):
    document = left_out_shown(service, anna, Refusal.TRAVEL, act("wat afviel bekeken"), Wanted(top=4, offset=2))

    record = service.store.records.get(document["record"])
    assert (record.kind, record.shown_to, record.client_id) == (RecordKind.LEFT_OUT, "werkcoach", ANNA)
    assert (record.content["asked"]["reason"], record.content["asked"]["offset"]) == ("reistijd", 2)
    assert [row["vacancy"] for row in record.content["rows"]["results"]] == ids(document["results"])
    assert len(document["results"]) == 4
    assert log_of(service) == ["wat afviel bekeken"]


def test_of_a_list_of_candidates_each_has_a_record_of_their_own(service, anna):
    other = service.store.clients.get("c-0002")
    vacancy = ids(shown_to_client(service, anna, WANTED, MONDAY)["results"])[0]
    shown = [(stored, why_document(service, stored, vacancy)) for stored in (anna, other)]

    records = record_candidates(service, shown, act("kandidaten gezocht"), service.day)

    assert [service.store.records.get(one).client_id for one in records] == [ANNA, "c-0002"]
    assert log_of(service, "c-0002") == ["kandidaten gezocht"]
    assert "c-0002" not in str(service.store.records.get(records[0]).content)


def test_the_moment_is_that_of_the_act_and_the_day_that_of_the_home(service, anna):
    moment = MONDAY + timedelta(days=2)
    document = shown_to_client(service, anna, WANTED, moment)

    assert document["at"] == moment.isoformat()
    assert document["on"] == DAY


def test_no_key_of_what_is_shown_or_kept_may_not_leave(service, anna):
    document = shown_to_client(service, anna, WANTED, MONDAY)
    record = service.store.records.get(document["record"])

    content = {name: value for name, value in record.content.items() if name != "profile"}  # as it is stored
    found = keys_of(document) | keys_of(record.facts) | keys_of(content)
    assert len(found) > 60
    assert not_allowed(found) == {}
