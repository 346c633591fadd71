"""Skills that are there while the paper is missing: which paper could recognise what someone can do already.

Skills count wherever they were gained: in work, in caring for somebody, in volunteering. Routes after the Dutch system:
an ervaringscertificaat (EVC) for a diploma or mbo-certificaat, a praktijkverklaring for parts of an mbo qualification
shown in work, and for a branch certificate the exam alone.
"""

from dataclasses import dataclass

import numpy as np

from matcher.codes import Code, CourseKind, LicenceKind, Origin, Paper
from matcher.domain import Course
from matcher.openings import Openings

# The part of what a course teaches, weighted as in matching, that someone must master before it is worth to suggest
# that the paper alone is missing (our choice, 2026-11: an EVC procedure compares all of a qualification).
MOSTLY_THERE = 0.70
# A single skill says too little about a paper.
LEAST_SKILLS = 2
SHOWN = 3

# The paper that a kind of training ends with where the course does not say.
PAPER_OF = {
    CourseKind.TRAINING: Paper.ATTENDANCE,
    CourseKind.BRANCH: Paper.BRANCH,
    CourseKind.LICENCE: Paper.LICENCE,
    CourseKind.MBO_CERTIFICATE: Paper.MBO_CERTIFICATE,
    CourseKind.PRAKTIJKVERKLARING: Paper.PRAKTIJKVERKLARING,
    CourseKind.ENTREE: Paper.DIPLOMA,
    CourseKind.BBL: Paper.DIPLOMA,
    CourseKind.BOL: Paper.DIPLOMA,
    CourseKind.LANGUAGE: Paper.ATTENDANCE,
    CourseKind.BASIC: Paper.ATTENDANCE,
    CourseKind.MBO: Paper.DIPLOMA,
}


class Way(Code):
    """How what someone can do already may be recognised."""

    EVC = ("evc", "een ervaringscertificaat (EVC)")
    PRAKTIJKVERKLARING = ("praktijkverklaring", "een praktijkverklaring")
    EXAM = ("examen", "alleen het examen")


WAYS = {
    Paper.DIPLOMA: Way.EVC,
    Paper.MBO_CERTIFICATE: Way.EVC,
    Paper.PRAKTIJKVERKLARING: Way.PRAKTIJKVERKLARING,
    Paper.BRANCH: Way.EXAM,
}
# Licences of a course that the recognition brings too: what someone did in work makes no driving licence, and most
# certificates need an exam of their own.
BROUGHT = {
    Way.EVC: frozenset({LicenceKind.DIPLOMA}),
    Way.PRAKTIJKVERKLARING: frozenset[LicenceKind](),
    Way.EXAM: frozenset({LicenceKind.DIPLOMA, LicenceKind.CERTIFICATE}),
}


@dataclass(frozen=True, slots=True)
class Recognition:
    """A paper for what someone can do already.

    `has` are the skills of the course that they master, `misses` the others; `share` is the weighted part that is
    there, in [`MOSTLY_THERE`, 1]. `informal` are those that were gained outside work and school. `opens` counts the
    reachable vacancies that the paper alone turns into a match, 0 where no vacancy asks for it; driving licences and
    other papers that the course gives besides are not part of it.
    """

    course: Course
    way: Way
    has: tuple[int, ...]
    misses: tuple[int, ...]
    informal: tuple[int, ...]
    share: float
    opens: int


def paper_of(course: Course) -> Paper:
    """Return what sort of proof a course ends with: what it says, else what its kind usually gives."""
    return PAPER_OF[course.kind] if course.paper is None else course.paper


def recognitions(openings: Openings) -> tuple[Recognition, ...]:
    """Return the papers that would recognise most: what opens most first, then what is there most completely.

    Without those for work that someone does not want, or that asks more of body or mind than they can manage.
    """
    curriculum, situation = openings.curriculum, openings.ground.situation
    weight = situation.market.concepts.weight
    asked = curriculum.taught @ weight
    there = np.divide(curriculum.taught @ (weight * _shown(openings)), asked, out=np.zeros_like(asked), where=asked > 0)
    enough = (there >= MOSTLY_THERE) & (np.diff(curriculum.taught.indptr) >= LEAST_SKILLS)
    held = np.uint64(situation.seeker.licences or 0)
    found = [
        _recognition(openings, int(course), float(there[course]))
        for course in np.flatnonzero(enough)
        if paper_of(curriculum.courses[course]) in WAYS
        and not _has_it(openings, int(course))
        and _is_for_them(openings, int(course))
        and (not curriculum.papers[course] or curriculum.papers[course] & ~held)
    ]
    found.sort(key=lambda one: (-one.opens, -one.share, one.course.id))
    return tuple(found[:SHOWN])


def _shown(openings: Openings) -> np.ndarray:
    """Return how well each skill is mastered, without those that come from a diploma: these have their paper."""
    seeker = openings.ground.situation.seeker
    return np.where(seeker.origin == Origin.DIPLOMA.ordinal, np.float32(0), seeker.own)


def _has_it(openings: Openings, course: int) -> bool:
    """Return whether someone has the level that a full diploma gives, or a diploma of that name."""
    client, one = openings.ground.situation.client, openings.curriculum.courses[course]
    level = one.gives_level is not None and client.level is not None and client.level >= one.gives_level
    words = one.certificate.casefold()
    return (level and not one.gives_licences) or any(words and words in name.casefold() for name in client.diplomas)


def _is_for_them(openings: Openings, course: int) -> bool:
    """Return whether a course prepares for some work that they want and can do; True where it names none."""
    situation = openings.ground.situation
    concepts, seeker = situation.market.concepts, situation.seeker
    named = openings.curriculum.courses[course].prepares_for
    work = [concepts.occupation_at[one] for one in named if one in concepts.occupation_at]
    return not work or any(
        not seeker.excluded[at]
        and all(grade <= seeker.limits.get(demand, grade) for demand, grade in concepts.occupations[at].demands)
        for at in work
    )


def _brought(openings: Openings, course: int, way: Way) -> int:
    """Return the mask of the licences that the recognition itself brings."""
    licences = openings.ground.situation.market.licences
    mask = sum(1 << at for at, licence in enumerate(licences) if licence.kind in BROUGHT[way])
    return mask & int(openings.curriculum.papers[course])


def _recognition(openings: Openings, course: int, share: float) -> Recognition:
    taught, seeker = openings.curriculum.taught, openings.ground.situation.seeker
    skills = taught.indices[taught.indptr[course] : taught.indptr[course + 1]]
    shown = _shown(openings)[skills]
    one = openings.curriculum.courses[course]
    way = WAYS[paper_of(one)]
    nothing_learned = np.zeros(len(openings.ground.need), np.float32)
    return Recognition(
        course=one,
        way=way,
        has=tuple(int(skill) for skill in skills[shown > 0]),
        misses=tuple(int(skill) for skill in skills[shown == 0]),
        informal=tuple(int(skill) for skill in skills if seeker.origin[skill] == Origin.INFORMAL.ordinal),
        share=share,
        opens=len(openings.ground.opened(nothing_learned, _brought(openings, course, way))),
    )
