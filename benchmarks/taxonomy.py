"""How long a full ESCO download takes to read, to install, and to open again; each in a process of its own."""

import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from benchmarks.tables import Measured, spread
from pipelines.home import Home
from pipelines.taxonomies import cached_catalogue, install_taxonomy, linkers, load_taxonomy, read_catalogue_folder

CACHE, HOME = "esco-cache", "esco-home"
TIMES = 5  # that opening is measured


def measure_taxonomy(data: Path, folder: Path) -> list[Measured]:
    """Return the rows for the ESCO folder in these data; one that says so when there is none."""
    found = sorted(path.parent for path in data.rglob("occupations_*.csv"))
    if not found:
        return [Measured("ESCO", f"no occupations_*.csv below {data.name}")]
    source = found[0]
    for name in (CACHE, HOME):
        shutil.rmtree(folder / name, ignore_errors=True)
    (folder / HOME).mkdir(parents=True)
    read = _in_own_process("read", source, folder)
    _in_own_process("cached", source, folder)  # the first time it is read and kept
    cached = [_in_own_process("cached", source, folder) for _ in range(TIMES)]
    installed = _in_own_process("install", source, folder)
    opened = [_in_own_process("open", source, folder) for _ in range(TIMES)]
    taxonomy = cached_catalogue(source, folder / CACHE).taxonomy
    learned = _in_own_process("learn", source, folder)
    for name in (CACHE, HOME):
        shutil.rmtree(folder / name)
    size = f"{len(taxonomy.occupations):,} occupations, {len(taxonomy.skills):,} skills"
    return [
        Measured(f"reading ESCO ({size}) the first time", f"{read:.1f} s", "under 10 s"),
        Measured("opening it from the cache", spread(cached, "s"), "under 0.3 s"),
        Measured("installing it in a home", f"{installed:.1f} s"),
        Measured("opening it in a home", spread(opened, "s"), "under 0.3 s"),
        Measured("learning to link to it, once", f"{learned:.1f} s", "under 300 s"),
    ]


def _in_own_process(what: str, source: Path, folder: Path) -> float:
    """Return the seconds that one step takes in a new process, without its start."""
    command = [sys.executable, "-m", "benchmarks.taxonomy", what, str(source), str(folder)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def _measure(what: str, source: Path, folder: Path) -> None:
    """Print how many seconds one step takes; what comes before it is not counted."""
    home, cache = Home(folder / HOME), folder / CACHE
    catalogue = cached_catalogue(source, cache) if what in ("install", "learn") else None
    steps: Mapping[str, Callable[[], object]] = {
        "read": partial(read_catalogue_folder, source),
        "cached": partial(cached_catalogue, source, cache),
        "install": partial(install_taxonomy, home, catalogue),
        "open": partial(load_taxonomy, home),
        "learn": partial(linkers, catalogue, cache),
    }
    start = time.perf_counter()
    steps[what]()
    print(time.perf_counter() - start)


if __name__ == "__main__":
    _measure(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
