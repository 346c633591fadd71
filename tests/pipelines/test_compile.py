from dataclasses import replace
from datetime import date

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from matcher.catalogue import packaged
from matcher.codes import DayPart, Demand, DemandGrade, LanguageLevel, Level, Origin, Route, Support, Workplace
from matcher.commute import Position, Precision
from matcher.domain import Times
from matcher.market import (
    AT_HOME,
    NO_DAY,
    NO_GRADE,
    NO_MINUTE,
    NO_OCCUPATION,
    NOWHERE,
    InText,
    market_of,
)
from pipelines.compile import AskedFor, asked_skills, compile_columns, implied_skills
from pipelines.from_text import FromText
from tests.builders import away, concepts, job

LICENCE_IDS = tuple(licence.id for licence in packaged().licences)
SKILLS = ("samenwerken", "zelfstandig-werken", "wassen-aankleden", "signaleren", "ecd-gebruiken")


def compiled(*jobs):
    return compile_columns(jobs, concepts(), LICENCE_IDS)


def column(name, *jobs):
    """The values of a column, in the order of the jobs."""
    columns, _, order = compiled(*jobs)
    values = getattr(columns, name)
    return [values[list(order).index(at)] for at in range(len(jobs))]


def occupation(identity):
    return concepts().occupation_at[identity]


def bits(number):
    return {at for at in range(64) if int(number) >> at & 1}


positions = st.one_of(
    st.just("unknown"),
    st.builds(away, st.floats(-60, 180)),
    st.builds(lambda km: away(km, Precision.PLACE), st.sampled_from([-20, 0, 3, 14, 150])),
)
skill_lists = st.lists(st.sampled_from(SKILLS), unique=True, max_size=3).map(tuple)


@st.composite
def markets(draw):
    names = draw(st.lists(st.text(min_size=1, max_size=4), unique=True, max_size=8))
    return [
        job(
            name,
            essential := draw(skill_lists),
            tuple(skill for skill in draw(skill_lists) if skill not in essential),
            position=draw(positions),
            workplace=draw(st.sampled_from(Workplace)),
        )
        for name in names
    ]


# The order of the rows and the areas.


@given(markets())
def test_every_vacancy_stands_in_the_slice_of_its_own_area(jobs):
    columns, areas, order = compiled(*jobs)
    market = market_of("proef", columns, areas, concepts(), packaged().licences)

    assert sorted(order) == list(range(len(jobs)))
    assert list(columns.area) == sorted(columns.area)
    assert list(np.diff(market.area_start)) == [list(columns.area).count(at) for at in range(len(areas.code))]
    for row, at in enumerate(order):
        code = str(areas.code[columns.area[row]])
        if jobs[at].vacancy.workplace is Workplace.REMOTE:
            assert code == AT_HOME
        elif jobs[at].located.position is None:
            assert code == NOWHERE
        else:
            assert code == jobs[at].located.area


@given(markets())
def test_every_area_is_used_once_and_those_that_are_no_place_come_last(jobs):
    columns, areas, _ = compiled(*jobs)
    codes = list(map(str, areas.code))

    assert len(set(codes)) == len(codes)
    assert set(columns.area) == set(range(len(codes)))
    placeless = [code for code in codes if code in (AT_HOME, NOWHERE)]
    assert codes[len(codes) - len(placeless) :] == placeless == sorted(placeless, reverse=True)
    assert list(np.isnan(areas.x_km)) == [code in (AT_HOME, NOWHERE) for code in codes]


@given(markets())
def test_within_an_area_vacancies_stand_by_id(jobs):
    columns, _, order = compiled(*jobs)
    keys = [(columns.area[row], jobs[at].vacancy.id) for row, at in enumerate(order)]

    assert keys == sorted(keys)
    by_rank = [jobs[order[row]].vacancy.id for row in np.argsort(columns.id_rank)]
    assert by_rank == sorted(item.vacancy.id for item in jobs)


