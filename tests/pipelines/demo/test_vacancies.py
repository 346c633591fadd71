from collections import Counter
from datetime import date, timedelta
from itertools import islice
from math import sqrt

import pytest

from matcher.catalogue import catalogue, licences
from matcher.codes import Contract, Route
from matcher.guard import is_service_number
from pipelines.demo.dirt import OF_ROW, SERVICE_NUMBERS, SHARES, Dirt
from pipelines.demo.posting import Board, Fact
from pipelines.demo.region import CORES
from pipelines.demo.texts import FEWEST_WORDS, MOST_WORDS
from pipelines.demo.trades import Trades
from pipelines.demo.vacancies import rows

DAY = date(2026, 11, 23)
COUNT = 6000
TRADES = Trades(catalogue(), licences())


@pytest.fixture(scope="module")
def stream():
    return tuple(rows(COUNT, trades=TRADES, seed=7, day=DAY))


def words(row):
    return " ".join(row.posting.paragraphs).split()


def test_there_are_as_many_rows_as_asked(stream):
    assert len(stream) == COUNT


def test_the_first_rows_do_not_depend_on_how_many_are_asked(stream):
    fewer = tuple(rows(500, trades=TRADES, seed=7, day=DAY))

    assert fewer == stream[:500]


def test_rows_are_made_one_at_a_time():
    endless = rows(10**9, trades=TRADES, seed=7, day=DAY)

    assert len(list(islice(endless, 5))) == 5


def test_every_title_names_its_occupation_of_the_catalogue(stream):
    names = {
        occupation.id: [name.lower() for name in (occupation.label, *occupation.alt_labels)]
        for occupation in catalogue().occupations
    }
    clean = [row.posting for row in stream if Dirt.MISSPELT_TITLE not in row.posting.dirt]

    assert all(
        any(name in posting.title.lower() for name in names[posting.offer.trade.occupation]) for posting in clean
    )


def test_nearly_all_occupations_of_the_catalogue_occur(stream):
    found = {row.posting.offer.trade.occupation for row in stream}

    assert len(found) >= 0.95 * len(catalogue().occupations)


def test_the_five_municipalities_all_occur_often(stream):
    towns = Counter(row.posting.offer.town.name for row in stream)

    assert all(towns[core.name] > COUNT / 50 for core in CORES)


@pytest.mark.parametrize("kind", [kind for kind in Dirt if kind not in OF_ROW], ids=lambda kind: kind.name)
def test_every_kind_of_dirt_occurs_near_its_share(stream, kind):
    found = sum(kind in row.posting.dirt for row in stream) / COUNT

    assert found > 0
    assert abs(found - SHARES[kind]) < 4 * sqrt(SHARES[kind] / COUNT)


@pytest.mark.parametrize("kind", OF_ROW, ids=lambda kind: kind.name)
def test_repetitions_occur_near_their_share(stream, kind):
    found = sum(row.repeats is kind for row in stream) / COUNT

    assert abs(found - SHARES[kind]) < 4 * sqrt(SHARES[kind] / COUNT)


def test_a_duplicate_repeats_an_earlier_row_exactly_and_a_repost_only_its_content(stream):
    earlier = {(row.board, row.serial): row.posting for row in stream if row.repeats is None}
    contents = {id(posting) for posting in earlier.values()}

    for row in stream:
        if row.repeats is Dirt.DUPLICATE:
            assert earlier[row.board, row.serial] is row.posting
        if row.repeats is Dirt.REPOST:
            assert (row.board, row.serial) not in earlier
            assert id(row.posting) in contents


def test_texts_are_as_long_as_real_ones(stream):
    lengths = sorted(len(words(row)) for row in stream)

    assert lengths[0] >= FEWEST_WORDS
    assert lengths[-1] <= MOST_WORDS


def test_a_third_of_the_vacancies_has_a_column_of_skills(stream):
    assert 0.29 < sum(bool(row.posting.skills) for row in stream) / COUNT < 0.38


def test_phrases_in_the_column_of_skills_are_of_the_catalogue(stream):
    known = {phrase for skill in catalogue().skills for phrase in (skill.label, *skill.alt_labels)}

    assert all(phrase in known for row in stream for phrase in row.posting.skills + row.posting.extras)


def test_about_four_in_five_are_regular_jobs(stream):
    found = Counter(row.posting.offer.route for row in stream)

    assert 0.79 < found[Route.REGULAR] / COUNT < 0.85
    assert set(found) == set(Route) - {Route.OWN_BUSINESS}


def test_only_work_without_a_contract_is_unpaid(stream):
    assert all((row.posting.offer.wage is None) == (row.posting.offer.contract is Contract.NONE) for row in stream)


def test_the_job_site_holds_no_routes_that_its_format_cannot_tell(stream):
    assert all(row.posting.offer.route is Route.REGULAR for row in stream if row.board is Board.SITE)


def test_some_have_closed_already_and_most_are_open(stream):
    closed = sum(row.posting.offer.closing < DAY for row in stream) / COUNT

    assert 0.03 < closed < 0.2


def test_all_dates_hang_on_the_day(stream):
    later = tuple(rows(200, trades=TRADES, seed=7, day=DAY + timedelta(days=30)))

    for old, new in zip(stream, later, strict=False):
        assert new.posting.offer.published - old.posting.offer.published == timedelta(days=30)
        assert new.posting.offer.closing - old.posting.offer.closing == timedelta(days=30)
        assert new.posting.offer.start - old.posting.offer.start == timedelta(days=30)


def test_the_service_numbers_in_texts_pass_the_check_that_finds_them(stream):
    assert all(is_service_number(number) for number in SERVICE_NUMBERS)
    assert any(number in " ".join(row.posting.paragraphs) for row in stream for number in SERVICE_NUMBERS)


def test_a_mistake_in_a_fact_comes_with_the_fact(stream):
    assert all(Fact.CLOSING in row.posting.facts for row in stream if Dirt.IMPOSSIBLE_DATE in row.posting.dirt)
