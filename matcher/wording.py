"""Numbers, lists and dates as people read them in Dutch."""

from collections.abc import Iterable
from datetime import date, timedelta

from matcher.market import EPOCH, NO_DAY, NO_MINUTE

NAMED = 4  # as many things as a sentence can hold
MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)


def some(names: Iterable[str], unnamed: int = 0) -> str:
    """Return a few names as a list, and how many more there are; `unnamed` are others beside these names."""
    every = list(names)
    shown = every[:NAMED]
    if more := len(every) - len(shown) + unnamed:
        return f"{', '.join(shown)} en nog {more}"
    return " en ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else "".join(shown)


def number(value: float) -> str:
    """Return a number with a decimal comma and no more digits than it needs."""
    return f"{value:g}".replace(".", ",")


def hours(low: float | None, high: float | None) -> str:
    """Return hours a week; either end may be missing."""
    known = [value for value in (low, high) if value is not None]
    if not known:
        return "een onbekend aantal uren"
    return f"{number(known[0])} uur" if known[0] == known[-1] else f"{number(known[0])} tot {number(known[-1])} uur"


def percent(share: float | None, decimals: int = 0) -> str:
    """Return a part as a percentage."""
    return "een onbekend deel" if share is None else f"{number(round(share * 100, decimals))}%"


def clock(minute: int) -> str:
    """Return a time of the day."""
    return f"{minute // 60}.{minute % 60:02d} uur" if minute != NO_MINUTE else "onbekend"


def day(days: int) -> str:
    """Return the date of a column of days since 1970."""
    return "een onbekende dag" if days == NO_DAY else long_date(EPOCH + timedelta(days=days))


def long_date(value: date) -> str:
    """Return a date with its month in words, as plain Dutch asks."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"
