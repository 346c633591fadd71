"""Ratios of two counts with what chance allows: exact intervals, counts that come in bunches, and many at once.

Given how many there are in both periods together, the part in the later one is binomial (Przyborowski & Wilenski 1940,
Biometrika 31); its exact interval (Clopper & Pearson 1934, Biometrika 26) becomes that of the ratio.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import betainc, betaincinv, stdtrit

Floats = NDArray[np.float64]

OUTSIDE = 0.05  # what a 95% interval leaves out, half on each side
NORMAL = 1.959963984540054  # the same 2.5% in the tail of a normal distribution
# Below so much more than one bunch, nothing can be said about how much bunches differ.
LEAST_BUNCHES = 1.001


@dataclass(frozen=True, slots=True, eq=False)
class Ratios:
    """One element per ratio of now to before: its 95% interval, and `chance`, the two-sided p of no change.

    Where nothing was counted the interval is 0 to infinite and `chance` 1.
    """

    low: Floats
    high: Floats
    chance: Floats


def ratios_of(now: Floats, before: Floats, exposure: Floats) -> Ratios:
    """Return the ratios of two rates.

    `now` and `before` are counts that need not be whole, `exposure` (more than 0) is how much was looked at now for
    each one before: the ratio is `now / before / exposure`.
    """
    some = now + before > 0
    a, b = np.maximum(now, 0.0), np.maximum(before, 0.0)
    tail = OUTSIDE / 2
    least = np.where(a > 0, betaincinv(np.where(a > 0, a, 1.0), b + 1, tail), 0.0)
    most = np.where(b > 0, betaincinv(a + 1, np.where(b > 0, b, 1.0), 1 - tail), 1.0)
    even = exposure / (1 + exposure)  # the part that would be now if nothing changed
    at_least = np.where(a > 0, betainc(np.where(a > 0, a, 1.0), b + 1, even), 1.0)
    at_most = np.where(b > 0, 1 - betainc(a + 1, np.where(b > 0, b, 1.0), even), 1.0)
    with np.errstate(divide="ignore"):
        return Ratios(
            low=np.where(some, least / (1 - least) / exposure, 0.0),
            high=np.where(some, most / (1 - most) / exposure, np.inf),
            chance=np.where(some, np.minimum(1.0, 2 * np.minimum(at_least, at_most)), 1.0),
        )


def bunching(plain: Floats, robust: Floats, bunches: Floats) -> Floats:
    """Return by how much to divide counts that come in bunches (one employer, many vacancies), at least 1.

    `plain` is the variance of the logarithm of the ratio if each count came alone, `robust` the one over bunches
    (Liang & Zeger 1986, Biometrika 73), `bunches` how many there are in effect (Carter, Schnepel & Steigerwald 2017,
    Rev. Econ. Stat. 99). With few bunches their spread is badly known, so that Student's t replaces the normal.
    Infinite for one bunch.
    """
    enough = bunches > LEAST_BUNCHES
    student = stdtrit(np.where(enough, bunches - 1, 1.0), 1 - OUTSIDE / 2)
    spread = np.divide(robust, plain, out=np.ones_like(plain), where=plain > 0)
    return np.where(enough, np.maximum(spread, 1.0) * (student / NORMAL) ** 2, np.inf)


def discoveries(chance: Floats, share: float) -> NDArray[np.bool_]:
    """Return which of many p-values stand out, such that at most this share of those is expected to be by chance.

    After Benjamini & Hochberg 1995, J. R. Stat. Soc. B 57; it also holds for things that move together, as skills of
    one occupation do (Benjamini & Yekutieli 2001, Ann. Stat. 29).
    """
    order = np.argsort(chance, kind="stable")
    passed = np.flatnonzero(chance[order] <= share * np.arange(1, len(chance) + 1) / max(len(chance), 1))
    found = np.zeros(len(chance), np.bool_)
    if len(passed):
        found[order[: passed[-1] + 1]] = True
    return found
