"""What is kept, of whom, what of it is readable without a key, and how long: every table, and every place of a home.

Tests hold both lists to the tables of the store and to the places of a home, so that neither falls behind.
"""

from dataclasses import dataclass

from pipelines.retention_terms import Terms

CLIENT, STAFF, BOTH, NOBODY = "cliënten", "medewerkers", "cliënten en medewerkers", "niemand"
CLIENT_NUMBER = "nummer van de cliënt"
WITH_PROFILE = "zolang het profiel bestaat"
FOR_GOOD = "zolang de installatie bestaat"


@dataclass(frozen=True, slots=True)
class KeptTable:
    """A table: what stands in it, of whom, what whoever has the database alone can read of it, and how long it stays.

    `sealed` is True when the rest is encrypted.
    """

    table: str
    label: str
    whose: str
    readable: str
    term: str
    sealed: bool = False


@dataclass(frozen=True, slots=True)
class KeptPlace:
    """A file or folder of a home, by the name that it has there: what stands in it, of whom, and how long it stays."""

    name: str
    label: str
    whose: str
    term: str


def kept_tables(terms: Terms) -> tuple[KeptTable, ...]:
    """Return every table of the store, with its term under these terms."""
    with_log = f"{terms.log_days} dagen, dan verwijderd; bewijs dat de rest klopt blijft"
    profile = (
        f"tot de cliënt het verwijdert, of {terms.profile_days} dagen zonder contact en dan nog {terms.notice_days} "
        "dagen na een bericht; dan verwijderd"
    )
    return (
        KeptTable(
            "clients",
            "profielen",
            CLIENT,
            f"{CLIENT_NUMBER}, gemeente, volgorde aan of uit, moment",
            profile,
            sealed=True,
        ),
        KeptTable(
            "client_keys",
            "een sleutel per cliënt, versleuteld",
            CLIENT,
            f"{CLIENT_NUMBER} en schuilnummer",
            WITH_PROFILE,
        ),
        KeptTable(
            "profile_history",
            "wat er in een profiel veranderde",
            BOTH,
            f"{CLIENT_NUMBER}, moment, wie het deed",
            WITH_PROFILE,
            sealed=True,
        ),
        KeptTable(
            "feedback",
            "wat een cliënt van een vacature vindt, alleen voor de eigen lijst",
            CLIENT,
            f"{CLIENT_NUMBER}, en hoe vaak",
            WITH_PROFILE,
            sealed=True,
        ),
        KeptTable(
            "interventions",
            "wat een werkcoach aan een lijst veranderde, met de reden",
            BOTH,
            f"{CLIENT_NUMBER}, moment, welke medewerker",
            WITH_PROFILE,
            sealed=True,
        ),
        KeptTable("consents", "elke toestemming en elke intrekking", CLIENT, "alles", WITH_PROFILE),
        KeptTable(
            "objections",
            "waar een cliënt het niet mee eens is, en het antwoord",
            BOTH,
            f"{CLIENT_NUMBER}, momenten, wie antwoordde",
            WITH_PROFILE,
            sealed=True,
        ),
        KeptTable("caseload", "welke medewerker bij welke cliënt hoort", BOTH, "alles", WITH_PROFILE),
        KeptTable(
            "retention_notices",
            "het bericht dat een profiel weggaat",
            CLIENT,
            "alles",
            "tot er weer contact is, of het profiel weggaat",
        ),
        KeptTable(
            "advice_records",
            "elke lijst die de dienst toonde, om haar te kunnen nagaan",
            CLIENT,
            "schuilnummer, moment, soort lijst, en of de cliënt zelf keek of een medewerker",
            with_log,
            sealed=True,
        ),
        KeptTable(
            "access_log",
            "welke medewerker, partij of opdracht gegevens zag of veranderde",
            BOTH,
            "alles: schuilnummer van de cliënt, moment, wie, wat en waarvoor",
            with_log,
        ),
        KeptTable("chain_heads", "waar het logboek eindigt", NOBODY, "alles", FOR_GOOD),
        KeptTable("checkpoints", "ondertekend bewijs van wat uit het logboek is verwijderd", NOBODY, "alles", FOR_GOOD),
        KeptTable(
            "accounts",
            "accounts, met naam",
            BOTH,
            f"rollen, {CLIENT_NUMBER}, geblokkeerd of niet, wie het maakte en wanneer",
            "van een cliënt zolang het profiel bestaat; van een medewerker blijvend, ook als het geblokkeerd is",
            sealed=True,
        ),
        KeptTable(
            "local_passwords",
            "wachtwoorden van een demo, onleesbaar gemaakt",
            NOBODY,
            "verzonnen accounts",
            "alleen in een demo",
        ),
        KeptTable(
            "sessions",
            "wie nu is ingelogd",
            BOTH,
            "account en momenten",
            "tot uitloggen; wat verlopen is gaat weg met de taak van de nacht",
        ),
        KeptTable(
            "sign_in_events",
            "pogingen om in te loggen, voor de veiligheid",
            BOTH,
            "moment, en of het lukte; niet wie",
            f"hoogstens {terms.sign_in_days} dagen",
        ),
        KeptTable("keys", "sleutels van de dienst zelf, versleuteld", NOBODY, "naam en moment", FOR_GOOD),
        KeptTable("courses", "cursussen en hun aanbod", NOBODY, "alles", "tot de volgende keer inlezen"),
        KeptTable("imports", "wanneer en door wie er is ingelezen", STAFF, "alles", FOR_GOOD),
        KeptTable("switches", "schakelaars van de dienst, en wie ze omzette", STAFF, "alles", FOR_GOOD),
        KeptTable("model_uses", "welk model wanneer in gebruik kwam", NOBODY, "alles", FOR_GOOD),
    )


