"""What the ranking looks at: a closed, reviewed list. Nothing else of a client or a vacancy moves a place on a list.

Not in the list, on purpose: age, sex, origin, how long someone is on a benefit, the step on the participatieladder,
wage (income informs, it never ranks), employer, and anything about earlier suggestions.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matcher.commute import UNREACHABLE
from matcher.eligibility import Options
from matcher.market import NO_GRADE
from matcher.reach import Rows
from matcher.situation import Situation

Floats = NDArray[np.float32]

# Reading a matrix row by row through an index costs about this many times more than going through it in order.
GATHER_COST = 3


@dataclass(frozen=True, slots=True)
class Feature:
    """One thing that counts. `direction` +1: more is better, -1: less is better. `unit` is for people."""

    name: str
    unit: str
    direction: int
    label: str


ESSENTIAL = Feature("essential_coverage", "deel", +1, "belangrijkste vaardigheden")
OPTIONAL = Feature("optional_coverage", "deel", +1, "vaardigheden die een pré zijn")
EXPERIENCE = Feature("experience", "deel", +1, "lijkt op eerder werk")
WISH = Feature("wish", "deel", +1, "past bij uw wens")
COMMUTE = Feature("commute_minutes", "minuten", -1, "reistijd")
HOURS = Feature("hours_overlap", "deel", +1, "aantal uren")
SUPPORT = Feature("support_offered", "deel", +1, "begeleiding en aanpassingen")
LEVEL = Feature("level_short", "niveaus", -1, "opleidingsniveau")

FEATURES = (ESSENTIAL, OPTIONAL, EXPERIENCE, WISH, COMMUTE, HOURS, SUPPORT, LEVEL)


@dataclass(frozen=True, slots=True, eq=False)
class Features:
    """One value per feature and vacancy, NaN where it is unknown or does not apply; `rows` are rows of the market.

    `values` has one row per feature, in the order of FEATURES, and one column per vacancy. `at` are the positions of
    the vacancies in the options that they were taken from.
    """

    rows: Rows
    at: NDArray[np.int64]
    values: Floats

    def of(self, feature: Feature) -> Floats:
        """Return the values of one feature."""
        values: Floats = self.values[FEATURES.index(feature)]
        return values

    def chosen(self, keep: NDArray[np.int64] | NDArray[np.bool_]) -> "Features":
        """Return the same for some of the vacancies."""
        return Features(self.rows[keep], self.at[keep], self.values[:, keep])


def features(situation: Situation, options: Options, at: NDArray[np.int64]) -> Features:
    """Return the features of the vacancies at these positions in the options."""
    rows = options.rows[at]
    values = np.empty((len(FEATURES), len(rows)), np.float32)
    for index, feature in enumerate(FEATURES):
        values[index] = COMPUTE[feature](situation, options, at, rows)
    return Features(rows, at, values)


def coverage(matrix: Any, total: Floats, credit: Floats, rows: Rows) -> Floats:
    """Return the part of the weighted skills that is covered, in [0, 1]; NaN where a vacancy names none."""
    everything = matrix.shape[0]
    in_order = len(rows) * GATHER_COST > everything
    covered = (matrix @ credit)[rows] if in_order else matrix[rows] @ credit
    asked = total[rows]
    share = np.full(len(rows), np.nan, np.float32)
    np.divide(covered, asked, out=share, where=asked > 0)
    return np.minimum(share, np.float32(1.0), out=share)


def _essential(situation: Situation, _options: Options, _at: Any, rows: Rows) -> Floats:
    market = situation.market
    return coverage(market.essential, market.columns.essential_total, situation.seeker.credit, rows)


def _optional(situation: Situation, _options: Options, _at: Any, rows: Rows) -> Floats:
    market = situation.market
    return coverage(market.optional, market.columns.optional_total, situation.seeker.credit, rows)


def by_occupation(situation: Situation, rows: Rows, value: Floats | None) -> Floats:
    """Return, per vacancy, the value of its occupation; NaN where that is unknown or there are no values."""
    if value is None:
        return np.full(len(rows), np.nan, np.float32)
    # NO_OCCUPATION is -1: the last element stands for vacancies without a recognised occupation.
    with_unknown: Floats = np.append(value, np.float32(np.nan))
    return with_unknown[situation.market.columns.occupation[rows]]


def _experience(situation: Situation, _options: Options, _at: Any, rows: Rows) -> Floats:
    return by_occupation(situation, rows, situation.seeker.experience)


def _wish(situation: Situation, _options: Options, _at: Any, rows: Rows) -> Floats:
    return by_occupation(situation, rows, situation.seeker.wished)


def _commute(_situation: Situation, options: Options, at: NDArray[np.int64], _rows: Rows) -> Floats:
    minutes = options.reach.minutes[at].astype(np.float32)
    minutes[options.reach.minutes[at] == UNREACHABLE] = np.nan
    return minutes


def _hours(situation: Situation, _options: Options, _at: Any, rows: Rows) -> Floats:
    """The part of the hours that someone wants to which the vacancy can be filled; NaN if either does not say."""
    client, columns = situation.client, situation.market.columns
    if client.hours_max is None or client.hours_max <= 0:
        return np.full(len(rows), np.nan, np.float32)
    wanted = np.float32(client.hours_max)
    offered = columns.hours_max[rows]
    overlap: Floats = np.minimum(offered / wanted, np.float32(1.0))
    return overlap


def _support(situation: Situation, _options: Options, _at: Any, rows: Rows) -> Floats:
    needed = situation.client.support_needed
    if not needed:
        return np.full(len(rows), np.nan, np.float32)
    offered = situation.market.columns.support[rows]
    found = np.zeros(len(rows), np.float32)
    for support in needed:
        found += (offered >> np.uint16(support.ordinal)) & np.uint16(1)
    return found / np.float32(len(needed))


def _level(situation: Situation, _options: Options, _at: Any, rows: Rows) -> Floats:
    if situation.client.level is None:
        return np.full(len(rows), np.nan, np.float32)
    asked = situation.market.columns.level[rows].astype(np.float32)
    asked[asked == NO_GRADE] = np.nan
    short: Floats = np.maximum(asked - np.float32(int(situation.client.level)), np.float32(0))
    return short


COMPUTE: dict[Feature, Callable[[Situation, Options, NDArray[np.int64], Rows], Floats]] = {
    ESSENTIAL: _essential,
    OPTIONAL: _optional,
    EXPERIENCE: _experience,
    WISH: _wish,
    COMMUTE: _commute,
    HOURS: _hours,
    SUPPORT: _support,
    LEVEL: _level,
}
