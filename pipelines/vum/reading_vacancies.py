"""A VUM vacancy as a vacancy of ours. Whatever the contract allows is accepted; what we cannot use is told."""

from collections.abc import Mapping
from datetime import date
from functools import partial

from matcher.codes import Contract, DayPart, LanguageLevel, Level, Route
from matcher.domain import AskedSkill, Location, Vacancy, Wage
from pipelines.linking import LANGUAGES
from pipelines.sources.places import parse_link, parse_postcode
from pipelines.sources.wages import make_wage, parse_wage
from pipelines.vum import codes
from pipelines.vum.earlier import PLACE, SKILLS, WORDS
from pipelines.vum.forms import Document
from pipelines.vum.identity import read_vacancy_id
from pipelines.vum.record import Record, opened
from pipelines.vum.shapes import VACATURE
from pipelines.vum.working_terms import OFFICE_HOURS, read_address, read_hours, read_licences

UNTITLED = "Vacature zonder titel"
CONDITIONS = "Arbeidsvoorwaarden:"  # divides what v3 has in two texts and we in one


def read_vacature(document: Document, papers: Mapping[str, str]) -> tuple[Vacancy, list[tuple[str, str]]]:
    """Return the vacancy in a Vacature or MPVacatureMatch, and (path, reason) of all there is to tell.

    `papers` are folded words for licences with the licence id. Never refuses.
    """
    record = opened(document, VACATURE)
    low, high = read_hours(record)
    contracts, route = read_agreements(record)
    return (
        Vacancy(
            id=read_vacancy_id(record),
            title=read_title(record),
            description=read_description(record),
            employer=record.text("werkgever.handelsnaamOrganisatie"),
            location=read_location(record),
            source_url=read_link(record),
            contact=read_contact(record),
            occupation=read_occupation(record),
            skills=read_skills(record),
            hours_min=low,
            hours_max=high,
            wage=read_wage(record),
            contract=contracts,
            route=route,
            level=read_level(record),
            language=read_dutch(record),
            licences=read_papers(record, papers),
            shifts=frozenset({DayPart.DAY}) if record.says(OFFICE_HOURS, codes.YES) else frozenset(),
            start_date=read_start(record),
            closing_date=record.day("sluitingsdatumVacature"),
            source=record.words(record.at("bronID"), "bronID"),
        ),
        record.telling,
    )


def read_title(record: Record) -> str:
    """Return the title; without one the name of the occupation, else words that say that it has none."""
    title = record.text("naamVacature")
    if title:
        return title
    named = record.text(f"beroep.{WORDS}")
    record.tell("naamVacature", f"titel ontbreekt; gelezen als '{named or UNTITLED}'")
    return named or UNTITLED


def read_description(record: Record) -> str:
    """Return the text, with the conditions of employment behind it."""
    text, conditions = (
        record.text("omschrijvingVacature"),
        record.text("arbeidsVoorwaarden.omschrijvingArbeidsvoorwaarden"),
    )
    return f"{text} {CONDITIONS} {conditions}".strip() if conditions else text


def read_location(record: Record) -> Location:
    """Return where the work is: the postcode, and of v2 the place too."""
    stated = record.plain("adres.postcode")
    postcode = record.attempt("adres.postcode", lambda: parse_postcode(stated)) if stated else ""
    return Location(record.text(PLACE), postcode or "")


def read_link(record: Record) -> str:
    """Return where to read or apply: the form to apply with, else a link of the employer's, else any."""
    ways = [
        (item.whole("webadres.codeWebadres"), item.plain("webadres.url")) for item in record.each("sollicitatiewijze")
    ]
    own = [(item.whole("codeWebadres"), item.plain("url")) for item in record.each("werkgever.webadres")]
    order = {codes.APPLICATION_LINK: 0, codes.EMPLOYER_LINK: 1}
    for _, url in sorted((*ways, *own), key=lambda link: order.get(link[0] or 0, len(order))):
        found = record.attempt("webadres.url", partial(parse_link, url)) if url else ""
        if found:
            return found
    return ""


def read_contact(record: Record) -> str:
    """Return how to reach the employer: names of people or departments, mail, telephone."""
    found: list[str] = []
    for person in record.each("werkgever.contactpersoon"):
        found.append(person.text("naamContactpersoonAfdeling"))
        found += person.texts("emailadres")
        found += person.texts("telefoonnummer")
    return ", ".join(dict.fromkeys(filter(None, found)))


def read_occupation(record: Record) -> str:
    """Return the address of the occupation in CompetentNL, else its name as v2 gives it."""
    return read_address(record, "beroep.codeBeroepsnaam") or record.text(f"beroep.{WORDS}")


