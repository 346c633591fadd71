from functools import cache

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from models.corpus import SAME_NAME, SAME_WORDS
from models.linking import Linker
from models.normalise import same_words, words
from tests.models.teachings import CONCEPTS, OCCUPATIONS, SMALL, linker

ALL = [label for labels in OCCUPATIONS.values() for label in labels]


def plain(query, labels):
    """From position to score, of the labels that are named first: found by loops over texts, concepts and copies."""
    encode = linker().meaning_.encoder.encode
    (asked,) = encode([spelled(query)])
    copies, having = {}, {}
    for at, text in enumerate(map(spelled, labels)):
        copies.setdefault(text, []).append(at)
        own = [number for number, one in enumerate(CONCEPTS) if text in map(spelled, one.labels)]
        for concept in own or [text]:
            having.setdefault(concept, []).append(text)
    near, score = {}, {}
    for concept, texts in having.items():
        known = CONCEPTS[concept] if isinstance(concept, int) else None
        cosines = encode([*map(spelled, known.labels)] if known else texts[:1]) @ asked
        parts = [cosines.max(), cosines.mean()]
        if known and known.sentences:
            parts.append((encode(known.sentences) @ asked).max())
        near[concept], score[concept] = cosines.max(), np.mean(parts)
    known = [concept for concept in having if isinstance(concept, int)]
    if known and len(known) < len(having):
        # A label that stands alone gives in as much as the nearest concept does by taking a mean.
        first = max(known, key=near.get)
        score |= {one: score[one] - max(0.0, near[first] - score[first]) for one in having if not isinstance(one, int)}
    named = {}
    for concept, texts in having.items():
        nearest = max(texts, key=lambda text: float((encode([text]) @ asked)[0]))
        for at in copies[nearest][:1] if isinstance(concept, int) else copies[nearest]:
            named[at] = score[concept]
    return named


def spelled(text):
    return " ".join(words(text))


def is_label(query, labels):
    return any(same_words(spelled(query)) == same_words(spelled(label)) for label in labels)


@settings(max_examples=60)
@given(st.data())
def test_concepts_stand_by_their_own_score_as_plain_loops_find_it(data):
    labels = data.draw(st.lists(st.sampled_from([*ALL, "xyz", "wegwerker", "KOK"]), min_size=1, max_size=12))
    query = data.draw(st.sampled_from(["een kelner", "broodmaker", "hovenieren", "xy", "ziekenzorg"]))
    assume(not is_label(query, labels))
    expected = plain(query, labels)

    ((positions, values),) = linker().search([query], labels, 99)

    found = dict(zip(positions.tolist(), values.tolist(), strict=True))
    assert set(positions[: len(expected)].tolist()) == expected.keys()
    assert [found[at] for at in expected] == pytest.approx(list(expected.values()), abs=1e-4)


@cache
def shared():
    """A linker of concepts that share a label."""
    names = ["adder", "bever", "dolfijn", "egel", "fret", "geit", "haas", "jaguar", "kameel", "lama", "mol", "nerts"]
    return Linker(settings=SMALL).fit([(name, label) for name in names for label in (name, "dier", "beest")])


@settings(max_examples=200)
@given(st.data())
def test_equals_stand_in_the_order_of_the_list_and_a_shorter_ranking_begins_a_longer_one(data):
    made, known = data.draw(st.sampled_from([(linker(), ALL), (shared(), ["dier", "beest", "dier", "egel", "lama"])]))
    labels = data.draw(st.lists(st.sampled_from([*known, "xyz", "xyz", ""]), max_size=14))
    query = data.draw(st.sampled_from(["kok", "een kelner", "", "xy", "dieren", "een egel"]))
    top = data.draw(st.integers(-1, 14))

    ((short, _),), ((whole, values),) = (made.search([query], labels, many) for many in (top, 99))

    assert short.tolist() == whole.tolist()[: max(top, 0)]
    assert sorted(whole.tolist()) == list(range(len(labels)))
    assert np.all((np.diff(values) < 0) | (np.diff(whole) > 0))


def ranked(query, labels, top=99):
    ((positions, values),) = linker().search([query], labels, top)
    return [labels[at] for at in positions], values.tolist()


