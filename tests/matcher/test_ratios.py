import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from matcher.ratios import bunching, discoveries, ratios_of

COUNTS = st.integers(0, 400)
EXPOSURES = st.floats(0.05, 20)


def ratio(now, before, exposure=1.0):
    found = ratios_of(np.array([float(now)]), np.array([float(before)]), np.array([exposure]))
    return float(found.low[0]), float(found.high[0]), float(found.chance[0])


@given(COUNTS, COUNTS, EXPOSURES)
def test_the_interval_is_the_exact_one_of_the_binomial(now, before, exposure):
    if now + before == 0:
        return
    low, high, _ = ratio(now, before, exposure)
    exact = binomtest(now, now + before).proportion_ci(method="exact")

    assert low / (1 + low * exposure) * exposure == pytest.approx(exact.low, abs=1e-9)
    if before:
        assert high * exposure / (1 + high * exposure) == pytest.approx(exact.high, abs=1e-9)


@given(COUNTS, COUNTS, EXPOSURES)
def test_the_interval_holds_the_ratio_and_leaves_no_change_out_just_when_that_is_unlikely(now, before, exposure):
    low, high, chance = ratio(now, before, exposure)

    assert 0 <= low <= high
    if before:
        assert low - 1e-9 <= now / before / exposure <= high + 1e-9
    assert (chance < 0.05 - 1e-9) <= (low > 1 or high < 1)
    assert (low > 1 + 1e-9 or high < 1 - 1e-9) <= (chance <= 0.05)


@given(COUNTS, COUNTS, EXPOSURES)
def test_turned_around_it_is_the_inverse(now, before, exposure):
    low, high, chance = ratio(now, before, exposure)
    back = ratio(before, now, 1 / exposure)

    assert back[2] == pytest.approx(chance, rel=1e-6, abs=1e-12)
    if now and before:
        assert back[:2] == pytest.approx((1 / high, 1 / low), rel=1e-6)


def test_more_of_the_same_narrows_the_interval():
    widths = [np.diff(ratio(3 * size, 2 * size)[:2])[0] for size in (2, 8, 32, 128)]

    assert widths == sorted(widths, reverse=True)


def test_of_nothing_nothing_is_known():
    assert ratio(0, 0) == (0.0, np.inf, 1.0)


def test_what_was_not_there_before_has_a_least_and_no_most():
    low, high, chance = ratio(12, 0)

    assert low > 2
    assert high == np.inf
    assert chance < 0.001


def test_counts_that_come_alone_are_worth_what_they_are_when_there_are_many():
    plain = np.array([0.02])

    assert bunching(plain, plain, np.array([5_000.0]))[0] == pytest.approx(1.0, abs=0.01)


def test_counts_in_few_bunches_are_worth_less_and_in_one_nothing():
    found = bunching(np.full(4, 0.02), np.full(4, 0.02), np.array([50.0, 8.0, 2.0, 1.0]))

    assert 1 < found[0] < found[1] < found[2] < found[3] == np.inf


def test_a_spread_that_is_smaller_than_chance_makes_nothing_more_certain():
    many = np.array([1e6])

    assert bunching(np.array([0.02]), np.array([0.0]), many)[0] == pytest.approx(1.0, abs=1e-3)
    assert bunching(np.array([0.02]), np.array([0.2]), many)[0] == pytest.approx(10.0, abs=1e-2)


def test_of_many_without_an_effect_hardly_one_stands_out():
    chance = np.random.default_rng(3).random((400, 200))

    assert np.mean([discoveries(each, 0.1).any() for each in chance]) < 0.15


def test_what_stands_out_does_so_among_others_as_well():
    chance = np.concatenate([np.full(20, 1e-5), np.linspace(0.2, 1, 200)])

    found = discoveries(chance, 0.1)

    assert found[:20].all()
    assert not found[20:].any()


def test_of_none_none_stand_out():
    assert not len(discoveries(np.array([]), 0.1))
