"""Running the service: uvicorn with workers, a graceful stop, and no line of a log about a person."""

import asyncio
import shutil
import signal
import socket
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import uvicorn
from fastapi import FastAPI
from uvicorn.protocols.http.h11_impl import H11Protocol

from api.app import create_app
from matcher.errors import HomeError, SettingError
from pipelines.contact import contact_of
from pipelines.home import Home, open_home
from pipelines.keys import check_key
from pipelines.settings import Settings, hand_down
from pipelines.sign_in_settings import sign_in_settings
from pipelines.store.engine import store_of
from pipelines.vum_settings import vum_settings

GRACE_S = 20  # a request that runs may end; longer than any of them takes
# A connection belongs to one worker. So that nobody waits for a busy one beside one that is free, every request comes
# over a connection of its own when there are several; a proxy in front keeps those of browsers.
EACH_APART = [("Connection", "close")]
# Only of the server itself. Uvicorn's own access log holds addresses with ids in them, so it is off; metrics count.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "loggers": {
        "springplank": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
        "uvicorn": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
        # It writes a page about every connection that the database closed; that it is away, our own line tells.
        "sqlalchemy.pool": {"handlers": ["stderr"], "level": "CRITICAL", "propagate": False},
    },
}


class Prompt(H11Protocol):
    """Sends the last part of an answer at once.

    With several workers uvicorn opens the socket itself, and asyncio does not know that for one of TCP: a small last
    part then waits some 40 ms until the other side says that it has the first one (uvicorn issue 3149).
    """

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        """Begin a connection that holds nothing back."""
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        super().connection_made(transport)


def app_of_environment() -> FastAPI:
    """Return the app of the home that the environment names: what each worker starts with."""
    settings = Settings.from_env()
    if settings.home is None:
        raise HomeError("SPRINGPLANK_HOME is niet gezet; start met springplank serve --home MAP")
    return create_app(settings.home, settings.cache)


def serve(home: Path, *, host: str, port: int, workers: int, cache: Path | None = None) -> None:
    """Serve a home until told to stop; HomeError and the like before anything listens."""
    found = open_home(home)
    check_key(found)
    check_address(host, port)
    check_settings(found)  # what a worker cannot start with would end one worker after the other
    store_of(found).close()  # once, so that workers do not all bring the database up to date
    hand_down(SPRINGPLANK_HOME=str(home.resolve()))
    if cache is not None:
        hand_down(SPRINGPLANK_CACHE=str(cache.resolve()))
    # When it has stopped in order, uvicorn raises the signal again, which would end us before we tidy up.
    signal.signal(signal.SIGTERM, _end)
    with _metrics_together(workers):
        uvicorn.run(
            "api.server:app_of_environment",
            factory=True,
            host=host,
            port=port,
            workers=workers,
            http="api.server:Prompt",  # by name: a worker that reads a class first imports everything, and seems dead
            headers=EACH_APART if workers > 1 else [],
            access_log=False,
            server_header=False,
            proxy_headers=False,  # whom to believe about addresses is in the settings of signing in
            timeout_graceful_shutdown=GRACE_S,
            log_config=LOGGING,
        )


def check_settings(home: Home) -> None:
    """Refuse what `springplank.toml` says and cannot be; SettingError names the key."""
    contact_of(home)
    sign_in_settings(home)
    vum_settings(home)


@contextmanager
def _metrics_together(workers: int) -> Iterator[None]:
    """Let several workers put their metrics in one folder. One worker is this process, and keeps them to itself.

    How prometheus_client keeps its values is settled when it is imported: here that has been, in a new worker not yet.
    """
    if workers == 1:
        yield
        return
    folder = Path(tempfile.mkdtemp(prefix="springplank-metrics-"))
    hand_down(PROMETHEUS_MULTIPROC_DIR=str(folder))
    try:
        yield
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _end(*_signal: object) -> NoReturn:
    sys.exit(0)


def check_address(host: str, port: int) -> None:
    """Refuse an address where nothing can listen; SettingError says so before anything is started."""
    try:
        where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(where[0], where[1]) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as uvicorn does
            probe.bind(where[4])
    except OSError as error:
        reason = error.strerror or str(error)
        raise SettingError(
            f"op {host} poort {port} kan niets luisteren ({reason}); kies een andere --port of --host"
        ) from error
