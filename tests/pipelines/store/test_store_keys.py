import pytest
from sqlalchemy import delete, select, update

from matcher.errors import KeyringError
from pipelines.store.connection import reading, writing
from pipelines.store.engine import open_store
from pipelines.store.keyring import Keyring
from pipelines.store.store_keys import ACCOUNTS, CHECKPOINT, LOG, NAMES, StoreKeys, rewrap_keys
from pipelines.store.tables import keys
from tests.conftest import KEYS

OTHER = Keyring((b"o" * 32,))


def opened(store, keyring=KEYS):
    with reading(store.engine) as connection:
        return StoreKeys.opened(connection, keyring)


def test_a_database_keeps_its_keys(address):
    with open_store(address, KEYS) as store:
        first = store.keys
    with open_store(address, KEYS) as store:
        assert store.keys.log == first.log
        assert store.keys.accounts == first.accounts
        assert store.keys.checkpoint.private_bytes_raw() == first.checkpoint.private_bytes_raw()


def test_each_of_them_is_another(store):
    found = opened(store)

    assert len({found.log, found.accounts.key, found.checkpoint.private_bytes_raw()}) == len(NAMES)


def test_another_master_key_is_refused_when_the_store_is_opened(address):
    open_store(address, KEYS).close()

    with pytest.raises(KeyringError, match="sleutel past niet"):
        open_store(address, OTHER)


@pytest.mark.parametrize("name", NAMES)
def test_a_key_that_is_gone_or_changed_is_refused(store, name):
    with reading(store.engine) as connection:
        wrapped = connection.scalar(select(keys.c.wrapped).where(keys.c.name == name))
    with writing(store.engine) as connection:
        connection.execute(update(keys).where(keys.c.name == name).values(wrapped=wrapped[:-1] + b"x"))
    with pytest.raises(KeyringError):
        opened(store)
    with writing(store.engine) as connection:
        connection.execute(delete(keys).where(keys.c.name == name))
    with pytest.raises(KeyringError):
        opened(store)


def test_keys_that_changed_places_do_not_open(store):
    with reading(store.engine) as connection:
        wrapped = dict(connection.execute(select(keys.c.name, keys.c.wrapped)).all())
    with writing(store.engine) as connection:
        connection.execute(update(keys).where(keys.c.name == LOG).values(wrapped=wrapped[ACCOUNTS]))

    with pytest.raises(KeyringError):
        opened(store)


def test_sealing_anew_lets_the_new_key_alone_open_the_same(store):
    before, newer = opened(store), Keyring((b"n" * 32, *KEYS.masters))
    with writing(store.engine) as connection:
        counts = [rewrap_keys(connection, newer) for _ in range(2)]

    assert counts == [len(NAMES), 0]
    after = opened(store, Keyring(newer.masters[:1]))
    assert (after.log, after.accounts) == (before.log, before.accounts)
    with pytest.raises(KeyringError):
        opened(store)


def test_a_keyed_hash_is_the_same_here_and_another_elsewhere(store, tmp_path):
    found = opened(store).keyed("subject", "iemand")

    assert found == opened(store).keyed("subject", "iemand")
    assert found not in (opened(store).keyed("session", "iemand"), opened(store).keyed("subject", "ander"))
    with open_store(f"sqlite:///{tmp_path / 'ander.sqlite'}", KEYS) as other:
        assert other.keys.keyed("subject", "iemand") != found


def test_no_key_shows_when_something_is_printed(store):
    found = opened(store)

    assert repr(found.log) not in repr(found)
    assert repr(found.accounts.key) not in repr(store)
    assert CHECKPOINT in NAMES
