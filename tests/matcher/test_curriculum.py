from datetime import date

import numpy as np
from hypothesis import given

from matcher.codes import CourseKind, DayPart, LanguageLevel, Level
from matcher.curriculum import NO_PLACE, curriculum_of
from matcher.domain import Course, Location, Offering
from matcher.market import NO_DAY
from matcher.seeker import spread
from tests.builders import DELFT, concepts, market
from tests.matcher import worlds


def prepared(*courses, locate=lambda _: None):
    return curriculum_of(courses, market()[0], locate)


def course(name="c", **fields):
    return Course(name, name, CourseKind.TRAINING, **fields)


@given(worlds.courses())
def test_a_course_brings_the_credit_of_who_masters_what_it_teaches(courses):
    found = prepared(*courses)

    for index, one in enumerate(courses):
        own = np.zeros(len(concepts().skills), np.float32)
        own[[concepts().skill_at[skill] for skill in one.teaches]] = 1.0
        assert np.array_equal(found.brings[[index]].toarray()[0], spread(own, concepts())[0])


def test_skills_and_papers_that_the_market_does_not_know_are_left_out():
    found = prepared(course(teaches=("toveren", "tolken"), gives_licences=("toverdiploma",), entry_licences=("x",)))

    assert found.taught.sum() == 1
    assert (found.papers[0], found.entry_papers[0]) == (0, 0)


def test_what_a_paper_includes_is_given_with_it_and_not_asked_with_it():
    found = prepared(course(gives_licences=("vca-vol",), entry_licences=("vca-vol",)))

    assert int(found.papers[0]).bit_count() == 2
    assert int(found.entry_papers[0]).bit_count() == 1


def test_what_is_not_known_is_nan_or_minus_one():
    found = prepared(course(), course("d", weeks=3, entry_level=Level.NONE, gives_language=LanguageLevel.B1))

    assert np.isnan(found.weeks[0])
    assert found.weeks[1] == 3
    assert found.entry_level.tolist() == [-1, 0]
    assert found.gives_language.tolist() == [-1, 3]


def test_offerings_stand_by_course_with_their_days_hours_and_places():
    offerings = (
        Offering("A", Location("Delft"), start_date=date(2026, 12, 1)),
        Offering("B", online=True, start_date=date(2026, 12, 1), enter_until=date(2027, 1, 1), hours_per_week=8),
        Offering("C", day_parts=frozenset({DayPart.EVENING})),
    )

    found = prepared(course(), course("d", hours_per_week=4, offerings=offerings), locate=lambda _: DELFT).offers

    assert found.start.tolist() == [0, 0, 3]
    assert found.course.tolist() == [1, 1, 1]
    assert found.last.tolist()[2] == NO_DAY
    assert found.last[1] - found.first[1] == 31
    assert found.hours.tolist() == [4, 8, 4]
    assert found.day_parts.tolist() == [0, 0, 1 << DayPart.EVENING.ordinal]
    assert found.place.tolist() == [0, NO_PLACE, 1]


def test_without_courses_there_is_an_empty_curriculum():
    found = prepared()

    assert len(found) == 0
    assert found.brings.shape == (0, len(concepts().skills))
    assert found.offers.start.tolist() == [0]
