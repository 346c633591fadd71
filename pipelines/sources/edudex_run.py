"""The runs of an EDU-DEX program as offerings: who gives it, where, when, at which price."""

import re
from collections.abc import Iterator, Mapping

from pipelines.sources.course_sheet import Sheet, earliest, fill_weeks
from pipelines.sources.edudex_cost import price_of
from pipelines.sources.edudex_days import date_in, dates_of, lesson_days, parts_of, stated_parts
from pipelines.sources.edudex_program import study_hours, text_in
from pipelines.sources.edudex_xml import NOTHING, Element
from pipelines.sources.rows import Tally
from pipelines.sources.text import fold

TRUE, FALSE = "true", "false"
CLOSED = {
    "application closed": "uitvoering weggelaten, inschrijving gesloten",
    "canceled": "uitvoering weggelaten, afgelast",
    "cancelled": "uitvoering weggelaten, afgelast",
}
CLIENT_ONLY = "uitvoering weggelaten, alleen voor een vaste klant"
NOT_OPEN = "uitvoering weggelaten, inschrijving gesloten"
NO_PROVIDER = "uitvoering weggelaten, de aanbieder staat niet in dit bestand"
ON_REQUEST = {"agreed starting date", "direct start"}
AT_A_DISTANCE = {"e-learning", "distance learning", "virtual classroom"}
NOWHERE = {"online", "e learning", "virtual classroom", "thuis", "afstandsonderwijs"}
# "52.0116,4.3571": two decimal numbers, whatever stands between them.
GEO_CODE = re.compile(r"\s*(\d{1,2}\.\d{1,10})\s*[,; ]\s*(\d{1,2}\.\d{1,10})\s*")


def run_sheets(course: Sheet, program: Element, institutes: Mapping[str, str], tally: Tally) -> Iterator[Sheet]:
    """Yield the cells of the program with those of each run that is open to anyone; the others are counted.

    Runs with dates go before the general one, which says what holds for all of them. Without such runs the general one
    is the offering, at every place that the program names.
    """
    schedule = program.first("programSchedule")
    general = schedule.first("genericProgramRun")
    dated = schedule.all("programRun")
    provider = provider_of(program, institutes)
    anywhere = general is not NOTHING or bool(program.word("programClassification", "programLocation"))
    runs = dated or ([general] if anywhere else [])
    for run in runs:
        reason = left_out(run, program) or ("" if provider else NO_PROVIDER)
        if reason:
            tally.counted[reason] += 1
            continue
        for place in places_of(run, general, program, dated=bool(dated)):
            sheet = course.copy()
            sheet.put("aanbieder", provider, "orgUnitId")
            fill_run(sheet, run, general, program, tally)
            fill_place(sheet, place)
            yield sheet


def provider_of(program: Element, institutes: Mapping[str, str]) -> str:
    """Return the name of the institute where the file has it, else its `orgUnitId`, which is its name in one word."""
    unit = program.word("programClassification", "orgUnitId")
    return institutes.get(unit, unit)


def left_out(run: Element, program: Element) -> str:
    """Return why a run is not offered to anyone, "" when it is."""
    if run.word("openTo").lower() == "client only":
        return CLIENT_ONLY
    if program.word("programAdmission", "applicationOpen").lower() == FALSE:
        return NOT_OPEN
    return CLOSED.get(run.word("status").lower(), "")


def fill_run(sheet: Sheet, run: Element, general: Element, program: Element, tally: Tally) -> None:
    """Fill when a run is, how, and at which price."""
    days = dates_of(run)
    start = date_in(run.first("startDate")) or next(iter(days), "")
    end = date_in(run.first("endDate")) or next(reversed(days), "")
    sheet.put("startdatum", earliest(start, *days) or start, "startDate")
    if not start and program.word("programAdmission", "startDateDetermination").lower() in ON_REQUEST:
        # What a file says holds until it expires; from then on nobody knows whether someone can still begin.
        bounds = (program.word("programClassification", "offeredUntil"), program.word("expires"))
        sheet.put("instappen_tot", earliest(*bounds), "expires")
    sheet.put("aanmelden_tot", apply_by(run, general, program), "applicationDeadline")
    fill_weeks(sheet, start, end, study_hours(program), "startDate")
    sheet.put("dagdelen", "|".join(day_parts_of(run, general, program)), "contactHoursPartOfDay")
    sheet.put("online", "ja" if is_online(run, program) else "", "fullyOnline")
    price, doubt = price_of(costs_of(run) or costs_of(general), start)
    sheet.put("prijs", price, "cost")
    if doubt:
        tally.counted[doubt] += 1
    descriptions = program.first("programDescriptions")
    sheet.put("url", text_in(descriptions.all("webLink")) or text_in(descriptions.all("courseSiteLink")), "webLink")


