"""The market of vacancies as columns: aligned arrays, so that one client's pass is a handful of vector operations."""

from dataclasses import dataclass, fields
from datetime import date
from enum import IntFlag, auto
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from matcher.commute import Areas
from matcher.concepts import Concepts
from matcher.domain import Licence

# Codes of areas that are no place on the map.
AT_HOME = "thuis"
NOWHERE = "onbekend"

# Day 0 of the columns of days.
EPOCH = date(1970, 1, 1)

# What stands in a column where the vacancy does not say.
NO_DAY = np.iinfo(np.int32).max
NO_MINUTE = -1
NO_GRADE = -1
NO_OCCUPATION = -1


class InText(IntFlag):
    """What is known of a vacancy from its text only: read by rules, so never by itself a reason to leave it out."""

    HOURS = auto()
    SHIFTS = auto()
    LEVEL = auto()
    LANGUAGE = auto()
    SUPPORT = auto()


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """One element per vacancy, sorted by area.

    `area` is an index into the areas; `x_km`, `y_km` the position, that of the area when `exact` is False. `hours_*`
    are hours a week and `wage_*` gross euro an hour, NaN when unknown. `licences` and `shifts` and `support` are bit
    masks (bit = index in the list of licences, `DayPart`, `Support`); shifts 0 is unknown. `level` and `language` are
    ranks, -1 unknown. `demands` has one row per `Demand`. `opens`, `closes` and `published` are days since 1970-01-01.
    `in_text` has the bits of `InText`; `text_demands` those of the demands whose grade is from the text, `text_routes`
    those of the routes that the text names beside `route`. `id_rank` orders vacancies by id. The skills are CSR parts:
    for vacancy i, `*_skill[*_start[i]:*_start[i+1]]` with weights in (0, 1] and the index of `Origin`.
    """

    area: NDArray[np.uint16]
    x_km: NDArray[np.float32]
    y_km: NDArray[np.float32]
    exact: NDArray[np.bool_]
    workplace: NDArray[np.uint8]
    occupation: NDArray[np.int32]
    hours_min: NDArray[np.float32]
    hours_max: NDArray[np.float32]
    wage_min: NDArray[np.float32]
    wage_max: NDArray[np.float32]
    licences: NDArray[np.uint64]
    level: NDArray[np.int8]
    language: NDArray[np.int8]
    shifts: NDArray[np.uint8]
    start_minute: NDArray[np.int16]
    end_minute: NDArray[np.int16]
    demands: NDArray[np.uint8]
    support: NDArray[np.uint16]
    route: NDArray[np.uint8]
    opens: NDArray[np.int32]
    closes: NDArray[np.int32]
    published: NDArray[np.int32]
    in_text: NDArray[np.uint8]
    text_demands: NDArray[np.uint32]
    text_routes: NDArray[np.uint16]
    id_rank: NDArray[np.uint32]
    essential_start: NDArray[np.int32]
    essential_skill: NDArray[np.int32]
    essential_weight: NDArray[np.float32]
    essential_origin: NDArray[np.uint8]
    essential_total: NDArray[np.float32]
    optional_start: NDArray[np.int32]
    optional_skill: NDArray[np.int32]
    optional_weight: NDArray[np.float32]
    optional_origin: NDArray[np.uint8]
    optional_total: NDArray[np.float32]


COLUMN_NAMES = tuple(column.name for column in fields(Columns))
SKILL_PARTS = ("essential", "optional")  # how the columns of the two skill matrices begin


@dataclass(frozen=True, slots=True, eq=False)
class Market:
    """An immutable snapshot of the vacancies, with the areas they lie in and the concepts they are linked to.

    Vacancies of area a are the rows `area_start[a]` up to `area_start[a + 1]`. Bit i of a licence mask is
    `licences[i]`. `essential` and `optional` are the skill matrices (vacancies x skills).
    """

    id: str
    columns: Columns
    areas: Areas
    area_start: NDArray[np.int64]
    concepts: Concepts
    licences: tuple[Licence, ...]
    essential: Any  # scipy.sparse.csr_array over the arrays of `columns`
    optional: Any

    def __len__(self) -> int:
        return len(self.columns.area)


def market_of(
    identity: str, columns: Columns, areas: Areas, concepts: Concepts, licences: tuple[Licence, ...]
) -> Market:
    """Return the market over these arrays; nothing is copied."""
    starts = np.searchsorted(columns.area, np.arange(len(areas.code) + 1)).astype(np.int64)
    return Market(
        id=identity,
        columns=columns,
        areas=areas,
        area_start=starts,
        concepts=concepts,
        licences=licences,
        essential=_matrix(columns.essential_start, columns.essential_skill, columns.essential_weight, concepts),
        optional=_matrix(columns.optional_start, columns.optional_skill, columns.optional_weight, concepts),
    )


def market_of_one(market: Market, row: int) -> Market:
    """Return the market of one of its vacancies alone, with its area alone: for that vacancy every number is the same.

    To ask of many people whether they fit it, without a pass over all other vacancies for each of them. All is copied:
    every look at a mapped file costs more than the little that is in it.
    """
    columns, area = market.columns, int(market.columns.area[row])
    plain = (name for name in COLUMN_NAMES if not name.startswith(SKILL_PARTS))
    one = {name: np.array(getattr(columns, name)[..., row : row + 1]) for name in plain}
    for part in SKILL_PARTS:
        start, end = (int(edge) for edge in getattr(columns, f"{part}_start")[row : row + 2])
        one[f"{part}_start"] = np.array([0, end - start], np.int32)
        one[f"{part}_total"] = np.array(getattr(columns, f"{part}_total")[row : row + 1])
        for name in ("skill", "weight", "origin"):
            one[f"{part}_{name}"] = np.array(getattr(columns, f"{part}_{name}")[start:end])
    one["area"] = np.zeros(1, columns.area.dtype)
    own = {field.name: np.array(getattr(market.areas, field.name)[area : area + 1]) for field in fields(Areas)}
    areas = Areas(**own)
    return market_of(market.id, Columns(**one), areas, market.concepts, market.licences)


def _matrix(start: NDArray[np.int32], skill: NDArray[np.int32], weight: NDArray[np.float32], concepts: Concepts) -> Any:
    return sparse.csr_array((weight, skill, start), shape=(len(start) - 1, len(concepts.skills)), copy=False)
