from dataclasses import replace

import pytest

from matcher.codes import CourseKind, DemandGrade, Level, Origin, Paper
from matcher.domain import Course, OwnSkill, Wish
from matcher.policy import Policy
from matcher.recognition import MOSTLY_THERE, SHOWN, Way, paper_of, recognitions
from matcher.reskill import reskill
from tests.builders import TODAY, concepts, job, market, person, travel

CARE = ("wassen-aankleden", "helpen-eten-drinken", "signaleren", "helpen-toiletgang")


def course(name="k", kind=CourseKind.PRAKTIJKVERKLARING, teaches=CARE, **fields):
    return Course(name, f"cursus {name}", kind, teaches=teaches, **fields)


def recognised(client, *courses, jobs=()):
    made, _ = market(*jobs)
    return recognitions(reskill(client, made, courses, travel=travel(), policy=Policy(), on=TODAY).openings)


def caring(*skills, origin=Origin.STATED, **fields):
    return replace(person(**fields), skills=tuple(OwnSkill("zorg", skill, origin=origin) for skill in skills))


@pytest.mark.parametrize(
    ("kind", "way"),
    [
        (CourseKind.PRAKTIJKVERKLARING, Way.PRAKTIJKVERKLARING),
        (CourseKind.MBO_CERTIFICATE, Way.EVC),
        (CourseKind.BBL, Way.EVC),
        (CourseKind.BRANCH, Way.EXAM),
    ],
)
def test_who_can_do_it_and_has_no_paper_hears_how_to_get_that_recognised(kind, way):
    (one,) = recognised(caring(*CARE), course(kind=kind))

    assert one.way is way
    assert one.share == 1
    assert {concepts().skills[skill].id for skill in one.has} == set(CARE)
    assert one.misses == ()


@pytest.mark.parametrize("kind", [CourseKind.TRAINING, CourseKind.LANGUAGE, CourseKind.LICENCE])
def test_where_the_paper_says_nothing_of_skills_nothing_is_suggested(kind):
    assert recognised(caring(*CARE), course(kind=kind)) == ()


def test_most_of_it_is_enough_and_half_is_not():
    assert [len(one.misses) for one in recognised(caring(*CARE[:3]), course())] == [1]
    assert recognised(caring(*CARE[:2]), course()) == ()
    assert all(one.share >= MOSTLY_THERE for one in recognised(caring(*CARE[:3]), course()))


def test_skills_that_come_from_a_diploma_have_their_paper():
    assert recognised(caring(*CARE, origin=Origin.DIPLOMA), course()) == ()


def test_what_was_learned_outside_work_and_school_counts_and_is_named():
    (one,) = recognised(caring(*CARE, origin=Origin.INFORMAL), course())

    assert len(one.informal) == len(CARE)


def test_who_has_the_level_the_paper_or_the_licence_needs_no_recognition():
    diploma = course(kind=CourseKind.BBL, gives_level=Level.MBO2, certificate="diploma helpende")
    licence = course(kind=CourseKind.BRANCH, gives_licences=("heftruck",))

    assert recognised(caring(*CARE, level=Level.MBO2), diploma) == ()
    assert recognised(caring(*CARE, diplomas=("Mbo-diploma Helpende",), level=None), diploma) == ()
    assert recognised(caring(*CARE, licences=frozenset({"heftruck"})), licence) == ()
    assert recognised(caring(*CARE, level=Level.MBO1), diploma)


def test_what_the_paper_alone_opens_is_counted_and_comes_first():
    jobs = [job("v", essential=CARE, licences=frozenset({"heftruck"}))]

    found = recognised(
        caring(*CARE), course("a"), course("b", CourseKind.BRANCH, gives_licences=("heftruck",)), jobs=jobs
    )

    assert [(one.course.id, one.opens) for one in found] == [("b", 1), ("a", 0)]


def test_recognition_brings_no_driving_licence_or_other_paper_that_the_course_gives_besides():
    jobs = [job("v", essential=CARE, licences=frozenset({"rijbewijs-c"}))]
    lorry = course(kind=CourseKind.BBL, gives_licences=("rijbewijs-c",))
    exam = course("examen", CourseKind.BRANCH, gives_licences=("rijbewijs-c",))

    assert [one.opens for one in recognised(caring(*CARE, licences=frozenset()), lorry, exam, jobs=jobs)] == [0, 0]


def test_a_paper_for_work_that_someone_does_not_want_or_cannot_do_is_not_suggested():
    care = course(prepares_for=("zorgassistent",))
    either = course(prepares_for=("zorgassistent", "kapper"))
    demands = dict(concepts().occupations[concepts().occupation_at["zorgassistent"]].demands)
    heavy = max(demands, key=lambda demand: demands[demand])
    no_care = {"exclusions": (Wish("zorg", "zorgassistent"),)}

    assert recognised(caring(*CARE), care)
    assert recognised(caring(*CARE, **no_care), care) == ()
    assert recognised(caring(*CARE, **no_care), either)
    assert recognised(caring(*CARE, limitations=((heavy, DemandGrade.NONE),)), care) == ()


def test_no_more_than_a_few_are_named():
    assert len(recognised(caring(*CARE), *(course(f"k{n}") for n in range(9)))) == SHOWN


def test_one_skill_says_too_little():
    assert recognised(caring("signaleren"), course(teaches=("signaleren",))) == ()


def test_the_paper_that_a_course_states_holds_over_what_its_kind_gives():
    assert paper_of(course(kind=CourseKind.TRAINING, paper=Paper.BRANCH)) is Paper.BRANCH
    assert {paper_of(course(kind=kind)) for kind in CourseKind} <= set(Paper)
