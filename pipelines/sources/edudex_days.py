"""In which parts of the week a run of an EDU-DEX program has its lessons, and the first and last day of them."""

from collections.abc import Sequence

from matcher.codes import DayPart
from pipelines.sources.course_sheet import as_day
from pipelines.sources.edudex_xml import Element
from pipelines.sources.lesson_times import DAY_OF_WEEKEND, parts_of_times
from pipelines.sources.numbers import parse_clock

PARTS = {
    "morning": (DayPart.DAY,),
    "afternoon": (DayPart.DAY,),
    "day": (DayPart.DAY,),
    "evening": (DayPart.EVENING,),
    "night": (DayPart.NIGHT,),
    "weekend": (DayPart.SATURDAY, DayPart.SUNDAY),
}
NAMED_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
CLOCK = 5  # characters of "19:30:00+01:00" that say the time


def lesson_days(run: Element) -> list[Element]:
    """Return the days of a run and of its modules; a module with a time of its own is a day too."""
    days = run.all("courseDay")
    for module in run.all("module", "genericModule"):
        days += module.all("courseDay") or ([module] if module.word("startTime") else [])
    return days


def dates_of(run: Element) -> list[str]:
    """Return the dates of the lessons and the starts of the modules, the earliest first."""
    stated = [day.word("date") for day in run.all("courseDay")]
    for module in run.all("module", "genericModule"):
        stated += [date_in(module.first("startDate")), *(day.word("date") for day in module.all("courseDay"))]
    dated = [(day, text) for text in stated if (day := as_day(text)) is not None]
    return [text for _, text in sorted(dated)]


def date_in(element: Element) -> str:
    """Return a date that may be estimated: the text itself, or the date inside it."""
    return element.word("date") or element.word()


def stated_parts(run: Element) -> list[str]:
    """Return the parts of the week that a run states in so many words."""
    found = {part for one in run.all("contactHoursPartOfDay") for part in PARTS.get(one.word().lower(), ())}
    return in_order(found)


def parts_of(days: Sequence[Element]) -> list[str]:
    """Return the parts of the week in which these days fall; empty when that is not known of every one of them."""
    found = [parts_of_day(day) for day in days]
    return in_order(set().union(*found)) if all(found) else []


def parts_of_day(day: Element) -> set[DayPart]:
    """Return the parts of the week of one day of lessons; none when it states no time and is no Saturday or Sunday."""
    date = as_day(day.word("date"))
    named = day.word("dayOfTheWeek").lower()
    weekday = date.weekday() if date else NAMED_DAYS.index(named) if named in NAMED_DAYS else None
    if weekday in DAY_OF_WEEKEND:
        return {DAY_OF_WEEKEND[weekday]}
    start, end = (parse_clock(day.word(name)[:CLOCK])[0] for name in ("startTime", "endTime"))
    return set() if start is None else parts_of_times(start, end)


def in_order(found: set[DayPart]) -> list[str]:
    """Return the codes of parts of the week in the order of the closed list."""
    return [part.value for part in DayPart if part in found]
