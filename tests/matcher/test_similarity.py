from dataclasses import replace

import numpy as np
import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from matcher.codes import SkillKind
from matcher.concepts import concepts_of
from matcher.domain import Occupation
from matcher.similarity import LEAST_SIMILARITY, MOST_SIMILARITY, NEIGHBOURS
from tests.builders import concepts
from tests.matcher.taxonomies import taxonomies, taxonomy

CONCEPTS = concepts()
SIMILARITY = CONCEPTS.similarity.toarray()
PAIR = ["boren", "zagen"]
OTHERS = [f"ander{number}" for number in range(18)]


def alike(found, one, other):
    found = found if hasattr(found, "similarity") else concepts_of(found)
    return float(found.similarity[found.skill_at[one], found.skill_at[other]])


def noisy_or(bond, together):
    return 1 - (1 - bond) * (1 - together)


# The catalogue


@pytest.mark.parametrize(
    ("skill", "closer", "farther"),
    [
        ("heftruck-rijden", "reachtruck-rijden", "kassa-bedienen"),
        ("vloeren-reinigen", "sanitair-reinigen", "heftruck-rijden"),
        ("wassen-aankleden", "helpen-toiletgang", "vloeren-reinigen"),
        ("hagen-knippen", "gras-maaien", "injecteren"),
        ("kassa-bedienen", "geld-omgaan", "gras-maaien"),
    ],
)
def test_skills_of_one_trade_are_more_alike_than_skills_of_two(skill, closer, farther):
    assert alike(CONCEPTS, skill, closer) > alike(CONCEPTS, skill, farther)


@pytest.mark.parametrize(
    ("skill", "like_it", "beside_it"),
    [
        ("kassa-bedienen", "geld-omgaan", "broodjes-beleggen"),
        ("kassa-bedienen", "verkoopgesprek", "leeftijd-controleren"),
        ("vlees-snijden", "vlees-uitbenen", "kassa-bedienen"),
        ("wassen-aankleden", "mondverzorging", "signaleren"),
    ],
)
def test_what_merely_stands_beside_a_skill_is_less_alike_than_what_resembles_it(skill, like_it, beside_it):
    assert alike(CONCEPTS, skill, like_it) > alike(CONCEPTS, skill, beside_it) + 0.05


def test_general_skills_and_languages_resemble_nothing_by_company_alone():
    apart = [i for i, skill in enumerate(CONCEPTS.skills) if skill.kind in {SkillKind.TRANSVERSAL, SkillKind.LANGUAGE}]

    assert {CONCEPTS.skills[index].id for index in apart} >= {"samenwerken", "engels-spreken", "nederlands-spreken"}
    assert SIMILARITY[apart].sum() == len(apart)


def test_most_skills_of_the_catalogue_have_a_neighbour_and_none_resembles_half_of_all():
    neighbours = np.count_nonzero(SIMILARITY, axis=1) - 1

    assert np.mean(neighbours > 0) > 0.9
    assert neighbours.max() < 60


# What the occupations say


def test_skills_that_are_asked_together_are_alike_for_half_of_their_cosine_beyond_chance():
    found = taxonomy(PAIR, PAIR, ["koken"], idle=7)

    # Two of ten occupations ask both, chance would give 2 x 2 / 10; two occupations are believed for 2 / (2 + 1/2).
    assert alike(found, *PAIR) == pytest.approx((2 - 0.4) / 2 * 0.8 * 0.5)
    assert alike(found, "boren", "koken") == 0


def test_one_shared_occupation_is_weaker_evidence_than_many():
    few = alike(taxonomy(PAIR, idle=99), *PAIR)
    many = alike(taxonomy(*[PAIR] * 10, idle=990), *PAIR)

    assert few == pytest.approx(0.99 * 2 / 3 / 2)
    assert many == pytest.approx(0.99 * 10 / 10.5 / 2)


def test_an_optional_relation_says_half_as_much():
    found = taxonomy(PAIR, [], optional={1: PAIR}, idle=8)

    # Each column is (1, 1/2, 0, ...): shared 1.25, length squared 1.25, 1.5 x 1.5 / 10 by chance.
    assert alike(found, *PAIR) == pytest.approx((1.25 - 0.225) / 1.25 * 1.25 / 1.75 * 0.5)


