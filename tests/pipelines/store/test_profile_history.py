from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from matcher.domain import Client, Location
from matcher.errors import KeyringError, NotFoundError, UnavailableError
from matcher.roles import Role
from pipelines.leaving import forget_client
from pipelines.store.access_log import AccessLog
from pipelines.store.clients import StoredClient
from pipelines.store.connection import reading, writing
from pipelines.store.profile_history import ProfileChange
from pipelines.store.tables import clients, profile_history
from tests.shown import MONDAY, act

FIRST = Client("c-1", "Delft", Location("Delft", "2611AB"), hours_max=36)
SECOND = replace(FIRST, hours_max=20)
THIRD = replace(SECOND, municipality="Leiden", home=Location("Leiden", "2311CD"))


@pytest.fixture
def people(store):
    store.clients.upsert([StoredClient(FIRST), StoredClient(Client("c-2"))], taxonomy="a", at=MONDAY)
    return store


def correct(store, client, *fields, done=None):
    done = act("profiel verbeterd") if done is None else done
    store.clients.change(StoredClient(client), fields, done)
    return done


def rows(store):
    with reading(store.engine) as connection:
        return connection.execute(select(profile_history).order_by(profile_history.c.number)).all()


def test_every_change_tells_what_the_profile_was_and_who_changed_what_the_latest_first(people):
    first = correct(people, SECOND, "hours_max")
    own = act("eigen profiel", who="a-client", role=Role.CLIENT)
    correct(people, THIRD, "municipality", "home", done=own)

    assert people.history.of("c-1") == (
        ProfileChange(own.at, "a-client", Role.CLIENT, ("home", "municipality"), SECOND),
        ProfileChange(first.at, "a-coach", Role.COACH, ("hours_max",), FIRST),
    )
    assert people.history.of("c-2") == ()


def test_what_a_coach_changed_is_in_the_log_and_what_the_client_changed_is_not(people):
    correct(people, SECOND, "hours_max")
    correct(people, THIRD, "municipality", done=act(who="a-client", role=Role.CLIENT))

    assert [one.who for one in people.history.of("c-1")] == ["a-client", "a-coach"]
    assert [one.who for one in people.log.of("c-1")] == ["a-coach"]


def test_reading_in_again_leaves_the_history_as_it_is(people):
    correct(people, SECOND, "hours_max")
    before = people.history.of("c-1")
    people.clients.upsert([StoredClient(replace(THIRD, hours_max=8))], taxonomy="a", at=MONDAY + timedelta(days=9))

    assert people.history.of("c-1") == before


def test_nothing_of_a_profile_can_be_read_in_the_table(people):
    correct(people, THIRD, "municipality", "home")
    (row,) = rows(people)

    assert not [word for word in (b"Delft", b"Leiden", b"2611AB", b"municipality") if word in row.sealed]


def test_a_version_that_is_moved_to_another_client_does_not_open(people):
    correct(people, SECOND, "hours_max")
    with writing(people.engine) as connection:
        connection.execute(update(profile_history).values(client_id="c-2"))

    with pytest.raises(KeyringError):
        people.history.of("c-2")


def test_two_versions_that_are_swapped_do_not_open(people):
    correct(people, SECOND, "hours_max")
    correct(people, THIRD, "municipality")
    first, second = rows(people)
    with writing(people.engine) as connection:
        for number, sealed in ((first.number, second.sealed), (second.number, first.sealed)):
            which = profile_history.c.number == number
            connection.execute(update(profile_history).where(which).values(sealed=sealed))

    with pytest.raises(KeyringError):
        people.history.of("c-1")


@pytest.mark.parametrize(
    "changed", [{"who": "a-ander"}, {"role": "client"}, {"at": MONDAY + timedelta(days=9)}, {"number": 7}]
)
def test_who_changed_a_profile_and_when_cannot_be_changed_beside_it(people, changed):
    correct(people, SECOND, "hours_max")
    with writing(people.engine) as connection:
        connection.execute(update(profile_history).values(**changed))

    with pytest.raises(KeyringError):
        people.history.of("c-1")


def test_what_stands_in_another_table_of_the_same_client_does_not_open_here(people):
    correct(people, SECOND, "hours_max")
    with writing(people.engine) as connection:
        profile = connection.scalar(select(clients.c.sealed).where(clients.c.id == "c-1"))
        connection.execute(update(profile_history).values(sealed=profile))

    with pytest.raises(KeyringError):
        people.history.of("c-1")


def test_a_change_that_cannot_be_logged_is_not_made_and_not_kept(people, monkeypatch):
    def fails(*_):
        raise UnavailableError("de database is nu niet bereikbaar")

    with monkeypatch.context() as patched:
        patched.setattr(AccessLog, "note_in", fails)
        with pytest.raises(UnavailableError):
            correct(people, SECOND, "hours_max")

    assert people.clients.get("c-1") == StoredClient(FIRST)
    assert rows(people) == []
    assert people.log.verify().lines == 0


def test_who_is_not_here_has_no_history_and_who_leaves_takes_it_along(people):
    correct(people, SECOND, "hours_max")
    forget_client(people, "c-1")

    assert rows(people) == []
    for client_id in ("c-1", "c-9"):
        with pytest.raises(NotFoundError, match=client_id):
            people.history.of(client_id)
