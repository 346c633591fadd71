"""A real PostgreSQL server for the tests, from Debian's package.

One for each process that tests, and a database for each test. Where it cannot be had, the tests that need it are
skipped with a line that says how to get it.
"""

import atexit
import os
import pwd
import random
import select
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
from contextlib import ExitStack, contextmanager, suppress
from functools import cache
from itertools import count
from pathlib import Path

import psycopg
import pytest

HOW = "PostgreSQL's server is not here: on Debian, apt install postgresql"
LONGEST = 60  # seconds that starting or stopping may take
ROOT_BECOMES = ("postgres", "nobody")  # PostgreSQL refuses to run as root
SUPERUSER = "springplank"
# Under the ports that the system gives to outgoing connections (from 32768 on Linux): so nobody gets ours while the
# server is away, not even a client that tries to reach it again.
PORTS = range(20_000, 32_000)
TRIES = 5  # another may take a port between our look and the server's; five times in a row is something else
ICU_SINCE = 15  # the first version whose databases can sort as people do
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "200",
    "log_min_messages": "warning",
}
# What a test does not need; the tests that pull the plug ask for a server that syncs.
QUICK = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
NUMBERS = count(1)


@cache
def binaries():
    """The folder of PostgreSQL's commands, None when there is none: the newest of Debian's, else that on the PATH."""
    folders = sorted(Path("/usr/lib/postgresql").glob("[0-9]*/bin"), key=lambda one: int(one.parent.name), reverse=True)
    found = shutil.which("initdb")
    if found is not None:
        folders.append(Path(found).resolve().parent)
    return next((one for one in folders if (one / "initdb").exists() and (one / "postgres").exists()), None)


@cache
def sorting():
    """How texts sort: as in Dutch where that can be had, for so may a server elsewhere; else by code point."""
    told = subprocess.run([binaries() / "postgres", "--version"], capture_output=True, text=True, check=True).stdout
    version = int(told.split()[2].partition(".")[0].partition("beta")[0])
    return ["--locale-provider=icu", "--icu-locale=nl"] if version >= ICU_SINCE else []


def user():
    """Under whose name the server runs: one's own, or another's for root; None when root has nobody to become."""
    if os.getuid() != 0:
        return pwd.getpwuid(os.getuid())
    known = {one.pw_name: one for one in pwd.getpwall()}
    return next((known[name] for name in ROOT_BECOMES if name in known), None)


