from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models import contrastive
from models.contrastive import Concept, info_nce, learn_encoder
from tests.models.teachings import CONCEPTS, LONGER, SMALL
from tests.models.teachings import encoder as learned

TEMPERATURE = 0.5


def loss(vectors, owners, temperature=TEMPERATURE):
    """The mean, over pairs and both directions, of minus the log chance of the partner, written out."""
    half = len(owners)
    lost = []
    for near, far in ((vectors[:half], vectors[half:]), (vectors[half:], vectors[:half])):
        for at in range(half):
            others = [to for to in range(half) if to == at or owners[to] != owners[at]]
            scores = np.array([near[at] @ far[to] for to in others]) / temperature
            lost.append(np.log(np.exp(scores).sum()) - scores[others.index(at)])
    return np.mean(lost)


def numerical_slope(vectors, owners, step=1e-5):
    slope = np.zeros_like(vectors)
    for place in np.ndindex(vectors.shape):
        moved = np.zeros_like(vectors)
        moved[place] = step
        slope[place] = (loss(vectors + moved, owners) - loss(vectors - moved, owners)) / (2 * step)
    return slope


@settings(max_examples=20)
@given(st.integers(0, 1000), st.integers(1, 5), st.booleans())
def test_the_slope_is_that_of_the_loss(seed, pairs, shared):
    rng = np.random.default_rng(seed)
    vectors = rng.standard_normal((2 * pairs, 3))
    owners = rng.integers(3, size=pairs) if shared else np.arange(pairs)

    assert info_nce(vectors, owners, TEMPERATURE) == pytest.approx(numerical_slope(vectors, owners), abs=1e-6)


def test_texts_of_one_owner_are_no_wrong_answers_to_each_other():
    vectors = np.random.default_rng(1).standard_normal((4, 3))

    assert info_nce(vectors, np.array([7, 7]), TEMPERATURE) == pytest.approx(np.zeros((4, 3)), abs=1e-9)


def loss_of(encoder):
    """The loss over the first two labels of every concept."""
    pairs = encoder.encode([concept.labels[at] for at in (0, 1) for concept in CONCEPTS]).astype(np.float64)
    return loss(pairs, np.arange(len(CONCEPTS)), SMALL.temperature)


def test_learning_lowers_the_loss():
    start, little, long = (
        loss_of(learn_encoder(CONCEPTS, replace(SMALL, passes=passes))) for passes in (0, 10, LONGER.passes)
    )

    assert long < 0.2 * start
    assert long < little < start


def test_learning_brings_synonyms_nearer_than_strangers():
    labels = [label for concept in CONCEPTS for label in concept.labels]
    vectors = dict(zip(labels, learned().encode(labels), strict=True))

    for concept in CONCEPTS:
        one, *own = (vectors[label] for label in concept.labels)
        strangers = [vectors[other.labels[0]] for other in CONCEPTS if other is not concept]
        assert min(one @ other for other in own) > max(one @ stranger for stranger in strangers), concept.labels


def test_sentences_and_hints_teach_too():
    for label, told, other in (
        ("kok", "warme gerechten klaarmaken", "lasser"),
        ("lasser", "buizen solderen", "kok"),
    ):
        one, near, far = learned().encode([told, label, other])
        assert one @ near > one @ far


def arrays(encoder):
    return [encoder.table, encoder.inner, encoder.bias, encoder.outer, encoder.grams.weights_]


@settings(max_examples=10)
@given(st.lists(st.lists(st.text(min_size=1, max_size=8), max_size=3).map(lambda own: Concept(tuple(own))), max_size=5))
def test_the_same_input_and_seed_give_the_same_bytes(concepts):
    one, other = learn_encoder(concepts, SMALL), learn_encoder(concepts, SMALL)

    assert one.grams.columns_ == other.grams.columns_
    for mine, yours in zip(arrays(one), arrays(other), strict=True):
        assert mine.tobytes() == yours.tobytes()
        assert np.isfinite(mine).all()


def test_another_seed_gives_another_encoder():
    one, other = (learn_encoder(CONCEPTS, replace(SMALL, seed=seed)) for seed in (1, 2))

    assert not np.array_equal(one.table, other.table)


def seen_pairs(concepts, changed=SMALL):
    """The vectors and owners of every batch of learning these."""
    seen = []

    def spy(vectors, owners, temperature):
        seen.append((vectors.copy(), owners.copy()))
        return info_nce(vectors, owners, temperature)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(contrastive, "info_nce", spy)
        learn_encoder(concepts, changed)
    return seen


WORDS = st.lists(st.text("abcdefghij", min_size=3, max_size=6), min_size=8, max_size=30, unique_by=frozenset)


@settings(max_examples=25)
@given(WORDS, st.data())
def test_a_batch_never_pairs_a_text_with_itself_nor_holds_a_concept_twice(names, data):
    concepts = []
    while names:
        kinds = [[names.pop() for _ in range(data.draw(st.integers(0, 3))) if names] for _ in range(3)]
        concepts.append(Concept(*map(tuple, kinds)))
        names = names[1:]

    for vectors, owners in seen_pairs(concepts):
        one, other = np.split(vectors, 2)
        assert len(set(owners.tolist())) == len(owners)
        assert np.abs(one - other).max(axis=1).min() > 1e-6


@pytest.mark.parametrize(
    "concepts",
    [
        [],
        [Concept(())],
        [Concept(("kok",))],
        [Concept(("kok",)), Concept(("ober",))],
        [Concept(("kok", "chef"))],
        [Concept((), ("Een zin zonder naam.", "Nog een zin."))],
    ],
    ids=["none", "empty", "one label", "single labels", "one concept", "no labels"],
)
def test_what_offers_no_two_pairs_teaches_only_its_words(concepts):
    assert not seen_pairs(concepts)

    vectors = learn_encoder(concepts, LONGER).encode(["kok"])
    assert vectors.shape == (1, LONGER.size)
    assert vectors.any() == any("kok" in concept.labels for concept in concepts)


def test_a_concept_with_one_label_learns_from_its_hint_or_sentence():
    concepts = [Concept(("kok",), hints=("soep koken",)), Concept(("ober",), ("Brengt borden rond.",))] * 2

    assert seen_pairs(concepts)


def test_progress_rises_to_the_end():
    told = []

    learn_encoder(CONCEPTS, SMALL, told.append)

    assert told == sorted(set(told))
    assert 0 < told[0] <= told[-1] == 1


@pytest.mark.parametrize("number", [1, 7, 40])
def test_a_label_is_seen_about_as_often_as_the_settings_say(number):
    batches = seen_pairs(CONCEPTS, replace(SMALL, passes=number))

    labels = sum(len(concept.labels) for concept in CONCEPTS)
    drawn = sum(len(owners) for _, owners in batches)
    assert drawn / labels == pytest.approx(number, rel=0.2)
