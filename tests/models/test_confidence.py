import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from models.confidence import FEWEST, NOTHING_LEARNED, REFUSED, SIGNS, Confidence, Judged, learn_confidence
from models.retrieval import expected_calibration_error

WIDTH = len(SIGNS)
numbers = st.floats(-1e6, 1e6, allow_nan=False)
evidence = arrays.arrays(np.float64, st.tuples(st.integers(0, 5), st.just(WIDTH)), elements=numbers)
coefficients = arrays.arrays(np.float64, WIDTH + 1, elements=numbers)


def judged(inside=2000, outside=500, seed=1):
    """Links of which the first sign tells the chance to be right, and phrases whose fifth sign is low."""
    rng = np.random.default_rng(seed)
    links, foreign = rng.random((inside, WIDTH)), rng.random((outside, WIDTH))
    links[:, 4] = 0.7 + 0.3 * links[:, 4]
    foreign[:, 4] *= 0.6
    return Judged(links, rng.random(inside) < links[:, 0], foreign)


@given(coefficients, coefficients, evidence)
def test_a_confidence_is_a_chance(about, right, evidence):
    sure = Confidence(about, right).of(evidence)

    assert sure.shape == (len(evidence),)
    assert np.all((sure >= 0) & (sure <= 1))


@given(evidence)
def test_where_nothing_was_learned_the_score_itself_is_the_confidence(evidence):
    assert NOTHING_LEARNED.of(evidence).tolist() == np.clip(evidence[:, 0], 0, 1).tolist()


def test_what_is_learned_can_be_taken_at_its_word():
    sure = learn_confidence(judged())
    fresh = judged(seed=2)

    assert expected_calibration_error(sure.of(fresh.inside), fresh.is_right) < 0.05


def test_what_is_foreign_is_refused_whatever_its_score():
    sure = learn_confidence(judged())
    fresh = judged(seed=2)

    high = fresh.inside[:, 0] > 0.5
    assert np.mean(sure.of(fresh.inside[high]) < 0.35) < 0.1
    assert np.mean(sure.of(fresh.outside) < 0.35) > 0.95


def test_it_says_what_chance_few_foreign_phrases_exceed():
    given = judged()
    sure = learn_confidence(given)

    exceeding = np.mean(sure.of(given.outside) > sure.foreign)
    assert 0 < exceeding <= 1 - REFUSED + 1 / len(given.outside)
    assert NOTHING_LEARNED.foreign == 0


def test_a_sign_that_does_not_vary_is_no_trouble():
    given = judged()
    given.inside[:, 3] = given.outside[:, 3] = 1.0

    assert np.isfinite(learn_confidence(given).of(given.inside)).all()


@pytest.mark.parametrize(
    "given",
    [
        judged(inside=FEWEST - 1),
        judged(outside=0),
        Judged(judged().inside, np.ones(2000, np.bool_), judged().outside),
        Judged(judged().inside, np.zeros(2000, np.bool_), judged().outside),
    ],
    ids=["few", "nothing foreign", "all right", "none right"],
)
def test_too_little_to_learn_from_teaches_nothing(given):
    assert learn_confidence(given) is NOTHING_LEARNED


def test_as_few_as_are_asked_are_enough():
    assert learn_confidence(judged(inside=FEWEST)) is not NOTHING_LEARNED
