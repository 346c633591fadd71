from dataclasses import fields, replace

import numpy as np
import pytest

from matcher.codes import Contract, Demand, DemandGrade, Level, Mode, Support, WagePeriod, Workplace
from matcher.domain import Client, Job, Location, Wage, Wish
from matcher.eligibility import eligible
from matcher.features import (
    COMMUTE,
    COMPUTE,
    ESSENTIAL,
    EXPERIENCE,
    FEATURES,
    HOURS,
    LEVEL,
    OPTIONAL,
    SUPPORT,
    WISH,
    Feature,
    Features,
    coverage,
    features,
)
from matcher.guard import TERM, kept_out
from matcher.policy import Policy
from matcher.reach import within_reach
from matcher.situation import situation_of
from tests.builders import DELFT, TODAY, concepts, job, market, person, travel

# What no feature may be about: what the guard keeps out, and what the design keeps out of the ranking on purpose.
NEVER = (
    "leeftijd age geslacht gender herkomst origin nationaliteit religie diagnose schuld uitkering benefit bijstand "
    "aanwezigheid sanctie fraude verplichting ladder trede loon wage salaris salary werkgever employer gemeente "
    "municipality naam duur klik getoond afgewezen"
)


def values(client, *jobs, position=DELFT):
    """The features of every vacancy by id; None is unknown."""
    made, ids = market(*jobs)
    policy = Policy(border_factor=2.0)
    situation = situation_of(client, made, policy, TODAY)
    options = eligible(situation, within_reach(client, made, travel(position), policy))
    found = features(situation, options, np.arange(len(options.rows)))
    assert found.values.shape == (len(FEATURES), len(options.rows))
    assert found.values.dtype == np.float32
    return {
        ids[row]: {
            feature: None if np.isnan(found.of(feature)[at]) else float(found.of(feature)[at]) for feature in FEATURES
        }
        for at, row in enumerate(found.rows)
    }


def value(feature, client, vacancy, **kwargs):
    return values(client, vacancy, **kwargs)["v1"][feature]


# The list


def test_the_list_is_closed_and_every_feature_was_reviewed():
    assert [(feature.name, feature.direction, feature.unit) for feature in FEATURES] == [
        ("essential_coverage", +1, "deel"),
        ("optional_coverage", +1, "deel"),
        ("experience", +1, "deel"),
        ("wish", +1, "deel"),
        ("commute_minutes", -1, "minuten"),
        ("hours_overlap", +1, "deel"),
        ("support_offered", +1, "deel"),
        ("level_short", -1, "niveaus"),
    ]
    assert set(COMPUTE) == set(FEATURES)


def test_every_feature_has_a_name_a_unit_a_direction_and_a_dutch_label():
    for feature in FEATURES:
        assert feature.name.isidentifier()
        assert feature.direction in (-1, +1)
        assert feature.unit
        assert feature.label
        assert feature.label == feature.label.strip()
    assert len({feature.name for feature in FEATURES}) == len(FEATURES)
    assert len({feature.label for feature in FEATURES}) == len(FEATURES)


@pytest.mark.parametrize("feature", FEATURES, ids=lambda feature: feature.name)
def test_no_feature_is_about_what_may_never_count(feature):
    for text in (feature.name, feature.label):
        assert kept_out(text) is None
        assert not TERM.search(text)
        assert not set(NEVER.split()) & set(text.lower().replace("_", " ").split())


def test_a_feature_knows_nothing_but_its_name_unit_direction_and_label():
    assert [field.name for field in fields(Feature)] == ["name", "unit", "direction", "label"]


# Skills


def test_essential_coverage_is_the_weighted_part_that_is_covered():
    weights = concepts().weight
    at = concepts().skill_at
    first, second = float(weights[at["injecteren"]]), float(weights[at["samenwerken"]])
    vacancy = job(essential=["injecteren", "samenwerken"])

    assert value(ESSENTIAL, person("injecteren"), vacancy) == pytest.approx(first / (first + second))
    assert value(ESSENTIAL, person("injecteren", "samenwerken"), vacancy) == pytest.approx(1)
    assert value(ESSENTIAL, person("hagen-knippen"), vacancy) == 0


def test_coverage_is_unknown_where_a_vacancy_names_no_skills():
    assert value(ESSENTIAL, person("injecteren"), job()) is None
    assert value(OPTIONAL, person("injecteren"), job(essential=["injecteren"])) is None


def test_optional_coverage_counts_only_what_is_a_pre():
    vacancy = job(essential=["injecteren"], optional=["hagen-knippen", "kassa-bedienen"])

    assert value(OPTIONAL, person("injecteren"), vacancy) == 0
    assert 0 < value(OPTIONAL, person("hagen-knippen"), vacancy) < 1
    assert value(OPTIONAL, person("hagen-knippen", "kassa-bedienen"), vacancy) == pytest.approx(1)


def test_coverage_is_the_same_for_a_few_rows_and_for_the_whole_market():
    made, _ = market(
        *(job(f"v{n:02}", essential=["injecteren", "hagen-knippen", "samenwerken"][: n % 4]) for n in range(24))
    )
    credit = situation_of(person("injecteren"), made, Policy(), TODAY).seeker.credit
    every = coverage(made.essential, made.columns.essential_total, credit, np.arange(24))

    for rows in ([3], [5, 1], [23, 0, 11]):
        few = coverage(made.essential, made.columns.essential_total, credit, np.array(rows))
        np.testing.assert_array_equal(few, every[rows])


def test_coverage_never_passes_one():
    made, _ = market(job(essential=["injecteren", "hagen-knippen", "samenwerken"], weight=0.1))
    credit = np.ones(len(concepts().skills), np.float32)

    assert coverage(made.essential, made.columns.essential_total, credit, np.array([0])).tolist() == [1.0]


