"""Homes for tests, made by the real command from files that a test writes. What takes long is made once a run."""

import atexit
import contextlib
import csv
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from api.command import run
from pipelines.home import create_home, open_home
from pipelines.market import current_taxonomy, open_market
from pipelines.taxonomies import load_taxonomy

DAY = "2026-11-23"
COMMAND = Path(sys.executable).with_name("springplank")
LONGEST = 120  # seconds that a command may take before a test gives up on it

VACANCY_HEADER = (
    "id", "titel", "omschrijving", "werkgever", "plaats", "postcode", "vaardigheden", "uren_min", "uren_max",
)  # fmt: skip

# A catalogue so small that reading it takes no time.
SKILLS = "id,label,kind,alt_labels\nsoep,soep koken,skill,soep maken\nfietsen,fietsen,skill,\nafwas,afwassen,skill,\n"
OCCUPATIONS = (
    "id,label,isco08,essential_skills\nsoepkok,soepkok,5120,soep\nbezorger,pizzabezorger,9621,fietsen\n"
    "keukenhulp,keukenhulp,9412,afwas|soep\n"
)
COURSES = "id,label,type,teaches\nsoepcursus,leer soep koken,training,soep\n"


@dataclass(frozen=True, slots=True)
class Ran:
    """How a command ended: its exit status and what it wrote."""

    status: int
    out: str
    err: str

    @property
    def document(self):
        """What it printed, as JSON."""
        return json.loads(self.out)

    @property
    def complaint(self):
        """What it wrote on the error stream beside the lines that tell how far it is."""
        return [line for line in self.err.splitlines() if not line.startswith("·")]


def is_one_line_error(ran):
    """Whether a command failed as it should: status 1, nothing on the output, one line that says so."""
    return ran.status == 1 and not ran.out and len(ran.complaint) == 1 and ran.complaint[0].startswith("springplank: ")


@cache
def lasting():
    """A folder for the whole run."""
    folder = Path(tempfile.mkdtemp(prefix="springplank-tests-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def environment(**changes):
    """The environment of a command: nothing of the person who runs the tests, and a cache that is shared."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("SPRINGPLANK_")}
    return own | {"SPRINGPLANK_CACHE": str(lasting() / "cache"), "SPRINGPLANK_WORKERS": "1"} | changes


def springplank(*arguments, **changes):
    """Run the command in this process, as its entry point does."""
    before, argv = dict(os.environ), sys.argv
    out, err = io.StringIO(), io.StringIO()
    wanted = environment(**changes)
    try:
        os.environ.clear()
        os.environ.update(wanted)
        sys.argv = ["springplank", *map(str, arguments)]
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            try:
                run()
                status = 0
            except SystemExit as end:
                status = 0 if end.code is None else end.code
    finally:
        sys.argv = argv
        os.environ.clear()
        os.environ.update(before)
    return Ran(status, out.getvalue(), err.getvalue())


def springplank_process(*arguments, cwd=None, **changes):
    """Run the command as a process of its own."""
    done = subprocess.run(
        [COMMAND, *map(str, arguments)],
        env=environment(**changes),
        cwd=cwd,
        capture_output=True,
        text=True,
        timeout=LONGEST,
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


@cache
def region():
    """A demo home of six hundred vacancies that stands at DAY; tests read it and change nothing."""
    folder = lasting() / "demo"
    made = springplank("demo", "--out", folder, "--vacancies", 600, "--clients", 12, "--date", DAY)
    assert made.status == 0, made.err
    return folder


@cache
def listed(client="c-0001"):
    """The match list of a client of the demo region."""
    return springplank("match", client, "--home", region(), "--json").document


def empty_home(folder, day=DAY):
    """Make a home that stands at a day: what has begun by then is over, whatever the clock says."""
    config = create_home(folder).config_file
    config.write_text(f"{config.read_text('utf-8')}\ndate = {day}\n", "utf-8")
    return folder


def write_csv(path, rows, header=VACANCY_HEADER, encoding="utf-8"):
    """Write rows, given as dictionaries, under a header."""
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, header, restval="")
        writer.writeheader()
        writer.writerows(rows)
    return path


def write_lines(path, rows):
    """Write rows as JSON Lines."""
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    return path


def write_catalogue(folder, skills=SKILLS, occupations=OCCUPATIONS, courses=COURSES, **more):
    """Write a catalogue into a new folder."""
    folder.mkdir()
    for name, text in {"skills": skills, "occupations": occupations, "courses": courses, **more}.items():
        (folder / f"{name}.csv").write_text(text, "utf-8")
    return folder


def ingest(home, *arguments, **changes):
    """Read files into a home and return how that went, with the report as JSON."""
    return springplank("ingest", "--home", home, "--json", *arguments, **changes)


def served(home):
    """The market that a home has in service, opened and checked."""
    found = open_home(home)
    taxonomy = load_taxonomy(found, current_taxonomy(found))
    return open_market(found, taxonomy.concepts, taxonomy.catalogue.licences, taxonomy.fingerprint)


def content_of(folder):
    """Every file under a folder with its bytes."""
    return {path.relative_to(folder): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
