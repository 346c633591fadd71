"""Vacancies as rows of a table: the service point (Dutch columns) and the agency (English columns)."""

from matcher.codes import Level, WagePeriod, Workplace
from pipelines.demo.boards import (
    BETWEEN,
    FULL_TIME,
    Licences,
    contact_of,
    demands_of,
    employer_of,
    hours_of,
    link,
    number,
    papers_of,
    place_of,
    shifts_of,
    source,
    text_of,
    times_of,
)
from pipelines.demo.dirt import IMPOSSIBLE_HOURS, Dirt
from pipelines.demo.notation import clock, comma, numeric, written
from pipelines.demo.posting import Fact, Row
from pipelines.demo.wages import pay, phrase

WORKPLACES = {
    Workplace.ON_SITE: "op locatie",
    Workplace.HYBRID: "hybride",
    Workplace.REMOTE: "thuis",
    Workplace.TRAVELLING: "onderweg",
}
LEVELS = {level: level.label.partition(" (")[0].upper() if level else "geen" for level in Level}
SERVICE_POINT_HEADER = (
    "Vacaturenummer", "Functie", "Omschrijving", "Bedrijf", "Plaats", "Postcode", "Breedtegraad", "Lengtegraad",
    "Werkplek", "Thuiswerkdagen", "Beroepscode", "Vaardigheden", "Pré", "Uren min", "Uren max", "Salaris min",
    "Salaris max", "Salaris periode", "Contract", "Regeling", "Opleidingsniveau", "Taalniveau", "Licenties",
    "Diensten", "Begintijd", "Eindtijd", "Belasting", "Begeleiding", "Ingangsdatum", "Reageren voor", "Geplaatst",
    "Aantal plaatsen", "URL", "Contactpersoon", "Bron",
)  # fmt: skip
AGENCY_HEADER = (
    "job_id", "job_title", "description", "company", "city", "postal_code", "lat", "lon", "remote", "isco", "skills",
    "nice_to_have", "hours", "salaris", "contract", "soort", "education_level", "language_level", "rijbewijzen",
    "shifts", "start_date", "closing_date", "date_posted", "aantal_vacatures", "link", "email", "source",
)  # fmt: skip


def service_point_cells(row: Row, licences: Licences) -> list[str]:
    """Return the cells of the service point: decimal commas, days as dd-mm-yyyy, pay by the hour in two columns."""
    posting, offer, facts = row.posting, row.posting.offer, row.posting.facts
    wage = pay(posting, WagePeriod.HOUR)
    hours, times = hours_of(posting), times_of(posting)
    closing = numeric(offer.closing) if Fact.CLOSING in facts else ""
    if Dirt.IMPOSSIBLE_DATE in posting.dirt:
        closing = f"31-02-{offer.closing.year}"
    return [
        number(row),
        posting.title,
        text_of(posting, " "),
        employer_of(posting),
        place_of(posting),
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
        wage.period if wage else "",
        offer.contract if Fact.CONTRACT in facts else "",
        offer.route,
        offer.level.code if Fact.LEVEL in facts else "",
        offer.language.code if Fact.LANGUAGE in facts else "",
        papers_of(posting, licences),
        BETWEEN.join(shifts_of(posting)),
        clock(times.start) if times else "",
        clock(times.end) if times else "",
        BETWEEN.join(demands_of(posting)),
        BETWEEN.join(offer.support),
        numeric(offer.start) if Fact.START in facts else "",
        closing,
        numeric(offer.published) if Fact.PUBLISHED in facts else "",
        str(offer.people),
        link(row),
        contact_of(posting),
        source(row.board),
    ]


def comma_point(degrees: float) -> str:
    """Return degrees with five decimals and a decimal comma."""
    return f"{degrees:.5f}".replace(".", ",")


def agency_cells(row: Row, licences: Licences) -> list[str]:
    """Return the cells of the agency: English columns, days in words, hours and pay as people write them."""
    posting, offer, facts = row.posting, row.posting.offer, row.posting.facts
    closing = written(offer.closing) if Fact.CLOSING in facts else ""
    if Dirt.IMPOSSIBLE_DATE in posting.dirt:
        closing = f"31 februari {offer.closing.year}"
    return [
        number(row),
        posting.title,
        text_of(posting, "\n"),
        employer_of(posting),
        place_of(posting),
        offer.postcode,
        f"{offer.point.latitude:.5f}" if offer.point else "",
        f"{offer.point.longitude:.5f}" if offer.point else "",
        WORKPLACES[offer.workplace],
        posting.code,
        BETWEEN.join(posting.skills),
        BETWEEN.join(posting.extras),
        _hours_phrase(hours_of(posting), row.serial),
        phrase(posting, WagePeriod.HOUR, row.serial),
        offer.contract if Fact.CONTRACT in facts else "",
        offer.route,
        LEVELS[offer.level] if Fact.LEVEL in facts else "",
        offer.language.code if Fact.LANGUAGE in facts else "",
        papers_of(posting, licences),
        BETWEEN.join(shifts_of(posting)),
        written(offer.start) if Fact.START in facts else "",
        closing,
        written(offer.published) if Fact.PUBLISHED in facts else "",
        str(offer.people),
        link(row),
        contact_of(posting),
        source(row.board),
    ]


def _hours_phrase(hours: tuple[float, float] | None, serial: int) -> str:
    if hours is None:
        return ""
    low, high = hours
    if low == high:
        return "fulltime" if low >= FULL_TIME and serial % 2 and high != IMPOSSIBLE_HOURS else f"{low:g}"
    return f"{low:g}-{high:g} uur" if serial % 3 else f"{low:g} tot {high:g} uur per week"
