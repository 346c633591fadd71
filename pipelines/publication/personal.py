"""Which data of a person are kept and why: every field of a profile, and every table of the store.

Tests hold both lists to `matcher.domain.Client` and to the tables, so that neither falls behind.
"""

from dataclasses import dataclass

from matcher.codes import Code
from pipelines.store.sign_in_log import KEPT

# AI-verordening, articles 19 and 26(6): at least six months; 183 days is the longest half of a year.
LOG_DAYS = 183
SIGN_IN_DAYS = KEPT.days


class Use(Code):
    """What a field does in an advice."""

    IDENTITY = ("herkennen", "herkennen wie het is; telt nergens in mee")
    LIMIT = ("harde-eis", "harde eis: wat niet kan, valt af met de reden erbij")
    ORDER = ("volgorde", "telt mee in de volgorde")
    BOTH = ("eis-en-volgorde", "harde eis, en telt mee in de volgorde")
    SHOWN = ("tonen", "wordt alleen getoond; telt nergens in mee")


@dataclass(frozen=True, slots=True)
class PersonalField:
    """A field of a profile: what it is, why it is needed, what it does, and whether it can say something of health."""

    name: str
    label: str
    why: str
    use: Use
    delicate: bool = False


PROFILE = (
    PersonalField("id", "nummer", "het profiel terugvinden zonder naam", Use.IDENTITY),
    PersonalField("name", "naam", "een werkcoach moet herkennen om wie het gaat", Use.IDENTITY),
    PersonalField("municipality", "gemeente", "het beleid en de caseload die gelden", Use.IDENTITY),
    PersonalField("home", "woonplaats, postcode of plek op de kaart", "de reistijd uitrekenen", Use.BOTH),
    PersonalField("modes", "manieren van reizen en langste reistijd", "niets boven de eigen grens", Use.BOTH),
    PersonalField("skills", "vaardigheden", "zien wat iemand al kan", Use.ORDER),
    PersonalField("history", "eerder werk, betaald of niet", "vaardigheden uit werk meetellen", Use.ORDER),
    PersonalField("level", "opleidingsniveau", "werk en scholing op een passend niveau", Use.ORDER),
    PersonalField(
        "diplomas",
        "diploma's en certificaten",
        "wat iemand leerde meetellen en niet nog eens aanraden",
        Use.ORDER,
    ),
    PersonalField("languages", "talen en niveau", "het Nederlands dat werk vraagt", Use.LIMIT),
    PersonalField("licences", "rijbewijzen en andere papieren", "papieren die werk vraagt", Use.LIMIT),
    PersonalField("hours_min", "minste uren per week", "werk met genoeg uren", Use.LIMIT),
    PersonalField("hours_max", "meeste uren per week", "werk met niet te veel uren", Use.BOTH),
    PersonalField("day_parts", "delen van de week", "werk op tijden die kunnen", Use.LIMIT),
    PersonalField("window", "vrije tijd op een werkdag", "werk en reis binnen bijvoorbeeld schooltijden", Use.LIMIT),
    PersonalField("available_from", "beschikbaar vanaf", "werk dat niet te vroeg begint", Use.LIMIT),
    PersonalField(
        "limitations",
        "wat iemand lichamelijk of in drukte aankan",
        "werk dat niet te zwaar is; nooit de oorzaak",
        Use.LIMIT,
        delicate=True,
    ),
    PersonalField(
        "support_needed",
        "begeleiding of aanpassing die nodig is",
        "werkplekken die deze hulp bieden hoger zetten",
        Use.ORDER,
        delicate=True,
    ),
    PersonalField(
        "routes",
        "soorten werkplek waar iemand voor kiest",
        "alleen soorten werk tonen die iemand zelf kiest",
        Use.LIMIT,
        delicate=True,  # beschut werk and banenafspraak go with an indication
    ),
    PersonalField("wishes", "gewenst werk", "wat iemand wil telt mee", Use.ORDER),
    PersonalField("exclusions", "werk dat iemand niet wil", "dit werk niet laten zien", Use.LIMIT),
    PersonalField("ladder", "trede op de participatieladder", "een werkcoach kan hem zien bij een gesprek", Use.SHOWN),
)


