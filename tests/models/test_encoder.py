import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import encoder as encoding
from models.encoder import Encoder
from models.grams import Grams
from tests.models.teachings import OCCUPATIONS, encoder

LABELS = [label for labels in OCCUPATIONS.values() for label in labels]


def lone(table, inner, bias, outer):
    """An encoder of the two words "a" and "b", of which only the whole word counts."""
    grams = Grams()
    grams.columns_, grams.weights_ = {"=a": 0, "=b": 1}, np.ones(2, np.float32)
    return Encoder(grams, *(np.array(values, np.float32) for values in (table, inner, bias, outer)))


def test_a_text_is_the_sum_of_its_n_grams_bent_by_the_layer_at_length_one():
    made = lone(table=[[2, 0], [0, 2]], inner=[[1], [-1]], bias=[1], outer=[[0, 1]])

    # "a" is (2, 0); the layer adds relu(2 + 1) to the second number. "b" is (0, 2), and relu(-2 + 1) is nothing.
    assert made.encode(["a", "b"]) == pytest.approx(np.array([[2, 3], [0, 2]]) / [[np.sqrt(13)], [2]])


def test_a_text_without_a_known_n_gram_is_nothing_whatever_the_bias():
    made = lone(table=[[2, 0], [0, 2]], inner=[[1], [-1]], bias=[1], outer=[[0, 1]])

    assert not made.encode(["xyz", "", "--"]).any()


def test_no_texts_have_no_vectors():
    assert encoder().encode([]).shape == (0, 32)
    assert encoder().size == 32


def test_many_texts_are_encoded_in_parts_that_fit_together(monkeypatch):
    whole = encoder().encode(LABELS)

    monkeypatch.setattr(encoding, "AT_ONCE", 5)

    assert encoder().encode(LABELS) == pytest.approx(whole, abs=1e-6)


@given(st.lists(st.text(max_size=40) | st.sampled_from(LABELS), max_size=6))
def test_vectors_have_length_one_or_are_nothing(texts):
    vectors = encoder().encode(texts)

    known = encoder().grams.known(texts) > 0
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(known.astype(float), abs=1e-5)


@given(st.lists(st.text(max_size=40), max_size=6), st.sampled_from(LABELS) | st.text(max_size=40))
def test_a_text_has_the_same_vector_whatever_stands_beside_it(others, text):
    beside = encoder().encode([*others, text, *others])[len(others)]

    # A product of matrices of another shape may round its last bit otherwise.
    assert beside == pytest.approx(encoder().encode([text])[0], abs=1e-6)
