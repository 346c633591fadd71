from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.trend_counts import Dated, quarter_of
from matcher.trends import SAME, Lacking, Movement, no_trends, trends_of
from tests.builders import TODAY, concepts
from tests.histories import LAST_YEAR, RUNNING, YEAR_BEFORE, dated, first_day, posted, trends

BOTH = YEAR_BEFORE + LAST_YEAR
COOK, CLEANER, DRIVER = "kok", "schoonmaker-kantoor", "vrachtwagenchauffeur"
REST = posted(CLEANER, BOTH, 500)  # what does not move


def of(found, occupation):
    """Movement, change, low and high of an occupation."""
    moves, at = found.occupations, concepts().occupation_at[occupation]
    return moves.movement_of(at), float(moves.change[at]), float(moves.low[at]), float(moves.high[at])


def movement(found, occupation=COOK):
    return of(found, occupation)[0]


def test_what_is_asked_twice_as_often_rises_and_the_other_way_around_it_fades():
    up = trends(REST, posted(COOK, YEAR_BEFORE, 30), posted(COOK, LAST_YEAR, 60))
    down = trends(REST, posted(COOK, YEAR_BEFORE, 60), posted(COOK, LAST_YEAR, 30))

    assert movement(up) is Movement.RISING
    assert movement(down) is Movement.FADING
    # Against all vacancies, of which there are some more as well.
    assert of(up, COOK)[1] == pytest.approx(2 * 530 / 560)


def test_what_is_asked_as_often_is_stable_and_its_ratio_is_one():
    found = trends(REST, posted(COOK, BOTH, 200))

    assert movement(found) is Movement.STABLE
    assert of(found, COOK)[1] == pytest.approx(1.0)
    assert SAME[0] <= of(found, COOK)[2] < 1 < of(found, COOK)[3] <= SAME[1]


def test_of_a_few_nothing_can_be_said():
    found = trends(REST, posted(COOK, YEAR_BEFORE, 1), posted(COOK, LAST_YEAR, 2))

    assert movement(found) is Movement.UNCERTAIN
    assert movement(found, DRIVER) is Movement.TOO_LITTLE
    assert np.isnan(of(found, DRIVER)[1])


def test_a_skill_moves_with_the_occupations_that_it_is_essential_to():
    found = trends(REST, posted(COOK, YEAR_BEFORE, 40), posted(COOK, LAST_YEAR, 90))
    index = concepts()
    asked = {name: set(index.occupations[index.occupation_at[name]].essential) for name in (COOK, CLEANER)}

    for skill in asked[COOK] - asked[CLEANER]:
        at = index.skill_at[skill]
        assert found.skills.movement_of(at) is Movement.RISING
        assert (found.skills.now[at], found.skills.before[at]) == (360, 160)
    for skill in asked[CLEANER] - asked[COOK]:
        assert found.skills.movement_of(index.skill_at[skill]) is not Movement.RISING


def test_work_that_only_exists_in_summer_is_no_movement():
    summer = posted(COOK, ("2025-3", "2026-3"), 200)

    assert movement(trends(REST, summer)) is Movement.STABLE


def test_the_running_quarter_does_not_count():
    found = trends(REST, posted(COOK, BOTH, 100), posted(COOK, (RUNNING,), 900))

    assert of(found, COOK)[1] == pytest.approx(1.0)
    assert found.occupations.now[concepts().occupation_at[COOK]] == 400


def test_a_quarter_counts_from_the_day_after_its_last():
    rows = (REST, posted(COOK, BOTH, 100), posted(CLEANER, (RUNNING,), 400))

    assert trends(*rows, on=date(2026, 12, 31)).compared.now[0] == quarter_of(TODAY) - 1
    assert trends(*rows, on=date(2027, 1, 1)).compared.now[0] == quarter_of(TODAY)


def test_a_source_that_comes_in_later_moves_nothing():
    cooks_only = posted(COOK, LAST_YEAR, 600, source=1)

    found = trends(REST, posted(COOK, BOTH, 100), cooks_only)

    assert of(found, COOK)[1] == pytest.approx(1.0)
    assert found.occupations.now[concepts().occupation_at[COOK]] == 400


def test_a_source_that_is_read_in_part_moves_nothing():
    thinned = posted(COOK, YEAR_BEFORE, 20, source=1) + posted(CLEANER, YEAR_BEFORE, 20, source=1)
    whole = posted(COOK, LAST_YEAR, 200, source=1) + posted(CLEANER, LAST_YEAR, 200, source=1)

    found = trends(REST, posted(COOK, BOTH, 50), thinned, whole)

    assert of(found, COOK)[1] == pytest.approx(1.0)