def apply_by(run: Element, general: Element, program: Element) -> str:
    """Return the last day to apply, as near to the run as it is stated; "" when nothing says so."""
    stated = (date_in(part.first("applicationDeadline")) for part in (run, general, program.first("programAdmission")))
    return next(filter(None, stated), "")


def costs_of(run: Element) -> list[Element]:
    """Return the costs of a run, else all those of its modules and days."""
    if own := run.all("cost"):
        return own
    modules = run.all("module", "genericModule")
    days = [day for part in (run, *modules) for day in part.all("courseDay")]
    return [cost for part in (*modules, *days) for cost in part.all("cost")]


def day_parts_of(run: Element, general: Element, program: Element) -> list[str]:
    """Return the parts of the week of the lessons, empty when that is not known."""
    found = stated_parts(run) or parts_of(lesson_days(run)) or stated_parts(general) or parts_of(lesson_days(general))
    return found or (["avond"] if forms_of(run, program) == {"evening education"} else [])


def forms_of(run: Element, program: Element) -> set[str]:
    """Return the forms in which a run is given, of the program where the run states none."""
    found = run.all("programForm") or program.first("programClassification").all("programForm")
    return {form.word().lower() for form in found}


def is_online(run: Element, program: Element) -> bool:
    """Return whether nobody has to come anywhere, as stated, else by the forms in which it is given."""
    stated = run.word("fullyOnline") or program.word("programClassification", "fullyOnline")
    if stated:
        return stated.lower() in (TRUE, "1")
    if program.word("programBasicProfile", "location").lower() == "fully online":
        return True
    forms = forms_of(run, program)
    return bool(forms) and forms <= AT_A_DISTANCE


def places_of(run: Element, general: Element, program: Element, *, dated: bool) -> list[Element]:
    """Return where a run is: as near to the lessons as it is stated, else one level up.

    A run with a date is at one place. Without dates a program can be followed at each of the places that it names.
    """
    named = program.first("programClassification").all("programLocation")
    for part in (run, general):
        found = location_in(part)
        if found is not NOTHING:
            known = next((one for one in named if one.attributes.get("id") == found.word("id") != ""), NOTHING)
            return [known if not found.word("city") and not found.word("zipcode") and known is not NOTHING else found]
    if len(named) > 1 and (dated or is_online(run, program)):
        return [NOTHING]
    return named or [NOTHING]


def location_in(run: Element) -> Element:
    """Return the place of the lessons: that of its days or modules when these are at one place, else of the run."""
    modules = run.all("module", "genericModule")
    days = [day for part in (run, *modules) for day in part.all("courseDay")]
    for parts in (days, modules):
        found = [place for part in parts if (place := part.first("location")) is not NOTHING]
        if found and len({(place.word("city"), place.word("zipcode")) for place in found}) == 1:
            return found[0]
    own = run.first("location")
    return own if own is not NOTHING else next(iter(part.first("location") for part in (*days, *modules)), NOTHING)


def fill_place(sheet: Sheet, place: Element) -> None:
    """Fill where it is: an address, or the text that the program has for a place."""
    if place.key == "location":
        sheet.put("plaats", place.word("city"), "location")
        if place.word("country").lower() in ("", "nl", "nederland", "netherlands"):
            sheet.put("postcode", place.word("zipcode"), "location")
        if found := GEO_CODE.fullmatch(place.word("geoCode")):
            sheet.put("breedtegraad", found[1], "location")
            sheet.put("lengtegraad", found[2], "location")
        return
    text = place.word("description") or place.word()
    if fold(text) in NOWHERE:
        sheet.put("online", "ja", "programLocation")
    else:
        sheet.put("plaats", text, "programLocation")
