"""Opening the store: from a home or an address to a database with the tables of this version."""

from collections.abc import Iterator
from contextlib import contextmanager
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

MISSING = (
    "controleer de map en SPRINGPLANK_DATABASE_URL, of zet een reservekopie terug; "
    "een nieuwe database komt er alleen met springplank ingest of demo"
)


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


def store_of(home: Home, *, make: bool = False) -> Store:
    """Return the store of a home: the database of the settings, else the file in the home, with the key of the home.

    Only reading files in (an import, a demo) makes a database: with `make`. Elsewhere a database that is not there is a
    HomeError, so that one that was lost, or an address with a slip in it, never passes for a home without people.
    """
    return open_store(_where(home), keyring_of(home), make=make)


def is_made(home: Home) -> bool:
    """Return whether a home has its database; HomeError when that cannot be told. Makes nothing."""
    url = _url(_where(home))
    path = _path(url)
    if path is not None and not _size(path):
        return False
    with _engine(url) as engine, reading(engine) as connection:
        return version(connection) is not None


def open_store(where: Home | str, keyring: Keyring, *, make: bool = True) -> Store:
    """Return the store of a home (`store.sqlite`) or at an SQLAlchemy address, brought up to date if needed.

    With `make`, one that is not there or is empty is made, an SQLite file so that only its owner can read it.
    HomeError when it may not be made, when the database cannot be opened or when it comes from a newer version;
    KeyringError when the key is not that of this database; SettingError when the address is none.
    """
    url = _url(where)
    path = _path(url)
    if path is not None:
        _private(path) if make else _present(path)
    with _engine(url, lasting=True) as engine:
        return Store(engine, keyring, _prepared(engine, _shown(url), keyring, make=make))


@contextmanager
def _engine(url: URL, *, lasting: bool = False) -> Iterator[Engine]:
    """Give the engine of an address, which is let go of at the end, or when it fails; HomeError says why it did."""
    shown = _shown(url)
    try:
        engine = connect(url)
    except (NoSuchModuleError, ModuleNotFoundError) as error:
        raise SettingError(f"SPRINGPLANK_DATABASE_URL: er is geen stuurprogramma voor {url.drivername}") from error
    try:
        yield engine
    except (DBAPIError, UnavailableError) as error:
        engine.dispose()
        raise HomeError(
            f"database {shown} is niet te openen ({_reason(error)}); controleer het bestand of het adres"
        ) from error
    except HomeError:
        engine.dispose()
        raise
    if not lasting:
        engine.dispose()


def _prepared(engine: Engine, shown: str, keyring: Keyring, *, make: bool) -> StoreKeys:
    """Bring a database up to date if needed, and open its keys."""
    with reading(engine) as connection:
        found = version(connection)
    if found is None and not make:
        raise HomeError(f"database {shown} is leeg; {MISSING}")
    if found != LATEST:
        # Alembic takes longer to import than all the rest of opening, and is needed once per version.
        from pipelines.store.upgrade import upgrade  # noqa: PLC0415

        upgrade(engine, shown, keyring)
    with reading(engine) as connection:
        return StoreKeys.opened(connection, keyring)


def _reason(error: Exception) -> str:
    cause = error if isinstance(error, DBAPIError) else error.__cause__
    return " ".join(str(getattr(cause, "orig", None) or error).split())


def _private(path: Path) -> None:
    """Make an SQLite file, or take an empty one, so that only its owner can read it; SQLite does so beside it too."""
    try:
        if not path.exists():
            path.touch(mode=PRIVATE_FILE)
        elif path.stat().st_size == 0:
            path.chmod(PRIVATE_FILE)
    except OSError as error:
        raise HomeError(f"database {path} is niet aan te maken ({error.strerror}); controleer de map") from error


def _present(path: Path) -> None:
    """Refuse a file that is not there or is empty: SQLite itself would make it, and write in it, by opening it."""
    size = _size(path)
    if not size:
        raise HomeError(f"database {path} {'ontbreekt' if size is None else 'is leeg'}; {MISSING}")


def _size(path: Path) -> int | None:
    """Return how many bytes a file has, None when it is not there."""
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return None
    except OSError as error:
        raise HomeError(f"database {path} is niet te openen ({error.strerror}); controleer de map") from error


def _where(home: Home) -> Home | str:
    return Settings.from_env().database_url or home


def _url(where: Home | str) -> URL:
    if isinstance(where, Home):
        return URL.create("sqlite", database=str(where.store))
    try:
        url = make_url(where)
    except ArgumentError as error:
        raise SettingError("het database-adres is ongeldig; schrijf bijvoorbeeld sqlite:////pad/bestand") from error
    if url.get_backend_name() == "sqlite" and (url.database or "").startswith("file:"):
        # Whether there is a file, and who may read it, could not be told from such an address.
        raise SettingError("het database-adres begint met file:; schrijf het pad, zoals sqlite:////pad/bestand")
    return url


def _path(url: URL) -> Path | None:
    """Return the file of an SQLite database, None for one in memory or on a server."""
    in_file = url.get_backend_name() == "sqlite" and url.database not in (None, "", ":memory:")
    return Path(str(url.database)) if in_file else None


def _shown(url: URL) -> str:
    """Return how messages call a database: its file, else its address without the password."""
    return str(url.database) if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=True)
