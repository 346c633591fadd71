"""The beginning of an IAMA, filled with what the software knows about itself.

The order follows the Impact Assessment Mensenrechten en Algoritmes (Ministry of the Interior and Utrecht University):
why, what (data and algorithm), how (what people do with it), and fundamental rights; words and questions are ours.
"""

from dataclasses import dataclass

from matcher.features import FEATURES
from matcher.interventions import Intervention
from matcher.purpose import Purpose
from pipelines.publication.describe import choices, how_it_works, receivers_table, roles_table, status_line
from pipelines.publication.facts import Facts
from pipelines.publication.laws import LAWS
from pipelines.publication.markdown import ask, bullets, heading, table, text
from pipelines.publication.personal import PROFILE
from pipelines.publication.principle import NOT_FOLLOWED, PRINCIPLE, PURPOSES_CLOSED, kept_out
from pipelines.publication.risks import RISKS


@dataclass(frozen=True, slots=True)
class Right:
    """A fundamental right that is touched, how, and what protects it. Articles of the Charter of the European Union."""

    name: str
    touched: str
    protected: str


RIGHTS = (
    Right(
        "Privéleven en persoonsgegevens (artikel 7 en 8 Handvest)",
        "Gegevens over werk, wonen en wat iemand aankan worden gebruikt om te zoeken.",
        (
            "Profielen en lijsten zijn versleuteld. De lijst van doelen is gesloten. Een cliënt ziet wie er keek en "
            "kan alles verwijderen. Anderen dan de begeleiders zien pas iets na een eigen ja, zonder naam."
        ),
    ),
    Right(
        "Gelijke behandeling (artikel 21 Handvest)",
        "Een kenmerk dat samenhangt met afkomst, leeftijd of gezondheid kan een groep benadelen.",
        (
            f"{len(FEATURES)} kenmerken die openbaar zijn. Velden over geslacht, leeftijd, herkomst of geloof worden "
            "niet ingelezen. Wat iemand niet aankan neemt werk weg dat te zwaar is, en telt verder niet."
        ),
    ),
    Right(
        "Vrije keuze van werk (artikel 15 Handvest)",
        "Een lijst kan sturen welk werk iemand ziet en kiest.",
        "De eigen wens telt mee, wat iemand niet wil valt weg, en een route kiest iemand zelf.",
    ),
    Right(
        "Integratie van mensen met een beperking (artikel 26 Handvest)",
        "Werk kan ten onrechte afvallen omdat een vacature niets zegt over zwaarte of hulp.",
        "De reden staat erbij, hulp op de werkplek telt mee, en een werkcoach kan het werk toch tonen.",
    ),
    Right(
        "Sociale bijstand (artikel 34 Handvest)",
        "De uitkomst zou een rol kunnen krijgen bij een besluit over bijstand.",
        PRINCIPLE,
    ),
    Right(
        "Behoorlijk bestuur en uitleg (artikel 41 en 47 Handvest)",
        "Iemand moet kunnen begrijpen en bestrijden wat er over hem of haar is gezegd.",
        (
            "Redenen en punten bij elke vacature. Van elke getoonde lijst is bewaard waar zij uit volgt. Bezwaar kan "
            "in de dienst zelf."
        ),
    ),
)


def iama(facts: Facts) -> str:
    """Return the document, in Dutch Markdown."""
    return "".join(
        (
            heading(1, f"IAMA Springplank, {facts.municipality.organisation} (begin)"),
            status_line(facts),
            text("Dit document kan ook dienen als begin van de toets van artikel 27 van de AI-verordening."),
            heading(2, "1. Waarom"),
            _why(),
            heading(2, "2A. Wat: de gegevens"),
            _data(facts),
            heading(2, "2B. Wat: het algoritme"),
            _algorithm(facts),
            heading(2, "3. Hoe: wat mensen met de uitkomst doen"),
            _use(facts),
            heading(2, "4. Grondrechten"),
            _rights(),
        )
    )


