"""Opening the store: from a home or an address to a database with the tables of this version."""

from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Engine
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from matcher.errors import HomeError, SettingError
from pipelines.home import PRIVATE_FILE, Home
from pipelines.store.clients import ClientStore
from pipelines.store.connection import connect, reading
from pipelines.store.courses import CourseStore
from pipelines.store.imports import ImportLog
from pipelines.store.version import LATEST, version


@dataclass(frozen=True, slots=True)
class Store:
    """An open database of people. Close it, or use it in a `with`."""

    engine: Engine

    @property
    def clients(self) -> ClientStore:
        """The profiles, and the log of who read them."""
        return ClientStore(self.engine)

    @property
    def courses(self) -> CourseStore:
        """The courses with their offerings."""
        return CourseStore(self.engine)

    @property
    def imports(self) -> ImportLog:
        """What was imported, when and by whom."""
        return ImportLog(self.engine)

    def close(self) -> None:
        """Let go of the connections."""
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


def open_store(where: Home | str) -> Store:
    """Return the store of a home (`store.sqlite`) or at an SQLAlchemy address, made or brought up to date if needed.

    HomeError when the database cannot be opened or comes from a newer version; SettingError when the address is none.
    """
    url = _file(where.store) if isinstance(where, Home) else _parse(where)
    shown = url.database if url.drivername.startswith("sqlite") else url.render_as_string(hide_password=True)
    try:
        engine = connect(url)
    except (NoSuchModuleError, ModuleNotFoundError) as error:
        raise SettingError(f"SPRINGPLANK_DATABASE_URL: er is geen stuurprogramma voor {url.drivername}") from error
    try:
        with reading(engine) as connection:
            found = version(connection)
        if found != LATEST:
            # Alembic takes longer to import than all the rest of opening, and is needed once per version.
            from pipelines.store.upgrade import upgrade  # noqa: PLC0415

            upgrade(engine, str(shown))
    except DBAPIError as error:
        engine.dispose()
        reason = " ".join(str(error.orig).split())
        raise HomeError(
            f"database {shown} is niet te openen ({reason}); controleer het bestand of het adres"
        ) from error
    except HomeError:
        engine.dispose()
        raise
    return Store(engine)


def _file(path: Path) -> URL:
    """Return the address of an SQLite file, which is made so that only its owner can read it."""
    try:
        if not path.exists():
            path.touch(mode=PRIVATE_FILE)
    except OSError as error:
        raise HomeError(f"database {path} is niet aan te maken ({error.strerror}); controleer de map") from error
    return URL.create("sqlite", database=str(path))


def _parse(address: str) -> URL:
    try:
        return make_url(address)
    except ArgumentError as error:
        raise SettingError("het database-adres is ongeldig; schrijf bijvoorbeeld sqlite:////pad/bestand") from error
