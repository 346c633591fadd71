import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.catalogue import catalogue
from matcher.codes import SkillKind
from matcher.concepts import concepts_of
from matcher.domain import Occupation, Skill
from matcher.taxonomy import Taxonomy
from tests.builders import concepts

CONCEPTS = concepts()


def taxonomy(occupations, skills=None):
    """A taxonomy of occupations written as {id: (essential, optional)}."""
    names = sorted({skill for lists in occupations.values() for one in lists for skill in one})
    found = skills or tuple(Skill(name, name, SkillKind.SKILL) for name in names)
    jobs = tuple(
        Occupation(name, name, "1111", essential=tuple(essential), optional=tuple(optional))
        for name, (essential, optional) in occupations.items()
    )
    return Taxonomy("toets", "1", found, jobs)


def nearest(occupation, count):
    """The ids of the occupations most like this one, itself left out."""
    like = CONCEPTS.occupation_similarity([CONCEPTS.occupation_at[occupation]])
    order = [CONCEPTS.occupations[index].id for index in np.argsort(-like, kind="stable")]
    return [one for one in order if one != occupation][:count]


# Skills


def test_weights_lie_between_a_quarter_and_one():
    assert CONCEPTS.weight.dtype == np.float32
    assert CONCEPTS.weight.min() >= 0.25
    assert CONCEPTS.weight.max() <= 1.0


def test_a_rare_skill_tells_more_than_a_common_one():
    asked_by = np.asarray(((CONCEPTS.essential + CONCEPTS.optional) > 0).sum(axis=0)).ravel()
    for kinds in ({SkillKind.TRANSVERSAL}, set(SkillKind) - {SkillKind.TRANSVERSAL}):
        at = [i for i, skill in enumerate(CONCEPTS.skills) if skill.kind in kinds]
        order = sorted(at, key=lambda i: asked_by[i])
        weights = CONCEPTS.weight[order]

        assert (np.diff(weights) <= 0).all()
    assert asked_by[CONCEPTS.skill_at["samenwerken"]] > asked_by[CONCEPTS.skill_at["injecteren"]]
    assert CONCEPTS.weight[CONCEPTS.skill_at["samenwerken"]] < CONCEPTS.weight[CONCEPTS.skill_at["injecteren"]]


def test_the_weight_is_that_of_the_stated_formula():
    found = concepts_of(taxonomy({"a": (["zagen", "boren"], []), "b": (["zagen"], []), "c": ([], ["zagen"])}))

    # ln(4 / (1 + asked by)) / ln 4: zagen is asked by all three, boren by one.
    assert found.weight[found.skill_at["zagen"]] == pytest.approx(0.25)
    assert found.weight[found.skill_at["boren"]] == pytest.approx(0.25 + 0.75 * np.log(2) / np.log(4))


def test_a_general_skill_weighs_half_of_the_rest():
    skills = (Skill("luisteren", "luisteren", SkillKind.TRANSVERSAL), Skill("zagen", "zagen", SkillKind.SKILL))
    found = concepts_of(taxonomy({"a": (["luisteren"], []), "b": (["zagen"], [])}, skills))
    general, specific = (float(found.weight[found.skill_at[name]]) for name in ("luisteren", "zagen"))

    assert general - 0.25 == pytest.approx((specific - 0.25) / 2)


# Occupations


def test_relations_are_those_of_the_catalogue():
    for index, occupation in enumerate(catalogue().occupations):
        for matrix, expected in ((CONCEPTS.essential, occupation.essential), (CONCEPTS.optional, occupation.optional)):
            found = matrix.indices[matrix.indptr[index] : matrix.indptr[index + 1]]
            assert {CONCEPTS.skills[skill].id for skill in found} == set(expected)
    assert set(CONCEPTS.essential.data) == {1.0}


def test_profiles_have_length_one():
    lengths = np.sqrt(np.asarray(CONCEPTS.profile.multiply(CONCEPTS.profile).sum(axis=1)).ravel())

    np.testing.assert_allclose(lengths, 1, rtol=1e-5)


