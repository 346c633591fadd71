"""The home as it is served: a new market, or anything else that was imported, is picked up without a restart.

What is new is opened beside what is in use and takes its place in one step. When it cannot be opened (a damaged market,
a policy with a mistake), the previous one serves on, and that is told.
"""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

from matcher.errors import SpringplankError, UnavailableError
from pipelines.home import Home
from pipelines.models_in_use import models_of
from pipelines.service import Service
from pipelines.settings import now
from pipelines.store.engine import Store

LOOK_EVERY_S = 1.0  # a publication takes effect within about this long; looking costs some file stats and one query
NOT_YET = "er zijn nog geen vacatures ingelezen; vraag uw beheerder om springplank ingest"
log = logging.getLogger("springplank.served")

Signs = tuple[object, ...]


@dataclass(slots=True)
class Served:
    """The service in use, renewed when the home changes. Safe to use from many threads; the store is shared."""

    home: Home
    store: Store
    cache: Path | None = None
    trouble: str = ""
    # Told after every look: how many vacancies are in service, and why the last publication is not, else "".
    looked: Callable[[int, str], None] | None = None
    _ahead: bool = False  # whether what is opened is also made ready for what is seldom asked
    _service: Service | None = None
    _signs: Signs = ()  # of what is in use
    _tried: Signs = ()  # of what was last opened, or could not be
    _looked: float = -LOOK_EVERY_S
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def current(self) -> Service:
        """Return the service in use; UnavailableError while there is none yet."""
        if self._service is None:
            with self._lock:  # the first one is waited for
                if self._service is None:
                    self._look()
        elif monotonic() - self._looked > LOOK_EVERY_S and self._lock.acquire(blocking=False):
            threading.Thread(target=self._look_and_release, name="served", daemon=True).start()
        if self._service is None:
            raise UnavailableError(self.trouble or NOT_YET)
        return self._service

    def look(self) -> None:
        """Look now, and wait until what is new is in service or refused."""
        with self._lock:
            self._look()

    def prepare(self) -> None:
        """Open what there is, so that whoever asks first need not wait.

        From now on what reads people's words is learned in the background too, for whatever comes into service.
        Nothing that goes wrong is raised: the service answers all that needs no market, and whoever asks is told.
        """
        self._ahead = True
        try:
            self.look()
        except Exception as error:  # noqa: BLE001 (whatever it is; its text may hold what somebody wrote)
            log.error("unforeseen %s while opening", type(error).__name__)  # noqa: TRY400

    def _look_and_release(self) -> None:
        try:
            self._look()
        finally:
            self._lock.release()

    def _look(self) -> None:
        self._renew()
        if self.looked is not None:
            if self._service is None:
                self.looked(0, self.trouble or NOT_YET)
            else:
                self.looked(len(self._service.market.market), self.trouble)

    def _renew(self) -> None:
        """Open what is in the home now, when that is something else than what is in use."""
        self._looked = monotonic()
        try:
            signs = signs_of(self.home, self.store)
        except SpringplankError as error:  # the database is away: what is in use goes on
            log.warning("%s", error)
            return
        if signs == self._tried:
            return
        self._tried = signs  # what could not be opened is tried again when it changes
        if signs == self._signs:  # what was wrong was taken back
            self.trouble = ""
            return
        try:
            service = opened(self.home, self.store, self.cache)
            if self._service is not None:
                service.take_over(self._service)
            note_models(service, self.store)
        except SpringplankError as error:
            if isinstance(error, UnavailableError):  # of the database: that passes, and nothing in the home will change
                self._tried = ()
            self.trouble = str(error)
            log.warning("not taken into service: %s", error)  # a line about files, never about a person
        else:
            self._signs, self.trouble = signs, ""
            self._service = service  # last: whoever sees what is new sees no trouble of before
            log.info("in service: market %s", service.market.market.id)
            if self._ahead:
                threading.Thread(target=_learn, args=(service,), name="learning", daemon=True).start()


def opened(home: Home, store: Store, cache: Path | None = None) -> Service:
    """Return a service with everything opened that a request needs, so that the first one is as quick as the rest."""
    service = Service(home, cache=cache, store=store)
    parts: tuple[Callable[[], object], ...] = (
        lambda: service.market,
        lambda: service.travel_data,
        lambda: service.curriculum,
        lambda: service.trends,
        lambda: service.policies,
    )
    for part in parts:
        part()
    return service


def _learn(service: Service) -> None:
    try:
        _ = service.linkers.reader
    except SpringplankError as error:  # whoever needs it will be told as well
        log.warning("%s", error)


def note_models(service: Service, store: Store) -> None:
    """Keep in the history which models are in use from now on."""
    used = models_of(service)
    store.model_uses.note([(one.name, one.version, one.fingerprint) for one in used], now())


def signs_of(home: Home, store: Store) -> Signs:
    """Return what is different as soon as the home holds something else to serve."""
    files = (home.current, home.outlook, home.postcodes, *sorted(home.policy.glob("*.toml")))
    folders = (home.travel, home.history, home.taxonomy)
    return (
        _text(home.current),
        *(_stamp(path) for path in (*files, *folders)),
        store.imports.last_finished(),
    )


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def _stamp(path: Path) -> tuple[str, int, int]:
    try:
        found = path.stat()
    except OSError:
        return path.name, 0, 0
    return path.name, found.st_mtime_ns, found.st_size
