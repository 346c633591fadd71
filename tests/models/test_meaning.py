import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.confidence import SIGNS
from models.contrastive import Concept
from models.grams import ngrams
from models.meaning import meaning_of
from tests.models.teachings import CONCEPTS, OCCUPATIONS, encoder

IDS = list(OCCUPATIONS)
KOK, OBER = IDS.index("kok"), IDS.index("ober")


@pytest.fixture(scope="module")
def meaning():
    return meaning_of(CONCEPTS, encoder())


def look(meaning, *texts):
    return meaning.look(texts, len(CONCEPTS))


def test_each_text_is_looked_up_in_the_form_that_is_nearest_to_a_concept(meaning):
    looked = look(meaning, [("xyz qqq", 1.0), ("kelner", 1.0)], [("chef", 1.0)])

    assert looked.forms == ("kelner", "chef")
    assert looked.scores.argmax(axis=1).tolist() == [OBER, KOK]


def test_a_form_counts_for_as_much_as_it_may_claim(meaning):
    whole, part = look(meaning, [("chef", 1.0)], [("chef", 0.5)]).scores

    assert part == pytest.approx(whole / 2, abs=1e-4)


def test_a_form_that_claims_little_gives_way_to_one_that_claims_more(meaning):
    looked = look(meaning, [("kok", 0.1), ("kelner", 1.0)])

    assert looked.forms == ("kelner",)


def test_only_the_first_concepts_are_looked_at(meaning):
    looked = meaning.look([[("verpleger", 1.0)]], 2)

    assert looked.scores.shape == (1, 2)
    assert looked.best.tolist() == [looked.scores[0].argmax()]


def test_no_texts_are_looked_up_without_a_word(meaning):
    looked = look(meaning)

    assert looked.scores.shape == (0, len(CONCEPTS))
    assert meaning.evidence(looked).shape == (0, len(SIGNS))


def signs(meaning, text):
    (row,) = meaning.evidence(look(meaning, [(text, 1.0)]))
    return dict(zip(SIGNS, row, strict=True))


def test_a_label_shows_all_signs_of_being_right(meaning):
    found = signs(meaning, "kok")

    assert found["nearest label"] == pytest.approx(1, abs=1e-5)
    assert found["shared n-grams"] == pytest.approx(1, abs=1e-5)
    assert (found["known n-grams"], found["known words"]) == (1, 1)
    assert found["lead"] > 0.2


def test_a_synonym_of_other_letters_shares_no_n_gram_with_the_nearest_concept():
    meaning = meaning_of([Concept(concept.labels[:1]) for concept in CONCEPTS], encoder())

    found = signs(meaning, "wagenbestuurder")

    assert found["shared n-grams"] < 0.2
    assert found["known n-grams"] == 1
    assert found["known words"] == 0


def test_half_known_words_and_letters_are_counted(meaning):
    found = signs(meaning, "kok жж")

    grams = len(ngrams("kok")), len(ngrams("жж"))
    assert found["known words"] == 0.5
    assert found["known n-grams"] == pytest.approx(grams[0] / sum(grams))


def test_a_text_without_a_word_shows_no_sign(meaning):
    found = signs(meaning, "")

    assert found.pop("nearest foreign phrase") <= 0
    assert set(found.values()) == {0}


def test_a_phrase_that_is_about_something_else_is_near_the_foreign_ones_and_in_judging_not_to_itself():
    meaning = meaning_of(CONCEPTS, encoder(), ["blauwe kok", "Ober, ober!"])
    place = SIGNS.index("nearest foreign phrase")
    looked = look(meaning, [("blauwe kok", 1.0)], [("metselaar", 1.0)])

    itself, work = meaning.evidence(looked)[:, place]
    among_others, same_work = meaning.evidence(looked, judging=True)[:, place]

    assert itself == pytest.approx(1, abs=1e-4)
    assert among_others < 0.9
    assert work == same_work < 0.9


def test_a_lone_concept_has_the_lead():
    lone = meaning_of(CONCEPTS[:1], encoder())

    (row,) = lone.evidence(lone.look([[("bakker", 1.0)]], 1))

    assert row[SIGNS.index("lead")] >= row[SIGNS.index("score")] > 0


@given(st.lists(st.text(max_size=30), min_size=1, max_size=4))
def test_signs_are_finite_and_shares_are_shares(meaning, texts):
    evidence = meaning.evidence(look(meaning, *([(text, 1.0)] for text in texts)))

    assert np.isfinite(evidence).all()
    assert np.all(evidence[:, SIGNS.index("lead")] >= 0)
    for name in ("shared n-grams", "known n-grams", "known words"):
        share = evidence[:, SIGNS.index(name)]
        assert np.all((share >= 0) & (share <= 1 + 1e-5)), name
