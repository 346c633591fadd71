from threading import Barrier, Thread

import pytest

from matcher.domain import Client
from matcher.errors import ConflictError, NotFoundError
from matcher.roles import CasePart, Role
from pipelines.store.caseload import Carer
from pipelines.store.clients import StoredClient
from pipelines.store.engine import open_store
from tests.conftest import KEYS
from tests.shown import MONDAY, act


@pytest.fixture
def people(store):
    store.clients.upsert([StoredClient(Client(f"c-{n}")) for n in (1, 2, 3)], taxonomy="a", at=MONDAY)
    return store


def account(store, *roles, client_id=None):
    made, _ = store.accounts.make("Oefenaccount", roles or [Role.COACH], client_id=client_id, made_by="b", at=MONDAY)
    return made.id


def named(store, client_id, account_id, part=CasePart.COACH):
    done = act("begeleider genoemd", who="beheer", role=Role.ADMINISTRATOR)
    store.caseload.name(client_id, account_id, part, done)
    return done


def parts(store, client_id="c-1"):
    return [(one.account_id, one.part) for one in store.caseload.of_client(client_id)]


def test_who_is_named_sees_the_client_and_no_one_else_does(people):
    coach, other = account(people), account(people)
    done = named(people, "c-1", coach)

    assert people.caseload.of_client("c-1") == (Carer(coach, CasePart.COACH, done.at),)
    assert people.caseload.of_coach(coach) == ("c-1",)
    assert people.caseload.sees(coach, "c-1")
    assert not people.caseload.sees(coach, "c-2")
    assert not people.caseload.sees(other, "c-1")
    assert people.caseload.of_coach(other) == ()
    assert people.caseload.of_client("c-9") == ()


def test_naming_and_taking_off_stand_in_the_log_of_the_client(people):
    coach = account(people)
    named(people, "c-1", coach)
    people.caseload.drop("c-1", coach, act("begeleider afgehaald", who="beheer"))

    assert [(one.who, one.what) for one in people.log.of("c-1")] == [
        ("beheer", "begeleider afgehaald"),
        ("beheer", "begeleider genoemd"),
    ]
    assert not people.caseload.sees(coach, "c-1")
    assert people.log.of("c-2") == ()


@pytest.mark.parametrize("part", [CasePart.REGISSEUR, CasePart.SHADOW])
def test_another_regisseur_takes_the_place_of_the_former(people, part):
    first, second, coach = (account(people) for _ in range(3))
    named(people, "c-1", coach)
    named(people, "c-1", first, part)
    named(people, "c-1", second, part)

    assert parts(people) == [(coach, CasePart.COACH), (second, part)]
    assert len(people.log.of("c-1")) == 3


def test_a_client_may_have_several_coaches_and_an_account_has_one_part(people):
    first, second = account(people), account(people)
    named(people, "c-1", first)
    named(people, "c-1", second)
    named(people, "c-1", first, CasePart.REGISSEUR)

    assert parts(people) == [(second, CasePart.COACH), (first, CasePart.REGISSEUR)]


def test_two_who_name_a_regisseur_at_once_leave_one(people, address):
    accounts = [account(people) for _ in range(4)]
    together, wrong = Barrier(len(accounts)), []

    def name(account_id):
        try:
            with open_store(address, KEYS) as store:
                together.wait(30)
                named(store, "c-1", account_id, CasePart.REGISSEUR)
        except Exception as error:  # noqa: BLE001 (a thread tells nobody)
            wrong.append(error)

    threads = [Thread(target=name, args=(one,)) for one in accounts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert not wrong
    assert len(parts(people)) == 1
    assert len(people.log.of("c-1")) == len(accounts)


@pytest.mark.parametrize("role", [Role.ANALYST, Role.ADMINISTRATOR])
def test_only_a_coach_can_be_named(people, role):
    with pytest.raises(ConflictError, match="werkcoach"):
        named(people, "c-1", account(people, role))
    assert parts(people) == []
    assert people.log.of("c-1") == ()  # nothing was done, so nothing is told


def test_nobody_takes_care_of_themselves(people):
    own = account(people, Role.CLIENT, client_id="c-1")
    with pytest.raises(ConflictError):
        named(people, "c-1", own)
    with pytest.raises(ConflictError):  # and it cannot become that of a coach
        people.accounts.change(own, roles=[Role.CLIENT, Role.COACH], act=act())


def test_a_blocked_account_cannot_be_named(people):
    coach = account(people)
    people.accounts.change(coach, active=False, act=act())
    with pytest.raises(ConflictError):
        named(people, "c-1", coach)


def test_clients_come_in_the_order_of_their_code_points_whatever_the_language_of_the_database(store):
    ids = ["a-1", "B-1", "b 1", "b-1", "é-1", "A_1"]
    store.clients.upsert([StoredClient(Client(one)) for one in ids], taxonomy="a", at=MONDAY)
    coach = account(store)
    for client_id in ids:
        named(store, client_id, coach)

    assert list(store.caseload.of_coach(coach)) == sorted(ids)


def test_who_is_not_here_is_not_found_and_nothing_is_kept(people):
    coach = account(people)
    for call in (
        lambda: named(people, "c-9", coach),
        lambda: named(people, "c-1", "a-niemand"),
        lambda: people.caseload.drop("c-1", coach, act()),
        lambda: people.caseload.drop("c-9", coach, act()),
    ):
        with pytest.raises(NotFoundError):
            call()
    assert people.caseload.of_coach(coach) == ()
    assert people.log.of("c-1") == ()


def test_the_regisseur_answers_for_a_client_else_the_coach_else_the_schaduwregisseur(people):
    coach, regisseur, shadow = (account(people) for _ in range(3))
    named(people, "c-1", shadow, CasePart.SHADOW)
    named(people, "c-2", shadow, CasePart.SHADOW)
    named(people, "c-1", coach)
    named(people, "c-2", coach)
    named(people, "c-1", regisseur, CasePart.REGISSEUR)

    assert people.caseload.responsible(["c-1", "c-2", "c-3"]) == {"c-1": regisseur, "c-2": coach}
    people.accounts.change(regisseur, active=False, act=act())
    people.caseload.drop("c-2", coach, act())
    assert people.caseload.responsible(["c-1", "c-2"]) == {"c-1": coach, "c-2": shadow}
    assert people.caseload.responsible([]) == {}


def test_of_two_coaches_the_first_answers(people):
    coaches = [account(people), account(people)]
    for coach in sorted(coaches, reverse=True):
        named(people, "c-1", coach)

    assert people.caseload.responsible(["c-1"]) == {"c-1": max(coaches)}
