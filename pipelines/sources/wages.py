"""Wages as advertisements state them: sums, ranges, periods, in text or in columns of their own."""

import math
import re
from functools import lru_cache
from typing import NamedTuple

from matcher.codes import WagePeriod
from matcher.domain import Wage
from pipelines.sources.numbers import DAY_HOURS, MONTH_WEEKS, NOT_FINITE, ImpossibleError, amount
from pipelines.sources.text import quote

# A sum is impossible when no working week makes it an hourly wage between these. A single day of eight hours a week is
# the smallest week counted (part-time wages are small), forty hours the largest (advertisements give full-time wages).
# 1 euro lies under every allowance for volunteers, 150 above what work for this market pays; both catch a wrong period.
HOURLY = (1.0, 150.0)
SMALL_WEEK, FULL_WEEK = 8.0, 40.0
SEVERAL = 2

# Sums without a period: between these sizes only one period is common. 75 to 1,100 may be a day, a week or a part-time
# month, so it stays unknown.
SIZES = (
    (0.0, 75.0, WagePeriod.HOUR),
    (1_100.0, 10_000.0, WagePeriod.MONTH),
    (10_000.0, 400_000.0, WagePeriod.YEAR),
)
HOURS_IN = {
    WagePeriod.HOUR: (1.0, 1.0),
    WagePeriod.DAY: (DAY_HOURS / 2, DAY_HOURS),
    WagePeriod.WEEK: (SMALL_WEEK, FULL_WEEK),
    WagePeriod.FOUR_WEEKS: (4 * SMALL_WEEK, 4 * FULL_WEEK),
    WagePeriod.MONTH: (MONTH_WEEKS * SMALL_WEEK, MONTH_WEEKS * FULL_WEEK),
    WagePeriod.YEAR: (52 * SMALL_WEEK, 52 * FULL_WEEK),
}

PERIODS = (  # in this order: "per 4 weken" before "week", "uurloon per maand" is not a thing
    (WagePeriod.FOUR_WEEKS, r"(?:4|vier)[\s-]*(?:weken|wekelijks|weeks)|p/?\s*4\s*w"),
    (
        WagePeriod.HOUR,
        r"per\s*uur|p\.?\s*/?\s*u\b|/\s*u(?:ur)?\b|uurloon|uurtarief|\buur\b|\bhour(?:ly)?\b|/\s*h\b|\bhur\b",
    ),
    (WagePeriod.MONTH, r"maand|\bp\.?\s*/?\s*m\b|/\s*m(?:nd)?\b|\bmnd\b|month(?:ly)?|\bmon\b"),
    (WagePeriod.YEAR, r"jaar|\bp\.?\s*/?\s*j\b|per\s*annum|\bp\.?a\.?\b|year(?:ly)?|\bann(?:ual)?\b|/\s*jr\b"),
    (WagePeriod.WEEK, r"\bweek|\bp\.?\s*/?\s*w\b|/\s*w\b|weekly|\bwee\b"),
    (WagePeriod.DAY, r"\bdag\b|\bdagloon|\bp\.?\s*/?\s*d\b|/\s*d\b|\bday\b|daily"),
)
PERIOD = tuple((period, re.compile(pattern, re.IGNORECASE)) for period, pattern in PERIODS)

# Numbers in a wage text that are no sums.
NOISE = re.compile(
    r"\d+(?:[.,]\d+)?\s*%"
    r"|\b(?:schaal|loonschaal|salarisschaal|functiegroep|functieschaal|fwg|trede|cao|groep|periodiek)\s*:?\s*\d+[a-z]?"
    r"(?:\s*(?:-|t/m|tot|en|/)\s*\d+\b)?"
    r"|(?<![\d.,€])(?<!€ )\b\d+(?:[.,]\d+)?(?:\s*(?:-|–|tot|à)\s*\d+)?\s*-?\s*(?:urige|uur|uren|hours?|u)\b"
    r"(?:\s*(?:per|p/|/|p\.|in\s+de|a)?\s*(?:werk)?(?:week|w)\b)?"
    r"|\b1[34]\s*(?:e|de)\s+maand|\b\d{1,2}[-/]\d{1,2}[-/]\d{2,4}\b"
    r"|\b\d{0,2}\s*(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)\s+\d{4}\b",
    re.IGNORECASE,
)
SUM = re.compile(
    r"(?<![\d.,])(\d{1,3}(?:[.,\s']\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d{1,3})?)(?:\s*,?-+)?(?:\s*(k|mille|duizend)\b)?",
    re.IGNORECASE,
)
NEGATIVE = re.compile(r"[\s€]*[-−]\s*€?\s*\d")
ONLY_MOST = re.compile(r"^\W*(?:tot|max|maximaal|maximum|hooguit|up to)\b", re.IGNORECASE)
ONLY_LEAST = re.compile(r"^\W*(?:vanaf|min|minimaal|minimum|from|ten ?minste)\b", re.IGNORECASE)


