import numpy as np
from hypothesis import given

from matcher.catalogue import packaged
from matcher.codes import Workplace
from matcher.market import AT_HOME, COLUMN_NAMES, NO_DAY, NO_GRADE, NO_MINUTE, NO_OCCUPATION, NOWHERE, market_of
from tests.builders import concepts, job, market
from tests.matcher import worlds


@given(worlds.vacancies())
def test_areas_are_contiguous_and_hold_every_vacancy_once(jobs):
    made, ids = market(*jobs)

    assert len(made) == len(jobs)
    assert sorted(ids) == sorted(one.vacancy.id for one in jobs)
    assert made.area_start.tolist() == sorted(made.area_start.tolist())
    assert len(made.area_start) == len(made.areas.code) + 1
    for area in range(len(made.areas.code)):
        rows = made.columns.area[made.area_start[area] : made.area_start[area + 1]]
        assert set(rows.tolist()) == {area}
    assert made.area_start[-1] == len(jobs)


@given(worlds.vacancies())
def test_the_skill_matrices_hold_what_every_vacancy_asks(jobs):
    made, ids = market(*jobs)
    by_id = {one.vacancy.id: one for one in jobs}

    for row, name in enumerate(ids):
        for matrix, total, essential in (
            (made.essential, made.columns.essential_total, True),
            (made.optional, made.columns.optional_total, False),
        ):
            asked = {one.skill: np.float32(one.weight) for one in by_id[name].asked if one.essential is essential}
            start, stop = matrix.indptr[row], matrix.indptr[row + 1]
            assert dict(zip(matrix.indices[start:stop].tolist(), matrix.data[start:stop], strict=True)) == asked
            assert total[row] == np.float32(sum(float(weight) for weight in asked.values()))


def test_what_a_vacancy_does_not_say_has_its_own_mark():
    made, _ = market(job())
    columns = made.columns

    assert columns.occupation[0] == NO_OCCUPATION
    assert np.isnan(columns.hours_min[0])
    assert np.isnan(columns.hours_max[0])
    assert columns.level[0] == columns.language[0] == NO_GRADE
    assert columns.start_minute[0] == columns.end_minute[0] == NO_MINUTE
    assert columns.opens[0] == columns.closes[0] == NO_DAY
    assert columns.shifts[0] == columns.licences[0] == columns.support[0] == 0


def test_work_at_home_and_work_at_an_unknown_place_have_areas_of_their_own():
    made, ids = market(job("a"), job("b", workplace=Workplace.REMOTE), job("c", position="unknown"))

    areas = {name: made.areas.code[made.columns.area[row]] for row, name in enumerate(ids)}
    assert areas["b"] == AT_HOME
    assert areas["c"] == NOWHERE
    assert np.isnan(made.areas.x_km[made.columns.area[ids.index("b")]])


def test_vacancies_are_ranked_by_id():
    made, ids = market(*(job(name, km=len(name)) for name in ("b", "a10", "a2", "A")))

    order = [ids[row] for row in np.argsort(made.columns.id_rank)]
    assert order == ["A", "a10", "a2", "b"]


def test_a_market_is_a_view_on_its_columns():
    made, _ = market(job("a", essential=["injecteren"]), job("b"))
    again = market_of("other", made.columns, made.areas, concepts(), packaged().licences)

    assert again.id == "other"
    assert np.shares_memory(again.essential.data, made.columns.essential_weight)
    assert again.columns is made.columns
    assert set(COLUMN_NAMES) >= {"area", "closes", "essential_total"}
