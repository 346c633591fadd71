"""The risks that come with software like this, and what Springplank does about each. One list for everything published.

How likely and how bad a risk is in practice depends on who uses the software and how: that is for the municipality.
"""

from dataclasses import dataclass

from matcher.features import FEATURES
from pipelines.publication.principle import NOT_FOLLOWED, OTHER_USE, PURPOSES_CLOSED


@dataclass(frozen=True, slots=True)
class PublicRisk:
    """A risk: its short name, what can go wrong, what the software does, and what is left for the municipality."""

    name: str
    what: str
    measures: tuple[str, ...]
    left: str


RISKS = (
    PublicRisk(
        "Ander gebruik",
        OTHER_USE,
        (
            "Tests houden tegen dat er een veld of tabel over deze onderwerpen komt.",
            NOT_FOLLOWED,
            PURPOSES_CLOSED,
        ),
        "Leg vast wie toegang heeft, en dat de uitkomsten nergens anders voor worden gebruikt.",
    ),
    PublicRisk(
        "Blind vertrouwen",
        "Een medewerker volgt de lijst zonder zelf na te denken.",
        (
            "Bij elke vacature staan redenen vóór en tégen.",
            "Een werkcoach kan zien wat afviel, met de reden, en kan het toch op de lijst zetten.",
            "De volgorde kan uit, voor één cliënt en voor iedereen.",
        ),
        "Train medewerkers, en bespreek regelmatig waar zij van de lijst afweken.",
    ),
    PublicRisk(
        "Ongelijke behandeling",
        "Een groep krijgt slechtere lijsten, ook zonder dat iemand dat wil.",
        (
            f"De volgorde kijkt alleen naar {len(FEATURES)} kenmerken van iemand en het werk, en die zijn openbaar.",
            "Velden over geslacht, leeftijd, herkomst, een diagnose of schulden worden niet ingelezen.",
            "Elk kenmerk werkt maar één kant op, en de punten staan erbij.",
        ),
        "Reistijd, taal en diploma's kunnen samenhangen met afkomst of buurt. Onderzoek dit op uw eigen gegevens.",
    ),
    PublicRisk(
        "Fouten in gegevens",
        "Een profiel of vacature klopt niet, en dus klopt de lijst niet.",
        (
            "Een cliënt kan het eigen profiel lezen, verbeteren en bezwaar maken.",
            "Wat niet zeker herkend is heet niet herkend. Wat onbekend is telt voor nul punten.",
            "Bij te weinig gegevens komt er een vraag in plaats van een lijst.",
        ),
        "Spreek af wie een melding van een fout oppakt, en hoe snel.",
    ),
    PublicRisk(
        "Kansen blijven verborgen",
        "Iemand ziet werk niet dat wel had gepast.",
        (
            "Werk dat net niet past staat apart, met wat er in de weg staat.",
            "Een onbekende reistijd is geen nee: die vacatures staan apart.",
            "Een werkcoach kan een vacature toevoegen die er niet bij staat.",
        ),
        "Kijk af en toe samen met cliënten naar wat afviel.",
    ),
    PublicRisk(
        "Datalek",
        "Gegevens van mensen komen bij iemand die ze niet mag zien.",
        (
            "Elke weg in de dienst is dicht, tenzij een rol hem mag gebruiken.",
            "Een test gaat al die wegen langs.",
            (
                "Een werkcoach ziet namen en profielen van de eigen caseload alleen, en van een ander hoogstens een "
                "kandidaat zonder naam. Een cliënt ziet alleen zichzelf, een analist niemand."
            ),
            "Profielen en lijsten zijn versleuteld met een sleutel per cliënt. Nummers en momenten zijn dat niet.",
        ),
        "Bewaar de sleutel buiten de server en de reservekopieën. Trek rechten in als iemand van functie verandert.",
    ),
    PublicRisk(
        "Gezondheid is af te leiden",
        "Wat iemand aankan, en welke hulp nodig is, zegt soms iets over gezondheid.",
        (
            "Alleen wat het werk vraagt wordt gevraagd, nooit de oorzaak of een diagnose.",
            "In vrije tekst worden burgerservicenummers en een lijst van woorden over ziekte en schulden weggelaten.",
            (
                "Wie de cliënt niet begeleidt ziet dit op geen lijst van kandidaten, en het gaat niet mee in de "
                "landelijke uitwisseling (VUM). Wel is te zien wie bij een plek voor beschut werk of de "
                "banenafspraak past, want die plek koos iemand zelf."
            ),
        ),
        (
            "Toets de uitzondering van artikel 9 AVG. Vertel vóór een ja wat uit een gekozen plek is af te leiden. In "
            "vrije tekst kan met andere woorden nog iets staan."
        ),
    ),
    PublicRisk(
        "Uitkomst is niet na te gaan",
        "Later is niet meer te zeggen waarom iemand iets te zien kreeg.",
        (
            "Van elke lijst die de dienst toont staat vast met welke versie, gegevens en grenzen zij is gemaakt.",
            "Dezelfde gegevens geven dezelfde lijst. Dat is te herhalen.",
            (
                "Het logboek is een keten: een veranderd teken wordt gevonden. Een hele oudere database alleen met "
                "een einde dat u elders bewaarde."
            ),
        ),
        "Bewaar reservekopieën van de database, en controleer het logboek volgens een vast rooster.",
    ),
    PublicRisk(
        "Herkend als kandidaat",
        "Een werkcoach herkent op een lijst van kandidaten iemand die hij of zij niet begeleidt.",
        (
            "Er staat alleen iemand op die ja zei, zonder naam en met een nummer dat bij elke vacature anders is.",
            "Eigen woorden van iemand staan er niet in, en ook niet wat iemand niet aankan of nodig heeft.",
            "De cliënt ziet wie keek, en kan het ja intrekken.",
        ),
        "Leg uit wat een ja betekent, en vraag het opnieuw als de situatie van iemand verandert.",
    ),
    PublicRisk(
        "Profiel buiten de gemeente",
        "Wat via de landelijke uitwisseling (VUM) is opgevraagd, haalt Springplank niet terug.",
        (
            "De uitwisseling staat uit tot de gemeente haar aanzet, en geldt alleen voor wie ja zei.",
            "Een profiel gaat zonder naam, en alleen met wat nodig is om werk te zoeken.",
            "Vóór elk antwoord staat per cliënt in het logboek wie vroeg, en per partij is er een grens.",
        ),
        "Ga na wat ontvangers met een profiel mogen, en hoe lang zij het bewaren.",
    ),
    PublicRisk(
        "Kijken in de database zelf",
        (
            "Wie de database of een reservekopie heeft leest zonder sleutel wanneer een cliënt de eigen lijsten "
            "bekeek, wie ja zei en wie bij wie hoort."
        ),
        (
            "Namen, profielen en lijsten zijn versleuteld, en de hoofdsleutel kan ergens anders staan.",
            (
                "Deze momenten zijn nodig om een lijst na te gaan en om te weten wanneer een profiel weg mag. Geen "
                "scherm toont ze aan een medewerker."
            ),
            "De regels gaan weg na de bewaartermijn, en zijn van niemand meer als de cliënt weggaat.",
        ),
        (
            "Geef de sleutel en de database aan verschillende mensen. Beperk en noteer wie bij de database en de "
            "reservekopieën kan. Leg vast dat niemand deze momenten over een cliënt gebruikt."
        ),
    ),
    PublicRisk(
        "Oude reservekopie terug",
        (
            "Een teruggezette database brengt terug wie wegging, wat iemand introk, wie geblokkeerd was of niet meer "
            "begeleidt, en wie was ingelogd. Springplank merkt dat niet zelf."
        ),
        (
            (
                "Met een einde van het logboek dat u elders bewaart, laat `springplank log verify --end` zien dat de "
                "database ouder is."
            ),
            "`docs/security.md` zegt wat u doet voordat de dienst weer aangaat.",
        ),
        (
            "Bewaar elke dag het einde van het logboek en de nummers van wie er zijn op een andere plek. Oefen het "
            "terugzetten. Bewaar reservekopieën niet langer dan nodig."
        ),
    ),
    PublicRisk(
        "Geweigerde regels in gewone tekst",
        "Een regel die bij het inlezen is geweigerd staat leesbaar in een bestand, ook als hij over een cliënt gaat.",
        (
            "Verboden velden zijn eruit, burgerservicenummers onleesbaar, en het bestand gaat na zijn termijn weg.",
            "De map is alleen te lezen voor de gebruiker waaronder de dienst draait.",
        ),
        "Draai de taak van de nacht, en verwijder zelf de bestanden die u aanlevert.",
    ),
)
