from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import DBAPIError

from matcher.domain import Client
from matcher.errors import KeyringError, NotFoundError, TamperError
from matcher.interventions import Intervention
from matcher.record_kinds import RecordKind
from pipelines.store.client_keys import ClientKeys
from pipelines.store.clients import StoredClient
from pipelines.store.connection import reading, writing
from pipelines.store.records import NewRecord
from pipelines.store.tables import advice_records
from tests.shown import MONDAY, act, unguarded

CONTENT = {"rows": ["v-1", "v-2"], "name": "Ana"}


@pytest.fixture
def people(store):
    store.clients.upsert([StoredClient(Client("c-1")), StoredClient(Client("c-2"))], taxonomy="a", at=MONDAY)
    return store


def new(client_id="c-1", shown_to="werkcoach", **content):
    return NewRecord(client_id, RecordKind.LIST, shown_to, {"market": "m-1"}, CONTENT | content)


def add(store, client_id="c-1", at=MONDAY):
    return store.records.add(new(client_id), at, act())


def rows(store):
    with reading(store.engine) as connection:
        return connection.execute(select(advice_records).order_by(advice_records.c.seq)).all()


def destroy(store, client_id):
    with writing(store.engine) as connection:
        ClientKeys(store.keyring).destroy(connection, client_id)


def test_a_record_comes_back_as_it_was_kept(people):
    record = people.records.get(add(people))

    assert record.content == CONTENT
    assert record.facts == {"market": "m-1"}
    assert (record.client_id, record.kind, record.shown_to, record.at) == ("c-1", RecordKind.LIST, "werkcoach", MONDAY)
    assert people.records.verify().lines == 1


def test_what_staff_was_shown_is_logged_with_it_and_what_a_client_saw_is_not(people):
    add(people)
    people.records.add(new(shown_to="client"), MONDAY)

    assert len(people.log.of("c-1")) == 1
    assert [record.shown_to for record in people.records.of("c-1")] == ["client", "werkcoach"]


def test_there_is_no_record_without_its_line_in_the_log_and_no_line_without_its_record(people):
    with pytest.raises(NotFoundError):
        people.records.add_all([new(), new("c-9")], MONDAY, act())

    assert rows(people) == []
    assert people.log.of("c-1") == ()


def test_the_parts_of_several_people_each_open_with_their_own_key(people):
    first, second = people.records.add_all([new(rank=1), new("c-2", rank=2)], MONDAY, act())

    assert people.records.get(first).content["rank"] == 1
    assert people.records.get(second).content["rank"] == 2
    destroy(people, "c-1")
    assert people.records.get(first).content is None
    assert people.records.get(second).content["rank"] == 2


def test_nothing_personal_can_be_read_in_the_table(people):
    add(people)
    (row,) = rows(people)

    for value in (row.facts, row.whose, row.id, row.shown_to, row.kind):
        assert not [word for word in ("Ana", "c-1", "v-1") if word in value]
    assert b"Ana" not in row.sealed


def test_who_left_is_gone_from_the_records_and_the_chain_still_adds_up(people):
    record = add(people)
    add(people, "c-2")

    destroy(people, "c-1")

    assert people.records.get(record).content is None
    assert people.records.get(record).client_id is None
    assert people.records.verify().lines == 2
    with pytest.raises(NotFoundError):
        people.records.of("c-1")


@pytest.mark.parametrize("column", ["sealed", "digest", "facts", "at", "kind", "shown_to", "whose"])
def test_one_changed_byte_is_found(people, column):
    wanted = [add(people), add(people), add(people)][1]
    row = rows(people)[1]
    value = getattr(row, column)
    if isinstance(value, bytes):
        changed = value[:-1] + bytes([value[-1] ^ 1])
    elif column == "at":
        changed = value + timedelta(microseconds=1)
    else:
        changed = value[:-1] + chr(ord(value[-1]) ^ 1)
    unguarded(people, "advice_records")
    with people.engine.begin() as connection:
        connection.execute(update(advice_records).where(advice_records.c.seq == row.seq).values({column: changed}))

    with pytest.raises(TamperError, match="regel 2 "):
        people.records.verify()
    with pytest.raises(TamperError):
        people.records.get(wanted)


def test_a_record_is_not_changed_or_removed_by_mistake(people):
    add(people)
    for statement in (update(advice_records).values(kind="waarom"), advice_records.delete()):
        with pytest.raises(DBAPIError, match="only grows"), people.engine.begin() as connection:
            connection.execute(statement)


def test_a_record_that_was_taken_away_is_missed(people):
    add(people), add(people)
    last = add(people)
    unguarded(people, "advice_records")
    with people.engine.begin() as connection:
        connection.execute(advice_records.delete().where(advice_records.c.seq == 2))

    with pytest.raises(TamperError):
        people.records.verify()
    with pytest.raises(TamperError):
        people.records.get(last)


def test_a_sealed_part_does_not_open_in_another_record(people):
    first, second = add(people), add(people)
    taken = rows(people)[0]
    unguarded(people, "advice_records")
    with people.engine.begin() as connection:
        values = {"sealed": taken.sealed, "digest": taken.digest}
        connection.execute(update(advice_records).where(advice_records.c.id == second).values(values))
    assert people.records.get(first)
    with pytest.raises((TamperError, KeyringError)):
        people.records.get(second)


def test_old_records_are_removed_behind_a_checkpoint(people):
    old = add(people)
    kept = add(people, at=MONDAY + timedelta(days=200))

    assert people.records.remove_before(MONDAY + timedelta(days=183), MONDAY + timedelta(days=201)) == 1

    with pytest.raises(NotFoundError):
        people.records.get(old)
    assert people.records.get(kept).content == CONTENT
    assert people.records.verify().removed == 1
    assert people.records.get(add(people, at=MONDAY + timedelta(days=202))).content == CONTENT


def test_what_a_coach_changed_with_a_list_at_hand_stands_with_it(people):
    record, other = add(people), add(people)
    made = people.interventions.add("c-1", Intervention.ASIDE, "v-1", record=record, act=act())

    assert people.records.get(record).made == (made,)
    assert people.records.get(other).made == ()
    assert [one.made for one in people.records.of("c-1")] == [(), (made,)]


def test_a_record_that_is_none_is_not_found(people):
    with pytest.raises(NotFoundError, match="abc"):
        people.records.get("abc")


def test_many_at_once_wait_for_each_other_and_nothing_is_lost(people):
    def some(number):
        at_work = act(f"lijst {number}")
        return people.records.add(new("c-1" if number % 2 else "c-2", number=number), MONDAY, at_work)

    with ThreadPoolExecutor(8) as pool:
        ids = list(pool.map(some, range(40)))

    assert sorted(people.records.get(one).content["number"] for one in ids) == list(range(40))
    assert people.records.verify().lines == people.log.verify().lines == 40
