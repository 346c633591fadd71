"""How many vacancies a second are read, checked, linked and published; the reading of texts is timed apart."""

import shutil
import sys
import time
from pathlib import Path

from benchmarks.advise import CACHE
from benchmarks.tables import Measured
from pipelines.demo.files import write_region
from pipelines.ingest import ingest
from pipelines.intake import Files
from pipelines.settings import today

VACANCIES = 20_000
TEXTS = "teksten lezen"


def measure_ingest(folder: Path) -> list[Measured]:
    """Return the rows for reading a region's files into a new home, by the wall clock on the cores there are."""
    files = folder / "ingest-files"
    home = folder / "ingest-home"
    shutil.rmtree(files, ignore_errors=True)
    files.mkdir(parents=True)
    written = write_region(files, vacancies=VACANCIES, clients=400, seed=2026, day=today())
    ingest(home, Files(courses=written.courses), cache=folder / CACHE)  # what is learned once is learned before
    shutil.rmtree(home)
    laps: list[tuple[str, float]] = []
    start = time.perf_counter()
    ingest(
        home,
        Files(vacancies=written.vacancies),
        cache=folder / CACHE,
        progress=lambda text: laps.append((text, time.perf_counter())),
    )
    end = time.perf_counter()
    shutil.rmtree(home)
    for (text, begun), (_, ended) in zip(laps, [*laps[1:], ("", end)], strict=True):
        print(f"· {ended - begun:6.2f} s  {text}", file=sys.stderr)
    texts = sum(
        after - begun for (text, begun), (_, after) in zip(laps, [*laps[1:], ("", end)], strict=True) if TEXTS in text
    )
    rest = end - start - texts
    return [
        Measured(
            f"reading, linking, publishing {VACANCIES:,} vacancies, without their texts",
            f"{VACANCIES / rest:,.0f} a second",
            "at least 5,000 a second",
        ),
        Measured("reading their texts", f"{VACANCIES / texts:,.0f} a second", "not counted"),
    ]
