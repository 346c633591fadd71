"""Numbers as people write them: decimal comma or point, thousands separators both ways, hours a week, clock times."""

import re
from functools import lru_cache

from matcher.domain import Times

MONTH_WEEKS = 52 / 12
FULL_TIME = (36.0, 40.0)  # hours: Dutch collective agreements put a full week between these two
PART_TIME_MAX = 35.0  # hours: Statistics Netherlands counts from 35 hours a week as full time
DAY_HOURS = 8.0
HOURS_LIMIT = 80.0  # a week: more is a number from another column
DAY_MINUTES = 1_440
HOUR_MINUTES = 60

CENT_DIGITS = 2
LEAST_AND_MOST = 2  # numbers that a text about hours may hold

NOT_FINITE = re.compile(r"[+-]?(?:nan|inf|infinity|oneindig)", re.IGNORECASE)
PLAIN = re.compile(r"([+-]?\d+(?:[.,]\d+)?)\s*[a-zA-Z%€./ -]*")
SPACES = re.compile(r"[\s\u00a0\u202f']+")
HOUR_NUMBER = re.compile(r"(?<![\d.,])\d+(?:[.,]\d+)?(?![\d])")
COUNTED = re.compile(
    r"\d+\s*(?:werk)?(?:dag(?:en)?|diensten|dagdelen|ochtenden|middagen|avonden|nachten)\b", re.IGNORECASE
)
PRICE = re.compile(
    r"(?:€|eur(?:o)?)?\s*([+-]?)\s*€?\s*(\d[\d.,\s']*)(?:-+)?\s*(?:€|eur(?:o)?)?"
    r"(?:\s*\(?(?:p\.?p\.?|per (?:persoon|deelnemer|cursist)|ex\w*|incl?\w*|btw[ -]vrij|vrij(?:gesteld)? van btw)"
    r"\.?.*)?",
    re.IGNORECASE,
)
CLOCK = re.compile(r"(\d{1,2})(?:\s*[:.hu]\s*(\d{2}))?(?:[:.]\d{2}(?:\.\d+)?)?\s*(?:uur|u|h)?", re.IGNORECASE)
CLOCK_DIGITS = re.compile(r"(\d{1,2})(\d{2})(?:\s*(?:uur|u|h))?", re.IGNORECASE)
# The length of a course: a number, and the unit that it is counted in ("3 mnd.", "2 dgn").
HALF = re.compile(r"(?:een )?\bhalf\b|\b(anderhalf)\b", re.IGNORECASE)
LENGTH_UNIT = re.compile(
    r"\s*[+-]?\d[\d.,]*\s*(|w|wk|we?ke?n|week|ma?a?nd(?:en)?|months?|jaar|jaren|jr|years?|dag(?:en)?|dgn|days?|weeks?)\.?\s*",
    re.IGNORECASE,
)
UNIT_WEEKS = (("m", MONTH_WEEKS), ("j", 52.0), ("y", 52.0), ("d", 0.2))
STRETCH = re.compile(r"(\d{1,2}[:.]?\d{2})\s*(?:uur|u)?\s*(?:-|–|tot|t/m)\s*(\d{1,2}[:.]?\d{2})\b", re.IGNORECASE)

OPEN_HOURS = re.compile(r"overleg|nader|n\.?\s?t\.?\s?b|flexib|onbekend|wisselend|variabel|divers", re.IGNORECASE)
FULL = re.compile(r"full[\s_-]?time|voltijds?|fulltime", re.IGNORECASE)
PART = re.compile(r"part[\s_-]?time|deeltijds?|parttime", re.IGNORECASE)
AT_LEAST = re.compile(r"minimaal|minimum|min\.?\s|vanaf|ten minste|tenminste|minstens|of meer|\+|>", re.IGNORECASE)
AT_MOST = re.compile(r"maximaal|maximum|max\.?\s|hooguit|ten hoogste|^\s*tot\b|of minder|<", re.IGNORECASE)

Hours = tuple[float | None, float | None]


