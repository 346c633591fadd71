"""The kinds of training of a home: those of its catalogue, those that were imported, and what is offered of each."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from matcher.domain import Course, Offering
from pipelines.course_linking import LinkedCourse, in_words, link_courses
from pipelines.installed import InstalledTaxonomy
from pipelines.sources.courses import CourseRow
from pipelines.taxonomies import Linkers


@dataclass(frozen=True, slots=True)
class Combined:
    """All courses of a home, and how those that are of no catalogue were linked."""

    courses: tuple[Course, ...]
    linked: tuple[LinkedCourse, ...]


def renewed(
    present: Sequence[Course],
    offered: Sequence[CourseRow],
    taxonomy: InstalledTaxonomy,
    before: InstalledTaxonomy | None,
    tools: Linkers,
) -> Combined | None:
    """Return the courses that come in place of those that are present, None when those stay.

    An import replaces all offerings. Without one, courses are linked anew when the taxonomy was another one `before`,
    and those of the catalogue are taken when there are none at all.
    """
    if not offered and before is None and present:
        return None
    kept = [] if offered else list(present)
    if before is not None:
        own = {course.id for course in before.catalogue.courses}
        imported = [course for course in kept if course.offerings or course.id not in own]
        kept = in_words(imported, before.catalogue.taxonomy)
    return combine(offered, kept, taxonomy, tools)


def combine(
    offered: Sequence[CourseRow], kept: Sequence[Course], taxonomy: InstalledTaxonomy, tools: Linkers
) -> Combined:
    """Return the kinds of training of the catalogue and of the import, with their offerings.

    A row with the id or title of a kind in the catalogue is an offering of it. Any other row is a kind of its own, with
    the skills that it names, or else that its text names; what the first row of it says counts for the kind. `kept` are
    courses that stay when nothing was imported; their words are linked anew.
    """
    rows = [(row.course, row.offerings) for row in offered] + [(course, course.offerings) for course in kept]
    courses = {course.id: course for course in taxonomy.catalogue.courses}
    by_title = {course.label.casefold(): course.id for course in courses.values()}
    own: dict[str, Course] = {}
    for course, _ in rows:
        if course.id not in courses and course.id not in own and course.label.casefold() not in by_title:
            own[course.id] = course
            by_title[course.label.casefold()] = course.id
    linked = link_courses(list(own.values()), taxonomy.concepts, tools)
    courses |= {one.course.id: replace(one.course, offerings=()) for one in linked}
    for course, offerings in rows:
        key = course.id if course.id in courses else by_title[course.label.casefold()]
        more = (with_own_figures(offering, course, courses[key]) for offering in offerings)
        courses[key] = replace(courses[key], offerings=(*courses[key].offerings, *more))
    return Combined(tuple(courses.values()), tuple(linked))


def with_own_figures(offering: Offering, row: Course, course: Course) -> Offering:
    """Return an offering with the weeks and hours a week of its row where these differ from those of the course.

    So the figures of a course of the catalogue, which may be estimates, stay as they are.
    """
    weeks = row.weeks if offering.weeks is None else offering.weeks
    hours = row.hours_per_week if offering.hours_per_week is None else offering.hours_per_week
    return replace(
        offering,
        weeks=None if weeks == course.weeks else weeks,
        hours_per_week=None if hours == course.hours_per_week else hours,
    )
