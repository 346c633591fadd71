import socket
import sqlite3
import stat
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect

from matcher.domain import Client
from matcher.errors import HomeError, KeyringError, SettingError, UnavailableError
from matcher.guard import kept_out
from pipelines.home import create_home
from pipelines.store import migrations
from pipelines.store.clients import StoredClient
from pipelines.store.connection import reading, writing
from pipelines.store.engine import is_made, open_store
from pipelines.store.keyring import Keyring
from pipelines.store.tables import metadata
from pipelines.store.version import LATEST, version
from tests import databases
from tests.conftest import KEYS

MONDAY = datetime(2026, 9, 7, tzinfo=UTC)


def open_and_add(address, key):
    with open_store(address, KEYS) as store:
        store.clients.upsert([StoredClient(Client(key))], taxonomy="a1", at=MONDAY)


def test_a_home_gets_its_store_that_only_the_owner_can_read(tmp_path):
    home = create_home(tmp_path / "home")

    with open_store(home, KEYS) as store:
        assert store.clients.count() == 0
    assert stat.S_IMODE(home.store.stat().st_mode) == 0o600


def test_a_store_at_an_address_is_for_its_owner_alone_too_with_what_sqlite_puts_beside_it(tmp_path):
    for name in ("nieuw.sqlite", "leeg.sqlite"):
        path = tmp_path / name
        if name.startswith("leeg"):
            path.touch(mode=0o644)
        with open_store(f"sqlite:///{path}", KEYS) as store:
            store.clients.upsert([StoredClient(Client("c-0001"))], taxonomy="a1", at=MONDAY)
            files = [file for file in tmp_path.iterdir() if file.name.startswith(name)]
            assert len(files) == 3
            assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


def test_a_store_that_is_not_there_is_told_and_not_made(tmp_path):
    path = tmp_path / "store.sqlite"
    for said in ("ontbreekt", "is leeg"):
        with pytest.raises(HomeError, match=said) as refused:
            open_store(f"sqlite:///{path}", KEYS, make=False)
        assert str(refused.value).startswith(f"database {path} {said}; ")
        assert "springplank ingest" in str(refused.value)
        assert [file.stat().st_size for file in tmp_path.iterdir()] == [0] * (said == "is leeg")
        path.touch()


def test_an_empty_database_is_told_and_stays_empty(address):
    engine = create_engine(address)
    with engine.connect() as connection:
        connection.exec_driver_sql("SELECT 1")
    with pytest.raises(HomeError, match=r"(is leeg|ontbreekt); .*springplank ingest"):
        open_store(address, KEYS, make=False)
    assert inspect(engine).get_table_names() == []
    engine.dispose()

    open_store(address, KEYS).close()
    open_store(address, KEYS, make=False).close()


def test_whether_a_home_has_its_database_is_told_and_nothing_is_made(address, tmp_path, monkeypatch):
    home = create_home(tmp_path / "home")
    monkeypatch.delenv("SPRINGPLANK_DATABASE_URL", raising=False)
    assert not is_made(home)
    assert not home.store.exists()
    home.store.touch()
    assert not is_made(home)
    assert home.store.stat().st_size == 0
    open_store(home, KEYS).close()
    assert is_made(home)

    monkeypatch.setenv("SPRINGPLANK_DATABASE_URL", address)
    assert not is_made(home)
    open_store(address, KEYS).close()
    assert is_made(home)


def test_a_database_of_which_nobody_can_tell_whether_it_is_there_is_no_answer(tmp_path, monkeypatch):
    home = create_home(tmp_path / "home")
    monkeypatch.setenv("SPRINGPLANK_DATABASE_URL", "postgresql+psycopg://niemand:geheim@127.0.0.1:1/niets")

    with pytest.raises(HomeError, match="is niet te openen") as refused:
        is_made(home)
    assert "geheim" not in str(refused.value)


def test_an_address_of_which_the_file_cannot_be_told_is_refused(tmp_path):
    with pytest.raises(SettingError, match="file:"):
        open_store(f"sqlite:///file:{tmp_path}/store.sqlite?uri=true", KEYS)

    assert list(tmp_path.iterdir()) == []


def test_a_store_keeps_what_was_written_when_it_is_opened_again(address):
    open_and_add(address, "c-0001")

    with open_store(address, KEYS) as store:
        assert store.clients.count() == 1


def test_a_store_is_opened_with_its_own_key_alone(address):
    open_and_add(address, "c-0001")

    with pytest.raises(KeyringError):
        open_store(address, Keyring((b"x" * 32,)))


def test_sqlite_is_opened_with_a_write_ahead_log_foreign_keys_and_patience(tmp_path):
    with (
        open_store(f"sqlite:///{tmp_path / 'store.sqlite'}", KEYS) as store,
        reading(store.engine) as connection,
    ):
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar() == 10_000


def test_the_migrations_make_exactly_the_tables_that_the_code_uses(store):
    with reading(store.engine) as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
        assert version(connection) == LATEST


