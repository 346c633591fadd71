import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.codes import WagePeriod
from matcher.domain import Wage
from pipelines.sources.numbers import ImpossibleError
from pipelines.sources.wages import make_wage, parse_period, parse_wage

HOUR, MONTH, YEAR = WagePeriod.HOUR, WagePeriod.MONTH, WagePeriod.YEAR


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("€ 14,50 - € 16,20 per uur", (14.5, 16.2, HOUR)),
        ("14,50-16,20 p.u.", (14.5, 16.2, HOUR)),
        ("uurloon € 15", (15, 15, HOUR)),
        ("€15,- p/u", (15, 15, HOUR)),
        ("€ 15,25/uur", (15.25, 15.25, HOUR)),
        ("2.300 tot 2.800 bruto p/m", (2300, 2800, MONTH)),
        ("€2.450,00", (2450, 2450, None)),
        ("€ 2.450,- bruto per maand", (2450, 2450, MONTH)),
        ("2 450 euro p.m.", (2450, 2450, MONTH)),
        ("28k per jaar", (28000, 28000, YEAR)),
        ("28-32k per jaar", (28000, 32000, YEAR)),
        ("€ 30,000 per annum", (30000, 30000, YEAR)),
        ("€ 600 per week", (600, 600, WagePeriod.WEEK)),
        ("€ 120 per dag", (120, 120, WagePeriod.DAY)),
        ("€ 2.200 per 4 weken", (2200, 2200, WagePeriod.FOUR_WEEKS)),
        ("2200 per vier weken", (2200, 2200, WagePeriod.FOUR_WEEKS)),
        ("maximaal € 2.800 per maand", (None, 2800, MONTH)),
        ("vanaf € 14,71 per uur", (14.71, None, HOUR)),
        ("€ 2.300 - € 2.800 per maand op basis van 36 uur per week", (2300, 2800, MONTH)),
        ("€ 2.300 bruto per maand o.b.v. 40 uur", (2300, 2300, MONTH)),
        ("schaal 4, € 2.100 tot € 2.600 per maand", (2100, 2600, MONTH)),
        ("€ 15 per uur + 8% vakantiegeld", (15, 15, HOUR)),
        ("2300\u00a0–\u00a02800 per maand", (2300, 2800, MONTH)),
    ],
)
def test_a_wage_is_read_as_advertisements_write_it(text, stated):
    assert parse_wage(text) == (stated, "")


@pytest.mark.parametrize(
    "text", ["conform cao", "marktconform", "in overleg", "minimumloon", "n.o.t.k.", "cao schaal 4"]
)
def test_a_wage_without_a_sum_is_unknown_and_no_reason_for_a_warning(text):
    assert parse_wage(text)[0][:2] == (None, None)
    assert parse_wage(text)[1] == ""


def test_more_than_two_sums_stay_unknown_with_a_warning():
    stated, warning = parse_wage("2100, 2300 of 2500 per maand")
    assert stated == (None, None, None)
    assert "meer dan twee" in warning


@pytest.mark.parametrize("text", ["-14,50", "€ -14,50 per uur", "- 2300", "nan", "inf"])
def test_a_negative_or_infinite_wage_is_impossible(text):
    with pytest.raises(ImpossibleError):
        parse_wage(text)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("uur", HOUR),
        ("per uur", HOUR),
        ("HOUR", HOUR),
        ("maand", MONTH),
        ("p.m.", MONTH),
        ("MONTH", MONTH),
        ("jaar", YEAR),
        ("YEAR", YEAR),
        ("ANN", YEAR),
        ("WEEK", WagePeriod.WEEK),
        ("4-weken", WagePeriod.FOUR_WEEKS),
        ("DAY", WagePeriod.DAY),
    ],
)
def test_a_period_is_known_by_many_words(text, period):
    assert parse_period(text) == (period, "")


def test_a_word_that_is_no_period_gives_a_warning():
    assert parse_period("kwartaal") == (None, "loonperiode 'kwartaal' niet herkend")


@pytest.mark.parametrize(("low", "high", "period"), [(14.5, 16, HOUR), (2300, 2800, MONTH), (28_000, 32_000, YEAR)])
def test_a_period_that_is_missing_is_told_by_the_size_with_a_warning(low, high, period):
    wage, warning = make_wage(low, high, None)
    assert wage == Wage(low, high, period)
    assert period.label in warning


@pytest.mark.parametrize(("low", "high"), [(450, 450), (80, 90), (60, 90), (9_000, 12_000)])
def test_a_size_that_fits_more_periods_stays_unknown_with_a_warning(low, high):
    wage, warning = make_wage(low, high, None)
    assert wage is None
    assert "zonder periode" in warning


def test_nothing_or_nought_is_no_wage():
    assert make_wage(None, None, HOUR) == (None, "")
    assert make_wage(0, 0, MONTH) == (None, "")


def test_one_end_may_be_missing():
    assert make_wage(None, 16, HOUR) == (Wage(None, 16, HOUR), "")
    assert make_wage(0, 16, HOUR) == (Wage(None, 16, HOUR), "")


def test_a_lowest_above_the_highest_is_impossible():
    with pytest.raises(ImpossibleError, match="meer dan het hoogste"):
        make_wage(16.2, 14.5, HOUR)


@pytest.mark.parametrize(
    ("value", "period"),
    [(0.9, HOUR), (151, HOUR), (14.5, MONTH), (30_000, MONTH), (14.5, YEAR), (350_000, YEAR), (7_000, WagePeriod.WEEK)],
)
def test_a_sum_that_no_working_week_makes_an_hourly_wage_of_1_to_150_is_impossible(value, period):
    with pytest.raises(ImpossibleError, match="kan geen loon zijn"):
        make_wage(value, value, period)


@pytest.mark.parametrize(
    ("value", "period"), [(1, HOUR), (150, HOUR), (100, MONTH), (25_900, MONTH), (5.60, HOUR), (500, MONTH)]
)
def test_allowances_and_part_time_wages_are_possible(value, period):
    assert make_wage(value, value, period) == (Wage(value, value, period), "")


@given(st.text(st.sampled_from("0123456789.,-€k /peruurmand% \u00a0"), max_size=30))
def test_no_text_makes_it_fail_in_another_way(text):
    try:
        wage, _ = make_wage(*parse_wage(text)[0])
    except ImpossibleError:
        wage = None
    assert wage is None or wage.minimum is not None or wage.maximum is not None