def _why() -> str:
    return "".join(
        (
            text("**Doel.** Mensen met een uitkering aan passend werk helpen, of aan scholing die daarheen leidt."),
            text(f"**Wat het niet is.** {PRINCIPLE} {NOT_FOLLOWED}"),
            text(f"**Doelen waarvoor gegevens worden gebruikt.** {PURPOSES_CLOSED}"),
            bullets(purpose.label for purpose in Purpose),
            text("**Wetten.**"),
            bullets(f"[{law.title}]({law.link}). {law.why}" for law in LAWS),
            ask(
                "Welk probleem lost Springplank voor uw gemeente op, en hoe weet u dat?",
                "Welke publieke waarden staan voorop, en welke kunnen in het gedrang komen?",
                "Wat zijn andere oplossingen zonder algoritme, en waarom zijn die niet gekozen?",
                "Wie is bestuurlijk verantwoordelijk, en wie beslist over stoppen?",
            ),
        )
    )


def _data(facts: Facts) -> str:
    return "".join(
        (
            table(
                ("veld", "gegeven", "waarom nodig", "wat het doet"),
                ((field.name, field.label, field.why, field.use.label) for field in PROFILE),
            ),
            text(f"**Nooit ingelezen:** {', '.join(kept_out())}."),
            text("Wat niet te lezen is wordt geweigerd of heet onbekend, met de reden; er wordt niets geraden."),
            choices(facts),
            ask(
                "Wie vulde de profielen, en wanneer? Waar zitten fouten of gaten?",
                "Van welke groepen ontbreken gegevens, en welke werkgevers plaatsen wel en niet in uw bronnen?",
            ),
        )
    )


def _algorithm(facts: Facts) -> str:
    return "".join(
        (
            text("**Soort.** Een optelling met vaste gewichten. Het systeem is niet zelflerend."),
            how_it_works(facts),
            text(
                "**Herkennen van woorden.** Titels en vaardigheden worden gekoppeld aan beroepen en vaardigheden "
                "met een klein taalmodel. Het leert één keer per taxonomie, met een woordenlijst erbij, zonder "
                "gegevens van mensen. Onder een drempel heet iets niet herkend."
            ),
            text(
                "**Hoe goed.** De herkenning is gemeten; de cijfers staan in `docs/benchmarks.md`. Of de volgorde "
                "mensen eerder aan passend werk helpt is niet gemeten. De gewichten zijn een oordeel en geen "
                "uitkomst van onderzoek."
            ),
            ask(
                "Welke fouten zijn aanvaardbaar, en voor wie zijn zij het ergst?",
                "Hoe en hoe vaak onderzoekt u of groepen verschillend worden behandeld?",
            ),
        )
    )


def _use(facts: Facts) -> str:
    return "".join(
        (
            text("Er volgt geen besluit uit een lijst. Een werkcoach en een cliënt bespreken haar en kiezen zelf."),
            text(
                "Een werkcoach kan aan een lijst veranderen; de cliënt ziet dat staan, en het kan ongedaan worden "
                "gemaakt:"
            ),
            bullets(kind.label for kind in Intervention),
            text(
                "De volgorde kan uit voor één cliënt, door de cliënt of de werkcoach, en voor iedereen door de "
                "beheerder."
            ),
            roles_table(),
            text("Wie iets van een cliënt ziet:"),
            receivers_table(facts),
            text(
                f"Elke lijst die de dienst toont en elke inzage door een medewerker blijft {facts.terms.log_days} "
                "dagen na te gaan. Verwijdert een cliënt zichzelf, dan is niet meer te zien om wie het ging."
            ),
            ask(
                "Hoe leren medewerkers wat het systeem wel en niet kan, en hoe blijft hun eigen oordeel scherp?",
                "Wat merkt een cliënt van het gebruik, en hoe vertelt u dat in gewone taal?",
                "Wanneer en met wie kijkt u of het werkt, en wanneer stopt u ermee?",
            ),
        )
    )


def _rights() -> str:
    return "".join(
        (
            table(
                ("grondrecht", "hoe geraakt", "wat beschermt"),
                ((one.name, one.touched, one.protected) for one in RIGHTS),
            ),
            text("De risico's die de software kent:"),
            table(
                ("risico", "wat er mis kan gaan", "wat de gemeente zelf doet"),
                ((r.name, r.what, r.left) for r in RISKS),
            ),
            ask(
                "Hoe ernstig is elke inbreuk in uw situatie?",
                "Is het middel doeltreffend, noodzakelijk en in verhouding? Weeg af en leg vast wie dat deed.",
            ),
        )
    )
