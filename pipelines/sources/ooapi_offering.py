"""One offering of OOAPI as cells of our columns: who gives it, where, when, at which price."""

from typing import NamedTuple

from pipelines.sources.course_sheet import Sheet, as_day, fill_weeks, last_of
from pipelines.sources.ooapi_course import study_hours
from pipelines.sources.ooapi_document import ORGANISATION_IDS, Document
from pipelines.sources.ooapi_levels import consumers_of
from pipelines.sources.ooapi_texts import Node, code, codes, ident, node, nodes, number, text_of, word
from pipelines.sources.text import quote

# Why an offering is not offered, in the words of the report.
STATES = {
    "concept": "nog in concept",
    "cancelled": "afgelast",
    "canceled": "afgelast",
    "inactive": "niet actief",
    "archived": "gearchiveerd",
}
CLOSED = "inschrijving gesloten"
ONLINE = {"online", "distance_learning"}
WITHOUT_A_PLACE = {"project_based", "joint_delivery", "self_study", "coaching"}  # says how, and nothing of where
PLACES = ("teaching", "visit", "postal")  # in this order; where goods and invoices go is no place to learn
PARTS_OF_A_SCHOOL = {"department", "faculty", "branch"}  # known by the name of what they are a part of
PARENTS = ("parent", "parentId", "root", "rootId")
MOST_PARENTS = 10
EURO = {"", "eur", "euro"}
TOTAL, STAP = "total_costs", "stap_eligible"
STARTS = ("startDateTime", "startDate")
ENDS = ("endDateTime", "endDate")
ENTER_FROM = ("flexibleEntryPeriodStartDateTime", "flexibleEntryPeriodStart")
ENTER_UNTIL = ("flexibleEntryPeriodEndDateTime", "flexibleEntryPeriodEnd")
APPLY_BY = "enrollEndDate"  # v5; v6 has periods
PERIODS = "enrolmentPeriods"
READ = {
    "courseOfferingId", "programmeOfferingId", "programOfferingId", "offeringId", "offeringType", "primaryCode",
    "name", "state", "modeOfDelivery", "modesOfDelivery", "link", "addresses", "priceInformation", "organisation",
    "organisationId", "organization", "course", "courseId", "programme", "programmeId", "program", "programId",
    "consumer", "consumers", *STARTS, *ENDS, *ENTER_FROM, *ENTER_UNTIL, APPLY_BY, PERIODS,
}  # fmt: skip
# How full a group is, from when one may enrol and how results are given have no place here; not told.
PASSED_OVER = {
    "description", "abbreviation", "teachingLanguage", "teachingLanguages", "maxNumberStudents", "otherCodes",
    "enrolledNumberStudents", "pendingNumberStudents", "minNumberStudents", "resultExpected", "resultValueType",
    "resultWeight", "isLineItem", "rosteringState", "groupIds", "academicSession", "academicSessionId",
    "enrollStartDate", "supplementaryInformation", "ext", "programmeOfferings", "programmeOfferingIds",
    "programOffering", "programOfferings", "courseOfferings", "courseOfferingIds",
}  # fmt: skip


class Price(NamedTuple):
    """A price in euro as text, "" when there is none, and what was not read of it."""

    text: str
    unread: tuple[str, ...] = ()


def left_out(offering: Node) -> str:
    """Return why an offering is not offered to anyone, "" when it is."""
    if any(code(consumer.get("registrationStatus")) == "closed" for consumer in consumers_of(offering)):
        return CLOSED
    return STATES.get(code(offering.get("state")), "")


def offering_sheet(course: Sheet, part: Node, offering: Node, document: Document) -> tuple[Sheet, tuple[str, ...]]:
    """Return the cells of a course with those of one offering, and what was not read; no provider when none is named.

    `part` is the course itself, empty when the document does not have it.
    """
    sheet = course.copy()
    sheet.put("aanbieder", provider_of(offering, document) or provider_of(part, document), "organisation")
    fill_place(sheet, offering, part)
    if is_online(offering) if modes_of(offering) else is_online(part):
        sheet.put("online", "ja", "modeOfDelivery")
    price = price_of(offering)
    sheet.put("prijs", price.text, "priceInformation")
    sheet.put("url", word(offering.get("link")) or word(part.get("link")), "link")
    start, end = first_of(offering, STARTS), first_of(offering, ENDS)
    fill_start(sheet, offering, part, start, end)
    fill_weeks(sheet, start, end, study_hours(part), "startDate")
    return sheet, price.unread + fill_apply_by(sheet, offering)


def first_of(part: Node, names: tuple[str, ...]) -> str:
    """Return the first filled of some properties."""
    return next((found for name in names if (found := word(part.get(name)))), "")


def fill_start(sheet: Sheet, offering: Node, part: Node, start: str, end: str) -> None:
    """Fill the first and the last day on which someone can begin.

    With a period for flexible entry the start date is only a formality (so RIO reads it too). Where that has no end,
    the end of the offering is the bound; without any bound no start is known.
    """
    enter_from, until = first_of(offering, ENTER_FROM), first_of(offering, ENTER_UNTIL)
    if enter_from or until:
        last = until or end
        sheet.put("startdatum", (enter_from or start) if last or not enter_from else "", "flexibleEntryPeriodStart")
        sheet.put("instappen_tot", last, "flexibleEntryPeriodEnd")
        return
    sheet.put("startdatum", start, "startDate")
    if not start:
        last_start = as_day(word(part.get("lastPossibleOfferingStartDateTime")))
        valid_to = as_day(word(part.get("validTo")), ends=True)
        bounds = [day.isoformat() for day in (valid_to, last_start) if day is not None]
        sheet.put("instappen_tot", min(bounds, default=""), "validTo")


