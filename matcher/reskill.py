"""From gaps to courses: which kind of training, alone or with another, turns reachable work into a match."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Generic, TypeVar, overload

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from matcher.commute import TravelTimes
from matcher.curriculum import Curriculum, curriculum_of
from matcher.domain import Client, Course
from matcher.doors import BARS, BITS, Bar, Doors, doors_of
from matcher.eligibility import BITS as REFUSALS
from matcher.eligibility import Options, Refusal, eligible
from matcher.features import Floats
from matcher.fit import Fit, fit_of
from matcher.market import Market
from matcher.openings import Ground, Openings, ground_of, openings_of
from matcher.policy import Policy
from matcher.prospects import Suggestion, suggestion_of, wished_for
from matcher.question import Question, most_useful_question
from matcher.reach import within_reach
from matcher.situation import Situation, situation_of
from matcher.trends import Trends

# Pairs are only tried for the courses that come nearest to opening something: all pairs would be thousands.
PAIR_TRIALS = 24
PAIR_PARTNERS = 8


@dataclass(frozen=True, slots=True)
class Helper:
    """A course, by its index, that opens nothing alone; with `partner` (an id, "" for none) it opens `together`."""

    course: int
    partner: str = ""
    together: int = 0


Item = TypeVar("Item")


class Suggestions(Sequence[Suggestion], Generic[Item]):
    """Courses in order; each is worked out when it is looked at, as a person looks at a few of thousands."""

    def __init__(self, order: Sequence[Item], make: Callable[[Item], Suggestion]) -> None:
        self.order = order
        self.make = make

    @overload
    def __getitem__(self, index: int) -> Suggestion: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Suggestion, ...]: ...
    def __getitem__(self, index: int | slice) -> Suggestion | tuple[Suggestion, ...]:
        """Return one suggestion, or those of a slice."""
        if isinstance(index, slice):
            return tuple(self.make(item) for item in self.order[index])
        return self.make(self.order[index])

    def __len__(self) -> int:
        return len(self.order)


@dataclass(frozen=True, slots=True, eq=False)
class Reskilling:
    """Courses for one client, and what they were chosen from.

    `language_ground` is that of vacancies that ask for better Dutch. `momentum` is, per course, how demand for what it
    teaches moves: a factor in [0.5, 2], 1 where nothing is sure; it is from `trends`.
    """

    situation: Situation
    options: Options
    fit: Fit
    openings: Openings
    language_ground: Ground
    doors: Doors
    momentum: Floats
    trends: Trends | None = None

    @property
    def question(self) -> Question | None:
        """What to ask first; None when the profile is silent on nothing that matters."""
        return most_useful_question(self.situation, self.options, self.fit)

    @property
    def something_known(self) -> bool:
        """Whether anything is known of what someone can do or wants: without it no course is better than another."""
        seeker = self.situation.seeker
        return seeker.has_skills or seeker.wished is not None

    @property
    def suggestions(self) -> Suggestions[int]:
        """The courses that open something: most first, where a rising demand counts for more and a fading for less."""
        return Suggestions(self.ordered(self.useful & (self.openings.opens > 0)), self.suggestion)

    @property
    def for_wish(self) -> Suggestions[int]:
        """The courses that open work like what the client wants: most of that first, else in the usual order."""
        wished = self.openings.count(wished_for(self.openings.ground, self.openings.ground.rows))
        order = [course for course in self.suggestions.order if wished[course]]
        return Suggestions(sorted(order, key=lambda course: -wished[course]), self.suggestion)

    @property
    def improves(self) -> Suggestions[Helper]:
        """The courses that open nothing alone, and make matches better or open something with one other course."""
        return Suggestions(tuple(_helpers(self)), lambda one: self.suggestion(one.course, one.partner, one.together))

    @property
    def not_yet(self) -> Suggestions[int]:
        """The courses that would open something and cannot be begun now; `doors.bars_of` says why."""
        later = ~self.doors.open & ((self.doors.bars & BITS[Bar.QUALIFIED]) == 0)
        barred = later & self.openings.teaches_anything & (self.openings.opens > 0)
        return Suggestions(self.ordered(barred), self.suggestion)

    @property
    def by_language(self) -> tuple[tuple[Suggestion, int], ...]:
        """The courses that lead to better Dutch, with how many vacancies open for who reaches that level, most first.

        These are no part of what a course `opens`: nobody can promise the level that someone reaches.
        """
        given, dutch = self.openings.curriculum.gives_language, self.situation.client.dutch
        if dutch is None:
            return ()
        counts = {
            int(course): self._spoken(int(course)) for course in np.flatnonzero(self.doors.open & (given > dutch))
        }
        best = sorted(counts, key=lambda course: (-counts[course], self.openings.curriculum.courses[course].id))
        return tuple((self.suggestion(course), counts[course]) for course in best if counts[course])

    def _spoken(self, course: int) -> int:
        """Return how many vacancies that ask for better Dutch open for who comes to speak it by this course."""
        language = self.situation.market.columns.language[self.language_ground.rows]
        gain = self.language_ground.asked @ self.openings.gain_of((course,))
        opened = self.language_ground.opened(gain, self.openings.papers_of((course,)))
        return int(np.count_nonzero(language[opened] <= self.openings.curriculum.gives_language[course]))

    @property
    def useful(self) -> NDArray[np.bool_]:
        """Which courses can be begun and teach something new."""
        found: NDArray[np.bool_] = self.doors.open & self.openings.teaches_anything
        return found

    @property
    def not_enterable(self) -> int:
        """How many courses cannot be begun, for whatever reason."""
        return int(np.count_nonzero(self.doors.bars))

    @property
    def barred(self) -> Mapping[Bar, int]:
        """How many courses cannot be begun, by the first reason."""
        first = self.doors.bars & -self.doors.bars.astype(np.int16)
        return {bar: found for bar in BARS if (found := int(np.count_nonzero(first == BITS[bar])))}

    def suggestion(self, course: int, partner: str = "", opens_together: int = 0) -> Suggestion:
        """Return what there is to say of one course of the curriculum."""
        return suggestion_of(
            self.openings, course, float(self.momentum[course]), partner=partner, opens_together=opens_together
        )

    def ordered(self, which: NDArray[np.bool_]) -> list[int]:
        """Return these courses: what opens most, then improves most, then is shortest, then by id."""
        curriculum, openings = self.openings.curriculum, self.openings
        chosen = np.flatnonzero(which)
        weeks = np.nan_to_num(curriculum.weeks[chosen], nan=np.inf)
        ids = np.array([curriculum.courses[course].id for course in chosen], np.str_)
        weighed = openings.opens[chosen] * self.momentum[chosen]
        return list(chosen[np.lexsort((ids, weeks, -openings.improves[chosen], -weighed))].tolist())


def reskill(
    client: Client,
    market: Market,
    courses: Sequence[Course] | Curriculum,
    *,
    travel: TravelTimes,
    policy: Policy,
    on: date,
    trends: Trends | None = None,
) -> Reskilling:
    """Return which courses open what, over everything within reach and not only what a list shows.

    Courses that were prepared for this market once (`curriculum_of`) are not prepared again.
    """
    curriculum = courses if isinstance(courses, Curriculum) else curriculum_of(courses, market)
    situation = situation_of(client, market, policy, on)
    options = eligible(situation, within_reach(client, market, travel, policy))
    fit = fit_of(situation, options)
    return Reskilling(
        situation=situation,
        options=options,
        fit=fit,
        openings=openings_of(ground_of(situation, options, fit), curriculum),
        language_ground=ground_of(situation, options, fit, also=REFUSALS[Refusal.LANGUAGE]),
        doors=doors_of(situation, curriculum, travel),
        momentum=_momentum(curriculum, situation, trends),
        trends=trends,
    )


def _momentum(curriculum: Curriculum, situation: Situation, trends: Trends | None) -> Floats:
    """Return the geometric mean of the factors of the skills that a course would add."""
    if trends is None:
        return np.ones(len(curriculum), np.float32)
    new = sparse.csr_array(curriculum.taught @ sparse.diags_array((situation.seeker.own < 1).astype(np.float32)))
    count = np.asarray(new.sum(axis=1)).ravel()
    total = new @ np.log(trends.skill_factor)
    mean: Floats = np.exp(np.divide(total, count, out=np.zeros_like(total), where=count > 0)).astype(np.float32)
    return mean


def _helpers(advice: Reskilling) -> Iterator[Helper]:
    openings, curriculum = advice.openings, advice.openings.curriculum
    opens, improves = openings.opens, openings.improves
    every = advice.ordered(advice.useful)
    # Papers are what most often needs a second course.
    idle = sorted((one for one in every if not opens[one]), key=lambda one: not curriculum.papers[one])
    for tried, one in enumerate(idle):
        partner, together = "", 0
        if tried < PAIR_TRIALS:
            ranked = (other for other in (*_completing(openings, one, every), *every) if other != one)
            for other in islice(dict.fromkeys(ranked), PAIR_PARTNERS):
                extra = len(openings.together((one, other))) - int(opens[other])
                if extra > together:
                    partner, together = curriculum.courses[other].id, extra
        if improves[one] or together:
            yield Helper(one, partner, together)


def _completing(openings: Openings, course: int, others: Sequence[int]) -> Iterator[int]:
    """Yield the courses that give the papers which a vacancy still misses after this one."""
    given = int(openings.curriculum.papers[course])
    for absent in map(int, np.unique(openings.ground.absent)):
        rest = absent & ~given
        if rest and absent & given:
            yield from (other for other in others if not rest & ~int(openings.curriculum.papers[other]))
