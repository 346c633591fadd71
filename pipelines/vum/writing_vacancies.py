"""A vacancy of ours as a Vacature of VUM: always valid against the standard, and nothing that we do not know."""

import re
from collections.abc import Iterable

from matcher.codes import WagePeriod
from matcher.domain import Vacancy, Wage
from pipelines.linking import LANGUAGES
from pipelines.vum import codes
from pipelines.vum.contact_data import MAIL, PHONE
from pipelines.vum.deviations import deviations
from pipelines.vum.forms import Document
from pipelines.vum.reading_vacancies import CONDITIONS, UNTITLED
from pipelines.vum.shapes import VACATURE_MATCH
from pipelines.vum.texts import EMPLOYER_LENGTH, LONG, MAIL_LENGTH, PHONE_LENGTH, TITLE_LENGTH, URL_LENGTH, cut, safe_id
from pipelines.vum.working_terms import competentnl_address, hours_of, licences_of, office_hours_of

PC6 = re.compile(r"[0-9]{4}[A-Za-z]{2}")
SPOKEN = {f"{name} spreken": code for code, name in LANGUAGES.items() if code != "nl"}
PERIOD = {
    WagePeriod.HOUR: "per uur",
    WagePeriod.DAY: "per dag",
    WagePeriod.WEEK: "per week",
    WagePeriod.FOUR_WEEKS: "per vier weken",
    WagePeriod.MONTH: "per maand",
    WagePeriod.YEAR: "per jaar",
}
MOST_WAGE = 10_000_000.0  # euro: a larger sum is no wage, and its digits would not fit
ASKED = "Gevraagd:"


def vacature_of(vacancy: Vacancy, *, occupation: str = "", skills: Iterable[str] = ()) -> Document:
    """Return a vacancy as a Vacature.

    `occupation` and `skills` are the ids that it was linked to, of use where the home's taxonomy is CompetentNL: only
    addresses in CompetentNL are written. A vacancy without a full postcode has no `adres`: it can be shown by its id,
    and cannot be a search result (`match_of_vacature`).
    """
    office, irregular = office_hours_of(vacancy.shifts)
    text, _, conditions = vacancy.description.partition(f"{CONDITIONS} ")
    named = competentnl_address(vacancy.occupation) or competentnl_address(occupation)
    found: Document = {
        "idVacature": safe_id(vacancy.id),
        "adres": {"postcode": vacancy.location.postcode.upper()} if PC6.fullmatch(vacancy.location.postcode) else {},
        "arbeidsVoorwaarden": {
            "datumAanvangWerkzaamheden": vacancy.start_date.isoformat() if vacancy.start_date else "",
            "omschrijvingArbeidsvoorwaarden": cut(conditions, LONG),
            "salarisIndicatie": wage_text(vacancy.wage),
        },
        "beroep": {"codeBeroepsnaam": named},
        "codeWerkEnDenkniveauMinimaal": "" if vacancy.level is None else str(codes.LEVEL_CODE[vacancy.level]),
        "contractvorm": agreements_of(vacancy),
        "competentiebeheersing": competences_of((skill.phrase for skill in vacancy.skills), skills),
        "flexibiliteit": irregular,
        "naamVacature": "" if vacancy.title == UNTITLED else cut(vacancy.title, TITLE_LENGTH),
        "omschrijvingVacature": text_of(text, vacancy),
        "rijbewijs": licences_of(vacancy.licences),
        "sluitingsdatumVacature": vacancy.closing_date.isoformat() if vacancy.closing_date else "",
        "taalbeheersing": languages_of(vacancy),
        "werkgever": employer_of(vacancy),
        "werktijden": hours_of(vacancy.hours_min, vacancy.hours_max) | office,
    }
    return without_empty(found)


def match_of_vacature(document: Document) -> Document | None:
    """Return what a search result may hold of a Vacature; None when it cannot be one, as it has no full postcode."""
    employer = {name: item for name, item in document.get("werkgever", {}).items() if name != "contactpersoon"}
    address = {"postcode": document["adres"]["postcode"]} if "adres" in document else {}
    found = {name: item for name, item in document.items() if name in VACATURE_MATCH.fields}
    found = without_empty(found | {"werkgever": employer, "adres": address})
    return None if deviations(found, VACATURE_MATCH) else found