def fill_apply_by(sheet: Sheet, offering: Node) -> tuple[str, ...]:
    """Fill the last day to apply, and return what of it could not be read.

    With several periods that is the last day of the last; a period without an end goes on, so that there is no last.
    """
    stated = word(offering.get(APPLY_BY))
    sheet.put("aanmelden_tot", last_of([stated]), APPLY_BY)
    ends = [word(period.get("endDateTime")) for period in nodes(offering.get(PERIODS))]
    sheet.put("aanmelden_tot", last_of(ends), PERIODS)
    read = ((APPLY_BY, [stated]), (PERIODS, ends))
    return tuple(
        f"{name} {quote(text)}" for name, texts in read for text in texts if text and as_day(text, ends=True) is None
    )


def modes_of(part: Node) -> set[str]:
    """Return how a part is given."""
    return {*codes(part.get("modesOfDelivery")), *codes(part.get("modeOfDelivery"))}


def is_online(part: Node) -> bool:
    """Return whether no part of it asks someone to come somewhere."""
    modes = modes_of(part)
    return bool(modes & ONLINE) and modes <= ONLINE | WITHOUT_A_PLACE


def provider_of(part: Node, document: Document) -> str:
    """Return the name of the organisation that gives a part, "" when the document does not have it."""
    found = organisation_of(part, ("organisation", "organization", "organisationId", "organizationId"), document)
    for _ in range(MOST_PARENTS):
        above = organisation_of(found, PARENTS, document) if organisation_type(found) in PARTS_OF_A_SCHOOL else None
        if not above or not text_of(above.get("name")):
            break
        found = above
    return text_of(found.get("name")) or text_of(found.get("shortName"))


def organisation_type(part: Node) -> str:
    """Return what sort of organisation it is."""
    return code(part.get("organisationType")) or code(part.get("organizationType"))


def organisation_of(part: Node, names: tuple[str, ...], document: Document) -> Node:
    """Return the organisation that one of these properties is or refers to, empty when it is nowhere."""
    for name in names:
        reference = part.get(name)
        found = document.index.organisations.get(ident(reference, *ORGANISATION_IDS)) or node(reference)
        if found:
            return found
    return {}


def fill_place(sheet: Sheet, offering: Node, part: Node) -> None:
    """Fill where it is: the address for teaching before others, of the offering before the course."""
    found = address_of(offering) or address_of(part)
    sheet.put("plaats", word(found.get("city")), "addresses")
    if code(found.get("countryCode")) in ("", "nl"):
        sheet.put("postcode", word(found.get("postCode")) or word(found.get("postalCode")), "addresses")
    point = node(found.get("geolocation", found.get("geoLocation")))  # v5 feeds have both spellings
    latitude, longitude = point.get("latitude"), point.get("longitude")
    if number(latitude) is not None and number(longitude) is not None:
        sheet.put("breedtegraad", latitude, "addresses")
        sheet.put("lengtegraad", longitude, "addresses")


def address_of(part: Node) -> Node:
    """Return the address at which someone learns, empty when there is none."""
    ranked = [
        (PLACES.index(kind) if kind else len(PLACES), order, address)
        for order, address in enumerate(nodes(part.get("addresses")))
        if (kind := code(address.get("addressType"))) in (*PLACES, "")
        and any(address.get(name) for name in ("city", "postCode", "postalCode", "geolocation", "geoLocation"))
    ]
    return min(ranked, key=lambda entry: entry[:2])[2] if ranked else {}


def price_of(offering: Node) -> Price:
    """Return what an offering costs in all; nothing when its total is not sure or not in euro.

    What is eligible for the STAP budget is no price: that scheme has ended, and it never was what a course costs.
    """
    costs = [cost for cost in nodes(offering.get("priceInformation")) if code(cost.get("costType")) != STAP]
    foreign = {code(cost.get("currency")) for cost in costs} - EURO
    euro = [cost for cost in costs if code(cost.get("currency")) in EURO]
    unread = tuple(sorted(f"priceInformation ({currency.upper()})" for currency in foreign))
    totals = [cost for cost in euro if code(cost.get("costType")) == TOTAL]
    sums = [amount_of(cost) for cost in totals or euro]
    known = [amount for amount in sums if amount is not None]
    if totals and len(set(known)) > 1:
        return Price("", (*unread, "priceInformation (meer dan een totaal)"))
    if known and len(known) == len(sums):
        return Price(f"{known[0] if totals else sum(known):.2f}", unread)
    shown = next((text for cost in totals or euro if (text := text_of(cost.get("displayAmount")))), "")
    return Price(shown if len(sums) == 1 else "", unread)


def amount_of(cost: Node) -> float | None:
    """Return one sum with VAT in euro, None when it is not stated."""
    amount = number(cost.get("amount"))
    net = number(cost.get("amountWithoutVat"))
    return amount if amount is not None or net is None else net + (number(cost.get("vatAmount")) or 0.0)
