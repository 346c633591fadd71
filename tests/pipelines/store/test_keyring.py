"""What is sealed opens with its own key, at its own place and unchanged, or not at all."""

import base64
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, update

from matcher.domain import Client
from matcher.errors import KeyringError
from pipelines.store.clients import StoredClient
from pipelines.store.connection import reading, writing
from pipelines.store.engine import open_store
from pipelines.store.keyring import KEY_BYTES, NONCE_BYTES, Box, Keyring
from pipelines.store.tables import client_keys, clients, keys
from tests.conftest import KEYS

MONDAY = datetime(2026, 9, 7, 9, 30, tzinfo=UTC)
OLD, NEW, OTHER = b"k" * KEY_BYTES, b"n" * KEY_BYTES, b"x" * KEY_BYTES
BOX = Box(OLD)
PEOPLE = ("c-1", "c-2")


@pytest.fixture
def people(store):
    store.clients.upsert([StoredClient(Client(one)) for one in PEOPLE], taxonomy="a", at=MONDAY)
    return store


def turned(value, index):
    """The same bytes with one bit of one of them turned."""
    return value[:index] + bytes([value[index] ^ 1]) + value[index + 1 :]


def text_of(key):
    return base64.urlsafe_b64encode(key).decode()


@given(plain=st.binary(max_size=200), where=st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_what_was_sealed_opens_at_its_place(plain, where):
    assert BOX.open(BOX.seal(plain, where), where) == plain


def test_the_same_sealed_twice_looks_different_and_holds_nothing_to_be_read():
    first, second = (BOX.seal(b"zeldzaam vlechtwerk", "profiel/c-1") for _ in range(2))

    assert first != second
    assert b"vlechtwerk" not in first + second


@pytest.mark.parametrize(("box", "where"), [(Box(OTHER), "profiel/c-1"), (BOX, "profiel/c-2"), (BOX, "")])
def test_another_key_or_place_opens_nothing(box, where):
    sealed = BOX.seal(b"inhoud", "profiel/c-1")

    with pytest.raises(KeyringError, match="de sleutel past niet"):
        box.open(sealed, where)


def test_one_changed_byte_wherever_it_is_opens_nothing():
    sealed = BOX.seal(b"inhoud", "profiel/c-1")

    for index in range(len(sealed)):
        with pytest.raises(KeyringError):
            BOX.open(turned(sealed, index), "profiel/c-1")


def test_what_was_cut_short_or_made_longer_opens_nothing():
    sealed = BOX.seal(b"inhoud", "profiel/c-1")

    for length in range(len(sealed)):
        with pytest.raises(KeyringError):
            BOX.open(sealed[:length], "profiel/c-1")
    with pytest.raises(KeyringError):
        BOX.open(sealed + b"\0", "profiel/c-1")


def test_every_seal_has_a_nonce_of_its_own():
    nonces = {BOX.seal(b"", "hier")[1 : 1 + NONCE_BYTES] for _ in range(1000)}

    assert len(nonces) == 1000


def test_any_of_several_masters_opens_and_the_first_one_seals():
    both, old, new = Keyring((NEW, OLD)), Keyring((OLD,)), Keyring((NEW,))
    key = Box.new().key
    before, after = old.wrap(key, "keys/log"), both.wrap(key, "keys/log")

    assert both.unwrap(before, "keys/log").key == both.unwrap(after, "keys/log").key == key
    assert new.unwrap(after, "keys/log").key == key
    assert (both.is_present(before, "keys/log"), both.is_present(after, "keys/log")) == (False, True)
    for ring, wrapped, where in ((new, before, "keys/log"), (old, after, "keys/log"), (both, before, "keys/accounts")):
        with pytest.raises(KeyringError, match="de sleutel past niet"):
            ring.unwrap(wrapped, where)


def test_new_keys_are_long_enough_and_all_different():
    texts = {Keyring.new_key() for _ in range(100)}

    assert len(texts) == 100
    assert {len(Keyring.parse(text, "bestand").masters[0]) for text in texts} == {KEY_BYTES}


@pytest.mark.parametrize("between", [" ", "\n", ",", ", ", "\r\n\t"])
def test_keys_in_a_text_come_in_their_order(between):
    assert Keyring.parse(f" {text_of(NEW)}{between}{text_of(OLD)}\n", "bestand") == Keyring((NEW, OLD))


@pytest.mark.parametrize("text", ["kort", text_of(b"k" * 31), text_of(b"k" * 33), "é" * 44, "geheim=" * 7])
def test_what_is_no_key_is_refused_by_its_source_and_never_repeated(text):
    with pytest.raises(KeyringError) as refused:
        Keyring.parse(f"{text_of(OLD)} {text}", "SPRINGPLANK_KEY")

    assert str(refused.value).startswith("SPRINGPLANK_KEY is geen sleutel")
    assert text not in str(refused.value)
    assert text_of(OLD) not in str(refused.value)


@pytest.mark.parametrize("text", ["", " \n", ","])
def test_a_text_without_a_key_is_refused(text):
    with pytest.raises(KeyringError, match="bestand is leeg"):
        Keyring.parse(text, "bestand")


def test_neither_a_ring_nor_a_box_shows_its_key(store):
    shown = f"{KEYS!r}{BOX!r}{store!r}{store.keys!r}{store.clients!r}"

    assert "kkkk" not in shown
    assert store.keys.log.hex() not in shown


def test_a_database_opens_with_an_older_key_as_well_as_the_present_one(people, address):
    with open_store(address, Keyring((NEW, OLD))) as store:
        assert list(store.clients.all()) == list(people.clients.all())
    with pytest.raises(KeyringError):
        open_store(address, Keyring((NEW, OTHER)))


@pytest.mark.parametrize(("table", "column"), [(client_keys, "wrapped"), (clients, "sealed")])
def test_what_is_moved_to_the_row_of_another_opens_nothing(people, table, column):
    which = table.c.client_id if table is client_keys else table.c.id
    with writing(people.engine) as connection:
        value = connection.scalar(select(table.c[column]).where(which == "c-1"))
        connection.execute(update(table).where(which == "c-2").values({column: value}))

    assert people.clients.get("c-1").client.id == "c-1"
    with pytest.raises(KeyringError):
        people.clients.get("c-2")


@pytest.mark.parametrize("name", ["log", "accounts", "checkpoint"])
def test_a_database_whose_own_key_was_changed_is_not_opened(people, address, name):
    with reading(people.engine) as connection:
        wrapped = connection.scalar(select(keys.c.wrapped).where(keys.c.name == name))
    with writing(people.engine) as connection:
        connection.execute(update(keys).where(keys.c.name == name).values(wrapped=turned(wrapped, 20)))

    with pytest.raises(KeyringError):
        open_store(address, KEYS)
