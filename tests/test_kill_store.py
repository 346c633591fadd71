"""Killing whoever writes in the store, or the database server itself, loses nothing that was acknowledged."""

import json
import random
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import select

from matcher.consent import Consent
from matcher.domain import Client
from matcher.purpose import Purpose
from matcher.record_kinds import RecordKind
from matcher.roles import Role
from pipelines.home import create_home, open_home
from pipelines.keys import keyring_of
from pipelines.leaving import OF_A_CLIENT, forget_client
from pipelines.retention import run_retention
from pipelines.retention_terms import Terms
from pipelines.settings import now
from pipelines.store.access_log import Act, Actor
from pipelines.store.clients import StoredClient
from pipelines.store.connection import reading
from pipelines.store.engine import open_store
from pipelines.store.records import NewRecord
from pipelines.store.tables import accounts, client_keys, clients
from tests import databases
from tests.conftest import KEYS
from tests.homes import LONGEST, environment, springplank
from tests.shown import MONDAY

WRITERS = 2  # at the same time, each for a client of its own
SEED = 20261129
LINES = 6  # in the log of the home that jobs begin with: an account, a correction and a list for each of two people
ROUNDS = [pytest.param(3, id="a few times"), pytest.param(40, id="many times", marks=pytest.mark.slow)]

# A process that writes in turn a line of the log, a correction, a record with its line, and what a client says of a
# vacancy, and prints the number of each as soon as it is acknowledged.
WRITER = """
import os, sys
from matcher.domain import Client
from matcher.purpose import Purpose
from matcher.record_kinds import RecordKind
from pipelines.settings import now
from pipelines.store.access_log import Act, Actor
from pipelines.store.clients import StoredClient
from pipelines.store.engine import open_store
from pipelines.store.keyring import Keyring
from pipelines.store.records import NewRecord

address, client_id, start = sys.argv[1], sys.argv[2], int(sys.argv[3])
store = open_store(address, Keyring((b"k" * 32,)))
for number in range(start, start + 1_000_000):
    at, name = now(), f"n{number}"
    act = Act(Actor("a-coach", "werkcoach"), name, Purpose.ADVICE_TO_CLIENT, at)
    if number % 4 == 0:
        store.log.note(act, [client_id])
    elif number % 4 == 1:
        store.clients.change(StoredClient(Client(client_id, name=name)), ["name"], act)
    elif number % 4 == 2:
        store.records.add(NewRecord(client_id, RecordKind.LIST, "werkcoach", {}, {"n": number}), at, act)
    else:
        store.feedback.put(client_id, name, "", at)
    os.write(1, f"{number}\\n".encode())
"""

