"""Whoever owns the database can change what they like in it; every change of a chain is found."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import DBAPIError

from matcher.domain import Client
from matcher.errors import TamperError
from matcher.purpose import Purpose
from matcher.record_kinds import RecordKind
from pipelines.store.access_log import Act, Actor
from pipelines.store.clients import StoredClient
from pipelines.store.connection import reading
from pipelines.store.records import NewRecord
from pipelines.store.tables import access_log, advice_records, chain_heads, checkpoints
from tests.shown import MONDAY, unguarded

LINES = 5
TABLES = {"log": access_log, "records": advice_records}


def day(number):
    return MONDAY + timedelta(days=number)


@pytest.fixture
def people(store):
    """Two people, and five lines in each chain, one a day."""
    store.clients.upsert([StoredClient(Client("c-1")), StoredClient(Client("c-2"))], taxonomy="a", at=MONDAY)
    for number in range(LINES):
        act = Act(Actor("a-coach", "werkcoach"), "lijst bekeken", Purpose.ADVICE_TO_CLIENT, day(number))
        new = NewRecord("c-1" if number % 2 else "c-2", RecordKind.LIST, "werkcoach", {"n": number}, {"rows": []})
        store.records.add(new, day(number), act)
    return store


@pytest.fixture(params=["log", "records"])
def chain(request, people):
    """One of the chains, its table, and nothing that stops who owns the database."""
    unguarded(people, TABLES[request.param].name)
    return getattr(people, request.param), TABLES[request.param]


def run(store, *statements):
    with store.engine.begin() as connection:
        for statement in statements:
            connection.execute(statement)


def line(store, table, seq):
    with reading(store.engine) as connection:
        return connection.execute(select(table).where(table.c.seq == seq)).one()._asdict()


def bent(value):
    """The same value with one bit of one byte turned."""
    if isinstance(value, bytes):
        return value[:3] + bytes([value[3] ^ 1]) + value[4:]
    if isinstance(value, datetime):
        return value + timedelta(microseconds=1)
    if isinstance(value, Purpose):
        return Purpose.MAINTENANCE
    return value[:-1] + chr(ord(value[-1]) ^ 1)


BENDS = [(name, column.name) for name, table in TABLES.items() for column in table.columns if column.name != "seq"]


@pytest.mark.parametrize("seq", [1, 3, LINES])
@pytest.mark.parametrize(("name", "column"), BENDS)
def test_one_changed_byte_in_any_column_is_found(people, name, column, seq):
    table = TABLES[name]
    unguarded(people, table.name)
    assert getattr(people, name).verify().lines == LINES
    changed = bent(line(people, table, seq)[column])
    run(people, update(table).where(table.c.seq == seq).values({column: changed}))

    with pytest.raises(TamperError, match=f"regel {seq} "):
        getattr(people, name).verify()


def test_lines_cut_off_at_the_end_are_missed(chain):
    store, table = chain
    run(store, delete(table).where(table.c.seq >= LINES - 1))

    with pytest.raises(TamperError, match="einde"):
        store.verify()


def test_a_head_of_ones_own_making_is_no_help_with_a_cut(chain):
    store, table = chain
    before = line(store, table, LINES - 1)
    forged = {"seq": LINES - 1, "mac": before["mac"]}
    run(store, delete(table).where(table.c.seq == LINES), update(chain_heads).values(forged))

    with pytest.raises(TamperError, match="einde"):
        store.verify()


def test_a_head_put_back_with_the_cut_is_found_with_an_end_that_was_written_down_alone(people, chain):
    store, table = chain
    where = chain_heads.c.chain == table.name
    with reading(store.engine) as connection:
        former = connection.execute(select(chain_heads).where(where)).one()._asdict()
    act = Act(Actor("a-coach", "werkcoach"), "lijst bekeken", Purpose.ADVICE_TO_CLIENT, day(LINES))
    people.records.add(NewRecord("c-1", RecordKind.LIST, "werkcoach", {}, {}), day(LINES), act)
    end = bytes.fromhex(store.verify().end)
    run(store, delete(table).where(table.c.seq > LINES), update(chain_heads).where(where).values(former))

    assert store.verify().lines == LINES  # by itself it adds up
    with reading(store.engine) as connection:
        assert not store.chain.has(connection, end)


def test_an_emptied_chain_is_missed(chain):
    store, table = chain
    run(store, delete(table))
    with pytest.raises(TamperError):
        store.verify()
    run(store, delete(chain_heads))
    with pytest.raises(TamperError):
        store.verify()


@pytest.mark.parametrize("seq", [1, 3])
def test_a_line_taken_out_is_missed(chain, seq):
    store, table = chain
    run(store, delete(table).where(table.c.seq == seq))

    with pytest.raises(TamperError, match=f"regel {seq} ontbreekt"):
        store.verify()


def test_lines_closed_up_after_one_was_taken_out_are_found(chain):
    store, table = chain
    moved = [update(table).where(table.c.seq == seq).values(seq=seq - 1) for seq in range(4, LINES + 1)]
    run(store, delete(table).where(table.c.seq == 3), *moved)

    with pytest.raises(TamperError, match="regel 3 "):
        store.verify()


def test_two_lines_that_changed_places_are_found(chain):
    store, table = chain
    run(store, *[update(table).where(table.c.seq == a).values(seq=b) for a, b in ((2, 99), (3, 2), (99, 3))])

    with pytest.raises(TamperError, match="regel 2 "):
        store.verify()


@pytest.mark.parametrize("seq", [0, LINES + 1])
def test_a_line_that_was_put_in_is_found(chain, seq):
    store, table = chain
    more = {"id": "abc"} if table is advice_records else {}
    run(store, insert(table).values(line(store, table, LINES) | {"seq": seq} | more))

    with pytest.raises(TamperError):
        store.verify()


def test_what_the_job_removed_is_covered_and_the_chain_goes_on(people):
    for store in (people.log, people.records):
        before = store.verify()
        assert store.remove_before(day(2), day(300)) == 2

        after = store.verify()
        assert (after.lines, after.removed, after.end) == (LINES - 2, 2, before.end)
        assert store.remove_before(day(2), day(301)) == 0
        assert store.remove_before(day(4), day(302)) == 2
        assert (store.verify().lines, store.verify().removed) == (1, 4)
        assert store.remove_before(day(90), day(303)) == 1
        assert (store.verify().lines, store.verify().end) == (0, before.end)
    act = Act(Actor("a-coach", "werkcoach"), "lijst bekeken", Purpose.ADVICE_TO_CLIENT, day(400))
    people.log.note(act, ["c-1"])
    assert (people.log.verify().lines, people.log.verify().seq) == (1, LINES + 1)


@pytest.mark.parametrize("column", ["chain", "upto", "removed", "at", "mac", "signature"])
def test_a_changed_checkpoint_is_found(people, column):
    people.log.remove_before(day(2), day(300))
    with reading(people.engine) as connection:
        value = connection.execute(select(checkpoints)).one()._asdict()[column]
    run(people, update(checkpoints).values({column: value + 1 if isinstance(value, int) else bent(value)}))

    with pytest.raises(TamperError):
        people.log.verify()


def test_a_removed_checkpoint_is_found(people):
    people.log.remove_before(day(2), day(300))
    people.log.remove_before(day(3), day(301))
    with reading(people.engine) as connection:
        first, last = connection.scalars(select(checkpoints.c.id).order_by(checkpoints.c.id))
    run(people, delete(checkpoints).where(checkpoints.c.id == first))
    with pytest.raises(TamperError, match="controlepunt"):
        people.log.verify()
    run(people, delete(checkpoints).where(checkpoints.c.id == last))
    with pytest.raises(TamperError, match="regel 1 ontbreekt"):
        people.log.verify()


def test_a_checkpoint_of_ones_own_making_covers_nothing(people):
    mac = line(people, access_log, 3)["mac"]
    forged = {"chain": "access_log", "upto": 3, "removed": 3, "at": day(9), "mac": mac, "signature": bytes(64)}
    unguarded(people, "access_log")
    run(people, insert(checkpoints).values(forged), delete(access_log).where(access_log.c.seq <= 3))

    with pytest.raises(TamperError, match="controlepunt"):
        people.log.verify()


def test_a_checkpoint_of_the_other_chain_covers_nothing(people):
    people.records.remove_before(day(3), day(9))
    unguarded(people, "access_log")
    run(people, update(checkpoints).values(chain="access_log"), delete(access_log).where(access_log.c.seq <= 3))

    with pytest.raises(TamperError):
        people.log.verify()


def test_a_clock_that_was_put_back_makes_no_hole(people):
    act = Act(Actor("a-coach", "werkcoach"), "lijst bekeken", Purpose.ADVICE_TO_CLIENT, day(-30))
    people.log.note(act, ["c-1"])

    assert people.log.remove_before(day(2), day(300)) == 2
    assert people.log.verify().lines == LINES - 1


def test_lines_that_lie_ahead_go_with_the_first_old_line_after_them(people):
    act = Act(Actor("a-coach", "werkcoach"), "lijst bekeken", Purpose.ADVICE_TO_CLIENT, day(9000))
    people.log.note(act, ["c-1"])
    assert people.log.remove_before(day(90), day(300)) == LINES
    people.log.note(replace(act, at=day(100)), ["c-1"])

    assert people.log.remove_before(day(100), day(300)) == 0
    assert people.log.remove_before(day(101), day(300)) == 2
    assert (people.log.verify().lines, people.log.verify().removed) == (0, LINES + 2)


DAMAGE = {
    "a line that was changed": lambda table: update(table).where(table.c.seq == 2).values(whose="iemand"),
    "a line of nonsense": lambda table: update(table).where(table.c.seq == 2).values(mac=b"-"),
    "a line that is missing": lambda table: delete(table).where(table.c.seq == 2),
    "the first line that is missing": lambda table: delete(table).where(table.c.seq == 1),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_over_damage_the_old_lines_go_and_the_rest_adds_up(chain, damage):
    store, table = chain
    end = store.verify().end
    run(store, damage(table))
    with store.engine.begin() as connection, pytest.raises(TamperError):
        store.chain.remove_before(connection, day(4), day(300))

    with store.engine.begin() as connection:
        assert store.chain.remove_before(connection, day(4), day(300), over_damage=True) == 4
    assert (store.verify().lines, store.verify().removed, store.verify().end) == (1, 4, end)


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_the_database_itself_refuses_to_change_or_remove_a_line(people, table):
    for statement in (
        update(table).values(whose="iemand"),
        delete(table).where(table.c.seq == LINES),
        delete(table).where(table.c.seq == 1),
    ):
        with pytest.raises(DBAPIError, match="only grows"):
            run(people, statement)


def test_an_end_that_was_written_down_is_found_for_as_long_as_it_is_kept(people):
    end = bytes.fromhex(people.log.verify().end)
    removed = line(people, access_log, 2)["mac"]
    people.log.remove_before(day(3), day(300))

    with reading(people.engine) as connection:
        assert people.log.chain.has(connection, end)
        assert people.log.chain.has(connection, line(people, access_log, 4)["mac"])
        assert not people.log.chain.has(connection, removed)
        assert not people.records.chain.has(connection, end)
