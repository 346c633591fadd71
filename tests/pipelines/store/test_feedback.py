from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from matcher.domain import Client
from matcher.errors import InputError, NotFoundError
from pipelines.store.clients import StoredClient
from pipelines.store.connection import reading
from pipelines.store.tables import feedback

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
TUESDAY = MONDAY + timedelta(days=1)


@pytest.fixture
def people(store):
    store.clients.upsert([StoredClient(Client("c-1")), StoredClient(Client("c-2"))], taxonomy="a", at=MONDAY)
    return store


def said(store, client_id="c-1"):
    return [(one.vacancy, one.reason) for one in store.feedback.of(client_id)]


def rows(store):
    with reading(store.engine) as connection:
        return connection.execute(select(feedback)).all()


def test_the_latest_comes_first_and_a_second_word_on_a_vacancy_takes_the_place_of_the_first(people):
    people.feedback.put("c-1", "v-1", "te ver", MONDAY)
    people.feedback.put("c-1", "v-2", "", TUESDAY)
    people.feedback.put("c-1", "v-1", "te vroeg", TUESDAY + timedelta(hours=1))

    assert said(people) == [("v-1", "te vroeg"), ("v-2", "")]
    assert said(people, "c-2") == []
    assert len(rows(people)) == 2


def test_it_can_be_taken_back(people):
    people.feedback.put("c-1", "v-1", "te ver", MONDAY)

    people.feedback.drop("c-1", "v-1")

    assert said(people) == []
    with pytest.raises(NotFoundError, match="v-1"):
        people.feedback.drop("c-1", "v-1")


def test_neither_the_vacancy_nor_the_reason_stands_in_the_table(people):
    people.feedback.put("c-1", "v-geheim", "liever niet", MONDAY)
    people.feedback.put("c-2", "v-geheim", "liever niet", MONDAY)

    kept = rows(people)

    assert len({row.slot for row in kept}) == 2  # nobody sees that two people said it of the same vacancy
    for row in kept:
        assert "geheim" not in row.slot
        assert not [word for word in (b"geheim", b"liever") if word in row.sealed]


def test_it_is_in_no_log(people):
    people.feedback.put("c-1", "v-1", "te ver", MONDAY)
    people.feedback.drop("c-1", "v-1")

    assert people.log.of("c-1") == ()


def test_what_one_client_said_does_not_open_at_another(people):
    people.feedback.put("c-1", "v-1", "te ver", MONDAY)
    with people.engine.begin() as connection:
        connection.execute(feedback.update().values(client_id="c-2"))

    with pytest.raises(Exception, match="sleutel"):
        people.feedback.of("c-2")


def test_terms_that_a_profile_may_not_keep_are_masked_in_a_reason(people):
    people.feedback.put("c-1", "v-1", "door mijn reuma gaat dit niet", MONDAY)

    assert said(people) == [("v-1", "door mijn [weggelaten] gaat dit niet")]


@pytest.mark.parametrize(("vacancy", "reason"), [("", "x"), ("v" * 201, ""), ("v-1", "x" * 1001), ("v-1", "a\x00b")])
def test_what_cannot_be_kept_is_refused(people, vacancy, reason):
    with pytest.raises(InputError):
        people.feedback.put("c-1", vacancy, reason, MONDAY)


def test_who_is_not_here_is_not_found(people):
    for call in (
        lambda: people.feedback.of("c-9"),
        lambda: people.feedback.put("c-9", "v-1", "", MONDAY),
        lambda: people.feedback.drop("c-9", "v-1"),
    ):
        with pytest.raises(NotFoundError):
            call()
