"""Which options are a match: eligible, within reach, and with enough of the essential skills."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matcher.eligibility import BITS, Flags, Options, Refusal
from matcher.features import Floats, coverage
from matcher.reach import Reached
from matcher.situation import Situation

Positions = NDArray[np.int64]

# Weights are float32: a coverage that should equal the threshold may come out a hair below it.
ROUNDING = np.float32(1e-6)


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """Positions in the options, in disjoint groups; what is in none of them is left out.

    `matches`; `narrow` misses one hard requirement by little, or only what its text says; `short` meets all hard ones
    and has too little in common; `unknown` would match if the travel time were known; `beyond` matches but for the
    limit that was set aside. `cover` is the essential coverage of every option (NaN: nothing is known of what it asks),
    `missed` its flags with the two reasons about skills added.
    """

    matches: Positions
    narrow: Positions
    short: Positions
    unknown: Positions
    beyond: Positions
    cover: Floats
    missed: Flags


def fit_of(situation: Situation, options: Options) -> Fit:
    """Return the groups. Without any knowledge of what someone can do or wants, nothing is near: see the question."""
    market, seeker = situation.market, situation.seeker
    cover = coverage(market.essential, market.columns.essential_total, seeker.credit, options.rows)
    enough = covered(cover, situation.policy.match_coverage)
    undescribed = np.isnan(cover)
    state, meets = options.reach.state, options.meets()
    missed = options.missed.copy()
    missed |= (~enough & ~undescribed) * BITS[Refusal.COVERAGE]
    missed |= undescribed * BITS[Refusal.UNDESCRIBED]
    something_known = seeker.has_skills or seeker.wished is not None
    short = meets & (state == Reached.WITHIN) & ~enough & ~undescribed & something_known
    only_beyond = (options.missed == BITS[Refusal.TRAVEL]) & (state == Reached.BEYOND)
    return Fit(
        matches=np.flatnonzero(options.fits() & (state == Reached.WITHIN) & enough),
        narrow=np.flatnonzero(options.nearly() & (state != Reached.UNKNOWN) & enough),
        short=np.flatnonzero(short),
        unknown=np.flatnonzero(meets & (state == Reached.UNKNOWN) & enough),
        beyond=np.flatnonzero(only_beyond & enough),
        cover=cover,
        missed=missed,
    )


def covered(cover: Floats, threshold: float) -> NDArray[np.bool_]:
    """Return whether a coverage reaches the threshold; NaN never does."""
    enough: NDArray[np.bool_] = cover >= np.float32(threshold) - ROUNDING
    return enough
