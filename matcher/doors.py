"""Which courses someone can begin: what is asked at the door, and which offerings are in time and within reach."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matcher.codes import Code, DayPart
from matcher.commute import UNREACHABLE, TravelTimes
from matcher.curriculum import NO_PLACE, Curriculum, Masks, Offers
from matcher.domain import Client
from matcher.eligibility import AFTER_HOURS, WEEKEND
from matcher.market import EPOCH, NO_DAY, NO_GRADE
from matcher.reach import MODES, NO_MODE, NOTHING_SPECIAL, limits_of
from matcher.situation import Situation

Flags = NDArray[np.uint8]
Mask = NDArray[np.bool_]

EVERY_PART = np.uint8((1 << len(DayPart)) - 1)


class Bar(Code):
    """Why someone cannot begin a course, in the order in which the first one is named as *the* reason."""

    LEVEL = ("niveau", "er is een hoger startniveau nodig")
    LANGUAGE = ("taal", "er is een hoger niveau Nederlands nodig")
    LICENCE = ("rijbewijs-of-certificaat", "er is een rijbewijs of certificaat nodig om te beginnen")
    QUALIFIED = ("al-een-diploma", "een entreeopleiding is voor wie nog geen mbo 2 of hoger heeft")
    HOURS = ("uren", "de lessen vragen meer uren dan u heeft")
    STARTED = ("begonnen", "elke bekende start, of de tijd om u aan te melden, is voorbij")
    TIMES = ("lestijden", "de lessen zijn op tijden dat u niet kunt")
    TRAVEL = ("reistijd", "het bekende aanbod is verder weg dan uw grens")


BARS = tuple(Bar)
BITS = {bar: np.uint8(1 << bar.ordinal) for bar in Bar}
# What an earlier course can lift: the level, the language or the paper that is asked at the door.
LIFTABLE = BITS[Bar.LEVEL] | BITS[Bar.LANGUAGE] | BITS[Bar.LICENCE]


@dataclass(frozen=True, slots=True)
class Standing:
    """With what someone stands at the door: ranks of level and Dutch and a mask of papers; None when nobody asked.

    What nobody asked yet is no bar.
    """

    level: int | None
    language: int | None
    papers: int | None

    def after(self, curriculum: Curriculum, course: int) -> "Standing":
        """Return the standing of the same person after a course; it is never lower."""
        given = int(curriculum.papers[course])
        return Standing(
            _higher(self.level, int(curriculum.gives_level[course])),
            _higher(self.language, int(curriculum.gives_language[course])),
            None if self.papers is None else self.papers | given,
        )


@dataclass(frozen=True, slots=True, eq=False)
class Doors:
    """Per course whether someone can begin it, and per offering whether that is one of the ways in.

    `bars` are bit masks over `Bar`, 0 for an open door. `usable` says which offerings can be begun and reached;
    `minutes` and `mode` are the fastest trip within the limits (255 and -1 where there is none, or no place is known).
    `begins` is the first day on or after `on` at which one can begin, `NO_DAY` when not known.
    """

    curriculum: Curriculum
    standing: Standing
    bars: Flags
    usable: Mask
    minutes: NDArray[np.uint8]
    mode: NDArray[np.int8]
    begins: NDArray[np.int32]

    @property
    def open(self) -> Mask:
        """Which courses can be begun."""
        found: Mask = self.bars == 0
        return found

    def bars_of(self, course: int) -> tuple[Bar, ...]:
        """Return why a course cannot be begun, () for an open door."""
        return tuple(bar for bar in BARS if self.bars[course] & BITS[bar])

    def ways_in(self, course: int) -> NDArray[np.int64]:
        """Return the offerings of a course that can be begun and reached: first the earliest, then the nearest."""
        start, stop = self.curriculum.offers.start[course : course + 2]
        found = start + np.flatnonzero(self.usable[start:stop])
        names = [self.curriculum.offers.offerings[index].provider for index in found]
        minutes = np.where(self.curriculum.offers.online[found], 0, self.minutes[found])
        order: NDArray[np.int64] = found[np.lexsort((names, minutes, self.begins[found]))]
        return order


def doors_of(situation: Situation, curriculum: Curriculum, travel: TravelTimes) -> Doors:
    """Return which courses someone can begin on this day, and how they get there."""
    client, offers = situation.client, curriculum.offers
    on = (situation.on - EPOCH).days
    minutes, mode, near = _trips(situation, offers, travel)
    in_time = (offers.last >= on) & (offers.apply >= on)  # what is not known is the last day of all
    suits = (offers.day_parts & ~_free(client)) == 0
    fits = np.ones(len(suits), np.bool_) if client.hours_max is None else ~(offers.hours > np.float32(client.hours_max))
    standing = Standing(client.level, client.dutch, situation.seeker.licences)
    bars = entry_bars(curriculum, standing) | _kind_too_long(curriculum, client)
    passing = np.ones(len(in_time), np.bool_)
    for bar, test in ((Bar.STARTED, in_time), (Bar.HOURS, fits), (Bar.TIMES, suits), (Bar.TRAVEL, near)):
        stopped = _all_fail(offers, passing & test) & ~_all_fail(offers, passing)
        bars |= np.where(stopped, BITS[bar], np.uint8(0))
        passing &= test
    begins = np.where(offers.first >= on, offers.first, np.int32(on))
    begins = np.where(offers.last == NO_DAY, NO_DAY, begins)
    return Doors(curriculum, standing, bars, passing, minutes, mode, begins.astype(np.int32))


def entry_bars(curriculum: Curriculum, standing: Standing) -> Flags:
    """Return which courses ask more at the door than someone stands there with, or are for who has less."""
    bars = np.zeros(len(curriculum), np.uint8)
    for bar, fails in _entry_checks(curriculum, standing):
        bars |= np.where(fails, BITS[bar], np.uint8(0))
    return bars


def _entry_checks(curriculum: Curriculum, standing: Standing) -> Iterator[tuple[Bar, Mask]]:
    if standing.level is not None:
        yield Bar.LEVEL, (curriculum.entry_level != NO_GRADE) & (curriculum.entry_level > standing.level)
        yield Bar.QUALIFIED, (curriculum.most_level != NO_GRADE) & (curriculum.most_level < standing.level)
    if standing.language is not None:
        yield Bar.LANGUAGE, (curriculum.entry_language != NO_GRADE) & (curriculum.entry_language > standing.language)
    if standing.papers is not None:
        asked: Masks = curriculum.entry_papers & ~np.uint64(standing.papers)
        yield Bar.LICENCE, asked != 0


def _kind_too_long(curriculum: Curriculum, client: Client) -> Flags:
    """Return which courses without any known offering ask more hours a week than someone has."""
    most = np.float32(np.inf if client.hours_max is None else client.hours_max)
    fails = (np.diff(curriculum.offers.start) == 0) & (curriculum.hours > most)  # unknown hours, NaN, are no bar
    return np.where(fails, BITS[Bar.HOURS], np.uint8(0))


def _free(client: Client) -> np.uint8:
    """Return the parts of the week in which someone can have lessons; a window is a stretch of weekdays."""
    free = EVERY_PART if client.day_parts is None else np.uint8(sum(1 << part.ordinal for part in client.day_parts))
    if client.window is None:
        return free
    past_midnight = client.window.end <= client.window.start
    return np.uint8(free & ~(WEEKEND if past_midnight else WEEKEND | AFTER_HOURS))


def _higher(rank: int | None, given: int) -> int | None:
    return None if rank is None else max(rank, given)


def _all_fail(offers: Offers, allowed: Mask) -> Mask:
    """Return which courses have offerings and none that is allowed."""
    passing = np.concatenate([[0], np.cumsum(allowed)])
    count = passing[offers.start[1:]] - passing[offers.start[:-1]]
    fails: Mask = (np.diff(offers.start) > 0) & (count == 0)
    return fails


def _trips(
    situation: Situation, offers: Offers, travel: TravelTimes
) -> tuple[NDArray[np.uint8], NDArray[np.int8], Mask]:
    """Return the fastest trip within the limits to every offering; what is online or nowhere known counts as near."""
    count = len(offers.offerings)
    minutes, mode = np.full(count, UNREACHABLE, np.uint8), np.full(count, NO_MODE, np.int8)
    placed = offers.place != NO_PLACE
    home = travel.origin(situation.client.home)
    if home is None or not placed.any():
        return minutes, mode, np.ones(count, np.bool_)
    best = np.full(len(offers.points.x_km), UNREACHABLE, np.uint8)
    by = np.full(len(best), NO_MODE, np.int8)
    for way, limit in limits_of(situation.client, situation.policy, NOTHING_SPECIAL).items():
        pointwise = travel.nearest(home, way, offers.points.areas) is not None
        # Every offering is an area of its own, so that to its centre is to the offering.
        to = (
            travel.to_points(home, way, offers.points) if pointwise else travel.to_areas(home, way, offers.points.areas)
        )
        found = to[0]
        better = (found <= limit) & (found < best)
        best[better], by[better] = found[better], MODES.index(way)
    minutes[placed], mode[placed] = best[offers.place[placed]], by[offers.place[placed]]
    return minutes, mode, ~placed | (minutes != UNREACHABLE)
