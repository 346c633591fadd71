"""Small travel times in memory: zones on a line east of Delft, and a matrix that is written out."""

from pathlib import Path

import numpy as np

from matcher.codes import Method
from pipelines.travel.matrices import Made, Matrices, Matrix
from pipelines.travel.zones import Zones
from tests.builders import DELFT


def zones(*km, spread=1.0):
    count = len(km)
    return Zones(
        np.array([f"zone {at:g}" for at in km]),
        DELFT.x_km + np.array(km, float),
        np.full(count, DELFT.y_km),
        np.full(count, spread),
    )


def matrix(rows, method=Method.TIMETABLE, covered=None, limit=120, **made):
    minutes = np.array(rows, np.uint8)
    known = np.ones(len(minutes), bool) if covered is None else np.array(covered)
    return Matrix(minutes, known, Made(method, limit, **made))


def matrices(around, **by_name):
    """Names with an underscore for a dash: `transit_late` is "transit-late"."""
    named = {name.replace("_", "-"): one for name, one in by_name.items()}
    return Matrices(Path("nergens"), around, named, "2026-11-28T12:00:00+00:00")
