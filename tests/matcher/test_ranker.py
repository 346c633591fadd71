import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.features import COMMUTE, ESSENTIAL, FEATURES, HOURS, LEVEL, OPTIONAL, Features
from matcher.ranker import PRIOR, PRIOR_BASE, PriorRanker

numbers = st.floats(-1e3, 1e3, width=32) | st.just(float("nan"))
tables = st.integers(0, 6).flatmap(
    lambda count: st.lists(
        st.lists(numbers, min_size=count, max_size=count), min_size=len(FEATURES), max_size=len(FEATURES)
    )
)


def made(**values):
    """Features of one vacancy: what is not named is unknown."""
    table = np.full((len(FEATURES), 1), np.nan, np.float32)
    for index, feature in enumerate(FEATURES):
        if feature.name in values:
            table[index] = values[feature.name]
    return Features(np.array([0]), np.array([0]), table)


def points(scored, feature):
    return scored.points[FEATURES.index(feature), 0]


def test_the_prior_gives_every_feature_a_weight_in_its_direction():
    assert set(PRIOR) == set(FEATURES)
    for feature in FEATURES:
        assert np.sign(PRIOR[feature]) == feature.direction


def test_points_are_weight_times_value():
    scored = PriorRanker().score(made(essential_coverage=0.8, commute_minutes=30, hours_overlap=0.5, level_short=2))

    assert points(scored, ESSENTIAL) == pytest.approx(40)
    assert points(scored, COMMUTE) == pytest.approx(-6)
    assert points(scored, HOURS) == pytest.approx(2.5)
    assert points(scored, LEVEL) == pytest.approx(-8)
    assert scored.score[0] == pytest.approx(20 + 40 - 6 + 2.5 - 8)


def test_what_is_unknown_counts_for_exactly_nothing():
    scored = PriorRanker().score(made())

    assert scored.score.tolist() == [PRIOR_BASE]
    assert not scored.points.any()
    assert points(PriorRanker().score(made(essential_coverage=1)), OPTIONAL) == 0


def test_an_hour_of_travel_costs_as_much_as_a_wish_gains():
    hour = PriorRanker().score(made(commute_minutes=60, wish=1))

    assert hour.score[0] == pytest.approx(PRIOR_BASE)


@given(tables)
def test_the_score_is_the_base_and_the_points_that_are_shown(table):
    values = np.array(table, np.float32).reshape(len(FEATURES), -1)
    count = values.shape[1]

    scored = PriorRanker().score(Features(np.arange(count), np.arange(count), values))

    for column in range(count):
        assert scored.score[column] == pytest.approx(scored.base + sum(scored.points[:, column]), abs=1e-9)
    assert np.isfinite(scored.points).all()
    assert ((scored.points == 0) | ~np.isnan(values)).all()


@given(tables, st.permutations(range(6)))
def test_a_score_does_not_depend_on_the_other_vacancies(table, order):
    values = np.array(table, np.float32).reshape(len(FEATURES), -1)
    count = values.shape[1]
    order = [place for place in order if place < count]
    whole = PriorRanker().score(Features(np.arange(count), np.arange(count), values))

    for place in order:
        alone = PriorRanker().score(Features(np.array([place]), np.array([place]), values[:, [place]]))
        assert alone.score[0] == whole.score[place]


@pytest.mark.parametrize("feature", FEATURES, ids=lambda feature: feature.name)
@given(st.floats(0, 100, width=32), st.floats(0, 100, width=32))
def test_points_follow_the_direction_of_the_feature(feature, one, other):
    low, high = sorted((one, other))
    scores = [PriorRanker().score(made(**{feature.name: value})).score[0] for value in (low, high)]

    assert feature.direction * (scores[1] - scores[0]) >= 0


def test_some_of_the_scores_come_in_the_order_that_was_asked():
    values = np.zeros((len(FEATURES), 3), np.float32)
    values[FEATURES.index(ESSENTIAL)] = [0.2, 0.4, 0.6]
    scored = PriorRanker().score(Features(np.array([5, 6, 7]), np.arange(3), values))

    some = scored.chosen(np.array([2, 0]))

    assert some.features.rows.tolist() == [7, 5]
    np.testing.assert_allclose(some.score, [50, 30], rtol=1e-6)
    assert some.base == scored.base
    assert some.points.shape == (len(FEATURES), 2)


def test_other_weights_give_other_points_and_the_name_says_which_ranker_it_is():
    ranker = PriorRanker(weights=dict(PRIOR) | {ESSENTIAL: 10.0}, base=1.0)

    assert ranker.score(made(essential_coverage=1)).score[0] == 11
    assert PriorRanker().name == "prior-2026.11"
