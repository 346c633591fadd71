from collections import Counter
from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from matcher import caseload as counting
from matcher.caseload import count_caseload, lessons_of, taught_by
from matcher.codes import CourseKind, LanguageLevel, Level, Mode, SkillLevel
from matcher.curriculum import curriculum_of
from matcher.domain import Course, OwnSkill
from matcher.eligibility import eligible
from matcher.fit import fit_of
from matcher.policy import Policy
from matcher.reach import within_reach
from matcher.seeker import with_more
from matcher.situation import Situation, situation_of
from tests.builders import TODAY, concepts, job, market, person, travel
from tests.matcher import worlds

TRUCK, CARE = "heftruck-rijden", "wassen-aankleden"


def course(name="c", teaches=(), gives=(), **fields):
    return Course(
        name, f"cursus {name}", CourseKind.TRAINING, teaches=tuple(teaches), gives_licences=tuple(gives), **fields
    )


def counted(people, vacancies, courses=(), policy=None):
    """What was counted, and the market with the ids of its rows."""
    made, ids = market(*vacancies)
    known = curriculum_of(courses, made)
    pairs = [(one, travel()) for one in people]
    return count_caseload(pairs, made, lessons_of(made), known, policy=policy or Policy(), on=TODAY), made, ids


def of(found, made, what):
    """What was counted per skill or paper, by its id, without what is nothing."""
    names = [made.concepts.skills[skill].id for skill in found.lessons.skills]
    names += [made.licences[paper].id for paper in found.lessons.papers]
    return {name: int(count) for name, count in zip(names, getattr(found, what), strict=True) if count}


def matches_of(client, made, policy, skills=(), papers=0):
    """The rows that match someone who masters these skills and holds these papers: advised again from the start."""
    situation = situation_of(client, made, policy, TODAY)
    more = with_more(situation.seeker, skills, papers, made.concepts)
    situation = Situation(more, made, policy, TODAY)
    options = eligible(situation, within_reach(client, made, travel(), policy))
    return set(options.rows[fit_of(situation, options).matches].tolist())


# What counts


def test_a_skill_is_counted_for_everybody_for_whom_it_opens_work():
    people = [person("injecteren", id=name) for name in "abc"] + [person("injecteren", TRUCK, id="d")]
    found, made, _ = counted(people, [job("v", essential=[TRUCK])])

    assert found.people == 4
    assert of(found, made, "helped") == {TRUCK: 3}
    assert of(found, made, "missing") == {TRUCK: 3}
    assert of(found, made, "first") == {TRUCK: 3}


def test_each_looks_within_their_own_limits_for_travel():
    near, far = person("injecteren", id="a"), person("injecteren", id="b", modes=((Mode.WALK, 5),))
    found, made, _ = counted([near, far], [job("v", essential=[TRUCK], km=3)])

    assert of(found, made, "helped") == {TRUCK: 1}


def test_who_has_a_match_already_is_helped_and_does_not_get_a_first():
    found, made, _ = counted([person("injecteren")], [job("v", essential=[TRUCK]), job("w", essential=["injecteren"])])

    assert of(found, made, "helped")[TRUCK] == 1
    assert TRUCK not in of(found, made, "first")


def test_a_skill_that_is_asked_beside_another_is_missing_and_opens_nothing_by_itself():
    found, made, _ = counted([person("injecteren")], [job("v", essential=[TRUCK, CARE, "tolken"], weight=1.0)])

    assert of(found, made, "missing") == {TRUCK: 1, CARE: 1, "tolken": 1}
    assert of(found, made, "helped") == {}


def test_what_someone_masters_or_is_learning_is_not_missing():
    jobs = [job("v", essential=[TRUCK, CARE, "tolken"], weight=1.0)]
    masters = person("injecteren", TRUCK)
    learning = replace(masters, skills=(*masters.skills[:1], OwnSkill(TRUCK, TRUCK, SkillLevel.LEARNING)))

    assert of(*counted([masters], jobs)[:2], "missing") == {CARE: 1, "tolken": 1}
    assert of(*counted([learning], jobs)[:2], "missing") == {CARE: 1, "tolken": 1}


def test_what_no_vacancy_asks_is_no_lesson():
    _, made, _ = counted([], [job("v", essential=[TRUCK], optional=[CARE])])

    assert [made.concepts.skills[skill].id for skill in lessons_of(made).skills] == [TRUCK]