def test_skills_that_nearly_every_occupation_asks_are_not_alike_for_that():
    assert alike(taxonomy(*[PAIR] * 10), *PAIR) == 0
    assert alike(taxonomy(*[PAIR] * 10, idle=1), *PAIR) == 0
    assert alike(taxonomy(*[PAIR] * 10, idle=90), *PAIR) > 0.4


def test_skills_of_mostly_other_occupations_are_not_alike():
    apart = taxonomy(PAIR, *[["boren"]] * 9, *[["zagen"]] * 9, idle=81)

    assert alike(apart, *PAIR) == 0


# What the taxonomy says


def test_company_counts_in_full_under_one_narrow_concept():
    apart = taxonomy(PAIR, PAIR, OTHERS, idle=7)
    grouped = taxonomy(PAIR, PAIR, OTHERS, idle=7, broader={skill: ["groep hout"] for skill in PAIR})
    content = 1 - np.log(3) / np.log(21)  # two of twenty skills fall under it

    assert alike(apart, *PAIR) == pytest.approx(0.64 / 2)
    assert alike(grouped, *PAIR) == pytest.approx(noisy_or(content**2 / 2, 0.64))


@pytest.mark.parametrize(("members", "alone"), [(PAIR, True), ([*PAIR, *OTHERS[:8]], False)])
def test_a_concept_above_both_is_enough_by_itself_only_when_it_is_narrow(members, alone):
    found = taxonomy(OTHERS, broader={skill: ["groep hout"] for skill in members})

    assert (alike(found, *PAIR) > 0) == alone


def test_of_all_concepts_above_two_skills_the_narrowest_counts():
    above = {skill: ["groep alles", "groep hout"] for skill in PAIR}
    above |= {skill: ["groep alles"] for skill in OTHERS}
    found = taxonomy(broader=above)

    assert alike(found, *PAIR) == pytest.approx((1 - np.log(3) / np.log(21)) ** 2 / 2)
    assert alike(found, *OTHERS[:2]) == 0


def test_the_group_of_a_skill_counts_as_above_it():
    plain = taxonomy(PAIR, OTHERS)
    grouped = replace(plain, skills=tuple(replace(one, group="hout" if one.id in PAIR else "") for one in plain.skills))

    assert alike(grouped, *PAIR) > alike(plain, *PAIR)


def test_a_chain_of_relations_weakens_with_each_step_and_ends_after_three():
    found = concepts_of(taxonomy(related=["ab", "cb", "cd", "ed"]))

    assert [alike(found, "a", end) for end in "bcde"] == pytest.approx([0.7, 0.49, 0.343, 0])


def test_a_skill_under_another_is_one_step_away():
    found = concepts_of(taxonomy(OTHERS, broader={"mig-lassen": ["lassen"], "lassen": ["metaal"]}))

    assert alike(found, "mig-lassen", "lassen") == pytest.approx(0.7)
    assert alike(found, "mig-lassen", "metaal") == pytest.approx(0.49)


def test_skills_under_one_broad_skill_are_not_joined_by_a_chain():
    found = concepts_of(taxonomy(broader={skill: ["vakwerk"] for skill in OTHERS}))

    assert alike(found, OTHERS[0], "vakwerk") == pytest.approx(0.7)
    assert alike(found, *OTHERS[:2]) == 0


@pytest.mark.parametrize("kind", [SkillKind.TRANSVERSAL, SkillKind.LANGUAGE])
def test_for_a_general_skill_or_a_language_only_a_stated_relation_counts(kind):
    grouped = {skill: ["groep hout"] for skill in PAIR}
    beside = taxonomy(PAIR, PAIR, OTHERS, idle=9, broader=grouped, kinds={"zagen": kind})
    related = replace(beside, related=taxonomy(related=[PAIR]).related)

    assert alike(beside, *PAIR) == 0
    assert alike(related, *PAIR) == pytest.approx(0.7)


