from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.background import background_of, background_of_work
from matcher.catalogue import packaged
from matcher.codes import Demand, DemandGrade, Level, SkillLevel
from matcher.concepts import concepts_of
from matcher.domain import Client, Job, Occupation, OwnSkill, Skill, SkillKind, Wish
from matcher.outlook import NO_OUTLOOKS, Outlook, Outlooks, Risk
from matcher.pay import OccupationPay
from matcher.policy import Policy
from matcher.seeker import seek
from matcher.taxonomy import Taxonomy
from matcher.transition_account import (
    AGAINST,
    UNSURE,
    Aspect,
    Direction,
    FactKind,
    transition_account,
)
from matcher.transitions import Answer, LeftOut, chart_of, transitions_of, varied
from tests.builders import concepts, person
from tests.matcher.taxonomies import taxonomies
from tests.matcher.worlds import SKILLS, TRADES, clients, numbers

YES, NO, UNKNOWN = (answer.ordinal for answer in Answer)
LICENCES = packaged().licences


def at(occupation):
    return concepts().occupation_at[occupation]


def chart(outlooks=NO_OUTLOOKS):
    return chart_of(concepts(), outlooks)


def steps_of(client, policy=None, outlooks=NO_OUTLOOKS, pay=None):
    background = background_of(seek(client, concepts(), LICENCES), concepts())
    return transitions_of(background, chart(outlooks), policy or Policy(), pay=pay)


def steps_from(occupation, policy=None, outlooks=NO_OUTLOOKS, pay=None):
    background = background_of_work(at(occupation), concepts(), LICENCES)
    return transitions_of(background, chart(outlooks), policy or Policy(), pay=pay)


def account(steps, occupation):
    return transition_account(steps, at(occupation), LICENCES)


def facts(steps, occupation, aspect):
    return {
        fact.kind: fact for one in account(steps, occupation).verdicts if one.aspect is aspect for fact in one.facts
    }


def wages(**known):
    """Typical wages of these occupations, unknown for all others."""
    wage = np.full(len(concepts().occupations), np.nan)
    for occupation, value in known.items():
        wage[at(occupation.replace("_", "-"))] = value
    return OccupationPay(wage, np.where(np.isnan(wage), 2, 9), np.zeros(len(wage), bool))


# What goes along.


def test_what_goes_along_is_the_weighted_share_of_the_essential_skills():
    asked = [Skill(name, name, SkillKind.SKILL) for name in ("a", "b", "c", "d")]
    work = Occupation("doel", "doel", "5120", essential=("a", "b", "c"), optional=("d",))
    known = concepts_of(Taxonomy("toets", "1", tuple(asked), (work, Occupation("ander", "ander", "5120"))))
    client = Client("c-1", skills=(OwnSkill("a", "a"), OwnSkill("b", "b", SkillLevel.LEARNING), OwnSkill("d", "d")))
    steps = transitions_of(background_of(seek(client, known, ()), known), chart_of(known), Policy())
    a, b, c = known.weight[:3]

    assert not known.similarity.nnz > len(asked) or steps.carry[0] >= (a + b / 2) / (a + b + c)
    credit = steps.background.credit
    assert steps.carry[0] == pytest.approx(credit[:3] @ known.weight[:3] / (a + b + c))
    assert np.isnan(steps.carry[1])
    assert steps.left_out == {LeftOut.UNDESCRIBED: 1}


@pytest.mark.parametrize("occupation", TRADES)
def test_all_that_an_occupation_asks_goes_along_from_itself_and_it_is_no_step(occupation):
    steps = steps_from(occupation)

    assert steps.carry[at(occupation)] == 1.0
    assert at(occupation) not in steps.order
    assert steps.left_out[LeftOut.OWN] == 1


