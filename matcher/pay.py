"""What work pays and how much of it there is, over some vacancies and per occupation, as far as a market says."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from matcher.eligibility import BITS, Options, Refusal
from matcher.features import Floats
from matcher.market import EPOCH, NO_OCCUPATION, Market
from matcher.reach import Reached, Rows

Counts = NDArray[np.int64]
Doubles = NDArray[np.float64]

# The true median lies between the lowest and the highest of n wages with a chance of 1 - 2 (1/2)^n (David & Nagaraja,
# Order Statistics, 3rd ed., 2003, section 7.1): 94% for five, 88% for four.
LEAST_WAGES = 5
# Papers can be learned for, as skills can: work that misses only these is there for who makes the step.
LEARNABLE = BITS[Refusal.LICENCE] | BITS[Refusal.DIPLOMA]


@dataclass(frozen=True, slots=True)
class Pay:
    """Gross euro an hour over vacancies: the lower quartile, the median and the upper one, and how many state it."""

    low: float
    middle: float
    high: float
    known: int


def pay_of(market: Market, rows: Rows) -> Pay | None:
    """Return what these vacancies pay, each by the middle of its range; None where fewer than `LEAST_WAGES` say."""
    known = wages_of(market, rows)
    known = known[~np.isnan(known)]
    if len(known) < LEAST_WAGES:
        return None
    low, middle, high = (float(value) for value in np.percentile(known, (25, 50, 75)).round(2))
    return Pay(low, middle, high, known=len(known))


def wages_of(market: Market, rows: Rows | slice) -> Doubles:
    """Return the middle of what each vacancy pays, or what it names of it, gross euro an hour; NaN where nothing."""
    low, high = (wage[rows].astype(np.float64) for wage in (market.columns.wage_min, market.columns.wage_max))
    return (np.where(np.isnan(low), high, low) + np.where(np.isnan(high), low, high)) / 2


def hours_of(market: Market, rows: Rows) -> tuple[float | None, float | None]:
    """Return the median of the least and of the most hours a week of these vacancies, None where none says."""
    return _median(market.columns.hours_min[rows]), _median(market.columns.hours_max[rows])


def _median(values: Floats) -> float | None:
    known = values[~np.isnan(values)]
    return float(np.median(known)) if len(known) else None


@dataclass(frozen=True, slots=True, eq=False)
class OccupationPay:
    """The typical wage per occupation: gross euro an hour, in cents, NaN unknown.

    It is the median over the vacancies of the occupation in the whole market; where fewer than `LEAST_WAGES` of these
    name a wage, that of its unit group of ISCO-08 (`of_group`), and unknown where that has too few as well. `count` is
    how many wages it rests on, or how many the occupation itself has where it is unknown.
    """

    wage: Doubles
    count: Counts
    of_group: NDArray[np.bool_]


def pay_per_occupation(market: Market) -> OccupationPay:
    """Return what the vacancies of this market pay; it takes some tens of milliseconds for 100,000."""
    columns, occupations = market.columns, market.concepts.occupations
    wages = wages_of(market, np.s_[:])
    known = np.flatnonzero(~np.isnan(wages) & (columns.occupation != NO_OCCUPATION))
    wages, of = wages[known], columns.occupation[known].astype(np.int64)
    own, count = _medians(wages, of, len(occupations))
    groups = {code: index for index, code in enumerate(sorted({one.isco for one in occupations}))}
    group_of = np.array([groups[one.isco] for one in occupations], np.int64)
    of_all, of_all_count = _medians(wages, group_of[of], len(groups))
    of_all[[index for code, index in groups.items() if not code]] = np.nan  # work without a code is no group
    shared, shared_count = of_all[group_of], of_all_count[group_of]
    of_group = np.isnan(own) & ~np.isnan(shared)
    return OccupationPay(np.where(of_group, shared, own), np.where(of_group, shared_count, count), of_group)


def open_demand(market: Market, on: date) -> Counts:
    """Return per occupation how many vacancies of the whole market are still open on this day."""
    columns = market.columns
    still = columns.closes >= (on - EPOCH).days
    return _per_occupation(columns.occupation[still], len(market.concepts.occupations))


def reachable_demand(market: Market, options: Options) -> Counts:
    """Return per occupation how many vacancies someone can reach and take, skills and papers left aside.

    Within the limit for travel, open, on a route that they want, and fitting hours, times, language, body and dates.
    Where only the text of a vacancy raises a doubt it does not count, just as no course opens it.
    """
    hindered = (options.missed & ~LEARNABLE) != 0
    takes = ~hindered & (options.doubtful == 0) & (options.reach.state == Reached.WITHIN)
    return _per_occupation(market.columns.occupation[options.rows[takes]], len(market.concepts.occupations))


def _per_occupation(occupations: NDArray[np.int32], size: int) -> Counts:
    return np.bincount(occupations[occupations != NO_OCCUPATION], minlength=size)


def _medians(wages: Doubles, of: Counts, size: int) -> tuple[Doubles, Counts]:
    """Return the median per occupation or group, in cents, NaN where too few wages are known; and how many are."""
    order = np.lexsort((wages, of))
    sorted_wages, counts = wages[order], np.bincount(of, minlength=size)
    starts = np.cumsum(counts) - counts
    medians = np.full(size, np.nan)
    enough = np.flatnonzero(counts >= LEAST_WAGES)
    lower, upper = starts[enough] + (counts[enough] - 1) // 2, starts[enough] + counts[enough] // 2
    medians[enough] = np.round((sorted_wages[lower] + sorted_wages[upper]) / 2, 2)
    return medians, counts
