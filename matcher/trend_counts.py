"""Counting dated vacancies so that two years can be compared: like with like, per occupation and per skill.

Each source is compared with itself and each quarter with the same of the year before, and these comparisons are pooled
(Mantel & Haenszel 1959, J. Natl. Cancer Inst. 22): seasons, and sources that came, went or were read in part, are no
movement.
"""

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from matcher.market import NO_OCCUPATION
from matcher.ratios import Floats, bunching

NO_EMPLOYER = -1
MONTHS, QUARTERS, FIRST_YEAR = 3, 4, 1970  # in a quarter, in a year; quarter 0 is the first of 1970
# A quarter with fewer dated vacancies than this is no history (our choice, 2026-11).
LEAST_ROWS = 30


@dataclass(frozen=True, slots=True, eq=False)
class Dated:
    """One element per vacancy: `day` in days since 1970, the index of its occupation or NO_OCCUPATION.

    `source` is a number per source and `employer` one per employer, NO_EMPLOYER when unknown.
    """

    day: NDArray[np.int32]
    occupation: NDArray[np.int32]
    source: NDArray[np.int32]
    employer: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Compared:
    """The quarters that were compared, the latest first: `now[i]` with `before[i]`, as quarters since 1970.

    `seasons` says that they lie a year apart, so that the seasons are the same.
    """

    now: tuple[int, ...]
    before: tuple[int, ...]
    seasons: bool


def quarter_of(on: date) -> int:
    """Return the quarter of a day, as quarters since 1970."""
    return (on.year - FIRST_YEAR) * QUARTERS + (on.month - 1) // MONTHS


def quarters_of(day: NDArray[np.int32]) -> NDArray[np.int64]:
    """Return the quarters of days since 1970."""
    return day.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) // MONTHS


def compared_quarters(quarter: NDArray[np.int64], running: int) -> Compared | None:
    """Return which quarters to compare, the running one left out; None when there are too few.

    The last four with the same four a year earlier, as far as there is history; with four quarters in all, the last two
    with the two before.
    """
    filled = {int(one) for one, rows in zip(*np.unique(quarter, return_counts=True), strict=True) if rows >= LEAST_ROWS}
    last = tuple(range(running - 1, running - 1 - QUARTERS, -1))
    if now := tuple(one for one in last if {one, one - QUARTERS} <= filled):
        return Compared(now, tuple(one - QUARTERS for one in now), seasons=True)
    if filled.issuperset(last):
        half = QUARTERS // 2
        return Compared(last[:half], last[half:], seasons=False)
    return None


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """The vacancies that are compared; `part` is the part of all vacancies of its source and quarters that is now."""

    occupation: NDArray[np.int32]
    employer: NDArray[np.int64]
    is_now: NDArray[np.bool_]
    part: Floats

    @property
    def weight(self) -> Floats:
        """What a vacancy counts for, so that both sides of every comparison weigh the same."""
        return np.where(self.is_now, 1 - self.part, self.part)

    def only(self, chosen: NDArray[np.bool_]) -> "Rows":
        """Return some of them."""
        return Rows(self.occupation[chosen], self.employer[chosen], self.is_now[chosen], self.part[chosen])


def pooled(dated: Dated, quarter: NDArray[np.int64], compared: Compared) -> Rows:
    """Return the vacancies of each source in each pair of quarters of which both sides are there."""
    pair = np.full(len(quarter), -1, np.int64)
    for index, quarters in enumerate(zip(compared.now, compared.before, strict=True)):
        pair[np.isin(quarter, quarters)] = index
    chosen = pair >= 0
    is_now = np.isin(quarter[chosen], compared.now)
    stratum = dated.source[chosen].astype(np.int64) * len(compared.now) + pair[chosen]
    _, stratum = np.unique(stratum, return_inverse=True)
    part = (np.bincount(stratum, is_now) / np.maximum(np.bincount(stratum), 1))[stratum]
    rows = Rows(dated.occupation[chosen], dated.employer[chosen], is_now, part)
    return rows.only((part > 0) & (part < 1))


@dataclass(frozen=True, slots=True, eq=False)
class Counted:
    """Sums per concept; the rows of the arrays are now and before.

    `vacancies` counts them, `weights` and `squares` add up what they count for; `alone` are the squares of those whose
    employer has no other, `bunches` (employers x concepts) the weights of all others. `even` and `even_squares` add up
    what every vacancy would count for on that side, whatever its own.
    """

    vacancies: Floats
    weights: Floats
    squares: Floats
    alone: Floats
    even: Floats
    even_squares: Floats
    bunches: tuple[Any, Any]  # scipy.sparse.csr_array


def counted(rows: Rows, occupations: int) -> Counted:
    """Return the sums per occupation of the taxonomy."""
    rows = rows.only(rows.occupation != NO_OCCUPATION)
    _, employer, often = np.unique(rows.employer, return_inverse=True, return_counts=True)
    alone = (rows.employer == NO_EMPLOYER) | (often[employer] == 1)

    def added(now: NDArray[Any], before: NDArray[Any]) -> Floats:
        return np.array([np.bincount(rows.occupation, each, occupations) for each in (now, before)], np.float64)

    def bunches(side: NDArray[np.bool_]) -> Any:
        mine = side & ~alone
        values = (rows.weight[mine], (employer[mine], rows.occupation[mine]))
        return sparse.csr_array(values, shape=(len(often), occupations))

    now, before, weight = rows.is_now, ~rows.is_now, rows.weight
    return Counted(
        vacancies=added(now * 1.0, before * 1.0),
        weights=added(now * weight, before * weight),
        squares=added(now * weight**2, before * weight**2),
        alone=added((now & alone) * weight**2, (before & alone) * weight**2),
        even=added(1 - rows.part, rows.part),
        even_squares=added((1 - rows.part) ** 2, rows.part**2),
        bunches=(bunches(now), bunches(before)),
    )


def per_skill(per_occupation: Counted, essential: Any) -> Counted:
    """Return the same sums per skill, of all occupations to which it is essential."""
    asked = essential.astype(np.float64)
    sums = {
        field.name: getattr(per_occupation, field.name) for field in fields(per_occupation) if field.name != "bunches"
    }
    now, before = (sparse.csr_array(bunches @ asked) for bunches in per_occupation.bunches)
    return Counted(**{name: (asked.T @ values.T).T for name, values in sums.items()}, bunches=(now, before))


def divisor(sums: Counted) -> Floats:
    """Return by how much counts are worth less, as the vacancies of one employer come and go together."""
    per_now, per_before = np.divide(1.0, sums.weights, out=np.zeros_like(sums.weights), where=sums.weights > 0)
    squares = np.array([per_now**2, per_before**2])
    of_now, of_before = sums.bunches
    bunched = np.array([_column_sums(of_now.multiply(of_now)), _column_sums(of_before.multiply(of_before))])
    separate = ((sums.alone + bunched) * squares).sum(axis=0)
    across = 2 * _column_sums(of_now.multiply(of_before)) * per_now * per_before
    sides = (sums.weights > 0).sum(axis=0)
    in_effect = np.divide(sides**2, separate + across, out=np.zeros_like(across), where=separate > 0)
    plain = (sums.squares * squares).sum(axis=0)
    return bunching(plain, np.maximum(separate - across, 0.0), in_effect)


def _column_sums(matrix: Any) -> Floats:
    sums: Floats = np.asarray(matrix.sum(axis=0)).ravel()
    return sums
