"""Every byte of a log as it stands in the database is held: in the values, and in the file of SQLite itself."""

import random
import sqlite3
from datetime import timedelta

import pytest
from sqlalchemy import text

from matcher.domain import Client
from matcher.errors import TamperError
from matcher.purpose import Purpose
from matcher.record_kinds import RecordKind
from pipelines.retention import run_retention
from pipelines.retention_terms import Terms
from pipelines.store.access_log import Act, Actor
from pipelines.store.clients import StoredClient
from pipelines.store.engine import open_store
from pipelines.store.records import NewRecord
from tests.conftest import KEYS
from tests.shown import MONDAY, unguarded

LINES = 4
BETWEEN = "2026-11-24T09:00:00.000000+00:00"  # the moment of the second line
SEED = 20261129


def day(number):
    return MONDAY + timedelta(days=number)


def fill(store):
    """Write the same number of lines in both chains, one a day."""
    store.clients.upsert([StoredClient(Client("c-1"))], taxonomy="a", at=MONDAY)
    for number in range(LINES):
        act = Act(Actor("a-coach", "werkcoach"), "lijst bekeken", Purpose.ADVICE_TO_CLIENT, day(number))
        store.records.add(NewRecord("c-1", RecordKind.LIST, "werkcoach", {"n": number}, {}), day(number), act)


def put(store, table, column, value, seq=2):
    """Put a value straight into the database, past all of our own code."""
    with store.engine.begin() as connection:
        change = f"UPDATE {table} SET {column} = :value WHERE seq = :seq"  # noqa: S608 (our own names)
        connection.execute(text(change), {"value": value, "seq": seq})


def flipped(value, at, rng):
    """The same value with one bit of one byte or character turned."""
    if isinstance(value, bytes):
        return value[:at] + bytes([value[at] ^ (1 << rng.randrange(8))]) + value[at + 1 :]
    return value[:at] + chr(ord(value[at]) ^ (1 << rng.randrange(1, 5))) + value[at + 1 :]


@pytest.mark.parametrize("table", ["access_log", "advice_records"])
def test_every_byte_of_every_column_of_a_line_is_held(store, table):
    fill(store)
    unguarded(store, table)
    chain = store.log if table == "access_log" else store.records
    rng = random.Random(SEED)
    with store.engine.connect() as connection:
        (row,) = connection.execute(text(f"SELECT * FROM {table} WHERE seq = 2")).mappings().all()  # noqa: S608
    tried = 0
    for column, value in row.items():
        if column == "seq":
            continue
        for at in range(len(value)):
            put(store, table, column, flipped(value, at, rng))
            with pytest.raises(TamperError, match="regel 2 "):
                chain.verify()
            tried += 1
        put(store, table, column, value)
    assert chain.verify().lines == LINES
    assert tried > 100


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("at", BETWEEN.replace("T", " ")),
        ("at", BETWEEN.replace("+00:00", "")),
        ("at", "2026-11-24T10:00:00.000000+01:00"),
        ("at", "gisteren"),
        ("purpose", "iets anders"),
        ("who", ""),
    ],
)
def test_what_means_the_same_or_nothing_at_all_is_a_change_as_well(store, column, value):
    fill(store)
    unguarded(store, "access_log")
    put(store, "access_log", column, value)

    with pytest.raises(TamperError, match="regel 2 "):
        store.log.verify()


@pytest.mark.parametrize("address", ["sqlite"], indirect=True)
@pytest.mark.parametrize("column", ["mac", "who", "at"])
def test_a_value_of_another_sort_is_a_change_as_well(store, column):
    fill(store)
    unguarded(store, "access_log")
    put(store, "access_log", column, "abc" if column == "mac" else b"\xff\xfe")

    with pytest.raises(TamperError, match="regel 2 "):
        store.log.verify()


@pytest.mark.parametrize("address", ["sqlite"], indirect=True)
@pytest.mark.parametrize("column", ["sealed", "digest"])
def test_a_sealed_part_that_is_no_bytes_any_more_is_a_change_as_well(store, column):
    fill(store)
    unguarded(store, "advice_records")
    put(store, "advice_records", column, "abc")

    with pytest.raises(TamperError, match="regel 2 "):
        store.records.verify()


@pytest.mark.parametrize(("column", "value"), [("at", "gisteren"), ("kind", "iets anders"), ("facts", "{")])
def test_a_record_that_was_changed_into_nonsense_is_refused_by_itself_too(store, column, value):
    fill(store)
    (record,) = (one.id for one in store.records.of("c-1") if one.seq == 2)
    unguarded(store, "advice_records")
    put(store, "advice_records", column, value)

    with pytest.raises(TamperError, match="regel 2 "):
        store.records.get(record)


@pytest.mark.parametrize("address", ["sqlite"], indirect=True)
def test_a_text_that_cannot_be_read_names_its_line(store):
    fill(store)
    unguarded(store, "access_log")
    with store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE access_log SET who = CAST(x'ff' AS TEXT) WHERE seq = 3")

    with pytest.raises(TamperError, match="regel 3 is niet te lezen"):
        store.log.verify()


def test_a_line_that_was_changed_is_not_made_to_disappear_by_the_nightly_job(store):
    fill(store)
    unguarded(store, "access_log")
    put(store, "access_log", "who", "iemand anders")

    (broken,) = run_retention(store, Terms(), day(400)).broken
    assert "access_log: regel 2 " in broken
    with pytest.raises(TamperError, match="regel 2 "):
        store.log.verify()


@pytest.mark.parametrize("value", ["gisteren", day(1).isoformat()])
def test_a_changed_moment_of_a_checkpoint_is_found(store, value):
    fill(store)
    store.log.remove_before(day(2), day(300))
    with store.engine.begin() as connection:
        connection.execute(text("UPDATE checkpoints SET at = :value"), {"value": value})

    with pytest.raises(TamperError, match="controlepunt"):
        store.log.verify()


def test_checkpoints_that_changed_places_are_found(store):
    fill(store)
    store.log.remove_before(day(1), day(300))
    store.log.remove_before(day(3), day(301))
    with store.engine.begin() as connection:
        connection.execute(text("UPDATE checkpoints SET id = id + 100 WHERE upto = 1"))

    with pytest.raises(TamperError, match="controlepunt"):
        store.log.verify()


def test_every_byte_of_the_lines_in_the_file_of_sqlite_is_held(tmp_path):
    path, copy = tmp_path / "store.sqlite", tmp_path / "copy.sqlite"
    with open_store(f"sqlite:///{path}", KEYS) as store:
        fill(store)
        keys, whole = store.keys, store.log.verify()
    lines = sqlite3.connect(path)
    macs = [mac for (mac,) in lines.execute("SELECT mac FROM access_log ORDER BY seq")]
    lines.close()
    content = path.read_bytes()
    # The last column ends a line in the file, and the last line of a page stands first in it.
    first, last = content.index(macs[-1]) + len(macs[-1]), content.index(macs[0]) + len(macs[0])
    rng = random.Random(SEED)
    assert last - first > (LINES - 1) * 100
    for at in range(first, last):
        changed = bytearray(content)
        changed[at] ^= 1 << rng.randrange(8)
        copy.write_bytes(changed)
        with open_store(f"sqlite:///{copy}", KEYS) as store:
            assert store.keys.log == keys.log
            with pytest.raises(TamperError):
                store.log.verify()
        for left in tmp_path.glob("copy.sqlite*"):
            left.unlink()
    copy.write_bytes(content)
    with open_store(f"sqlite:///{copy}", KEYS) as store:
        assert store.log.verify() == whole
