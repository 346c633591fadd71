"""Small histories of dated vacancies for tests: so many of an occupation in a quarter."""

from datetime import date

import numpy as np

from matcher.market import NO_OCCUPATION
from matcher.trend_counts import NO_EMPLOYER, Dated
from matcher.trends import trends_of
from matcher.wording import EPOCH
from tests.builders import TODAY, concepts

# The last eight quarters that were complete on TODAY, the latest last.
YEAR_BEFORE = ("2024-4", "2025-1", "2025-2", "2025-3")
LAST_YEAR = ("2025-4", "2026-1", "2026-2", "2026-3")
RUNNING = "2026-4"


def first_day(quarter):
    """The first day of a quarter such as "2026-3", in days since 1970."""
    year, number = map(int, quarter.split("-"))
    return (date(year, 3 * number - 2, 1) - EPOCH).days


def posted(occupation, quarters, count, *, source=0, employer=None):
    """Rows of an occupation, so many in each of these quarters; every one of another employer when none is given."""
    index = concepts().occupation_at[occupation] if occupation else NO_OCCUPATION
    return [
        (first_day(quarter) + number % 80, index, source, NO_EMPLOYER if employer is None else employer)
        for quarter in quarters
        for number in range(count)
    ]


def dated(*parts):
    """The history that holds all these rows."""
    rows = [row for part in parts for row in part]
    day, occupation, source, employer = zip(*rows, strict=True) if rows else ((), (), (), ())
    return Dated(
        np.array(day, np.int32),
        np.array(occupation, np.int32),
        np.array(source, np.int32),
        np.array(employer, np.int64),
    )


def trends(*parts, on=TODAY):
    """What comes of a history of these rows."""
    return trends_of(dated(*parts), concepts(), on)
