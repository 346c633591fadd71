"""The kinds of training of a home: those of its catalogue, those that were imported, and what is offered of each."""

from collections.abc import Sequence
from dataclasses import replace

from matcher.domain import Course
from matcher.taxonomy import Taxonomy
from pipelines.installed import InstalledTaxonomy
from pipelines.linking import link_course
from pipelines.sources.courses import CourseRow
from pipelines.taxonomies import Linkers


def combine(
    offered: Sequence[CourseRow], kept: Sequence[Course], taxonomy: InstalledTaxonomy, tools: Linkers
) -> list[Course]:
    """Return the kinds of training of the catalogue and of the import, with their offerings.

    A row with the id or title of a kind in the catalogue is an offering of it. Any other row is a kind of its own, with
    the skills that it names. `kept` are courses that stay when nothing was imported; their words are linked anew.
    """
    courses = {course.id: course for course in taxonomy.catalogue.courses}
    by_title = {course.label.casefold(): course.id for course in courses.values()}
    own = [row.course for row in offered] + [course for course in kept if course.id not in courses]
    for course in own:
        if course.id not in courses and course.label.casefold() not in by_title:
            linked, _ = link_course(course, concepts=taxonomy.concepts, titles=tools.titles, skills=tools.skills)
            courses[linked.id] = replace(linked, offerings=())
            by_title[linked.label.casefold()] = linked.id
    offerings = [(row.course, row.offering) for row in offered if row.offering is not None]
    offerings += [(course, offering) for course in kept for offering in course.offerings]
    for course, offering in offerings:
        key = course.id if course.id in courses else by_title[course.label.casefold()]
        courses[key] = replace(courses[key], offerings=(*courses[key].offerings, offering))
    return list(courses.values())


def in_words(courses: Sequence[Course], taxonomy: Taxonomy) -> list[Course]:
    """Return courses with the labels of this taxonomy in place of its ids, so that another one can link them."""
    labels = {skill.id: skill.label for skill in taxonomy.skills}
    titles = {occupation.id: occupation.label for occupation in taxonomy.occupations}
    return [
        replace(
            course,
            teaches=tuple(labels.get(skill, skill) for skill in course.teaches),
            prepares_for=tuple(titles.get(trade, trade) for trade in course.prepares_for),
        )
        for course in courses
    ]
