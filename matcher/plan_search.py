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
from matcher.timeline import Choice, Timeline, timeline_of

Order = NDArray[np.int64]

MOST_STEPS = 3
# Plans that are built further on at each length, and courses that are tried as a next step: see docs/benchmarks.md for
# how near the best plan that comes.
BEAM = 40
TRIED_NEXT = 60


@dataclass(frozen=True, slots=True)
class Candidate:
    """Courses in an order that can be done, and how many vacancies they open together.

    `wish` is how much of what they open resembles what the client wants, each vacancy counting for its likeness.
    """

    courses: tuple[int, ...]
    opens: int
    wish: float
    timeline: Timeline


def most_opened(one: Candidate) -> tuple[float, ...]:
    """Return the key by which the plan that opens most is the largest; then fewest courses, weeks and euros."""
    weeks, euros = (np.inf if value is None else value for value in (one.timeline.weeks, one.timeline.euros))
    return (one.opens, -len(one.courses), -weeks, -euros, *(-course for course in one.courses))


def fewest_weeks(one: Candidate) -> tuple[float, ...]:
    """Return the key by which the shortest plan is the smallest; an unknown length is the longest."""
    weeks = np.inf if one.timeline.weeks is None else one.timeline.weeks
    return (weeks, *(-value for value in most_opened(one)))


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
                if key not in longer or fewest_weeks(further) < fewest_weeks(longer[key]):
                    longer[key] = further
        beam = list(longer.values())
        found += beam
    return [one for one in found if one.opens]


class _Search:
    """What the steps of one search share."""

    def __init__(self, advice: Reskilling) -> None:
        self.advice = advice
        self.ground: Ground = advice.openings.ground
        situation = advice.situation
        wish = by_occupation(situation, self.ground.rows, situation.seeker.wished)
        self.wish: Floats = np.nan_to_num(wish).astype(np.float32)
        startable = (advice.doors.bars & ~LIFTABLE) == 0
        self.helpful = startable & advice.openings.teaches_anything
        self.unlocking = startable & self._unlocks()
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
            left = entry_bars(curriculum, doors.standing.after(curriculum, int(course)))
            found[course] = bool(np.any(left[barred] == 0))
        return found

    def _tried_next(self) -> Order:
        """Return the courses that are tried as a next step: what opens most, and what comes nearest to opening."""
        openings, ground = self.advice.openings, self.ground
        lacking = ground.need > 0
        part = np.divide(1, ground.need, out=np.zeros_like(ground.need), where=lacking)
        nearly = openings.gains @ (ground.asked.T @ part)
        papers = np.array([np.count_nonzero(ground.absent & given) for given in openings.curriculum.papers])
        pool = np.flatnonzero(self.helpful | self.unlocking)
        rankings = [pool[np.argsort(-score[pool], kind="stable")] for score in (openings.opens, nearly, papers)]
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
            Candidate((int(course),), int(openings.opens[course]), float(wish[course]), timeline)
            for course in able
            for timeline in self._timelines((int(course),)).values()
        ]

    def kept(self, beam: Sequence[Candidate]) -> list[Candidate]:
        """Return the plans that are built further on: by what they open in all, a week, a euro, and so on."""
        if len(beam) <= BEAM:
            return list(beam)
        keys = (
            lambda one: (-one.opens, fewest_weeks(one)),
            lambda one: (-one.opens / (1 + _or_long(one.timeline.weeks)), fewest_weeks(one)),
            lambda one: (-one.opens / (1 + _or_long(one.timeline.euros)), fewest_weeks(one)),
            lambda one: (-one.wish, fewest_weeks(one)),
            lambda one: (not self.unlocking[one.courses[-1]], fewest_weeks(one)),
        )
        rankings = [sorted(beam, key=key) for key in keys]
        turns = (one for rank in zip(*rankings, strict=True) for one in rank)
        return list({id(one): one for one in turns}.values())[:BEAM]

    def longer(self, one: Candidate) -> Iterator[tuple[Candidate, Choice]]:
        """Yield a plan with one more course behind it, for every course that can be begun then and adds something."""
        curriculum, openings = self.advice.openings.curriculum, self.advice.openings
        standing: Standing = self.advice.doors.standing
        for course in one.courses:
            standing = standing.after(curriculum, course)
        free = entry_bars(curriculum, standing)[self.next] == 0
        at = np.flatnonzero(free & ~np.isin(self.next, one.courses))
        if not len(at):
            return
        credit = np.maximum(self.next_gains[:, at], openings.gain_of(one.courses)[:, None])
        papers = self.next_papers[at] | np.uint64(openings.papers_of(one.courses))
        opened = self.ground.asked @ credit >= self.ground.need[:, None]
        short = np.flatnonzero(self.ground.absent != 0)
        opened[short] &= (self.ground.absent[short, None] & ~papers) == 0
        opens, wish = opened.sum(axis=0), self.wish @ opened
        for index, place in enumerate(at):
            course = int(self.next[place])
            if opens[index] > one.opens or self.unlocking[course]:
                sequence = (*one.courses, course)
                for choice, timeline in self._timelines(sequence).items():
                    yield Candidate(sequence, int(opens[index]), float(wish[index]), timeline), choice

    def _timelines(self, courses: tuple[int, ...]) -> dict[Choice, Timeline]:
        """Return when these courses can be done, one way or two; none when one begins too early for its turn."""
        found = {choice: timeline_of(self.advice.doors, courses, self.advice.situation.on, choice) for choice in Choice}
        known = {choice: timeline for choice, timeline in found.items() if timeline is not None}
        if len(set(known.values())) == 1:
            return dict(list(known.items())[:1])
        return known


def _or_long(value: float | None) -> float:
    return np.inf if value is None else value


def _in_turns(rankings: Sequence[Order]) -> Iterator[int]:
    """Yield the first of every ranking, then the second of every one, and so on."""
    for place in range(max(map(len, rankings), default=0)):
        yield from (int(ranking[place]) for ranking in rankings if place < len(ranking))
