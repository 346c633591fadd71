"""The beginning of a DPIA, filled with what the software knows about itself.

The order follows the model of the Dutch central government (Model DPIA Rijksdienst 3.0: A description, B lawfulness, C
risks, D measures, seventeen points); the words are ours. What only the municipality knows is asked, and marked.
"""

from matcher.consent import Consent
from matcher.features import FEATURES
from matcher.purpose import Purpose
from matcher.roles import CasePart
from pipelines.publication.describe import choices, how_it_works, roles_table, status_line
from pipelines.publication.facts import Facts
from pipelines.publication.laws import LAWS
from pipelines.publication.markdown import ask, bullets, heading, table, text
from pipelines.publication.personal import PROFILE, TABLES
from pipelines.publication.principle import NOT_FOLLOWED, PRINCIPLE, PURPOSES_CLOSED, kept_out
from pipelines.publication.risks import RISKS

WHY_PURPOSE = {
    Purpose.ADVICE_TO_CLIENT: "vacatures en scholing zoeken en uitleggen, voor de cliënt en de eigen werkcoach",
    Purpose.ADVICE_TO_EMPLOYER: "iemand voorstellen bij een vacature, alleen na een eigen ja",
    Purpose.TRAINING: "leren van wat mensen van vacatures vonden, zonder weg terug naar de persoon",
    Purpose.MAINTENANCE: "gegevens inlezen, verbeteren, verwijderen en veilig houden",
}
RIGHTS = (
    "Inzien: een cliënt leest het eigen profiel en alle eigen suggesties, en ziet wie van de medewerkers er keek.",
    "Verbeteren: een cliënt verbetert het eigen profiel; wat er veranderde blijft na te gaan.",
    "Bezwaar: een cliënt kan zeggen het niet eens te zijn, en krijgt antwoord.",
    "Beperken: de volgorde kan uit, en een toestemming kan worden ingetrokken.",
    "Meenemen: een cliënt kan alle eigen gegevens ophalen.",
    (
        "Verwijderen: bij verwijderen verdwijnt de sleutel van deze cliënt; alles wat ermee versleuteld is wordt "
        "onleesbaar."
    ),
    "Uitleg: bij elke vacature staan redenen en punten. De punten die u ziet zijn de punten die tellen.",
)
SECURITY = (
    (
        "Versleuteling: AES-256-GCM met een sleutel per cliënt; die sleutels zijn zelf versleuteld met een "
        "hoofdsleutel van buiten de database, die gewisseld kan worden."
    ),
    "Inloggen: OpenID Connect met PKCE; eigen wachtwoorden bestaan alleen in een demo.",
    "Toegang: elke weg is dicht, tenzij een rol en een doel zijn vastgelegd.",
    (
        "Logboek: een keten van regels met een controlegetal; één veranderd teken wordt gevonden. Er staat een "
        "schuilnummer in en geen naam."
    ),
    "Geen netwerk nodig: gegevens van mensen worden nergens heen gestuurd om te worden verwerkt.",
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
            heading(3, "3. Welke verwerkingen"),
            how_it_works(facts),
            heading(3, "4. Doelen"),
            text(PURPOSES_CLOSED),
            table(("doel", "code in het logboek", "waarvoor"), _purposes()),
            heading(3, "5. Wie erbij betrokken zijn"),
            roles_table(),
            text(
                f"Wie bij een cliënt hoort: {', '.join(part.label for part in CasePart)}. Geen andere werkcoach "
                "ziet de cliënt."
            ),
            ask(
                "Wie is de verwerkingsverantwoordelijke, wie beheert de dienst, en is er een verwerkersovereenkomst?",
                "Wie is de functionaris gegevensbescherming, en wat is het advies?",
                "Hoe is de mening van cliënten gevraagd, bijvoorbeeld aan een cliëntenraad?",
            ),
            heading(3, "6. Belangen"),
            text(
                "De cliënt wil passend werk en baas blijven over de eigen gegevens. De gemeente wil mensen goed helpen."
            ),
            ask("Welke andere belangen spelen er bij uw gemeente of werkbedrijf?"),
            heading(3, "7. Waar de gegevens staan"),
            text(
                "Springplank draait op een computer naar keuze van de gemeente, en heeft tijdens het werk geen "
                "netwerk nodig."
            ),
            ask("Op welke server en in welk land staat de dienst, en waar staan de reservekopieën?"),
            heading(3, "8. Techniek"),
            text("Er is profilering: vacatures komen op volgorde van wat bij iemand past. Er is geen besluit."),
            choices(facts),
            heading(3, "9. Wetten en beleid"),
            bullets(f"[{law.title}]({law.link}). {law.why}" for law in LAWS),
            ask("Welk gemeentelijk beleid en welke verordening gelden hier?"),
            heading(3, "10. Hoe lang"),
            table(
                ("tabel", "wat erin staat", "van wie", "hoe lang"),
                ((kept.table, kept.label, kept.whose, kept.term) for kept in TABLES),
            ),
            ask("Na hoeveel tijd zonder contact wordt een profiel anoniem, en klopt dat met uw selectielijst?"),
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
            text("Los daarvan vraagt Springplank een eigen ja voor elk van deze zaken; zonder ja is het nee:"),
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
