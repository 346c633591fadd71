import numpy as np
import pytest
from hypothesis import given

from matcher.relatives import MOST_STEPS, Relation, relatives_of
from tests.matcher.taxonomies import SKILLS, taxonomies, taxonomy


def relatives(found):
    return relatives_of(found.skills, found.groups, found.related)


def between(found, one, other):
    """The narrowest concept above two skills, None without one."""
    at = {skill.id: index for index, skill in enumerate(found.skills)}
    made = relatives(found)
    place = int(made.shared(np.array([at[one]]), np.array([at[other]]))[0])
    return None if place == len(made.concepts) else made.concepts[place]


def chain(found, one, other):
    """The steps from one skill to another as pairs of relation and id, None without any."""
    at = {skill.id: index for index, skill in enumerate(found.skills)}
    steps = relatives(found).chains(at[one]).get(at[other])
    return None if steps is None else [(relation, found.skills[skill].id) for skill, relation in steps]


TREE = taxonomy(
    broader={
        "mig": ["lassen"],
        "tig": ["lassen"],
        "lassen": ["groep metaal"],
        "draaien": ["groep metaal"],
        "groep metaal": ["groep techniek"],
        "zagen": ["groep techniek"],
        "koken": ["groep horeca"],
    },
    related=[("mig", "lasplan"), ("solderen", "lasplan")],
)


@pytest.mark.parametrize(
    ("one", "other", "above"),
    [
        ("mig", "tig", "lassen"),
        ("mig", "draaien", "groep metaal"),
        ("mig", "lassen", "groep metaal"),
        ("draaien", "zagen", "groep techniek"),
        ("mig", "koken", None),
        ("mig", "lasplan", None),
        ("lasplan", "solderen", None),
    ],
)
def test_the_narrowest_concept_above_two_skills_is_found_both_ways(one, other, above):
    assert between(TREE, one, other) == above
    assert between(TREE, other, one) == above


def test_a_concept_says_less_the_more_skills_fall_under_it():
    made = relatives(TREE)
    content = dict(zip(made.concepts, made.content.tolist(), strict=False))

    # Of eight skills two are under "lassen", four under metal, five under technology and one under "horeca".
    assert len(TREE.skills) == 8
    below = {"lassen": 2, "groep metaal": 4, "groep techniek": 5, "groep horeca": 1}
    assert content == pytest.approx({name: 1 - np.log(1 + count) / np.log(9) for name, count in below.items()})
    assert made.content[-1] == 0


def test_a_concept_above_everything_says_nothing():
    made = relatives(taxonomy(broader={"a": ["groep alles"], "b": ["groep alles"], "c": ["groep alles"]}))

    assert made.content.tolist() == [0, 0]


@pytest.mark.parametrize(
    ("one", "other", "steps"),
    [
        ("mig", "lassen", [(Relation.BROADER, "lassen")]),
        ("lassen", "mig", [(Relation.NARROWER, "mig")]),
        ("mig", "lasplan", [(Relation.ESSENTIAL, "lasplan")]),
        ("mig", "solderen", [(Relation.ESSENTIAL, "lasplan"), (Relation.ESSENTIAL, "solderen")]),
        ("lassen", "lasplan", [(Relation.NARROWER, "mig"), (Relation.ESSENTIAL, "lasplan")]),
        ("mig", "tig", None),
        ("tig", "lasplan", None),
        ("draaien", "zagen", None),
        ("mig", "mig", None),
    ],
)
def test_a_chain_is_the_shortest_and_never_goes_up_and_then_down(one, other, steps):
    assert chain(TREE, one, other) == steps


def test_of_two_relations_between_the_same_skills_the_surest_counts():
    both = taxonomy(broader={"mig": ["lassen"]}, related=[("mig", "lassen")])

    assert chain(both, "mig", "lassen") == [(Relation.ESSENTIAL, "lassen")]
    assert chain(both, "lassen", "mig") == [(Relation.ESSENTIAL, "mig")]


def test_a_group_that_the_taxonomy_does_not_describe_still_joins_what_is_under_it():
    skills = taxonomy(["a", "b"], broader={"a": ["groep onbekend"], "b": ["groep onbekend"]}).skills
    made = relatives_of(skills, (), ())

    assert made.concepts == ("groep onbekend",)


def test_a_taxonomy_without_any_relation_has_no_concepts_and_no_chains():
    made = relatives(taxonomy(["a", "b"]))

    assert made.concepts == ()
    assert made.shared(np.array([0]), np.array([1])).tolist() == [0]
    assert made.chains(0) == {}


@given(taxonomies())
def test_every_chain_is_made_of_stated_relations_and_is_as_long_backwards(found):
    made = relatives(found)
    above = {(skill.id, concept) for skill in found.skills for concept in skill.broader}
    stated = {frozenset((one.skill, one.related)) for one in found.related}
    for start in range(len(SKILLS)):
        for end, steps in made.chains(start).items():
            assert 1 <= len(steps) <= MOST_STEPS
            assert len(made.chains(end)[start]) == len(steps)
            before = found.skills[start].id
            for skill, relation in steps:
                after = found.skills[skill].id
                if relation is Relation.BROADER:
                    assert (before, after) in above
                elif relation is Relation.NARROWER:
                    assert (after, before) in above
                else:
                    assert {before, after} in stated
                before = after


@given(taxonomies())
def test_the_narrowest_concept_is_above_both_and_nothing_above_both_says_more(found):
    made = relatives(found)
    first, second = np.triu_indices(len(found.skills), 1)
    content = np.append(made.content, 0)
    for one, other, place in zip(first, second, made.shared(first, second), strict=True):
        common = set(made.above[one].tolist()) & set(made.above[other].tolist()) - {len(made.concepts)}
        assert (int(place) in common) == bool(common)
        assert all(content[place] >= content[concept] for concept in common)
