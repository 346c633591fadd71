"""When the courses of a plan begin and end, one after the other, and what they cost together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from matcher.codes import Code, Payer
from matcher.domain import Course, Offering
from matcher.doors import Doors
from matcher.market import EPOCH, NO_DAY

DAYS = 7
NO_OFFER = -1
# What these pay is no cost to the client or the municipality, so it does not count against a budget.
PAID_ELSEWHERE = frozenset({Payer.EMPLOYER, Payer.UWV, Payer.FUND, Payer.STATE})


class Choice(Code):
    """Which offering of a course a plan takes."""

    EARLIEST = ("eerst", "wat het eerst klaar is")
    CHEAPEST = ("goedkoopst", "wat het minst kost")


@dataclass(frozen=True, slots=True)
class Step:
    """One course of a plan: indices of the course and of the offering (-1: none is known), and when.

    `begins` and `ends` are None when not known; `euros` is what counts against a budget, None when no price is known.
    """

    course: int
    offer: int
    begins: date | None
    ends: date | None
    euros: float | None


@dataclass(frozen=True, slots=True)
class Timeline:
    """Steps in order. `weeks` are from today to the end of the last one, None when one of them has no known length.

    Where no start is known, a course is taken to begin as soon as the one before it has ended: `sure` is False then.
    """

    steps: tuple[Step, ...]
    weeks: float | None
    euros: float | None
    sure: bool


def timelines_of(doors: Doors, courses: Sequence[int], on: date) -> tuple[Timeline, ...]:
    """Return every way to do these courses in this order that no other way beats in both weeks and euros.

    The one that is ready first comes first, and last the cheapest one of unknown length, if there is any. Empty when
    every way comes too late for one of the courses.
    """
    ways = [_Way((), on, 0.0)]
    for course in courses:
        ways = _unbeaten([longer for way in ways for longer in _further(doors, way, course)])
    return tuple(
        Timeline(
            steps=way.steps,
            weeks=None if way.free is None else (way.free - on).days / DAYS,
            euros=way.euros,
            sure=all(step.begins is not None for step in way.steps),
        )
        for way in ways
    )


def best_of(ways: Sequence[Timeline], choice: Choice) -> Timeline:
    """Return the timeline that is ready first or costs least, and of equals the better one in the other."""
    return min(ways, key=lambda way: taken(way, choice))


def taken(timeline: Timeline, choice: Choice) -> tuple[float, float]:
    """Return what a timeline takes, first what the choice looks at: weeks and euros, infinite when not known."""
    weeks = float("inf") if timeline.weeks is None else timeline.weeks
    euros = float("inf") if timeline.euros is None else timeline.euros
    return (weeks, euros) if choice is Choice.EARLIEST else (euros, weeks)


@dataclass(frozen=True, slots=True)
class _Way:
    """The first steps of a timeline: the day on which someone is free again (None: not known), and the euros so far."""

    steps: tuple[Step, ...]
    free: date | None
    euros: float | None

    @property
    def takes(self) -> tuple[float, float]:
        """The day on which it ends and the euros, infinite when not known."""
        day = float("inf") if self.free is None else float(self.free.toordinal())
        return day, float("inf") if self.euros is None else self.euros


def _unbeaten(ways: Sequence[_Way]) -> list[_Way]:
    """Return the ways that no other beats in day and euros, the first one of equals; earliest first.

    Who is free earlier can begin whatever somebody who is free later can, so what is beaten now never wins. Of an
    unknown day that cannot be said: the cheapest of those stays too.
    """
    found: list[_Way] = []
    for way in sorted(ways, key=lambda way: way.takes):
        if not found or way.takes[1] < found[-1].takes[1] or (way.free is None and found[-1].free is not None):
            found.append(way)
    return found


def _further(doors: Doors, way: _Way, course: int) -> Iterator[_Way]:
    """Yield the ways to go on with this course; none when every start is over by then."""
    for step, weeks in _steps(doors, course, way.free):
        began = step.begins or way.free
        free = None if began is None or weeks is None else began + timedelta(days=round(DAYS * weeks))
        whole = replace(step, ends=None if step.begins is None else free)
        euros = None if way.euros is None or step.euros is None else way.euros + step.euros
        yield _Way((*way.steps, whole), free, euros)


def _steps(doors: Doors, course: int, free: date | None) -> Iterator[tuple[Step, float | None]]:
    """Yield every way to take a course from a day on (None: a day that is not known), with its weeks."""
    curriculum = doors.curriculum
    kind = curriculum.courses[course]
    start, stop = curriculum.offers.start[course : course + 2]
    if start == stop:
        yield Step(course, NO_OFFER, None, None, euros_of(kind, None)), kind.weeks
    for index in np.flatnonzero(doors.usable[start:stop]) + start:
        offering = curriculum.offers.offerings[index]
        known = doors.begins[index] != NO_DAY
        begins = _begins(offering, EPOCH + timedelta(days=int(doors.begins[index])), free) if known else None
        if begins is not None or not known:
            begins = begins if free is not None else None
            weeks = kind.weeks if offering.weeks is None else offering.weeks
            yield Step(course, int(index), begins, None, euros_of(kind, offering)), weeks


def _begins(offering: Offering, first: date, free: date | None) -> date | None:
    """Return the day to begin, None when that is over before someone is free."""
    if free is None or free <= first:
        return first
    return offering.starts_from(free)


def euros_of(course: Course, offering: Offering | None) -> float | None:
    """Return what a course costs the client or the municipality, at most; None when no price is known."""
    payer = course.paid_by if offering is None or offering.paid_by is None else offering.paid_by
    if payer in PAID_ELSEWHERE:
        return 0.0
    if offering is not None and offering.price is not None:
        return offering.price
    return course.price_min if course.price_max is None else course.price_max