def test_everything_together_stays_under_one():
    close = taxonomy(*[PAIR] * 30, OTHERS, idle=3000, broader={"zagen": ["boren"]}, related=[PAIR])

    assert alike(close, *PAIR) == pytest.approx(MOST_SIMILARITY)


def test_of_many_equal_neighbours_the_first_by_id_are_kept():
    crowd = [f"s{number:02}" for number in range(NEIGHBOURS + 10)]
    found = concepts_of(taxonomy(crowd, crowd, idle=98))
    last = found.similarity[[found.skill_at[crowd[-1]]]]

    assert [found.skills[index].id for index in np.sort(last.indices)] == [*crowd[:NEIGHBOURS], crowd[-1]]


# Any taxonomy


def table(found, names=None):
    """The similarities in the order of these ids."""
    made = concepts_of(found)
    at = [made.skill_at[name] for name in names or sorted(made.skill_at)]
    return made.similarity.toarray()[np.ix_(at, at)]


@given(taxonomies())
def test_similarity_is_symmetric_in_range_and_one_for_the_same_skill_only(found):
    values = table(found)
    others = values[~np.eye(len(values), dtype=bool)]

    event(f"pairs: {min(np.count_nonzero(others) // 8, 5)}")
    assert (values == values.T).all()
    assert (np.diag(values) == 1).all()
    assert others.max(initial=0) <= np.float32(MOST_SIMILARITY) < 1
    assert ((others == 0) | (others >= np.float32(LEAST_SIMILARITY))).all()


@given(taxonomies(), st.randoms(use_true_random=False))
def test_the_order_of_a_taxonomy_changes_no_similarity(found, random):
    def shuffled(values):
        return tuple(random.sample(values, len(values)))

    other = replace(
        found,
        skills=shuffled([replace(skill, broader=shuffled(skill.broader)) for skill in found.skills]),
        occupations=shuffled([replace(one, essential=shuffled(one.essential)) for one in found.occupations]),
        groups=shuffled(found.groups),
        related=shuffled(found.related),
    )

    assert (table(other) == table(found)).all()


@given(taxonomies(), st.integers(1, 2000), st.lists(st.sampled_from(["nieuw1", "nieuw2"]), unique=True))
def test_occupations_that_have_nothing_to_do_with_two_skills_hardly_change_how_alike_they_are(found, count, skills):
    names = sorted(skill.id for skill in found.skills)
    new = tuple(replace(found.skills[0], id=skill, kind=SkillKind.SKILL, broader=()) for skill in skills)
    more = tuple(Occupation(f"n{number}", "nieuw", "1111", essential=tuple(skills)) for number in range(count))
    wider = replace(found, skills=(*found.skills, *new))

    before = table(wider, names)
    after = table(replace(wider, occupations=(*found.occupations, *more)), names)

    # They only make it less likely that the two met by chance: the cosine itself stays what it is.
    made = concepts_of(found)
    strength = made.essential.toarray()[:, [made.skill_at[name] for name in names]]
    lengths = np.maximum(np.linalg.norm(strength, axis=0), 1e-9)
    cosine = np.minimum((strength.T @ strength) / np.outer(lengths, lengths), 1)
    assert (after >= before - 1e-6).all()
    kept = before > 0
    assert (after[kept] <= noisy_or(before[kept], cosine[kept]) + 1e-6).all()
    assert (after[(cosine == 0)] == before[(cosine == 0)]).all()


@given(taxonomies(), st.sampled_from(["ab", "ac"]))
def test_one_relation_more_never_makes_any_pair_less_alike(found, ends):
    extra = taxonomy(related=[(f"s0{'abc'.index(ends[0])}", f"s0{'abc'.index(ends[1])}")]).related

    assert (table(replace(found, related=(*found.related, *extra))) >= table(found)).all()


@given(taxonomies())
def test_the_same_taxonomy_gives_the_same_bytes(found):
    first, second = concepts_of(found).similarity, concepts_of(found).similarity

    assert first.data.tobytes() == second.data.tobytes()
    assert first.indices.tobytes() == second.indices.tobytes()
