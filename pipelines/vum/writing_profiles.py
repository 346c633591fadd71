"""A client of ours as a Werkzoekende of VUM: always valid, and as little as a match needs.

Never written: limitations, the step on the ladder, exclusions, routes that say something of health, the free stretch of
the day, a name. What someone needs at work is written only when it is asked for, for somebody's own copy.
"""

from dataclasses import dataclass

from matcher.codes import LanguageLevel, Mode, Origin, Support
from matcher.domain import Client
from pipelines.vum import codes
from pipelines.vum.deviations import deviations
from pipelines.vum.forms import Document
from pipelines.vum.shapes import WERKZOEKENDE_MATCH
from pipelines.vum.texts import DESK_LENGTH, LONG, MAIL_LENGTH, PHONE_LENGTH, TITLE_LENGTH, cut, safe_id
from pipelines.vum.working_terms import competentnl_address, hours_of, licences_of, office_hours_of
from pipelines.vum.writing_vacancies import PC6, competences_of, without_empty

SKILLS_START = "Wat ik kan:"


@dataclass(frozen=True, slots=True)
class Desk:
    """Where a jobseeker can be reached through: a department, never the person's own addresses."""

    name: str
    mail: str = ""
    phone: str = ""


def werkzoekende_of(
    client: Client, *, exchange_id: str, contact: bool = False, desk: Desk | None = None, needs: bool = False
) -> Document:
    """Return a profile as a Werkzoekende.

    `exchange_id` is the id under which the person is known in the exchange: not the id of the client. `contact` says
    that the client agreed, apart from the exchange itself, to being reached; without it there is no `desk` in it.
    `needs` adds what someone needs at work: for the client's own copy, never for the exchange. A client without a full
    postcode has no `mobiliteit`, and cannot be a search result (`match_of_werkzoekende`).
    """
    office, irregular = office_hours_of(client.day_parts or frozenset())
    available = client.available_from.isoformat() if client.available_from else ""
    found: Document = {
        "idWerkzoekende": safe_id(exchange_id),
        "arbeidsmarktkwalificatie": qualification_of(client),
        "bemiddelingsberoep": [{"codeBeroepsnaam": address} for address in wished_occupations(client)],
        "contractvorm": [
            {"codeTypeOvereenkomst": code}
            for code in sorted(codes.AGREEMENT_OF[route] for route in client.routes if route in codes.AGREEMENT_OF)
        ],
        "flexibiliteit": irregular | {"datumAanvangBeschikbaarVoorWerk": available},
        "indicatieBeschikbaarheidContactgegevens": codes.YES if contact else codes.NO,
        "mobiliteit": mobility_of(client),
        "persoonlijkePresentatie": own_words(client),
        "vervoermiddel": vehicles_of(client),
        "werktijden": hours_of(client.hours_min, client.hours_max) | office,
    }
    if contact and desk is not None:
        found["contactpersoon"] = [desk_of(desk)]
    if needs:
        found["eisAanWerk"] = needs_of(client)
    return without_empty(found)


def match_of_werkzoekende(document: Document) -> Document | None:
    """Return what a search result may hold of a Werkzoekende; None when it cannot be one."""
    found = {name: item for name, item in document.items() if name in WERKZOEKENDE_MATCH.fields}
    return None if deviations(found, WERKZOEKENDE_MATCH) else found


def qualification_of(client: Client) -> Document:
    """Return what someone can and did: skills and earlier work with an address in CompetentNL, papers, languages."""
    wishes = (cut(wish.text, TITLE_LENGTH) for wish in client.wishes if not _wished(wish.text, wish.occupation))
    jobs = (competentnl_address(job.occupation) or competentnl_address(job.title) for job in client.history)
    skills = ((skill.skill, skill.phrase) for skill in client.skills)
    return {
        "codeWerkEnDenkniveauWerkzoekende": None if client.level is None else codes.LEVEL_CODE[client.level],
        "competentiebeheersing": competences_of(text for pair in skills for text in pair),
        "interesse": [{"naamInteresse": text} for text in dict.fromkeys(wishes) if text],
        "opleiding": [
            {"indicatieDiploma": codes.YES, "toelichtingOpleiding": text}
            for diploma in client.diplomas
            if (text := cut(diploma, LONG))
        ],
        "rijbewijs": licences_of(client.licences or frozenset()),
        "taalbeheersing": languages_of(client),
        "werkervaring": [{"beroep": {"codeBeroepsnaam": address}} for address in dict.fromkeys(jobs) if address],
    }


def languages_of(client: Client) -> list[Document]:
    """Return how well someone speaks each language: we hold one level, and that is how it is asked for."""
    return [
        {"codeTaal": codes.LANGUAGE_CODE_OF[language], "codeNiveauTaalbeheersingMondeling": _level(level)}
        for language, level in client.languages
        if language in codes.LANGUAGE_CODE_OF
    ]


def _level(level: LanguageLevel) -> int:
    return codes.LANGUAGE_CODE[level]


def _wished(text: str, occupation: str) -> str:
    return competentnl_address(occupation) or competentnl_address(text)


def wished_occupations(client: Client) -> list[str]:
    """Return the occupations that someone wants, as addresses in CompetentNL, each once."""
    return list(dict.fromkeys(filter(None, (_wished(wish.text, wish.occupation) for wish in client.wishes))))


def mobility_of(client: Client) -> Document:
    """Return the postcode, and the longest of someone's own limits; nothing without a full postcode."""
    postcode = client.home.postcode
    if not PC6.fullmatch(postcode):
        return {}
    limits = [limit for _, limit in client.modes]
    known = [limit for limit in limits if limit is not None]
    longest = max(known) if known and len(known) == len(limits) else None
    return {
        "bemiddelingspostcode": postcode.upper(),
        "maximaleReistijd": None if longest is None else min(longest, 999),
    }


def vehicles_of(client: Client) -> list[Document]:
    """Return the vehicles that someone can come to work with; a bicycle and an e-bike are one code."""
    found = (codes.VEHICLE_OF[mode] for mode, _ in client.modes if mode is not Mode.WALK)
    return [
        {"codeVervoermiddel": code, "indicatieBeschikbaarVoorWoonWerkverkeer": codes.YES}
        for code in dict.fromkeys(found)
    ]


def own_words(client: Client) -> str:
    """Return the skills that someone stated and that were recognised, for those who do not read CompetentNL."""
    stated = (
        skill.phrase
        for skill in client.skills
        if skill.origin is Origin.STATED and skill.skill and not competentnl_address(skill.phrase)
    )
    words = ", ".join(dict.fromkeys(filter(None, stated)))
    return cut(f"{SKILLS_START} {words}.", LONG) if words else ""


def desk_of(desk: Desk) -> Document:
    """Return how the department can be reached; an address that is too long is left out, not cut."""
    return {
        "naamContactpersoonAfdeling": cut(desk.name, DESK_LENGTH),
        **({"emailadres": desk.mail} if desk.mail and len(desk.mail) <= MAIL_LENGTH else {}),
        **({"telefoonnummer": desk.phone} if desk.phone and len(desk.phone) <= PHONE_LENGTH else {}),
    }


def needs_of(client: Client) -> Document:
    """Return what someone needs at work, as far as the standard has it."""
    asked = {
        "indicatieAanpassingWerkomgeving": Support.ADAPTED_PLACE,
        "indicatieBegeleiding": Support.BUDDY,
        "indicatieWerkvariatie": Support.ADAPTED_TASKS,
    }
    return {name: codes.YES for name, need in asked.items() if need in client.support_needed}
