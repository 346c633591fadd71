import pytest

from matcher.domain import Client
from matcher.errors import ConflictError, NotFoundError
from matcher.roles import Role
from pipelines.store.clients import StoredClient
from tests.shown import MONDAY, act


@pytest.fixture
def people(store):
    store.clients.upsert([StoredClient(Client("c-1"))], taxonomy="a", at=MONDAY)
    return store


def switch(store, *, automatic, role):
    store.clients.set_automatic("c-1", automatic=automatic, act=act("volgorde gezet", role.value, role))


def test_a_coach_who_switches_the_order_off_stands_in_the_log_and_in_the_history(people):
    switch(people, automatic=False, role=Role.COACH)

    stored = people.clients.get("c-1")
    assert (stored.automatic, stored.order_by) == (False, "werkcoach")
    assert [line.what for line in people.log.of("c-1")] == ["volgorde gezet"]
    (change,) = people.history.of("c-1")
    assert (change.role, change.fields) == ("werkcoach", ("automatic",))


def test_a_client_who_does_stands_in_the_history_alone(people):
    switch(people, automatic=False, role=Role.CLIENT)

    assert people.log.of("c-1") == ()
    assert [change.role for change in people.history.of("c-1")] == ["client"]


def test_what_a_client_switched_off_only_the_client_switches_on(people):
    switch(people, automatic=False, role=Role.CLIENT)
    with pytest.raises(ConflictError):
        switch(people, automatic=True, role=Role.COACH)
    assert not people.clients.get("c-1").automatic

    switch(people, automatic=True, role=Role.CLIENT)
    assert people.clients.get("c-1").automatic


def test_a_client_can_switch_on_what_a_coach_switched_off(people):
    switch(people, automatic=False, role=Role.COACH)
    switch(people, automatic=True, role=Role.CLIENT)

    assert people.clients.get("c-1").automatic


def test_an_import_leaves_the_switch_as_it_is(people):
    switch(people, automatic=False, role=Role.CLIENT)
    people.clients.upsert([StoredClient(Client("c-1", "Delft"))], taxonomy="b", at=MONDAY)

    stored = people.clients.get("c-1")
    assert (stored.automatic, stored.order_by, stored.client.municipality) == (False, "client", "Delft")


def test_who_is_not_here_is_not_found(people):
    with pytest.raises(NotFoundError):
        people.clients.set_automatic("c-9", automatic=False, act=act())
