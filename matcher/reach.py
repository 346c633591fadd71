"""Which vacancies someone can get to, how, and in how many minutes: the first filter, as it removes most."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from matcher.codes import Method, Mode
from matcher.commute import UNREACHABLE, Methods, Minutes, Points, Position, TransitFacts, TravelTimes
from matcher.domain import Client, Location
from matcher.market import AT_HOME, NOWHERE, Market
from matcher.policy import Policy

Rows = NDArray[np.int64]

# Who never said how they travel is taken to walk or to use public transport: not everybody has a bicycle or a car.
MODES_OF_WHO_DID_NOT_SAY = (Mode.WALK, Mode.TRANSIT)

METHODS = tuple(Method)
MODES = tuple(Mode)
NO_MODE = -1
ESTIMATES = frozenset({Method.ESTIMATE_EXACT, Method.ESTIMATE_PC4})
IS_ESTIMATE = np.array([method in ESTIMATES for method in METHODS])
# Keys order the ways to travel: the state counts in steps, within a state the minutes or the excess.
KEY_STEP = 1000
NO_KEY = np.iinfo(np.uint16).max


class Reached(IntEnum):
    """How a vacancy stands to the limits of a client."""

    WITHIN = 0
    BORDER = 1  # an estimate just over the limit
    BEYOND = 2  # over the limit, asked for on purpose
    UNKNOWN = 3


@dataclass(frozen=True, slots=True, eq=False)
class Reach:
    """Rows of the market with a travel time or an unknown one; all arrays have one element per row, in one order.

    `minutes` is 0 for work at home and 255 when unknown; `mode` is an index in `Mode`, -1 for none; `method` an index
    in `Method`; `state` a `Reached`. `limits` are the minutes per mode that were used. `transit` says more of public
    transport per area of the market, None when no timetable tells or the client does not use it.
    """

    rows: Rows
    minutes: Minutes
    mode: NDArray[np.int8]
    method: NDArray[np.uint8]
    state: NDArray[np.uint8]
    limits: Mapping[Mode, int]
    transit: TransitFacts | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for this once: other modes, and a limit that narrows the client's own or shows rows beyond it."""

    modes: tuple[Mode, ...] = ()
    max_minutes: int | None = None


NOTHING_SPECIAL = Asked()


def limits_of(client: Client, policy: Policy, asked: Asked) -> dict[Mode, int]:
    """Return the limit in minutes per mode. The policy's limit is only for who set none; asking can only narrow."""
    own = dict(client.modes) or dict.fromkeys(MODES_OF_WHO_DID_NOT_SAY)
    modes = asked.modes or tuple(own)
    limits = {}
    for mode in modes:
        limit = own.get(mode)
        limit = policy.default_minutes if limit is None else limit
        limits[mode] = limit if asked.max_minutes is None else min(limit, asked.max_minutes)
    return limits


def within_reach(
    client: Client, market: Market, travel: TravelTimes, policy: Policy, asked: Asked = NOTHING_SPECIAL
) -> Reach:
    """Return what can be reached: within the limits, just over them, beyond them if that was asked, or not known.

    What is farther away than that is not in the answer. Rows stand in no particular order.
    """
    limits = limits_of(client, policy, asked)
    origin = travel.origin(client.home)
    at_home, nowhere = _rows_of(market, AT_HOME), _rows_of(market, NOWHERE)
    no_travel = _constant(at_home, 0, Method.NO_TRAVEL, Reached.WITHIN, limits)
    if origin is None:
        elsewhere = np.setdiff1d(np.arange(len(market)), at_home, assume_unique=True)
        parts = [no_travel, _constant(elsewhere, UNREACHABLE, Method.UNKNOWN, Reached.UNKNOWN, limits)]
    else:
        travelled = _travel(market, travel, origin, _Bounds(limits, policy.border_factor, asked.max_minutes))
        parts = [travelled, no_travel, _constant(nowhere, UNREACHABLE, Method.UNKNOWN, Reached.UNKNOWN, limits)]
    parts = [part for part in parts if len(part.rows)] or parts[:1]
    reach = parts[0] if len(parts) == 1 else _joined(parts)
    if origin is None or Mode.TRANSIT not in limits:
        return reach
    return replace(reach, transit=travel.transit_facts(origin, market.areas))


