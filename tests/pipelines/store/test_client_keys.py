import pytest
from sqlalchemy import insert, select, update

from matcher.errors import KeyringError, NotFoundError
from pipelines.store.client_keys import BATCH, ClientKeys
from pipelines.store.connection import reading, writing
from pipelines.store.keyring import Keyring
from pipelines.store.tables import client_keys
from tests.conftest import KEYS

OTHER = Keyring((b"o" * 32,))


def made(store, *client_ids):
    with writing(store.engine) as connection:
        return ClientKeys(store.keyring).made(connection, client_ids)


def many(store, keyring, *client_ids):
    with reading(store.engine) as connection:
        return ClientKeys(keyring).many(connection, client_ids)


def test_a_client_keeps_the_key_and_the_pseudonym_that_were_made(store):
    first = made(store, "c-1")
    again = made(store, "c-1", "c-2")

    assert again["c-1"] == first["c-1"]
    assert again == many(store, KEYS, "c-1", "c-2")


def test_every_client_has_another_key_and_another_pseudonym_that_says_nothing(store):
    found = made(store, *(f"c-{number}" for number in range(BATCH + 1))).values()

    assert len({key.box.key for key in found}) == len({key.pseudonym for key in found}) == BATCH + 1
    assert not [key for key in found if key.client_id in key.pseudonym]


def test_more_than_fit_in_one_question_are_found(store):
    ids = [f"c-{number}" for number in range(2 * BATCH + 1)]
    made(store, *ids)

    assert many(store, KEYS, *ids).keys() == set(ids)
    with reading(store.engine) as connection:
        assert ClientKeys(KEYS).pseudonyms(connection, ids).keys() == set(ids)


def test_who_is_not_here_has_no_key(store):
    made(store, "c-1")
    keys = ClientKeys(KEYS)
    with reading(store.engine) as connection:
        assert keys.many(connection, ["c-9"]) == keys.many(connection, []) == {}
        assert keys.pseudonyms(connection, ["c-1", "c-9"]).keys() == {"c-1"}
        for ask in (keys.of, keys.check_here):
            with pytest.raises(NotFoundError) as refused:
                ask(connection, "c-9")
            assert "c-1" not in str(refused.value)


def test_after_a_key_is_destroyed_another_is_made(store):
    before = made(store, "c-1")["c-1"]
    with writing(store.engine) as connection:
        ClientKeys(KEYS).destroy(connection, "c-1")
        ClientKeys(KEYS).destroy(connection, "c-1")  # nothing happens

    after = made(store, "c-1")["c-1"]
    assert (after.pseudonym == before.pseudonym, after.box.key == before.box.key) == (False, False)


def test_a_key_that_was_moved_to_another_client_does_not_open(store):
    made(store, "c-1")
    with reading(store.engine) as connection:
        wrapped = connection.scalar(select(client_keys.c.wrapped))
    with writing(store.engine) as connection:
        connection.execute(insert(client_keys).values(client_id="c-2", pseudonym="ander", wrapped=wrapped))

    with pytest.raises(KeyringError):
        many(store, KEYS, "c-2")


def test_another_master_key_opens_nothing_and_makes_nothing(store):
    made(store, "c-1")

    with pytest.raises(KeyringError):
        many(store, OTHER, "c-1")
    with pytest.raises(KeyringError), writing(store.engine) as connection:
        ClientKeys(OTHER).made(connection, ["c-2"])
    with reading(store.engine) as connection:
        assert connection.scalars(select(client_keys.c.client_id)).all() == ["c-1"]


def test_sealing_anew_changes_what_is_under_an_older_key_alone_and_says_how_many(store):
    before = made(store, "c-1", "c-2")
    newer = Keyring((b"n" * 32, *KEYS.masters))
    with writing(store.engine) as connection:
        one = newer.wrap(before["c-1"].box.key, "client_keys/c-1")
        connection.execute(update(client_keys).where(client_keys.c.client_id == "c-1").values(wrapped=one))
    with writing(store.engine) as connection:
        counts = [ClientKeys(newer).rewrap(connection) for _ in range(2)]

    assert counts == [1, 0]
    assert many(store, Keyring(newer.masters[:1]), "c-1", "c-2") == before


def test_no_key_shows_when_something_is_printed(store):
    key = made(store, "c-1")["c-1"]

    assert repr(key.box.key) not in repr(key)
    assert repr(KEYS.masters[0]) not in repr(ClientKeys(KEYS))
