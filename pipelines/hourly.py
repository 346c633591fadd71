"""Wages of any period as gross euro an hour, so that they can be compared."""

import math

from matcher.codes import WagePeriod
from matcher.domain import Wage
from pipelines.from_text import Hours
from pipelines.sources.numbers import DAY_HOURS, MONTH_WEEKS

# Advertisements state the wage of a full week unless they say otherwise; 38 lies between the 36 and 40 of most CAOs.
FULL_WEEK = 38.0
# The legal minimum from 21 years on, gross an hour (Wet minimumloon art. 8 lid 1, from 2026-01-01). Only used to tell
# whether a sum is of a full week: it need not be the latest.
MINIMUM = 14.71
# Under this it is an allowance and no wage: the legal minimum of the youngest, 15 years old, is 30% of `MINIMUM`.
LEAST = 0.30 * MINIMUM

WEEKS = {
    WagePeriod.WEEK: 1.0,
    WagePeriod.FOUR_WEEKS: 4.0,
    WagePeriod.MONTH: MONTH_WEEKS,
    WagePeriod.YEAR: 52.0,
}


def hourly(wage: Wage | None, hours: Hours) -> tuple[float, float]:
    """Return the lowest and highest gross euro an hour, NaN where the wage does not say; `hours` are those of a week.

    A sum that would be less than the minimum wage over a full week is that of the stated hours.
    """
    if wage is None:
        return math.nan, math.nan
    # The least pay goes with the fewest hours: a range of both is one of the same wage an hour, or nearly.
    return _an_hour(wage.minimum, wage.period, hours[0]), _an_hour(wage.maximum, wage.period, hours[1])


def _an_hour(amount: float | None, period: WagePeriod, hours: float | None) -> float:
    if amount is None:
        return math.nan
    if period is WagePeriod.HOUR:
        pay = amount
    elif period is WagePeriod.DAY:
        pay = amount / DAY_HOURS
    else:
        pay = amount / (WEEKS[period] * FULL_WEEK)
        if pay < MINIMUM and hours:
            pay = amount / (WEEKS[period] * min(hours, FULL_WEEK))
    return pay if pay >= LEAST else math.nan