@dataclass(frozen=True, slots=True)
class _Bounds:
    """The limit per mode, how far over it an estimate is still on the border, and what was asked beyond it."""

    limits: Mapping[Mode, int]
    border_factor: float
    asked: int | None

    def keys(self, mode: Mode, minutes: Minutes, method: Methods) -> NDArray[np.uint16]:
        """Return the key of every number of minutes that was obtained so."""
        estimated = IS_ESTIMATE[method]
        keys = self.table(mode, estimate=True)[minutes]
        if not estimated.all():
            sure = ~estimated
            keys[sure] = self.table(mode, estimate=False)[minutes[sure]]
        return keys

    def table(self, mode: Mode, *, estimate: bool) -> NDArray[np.uint16]:
        """Return a key per number of minutes: the lowest of several modes is the best, `NO_KEY` is too far.

        Within the limit the fastest wins, then on the border the smallest excess, then beyond it the fastest.
        """
        limit = self.limits[mode]
        minutes = np.arange(UNREACHABLE + 1)
        keys = np.full(len(minutes), NO_KEY, np.uint16)
        if estimate:
            border = minutes <= limit * self.border_factor
            keys[border] = Reached.BORDER * KEY_STEP + (100 * minutes[border] // max(limit, 1)).astype(np.uint16)
        if self.asked is not None:  # what was asked for on purpose is no near miss
            asked = minutes <= self.asked
            keys[asked] = Reached.BEYOND * KEY_STEP + minutes[asked]
        within = minutes <= limit
        keys[within] = minutes[within]
        keys[UNREACHABLE] = NO_KEY
        return keys


@dataclass(frozen=True, slots=True, eq=False)
class _Best:
    """The best mode so far for areas or rows: its key, minutes, mode and method."""

    key: NDArray[np.uint16]
    minutes: Minutes
    mode: NDArray[np.int8]
    method: NDArray[np.uint8]

    @classmethod
    def none(cls, count: int) -> "_Best":
        return cls(
            np.full(count, NO_KEY, np.uint16),
            np.full(count, UNREACHABLE, np.uint8),
            np.full(count, NO_MODE, np.int8),
            np.full(count, Method.UNKNOWN.ordinal, np.uint8),
        )

    def improve(
        self,
        at: NDArray[np.int64] | slice,
        key: NDArray[np.uint16],
        minutes: Minutes,
        mode: Mode,
        method: NDArray[np.uint8],
    ) -> None:
        """Take over, at these positions, what has a lower key."""
        better = key < self.key[at]
        where = np.flatnonzero(better) if isinstance(at, slice) else at[better]
        self.key[where] = key[better]
        self.minutes[where] = minutes[better]
        self.mode[where] = mode.ordinal
        self.method[where] = method[better]

    def repeated(self, areas: NDArray[np.int64], sizes: NDArray[np.int64]) -> "_Best":
        """Return one element per vacancy from one element per area."""
        return _Best(
            key=np.repeat(self.key[areas], sizes),
            minutes=np.repeat(self.minutes[areas], sizes),
            mode=np.repeat(self.mode[areas], sizes),
            method=np.repeat(self.method[areas], sizes),
        )


def _travel(market: Market, travel: TravelTimes, origin: Position, bounds: _Bounds) -> Reach:
    areas, columns = market.areas, market.columns
    best = _Best.none(len(areas.code))
    pointwise: list[tuple[Mode, NDArray[np.bool_]]] = []
    for mode in bounds.limits:
        nearest = travel.nearest(origin, mode, areas)
        if nearest is not None:
            pointwise.append((mode, bounds.table(mode, estimate=True)[nearest] < NO_KEY))
            continue
        minutes, method = travel.to_areas(origin, mode, areas)
        best.improve(np.s_[:], bounds.keys(mode, minutes, method), minutes, mode, method)
    candidates = np.logical_or.reduce([best.key < NO_KEY, *(near for _, near in pointwise)])
    chosen = np.flatnonzero(candidates)
    sizes = np.diff(market.area_start)
    rows = np.flatnonzero(np.repeat(candidates, sizes))
    per_row = best.repeated(chosen, sizes[chosen])
    for mode, near in pointwise:
        at = np.flatnonzero(np.repeat(near[chosen], sizes[chosen]))
        here = rows[at]
        points = Points(areas, columns.area[here], columns.x_km[here], columns.y_km[here], columns.exact[here])
        minutes, method = travel.to_points(origin, mode, points)
        per_row.improve(at, bounds.keys(mode, minutes, method), minutes, mode, method)
    keep = np.s_[:] if (per_row.key < NO_KEY).all() else np.flatnonzero(per_row.key < NO_KEY)
    return Reach(
        rows=rows[keep],
        minutes=per_row.minutes[keep],
        mode=per_row.mode[keep],
        method=per_row.method[keep],
        state=(per_row.key[keep] // KEY_STEP).astype(np.uint8),
        limits=bounds.limits,
    )


def set_aside(rows: Rows, limits: Mapping[Mode, int]) -> Reach:
    """Return vacancies that are too far for any limit, as they would stand if travel did not count."""
    return _constant(rows, UNREACHABLE, Method.UNKNOWN, Reached.BEYOND, limits)


def next_door(count: int) -> Reach:
    """Return the first `count` vacancies as if they were next door: no trip is shorter, and none keeps more free."""
    return _constant(np.arange(count), 0, Method.NO_TRAVEL, Reached.WITHIN, {})


def minutes_to(market: Market, travel: TravelTimes, home: Location, mode: Mode, row: int) -> int | None:
    """Return the minutes to one vacancy by one mode, whatever the limits; None when it is not known or too far."""
    origin = travel.origin(home)
    if origin is None:
        return None
    columns, areas, here = market.columns, market.areas, np.array([row])
    area = columns.area[here]
    if travel.nearest(origin, mode, areas) is None:
        minutes = travel.to_areas(origin, mode, areas)[0][area]
    else:
        points = Points(areas, area, columns.x_km[here], columns.y_km[here], columns.exact[here])
        minutes = travel.to_points(origin, mode, points)[0]
    return None if minutes[0] == UNREACHABLE else int(minutes[0])


def _rows_of(market: Market, code: str) -> Rows:
    """Return the vacancies of an area that is no place on the map."""
    found = np.flatnonzero(market.areas.code == code)
    if not len(found):
        return np.empty(0, np.int64)
    return np.arange(market.area_start[found[0]], market.area_start[found[0] + 1])


def _constant(rows: Rows, minutes: int, method: Method, state: Reached, limits: Mapping[Mode, int]) -> Reach:
    count = len(rows)
    return Reach(
        rows=rows,
        minutes=np.full(count, minutes, np.uint8),
        mode=np.full(count, NO_MODE, np.int8),
        method=np.full(count, method.ordinal, np.uint8),
        state=np.full(count, state, np.uint8),
        limits=limits,
    )


def _joined(parts: list[Reach]) -> Reach:
    return Reach(
        rows=np.concatenate([part.rows for part in parts]),
        minutes=np.concatenate([part.minutes for part in parts]),
        mode=np.concatenate([part.mode for part in parts]),
        method=np.concatenate([part.method for part in parts]),
        state=np.concatenate([part.state for part in parts]),
        limits=parts[0].limits,
    )
