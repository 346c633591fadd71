"""How each source writes a vacancy: its file, its columns and its notation."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from matcher.codes import Contract, Route, WagePeriod, Workplace
from matcher.domain import Licence
from pipelines.demo.dirt import FORMULA, IMPOSSIBLE_HOURS, Dirt, as_html
from pipelines.demo.notation import clock, comma, numeric, written
from pipelines.demo.offers import Offer
from pipelines.demo.posting import Board, Posting, Row
from pipelines.demo.wages import pay, phrase

BETWEEN = "|"
FULL_TIME = 36  # hours a week from which people write "fulltime"
WORKPLACES = {
    Workplace.ON_SITE: "op locatie",
    Workplace.HYBRID: "hybride",
    Workplace.REMOTE: "thuis",
    Workplace.TRAVELLING: "onderweg",
}
SERVICE_POINT_HEADER = tuple(
    "Vacaturenummer|Functie|Omschrijving|Bedrijf|Plaats|Postcode|Breedtegraad|Lengtegraad|Werkplek|Thuiswerkdagen|"
    "Beroepscode|Vaardigheden|Pré|Uren min|Uren max|Salaris min|Salaris max|Salaris periode|Contract|Regeling|"
    "Opleidingsniveau|Taalniveau|Licenties|Diensten|Begintijd|Eindtijd|Belasting|Begeleiding|Ingangsdatum|"
    "Reageren voor|Geplaatst|Aantal plaatsen|URL|Contactpersoon|Bron".split("|")
)
AGENCY_HEADER = tuple(
    "job_id|job_title|description|company|city|postal_code|lat|lon|remote|isco|skills|nice_to_have|hours|salaris|"
    "contract|soort|education_level|language_level|rijbewijzen|shifts|start_date|closing_date|date_posted|"
    "aantal_vacatures|link|email|source".split("|")
)
PREFIXES = {Board.SERVICE_POINT: "WSP-", Board.AGENCY: "UZB", Board.REGION: "r-", Board.SITE: "vs-"}
UNITS = {Board.REGION: WagePeriod.MONTH}
SCHEMA_UNITS = {
    WagePeriod.HOUR: "HOUR",
    WagePeriod.WEEK: "WEEK",
    WagePeriod.MONTH: "MONTH",
    WagePeriod.YEAR: "YEAR",
}

Licences = Mapping[str, Licence]


@dataclass(frozen=True, slots=True)
class Format:
    """The file of a source. `header` and `separator` for CSV; both are empty for JSON Lines."""

    file: str
    encoding: str
    cells: Callable[[Row, Licences], list[str] | dict[str, object]]
    header: tuple[str, ...] = ()
    separator: str = ""


def number(row: Row) -> str:
    """Return the id of the vacancy at its source."""
    return f"{PREFIXES[row.board]}{row.serial:06}"


def source(board: Board) -> str:
    """Return the name of the source, which says that it is invented."""
    return f"verzonnen demo {board.value}"


def link(row: Row) -> str:
    """Return the address where one could apply; the domain is reserved for examples."""
    return f"https://example.org/{row.board.value}/{number(row)}"


def _hours(posting: Posting) -> tuple[float, float] | None:
    return (IMPOSSIBLE_HOURS, IMPOSSIBLE_HOURS) if Dirt.IMPOSSIBLE_HOURS in posting.dirt else posting.stated.hours


def _contact(posting: Posting) -> str:
    return FORMULA if Dirt.FORMULA in posting.dirt else posting.stated.contact


def _text(posting: Posting, between: str, html: bool = False) -> str:
    return as_html(posting.paragraphs) if html or Dirt.HTML in posting.dirt else between.join(posting.paragraphs)


def _papers(offer: Offer, licences: Licences) -> str:
    """Return the licences as people call them: by their first other name, where there is one."""
    return BETWEEN.join((*licences[paper].alt_labels, licences[paper].label)[0] for paper in offer.licences)


def _demands(offer: Offer) -> list[str]:
    return [f"{demand.value}:{grade.code}" for demand, grade in offer.demands]


def service_point_cells(row: Row, licences: Licences) -> list[str]:
    """Return the cells of the service point: decimal commas, days as dd-mm-yyyy, pay by the hour in two columns."""
    posting, offer = row.posting, row.posting.stated
    wage = pay(posting, WagePeriod.HOUR)
    hours = _hours(posting)
    closing = numeric(offer.closing) if offer.closing else ""
    if offer.closing and Dirt.IMPOSSIBLE_DATE in posting.dirt:
        closing = f"31-02-{offer.closing.year}"
    return [
        number(row),
        posting.title,
        _text(posting, " "),
        offer.employer,
        offer.place,
        offer.postcode,
        comma_point(offer.point.latitude) if offer.point else "",
        comma_point(offer.point.longitude) if offer.point else "",
        WORKPLACES[offer.workplace],
        str(offer.home_days or ""),
        posting.code,
        BETWEEN.join(posting.skills),
        BETWEEN.join(posting.extras),
        comma(hours[0]) if hours else "",
        comma(hours[1]) if hours else "",
        f"{wage.low:.2f}".replace(".", ",") if wage else "",
        f"{wage.high:.2f}".replace(".", ",") if wage else "",
        wage.period.value if wage else "",
        offer.contract.value if offer.contract else "",
        offer.route.value,
        offer.level.code if offer.level is not None else "",
        offer.language.code if offer.language is not None else "",
        _papers(offer, licences),
        BETWEEN.join(offer.shifts),
        clock(offer.times.start) if offer.times else "",
        clock(offer.times.end) if offer.times else "",
        BETWEEN.join(_demands(offer)),
        BETWEEN.join(offer.support),
        numeric(offer.start) if offer.start else "",
        closing,
        numeric(offer.published) if offer.published else "",
        str(offer.people),
        link(row),
        _contact(posting),
        source(row.board),
    ]


def comma_point(degrees: float) -> str:
    """Return degrees with five decimals and a decimal comma."""
    return f"{degrees:.5f}".replace(".", ",")


def agency_cells(row: Row, licences: Licences) -> list[str]:
    """Return the cells of the agency: English columns, days in words, hours and pay as people write them."""
    posting, offer = row.posting, row.posting.stated
    closing = written(offer.closing) if offer.closing else ""
    if offer.closing and Dirt.IMPOSSIBLE_DATE in posting.dirt:
        closing = f"31 februari {offer.closing.year}"
    return [
        number(row),
        posting.title,
        _text(posting, "\n"),
        offer.employer,
        offer.place,
        offer.postcode,
        f"{offer.point.latitude:.5f}" if offer.point else "",
        f"{offer.point.longitude:.5f}" if offer.point else "",
        WORKPLACES[offer.workplace],
        posting.code,
        BETWEEN.join(posting.skills),
        BETWEEN.join(posting.extras),
        _hours_phrase(_hours(posting), row.serial),
        phrase(posting, WagePeriod.HOUR, row.serial),
        offer.contract.value if offer.contract else "",
        offer.route.value,
        offer.level.label.partition(" (")[0].upper() if offer.level else "geen" if offer.level is not None else "",
        offer.language.code if offer.language is not None else "",
        _papers(offer, licences),
        BETWEEN.join(offer.shifts),
        written(offer.start) if offer.start else "",
        closing,
        written(offer.published) if offer.published else "",
        str(offer.people),
        link(row),
        _contact(posting),
        source(row.board),
    ]


def _hours_phrase(hours: tuple[float, float] | None, serial: int) -> str:
    if hours is None:
        return ""
    low, high = hours
    if low == high:
        return "fulltime" if low >= FULL_TIME and serial % 2 and high != IMPOSSIBLE_HOURS else f"{low:g}"
    return f"{low:g}-{high:g} uur" if serial % 3 else f"{low:g} tot {high:g} uur per week"


def region_cells(row: Row, _: Licences) -> dict[str, object]:
    """Return the keys of the region's file: the plain names of the format, numbers and lists, pay by the month."""
    posting, offer = row.posting, row.posting.stated
    wage = pay(posting, WagePeriod.MONTH)
    hours = _hours(posting)
    closing = offer.closing.isoformat() if offer.closing else None
    if offer.closing and Dirt.IMPOSSIBLE_DATE in posting.dirt:
        closing = f"{offer.closing.year}-02-31"
    cells = {
        "id": number(row),
        "titel": posting.title,
        "omschrijving": _text(posting, "\n"),
        "werkgever": offer.employer,
        "plaats": offer.place,
        "postcode": offer.postcode,
        "breedtegraad": offer.point.latitude if offer.point else None,
        "lengtegraad": offer.point.longitude if offer.point else None,
        "werkplek": offer.workplace.value,
        "thuiswerkdagen": offer.home_days,
        "beroep": posting.code,
        "vaardigheden": list(posting.skills),
        "vaardigheden_pre": list(posting.extras),
        "uren_min": hours[0] if hours else None,
        "uren_max": hours[1] if hours else None,
        "salaris_min": wage.low if wage else None,
        "salaris_max": wage.high if wage else None,
        "salaris_periode": wage.period.value if wage else None,
        "contract": offer.contract.value if offer.contract else None,
        "route": offer.route.value,
        "niveau": offer.level.code if offer.level is not None else None,
        "taalniveau": offer.language.code if offer.language is not None else None,
        "licenties": list(offer.licences),
        "dagdelen": [part.value for part in offer.shifts],
        "begintijd": clock(offer.times.start) if offer.times else None,
        "eindtijd": clock(offer.times.end) if offer.times else None,
        "belasting": _demands(offer),
        "begeleiding": [support.value for support in offer.support],
        "startdatum": offer.start.isoformat() if offer.start else None,
        "sluitingsdatum": closing,
        "publicatiedatum": offer.published.isoformat() if offer.published else None,
        "aantal": offer.people,
        "url": link(row),
        "contact": _contact(posting),
        "bron": source(row.board),
    }
    return {key: value for key, value in cells.items() if value not in (None, "", [])}


