from datetime import date
from itertools import islice

import pytest

from matcher.catalogue import catalogue, licences
from matcher.codes import WagePeriod
from pipelines.demo.dirt import Dirt
from pipelines.demo.offers import ASSUMED_MINIMUM_WAGE
from pipelines.demo.posting import Fact
from pipelines.demo.trades import Trades
from pipelines.demo.vacancies import rows
from pipelines.demo.wages import pay, phrase


@pytest.fixture(scope="module")
def postings():
    trades = Trades(catalogue(), licences())
    return tuple(row.posting for row in islice(rows(3000, trades=trades, seed=9, day=date(2026, 11, 23)), 3000))


def test_no_paid_work_is_offered_under_the_assumed_minimum(postings):
    assert all(posting.offer.wage[0] >= ASSUMED_MINIMUM_WAGE for posting in postings if posting.offer.wage)


def test_the_lowest_pay_is_never_above_the_highest(postings):
    found = [pay(posting, usual) for posting in postings for usual in (WagePeriod.HOUR, WagePeriod.MONTH)]

    assert all(wage.low <= wage.high for wage in found if wage)


def test_dirty_wages_are_for_another_period_than_usual(postings):
    for posting in postings:
        wage = pay(posting, WagePeriod.HOUR)
        if wage:
            assert (wage.period is not WagePeriod.HOUR) == (Dirt.OTHER_WAGE_UNIT in posting.dirt)


def test_pay_that_is_not_stated_is_silence_or_a_collective_agreement(postings):
    silent = [posting for posting in postings if Fact.WAGE not in posting.facts]

    assert {phrase(posting, WagePeriod.HOUR, serial) for serial, posting in enumerate(silent)} == {"", "conform cao"}


def test_only_negative_dirt_gives_negative_pay(postings):
    for posting in postings:
        wage = pay(posting, WagePeriod.HOUR)
        if wage:
            assert (wage.low < 0) == (Dirt.NEGATIVE_WAGE in posting.dirt)
