"""The beginning of a DPIA, filled with what the software knows about itself.

The order follows the model of the Dutch central government (Model DPIA Rijksdienst 3.0: A description, B lawfulness, C
risks, D measures, seventeen points); the words are ours. What only the municipality knows is asked, and marked.
"""

from matcher.consent import Consent
from matcher.features import FEATURES
from matcher.purpose import Purpose
from matcher.roles import CasePart
from pipelines.publication.describe import choices, how_it_works, receivers_table, roles_table, status_line
from pipelines.publication.facts import Facts
from pipelines.publication.keeping import kept_places, kept_tables
from pipelines.publication.laws import LAWS
from pipelines.publication.markdown import ask, bullets, heading, table, text
from pipelines.publication.personal import PROFILE
from pipelines.publication.principle import NOT_FOLLOWED, PRINCIPLE, PURPOSES_CLOSED, kept_out
from pipelines.publication.risks import RISKS

WHY_PURPOSE = {
    Purpose.ADVICE_TO_CLIENT: "vacatures en scholing zoeken en uitleggen, voor de cliënt en de eigen werkcoach",
    Purpose.ADVICE_TO_EMPLOYER: "een kandidaat bij een vacature zoeken, of een profiel uitwisselen; na een eigen ja",
    Purpose.TRAINING: (
        "zien welke modellen in gebruik zijn. Geen enkel model leert nu van gegevens van mensen. Wat een cliënt van "
        "een vacature vond dient alleen de eigen lijst"
    ),
    Purpose.MAINTENANCE: "gegevens inlezen, verwijderen en veilig houden; accounts en caseloads beheren",
}
RIGHTS = (
    (
        "Inzien: een cliënt leest het eigen profiel en de eigen suggesties, en ziet welke medewerker, partij of "
        "beheerder er keek."
    ),
    "Verbeteren: een cliënt verbetert het eigen profiel. Wat er veranderde blijft na te gaan zolang het profiel er is.",
    "Bezwaar: een cliënt kan zeggen het niet eens te zijn, en krijgt antwoord.",
    "Beperken: de volgorde kan uit, en een toestemming kan worden ingetrokken.",
    "Meenemen: een cliënt kan alle eigen gegevens ophalen.",
    (
        "Verwijderen: een cliënt kan het eigen profiel met alles wat erbij hoort zelf verwijderen, meteen. Regels van "
        "het logboek blijven tot hun termijn, onder een schuilnummer dat van niemand meer is. In reservekopieën staat "
        "alles tot die weg zijn."
    ),
    "Uitleg: bij elke vacature staan redenen en punten. De punten die u ziet zijn de punten die tellen.",
)
SECURITY = (
    (
        "Versleuteling: AES-256-GCM met een sleutel per cliënt; die sleutels zijn zelf versleuteld met een "
        "hoofdsleutel van buiten de database, die gewisseld kan worden."
    ),
    "Inloggen: OpenID Connect met PKCE; eigen wachtwoorden bestaan alleen in een demo.",
    "Toegang: elke weg is voor één rol en één doel. Open is alleen wat niets over mensen zegt.",
    (
        "Logboek: een keten van regels met een controlegetal; één veranderd teken wordt gevonden. Van een cliënt staat "
        "er een schuilnummer in en geen naam."
    ),
    (
        "Eigen computer: zoeken, herkennen en uitleggen gebeurt zonder netwerk. Naar buiten gaat alleen het inloggen, "
        "de uitwisseling (VUM) als die aan staat, en adressen als iemand daar met `springplank geocode` om vraagt."
    ),
)


def dpia(facts: Facts) -> str:
    """Return the document, in Dutch Markdown."""
    return "".join(
        (
            heading(1, f"DPIA Springplank, {facts.municipality.organisation} (begin)"),
            status_line(facts),
            text(f"**Uitgangspunt.** {PRINCIPLE}"),
            heading(2, "A. Wat er gebeurt met persoonsgegevens"),
            _description(facts),
            heading(2, "B. Of het mag"),
            _lawfulness(),
            heading(2, "C. Risico's voor mensen"),
            _risks(),
            heading(2, "D. Maatregelen"),
            _measures(),
        )
    )


