import math
import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.retrieval import (
    DEPTH,
    SUCCESS_AT,
    bootstrap_interval,
    estimate,
    expected_calibration_error,
    first_rank,
    measures,
    rank_by_score,
    ranks_of,
    reciprocal_rank,
    success_at,
)

RANKS = st.lists(st.integers(0, 30), min_size=1, max_size=40)
# Few values, so that there are many ties.
SCORES = st.lists(st.sampled_from([0.0, 0.25, 0.5, 1.0]), min_size=1, max_size=30)


def test_the_first_relevant_element_gives_the_rank():
    assert first_rank(np.array([7, 3, 5]), {5, 3}) == 2
    assert first_rank(np.array([7, 3, 5]), {7}) == 1


def test_without_a_relevant_element_the_rank_is_nought():
    assert first_rank(np.array([7, 3, 5]), {4}) == 0
    assert first_rank(np.array([7, 3, 5]), set()) == 0
    assert first_rank(np.array([], np.int32), {4}) == 0
    assert rank_by_score(np.array([0.5, 0.1]), set()) == 0


def test_nothing_beyond_the_first_thousand_counts():
    ranking = np.arange(DEPTH + 1)

    assert first_rank(ranking, {DEPTH - 1}) == DEPTH
    assert first_rank(ranking, {DEPTH}) == 0
    assert rank_by_score(-ranking.astype(float), {DEPTH - 1}) == DEPTH
    assert rank_by_score(-ranking.astype(float), {DEPTH}) == 0


def test_an_equal_score_earlier_in_the_corpus_stays_before_the_relevant_element():
    scores = np.array([0.5, 0.9, 0.9, 0.9])

    assert rank_by_score(scores, {3}) == 3
    assert rank_by_score(scores, {1}) == 1
    assert rank_by_score(np.zeros(4), {2}) == 3


@given(scores=SCORES, data=st.data())
def test_the_rank_by_score_is_that_of_a_stable_sort(scores, data):
    relevant = data.draw(st.sets(st.integers(0, len(scores) - 1)))
    order = sorted(range(len(scores)), key=lambda position: (-scores[position], position))
    expected = next((rank for rank, position in enumerate(order, 1) if position in relevant), 0)

    assert rank_by_score(np.array(scores), relevant) == expected
    assert first_rank(np.array(order), relevant) == expected


def test_ranks_of_all_queries_stand_in_their_order():
    rankings = [np.array([2, 0, 1]), np.array([0, 1, 2])]

    assert ranks_of(rankings, [{1}, {0}]).tolist() == [3, 1]


@given(ranks=RANKS)
def test_measures_are_the_plain_means(ranks):
    found = measures(ranks)

    assert found.queries == len(ranks)
    assert found.mrr.value == pytest.approx(sum(1 / rank if rank else 0 for rank in ranks) / len(ranks))
    assert [k for k, _ in found.success] == list(SUCCESS_AT)
    for k, one in found.success:
        assert one.value == pytest.approx(sum(1 <= rank <= k for rank in ranks) / len(ranks))


@given(ranks=RANKS)
def test_an_interval_lies_around_the_mean_within_what_there_is(ranks):
    values = reciprocal_rank(np.array(ranks))

    low, high = bootstrap_interval(values, seed=1, draws=1000)

    assert values.min() - 1e-12 <= low <= high <= values.max() + 1e-12
    assert low - 1e-12 <= values.mean() <= high + 1e-12


def test_no_queries_give_no_figure_and_not_nought():
    found = measures([])

    assert found.queries == 0
    assert math.isnan(found.mrr.value)
    assert math.isnan(found.success[0][1].high)


def test_the_same_seed_gives_the_same_interval_and_another_a_little_different():
    values = np.random.default_rng(3).random(200)

    assert estimate(values, seed=1) == estimate(values, seed=1)
    assert bootstrap_interval(values, seed=1) != bootstrap_interval(values, seed=2)
    assert bootstrap_interval(values, seed=1) == pytest.approx(bootstrap_interval(values, seed=2), abs=0.005)


def test_the_interval_of_a_share_is_that_of_the_normal_distribution():
    values = np.array([1.0] * 300 + [0.0] * 700)
    half = 1.96 * math.sqrt(0.3 * 0.7 / 1000)

    assert bootstrap_interval(values) == pytest.approx((0.3 - half, 0.3 + half), abs=0.003)


def test_drawing_in_parts_is_drawing_all_the_same():
    values = np.random.default_rng(5).random(3_000)  # more than fit in one go
    low, high = bootstrap_interval(values, draws=1_500)
    half = 1.96 * values.std() / math.sqrt(len(values))

    assert (low, high) == pytest.approx((values.mean() - half, values.mean() + half), abs=0.002)


def test_success_counts_the_place_itself_and_no_missing_answer():
    assert success_at(np.array([0, 1, 5, 6]), 5).tolist() == [0, 1, 1, 0]


# Calibration.


def plain_error(confidence, correct, bins):
    """The same in plain Python, for confidences that all differ."""
    pairs = sorted(zip(confidence, correct, strict=True))
    size, larger = divmod(len(pairs), bins)
    total, at = 0.0, 0
    for number in range(bins):
        part = pairs[at : at + size + (number < larger)]
        at += len(part)
        total += abs(sum(sure for sure, _ in part) - sum(right for _, right in part))
    return total / len(pairs)


@given(
    answers=st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=60, unique_by=lambda one: one[0]),
    bins=st.integers(1, 12),
)
def test_the_calibration_error_is_the_plain_one(answers, bins):
    confidence, correct = zip(*answers, strict=True)

    found = expected_calibration_error(confidence, correct, bins)

    assert found == pytest.approx(plain_error(confidence, correct, bins), abs=1e-12)
    assert 0 <= found <= 1


@given(
    answers=st.lists(st.tuples(st.sampled_from([0.2, 0.5, 0.9]), st.booleans()), min_size=1, max_size=40),
    seed=st.integers(0, 5),
)
def test_the_order_of_answers_with_equal_confidence_makes_no_difference(answers, seed):
    other = random.Random(seed).sample(answers, len(answers))

    one, two = (expected_calibration_error(*zip(*order, strict=True), bins=4) for order in (answers, other))

    assert one == pytest.approx(two, abs=1e-12)


def test_known_calibration_errors():
    assert expected_calibration_error([1.0] * 8, [1] * 8) == 0
    assert expected_calibration_error([1.0] * 8, [0] * 8) == 1
    assert expected_calibration_error([0.75] * 8, [1, 1, 1, 0] * 2) == pytest.approx(0)
    assert expected_calibration_error([0.9] * 10, [1] * 5 + [0] * 5) == pytest.approx(0.4)
    assert math.isnan(expected_calibration_error([], []))


def test_someone_who_is_too_sure_in_one_half_and_too_unsure_in_the_other_is_not_calibrated():
    confidence = [0.8] * 50 + [0.4] * 50
    correct = [1] * 30 + [0] * 20 + [1] * 30 + [0] * 20  # 60% in both

    assert np.mean(confidence) == pytest.approx(np.mean(correct))
    assert expected_calibration_error(confidence, correct) == pytest.approx(0.2)


def test_one_outcome_per_confidence_is_needed():
    with pytest.raises(ValueError, match="one outcome per confidence"):
        expected_calibration_error([0.1, 0.2], [1])
