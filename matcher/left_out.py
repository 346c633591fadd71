"""Which vacancies were left out for one reason, and how any vacancy stands."""

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from matcher.eligibility import Options, Refusal, eligible
from matcher.fit import Fit, Positions, fit_of
from matcher.reach import Rows, set_aside
from matcher.situation import Situation

REFUSALS = tuple(Refusal)
NO_REASON = len(REFUSALS)
# By the bits of what is missed: the index of the first reason.
FIRST = np.array([NO_REASON, *((bits & -bits).bit_length() - 1 for bits in range(1, 1 << len(REFUSALS)))], np.int8)


def left_out_at(fit: Fit, refusal: Refusal) -> Positions:
    """Return the positions of the vacancies that stand in no listing and whose first reason is this one."""
    because = FIRST[fit.missed] == refusal.ordinal
    for at in (fit.matches, fit.narrow, fit.short, fit.unknown):
        because[at] = False
    return np.flatnonzero(because)


def not_reached(options: Options, rows: int) -> Rows:
    """Return the rows of a market of this size that are too far away to be among the options."""
    away = np.ones(rows, bool)
    away[options.rows] = False
    return np.flatnonzero(away)


class Group(StrEnum):
    """The listing that a vacancy stands in."""

    MATCHES = "matches"
    NEAR = "near_misses"
    UNKNOWN = "unknown_travel"


def group_of(fit: Fit, at: int) -> Group | Refusal:
    """Return the listing that the vacancy at this position stands in, else the first reason why it is left out.

    `at` is -1 for what is too far away to be among the options.
    """
    if at < 0:
        return Refusal.TRAVEL
    groups = (
        (Group.MATCHES, fit.matches),
        (Group.NEAR, fit.narrow),
        (Group.NEAR, fit.short),
        (Group.UNKNOWN, fit.unknown),
    )
    for group, places in groups:
        if (places == at).any():
            return group
    return REFUSALS[int(FIRST[fit.missed[at]])]


def positions_of(options: Options, rows: Sequence[int], size: int) -> list[int]:
    """Return where rows of a market of this size stand in the options, -1 for what is too far away to be there."""
    places = np.full(size, -1, np.int64)
    places[options.rows] = np.arange(len(options.rows))
    found: list[int] = places[np.array(rows, np.int64)].tolist()
    return found


def without(options: Options, fit: Fit, rows: Rows) -> Fit:
    """Return the same groups without these rows of the market: they are for the caller to place."""
    apart: NDArray[np.bool_] = np.isin(options.rows, rows)
    groups = ("matches", "narrow", "short", "unknown", "beyond")
    kept = {name: at[~apart[at]] for name in groups for at in (getattr(fit, name),)}
    return replace(fit, **kept)


def looked_at(situation: Situation, options: Options, fit: Fit, rows: Rows) -> tuple[Options, Fit, Positions]:
    """Return options that all of these rows are in, with their fit and where they stand in them.

    Those of the advice itself when they were reached; else options of only these, made with the trip set aside.
    """
    at = np.array(positions_of(options, rows.tolist(), len(situation.market)), np.int64)
    if (at >= 0).all():
        return options, fit, at
    away = eligible(situation, set_aside(rows, options.reach.limits))
    return away, fit_of(situation, away), np.arange(len(rows))