def _description(facts: Facts) -> str:
    return "".join(
        (
            heading(3, "1. Aanleiding"),
            text("Springplank helpt mensen met een uitkering aan werk, of aan de scholing die daarheen leidt."),
            ask("Waarom gaat de gemeente Springplank gebruiken, en sinds of vanaf wanneer?"),
            heading(3, "2. Welke persoonsgegevens"),
            text("Van een cliënt. Leeg betekent: niet bekend, en dat is nooit een nee."),
            _profile(),
            text(f"**Nooit ingelezen:** {', '.join(kept_out())}.", NOT_FOLLOWED),
            text(
                "In vrije tekst worden burgerservicenummers en een lijst van woorden over onder meer ziekte, "
                "schulden en geloof weggelaten. Meer dan dat is niet beloofd: andere woorden voor hetzelfde "
                "blijven staan."
            ),
            text(
                "Van een medewerker: de naam bij een account, en wat die met gegevens van cliënten deed. Van een "
                "contactpersoon van een werkgever: wat in een vacature staat."
            ),
            heading(3, "3. Welke verwerkingen"),
            how_it_works(facts),
            heading(3, "4. Doelen"),
            text(PURPOSES_CLOSED),
            table(("doel", "code in het logboek", "waarvoor"), _purposes()),
            heading(3, "5. Wie erbij betrokken zijn"),
            roles_table(),
            text(
                f"Wie bij een cliënt hoort: {', '.join(part.label for part in CasePart)}. Geen andere werkcoach ziet "
                "wie de cliënt is. Wie iets van een cliënt ziet:"
            ),
            receivers_table(facts),
            ask(
                "Wie is de verwerkingsverantwoordelijke, wie beheert de dienst, en is er een verwerkersovereenkomst?",
                "Wie is de functionaris gegevensbescherming, en wat is het advies?",
                "Hoe is de mening van cliënten gevraagd, bijvoorbeeld aan een cliëntenraad?",
                "Wat vertelt een werkcoach aan een werkgever over een kandidaat, en hoe ligt dat vast?",
                "Wie beheren de server, de hoofdsleutel, de database en de reservekopieën, en zijn dat anderen?",
            ),
            heading(3, "6. Belangen"),
            text(
                "De cliënt wil passend werk en baas blijven over de eigen gegevens. De gemeente wil mensen goed helpen."
            ),
            ask("Welke andere belangen spelen er bij uw gemeente of werkbedrijf?"),
            heading(3, "7. Waar de gegevens staan"),
            text(
                "Springplank draait op een computer naar keuze van de gemeente. Zoeken en uitleggen gebeurt daar, "
                "zonder netwerk. Inloggen gaat langs de aanbieder die de gemeente kiest."
            ),
            ask("Op welke server en in welk land staat de dienst, en waar staan de reservekopieën?"),
            heading(3, "8. Techniek"),
            text("Er is profilering: vacatures komen op volgorde van wat bij iemand past. Er is geen besluit."),
            choices(facts),
            heading(3, "9. Wetten en beleid"),
            bullets(f"[{law.title}]({law.link}). {law.why}" for law in LAWS),
            ask("Welk gemeentelijk beleid en welke verordening gelden hier?"),
            heading(3, "10. Hoe lang"),
            _kept(facts),
        )
    )


def _kept(facts: Facts) -> str:
    """Return what is kept of whom and how long, by the terms of the home or else the defaults."""
    source = "de standaard" if facts.installation is None else "die van deze installatie"
    tables = (
        (one.table, one.label, one.whose, "ja" if one.sealed else "nee", one.readable, one.term)
        for one in kept_tables(facts.terms)
    )
    places = ((one.name, one.label, one.whose, one.term) for one in kept_places(facts.terms))
    return "".join(
        (
            text(
                f"Deze termijnen zijn {source}. Een taak van de nacht (`springplank retention run`) verwijdert wat oud "
                "genoeg is; zonder die taak blijft alles staan. In de database, met wat daarvan leesbaar is zonder "
                "sleutel:"
            ),
            table(("tabel", "wat erin staat", "van wie", "versleuteld", "leesbaar", "hoe lang"), tables),
            text("In de map van de installatie:"),
            table(("plek", "wat daar staat", "van wie", "hoe lang"), places),
            text(
                "Het laatste contact met een cliënt wordt alleen uitgerekend om te weten wanneer een profiel weg mag. "
                "Het wordt niet getoond. Het bericht staat waar de cliënt de eigen gegevens leest. Springplank stuurt "
                "geen brieven, dus wie niet kan inloggen leest het niet; het profiel gaat dan na dezelfde tijd weg."
            ),
            ask(
                "Kloppen deze termijnen met uw selectielijst, en draait de taak elke nacht?",
                "Hoe vertelt u het aan wie niet kan inloggen, voordat een profiel weggaat?",
                "Hoe lang blijven reservekopieën, en de bestanden die u aanlevert om in te lezen?",
            ),
        )
    )


