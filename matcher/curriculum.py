"""Courses prepared for one market: what each brings, asks and gives, as aligned arrays, and every offering of them.

Made once for many clients, as a market is: one client's pass over all courses is then a handful of vector operations.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from matcher.codes import CourseKind, DayPart, Level
from matcher.commute import Areas, Points, Position
from matcher.concepts import Concepts
from matcher.domain import Course, Licence, Location, Offering
from matcher.market import EPOCH, NO_DAY, NO_GRADE, Market
from matcher.seeker import PARTIAL_CREDIT_CAP, mask_of

Floats = NDArray[np.float32]
Masks = NDArray[np.uint64]
Grades = NDArray[np.int8]
Days = NDArray[np.int32]

NO_PLACE = -1
# An entreeopleiding is not for who has mbo 2 or more (Wet educatie en beroepsonderwijs, art. 8.2.1).
MOST_LEVEL = {CourseKind.ENTREE: Level.MBO1}


@dataclass(frozen=True, slots=True, eq=False)
class Offers:
    """Every offering of a curriculum, one element each; those of course c are `start[c]` up to `start[c + 1]`.

    `first` is the stated day of the start, `last` the last day at which someone can begin and `apply` the last day to
    apply, all in days since 1970-01-01, `NO_DAY` when not known. `hours` are hours of study a week, NaN when unknown.
    `day_parts` is a bit mask over `DayPart` of when the lessons are, 0 when not stated. `place` is an index in
    `points`, `NO_PLACE` for what is online or nobody knows the place of; `online` tells these apart.
    """

    start: NDArray[np.int64]
    offerings: tuple[Offering, ...]
    first: Days
    last: Days
    apply: Days
    hours: Floats
    day_parts: NDArray[np.uint8]
    online: NDArray[np.bool_]
    place: NDArray[np.int64]
    points: Points

    @property
    def course(self) -> NDArray[np.int64]:
        """The index of the course of every offering."""
        return np.repeat(np.arange(len(self.start) - 1), np.diff(self.start))


@dataclass(frozen=True, slots=True, eq=False)
class Curriculum:
    """Courses, one element or row each.

    `taught` (courses x skills) is 1 for what is taught; `brings` (courses x skills, in (0, 1]) is the credit of who
    masters all that, with partial credit for neighbours. `papers` are the licences that a course gives, with all that
    these include, `entry_papers` those that it asks: bit masks over the licences of the market. `entry_level`,
    `entry_language`, `gives_level` and `gives_language` are ranks, -1 for none; `most_level` is the highest with which
    someone may still begin, -1 where that does not matter. `weeks` and `hours` (of study a week) are NaN when unknown.
    """

    courses: tuple[Course, ...]
    taught: Any  # scipy.sparse.csr_array, float32
    brings: Any
    papers: Masks
    entry_papers: Masks
    entry_level: Grades
    entry_language: Grades
    most_level: Grades
    gives_level: Grades
    gives_language: Grades
    weeks: Floats
    hours: Floats
    offers: Offers

    def __len__(self) -> int:
        return len(self.courses)


def curriculum_of(
    courses: Sequence[Course], market: Market, locate: Callable[[Location], Position | None] = lambda _: None
) -> Curriculum:
    """Return these courses in the terms of a market; skills and papers that it does not know are left out.

    `locate` says where an offering is, None when that is not known.
    """
    taught = _taught(courses, market.concepts)
    return Curriculum(
        courses=tuple(courses),
        taught=taught,
        brings=_brings(taught, market.concepts),
        papers=_masks([course.gives_licences for course in courses], market.licences),
        entry_papers=_masks([course.entry_licences for course in courses], market.licences, included=False),
        entry_level=_ranks([course.entry_level for course in courses]),
        entry_language=_ranks([course.entry_language for course in courses]),
        most_level=_ranks([MOST_LEVEL.get(course.kind) for course in courses]),
        gives_level=_ranks([course.gives_level for course in courses]),
        gives_language=_ranks([course.gives_language for course in courses]),
        weeks=_numbers([course.weeks for course in courses]),
        hours=_numbers([course.hours_per_week for course in courses]),
        offers=_offers(courses, locate),
    )


def _taught(courses: Sequence[Course], concepts: Concepts) -> Any:
    rows = [
        sorted({concepts.skill_at[skill] for skill in one.teaches if skill in concepts.skill_at}) for one in courses
    ]
    start = np.cumsum([0, *map(len, rows)], dtype=np.int32)
    skills = np.array([skill for row in rows for skill in row], np.int32)
    shape = (len(courses), len(concepts.skills))
    return sparse.csr_array((np.ones(len(skills), np.float32), skills, start), shape=shape)


def _brings(taught: Any, concepts: Concepts) -> Any:
    """Return the credit per skill of who masters what a course teaches: the strongest counts, as in `spread`."""
    likeness = concepts.similarity
    lengths = np.diff(likeness.indptr)[taught.indices]
    at = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    at += np.repeat(likeness.indptr[taught.indices], lengths)
    course = np.repeat(np.repeat(np.arange(taught.shape[0]), np.diff(taught.indptr)), lengths)
    skill = likeness.indices[at]
    own = skill == np.repeat(taught.indices, lengths)
    credit = np.where(own, np.float32(1), np.minimum(likeness.data[at], np.float32(PARTIAL_CREDIT_CAP)))
    key = course * taught.shape[1] + skill
    order = np.argsort(key, kind="stable")
    key, credit = key[order], credit[order]
    first = np.flatnonzero(np.diff(key, prepend=-1))
    strongest = np.maximum.reduceat(credit, first) if len(first) else credit
    rows, columns = np.divmod(key[first], taught.shape[1])
    return sparse.csr_array((strongest, (rows, columns)), shape=taught.shape)


def _masks(papers: Sequence[Sequence[str]], licences: tuple[Licence, ...], *, included: bool = True) -> Masks:
    if included:
        return np.array([mask_of(one, licences) for one in papers], np.uint64)
    bit = {licence.id: 1 << index for index, licence in enumerate(licences)}
    return np.array([sum(bit[paper] for paper in set(one) if paper in bit) for one in papers], np.uint64)


def _ranks(grades: Sequence[int | None]) -> Grades:
    return np.array([NO_GRADE if grade is None else int(grade) for grade in grades], np.int8)


def _numbers(values: Sequence[float | None]) -> Floats:
    return np.array([np.nan if value is None else value for value in values], np.float32)


def _offers(courses: Sequence[Course], locate: Callable[[Location], Position | None]) -> Offers:
    flat = tuple(offering for course in courses for offering in course.offerings)
    course_hours = [course.hours_per_week for course in courses for _ in course.offerings]
    found = [None if one.online else locate(one.location) for one in flat]
    place = np.full(len(flat), NO_PLACE, np.int64)
    known = [index for index, position in enumerate(found) if position is not None]
    place[known] = np.arange(len(known))
    return Offers(
        start=np.cumsum([0, *(len(course.offerings) for course in courses)]),
        offerings=flat,
        first=np.array([_day(one.start_date) for one in flat], np.int32),
        last=np.array([_day(one.enter_until or one.start_date) for one in flat], np.int32),
        apply=np.array([_day(one.apply_by) for one in flat], np.int32),
        hours=_numbers(
            [
                usual if one.hours_per_week is None else one.hours_per_week
                for one, usual in zip(flat, course_hours, strict=True)
            ]
        ),
        day_parts=np.array([_parts(one.day_parts) for one in flat], np.uint8),
        online=np.array([one.online for one in flat], np.bool_),
        place=place,
        points=_points([position for position in found if position is not None]),
    )


def _points(positions: Sequence[Position]) -> Points:
    """Return the points, each in an area of its own."""
    table = np.array([(one.x_km, one.y_km, one.spread_km) for one in positions], np.float32).reshape(-1, 3)
    x_km, y_km, spread_km = (np.ascontiguousarray(column) for column in table.T)
    areas = Areas(np.full(len(positions), ""), x_km, y_km, spread_km, np.zeros(len(positions), np.float32))
    exact = np.array([one.is_exact for one in positions], np.bool_)
    return Points(areas, np.arange(len(positions)), x_km, y_km, exact)


def _day(value: date | None) -> int:
    return NO_DAY if value is None else (value - EPOCH).days


def _parts(parts: frozenset[DayPart] | None) -> int:
    return sum(1 << part.ordinal for part in parts or ())