# A process that makes a child for every job, which kills itself before its n-th statement, commit or file operation.
WARM = """
import json, os, signal, sys
from datetime import datetime
from pathlib import Path
from sqlalchemy import event
from sqlalchemy.engine import Engine
import pipelines.store.upgrade
from pipelines.home import open_home
from pipelines.key_rotation import rotate
from pipelines.keys import keyring_of
from pipelines.leaving import forget_client
from pipelines.retention import run_retention
from pipelines.retention_terms import Terms
from pipelines.store.engine import open_store

def stored(home, work):
    with open_store(home, keyring_of(home)) as store:
        work(store)

JOBS = {
    "rotate": lambda home, order: rotate(home),
    "forget": lambda home, order: stored(home, lambda store: forget_client(store, order["client"])),
    "retention": lambda home, order: stored(
        home, lambda store: run_retention(store, Terms(), datetime.fromisoformat(order["at"]))
    ),
}

def die_at(step, folder):
    count = 0

    def one(*_):
        nonlocal count
        count += 1
        if count == step:
            os.kill(os.getpid(), signal.SIGKILL)

    def hook(name, arguments):
        if name in ("open", "os.rename", "os.remove") and str(arguments[0]).startswith(folder):
            one()

    for name in ("before_cursor_execute", "after_cursor_execute", "commit"):
        event.listen(Engine, name, one)
    sys.addaudithook(hook)

for line in sys.stdin:
    order = json.loads(line)
    child = os.fork()
    if child == 0:
        try:
            die_at(order["step"], order["home"])
            JOBS[order["job"]](open_home(Path(order["home"])), order)
            os._exit(0)
        except BaseException as error:
            print(error, file=sys.stderr, flush=True)
            os._exit(1)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


class Written:
    """A database that is written in, and every number that was acknowledged, by client."""

    def __init__(self, address):
        self.address = address
        self.acknowledged = {f"c-{number}": [] for number in range(WRITERS)}
        with open_store(address, KEYS) as store:
            people = [StoredClient(Client(one)) for one in self.acknowledged]
            store.clients.upsert(people, taxonomy="a", at=MONDAY)

    @contextmanager
    def writers(self):
        """Processes that write until they are killed, or until their database goes; then what they printed counts."""
        processes = {
            client_id: subprocess.Popen(
                [sys.executable, "-c", WRITER, self.address, client_id, str(max(done, default=-1) + 10)],
                env=environment(),
                cwd=Path(__file__).parent.parent,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
            for client_id, done in self.acknowledged.items()
        }
        try:
            for client_id, process in processes.items():
                self.acknowledged[client_id].append(int(process.stdout.readline()))
            yield processes.values()
        finally:
            for client_id, process in processes.items():
                process.kill()
                with process.stdout as lines:
                    self.acknowledged[client_id] += [int(line) for line in lines if line.endswith(b"\n")]
                process.wait(LONGEST)

    def is_whole(self):
        """Check that everything that was acknowledged is there, and that nothing is there by half."""
        with open_store(self.address, KEYS) as store:
            assert store.log.verify().lines == len(
                [line for client_id in self.acknowledged for line in store.log.of(client_id)]
            )
            store.records.verify()
            for client_id, numbers in self.acknowledged.items():
                log = {one.what for one in store.log.of(client_id)}
                names = [one.before.name for one in store.history.of(client_id)]
                names.append(store.clients.get(client_id).client.name)
                records = {f"n{one.content['n']}" for one in store.records.of(client_id)}
                said = {one.vacancy for one in store.feedback.of(client_id)}
                for number in numbers:
                    assert f"n{number}" in {0: log, 1: names, 2: records, 3: said}[number % 4]
                # What goes together is there together.
                assert records == {name for name in log if int(name[1:]) % 4 == 2}
                assert set(names) - {""} == {name for name in log if int(name[1:]) % 4 == 1}


@pytest.mark.parametrize("rounds", ROUNDS)
def test_who_writes_is_killed(address, rounds):
    rng, here = random.Random(SEED), Written(address)
    for _ in range(rounds):
        with here.writers() as processes:
            for process in processes:
                time.sleep(rng.random() / 2)
                process.kill()
        here.is_whole()

    assert all(len(numbers) > rounds for numbers in here.acknowledged.values())


@pytest.mark.parametrize("rounds", [pytest.param(2, id="twice"), pytest.param(20, id="often", marks=pytest.mark.slow)])
def test_the_server_is_killed_with_all_its_processes(rounds):
    rng = random.Random(SEED)
    with databases.own(syncs=True) as server:
        here = Written(server.new_database())
        for _ in range(rounds):
            with here.writers():
                time.sleep(rng.random() / 2)
                server.stop(at_once=True)
            server.start()
            here.is_whole()

    assert all(len(numbers) > rounds for numbers in here.acknowledged.values())


class Warm:
    """The process that makes children."""

    def __init__(self):
        self.process = subprocess.Popen(
            [sys.executable, "-c", WARM],
            env=environment(),
            cwd=Path(__file__).parent.parent,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def end_of(self, job, home, step, **more):
        """Kill a job before its so many-th step; return its status, negative for a signal."""
        order = {"job": job, "home": str(home), "step": step, **more}
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline())

    def close(self):
        self.process.stdin.close()
        self.process.wait(LONGEST)
        self.process.stdout.close()


@pytest.fixture(scope="module")
def warm():
    process = Warm()
    yield process
    process.close()


@pytest.fixture
def start(tmp_path):
    """A home with two people, something of each in every store, and a log."""
    home = create_home(tmp_path / "begin")
    act = Act(Actor("a-coach", "werkcoach"), "lijst bekeken", Purpose.ADVICE_TO_CLIENT, MONDAY)
    with opened(home) as store:
        for client_id in ("c-0", "c-1"):
            store.clients.upsert([StoredClient(Client(client_id))], taxonomy="a", at=MONDAY)
            store.accounts.make("Eigen account", [Role.CLIENT], client_id=client_id, made_by="beheer", at=MONDAY)
            store.clients.change(StoredClient(Client(client_id, name="Oefen")), ["name"], act)
            store.records.add(NewRecord(client_id, RecordKind.LIST, "werkcoach", {}, {"n": 1}), MONDAY, act)
            store.feedback.put(client_id, "v-1", "", MONDAY)
            store.objections.add(client_id, "lijst", "Dit klopt niet.", MONDAY)
            store.consents.set(client_id, Consent.PROPOSED, True, who="a-1", at=MONDAY)  # noqa: FBT003 (the answer)
    return home.path


def opened(home):
    return open_store(home, keyring_of(home))


def every_step(warm, job, start, folder, **more):
    """Kill a job before its 1st, 2nd, … step until it reaches its end; give the home each time."""
    for step in range(1, 1000):
        home = Path(shutil.copytree(start, folder / f"huis{step}"))
        status = warm.end_of(job, home, step, **more)
        assert status in (0, -signal.SIGKILL)
        yield open_home(home)
        shutil.rmtree(home)
        if status == 0:
            assert step > 10
            return


def rows_of(home, client_id):
    """How many rows each table has of somebody."""
    found = {}
    with opened(home) as store, reading(store.engine) as connection:
        for table in (clients, client_keys, accounts, *OF_A_CLIENT):
            column = table.c.id if table is clients else table.c.client_id
            found[table.name] = len(connection.execute(select(column).where(column == client_id)).all())
    return found


def is_readable(home):
    with opened(home) as store:
        store.log.verify()
        store.records.verify()
        return [one.client.name for one in store.clients.all()] == ["Oefen", "Oefen"]


def test_a_rotation_of_the_key_that_is_killed_at_any_step_loses_nothing(warm, start, tmp_path):
    (old,), seen = (start / "key").read_text("ascii").split(), set()
    for home in every_step(warm, "rotate", start, tmp_path):
        words = home.key.read_text("ascii").split()
        seen.add((len(words), old in words))
        assert is_readable(home)
        assert springplank("key", "rotate", "--home", home.path).status == 0
        (new,) = home.key.read_text("ascii").split()
        assert new != old
        assert is_readable(home)
        assert {path.name for path in home.path.glob(".key*")} == set()

    assert seen == {(1, True), (2, True), (1, False)}


def test_who_leaves_is_here_whole_or_gone_whole_at_whatever_step_it_is_killed(warm, start, tmp_path):
    whole, seen = rows_of(open_home(start), "c-0"), set()
    for home in every_step(warm, "forget", start, tmp_path, client="c-0"):
        rows = rows_of(home, "c-0")
        assert rows == whole or not any(rows.values())
        seen.add(any(rows.values()))
        assert rows_of(home, "c-1") == rows_of(open_home(start), "c-1")
        with opened(home) as store:
            if any(rows.values()):
                forget_client(store, "c-0")
            assert store.log.verify().lines == store.log.verify().seq == LINES
            assert store.records.verify().lines == 2
        assert not any(rows_of(home, "c-0").values())

    assert seen == {True, False}


@pytest.mark.slow
def test_the_nightly_job_that_is_killed_at_any_step_is_finished_by_the_next(warm, start, tmp_path):
    at = now()
    with opened(open_home(start)) as store:
        run_retention(store, Terms(), at.replace(year=at.year + 3))  # they were told
    assert rows_of(open_home(start), "c-0")["retention_notices"] == 1
    with opened(open_home(start)) as store:
        store.log.note(Act(Actor("beheer"), "gecontroleerd", Purpose.MAINTENANCE, at), ["c-0"])
    later = at.replace(year=at.year + 4)
    for home in every_step(warm, "retention", start, tmp_path, at=later.isoformat()):
        with opened(home) as store:
            store.log.verify()
            store.records.verify()
            run_retention(store, Terms(), later)
            log = store.log.verify()
            assert (log.lines, log.removed) == (0, LINES + 1)
            assert store.clients.count() == 0


def test_the_writer_prints_what_was_kept_and_goes_on(tmp_path):
    here = Written(f"sqlite:///{tmp_path / 'store.sqlite'}")
    with here.writers():
        time.sleep(0.3)

    assert all(len(numbers) > 4 for numbers in here.acknowledged.values())
    here.acknowledged["c-0"].append(4_000_000)
    with pytest.raises(AssertionError):
        here.is_whole()


def test_a_process_that_is_killed_leaves_the_lock_to_the_next(warm, start, tmp_path):
    home = Path(shutil.copytree(start, tmp_path / "huis"))
    assert warm.end_of("rotate", home, 5) == -signal.SIGKILL
    assert springplank("key", "rotate", "--home", home).status == 0
    assert (home / "key").stat().st_mode & 0o777 == 0o600