@dataclass(frozen=True, slots=True)
class KeptTable:
    """A table: what stands in it, of whom, and how long."""

    table: str
    label: str
    whose: str
    term: str


CLIENT, STAFF, BOTH, NOBODY = "cliënten", "medewerkers", "cliënten en medewerkers", "niemand"
WITH_PROFILE = "zolang het profiel bestaat"
WITH_LOG = f"minstens {LOG_DAYS} dagen, daarna verwijderd; het bewijs dat het klopt blijft"
UNTIL_ANONYMOUS = "tot het anoniem wordt gemaakt: na een vaste tijd zonder contact, na een bericht vooraf"
AS_LONG_AS_NEEDED = "zolang de dienst het nodig heeft"

TABLES = (
    KeptTable("clients", "profielen, versleuteld", CLIENT, UNTIL_ANONYMOUS),
    KeptTable("client_keys", "een sleutel per cliënt, en het schuilnummer in het logboek", CLIENT, WITH_PROFILE),
    KeptTable("profile_history", "wat er in een profiel veranderde, en wie dat deed", BOTH, WITH_PROFILE),
    KeptTable("feedback", "wat een cliënt van een vacature vindt, alleen voor de eigen lijst", CLIENT, WITH_PROFILE),
    KeptTable("interventions", "wat een werkcoach aan een lijst veranderde, met de reden", BOTH, WITH_PROFILE),
    KeptTable("consents", "elke toestemming en elke intrekking", CLIENT, WITH_PROFILE),
    KeptTable("objections", "waar een cliënt het niet mee eens is, en het antwoord", BOTH, WITH_PROFILE),
    KeptTable("caseload", "welke medewerker bij welke cliënt hoort", BOTH, WITH_PROFILE),
    KeptTable("retention_notices", "het bericht dat een profiel anoniem wordt", CLIENT, WITH_PROFILE),
    KeptTable("advice_records", "elke lijst die is getoond, om haar te kunnen nagaan", CLIENT, WITH_LOG),
    KeptTable("access_log", "wie van de medewerkers of systemen gegevens zag of veranderde", BOTH, WITH_LOG),
    KeptTable("chain_heads", "waar het logboek eindigt", NOBODY, AS_LONG_AS_NEEDED),
    KeptTable("checkpoints", "ondertekend bewijs van wat uit het logboek is verwijderd", NOBODY, AS_LONG_AS_NEEDED),
    KeptTable("accounts", "accounts met hun rol", BOTH, "zolang het account bestaat"),
    KeptTable(
        "local_passwords", "wachtwoorden van een oefenomgeving, onleesbaar gemaakt", NOBODY, "alleen in een demo"
    ),
    KeptTable("sessions", "wie nu is ingelogd", BOTH, "tot uitloggen of verlopen"),
    KeptTable(
        "sign_in_events", "pogingen om in te loggen, voor de veiligheid", BOTH, f"hoogstens {SIGN_IN_DAYS} dagen"
    ),
    KeptTable("keys", "sleutels van de dienst zelf, versleuteld", NOBODY, AS_LONG_AS_NEEDED),
    KeptTable("courses", "cursussen en hun aanbod", NOBODY, "tot de volgende keer inlezen"),
    KeptTable("imports", "wanneer en door wie er is ingelezen", STAFF, AS_LONG_AS_NEEDED),
    KeptTable("switches", "schakelaars van de dienst, en wie ze omzette", STAFF, AS_LONG_AS_NEEDED),
    KeptTable("model_uses", "welk model wanneer in gebruik kwam", NOBODY, AS_LONG_AS_NEEDED),
)
