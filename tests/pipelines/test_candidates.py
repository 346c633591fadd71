from dataclasses import replace

import pytest

from api.schemas.candidates import Kandidaten
from matcher.codes import Demand, DemandGrade, Support
from matcher.consent import Consent
from matcher.errors import NotFoundError
from matcher.features import SUPPORT
from matcher.roles import CasePart, Role
from pipelines.candidates import candidates, whose_number
from pipelines.documents import match_document
from pipelines.replay import replay_document
from pipelines.service import Wanted
from pipelines.store.switches import AUTOMATIC_ORDER
from tests.shown import ANNA, MONDAY, act, nothing_read_of, people, region_service, service_with

TWIN = "c-9001"


def say(service, client_id, *, agreed):
    """Somebody says yes or no to being proposed."""
    kept = act("toestemming vastgelegd")
    service.store.consents.set(client_id, Consent.PROPOSED, agreed, who="test", act=kept, at=MONDAY)


@pytest.fixture
def service(store):
    """The demo region with a twin of Anna, who has limits and needs; both agreed to be proposed."""
    found = service_with(store)
    (anna,) = (one for one in people() if one.client.id == ANNA)
    twin = replace(
        anna.client,
        id=TWIN,
        name="Verzonnen Tweeling",
        ladder=5,
        limitations=tuple((demand, DemandGrade.HEAVY) for demand in Demand),
        support_needed=frozenset({Support.JOBCOACH}),
    )
    store.clients.upsert([replace(anna, client=twin)], taxonomy=found.taxonomy.fingerprint, at=MONDAY)
    for client_id in (ANNA, TWIN):
        say(found, client_id, agreed=True)
    return found


@pytest.fixture
def coaches(service):
    """Two coaches: the first has Anna, the second her twin."""
    made = []
    for name, client_id in (("Oefencoach A", ANNA), ("Oefencoach B", TWIN)):
        account, _ = service.store.accounts.make(name, [Role.COACH], made_by="test", at=MONDAY)
        service.store.caseload.name(client_id, account.id, CasePart.COACH, act("caseload"))
        made.append(account)
    return made


def vacancy():
    """The first vacancy on the list of Anna."""
    (anna,) = (one for one in people() if one.client.id == ANNA)
    return match_document(region_service(), anna, Wanted(top=1))["results"][0]["vacancy"]


def listed(service, coach, top=20):
    return candidates(service, vacancy(), coach, act("kandidaten bekeken", coach.id), top)


def test_only_who_agreed_is_there_and_only_the_own_caseload_by_name(service, coaches):
    found = listed(service, coaches[0])
    assert Kandidaten.model_validate(found).total == found["total"] == 2
    own, other = sorted(found["results"], key=lambda one: not one["own"])
    assert (own["client"], own["name"], own["responsible"]) == (
        ANNA,
        service.store.clients.get(ANNA).client.name,
        "Oefencoach A",
    )
    assert (other["client"], other["name"], other["record"], other["responsible"]) == (None, None, None, "Oefencoach B")
    assert len(other["candidate"]) == 12
    for inside in (TWIN, "Verzonnen Tweeling", "jobcoach", "hoe zwaar"):
        assert inside not in str(other)
    say(service, TWIN, agreed=False)
    assert [one["client"] for one in listed(service, coaches[0])["results"]] == [ANNA]


def test_who_is_like_another_has_the_same_points_whatever_they_need_or_cannot_do(service, coaches):
    one, two = listed(service, coaches[0])["results"]
    assert one["points"] == two["points"]
    assert one["score"] == two["score"]
    assert one["score"] == pytest.approx(one["base"] + sum(part["points"] for part in one["points"]))
    (support,) = (part for part in one["points"] if part["feature"] == SUPPORT.name)
    assert (support["value"], support["points"]) == (None, 0)
    assert "begeleiding telt hier bij niemand mee" in listed(service, coaches[0])["not_counted"]


def test_the_points_are_those_of_the_own_list(service, coaches):
    (own,) = (one for one in listed(service, coaches[0])["results"] if one["own"])
    first = match_document(service, service.store.clients.get(ANNA), Wanted(top=1))["results"][0]
    assert own["score"] == pytest.approx(first["score"], abs=1e-4)
    assert own["reasons_for"] == first["reasons_for"]


