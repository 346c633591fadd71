"""How many hours a week the work is. Times of the clock, opening hours and hours a day are something else."""

import re
from collections.abc import Iterator

from models.texts.said import Said

KIND = "hours"
TRIGGER = re.compile(
    r"uur|uren|\d+uur|\d+u|fulltime|parttime|full|part|fte|urige|voltijd\w*|deeltijd\w*|urencontract|werkweek|dienstverband"
)
FEWEST, MOST = 1.0, 60.0  # hours a week that an advertisement can mean
LEAST_BARE, MOST_BARE = 8.0, 40.0  # hours that mean a week without saying so
FULL_TIME = (36.0, 40.0)  # as a column with "fulltime" is read
PART_TIME = (None, 35.0)
WEEKS_A_MONTH = 52 / 12
NEARBY = 40  # characters before it that are looked at
NEAR_OTHER = 12  # characters between "minimaal 24 uur" and "maximaal 32 uur"
TITLE_ROOM = 60  # characters around the hours in a title or a line of a list: "Verzorgende IG 24 uur Delft"

# A pattern that begins with a digit is found much faster, so what stands before it is looked at afterwards.
_NUMBER = r"\d{1,2}(?:[.,]5)?(?![\d:]|[.,]\d)"
_TO = r"\s?(?:-|/|tot en met|tot maximaal|tot|t/m|a|of|en)\s?(?:maximaal |max\.? )?"
_PER = r"\s?(?:\(?(?:per|p\.?|/|in de|in een|in|elke|iedere)\s?(?:w\b|wk\b|week)|p/w|pw|weeks?\b| werkweek)"
HOURS = re.compile(
    rf"(?P<low>{_NUMBER})(?:{_TO}(?P<high>{_NUMBER}))?\s?\+?\s?-?\s?(?P<unit>uur|uren|u\b|urige|urencontract)"
    rf"(?P<per>{_PER})?"
    r"(?P<month>\s?(?:per|/|p\.?)\s?(?:maand|mnd))?"
    r"(?P<other>\s?(?:per|/|p\.?)\s?(?:dag|nacht|etmaal|dienst|jaar|keer|ochtend|avond|middag|periode))?"
)
NO_START = re.compile(r"(?:[\d.,:/$-]|\$ )$")  # of another number, or a sum of money
BOUND = re.compile(
    r"\b(?:(?P<least>minimaal|min\.?|minstens|ten minste|vanaf)"
    r"|(?P<most>maximaal|max\.?|tot maximaal|hooguit|ten hoogste|tot)|tussen(?: de)?) $"
)
LISTED = re.compile(
    rf"\b(?:uren|aantal uren|uren per week|werkuren|urenaantal)(?: per week)?\s?:\s?(?P<low>{_NUMBER})"
    rf"(?:\s?(?:-|tot|t/m|/)\s?(?P<high>{_NUMBER}))?(?!\s?%|\s?uur)"
)
# "Van 8 tot 17 uur", "om 7 uur", "binnen 48 uur", "24 uur zorg", "na 20.00 uur", "€ 15 per uur".
NOT_A_WEEK = re.compile(
    r"\b(?:om|vanaf|rond|voor|na|binnen|van|sinds|tegen|elke|ieder|iedere|eerste|laatste|paar|begint|start|per|klok"
    r"|ca\.?|bellen|reactie) $"
)
CONTRACT = re.compile(
    r"\b(?:contract|baan|functie|dienstverband|aanstelling|werkweek|vacature|job|week|gaat om|werkt|werken|werk"
    r"|beschikbaar|uren|omvang|plek)\b"
)
CONTRACT_OF = re.compile(CONTRACT.pattern + r"[\w ,]{0,12}$")
DAY_BEHIND = re.compile(
    r"\s?(?:'s|per dag|in de (?:ochtend|middag|avond|nacht)|zorg|service|dienst|bereik|geopend|open\b|aanwezig"
    r"|later|slapen|vooraf|tevoren|van tevoren)|-?s?zorg|\s?7 dagen"
)
OPENING = re.compile(r"\b(?:geopend|open|opening\w*|bereikbaar|telefonisch|levering|bezorg\w* binnen|24/7)\b")
NAMES = re.compile(r"\b(?:(?P<full>full-? ?time|voltijds?)|(?P<part>part-? ?time|deeltijds?))\b")
FTE = re.compile(r"(?P<low>\d(?:[.,]\d{1,2})?)(?:\s?(?:-|tot)\s?(?P<high>\d(?:[.,]\d{1,2})?))?\s?fte\b")

