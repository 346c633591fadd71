"""The laws that matter most for Springplank, with where they stand and why. Check the addresses before publishing."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Law:
    """A law: its title, its address and what it has to do with Springplank, in plain Dutch."""

    title: str
    link: str
    why: str


LAWS = (
    Law(
        "Participatiewet, artikel 7",
        "https://wetten.overheid.nl/BWBR0015703",
        "De gemeente helpt mensen met een uitkering om werk te vinden.",
    ),
    Law(
        "Algemene verordening gegevensbescherming (AVG), artikel 6, lid 1, onder e",
        "https://eur-lex.europa.eu/eli/reg/2016/679/oj",
        "De gemeente mag gegevens gebruiken als dat nodig is voor deze taak.",
    ),
    Law(
        "Uitvoeringswet AVG",
        "https://wetten.overheid.nl/BWBR0040940",
        "Deze wet zegt wanneer een gemeente bijzondere gegevens mag gebruiken.",
    ),
    Law(
        "Verordening kunstmatige intelligentie, Verordening (EU) 2024/1689",
        "https://eur-lex.europa.eu/eli/reg/2024/1689/oj",
        "Wij gaan ervan uit dat de regels voor systemen met een hoog risico gelden; zeker is dat nog niet.",
    ),
)
