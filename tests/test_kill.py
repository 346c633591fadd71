"""Killing an import at any moment leaves the old market in service or the new one, and the next import just works."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from functools import cache
from pathlib import Path

import pytest

from pipelines.durable import PARTIAL
from pipelines.home import CONFIG, open_home
from pipelines.market import current_id
from pipelines.store.engine import open_store
from tests.homes import COMMAND, environment, ingest, lasting, region, served, write_lines

VACANCIES = 300
SEED = 20261123
CLIENTS = 40

# A process that has imported everything and makes a child for every import that it is told to do: so the kills fall in the
# work and not in the imports of Python. Told to die at a step, the child kills itself before it opens, moves, makes or
# removes its n-th file.
WARM = """
import json, os, signal, sys
import pipelines.cli.ingest
import pipelines.cli.main
import pipelines.store.upgrade

STEPS = {"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "shutil.rmtree", "sqlite3.connect"}

def die_at(step):
    home, count = sys.argv[sys.argv.index("--home") + 1], 0

    def hook(event, arguments):
        nonlocal count
        if event in STEPS and str(arguments[0]).startswith(home):
            if event == "open" and isinstance(arguments[1], str) and "r" in arguments[1] and "+" not in arguments[1]:
                return
            count += 1
            if count == step:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)

for line in sys.stdin:
    order = json.loads(line)
    child = os.fork()
    if child == 0:
        os.setsid()
        nothing = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(nothing, stream)
        sys.argv = ["springplank", *order["arguments"]]
        if order["step"]:
            die_at(order["step"])
        pipelines.cli.main.run()
    print(child, flush=True)
    _, status = os.waitpid(child, 0)
    print(os.waitstatus_to_exitcode(status), flush=True)
