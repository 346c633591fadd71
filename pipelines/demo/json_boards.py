"""Vacancies as JSON: the region's plain keys and a job site's schema.org JobPosting."""

from matcher.codes import Contract, Route, WagePeriod, Workplace
from pipelines.demo.boards import (
    FULL_TIME,
    Licences,
    contact_of,
    demands_of,
    employer_of,
    hours_of,
    licences_of,
    link,
    number,
    place_of,
    shifts_of,
    source,
    text_of,
    times_of,
)
from pipelines.demo.dirt import Dirt
from pipelines.demo.notation import clock
from pipelines.demo.posting import Fact, Posting, Row
from pipelines.demo.wages import pay

SCHEMA_UNITS = {
    WagePeriod.HOUR: "HOUR",
    WagePeriod.WEEK: "WEEK",
    WagePeriod.MONTH: "MONTH",
    WagePeriod.YEAR: "YEAR",
}


def region_cells(row: Row, _: Licences) -> dict[str, object]:
    """Return the keys of the region's file: the plain names of the format, numbers and lists, pay by the month."""
    posting, offer, facts = row.posting, row.posting.offer, row.posting.facts
    wage = pay(posting, WagePeriod.MONTH)
    hours, times = hours_of(posting), times_of(posting)
    closing = offer.closing.isoformat() if Fact.CLOSING in facts else None
    if Dirt.IMPOSSIBLE_DATE in posting.dirt:
        closing = f"{offer.closing.year}-02-31"
    cells = {
        "id": number(row),
        "titel": posting.title,
        "omschrijving": text_of(posting, "\n"),
        "werkgever": employer_of(posting),
        "plaats": place_of(posting),
        "postcode": offer.postcode,
        "breedtegraad": offer.point.latitude if offer.point else None,
        "lengtegraad": offer.point.longitude if offer.point else None,
        "werkplek": offer.workplace,
        "thuiswerkdagen": offer.home_days,
        "beroep": posting.code,
        "vaardigheden": list(posting.skills),
        "vaardigheden_pre": list(posting.extras),
        "uren_min": hours[0] if hours else None,
        "uren_max": hours[1] if hours else None,
        "salaris_min": wage.low if wage else None,
        "salaris_max": wage.high if wage else None,
        "salaris_periode": wage.period if wage else None,
        "contract": offer.contract if Fact.CONTRACT in facts else None,
        "route": offer.route,
        "niveau": offer.level.code if Fact.LEVEL in facts else None,
        "taalniveau": offer.language.code if Fact.LANGUAGE in facts else None,
        "licenties": list(licences_of(posting)),
        "dagdelen": shifts_of(posting),
        "begintijd": clock(times.start) if times else None,
        "eindtijd": clock(times.end) if times else None,
        "belasting": demands_of(posting),
        "begeleiding": list(offer.support),
        "startdatum": offer.start.isoformat() if Fact.START in facts else None,
        "sluitingsdatum": closing,
        "publicatiedatum": offer.published.isoformat() if Fact.PUBLISHED in facts else None,
        "aantal": offer.people,
        "url": link(row),
        "contact": contact_of(posting),
        "bron": source(row.board),
    }
    return {key: value for key, value in cells.items() if value not in (None, "", [])}


def site_cells(row: Row, licences: Licences) -> dict[str, object]:
    """Return a schema.org JobPosting: pay in a MonetaryAmount, every other description in HTML."""
    posting, offer, facts = row.posting, row.posting.offer, row.posting.facts
    hours = hours_of(posting)
    cells: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": posting.title,
        "description": text_of(posting, "\n", html=row.serial % 2 == 0),
        "identifier": {"@type": "PropertyValue", "name": source(row.board), "value": number(row)},
        "hiringOrganization": {"@type": "Organization", "name": employer_of(posting)},
        "jobLocation": _location(posting),
        "jobLocationType": "TELECOMMUTE" if offer.workplace is Workplace.REMOTE else None,
        "employmentType": _employment(posting),
        "baseSalary": _salary(posting),
        "workHours": f"{hours[0]:g}-{hours[1]:g} uur per week" if hours else None,
        "skills": list(posting.skills),
        "qualifications": ", ".join(licences[paper].label for paper in licences_of(posting)),
        "educationRequirements": _education(posting),
        "occupationalCategory": _category(posting),
        "totalJobOpenings": offer.people,
        "datePosted": offer.published.isoformat() if Fact.PUBLISHED in facts else None,
        "validThrough": _valid_through(posting),
        "jobStartDate": offer.start.isoformat() if Fact.START in facts else None,
        "applicationContact": {"@type": "ContactPoint", "email": contact_of(posting)},
        "url": link(row),
        "directApply": False,
    }
    return {key: value for key, value in cells.items() if value not in (None, "", [])}


def _location(posting: Posting) -> dict[str, object] | None:
    offer = posting.offer
    address = {"@type": "PostalAddress", "addressCountry": "NL"}
    if offer.place:
        address["addressLocality"] = place_of(posting)
    if offer.postcode:
        address["postalCode"] = offer.postcode
    place: dict[str, object] = {"@type": "Place", "address": address}
    if offer.point:
        place["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": offer.point.latitude,
            "longitude": offer.point.longitude,
        }
    return place if offer.place or offer.postcode or offer.point else None


def _employment(posting: Posting) -> list[str]:
    offer, hours = posting.offer, hours_of(posting)
    kinds = ["FULL_TIME" if hours[0] >= FULL_TIME else "PART_TIME"] if hours else []
    if Fact.CONTRACT in posting.facts and offer.contract in {Contract.TEMPORARY, Contract.AGENCY}:
        kinds.append("TEMPORARY")
    if offer.contract is Contract.FREELANCE:
        kinds.append("CONTRACTOR")
    return ["VOLUNTEER"] if offer.route is Route.VOLUNTEERING else kinds


def _salary(posting: Posting) -> dict[str, object] | None:
    wage = pay(posting, WagePeriod.HOUR)
    if wage is None:
        return None
    unit = SCHEMA_UNITS.get(wage.period, "4-weken")
    value = {"@type": "QuantitativeValue", "minValue": wage.low, "maxValue": wage.high, "unitText": unit}
    return {"@type": "MonetaryAmount", "currency": "EUR", "value": value}


def _education(posting: Posting) -> dict[str, str] | None:
    level = posting.offer.level
    if not level or Fact.LEVEL not in posting.facts:
        return None
    return {"@type": "EducationalOccupationalCredential", "credentialCategory": level.label.partition(" (")[0]}


def _category(posting: Posting) -> dict[str, str] | None:
    if not posting.code:
        return None
    return {"@type": "CategoryCode", "codeValue": posting.code, "inCodeSet": "ISCO-08"}


def _valid_through(posting: Posting) -> str | None:
    closing = posting.offer.closing
    if Dirt.IMPOSSIBLE_DATE in posting.dirt:
        return f"{closing.year}-02-31"
    return f"{closing.isoformat()}T23:59:59+01:00" if Fact.CLOSING in posting.facts else None
