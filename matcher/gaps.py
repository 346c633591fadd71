"""Which skills and papers are missing most in a caseload, as far as it may be told: about ten people or more."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from matcher.caseload import Caseload, Counts, Lessons
from matcher.codes import Level
from matcher.groups import Band, Headcount, bands, headcount, rounded
from matcher.market import EPOCH, NO_GRADE, Market
from matcher.pay import LEAST_WAGES, Pay, pay_of
from matcher.reach import Rows


@dataclass(frozen=True, slots=True)
class OpenedWork:
    """An occupation (an index) in which a skill or paper opens vacancies, for ten people or more; in multiples of 5."""

    occupation: int
    vacancies: int


@dataclass(frozen=True, slots=True)
class KnownCourse:
    """A course (an index) that teaches it, and how many of those helped meet what it asks at the door."""

    course: int
    may_enter: Headcount | None


@dataclass(frozen=True, slots=True)
class Gap:
    """A skill or a paper (an index of the concepts, or of the licences of the market; the other one is None).

    Headcounts are None for fewer than ten people. `missing`: who lacks it while work asks it that misses nothing but
    skills or papers. `helped`: for whom it opens work, by itself; `first`: who has no match now and gets one.
    `asked` is how many open vacancies of the whole market ask it. `vacancies` is how many vacancies it opens for one or
    more of those helped, rounded down to a multiple of five, `per_person` the mean for one of them, in whole vacancies.
    `pay` and `level` are typical of that work, None where fewer than five vacancies say. `levels` and `languages` say
    with what those helped stand at the door of a course: steps are ranks of `Level` and `LanguageLevel`, unknown is one
    below the lowest. Where `helped` is None there is nothing to tell of these, and nobody is counted at the courses.
    """

    skill: int | None
    paper: int | None
    missing: Headcount | None
    helped: Headcount | None
    first: Headcount | None
    asked: int
    vacancies: int
    per_person: int | None
    work: tuple[OpenedWork, ...]
    pay: Pay | None
    level: Level | None
    levels: tuple[Band, ...]
    languages: tuple[Band, ...]
    courses: tuple[KnownCourse, ...]


@dataclass(frozen=True, slots=True)
class Gaps:
    """The gaps of `people` people (rounded down to a multiple of five): first what helps most people."""

    people: int
    gaps: tuple[Gap, ...]


def gaps_of(caseload: Caseload, market: Market, on: date) -> Gaps | None:
    """Return what may be told of a caseload, None when that is nothing: it is of fewer than ten people."""
    everybody = headcount(caseload.people)
    if everybody is None:
        return None
    tellable = np.flatnonzero([_tellable(caseload, lesson) for lesson in range(len(caseload.lessons))])
    asked = _asked(caseload.lessons, market, on)
    found = [_gap(caseload, market, int(lesson), int(asked[lesson])) for lesson in tellable]
    return Gaps(everybody.at_least, tuple(sorted(found, key=lambda gap: _rank(gap, market))))


def _tellable(caseload: Caseload, lesson: int) -> bool:
    counts = caseload.helped[lesson], caseload.missing[lesson]
    return any(headcount(int(count)) is not None for count in counts)


def _rank(gap: Gap, market: Market) -> tuple[object, ...]:
    """Return what orders gaps; only what is told counts, so that the order gives nothing away either."""
    return (*_most(gap.helped), -gap.vacancies, *_most(gap.missing), -gap.asked, *_name(gap, market))


def _most(found: Headcount | None) -> tuple[bool, int]:
    return (True, 0) if found is None else (not found.nearly_all, -found.at_least)


def _name(gap: Gap, market: Market) -> tuple[str, str]:
    one = market.licences[gap.paper] if gap.paper is not None else market.concepts.skills[gap.skill or 0]
    return one.label, one.id


def _asked(lessons: Lessons, market: Market, on: date) -> Counts:
    """Return by how many vacancies that are still open every lesson is asked."""
    still = np.flatnonzero(market.columns.closes >= (on - EPOCH).days)
    skills = np.bincount(market.essential[still].indices, minlength=len(market.concepts.skills))[lessons.skills]
    papers = [np.count_nonzero(market.columns.licences[still] & np.uint64(1 << int(paper))) for paper in lessons.papers]
    return np.concatenate([skills, np.array(papers, np.int64)])


def _gap(caseload: Caseload, market: Market, lesson: int, asked: int) -> Gap:
    lessons, helped = caseload.lessons, int(caseload.helped[lesson])
    among = caseload.with_papers if lessons.is_paper(lesson) else caseload.people
    told = headcount(helped, among)
    rows = _of(caseload.vacancies, lesson)[:, 1] if told else np.zeros(0, np.int64)
    paper = lesson - len(lessons.skills)  # negative for a skill
    return Gap(
        skill=int(lessons.skills[lesson]) if paper < 0 else None,
        paper=int(lessons.papers[paper]) if paper >= 0 else None,
        missing=headcount(int(caseload.missing[lesson]), among),
        helped=told,
        first=headcount(int(caseload.first[lesson]), helped, told),
        asked=asked,
        vacancies=rounded(len(rows)),
        per_person=round(int(caseload.opened[lesson]) / helped) if told else None,
        work=_work(caseload, market, lesson, rows),
        pay=pay_of(market, rows),
        level=_level(market, rows),
        levels=_bands(caseload.levels[lesson], told),
        languages=_bands(caseload.languages[lesson], told),
        courses=_courses(caseload, lesson, told),
    )


def _of(triples: Counts, lesson: int) -> Counts:
    """Return the triples of one lesson; they are in its order."""
    start, stop = np.searchsorted(triples[:, 0], (lesson, lesson + 1))
    found: Counts = triples[start:stop]
    return found


def _work(caseload: Caseload, market: Market, lesson: int, rows: Rows) -> tuple[OpenedWork, ...]:
    occupations = market.columns.occupation[rows]
    found = [
        OpenedWork(int(occupation), rounded(int(np.count_nonzero(occupations == occupation))))
        for _, occupation, people in _of(caseload.occupations, lesson)
        if headcount(int(people)) is not None
    ]
    names = market.concepts.occupations
    return tuple(sorted(found, key=lambda work: (-work.vacancies, names[work.occupation].label, work.occupation)))


def _level(market: Market, rows: Rows) -> Level | None:
    """Return the level that is in the middle of what these vacancies ask, the lower one of two."""
    asked = market.columns.level[rows]
    stated = np.sort(asked[asked != NO_GRADE])
    return Level.ranked(int(stated[(len(stated) - 1) // 2])) if len(stated) >= LEAST_WAGES else None


def _bands(counts: Counts, told: Headcount | None) -> tuple[Band, ...]:
    """Return the bands by rank; what is unknown is one step below the lowest rank."""
    found = () if told is None else bands([int(count) for count in counts], told)
    return tuple(
        Band(None if one.first is None else one.first - 1, None if one.last is None else one.last - 1, one.at_least)
        for one in found
    )


def _courses(caseload: Caseload, lesson: int, told: Headcount | None) -> tuple[KnownCourse, ...]:
    start, stop = np.searchsorted(caseload.taught.lesson, (lesson, lesson + 1))
    helped = int(caseload.helped[lesson])
    return tuple(
        KnownCourse(int(caseload.taught.course[at]), headcount(int(caseload.may_enter[at]), helped, told))
        for at in range(start, stop)
    )
