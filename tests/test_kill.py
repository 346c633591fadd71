"""Killing an import at any moment leaves the old market in service or the new one, and the next import just works."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from pipelines.demo.files import write_region
from pipelines.durable import PARTIAL
from pipelines.home import CONFIG, open_home
from pipelines.market import current_id
from pipelines.store.engine import open_store
from tests.homes import COMMAND, LONGEST, environment, ingest, lasting, served, write_catalogue, write_lines

VACANCIES = 300
SEED = 20261123
DAY = date(2026, 11, 23)
CLIENTS = 40
OTHER_SKILLS = "id,label,kind,alt_labels\nbouillon,soep koken,skill,bouillon trekken\nvelo,fietsen,skill,\n"
OTHER_OCCUPATIONS = "id,label,isco08,essential_skills\ncuisinier,soepkok,5120,bouillon\n"
OTHER_COURSES = "id,label,type,teaches\ncours,cours de soupe,training,bouillon\n"

# A process that has imported everything and makes a child for every import that it is told to do: so the kills fall in
# the work and not in the imports of Python. Told to die at a step, the child kills itself before it opens, moves, makes
# or removes its n-th file; with big steps, many of the same operation in one folder are one step.
WARM = """
import json, os, signal, sys, time
import pipelines.cli.ingest
import pipelines.cli.main
import pipelines.store.upgrade

