from dataclasses import fields, replace

import pytest
from hypothesis import given

from matcher.codes import DayPart, Demand, DemandGrade, Level, SkillKind
from matcher.domain import Group, Occupation, Skill
from matcher.taxonomy import Match, Related, Taxonomy
from tests.strategies import taxonomies

COOK = Occupation(
    id="kok",
    label="soepkok",
    isco="5120",
    sector="horeca",
    alt_labels=("soepman",),
    level=Level.MBO2,
    licences_legal=("svh",),
    licences_usual=("haccp",),
    shifts=frozenset({DayPart.DAY}),
    demands=((Demand.STANDING, DemandGrade.HEAVY),),
    essential=("soep",),
    optional=("proeven",),
    somewhat=("vegen",),
    broader=("keuken",),
    description="Kookt soep.",
)
SOUP = Skill("soep", "soep koken", SkillKind.SKILL, "maken", ("soep maken",), ("maken",), "Met geduld.")
MAKING = Group("maken", "maken", ("alles",), ("doen",), "Maken is doen.")
TAXONOMY = Taxonomy(
    "proef",
    "1",
    (SOUP,),
    (COOK,),
    (MAKING,),
    (Related("soep", "proeven", essential=True),),
    (Match("soep", "exact", "x"),),
)
OTHER = {SkillKind: SkillKind.TASK, Level: None, bool: False, frozenset: frozenset({DayPart.NIGHT})}
PARTS = ("skills", "occupations", "groups", "related", "matches")


def changed(value):
    if isinstance(value, tuple):
        return value[:0]
    return OTHER.get(type(value), f"{value}.")


@pytest.mark.parametrize(
    ("part", "field"), [(part, field.name) for part in PARTS for field in fields(getattr(TAXONOMY, part)[0])]
)
def test_a_change_of_any_field_changes_the_fingerprint(part, field):
    (concept,) = getattr(TAXONOMY, part)

    other = replace(TAXONOMY, **{part: (replace(concept, **{field: changed(getattr(concept, field))}),)})

    assert other != TAXONOMY
    assert other.fingerprint() != TAXONOMY.fingerprint()


@pytest.mark.parametrize("part", [*PARTS, "name", "version"])
def test_without_a_part_the_fingerprint_is_another(part):
    assert replace(TAXONOMY, **{part: getattr(TAXONOMY, part)[:0]}).fingerprint() != TAXONOMY.fingerprint()


def test_a_text_that_moves_to_its_neighbour_changes_the_fingerprint():
    apart, moved = (
        replace(TAXONOMY, groups=(Group("a", one), Group("b", other))).fingerprint()
        for one, other in (("soep", "kok"), ("soepk", "ok"))
    )

    assert apart != moved


@given(taxonomies(), taxonomies())
def test_taxonomies_have_the_same_fingerprint_when_they_are_the_same(one, other):
    assert (one.fingerprint() == other.fingerprint()) == (one == other)
    assert one.fingerprint() == replace(one).fingerprint()