@given(markets(), st.randoms())
def test_the_order_of_arrival_changes_nothing(jobs, chance):
    shuffled = list(jobs)
    chance.shuffle(shuffled)
    (one, areas, order), (two, other_areas, other_order) = compiled(*jobs), compiled(*shuffled)

    assert [jobs[at].vacancy.id for at in order] == [shuffled[at].vacancy.id for at in other_order]
    for name in one.__slots__:
        np.testing.assert_array_equal(getattr(one, name), getattr(two, name), err_msg=name)
    for name in areas.__slots__:
        np.testing.assert_array_equal(getattr(areas, name), getattr(other_areas, name), err_msg=name)


@given(markets())
def test_no_vacancy_lies_outside_the_radius_of_its_area(jobs):
    columns, areas, _ = compiled(*jobs)
    known = ~np.isnan(columns.x_km)
    area = columns.area[known]

    away_km = np.hypot(columns.x_km[known] - areas.x_km[area], columns.y_km[known] - areas.y_km[area])

    assert (away_km <= areas.radius_km[area]).all()


@given(markets())
def test_a_position_is_the_own_one_when_exact_and_that_of_the_area_otherwise(jobs):
    columns, areas, order = compiled(*jobs)

    for row, at in enumerate(order):
        position = jobs[at].located.position
        remote = jobs[at].vacancy.workplace is Workplace.REMOTE
        assert columns.exact[row] == (not remote and position is not None and position.precision is Precision.EXACT)
        if columns.exact[row]:
            assert (columns.x_km[row], columns.y_km[row]) == (np.float32(position.x_km), np.float32(position.y_km))
        else:
            np.testing.assert_equal(columns.x_km[row], areas.x_km[columns.area[row]])


def test_neighbours_on_the_map_are_neighbours_in_the_market():
    columns, areas, _ = compiled(*(job(str(km), km=km) for km in (150, 0.2, 151.2, 1.2)))

    assert [round(float(x)) for x in areas.x_km] == sorted(round(float(x)) for x in areas.x_km)
    assert list(columns.area) == [0, 1, 2, 3]


def test_an_area_lies_where_the_place_lies_whatever_vacancies_there_are():
    # Zoetermeer stands in the builder with its own centre, eleven kilometres from Delft.
    jobs = [job("a", position=away(9), area="Zoetermeer"), job("b", position=away(12), area="Zoetermeer")]

    _, areas, _ = compiled(*jobs)

    assert areas.x_km[0] == np.float32(away(11).x_km)
    assert areas.spread_km[0] == np.float32(1.5)
    assert 2 < areas.radius_km[0] < 2.1


def test_a_market_without_vacancies_has_no_areas():
    columns, areas, order = compiled()

    assert len(columns.area) == len(areas.code) == len(order) == 0
    assert list(columns.essential_start) == [0]


# What the skills become.


@given(markets())
def test_every_vacancy_asks_each_of_its_skills_once_with_a_weight_above_0_and_at_most_1(jobs):
    columns, _, order = compiled(*jobs)

    for kind, essential in (("essential", True), ("optional", False)):
        start, skill, weight = (getattr(columns, f"{kind}_{part}") for part in ("start", "skill", "weight"))
        assert ((weight > 0) & (weight <= 1)).all()
        for row, at in enumerate(order):
            asked = list(skill[start[row] : start[row + 1]])
            assert asked == sorted({one.skill for one in jobs[at].asked if one.essential is essential})
            total = getattr(columns, f"{kind}_total")[row]
            np.testing.assert_allclose(total, weight[start[row] : start[row + 1]].sum(dtype=np.float64), rtol=1e-6)


SOURCES = st.builds(
    AskedFor,
    skill=st.integers(0, 40),
    weight=st.floats(0.01, 1),
    essential=st.booleans(),
    origin=st.sampled_from([Origin.STATED, Origin.TEXT]),
)


