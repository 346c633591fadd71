"""Which day of the feeds stands for all: an ordinary working day that each of them covers, or the day that was asked.

A day is judged by its number of trips against the median of the days of its kind (working days, Saturdays, Sundays) in
the same feed: so a holiday, a strike or the frayed end of a feed shows without a list of holidays.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from matcher.errors import InputError
from pipelines.travel.gtfs.calendar import DayCounts
from pipelines.travel.gtfs.words import dotted, in_words

# Chosen by us. Under half is another timetable: a Sunday service on a holiday, a strike, a feed that runs out. Nine
# tenths lets the extra trips of schools come and go.
FEWEST = 0.5
ORDINARY = 0.9
SATURDAY = 5
# What traffic counts take for a typical day: not next to a weekend, and no Wednesday, when schools close at noon.
MIDWEEK = (1, 3)


@dataclass(frozen=True, slots=True, eq=False)
class Coverage:
    """The days of one feed, by file name."""

    file: str
    counts: DayCounts

    @property
    def first(self) -> date:
        """The first day with any trip."""
        return date.fromordinal(self.counts.first + int(np.flatnonzero(self.counts.trips)[0]))

    @property
    def last(self) -> date:
        """The last day with any trip."""
        return date.fromordinal(self.counts.first + int(np.flatnonzero(self.counts.trips)[-1]))

    def usual(self, day: date) -> int:
        """Return the median number of trips on days of this kind, of those with any; 0 when it has none."""
        kinds, trips = _kinds(self.counts), self.counts.trips
        same = trips[(kinds == _kind(day.weekday())) & (trips > 0)]
        return int(np.median(same)) if len(same) else 0

    def shares(self, first: int, last: int) -> NDArray[np.float64]:
        """Return, for each ordinal from first to last, its trips as a share of what is usual on such a day."""
        counts = self.counts
        usual = np.array([self.usual(date.fromordinal(5 + kind)) for kind in range(3)])[_kinds(counts)]
        share = counts.trips / np.maximum(usual, 1)
        asked: NDArray[np.float64] = share[first - counts.first : last - counts.first + 1]
        return asked


def checked_day(feeds: Sequence[Coverage], day: date, *, today: date) -> date:
    """Return the day that was asked, when every feed runs on it as on other days of its kind.

    Raises:
        InputError: a feed does not cover it, or has under half of the usual trips; the message names a better day.
    """
    for feed in feeds:
        trips, usual = feed.counts.on(day), feed.usual(day)
        if not trips:
            raise InputError(
                f"volgens {feed.file} rijdt er niets op {in_words(day)}; de feed geldt van {in_words(feed.first)}"
                f" tot en met {in_words(feed.last)}; {_suggestion(feeds, today)}."
            )
        if trips < FEWEST * usual:
            raise InputError(
                f"volgens {feed.file} zijn er op {in_words(day)} ongewoon weinig ritten ({dotted(trips)}, meestal"
                f" {dotted(usual)} op zo'n dag); {_suggestion(feeds, today)}."
            )
    return day


def first_good_day(feeds: Sequence[Coverage], *, today: date) -> date:
    """Return the first ordinary Tuesday or Thursday from today that all feeds cover, else the first working day.

    Raises:
        InputError: a feed has expired or has no working days, or the feeds share none.
    """
    for feed in feeds:
        if feed.last < today:
            raise InputError(
                f"{feed.file} is verlopen: de laatste dag is {in_words(feed.last)}; download een nieuwe, of noem zelf"
                " een dag."
            )
        if not any(day.weekday() < SATURDAY for day in feed.counts.days if day >= today):
            raise InputError(
                f"{feed.file} rijdt op geen enkele werkdag vanaf {in_words(today)}; kies een andere feed of noem zelf"
                " een dag."
            )
    first = max(today, *(feed.first for feed in feeds)).toordinal()
    last = min(feed.last for feed in feeds).toordinal()
    if first <= last:
        shares = np.min([feed.shares(first, last) for feed in feeds], axis=0)
        weekdays = (np.arange(first, last + 1) - 1) % 7
        midweek, working = np.isin(weekdays, MIDWEEK), weekdays < SATURDAY
        for kind, least in ((midweek, ORDINARY), (working, ORDINARY), (working, FEWEST)):
            good = np.flatnonzero(kind & (shares >= least))
            if len(good):
                return date.fromordinal(first + int(good[0]))
    covered = ", ".join(f"{feed.file} van {in_words(feed.first)} tot en met {in_words(feed.last)}" for feed in feeds)
    raise InputError(f"er is geen werkdag waarop alles rijdt ({covered}); kies feeds van dezelfde periode.")


def _suggestion(feeds: Sequence[Coverage], today: date) -> str:
    """Return advice on another day, from today or, of an expired feed, from its beginning."""
    for start in (today, max(feed.first for feed in feeds)):
        try:
            return f"kies bijvoorbeeld {in_words(first_good_day(feeds, today=start))}"
        except InputError:
            continue
    return "kies een andere feed"


def _kind(weekday: int) -> int:
    return max(weekday - SATURDAY + 1, 0)


def _kinds(counts: DayCounts) -> NDArray[np.int64]:
    """Return the kind of each day: 0 working days, 1 Saturdays, 2 Sundays."""
    weekdays = (np.arange(len(counts.trips)) + counts.first - 1) % 7
    return np.maximum(weekdays - SATURDAY + 1, 0)
