"""How good rankings are, and whether a confidence can be taken at its word. Plain numpy; higher scores are better.

A rank counts from 1; rank 0 means that nothing relevant was found. Formats and choices: docs/link-evaluate.md.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

DEPTH = 1000  # elements of a ranking that are looked at: as many as a TREC run holds by custom
SUCCESS_AT = (1, 5, 10)
SHARE = 0.95  # of the intervals
# Efron and Tibshirani (1993), An Introduction to the Bootstrap, advise 1,000 or more for an interval; with
# 10,000 another seed moves its ends by less than a thousandth.
DRAWS = 10_000
SEED = 2026
BINS = 10
DRAWN_AT_ONCE = 2_000_000  # numbers: 16 MB


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean over queries with the ends of its 95% interval; all three are NaN when there are no queries."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Measures:
    """Mean reciprocal rank, and per k the share of queries with a relevant element among the first k; in [0, 1]."""

    queries: int
    mrr: Estimate
    success: tuple[tuple[int, Estimate], ...]


def measures(ranks: ArrayLike, seed: int = SEED) -> Measures:
    """Return the measures over the ranks of the first relevant element, shape (n_queries,)."""
    ranks = np.asarray(ranks, np.int64)
    return Measures(
        queries=len(ranks),
        mrr=estimate(reciprocal_rank(ranks), seed),
        success=tuple((k, estimate(success_at(ranks, k), seed)) for k in SUCCESS_AT),
    )


def first_rank(ranking: NDArray[np.integer], relevant: Collection[int]) -> int:
    """Return the rank of the first element of a ranking that is relevant, among the first 1,000."""
    hits = np.flatnonzero(np.isin(ranking[:DEPTH], list(relevant)))
    return int(hits[0]) + 1 if len(hits) else 0


def rank_by_score(scores: NDArray[np.floating], relevant: Collection[int]) -> int:
    """Return the rank of the first relevant element when elements stand by score, equals by position.

    `scores` has shape (n_elements,). An element that comes before a relevant one with the same score stays before it:
    ties are never broken in favour of what is relevant. Beyond the first 1,000 the rank is 0.
    """
    if not relevant:
        return 0
    where = np.array(sorted(relevant))
    best = where[scores[where].argmax()]  # argmax takes the first of equals, here the lowest position
    before = np.count_nonzero(scores > scores[best]) + np.count_nonzero(scores[:best] == scores[best])
    return int(before) + 1 if before < DEPTH else 0


def reciprocal_rank(ranks: NDArray[np.integer]) -> NDArray[np.float64]:
    """Return 1/rank, and 0 where nothing was found (Voorhees, 1999, TREC-8 Question Answering Track Report)."""
    found = ranks > 0
    return np.where(found, 1 / np.where(found, ranks, 1), 0.0)


def success_at(ranks: NDArray[np.integer], k: int) -> NDArray[np.float64]:
    """Return 1 where something relevant is among the first k, else 0 (Craswell, 2009, "Success at n")."""
    return ((ranks > 0) & (ranks <= k)).astype(np.float64)


def estimate(values: NDArray[np.float64], seed: int = SEED) -> Estimate:
    """Return the mean of one value per query and its percentile bootstrap interval."""
    if not len(values):
        return Estimate(np.nan, np.nan, np.nan)
    return Estimate(float(values.mean()), *bootstrap_interval(values, seed))


def bootstrap_interval(
    values: NDArray[np.float64], seed: int = SEED, draws: int = DRAWS, share: float = SHARE
) -> tuple[float, float]:
    """Return between which means this share of the redrawn samples lies (the percentile method, Efron, 1979).

    The queries are redrawn, which is what would differ in another sample of titles; `values` is not empty.
    """
    dice = np.random.default_rng(seed)
    rows = max(1, DRAWN_AT_ONCE // len(values))
    means = [
        values[dice.integers(len(values), size=(min(rows, draws - start), len(values)))].mean(axis=1)
        for start in range(0, draws, rows)
    ]
    low, high = np.quantile(np.concatenate(means), [(1 - share) / 2, (1 + share) / 2])
    return float(low), float(high)


def expected_calibration_error(confidence: ArrayLike, correct: ArrayLike, bins: int = BINS) -> float:
    """Return how far confidence and the share that is right lie apart on average, in [0, 1]; NaN without answers.

    Both have shape (n_answers,), confidence in [0, 1]. Answers are put in bins of equal numbers by confidence (Naeini,
    Cooper and Hauskrecht, 2015, AAAI, with the equal-mass bins of Nguyen and O'Connor, 2015, EMNLP): bins of equal
    width would be nearly empty where few answers fall. Equal confidences share their mean outcome, so that the order
    of the answers makes no difference.
    """
    sure, right = np.asarray(confidence, np.float64), np.asarray(correct, np.float64)
    if sure.shape != right.shape or sure.ndim != 1:
        raise ValueError(f"one outcome per confidence is needed, not {right.shape} for {sure.shape}")
    if not len(sure):
        return float("nan")
    _, group, size = np.unique(sure, return_inverse=True, return_counts=True)
    right = (np.bincount(group, right) / size)[group]
    order = np.argsort(sure)
    gaps = [abs(sure[part].sum() - right[part].sum()) for part in np.array_split(order, bins)]
    return float(sum(gaps) / len(sure))


def ranks_of(rankings: Sequence[NDArray[np.integer]], relevant: Sequence[Collection[int]]) -> NDArray[np.int64]:
    """Return the rank of the first relevant element of each ranking, shape (n_queries,)."""
    return np.array([first_rank(ranking, wanted) for ranking, wanted in zip(rankings, relevant, strict=True)], np.int64)
