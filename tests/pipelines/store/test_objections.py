from datetime import timedelta

import pytest
from sqlalchemy import select

from matcher.domain import Client
from matcher.errors import KeyringError, NotFoundError
from pipelines.store.clients import StoredClient
from pipelines.store.connection import reading
from pipelines.store.tables import objections
from tests.shown import MONDAY, act

TUESDAY = MONDAY + timedelta(days=1)


@pytest.fixture
def people(store):
    store.clients.upsert([StoredClient(Client("c-1")), StoredClient(Client("c-2"))], taxonomy="a", at=MONDAY)
    return store


def test_the_latest_comes_first_and_each_client_has_their_own(people):
    first = people.objections.add("c-1", "niveau", "Ik heb mbo 3, geen mbo 2.", MONDAY)
    second = people.objections.add("c-1", "het gebruik van mijn gegevens", "Dit wil ik niet.", TUESDAY)

    assert people.objections.of("c-1") == (second, first)
    assert (first.at, first.about, first.text, first.answer) == (MONDAY, "niveau", "Ik heb mbo 3, geen mbo 2.", "")
    assert people.objections.of("c-2") == ()


def test_an_answer_stands_with_who_gave_it_and_when_and_is_logged(people):
    made = people.objections.add("c-1", "niveau", "Dit klopt niet.", MONDAY)
    first, second = act("bezwaar beantwoord"), act("bezwaar beantwoord", who="b-coach")
    people.objections.answer("c-1", made.id, "Ik kijk ernaar.", first)
    people.objections.answer("c-1", made.id, "Het is aangepast.", second)

    (found,) = people.objections.of("c-1")
    assert (found.text, found.answer) == ("Dit klopt niet.", "Het is aangepast.")
    assert (found.answered_at, found.answered_by) == (second.at, "b-coach")
    assert [one.who for one in people.log.of("c-1")] == ["b-coach", "a-coach"]


def test_objecting_is_in_no_log(people):
    people.objections.add("c-1", "niveau", "Dit klopt niet.", MONDAY)
    assert people.log.of("c-1") == ()


def test_nothing_that_was_written_can_be_read_in_the_table(people):
    made = people.objections.add("c-1", "mijn-veld", "mijn-woorden", MONDAY)
    people.objections.answer("c-1", made.id, "haar-antwoord", act())

    with reading(people.engine) as connection:
        (row,) = connection.execute(select(objections)).all()
    assert not [word for word in (b"veld", b"woorden", b"antwoord") if word in row.sealed]


def test_service_numbers_are_masked(people):
    made = people.objections.add("c-1", "nummer 111222333", "Mijn nummer is 111222333.", MONDAY)
    people.objections.answer("c-1", made.id, "U bent 111222333.", act())

    (found,) = people.objections.of("c-1")
    assert "111222333" not in f"{made.about}{made.text}{found.about}{found.text}{found.answer}"


def test_an_objection_of_one_client_is_not_there_for_another(people):
    made = people.objections.add("c-1", "niveau", "Dit klopt niet.", MONDAY)
    with pytest.raises(NotFoundError):
        people.objections.answer("c-2", made.id, "antwoord", act())
    assert people.log.of("c-2") == ()
    with people.engine.begin() as connection:
        connection.execute(objections.update().values(client_id="c-2"))
    with pytest.raises(Exception, match="sleutel"):
        people.objections.of("c-2")


@pytest.mark.parametrize("changed", [{"at": TUESDAY}, {"answered_at": TUESDAY}, {"answered_by": "a-ander"}])
def test_who_answered_and_when_cannot_be_changed_beside_it(people, changed):
    made = people.objections.add("c-1", "niveau", "Dit klopt niet.", MONDAY)
    people.objections.answer("c-1", made.id, "antwoord", act())
    with people.engine.begin() as connection:
        connection.execute(objections.update().values(**changed))

    with pytest.raises(KeyringError):
        people.objections.of("c-1")


def test_who_or_what_is_not_here_is_not_found(people):
    for call in (
        lambda: people.objections.of("c-9"),
        lambda: people.objections.add("c-9", "niveau", "Dit klopt niet.", MONDAY),
        lambda: people.objections.answer("c-9", "x", "antwoord", act()),
        lambda: people.objections.answer("c-1", "x", "antwoord", act()),
    ):
        with pytest.raises(NotFoundError):
            call()
