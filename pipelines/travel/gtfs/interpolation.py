"""Times of the stops that have none: in proportion to the way, between the stops before and after that have one."""

import numpy as np
from numpy.typing import NDArray

from pipelines.travel.gtfs.values import NO_TIME
from pipelines.travel.timetable import Seconds


def filled_in(arrival: Seconds, departure: Seconds, steps: tuple[NDArray[np.float64], ...]) -> tuple[Seconds, Seconds]:
    """Return arrival and departure with those that are -1 filled in; the first and last of every trip are known.

    `steps` are measures of the way from the element before, the best first. The first measure that is known all along
    a gap, never negative, and not nothing, is used for it; without one the stops lie evenly.
    """
    known = departure != NO_TIME
    place = np.arange(len(known))
    gaps = np.flatnonzero(~known)
    before = np.maximum.accumulate(np.where(known, place, 0))[gaps]
    after = np.minimum.accumulate(np.where(known, place, len(known))[::-1])[::-1][gaps]
    share = (gaps - before) / (after - before)
    for step in reversed(steps):
        good = step >= 0
        way, bad = np.cumsum(np.where(good, step, 0)), np.cumsum(~good)
        whole = way[after] - way[before]
        usable = (bad[after] == bad[before]) & (whole > 0)
        share[usable] = ((way[gaps] - way[before]) / np.where(whole > 0, whole, 1))[usable]
    span = arrival[after] - departure[before]
    arrival, departure = arrival.copy(), departure.copy()
    arrival[gaps] = departure[before] + np.floor(span * np.minimum(share, 1)).astype(np.int32)
    departure[gaps] = arrival[gaps]
    return arrival, departure
