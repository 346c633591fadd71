"""How often a trend is seen where there is none, and how often where there is one: on invented years of vacancies."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from benchmarks.tables import Measured, seconds, spread
from matcher.codes import SkillKind
from matcher.concepts import Concepts, concepts_of
from matcher.domain import Occupation, Skill
from matcher.ratios import OUTSIDE, ratios_of
from matcher.taxonomy import Taxonomy
from matcher.trend_counts import Dated
from matcher.trends import Movement, trends_of

SEED = 11
ON = date(2026, 11, 23)
FIRST = (date(2024, 10, 1) - date(1970, 1, 1)).days  # of the eight quarters before that day
QUARTERS, QUARTER_DAYS = 8, 91.25
WORLDS = 40
OCCUPATIONS = 150
RISE = 1.5
SIZES = (30, 100, 300, 1_000)  # vacancies a year of what rises


@dataclass(frozen=True, slots=True)
class World:
    """How vacancies come: so many a year, from so many employers, each time a bunch of this mean size.

    A share `large` of the bunches is of 20 to 200 at once. `read` is the part of the year before that was read in.
    """

    name: str
    vacancies: int
    employers: int
    bunch: float = 1.0
    large: float = 0.0
    read: float = 1.0


STILL = (
    World("each vacancy by itself", 3_000, 3_000),
    World("employers with steady work", 20_000, 1_000),
    World("bunches of 2.5 from one employer", 20_000, 1_000, bunch=2.5),
    World("bunches, 1 in 100 of 20 to 200 at once", 20_000, 1_000, bunch=2.5, large=0.01),
    World("bunches, and of the year before two fifths read", 20_000, 1_000, bunch=2.5, large=0.01, read=0.4),
)


def measure_trends() -> list[Measured]:
    """Return the rows."""
    rows = [Measured(f"said to rise or fade, unchanged: {world.name}", *_false(world)) for world in STILL]
    rows += [
        Measured(f"seen: {RISE} times as much, {size} a year of 20,000, {name}", _seen(world, size))
        for size in SIZES
        for name, world in (("each by itself", _plain(20_000)), ("bunches of 2.5", STILL[2]))
    ]
    return [*rows, *_times()]


def _plain(vacancies: int) -> World:
    return World("each vacancy by itself", vacancies, vacancies)


def _false(world: World) -> tuple[str, str]:
    moved, outside, naive, total = 0, 0, 0, 0
    for rng in _streams():
        dated = vacancies_in(world, _popular(rng), rng)
        found = trends_of(dated, _alone(OCCUPATIONS), ON).occupations
        known = found.now + found.before > 0
        moved += int(_said(found.movement).sum())
        outside += int((known & ((found.low > 1) | (found.high < 1))).sum())
        plain = ratios_of(found.now * 1.0, found.before * 1.0, np.array(found.now.sum() / found.before.sum()))
        naive += int((known & (plain.chance < OUTSIDE)).sum())
        total += int(known.sum())
    by = f"{100 * moved / total:.1f} of 100 ({100 * outside / total:.1f} have an interval without 1"
    return f"{by}; {100 * naive / total:.1f} if each vacancy came by itself)", "at most 5"


def _seen(world: World, size: int) -> str:
    seen = 0
    for rng in _streams():
        popular = _popular(rng)
        popular[0] = 0.0
        popular *= (1 - size / world.vacancies) / popular.sum()
        popular[0] = size / world.vacancies
        found = trends_of(vacancies_in(world, popular, rng, rises=0), _alone(OCCUPATIONS), ON).occupations
        seen += found.movement[0] == Movement.RISING.ordinal
    return f"{100 * seen / WORLDS:.0f} of 100"


def _times() -> list[Measured]:
    rng = np.random.default_rng(SEED)
    many = 1_000_000
    concepts = _large(rng)
    dated = Dated(
        rng.integers(FIRST, FIRST + 730, many).astype(np.int32),
        rng.integers(0, len(concepts.occupations), many).astype(np.int32),
        rng.integers(0, 4, many).astype(np.int32),
        rng.integers(0, 50_000, many),
    )
    few = Dated(*(getattr(dated, name)[:100_000] for name in ("day", "occupation", "source", "employer")))

    def over(rows: Dated) -> Callable[[], object]:
        return lambda: trends_of(rows, concepts, ON)

    what = "trends of 13,500 skills and 3,000 occupations over"
    return [
        Measured(f"{what} 100,000 vacancies", spread(seconds(over(few)), "ms")),
        Measured(f"{what} 1,000,000 vacancies", spread(seconds(over(dated), 3), "ms")),
    ]


def _streams() -> Iterator[np.random.Generator]:
    return (np.random.default_rng((SEED, number)) for number in range(WORLDS))


def _said(movement: NDArray[np.uint8]) -> NDArray[np.bool_]:
    return np.isin(movement, [Movement.RISING.ordinal, Movement.FADING.ordinal])


def _popular(rng: np.random.Generator) -> NDArray[np.float64]:
    """Return the share of every occupation: a few are asked often, many seldom."""
    popular = 1.0 / np.arange(1, OCCUPATIONS + 1) ** 0.7
    rng.shuffle(popular)
    return popular / popular.sum()


def vacancies_in(
    world: World, popular: NDArray[np.float64], rng: np.random.Generator, rises: int | None = None
) -> Dated:
    """Return two years of vacancies; every employer asks a few occupations, one more often than another."""
    size = rng.pareto(1.5, world.employers) + 0.2
    asks = rng.choice(OCCUPATIONS, (world.employers, 3), p=popular)
    mean = world.bunch * (1 + world.large * 110)
    rows = []
    for quarter in range(QUARTERS):
        late = quarter >= QUARTERS // 2
        bunches = rng.poisson(world.vacancies / 4 / mean * (1.0 if late else world.read))
        who = rng.choice(world.employers, bunches, p=size / size.sum())
        what = asks[who, rng.integers(0, asks.shape[1], bunches)]
        if world.employers == world.vacancies:
            what = rng.choice(OCCUPATIONS, bunches, p=popular)
            who = rng.integers(0, 2**40, bunches)
        times = rng.geometric(1 / world.bunch, bunches)
        times += (rng.random(bunches) < world.large) * rng.integers(20, 201, bunches)
        if rises is not None and late:
            more = (what == rises) & (rng.random(bunches) < RISE - 1)
            what, who = np.concatenate([what, what[more]]), np.concatenate([who, who[more]])
            times = np.concatenate([times, times[more]])
        day = FIRST + int(quarter * QUARTER_DAYS) + rng.integers(0, 90, len(what))
        rows.append(np.repeat([day, what, who], times, axis=1))
    day, what, who = np.concatenate(rows, axis=1)
    return Dated(day.astype(np.int32), what.astype(np.int32), np.zeros(len(day), np.int32), who)


def _alone(occupations: int) -> Concepts:
    """Return a taxonomy of occupations that each ask one skill of their own."""
    skills = tuple(Skill(f"s{number}", f"vaardigheid {number}", SkillKind.SKILL) for number in range(occupations))
    work = tuple(
        Occupation(f"o{number}", f"beroep {number}", "", essential=(f"s{number}",)) for number in range(occupations)
    )
    return concepts_of(Taxonomy("verzonnen", "1", skills, work))


def _large(rng: np.random.Generator) -> Concepts:
    """Return the relations of a taxonomy as large as ESCO: what is counted with, and nothing else of it."""
    skills, occupations, each = 13_500, 3_000, 20
    small = _alone(1)
    columns = rng.integers(0, skills, occupations * each)
    starts = np.arange(0, occupations * each + 1, each)
    essential = sparse.csr_array((np.ones(len(columns), np.float32), columns, starts), shape=(occupations, skills))
    return Concepts(
        skills=small.skills * skills,
        occupations=small.occupations * occupations,
        groups=(),
        related=(),
        skill_at={},
        occupation_at={},
        essential=essential,
        optional=essential,
        weight=small.weight,
        similarity=small.similarity,
        profile=small.profile,
    )