def owner(label):
    return next((id_ for id_, labels in OCCUPATIONS.items() if label in labels), label)


def test_each_concept_comes_once_before_any_comes_again():
    found, _ = ranked("een kelner", ALL)

    assert {owner(label) for label in found[: len(OCCUPATIONS)]} == set(OCCUPATIONS)
    assert sorted(found) == sorted(ALL)


def test_the_same_words_come_first_and_the_name_of_a_concept_before_those_of_another():
    for label in ALL:
        assert ranked(label, ALL)[0][0] == label
        assert ranked(label, ["xyz", label.upper(), "kok"])[0][0] == label.upper()


def test_of_two_concepts_with_the_words_the_one_whose_name_it_is_goes_first():
    made = Linker(settings=SMALL).fit([("a", "vloerder"), ("a", "tegelzetter"), ("b", "tegelzetter"), ("c", "voeger")])

    ((positions, values),) = made.search(["Tegelzetter"], ["voeger", "tegelzetter", "tegelzetter"], 3)

    assert positions.tolist() == [1, 2, 0]
    assert values[0] >= SAME_NAME > values[1] >= SAME_WORDS > values[2]


def test_a_concept_is_shown_by_the_label_that_is_nearest():
    assert ranked("tuinmannen", ["kok", "groenwerker", "hovenier", "tuinman"])[0][0] == "tuinman"


def test_a_list_without_one_known_label_is_ranked_by_likeness():
    found, values = ranked("broodmaker", ["wegwerker", "broodmakers", "vroedvrouw"])

    assert found[0] == "broodmakers"
    assert values == sorted(values, reverse=True)


def test_a_synonym_is_found_in_a_list_that_has_only_another_label_of_the_concept():
    names = [labels[0] for labels in OCCUPATIONS.values()]

    for id_, labels in OCCUPATIONS.items():
        assert [ranked(label, names)[0][0] for label in labels] == [labels[0]] * len(labels), id_


def test_equal_labels_stand_in_the_order_of_the_list():
    ((positions, _),) = linker().search(["een kok"], ["ober", "xyz", "kok", "xyz", "kok", "kok"], 99)

    places = positions.tolist()
    assert places[0] == 2
    assert places.index(1) < places.index(3)
    assert places.index(4) < places.index(5)


@pytest.mark.parametrize("query", ["", "---", "😀", "\x00", "жж"])
def test_a_query_without_a_known_letter_gets_the_list_as_it_stands(query):
    assert ranked(query, ["ober", "xyz", "kok"]) == (["ober", "xyz", "kok"], [0.0, 0.0, 0.0])


def test_nothing_to_search_or_to_ask_gives_nothing():
    ((positions, values),) = linker().search(["kok"], [], 5)

    assert (len(positions), len(values)) == (0, 0)
    assert linker().search([], ["kok"], 5) == []
    assert len(linker().search(["kok"], ["kok", "ober"], 0)[0][0]) == 0


def test_labels_without_a_word_are_kept_in_the_list():
    found, _ = ranked("kok", ["", "---", "kok", "😀"])

    assert found == ["kok", "", "---", "😀"]


def test_another_list_is_another_answer():
    assert ranked("kok", ["ober", "kok"])[0] == ["kok", "ober"]
    assert ranked("kok", ["chef", "ober"])[0][0] == "chef"
    assert ranked("kok", ["ober", "kok"])[0] == ["kok", "ober"]


@settings(max_examples=30)
@given(
    st.lists(st.sampled_from(ALL) | st.text(max_size=10), max_size=12),
    st.lists(st.sampled_from(ALL) | st.text(max_size=10), min_size=1, max_size=4),
    st.integers(1, 15),
)
def test_any_list_is_ranked_once_with_falling_scores_whatever_is_asked_beside_it(labels, queries, top):
    found = linker().search(queries, labels, top)

    assert len(found) == len(queries)
    for (positions, values), query in zip(found, queries, strict=True):
        assert len(set(positions.tolist())) == len(positions) == min(top, len(labels))
        assert np.all(np.diff(values) <= 0)
        ((_, alone),) = linker().search([query], labels, top)
        assert alone == pytest.approx(values, abs=3e-5)  # scores are rounded to five digits