def site_cells(row: Row, licences: Licences) -> dict[str, object]:
    """Return a schema.org JobPosting: pay in a MonetaryAmount, every other description in HTML."""
    posting, offer = row.posting, row.posting.stated
    hours = _hours(posting)
    cells: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": posting.title,
        "description": _text(posting, "\n", html=row.serial % 2 == 0),
        "identifier": {"@type": "PropertyValue", "name": source(row.board), "value": number(row)},
        "hiringOrganization": {"@type": "Organization", "name": offer.employer},
        "jobLocation": _location(offer),
        "jobLocationType": "TELECOMMUTE" if offer.workplace is Workplace.REMOTE else None,
        "employmentType": _employment(offer, hours),
        "baseSalary": _salary(posting),
        "workHours": f"{hours[0]:g}-{hours[1]:g} uur per week" if hours else None,
        "skills": list(posting.skills),
        "qualifications": ", ".join(licences[paper].label for paper in offer.licences),
        "educationRequirements": _education(offer),
        "occupationalCategory": _category(posting),
        "totalJobOpenings": offer.people,
        "datePosted": offer.published.isoformat() if offer.published else None,
        "validThrough": _valid_through(posting),
        "jobStartDate": offer.start.isoformat() if offer.start else None,
        "applicationContact": {"@type": "ContactPoint", "email": _contact(posting)},
        "url": link(row),
        "directApply": False,
    }
    return {key: value for key, value in cells.items() if value not in (None, "", [])}


