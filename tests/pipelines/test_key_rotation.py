import stat
from concurrent.futures import ThreadPoolExecutor, wait

import pytest
from sqlalchemy import select

from matcher.domain import Client
from matcher.errors import HomeError, KeyringError, SettingError
from pipelines import key_rotation
from pipelines.durable import only_writer
from pipelines.home import create_home
from pipelines.key_rotation import begun, rotate
from pipelines.keys import keyring_of
from pipelines.settings import now
from pipelines.store.client_keys import ClientKeys
from pipelines.store.clients import StoredClient
from pipelines.store.connection import reading, writing
from pipelines.store.engine import open_store
from pipelines.store.keyring import Keyring
from pipelines.store.tables import client_keys, clients
from tests import databases

PEOPLE = ["c-1", "c-2", "c-3"]
STORE_KEYS = 3


class Crash(BaseException):
    """The process is gone."""


@pytest.fixture(params=["sqlite", "postgresql"])
def home(request, tmp_path, monkeypatch):
    """A home with three people in it, on either database."""
    monkeypatch.delenv("SPRINGPLANK_KEY", raising=False)
    monkeypatch.delenv("SPRINGPLANK_KEY_FILE", raising=False)
    if request.param == "postgresql":
        address = databases.shared().new_database()
        monkeypatch.setenv("SPRINGPLANK_DATABASE_URL", address)
    else:
        address = None
        monkeypatch.delenv("SPRINGPLANK_DATABASE_URL", raising=False)
    made = create_home(tmp_path / "home")
    with open_store(address or made, keyring_of(made)) as store:
        store.clients.upsert([StoredClient(Client(one)) for one in PEOPLE], taxonomy="a", at=now())
    return made


def opened(home, *words):
    keyring = Keyring.parse(" ".join(words), "test") if words else keyring_of(home)
    return key_rotation.open_home_store(home, keyring)


def written(home):
    return home.key.read_text("ascii").split()


def readable(home, *words):
    with opened(home, *words) as store:
        return [stored.client.id for stored in store.clients.all()] == PEOPLE


def sealed(home):
    with opened(home) as store, reading(store.engine) as connection:
        return connection.scalars(select(clients.c.sealed).order_by(clients.c.id)).all()


def test_after_rotation_the_new_key_alone_opens_everything_and_the_old_one_nothing(home):
    (old,), before = written(home), sealed(home)

    done = rotate(home)

    (new,) = written(home)
    assert new != old
    assert (done.keys, done.source) == (len(PEOPLE) + STORE_KEYS, None)
    assert readable(home, new)
    with pytest.raises(KeyringError):
        readable(home, old)
    assert sealed(home) == before  # the data itself was not touched


def test_the_key_stays_for_its_owner_alone_and_nothing_is_left_lying_about(home):
    rotate(home)

    assert stat.S_IMODE(home.key.stat().st_mode) == 0o600
    assert not list(home.path.glob(".key*"))
    assert not list(home.path.glob(".partial*"))


def test_a_key_that_is_a_link_stays_one_and_what_it_points_to_is_replaced(home, tmp_path):
    elsewhere = tmp_path / "elders" / "sleutel"
    elsewhere.parent.mkdir()
    (old,) = written(home)
    home.key.rename(elsewhere)
    home.key.symlink_to(elsewhere)

    rotate(home)

    assert home.key.is_symlink()
    assert home.key.resolve() == elsewhere
    assert stat.S_IMODE(elsewhere.stat().st_mode) == 0o600
    assert [path.name for path in elsewhere.parent.iterdir()] == ["sleutel"]
    assert written(home) != [old]
    assert readable(home)


def test_chains_add_up_and_accounts_open_after_rotation(home):
    rotate(home)

    with opened(home) as store:
        assert store.log.verify().lines == store.records.verify().lines == 0
        assert store.accounts.all() == ()


@pytest.mark.parametrize("step", ["begun", "rewrap", "rewrap_keys", "_rewrap", "put_key"])
@pytest.mark.parametrize("when", ["before", "after"])
def test_after_an_interruption_everything_opens_and_the_same_command_finishes_it(home, monkeypatch, step, when):
    (old,), real, calls = written(home), getattr(key_rotation, step), []

    def crash(*arguments):
        calls.append(step)
        if when == "after":
            real(*arguments)
        raise Crash

    with monkeypatch.context() as patched:
        patched.setattr(key_rotation, step, crash)
        with pytest.raises(Crash):
            rotate(home)

    assert calls
    assert readable(home)
    rotate(home)
    (new,) = written(home)
    assert new != old
    assert readable(home)


