"""In which parts of the week lessons fall, from words ("dinsdagavond") and from times ("zaterdag 9:30-12:30")."""

import re
from functools import lru_cache

from matcher.codes import DayPart
from pipelines.sources.edudex_days import EARLY_UNTIL, EVENING_FROM, INTO_EVENING
from pipelines.sources.lists import parse_day_parts, unknown
from pipelines.sources.numbers import parse_stretch
from pipelines.sources.text import fold, pieces
from pipelines.sources.words import DAY_PARTS, WEEKDAYS, WEEKEND

BARE_DAYS = frozenset({*WEEKDAYS, *(day[:2] for day in WEEKDAYS)})
TOGETHER = re.compile(r"\s+(?:en|of|&|\+)\s+", re.IGNORECASE)


@lru_cache(maxsize=4_096)
def parse_lessons(text: str) -> tuple[frozenset[DayPart], str]:
    """Return the parts of the week that a cell names, and a warning for what says none."""
    found, warning = parse_day_parts(text)
    if not warning:
        return found, ""
    items = pieces(TOGETHER.sub("|", text))
    parts = set().union(*map(_in_times, items))
    missed = []
    for piece in items:
        named, told = parse_day_parts(piece)
        if not (parts and fold(piece) in BARE_DAYS):  # "maandag en dinsdag 19:00-21:00": the times hold for both
            parts |= named
        if told and not _in_times(piece):
            missed.append(piece)
    return frozenset(parts), unknown("dagdeel", missed)


def parts_of_times(start: int, end: int | None) -> set[DayPart]:
    """Return the parts of a working day of lessons from one minute after midnight to another, which may be unknown."""
    parts = {DayPart.EARLY} if start < EARLY_UNTIL else set()
    if EARLY_UNTIL <= start < EVENING_FROM or (start < EARLY_UNTIL and end is not None and end > EARLY_UNTIL):
        parts.add(DayPart.DAY)
    if start >= EVENING_FROM or (end is not None and end > INTO_EVENING):
        parts.add(DayPart.EVENING)
    return parts


def _in_times(piece: str) -> set[DayPart]:
    """Return the parts of the week of a piece with times in it; none when it has no times."""
    times = parse_stretch(piece)[0]
    if times is None:
        return set()
    days = {part for word in fold(piece).split() for part in DAY_PARTS.get(word, frozenset()) & WEEKEND}
    return days or parts_of_times(times.start, times.end)
