"""The search for plans: which courses, in which order, open most together.

What courses open together is mostly a matter of coverage, with diminishing returns, so that adding the best next course
comes near the best plan (Nemhauser, Wolsey & Fisher, 1978, Mathematical Programming 14). But two courses can open what
neither opens alone, and the best beginning within a budget need not be the best one without (Khuller, Moss & Naor,
1999, Information Processing Letters 70). So not one but some dozens of beginnings are followed, a beam, and each next
step is weighed for all courses in one product. What a budget or a number of weeks allows is looked at afterwards, over
everything that was found: that is why more of them can never give less.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matcher.doors import LIFTABLE, Standing, entry_bars
from matcher.features import Floats, by_occupation
from matcher.openings import Ground
from matcher.reskill import Reskilling
from matcher.timeline import Choice, Timeline, best_of, taken, timelines_of

Order = NDArray[np.int64]

MOST_STEPS = 3
# Plans that are built further on at each length, courses that are tried as a next step, and how many of those are put
# in order: see docs/benchmarks.md for how near the best plan that comes.
BEAM = 36
TRIED_NEXT = 60
ORDERED = 24


@dataclass(frozen=True, slots=True)
class Candidate:
    """Courses in an order that can be done, and how many vacancies they open together.

    `wish` is how much of what they open resembles what the client wants, each vacancy counting for its likeness.
    `promise` is how near they come to opening everything, for what a next course may complete.
    """

    courses: tuple[int, ...]
    opens: int
    wish: float
    promise: float
    timeline: Timeline


def most_opened(one: Candidate) -> tuple[float, ...]:
    """Return the key by which the plan that opens most is the largest; then fewest courses, weeks and euros."""
    weeks, euros = taken(one.timeline, Choice.EARLIEST)
    return (one.opens, -len(one.courses), -weeks, -euros, *(-course for course in one.courses))


def fewest_weeks(one: Candidate) -> tuple[float, ...]:
    """Return the key by which the shortest plan is the smallest; an unknown length is the longest."""
    return (taken(one.timeline, Choice.EARLIEST)[0], *(-value for value in most_opened(one)))


def candidates(advice: Reskilling) -> list[Candidate]:
    """Return every plan that was looked at and opens something, whatever it takes."""
    search = _Search(advice)
    beam = search.alone()
    found = list(beam)
    for _ in range(MOST_STEPS - 1):
        longer: dict[tuple[frozenset[int], Choice], Candidate] = {}
        for one in search.kept(beam):
            for further, choice in search.longer(one):
                key = (frozenset(further.courses), choice)
                if key not in longer or taken(further.timeline, choice) < taken(longer[key].timeline, choice):
                    longer[key] = further
        beam = list(longer.values())
        found += beam
    return [one for one in found if one.opens]


class _Search:
    """What the steps of one search share."""

    def __init__(self, advice: Reskilling) -> None:
        self.advice = advice
        self.entries: dict[Standing, NDArray[np.bool_]] = {}
        self.ground: Ground = advice.openings.ground
        situation = advice.situation
        wish = by_occupation(situation, self.ground.rows, situation.seeker.wished)
        self.wish: Floats = np.nan_to_num(wish).astype(np.float32)
        startable = (advice.doors.bars & ~LIFTABLE) == 0
        self.helpful = startable & advice.openings.teaches_anything
        self.unlocking = startable & self._unlocks()
        self.divisor: Floats = np.where(self.ground.need > 0, self.ground.need, np.float32(1))
        lacking = np.where(self.ground.need > 0, 1 / self.divisor, np.float32(0))
        self.nearly: Floats = advice.openings.gains @ (self.ground.asked.T @ lacking)
        self.next = self._tried_next()
        gains = [advice.openings.gain_of((course,)) for course in self.next]
        self.next_gains = np.array(gains, np.float32).reshape(len(gains), advice.openings.gains.shape[1]).T
        self.next_papers = advice.openings.curriculum.papers[self.next]

    def _unlocks(self) -> NDArray[np.bool_]:
        """Return which courses lift what keeps someone out of a helpful one."""
        doors, curriculum = self.advice.doors, self.advice.openings.curriculum
        found = np.zeros(len(curriculum), np.bool_)
        barred = self.helpful & (doors.bars != 0)
        giving = (curriculum.gives_level >= 0) | (curriculum.gives_language >= 0) | (curriculum.papers != 0)
        for course in np.flatnonzero(giving) if barred.any() else ():
            found[course] = bool(np.any(self._let_in(doors.standing.after(curriculum, int(course)))[barred]))
        return found

    def _tried_next(self) -> Order:
        """Return the courses that are tried as a next step: what opens most, and what comes nearest to opening."""
        openings, ground = self.advice.openings, self.ground
        papers = np.array([np.count_nonzero(ground.absent & given) for given in openings.curriculum.papers])
        pool = np.flatnonzero(self.helpful | self.unlocking)
        rankings = [pool[np.argsort(-score[pool], kind="stable")] for score in (openings.opens, self.nearly, papers)]
        rankings.append(np.flatnonzero(self.unlocking))
        turns = _in_turns(rankings)
        return np.array(list(dict.fromkeys(turns))[:TRIED_NEXT], np.int64)

    def alone(self) -> list[Candidate]:
        """Return every course that can be begun now, as a plan of one step."""
        openings = self.advice.openings
        summed = np.concatenate([[0.0], np.cumsum(self.wish[openings.at], dtype=np.float64)])
        wish = summed[openings.start[1:]] - summed[openings.start[:-1]]
        able = np.flatnonzero((self.helpful | self.unlocking) & self.advice.doors.open)
        return [
            Candidate((course,), int(openings.opens[course]), float(wish[course]), float(self.nearly[course]), timeline)
            for course in able.tolist()
            for timeline in self._timelines([(course,)]).values()
        ]

    def kept(self, beam: Sequence[Candidate]) -> list[Candidate]:
        """Return the plans that are built further on: what opens most within every limit, and what promises most."""
        if len(beam) <= BEAM:
            return list(beam)
        weeks, euros = np.array([taken(one.timeline, Choice.EARLIEST) for one in beam]).T
        opens = np.array([one.opens for one in beam])
        rankings = [
            _by(np.where((weeks <= most_weeks) & (euros <= most_euros), -opens, 1))
            for most_weeks in _steps(weeks)
            for most_euros in _steps(euros)
        ]
        rankings.append(_by(np.array([-one.wish for one in beam])))
        rankings.append(_by(np.array([-one.promise for one in beam])))
        rankings.append(_by(np.array([not self.unlocking[list(one.courses)].any() for one in beam])))
        return [beam[place] for place in list(dict.fromkeys(_in_turns(rankings)))[:BEAM]]

    def longer(self, one: Candidate) -> Iterator[tuple[Candidate, Choice]]:
        """Yield a plan with one more course, before, between or behind, for the courses that bring it furthest."""
        openings, ground = self.advice.openings, self.ground
        at = np.flatnonzero(~np.isin(self.next, one.courses))
        if not len(at):
            return
        credit = np.maximum(self.next_gains[:, at], openings.gain_of(one.courses)[:, None])
        papers = self.next_papers[at] | np.uint64(openings.papers_of(one.courses))
        part = np.minimum(ground.asked @ credit, ground.need[:, None]) / self.divisor[:, None]
        part[ground.need <= 0] = 1
        short = np.flatnonzero(ground.absent != 0)
        part[short] *= np.where((ground.absent[short, None] & ~papers) == 0, np.float32(1), np.float32(1 / 2))
        opened = part >= 1
        # Nearly open counts for what may come next, and half open hardly: the part to the fourth power.
        opens, wish, promise = opened.sum(axis=0), self.wish @ opened, np.square(np.square(part)).sum(axis=0)
        furthest = dict.fromkeys(_in_turns([_by(-opens), _by(-promise), _by(~self.unlocking[self.next[at]])]))
        for place in list(furthest)[:ORDERED]:
            course = int(self.next[at[place]])
            orders = [(*one.courses[:k], course, *one.courses[k:]) for k in range(len(one.courses), -1, -1)]
            possible = [order for order in orders if self._can_enter(order)]
            for choice, timeline in self._timelines(possible).items():
                order = tuple(step.course for step in timeline.steps)
                yield Candidate(order, int(opens[place]), float(wish[place]), float(promise[place]), timeline), choice

    def _can_enter(self, order: Sequence[int]) -> bool:
        """Return whether every course of this order lets someone in when its turn comes."""
        standing = self.advice.doors.standing
        for course in order:
            if not self._let_in(standing)[course]:
                return False
            standing = standing.after(self.advice.openings.curriculum, course)
        return True

    def _let_in(self, standing: Standing) -> NDArray[np.bool_]:
        """Return which courses let in who stands at the door with this; worked out once, as few standings differ."""
        if standing not in self.entries:
            self.entries[standing] = entry_bars(self.advice.openings.curriculum, standing) == 0
        return self.entries[standing]

    def _timelines(self, orders: Sequence[tuple[int, ...]]) -> dict[Choice, Timeline]:
        """Return the best of these orders that can be done, ready first and cheapest; one when these are the same."""
        doors, on = self.advice.doors, self.advice.situation.on
        known = [line for order in orders for line in timelines_of(doors, order, on)]
        if not known:
            return {}
        earliest, cheapest = (best_of(known, choice) for choice in (Choice.EARLIEST, Choice.CHEAPEST))
        found = {Choice.EARLIEST: earliest, Choice.CHEAPEST: cheapest}
        return found if cheapest != earliest else {Choice.EARLIEST: earliest}


def _by(values: NDArray[np.generic]) -> Order:
    return np.argsort(values, kind="stable")


def _steps(values: Floats) -> Floats:
    """Return some limits between the smallest and the largest of these values, and no limit."""
    finite = values[np.isfinite(values)]
    steps = np.quantile(finite, (0.1, 0.3, 0.6)) if len(finite) else finite
    return np.append(np.unique(steps), np.inf)


def _in_turns(rankings: Sequence[Order]) -> Iterator[int]:
    """Yield the first of every ranking, then the second of every one, and so on."""
    for place in range(max(map(len, rankings), default=0)):
        yield from (int(ranking[place]) for ranking in rankings if place < len(ranking))