class ImpossibleError(ValueError):
    """A value that cannot be true: the record is refused. `field` is the file's own column name, "" until known."""

    def __init__(self, reason: str, field: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.field = field


def to_float(digits: str) -> float:
    """Return the number that digits with either decimal sign stand for."""
    return float(digits.replace(",", "."))


@lru_cache(maxsize=16_384)
def plain_number(text: str) -> float | None:
    """Return a number with at most one decimal sign and perhaps a unit, None when there is none."""
    text = SPACES.sub(" ", text).strip()
    if NOT_FINITE.fullmatch(text):
        raise ImpossibleError("geen eindig getal")
    found = PLAIN.fullmatch(text)
    return to_float(found[1]) if found else None


def amount(digits: str) -> float:
    """Return a sum of money: the last sign with one or two digits behind it is decimal, all others are thousands."""
    digits = SPACES.sub("", digits)
    head, sign, tail = max(digits.rpartition("."), digits.rpartition(","), key=lambda parts: len(parts[0]))
    thousands = len(tail) > CENT_DIGITS and head != "0"
    if not sign or thousands:
        return float(re.sub(r"\D", "", digits))
    return float(f"{re.sub(r'[.,]', '', head)}.{tail or 0}")


@lru_cache(maxsize=16_384)
def parse_hours(text: str) -> tuple[Hours, str]:
    """Return least and most hours a week; ImpossibleError when negative, above 80 or the wrong way round."""
    text = SPACES.sub(" ", text).strip()
    if NOT_FINITE.fullmatch(text) or re.match(r"-\s?\d", text):
        raise ImpossibleError("uren moeten een getal van 0 tot 80 zijn")
    body = STRETCH.sub(lambda match: " " if parse_stretch(match[0])[0] else match[0], text)
    body = COUNTED.sub(" ", body) if re.search(r"\bu(?:ur|ren)\b", body, re.IGNORECASE) else body
    found = [to_float(digits) for digits in HOUR_NUMBER.findall(body)]
    full, part = bool(FULL.search(text)), bool(PART.search(text))
    if not 1 <= len(found) <= LEAST_AND_MOST:
        return hours_in_words(text, full=full, part=part)
    return checked_hours(text, *in_hours_a_week(text, found))


def hours_in_words(text: str, *, full: bool, part: bool) -> tuple[Hours, str]:
    """Return what words such as "fulltime" say about hours."""
    if full and part:
        return (None, FULL_TIME[1]), ""
    if full:
        return FULL_TIME, ""
    if part:
        return (None, PART_TIME_MAX), ""
    if OPEN_HOURS.search(text):
        return (None, None), ""
    return (None, None), "uren niet herkend"


def in_hours_a_week(text: str, found: list[float]) -> tuple[float | None, float | None]:
    """Return one or two numbers as least and most hours a week, with days, months and fte brought to hours."""
    low, high = found[0], found[-1]
    if re.search(r"\bfte\b", text, re.IGNORECASE):
        return low * FULL_TIME[0], high * FULL_TIME[1]
    if re.search(r"\bdag(?:en)?\b", text, re.IGNORECASE) and not re.search(r"\bu(?:ur|ren)\b", text, re.IGNORECASE):
        low, high = low * DAY_HOURS, high * DAY_HOURS
    elif re.search(r"maand|month", text, re.IGNORECASE):
        low, high = round(low / MONTH_WEEKS, 2), round(high / MONTH_WEEKS, 2)
    if len(found) == 1 and AT_LEAST.search(text):
        return low, None
    if len(found) == 1 and AT_MOST.search(text):
        return None, high
    return low, high


def checked_hours(text: str, low: float | None, high: float | None) -> tuple[Hours, str]:
    """Return the hours when they can be; per day or year they stay unknown."""
    if re.search(r"per\s+dag|per\s+jaar|p/d|per\s+day|per\s+year", text, re.IGNORECASE):
        return (None, None), "uren zijn niet per week of maand gegeven"
    if max(low or 0.0, high or 0.0) > HOURS_LIMIT:
        raise ImpossibleError(f"{max(low or 0.0, high or 0.0):g} uur per week is meer dan {HOURS_LIMIT:g}")
    if low is not None and high is not None and low > high:
        raise ImpossibleError(f"de minste uren ({low:g}) zijn meer dan de meeste ({high:g})")
    if high == 0:
        return (None, None), "0 uur is als onbekend gelezen"
    return (low, high), ""


@lru_cache(maxsize=4_096)
def parse_clock(text: str) -> tuple[int | None, str]:
    """Return minutes after midnight, 0 to 1440: "8:30", "8.30", "830", "8 uur"."""
    text = text.strip()
    found = CLOCK_DIGITS.fullmatch(text) or CLOCK.fullmatch(text)
    if found:
        hour, minute = int(found[1]), int(found[2] or 0)
        total = hour * HOUR_MINUTES + minute
        if minute < HOUR_MINUTES and total <= DAY_MINUTES:
            return total, ""
    return None, "tijd niet herkend; schrijf bijvoorbeeld 08:30"


@lru_cache(maxsize=4_096)
def parse_stretch(text: str) -> tuple[Times | None, str]:
    """Return the stretch of a day in a text such as "08:30 - 17:00 uur"."""
    found = STRETCH.search(text)
    start, end = (parse_clock(found[1])[0], parse_clock(found[2])[0]) if found else (None, None)
    if start is None or end is None:
        return None, "werktijden niet herkend; schrijf bijvoorbeeld 08:30-17:00"
    return Times(start, end), ""


@lru_cache(maxsize=4_096)
def parse_minutes(text: str) -> tuple[float | None, str]:
    """Return a duration in minutes: "45", "45 minuten", "1,5 uur"."""
    number = plain_number(text)
    if number is None:
        return None, "minuten niet herkend"
    return number * (HOUR_MINUTES if re.search(r"\d\s*(?:uur|u|h)", text, re.IGNORECASE) else 1), ""


@lru_cache(maxsize=4_096)
def parse_weeks(text: str) -> tuple[float | None, str]:
    """Return a duration in weeks: "6", "6 weken", "3 maanden", "1 jaar", "2 dagen" (of five a week).

    What is counted in anything else ("40 uur", "12 lessen") says no length, and gives a warning.
    """
    text = HALF.sub(lambda found: "1,5" if found[1] else "0,5", text)
    number, unit = plain_number(text), LENGTH_UNIT.fullmatch(text)
    if number is None or unit is None:
        return None, "duur niet herkend; schrijf een aantal weken"
    return number * next((factor for start, factor in UNIT_WEEKS if unit[1].lower().startswith(start)), 1.0), ""


@lru_cache(maxsize=4_096)
def parse_price(text: str) -> tuple[float | None, str]:
    """Return a price in euro, 0 for "gratis"; ImpossibleError when negative or infinite."""
    text = SPACES.sub(" ", text).strip()
    if NOT_FINITE.fullmatch(text):
        raise ImpossibleError("geen eindig bedrag")
    if re.fullmatch(r"gratis|kosteloos|geen(?: kosten)?|free", text, re.IGNORECASE):
        return 0.0, ""
    found = PRICE.fullmatch(text)
    if not found:
        return None, "prijs niet herkend"
    if found[1] == "-":
        raise ImpossibleError("een prijs kan niet negatief zijn")
    return amount(found[2].rstrip(" ,.-'")), ""
