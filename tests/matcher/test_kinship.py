from itertools import combinations

import numpy as np
import pytest
from hypothesis import event, given
from scipy.sparse import triu

from matcher.codes import SkillKind
from matcher.concepts import concepts_of
from matcher.kinship import Kinship, explain_similarity, kinship_text
from matcher.relatives import Relation
from matcher.similarity import MOST_SIMILARITY
from tests.builders import concepts
from tests.matcher.taxonomies import taxonomies, taxonomy

CONCEPTS = concepts()
PAIR = ["boren", "zagen"]
OTHERS = [f"ander{number}" for number in range(18)]
UNDER_ONE = {skill: ["groep hout"] for skill in PAIR}


def test_a_pair_is_explained_by_the_occupations_and_by_what_is_above_both():
    made = concepts_of(taxonomy(PAIR, PAIR, OTHERS, idle=7, broader=UNDER_ONE))
    kinship = explain_similarity(made, *PAIR)

    assert [made.occupations[index].id for index in kinship.occupations] == ["b0", "b1"]
    assert kinship.shared == 2
    assert kinship.path == ((Relation.BROADER, "groep hout"), (Relation.NARROWER, "zagen"))
    assert kinship.together == pytest.approx((2 - 0.4) / 2 * 0.8)
    assert kinship.bond == pytest.approx((1 - np.log(3) / np.log(21)) ** 2 / 2)
    assert kinship.similarity == pytest.approx(1 - (1 - kinship.together) * (1 - kinship.bond))


def test_the_most_telling_occupations_come_first_and_at_most_four_are_named():
    # The first asks much besides, the second little; to the third both are optional.
    made = concepts_of(taxonomy([*PAIR, *OTHERS], PAIR, [], PAIR, PAIR, PAIR, optional={2: PAIR}, idle=94))
    kinship = explain_similarity(made, *PAIR)

    assert [made.occupations[index].id for index in kinship.occupations] == ["b1", "b3", "b4", "b5"]
    assert kinship.shared == 6


def test_a_chain_is_explained_with_every_concept_on_it():
    made = concepts_of(taxonomy(related=["ab", "cb"]))
    kinship = explain_similarity(made, "a", "c")

    assert kinship.path == ((Relation.ESSENTIAL, "b"), (Relation.ESSENTIAL, "c"))
    assert (kinship.bond, kinship.together, kinship.occupations) == (pytest.approx(0.49), 0, ())


def test_a_skill_is_fully_like_itself_and_a_pair_that_is_not_alike_has_no_explanation():
    made = concepts_of(taxonomy(PAIR, ["koken"], idle=8))

    assert explain_similarity(made, "boren", "boren") == Kinship(1.0)
    assert explain_similarity(made, "boren", "koken") == Kinship(0.0)


def test_an_unknown_skill_is_an_error():
    with pytest.raises(KeyError, match="draken"):
        explain_similarity(CONCEPTS, "draken", "heftruck-rijden")


@pytest.mark.parametrize(
    ("found", "one", "other", "text"),
    [
        (taxonomy(PAIR, idle=99), "boren", "zagen", "“het boren” lijkt op “het zagen”: beide horen bij beroep 0"),
        (
            taxonomy(*[PAIR] * 6, idle=99),
            "boren",
            "zagen",
            "“het boren” lijkt op “het zagen”: beide horen bij beroep 0, beroep 1, beroep 2, beroep 3 en nog 2",
        ),
        (
            taxonomy(PAIR, PAIR, OTHERS, idle=9, broader=UNDER_ONE),
            "zagen",
            "boren",
            "“het zagen” lijkt op “het boren”: beide horen bij beroep 0 en beroep 1; beide vallen onder “Groep hout”",
        ),
        (
            taxonomy(related=["ab"]),
            "a",
            "b",
            "“het a” lijkt op “het b”: het een hoort bij het ander",
        ),
        (
            taxonomy(broader={"mig": ["lassen"]}),
            "mig",
            "lassen",
            "“het mig” lijkt op “het lassen”: het eerste is een vorm van het tweede",
        ),
        (
            taxonomy(broader={"mig": ["lassen"]}),
            "lassen",
            "mig",
            "“het lassen” lijkt op “het mig”: het tweede is een vorm van het eerste",
        ),
        (
            taxonomy(related=["ab", "bc", "cd"]),
            "a",
            "d",
            "“het a” lijkt op “het d”: ze hangen samen door “het b” en “het c”",
        ),
        (taxonomy(["a"], ["b"]), "a", "b", ""),
    ],
)
def test_a_likeness_is_told_in_plain_dutch(found, one, other, text):
    assert kinship_text(concepts_of(found), one, other) == text


def test_a_group_without_a_name_is_not_named():
    found = taxonomy(OTHERS, broader=UNDER_ONE)
    nameless = concepts_of(type(found)(found.name, found.version, found.skills, found.occupations))

    assert kinship_text(nameless, *PAIR).endswith(": beide vallen onder dezelfde groep")


def test_every_pair_of_the_catalogue_that_is_alike_can_be_told():
    for index in range(0, len(CONCEPTS.skills), 25):
        row = CONCEPTS.similarity[[index]]
        for other in row.indices:
            text = kinship_text(CONCEPTS, CONCEPTS.skills[index].id, CONCEPTS.skills[other].id)
            assert text.startswith(f"“{CONCEPTS.skills[index].label}” lijkt op") == (other != index)


@given(taxonomies())
def test_the_parts_of_an_explanation_make_up_the_similarity_of_the_table(found):
    made = concepts_of(found)
    names = [skill.id for skill in made.skills]
    known = {*names, *(group.id for group in made.groups)}
    for one, other in combinations(names, 2):
        kinship = explain_similarity(made, one, other)
        entry = float(made.similarity[made.skill_at[one], made.skill_at[other]])
        if not entry:
            assert kinship == Kinship(0.0)
            continue
        event("pair")
        both = 1 - (1 - kinship.bond) * (1 - kinship.together)
        assert entry == kinship.similarity == pytest.approx(min(both, MOST_SIMILARITY), abs=1e-6)
        assert bool(kinship.path) == (kinship.bond > 0)
        assert bool(kinship.occupations) == (kinship.together > 0) == (kinship.shared > 0)
        asked = [set(found.occupations[index].essential) for index in kinship.occupations]
        assert all({one, other} <= skills for skills in asked)
        assert kinship.path == () or kinship.path[-1].concept == other
        assert all(step.concept in known for step in kinship.path)


@given(taxonomies())
def test_an_explanation_is_the_same_from_either_side(found):
    made = concepts_of(found)
    for one, other in zip(*triu(made.similarity, k=1).nonzero(), strict=True):
        there, back = (
            explain_similarity(made, made.skills[start].id, made.skills[end].id)
            for start, end in ((one, other), (other, one))
        )
        assert (there.similarity, there.together, there.bond) == (back.similarity, back.together, back.bond)
        assert (there.occupations, there.shared, len(there.path)) == (back.occupations, back.shared, len(back.path))


def test_a_general_skill_is_explained_by_its_relation_alone():
    grouped = taxonomy(
        PAIR, PAIR, OTHERS, idle=9, broader=UNDER_ONE, related=[PAIR], kinds={"zagen": SkillKind.TRANSVERSAL}
    )
    kinship = explain_similarity(concepts_of(grouped), *PAIR)

    assert kinship == Kinship(pytest.approx(0.7), bond=pytest.approx(0.7), path=((Relation.ESSENTIAL, "zagen"),))