def read_skills(record: Record) -> tuple[AskedSkill, ...]:
    """Return competences, skills of v2 and other languages; courses are "een pré": nothing says that they must be."""
    asked = [read_address(item, "codeCompetentie") for item in record.each("competentiebeheersing")]
    asked += record.texts(SKILLS)
    for item in record.each("taalbeheersing"):
        ours = codes.LANGUAGE_OF.get(item.plain("codeTaal"), "")
        if ours in LANGUAGES and ours != "nl" and lowest_of(item) != codes.NO_LANGUAGE:
            asked.append(f"{LANGUAGES[ours]} spreken")
    courses = [item.text("naamCursus") for item in record.each("cursus")]
    skills = {name: AskedSkill(name, essential=False) for name in courses if name}
    skills |= {phrase: AskedSkill(phrase) for phrase in asked if phrase}
    return tuple(sorted(skills.values(), key=lambda skill: not skill.essential))


def lowest_of(item: Record) -> int | None:
    """Return the lowest level of the four skills of a language that is asked, None when none is known."""
    return min(_known_levels(item), default=None)


def _known_levels(item: Record) -> list[int]:
    names = ("Mondeling", "Schriftelijk", "Lezen", "Luisteren")
    levels = (item.whole(f"codeNiveauTaalbeheersing{name}") for name in names)
    return [level for level in levels if level in codes.ASKED_LANGUAGE]


def read_dutch(record: Record) -> LanguageLevel | None:
    """Return the level of Dutch that is asked, the lowest that it can mean."""
    levels = [
        level
        for item in record.each("taalbeheersing")
        if item.plain("codeTaal") == codes.DUTCH
        for level in _known_levels(item)
    ]
    return codes.ASKED_LANGUAGE[min(levels)] if levels else None


def read_wage(record: Record) -> Wage | None:
    """Return the wage in the free text of the standard, None when it names no sum that can be read."""
    text = record.text("arbeidsVoorwaarden.salarisIndicatie")
    if not text:
        return None

    def parsed() -> tuple[Wage | None, str]:
        stated, doubt = parse_wage(text)
        wage, warning = make_wage(stated.low, stated.high, stated.period)
        return wage, doubt or warning

    return record.attempt("arbeidsVoorwaarden.salarisIndicatie", parsed)


def read_agreements(record: Record) -> tuple[Contract | None, Route]:
    """Return the first contract, and the route: regular work where that is among the agreements, else the first."""
    forms = list(record.each("contractvorm"))
    kinds = [item.plain("codeTypeArbeidscontract") for item in forms]
    agreements = [item.plain("codeTypeOvereenkomst") for item in forms]
    routes = [codes.ROUTE_OF[code] for code in agreements if code in codes.ROUTE_OF]
    contract = next((codes.CONTRACT_OF[code] for code in kinds if code in codes.CONTRACT_OF), None)
    if len({code for code in kinds if code in codes.CONTRACT_OF}) > 1 or len(set(routes)) > 1:
        record.tell("contractvorm", "er zijn meer contractvormen; wij houden er een, regulier werk gaat voor")
    return contract, Route.REGULAR if Route.REGULAR in routes or not routes else routes[0]


def read_level(record: Record) -> Level | None:
    """Return the level of work, else the lowest level of the education that is asked."""
    code = record.plain("codeWerkEnDenkniveauMinimaal")
    if code.isdecimal() and int(code) in codes.ASKED_LEVEL:
        return codes.ASKED_LEVEL[int(code)]
    asked = [item.whole("codeNiveauOpleiding") for item in record.each("opleiding")]
    levels = [codes.EDUCATION_LEVEL[level] for level in asked if level in codes.EDUCATION_LEVEL]
    return min(levels, default=None)


def read_papers(record: Record, papers: Mapping[str, str]) -> frozenset[str]:
    """Return the licences that are asked; one that we have no paper for is told and asked of nobody."""
    found, missed = read_licences(record, "rijbewijs", papers)
    if missed:
        record.tell("rijbewijs", f"rijbewijs {', '.join(missed)[:80]} kennen wij niet; niet als eis gelezen")
    return found


def read_start(record: Record) -> date | None:
    """Return the day on which the work begins; an end before it is told."""
    start, end = (
        record.day("arbeidsVoorwaarden.datumAanvangWerkzaamheden"),
        record.day("arbeidsVoorwaarden.datumEindeWerkzaamheden"),
    )
    if start is not None and end is not None and end < start:
        record.tell(
            "arbeidsVoorwaarden.datumEindeWerkzaamheden", "het werk eindigt voor het begint; het einde is niet gebruikt"
        )
    return start
