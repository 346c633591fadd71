"""The glass box: score = base + points per feature, and the points that are shown are the points that count.

The form is a linear additive model with one sign per feature, the simplest of the monotone glass-box models (Caruana
et al., 2015, on additive models that people can check). It starts from stated prior weights, so it works without a
single label; learned weights come in behind the same protocol.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from matcher.features import (
    COMMUTE,
    ESSENTIAL,
    EXPERIENCE,
    FEATURES,
    HOURS,
    LEVEL,
    OPTIONAL,
    SUPPORT,
    WISH,
    Feature,
    Features,
)

Doubles = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Scored:
    """Features with their points (one row per feature, one column per vacancy); score = base + the sum of a column."""

    features: Features
    points: Doubles
    base: float
    score: Doubles

    def chosen(self, keep: NDArray[np.int64]) -> "Scored":
        """Return the same for some of the vacancies, in the order of `keep`."""
        return Scored(self.features.chosen(keep), self.points[:, keep], self.base, self.score[keep])


class Ranker(Protocol):
    """Anything that gives points per feature."""

    @property
    def name(self) -> str:
        """Name and version, for the record."""

    def score(self, features: Features) -> Scored:
        """Return the points; an unknown value (NaN) gets exactly 0 points; points follow the feature's direction."""


# Our judgement of 2026-11, to be learned from feedback: what someone can do counts most, then what they want and did
# before; an hour of travel costs as much as a wish gains; the rest decides between equals. Points per unit.
PRIOR: Mapping[Feature, float] = {
    ESSENTIAL: 50.0,
    OPTIONAL: 8.0,
    EXPERIENCE: 12.0,
    WISH: 12.0,
    COMMUTE: -0.2,
    HOURS: 5.0,
    SUPPORT: 6.0,
    LEVEL: -4.0,
}
PRIOR_BASE = 20.0


@dataclass(frozen=True, slots=True)
class PriorRanker:
    """The stated prior: points = weight times value."""

    weights: Mapping[Feature, float] = field(default_factory=lambda: PRIOR)
    base: float = PRIOR_BASE

    @property
    def name(self) -> str:
        """Name and version, for the record."""
        return "prior-2026.11"

    def score(self, features: Features) -> Scored:
        """Return points in the order of FEATURES; the score adds them in that order, so every run gives the same."""
        weights = np.array([[self.weights[feature]] for feature in FEATURES])
        points = np.nan_to_num(features.values.astype(np.float64) * weights, copy=False, nan=0.0)
        score = np.full(points.shape[1], self.base)
        for row in points:
            score += row
        return Scored(features, points, self.base, score)
