"""What holds for every suggestion of a course, whoever it is for and whatever is on offer."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from matcher.catalogue import packaged
from matcher.commute import Position, Precision
from matcher.curriculum import curriculum_of
from matcher.plans import Limits, plans_of
from matcher.policy import Policy
from matcher.reach import MODES, NOTHING_SPECIAL, limits_of
from matcher.reskill import reskill
from tests.builders import DELFT, TODAY, concepts, market, travel
from tests.matcher import worlds


def somewhere(location):
    """A place for every offering, from around the corner to far out of reach."""
    km = sum(map(ord, location.place)) % 60
    return Position(DELFT.x_km + km, DELFT.y_km, Precision.EXACT)


@st.composite
def advised(draw):
    """The advice for a random client over random vacancies and courses whose offerings have places."""
    made, _ = market(*draw(worlds.vacancies(1)))
    courses = draw(worlds.courses())
    client = draw(worlds.clients)
    curriculum = curriculum_of(courses, made, somewhere)
    policy = draw(worlds.policies)
    return reskill(client, made, curriculum, travel=travel(), policy=policy, on=TODAY)


def covered(papers):
    """These papers and all that they include."""
    includes = {paper.id: paper.includes for paper in packaged().licences}
    return set(papers).union(*(covered(includes[paper]) for paper in papers))


def suggested(advice):
    """Every course that is suggested in one way or another."""
    return [*advice.suggestions, *advice.improves, *(one for one, _ in advice.by_language)]


@given(advised())
def test_what_is_suggested_teaches_something_new(advice):
    own = advice.situation.seeker.own
    held = advice.situation.seeker.licences or 0
    for one in [*advice.suggestions, *advice.improves]:
        taught = [concepts().skill_at[skill] for skill in one.course.teaches]
        papers = int(advice.openings.curriculum.papers[one.at])
        assert any(own[skill] < 1 for skill in taught) or papers & ~held


@given(advised())
def test_what_is_suggested_lets_the_client_in(advice):
    client = advice.situation.client
    for one in suggested(advice):
        course = one.course
        assert course.entry_level is None or client.level is None or client.level >= course.entry_level
        assert course.entry_language is None or client.dutch is None or client.dutch >= course.entry_language
        assert client.licences is None or not set(course.entry_licences) - client.licences - {
            "rijbewijs-b",
            "vca-basis",
        }


@given(advised())
def test_a_suggested_course_has_no_known_offering_or_one_that_can_be_begun_and_reached(advice):
    limits = limits_of(advice.situation.client, Policy(default_minutes=240), NOTHING_SPECIAL)
    for one in suggested(advice):
        ways_in = advice.doors.ways_in(one.at)
        assert len(ways_in) or not one.course.offerings
        for index in ways_in:
            offering = advice.openings.curriculum.offers.offerings[index]
            last = offering.enter_until or offering.start_date
            assert last is None or last >= TODAY
            assert offering.online or advice.doors.minutes[index] <= limits[MODES[advice.doors.mode[index]]]


@given(advised())
def test_every_vacancy_is_opened_by_name_once_and_the_best_come_first(advice):
    for one in advice.suggestions:
        assert one.opens == len(one.rows) == len(set(one.rows)) > 0
        assert one.examples == one.rows[:3]
    for one in advice.improves:
        assert one.opens == 0


@given(advised(), st.integers(0, 900), st.integers(0, 40))
def test_a_plan_holds_only_what_can_be_begun_and_reached_in_its_turn(advice, euros, weeks):
    for plan in plans_of(advice, Limits(euros, weeks)):
        assert plan.timeline.euros <= euros
        assert plan.timeline.weeks <= weeks
        free = TODAY
        for step in plan.timeline.steps:
            if step.begins is not None:
                assert step.begins >= free
                assert step.offer in advice.doors.ways_in(step.course)
                free = step.ends or free
        assert free <= TODAY + timedelta(weeks=weeks)