@given(taxonomies(), numbers)
def test_the_share_is_a_part_and_no_occupation_is_counted_twice(taxonomy, number):
    known = concepts_of(taxonomy)
    if not known.occupations:
        return
    work = number % len(known.occupations)
    steps = transitions_of(background_of_work(work, known, ()), chart_of(known), Policy())
    carry = steps.carry[~np.isnan(steps.carry)]

    assert ((carry >= 0) & (carry <= 1)).all()
    assert np.isnan(steps.carry).tolist() == [not one.essential for one in known.occupations]
    assert len(set(steps.order.tolist())) == len(steps.order)
    assert len(steps.order) + sum(steps.left_out.values()) == len(known.occupations)
    if known.occupations[work].essential:
        assert steps.carry[work] == 1.0


@given(clients, st.sampled_from(SKILLS))
def test_one_more_skill_never_makes_less_go_along(client, skill):
    more = replace(client, skills=(*client.skills, OwnSkill(skill, skill)))
    before, after = steps_of(client).carry, steps_of(more).carry

    assert (after >= before - 1e-6).all()


@given(clients, numbers)
def test_every_essential_skill_is_in_one_part_of_the_account(client, number):
    steps = steps_of(client)
    if not len(steps.order):
        return
    occupation = int(steps.order[number % len(steps.order)])
    found = transition_account(steps, occupation, LICENCES)
    parts = [{one.skill for one in found.carried}, {one.skill for one in found.partly}, set(found.missing)]
    own = {OwnSkill("", skill.skill).skill for skill in client.skills}

    assert sum(map(len, parts)) == len(set().union(*parts))
    assert {concepts().skills[skill].id for skill in set().union(*parts)} == set(
        concepts().occupations[occupation].essential
    )
    assert all(steps.background.own[one.skill] > 0 for one in found.carried)
    assert all(one.via != one.skill and steps.background.own[one.via] > 0 for one in found.partly)
    assert not any(concepts().skills[skill].id in own for skill in found.missing)


# What is no step.


@given(clients)
def test_what_someone_does_not_want_cannot_do_or_did_already_is_never_a_step(client):
    steps = steps_of(client)
    occupations = [concepts().occupations[occupation] for occupation in steps.order]
    limits = dict(client.limitations)

    assert not {one.id for one in occupations} & {no.occupation for no in client.exclusions}
    assert not {one.id for one in occupations} & {job.occupation for job in client.history}
    for one in occupations:
        assert all(grade <= limits.get(demand, DemandGrade.HEAVY) for demand, grade in one.demands)
    assert len(steps.order) + sum(steps.left_out.values()) == len(concepts().occupations)


def test_what_was_left_out_is_counted_under_the_first_reason():
    heavy = sum(dict(one.demands).get(Demand.LIFTING, 0) > DemandGrade.LIGHT for one in concepts().occupations)
    client = person(
        *SKILLS,
        history=(Job("", "magazijnmedewerker"),),
        exclusions=(Wish("", "orderpicker"), Wish("", "magazijnmedewerker")),
        limitations=((Demand.LIFTING, DemandGrade.LIGHT),),
    )
    left_out = steps_of(client).left_out

    assert left_out[LeftOut.OWN] == 1
    assert left_out[LeftOut.EXCLUDED] == 1
    assert 0 < left_out[LeftOut.PHYSICAL] <= heavy


# Viable.


