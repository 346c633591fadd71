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
            NOT_FOLLOWED,
            PURPOSES_CLOSED,
            "Tests houden tegen dat er een veld of tabel over deze onderwerpen komt.",
        ),
        "Leg vast wie toegang heeft, en dat de uitkomsten nergens anders voor worden gebruikt.",
    ),
    PublicRisk(
        "Blind vertrouwen",
        "Een medewerker volgt de lijst zonder zelf na te denken.",
        (
            "Bij elke vacature staan redenen vóór en tégen.",
            "Wat afviel blijft te zien, met de reden, en kan toch op de lijst.",
            "De volgorde kan uit, voor één cliënt en voor iedereen.",
        ),
        "Train medewerkers, en bespreek regelmatig waar zij van de lijst afweken.",
    ),
    PublicRisk(
        "Ongelijke behandeling",
        "Een groep krijgt slechtere lijsten, ook zonder dat iemand dat wil.",
        (
            f"De volgorde kijkt alleen naar {len(FEATURES)} bekende kenmerken van werk en wensen.",
            "Geslacht, leeftijd, herkomst, gezondheid en schulden worden niet ingelezen.",
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
            "Bij te weinig gegevens komt er een vraag in plaats van een volgorde.",
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
            "Elke weg in de dienst is dicht, tenzij een rol hem mag gebruiken. Een test gaat ze allemaal langs.",
            "Een werkcoach ziet alleen de eigen caseload, een cliënt alleen zichzelf, een analist geen personen.",
            "Gegevens van personen zijn versleuteld, met een eigen sleutel per cliënt.",
        ),
        "Bewaar de sleutel buiten de server en de reservekopieën. Trek rechten in als iemand van functie verandert.",
    ),
    PublicRisk(
        "Gezondheid is af te leiden",
        "Wat iemand aankan, en welke hulp nodig is, zegt soms iets over gezondheid.",
        (
            "Alleen wat het werk vraagt wordt gevraagd, nooit de oorzaak of een diagnose.",
            "In vrije tekst worden burgerservicenummers en een lijst van woorden over ziekte en schulden weggelaten.",
            "Deze gegevens gaan nooit naar een werkgever.",
        ),
        "Toets de uitzondering van artikel 9 AVG. In vrije tekst kan met andere woorden nog iets staan.",
    ),
    PublicRisk(
        "Uitkomst is niet na te gaan",
        "Later is niet meer te zeggen waarom iemand iets te zien kreeg.",
        (
            "Van elke getoonde lijst staat vast met welke versie, gegevens en grenzen zij is gemaakt.",
            "Dezelfde gegevens geven dezelfde lijst. Dat is te herhalen.",
            "Het logboek is een keten: wie één teken verandert, wordt gevonden.",
        ),
        "Bewaar reservekopieën van de database, en controleer het logboek volgens een vast rooster.",
    ),
)