class Postgres:
    """A server of our own, on loopback, with its data in a folder that goes away; not running yet."""

    def __init__(self, *, syncs=False):
        self.settings = SETTINGS if syncs else SETTINGS | QUICK
        self.user = user()
        self.owner = os.getpid()
        self.process = None
        self.port = None
        self.folder = Path(tempfile.mkdtemp(prefix="springplank-pg-"))
        self.data = self.folder / "data"
        self.log = self.folder / "log"

    def make(self):
        """Make its data and start it for the first time."""
        os.chown(self.folder, self.user.pw_uid, self.user.pw_gid)
        plain = ["-U", SUPERUSER, "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync"]
        done = subprocess.run(
            [binaries() / "initdb", "-D", self.data, *plain, *sorting()],
            **self.identity(),
            capture_output=True,
            text=True,
            timeout=LONGEST,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        for port in random.SystemRandom().sample(PORTS, TRIES):
            self.port = port
            if is_free(port) and self._begin():
                return
        raise AssertionError(f"PostgreSQL did not start: {self.log.read_text('utf-8')}")

    def identity(self):
        """Where a process of PostgreSQL runs, as whom for root, and without what the tester's own settings say."""
        own = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
        where = {"cwd": self.folder, "env": own}
        if os.getuid() == 0:
            where |= {"user": self.user.pw_uid, "group": self.user.pw_gid, "extra_groups": []}
        return where

    def start(self):
        """Start the server again, at the same address, and wait until it answers."""
        assert self._begin(), f"PostgreSQL did not start: {self.log.read_text('utf-8')}"

    def _begin(self):
        """Start the server and wait; whether it runs."""
        # The system ends the server when the thread that started it ends, however that may be.
        assert threading.current_thread() is threading.main_thread(), "start a server from the main thread"
        dies_along = ["setpriv", "--pdeathsig", "INT"] if shutil.which("setpriv") else []
        settings = [f"--{name}={value}" for name, value in (self.settings | {"port": self.port}).items()]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [*dies_along, binaries() / "postgres", "-D", self.data, *settings],
                **self.identity(),
                stdout=log,
                stderr=log,
            )
        until = time.monotonic() + LONGEST
        while not self.answers():
            if self.process.poll() is not None:
                self.process = None
                return False
            assert time.monotonic() < until, f"PostgreSQL does not answer: {self.log.read_text('utf-8')}"
            time.sleep(0.02)
        return True

    def answers(self):
        """Whether this very server answers, and no other at the same port."""
        try:
            with psycopg.connect(self.plain("postgres"), connect_timeout=5) as connection:
                return connection.execute("SHOW data_directory").fetchone() == (str(self.data),)
        except psycopg.OperationalError:
            return False

    def stop(self, *, at_once=False):
        """Stop the server in order, which ends every connection; or at once, by kill -9 of each of its processes."""
        if self.process is None:
            return
        if at_once:
            self._kill()
        else:
            self.process.send_signal(signal.SIGINT)  # PostgreSQL's "fast" way to shut down
            self.process.wait(LONGEST)
        self.process = None

    def _kill(self):
        """Kill the server and every process of it, none of which can write any more when this returns."""
        self.process.send_signal(signal.SIGSTOP)  # so that it starts no other, and the number of none is given away
        os.waitpid(self.process.pid, os.WUNTRACED)
        with ExitStack() as stack:
            handles = [os.pidfd_open(pid) for pid in children(self.process.pid)]
            for handle in handles:
                stack.callback(os.close, handle)
                with suppress(ProcessLookupError):  # it ended by itself
                    signal.pidfd_send_signal(handle, signal.SIGKILL)
            self.process.kill()
            self.process.wait(LONGEST)
            for handle in handles:
                assert select.select([handle], [], [], LONGEST)[0], "a process of PostgreSQL does not end"

    def remove(self):
        """End the server and remove everything of it; does nothing in a process that was forked from ours."""
        if os.getpid() != self.owner:
            return
        try:
            self.stop()
        except subprocess.TimeoutExpired:
            self.stop(at_once=True)
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)

    def plain(self, database):
        """The address of a database for psycopg itself."""
        return f"postgresql://{SUPERUSER}@127.0.0.1:{self.port}/{database}"

    def address(self, database):
        """The address of a database for SQLAlchemy."""
        return f"postgresql+psycopg://{SUPERUSER}@127.0.0.1:{self.port}/{database}"

    def run(self, statement):
        """Run a statement that is about databases."""
        with psycopg.connect(self.plain("postgres"), autocommit=True) as connection:
            connection.execute(statement)

    def new_database(self):
        """Make an empty database and return its address."""
        name = f"proef{next(NUMBERS)}"
        self.run(f"CREATE DATABASE {name}")
        return self.address(name)

    @contextmanager
    def database(self):
        """Give the address of an empty database that goes away afterwards: each takes megabytes."""
        address = self.new_database()
        try:
            yield address
        finally:
            self.run(f"DROP DATABASE {address.rpartition('/')[2]} WITH (FORCE)")

    @contextmanager
    def away(self, *, at_once=False):
        """The server is stopped for as long as this lasts, and then comes back at the same address."""
        self.stop(at_once=at_once)
        try:
            yield
        finally:
            self.start()


def is_free(port):
    """Whether nobody listens at this port."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


def children(parent):
    """The processes that a process started, by number."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it ended meanwhile
            # "number (name) state parent …": the name may hold spaces and brackets itself.
            if int(path.read_text("utf-8", "replace").rpartition(")")[2].split()[1]) == parent:
                found.append(int(path.parent.name))
    return found


def needed():
    """Skip the test where no server can be had."""
    if binaries() is None or user() is None:
        pytest.skip(HOW)


@cache
def _shared(pid):
    assert pid == os.getpid()
    made = Postgres()
    atexit.register(made.remove)
    made.make()
    return made


def shared():
    """The server of this process, which is never stopped; skips the test where none can be had."""
    needed()
    return _shared(os.getpid())


@contextmanager
def own(*, syncs=False):
    """A server for one test alone, to be stopped and started."""
    needed()
    made = Postgres(syncs=syncs)
    try:
        made.make()
        yield made
    finally:
        made.remove()