class Stated(NamedTuple):
    """Sums and period as a text states them, each None when it does not."""

    low: float | None = None
    high: float | None = None
    period: WagePeriod | None = None


@lru_cache(maxsize=16_384)
def parse_period(text: str) -> tuple[WagePeriod | None, str]:
    """Return the period that a text names."""
    for period, pattern in PERIOD:
        if pattern.search(text):
            return period, ""
    return None, f"loonperiode {quote(text)} niet herkend"


@lru_cache(maxsize=16_384)
def parse_wage(text: str) -> tuple[Stated, str]:
    """Return the sums in a text; none without a warning when it has no digits ("conform cao").

    ImpossibleError for a negative or infinite sum.
    """
    if NOT_FINITE.fullmatch(text.strip()):
        raise ImpossibleError("geen eindig bedrag")
    if NEGATIVE.match(text):
        raise ImpossibleError("een loon kan niet negatief zijn")
    body = NOISE.sub(" ", " ".join(text.split()))
    period = parse_period(body)[0]
    body = PERIOD[0][1].sub(" ", body)
    found = SUM.findall(body)
    if not found:
        has_sum = any(sign.isdigit() for sign in body)
        return Stated(period=period), f"salaris {quote(text)} niet herkend" if has_sum else ""
    sums = [amount(digits) * (1_000 if thousand else 1) for digits, thousand in found]
    if len(sums) > SEVERAL:
        return Stated(), f"salaris {quote(text)} noemt meer dan twee bedragen"
    low, high = sums[0], sums[-1]
    if found[-1][1] and not found[0][1] and low < high / 100:  # "28-32k"
        low *= 1_000
    if len(sums) == 1 and ONLY_MOST.search(body):
        return Stated(None, high, period), ""
    if len(sums) == 1 and ONLY_LEAST.search(body):
        return Stated(low, None, period), ""
    return Stated(low, high, period), ""


@lru_cache(maxsize=16_384)
def make_wage(low: float | None, high: float | None, period: WagePeriod | None) -> tuple[Wage | None, str]:
    """Return the wage, with a warning when the period was inferred from the size; ImpossibleError when it cannot be."""
    low, high = low or None, high or None  # a sum of 0 says that nothing was filled in
    if low is None and high is None:
        return None, ""
    if math.inf in (low, high):
        raise ImpossibleError("geen eindig bedrag")
    if low is not None and high is not None and low > high:
        raise ImpossibleError(f"het laagste loon ({low:g}) is meer dan het hoogste ({high:g})")
    warning = ""
    if period is None:
        period = by_size(low or high or 0.0, high or low or 0.0)
        if period is None:
            return None, f"loon van {low or high:g} euro zonder periode; schrijf erbij per uur, week, maand of jaar"
        warning = f"loon zonder periode, naar de hoogte gelezen als {period.label}"
    small, full = HOURS_IN[period]
    for value in (low, high):
        if value is not None and not (value / small >= HOURLY[0] and value / full <= HOURLY[1]):
            raise ImpossibleError(f"{value:g} euro {period.label} kan geen loon zijn; controleer bedrag en periode")
    return Wage(low, high, period), warning


def by_size(low: float, high: float) -> WagePeriod | None:
    """Return the only period that is common for sums of this size, None when there are more."""
    return next((period for least, most, period in SIZES if least <= low and high < most), None)
