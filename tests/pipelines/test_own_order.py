import pytest

from matcher.errors import ConflictError, NotFoundError
from matcher.interventions import Intervention
from pipelines.own_order import intervene
from pipelines.shown import shown_to_client, shown_to_coach
from tests.shown import ANNA, MONDAY, WANTED, act, ids, service_with


@pytest.fixture
def service(store):
    return service_with(store)


@pytest.fixture
def anna(service):
    return service.store.clients.get(ANNA)


def test_a_match_cannot_be_shown_after_all_and_what_is_no_match_cannot_be_moved(service, anna):
    found = shown_to_coach(service, anna, WANTED, act())
    match, near = ids(found["results"])[0], ids(found["near_misses"])[0]

    with pytest.raises(ConflictError, match="past al"):
        intervene(service, anna, Intervention.SHOW, match, note="x", act=act())
    with pytest.raises(ConflictError, match="niet in de lijst"):
        intervene(service, anna, Intervention.MOVE, near, note="x", position=1, act=act())
    assert service.store.interventions.of(ANNA) == ()


def test_what_was_shown_after_all_can_be_moved(service, anna):
    near = ids(shown_to_coach(service, anna, WANTED, act())["near_misses"])[0]
    intervene(service, anna, Intervention.SHOW, near, note="kan wel", act=act())
    intervene(service, anna, Intervention.MOVE, near, note="iets lager", position=2, act=act())

    assert ids(shown_to_coach(service, anna, WANTED, act())["results"])[1] == near


def test_a_vacancy_of_a_coach_can_be_moved_and_put_aside_and_then_is_no_more_when_it_is_undone(service, anna):
    own = intervene(service, anna, Intervention.ADD, own={"title": "Hulp in de keuken"}, act=act())
    intervene(service, anna, Intervention.MOVE, own.vacancy, note="x", position=2, act=act())
    assert ids(shown_to_coach(service, anna, WANTED, act())["results"])[1] == own.vacancy

    intervene(service, anna, Intervention.ASIDE, own.vacancy, act=act())
    assert ids(shown_to_coach(service, anna, WANTED, act())["aside"]) == [own.vacancy]

    service.store.interventions.undo(ANNA, own.id, act())
    found = shown_to_coach(service, anna, WANTED, act())
    assert own.vacancy not in ids([*found["results"], *found["aside"]])
    with pytest.raises(NotFoundError):
        intervene(service, anna, Intervention.ASIDE, own.vacancy, act=act())


def test_a_vacancy_of_a_coach_is_not_added_twice_and_comes_back_from_aside_when_it_is_shown(service, anna):
    own = intervene(service, anna, Intervention.ADD, own={"title": "Hulp in de keuken"}, act=act())
    with pytest.raises(ConflictError, match="al toegevoegd"):
        intervene(service, anna, Intervention.ADD, own.vacancy, act=act())
    intervene(service, anna, Intervention.ASIDE, own.vacancy, act=act())
    intervene(service, anna, Intervention.SHOW, own.vacancy, note="toch wel", act=act())

    assert ids(shown_to_coach(service, anna, WANTED, act())["results"])[0] == own.vacancy


@pytest.mark.parametrize("kind", list(Intervention))
def test_a_vacancy_that_is_in_no_market_is_not_found(service, anna, kind):
    with pytest.raises(NotFoundError, match="bestaat-niet"):
        intervene(service, anna, kind, "bestaat-niet", note="x", position=1, act=act())


def test_a_change_names_the_list_that_the_coach_had_before_them_and_no_other(service, anna):
    document = shown_to_coach(service, anna, WANTED, act())
    vacancy = ids(document["results"])[0]
    made = intervene(service, anna, Intervention.ASIDE, vacancy, record=document["record"], act=act())
    assert service.store.records.get(document["record"]).made == (made,)

    other = shown_to_coach(service, service.store.clients.get("c-0002"), WANTED, act())["record"]
    own = shown_to_client(service, anna, WANTED, MONDAY)["record"]
    for record in (other, own, "abc"):
        with pytest.raises(NotFoundError):
            intervene(service, anna, Intervention.ASIDE, vacancy, record=record, act=act())
