"""The real service, `springplank serve`, as a process on loopback; ended by the test that started it."""

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import httpx

from tests.databases import PORTS, TRIES, is_free
from tests.homes import COMMAND, environment

READY_S = 60  # on two cores that other tests use too, it takes some seconds
UNCHECKED = False  # our own certificate is known to nobody, and nothing leaves this machine
END_S = 30  # more than the twenty seconds that a request may go on for


@dataclass(frozen=True, slots=True)
class Server:
    """A service that runs: where it is, its first process, and the file with what it says."""

    address: str
    process: subprocess.Popen
    log: Path

    def said(self):
        """What it has written so far."""
        return self.log.read_text("utf-8", "replace")


def free_port():
    """A port that nobody listens at, and that the system gives to nobody."""
    return next(port for port in random.SystemRandom().sample(PORTS, TRIES) if is_free(port))


@contextmanager
def served(home, *, workers=1, port=None, **settings):
    """Serve a home and give the address; settings are of the environment."""
    with server(home, workers=workers, port=port, **settings) as running:
        yield running.address


@contextmanager
def served_over_tls(home, certificate, port, **settings):
    """Serve a home over https, as people reach it behind a proxy: the app by itself, for the command has no TLS."""
    app = ("-m", "uvicorn", "--factory", "api.server:app_of_environment", "--no-access-log", "--no-proxy-headers")
    tls = ("--ssl-certfile", str(certificate), "--port", str(port))
    ending = ("--timeout-graceful-shutdown", "2")  # a browser keeps its connections, and uvicorn waits for them
    address = f"https://127.0.0.1:{port}"
    with _running([sys.executable, *app, *tls, *ending], address, settings | {"SPRINGPLANK_HOME": str(home)}):
        yield address


@contextmanager
def server(home, *, workers=1, port=None, **settings):
    """Serve a home, at any free port, wait until it answers, and end it in order when the block ends."""
    port = free_port() if port is None else port
    command = [COMMAND, "serve", "--home", str(home), "--port", str(port), "--workers", str(workers)]
    with _running(command, f"http://127.0.0.1:{port}", settings) as running:
        yield running


@contextmanager
def _running(command, address, settings):
    # The system ends the service when the thread that started it ends, however that may be.
    assert threading.current_thread() is threading.main_thread(), "start a server from the main thread"
    folder = Path(tempfile.mkdtemp(prefix="springplank-served-"))
    try:
        running = _started(command, address, settings, folder / "log")
        try:
            _wait(running)
            yield running
        finally:
            _end(running.process)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _started(command, address, settings, log):
    dies_along = ["setpriv", "--pdeathsig", "TERM"] if shutil.which("setpriv") else []
    with log.open("wb") as file:
        process = subprocess.Popen(
            [*dies_along, *command],
            env=environment(**settings),
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=file,
            start_new_session=True,  # a group of its own: so its workers can be ended along with it
        )
    return Server(address, process, log)


def _wait(running):
    until = time.monotonic() + READY_S
    while not _answers(running.address):
        assert running.process.poll() is None, f"the service ended: {running.said()}"
        assert time.monotonic() < until, f"the service does not answer: {running.said()}"
        time.sleep(0.05)


def _answers(address):
    with suppress(httpx.TransportError):
        answer = httpx.get(f"{address}/v1/gezondheid", timeout=5, trust_env=False, verify=UNCHECKED)
        return answer.status_code == httpx.codes.OK
    return False


def _end(process):
    """End the service as an administrator does; one that does not listen is killed, and that is a mistake of ours."""
    process.terminate()
    try:
        process.wait(END_S)
    finally:
        with suppress(ProcessLookupError):  # it is gone with all its workers, as it should be
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(END_S)
