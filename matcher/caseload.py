"""A caseload counted: for how many people every skill and paper that the market asks is missing, and what it opens.

These are exact counts of people, for `gaps.py` only; what may be told of them stands there.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matcher.codes import CourseKind, LanguageLevel, Level
from matcher.commute import TravelTimes
from matcher.curriculum import Curriculum, curriculum_of
from matcher.domain import Client, Course
from matcher.doors import Standing, entry_bars
from matcher.eligibility import eligible
from matcher.fit import fit_of
from matcher.market import NO_OCCUPATION, Market
from matcher.openings import Ground, Openings, ground_of, openings_of
from matcher.policy import Policy
from matcher.reach import within_reach
from matcher.situation import situation_of

Counts = NDArray[np.int64]

# Pairs are put together when so many wait, so that memory does not grow with the number of people.
MOST_WAITING = 4_000_000


@dataclass(frozen=True, slots=True, eq=False)
class Lessons:
    """Every skill and every paper that some vacancy of a market asks, each as a course by itself: skills first.

    `skills` are indices of the concepts and `papers` of the licences of the market, in the order of the lessons.
    """

    curriculum: Curriculum
    skills: Counts
    papers: Counts

    def __len__(self) -> int:
        return len(self.skills) + len(self.papers)

    def is_paper(self, lesson: int) -> bool:
        """Return whether a lesson is a paper, and not a skill."""
        return lesson >= len(self.skills)


@dataclass(frozen=True, slots=True, eq=False)
class Taught:
    """Which courses teach which lesson, one element per pair, by lesson and then by course."""

    lesson: Counts
    course: Counts


@dataclass(frozen=True, slots=True, eq=False)
class Caseload:
    """What was counted over `people`, of whom `with_papers` were asked about papers; one element or row per lesson.

    `missing`: who lacks it while work asks it that misses nothing but skills or papers. `helped`: for whom it opens at
    least one vacancy, `first` those of them who have no match now, `opened` the vacancies over all of them together.
    `levels` (by `Level`) and `languages` (by `LanguageLevel`) tell with what those helped stand at a course's door,
    column 0 for unknown. `may_enter`, one per pair of `taught`, are those helped who meet what the course asks at the
    door. `vacancies` are triples of lesson, row of the market and for how many people it opens that one; `occupations`
    of lesson, occupation and for how many it opens any work there.
    """

    lessons: Lessons
    taught: Taught
    people: int
    with_papers: int
    missing: Counts
    helped: Counts
    first: Counts
    opened: Counts
    levels: Counts
    languages: Counts
    may_enter: Counts
    vacancies: Counts
    occupations: Counts


def lessons_of(market: Market) -> Lessons:
    """Return the lessons of a market."""
    skills = np.unique(market.columns.essential_skill).astype(np.int64)
    asked = int(np.bitwise_or.reduce(market.columns.licences, initial=np.uint64(0)))
    papers = np.array([index for index in range(len(market.licences)) if asked >> index & 1], np.int64)
    of_skills = [_lesson(market.concepts.skills[skill].id, teaches=True) for skill in skills]
    of_papers = [_lesson(market.licences[paper].id, teaches=False) for paper in papers]
    return Lessons(curriculum_of([*of_skills, *of_papers], market), skills, papers)


def _lesson(concept: str, *, teaches: bool) -> Course:
    brings = (concept,)
    return Course(
        id=concept,
        label="",
        kind=CourseKind.TRAINING,
        teaches=brings if teaches else (),
        gives_licences=() if teaches else brings,
    )


def taught_by(courses: Curriculum, lessons: Lessons) -> Taught:
    """Return which courses teach which lesson; a paper is also given by one that includes it."""
    by_skill = courses.taught[:, lessons.skills].tocoo()
    bits = np.uint64(1) << lessons.papers.astype(np.uint64)
    paper, giving = np.nonzero((courses.papers[None, :] & bits[:, None]) != 0)
    lesson = np.concatenate([by_skill.coords[1], len(lessons.skills) + paper]).astype(np.int64)
    course = np.concatenate([by_skill.coords[0], giving]).astype(np.int64)
    order = np.lexsort((course, lesson))
    return Taught(lesson[order], course[order])


def count_caseload(
    people: Iterable[tuple[Client, TravelTimes]],
    market: Market,
    lessons: Lessons,
    courses: Curriculum,
    *,
    policy: Policy,
    on: date,
) -> Caseload:
    """Return the counts over these people, each within their own reach, limits and times.

    Someone of whom no skill and no earlier work is known is left out: unknown is not missing. So are, for papers, those
    whom nobody asked about papers.
    """
    tally = _Tally(market, lessons, courses)
    for client, travel in people:
        situation = situation_of(client, market, policy, on)
        if situation.seeker.has_skills:
            options = eligible(situation, within_reach(client, market, travel, policy))
            ground = ground_of(situation, options, fit_of(situation, options))
            tally.add(openings_of(ground, lessons.curriculum))
    return tally.counted()


class _Tally:
    """Counts that grow with every person; of no person anything is kept."""

    def __init__(self, market: Market, lessons: Lessons, courses: Curriculum) -> None:
        self.market, self.lessons, self.courses = market, lessons, courses
        self.taught = taught_by(courses, lessons)
        self.people, self.with_papers, count = 0, 0, len(lessons)
        self.missing, self.helped, self.first, self.opened = (np.zeros(count, np.int64) for _ in range(4))
        self.levels = np.zeros((count, 1 + len(Level)), np.int64)
        self.languages = np.zeros((count, 1 + len(LanguageLevel)), np.int64)
        self.may_enter = np.zeros(len(self.taught.lesson), np.int64)
        self.rows, self.work = _Pairs(len(market)), _Pairs(len(market.concepts.occupations))

    def add(self, openings: Openings) -> None:
        """Count one person."""
        ground = openings.ground
        client, licences = ground.situation.client, ground.situation.seeker.licences
        opens = openings.opens.copy()
        if licences is None:
            opens[len(self.lessons.skills) :] = 0
        helps = opens > 0
        self.people += 1
        self.with_papers += licences is not None
        self.missing += self._missing(ground)
        self.helped += helps
        self.first += helps & (len(ground.matches) == 0)
        self.opened += opens
        self.levels[helps, 0 if client.level is None else 1 + int(client.level)] += 1
        self.languages[helps, 0 if client.dutch is None else 1 + int(client.dutch)] += 1
        enters = entry_bars(self.courses, Standing(client.level, client.dutch, licences)) == 0
        self.may_enter += helps[self.taught.lesson] & enters[self.taught.course]
        lesson = np.repeat(np.arange(len(opens)), opens)
        row = ground.rows[openings.at[: len(lesson)]]  # papers come last, and so does what was set to nothing
        occupation = self.market.columns.occupation[row]
        known = occupation != NO_OCCUPATION
        self.rows.add(lesson, row)
        self.work.add(lesson[known], occupation[known])

    def _missing(self, ground: Ground) -> NDArray[np.bool_]:
        """Return which lessons someone lacks while work asks them that misses nothing but skills or papers."""
        seeker, lacking = ground.situation.seeker, ground.asked[np.flatnonzero(ground.need > 0)]
        asked = np.zeros(len(seeker.own), np.bool_)
        asked[lacking.indices] = True
        skills = (asked & (seeker.own == 0))[self.lessons.skills]
        absent = 0 if seeker.licences is None else int(np.bitwise_or.reduce(ground.absent, initial=np.uint64(0)))
        papers = np.array([absent >> int(paper) & 1 for paper in self.lessons.papers], np.bool_)
        return np.concatenate([skills, papers])

    def counted(self) -> Caseload:
        """Return what was counted."""
        return Caseload(
            lessons=self.lessons,
            taught=self.taught,
            people=self.people,
            with_papers=self.with_papers,
            missing=self.missing,
            helped=self.helped,
            first=self.first,
            opened=self.opened,
            levels=self.levels,
            languages=self.languages,
            may_enter=self.may_enter,
            vacancies=self.rows.counted(),
            occupations=self.work.counted(),
        )


class _Pairs:
    """Pairs of a lesson and something else, and for how many people each came up."""

    def __init__(self, size: int) -> None:
        self.size = max(size, 1)
        self.known, self.count = np.zeros(0, np.int64), np.zeros(0, np.int64)
        self.waiting: list[Counts] = []

    def add(self, lesson: Counts, other: NDArray[Any]) -> None:
        """Add the pairs of one person; the same pair twice counts once."""
        self.waiting.append(np.unique(lesson * self.size + other.astype(np.int64)))
        if sum(map(len, self.waiting)) > MOST_WAITING:
            self._settle()

    def counted(self) -> Counts:
        """Return triples of lesson, other and people, in that order."""
        self._settle()
        return np.stack([*np.divmod(self.known, self.size), self.count], axis=1)

    def _settle(self) -> None:
        every = np.concatenate([self.known, *self.waiting])
        self.known, at = np.unique(every, return_inverse=True)
        before = np.concatenate([self.count, np.ones(len(every) - len(self.count), np.int64)])
        self.count = np.bincount(at, weights=before, minlength=len(self.known)).astype(np.int64)
        self.waiting = []
