"""Trips that one vehicle makes after another, in which people may stay seated."""

import numpy as np
from numpy.typing import NDArray

from pipelines.travel.gtfs.runs import AROUND, Runs
from pipelines.travel.gtfs.transfers import Rules
from pipelines.travel.timetable import Index

# A feed does not say how long a vehicle may stand between two trips of its block. Longer than half an hour is a break:
# it waits in a depot, or people are asked out.
LONGEST_LAYOVER = 30 * 60


def joined(runs: Runs, blocks: Index, first_place: Index, last_place: Index, rules: Rules) -> tuple[Index, int]:
    """Return, for each run, the first run of its vehicle (itself when it stands alone), and how many were not joined.

    `blocks` is the block of each run, -1 for none; the places are those of its first and last stop, with one number for
    all stops of a station. A rule of the feed goes before its blocks. What it says of a trip that goes on as two, or of
    two that go on as one, is applied to one of them: people on board of the one cannot all be on board of the other.
    """
    said = _said(runs, rules.stay)
    pairs = np.concatenate([said, _in_block(runs, blocks, first_place, last_place, rules.leave)])
    once = pairs[np.sort(np.unique(pairs[:, 0], return_index=True)[1])]
    once = once[np.sort(np.unique(once[:, 1], return_index=True)[1])]
    before = np.arange(len(runs))
    before[once[:, 1]] = once[:, 0]
    while not np.array_equal(further := before[before], before):
        before = further
    asked = {(int(one), int(other)) for one, other in said}
    return before.astype(np.int32), len(asked - {(int(one), int(other)) for one, other in once})


def _said(runs: Runs, stay: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the pairs of runs that a rule joins: on one day, the second not before the first has ended."""
    found = [np.zeros((0, 2), np.int64)]
    for day in AROUND:
        rows = np.flatnonzero((runs.day == day) & ~runs.repeated)
        run_of = np.full(max(int(runs.trip.max(initial=-1)), int(stay.max(initial=-1))) + 1, -1)
        run_of[runs.trip[rows]] = rows
        pairs = run_of[stay]
        found.append(pairs[(pairs >= 0).all(axis=1)])
    every: NDArray[np.int64] = np.concatenate(found)
    return every[_follows(runs, every)]


def _in_block(
    runs: Runs, blocks: Index, first_place: Index, last_place: Index, leave: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Return the pairs of consecutive runs of a block of which the second begins soon where the first ends."""
    rows = np.flatnonzero((blocks >= 0) & ~runs.repeated)
    rows = rows[np.lexsort((runs.arrival[rows], runs.departure[rows], blocks[rows], runs.day[rows]))]
    pairs = np.column_stack([rows[:-1], rows[1:]])
    one, other = pairs[:, 0], pairs[:, 1]
    good = (blocks[one] == blocks[other]) & (runs.day[one] == runs.day[other]) & _follows(runs, pairs)
    good &= last_place[one] == first_place[other]
    good &= runs.departure[other] - runs.arrival[one] <= LONGEST_LAYOVER
    parted = leave[:, 0] << 32 | leave[:, 1]
    good &= ~np.isin(runs.trip[one].astype(np.int64) << 32 | runs.trip[other], parted)
    consecutive: NDArray[np.int64] = pairs[good]
    return consecutive


def _follows(runs: Runs, pairs: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Whether the second run begins after the first has ended, and later than the first began: no circles."""
    one, other = pairs[:, 0], pairs[:, 1]
    follows: NDArray[np.bool_] = (runs.departure[other] >= runs.arrival[one]) & (
        runs.departure[other] > runs.departure[one]
    )
    return follows
