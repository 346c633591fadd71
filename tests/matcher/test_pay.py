from datetime import timedelta

import numpy as np
import pytest

from matcher.codes import WagePeriod
from matcher.domain import Wage
from matcher.eligibility import eligible
from matcher.pay import LEAST_WAGES, open_demand, pay_per_occupation, reachable_demand
from matcher.policy import Policy
from matcher.reach import within_reach
from matcher.situation import situation_of
from tests.builders import TODAY, concepts, job, market, person, travel

KOK, BAKKER = "kok", "orderpicker"


def at(occupation):
    return concepts().occupation_at[occupation]


def paying(wages, occupation="magazijnmedewerker", start=0):
    """Vacancies of one occupation that pay these euros an hour, or such a range."""
    return [
        job(
            f"{occupation}-{number}",
            occupation=occupation,
            wage=None if wage is None else Wage(*(wage if isinstance(wage, tuple) else (wage, wage)), WagePeriod.HOUR),
        )
        for number, wage in enumerate(wages, start)
    ]


def sibling(occupation):
    """Another occupation of the same unit group, and one of none of its kin."""
    isco = concepts().occupations[at(occupation)].isco
    return next(one.id for one in concepts().occupations if one.isco == isco and one.id != occupation)


def test_the_typical_wage_is_the_median_of_the_middles_of_the_ranges():
    made, _ = market(*paying([14.0, (15.0, 17.0), 18.0, (None, 20.0), (13.0, None)]))
    pay = pay_per_occupation(made)

    assert pay.wage[at("magazijnmedewerker")] == 16.0
    assert pay.count[at("magazijnmedewerker")] == 5
    assert not pay.of_group[at("magazijnmedewerker")]


def test_of_an_even_number_it_is_the_middle_of_the_middle_two():
    made, _ = market(*paying([14.0, 15.0, 16.0, 17.0, 18.0, 19.0]))

    assert pay_per_occupation(made).wage[at("magazijnmedewerker")] == 16.5


@pytest.mark.parametrize("count", [0, 1, LEAST_WAGES - 1])
def test_too_few_wages_are_unknown_and_counted(count):
    made, _ = market(*paying([15.0] * count), *paying([None] * 3, start=10))
    pay = pay_per_occupation(made)

    assert np.isnan(pay.wage[at("magazijnmedewerker")])
    assert pay.count[at("magazijnmedewerker")] == count


def test_where_too_few_are_known_the_unit_group_speaks_and_that_is_said():
    other = sibling("magazijnmedewerker")
    made, _ = market(*paying([15.0] * 3), *paying([20.0] * 4, other))
    pay = pay_per_occupation(made)

    assert pay.wage[at("magazijnmedewerker")] == 20.0
    assert pay.of_group[at("magazijnmedewerker")]
    assert pay.count[at("magazijnmedewerker")] == 7


def test_work_without_a_recognised_occupation_pays_nobody():
    made, _ = market(*paying([15.0] * 6, ""))

    assert np.isnan(pay_per_occupation(made).wage).all()


def test_demand_of_the_whole_market_is_what_is_still_open():
    made, _ = market(
        job("a", occupation="magazijnmedewerker"),
        job("b", occupation="magazijnmedewerker", closing_date=TODAY),
        job("c", occupation="magazijnmedewerker", closing_date=TODAY - timedelta(days=1)),
        job("d"),
    )
    demand = open_demand(made, TODAY)

    assert demand[at("magazijnmedewerker")] == 2
    assert demand.sum() == 2


def test_demand_for_a_client_is_what_they_can_reach_and_take_whatever_they_can_do():
    made, _ = market(
        job("past", ["scannen-wms"], occupation="magazijnmedewerker"),
        job("papier", occupation="magazijnmedewerker", licences=frozenset({"heftruck"})),
        job("ver", occupation="magazijnmedewerker", km=60),
        job("uren", occupation="magazijnmedewerker", hours_min=40, hours_max=40),
        job("dicht", occupation="magazijnmedewerker", closing_date=TODAY - timedelta(days=1)),
        job("waar", occupation="magazijnmedewerker", position="unknown"),
    )
    client = person(hours_max=24)
    situation = situation_of(client, made, Policy(), TODAY)
    options = eligible(situation, within_reach(client, made, travel(), Policy()))

    assert reachable_demand(made, options)[at("magazijnmedewerker")] == 2
