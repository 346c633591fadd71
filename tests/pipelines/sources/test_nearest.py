import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.sources.nearest import nearest

LABELS = ["soep koken", "heftruck rijden", "soep koken", "erwtensoep proeven", "turf steken met een schop"]
WORDS = st.lists(
    st.sampled_from(["soep", "koken", "rijden", "heftruck", "turf", "steken", "proeven"]), min_size=1, max_size=4
)


@pytest.mark.parametrize(
    ("phrase", "label"), [("soep koken", 0), ("heftruck rijden", 1), ("heftrucks rijden", 1), ("turf steken", 4)]
)
def test_the_most_alike_label_is_found_the_first_of_equals(phrase, label):
    assert nearest([phrase], LABELS)[0][1] == label


def test_the_same_words_are_wholly_alike_and_others_less():
    (same, _), (slip, _), (part, _) = nearest(["heftruck rijden", "heftruk rijden", "heftruck"], LABELS)

    assert same == pytest.approx(1, abs=1e-4)
    assert 1 > slip > part > 0


@pytest.mark.parametrize("phrase", ["", "blauwe lucht"])
def test_what_begins_like_no_label_has_none(phrase):
    assert nearest([phrase], LABELS) == [(0.0, -1)]


def test_without_labels_nothing_is_near():
    assert nearest(["soep koken"], []) == [(0.0, -1)]


@given(st.lists(WORDS.map(" ".join), min_size=1, max_size=5), st.lists(WORDS.map(" ".join), min_size=1, max_size=5))
def test_each_phrase_is_judged_alone_and_a_label_is_most_like_itself(phrases, labels):
    found = nearest(phrases, labels)

    assert [nearest([phrase], labels)[0] for phrase in phrases] == found
    for phrase, (likeness, at) in zip(phrases, found, strict=True):
        assert 0 <= likeness <= 1
        if phrase in labels:
            assert likeness == pytest.approx(1, abs=1e-4)
            assert set(labels[at].split()) == set(phrase.split())
