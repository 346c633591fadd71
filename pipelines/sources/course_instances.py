"""schema.org CourseInstance: when, where and how a course is given, as the cells of our own columns.

Properties after https://schema.org/CourseInstance, https://schema.org/Schedule and https://schema.org/Offer.
"""

import re
from collections.abc import Mapping
from typing import Any

from pipelines.sources.course_sheet import hours_a_week, last_of, weeks_between
from pipelines.sources.durations import hours_of, weeks_of
from pipelines.sources.jobposting import each, first, local, named, names, place_cells
from pipelines.sources.lesson_times import DAY_OF_WEEKEND, parts_of_times
from pipelines.sources.numbers import HOUR_MINUTES, HOURS_LIMIT, MONTH_WEEKS, parse_clock, parse_weeks
from pipelines.sources.text import fold
from pipelines.sources.words import DAY_PARTS, find

Node = Mapping[str, Any]
Cells = dict[str, Any]

EMPTY: tuple[Any, ...] = (None, "", [], {})
SCHOOL_DAYS = 5  # a week: what is given daily is given on working days
ONLINE = re.compile(r"\b(?:online|virtual|virtueel|mooc|distance|afstand|e learning|elearning|webinar)\b")
ON_SITE = re.compile(
    r"\b(?:onsite|on site|in person|klassikaal|op locatie|blended|hybrid|hybride|presential|offline)\b"
)
NO_PLACE = re.compile(r"\b(?:full time|fulltime|part time|parttime|synchronous|asynchronous|voltijd|deeltijd)\b")
PER_WEEK = re.compile(
    r"(\d+(?:[.,]\d+)?)\s*(?:uur|uren|u|hours?|h)\b[^\d]{0,12}\b(?:per|a|p)[ /]*(?:week|wk|w)\b", re.IGNORECASE
)
WEEKLY = frozenset({"p1w", "p7d", "weekly", "wekelijks"})
DAYS = {
    name: number
    for number, names_of_day in enumerate(
        ("monday mo ma maandag", "tuesday tu di dinsdag", "wednesday we wo woensdag", "thursday th do donderdag",
         "friday fr vr vrijdag", "saturday sa za zaterdag", "sunday su zo zondag")
    )
    for name in names_of_day.split()
}  # fmt: skip
CANCELLED = "hasCourseInstance die niet doorgaat"
IGNORED = frozenset({
    "@type", "@context", "@id", "name", "description", "image", "instructor", "performer", "inLanguage", "eventStatus",
    "maximumAttendeeCapacity", "remainingAttendeeCapacity", "doorTime", "about", "endDate", "additionalType",
})  # fmt: skip
READ = frozenset({
    "courseMode", "startDate", "location", "courseWorkload", "courseSchedule", "offers", "url", "provider", "organizer",
    "duration", "timeRequired",
})  # fmt: skip


def instance_cells(instance: Node, course: Node) -> tuple[Cells, list[str]]:
    """Return the cells of one instance, which go before those of its course, and what was not read.

    `course` are the cells of the course. An instance that does not go on has no provider, so that it is no offering.
    """
    if fold(local(named(instance.get("eventStatus")))).replace(" ", "") in ("eventcancelled", "cancelled"):
        return {"aanbieder": ""}, [CANCELLED]
    schedule = first(instance.get("courseSchedule"))
    timed = _schedule(schedule) if isinstance(schedule, dict) else {}
    mode, missed = _mode(instance.get("courseMode"))
    found: Cells = {
        **_length(instance, timed, course),
        **timed,
        **mode,
        **_place(instance.get("location")),
        **of_offers(instance.get("offers")),
        "aanmelden_tot": _apply_by(instance.get("offers")),
        "aanbieder": named(instance.get("provider"), "name", "legalName"),
        "url": named(instance.get("url")),
    }
    if starts := names(instance.get("startDate")):
        found["startdatum"] = "|".join(starts)
    if "aanbieder" not in course and not found["aanbieder"]:
        found["aanbieder"] = named(instance.get("organizer"), "name", "legalName")
    hours = _hours(instance.get("courseWorkload"), found.get("weken", course.get("weken")))
    found.setdefault("uren_per_week", hours)
    if hours is None and instance.get("courseWorkload"):
        missed.append("courseWorkload")
    missed += [name for name in instance if name not in READ and name not in IGNORED]
    return {column: value for column, value in found.items() if value not in EMPTY}, missed


def of_offers(value: Any) -> Cells:
    """Return the price in euro, of the first offer that has one; an offer in another currency says nothing."""
    for offer in each(value):
        if not isinstance(offer, dict):
            continue
        detail = first(offer.get("priceSpecification"))
        priced = detail if isinstance(detail, dict) and "price" not in offer else offer
        if named(priced.get("priceCurrency") or offer.get("priceCurrency")) not in ("", "EUR", "€"):
            continue
        price, low, high = (first(priced.get(name)) for name in ("price", "lowPrice", "highPrice"))
        if price not in EMPTY:
            return {"prijs": price}
        if low not in EMPTY or high not in EMPTY:
            return {"prijs_min": low, "prijs_max": high}
        if any(fold(text) == "free" for text in names(offer.get("category"))):
            return {"prijs": "gratis"}
    return {}