def test_an_interrupted_run_goes_on_with_the_key_that_it_made(home):
    words = begun(home)

    assert begun(home) == words
    assert written(home) == words
    rotate(home)
    assert written(home) == words[:1]


def test_rotating_again_gives_another_key(home):
    rotate(home)
    (first,) = written(home)
    rotate(home)

    assert written(home) != [first]
    assert readable(home)


def test_a_key_that_is_not_that_of_the_database_is_refused_and_stays(home):
    wrong = Keyring.new_key()
    home.key.write_text(wrong, "ascii")

    with pytest.raises(KeyringError):
        rotate(home)
    assert written(home) == [wrong]


def test_a_process_that_still_has_the_old_key_seals_nothing_under_it(home):
    with opened(home) as store:
        rotate(home)
        with pytest.raises(KeyringError):
            store.clients.upsert([StoredClient(Client("c-4"))], taxonomy="a", at=now())

    assert readable(home)


def test_rotation_waits_for_a_key_that_is_being_made_under_the_old_one(home):
    with opened(home) as store, ThreadPoolExecutor(1) as beside:
        with writing(store.engine) as connection:
            ClientKeys(store.keyring).made(connection, ["c-4"])
            rotation = beside.submit(rotate, home)
            assert not wait([rotation], 0.5).done
        assert rotation.result(60).keys == len(PEOPLE) + 1 + STORE_KEYS

    with opened(home) as store, reading(store.engine) as connection:
        assert set(ClientKeys(store.keyring).many(connection, [*PEOPLE, "c-4"])) == {*PEOPLE, "c-4"}


def test_the_old_key_stays_as_long_as_something_is_sealed_under_it(home, monkeypatch):
    (old,) = written(home)
    monkeypatch.setattr("pipelines.store.client_keys.hold_master", lambda *_: None)
    real = key_rotation.rewrap

    def and_then_another(store):
        changed = real(store)
        with writing(store.engine) as connection:
            ClientKeys(Keyring.parse(old, "test")).made(connection, ["c-4"])
        return changed

    with monkeypatch.context() as patched:
        patched.setattr(key_rotation, "rewrap", and_then_another)
        with pytest.raises(KeyringError, match="nog eens"):
            rotate(home)

    assert old in written(home)
    assert rotate(home).keys == 1
    with opened(home) as store, reading(store.engine) as connection:
        assert set(ClientKeys(store.keyring).many(connection, [*PEOPLE, "c-4"])) == {*PEOPLE, "c-4"}


def test_with_the_key_from_elsewhere_the_first_one_becomes_the_key(home, monkeypatch):
    (old,), new = written(home), Keyring.new_key()
    monkeypatch.setenv("SPRINGPLANK_KEY", f"{new} {old}")

    assert (rotate(home).keys, rotate(home).keys) == (len(PEOPLE) + STORE_KEYS, 0)
    assert rotate(home).source == "SPRINGPLANK_KEY"
    assert readable(home, new)
    assert written(home) == [old]


def test_with_one_key_from_elsewhere_there_is_nothing_to_rotate_to(home, monkeypatch):
    monkeypatch.setenv("SPRINGPLANK_KEY", written(home)[0])

    with pytest.raises(SettingError, match="springplank key new"):
        rotate(home)


def test_while_another_command_writes_it_waits_for_its_turn(home):
    (old,) = written(home)
    with only_writer(home.path), pytest.raises(HomeError):
        rotate(home)

    assert written(home) == [old]


def test_a_pseudonym_stays_the_same(home):
    def pseudonyms():
        with opened(home) as store, reading(store.engine) as connection:
            return connection.scalars(select(client_keys.c.pseudonym).order_by(client_keys.c.client_id)).all()

    before = pseudonyms()
    rotate(home)
    assert pseudonyms() == before


def test_a_store_can_be_opened_with_new_and_old_during_the_rotation(home):
    words = begun(home)

    assert readable(home, *words)
    with pytest.raises(KeyringError):
        open_store(key_rotation.Settings.from_env().database_url or home, Keyring.parse(words[0], "test"))
