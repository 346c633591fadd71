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
from functools import cache, cached_property
from pathlib import Path

import pytest

from pipelines.demo.files import write_region
from pipelines.durable import PARTIAL
from pipelines.history import read_history
from pipelines.home import CONFIG, open_home
from pipelines.market import current_id, current_taxonomy
from pipelines.store.engine import store_of
from tests.homes import COMMAND, LONGEST, environment, ingest, lasting, served, write_catalogue, write_lines

VACANCIES = 300
# Where every step is tried in turn, the market is small.
FEW_VACANCIES = 12
CLIENTS = 20
SEED = 20261123
DAY = date(2026, 11, 23)
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


class World:
    """Files of an old and a new market with the same clients at other hours, and a home that has the old market."""

    def __init__(self, folder, size):
        self.folder = folder
        self.size = size
        (folder / "demo").mkdir(parents=True)
        write_catalogue(folder / "catalogus")
        write_catalogue(folder / "andere", OTHER_SKILLS, OTHER_OCCUPATIONS, OTHER_COURSES)
        demo = write_region(folder / "demo", vacancies=5 * size, clients=1, seed=7, day=DAY)
        (path,) = (path for path in demo.vacancies if path.suffix == ".jsonl")
        rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        few = rows[2 : FEW_VACANCIES + 2]
        for name, wanted, hours in (("oud", rows[:size], 20), ("nieuw", rows[1 : size + 1], 30), ("klein", few, 40)):
            write_lines(folder / f"werk-{name}.jsonl", wanted)
            write_lines(folder / f"mensen-{name}.jsonl", [{"id": f"c{n}", "uren_max": hours} for n in range(CLIENTS)])

    def files(self, name):
        """What to read: the old or the new lists with the catalogue of the home, or another catalogue alone."""
        if name == "andere":
            return ["--taxonomy", str(self.folder / "andere")]
        lists = [str(self.folder / f"{what}-{name}.jsonl") for what in ("werk", "mensen")]
        return ["--taxonomy", str(self.folder / "catalogus"), "--vacancies", lists[0], "--clients", lists[1]]

    def read_in(self, home, name):
        ran = ingest(home, *self.files(name))
        assert ran.status == 0, ran.err
        return current_id(open_home(home))

    @cached_property
    def old_home(self):
        """A home with the old market in service, to be copied."""
        self.read_in(self.folder / "huis", "oud")
        return self.folder / "huis"

    @cached_property
    def homes(self):
        """Homes in which nothing was ever killed: with the old market, the new, a small one, the old in other words."""
        others = ("nieuw", "klein", "andere")
        homes = {name: shutil.copytree(self.old_home, self.folder / f"huis-{name}") for name in others}
        for name, home in homes.items():
            self.read_in(home, name)
        return {"oud": self.old_home} | homes

    @cached_property
    def known(self):
        """The ids of their markets."""
        return {name: current_id(open_home(home)) for name, home in self.homes.items()}

    def whole(self, home, *markets):
        """Check that the market in service opens, is one of these, and that clients are all of one file; tell which."""
        opened = served(home)
        found = {identity: name for name, identity in self.known.items()}[opened.market.id]
        assert found in markets
        assert len(opened.market) == opened.manifest["vacancies"] == opened.display.num_rows > 0
        hours = hours_in(home)
        assert len(hours) == CLIENTS
        assert set(hours) in ({20}, {30}, {40})
        assert read_history(open_home(home)) is not None  # and not refused: it is whole
        return found

    def goes_on(self, home, name="nieuw"):
        """Check that the next import works and leaves nothing half behind."""
        assert self.read_in(home, name) == self.known[name]
        assert self.whole(home, name) == name
        assert set(hours_in(home)) == {{"nieuw": 30, "klein": 40}.get(name, 20)}
        assert linked_in(home) == linked_in(self.homes[name])
        assert read_history(open_home(home)).taxonomy == current_taxonomy(open_home(home))
        assert leftovers(home) == []
        folders = {path.name for path in (home / "markets").iterdir() if path.is_dir()}
        assert folders <= set(self.known.values())


@cache
def world(size=VACANCIES):
    return World(lasting() / f"kill-{size}", size)


def hours_in(home):
    with store_of(open_home(home)) as store:
        return [stored.client.hours_max for stored in store.clients.all()]


def linked_in(home):
    """What of the store hangs on the taxonomy: the courses, and what clients are linked to."""
    with store_of(open_home(home)) as store:
        return store.courses.all(), store.clients.taxonomies()


def remembered_in(home):
    """What the history tells vacancies apart by."""
    return set(read_history(open_home(home)).rows["content"].to_pylist())


def leftovers(home):
    """What a killed import left and the next one should have cleared."""
    names = [path.relative_to(home) for path in home.rglob("*")]
    return [
        str(name) for name in names if name.name.startswith((PARTIAL, ".springplank")) or name == Path("markets/new")
    ]