def _profile() -> str:
    rows = (
        (field.name, field.label, field.why, field.use.label, "ja" if field.delicate else "nee") for field in PROFILE
    )
    return table(("veld", "gegeven", "waarom nodig", "wat het doet", "kan iets over gezondheid zeggen"), rows)


def _purposes() -> list[tuple[str, str, str]]:
    return [(purpose.label, purpose.value, WHY_PURPOSE[purpose]) for purpose in Purpose]


def _lawfulness() -> str:
    return "".join(
        (
            heading(3, "11. Rechtsgrond"),
            text(
                "Bedoeld is een taak van algemeen belang: artikel 6, lid 1, onder e AVG, met artikel 7 Participatiewet."
            ),
            text("Los daarvan is een eigen ja nodig voor elk van deze zaken; zonder ja is het nee:"),
            bullets(kind.label for kind in Consent),
            ask(
                "Past deze rechtsgrond bij wat uw gemeente doet? Kan een cliënt bij een toestemming echt vrij nee "
                "zeggen?"
            ),
            heading(3, "12. Bijzondere gegevens"),
            text(
                "Springplank vraagt geen bijzondere gegevens. Wat in de tabel bij 2 iets over gezondheid kan "
                "zeggen, moet toch zo worden behandeld. Het burgerservicenummer wordt niet gebruikt."
            ),
            ask("Welke uitzondering van artikel 9 AVG geldt voor wat iemand aankan en de hulp die nodig is?"),
            heading(3, "13. Doelbinding"),
            text("Het doel volgt uit de weg en de rol. Een ander doel wordt geweigerd.", NOT_FOLLOWED),
            ask("Uit welk systeem komen de profielen, en past dit gebruik bij het doel waarvoor ze daar staan?"),
            heading(3, "14. Noodzaak en evenredigheid"),
            text(f"In de volgorde tellen {len(FEATURES)} kenmerken mee, en niets anders:"),
            bullets(f"{feature.label} (`{feature.name}`)" for feature in FEATURES),
            text("Een gegeven dat niemand gaf maakt een lijst hoogstens minder precies. Het wordt niet geraden."),
            ask("Kan het doel met minder gegevens, of op een andere manier?"),
            heading(3, "15. Rechten van mensen"),
            bullets(RIGHTS),
            ask("Hoe horen cliënten van Springplank vóór het eerste gebruik, en bij wie kunnen zij terecht?"),
        )
    )


def _risks() -> str:
    rows = ((str(number), risk.name, risk.what, "…", "…") for number, risk in enumerate(RISKS, 1))
    return "".join(
        (
            heading(3, "16. Risico's"),
            table(("nr", "risico", "wat er mis kan gaan", "kans", "ernst"), rows),
            ask("Schat kans en ernst van elk risico, en vul aan wat in uw situatie nog meer mis kan gaan."),
        )
    )


def _measures() -> str:
    parts = [heading(3, "17. Maatregelen")]
    for number, risk in enumerate(RISKS, 1):
        parts += [text(f"**{number}. {risk.name}**"), bullets(risk.measures), ask(risk.left)]
    parts += [
        text("**Beveiliging van de dienst**"),
        bullets(SECURITY),
        ask(
            "Welk restrisico blijft over, en wie aanvaardt dat? Moet de Autoriteit Persoonsgegevens worden "
            "geraadpleegd?"
        ),
    ]
    return "".join(parts)
