import math

import pytest

from matcher.codes import WagePeriod
from matcher.domain import Wage
from pipelines.hourly import hourly

UNKNOWN = (None, None)


@pytest.mark.parametrize(
    ("wage", "hours", "an_hour"),
    [
        (Wage(16.0, 18.5, WagePeriod.HOUR), UNKNOWN, (16.0, 18.5)),
        (Wage(128.0, None, WagePeriod.DAY), UNKNOWN, (16.0, None)),
        (Wage(760.0, 760.0, WagePeriod.WEEK), UNKNOWN, (20.0, 20.0)),
        (Wage(3_040.0, None, WagePeriod.FOUR_WEEKS), UNKNOWN, (20.0, None)),
        (Wage(2_634.67, 3_293.33, WagePeriod.MONTH), UNKNOWN, (16.0, 20.0)),
        (Wage(39_520.0, None, WagePeriod.YEAR), UNKNOWN, (20.0, None)),
    ],
)
def test_a_sum_of_any_period_becomes_euro_an_hour_of_a_full_week(wage, hours, an_hour):
    low, high = hourly(wage, hours)

    for found, expected in zip((low, high), an_hour, strict=True):
        assert math.isnan(found) if expected is None else found == pytest.approx(expected, rel=1e-4)


def test_a_sum_too_small_for_a_full_week_is_of_the_stated_hours():
    assert hourly(Wage(1_386.67, None, WagePeriod.MONTH), (20.0, 20.0))[0] == pytest.approx(16.0, rel=1e-4)


def test_a_sum_that_a_full_week_explains_stays_that_of_a_full_week_whatever_the_hours():
    assert hourly(Wage(2_634.67, None, WagePeriod.MONTH), (20.0, 20.0))[0] == pytest.approx(16.0, rel=1e-4)


def test_an_allowance_is_no_wage():
    assert math.isnan(hourly(Wage(210.0, None, WagePeriod.MONTH), UNKNOWN)[0])
    assert math.isnan(hourly(Wage(2.0, None, WagePeriod.HOUR), UNKNOWN)[0])


def test_no_wage_is_unknown():
    assert all(map(math.isnan, hourly(None, (20.0, 40.0))))
