from dataclasses import replace
from datetime import timedelta

import numpy as np
from hypothesis import given

from matcher.neutral import newest_first, unordered
from matcher.ranker import PriorRanker
from tests.builders import TODAY, advice, job, market, person
from tests.matcher import worlds

SKILL = "vloeren-reinigen"


def order(*jobs):
    made, ids = market(*jobs)
    return [ids[row] for row in newest_first(made, np.arange(len(ids)))]


def test_the_newest_comes_first_and_equals_stand_by_id():
    week_old, new = TODAY - timedelta(days=7), TODAY

    assert order(job("c", published=week_old), job("b", published=new), job("a", published=new)) == ["a", "b", "c"]


def test_without_a_date_it_comes_last():
    assert order(job("a"), job("z", published=TODAY - timedelta(days=900))) == ["z", "a"]


def test_pages_follow_on_each_other():
    jobs = [job(f"v{number}", [SKILL], published=TODAY - timedelta(days=number)) for number in range(5)]
    found, ids = advice(person(SKILL), *jobs)

    pages = [
        unordered(found.situation, found.options, PriorRanker(), found.fit.matches, offset=offset, length=2)
        for offset in (0, 2, 4)
    ]

    assert [[ids[row] for row in page.scored.features.rows] for page in pages] == [["v0", "v1"], ["v2", "v3"], ["v4"]]
    assert {page.total for page in pages} == {5}


@given(worlds.clients, worlds.clients, worlds.vacancies())
def test_the_order_of_two_vacancies_is_the_same_for_everybody(one, other, jobs):
    def listed(client):
        found, ids = advice(replace(client, id="c"), *jobs)
        listing = unordered(
            found.situation, found.options, PriorRanker(), found.fit.matches, offset=0, length=len(jobs)
        )
        return [ids[row] for row in listing.scored.features.rows]

    first, second = listed(one), listed(other)

    assert [vacancy for vacancy in first if vacancy in second] == [vacancy for vacancy in second if vacancy in first]
