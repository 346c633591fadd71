"""What may be told of groups of people: nothing of fewer than ten, and no exact number."""

from collections.abc import Sequence
from dataclasses import dataclass

# What a planner is told is about at least so many people (our choice, 2026-11).
LEAST_PEOPLE = 10
# Numbers are rounded down to multiples of five, so that one person more or less seldom shows in one
# number; over a whole table it does, see docs/gaps.md. Statistics Netherlands
# gives people per neighbourhood in fives as well (CBS, Kerncijfers wijken en buurten).
STEP = 5


@dataclass(frozen=True, slots=True)
class Headcount:
    """At least so many people, a multiple of five and never under ten.

    `nearly_all` says that fewer than ten of those they were counted among are not with them, perhaps none; `at_least`
    then says nothing more than that.
    """

    at_least: int
    nearly_all: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """At least so many people on the steps of a scale from `first` to `last`, both included.

    None stands for the bottom and for the top of the scale.
    """

    first: int | None
    last: int | None
    at_least: int


def rounded(count: int) -> int:
    """Return a count rounded down to a multiple of five: 0 for fewer than five."""
    return count - count % STEP


def to_half(euros: float) -> float:
    """Return a wage to half a euro."""
    return round(2 * euros) / 2


def headcount(count: int, among: int | None = None, told: Headcount | None = None) -> Headcount | None:
    """Return what may be told of so many people out of a group of `among`; None for fewer than ten.

    Where fewer than ten of the group are left, these few must not be told of either: then no more is told than follows
    from what is told of the size of that group (`told`, without it: that size, rounded).
    """
    if count < LEAST_PEOPLE:
        return None
    if among is not None and among - count < LEAST_PEOPLE:
        whole = rounded(among) if told is None else told.at_least
        return Headcount(max(LEAST_PEOPLE, whole - LEAST_PEOPLE), nearly_all=True)
    return Headcount(rounded(count))


def bands(counts: Sequence[int], told: Headcount) -> tuple[Band, ...]:
    """Return the steps of a scale, lowest first, taken together into bands of at least ten people each.

    The first band begins at the bottom and the last one ends at the top, so that a single band tells nothing but how
    many people there are. `told` is what is told of all of them: their bands never add up to more, since that would
    tell how few are not among them. No bands at all for fewer than ten people.
    """
    closed = _closed(counts)
    while sum(people for _, people in closed) > told.at_least:
        largest = max(range(len(closed)), key=lambda at: closed[at][1])
        if closed[largest][1] > LEAST_PEOPLE:
            closed[largest] = (closed[largest][0], closed[largest][1] - STEP)
        else:
            last, people = closed.pop()
            closed[-1] = (last, closed[-1][1] + people)
    firsts = [None, *(last + 1 for last, _ in closed[:-1])]
    return tuple(
        Band(first, None if last == len(counts) - 1 else last, people)
        for first, (last, people) in zip(firsts, closed, strict=False)
    )


def _closed(counts: Sequence[int]) -> list[tuple[int, int]]:
    """Return the last step of every band and how many people are in it, rounded down."""
    found: list[tuple[int, int]] = []
    waiting = 0
    for step, count in enumerate(counts):
        waiting += count
        if waiting >= LEAST_PEOPLE:
            found.append((step, waiting))
            waiting = 0
    if found:
        found[-1] = (len(counts) - 1, found[-1][1] + waiting)
    return [(last, rounded(people)) for last, people in found]
