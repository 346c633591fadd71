"""Opening the store: from a home or an address to a database with the tables of this version."""

from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Engine
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from matcher.errors import HomeError, SettingError, UnavailableError
from pipelines.home import PRIVATE_FILE, Home
from pipelines.keys import keyring_of
from pipelines.settings import Settings
from pipelines.store.access_log import AccessLog
from pipelines.store.accounts import AccountStore
from pipelines.store.caseload import CaseloadStore
from pipelines.store.clients import ClientStore
from pipelines.store.connection import connect, reading
from pipelines.store.consents import ConsentStore
from pipelines.store.courses import CourseStore
from pipelines.store.feedback import FeedbackStore
from pipelines.store.imports import ImportLog
from pipelines.store.interventions import InterventionStore
from pipelines.store.keyring import Keyring
from pipelines.store.model_uses import ModelUses
from pipelines.store.notices import NoticeStore
from pipelines.store.objections import ObjectionStore
from pipelines.store.profile_history import ProfileHistory
from pipelines.store.records import RecordStore
from pipelines.store.sessions import SessionStore
from pipelines.store.sign_in_log import SignInLog
from pipelines.store.store_keys import StoreKeys
from pipelines.store.switches import SwitchStore
from pipelines.store.version import LATEST, version


@dataclass(frozen=True, slots=True, repr=False)
class Store:
    """An open database of people. Close it, or use it in a `with`."""

    engine: Engine
    keyring: Keyring
    keys: StoreKeys

    @property
    def clients(self) -> ClientStore:
        """The profiles."""
        return ClientStore(self.engine, self.keyring, self.log)

    @property
    def history(self) -> ProfileHistory:
        """What profiles were before they changed, and who changed them."""
        return ProfileHistory(self.engine, self.keyring)

    @property
    def log(self) -> AccessLog:
        """Who of staff, or which system, did what with whose data."""
        return AccessLog(self.engine, self.keyring, self.keys)

    @property
    def model_uses(self) -> ModelUses:
        """Which models were in use when."""
        return ModelUses(self.engine)

    @property
    def courses(self) -> CourseStore:
        """The courses with their offerings."""
        return CourseStore(self.engine)

    @property
    def imports(self) -> ImportLog:
        """What was imported, when and by whom."""
        return ImportLog(self.engine)

    @property
    def accounts(self) -> AccountStore:
        """Who uses the service, and in which roles."""
        return AccountStore(self.engine, self.keys, self.log)

    @property
    def sessions(self) -> SessionStore:
        """Who is signed in with a browser."""
        return SessionStore(self.engine, self.keys)

    @property
    def sign_ins(self) -> SignInLog:
        """Tries to sign in, for security alone."""
        return SignInLog(self.engine, self.keys)

    @property
    def feedback(self) -> FeedbackStore:
        """What clients said about vacancies: for their own list alone."""
        return FeedbackStore(self.engine, self.keyring, self.keys)

    @property
    def interventions(self) -> InterventionStore:
        """What coaches changed in lists."""
        return InterventionStore(self.engine, self.keyring, self.log)

    @property
    def records(self) -> RecordStore:
        """What people were shown."""
        return RecordStore(self.engine, self.keyring, self.keys, self.log)

    @property
    def switches(self) -> SwitchStore:
        """The switches for the whole home."""
        return SwitchStore(self.engine)

    @property
    def caseload(self) -> CaseloadStore:
        """Who takes care of whom."""
        return CaseloadStore(self.engine, self.log)

    @property
    def consents(self) -> ConsentStore:
        """What clients said yes and no to."""
        return ConsentStore(self.engine, self.keyring, self.log)

    @property
    def objections(self) -> ObjectionStore:
        """What clients do not agree with."""
        return ObjectionStore(self.engine, self.keyring, self.log)

    @property
    def notices(self) -> NoticeStore:
        """Who was told that their profile goes."""
        return NoticeStore(self.engine)

    def close(self) -> None:
        """Let go of the connections."""
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


def store_of(home: Home) -> Store:
    """Return the store of a home: the database of the settings, else the file in the home, with the key of the home."""
    return open_store(Settings.from_env().database_url or home, keyring_of(home))


def open_store(where: Home | str, keyring: Keyring) -> Store:
    """Return the store of a home (`store.sqlite`) or at an SQLAlchemy address, made or brought up to date if needed.

    HomeError when the database cannot be opened or comes from a newer version; KeyringError when the key is not that of
    this database; SettingError when the address is none.
    """
    url = _file(where.store) if isinstance(where, Home) else _parse(where)
    shown = url.database if url.drivername.startswith("sqlite") else url.render_as_string(hide_password=True)
    try:
        engine = connect(url)
    except (NoSuchModuleError, ModuleNotFoundError) as error:
        raise SettingError(f"SPRINGPLANK_DATABASE_URL: er is geen stuurprogramma voor {url.drivername}") from error
    try:
        return Store(engine, keyring, _prepared(engine, str(shown), keyring))
    except (DBAPIError, UnavailableError) as error:
        engine.dispose()
        raise HomeError(
            f"database {shown} is niet te openen ({_reason(error)}); controleer het bestand of het adres"
        ) from error
    except HomeError:
        engine.dispose()
        raise


def _prepared(engine: Engine, shown: str, keyring: Keyring) -> StoreKeys:
    """Bring a database up to date if needed, and open its keys."""
    with reading(engine) as connection:
        found = version(connection)
    if found != LATEST:
        # Alembic takes longer to import than all the rest of opening, and is needed once per version.
        from pipelines.store.upgrade import upgrade  # noqa: PLC0415

        upgrade(engine, shown, keyring)
    with reading(engine) as connection:
        return StoreKeys.opened(connection, keyring)


def _reason(error: Exception) -> str:
    cause = error if isinstance(error, DBAPIError) else error.__cause__
    return " ".join(str(getattr(cause, "orig", None) or error).split())


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