def without_empty(document: Document) -> Document:
    """Return a document without texts, lists and objects that are empty, at any depth."""
    kept: Document = {}
    for name, item in document.items():
        value = without_empty(item) if isinstance(item, dict) else item
        if value not in ("", [], {}, None):
            kept[name] = value
    return kept


def wage_text(wage: Wage | None) -> str:
    """Return a wage as a free text that reads back as the same wage."""
    if wage is None:
        return ""
    low, high = wage.minimum, wage.maximum
    if any(value is not None and not 0 < value < MOST_WAGE for value in (low, high)):
        return ""
    period = PERIOD[wage.period]
    if low is not None and high is not None:
        return f"{_sum(low)} euro {period}" if low == high else f"{_sum(low)} tot {_sum(high)} euro {period}"
    return f"vanaf {_sum(low)} euro {period}" if low is not None else f"maximaal {_sum(high or 0.0)} euro {period}"


def _sum(value: float) -> str:
    return f"{value:.2f}".replace(".", ",")


def agreements_of(vacancy: Vacancy) -> list[Document]:
    """Return the contract and the kind of agreement, as far as the standard has a code for them."""
    found = {
        "codeTypeArbeidscontract": codes.CONTRACT_CODE.get(vacancy.contract, "") if vacancy.contract else "",
        "codeTypeOvereenkomst": codes.AGREEMENT_OF.get(vacancy.route, ""),
    }
    kept = without_empty(found)
    return [kept] if kept else []


def competences_of(*sources: Iterable[str]) -> list[Document]:
    """Return the addresses in CompetentNL among these, each once."""
    found = (competentnl_address(text) for source in sources for text in source)
    return [{"codeCompetentie": address} for address in dict.fromkeys(found) if address]


def text_of(text: str, vacancy: Vacancy) -> str:
    """Return the text, and behind it the skills that the standard has no code for and the text does not name."""
    named = text.casefold()
    asked = [
        skill.phrase
        for skill in vacancy.skills
        if not competentnl_address(skill.phrase) and skill.phrase not in SPOKEN and skill.phrase.casefold() not in named
    ]
    extra = f"{ASKED} {', '.join(asked)}." if asked else ""
    return cut(f"{text.strip()} {extra}", LONG)


def languages_of(vacancy: Vacancy) -> list[Document]:
    """Return the level of Dutch, and other languages that are asked without a level."""
    found: list[Document] = []
    if vacancy.language is not None and codes.LANGUAGE_CODE[vacancy.language] != codes.NO_LANGUAGE:
        level = codes.LANGUAGE_CODE[vacancy.language]
        found.append({"codeTaal": codes.DUTCH, "codeNiveauTaalbeheersingMondeling": level})
    spoken = (SPOKEN[skill.phrase] for skill in vacancy.skills if skill.phrase in SPOKEN)
    return found + [{"codeTaal": codes.LANGUAGE_CODE_OF[code]} for code in dict.fromkeys(spoken)]


def employer_of(vacancy: Vacancy) -> Document:
    """Return the employer with a link and how to reach them, as far as that can be told from one text."""
    contact = {
        "emailadres": [mail for mail in dict.fromkeys(MAIL.findall(vacancy.contact)) if len(mail) <= MAIL_LENGTH],
        "telefoonnummer": [
            number for found in PHONE.findall(vacancy.contact) if len(number := found.strip()) <= PHONE_LENGTH
        ],
    }
    link = vacancy.source_url if vacancy.source_url.startswith(("http://", "https://")) else ""
    return {
        "handelsnaamOrganisatie": cut(vacancy.employer, EMPLOYER_LENGTH),
        "webadres": [{"codeWebadres": codes.EMPLOYER_LINK, "url": link}] if link and len(link) <= URL_LENGTH else [],
        "contactpersoon": [without_empty(contact)] if any(contact.values()) else [],
    }
