"""The record of Springplank for the Dutch Algoritmeregister, filled with what the running version knows of itself."""

from dataclasses import dataclass
from typing import Any

from matcher.errors import SettingError
from pipelines.publication import register_texts as texts
from pipelines.publication.facts import Facts
from pipelines.publication.laws import LAWS
from pipelines.publication.register_format import HIGH_RISK, IN_DEVELOPMENT, ORDER, OUT_OF_USE, Record, violations

# Where the contact details of every Dutch municipality stand, kept by the government: what the register gets as long
# as the municipality names no address of its own.
ALL_CONTACTS = "https://organisaties.overheid.nl/Gemeenten/"
PROVIDER = "Springplank (vrije software, EUPL-1.2)"
# The names that the register recommends.
DPIA = "Data Protection Impact Assessment (DPIA)"
IAMA = "Impact Assessment Mensenrechten en Algoritmes (IAMA)"


@dataclass(frozen=True, slots=True)
class Told:
    """What only the municipality knows; None where it did not say. Months are as 2026-11, links begin with https://."""

    status: str | None = None
    begin: str | None = None
    end: str | None = None
    contact: str | None = None
    website: str | None = None
    url: str | None = None
    processing_register: str | None = None
    dpia: str | None = None
    iama: str | None = None
    provider: str | None = None
    source_code: str | None = None


def register_record(facts: Facts, told: Told) -> Record:
    """Return a record that is valid by the publication standard 1.0, in its order.

    What only the municipality knows and did not tell is left out; SettingError says what was told and cannot be used.
    """
    found = {name: value for name, value in (_known(facts) | _told(told)).items() if value is not None}
    record = {name: found[name] for name in ORDER if name in found}
    if wrong := violations(record):
        raise SettingError(f"dit kan niet in het Algoritmeregister: {'; '.join(wrong)}")
    return record


def to_fill_in(facts: Facts, told: Told) -> tuple[str, ...]:
    """Return what the municipality still has to say or look at, each in Dutch with the option for it."""
    needed = {
        "status (nu: in ontwikkeling)": (told.status, "--status"),
        "de maand van ingebruikname": (told.begin, "--begin"),
        "de maand van beëindiging": (told.end if told.status == OUT_OF_USE else "", "--end"),
        "een mailadres of pagina voor vragen (nu: de lijst van alle gemeenten)": (told.contact, "--contact"),
        "uw publiekspagina": (told.website, "--website"),
        "uw verwerkingsregister": (told.processing_register, "--processing-register"),
        "uw DPIA": (told.dpia, "--dpia"),
        "uw IAMA": (told.iama, "--iama"),
        "waar de broncode staat": (told.source_code, "--source-code"),
    }
    lines = [f"nog in te vullen: {what}, met {option}" for what, (value, option) in needed.items() if value is None]
    return (*lines, *_to_look_at(facts))


def _to_look_at(facts: Facts) -> tuple[str, ...]:
    installation = facts.installation
    if installation is None:
        return ("nog na te gaan: zonder --home staan hier de standaardwaarden en geen bronnen",)
    lines = []
    if installation.demo:
        lines.append("nog na te gaan: dit is een demo met verzonnen gegevens")
    if installation.example_policy:
        lines.append("nog na te gaan: het beleid is nog het voorbeeld dat met Springplank meekomt, zie docs/policy.md")
    return tuple(lines)


def _known(facts: Facts) -> dict[str, Any]:
    return {
        "name": texts.NAME,
        "description_short": texts.SHORT,
        "organization": facts.municipality.organisation,
        "category": ["Werk", "Sociale zekerheid"],
        "publication_category": HIGH_RISK,
        "goal": texts.goal(),
        "proportionality": texts.proportionality(),
        "human_intervention": texts.human_intervention(),
        "risks": texts.risks(),
        "lawful_basis": texts.lawful_basis(),
        "lawful_basis_grouping": [{"title": law.title, "link": law.link} for law in LAWS],
        "source_data": texts.source_data(facts),
        "methods_and_models": texts.methods_and_models(facts),
        "lang": "nld",
        "standard_version": "1.0",
        "source_id": f"springplank-{facts.municipality.slug}",
        "tags": texts.tags(facts),
    }


def _told(told: Told) -> dict[str, Any]:
    tests = [
        {"title": title, "link": link} for title, link in ((DPIA, told.dpia), (IAMA, told.iama)) if link is not None
    ]
    return {
        "status": IN_DEVELOPMENT if told.status is None else told.status,
        "begin_date": told.begin,
        "end_date": told.end,
        "contact_email": ALL_CONTACTS if told.contact is None else told.contact,
        "website": told.website,
        "url": told.url,
        "process_index_url": told.processing_register,
        "impacttoetsen": None if tests else texts.NO_ASSESSMENT,
        "impacttoetsen_grouping": tests or None,
        "provider": PROVIDER if told.provider is None else told.provider,
        "publiccode": told.source_code,
    }
