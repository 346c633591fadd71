import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.base import clone
from sklearn.feature_extraction.text import TfidfVectorizer

from models.grams import Grams, ngrams
from models.normalise import words

TITLES = ("kok", "zelfstandig werkend kok", "afwasser", "kok-afwasser", "ober ober ober", "Caissière (m/v)")


def grams_of(text):
    return [gram for word in words(text) for gram in ngrams(word)]


def test_a_word_has_n_grams_of_two_to_four_letters_with_its_edges_and_the_word_itself():
    assert ngrams("kok") == ["<k", "ko", "ok", "k>", "<ko", "kok", "ok>", "<kok", "kok>", "=kok"]


def test_a_word_of_one_letter_has_n_grams_too():
    assert ngrams("c") == ["<c", "c>", "<c>", "=c"]


def test_the_numbers_are_those_of_tf_idf_with_sublinear_counts():
    reference = TfidfVectorizer(analyzer=grams_of, sublinear_tf=True)
    expected = reference.fit_transform(TITLES).toarray()

    grams = Grams().fit(TITLES)

    order = [grams.columns_[gram] for gram in reference.get_feature_names_out()]
    assert grams.transform(TITLES).toarray()[:, order] == pytest.approx(expected, abs=1e-6)


def test_other_texts_are_weighed_by_what_was_fitted_and_unknown_n_grams_are_passed_over():
    grams = Grams().fit(TITLES)

    known, partly = grams.transform(["kok", "kok жж"])

    assert known.toarray() == pytest.approx(partly.toarray())


def test_case_accents_and_signs_make_no_difference():
    grams = Grams().fit(TITLES)

    plain, written = grams.transform(["caissiere m v", "CAISSIÈRE -- m/v!"])

    assert (plain != written).nnz == 0


def test_what_is_known_of_a_text_is_the_share_of_its_n_grams():
    grams = Grams().fit(["kok"])

    assert grams.known(["kok", "kok xyz", "жж", "", "--"]) == pytest.approx([1, 0.5, 0, 0, 0])


@pytest.mark.parametrize("texts", [[], [""], ["--", "!!"]], ids=["none", "empty", "signs"])
def test_texts_without_a_word_teach_nothing_and_everything_is_unknown(texts):
    grams = Grams().fit(texts)

    assert grams.transform(["kok", ""]).shape == (2, 0)
    assert grams.known(["kok"]) == [0]


def test_no_texts_give_no_rows():
    assert Grams().fit(TITLES).transform([]).shape[0] == 0


def test_it_can_be_cloned_as_an_estimator():
    assert isinstance(clone(Grams().fit(TITLES)), Grams)


@given(st.lists(st.text(max_size=30), max_size=6))
def test_every_row_has_length_one_or_nothing_in_it(texts):
    grams = Grams().fit(TITLES)

    rows = grams.transform(texts)

    lengths = np.linalg.norm(rows.toarray(), axis=1)
    known = grams.known(texts)
    assert rows.dtype == np.float32
    assert np.all(np.isclose(lengths, 1, atol=1e-5) == (known > 0))
    assert np.all((lengths == 0) == (known == 0))


@given(st.lists(st.text(max_size=30), max_size=6), st.text(max_size=30))
def test_a_row_is_the_same_whatever_stands_beside_it(others, text):
    grams = Grams().fit(TITLES)

    alone = grams.transform([text]).toarray()

    assert np.array_equal(grams.transform([*others, text]).toarray()[-1:], alone)