def test_sources_that_agree_on_a_ratio_give_that_ratio_however_much_there_is_of_each():
    parts = [posted("", BOTH, 10_000)]
    for source, (before, now) in enumerate(((40, 60), (4, 6), (100, 150))):
        parts += [posted(COOK, YEAR_BEFORE, before, source=source), posted(COOK, LAST_YEAR, now, source=source)]
        parts += [posted("", YEAR_BEFORE, 10_000 - before, source=source)]
        parts += [posted("", LAST_YEAR, 10_000 - now, source=source)]

    assert of(trends(*parts), COOK)[1] == pytest.approx(1.5, rel=0.01)


def test_one_employer_who_posts_two_hundred_at_once_is_no_trend():
    usual = posted(COOK, BOTH, 10)
    by_one = posted(COOK, ("2026-2",), 200, employer=7)
    by_many = posted(COOK, ("2026-2",), 200)

    assert movement(trends(REST, usual, by_one)) is Movement.UNCERTAIN
    assert movement(trends(REST, usual, by_many)) is Movement.RISING


def test_one_employer_with_steady_work_beside_others_takes_little_away():
    others = posted(COOK, YEAR_BEFORE, 60) + posted(COOK, LAST_YEAR, 140)
    agency = posted(COOK, YEAR_BEFORE, 12, employer=3) + posted(COOK, LAST_YEAR, 28, employer=3)

    assert movement(trends(REST, others, agency)) is Movement.RISING


def test_one_employer_alone_says_nothing_of_the_demand():
    found = trends(REST, posted(COOK, YEAR_BEFORE, 50, employer=7), posted(COOK, LAST_YEAR, 100, employer=7))

    assert movement(found) is Movement.UNCERTAIN
    assert of(found, COOK)[1:] == (pytest.approx(2 * 550 / 600), 0.0, np.inf)


def test_what_is_in_all_vacancies_cannot_rise():
    found = trends(posted(CLEANER, YEAR_BEFORE, 100), posted(CLEANER, LAST_YEAR, 300))

    assert movement(found, CLEANER) is Movement.STABLE
    assert found.occupations.share[concepts().occupation_at[CLEANER]] == 1.0


# Too little history.


def test_without_any_rows_it_says_that_there_is_no_history():
    found = trends()

    assert (found.compared, found.note) == (None, Lacking.NO_HISTORY.label)
    assert set(found.skills.movement) == {Movement.TOO_LITTLE.ordinal}


@pytest.mark.parametrize(
    "quarters", [("2026-3",), ("2026-1", "2026-2", "2026-3"), ("2024-1", "2024-2", "2024-3", "2024-4")]
)
def test_with_less_than_a_year_up_to_now_it_says_that_it_is_too_short(quarters):
    found = trends(posted(COOK, quarters, 100))

    assert (found.compared, found.note) == (None, Lacking.SHORT.label)


def test_with_a_year_the_last_half_is_compared_with_the_half_before():
    found = trends(posted(CLEANER, LAST_YEAR, 500), posted(COOK, LAST_YEAR[:2], 50), posted(COOK, LAST_YEAR[2:], 150))

    assert not found.compared.seasons
    assert movement(found) is Movement.RISING


def test_with_more_than_a_year_only_what_lies_a_year_apart_is_compared():
    found = trends(
        posted(CLEANER, ("2025-3", *LAST_YEAR), 500), posted(COOK, ("2025-3",), 50), posted(COOK, ("2026-3",), 150)
    )

    assert found.compared.seasons
    assert len(found.compared.now) == 1
    assert movement(found) is Movement.RISING


def test_a_quarter_with_hardly_any_vacancies_is_no_history():
    found = trends(posted(CLEANER, LAST_YEAR, 500), posted(COOK, YEAR_BEFORE, 5))

    assert not found.compared.seasons


def test_when_no_source_has_both_years_it_says_so():
    found = trends(posted(CLEANER, YEAR_BEFORE, 500, source=0), posted(CLEANER, LAST_YEAR, 500, source=1))

    assert (found.compared, found.note) == (None, Lacking.OTHER_SOURCES.label)


# What a course may count for.


