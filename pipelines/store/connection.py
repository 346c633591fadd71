"""Connections that keep their promises: whole transactions, one writer at a time, and waiting instead of failing."""

import sqlite3
from contextlib import AbstractContextManager
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL

BUSY_TIMEOUT_MS = 10_000  # longer than the longest import holds its write lock; then an error is better than waiting


def connect(url: URL) -> Engine:
    """Return an engine for this address; nothing is opened yet."""
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def reading(engine: Engine) -> AbstractContextManager[Connection]:
    """Give a connection that sees one moment of the database for as long as it is used."""
    return engine.connect()


def writing(engine: Engine) -> AbstractContextManager[Connection]:
    """Give a connection whose changes are kept together at the end, or not at all when an exception passes."""
    return engine.execution_options(writes=True).begin()


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None  # the driver would commit before a CREATE TABLE; transactions begin below instead
    connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA foreign_keys = ON")


def _begin_sqlite(connection: Connection) -> None:
    # A transaction that reads first and writes later fails at once when another wrote in between, without waiting:
    # whoever is going to write therefore takes the lock at the start.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
