"""Filling the cells of one course by our columns, with what its source calls each of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Self

from pipelines.sources.course_cells import CourseCells
from pipelines.sources.dates import parse_dutch_day
from pipelines.sources.numbers import HOURS_LIMIT, ImpossibleError

WEEK_DAYS = 7
WEEKS_LIMIT = 520.0  # ten years: longer than any training


@dataclass(slots=True)
class Sheet:
    """The cells of one course so far, and what the source calls each of them. The first value of a column counts."""

    cells: dict[str, Any] = field(default_factory=dict)
    named: dict[str, str] = field(default_factory=dict)

    def put(self, column: str, value: Any, name: str) -> None:
        """Fill a cell that is still empty; an empty value fills nothing."""
        if value not in (None, "", [], {}) and column not in self.cells:
            self.cells[column], self.named[column] = value, name

    def copy(self) -> Self:
        """Return the same cells, to be filled further without changing these."""
        return type(self)(dict(self.cells), dict(self.named))

    def row(self, line: int, record: Mapping[str, Any], *, of_course: bool = True) -> CourseCells:
        """Return what a reader hands over for one record."""
        return CourseCells(line, dict(self.cells), {"titel": "name"} | self.named, record, of_course=of_course)


def as_day(text: str, *, ends: bool = False) -> date | None:
    """Return the day that a text begins with, None when it is no day; it is told where the cell is parsed.

    With `ends` a moment is one at which something closes (see `parse_dutch_day`).
    """
    try:
        return parse_dutch_day(text, ends=ends)[0]
    except ImpossibleError:
        return None


def earliest(*days: str) -> str:
    """Return the earliest of some days as written, "" when none of them is a day."""
    return min(filter(as_day, days), key=lambda text: as_day(text) or date.max, default="")


def last_of(ends: Sequence[str]) -> str:
    """Return the last of the days on which something closes; "" when one of them is no day, so that it may go on."""
    days = [day for text in ends if (day := as_day(text, ends=True)) is not None]
    return max(days).isoformat() if days and len(days) == len(ends) else ""


def weeks_between(start: str, end: str) -> float | None:
    """Return how many weeks lie from one day to another, both days counted; None when that cannot be told.

    Days that lie further apart than any training lasts are a typing error, and tell nothing.
    """
    first, last = as_day(start), as_day(end, ends=True)
    if first is None or last is None or last < first:
        return None
    weeks = round(((last - first).days + 1) / WEEK_DAYS, 2)
    return weeks if weeks <= WEEKS_LIMIT else None


def fill_weeks(sheet: Sheet, start: str, end: str, hours: float | None, name: str) -> None:
    """Fill weeks, and hours a week, from the days of an offering where the course states no length of its own.

    `hours` of study are those of the whole course. More hours a week than there can be are not filled in: the days are
    then those of the lessons and not of the study.
    """
    weeks = None if "weken" in sheet.cells else weeks_between(start, end)
    if weeks is None:
        return
    sheet.put("weken", weeks, name)
    a_week = hours_a_week(hours, weeks)
    if a_week is not None and a_week <= HOURS_LIMIT:
        sheet.put("uren_per_week", a_week, name)


def hours_a_week(hours: float | None, weeks: float | None) -> float | None:
    """Return hours of study a week; what lasts less than a week has all its hours in that week."""
    return None if hours is None or weeks is None else round(hours / max(weeks, 1.0), 1)
