"""The texts of the record for the Algoritmeregister, in plain Dutch (B1), made from the facts."""

from matcher.codes import Route
from matcher.interventions import Intervention
from matcher.ranker import PriorRanker
from matcher.wording import number, percent
from pipelines.publication.facts import Facts, Installation
from pipelines.publication.html import bullets, paragraph
from pipelines.publication.laws import LAWS
from pipelines.publication.personal import PROFILE, Use
from pipelines.publication.principle import NOT_FOLLOWED, PRINCIPLE, PRINCIPLE_B1, kept_out
from pipelines.publication.receivers import RECEIVERS
from pipelines.publication.risks import RISKS

NAME = "Springplank: vacatures en cursussen zoeken die bij iemand passen"
SHORT = (
    "Springplank zoekt vacatures en cursussen die passen bij iemand met een uitkering. Het legt uit wat past en "
    "wat niet. De werkcoach en de inwoner kiezen zelf. Springplank geeft alleen advies."
)
NO_ASSESSMENT = (
    "Er zijn nog geen afgeronde impacttoetsen genoemd. Springplank schrijft een begin van een DPIA en een IAMA met "
    "wat de software over zichzelf weet."
)
MOST_SOURCES = 8  # as many files as people read; the rest is counted


def goal() -> str:
    """Return what it is for and how people meet it."""
    return (
        paragraph(
            "Werk vinden dat past is moeilijk. Er zijn veel vacatures. Springplank zoekt wat bij iemand past en "
            "binnen de reistijd ligt die iemand zelf kiest. Het laat ook zien welke cursus het meeste werk opent."
        )
        + paragraph(
            "Een inwoner ziet de eigen suggesties. Een werkcoach ziet de lijsten van de eigen cliënten. Niemand "
            "wordt bij een vacature voorgesteld zonder zelf ja te zeggen."
        )
        + paragraph("Wie iets ziet van een inwoner, hier cliënt genoemd:")
        + bullets(f"{one.name[0].upper()}{one.name[1:]} ({one.when}). {one.sees}" for one in RECEIVERS)
        + paragraph(PRINCIPLE_B1)
    )


def proportionality() -> str:
    """Return the weighing of gains and costs, and what else could be done."""
    return (
        paragraph(
            "Het voordeel: iemand ziet meer werk dat past. Dat kan de werkcoach tijd besparen, voor het gesprek. "
            "Bij elke vacature staat waarom zij past en waarom niet."
        )
        + paragraph(
            "Het nadeel: hiervoor zijn persoonsgegevens nodig. Ook kan een lijst sturen. Daarom leest Springplank "
            "zo weinig mogelijk gegevens in, en kan de volgorde uit."
        )
        + paragraph(
            "Een ander middel is zelf zoeken in losse vacaturesites. Dat kost veel tijd, en de reistijd en de "
            "redenen staan er niet bij. Een model dat zelf leert wie kans maakt is niet gekozen. Zo'n model is "
            "moeilijk uit te leggen en kan oude ongelijkheid overnemen."
        )
    )


def human_intervention() -> str:
    """Return how people use, check and change what comes out."""
    changes = [f"Een vacature is {kind.label}." for kind in Intervention]
    return (
        paragraph(
            "Een mens beslist altijd. De werkcoach bekijkt de lijst en bespreekt haar met de inwoner. De inwoner "
            "kiest zelf of er een reactie komt. Springplank solliciteert voor niemand."
        )
        + paragraph("De werkcoach kan de lijst veranderen. De inwoner ziet dat dan staan:")
        + bullets(changes)
        + paragraph(
            "De werkcoach kan zien wat afviel, met de reden. De inwoner kan het eigen profiel lezen en verbeteren. De "
            "inwoner kan bezwaar maken en zien wie er keek. De inwoner of de werkcoach kan de volgorde uitzetten. "
            "De gemeente kan de volgorde ook voor iedereen uitzetten."
        )
    )


def risks() -> str:
    """Return each risk with the first thing that is done about it; the rest stands in the DPIA."""
    lines = [f"{risk.what} {risk.measures[0]}" for risk in RISKS]
    return paragraph("Dit zijn de grootste risico's, en wat Springplank daaraan doet.") + bullets(lines)


def lawful_basis() -> str:
    """Return the laws, each with what it has to do with Springplank."""
    return bullets(f"{law.title}. {law.why}" for law in LAWS)


def source_data(facts: Facts) -> str:
    """Return which data go in, from where, and what is never read."""
    return (
        paragraph("Van een inwoner, uit het eigen profiel:")
        + bullets(field.label for field in PROFILE)
        + paragraph(
            f"Deze gegevens worden nooit ingelezen: {', '.join(kept_out())}. Ook wordt er geen surfgedrag gebruikt."
        )
        + paragraph(f"Van vacatures: {_sources(facts.installation)}")
        + paragraph(
            f"Beroepen en vaardigheden: {_taxonomy(facts.installation)} Reistijden: {_travel(facts.installation)}"
        )
    )


