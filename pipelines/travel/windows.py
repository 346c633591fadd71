"""Moments of departure: a window of the day, and what stands at a percentile of it."""

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matcher.errors import SettingError
from pipelines.travel.timetable import Seconds

CLOCK = re.compile(r"([0-9]|[01][0-9]|2[0-9]):([0-5][0-9])")
MOST_DEPARTURES = 481  # every minute of eight hours; more would take a gigabyte for each process


@dataclass(frozen=True, slots=True)
class Window:
    """Departures from `first` to `last`, minutes after midnight and both included, every `step` minutes."""

    first: int
    last: int
    step: int = 5

    @property
    def starts(self) -> Seconds:
        """The departures in seconds after midnight."""
        return np.arange(self.first * 60, self.last * 60 + 1, self.step * 60, dtype=np.int32)

    @property
    def clock(self) -> tuple[str, str]:
        """First and last departure as people write them."""
        return clock(self.first), clock(self.last)

    def ranks(self, *percentiles: int) -> NDArray[np.int64]:
        """Return the rank, from 0, of the shortest trip that at least so many percent do not exceed."""
        count = len(self.starts)
        return np.array([max(-(-count * percent // 100) - 1, 0) for percent in percentiles], np.int64)


# A quarter of an hour on the bike is what many cycle to a station (2.8 km in a straight line); a stop counts too.
LONGEST_BIKE_SECONDS = 15 * 60
# Half an hour is what people in the country walk to a stop or let themselves be brought; R5 takes the same.
LONGEST_WALK_SECONDS = 30 * 60
# When the working day begins before the first bus or ends after the last: who leaves home at half past four is where,
# when; and until when can people still get home. The last is looked for from 20:30 to 00:44, which fits in a byte.
FIRST_DEPARTURE = 4 * 60 + 30
LAST_DEPARTURES = Window(20 * 60 + 30, 24 * 60 + 44, step=5)


def clock(minutes: int) -> str:
    """Return minutes after midnight as HH:MM; past midnight it goes on counting, as timetables do."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def read_clock(text: str) -> int:
    """Return the minutes after midnight of HH:MM, up to 29:59; SettingError when it is no time."""
    found = CLOCK.fullmatch(text.strip())
    if found is None:
        raise SettingError(f"'{text}' is geen tijd; schrijf bijvoorbeeld 07:30")
    return int(found[1]) * 60 + int(found[2])


def read_window(text: str, step: int = 5) -> Window:
    """Return the window in "07:00-09:00"; SettingError says what is wrong with it."""
    begin, dash, end = text.partition("-")
    if not dash:
        raise SettingError(f"'{text}' is geen tijdvak; schrijf bijvoorbeeld 07:00-09:00")
    window = Window(read_clock(begin), read_clock(end), step)
    if window.last < window.first:
        raise SettingError(f"het tijdvak {text} eindigt voor het begint; tel na middernacht door, zoals 23:00-25:00")
    if len(window.starts) > MOST_DEPARTURES:
        raise SettingError(f"het tijdvak {text} om de {step} minuten is te lang; kies het korter, of grotere stappen")
    return window