def test_the_factor_is_the_bound_nearest_to_one_and_within_limits():
    found = trends(REST, posted(COOK, YEAR_BEFORE, 20), posted(COOK, LAST_YEAR, 200), posted(DRIVER, BOTH, 3))
    moves, at = found.occupations, concepts().occupation_at

    assert moves.factor[at[COOK]] == 2.0 < moves.low[at[COOK]]
    assert moves.factor[at[DRIVER]] == 1.0
    less = trends(REST, posted(COOK, YEAR_BEFORE, 100), posted(COOK, LAST_YEAR, 70))
    assert less.occupations.factor[at[COOK]] == less.occupations.high[at[COOK]] < 1


def test_rising_skills_count_for_more_and_fading_skills_for_less():
    found = trends(
        REST,
        posted(COOK, YEAR_BEFORE, 40),
        posted(COOK, LAST_YEAR, 120),
        posted(DRIVER, YEAR_BEFORE, 120),
        posted(DRIVER, LAST_YEAR, 40),
    )
    index = concepts()
    cooking, driving = (
        [index.skill_at[skill] for skill in index.occupations[index.occupation_at[name]].essential]
        for name in (COOK, DRIVER)
    )
    only_cooking, only_driving = sorted(set(cooking) - set(driving)), sorted(set(driving) - set(cooking))

    assert np.median(found.skill_factor[only_cooking]) > 1 > np.median(found.skill_factor[only_driving])
    assert set(no_trends(index).skill_factor) == {1.0}
    assert list(found.skill_factor) == list(found.skills.factor)


# What holds for any history.

OCCUPATIONS = (COOK, CLEANER, DRIVER, "heftruckchauffeur", "")
ROWS = st.lists(
    st.tuples(
        st.sampled_from([*BOTH, RUNNING]),
        st.sampled_from(OCCUPATIONS),
        st.integers(1, 40),
        st.integers(0, 2),
        st.sampled_from([None, 1, 2]),
    ),
    min_size=1,
    max_size=25,
)


def history(rows):
    parts = [posted(name, (quarter,), count, source=at, employer=who) for quarter, name, count, at, who in rows]
    return dated(*parts, posted("", BOTH, 30))


@given(ROWS)
def test_every_interval_holds_its_change_and_every_factor_its_limits(rows):
    found = trends_of(history(rows), concepts(), TODAY)

    for moves in (found.skills, found.occupations):
        known = ~np.isnan(moves.change)
        assert (moves.low[known] <= moves.change[known] * (1 + 1e-9)).all()
        assert (moves.high[known] >= moves.change[known] * (1 - 1e-9)).all()
        assert ((moves.factor >= 0.5) & (moves.factor <= 2)).all()
        assert (moves.factor[moves.movement == Movement.RISING.ordinal] > 1).all()
        assert (moves.factor[moves.movement == Movement.FADING.ordinal] < 1).all()
        settled = np.isin(moves.movement, [Movement.RISING.ordinal, Movement.FADING.ordinal])
        assert (moves.factor[~settled] == 1).all()
        assert (moves.movement[moves.now + moves.before == 0] == Movement.TOO_LITTLE.ordinal).all()
        assert ((moves.share >= 0) & (moves.share <= 1)).all()


@given(ROWS)
def test_twice_as_many_of_everything_leaves_the_change_and_turns_nothing_around(rows):
    once = history(rows)
    twice = Dated(*(np.concatenate([getattr(once, name)] * 2) for name in ("day", "occupation", "source", "employer")))
    one, two = (trends_of(each, concepts(), TODAY) for each in (once, twice))

    for few, many in ((one.skills, two.skills), (one.occupations, two.occupations)):
        np.testing.assert_allclose(many.change, few.change)
        opposite = few.movement + many.movement == Movement.RISING.ordinal + Movement.FADING.ordinal
        assert not (opposite & (few.movement != many.movement)).any()


@given(ROWS, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_and_the_numbers_of_sources_and_employers_do_not_matter(rows, random):
    once = history(rows)
    order = list(range(len(once.day)))
    random.shuffle(order)
    employer = np.where(once.employer >= 0, once.employer * 1_000_003 + 17, once.employer)
    other = Dated(once.day[order], once.occupation[order], once.source[order] * 7 + 3, employer[order])
    one, two = (trends_of(each, concepts(), TODAY) for each in (once, other))

    np.testing.assert_allclose(two.skills.low, one.skills.low)
    np.testing.assert_array_equal(two.skills.movement, one.skills.movement)


def test_a_day_is_in_its_quarter():
    assert quarter_of(date(1970, 1, 1)) == 0
    assert quarter_of(date(2026, 3, 31)) + 1 == quarter_of(date(2026, 4, 1))
    assert first_day("2026-3") == (date(2026, 7, 1) - date(1970, 1, 1)).days
