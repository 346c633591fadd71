"""Plans: two or three different ways for one client to open work with up to three courses, never one verdict."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from matcher.codes import Code
from matcher.pay import Pay, hours_of, pay_of
from matcher.plan_search import Candidate, candidates, fewest_weeks, most_opened
from matcher.prospects import best_first, carried
from matcher.reskill import Reskilling
from matcher.timeline import Timeline, timelines_of

# The fastest plan still opens at least this part of what the plan with most doors opens.
FAST_PART = 1 / 3


class Aim(Code):
    """What a plan is chosen for; a client sees several and chooses."""

    MOST = ("meeste-deuren", "opent het meeste werk")
    FASTEST = ("snelst", "is het eerst klaar")
    WISHES = ("dichtst-bij-wensen", "past het best bij wat u wilt")
    OTHER = ("anders", "is een andere mogelijkheid")


@dataclass(frozen=True, slots=True)
class Limits:
    """What a plan may take: euros together and weeks from today, None for no limit. What is not known does not fit."""

    euros: float | None = None
    weeks: float | None = None

    def allow(self, timeline: Timeline) -> bool:
        """Return whether a plan stays within the limits."""
        cheap = self.euros is None or (timeline.euros is not None and timeline.euros <= self.euros)
        short = self.weeks is None or (timeline.weeks is not None and timeline.weeks <= self.weeks)
        return cheap and short


@dataclass(frozen=True, slots=True)
class Plan:
    """Courses in order. `adds` is how many vacancies each step adds to the ones before; their sum is `opens`.

    `rows` are the rows of the market that the whole plan opens, wished-for work first. `wish` is how much of that
    resembles what the client wants, as a number of vacancies (each counts for its likeness); None without a wish.
    """

    aims: tuple[Aim, ...]
    timeline: Timeline
    opens: int
    adds: tuple[int, ...]
    rows: tuple[int, ...]
    carries: tuple[int, ...]
    wish: float | None
    pay: Pay | None
    hours: tuple[float | None, float | None]

    @property
    def courses(self) -> tuple[int, ...]:
        """The indices of the courses, in order."""
        return tuple(step.course for step in self.timeline.steps)


def plans_of(advice: Reskilling, limits: Limits) -> tuple[Plan, ...]:
    """Return up to three different plans within the limits, each with what it was chosen for; none if nothing opens."""
    found = [kept for one in candidates(advice) if (kept := _within(advice, one, limits))]
    if not found:
        return ()
    most = max(found, key=most_opened)
    chosen: dict[frozenset[int], tuple[Candidate, list[Aim]]] = {}
    for aim, best in _choices(advice, found, most):
        chosen.setdefault(frozenset(best.courses), (best, []))[1].append(aim)
    if len(chosen) == 1:
        others = [one for one in found if not set(one.courses) & set(most.courses)]
        if others:
            other = max(others, key=most_opened)
            chosen[frozenset(other.courses)] = (other, [Aim.OTHER])
    return tuple(_plan(advice, one, tuple(aims)) for one, aims in chosen.values())


def _within(advice: Reskilling, one: Candidate, limits: Limits) -> Candidate | None:
    """Return a plan as it fits these limits, by other offerings where need be; None if it cannot."""
    if limits.allow(one.timeline):
        return one
    ways = timelines_of(advice.doors, one.courses, advice.situation.on)
    return next((replace(one, timeline=way) for way in ways if limits.allow(way)), None)


def _choices(advice: Reskilling, found: Sequence[Candidate], most: Candidate) -> Iterable[tuple[Aim, Candidate]]:
    yield Aim.MOST, most
    enough = [one for one in found if one.opens >= FAST_PART * most.opens and one.timeline.weeks is not None]
    if enough:
        # Of a plan without a known start nobody can say when it is ready.
        yield Aim.FASTEST, min([one for one in enough if one.timeline.sure] or enough, key=fewest_weeks)
    wishing = [one for one in found if one.wish > 0]
    if advice.situation.seeker.wished is not None and wishing:
        yield Aim.WISHES, max(wishing, key=lambda one: (one.wish, most_opened(one)))


def _plan(advice: Reskilling, chosen: Candidate, aims: tuple[Aim, ...]) -> Plan:
    openings, ground = advice.openings, advice.openings.ground
    market = advice.situation.market
    totals = [len(openings.together(chosen.courses[:count])) for count in range(len(chosen.courses) + 1)]
    opened = best_first(ground, openings.together(chosen.courses), openings.gain_of(chosen.courses))
    rows = ground.rows[opened]
    return Plan(
        aims=aims,
        timeline=chosen.timeline,
        opens=len(opened),
        adds=tuple(after - before for before, after in pairwise(totals)),
        rows=tuple(rows.tolist()),
        carries=carried(ground, opened),
        wish=None if advice.situation.seeker.wished is None else chosen.wish,
        pay=pay_of(market, rows),
        hours=hours_of(market, rows),
    )