def _location(offer: Offer) -> dict[str, object] | None:
    address = {"@type": "PostalAddress", "addressCountry": "NL"}
    if offer.place:
        address["addressLocality"] = offer.place
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


def _employment(offer: Offer, hours: tuple[float, float] | None) -> list[str]:
    kinds = ["FULL_TIME" if hours[0] >= FULL_TIME else "PART_TIME"] if hours else []
    if offer.contract in {Contract.TEMPORARY, Contract.AGENCY}:
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


def _education(offer: Offer) -> dict[str, str] | None:
    if not offer.level:
        return None
    return {"@type": "EducationalOccupationalCredential", "credentialCategory": offer.level.label.partition(" (")[0]}


def _category(posting: Posting) -> dict[str, str] | None:
    if not posting.code:
        return None
    return {"@type": "CategoryCode", "codeValue": posting.code, "inCodeSet": "ISCO-08"}


def _valid_through(posting: Posting) -> str | None:
    closing = posting.stated.closing
    if closing is None:
        return None
    return f"{closing.year}-02-31" if Dirt.IMPOSSIBLE_DATE in posting.dirt else f"{closing.isoformat()}T23:59:59+01:00"


FORMATS = {
    Board.SERVICE_POINT: Format(
        "vacatures_werkgeversservicepunt.csv", "cp1252", service_point_cells, SERVICE_POINT_HEADER, ";"
    ),
    Board.AGENCY: Format("vacatures_uitzendbureau.csv", "utf-8-sig", agency_cells, AGENCY_HEADER, ","),
    Board.REGION: Format("vacatures_regio.jsonl", "utf-8", region_cells),
    Board.SITE: Format("vacatures_vacaturesite.jsonld", "utf-8", site_cells),
}
