"""What vacancies and profiles have in common in VUM: hours, parts of the day, licences, addresses in CompetentNL."""

import re
from collections.abc import Mapping

from matcher.codes import DayPart
from pipelines.sources.lists import one_licence
from pipelines.sources.numbers import HOURS_LIMIT
from pipelines.vum.codes import DRIVING_LICENCES, LESSER_LICENCE, NO, YES
from pipelines.vum.forms import Document
from pipelines.vum.record import Record

MOST_HOURS, LEAST_HOURS = "werktijden.aantalWerkurenPerWeekMaximaal", "werktijden.aantalWerkurenPerWeekMinimaal"
OFFICE_HOURS = "werktijden.indicatieKantoortijden"
IRREGULAR = "flexibiliteit.indicatieOnregelmatigWerkOfPloegendienst"
# As the standard has them; whatever else stands in the place of one is no address.
WEB_ADDRESS = re.compile(r"https?://\S{1,190}")
COMPETENTNL = re.compile(r"https?://linkeddata\.competentnl\.nl/\S{1,160}")
DRIVING = re.compile(r"rijbewijs-([a-z0-9]{1,3})")


def read_hours(record: Record) -> tuple[float | None, float | None]:
    """Return least and most hours a week; more than a week can hold is read as the most that it can."""
    low, high = record.whole(LEAST_HOURS), record.whole(MOST_HOURS)
    if high == 0:
        high = None  # nobody works for at most no hours: nothing was filled in
    low, high = (None if hours is None or hours < 0 else hours for hours in (low, high))
    for path, hours in ((LEAST_HOURS, low), (MOST_HOURS, high)):
        if hours is not None and hours > HOURS_LIMIT:
            record.tell(path, f"{hours} uur per week is gelezen als {HOURS_LIMIT:g}")
    if low is not None and high is not None and low > high:
        record.tell(LEAST_HOURS, "de minste uren zijn meer dan de meeste; omgedraaid gelezen")
        low, high = high, low
    least, most = (None if hours is None else min(float(hours), HOURS_LIMIT) for hours in (low, high))
    return least, most


def hours_of(low: float | None, high: float | None) -> Document:
    """Return hours a week in whole numbers; rounded so that the stretch gets no wider than it was."""
    least = None if low is None else _upwards(low)
    most = None if high is None else int(high)
    if least is not None and most is not None and least > most:
        least = most
    found = {"aantalWerkurenPerWeekMinimaal": least, "aantalWerkurenPerWeekMaximaal": most}
    return {name: min(max(hours, 0), 99) for name, hours in found.items() if hours is not None}


def _upwards(hours: float) -> int:
    return int(hours) + (hours > int(hours))


def office_hours_of(parts: frozenset[DayPart]) -> tuple[Document, Document]:
    """Return what `werktijden` and `flexibiliteit` say of the parts of the day, as far as the standard can."""
    if parts == {DayPart.DAY}:
        return {"indicatieKantoortijden": YES}, {"indicatieOnregelmatigWerkOfPloegendienst": NO}
    if parts == frozenset(DayPart):
        return {}, {"indicatieOnregelmatigWerkOfPloegendienst": YES}
    return ({"indicatieKantoortijden": NO}, {}) if parts and DayPart.DAY not in parts else ({}, {})


def read_licences(record: Record, path: str, papers: Mapping[str, str]) -> tuple[frozenset[str], tuple[str, ...]]:
    """Return licence ids, and the codes that we have no paper for; `papers` are folded words with the id."""
    found, missed = set(), []
    for item in record.each(path):
        code = item.plain("codeSoortRijbewijs")
        if not code:
            continue
        lesser = LESSER_LICENCE.get(code, code)
        paper = one_licence(f"rijbewijs {lesser}", papers) if code in DRIVING_LICENCES else None
        if paper is None:
            missed.append(code)
            continue
        found.add(paper)
        if lesser not in (code, code.rstrip("+")):
            record.tell(path, f"rijbewijs {code} is gelezen als rijbewijs {lesser}")
    return frozenset(found), tuple(dict.fromkeys(missed))


def licences_of(licences: frozenset[str]) -> list[Document]:
    """Return the driving licences among these papers; other papers have no place in the standard."""
    found = (DRIVING.fullmatch(licence) for licence in sorted(licences))
    named = [match[1].upper() for match in found if match]
    return [{"codeSoortRijbewijs": code} for code in named if code in DRIVING_LICENCES]


def competentnl_address(text: str) -> str:
    """Return an address in CompetentNL as the standard wants it, "" for anything else."""
    return text if COMPETENTNL.fullmatch(text) else ""


def read_address(record: Record, path: str) -> str:
    """Return an address on the web in a code field, "" with a warning for a placeholder."""
    found = record.plain(path)
    if found and not WEB_ADDRESS.fullmatch(found):
        record.tell(path, "dit is geen webadres in CompetentNL; niet gebruikt")
        return ""
    return found
