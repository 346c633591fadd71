import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models import index as indexing
from models.contrastive import Concept
from models.index import build_index
from tests.models.teachings import CONCEPTS, OCCUPATIONS, SENTENCES, encoder

LABELS = [label for labels in OCCUPATIONS.values() for label in labels]
TOLD = [sentence for sentences in SENTENCES.values() for sentence in sentences]


def plain(concepts, texts):
    """Score and cosine of the nearest label, per text and concept, one after another."""
    vector = dict(zip(texts, encoder().encode(texts), strict=True))
    scores, nearest = np.zeros((2, len(texts), len(concepts)))
    for column, concept in enumerate(concepts):
        labels, sentences = encoder().encode(concept.labels), encoder().encode(concept.sentences)
        for row, text in enumerate(texts):
            nearest[row, column] = max(vector[text] @ label for label in labels)
            parts = [nearest[row, column], vector[text] @ labels.mean(axis=0)]
            if concept.sentences:
                parts.append(max(vector[text] @ sentence for sentence in sentences))
            scores[row, column] = np.mean(parts)
    return scores, nearest


a_concept = st.builds(
    Concept,
    st.lists(st.sampled_from(LABELS) | st.text(max_size=12), min_size=1, max_size=4).map(tuple),
    st.lists(st.sampled_from(TOLD), max_size=2).map(tuple),
)


@settings(max_examples=50)
@given(st.lists(a_concept, max_size=6), st.lists(st.sampled_from(LABELS) | st.text(max_size=12), max_size=5))
def test_a_search_equals_a_plain_loop(concepts, texts):
    found = build_index(concepts, encoder()).search(encoder().encode(texts))

    scores, nearest = plain(concepts, texts)
    assert found.scores == pytest.approx(scores, abs=1e-5)
    assert found.nearest == pytest.approx(nearest, abs=1e-5)


def test_many_texts_are_searched_in_parts_that_fit_together(monkeypatch):
    made, vectors = build_index(CONCEPTS, encoder()), encoder().encode(LABELS)
    whole = made.search(vectors)

    monkeypatch.setattr(indexing, "AT_ONCE", 7)

    assert made.search(vectors).scores == pytest.approx(whole.scores, abs=1e-6)
    assert made.search(vectors).nearest == pytest.approx(whole.nearest, abs=1e-6)


def test_a_label_is_nearest_to_its_own_concept():
    found = build_index(CONCEPTS, encoder()).search(encoder().encode(LABELS))

    own = [at for at, labels in enumerate(OCCUPATIONS.values()) for _ in labels]
    assert found.scores.argmax(axis=1).tolist() == own
    assert found.nearest.max(axis=1) == pytest.approx(np.ones(len(LABELS)), abs=1e-5)


def test_a_text_without_a_known_letter_is_equally_far_from_all():
    found = build_index(CONCEPTS, encoder()).search(encoder().encode(["жж"]))

    assert not found.scores.any()
    assert not found.nearest.any()


def test_no_concepts_are_searched_without_a_word():
    found = build_index([], encoder()).search(encoder().encode(["kok", "ober"]))

    assert found.scores.shape == found.nearest.shape == (2, 0)


def test_no_concept_with_a_sentence_and_no_concept_without_one_are_no_exceptions():
    told = [Concept(("kok",), tuple(TOLD[:2])), Concept(("ober",), tuple(TOLD[2:]))]
    bare = [Concept(("kok",)), Concept(("ober",))]

    for concepts in (told, bare):
        found = build_index(concepts, encoder()).search(encoder().encode(["kok"]))
        assert found.scores == pytest.approx(plain(concepts, ["kok"])[0], abs=1e-5)
