from dataclasses import replace
from random import Random

import numpy as np
import pytest

from matcher.advise import advise
from matcher.codes import CourseKind
from matcher.curriculum import curriculum_of
from matcher.domain import Course, OwnSkill
from matcher.eligibility import eligible
from matcher.fit import fit_of
from matcher.openings import BLOCK, ground_of, openings_of
from matcher.policy import Policy
from matcher.ranker import PriorRanker
from matcher.reach import within_reach
from matcher.situation import situation_of
from tests.builders import TODAY, job, market, person, travel
from tests.matcher import worlds


def openings(client, made, courses, policy=None):
    situation = situation_of(client, made, policy or Policy(), TODAY)
    options = eligible(situation, within_reach(client, made, travel(), policy or Policy()))
    return openings_of(ground_of(situation, options, fit_of(situation, options)), curriculum_of(courses, made))


def advised_again(client, made, course=None):
    """The matches of a client, and how much of each is covered, as if they had taken a course."""
    if course is not None:
        taught = tuple(OwnSkill(skill, skill) for skill in course.teaches)
        given = frozenset(course.gives_licences)
        held = client.licences if client.licences is None and not given else (client.licences or frozenset()) | given
        client = replace(client, skills=(*client.skills, *taught), licences=held)
    found = advise(client, made, travel=travel(), ranker=PriorRanker(), policy=Policy(), on=TODAY)
    at = found.fit.matches
    return dict(zip(found.options.rows[at].tolist(), found.fit.cover[at].tolist(), strict=True))


def course(name, teaches=(), gives=()):
    return Course(name, name, CourseKind.TRAINING, teaches=tuple(teaches), gives_licences=tuple(gives))


def test_what_200_random_courses_open_for_random_people_is_what_advising_again_finds():
    dice = Random(2026)
    made, _ = market(*(worlds.vacancy(dice.randrange(10**6), f"v{n}") for n in range(300)))
    counts = []
    for _ in range(200):
        client, one = worlds.client(dice.randrange(10**6)), worlds.course(dice.randrange(10**6))
        before, after = advised_again(client, made), advised_again(client, made, one)

        found = openings(client, made, [one])

        assert set(found.ground.rows[found.of(0)].tolist()) == set(after) - set(before)
        better = [after[row] - cover for row, cover in before.items()]
        assert found.lift[0] * found.improves[0] == pytest.approx(sum(better), abs=1e-4)
        counts.append(len(found.of(0)))
    assert sum(count > 0 for count in counts) > 40


def test_all_courses_at_once_open_what_each_opens_by_itself():
    dice = Random(7)
    made, _ = market(*(worlds.vacancy(dice.randrange(10**6), f"v{n}") for n in range(200)))
    client = worlds.client(dice.randrange(10**6))
    courses = list({one.id: one for one in (worlds.course(dice.randrange(10**6)) for _ in range(30))}.values())

    every = openings(client, made, courses)

    for index, one in enumerate(courses):
        alone = openings(client, made, [one])
        assert sorted(every.of(index)) == sorted(alone.of(0))
        assert every.improves[index] == alone.improves[0]


def test_a_dense_table_of_courses_opens_what_a_sparse_one_does(monkeypatch):
    dice = Random(11)
    made, _ = market(*(worlds.vacancy(dice.randrange(10**6), f"v{n}") for n in range(200)))
    client = worlds.client(dice.randrange(10**6))
    courses = list({one.id: one for one in (worlds.course(dice.randrange(10**6)) for _ in range(20))}.values())
    found = []
    for share in (0.0, 2.0):
        monkeypatch.setattr("matcher.openings.DENSE_FROM", share)
        every = openings(client, made, courses)
        found.append([sorted(every.of(index)) for index in range(len(courses))])

    assert found[0] == found[1]
    assert any(found[0])


def test_a_market_of_several_blocks_opens_as_much_as_its_parts():
    jobs = [job(f"v{n}", essential=["heftruck-rijden"], km=1 + n % 3) for n in range(BLOCK + 10)]
    made, _ = market(*jobs)

    assert openings(person("injecteren"), made, [course("truck", ["heftruck-rijden"])]).opens[0] == BLOCK + 10


def test_of_one_skill_that_two_courses_bring_the_most_counts():
    made, _ = market(job(essential=["heftruck-rijden"]))
    found = openings(person("injecteren"), made, [course("a", ["heftruck-rijden"]), course("b", ["reachtruck-rijden"])])

    together = found.gain_of((0, 1))

    assert np.all(together >= found.gain_of((0,)))
    assert np.all(together >= found.gain_of((1,)))
    assert together.max() == 1.0


def test_papers_of_two_courses_open_together_what_neither_opens():
    made, ids = market(job("v", essential=["injecteren"], licences=frozenset({"heftruck", "vca-basis"})))

    found = openings(person("injecteren"), made, [course("a", gives=["heftruck"]), course("b", gives=["vca-basis"])])

    assert found.opens.tolist() == [0, 0]
    assert [ids[row] for row in found.ground.rows[found.together((0, 1))]] == ["v"]


def test_a_course_that_teaches_and_gives_nothing_new_teaches_nothing():
    made, _ = market(job(essential=["heftruck-rijden"]))
    client = person("injecteren", licences=frozenset({"vca-vol"}))

    found = openings(
        client,
        made,
        [course("same", ["injecteren"], ["vca-basis"]), course("skill", ["tolken"]), course("paper", [], ["heftruck"])],
    )

    assert found.teaches_anything.tolist() == [False, True, True]


def test_without_courses_or_vacancies_nothing_opens():
    empty, _ = market()
    full, _ = market(job(essential=["heftruck-rijden"]))

    assert openings(person(), full, []).opens.tolist() == []
    assert openings(person(), empty, [course("truck", ["heftruck-rijden"])]).opens.tolist() == [0]
