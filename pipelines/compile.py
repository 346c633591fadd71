"""From vacancies as objects to a market as columns: positions, links and bit masks, sorted by area."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from matcher.codes import Code, Demand, LanguageLevel, Origin, Route, Workplace
from matcher.commute import Areas
from matcher.concepts import OPTIONAL_SHARE, Concepts
from matcher.domain import Vacancy
from matcher.eligibility import LEARNING_ROUTES
from matcher.market import AT_HOME, EPOCH, NO_DAY, NO_GRADE, NO_MINUTE, NO_OCCUPATION, NOWHERE, Columns
from pipelines.from_text import NOTHING, FromText, Hours
from pipelines.geocoding import Located
from pipelines.hourly import hourly

# Cells of this size order the areas along a curve, so that neighbours on the map are neighbours in the market.
CELL_KM = 1.0
# A skill that only follows from the occupation counts for less than one that the vacancy names (our choice, 2026-11).
IMPLIED_SHARE = 0.7
TEXT_SHARE = 0.9


@dataclass(frozen=True, slots=True)
class AskedFor:
    """A linked skill of a vacancy: index, weight in (0, 1], essential or not, where it comes from and in what words."""

    skill: int
    weight: float
    essential: bool
    origin: Origin
    words: str = ""


@dataclass(frozen=True, slots=True)
class LinkedVacancy:
    """A vacancy with what its words were linked to; `occupation` -1 and `located.position` None are "not known".

    `certain` says that the occupation was recognised letter for letter, so that what the law asks of it may be held
    against someone. `licences` and `language` hold what the vacancy asks in its fields and in its text; `text` is what
    else the text says where the fields are silent. `unlinked` are the phrases for skills that were not recognised.
    """

    vacancy: Vacancy
    located: Located
    occupation: int
    certain: bool
    asked: tuple[AskedFor, ...]
    licences: frozenset[str]
    language: LanguageLevel | None = None
    unlinked: tuple[str, ...] = ()
    text: FromText = NOTHING

    @property
    def hours(self) -> Hours:
        """Hours a week, lowest and highest: those of the fields, else those of the text."""
        stated = self.vacancy.hours_min, self.vacancy.hours_max
        return self.text.hours if stated == (None, None) else stated


def compile_columns(
    linked: Sequence[LinkedVacancy], concepts: Concepts, licence_ids: tuple[str, ...]
) -> tuple[Columns, Areas, NDArray[np.int64]]:
    """Return the columns, the areas, and the order: element i of every column is `linked[order[i]]`."""
    areas, area_of = _areas(linked)
    ids = np.array([item.vacancy.id for item in linked], dtype=object)
    by_id = np.argsort(ids, kind="stable")
    rank = np.empty(len(ids), np.uint32)
    rank[by_id] = np.arange(len(ids), dtype=np.uint32)
    order = np.lexsort((rank, area_of)).astype(np.int64)
    items = [linked[index] for index in order]
    vacancies = [item.vacancy for item in items]
    bit = {licence: 1 << index for index, licence in enumerate(licence_ids)}
    papers = [sum(bit[paper] for paper in _papers(item, concepts) if paper in bit) for item in items]
    essential = _skills([[one for one in item.asked if one.essential] for item in items])
    optional = _skills([[one for one in item.asked if not one.essential] for item in items])
    area = area_of[order]
    x_km, y_km = _positions(items, areas, area)
    demands, text_demands = _demands(items, concepts)
    pay = np.array([hourly(item.vacancy.wage, item.hours) for item in items], np.float32).reshape(-1, 2)
    columns = Columns(
        area=area.astype(np.uint16),
        x_km=x_km,
        y_km=y_km,
        exact=np.array([_is_exact(item) for item in items], np.bool_),
        workplace=np.array([vacancy.workplace.ordinal for vacancy in vacancies], np.uint8),
        occupation=np.array([item.occupation for item in items], np.int32),
        hours_min=np.array([_number(item.hours[0]) for item in items], np.float32),
        hours_max=np.array([_number(item.hours[1]) for item in items], np.float32),
        wage_min=pay[:, 0].copy(),
        wage_max=pay[:, 1].copy(),
        licences=np.array(papers, np.uint64),
        level=np.array([_grade(_stated(item.vacancy.level, item.text.level)) for item in items], np.int8),
        language=np.array([_grade(item.language) for item in items], np.int8),
        shifts=np.array([_bits(item.vacancy.shifts or item.text.shifts) for item in items], np.uint8),
        start_minute=np.array([_minute(vacancy, start=True) for vacancy in vacancies], np.int16),
        end_minute=np.array([_minute(vacancy, start=False) for vacancy in vacancies], np.int16),
        demands=demands,
        support=np.array([_bits(item.vacancy.support or item.text.support) for item in items], np.uint16),
        route=np.array([vacancy.route.ordinal for vacancy in vacancies], np.uint8),
        opens=np.array([_day(vacancy.start_date) for vacancy in vacancies], np.int32),
        closes=np.array([_day(vacancy.closing_date) for vacancy in vacancies], np.int32),
        published=np.array([_day(vacancy.published) for vacancy in vacancies], np.int32),
        in_text=np.array([int(item.text.known) for item in items], np.uint8),
        text_demands=text_demands,
        text_routes=np.array([_bits(item.text.routes) for item in items], np.uint16),
        id_rank=rank[order],
        essential_start=essential.start,
        essential_skill=essential.skill,
        essential_weight=essential.weight,
        essential_origin=essential.origin,
        essential_total=essential.total,
        optional_start=optional.start,
        optional_skill=optional.skill,
        optional_weight=optional.weight,
        optional_origin=optional.origin,
        optional_total=optional.total,
    )
    return columns, areas, order


@dataclass(frozen=True, slots=True, eq=False)
class _SkillColumns:
    start: NDArray[np.int32]
    skill: NDArray[np.int32]
    weight: NDArray[np.float32]
    origin: NDArray[np.uint8]
    total: NDArray[np.float32]


def _skills(asked: Sequence[Sequence[AskedFor]]) -> _SkillColumns:
    """Return the CSR parts of one kind of skills; within a vacancy they stand by skill, so every sum is the same."""
    start = np.zeros(len(asked) + 1, np.int32)
    np.cumsum([len(row) for row in asked], out=start[1:])
    flat = [one for row in asked for one in row]
    row = np.repeat(np.arange(len(asked)), np.diff(start))
    skill = np.array([one.skill for one in flat], np.int32)
    order = np.lexsort((skill, row))
    weight = np.array([one.weight for one in flat], np.float32)[order]
    return _SkillColumns(
        start=start,
        skill=skill[order],
        weight=weight,
        origin=np.array([one.origin.ordinal for one in flat], np.uint8)[order],
        total=np.bincount(row, weight, minlength=len(asked)).astype(np.float32),
    )


def asked_skills(
    implied: Sequence[AskedFor], stated: Sequence[AskedFor], found: Sequence[AskedFor]
) -> tuple[AskedFor, ...]:
    """Return what a vacancy asks: what it states, what its text says, and what its occupation implies, each skill once.

    The strongest source of a skill counts; a skill that the vacancy calls "een pré" is not made essential by its
    occupation. Weights are how telling the skill is, times how sure the source is.
    """
    chosen: dict[int, AskedFor] = {}
    for one in (*stated, *found, *implied):
        if one.skill not in chosen:
            chosen[one.skill] = one
    return tuple(chosen.values())


def implied_skills(concepts: Concepts, occupation: int) -> tuple[AskedFor, ...]:
    """Return what an occupation asks by itself; nothing for NO_OCCUPATION."""
    if occupation == NO_OCCUPATION:
        return ()
    implied = []
    for matrix, essential, share in ((concepts.essential, True, 1.0), (concepts.optional, False, OPTIONAL_SHARE)):
        for skill in matrix.indices[matrix.indptr[occupation] : matrix.indptr[occupation + 1]]:
            weight = float(concepts.weight[skill]) * IMPLIED_SHARE * share
            implied.append(AskedFor(int(skill), weight, essential, Origin.OCCUPATION))
    return tuple(implied)


def _papers(item: LinkedVacancy, concepts: Concepts) -> frozenset[str]:
    """Return the papers that are a hard requirement: those named, and those that the law asks of the occupation."""
    learning = item.vacancy.route in LEARNING_ROUTES or item.vacancy.route is Route.VOLUNTEERING
    if learning or not item.certain or item.occupation == NO_OCCUPATION:
        return item.licences
    return item.licences | frozenset(concepts.occupations[item.occupation].licences_legal)


def _areas(linked: Sequence[LinkedVacancy]) -> tuple[Areas, NDArray[np.int64]]:
    """Return the areas, neighbours together and the two that are no place last, and the area of each vacancy."""
    codes = [_area_code(item) for item in linked]
    centres: dict[str, tuple[float, float, float]] = {}
    members: dict[str, list[tuple[float, float]]] = {}
    for code, item in zip(codes, linked, strict=True):
        position, centre = item.located.position, item.located.centre
        if position is None or centre is None or code in (AT_HOME, NOWHERE):
            continue
        centres[code] = (centre.x_km, centre.y_km, centre.spread_km)
        members.setdefault(code, []).append((position.x_km, position.y_km))
    names = sorted(centres, key=lambda code: (_along_curve(*centres[code][:2]), code))
    names += [code for code in (AT_HOME, NOWHERE) if code in set(codes)]
    at = {code: index for index, code in enumerate(names)}
    nowhere = (np.nan, np.nan, np.nan)
    table = np.array([centres.get(code, nowhere) for code in names], np.float32).reshape(-1, 3)
    radius = [_radius(members.get(code, []), centres.get(code, nowhere)) for code in names]
    areas = Areas(
        code=np.array(names, np.str_),
        x_km=table[:, 0].copy(),
        y_km=table[:, 1].copy(),
        spread_km=table[:, 2].copy(),
        radius_km=np.array(radius, np.float32),
    )
    return areas, np.array([at[code] for code in codes], np.int64)


def _area_code(item: LinkedVacancy) -> str:
    if item.vacancy.workplace is Workplace.REMOTE:
        return AT_HOME
    return item.located.area if item.located.centre is not None else NOWHERE


def _radius(points: Sequence[tuple[float, float]], centre: tuple[float, float, float]) -> float:
    if not points:
        return 0.0
    away = np.hypot(*(np.array(points) - centre[:2]).T)
    return float(away.max()) + ROUNDED_KM


# Positions are kept in float32: a radius is rounded up, never down.
ROUNDED_KM = 0.01


def _along_curve(x_km: float, y_km: float) -> int:
    """Return the place on a Z-order curve (Morton, 1966): the bits of both coordinates in turn."""
    x, y = int(max(x_km, 0) / CELL_KM), int(max(y_km, 0) / CELL_KM)
    return sum(((x >> bit & 1) << 2 * bit) | ((y >> bit & 1) << 2 * bit + 1) for bit in range(16))


def _positions(
    items: Sequence[LinkedVacancy], areas: Areas, area: NDArray[np.int64]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    x_km, y_km = areas.x_km[area].copy(), areas.y_km[area].copy()
    for row, item in enumerate(items):
        if _is_exact(item) and item.located.position is not None:
            x_km[row], y_km[row] = item.located.position.x_km, item.located.position.y_km
    return x_km, y_km


def _is_exact(item: LinkedVacancy) -> bool:
    position = item.located.position
    return position is not None and position.spread_km == 0.0 and item.vacancy.workplace is not Workplace.REMOTE


def _demands(items: Sequence[LinkedVacancy], concepts: Concepts) -> tuple[NDArray[np.uint8], NDArray[np.uint32]]:
    """Return what the work asks, and per vacancy the demands that its text makes heavier than is usual.

    What is usual in the occupation stands in for each demand that no field names: a limitation must be respected, and
    silence of an advertisement is no proof that the work is light. So the text may make it heavier, and never lighter.
    """
    table = np.zeros((len(Demand), len(items)), np.uint8)
    heavier = np.zeros(len(items), np.uint32)
    for row, item in enumerate(items):
        usual = () if item.occupation == NO_OCCUPATION else concepts.occupations[item.occupation].demands
        for demand, grade in usual:
            table[demand.ordinal, row] = int(grade)
        for demand, grade in item.text.demands:
            if grade > table[demand.ordinal, row]:
                table[demand.ordinal, row] = int(grade)
                heavier[row] |= np.uint32(1 << demand.ordinal)
        for demand, grade in item.vacancy.demands:  # what the vacancy says comes last, and holds
            table[demand.ordinal, row] = int(grade)
    return table, heavier


def _stated(stated: int | None, found: int | None) -> int | None:
    """Return what the fields say, else what the text says."""
    return found if stated is None else stated


def _bits(members: Iterable[Code]) -> int:
    return sum(1 << member.ordinal for member in members)


def _number(value: float | None) -> float:
    return np.nan if value is None else value


def _grade(value: int | None) -> int:
    return NO_GRADE if value is None else int(value)


def _minute(vacancy: Vacancy, *, start: bool) -> int:
    if vacancy.times is None:
        return NO_MINUTE
    return vacancy.times.start if start else vacancy.times.end


def _day(value: date | None) -> int:
    return NO_DAY if value is None else (value - EPOCH).days
