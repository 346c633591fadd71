"""A disk without room: it is told in a line, nothing is half done, and with room again everything goes on."""

from dataclasses import replace

import pytest

from matcher.domain import Client
from matcher.errors import UnavailableError
from pipelines.store.client_keys import BATCH
from pipelines.store.clients import StoredClient
from tests.full_disks import no_room
from tests.shown import MONDAY, act

LONG = "Oefennaam " * 4000  # more than what is still free in the pages of a database
MOST_LINES = 5000  # of which a page of SQLite holds some twenty
NO_ROOM = "de schijf van de database is vol, er is niets bewaard"


@pytest.fixture
def people(store):
    store.clients.upsert([StoredClient(Client("c-1")), StoredClient(Client("c-2"))], taxonomy="a", at=MONDAY)
    return store


def test_a_profile_that_does_not_fit_stays_as_it_was_with_its_history_and_the_log(people):
    longer = StoredClient(replace(people.clients.get("c-1").client, name=LONG))
    with no_room(people, "access_log"):
        with pytest.raises(UnavailableError, match=NO_ROOM):
            people.clients.change(longer, ["name"], act())
        assert people.clients.get("c-1") == StoredClient(Client("c-1"))
        assert people.history.of("c-1") == ()
        assert people.log.verify().lines == 0

    people.clients.change(longer, ["name"], act())
    assert people.clients.get("c-1").client.name == LONG
    assert (len(people.history.of("c-1")), people.log.verify().lines) == (1, 1)


def test_people_who_do_not_fit_are_none_of_them_read_in(people):
    many = [StoredClient(Client(f"d-{number:05}")) for number in range(BATCH * 3)]
    with no_room(people, "clients"):
        with pytest.raises(UnavailableError, match=NO_ROOM):
            people.clients.upsert(many, taxonomy="a", at=MONDAY)
        assert [one.client.id for one in people.clients.all()] == ["c-1", "c-2"]

    assert people.clients.upsert(many, taxonomy="a", at=MONDAY).added == len(many)


def test_lines_of_the_log_stand_there_as_far_as_they_were_acknowledged(people):
    people.log.note(act(), ["c-1"])
    acknowledged = []

    def note_on():
        while len(acknowledged) < MOST_LINES:
            people.log.note(act(), ["c-1", "c-2"])
            acknowledged.append(2)

    with no_room(people, "access_log"):
        with pytest.raises(UnavailableError, match=NO_ROOM):
            note_on()
        kept = 1 + sum(acknowledged)
        assert people.log.verify().lines == kept
        assert len(people.log.of("c-1")) == (kept + 1) // 2

    people.log.note(act(), ["c-2"])
    assert people.log.verify().lines == kept + 1