# Occupations


def test_experience_is_full_for_the_same_occupation_and_less_for_another():
    client = person(history=(Job("keukenhulp", "keukenhulp"),))

    found = values(
        client, job("same", occupation="keukenhulp"), job("near", occupation="kok"), job("far", occupation="kapper")
    )

    assert found["same"][EXPERIENCE] == 1
    assert 1 > found["near"][EXPERIENCE] > 0.2 > found["far"][EXPERIENCE]


def test_experience_and_wishes_are_unknown_without_an_occupation_or_an_answer():
    assert value(EXPERIENCE, person(), job(occupation="kok")) is None
    assert value(EXPERIENCE, person(history=(Job("kok", "kok"),)), job()) is None
    assert value(WISH, person(), job(occupation="kok")) is None
    assert value(WISH, person(wishes=(Wish("kok", "kok"),)), job()) is None
    assert value(WISH, person(wishes=(Wish("kok", "kok"),)), job(occupation="kok")) == 1


# Trip


@pytest.mark.parametrize(("km", "minutes"), [(0, 1), (1, 6), (5.8, 30), (10, 51)])
def test_the_commute_is_in_minutes_of_one_trip(km, minutes):
    assert value(COMMUTE, person(), job(km=km)) == minutes


def test_the_commute_is_nothing_at_home_and_unknown_where_nobody_knows():
    assert value(COMMUTE, person(), job(workplace=Workplace.REMOTE)) == 0
    assert value(COMMUTE, person(), job(position="unknown")) is None
    assert value(COMMUTE, person(), job(), position=None) is None


# Hours


@pytest.mark.parametrize(
    ("wanted", "offered", "expected"),
    [
        (32, (32, 32), 1),
        (32, (16, 40), 1),
        (32, (16, 24), 0.75),
        (32, (None, 8), 0.25),
        (32, (24, None), None),
        (32, (None, None), None),
        (None, (32, 32), None),
        (0, (32, 32), None),
        (20, (0, 0), 0),
    ],
)
def test_the_hours_are_the_part_of_what_someone_wants_that_can_be_filled(wanted, offered, expected):
    assert value(HOURS, person(hours_max=wanted), job(hours_min=offered[0], hours_max=offered[1])) == expected


# Support


def test_support_is_the_part_of_what_someone_needs_that_is_offered():
    needed = frozenset({Support.JOBCOACH, Support.OWN_PACE})

    for offered, expected in (
        (frozenset(), 0),
        (frozenset({Support.JOBCOACH}), 0.5),
        (frozenset({Support.JOBCOACH, Support.TRANSPORT}), 0.5),
        (frozenset(Support), 1),
    ):
        assert value(SUPPORT, person(support_needed=needed), job(support=offered)) == expected
    assert value(SUPPORT, person(), job(support=frozenset(Support))) is None


# Level


@pytest.mark.parametrize(
    ("own", "asked", "expected"),
    [
        (Level.MBO2, Level.MBO2, 0),
        (Level.MBO4, Level.MBO1, 0),
        (Level.MBO1, Level.MBO3, 2),
        (Level.NONE, Level.WO, 7),
        (Level.NONE, Level.NONE, 0),
        (None, Level.MBO2, None),
        (Level.MBO2, None, None),
    ],
)
def test_the_level_is_how_many_levels_someone_is_short(own, asked, expected):
    assert value(LEVEL, person(level=own), job(level=asked)) == expected


# What is not in the list moves nothing


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "iets heel anders"},
        {"description": "een lange tekst " * 20},
        {"employer": "Bakkerij Voorbeeld"},
        {"source_url": "voorbeeld"},
        {"contact": "mevrouw Voorbeeld"},
        {"wage": Wage(3000, 4000, WagePeriod.MONTH)},
        {"contract": Contract.PERMANENT},
        {"published": TODAY},
        {"places": 12},
        {"source": "bron"},
        {"home_days": 2.0},
        {"demands": ((Demand.LIFTING, DemandGrade.HEAVY),)},
        {"location": Location("Leiden")},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_a_field_of_a_vacancy_outside_the_list_changes_no_feature(changes):
    client = person("injecteren", history=(Job("kok", "kok"),), hours_max=24, level=Level.MBO1)
    plain = job(essential=["injecteren"], occupation="kok", hours_min=16, hours_max=20, level=Level.MBO2)
    changed = replace(plain, vacancy=replace(plain.vacancy, **changes))

    assert values(client, changed) == values(client, plain)


@pytest.mark.parametrize(
    "changes",
    [{"ladder": 1}, {"ladder": 6}, {"municipality": "Leiden"}, {"id": "c-9999"}, {"diplomas": ("vmbo",)}],
    ids=str,
)
def test_a_field_of_a_client_outside_the_list_changes_no_feature(changes):
    client = person("injecteren", hours_max=24, modes=((Mode.BIKE, 30),))

    assert isinstance(client, Client)
    assert values(replace(client, **changes), job(essential=["injecteren"], hours_max=20)) == values(
        client, job(essential=["injecteren"], hours_max=20)
    )


# Some of the vacancies


def test_features_of_some_vacancies_are_those_of_the_whole_in_that_order():
    table = np.arange(len(FEATURES) * 4, dtype=np.float32).reshape(len(FEATURES), 4)
    whole = Features(np.array([10, 11, 12, 13]), np.array([0, 1, 2, 3]), table)

    some = whole.chosen(np.array([3, 1]))

    assert some.rows.tolist() == [13, 11]
    assert some.at.tolist() == [3, 1]
    assert some.of(ESSENTIAL).tolist() == [3, 1]
    assert whole.chosen(np.array([True, False, False, True])).of(OPTIONAL).tolist() == [4, 7]
