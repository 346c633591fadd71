"""How sure a link is: the chance that it is right, learned from held-out synonyms and from phrases that are no work.

Logistic regression on what a search shows: the product of two chances, that the text is about the subject at all and
that the nearest concept is the right one. Those are not independent, so the product is brought to what held-out
synonyms show (Platt, 1999, Probabilistic Outputs for Support Vector Machines), which keeps its order.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

Evidence = NDArray[np.float64]

SIGNS = ("score", "lead", "nearest label", "shared n-grams", "known n-grams", "known words", "nearest foreign phrase")
# Fewer held-out synonyms than this say too little; then the score itself is the confidence.
FEWEST = 100
REFUSED = 0.955  # of the phrases that are no work: a little more than the 95 of 100 that is promised on others
WEAK_PRIOR = 10.0  # of LogisticRegression: a few signs and hundreds of examples need little holding back
SUREST = 1e-6  # how far a chance stays from 0 and 1 where its odds are taken


@dataclass(frozen=True, slots=True, eq=False)
class Confidence:
    """Coefficients (n_signs + 1,), the last one the constant: of being `about` the subject, and of being `right`.

    None where too little was held out to learn from. `scale` is the slope, above 0, and the constant by which the log
    odds of their product become those of the chance. `foreign` is the chance that only few phrases which are no work
    exceed, 0 where nothing was learned.
    """

    about: Evidence | None
    right: Evidence | None
    scale: tuple[float, float] = (1.0, 0.0)
    foreign: float = 0.0

    def of(self, evidence: Evidence) -> Evidence:
        """Return the chance that a link is right, in [0, 1]; `evidence` has shape (n, n_signs), columns as `SIGNS`."""
        if self.about is None or self.right is None:
            return np.clip(evidence[:, 0], 0.0, 1.0)
        slope, constant = self.scale
        odds = slope * _log_odds(_chance(self.about, evidence) * _chance(self.right, evidence)) + constant
        chance: Evidence = 1 / (1 + np.exp(-odds))
        return chance


NOTHING_LEARNED = Confidence(None, None)


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """Evidence of links of held-out synonyms (`inside`), whether each `is_right`, and of phrases that are no work."""

    inside: Evidence
    is_right: NDArray[np.bool_]
    outside: Evidence


def learn_confidence(judged: Judged) -> Confidence:
    """Return how sure to be; nothing is learned where fewer than 100 synonyms could be held out."""
    inside, is_right = judged.inside, judged.is_right
    if len(inside) < FEWEST or is_right.all() or not is_right.any() or not len(judged.outside):
        return NOTHING_LEARNED
    both = np.vstack([inside, judged.outside])
    is_inside = np.arange(len(both)) < len(inside)
    learned = Confidence(_fit(both, is_inside, balanced=True), _fit(inside, is_right, balanced=False))
    learned = replace(learned, scale=_scale(learned.of(inside), is_right))
    return replace(learned, foreign=float(np.quantile(learned.of(judged.outside), REFUSED)))


def _fit(evidence: Evidence, holds: NDArray[np.bool_], *, balanced: bool) -> Evidence:
    # Signs differ little in scale; standardising makes the weak prior the same for each.
    middle, spread = evidence.mean(axis=0), evidence.std(axis=0) + 1e-6
    model = LogisticRegression(C=WEAK_PRIOR, class_weight="balanced" if balanced else None, max_iter=1000)
    model.fit((evidence - middle) / spread, holds)
    weights = model.coef_[0] / spread
    return np.append(weights, model.intercept_[0] - weights @ middle)


def _scale(chances: Evidence, is_right: NDArray[np.bool_]) -> tuple[float, float]:
    """Return the slope and constant that make chances what held-out links show; as they are where those contradict."""
    model = LogisticRegression(C=WEAK_PRIOR, max_iter=1000).fit(_log_odds(chances)[:, None], is_right)
    slope, constant = float(model.coef_[0, 0]), float(model.intercept_[0])
    return (slope, constant) if slope > 0 else (1.0, 0.0)


def _log_odds(chances: Evidence) -> Evidence:
    inside = np.clip(chances, SUREST, 1 - SUREST)
    odds: Evidence = np.log(inside / (1 - inside))
    return odds


def _chance(coefficients: Evidence, evidence: Evidence) -> Evidence:
    chance: Evidence = 1 / (1 + np.exp(-np.clip(evidence @ coefficients[:-1] + coefficients[-1], -30, 30)))
    return chance