@given(
    st.lists(SOURCES, max_size=6),
    st.lists(SOURCES, max_size=6),
    st.sampled_from([NO_OCCUPATION, *range(len(concepts().occupations))]),
)
def test_of_one_skill_the_strongest_source_counts_and_the_others_are_gone(stated, found, of_occupation):
    asked = asked_skills(implied_skills(concepts(), of_occupation), stated, found)
    by_skill = {one.skill: one for one in asked}

    assert len(by_skill) == len(asked)
    assert all(0 < one.weight <= 1 for one in asked)
    for one in reversed((*stated, *found)):
        assert one.skill in by_skill
    for one in reversed(found):
        if one.skill not in {other.skill for other in stated}:
            assert by_skill[one.skill].weight in {other.weight for other in found if other.skill == one.skill}
    for one in stated:
        assert by_skill[one.skill] in stated


def test_an_occupation_implies_its_skills_for_less_than_a_vacancy_that_names_them():
    helpende = occupation("helpende")
    skill = concepts().skill_at["signaleren"]
    named = AskedFor(skill, float(concepts().weight[skill]), essential=True, origin=Origin.STATED, words="opletten")

    (implied,) = (one for one in asked_skills(implied_skills(concepts(), helpende), (), ()) if one.skill == skill)
    (stated,) = (one for one in asked_skills(implied_skills(concepts(), helpende), (named,), ()) if one.skill == skill)

    assert implied.origin is Origin.OCCUPATION
    assert implied.essential
    assert implied.weight < stated.weight == named.weight


def test_what_a_vacancy_calls_a_pre_is_not_made_essential_by_its_occupation():
    skill = concepts().skill_at["signaleren"]
    pre = AskedFor(skill, 0.5, essential=False, origin=Origin.STATED, words="opletten is een pré")

    asked = asked_skills(implied_skills(concepts(), occupation("helpende")), (pre,), ())

    assert [one for one in asked if one.skill == skill] == [pre]


# What the other fields become.


def test_numbers_that_a_vacancy_does_not_state_are_nan():
    low, none = column("hours_min", job("a", hours_min=16.0), job("b"))

    assert low == 16
    assert np.isnan(none)


def test_days_are_counted_from_1970_and_an_open_end_is_the_last_day_there_is():
    closing = column("closes", job("a", closing_date=date(1970, 1, 3)), job("b"))

    assert closing == [2, NO_DAY]
    assert column("opens", job("a", start_date=date(2026, 11, 23)))[0] == (date(2026, 11, 23) - date(1970, 1, 1)).days


def test_grades_and_times_that_a_vacancy_does_not_state_have_their_own_mark():
    full = job("a", level=Level.MBO2, language=LanguageLevel.B1, times=Times(8 * 60, 17 * 60))
    silent = job("b")

    assert column("level", full, silent) == [int(Level.MBO2), NO_GRADE]
    assert column("language", full, silent) == [int(LanguageLevel.B1), NO_GRADE]
    assert column("start_minute", full, silent) == [480, NO_MINUTE]
    assert column("end_minute", full, silent) == [1020, NO_MINUTE]
    assert column("occupation", full, job("c", occupation="helpende")) == [NO_OCCUPATION, occupation("helpende")]


def test_shifts_support_and_papers_are_bits_in_the_order_of_their_lists():
    full = job(
        "a",
        shifts=frozenset({DayPart.DAY, DayPart.SUNDAY}),
        support=frozenset({Support.JOBCOACH}),
        licences=frozenset({"rijbewijs-b", "vca-van-een-ander-land"}),
    )

    assert bits(column("shifts", full)[0]) == {DayPart.DAY.ordinal, DayPart.SUNDAY.ordinal}
    assert bits(column("support", full)[0]) == {Support.JOBCOACH.ordinal}
    assert bits(column("licences", full)[0]) == {LICENCE_IDS.index("rijbewijs-b")}


def test_the_last_of_64_papers_has_a_bit_of_its_own():
    papers = tuple(f"papier-{number}" for number in range(64))
    asking = job("a", licences=frozenset({"papier-0", "papier-63"}))

    columns, _, _ = compile_columns([asking], concepts(), papers)

    assert bits(columns.licences[0]) == {0, 63}


def legal_papers(**fields):
    return bits(column("licences", job("a", occupation="verzorgende-ig", **fields))[0])


