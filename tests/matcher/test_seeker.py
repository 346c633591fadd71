import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.catalogue import packaged
from matcher.codes import Demand, DemandGrade, Origin, SkillLevel
from matcher.domain import Client, Job, OwnSkill, Wish
from matcher.seeker import (
    BY_LEVEL,
    ESSENTIAL_OF_EARLIER_WORK,
    OPTIONAL_OF_EARLIER_WORK,
    PARTIAL_CREDIT_CAP,
    mask_of,
    seek,
    spread,
    with_more,
)
from tests.builders import concepts, person

CONCEPTS = concepts()
PAPERS = packaged().licences
AT = CONCEPTS.skill_at
eighths = st.integers(1, 8).map(lambda count: count / 8)
own_values = st.dictionaries(st.integers(0, len(CONCEPTS.skills) - 1), eighths, max_size=12)


def seeker(*skills, **fields):
    return seek(person(*skills, **fields), CONCEPTS, PAPERS)


def vector(values):
    own = np.zeros(len(CONCEPTS.skills), np.float32)
    for skill, strength in values.items():
        own[skill] = strength
    return own


def bits(*papers):
    return sum(1 << index for index, paper in enumerate(PAPERS) if paper.id in papers)


# What someone has


def test_a_skill_that_someone_names_counts_fully():
    found = seeker("heftruck-rijden")

    assert found.own[AT["heftruck-rijden"]] == 1
    assert found.own.sum() == 1
    assert found.origin[AT["heftruck-rijden"]] == Origin.STATED.ordinal
    assert found.has_skills


@pytest.mark.parametrize(
    ("level", "counts"),
    [
        (SkillLevel.LEARNING, 0.5),
        (SkillLevel.BASIC, 0.75),
        (SkillLevel.SKILLED, 1),
        (SkillLevel.EXPERT, 1),
        (None, 1),
    ],
)
def test_a_skill_counts_by_how_well_it_is_mastered(level, counts):
    found = seek(Client("c", skills=(OwnSkill("heftruck", "heftruck-rijden", level),)), CONCEPTS, PAPERS)

    assert found.own[AT["heftruck-rijden"]] == counts
    assert BY_LEVEL[level] == counts


def test_of_one_skill_named_twice_the_better_level_counts():
    found = seek(
        Client(
            "c",
            skills=(
                OwnSkill("heftruck", "heftruck-rijden", SkillLevel.EXPERT, Origin.STATED),
                OwnSkill("vorkheftruck", "heftruck-rijden", SkillLevel.LEARNING, Origin.DIPLOMA),
            ),
        ),
        CONCEPTS,
        PAPERS,
    )

    assert found.own[AT["heftruck-rijden"]] == 1
    assert found.origin[AT["heftruck-rijden"]] == Origin.STATED.ordinal


def test_a_phrase_that_was_not_recognised_counts_for_nothing():
    found = seeker("vliegen zonder vleugels", "")

    assert not found.own.any()
    assert not found.credit.any()
    assert not found.has_skills


def test_earlier_work_implies_its_skills_with_less_certainty():
    found = seeker(history=(Job("heftruckchauffeur", "heftruckchauffeur", 4.0),))
    occupation = CONCEPTS.occupations[CONCEPTS.occupation_at["heftruckchauffeur"]]

    for skill in occupation.essential:
        assert found.own[AT[skill]] == pytest.approx(ESSENTIAL_OF_EARLIER_WORK)
        assert found.origin[AT[skill]] == Origin.HISTORY.ordinal
    for skill in occupation.optional:
        assert found.own[AT[skill]] == pytest.approx(OPTIONAL_OF_EARLIER_WORK)
    assert np.count_nonzero(found.own) == len(occupation.essential) + len(occupation.optional)


def test_a_skill_that_someone_names_goes_before_the_same_skill_from_earlier_work():
    found = seeker("heftruck-rijden", history=(Job("heftruckchauffeur", "heftruckchauffeur"),))

    assert found.own[AT["heftruck-rijden"]] == 1
    assert found.origin[AT["heftruck-rijden"]] == Origin.STATED.ordinal


def test_experience_is_unknown_without_earlier_work_that_was_recognised():
    assert seeker().experience is None
    assert seeker(history=(Job("tovenaar"), Job("draak", "draak"))).experience is None
    assert seeker().wished is None
    assert seeker(wishes=(Wish("iets leuks"),)).wished is None


def test_experience_and_wishes_are_full_for_the_occupation_itself():
    found = seeker(history=(Job("kok", "kok"),), wishes=(Wish("bakker", "bakker"), Wish("iets leuks")))

    assert found.experience[CONCEPTS.occupation_at["kok"]] == 1
    assert found.wished[CONCEPTS.occupation_at["bakker"]] == 1
    assert 0 < found.experience[CONCEPTS.occupation_at["keukenhulp"]] < 1


def test_exclusions_are_the_occupations_that_were_recognised():
    found = seeker(exclusions=(Wish("kok", "kok"), Wish("iets met dieren"), Wish("draak", "draak")))

    assert [CONCEPTS.occupations[i].id for i in np.flatnonzero(found.excluded)] == ["kok"]


def test_limitations_become_the_most_that_someone_can_manage():
    found = seeker(limitations=((Demand.LIFTING, DemandGrade.LIGHT), (Demand.STANDING, DemandGrade.NONE)))

    assert found.limits == {Demand.LIFTING: 1, Demand.STANDING: 0}


