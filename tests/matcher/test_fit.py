import numpy as np
import pytest

from matcher.codes import Mode, Route, SkillLevel, Workplace
from matcher.domain import Client, Job, OwnSkill, Wish
from matcher.eligibility import BITS, Refusal, eligible
from matcher.fit import covered, fit_of
from matcher.policy import Policy
from matcher.reach import NOTHING_SPECIAL, Asked, within_reach
from matcher.situation import situation_of
from tests.builders import DELFT, HOME, TODAY, job, market, person, travel

GROUPS = ("matches", "narrow", "short", "unknown", "beyond")
# Five skills that do not resemble each other, each with weight 1 in these markets.
FIVE = ("heftruck-rijden", "injecteren", "kassa-bedienen", "hagen-knippen", "vloeren-reinigen")


def fitted(client, *jobs, policy=None, asked=NOTHING_SPECIAL, position=DELFT):
    """The group of every vacancy by id, the coverage by id and the fit itself."""
    policy = policy or Policy()
    made, ids = market(*jobs)
    situation = situation_of(client, made, policy, TODAY)
    options = eligible(situation, within_reach(client, made, travel(position), policy, asked))
    fit = fit_of(situation, options)
    groups = dict.fromkeys(ids, "out")
    for name in GROUPS:
        for at in getattr(fit, name):
            assert groups[ids[options.rows[at]]] == "out", "the groups are disjoint"
            groups[ids[options.rows[at]]] = name
    cover = {ids[row]: float(value) for row, value in zip(options.rows, fit.cover, strict=True)}
    missed = {ids[row]: int(bits) for row, bits in zip(options.rows, fit.missed, strict=True)}
    return groups, cover, missed


def group(client, vacancy, **kwargs):
    return fitted(client, vacancy, **kwargs)[0]["v1"]


def test_the_five_skills_have_nothing_to_do_with_each_other():
    for skill in FIVE:
        _, cover, _ = fitted(person(skill), job(essential=[other for other in FIVE if other != skill], weight=1.0))
        assert cover["v1"] == 0


@pytest.mark.parametrize(
    ("known", "expected"), [(0, "out"), (1, "short"), (2, "short"), (3, "matches"), (5, "matches")]
)
def test_a_match_covers_at_least_three_fifths_of_the_essential_skills(known, expected):
    vacancy = job(essential=FIVE, weight=1.0)

    assert group(person(*FIVE[:known]), vacancy) == expected


@pytest.mark.parametrize(
    ("coverage", "known"), [(0.05, 1), (0.2, 1), (0.21, 2), (0.4, 2), (0.6, 3), (0.61, 4), (0.8, 4), (1.0, 5)]
)
def test_exactly_the_threshold_of_the_policy_is_enough(coverage, known):
    policy = Policy(match_coverage=coverage)
    vacancy = job(essential=FIVE, weight=0.1)  # not a round number in binary

    assert group(person(*FIVE[:known]), vacancy, policy=policy) == "matches"
    assert group(person(*FIVE[: known - 1]), vacancy, policy=policy) != "matches"


def test_coverage_is_weighted():
    heavy = job(essential=["heftruck-rijden", "samenwerken"])

    _, with_heavy, _ = fitted(person("heftruck-rijden"), heavy)
    _, with_light, _ = fitted(person("samenwerken"), heavy)

    assert with_heavy["v1"] > 0.6 > with_light["v1"]
    assert with_heavy["v1"] + with_light["v1"] == pytest.approx(1)


@pytest.mark.parametrize(
    ("level", "cover"), [(SkillLevel.LEARNING, 0.5), (SkillLevel.BASIC, 0.75), (SkillLevel.EXPERT, 1.0), (None, 1.0)]
)
def test_coverage_counts_how_well_a_skill_is_mastered(level, cover):
    client = Client("c", home=HOME, modes=((Mode.BIKE, 30),), skills=(OwnSkill("x", "injecteren", level),))

    assert fitted(client, job(essential=["injecteren"]))[1]["v1"] == pytest.approx(cover)


def test_a_neighbouring_skill_counts_for_half_at_most():
    _, cover, _ = fitted(person("reachtruck-rijden"), job(essential=["heftruck-rijden"]))

    assert 0 < cover["v1"] <= 0.5


def test_optional_skills_make_no_match():
    assert group(person("injecteren"), job(essential=["heftruck-rijden"], optional=["injecteren"])) == "short"


def test_a_vacancy_of_which_nothing_is_known_is_no_match_and_says_so():
    groups, cover, missed = fitted(person(*FIVE), job(), job("only optional", optional=["injecteren"]))

    assert groups == {"v1": "out", "only optional": "out"}
    assert np.isnan(cover["v1"])
    assert missed == {"v1": BITS[Refusal.UNDESCRIBED], "only optional": BITS[Refusal.UNDESCRIBED]}


def test_too_little_in_common_is_a_reason_of_its_own():
    _, _, missed = fitted(person("injecteren"), job(essential=["heftruck-rijden"]))

    assert missed["v1"] == BITS[Refusal.COVERAGE]


def test_one_thing_missed_by_little_is_narrow_and_by_much_is_out():
    client = person("injecteren", hours_max=24)

    assert group(client, job(essential=["injecteren"], hours_min=26)) == "narrow"
    assert group(client, job(essential=["injecteren"], hours_min=36)) == "out"
    assert group(client, job(essential=["heftruck-rijden"], hours_min=26)) == "out"
    assert group(client, job(hours_min=26)) == "out"


def test_a_trip_on_the_border_is_narrow():
    assert group(person("injecteren"), job(essential=["injecteren"], km=7)) == "narrow"
    assert group(person("injecteren"), job(essential=["heftruck-rijden"], km=7)) == "out"


def test_what_lies_beyond_the_limit_stands_apart_when_it_was_asked():
    asked = Asked(max_minutes=60)

    assert group(person("injecteren"), job(essential=["injecteren"], km=10), asked=asked) == "beyond"
    assert group(person("injecteren"), job(essential=["heftruck-rijden"], km=10), asked=asked) == "out"
    vacancy = job(essential=["injecteren"], km=10, route=Route.BASISBAAN)
    assert group(person("injecteren"), vacancy, asked=asked) == "out"


def test_an_unknown_trip_stands_apart():
    assert group(person("injecteren"), job(essential=["injecteren"], position="unknown")) == "unknown"
    assert group(person("injecteren"), job(essential=["heftruck-rijden"], position="unknown")) == "out"
    assert group(person("injecteren"), job(essential=["injecteren"]), position=None) == "unknown"
    assert (
        group(person("injecteren"), job(essential=["injecteren"], workplace=Workplace.REMOTE), position=None)
        == "matches"
    )


def test_an_unknown_trip_to_work_that_misses_something_by_little_is_no_near_miss():
    client = person("injecteren", hours_max=24)

    assert group(client, job(essential=["injecteren"], position="unknown", hours_min=26)) == "out"


def test_nothing_is_near_for_someone_of_whom_nothing_is_known():
    assert group(person(), job(essential=["injecteren"])) == "out"
    assert group(person(wishes=(Wish("kok", "kok"),)), job(essential=["injecteren"])) == "short"
    assert group(person(history=(Job("kok", "kok"),)), job(essential=["injecteren"])) == "short"
    assert group(person(wishes=(Wish("iets leuks"),)), job(essential=["injecteren"])) == "out"


def test_unknown_coverage_never_reaches_a_threshold():
    cover = np.array([np.nan, 0.0, 0.6, 0.5999999, 0.59, 1.0], np.float32)

    assert covered(cover, 0.6).tolist() == [False, False, True, True, False, True]
