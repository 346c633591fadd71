"""Dates, money and times as people write them in the Netherlands."""

from collections.abc import Sequence
from datetime import date

MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip

WHOLE_EUROS = 100  # from here cents say nothing


def euro(amount: float) -> str:
    """Return "€ 14,85", or "€ 2.450" from a hundred euro."""
    if abs(amount) >= WHOLE_EUROS:
        return f"€ {amount:,.0f}".replace(",", ".")
    return f"€ {amount:.2f}".replace(".", ",")


def comma(number: float) -> str:
    """Return a number with a decimal comma and no needless zeros."""
    return f"{number:g}".replace(".", ",")


def numeric(day: date) -> str:
    """Return "05-03-2026"."""
    return f"{day.day:02}-{day.month:02}-{day.year}"


def written(day: date) -> str:
    """Return "5 maart 2026"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def clock(minutes: int, mark: str = ":") -> str:
    """Return minutes after midnight as "08:30"; with another mark as "8.30"."""
    hour, minute = divmod(minutes, 60)
    return f"{hour:02}:{minute:02}" if mark == ":" else f"{hour}{mark}{minute:02}"


def span(low: float, high: float) -> str:
    """Return "24 tot 32", or "32" when both ends are the same."""
    return f"{low:g}" if low == high else f"{low:g} tot {high:g}"


def listed(parts: Sequence[str]) -> str:
    """Return "a, b en c"; an empty text without parts."""
    return f"{', '.join(parts[:-1])} en {parts[-1]}" if len(parts) > 1 else "".join(parts)


def capital(text: str) -> str:
    """Return the text with its first letter as a capital."""
    return text[:1].upper() + text[1:]
