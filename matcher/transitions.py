"""Steps to other occupations over a whole taxonomy: what goes along, and whether a step is viable, desirable and safe.

The three questions are those of "Mapping Career Causeways" (Kanders, Djumalieva, Sleeman and Orlik, Nesta, 2020): do
the skills and the level of preparation suffice, do earnings hold, and is the work not at risk. How each is answered
here, and why so, stands in docs/transitions.md.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from matcher.background import NO_WORK, Background
from matcher.codes import Code, Demand
from matcher.concepts import Concepts
from matcher.direction import CLOSE_WORK
from matcher.fit import covered
from matcher.outlook import NO_OUTLOOKS, UNKNOWN, OutlookColumns, Outlooks, outlook_columns
from matcher.pay import Counts, OccupationPay
from matcher.policy import Policy
from matcher.seeker import Floats
from matcher.work_levels import NO_LEVEL, NO_SKILL_LEVEL, skill_levels, stated_levels

Mask = NDArray[np.bool_]
Doubles = NDArray[np.float64]

ROUNDING = 1e-6  # euro: wages are in whole cents, so a difference as small as this is none


class Answer(Code):
    """Whether something holds; unknown is not no."""

    YES = ("ja", "ja")
    NO = ("nee", "nee")
    UNKNOWN = ("onbekend", "onbekend")


class LeftOut(Code):
    """Why an occupation is no step for someone, in the order in which the first one counts."""

    OWN = ("eigen-werk", "werk dat u doet of al deed")
    EXCLUDED = ("uitgesloten", "werk dat u niet wilt")
    PHYSICAL = ("belastbaarheid", "werk dat meer vraagt dan u lichamelijk of mentaal aankunt")
    UNDESCRIBED = ("onvoldoende-beschreven", "werk waarvan niet bekend is wat u ervoor moet kunnen")
    NOTHING = ("niets-gemeen", "werk waarvoor niets van wat u kunt meegaat")


@dataclass(frozen=True, slots=True, eq=False)
class Chart:
    """A taxonomy made ready for steps; one element per occupation.

    `asked` (occupations x skills) is the weight of what is essential and `total` its sum. `stated` and `skill_level`
    are levels as in `matcher/work_levels.py`; `demands` has one row per `Demand`; `id_rank` orders occupations by id.
    `family` is the highest occupation that one is a kind of, itself where it is none.
    """

    concepts: Concepts
    outlook: OutlookColumns
    asked: Any  # scipy.sparse.csr_array, float32
    total: Floats
    stated: NDArray[np.int8]
    skill_level: NDArray[np.int8]
    demands: NDArray[np.uint8]
    id_rank: NDArray[np.int64]
    family: NDArray[np.int64]


def chart_of(concepts: Concepts, outlooks: Outlooks = NO_OUTLOOKS) -> Chart:
    """Return what all steps over a taxonomy share; make it once, it takes some tens of milliseconds for a full ESCO."""
    occupations = concepts.occupations
    asked = sparse.csr_array(concepts.essential @ sparse.diags_array(concepts.weight)).astype(np.float32)
    demands = np.zeros((len(Demand), len(occupations)), np.uint8)
    for index, occupation in enumerate(occupations):
        for demand, grade in occupation.demands:
            demands[demand.ordinal, index] = int(grade)
    return Chart(
        concepts=concepts,
        outlook=outlook_columns(outlooks, concepts),
        asked=asked,
        total=asked @ np.ones(asked.shape[1], np.float32),
        stated=stated_levels(occupations),
        skill_level=skill_levels(occupations),
        demands=demands,
        id_rank=np.argsort(np.argsort([occupation.id for occupation in occupations], kind="stable")),
        family=np.array([_highest(index, concepts) for index in range(len(occupations))], np.int64),
    )


def _highest(occupation: int, concepts: Concepts) -> int:
    """Return the occupation at the top of what one is a kind of, along the first that the source names."""
    above = [one for one in concepts.occupations[occupation].broader if one in concepts.occupation_at]
    return _highest(concepts.occupation_at[above[0]], concepts) if above else occupation


@dataclass(frozen=True, slots=True, eq=False)
class Transitions:
    """Every occupation as a step for someone, one element each.

    `carry` in [0, 1] is the part of the weighted essential skills that goes along, NaN where none are known. `near` is
    the middle of carry and likeness. `steps_up` counts levels above one's own, negative below, NaN unknown. `demand`
    counts vacancies, None without a market. `close` tells bijscholing (near what someone did) from omscholing,
    `wished` work like a wish. `viable`, `desirable` and `safe` are ordinals of `Answer`; `short`, `too_high`,
    `pays_less` and `risky` say which threshold fails. `order` are the occupations that are a step, the best first;
    `left_out` counts the others.
    """

    background: Background
    chart: Chart
    policy: Policy
    pay: OccupationPay | None
    demand: Counts | None
    carry: Floats
    near: Floats
    steps_up: Doubles
    close: Mask
    wished: Mask
    short: Mask
    too_high: Mask
    pays_less: Mask
    risky: Mask
    viable: NDArray[np.int8]
    desirable: NDArray[np.int8]
    safe: NDArray[np.int8]
    order: NDArray[np.int64]
    left_out: Mapping[LeftOut, int]


def transitions_of(
    background: Background,
    chart: Chart,
    policy: Policy,
    *,
    pay: OccupationPay | None = None,
    demand: Counts | None = None,
) -> Transitions:
    """Return every occupation as a step for someone.

    The order: viable first, then unknown; what is like a wish; what fails least of desirable and safe; what is nearest;
    then by id.
    """
    carry = _carry(background, chart)
    near = (carry + background.likeness) / np.float32(2)
    steps_up = _steps_up(background, chart)
    short = ~np.isnan(carry) & ~covered(carry, policy.transition_carry)
    too_high = steps_up > policy.transition_levels_up
    pays_less, desirable = _desirable(background, policy, pay, len(carry))
    risky, safe = _safe(background, chart, policy)
    viable = _answers(short | too_high, np.isnan(carry) | np.isnan(steps_up))
    wished = np.zeros(len(carry), bool) if background.wished is None else background.wished >= CLOSE_WORK
    fails = (desirable == Answer.NO.ordinal).astype(np.int8) + (safe == Answer.NO.ordinal)
    order = np.lexsort((chart.id_rank, -near, fails, ~wished, _rank(viable)))
    out, left_out = _left_out(background, chart, carry)
    return Transitions(
        background=background,
        chart=chart,
        policy=policy,
        pay=pay,
        demand=demand,
        carry=carry,
        near=near,
        steps_up=steps_up,
        close=background.likeness >= CLOSE_WORK,
        wished=wished,
        short=short,
        too_high=too_high,
        pays_less=pays_less,
        risky=risky,
        viable=viable,
        desirable=desirable,
        safe=safe,
        order=order[~out[order]],
        left_out=left_out,
    )


def varied(transitions: Transitions, steps: Sequence[int]) -> list[tuple[int, tuple[int, ...]]]:
    """Return the first of every family among these steps, in their order, each with the others of that family.

    A taxonomy may know thirty kinds of shop manager: one of them tells as much as all.
    """
    found: dict[int, list[int]] = {}
    for step in steps:
        found.setdefault(int(transitions.chart.family[step]), []).append(int(step))
    return [(members[0], tuple(members[1:])) for members in found.values()]


def _carry(background: Background, chart: Chart) -> Floats:
    carry = np.full(len(chart.total), np.nan, np.float32)
    np.divide(chart.asked @ background.credit, chart.total, out=carry, where=chart.total > 0)
    return np.minimum(carry, np.float32(1.0), out=carry)


def _steps_up(background: Background, chart: Chart) -> Doubles:
    """Return levels above one's own: in levels of the taxonomy where both are stated, else on the scale of ISCO."""
    steps = np.full(len(chart.total), np.nan)
    if background.skill_level != NO_SKILL_LEVEL:
        known = chart.skill_level != NO_SKILL_LEVEL
        steps[known] = chart.skill_level[known] - background.skill_level
    if background.stated != NO_LEVEL:
        stated = chart.stated != NO_LEVEL
        steps[stated] = chart.stated[stated] - background.stated
    return steps