class Warm:
    """The process that has imported everything."""

    def __init__(self):
        single = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
        self.process = subprocess.Popen(
            [sys.executable, "-c", WARM],
            env=environment(**single),
            cwd=Path(__file__).parent.parent,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def end_of(self, home, files, *, seconds=LONGEST, step=0, big=False):
        """Kill an import after so many seconds or before so many steps; return its status, negative for a signal."""
        wanted = ["ingest", "--home", str(home), *files]
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


def delays(count, longest):
    """Moments spread over a whole import, each at random within its own part of it."""
    rng = random.Random(SEED)
    return [(part + rng.random()) / count * longest for part in range(count)]


def killed_at_random(warm, count):
    here = world()
    home = shutil.copytree(here.old_home, here.folder / "doel", dirs_exist_ok=True)
    began = time.monotonic()
    assert warm.end_of(home, here.files("nieuw")) == 0
    endings = []
    for seconds in delays(count, 1.1 * (time.monotonic() - began)):
        shutil.rmtree(home)
        shutil.copytree(here.old_home, home)
        status = warm.end_of(home, here.files("nieuw"), seconds=seconds)
        endings.append((status, here.whole(home, "oud", "nieuw")))
        assert remembered_in(home) >= remembered_in(here.old_home)
        here.goes_on(home, "klein")
    shutil.rmtree(home)
    return endings


@pytest.mark.slow
def test_an_import_that_is_killed_leaves_a_whole_market(warm):
    endings = killed_at_random(warm, 25)

    assert {status for status, _ in endings} <= {-signal.SIGKILL, 0}
    assert [status for status, _ in endings].count(-signal.SIGKILL) > len(endings) / 5


@pytest.mark.slow
def test_so_it_is_many_times_over(warm):
    endings = killed_at_random(warm, 150)

    assert {market for _, market in endings} == {"oud", "nieuw"}


def killed_process(seconds, *arguments):
    """Start the command in a process group of its own, kill the whole group, and return how it ended."""
    process = subprocess.Popen(
        [COMMAND, *map(str, arguments)],
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


def processes_killed_at_random(tmp_path, count):
    here = world()
    began = time.monotonic()
    assert killed_process(LONGEST, "ingest", "--home", tmp_path / "maat", *here.files("nieuw")) == 0
    for number, seconds in enumerate(delays(count, time.monotonic() - began)):
        home = shutil.copytree(here.old_home, tmp_path / f"huis{number}")
        status = killed_process(seconds, "ingest", "--home", home, *here.files("nieuw"))
        assert status in (0, -signal.SIGKILL)
        here.whole(home, "oud", "nieuw")
        here.goes_on(home, "klein")
        shutil.rmtree(home)


@pytest.mark.slow
def test_so_it_is_with_the_command_as_a_person_starts_it(tmp_path):
    processes_killed_at_random(tmp_path, 2)


@pytest.mark.slow
def test_so_it_is_with_the_command_as_a_person_starts_it_often(tmp_path):
    processes_killed_at_random(tmp_path, 30)


def test_an_import_that_is_interrupted_leaves_a_whole_market_and_says_so_in_a_line(tmp_path):
    here = world()
    home = shutil.copytree(here.old_home, tmp_path / "huis")
    process = subprocess.Popen(
        [COMMAND, "ingest", "--home", home, *here.files("nieuw")],
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
    here.whole(home, "oud", "nieuw")
    here.goes_on(home, "klein")


# Every step in turn: no moment between two operations on files is left out.

BIG_AND_SMALL = pytest.mark.parametrize(
    ("big", "every"),
    [pytest.param(True, 5, id="some steps"), pytest.param(False, 1, id="every step", marks=pytest.mark.slow)],
)


def steps_until_done(warm, folder, start, files, *, big, every):
    """Kill an import before its 1st, 2nd, … operation on a file until it reaches its end; give the home every time."""
    for step in range(1, 10_000, every):
        home = folder / f"huis{step}"
        if start is not None:
            shutil.copytree(start, home)
        status = warm.end_of(home, files, step=step, big=big)
        assert status in (0, -signal.SIGKILL)
        yield home
        if status == 0:
            return
        shutil.rmtree(home, ignore_errors=True)


def markets_after_every_step(warm, folder, name, *, big, every):
    here = world(FEW_VACANCIES)
    for home in steps_until_done(warm, folder, here.old_home, here.files(name), big=big, every=every):
        yield here.whole(home, "oud", name)
        assert remembered_in(home) >= remembered_in(here.old_home)
        here.goes_on(home, name)


def moved_once(markets, before, after):
    """Whether the old market was in service up to one moment and the new one from there."""
    moved = markets.index(after)
    return moved > 1 and set(markets[:moved]) == {before} and set(markets[moved:]) == {after}


@BIG_AND_SMALL
def test_killing_at_every_step_of_an_import_leaves_a_whole_market(warm, tmp_path, big, every):
    assert moved_once(list(markets_after_every_step(warm, tmp_path, "nieuw", big=big, every=every)), "oud", "nieuw")


@BIG_AND_SMALL
def test_killing_at_every_step_of_a_change_of_taxonomy_leaves_a_whole_market(warm, tmp_path, big, every):
    assert moved_once(list(markets_after_every_step(warm, tmp_path, "andere", big=big, every=every)), "oud", "andere")


@BIG_AND_SMALL
def test_killing_at_every_step_of_the_first_import_costs_nothing_but_doing_it_again(warm, tmp_path, big, every):
    here, seen = world(FEW_VACANCIES), set()
    for home in steps_until_done(warm, tmp_path, None, here.files("nieuw"), big=big, every=every):
        market = current_id(open_home(home)) if (home / CONFIG).exists() else "no home yet"
        assert market in (None, "no home yet") or served(home).market.id == here.known["nieuw"]
        seen.add(market)
        here.goes_on(home)

    assert seen == {"no home yet", None, here.known["nieuw"]}
