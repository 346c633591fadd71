"""When the courses of a plan begin and end, one after the other, and what they cost together."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from matcher.codes import Code, Payer
from matcher.curriculum import EPOCH
from matcher.domain import Course, Offering
from matcher.doors import Doors
from matcher.market import NO_DAY

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


def timeline_of(doors: Doors, courses: Sequence[int], on: date, choice: Choice) -> Timeline | None:
    """Return when these courses can be done in this order; None when one of them has begun before its turn."""
    free: date | None = on
    sure, steps = True, []
    for course in courses:
        step = _step(doors, course, free, choice)
        if step is None:
            return None
        sure &= step.begins is not None
        weeks = _weeks(doors, step)
        began = step.begins or free
        free = None if began is None or weeks is None else began + timedelta(days=round(DAYS * weeks))
        steps.append(Step(step.course, step.offer, step.begins, None if step.begins is None else free, step.euros))
    prices = [step.euros for step in steps]
    return Timeline(
        steps=tuple(steps),
        weeks=None if free is None else (free - on).days / DAYS,
        euros=None if None in prices else sum(price for price in prices if price is not None),
        sure=sure,
    )


def _step(doors: Doors, course: int, free: date | None, choice: Choice) -> Step | None:
    """Return how to take a course from a day on (None: a day that is not known), None when that is too late for all."""
    curriculum = doors.curriculum
    kind = curriculum.courses[course]
    start, stop = curriculum.offers.start[course : course + 2]
    if start == stop:
        return Step(course, NO_OFFER, None, None, euros_of(kind, None))
    found = []
    for index in doors.ways_in(course):
        offering = curriculum.offers.offerings[index]
        known = doors.begins[index] != NO_DAY
        begins = _begins(offering, EPOCH + timedelta(days=int(doors.begins[index])), free) if known else None
        if begins is not None or not known:
            found.append(Step(course, int(index), begins if free is not None else None, None, euros_of(kind, offering)))
    return min(found, key=_order(doors, choice), default=None)


def _begins(offering: Offering, first: date, free: date | None) -> date | None:
    """Return the day to begin, None when that is over before someone is free."""
    if free is None or free <= first:
        return first
    return offering.starts_from(free)


def _order(doors: Doors, choice: Choice) -> Callable[[Step], tuple[float, float, int]]:
    def key(step: Step) -> tuple[float, float, int]:
        begins = float("inf") if step.begins is None else float((step.begins - EPOCH).days)
        ready = begins + DAYS * (_weeks(doors, step) or 0.0)
        euros = float("inf") if step.euros is None else step.euros
        return (ready, euros, step.offer) if choice is Choice.EARLIEST else (euros, ready, step.offer)

    return key


def _weeks(doors: Doors, step: Step) -> float | None:
    if step.offer != NO_OFFER:
        weeks = doors.curriculum.offers.offerings[step.offer].weeks
        if weeks is not None:
            return weeks
    return doors.curriculum.courses[step.course].weeks


def euros_of(course: Course, offering: Offering | None) -> float | None:
    """Return what a course costs the client or the municipality, at most; None when no price is known."""
    payer = course.paid_by if offering is None or offering.paid_by is None else offering.paid_by
    if payer in PAID_ELSEWHERE:
        return 0.0
    if offering is not None and offering.price is not None:
        return offering.price
    return course.price_min if course.price_max is None else course.price_max