def own_wage(background: Background, pay: OccupationPay | None) -> float:
    """Return what one's own work usually pays, euro an hour; NaN unknown."""
    return float("nan") if pay is None or background.main == NO_WORK else float(pay.wage[background.main])


def _desirable(
    background: Background, policy: Policy, pay: OccupationPay | None, size: int
) -> tuple[Mask, NDArray[np.int8]]:
    wage = np.full(size, np.nan) if pay is None else pay.wage
    least = own_wage(background, pay) * (1 - policy.transition_wage_drop)
    less = wage < least - ROUNDING
    return less, _answers(less, np.isnan(wage) | np.isnan(least))


def _safe(background: Background, chart: Chart, policy: Policy) -> tuple[Mask, NDArray[np.int8]]:
    """Return by the category of the risk; by its number, against one's own work in the same table, where there is none.

    One's own work may be on the list of high risks: a step is measured by where it leads.
    """
    outlook = chart.outlook
    known = outlook.risk != UNKNOWN
    risky = known & (outlook.risk > policy.transition_risk.ordinal)
    if background.main != NO_WORK:
        same = ~known & (outlook.source == outlook.source[background.main]) & ~np.isnan(outlook.score)
        same &= not np.isnan(outlook.score[background.main])
        risky = risky | (same & (outlook.score > outlook.score[background.main]))
        known = known | same
    return risky, _answers(risky, ~known)


def _answers(fails: Mask, unknown: Mask) -> NDArray[np.int8]:
    """Return no where a threshold fails, else unknown where something is, else yes."""
    answers = np.where(unknown, Answer.UNKNOWN.ordinal, Answer.YES.ordinal)
    return np.where(fails, Answer.NO.ordinal, answers).astype(np.int8)


def _rank(answers: NDArray[np.int8]) -> NDArray[np.int8]:
    """Return yes, unknown, no as 0, 1, 2."""
    return np.array([0, 2, 1], np.int8)[answers]


def _left_out(background: Background, chart: Chart, carry: Floats) -> tuple[Mask, dict[LeftOut, int]]:
    """Return which occupations are no step, and how many for which reason first."""
    own = np.zeros(len(carry), bool)
    own[list(background.done)] = True
    too_much = np.zeros(len(carry), bool)
    for demand, most in background.limits:
        too_much |= chart.demands[demand] > most
    out, counts = np.zeros(len(carry), bool), {}
    for reason, applies in (
        (LeftOut.OWN, own),
        (LeftOut.EXCLUDED, background.excluded),
        (LeftOut.PHYSICAL, too_much),
        (LeftOut.UNDESCRIBED, np.isnan(carry)),
        (LeftOut.NOTHING, carry == 0),
    ):
        if count := int(np.count_nonzero(applies & ~out)):
            counts[reason] = count
        out |= applies
    return out, counts
