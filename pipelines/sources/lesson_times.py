"""In which parts of the week lessons fall, from words ("dinsdagavond") and from times ("zaterdag 9:30-12:30")."""

import re
from functools import lru_cache

from matcher.codes import DayPart
from pipelines.sources.lists import parse_day_parts, unknown
from pipelines.sources.numbers import parse_stretch
from pipelines.sources.text import fold, pieces
from pipelines.sources.words import DAY_PARTS, DAYTIMES, EVENINGS, WEEKDAYS, WEEKEND

# Minutes after midnight. Early is before seven, as `DayPart` says; a lesson that begins at five in the afternoon or
# later is in the evening, one that begins before and lasts until after seven is in both (our bounds, 2026-11).
EARLY_UNTIL, EVENING_FROM, INTO_EVENING = 7 * 60, 17 * 60, 19 * 60
# The days of the weekend, as Python counts the days of the week.
DAY_OF_WEEKEND = {5: DayPart.SATURDAY, 6: DayPart.SUNDAY}
BARE_DAYS = frozenset({*WEEKDAYS, *(day[:2] for day in WEEKDAYS)})
TOGETHER = re.compile(r"\s*(?<!\bt)/(?!m\b)\s*|,\s+|\s+(?:en|of|&|\+)\s+", re.IGNORECASE)
SHORT_DAY = re.compile(r"\w+-(?=\s*$)")  # "dinsdag-" before "en donderdagavond"
PART_OF_DAY = re.compile(rf"(?:{'|'.join((*DAYTIMES, *EVENINGS))})$")
# "2 avonden per week" says when, beside how often.
COUNTED = re.compile(r"^\d+ (?=\D*(?:avond|ochtend|middag|zaterdag|zondag))|(?: per week| p w)$")


@lru_cache(maxsize=4_096)
def parse_lessons(text: str) -> tuple[frozenset[DayPart], str]:
    """Return the parts of the week that a cell names, and a warning for what says none."""
    found, warning = parse_day_parts(text)
    if not warning and "-" not in text:
        return found, ""
    items = _whole_words(pieces(TOGETHER.sub("|", text)))
    parts = set().union(*map(_in_times, items))
    missed = []
    for piece in items:
        named, told = parse_day_parts(COUNTED.sub("", fold(piece)))
        if not (parts and fold(piece) in BARE_DAYS):  # "maandag en dinsdag 19:00-21:00": the times hold for both
            parts |= named
        if told and not _in_times(piece):
            missed.append(piece)
    return frozenset(parts), unknown("dagdeel", missed)


def _whole_words(items: list[str]) -> list[str]:
    """Return the pieces with the ending that one shares with the next: "dinsdag-" becomes "dinsdagavond"."""
    whole = list(items)
    for index in range(len(items) - 2, -1, -1):
        ending = PART_OF_DAY.search(fold(whole[index + 1]))
        if ending and SHORT_DAY.fullmatch(whole[index]):
            whole[index] = whole[index].rstrip("- ") + ending[0]
    return whole


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