def test_a_paper_is_a_lesson_by_itself_and_not_for_whom_nobody_asked():
    people = [person("injecteren", id="a"), person("injecteren", id="b", licences=None)]
    found, made, _ = counted(people, [job("v", essential=["injecteren"], licences=frozenset({"vca-basis"}))])

    assert of(found, made, "helped") == of(found, made, "missing") == {"vca-basis": 1}
    assert found.with_papers == 1
    assert found.people == 2


def test_who_nothing_is_known_of_does_not_count_as_missing_all():
    found, made, _ = counted([person()], [job("v", essential=[TRUCK])])

    assert found.people == 0
    assert of(found, made, "missing") == {}


def test_vacancies_are_counted_once_however_many_they_open_for(monkeypatch):
    monkeypatch.setattr(counting, "MOST_WAITING", 1)  # so that it is put together person by person
    people = [person("injecteren", id=name) for name in "abc"]
    jobs = [job(name, essential=[TRUCK], occupation="heftruckchauffeur") for name in ("v", "w")]
    found, made, _ = counted(people, jobs)
    lesson = int(np.flatnonzero(found.helped)[0])

    assert of(found, made, "opened")[TRUCK] == 6
    assert found.vacancies.tolist() == [[lesson, 0, 3], [lesson, 1, 3]]
    assert found.occupations.tolist() == [[lesson, concepts().occupation_at["heftruckchauffeur"], 3]]


def test_a_course_counts_who_of_those_helped_meets_what_it_asks_at_the_door():
    people = [
        person("injecteren", id="a", level=Level.MBO2, languages=(("nl", LanguageLevel.B1),)),
        person("injecteren", id="b", level=Level.NONE),
        person("injecteren", id="c"),
    ]
    courses = [course("open", [TRUCK]), course("mbo", [TRUCK, CARE], entry_level=Level.MBO1), course("care", [CARE])]
    found, _, _ = counted(people, [job("v", essential=[TRUCK])], courses)

    assert found.taught.course.tolist() == [0, 1]  # what is not asked has no courses either
    assert found.may_enter.tolist() == [3, 2]
    assert found.levels[0].tolist()[:4] == [1, 1, 0, 1]
    assert found.languages[0].sum() == 3
    assert found.languages[0][0] == 2


def test_a_paper_is_given_by_a_course_for_one_that_includes_it():
    made, _ = market(job("v", licences=frozenset({"vca-basis"})))
    courses = curriculum_of([course("none"), course("vol", gives=["vca-vol"])], made)

    assert taught_by(courses, lessons_of(made)).course.tolist() == [1]


def test_a_market_that_asks_nothing_has_no_lessons():
    found, _, _ = counted([person("injecteren")], [job("v")], [course("truck", [TRUCK], ["vca-vol"])])

    assert len(found.lessons) == 0
    assert found.people == 1
    assert found.vacancies.shape == found.occupations.shape == (0, 3)


# By brute force


@given(st.lists(worlds.numbers, min_size=1, max_size=3, unique=True), worlds.vacancies(least=6), worlds.policies)
def test_what_is_counted_is_what_comes_of_giving_each_person_the_skill_and_advising_again(people, vacancies, policy):
    people = [worlds.client(number) for number in people]
    found, made, _ = counted(people, vacancies, policy=policy)
    helped, first, opened, pairs = Counter(), Counter(), Counter(), Counter()
    for client in people:
        if not situation_of(client, made, policy, TODAY).seeker.has_skills:
            continue
        now = matches_of(client, made, policy)
        for lesson in range(len(found.lessons)):
            paper = found.lessons.is_paper(lesson)
            if paper and client.licences is None:
                continue
            skills = () if paper else (int(found.lessons.skills[lesson]),)
            new = matches_of(client, made, policy, skills, int(found.lessons.curriculum.papers[lesson])) - now
            helped[lesson] += bool(new)
            first[lesson] += bool(new) and not now
            opened[lesson] += len(new)
            pairs.update((lesson, row) for row in new)

    lessons = range(len(found.lessons))
    assert found.helped.tolist() == [helped[lesson] for lesson in lessons]
    assert found.first.tolist() == [first[lesson] for lesson in lessons]
    assert found.opened.tolist() == [opened[lesson] for lesson in lessons]
    assert [tuple(triple) for triple in found.vacancies.tolist()] == sorted((*pair, n) for pair, n in pairs.items())
    assert found.levels.sum(axis=1).tolist() == found.languages.sum(axis=1).tolist() == found.helped.tolist()