def kept_places(terms: Terms) -> tuple[KeptPlace, ...]:
    """Return every place of a home, with its term under these terms."""
    return (
        KeptPlace(
            "store.sqlite", "de tabellen hierboven, als er geen andere database is", BOTH, "zie de tabellen hierboven"
        ),
        KeptPlace(
            "imports",
            (
                "per keer inlezen `rejects.csv`, met elke geweigerde regel in gewone tekst, en `warnings.csv`; "
                "verboden velden en burgerservicenummers zijn eruit, de rest is leesbaar"
            ),
            CLIENT,
            f"{terms.import_days} dagen",
        ),
        KeptPlace(
            "markets",
            "vacatures zoals de bron ze gaf, leesbaar; daar kan een naam, mailadres of telefoonnummer in staan",
            "contactpersonen van werkgevers",
            "de vacatures die in gebruik zijn en die van de keer ervoor",
        ),
        KeptPlace("springplank.toml", "instellingen", NOBODY, FOR_GOOD),
        KeptPlace("key", "de hoofdsleutel, als die niet van buiten komt", NOBODY, "tot hij wordt gewisseld"),
        KeptPlace("policy", "het beleid van gemeenten", NOBODY, FOR_GOOD),
        KeptPlace("taxonomy", "beroepen en vaardigheden", NOBODY, "tot een andere wordt ingelezen"),
        KeptPlace("travel", "reistijden tussen gebieden, en postcodes", NOBODY, "tot zij opnieuw worden gemaakt"),
        KeptPlace("models", "wat van de taxonomie is geleerd", NOBODY, FOR_GOOD),
        KeptPlace("outlook.json", "vooruitzichten van beroepen", NOBODY, "tot de volgende keer inlezen"),
        KeptPlace("history", "vacatures met hun titel en dag, zonder de rest van hun tekst", NOBODY, "vijf jaar"),
        KeptPlace("files", "de verzonnen bestanden van een demo", NOBODY, "alleen in een demo"),
    )