def test_the_papers_that_the_law_asks_hold_for_a_certain_link_and_ordinary_work_only():
    asked = {LICENCE_IDS.index(paper) for paper in concepts().occupations[occupation("verzorgende-ig")].licences_legal}
    likely = replace(job("a", occupation="verzorgende-ig"), certain=False)

    assert asked
    assert legal_papers() == legal_papers(route=Route.BANENAFSPRAAK) == asked
    for route in (Route.LEERWERKPLEK, Route.PROEFPLAATSING, Route.WERKERVARINGSPLAATS, Route.VOLUNTEERING):
        assert legal_papers(route=route) == set()
    assert bits(column("licences", likely)[0]) == set()


def demands_of(item):
    columns, _, _ = compiled(item)
    return {demand: int(columns.demands[demand.ordinal, 0]) for demand in Demand}


def test_usual_demands_of_the_occupation_stand_in_for_what_a_vacancy_does_not_name():
    usual = dict(concepts().occupations[occupation("helpende")].demands)

    silent = demands_of(job("a", occupation="helpende"))
    own = demands_of(job("a", occupation="helpende", demands=((Demand.SITTING, DemandGrade.LIGHT),)))

    assert usual
    assert {demand: grade for demand, grade in silent.items() if grade} == {d: int(g) for d, g in usual.items()}
    assert own == silent | {Demand.SITTING: 1}
    assert not any(demands_of(job("a")).values())


# What a text fills in.


def saying(item, **said):
    return replace(item, text=FromText(**said))


def test_the_fields_of_a_vacancy_go_before_its_text():
    silent = saying(job("a"), hours=(24.0, 32.0), level=Level.MBO2, shifts=frozenset({DayPart.NIGHT}))
    stated = saying(
        job("b", hours_min=8.0, hours_max=8.0, level=Level.NONE, shifts=frozenset({DayPart.DAY})), support=frozenset()
    )

    assert column("hours_min", silent, stated) == [24, 8]
    assert column("hours_max", silent, stated) == [32, 8]
    assert column("level", silent, stated) == [int(Level.MBO2), int(Level.NONE)]
    assert [bits(value) for value in column("shifts", silent, stated)] == [
        {DayPart.NIGHT.ordinal},
        {DayPart.DAY.ordinal},
    ]


def test_a_column_tells_what_is_from_the_text():
    found = saying(
        job("a"), hours=(24.0, None), support=frozenset({Support.JOBCOACH}), routes=frozenset({Route.BASISBAAN})
    )
    nothing = job("b", hours_min=24.0)

    assert column("in_text", found, nothing) == [InText.HOURS | InText.SUPPORT, 0]
    assert [bits(value) for value in column("text_routes", found, nothing)] == [{Route.BASISBAAN.ordinal}, set()]


def test_a_text_makes_work_heavier_than_usual_and_never_lighter():
    usual = dict(concepts().occupations[occupation("helpende")].demands)
    lifting = usual[Demand.LIFTING]
    lighter = saying(job("a", occupation="helpende"), demands=((Demand.LIFTING, DemandGrade.LIGHT),))
    heavier = saying(job("b", occupation="helpende"), demands=((Demand.HEIGHTS, DemandGrade.HEAVY),))
    stated = saying(
        job("c", demands=((Demand.LIFTING, DemandGrade.LIGHT),)), demands=((Demand.NOISE, DemandGrade.HEAVY),)
    )

    assert lifting > DemandGrade.LIGHT
    assert demands_of(lighter)[Demand.LIFTING] == lifting
    assert demands_of(heavier)[Demand.HEIGHTS] == DemandGrade.HEAVY
    assert demands_of(stated)[Demand.LIFTING] == DemandGrade.LIGHT
    assert [bits(value) for value in column("text_demands", lighter, heavier, stated)] == [
        set(),
        {Demand.HEIGHTS.ordinal},
        {Demand.NOISE.ordinal},
    ]


def test_work_at_home_has_no_place_even_when_the_employer_has_one():
    columns, areas, _ = compiled(job("a", workplace=Workplace.REMOTE, position=Position(84, 447, Precision.EXACT)))

    assert list(areas.code) == [AT_HOME]
    assert not columns.exact[0]
    assert np.isnan(columns.x_km[0])