@pytest.mark.parametrize(
    ("occupation", "expected"),
    [
        ("heftruckchauffeur", "reachtruckchauffeur"),
        ("schoonmaker-kantoor", "interieurverzorger"),
        ("schoonmaker-kantoor", "schoonmaker-ziekenhuis"),
        ("helpende", "zorgassistent"),
        ("verzorgende-ig", "helpende"),
        ("orderpicker", "magazijnmedewerker"),
        ("hovenier", "medewerker-groenvoorziening"),
        ("loodgieter", "sanitairmonteur"),
        ("loodgieter", "cv-monteur"),
        ("elektromonteur", "hulpmonteur-elektro"),
        ("kok", "keukenhulp"),
        ("beveiliger", "winkelsurveillant"),
        ("verkoopmedewerker", "verkoper-kleding"),
        ("pedagogisch-medewerker-kinderopvang", "groepshulp-kinderopvang"),
        ("onderwijsassistent", "leraarondersteuner"),
        ("administratief-medewerker", "data-entry-medewerker"),
    ],
)
def test_a_neighbouring_trade_is_among_the_eight_nearest(occupation, expected):
    assert expected in nearest(occupation, 8)


def test_the_nearest_occupation_is_nearly_always_of_the_same_or_a_neighbouring_sector():
    sectors = {one.id: one.sector for one in CONCEPTS.occupations}
    same = [sectors[one.id] == sectors[nearest(one.id, 1)[0]] for one in CONCEPTS.occupations]

    assert np.mean(same) > 0.7


def test_trades_without_anything_in_common_are_not_alike():
    like = CONCEPTS.occupation_similarity([CONCEPTS.occupation_at["heftruckchauffeur"]])

    assert like[CONCEPTS.occupation_at["kapper"]] < 0.05
    assert like[CONCEPTS.occupation_at["kraamverzorgende"]] < 0.05


def test_an_occupation_is_fully_like_itself_and_likeness_goes_both_ways():
    count = len(CONCEPTS.occupations)
    table = np.array([CONCEPTS.occupation_similarity([index]) for index in range(count)])

    assert (np.diag(table) == 1).all()
    assert table.min() >= 0
    assert table.max() <= 1
    np.testing.assert_allclose(table, table.T, atol=1e-6)


def test_of_several_occupations_the_nearest_counts():
    first, second = (CONCEPTS.occupation_at[name] for name in ("kok", "heftruckchauffeur"))
    both = CONCEPTS.occupation_similarity([first, second, first])

    expected = np.maximum(CONCEPTS.occupation_similarity([first]), CONCEPTS.occupation_similarity([second]))
    np.testing.assert_allclose(both, expected, atol=1e-6)
    assert both[first] == both[second] == 1


def test_no_occupation_is_like_no_occupations_at_all():
    assert not CONCEPTS.occupation_similarity([]).any()
    assert len(CONCEPTS.occupation_similarity([])) == len(CONCEPTS.occupations)


# Any taxonomy

ids = st.sampled_from([f"s{number}" for number in range(8)])
lists = st.lists(ids, max_size=5, unique=True)


@given(
    st.dictionaries(st.sampled_from("abcdef"), st.tuples(lists, lists), max_size=6),
    st.lists(st.tuples(st.sampled_from(SkillKind), st.sampled_from(["", "g1", "g2"])), min_size=8, max_size=8),
)
def test_any_taxonomy_gives_weights_in_range_and_profiles_that_are_numbers(occupations, kinds):
    skills = tuple(Skill(f"s{i}", f"s{i}", kind, group) for i, (kind, group) in enumerate(kinds))
    found = concepts_of(taxonomy(occupations, skills))

    assert ((found.weight >= 0.25) & (found.weight <= 1)).all()
    assert np.isfinite(found.profile.data).all()


def test_a_taxonomy_without_occupations_or_skills_is_no_error():
    empty = concepts_of(Taxonomy("leeg", "1", (), ()))
    no_skills = concepts_of(taxonomy({"a": ([], [])}))

    assert empty.similarity.shape == (0, 0)
    assert len(empty.occupation_similarity([])) == 0
    assert no_skills.occupation_similarity([0]).tolist() == [1.0]


def test_the_same_taxonomy_gives_the_same_arrays():
    again = concepts_of(catalogue())

    assert (again.similarity != CONCEPTS.similarity).nnz == 0
    assert again.weight.tobytes() == CONCEPTS.weight.tobytes()
    assert (again.profile != CONCEPTS.profile).nnz == 0
