"""Which of several positions of a four-digit postcode is right, or that none is sure enough.

Positions are never averaged: the middle of a right and a wrong one is wrong. Evidence is where the numerically nearest
postcodes lie (Dutch postcodes run on from place to place), where the place lies that a row names, and what the packaged
ranges say. Distances were looked at in GeoNames' file of 4,334 rows, November 2026.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipelines.plane import Kilometres

AGREE_KM = 2.0  # positions that lie farther apart than this are reported
SETTLED_KM = 10.0  # ... and farther than this give no position: that is from one town to another
# Of 4,334 rows the farthest good one (Schiermonnikoog) lies 24.5 km from the second nearest postcode with a number near
# its own, and the nearest one that is certainly wrong and not told otherwise 29.4 km.
IMPOSSIBLE_KM = 28.0
# 0.4% of the rows lie farther than this: islands and the harbour, which their place confirms, and mistakes.
DOUBTFUL_KM = 15.0
CONFIRMED_KM = 8.0  # from the middle of the place that a row names; 97% of the rows whose place is known are nearer
# The farthest postcode within a packaged range lies 9.8 km from the middle of its place, the nearest wrong one 37.
OUT_OF_RANGE_KM = 20.0
EACH_SIDE = 4  # neighbours by number that are looked at, below and above
NEAR_NUMBER = 12  # ... and how far their number may be
LEAST_NEIGHBOURS = 2
APART = "de gegeven plekken liggen"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One position for a postcode, RD kilometres.

    `from_place_km` is how far it lies from the place that its row names, NaN when that is not known or not one place.
    `inside` says that it is the middle of the postcodes with letters.
    """

    x_km: float
    y_km: float
    from_place_km: float = math.nan
    inside: bool = False


@dataclass(frozen=True, slots=True)
class Doubt:
    """What is the matter with a position, in Dutch, and by how many kilometres."""

    text: str
    km: float


@dataclass(frozen=True, slots=True)
class Choice:
    """The position of a postcode in RD kilometres, None when none is sure enough; a doubt is shown at every use."""

    position: tuple[float, float] | None
    doubt: Doubt | None = None


def choose(
    candidates: Mapping[int, Sequence[Candidate]], ranged: Mapping[int, tuple[float, float]]
) -> dict[int, Choice]:
    """Return the choice for every postcode; `ranged` is where the place lies that a postcode is known to belong to."""
    codes = np.array(sorted(candidates), np.int64)
    points = {code: np.array([(one.x_km, one.y_km) for one in candidates[code]]) for code in candidates}
    return {
        code: _chosen(code, candidates[code], points[code], list(_neighbours(code, codes, points)), ranged.get(code))
        for code in map(int, codes)
    }


def _neighbours(code: int, codes: NDArray[np.int64], points: Mapping[int, Kilometres]) -> Iterator[Kilometres]:
    """Give the positions of the postcodes with the nearest numbers."""
    at = int(np.searchsorted(codes, code))
    for other in (*codes[max(0, at - EACH_SIDE) : at], *codes[at + 1 : at + 1 + EACH_SIDE]):
        if abs(int(other) - code) <= NEAR_NUMBER:
            yield points[int(other)]


def _chosen(
    code: int,
    candidates: Sequence[Candidate],
    points: Kilometres,
    neighbours: Sequence[Kilometres],
    ranged: tuple[float, float] | None,
) -> Choice:
    away = np.array([_away(point, neighbours) for point in points])
    off_range = np.zeros(len(points)) if ranged is None else np.hypot(*(points - ranged).T)
    possible = [
        index
        for index, one in enumerate(candidates)
        if not _is_impossible(away[index], off_range[index], one.from_place_km)
    ]
    if not possible:
        farthest = float(max([*away[np.isfinite(away)], off_range.min()]))
        text = f"postcode {code}: de bron legt hem {_km(farthest)} van waar hij hoort te liggen; de plek is onbekend"
        return Choice(None, Doubt(text, farthest))
    best = _best(possible, candidates, points, away)
    left = _widest(points[possible])
    if left > SETTLED_KM and not any(candidates[index].inside for index in possible):
        return Choice(None, Doubt(f"postcode {code}: {APART} {_km(left)} uit elkaar; de plek is onbekend", left))
    x_km, y_km = map(float, points[best])
    return Choice((x_km, y_km), _doubt(code, _widest(points), float(away[best]), candidates[best]))


def _away(point: Kilometres, neighbours: Sequence[Kilometres]) -> float:
    """Return how far the second nearest of the neighbours lies, of two the nearest; NaN when there are fewer to tell.

    One neighbour may itself be wrong: neither does it confirm a wrong position, nor does it make a good one look wrong.
    """
    if len(neighbours) < LEAST_NEIGHBOURS:
        return math.nan
    distances = sorted(float(np.hypot(*(others - point).T).min()) for others in neighbours)
    return distances[0] if len(distances) == LEAST_NEIGHBOURS else distances[1]


def _is_impossible(away: float, off_range: float, from_place: float) -> bool:
    far = away > DOUBTFUL_KM and from_place > DOUBTFUL_KM
    return far or away > IMPOSSIBLE_KM or off_range > OUT_OF_RANGE_KM


def _widest(points: Kilometres) -> float:
    differences = points[:, None] - points[None]
    return float(np.hypot(differences[..., 0], differences[..., 1]).max())


def _best(possible: Sequence[int], candidates: Sequence[Candidate], points: Kilometres, away: Kilometres) -> int:
    """Return the index of the most central candidate, then of the one nearest to the neighbours, then of the first.

    What the postcodes with letters say goes first: a candidate near their middle, else that middle itself.
    """

    def rank(index: int) -> tuple[float, float, int]:
        total = float(np.hypot(*(points[possible] - points[index]).T).sum())
        return round(total, 3), round(float(np.nan_to_num(away[index])), 3), index

    inside = [index for index in possible if candidates[index].inside]
    if inside:
        middle = points[inside[0]]
        near = [index for index in possible if np.hypot(*(points[index] - middle)) <= AGREE_KM]
        rows = [index for index in near if not candidates[index].inside]
        return min(rows or inside, key=rank)
    return min(possible, key=rank)


def _doubt(code: int, apart: float, away: float, chosen: Candidate) -> Doubt | None:
    if apart > AGREE_KM:
        where = "de postcodes met letters erin" if chosen.inside else "de postcodes met een nummer in de buurt"
        return Doubt(f"postcode {code}: {APART} {_km(apart)} uit elkaar; gekozen is wat past bij {where}", apart)
    if away > DOUBTFUL_KM and not chosen.from_place_km <= CONFIRMED_KM:
        text = f"postcode {code}: ligt {_km(away)} van de postcodes met een nummer in de buurt; controleer de plek"
        return Doubt(text, away)
    return None


def _km(distance: float) -> str:
    return f"{distance:.1f} km".replace(".", ",") if distance < SETTLED_KM else f"{distance:.0f} km"
