"""How exact, how good and how fast course advice is: openings against advising again, plans against all plans."""

import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice, permutations
from pathlib import Path
from random import Random

import numpy as np

from benchmarks.advise import CACHE, demo_home
from benchmarks.tables import Measured, spread
from matcher.advise import advise
from matcher.curriculum import Curriculum, curriculum_of
from matcher.domain import Client, Course, OwnSkill
from matcher.doors import LIFTABLE, entry_bars
from matcher.market import Market
from matcher.plan_search import MOST_STEPS
from matcher.plans import Limits, plans_of
from matcher.reskill import Reskilling, reskill
from matcher.timeline import timelines_of
from pipelines.service import Service, open_service
from pipelines.store.clients import StoredClient

COURSES = 2_000
PEOPLE = 60
PAIRS = 200
# Courses to choose from, random cases of that size, and what is promised.
CASES = ((8, 200, "at least 95% in every case"), (18, 60, ""))
SHOWN = 10
SEED = 2026


def measure_reskill(folder: Path, vacancies: int) -> list[Measured]:
    """Return the rows: exactness on a market a tenth of this size, plans, and time over a market of this size."""
    rows = []
    with open_service(demo_home(folder, vacancies // 10), cache=folder / CACHE) as service:
        different, opening = recount(service)
        rows.append(
            Measured(
                f"`opens` against adding the skills and advising again, {PAIRS} random pairs",
                f"{different} differ ({opening} of them open something)",
                "exactly the same",
            )
        )
        for courses, cases, promised in CASES:
            rows.append(Measured(*plan_quality(service, courses, cases), promised))
    with open_service(demo_home(folder, vacancies), cache=folder / CACHE) as service:
        market = service.market.market
        start = time.perf_counter()
        curriculum = many_courses(service, COURSES)
        prepared = time.perf_counter() - start
        taken, planned = time_courses(service, curriculum)
        rows += [
            Measured(f"preparing {COURSES:,} courses once", f"{prepared:.2f} s", ""),
            Measured(
                f"`reskill` over {len(market):,} and {COURSES:,} courses with the {SHOWN} best, {PEOPLE} clients",
                spread(taken),
                "under 150 ms",
            ),
            Measured(f"plans from these, {len(planned)} clients", spread(planned), ""),
        ]
    return rows


def recount(service: Service) -> tuple[int, int]:
    """Return of how many random pairs of client and course the openings differ from a recount, and how many open."""
    dice = Random(SEED)  # noqa: S311 - a draw that can be repeated
    people = list(service.store.clients.all())
    different = opening = 0
    for _ in range(PAIRS):
        stored, course = dice.choice(people), dice.choice(service.courses)
        found = advised(service, stored, [course])
        opened = set(found.openings.ground.rows[found.openings.of(0)].tolist())
        before = matches(service, stored, stored.client)
        different += opened != matches(service, stored, after(stored.client, course)) - before
        opening += bool(opened)
    return different, opening


def after(client: Client, course: Course) -> Client:
    """Return the client with the skills and papers of a course."""
    taught = tuple(OwnSkill(skill, skill) for skill in course.teaches)
    given = frozenset(course.gives_licences)
    held = client.licences if client.licences is None and not given else (client.licences or frozenset()) | given
    return replace(client, skills=(*client.skills, *taught), licences=held)


def matches(service: Service, stored: StoredClient, client: Client) -> set[int]:
    """Return the rows that match."""
    found = advise(
        client,
        service.market.market,
        travel=service.travel_of(stored),
        ranker=service.ranker,
        policy=service.policy(client),
        on=service.day,
    )
    return set(found.options.rows[found.fit.matches].tolist())


def advised(service: Service, stored: StoredClient, courses: Sequence[Course] | Curriculum) -> Reskilling:
    """Return the course advice over these courses."""
    return reskill(
        stored.client,
        service.market.market,
        courses,
        travel=service.travel_of(stored),
        policy=service.policy(stored.client),
        on=service.day,
    )


def plan_quality(service: Service, courses: int, cases: int) -> tuple[str, str]:
    """Return what was measured and the result: plans against the best of all orders of up to three courses."""
    dice = Random(SEED)  # noqa: S311 - a draw that can be repeated
    people = list(service.store.clients.all())
    parts = []
    while len(parts) < cases:
        advice = advised(service, dice.choice(people), dice.sample(list(service.courses), courses))
        limits = Limits(dice.choice((None, 400.0, 1_500.0)), dice.choice((None, 26.0, 80.0)))
        best = exhaustive(advice, limits)
        if best:
            parts.append(max((plan.opens for plan in plans_of(advice, limits)), default=0) / best)
    return (
        f"plans against the best of all plans, {cases} random cases of {courses} courses",
        f"{min(parts):.1%} at worst, {np.mean(parts):.2%} on average",
    )


def exhaustive(advice: Reskilling, limits: Limits) -> int:
    """Return the most that any order of up to three courses opens within the limits."""
    every = range(len(advice.openings.curriculum))
    orders: Iterable[tuple[int, ...]] = (
        order for length in range(1, MOST_STEPS + 1) for order in permutations(every, length)
    )
    return max((len(advice.openings.together(order)) for order in orders if possible(advice, order, limits)), default=0)


def possible(advice: Reskilling, order: Sequence[int], limits: Limits) -> bool:
    """Return whether every course can be begun when its turn comes, in time and within the limits."""
    standing = advice.doors.standing
    for course in order:
        if advice.doors.bars[course] & ~LIFTABLE or entry_bars(advice.openings.curriculum, standing)[course]:
            return False
        standing = standing.after(advice.openings.curriculum, course)
    return any(limits.allow(way) for way in timelines_of(advice.doors, order, advice.situation.on))


def many_courses(service: Service, count: int) -> Curriculum:
    """Return so many courses: those of the home again, each teaching skills of a random occupation."""
    dice = Random(SEED)  # noqa: S311 - a draw that can be repeated
    market: Market = service.market.market
    trades = [one.essential for one in market.concepts.occupations if one.essential]
    courses = []
    for number in range(count):
        skills = dice.choice(trades)
        teaches = tuple(dice.sample(skills, min(len(skills), dice.randint(3, 9))))
        courses.append(replace(dice.choice(service.courses), id=f"c-{number}", teaches=teaches))
    return curriculum_of(courses, market, lambda place: service.geocoder.locate(place).position)


def time_courses(service: Service, curriculum: Curriculum) -> tuple[list[float], list[float]]:
    """Return how long the advice for each person took with its best courses, and plans for some of them."""
    taken, planned = [], []
    people = list(islice(service.store.clients.all(), PEOPLE))
    for number, stored in enumerate((people[0], *people)):
        start = time.perf_counter()
        advice = advised(service, stored, curriculum)
        advice.suggestions[:SHOWN]
        taken.append(time.perf_counter() - start)
        if number % 3 == 0:
            start = time.perf_counter()
            plans_of(advice, Limits())
            planned.append(time.perf_counter() - start)
    return taken[1:], planned
