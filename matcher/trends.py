"""Whether the demand for an occupation or a skill rises or fades, from dated vacancies, and how sure that is.

Demand is a part of all vacancies: how many are read in differs from year to year. The last complete quarters are
compared with the same quarters a year earlier. See docs/trends.md.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from matcher.codes import Code
from matcher.concepts import Concepts
from matcher.ratios import Floats, Ratios, discoveries, ratios_of
from matcher.trend_counts import (
    Compared,
    Counted,
    Dated,
    compared_quarters,
    counted,
    divisor,
    per_skill,
    pooled,
    quarter_of,
    quarters_of,
)

# What is taken to be the same demand: the limits that guidelines use for two medicines that do "the same".
SAME = (0.80, 1.25)
# Of what is said to rise or to fade, at most this share is expected to do so by chance (our choice, 2026-11; a stricter
# one hardly says less that is wrong and misses more that is right, see docs/trends.md).
BY_CHANCE = 0.20
# A trend makes a course count at most so much more or less (our choice, 2026-11).
LEAST_FACTOR, MOST_FACTOR = 0.5, 2.0
# From this share of the vacancies a skill is asked everywhere: its share can hardly rise.
EVERYWHERE = 0.80


class Movement(Code):
    """How demand moved."""

    RISING = ("stijgend", "meer gevraagd")
    FADING = ("dalend", "minder gevraagd")
    STABLE = ("stabiel", "even veel gevraagd")
    UNCERTAIN = ("onzeker", "onzeker of het meer of minder wordt")
    TOO_LITTLE = ("te-weinig-geschiedenis", "te weinig geschiedenis")


MOVEMENTS = tuple(Movement)


class Lacking(Code):
    """Why nothing can be compared."""

    NO_HISTORY = ("geen-geschiedenis", "er is nog geen geschiedenis van vacatures")
    SHORT = ("te-kort", "de geschiedenis van vacatures beslaat nog geen vier kwartalen")
    OTHER_SOURCES = ("andere-bronnen", "geen enkele bron van vacatures komt in beide perioden voor")


@dataclass(frozen=True, slots=True, eq=False)
class Moves:
    """One element per skill or per occupation.

    `change` is demand now to demand before, as a part of all vacancies, with the 95% interval `low` to `high`: NaN, 0
    and infinite when unknown, and `change` infinite when it was not asked before. `movement` is the ordinal of
    `Movement`. `now` and `before` are the vacancies compared, `share` the part in [0, 1] of those of now. `factor`, in
    [0.5, 2], is how much more a course may count for it: the bound of the interval nearest to 1 where demand rises or
    fades, else 1.
    """

    change: Floats
    low: Floats
    high: Floats
    movement: NDArray[np.uint8]
    now: NDArray[np.int64]
    before: NDArray[np.int64]
    share: Floats
    factor: Floats

    def movement_of(self, index: int) -> Movement:
        """Return how the demand for one of them moved."""
        return MOVEMENTS[int(self.movement[index])]


@dataclass(frozen=True, slots=True, eq=False)
class Trends:
    """How demand moves per skill and per occupation of the taxonomy.

    `compared` is None when nothing could be compared, and `note` says why, for people; every movement is then "te
    weinig geschiedenis" and every factor 1.
    """

    skills: Moves
    occupations: Moves
    compared: Compared | None
    note: str = ""

    @property
    def skill_factor(self) -> Floats:
        """How much more a course may count per skill that it teaches, in [0.5, 2]."""
        return self.skills.factor


def no_trends(concepts: Concepts, note: str = Lacking.NO_HISTORY.label) -> Trends:
    """Return that nothing is known, and why."""
    return Trends(_unknown(len(concepts.skills)), _unknown(len(concepts.occupations)), None, note)


def trends_of(dated: Dated, concepts: Concepts, on: date) -> Trends:
    """Return how demand moved up to the last quarter that was complete on this day.

    A skill is asked by a vacancy when it is essential to its occupation.
    """
    quarter = quarters_of(dated.day)
    compared = compared_quarters(quarter, quarter_of(on))
    if compared is None:
        return no_trends(concepts, (Lacking.SHORT if len(quarter) else Lacking.NO_HISTORY).label)
    rows = pooled(dated, quarter, compared)
    if not len(rows.part):
        return no_trends(concepts, Lacking.OTHER_SOURCES.label)
    per_occupation = counted(rows, len(concepts.occupations))
    total = int(rows.is_now.sum())
    return Trends(
        skills=_moves(per_skill(per_occupation, concepts.essential), total),
        occupations=_moves(per_occupation, total),
        compared=compared,
    )


def _moves(sums: Counted, total: int) -> Moves:
    """Return how demand moved per concept; `total` is how many vacancies of now were compared."""
    one = np.divide(sums.even_squares, sums.even, out=np.ones_like(sums.even), where=sums.even > 0)
    now, before = sums.weights / one / divisor(sums)
    ratios = ratios_of(now, before, one[1] / one[0])
    with np.errstate(divide="ignore", invalid="ignore"):
        change = sums.weights[0] / sums.weights[1]
    movement = _movements(ratios, ~np.isnan(change))
    nearest = np.where(movement == Movement.RISING.ordinal, ratios.low, 1.0)
    nearest = np.where(movement == Movement.FADING.ordinal, ratios.high, nearest)
    return Moves(
        change=change,
        low=ratios.low,
        high=ratios.high,
        movement=movement,
        now=sums.vacancies[0].round().astype(np.int64),
        before=sums.vacancies[1].round().astype(np.int64),
        share=sums.vacancies[0] / total,
        factor=np.clip(nearest, LEAST_FACTOR, MOST_FACTOR),
    )


def _movements(ratios: Ratios, known: NDArray[np.bool_]) -> NDArray[np.uint8]:
    """Return what is said of each: a movement stands out among all, and is more than a little."""
    stands_out = np.zeros(len(known), np.bool_)
    stands_out[known] = discoveries(ratios.chance[known], BY_CHANCE)
    found = np.full(len(known), Movement.UNCERTAIN.ordinal, np.uint8)
    found[stands_out & (ratios.low > 1)] = Movement.RISING.ordinal
    found[stands_out & (ratios.high < 1)] = Movement.FADING.ordinal
    found[(ratios.low >= SAME[0]) & (ratios.high <= SAME[1])] = Movement.STABLE.ordinal
    found[~known] = Movement.TOO_LITTLE.ordinal
    return found


def _unknown(count: int) -> Moves:
    return Moves(
        change=np.full(count, np.nan),
        low=np.zeros(count),
        high=np.full(count, np.inf),
        movement=np.full(count, Movement.TOO_LITTLE.ordinal, np.uint8),
        now=np.zeros(count, np.int64),
        before=np.zeros(count, np.int64),
        share=np.zeros(count),
        factor=np.ones(count),
    )
