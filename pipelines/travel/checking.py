"""How far the estimates and the networks of a home differ, and which formula would fit better there."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray
from scipy.optimize import least_squares

from matcher.codes import Method, Mode
from matcher.commute import CURVES, UNREACHABLE, Curve, estimate
from pipelines.travel.matrices import Matrices
from pipelines.travel.names import MATRIX_OF

Floats = NDArray[np.float64]

# As many pairs tell a tenth of a percent; more only take time.
MOST_PAIRS = 100_000
LIMITS = (15, 30, 45, 60, 90)
# Bands of kilometres for the table.
BANDS = ((0.0, 5.0), (5.0, 15.0), (15.0, 30.0), (30.0, 60.0), (60.0, 300.0))
SHOWN_POINTS = 4000
FEWEST_TO_FIT = 30  # three numbers are fitted; ten pairs for each


@dataclass(frozen=True, slots=True)
class Band:
    """Pairs so many kilometres apart: medians in minutes, and the difference in percent of the network."""

    from_km: float
    to_km: float
    pairs: int
    network: float
    estimate: float
    error_percent: float


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """One way of travelling. `wrong` is, per limit in minutes, the part of the pairs that the estimate misjudges.

    `unreachable` is the share of pairs that the estimate reaches within the longest trip looked for and the network
    does not. `fitted` is the curve that fits half of the zones best, and its error on pairs of the other half.
    """

    mode: Mode
    pairs: int
    error_percent: float
    bias_minutes: float
    wrong: dict[int, float]
    unreachable: float
    bands: tuple[Band, ...]
    fitted: Curve | None
    fitted_error_percent: float | None
    km: Floats
    network: Floats


def compare(matrices: Matrices, seed: int = 0) -> list[Comparison]:
    """Return a comparison for every way of travelling that has a network; pairs are drawn by a seeded generator."""
    found = []
    for mode in (Mode.WALK, Mode.BIKE, Mode.CAR, Mode.TRANSIT):
        matrix = matrices.of(MATRIX_OF[mode])
        if matrix is not None and matrix.made.method is not Method.ESTIMATE_PC4 and matrix.covered.sum() > 1:
            found.append(_compared(matrices, mode, np.random.default_rng(seed)))
    return found


def _compared(matrices: Matrices, mode: Mode, rng: np.random.Generator) -> Comparison:
    zones, matrix = matrices.zones, matrices.by_name[MATRIX_OF[mode]]
    inside = np.flatnonzero(matrix.covered)
    origin, target = _pairs(inside, rng)
    km = np.hypot(zones.x_km[origin] - zones.x_km[target], zones.y_km[origin] - zones.y_km[target])
    network = matrix.minutes[origin, target].astype(float)
    guess = estimate(mode, km.astype(np.float32)).astype(float)
    plausible = guess <= matrix.made.limit
    both = (network < UNREACHABLE) & (guess < UNREACHABLE)
    either = plausible | both
    wrong = (
        {limit: float(np.mean((network[either] <= limit) != (guess[either] <= limit))) for limit in LIMITS}
        if either.any()
        else {}
    )
    training = np.isin(origin, inside[::2]) & np.isin(target, inside[::2]) & both
    testing = ~np.isin(origin, inside[::2]) & ~np.isin(target, inside[::2]) & both
    curve = _fit(km[training], network[training])
    return Comparison(
        mode=mode,
        pairs=int(both.sum()),
        error_percent=_error(guess[both], network[both]),
        bias_minutes=float(np.median(guess[both] - network[both])) if both.any() else np.nan,
        wrong=wrong,
        unreachable=float(np.mean(network[plausible] == UNREACHABLE)) if plausible.any() else 0.0,
        bands=tuple(_bands(km[both], network[both], guess[both])),
        fitted=curve,
        fitted_error_percent=None if curve is None else _error(_minutes(curve, km[testing]), network[testing]),
        km=km[both],
        network=network[both],
    )


def _pairs(zones: NDArray[np.int64], rng: np.random.Generator) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return pairs of different zones: all of them, or as many as are enough."""
    count = len(zones)
    if count * (count - 1) <= MOST_PAIRS:
        origin, target = np.divmod(np.arange(count * count), count)
    else:
        origin, target = rng.integers(count, size=(2, MOST_PAIRS))
    differ = origin != target
    return zones[origin[differ]], zones[target[differ]]


def _bands(km: Floats, network: Floats, guess: Floats) -> Sequence[Band]:
    found = []
    for low, high in BANDS:
        within = (km >= low) & (km < high)
        if within.any():
            medians = float(np.median(network[within])), float(np.median(guess[within]))
            found.append(Band(low, high, int(within.sum()), *medians, _error(guess[within], network[within])))
    return found


def _error(guess: Floats, network: Floats) -> float:
    """Return the median absolute error in percent of the network, NaN without pairs."""
    if not len(network):
        return float("nan")
    return float(100 * np.median(np.abs(guess - network) / np.maximum(network, 1)))


def _fit(km: Floats, network: Floats) -> Curve | None:
    """Return the curve with the least absolute error (soft L1), None with too few pairs to say anything."""
    if len(km) < FEWEST_TO_FIT:
        return None

    def misses(values: Floats) -> Floats:
        residual: Floats = (values[0] + values[1] * km ** values[2] - network) / 10
        return residual

    found = least_squares(misses, (5.0, 3.0, 0.8), bounds=((0, 0.01, 0.3), (60, 60, 1.2)), loss="soft_l1")
    return Curve(*(round(float(value), 2) for value in found.x))


def _minutes(curve: Curve, km: Floats) -> Floats:
    minutes: Floats = curve.minutes(km.astype(np.float32)).astype(float)
    return minutes


def plot(comparisons: Sequence[Comparison], path: Path) -> None:
    """Draw, per way of travelling, network minutes against distance with the estimate and the better curve as lines."""
    figure = Figure(figsize=(6 * max(len(comparisons), 1), 5), layout="constrained")
    for at, one in enumerate(comparisons):
        axes = figure.add_subplot(1, len(comparisons), at + 1)
        shown = slice(None, None, max(len(one.km) // SHOWN_POINTS, 1))
        axes.scatter(one.km[shown], one.network[shown], s=3, alpha=0.3, label="net", color="#4a6fa5")
        line = np.linspace(0, one.km.max() if len(one.km) else 1, 200, dtype=np.float32)
        for curve, colour, label in ((CURVES[one.mode], "#c0392b", "schatting"), (one.fitted, "#1e8449", "past beter")):
            if curve is not None:
                axes.plot(line, curve.start + curve.slope * line**curve.power, color=colour, label=label)
        axes.set(title=one.mode.label, xlabel="kilometers in rechte lijn", ylabel="minuten")
        axes.set_ylim(bottom=0)
        axes.legend()
    figure.savefig(path, dpi=110)
