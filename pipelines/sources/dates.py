"""Dates as Dutch files write them."""

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from pipelines.sources.numbers import ImpossibleError
from pipelines.sources.text import quote

YEARS = (1990, 2100)  # no vacancy of ours is older, and a later year is a typing error
CENTURY, CENTURY_YEARS = 2_000, 100
EXCEL_EPOCH = date(1899, 12, 30)  # day 0 of a spreadsheet; its leap day error lies before our years
EXCEL_DAYS = (32_874, 73_415)  # 1990 to 2100

# A moment that says in which zone it is, and an xs:date that does so, of which the day is as it stands.
ZONE = r"(?:z|[+-]\d{2}(?::?\d{2})?)"
MOMENT = re.compile(
    rf"(\d{{4}}-\d{{2}}-\d{{2}})[t ](\d{{2}}:\d{{2}})(:\d{{2}})?(?:[.,]\d{{1,9}})? ?({ZONE})", re.IGNORECASE
)
DAY_IN_ZONE = re.compile(rf"(\d{{4}}-\d{{2}}-\d{{2}}){ZONE}", re.IGNORECASE)
CLOCK_TAIL = r"(?:[t ,]+\d{1,2}[:.]\d{2}.*)?"
ISO = re.compile(rf"(\d{{4}})[-/](\d{{1,2}})[-/](\d{{1,2}}){CLOCK_TAIL}")
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:t\d{4,6}.*)?")
DUTCH = re.compile(rf"(\d{{1,2}})[-/. ]+(\d{{1,2}})[-/. ]+'?(\d{{4}}|\d{{2}}){CLOCK_TAIL}")
WORDS = re.compile(rf"(\d{{1,2}})(?:e|ste|de)?[-/. ]*([a-z]{{3,9}})[-/. ]*'?(\d{{4}}|\d{{2}}){CLOCK_TAIL}")
LEAD = re.compile(
    r"^(?:(?:per|vanaf|met ingang van|uiterlijk|tot en met|t/m|tot|op|voor|sinds)\s+)*"
    r"(?:(?:[a-z]{2,9}dag|ma|di|wo|do|vr|za|zo)[,.]?\s+)?"
)
MONTHS = (
    ("januari", "january", "jan"),
    ("februari", "february", "feb"),
    ("maart", "march", "mrt", "mar", "maa"),
    ("april", "apr"),
    ("mei", "may"),
    ("juni", "june", "jun"),
    ("juli", "july", "jul"),
    ("augustus", "august", "aug"),
    ("september", "sep", "sept"),
    ("oktober", "october", "okt", "oct"),
    ("november", "nov"),
    ("december", "dec"),
)
MONTH = {name: number for number, names in enumerate(MONTHS, start=1) for name in names}
NO_DATE = re.compile(
    r"(?:per\s+)?(?:direct|z\.?\s?s\.?\s?m\.?|zo\s?snel\s?mogelijk|zo\s?spoedig\s?mogelijk|onmiddellijk|asap|heden|nu|"
    r"(?:in|nader)\s+(?:overleg|te\s+bepalen)|n\.?\s?t\.?\s?b\.?|n\.?v\.?t\.?|onbekend|"
    r"doorlopende?|continue?|flexibele?|elk moment|op aanvraag|open|geen|-+)"
    r"(?:\s+(?:beschikbaar|mogelijk|instroom|starten|start))?",
    re.IGNORECASE,
)


@lru_cache(maxsize=8_192)
def parse_date(text: str) -> tuple[date | None, str]:
    """Return the day as written (a time and zone are left off); None without a warning for "per direct" and its like.

    ImpossibleError when the day does not exist or lies outside 1990 to 2100.
    """
    text = " ".join(text.split())
    if NO_DATE.fullmatch(text):
        return None, ""
    body = LEAD.sub("", text.lower())
    if found := ISO.fullmatch(body) or COMPACT.fullmatch(body):
        return day(text, int(found[1]), int(found[2]), int(found[3])), ""
    if found := DUTCH.fullmatch(body):
        return day(text, full_year(found[3]), int(found[2]), int(found[1])), ""
    if (found := WORDS.fullmatch(body)) and found[2] in MONTH:
        return day(text, full_year(found[3]), MONTH[found[2]], int(found[1])), ""
    if re.fullmatch(r"\d{5}(?:\.\d+)?", text) and EXCEL_DAYS[0] <= int(text[:5]) <= EXCEL_DAYS[1]:
        found_day = EXCEL_EPOCH + timedelta(days=int(text[:5]))
        return found_day, f"{text} lijkt een datumnummer uit Excel en is gelezen als {found_day:%d-%m-%Y}"
    return None, f"datum {quote(text)} niet herkend; schrijf bijvoorbeeld 31-12-2026"


@lru_cache(maxsize=8_192)
def parse_dutch_day(text: str, *, ends: bool = False) -> tuple[date | None, str]:
    """Return the day as `parse_date` does; of a moment with a zone, the day that it then is in the Netherlands.

    So "2027-08-31T22:00:00Z" is 1 September 2027. With `ends` the moment is one at which something closes: closing at
    midnight sharp, the day before is the last. A moment without a zone stays as it is written.
    """
    body = " ".join(text.split())
    if found := DAY_IN_ZONE.fullmatch(body):
        return parse_date(found[1])
    found = MOMENT.fullmatch(body)
    stated = parse_date(body)  # so that a day that cannot be is refused before its zone is reckoned with
    if found is None or stated[0] is None:
        return stated
    zone = found[4].upper()
    try:
        moment = datetime.fromisoformat(f"{found[1]}T{found[2]}{found[3] or ':00'}{zone}")
    except ValueError:
        return stated  # a time that does not exist: the day is what is left of it
    here = moment.astimezone(ZoneInfo("Europe/Amsterdam"))
    back = timedelta(days=1) if ends and here.time() == time() else timedelta()
    last = here.date() - back
    return day(text, last.year, last.month, last.day), ""


def full_year(digits: str) -> int:
    """Return the year; two digits are in this century."""
    return int(digits) + (CENTURY if int(digits) < CENTURY_YEARS else 0)


def day(text: str, year: int, month: int, number: int) -> date:
    """Return the day; ImpossibleError when there is no such day or it is outside the years that can be."""
    if not YEARS[0] <= year <= YEARS[1]:
        raise ImpossibleError(f"datum {quote(text)} ligt niet tussen {YEARS[0]} en {YEARS[1]}")
    try:
        return date(year, month, number)
    except ValueError:
        raise ImpossibleError(f"datum {quote(text)} bestaat niet") from None