"""


@cache
def lists():
    """Two sets of files: the vacancies of the old and of the new market, and the same clients with other hours."""
    folder = lasting() / "kill"
    folder.mkdir()
    lines = (region() / "files" / "vacatures_regio.jsonl").read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    rows = [
        row | {"id": f"{row['id']}-{copy}", "titel": f"{row.get('titel', 'Kok')} {copy}"}
        for copy in range(3)
        for row in rows
    ]
    for name, wanted, hours in (("oud", rows[:VACANCIES], 20), ("nieuw", rows[1 : VACANCIES + 1], 30)):
        write_lines(folder / f"werk-{name}.jsonl", wanted)
        write_lines(folder / f"mensen-{name}.jsonl", [{"id": f"c{n}", "uren_max": hours} for n in range(CLIENTS)])
    return folder


def arguments(home, name):
    return ["--vacancies", str(lists() / f"werk-{name}.jsonl"), "--clients", str(lists() / f"mensen-{name}.jsonl")]


def read_in(home, name):
    ran = ingest(home, *arguments(home, name))
    assert ran.status == 0, ran.err
    return current_id(open_home(home))


@cache
def old_home():
    """A home with the old market in service, to be copied."""
    home = lasting() / "kill" / "huis"
    read_in(home, "oud")
    return home


@cache
def known():
    """The ids of the old and of the new market."""
    home = shutil.copytree(old_home(), lasting() / "kill" / "nieuw")
    return {"oud": current_id(open_home(home)), "nieuw": read_in(home, "nieuw")}


def hours_in(home):
    with open_store(open_home(home)) as store:
        return [stored.client.hours_max for stored in store.clients.all()]


def leftovers(home):
    """What a killed import left and the next one should have cleared."""
    names = [path.relative_to(home) for path in home.rglob("*")]
    return [
        str(name) for name in names if name.name.startswith((PARTIAL, ".springplank")) or name == Path("markets/new")
    ]


def assert_whole(home):
    """The market in service opens with its checksums and is the old one or the new one; so are the clients."""
    opened = served(home)
    assert opened.market.id in known().values()
    assert len(opened.market) == opened.manifest["vacancies"] == opened.display.num_rows
    hours = hours_in(home)
    assert len(hours) == CLIENTS
    assert set(hours) in ({20}, {30})
    return opened.market.id


def assert_goes_on(home):
    """The next import works and leaves nothing half behind."""
    assert read_in(home, "nieuw") == known()["nieuw"]
    assert set(hours_in(home)) == {30}
    assert leftovers(home) == []
    folders = {path.name for path in (home / "markets").iterdir() if path.is_dir()}
    assert folders <= set(known().values())


class Warm:
    """The process that has imported everything."""

    def __init__(self):
        single = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
        self.process = subprocess.Popen(
            [sys.executable, "-c", WARM],
            env=environment(**single),
            cwd=COMMAND.parent.parent.parent,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def start(self, home, name, step=0):
        """Begin an import in a child and return its number."""
        order = {"arguments": ["ingest", "--home", str(home), *arguments(home, name)], "step": step}
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline())

    def status(self):
        """Wait for the child and return how it ended: negative for a signal."""
        return int(self.process.stdout.readline())

    def killed_after(self, seconds, home, name="nieuw"):
        """Kill an import after so many seconds, or let it end before that."""
        child = self.start(home, name)
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        return self.status()

    def close(self):
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()


@pytest.fixture(scope="module")
def warm():
    process = Warm()
    yield process
    process.close()


@pytest.fixture(scope="module")
def duration(warm):
    """How long a whole import takes here, in seconds."""
    home = shutil.copytree(old_home(), lasting() / "kill" / "maat")
    known()
    warm.start(home, "nieuw")
    began = time.monotonic()
    assert warm.status() == 0
    return time.monotonic() - began


def delays(count, longest):
    """Moments spread over a whole import, each at random within its own part of it."""
    rng = random.Random(SEED)
    return [(part + rng.random()) / count * longest for part in range(count)]


def killed_at_random(warm, duration, count):
    home = lasting() / "kill" / "doel"
    endings = []
    for seconds in delays(count, duration * 1.1):
        shutil.rmtree(home, ignore_errors=True)
        shutil.copytree(old_home(), home)
        endings.append((warm.killed_after(seconds, home), assert_whole(home)))
        assert_goes_on(home)
    return endings


def test_an_import_that_is_killed_leaves_a_whole_market(warm, duration):
    endings = killed_at_random(warm, duration, 25)

    assert {status for status, _ in endings} <= {-signal.SIGKILL, 0}
    assert [status for status, _ in endings].count(-signal.SIGKILL) > len(endings) / 2


@pytest.mark.slow
def test_so_it_is_many_times_over(warm, duration):
    endings = killed_at_random(warm, duration, 150)

    assert {market for _, market in endings} == set(known().values())


def killed_process(seconds, *arguments_of_command):
    """Start the command in a process group of its own, kill the whole group, and return how it ended."""
    process = subprocess.Popen(
        [COMMAND, *map(str, arguments_of_command)],
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
    return process.wait()


def whole_process(home):
    began = time.monotonic()
    assert killed_process(120, "ingest", "--home", home, *arguments(home, "nieuw")) == 0
    return time.monotonic() - began


def processes_killed_at_random(tmp_path, count):
    longest = whole_process(shutil.copytree(old_home(), tmp_path / "maat"))
    for number, seconds in enumerate(delays(count, longest)):
        home = shutil.copytree(old_home(), tmp_path / f"huis{number}")
        status = killed_process(seconds, "ingest", "--home", home, *arguments(home, "nieuw"))
        assert status in (0, -signal.SIGKILL)
        assert_whole(home)
        assert_goes_on(home)
        shutil.rmtree(home)


def test_so_it_is_with_the_command_as_a_person_starts_it(tmp_path):
    processes_killed_at_random(tmp_path, 4)


@pytest.mark.slow
def test_so_it_is_with_the_command_as_a_person_starts_it_often(tmp_path):
    processes_killed_at_random(tmp_path, 30)


def test_an_import_that_is_interrupted_leaves_a_whole_market_and_says_so_in_a_line(tmp_path):
    home = shutil.copytree(old_home(), tmp_path / "huis")
    process = subprocess.Popen(
        [COMMAND, "ingest", "--home", home, *arguments(home, "nieuw")],
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    first = process.stderr.readline()
    process.send_signal(signal.SIGINT)
    rest = process.stderr.read()
    process.stderr.close()

    assert process.wait() == 130
    assert first.startswith("·")
    assert "Traceback" not in rest
    assert len([line for line in rest.splitlines() if line.startswith("springplank: ")]) == 1
    assert_whole(home)
    assert_goes_on(home)


# Every step in turn: no moment between two operations on files is left out.


def steps_until_done(warm, tmp_path, start, every):
    """Kill an import before its 1st, 2nd, … operation on a file until it reaches its end; give the home every time."""
    for number, step in enumerate(range(1, 10_000, every)):
        home = tmp_path / f"huis{number}"
        if start is not None:
            shutil.copytree(start, home)
        warm.start(home, "nieuw", step)
        status = warm.status()
        yield home, status
        if status == 0:
            return
        shutil.rmtree(home, ignore_errors=True)


def killed_at_every_step(warm, tmp_path, every):
    markets = []
    for home, status in steps_until_done(warm, tmp_path, old_home(), every):
        markets.append(assert_whole(home))
        assert status in (0, -signal.SIGKILL)
        assert_goes_on(home)

    moved = markets.index(known()["nieuw"])
    assert moved > 20 // every
    assert set(markets[:moved]) == {known()["oud"]}
    assert set(markets[moved:]) == {known()["nieuw"]}


def test_killing_at_steps_through_an_import_leaves_a_whole_market(warm, tmp_path):
    killed_at_every_step(warm, tmp_path, 7)


@pytest.mark.slow
def test_killing_at_every_step_of_an_import_leaves_a_whole_market(warm, tmp_path):
    killed_at_every_step(warm, tmp_path, 1)


def first_import_killed_at_every_step(warm, tmp_path, every):
    statuses = []
    for home, status in steps_until_done(warm, tmp_path, None, every):
        statuses.append(status)
        if (home / CONFIG).exists():
            assert current_id(open_home(home)) in (None, known()["nieuw"])
            if current_id(open_home(home)):
                assert served(home).market.id == known()["nieuw"]
        assert_goes_on(home)

    assert statuses[-1] == 0
    assert set(statuses[:-1]) == {-signal.SIGKILL}


def test_killing_at_steps_through_the_first_import_of_a_home_costs_nothing_but_doing_it_again(warm, tmp_path):
    first_import_killed_at_every_step(warm, tmp_path, 9)


@pytest.mark.slow
def test_killing_at_every_step_of_the_first_import_costs_nothing_but_doing_it_again(warm, tmp_path):
    first_import_killed_at_every_step(warm, tmp_path, 1)
