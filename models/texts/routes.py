"""Which kind of place a text says that it is: a leerwerkplek, beschut werk, a proefplaatsing.

Besides the routes of the domain a text may name an arrangement that says for whom a place is meant, and not which
route it is: the Participatiewet, and social return (an employer's promise to a public client).
"""

import re
from collections.abc import Iterator

from matcher.codes import Route
from models.texts.said import Said

KIND = "route"
ARRANGEMENTS = {
    "participatiewet": "plek voor wie onder de Participatiewet valt",
    "social-return": "plek binnen social return (SROI)",
}
TRIGGER = re.compile(
    r"leerwerk\w*|leerbaan|leerplek|bbl\w*|leerweg|leren|lerend|beschut\w*|proefplaats\w*|werkervaring\w*"
    r"|basisba\w+|banenafspraak\w*|garantieba\w+|afspraakba\w+"
    r"|doelgroepregister|doelgroepenregister|vrijwillig\w*|dagbesteding\w*|participatie\w*|sroi|social|return|stap|sw"
)
ROUTES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        Route.LEERWERKPLEK,
        (
            r"leer-?werk-?(?:plek|plekken|plaats|baan|banen|traject|trajecten|overeenkomst)",
            r"leerba(?:an|nen)",
            r"leerplek",
            r"bbl\b(?:-?\s?(?:plek|traject|opleiding|leerling|baan|contract))?",
            r"beroepsbegeleidende leerweg",
            r"werkend leren",
            r"leren en werken",
            r"werken en leren",
        ),
    ),
    (
        Route.BESCHUT_WERK,
        (
            r"beschut(?:te)? (?:werk(?:plek|plaats|omgeving)?|plek|arbeid|baan)",
            r"beschut-werkplek",
            r"nieuw beschut",
        ),
    ),
    (Route.PROEFPLAATSING, (r"proefplaats(?:ing|ingen)?",)),
    (
        Route.WERKERVARINGSPLAATS,
        (
            r"werkervarings(?:plaats|plek|plekken|plaatsen|traject)",
            r"participatieplaats",
            r"participatieplek",
        ),
    ),
    (Route.BASISBAAN, (r"basisba(?:an|nen)",)),
    (
        Route.BANENAFSPRAAK,
        (
            r"banenafspraak\w*",
            r"garantieba(?:an|nen)",
            r"afspraakba(?:an|nen)",
            r"doelgroep(?:en)?register",
            r"participatieba(?:an|nen)",
        ),
    ),
    (
        Route.VOLUNTEERING,
        (
            r"vrijwilligers(?:werk|functie|vacature|plek)",
            r"op vrijwillige basis",
        ),
    ),
    (Route.DAGBESTEDING, (r"(?:arbeidsmatige )?dagbesteding(?:splek|splaats)?",)),
    ("participatiewet", (r"participatiewet",)),
    (
        "social-return",
        (
            r"sroi",
            r"social return",
        ),
    ),
)
ROUTE = re.compile(
    r"\b(?:" + "|".join(rf"(?P<r{number}>{'|'.join(phrases)})" for number, (_, phrases) in enumerate(ROUTES)) + r")\b"
)
# "Bewoners op de dagbesteding", "je begeleidt vrijwilligers": work for or with others.
WITH_OTHERS = re.compile(
    r"\b(?:begeleid\w*|ondersteun\w*|aansturen|stuurt|coach\w*|medewerkers?|deelnemers|clienten|bewoners|bezoekers"
    r"|collega's|jobcoach|activiteiten|naar|op|van|bij) (?:\w+ ){0,2}$"
)
KNOWN_ABOUT = re.compile(r"\b(?:kennis|ervaring|bekend|affiniteit)\b[\w ,]*$")
BESIDE = 40  # characters before it that are looked at
OPEN = re.compile(
    r"\b(?:mogelijk|mogelijkheid|bespreekbaar|kan ook|ook als|eventueel|optie|in overleg|misschien"
    r"|behoort tot de mogelijkheden)\b"
)


def read(plain: str, start: int, end: int) -> Iterator[Said]:
    """Give the routes and arrangements that this part of a plain text names."""
    for found in ROUTE.finditer(plain, start, end):
        concept = ROUTES[int((found.lastgroup or "r0")[1:])][0]
        before = max(start, found.start() - BESIDE)
        of_others = concept in OF_OTHERS and WITH_OTHERS.search(plain, before, found.start())
        if not of_others and not KNOWN_ABOUT.search(plain, before, found.start()):
            hedged = OPEN.search(plain, start, end) is not None
            yield Said(KIND, str(concept), found.start(), found.end(), (), hedged)


OF_OTHERS = frozenset((Route.DAGBESTEDING, Route.VOLUNTEERING, Route.BESCHUT_WERK))
