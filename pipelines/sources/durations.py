"""ISO 8601 durations of courses: "P10W" is a length in weeks, "PT22H" a number of hours."""

import re

# A year has 52 weeks and 12 months here: a course of "P6M" lasts 26 weeks. Nobody plans a course by the day.
_WEEKS = {"y": 52.0, "m": 52 / 12, "w": 1.0, "d": 1 / 7}
_HOURS = {"h": 1.0, "m": 1 / 60, "s": 1 / 3600}

# The parts of a duration, in their fixed order: "P1Y2M3W4DT5H6M7S". Weeks beside other parts are allowed, as files
# have them; the figures may have a decimal point or comma.
_NUMBER = r"([0-9]{1,6}(?:[.,][0-9]{1,6})?)"
_DURATION = re.compile(
    rf"P(?:{_NUMBER}Y)?(?:{_NUMBER}M)?(?:{_NUMBER}W)?(?:{_NUMBER}D)?"
    rf"(?:T(?:{_NUMBER}H)?(?:{_NUMBER}M)?(?:{_NUMBER}S)?)?",
    re.IGNORECASE,
)


def weeks_of(text: str) -> float | None:
    """The length of an ISO 8601 duration of days, weeks, months or years, in weeks: 26.0 for "P6M".

    None for a text that is no such duration, and for one of hours alone ("PT22H"), which says nothing about weeks.
    """
    parts = _parts(text)
    if parts is None or not any(parts[:4]):
        return None
    return sum(part * weight for part, weight in zip(parts[:4], _WEEKS.values(), strict=True))


def hours_of(text: str) -> float | None:
    """The hours in an ISO 8601 duration of hours, minutes or seconds: 22.0 for "PT22H".

    None for a text that is no such duration, and for one with days or longer parts ("P10W"), of which nobody knows
    how many hours are lessons.
    """
    parts = _parts(text)
    if parts is None or any(parts[:4]) or not any(parts[4:]):
        return None
    return sum(part * weight for part, weight in zip(parts[4:], _HOURS.values(), strict=True))


def _parts(text: str) -> list[float] | None:
    """Years, months, weeks, days, hours, minutes and seconds of a duration; None for a text that is none."""
    found = _DURATION.fullmatch(text.strip())
    if found is None:
        return None
    return [float((part or "0").replace(",", ".")) for part in found.groups()]