def test_the_last_migration_is_the_one_that_opening_looks_for():
    assert ScriptDirectory(str(Path(migrations.__file__).parent)).get_current_head() == LATEST


def test_no_table_and_no_column_bears_a_forbidden_term():
    names = [*metadata.tables, *(column.name for table in metadata.tables.values() for column in table.columns)]

    assert len(names) > 20
    assert [name for name in names if kept_out(name)] == []


def test_opening_a_store_that_is_up_to_date_leaves_alembic_alone(address):
    open_store(address, KEYS).close()
    program = (
        "import sys; from pipelines.store.engine import open_store\n"
        "from pipelines.store.keyring import Keyring\n"
        f"open_store({address!r}, Keyring((b'k' * 32,))).close(); print('alembic' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert done.stdout == "False\n"


def test_two_processes_can_make_one_new_store_at_the_same_time(address):
    with ProcessPoolExecutor(2, get_context("spawn")) as processes:
        list(processes.map(open_and_add, [address] * 2, ["c-0001", "c-0002"]))

    with open_store(address, KEYS) as store:
        assert store.clients.count() == 2


def test_a_writer_holds_the_store_from_the_start_and_a_reader_does_not(tmp_path):
    path = tmp_path / "store.sqlite"
    with open_store(f"sqlite:///{path}", KEYS) as store:
        other = sqlite3.connect(path, timeout=0, isolation_level=None)
        with reading(store.engine) as connection:
            connection.exec_driver_sql("SELECT count(*) FROM clients")
            other.execute("BEGIN IMMEDIATE")
            other.execute("ROLLBACK")
        with writing(store.engine), pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
        other.close()


def test_a_migration_that_breaks_halfway_leaves_nothing_behind(address):
    engine = create_engine(address)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE imports (id INTEGER)")

    with pytest.raises(HomeError, match=r"imports.* already exists"):
        open_store(address, KEYS)

    assert inspect(engine).get_table_names() == ["imports"]
    engine.dispose()


def test_a_store_of_a_newer_version_is_refused(address):
    with open_store(address, KEYS) as store, writing(store.engine) as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0999'")

    with pytest.raises(HomeError, match=r"is van een nieuwere Springplank \(0999\); werk Springplank eerst bij"):
        open_store(address, KEYS)


def test_a_file_that_is_no_database_is_refused_by_name(tmp_path):
    path = tmp_path / "store.sqlite"
    path.write_text("id;naam\n" * 200)

    with pytest.raises(HomeError) as refused:
        open_store(f"sqlite:///{path}", KEYS)

    assert str(refused.value).startswith(f"database {path} is niet te openen (file is not a database)")
    assert "\n" not in str(refused.value)


def test_a_server_that_is_not_there_is_refused_by_its_address_without_the_password():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # and nobody listens
        server = f"127.0.0.1:{taken.getsockname()[1]}"
        with pytest.raises(HomeError) as refused:
            open_store(f"postgresql+psycopg://piet:geheim@{server}/mensen", KEYS)

    assert str(refused.value).startswith(f"database postgresql+psycopg://piet:***@{server}/mensen is niet te openen (")
    assert "geheim" not in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("at_once", [False, True], ids=["stopped", "killed"])
def test_a_server_that_goes_and_comes_is_unavailable_meanwhile_and_then_serves_the_same_store(at_once):
    with databases.own(syncs=True) as server, open_store(server.new_database(), KEYS) as store:
        store.clients.upsert([StoredClient(Client("c-0001"))], taxonomy="a1", at=MONDAY)
        with server.away(at_once=at_once):
            for ask in (store.clients.count, lambda: list(store.clients.all())):
                with pytest.raises(UnavailableError, match="nu niet bereikbaar"):
                    ask()
            with pytest.raises(UnavailableError, match="er is niets bewaard"):
                store.clients.upsert([StoredClient(Client("c-0002"))], taxonomy="a1", at=MONDAY)

        assert [stored.client.id for stored in store.clients.all()] == ["c-0001"]
        store.clients.upsert([StoredClient(Client("c-0003"))], taxonomy="a1", at=MONDAY)
        assert store.clients.count() == 2


def test_a_store_in_a_home_that_is_gone_is_refused(tmp_path):
    home = create_home(tmp_path / "home")
    (tmp_path / "home").rename(tmp_path / "elders")

    with pytest.raises(HomeError, match=r"store\.sqlite is niet aan te maken"):
        open_store(home, KEYS)


def test_an_address_that_is_none_is_refused_without_repeating_it():
    with pytest.raises(SettingError) as refused:
        open_store("geheim-wachtwoord", KEYS)

    assert "geheim" not in str(refused.value)


def test_a_database_without_a_driver_is_refused_by_its_name():
    with pytest.raises(SettingError, match="er is geen stuurprogramma voor oracledb9") as refused:
        open_store("oracledb9://piet:geheim@host/db", KEYS)

    assert "geheim" not in str(refused.value)