Bounds = tuple[float | None, float | None]


def read(plain: str, start: int, end: int) -> Iterator[Said]:
    """Give the hours a week in this part of a plain text, lowest and highest; None for an open end."""
    found = _joined([*_numbers(plain, start, end)])
    if plain.find("fte", start, end) >= 0:
        found += _fte(plain, start, end)
    yield from found or _names(plain, start, end)


def _numbers(plain: str, start: int, end: int) -> Iterator[Said]:
    for found in HOURS.finditer(plain, start, end):
        before = plain[max(start, found.start() - NEARBY) : found.start()]
        low, high = _ends(found)
        if found["month"]:
            low, high = round(low / WEEKS_A_MONTH, 1), round(high / WEEKS_A_MONTH, 1)
        weekly = found["per"] or found["month"] or found["unit"] in ("urige", "urencontract")
        if NO_START.search(before) or found["other"] or not FEWEST <= low <= high <= MOST:
            continue
        bound = BOUND.search(before)
        if weekly or _is_week(plain, start, end, found, bound):
            first = found.start() - (len(before) - bound.start() if bound else 0)
            yield _said(first, found, _bounded(low, high, found, bound))
    for found in LISTED.finditer(plain, start, end):
        low, high = _ends(found)
        if FEWEST <= low <= high <= MOST:
            yield _said(found.start(), found, (low, high))


def _is_week(plain: str, start: int, end: int, found: re.Match[str], bound: re.Match[str] | None) -> bool:
    """Whether a bare "32 uur" means a week: so many as people work, and no time of the clock."""
    low, high = _ends(found)
    if not LEAST_BARE <= low <= high <= MOST_BARE or DAY_BEHIND.match(plain, found.end()):
        return False
    if OPENING.search(plain, start, end):
        return False
    before = plain[max(start, found.start() - NEARBY) : found.start()]
    if CONTRACT_OF.search(before):
        return True
    if NOT_A_WEEK.search(before) and not (found["high"] and before.endswith(" voor ")):
        return False
    works = CONTRACT.search(plain, start, end) is not None
    if bound and bound[0].strip() in ("vanaf", "tot", "tussen", "tussen de"):
        return works
    return works or found["high"] is not None or end - start <= len(found[0]) + TITLE_ROOM


def _joined(found: list[Said]) -> list[Said]:
    """Return a lowest and a highest that stand together as one: "minimaal 24 uur, maximaal 32 uur"."""
    match found:
        case [Said(value=(float() as low, None)) as one, Said(value=(None, float() as high)) as other]:
            if low <= high and other.start - one.end <= NEAR_OTHER:
                return [Said(KIND, f"{low:g}-{high:g}", one.start, other.end, (low, high))]
    return found


def _bounded(low: float, high: float, found: re.Match[str], bound: re.Match[str] | None) -> Bounds:
    if bound is None or found["high"] is not None:
        return low, high
    if bound["least"]:
        return low, None
    return (None, high) if bound["most"] else (low, high)


def _fte(plain: str, start: int, end: int) -> Iterator[Said]:
    for found in FTE.finditer(plain, start, end):
        low, high = _ends(found)
        if 0 < low <= high <= 1:
            yield _said(found.start(), found, (round(low * FULL_TIME[0], 1), round(high * FULL_TIME[1], 1)))


def _names(plain: str, start: int, end: int) -> Iterator[Said]:
    """Give full-time and part-time; when both are possible nothing is said about hours."""
    found = list(NAMES.finditer(plain, start, end))
    if found and len({one.lastgroup for one in found}) == 1:
        yield _said(found[0].start(), found[0], FULL_TIME if found[0]["full"] else PART_TIME)


def _ends(found: re.Match[str]) -> tuple[float, float]:
    """Return the lowest and the highest number of a match, the same when it has one."""
    low = float(found["low"].replace(",", "."))
    return low, low if found["high"] is None else float(found["high"].replace(",", "."))


def _said(first: int, found: re.Match[str], value: Bounds) -> Said:
    low, high = ("" if end is None else f"{end:g}" for end in value)
    return Said(KIND, low if low == high else f"{low}-{high}", first, found.start() + len(found[0].rstrip()), value)
