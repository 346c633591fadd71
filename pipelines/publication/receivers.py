"""Who gets to see something of a client, beside the client: what, when, and what there is to see of it afterwards.

Tests hold the list to the roles, the parts in a caseload and the consents, so that none is left out.
"""

from dataclasses import dataclass

from matcher.codes import Code
from matcher.consent import Consent
from matcher.roles import CasePart, Role
from pipelines.publication.facts import Installation


@dataclass(frozen=True, slots=True)
class Receiver:
    """Somebody who sees something of a client.

    `through` is what lets them: a role, a part in the caseload or a consent; empty for who has it from the machine.
    `sees` is in short sentences, as residents read it too.
    """

    name: str
    through: tuple[Code, ...]
    sees: str
    when: str
    traced: str


IN_THE_LOG = "elke inzage staat in het logboek, en de cliënt leest dat zelf"
NO_EMPLOYER = (
    "Springplank stuurt niets naar een werkgever en solliciteert niet. Wat een werkcoach met een kandidaat doet "
    "gebeurt buiten Springplank."
)

RECEIVERS = (
    Receiver(
        "wie de cliënt begeleidt",
        (Role.COACH, *CasePart),
        "Het profiel, de lijsten, de toestemmingen en de bezwaren. Niet wat de cliënt als 'niet voor mij' wegzette.",
        f"zolang iemand in de caseload staat: {', '.join(part.label for part in CasePart)}",
        IN_THE_LOG,
    ),
    Receiver(
        "andere werkcoaches",
        (Role.COACH, Consent.PROPOSED),
        (
            "Een nummer op een lijst van kandidaten bij een vacature. Daarbij de punten, de redenen en de reistijd. "
            "Ook vaardigheden, eerder werk en wensen, in woorden van de taxonomie. En wie de cliënt begeleidt. Geen "
            "naam. Niet wat iemand niet aankan, aan hulp nodig heeft of hoe ver iemand wil reizen."
        ),
        f"alleen na dit ja: '{Consent.PROPOSED.label}'",
        IN_THE_LOG,
    ),
    Receiver(
        "partijen in de landelijke uitwisseling van profielen (VUM)",
        (Consent.EXCHANGE, Consent.EXCHANGE_CONTACT),
        (
            "De postcode, de langste reistijd, het vervoer en de uren. Ook vaardigheden, talen, niveau, diploma's en "
            "rijbewijs. En eerder werk en gewenst werk. Na een tweede ja ook hoe de afdeling van de gemeente te "
            "bereiken is. Geen naam en geen adres om de cliënt zelf te bereiken."
        ),
        f"alleen als de gemeente dit aanzet en na dit ja: '{Consent.EXCHANGE.label}'",
        "vóór elk antwoord staat per cliënt in het logboek wie vroeg; de cliënt leest dat zelf",
    ),
    Receiver(
        "functioneel beheerders",
        (Role.ADMINISTRATOR,),
        "De naam en het nummer bij een account, en wie de cliënt begeleidt. Geen profielen of lijsten.",
        "altijd",
        "wie naar begeleiders keek staat in het logboek; wie de lijst van accounts bekeek niet",
    ),
    Receiver(
        "analisten",
        (Role.ANALYST,),
        "Niets van een cliënt. Alleen welke modellen in gebruik zijn.",
        "altijd",
        "er is niets van een cliënt te zien",
    ),
    Receiver(
        "wie de server en de hoofdsleutel beheert",
        (),
        "Alles wat is opgeslagen.",
        "altijd",
        "een opdracht die een profiel of lijst toont staat in het logboek; gebruik buiten Springplank om niet",
    ),
    Receiver(
        "wie alleen de database of een reservekopie beheert",
        (),
        "Nummers, momenten en toestemmingen. Ook wie bij wie hoort, en wie wanneer keek. Geen profielen of lijsten.",
        "altijd",
        "niet in Springplank",
    ),
    Receiver(
        "de aanbieder van het inloggen",
        (),
        "Dat iemand bij Springplank inlogt. Niets uit het profiel.",
        "bij elke keer inloggen",
        "bij de aanbieder",
    ),
)


def exchange_line(installation: Installation | None) -> str:
    """Return whether the exchange of profiles is on in this installation, and who may ask then."""
    if installation is None:
        return "De uitwisseling (VUM) staat uit zolang de gemeente haar niet aanzet."
    if installation.exchange is None:
        return "De uitwisseling (VUM) staat in deze installatie uit."
    who = "alleen naar partijen in SUWI" if installation.exchange.suwi_only else "ook naar partijen buiten SUWI"
    asking = ", ".join(f"OIN {one}" for one in sorted(installation.exchange.connections))
    return (
        f"De uitwisseling (VUM) staat in deze installatie aan. Profielen gaan {who}. Vragen komen binnen via {asking}."
    )
