"""A complete home of invented data: the files are written, then read in as any other files."""

import json
import os
import shutil
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from matcher.errors import HomeError, SpringplankError
from pipelines.demo.accounts import demo_accounts
from pipelines.demo.files import write_region
from pipelines.durable import PARTIAL, new_folder, replace_text
from pipelines.home import CONFIG, Home, create_home, open_home
from pipelines.ingest import Report, ingest
from pipelines.installed import load_taxonomy
from pipelines.intake import Files
from pipelines.market import current_taxonomy, open_market
from pipelines.settings import today
from pipelines.store.engine import is_made

PLAN = "demo.json"


@dataclass(frozen=True, slots=True)
class DemoPlan:
    """What a demo is made of; the same plan, the same demo. `day` None: today, or the day of a demo that stands."""

    vacancies: int
    clients: int
    seed: int
    day: date | None = None

    def text(self, day: date) -> str:
        """Return the plan for one day, as it is kept in the home."""
        return json.dumps(asdict(self) | {"day": day.isoformat()}, sort_keys=True)


def make_demo(
    out: Path, plan: DemoPlan, *, cache: Path | None = None, progress: Callable[[str], None] = lambda _: None
) -> Report | None:
    """Make the demo in this folder; None when the same demo stands there already.

    A demo of another plan in the same folder is replaced whole. A folder that is not a demo is never touched.
    """
    if (out / CONFIG).exists():
        home = open_home(out)
        if not home.config.demo:
            raise HomeError(f"{out} is geen demo; kies een andere map, dan blijven uw gegevens zoals ze zijn")
        stands_at = plan.day or home.config.day or today()
        if _plan_of(home) == plan.text(stands_at) and _opens(home) and is_made(home):
            return None
        _remove(out)
    day = plan.day or today()
    home = create_home(out, demo=True, day=day)
    progress(f"{plan.vacancies} vacatures en {plan.clients} profielen verzinnen")
    with new_folder(home.files) as folder:
        written = write_region(folder, vacancies=plan.vacancies, clients=plan.clients, seed=plan.seed, day=day)
    parts = (written.vacancies, written.clients, written.courses, written.history)
    vacancies, clients, courses, history = (_with_rows(home.files, part) for part in parts)
    files = Files(vacancies, clients, courses, history=history)
    report = ingest(out, files, cache=cache, progress=progress)
    demo_accounts(home)
    replace_text(out / PLAN, plan.text(day))  # last: a demo without its plan is made again
    return report


def _remove(out: Path) -> None:
    """Take a demo away in one step, so that a call that is stopped halfway leaves no half demo in its place."""
    for left in out.parent.glob(f"{PARTIAL}{out.name}-*"):
        shutil.rmtree(left)
    aside = out.with_name(f"{PARTIAL}{out.name}-{os.getpid()}")
    out.rename(aside)
    shutil.rmtree(aside)


def _with_rows(folder: Path, paths: Sequence[Path]) -> tuple[Path, ...]:
    """Return the files that hold at least one row, in this folder: a tiny demo leaves some of its sources empty."""
    files = (folder / path.name for path in paths)
    return tuple(file for file in files if len(file.read_bytes().splitlines()) > (file.suffix == ".csv"))


def _opens(home: Home) -> bool:
    """Return whether the market of a demo can be used; a damaged one, or one of an older version, is made again."""
    try:
        taxonomy = load_taxonomy(home, current_taxonomy(home))
        open_market(home, taxonomy.concepts, taxonomy.catalogue.licences, taxonomy.fingerprint)
    except SpringplankError:
        return False
    return True


def _plan_of(home: Home) -> str:
    try:
        return (home.path / PLAN).read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return ""