def _apply_by(value: Any) -> str:
    """Return the last day to apply: the last on which an offer of the instance itself is valid, "" without such a day.

    An offer that does not say until when goes on, so that there is no last.
    """
    offers = [offer for offer in each(value) if isinstance(offer, dict)]
    return last_of([named(offer.get("validThrough")) for offer in offers])


def _mode(value: Any) -> tuple[Cells, list[str]]:
    """Return whether it is online and in which parts of the week; "part-time" says neither."""
    found: Cells = {}
    missed = []
    for text in names(value):
        words = fold(re.split(r"[/#]", text)[-1])
        if ON_SITE.search(words):  # part of it is: someone has to go there
            found["online"] = "nee"
        elif ONLINE.search(words):
            found.setdefault("online", "ja")
        elif find(words, DAY_PARTS):
            found.setdefault("dagdelen", []).append(words)
        elif not NO_PLACE.search(words):
            missed.append("courseMode")
    return found, missed


def _place(value: Any) -> Cells:
    """Return where it is; a place on the web says that it is online, unless there is another."""
    places = each(value)
    real = [one for one in places if not _is_virtual(one)]
    if places and not real:
        return {"online": "ja"}
    return {column: cell for column, cell in place_cells(real).items() if cell not in EMPTY} if real else {}


def _is_virtual(value: Any) -> bool:
    if isinstance(value, dict):
        return any("virtuallocation" in str(kind).lower() for kind in each(value.get("@type")))
    return bool(ONLINE.fullmatch(fold(named(value))))


def _length(instance: Node, timed: Cells, course: Node) -> Cells:
    """Return the weeks of an instance: as it says, else from its days where the course states no length."""
    for name in ("duration", "timeRequired"):
        if weeks_of(named(instance.get(name))) is not None:
            return {"weken": named(instance[name])}
    start = named(instance.get("startDate")) or timed.get("startdatum", "")
    weeks = None if "weken" in course else weeks_between(start, named(instance.get("endDate")))
    return {} if weeks is None else {"weken": weeks}


def _schedule(schedule: Node) -> Cells:
    """Return start, parts of the week, weeks and hours a week of a schedule, as far as it tells them."""
    days = [DAYS[word] for text in names(schedule.get("byDay")) if (word := fold(local(text))) in DAYS]
    start, end = (parse_clock(named(schedule.get(name)))[0] for name in ("startTime", "endTime"))
    found: Cells = {"startdatum": named(schedule.get("startDate")), "dagdelen": _day_parts(days, start, end)}
    hours = hours_of(named(schedule.get("duration")))
    if hours is None and start is not None and end is not None and end > start:
        hours = (end - start) / HOUR_MINUTES
    weekly = fold(named(schedule.get("repeatFrequency"))) in WEEKLY
    if hours is not None and weekly:
        found["uren_per_week"] = hours * max(1, len(days))
    found["weken"] = _weeks_of_schedule(schedule, weekly=weekly)
    return {column: value for column, value in found.items() if value not in EMPTY}


def _weeks_of_schedule(schedule: Node, *, weekly: bool) -> float | None:
    weeks = weeks_between(named(schedule.get("startDate")), named(schedule.get("endDate")))
    if weeks is not None:
        return weeks
    count = named(schedule.get("repeatCount"))
    if not count.isdecimal():
        return None
    unit = fold(named(schedule.get("repeatFrequency")))
    if weekly:
        return float(count)
    return {
        "daily": int(count) / SCHOOL_DAYS,
        "p1d": int(count) / SCHOOL_DAYS,
        "monthly": int(count) * MONTH_WEEKS,
    }.get(unit)


def _day_parts(days: list[int], start: int | None, end: int | None) -> list[str]:
    """Return the parts of the week of lessons on these days; a working day says nothing without a time."""
    parts = {DAY_OF_WEEKEND[day] for day in days if day in DAY_OF_WEEKEND}
    if start is not None and (not days or any(day not in DAY_OF_WEEKEND for day in days)):
        parts |= parts_of_times(start, end)
    return sorted(part.value for part in parts)


def _hours(value: Any, length: Any) -> float | None:
    """Return hours of study a week; None when that cannot be told, or is more than a week can hold.

    A text may say them in so many words. A bare duration ("PT22H") is that of the whole course, as the sites that have
    it write it (seen in public repositories, 2026-11), so it needs the `length` of the course: weeks, or a text.
    """
    text = named(first(value))
    if found := PER_WEEK.search(text):
        return float(found[1].replace(",", "."))
    weeks = weeks_of(named(length))
    hours = hours_a_week(hours_of(text), parse_weeks(named(length))[0] if weeks is None else weeks)
    return None if hours is None or hours > HOURS_LIMIT else hours
