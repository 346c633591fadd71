import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.contrastive import Concept
from models.exact import GENERIC, MOST_SIMILARITY, RESPELLED, SHARED, exact_labels


def look_up(*concepts):
    return exact_labels([Concept(labels) for labels in concepts])


def test_the_words_of_a_label_are_found_as_sure_as_the_form_may_be():
    found = look_up(("kok", "chef"), ("ober",))

    assert found.find([("ober", 1.0)]) == (1, 1.0)
    assert found.find([("chef", 0.9)]) == (0, 0.9)


def test_another_form_of_the_same_words_is_a_little_less_sure():
    found = look_up(("verkoper",))

    assert found.find([("verkoopster", 1.0)]) == (0, MOST_SIMILARITY)
    assert found.find([("verkoopster", 0.9)]) == (0, 0.9)


def test_another_spelling_that_may_be_another_word_is_less_sure():
    found = look_up(("kapper",))

    assert found.find([("kaper", 1.0)]) == (0, RESPELLED)
    assert found.find([("kaper", 0.5)]) == (0, 0.5)


@pytest.mark.parametrize(("others", "expected"), [(GENERIC - 1, (0, 1.0)), (GENERIC, None)])
def test_a_synonym_of_one_word_that_many_titles_end_on_says_too_little(others, expected):
    titles = [(f"{start}medewerker",) for start in ("zorg", "winkel", "bouw", "keuken", "tuin", "balie")[:others]]

    assert look_up(("hulp", "medewerker"), *titles).find([("medewerker", 1.0)]) == expected
    assert look_up(("medewerker",), *titles).find([("medewerker", 1.0)]) == (0, 1.0)


def test_the_first_form_that_is_a_label_counts():
    found = look_up(("kok",), ("ober",))

    assert found.find([("xyz", 1.0), ("ober", 0.9), ("kok", 0.9)]) == (1, 0.9)
    assert found.find([("xyz", 1.0)]) is None
    assert found.find([]) is None


def test_a_name_goes_before_a_synonym_and_is_certain():
    found = look_up(("vloerder", "tegelzetter"), ("tegelzetter",))

    assert found.find([("tegelzetter", 1.0)]) == (1, 1.0)


def test_a_synonym_of_several_and_the_name_of_none_goes_to_the_first_and_is_less_sure():
    found = look_up(("vloerder", "tegelaar"), ("muurwerker", "tegelaar"))

    assert found.find([("tegelaar", 1.0)]) == (0, SHARED)
    assert found.find([("tegelaar", 0.5)]) == (0, 0.5)


def test_a_label_with_a_remark_is_found_without_it_after_whole_labels():
    found = look_up(("kok (bedrijf)",), ("bakker", "kok"))

    assert found.find([("kok bedrijf", 1.0)]) == (0, 1.0)
    assert found.find([("kok", 1.0)]) == (1, 1.0)
    assert look_up(("kok (bedrijf)",)).find([("kok", 1.0)]) == (0, 1.0)


def test_both_words_of_a_pair_are_found():
    found = look_up(("gastheer/gastvrouw zorg",))

    assert found.find([("gastheer zorg", 1.0)]) == found.find([("gastvrouw zorg", 1.0)]) == (0, 1.0)


def test_there_is_nothing_to_find_without_concepts_or_words():
    assert look_up().find([("kok", 1.0)]) is None
    assert look_up(("---",)).find([("kok", 1.0)]) is None


@given(
    st.lists(st.lists(st.sampled_from("abcde"), min_size=1, max_size=4, unique=True), max_size=5),
    st.sampled_from("abcdef"),
    st.sampled_from([1.0, 0.9, 0.5]),
)
def test_a_phrase_is_found_when_it_is_a_label_and_only_then(labels, phrase, most):
    found = look_up(*map(tuple, labels)).find([(phrase, most)])

    named = [at for at, own in enumerate(labels) if own[0] == phrase]
    having = [at for at, own in enumerate(labels) if phrase in own]
    if not having:
        assert found is None
    elif named:
        assert found == (named[0], most)
    else:
        assert found == (having[0], most if len(having) == 1 else min(most, SHARED))


@pytest.mark.parametrize("order", [1, -1])
def test_the_order_of_other_concepts_makes_no_difference(order):
    concepts = [("kok", "chef"), ("ober", "kelner"), ("lasser",)][::order]

    found = look_up(*concepts).find([("kelner", 1.0)])

    assert concepts[found[0]][0] == "ober"