STEPS = {"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "shutil.rmtree", "sqlite3.connect"}

def die_at(step, big):
    home, count, before = sys.argv[sys.argv.index("--home") + 1], 0, None

    def hook(event, arguments):
        nonlocal count, before
        if event in STEPS and str(arguments[0]).startswith(home):
            mode = arguments[1] if event == "open" else ""
            if isinstance(mode, str) and "r" in mode and "+" not in mode:
                return
            this = (event, mode, os.path.dirname(str(arguments[0])))
            count += not big or this != before
            before = this
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
            die_at(order["step"], order["big"])
        pipelines.cli.main.run()
    ended, end = 0, time.monotonic() + order["seconds"]
    while not ended and time.monotonic() < end:
        time.sleep(0.002)
        ended, status = os.waitpid(child, os.WNOHANG)
    if not ended:
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
    print(os.waitstatus_to_exitcode(status), flush=True)
"""


@cache
def lists():
    """Two sets of files: the vacancies of the old and of the new market, and the same clients with other hours."""
    folder = lasting() / "kill"
    folder.mkdir()
    write_catalogue(folder / "catalogus")
    write_catalogue(folder / "andere", OTHER_SKILLS, OTHER_OCCUPATIONS, OTHER_COURSES)
    (folder / "demo").mkdir()
    demo = write_region(folder / "demo", vacancies=4 * VACANCIES, clients=1, seed=7, day=DAY)
    (path,) = (path for path in demo.vacancies if path.suffix == ".jsonl")
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    for name, wanted, hours in (("oud", rows[:VACANCIES], 20), ("nieuw", rows[1 : VACANCIES + 1], 30)):
        write_lines(folder / f"werk-{name}.jsonl", wanted)
        write_lines(folder / f"mensen-{name}.jsonl", [{"id": f"c{n}", "uren_max": hours} for n in range(CLIENTS)])
    return folder


def arguments(name):
    """What to read: the old or the new lists with the catalogue of the home, or another catalogue and nothing else."""
    folder = lists()
    if name == "andere":
        return ["--taxonomy", str(folder / "andere")]
    files = ["--vacancies", str(folder / f"werk-{name}.jsonl"), "--clients", str(folder / f"mensen-{name}.jsonl")]
    return ["--taxonomy", str(folder / "catalogus"), *files]


def read_in(home, name):
    ran = ingest(home, *arguments(name))
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
    """The ids of the markets: the old, the new, and the new one linked to another catalogue."""
    home = shutil.copytree(old_home(), lasting() / "kill" / "nieuw")
    return {name: read_in(home, name) for name in ("oud", "nieuw", "andere")}


def hours_in(home):
    with open_store(open_home(home)) as store:
        return [stored.client.hours_max for stored in store.clients.all()]


def leftovers(home):
    """What a killed import left and the next one should have cleared."""
    names = [path.relative_to(home) for path in home.rglob("*")]
    return [
        str(name) for name in names if name.name.startswith((PARTIAL, ".springplank")) or name == Path("markets/new")
    ]


def assert_whole(home, *markets):
    """The market in service opens with its checksums and is one of these; clients are all of one file. Return which."""
    opened = served(home)
    found = {identity: name for name, identity in known().items()}[opened.market.id]
    assert found in markets
    assert len(opened.market) == opened.manifest["vacancies"] == opened.display.num_rows > 0.8 * VACANCIES
    hours = hours_in(home)
    assert len(hours) == CLIENTS
    assert set(hours) in ({20}, {30})
    return found


def assert_goes_on(home, name="nieuw"):
    """The next import works and leaves nothing half behind."""
    assert read_in(home, name) == known()[name]
    assert assert_whole(home, name)
    assert set(hours_in(home)) == {30 if name == "nieuw" else 20}
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

    def end_of(self, home, name, *, seconds=LONGEST, step=0, big=False):
        """Kill an import after so many seconds or before so many steps; return its status, negative for a signal."""
        wanted = ["ingest", "--home", str(home), *arguments(name)]
        order = {"arguments": wanted, "seconds": seconds, "step": step, "big": big}
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline())

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
    began = time.monotonic()
    assert warm.end_of(home, "nieuw") == 0
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
        status = warm.end_of(home, "nieuw", seconds=seconds)
        endings.append((status, assert_whole(home, "oud", "nieuw")))
        assert_goes_on(home)
    return endings


def test_an_import_that_is_killed_leaves_a_whole_market(warm, duration):
    endings = killed_at_random(warm, duration, 25)

    assert {status for status, _ in endings} <= {-signal.SIGKILL, 0}
    assert [status for status, _ in endings].count(-signal.SIGKILL) > len(endings) / 2


@pytest.mark.slow
def test_so_it_is_many_times_over(warm, duration):
    endings = killed_at_random(warm, duration, 150)

    assert {market for _, market in endings} == {"oud", "nieuw"}


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
    assert killed_process(LONGEST, "ingest", "--home", home, *arguments("nieuw")) == 0
    return time.monotonic() - began


def processes_killed_at_random(tmp_path, count):
    longest = whole_process(shutil.copytree(old_home(), tmp_path / "maat"))
    for number, seconds in enumerate(delays(count, longest)):
        home = shutil.copytree(old_home(), tmp_path / f"huis{number}")
        status = killed_process(seconds, "ingest", "--home", home, *arguments("nieuw"))
        assert status in (0, -signal.SIGKILL)
        assert_whole(home, "oud", "nieuw")
        assert_goes_on(home)
        shutil.rmtree(home)


def test_so_it_is_with_the_command_as_a_person_starts_it(tmp_path):
    processes_killed_at_random(tmp_path, 3)


@pytest.mark.slow
def test_so_it_is_with_the_command_as_a_person_starts_it_often(tmp_path):
    processes_killed_at_random(tmp_path, 30)


def test_an_import_that_is_interrupted_leaves_a_whole_market_and_says_so_in_a_line(tmp_path):
    home = shutil.copytree(old_home(), tmp_path / "huis")
    process = subprocess.Popen(
        [COMMAND, "ingest", "--home", home, *arguments("nieuw")],
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
    assert_whole(home, "oud", "nieuw")
    assert_goes_on(home)


# Every step in turn: no moment between two operations on files is left out.


def steps_until_done(warm, folder, start, name, *, big):
    """Kill an import before its 1st, 2nd, … operation on a file until it reaches its end; give the home every time."""
    for step in range(1, 10_000):
        home = folder / f"huis{step}"
        if start is not None:
            shutil.copytree(start, home)
        status = warm.end_of(home, name, step=step, big=big)
        assert status in (0, -signal.SIGKILL)
        yield home
        if status == 0:
            return
        shutil.rmtree(home, ignore_errors=True)


def killed_at_every_step(warm, folder, name, *, big):
    markets = []
    for home in steps_until_done(warm, folder, old_home(), name, big=big):
        markets.append(assert_whole(home, *known()))
        assert_goes_on(home, name)
    return markets


def moved_once(markets, before, after):
    """Whether the old market was in service up to one moment and the new one from there."""
    moved = markets.index(after)
    return moved > 5 and set(markets[:moved]) == {before} and set(markets[moved:]) == {after}


BIG_AND_SMALL = pytest.mark.parametrize(
    "big", [pytest.param(True, id="big steps"), pytest.param(False, id="every step", marks=pytest.mark.slow)]
)


@BIG_AND_SMALL
def test_killing_at_every_step_of_an_import_leaves_a_whole_market(warm, tmp_path, big):
    assert moved_once(killed_at_every_step(warm, tmp_path, "nieuw", big=big), "oud", "nieuw")


@BIG_AND_SMALL
def test_killing_at_every_step_of_a_change_of_taxonomy_leaves_a_whole_market(warm, tmp_path, big):
    assert moved_once(killed_at_every_step(warm, tmp_path, "andere", big=big), "oud", "andere")


@BIG_AND_SMALL
def test_killing_at_every_step_of_the_first_import_costs_nothing_but_doing_it_again(warm, tmp_path, big):
    seen = set()
    for home in steps_until_done(warm, tmp_path, None, "nieuw", big=big):
        is_home = (home / CONFIG).exists()
        seen.add("no home" if not is_home else current_id(open_home(home)))
        if is_home and current_id(open_home(home)):
            assert served(home).market.id == known()["nieuw"]
        assert_goes_on(home)

    assert seen == {"no home", None, known()["nieuw"]}
