"""Connections that keep their promises: whole transactions, one writer at a time, and waiting instead of failing."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from enum import IntEnum
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, func, select
from sqlalchemy.engine import URL
from sqlalchemy.exc import DataError, DBAPIError, InterfaceError, OperationalError

from matcher.errors import InputError, UnavailableError

BUSY_TIMEOUT_MS = 10_000  # longer than the longest import holds its write lock; then an error is better than waiting
CONNECT_TIMEOUT_S = 5  # a request waits for its answer meanwhile
WAIT_MS = 1000  # for whoever still reads an earlier moment; whoever overwrites next does it again
POOL = 20  # connections of one process: the threads that answer requests are at most so many
UNREADABLE = "Could not decode to UTF-8"  # how the driver of SQLite says that a text is none any more
NOT_TO_KEEP = "een waarde past niet in de database (een teken of een getal dat niet kan); controleer de invoer"
FULL = "database or disk is full"  # how SQLite says it; PostgreSQL: SQLSTATE class 53


def connect(url: URL) -> Engine:
    """Return an engine for this address; nothing is opened yet."""
    if url.get_backend_name() == "postgresql":
        # A connection that the server closed meanwhile is noticed before it is used, so that service returns by itself.
        arguments = {"connect_timeout": CONNECT_TIMEOUT_S} if url.get_driver_name() == "psycopg" else {}
        pool: dict[str, Any] = {"pool_pre_ping": True, "pool_size": POOL, "max_overflow": POOL}
        return create_engine(url, hide_parameters=True, connect_args=arguments, **pool)
    engine = create_engine(url, hide_parameters=True)  # values are personal: an error may not repeat them
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


class Lock(IntEnum):
    """What is done by one process at a time; the numbers are those of PostgreSQL's locks, ours to choose."""

    UPSERT = 6002
    UPGRADE = 6003
    SIGN_IN = 6004
    MODELS = 6005


def alone(connection: Connection, lock: Lock) -> None:
    """Wait until nobody else has this lock, and hold it until the transaction ends.

    SQLite has one writer at a time by itself.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(lock.value)))


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Give a connection that sees one moment of the database for as long as it is used.

    UnavailableError when the database cannot be reached, InputError when a value is none that it can hold; the same
    holds for `writing`.
    """
    if engine.dialect.name == "postgresql":
        engine = engine.execution_options(isolation_level="REPEATABLE READ")
    try:
        with engine.connect() as connection:
            yield connection
    except (OperationalError, InterfaceError) as error:
        raise unavailable(error) from error
    except DataError as error:
        raise InputError(NOT_TO_KEEP) from error


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Give a connection whose changes are kept together at the end, or not at all when an exception passes."""
    try:
        with engine.execution_options(writes=True).begin() as connection:
            yield connection
    except (OperationalError, InterfaceError) as error:
        raise unavailable(error) from error
    except DataError as error:
        raise InputError(NOT_TO_KEEP) from error


def unavailable(error: DBAPIError) -> UnavailableError:
    """Return what a user can do about it; never the statement or its values."""
    state = str(getattr(error.orig, "sqlstate", None) or "")
    if FULL in str(error.orig) or state.startswith("53"):
        return UnavailableError(
            "de schijf van de database is vol, er is niets bewaard; maak ruimte en probeer het opnieuw"
        )
    if "locked" in str(error.orig):
        return UnavailableError("de database is bezet door een ander; probeer het over een minuut opnieuw")
    return UnavailableError("de database is nu niet bereikbaar, er is niets bewaard; probeer het straks opnieuw")


def is_damaged(error: DBAPIError) -> bool:
    """Return whether what stands on the disk cannot be read, so that trying again is of no use."""
    state = str(getattr(error.orig, "sqlstate", None) or "")  # PostgreSQL: class XX, "data corrupted"
    name = str(getattr(error.orig, "sqlite_errorname", None) or "")
    return state.startswith("XX") or name.startswith("SQLITE_CORRUPT") or UNREADABLE in str(error.orig)


def overwrite_traces(engine: Engine) -> None:
    """Overwrite what was removed in the files of SQLite as well: until then its log holds the pages as they were.

    Does nothing for another database, whose server does so in its own time.
    """
    if engine.dialect.name != "sqlite":
        return
    with closing(engine.raw_connection()) as connection:
        cursor = connection.cursor()
        (before,) = cursor.execute("PRAGMA busy_timeout").fetchone()
        cursor.execute(f"PRAGMA busy_timeout = {WAIT_MS}")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        cursor.execute(f"PRAGMA busy_timeout = {before}")
        cursor.close()


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None  # the driver would commit before a CREATE TABLE; transactions begin below instead
    connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")  # what was acknowledged is on the disk, also after a power cut
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")  # the key of a client who left is overwritten, not just forgotten


def _begin_sqlite(connection: Connection) -> None:
    # A transaction that reads first and writes later fails at once when another wrote in between, without waiting:
    # whoever is going to write therefore takes the lock at the start.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