@given(st.sampled_from(TRADES), st.floats(0.05, 1.0))
def test_the_share_that_is_enough_is_respected_at_the_boundary_itself(occupation, threshold):
    steps = steps_from(occupation, Policy(transition_carry=threshold, transition_levels_up=7))
    described = ~np.isnan(steps.carry)

    assert (steps.viable[described] == np.where(steps.carry[described] >= np.float32(threshold) - 1e-6, YES, NO)).all()
    exactly = float(steps.carry[steps.order[len(steps.order) // 2]])
    if exactly >= 0.05:
        again = steps_from(occupation, Policy(transition_carry=exactly, transition_levels_up=7))
        assert again.viable[steps.order[len(steps.order) // 2]] == YES


@pytest.mark.parametrize("allowed", range(8))
def test_so_many_levels_higher_is_allowed_and_no_more(allowed):
    steps = steps_of(person(*SKILLS, level=Level.MBO1), Policy(transition_carry=0.05, transition_levels_up=allowed))
    levels = np.array([int(one.level) for one in concepts().occupations])

    assert (steps.steps_up == levels - int(Level.MBO1)).all()
    assert (steps.too_high == (levels - int(Level.MBO1) > allowed)).all()


def test_a_level_that_is_not_known_is_not_held_against_someone():
    steps = steps_of(person(*SKILLS))
    enough = steps.carry >= 0.40

    assert enough.any()
    assert (steps.viable[enough] == UNKNOWN).all()
    assert set(facts(steps, concepts().occupations[int(np.argmax(enough))].id, Aspect.VIABLE)) == {
        FactKind.CARRY,
        FactKind.LEVEL_UNKNOWN,
    }


def test_who_has_no_level_in_the_profile_has_that_of_the_highest_earlier_work():
    done = (Job("", "magazijnmedewerker"), Job("", "verzorgende-ig"))
    background = background_of(seek(person(history=done), concepts(), LICENCES), concepts())

    assert background.stated == max(int(concepts().occupations[at(job.occupation)].level) for job in done)


def test_levels_of_taxonomies_that_state_none_are_compared_on_the_scale_of_isco():
    works = [Occupation(isco, isco, isco, essential=("a",)) for isco in ("9112", "5120", "3343", "2221", "")]
    known = concepts_of(Taxonomy("toets", "1", (Skill("a", "a", SkillKind.SKILL),), tuple(works)))
    steps = transitions_of(background_of_work(1, known, ()), chart_of(known), Policy())

    assert steps.steps_up[:4].tolist() == [-1, 0, 1, 2]
    assert np.isnan(steps.steps_up[4])
    assert steps.viable.tolist() == [YES, YES, YES, NO, UNKNOWN]


# Desirable.


@pytest.mark.parametrize(
    ("wage", "answer"), [(25.0, YES), (20.0, YES), (18.0, YES), (17.99, NO), (10.0, NO), (np.nan, UNKNOWN)]
)
def test_the_wage_may_be_a_tenth_less_and_not_a_cent_more(wage, answer):
    steps = steps_from("magazijnmedewerker", pay=wages(magazijnmedewerker=20.0, orderpicker=wage))

    assert steps.desirable[at("orderpicker")] == answer


@given(st.integers(800, 6000), st.integers(0, 100))
def test_the_lowest_wage_that_still_will_do_is_desirable_and_a_cent_less_is_not(cents, percent):
    least = round(-(-cents * (100 - percent) // 100) / 100, 2)
    pay = wages(magazijnmedewerker=cents / 100, orderpicker=least, heftruckchauffeur=round(least - 0.01, 2))
    steps = steps_from("magazijnmedewerker", Policy(transition_wage_drop=percent / 100), pay=pay)

    assert steps.desirable[at("orderpicker")] == YES
    assert steps.desirable[at("heftruckchauffeur")] == NO


def test_what_is_not_known_of_a_wage_is_said():
    def kinds(steps):
        return set(facts(steps, "orderpicker", Aspect.DESIRABLE))

    assert kinds(steps_from("magazijnmedewerker")) == {FactKind.NO_MARKET}
    assert kinds(steps_from("magazijnmedewerker", pay=wages(orderpicker=15.0))) == {FactKind.OWN_PAY_UNKNOWN}
    unknown = facts(
        steps_from("magazijnmedewerker", pay=wages(magazijnmedewerker=15.0)), "orderpicker", Aspect.DESIRABLE
    )
    assert unknown[FactKind.PAY_UNKNOWN].text == "te weinig vacatures noemen een loon: 2, en dat moeten er 5 zijn"


def test_a_lower_wage_is_told_with_its_numbers():
    steps = steps_from("magazijnmedewerker", pay=wages(magazijnmedewerker=20.0, orderpicker=15.5))

    assert facts(steps, "orderpicker", Aspect.DESIRABLE)[FactKind.PAY_LESS].text == (
        "dit werk betaalt ongeveer € 15,50 per uur, 22,5% minder dan werk als magazijnmedewerker (€ 20,00); "
        "de grens is 10%"
    )


def test_of_several_kinds_of_earlier_work_the_longest_is_the_one_to_compare_with():
    done = (Job("", "orderpicker", 1.0), Job("", "verzorgende-ig", 9.0), Job("iets", "", 20.0))
    steps = steps_of(person("scannen-wms", history=done), pay=wages(verzorgende_ig=20.0, magazijnmedewerker=18.0))

    assert steps.background.main == at("verzorgende-ig")
    assert steps.desirable[at("magazijnmedewerker")] == YES


# Safe.


@pytest.mark.parametrize("allowed", Risk)
@pytest.mark.parametrize("risk", Risk)
def test_a_risk_up_to_the_highest_that_is_allowed_is_safe(risk, allowed):
    outlooks = Outlooks({"orderpicker": Outlook(risk, source="t")}, {})
    steps = steps_from("magazijnmedewerker", Policy(transition_risk=allowed), outlooks)

    assert steps.safe[at("orderpicker")] == (YES if risk.ordinal <= allowed.ordinal else NO)
    assert steps.safe[at("heftruckchauffeur")] == UNKNOWN


@pytest.mark.parametrize(
    ("score", "source", "answer"), [(3.4, "t", YES), (3.5, "t", YES), (3.6, "t", NO), (3.4, "u", UNKNOWN)]
)
def test_numbers_without_a_class_are_set_against_ones_own_work_in_the_same_table(score, source, answer):
    outlooks = Outlooks(
        {"magazijnmedewerker": Outlook(score=3.5, source="t"), "orderpicker": Outlook(score=score, source=source)}, {}
    )
    steps = steps_from("magazijnmedewerker", outlooks=outlooks)

    assert steps.safe[at("orderpicker")] == answer


def test_a_class_goes_before_a_number():
    outlooks = Outlooks(
        {
            "magazijnmedewerker": Outlook(Risk.LOW, 3.0, source="t"),
            "orderpicker": Outlook(Risk.MEDIUM, 3.4, source="t"),
        },
        {},
    )

    assert steps_from("magazijnmedewerker", outlooks=outlooks).safe[at("orderpicker")] == YES


@given(clients, numbers, st.sampled_from(list(Risk)), st.sampled_from([0.1, 0.4, 0.9]))
def test_the_facts_say_what_the_answer_says(client, number, allowed, threshold):
    outlooks = Outlooks({"orderpicker": Outlook(Risk.HIGH, 3.6, 0.3, "t")}, {"9112": Outlook(score=3.4, source="t")})
    pay = wages(magazijnmedewerker=15.0, orderpicker=13.0, schoonmaker_kantoor=15.5)
    steps = steps_of(client, Policy(transition_carry=threshold, transition_risk=allowed), outlooks, pay)
    if not len(steps.order):
        return
    for verdict in transition_account(steps, int(steps.order[number % len(steps.order)]), LICENCES).verdicts:
        kinds = {fact.kind for fact in verdict.facts}
        assert verdict.facts
        assert all(fact.text and "{" not in fact.text for fact in verdict.facts)
        assert bool(kinds & AGAINST) == (verdict.answer is Answer.NO)
        if verdict.answer is not Answer.NO:
            assert bool(kinds & UNSURE) == (verdict.answer is Answer.UNKNOWN)


# Direction, papers and order.


def test_work_like_what_someone_did_is_bijscholing_and_other_work_omscholing():
    steps = steps_from("magazijnmedewerker")

    assert account(steps, "orderpicker").direction is Direction.BIJSCHOLING
    assert account(steps, "verzorgende-ig").direction is Direction.OMSCHOLING


def test_without_earlier_work_likeness_is_to_what_someone_can():
    asked = concepts().occupations[at("orderpicker")].essential
    steps = steps_of(person(*asked))

    assert steps.close[at("orderpicker")]
    assert not steps.close[at("verzorgende-ig")]


def test_papers_that_the_law_asks_are_named_when_they_are_not_there():
    needs = next(one for one in concepts().occupations if "rijbewijs-b" in one.licences_legal)

    without, owner, nobody_asked = (
        account(steps_of(person(*SKILLS, licences=papers)), needs.id).papers
        for papers in (frozenset(), frozenset({"rijbewijs-be"}), None)
    )
    assert "rijbewijs-b" in without
    assert "rijbewijs-b" not in owner
    assert "rijbewijs-b" in nobody_asked


def test_papers_that_are_often_asked_are_named_apart():
    usual = next(one for one in concepts().occupations if one.licences_usual and not one.licences_legal)
    found = account(steps_of(person(*SKILLS)), usual.id)

    assert found.papers == ()
    assert set(found.usual_papers) == set(usual.licences_usual)


def test_who_does_work_for_which_the_law_asks_a_paper_has_it():
    legal = next(one for one in concepts().occupations if one.licences_legal)
    steps = steps_from(legal.id)

    assert transition_account(steps, at(legal.id), LICENCES).papers == ()


@given(clients)
def test_viable_goes_first_then_a_wish_then_what_fails_least_then_what_is_near(client):
    outlooks = Outlooks({}, {"9112": Outlook(Risk.HIGH, source="t"), "4321": Outlook(Risk.LOW, source="t")})
    steps = steps_of(client, outlooks=outlooks)
    rank = {YES: 0, UNKNOWN: 1, NO: 2}
    keys = [
        (
            rank[int(steps.viable[one])],
            not steps.wished[one],
            int(steps.safe[one] == NO) + int(steps.desirable[one] == NO),
            -float(steps.near[one]),
            concepts().occupations[one].id,
        )
        for one in steps.order
    ]

    assert keys == sorted(keys)


def test_a_wish_goes_before_what_is_nearer():
    asked = concepts().occupations[at("orderpicker")].essential
    known = {"history": (Job("", "magazijnmedewerker"),), "level": Level.MBO2}
    plain = steps_of(person(*asked, **known))
    wishing = steps_of(person(*asked, wishes=(Wish("", "heftruckchauffeur"),), **known))

    assert wishing.background.wishes == (at("heftruckchauffeur"),)
    assert wishing.wished[at("heftruckchauffeur")]
    assert list(wishing.order).index(at("heftruckchauffeur")) <= list(plain.order).index(at("heftruckchauffeur"))
    first_unwished = next(place for place, one in enumerate(wishing.order) if not wishing.wished[one])
    assert all(wishing.viable[one] != YES for one in wishing.order[first_unwished:] if wishing.wished[one])


def test_of_one_family_the_first_stands_for_all():
    works = [
        Occupation("winkelmanager", "winkelmanager", "1420", essential=("a",)),
        Occupation("m1", "manager x", "1420", essential=("a", "b"), broader=("winkelmanager",)),
        Occupation("m2", "manager y", "1420", essential=("a", "b"), broader=("m1",)),
        Occupation("los", "los", "1420", essential=("a",), broader=("een-groep",)),
        Occupation("bron", "bron", "1420", essential=("a",)),
    ]
    skills = tuple(Skill(name, name, SkillKind.SKILL) for name in "ab")
    known = concepts_of(Taxonomy("toets", "1", skills, tuple(works)))
    steps = transitions_of(background_of_work(4, known, ()), chart_of(known), Policy())
    found = varied(steps, steps.order.tolist())

    assert {first: set(others) for first, others in found} == {0: {1, 2}, 3: set()}


def test_the_repr_of_a_background_tells_nothing_of_a_person():
    background = background_of(seek(person(*SKILLS), concepts(), LICENCES), concepts())

    assert "scannen" not in repr(background)
    assert "array" not in repr(background)


def test_of_whom_nothing_is_known_nothing_goes_along():
    steps = steps_of(person())

    assert not steps.background.has_skills
    assert len(steps.order) == 0
