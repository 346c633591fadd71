"""How long a full ESCO download takes to read, to install and to open."""

import shutil
import time
from pathlib import Path

from benchmarks.tables import Measured, seconds, spread
from pipelines.home import create_home
from pipelines.installed import install_taxonomy, load_taxonomy
from pipelines.taxonomies import linkers, read_catalogue_folder


def measure_taxonomy(data: Path, folder: Path) -> list[Measured]:
    """Return the rows for the ESCO folder in these data; none when there is no such folder."""
    found = sorted(path.parent for path in data.rglob("occupations_*.csv"))
    if not found:
        return [Measured("ESCO", f"no occupations_*.csv below {data.name}")]
    start = time.perf_counter()
    catalogue = read_catalogue_folder(found[0])
    read = time.perf_counter() - start
    home = create_home(folder / "esco-home")
    start = time.perf_counter()
    install_taxonomy(home, catalogue)
    installed = time.perf_counter() - start
    opening = seconds(lambda: load_taxonomy(home))
    shutil.rmtree(folder / "esco-cache", ignore_errors=True)
    start = time.perf_counter()
    linkers(catalogue, folder / "esco-cache")
    learned = time.perf_counter() - start
    shutil.rmtree(home.path)
    size = f"{len(catalogue.taxonomy.occupations):,} occupations, {len(catalogue.taxonomy.skills):,} skills"
    return [
        Measured(f"reading ESCO ({size})", f"{read:.1f} s"),
        Measured("installing it in a home", f"{installed:.1f} s"),
        Measured("opening it", spread(opening, "s")),
        Measured("learning to link to it, once", f"{learned:.1f} s"),
    ]
