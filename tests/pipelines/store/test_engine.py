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

from matcher.domain import Client
from matcher.errors import HomeError, SettingError
from matcher.guard import kept_out
from pipelines.home import create_home
from pipelines.store import migrations
from pipelines.store.clients import StoredClient
from pipelines.store.connection import reading, writing
from pipelines.store.engine import open_store
from pipelines.store.keyring import Keyring
from pipelines.store.tables import metadata
from pipelines.store.version import LATEST, version

KEYS = Keyring((b"k" * 32,))
MONDAY = datetime(2026, 9, 7, tzinfo=UTC)


def open_and_add(address, key):
    with open_store(address, KEYS) as store:
        store.clients.upsert([StoredClient(Client(key))], taxonomy="a1", at=MONDAY)


def test_a_home_gets_its_store_that_only_the_owner_can_read(tmp_path):
    home = create_home(tmp_path / "home")

    with open_store(home, KEYS) as store:
        assert store.clients.count() == 0
    assert stat.S_IMODE(home.store.stat().st_mode) == 0o600


def test_a_store_keeps_what_was_written_when_it_is_opened_again(tmp_path):
    home = create_home(tmp_path / "home")
    with open_store(home, KEYS) as store:
        store.clients.upsert([StoredClient(Client("c-0001"))], taxonomy="a1", at=MONDAY)

    with open_store(home, KEYS) as store:
        assert store.clients.count() == 1


def test_sqlite_is_opened_with_a_write_ahead_log_foreign_keys_and_patience(tmp_path):
    with (
        open_store(f"sqlite:///{tmp_path / 'store.sqlite'}", KEYS) as store,
        reading(store.engine) as connection,
    ):
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar() == 10_000


def test_the_migrations_make_exactly_the_tables_that_the_code_uses(tmp_path):
    with (
        open_store(f"sqlite:///{tmp_path / 'store.sqlite'}", KEYS) as store,
        reading(store.engine) as connection,
    ):
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
        assert version(connection) == LATEST


def test_the_last_migration_is_the_one_that_opening_looks_for():
    assert ScriptDirectory(str(Path(migrations.__file__).parent)).get_current_head() == LATEST


def test_no_table_and_no_column_bears_a_forbidden_term():
    names = [*metadata.tables, *(column.name for table in metadata.tables.values() for column in table.columns)]

    assert len(names) > 20
    assert [name for name in names if kept_out(name)] == []


def test_opening_a_store_that_is_up_to_date_leaves_alembic_alone(tmp_path):
    address = f"sqlite:///{tmp_path / 'store.sqlite'}"
    open_store(address, KEYS).close()
    program = (
        "import sys; from pipelines.store.engine import open_store\n"
        "from pipelines.store.keyring import Keyring\n"
        f"open_store({address!r}, Keyring((b'k' * 32,))).close(); print('alembic' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert done.stdout == "False\n"


def test_two_processes_can_make_one_new_store_at_the_same_time(tmp_path):
    address = f"sqlite:///{tmp_path / 'store.sqlite'}"
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


def test_a_migration_that_breaks_halfway_leaves_nothing_behind(tmp_path):
    path = tmp_path / "store.sqlite"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE imports (id INTEGER)")
    other.close()

    with pytest.raises(HomeError, match="table imports already exists"):
        open_store(f"sqlite:///{path}", KEYS)

    other = sqlite3.connect(path)
    assert other.execute("SELECT name FROM sqlite_master").fetchall() == [("imports",)]
    other.close()


def test_a_store_of_a_newer_version_is_refused(tmp_path):
    path = tmp_path / "store.sqlite"
    open_store(f"sqlite:///{path}", KEYS).close()
    with sqlite3.connect(path) as other:
        other.execute("UPDATE alembic_version SET version_num = '0999'")
    other.close()

    with pytest.raises(HomeError, match=r"is van een nieuwere Springplank \(0999\); werk Springplank eerst bij"):
        open_store(f"sqlite:///{path}", KEYS)


def test_a_file_that_is_no_database_is_refused_by_name(tmp_path):
    path = tmp_path / "store.sqlite"
    path.write_text("id;naam\n" * 200)

    with pytest.raises(HomeError) as refused:
        open_store(f"sqlite:///{path}", KEYS)

    assert str(refused.value).startswith(f"database {path} is niet te openen (file is not a database)")
    assert "\n" not in str(refused.value)


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