def test_without_an_automatic_order_there_are_no_points_and_no_ranks(service, coaches):
    service.store.switches.set(AUTOMATIC_ORDER, on=False, who="test", at=MONDAY)
    found = listed(service, coaches[0])
    assert found["order"]["automatic"] is False
    assert found["ranker"] is None
    assert len(found["results"]) == 2
    assert all(not {"score", "points", "base", "rank"} & one.keys() for one in found["results"])
    assert [one["candidate"] for one in listed(service, coaches[1])["results"]] == [
        one["candidate"] for one in found["results"]
    ]
    Kandidaten.model_validate(found)


def test_who_switched_the_order_off_has_no_points_and_stands_apart(service, coaches):
    service.store.clients.set_automatic(ANNA, automatic=False, act=act("uit", role=Role.CLIENT))
    found = listed(service, coaches[0])
    (apart,) = found["unordered"]
    assert apart["client"] == ANNA
    assert not {"score", "points", "base", "rank"} & apart.keys()
    assert [one["rank"] for one in found["results"]] == [1]


def test_everyone_who_is_shown_has_a_record_that_replays_and_stands_in_the_log(service, coaches):
    found = listed(service, coaches[0])
    (own,) = (one for one in found["results"] if one["own"])
    for client_id in (ANNA, TWIN):
        assert "kandidaten bekeken" in {one.what for one in service.store.log.of(client_id)}
        (record,) = (one for one in service.store.records.of(client_id) if one.kind == "kandidaten")
        assert replay_document(service, record.id, act("nagedaan"))["verdict"] == "gelijk"
    assert own["record"] in {one.id for one in service.store.records.of(ANNA)}


def test_who_is_not_shown_is_not_logged(service, coaches):
    (shown,) = listed(service, coaches[0], top=1)["results"]
    other = TWIN if shown["own"] else ANNA
    assert "kandidaten bekeken" not in {one.what for one in service.store.log.of(other)}


def test_what_somebody_said_of_a_vacancy_is_not_read(service, coaches):
    before = listed(service, coaches[0])["results"]
    service.store.feedback.put(ANNA, vacancy(), "te ver", MONDAY)
    with nothing_read_of(service.store, "feedback"):
        after = listed(service, coaches[0])["results"]
    assert [one | {"record": ""} for one in after] == [one | {"record": ""} for one in before]


def test_a_number_stands_for_somebody_at_one_vacancy_alone(service, coaches):
    (anna,) = (one for one in people() if one.client.id == ANNA)
    numbers = set()
    rows = match_document(region_service(), anna, Wanted(top=3))["results"]
    for row in rows:
        found = candidates(service, row["vacancy"], coaches[1], act("kandidaten", coaches[1].id), 20)
        (other,) = (one for one in found["results"] if not one["own"])
        numbers.add(other["candidate"])
        again = candidates(service, row["vacancy"], coaches[0], act("kandidaten", coaches[0].id), 20)
        assert other["candidate"] in {one["candidate"] for one in again["results"] if one["own"]}
    assert len(numbers) == len(rows) > 1


def test_only_the_own_coach_finds_who_a_number_is(service, coaches):
    (other,) = (one for one in listed(service, coaches[0])["results"] if not one["own"])
    assert whose_number(service, vacancy(), other["candidate"].upper(), coaches[1]) == TWIN
    for asking, number, at in (
        (coaches[0], other["candidate"], vacancy()),
        (coaches[1], other["candidate"], "een-andere"),
        (coaches[1], "0" * 12, vacancy()),
    ):
        with pytest.raises(NotFoundError, match="niemand in uw caseload"):
            whose_number(service, at, number, asking)


def test_two_alike_of_another_caseload_differ_in_nothing_but_their_number_and_place(service, coaches):
    stranger, _ = service.store.accounts.make("Oefencoach C", [Role.COACH], made_by="test", at=MONDAY)
    service.store.caseload.name(ANNA, coaches[1].id, CasePart.REGISSEUR, act("caseload"))
    one, two = listed(service, stranger)["results"]
    apart = {"candidate", "rank"}
    assert {name: one[name] for name in one.keys() - apart} == {name: two[name] for name in two.keys() - apart}


def test_who_has_only_a_coach_who_is_blocked_has_nobody(service, coaches):
    service.store.accounts.change(coaches[1].id, active=False, act=act())
    (other,) = (one for one in listed(service, coaches[0])["results"] if not one["own"])
    assert other["responsible"] == ""


def test_an_unknown_vacancy_is_not_found(service, coaches):
    with pytest.raises(NotFoundError):
        candidates(service, "bestaat-niet", coaches[0], act("kandidaten"), 20)
