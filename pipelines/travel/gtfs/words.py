"""Days, counts and remarks in Dutch, as people write them."""

from collections.abc import Mapping
from datetime import date
from typing import SupportsInt

from matcher.wording import long_date

DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")


def in_words(day: date) -> str:
    """Return a day: "dinsdag 1 december 2026"."""
    return f"{DAYS[day.weekday()]} {long_date(day)}"


def dotted(count: int) -> str:
    """Return a count: "3.986"."""
    return f"{count:,}".replace(",", ".")


def counted(remarks: Mapping[str, SupportsInt]) -> tuple[str, ...]:
    """Return each remark with its count, without those that were never needed."""
    return tuple(f"{remark}: {dotted(int(count))}" for remark, count in remarks.items() if int(count))
