import dataclasses
from datetime import timedelta

import pytest

from matcher.caseload import count_caseload, lessons_of
from matcher.codes import CourseKind, Level, Mode, WagePeriod
from matcher.curriculum import curriculum_of
from matcher.domain import Course, Wage
from matcher.gaps import gaps_of
from matcher.groups import Band, Headcount
from matcher.policy import Policy
from tests.builders import TODAY, concepts, job, market, person, travel

TRUCK, CARE = "heftruck-rijden", "wassen-aankleden"


def group(size, *skills, **fields):
    """So many people who have something else in common than what they miss."""
    return [person("injecteren", *skills, id=f"{len(skills)}-{number}", **fields) for number in range(size)]


def told(people, vacancies, courses=(), on=TODAY):
    """What is told of these people, by the id of the skill or paper."""
    made, _ = market(*vacancies)
    pairs = [(one, travel()) for one in people]
    found = count_caseload(pairs, made, lessons_of(made), curriculum_of(courses, made), policy=Policy(), on=on)
    gaps = gaps_of(found, made, on)
    return gaps and {
        made.concepts.skills[one.skill].id if one.paper is None else made.licences[one.paper].id: one
        for one in gaps.gaps
    }


def trucks(count=1, **fields):
    return [job(f"t{number}", essential=[TRUCK], occupation="heftruckchauffeur", **fields) for number in range(count)]


def test_nothing_is_told_of_nine_people():
    assert told(group(9), trucks()) is None
    assert told([], trucks()) is None


def test_of_ten_people_it_is_told_what_nearly_all_of_them_miss():
    found = told(group(10), trucks())

    assert found[TRUCK].missing == found[TRUCK].helped == found[TRUCK].first == Headcount(10, nearly_all=True)


def test_a_skill_that_helps_nine_of_many_is_not_told_of_and_ten_is():
    others = group(30, TRUCK)

    assert told(group(9) + others, trucks()) == {}
    assert told(group(10) + others, trucks())[TRUCK].helped == Headcount(10)


def test_numbers_are_rounded_so_that_one_person_more_seldom_shows():
    others = group(30, TRUCK)

    assert told(group(13) + others, trucks())[TRUCK] == told(group(14) + others, trucks())[TRUCK]


@pytest.mark.parametrize("without", range(10))
def test_how_few_do_not_miss_something_is_never_told(without):
    found = told(group(40 - without) + group(without, TRUCK), trucks())

    assert found[TRUCK].helped == Headcount(30, nearly_all=True)


def test_who_gets_a_first_match_is_told_from_ten_on():
    has_work = [job("w", essential=["injecteren"], km=1)]
    jobs = [*trucks(), job("far", essential=["injecteren"], km=4)]
    walkers = [dataclasses.replace(one, id=f"w{at}", modes=((Mode.WALK, 20),)) for at, one in enumerate(group(10))]

    assert told(group(20) + walkers, jobs)[TRUCK].first == Headcount(10)
    assert told(group(20) + walkers[1:], jobs)[TRUCK].first is None
    assert told(group(20), [*trucks(), *has_work])[TRUCK].first is None


def test_a_skill_that_opens_nothing_alone_is_told_as_missing_only():
    found = told(group(12), [job("v", essential=[TRUCK, CARE, "tolken"], weight=1.0)], [course(TRUCK)])

    assert found[TRUCK].missing == Headcount(10, nearly_all=True)
    assert found[TRUCK].helped is None
    assert (found[TRUCK].vacancies, found[TRUCK].per_person, found[TRUCK].work) == (0, None, ())
    assert (found[TRUCK].levels, found[TRUCK].languages) == ((), ())
    assert [known.may_enter for known in found[TRUCK].courses] == [None]


def test_of_what_opens_for_nine_people_nothing_is_told_though_more_miss_it():
    jobs = [*trucks(6, km=4, wage=Wage(15.0, 15.0, WagePeriod.HOUR), level=Level.MBO2)]
    jobs.append(job("v", essential=[TRUCK, CARE, "tolken"], weight=1.0))
    walkers = [dataclasses.replace(one, id=f"w{at}", modes=((Mode.WALK, 20),)) for at, one in enumerate(group(20))]
    nine, ten = (told(group(size) + walkers, jobs)[TRUCK] for size in (9, 10))

    assert (nine.helped, ten.helped) == (None, Headcount(10))
    assert (nine.vacancies, nine.per_person, nine.pay, nine.level) == (0, None, None, None)
    assert (ten.vacancies, ten.per_person, ten.pay.middle, ten.level) == (5, 6, 15.0, Level.MBO2)


