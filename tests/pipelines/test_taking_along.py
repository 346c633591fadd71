import json
from dataclasses import fields, replace

import pytest

from matcher.consent import Consent
from matcher.domain import Client, Location, Point, Times
from matcher.errors import NotFoundError
from matcher.guard import may_not_leave
from matcher.interventions import Intervention
from matcher.purpose import Purpose
from matcher.roles import CasePart, Role
from pipelines.retention import keep_me, run_retention
from pipelines.retention_terms import Terms
from pipelines.shown import shown_to_client, shown_to_coach
from pipelines.store.access_log import Act, Actor
from pipelines.store.connection import writing
from pipelines.store.notices import Notice, give_notice
from pipelines.taking_along import WORDS, everything_of
from tests.shown import ANNA, MONDAY, WANTED, act, ids, service_with

OTHER = "c-0002"
AS_KEPT = ("regels", "inhoud")  # with their own words, as they were kept


@pytest.fixture
def service(store):
    return service_with(store)


@pytest.fixture
def coach(service):
    made, _ = service.store.accounts.make("Oefencoach", [Role.COACH], made_by="beheer", at=MONDAY)
    return made


@pytest.fixture
def lived(service, coach):
    """Everything that can happen to a client happened to one."""
    store, at_work = service.store, act(who=coach.id)
    own, _ = store.accounts.make("Oefencliënt", [Role.CLIENT], client_id=ANNA, made_by="beheer", at=MONDAY)
    by_herself = Act(Actor(own.id, "client"), "profiel verbeterd", Purpose.ADVICE_TO_CLIENT, MONDAY)
    anna = store.clients.get(ANNA)
    shown = shown_to_coach(service, anna, WANTED, at_work)
    first, second = ids(shown["results"])[:2]
    shown_to_client(service, anna, WANTED, MONDAY)
    store.feedback.put(ANNA, first, "te ver", MONDAY)
    store.feedback.put(ANNA, "allang-weg", "", MONDAY)
    change = store.interventions.add(ANNA, Intervention.ASIDE, second, note="Samen besproken.", act=at_work)
    store.interventions.undo(ANNA, change.id, at_work)
    store.interventions.add(ANNA, Intervention.ADD, own={"title": "Hulp in de keuken"}, act=act(who=coach.id))
    store.consents.set(ANNA, Consent.PROPOSED, True, who=own.id, at=MONDAY)  # noqa: FBT003 (the answer)
    store.consents.set(ANNA, Consent.PROPOSED, False, who=coach.id, at=MONDAY, act=at_work)  # noqa: FBT003
    objection = store.objections.add(ANNA, "lijst", "Dit klopt niet.", MONDAY)
    store.objections.answer(ANNA, objection.id, "Het is verbeterd.", at_work)
    store.caseload.name(ANNA, coach.id, CasePart.REGISSEUR, at_work)
    home = Location("Delft", "2611AB", Point(52.01, 4.36))
    better = replace(anna.client, home=home, window=Times(540, 900), name="Oefennaam")
    store.clients.change(replace(anna, client=better), ["home", "window", "name"], by_herself)
    with writing(store.engine) as connection:
        give_notice(connection, ANNA, Notice(MONDAY, MONDAY))
    return service


def taken(service, client_id=ANNA):
    return json.loads(everything_of(service, client_id))


def keys_of(value, skip=()):
    if isinstance(value, dict):
        inner = (one for name, part in value.items() if name not in skip for one in keys_of(part, skip))
        return set(value) | set(inner)
    if isinstance(value, list):
        return {key for inner in value for key in keys_of(inner, skip)}
    return set()


def test_every_field_of_a_profile_has_a_name_in_the_file():
    assert {field.name for field in fields(Client)} <= WORDS.keys()


def test_everything_that_was_kept_is_in_it(lived):
    document = taken(lived)

    assert document["profiel"]["weergavenaam"] == "Oefennaam"
    assert document["profiel"]["woonplaats"]["punt"] == {"breedtegraad": 52.01, "lengtegraad": 4.36}
    assert document["profiel"]["gecorrigeerd"] == ["woonplaats", "weergavenaam", "beschikbareTijd"]
    assert document["geschiedenis"][0]["wie"] == "Oefencliënt"
    assert document["geschiedenis"][0]["daarvoor"]["weergavenaam"] != "Oefennaam"
    assert [(one["ja"], one["wie"]) for one in document["toestemmingen"]] == [
        (True, "Oefencliënt"),
        (False, "Oefencoach"),
    ]
    marked = {one["vacature"]: one for one in document["nietVoorMij"]}
    assert marked.pop("allang-weg")["titel"] is None
    ((_, other),) = marked.items()
    assert other["titel"]
    assert other["reden"] == "te ver"
    undone, own = document["wijzigingenInMijnLijst"]
    assert (undone["toelichting"], undone["ongedaanGemaaktDoor"]) == ("Samen besproken.", "Oefencoach")
    assert own["eigenVacature"]["titel"] == "Hulp in de keuken"
    assert [(one["tekst"], one["antwoord"], one["beantwoordDoor"]) for one in document["bezwaren"]] == [
        ("Dit klopt niet.", "Het is verbeterd.", "Oefencoach")
    ]
    assert [(one["naam"], one["rol"]) for one in document["begeleiders"]] == [("Oefencoach", "regisseur")]
    assert len(document["inzagen"]) == len(lived.store.log.of(ANNA)) > 4
    assert {one["getoondAan"] for one in document["verslagen"]} == {"cliënt", "werkcoach"}
    assert all(one["inhoud"]["rows"]["results"] for one in document["verslagen"])
    assert document["bewaartermijn"]["dagenProfielNaLaatsteContact"] == 730
    assert document["bewaartermijn"]["bericht"]["gaatWegVanaf"] == MONDAY.isoformat()
    assert document["account"]["naam"] == "Oefencliënt"


def test_every_key_in_it_is_dutch_and_may_leave(lived):
    keys = keys_of(taken(lived), skip=AS_KEPT)

    assert {key: why for key in keys if (why := may_not_leave(key))} == {}
    assert keys & WORDS.keys() <= set(WORDS.values())


def test_nothing_of_anybody_else_is_in_it(lived):
    store = lived.store
    store.feedback.put(OTHER, "v-van-een-ander", "te ver", MONDAY)
    store.objections.add(OTHER, "lijst", "Iets van een ander.", MONDAY)

    text = everything_of(lived, ANNA)

    assert OTHER not in text
    assert "van-een-ander" not in text
    assert "van een ander" not in text


def test_taking_it_along_is_not_in_the_log(lived):
    before = lived.store.log.verify()
    everything_of(lived, ANNA)

    assert lived.store.log.verify() == before


def test_a_profile_of_which_nothing_happened_can_be_taken_along_too(service):
    document = taken(service, OTHER)

    assert document["profiel"]["nummer"] == OTHER
    assert (document["account"], document["bewaartermijn"]["bericht"], document["inzagen"]) == (None, None, [])


def test_a_notice_that_was_taken_back_is_not_in_it(lived):
    keep_me(lived.store, ANNA, MONDAY)

    assert taken(lived)["bewaartermijn"]["bericht"] is None
    assert run_retention(lived.store, Terms(), MONDAY).profiles == 0


def test_who_is_not_here_has_nothing_to_take_along(service):
    with pytest.raises(NotFoundError):
        everything_of(service, "c-niemand")