def test_the_text_form_of_a_seeker_shows_an_id_only():
    found = seeker("heftruck-rijden", id="c-7", municipality="Delft")

    assert repr(found) == "Seeker(c-7)"
    assert str(found.client) == "Client(c-7)"


# Partial credit


def test_a_neighbouring_skill_earns_at_most_half_and_names_the_skill_behind_it():
    found = seeker("heftruck-rijden")
    neighbour = AT["reachtruck-rijden"]

    assert 0 < found.credit[neighbour] <= PARTIAL_CREDIT_CAP
    assert found.via[neighbour] == AT["heftruck-rijden"]
    assert found.via[AT["heftruck-rijden"]] == AT["heftruck-rijden"]
    assert found.credit[AT["injecteren"]] == 0
    assert found.via[AT["injecteren"]] == -1


@given(own_values)
def test_credit_never_takes_away_and_never_passes_its_cap(values):
    own = vector(values)
    credit, via = spread(own, CONCEPTS)

    assert (credit >= own).all()
    assert (credit <= 1).all()
    assert (credit[own == 0] <= PARTIAL_CREDIT_CAP).all()
    assert ((via == -1) == (credit == 0)).all()
    assert (own[via[via >= 0]] > 0).all()


@given(own_values)
def test_credit_is_that_of_the_strongest_neighbour(values):
    own = vector(values)
    credit, via = spread(own, CONCEPTS)

    table = np.minimum(CONCEPTS.similarity.toarray(), np.float32(PARTIAL_CREDIT_CAP)) * own
    expected = np.maximum(own, table.max(axis=1))
    np.testing.assert_allclose(credit, expected, atol=1e-7)
    earned = np.flatnonzero((own == 0) & (credit > 0))
    np.testing.assert_allclose(table[earned, via[earned]], credit[earned], atol=1e-7)


@given(own_values, st.integers(0, len(CONCEPTS.skills) - 1), eighths)
def test_one_more_skill_never_lowers_the_credit_of_any(values, skill, strength):
    before, _ = spread(vector(values), CONCEPTS)
    after, _ = spread(vector(values | {skill: max(strength, values.get(skill, 0))}), CONCEPTS)

    assert (after >= before).all()


def test_credit_does_not_add_up_over_neighbours():
    one = seeker("heftruck-rijden").credit
    two = seeker("reachtruck-rijden").credit
    both = seeker("heftruck-rijden", "reachtruck-rijden").credit

    np.testing.assert_array_equal(both, np.maximum(one, two))


# Papers


def test_a_licence_covers_what_it_includes_over_several_steps():
    assert mask_of(["rijbewijs-be"], PAPERS) == bits("rijbewijs-be", "rijbewijs-b", "rijbewijs-am")
    assert mask_of(["rijbewijs-ce"], PAPERS) == bits(
        "rijbewijs-ce", "rijbewijs-c", "rijbewijs-c1", "rijbewijs-be", "rijbewijs-b", "rijbewijs-am"
    )
    assert mask_of(["vca-vol", "heftruck"], PAPERS) == bits("vca-vol", "vca-basis", "heftruck")


def test_a_licence_does_not_cover_a_heavier_one():
    assert mask_of(["rijbewijs-b"], PAPERS) & bits("rijbewijs-be", "rijbewijs-c") == 0


def test_an_unknown_paper_is_left_out():
    assert mask_of(["vliegbrevet", "heftruck"], PAPERS) == bits("heftruck")
    assert mask_of([], PAPERS) == 0


def test_no_answer_about_papers_is_not_the_same_as_none():
    assert seeker(licences=None).licences is None
    assert seeker(licences=frozenset()).licences == 0


# What a course changes


def test_with_more_has_the_skills_and_the_papers_of_before_and_the_new_ones():
    before = seeker("heftruck-rijden", licences=frozenset({"rijbewijs-b"}))
    after = with_more(before, [AT["injecteren"]], bits("bhv"), CONCEPTS)

    assert after.own[AT["injecteren"]] == 1
    assert after.own[AT["heftruck-rijden"]] == 1
    assert after.licences == bits("rijbewijs-b", "rijbewijs-am", "bhv")
    assert before.own[AT["injecteren"]] == 0
    assert before.licences == bits("rijbewijs-b", "rijbewijs-am")


@given(
    st.sets(st.sampled_from(sorted(AT)), max_size=6),
    st.sets(st.sampled_from(sorted(AT)), max_size=4),
    st.sets(st.sampled_from([paper.id for paper in PAPERS]), max_size=3),
    st.none() | st.frozensets(st.sampled_from([paper.id for paper in PAPERS]), max_size=3),
)
def test_with_more_is_the_same_as_a_profile_that_has_more(skills, learned, earned, held):
    changed = with_more(
        seeker(*sorted(skills), licences=held), [AT[skill] for skill in learned], mask_of(earned, PAPERS), CONCEPTS
    )
    profile = seeker(*sorted(skills | learned), licences=(held or frozenset()) | earned)

    np.testing.assert_array_equal(changed.own, profile.own)
    np.testing.assert_array_equal(changed.credit, profile.credit)
    assert changed.licences == profile.licences


def test_with_nothing_more_nothing_changes():
    before = seeker("heftruck-rijden", "injecteren")
    after = with_more(before, [], 0, CONCEPTS)

    np.testing.assert_array_equal(after.credit, before.credit)
    np.testing.assert_array_equal(after.via, before.via)