def test_of_what_is_missing_as_much_that_which_is_asked_most_stands_first():
    jobs = [job("v", essential=[TRUCK, CARE, "tolken"]), job("w", essential=["hagen-knippen", CARE, "tolken"])]
    found = list(told(group(12), jobs))

    assert set(found[:2]) == {CARE, "tolken"}
    assert found[2:] == ["hagen-knippen", TRUCK]


def test_what_helps_most_people_stands_first_then_what_opens_most():
    nearby = group(10, TRUCK) + group(30)
    jobs = [*trucks(6), job("c", essential=[CARE])]

    assert list(told(nearby, jobs)) == [CARE, TRUCK]
    assert list(told(group(40), jobs)) == [TRUCK, CARE]


def test_vacancies_are_counted_once_and_rounded_and_the_mean_is_per_person_helped():
    (gap,) = told(group(12), trucks(13)).values()

    assert gap.vacancies == 10
    assert gap.per_person == 13
    assert gap.asked == 13


def test_only_vacancies_that_are_still_open_ask_something():
    jobs = [*trucks(2), job("past", essential=[TRUCK], closing_date=TODAY - timedelta(days=1))]

    assert told(group(12), jobs)[TRUCK].asked == 2


def test_the_work_that_opens_is_named_where_it_opens_for_ten_people():
    jobs = [
        *[job(f"t{n}", essential=[TRUCK], occupation="heftruckchauffeur", km=1) for n in range(5)],
        *[job(f"m{n}", essential=[TRUCK], occupation="magazijnmedewerker", km=4) for n in range(7)],
    ]
    walkers = group(10, modes=((Mode.WALK, 20),))
    nine, ten = (
        told(walkers + [dataclasses.replace(one, id=f"f{at}") for at, one in enumerate(group(size))], jobs)[TRUCK]
        for size in (9, 10)
    )
    at = concepts().occupation_at

    assert [(work.occupation, work.vacancies) for work in nine.work] == [(at["heftruckchauffeur"], 5)]
    assert [(work.occupation, work.vacancies) for work in ten.work] == [
        (at["heftruckchauffeur"], 5),
        (at["magazijnmedewerker"], 5),
    ]


def test_pay_and_level_are_typical_of_the_work_that_opens():
    wages = [Wage(amount, amount, WagePeriod.HOUR) for amount in (14.0, 15.0, 16.0, 20.0, 21.0)]
    levels = (Level.NONE, Level.NONE, Level.MBO2, Level.MBO2, Level.MBO2)
    jobs = [job(f"v{n}", essential=[TRUCK], wage=wages[n], level=levels[n]) for n in range(5)]
    gap = told(group(12), jobs)[TRUCK]

    assert (gap.pay.middle, gap.pay.known) == (16.0, 5)
    assert gap.level is Level.MBO2
    assert told(group(12), jobs[:4])[TRUCK].pay is None
    assert told(group(12), jobs[:4])[TRUCK].level is None


def course(*teaches, name="c", **fields):
    return Course(name, f"cursus {name}", CourseKind.TRAINING, teaches=teaches, **fields)


def test_people_stand_at_the_door_in_bands_of_ten_or_more():
    low, high = group(20, level=Level.NONE), group(15, level=Level.MBO2)
    high = [dataclasses.replace(one, id=f"h{at}") for at, one in enumerate(high)]
    gap = told(low + high + group(20, TRUCK), trucks())[TRUCK]

    assert gap.helped == Headcount(35)
    assert gap.levels == (Band(None, 0, 20), Band(1, None, 15))
    assert gap.languages == (Band(None, None, 35),)


def test_a_known_course_says_how_many_can_enter_and_an_unknown_skill_has_none():
    low, high = group(20, level=Level.NONE), group(15, level=Level.MBO2)
    high = [dataclasses.replace(one, id=f"h{at}") for at, one in enumerate(high)]
    courses = [course(TRUCK, name="open"), course(TRUCK, name="mbo", entry_level=Level.MBO1)]
    jobs = [*trucks(), job("c", essential=[CARE])]
    found = told(low + high + group(20, TRUCK), jobs, courses)

    assert [known.may_enter for known in found[TRUCK].courses] == [Headcount(25, nearly_all=True), Headcount(15)]
    assert found[CARE].courses == ()


def test_a_paper_is_told_as_a_paper():
    jobs = [job("v", essential=["injecteren"], licences=frozenset({"vca-basis"}))]
    unasked = [dataclasses.replace(one, id=f"u{at}", licences=None) for at, one in enumerate(group(20))]
    (gap,) = told(group(12) + unasked, jobs).values()

    assert (gap.skill is None, gap.asked) == (True, 1)
    assert gap.helped == Headcount(10, nearly_all=True)  # of those who were asked about papers