def methods_and_models(facts: Facts) -> str:
    """Return how it works, the weights, the choices of the municipality, and that it does not learn by itself."""
    policy, chosen = facts.policy, [field.label for field in PROFILE if field.use in (Use.LIMIT, Use.BOTH)]
    return (
        paragraph(f"Springplank {facts.version}, volgorde {facts.ranker.name}. Het systeem is niet zelflerend.")
        + paragraph("De weg van een profiel naar een lijst:")
        + f"<ol>{''.join(f'<li>{step}</li>' for step in _steps(facts, chosen))}</ol>"
        + paragraph(
            f"De score is {number(facts.ranker.base)} punten plus de punten per kenmerk. De punten die u ziet zijn "
            "de punten die tellen. Wat onbekend is krijgt nul punten:"
        )
        + bullets(weights(facts.ranker))
        + paragraph(
            "Deze gewichten zijn vooraf door mensen vastgesteld. Zij veranderen niet door gebruik. Titels en "
            "vaardigheden in vrije tekst worden herkend met een klein taalmodel. Dat leert één keer per taxonomie, met "
            "een woordenlijst erbij, op de eigen computer en zonder gegevens van inwoners. Wat het niet "
            "zeker weet heet niet herkend."
        )
        + paragraph(
            f"Keuzes van {facts.municipality.name}{_policy_note(facts.installation)}: een lijst heeft hoogstens "
            f"{policy.list_length} vacatures; wie zelf geen grens kiest ziet werk tot {policy.default_minutes} "
            f"minuten reizen; wie nog niet koos ziet {_routes(policy.default_routes)}; te kiezen zijn "
            f"{_routes(policy.routes)}."
        )
        + paragraph(f"{PRINCIPLE} {NOT_FOLLOWED}")
        + paragraph(
            f"Van elke lijst die de dienst toont blijven versie, gegevens en punten {facts.terms.log_days} dagen "
            "bewaard. Zo is zij na te gaan, en opnieuw te maken zolang de vacatures van toen er nog zijn. Wie zichzelf "
            "verwijdert is daarin niet meer te lezen."
        )
    )


def tags(facts: Facts) -> str:
    """Return what people search for."""
    words = (
        "werk",
        "vacatures",
        "matching",
        "omscholing",
        "bijscholing",
        "re-integratie",
        "bijstand",
        "Participatiewet",
    )
    return ", ".join((*words, "werkcoach", "reistijd", facts.municipality.name, *facts.municipality.other_names))


def weights(ranker: PriorRanker) -> list[str]:
    """Return a line per feature, with its points per unit."""
    return [
        f"{feature.label}: {PER_UNIT[feature.unit].format(number(points))}"
        for feature, points in ranker.weights.items()
    ]


# How points per unit are said; a part goes from 0 to 1.
PER_UNIT = {
    "deel": "hoogstens {} punten, naar verhouding",
    "minuten": "{} punten per minuut enkele reis",
    "niveaus": "{} punten per niveau te weinig",
}


def _steps(facts: Facts, chosen: list[str]) -> list[str]:
    return [
        "Reistijd: alleen vacatures binnen de grens die iemand zelf koos.",
        f"Harde eisen: {', '.join(chosen)}. Wat niet kan valt af, met de reden.",
        (
            f"Aansluiting: een vacature past als iemand {percent(facts.policy.match_coverage)} of meer heeft van "
            "wat nodig is. Verwante vaardigheden tellen voor een deel mee."
        ),
        "Volgorde: de vacatures die passen krijgen punten.",
        "Uitleg: redenen vóór en tégen, en wat afviel.",
    ]


def _sources(installation: Installation | None) -> str:
    if installation is None:
        return "bestanden die de gemeente inleest. Voor deze tekst is niet in een installatie gekeken."
    if not installation.sources:
        return "er zijn nog geen vacatures ingelezen."
    named = [f"{file} ({used} vacatures)" for file, used in installation.sources[:MOST_SOURCES]]
    more = len(installation.sources) - len(named)
    return f"{', '.join(named)}{f' en nog {more} bestanden' if more else ''}."


def _taxonomy(installation: Installation | None) -> str:
    if installation is None or not installation.taxonomy:
        return "de catalogus van Springplank, ESCO of CompetentNL."
    return f"{installation.taxonomy}."


def _travel(installation: Installation | None) -> str:
    if installation is None or not installation.travel:
        return "een schatting uit de afstand; dat staat erbij."
    return f"{', '.join(f'{mode} {method}' for mode, method in installation.travel)}; anders een schatting."


def _routes(routes: frozenset[Route]) -> str:
    return ", ".join(sorted(route.label for route in routes))


def _policy_note(installation: Installation | None) -> str:
    if installation is None:
        return " (standaardwaarden)"
    return " (voorbeeld, nog niet vastgesteld)" if installation.example_policy else ""
