"""The card of a model: what it does, what it was made from, what was measured, and where it ends. A plain document.

Figures are quoted from docs/benchmarks.md letter for letter, with the heading they stand under; a test looks them up.
"""

import re
from dataclasses import dataclass
from typing import Any

from matcher.features import FEATURES
from pipelines.models_in_use import ModelInUse, ModelRole
from pipelines.publication.principle import NOT_FOLLOWED, kept_out

Document = dict[str, Any]
SOURCE = "docs/benchmarks.md"


@dataclass(frozen=True, slots=True)
class Figure:
    """Something that was measured: what, the words of the benchmark page, and the heading there."""

    what: str
    quoted: str
    section: str

    @property
    def shown(self) -> str:
        """The figure as Dutch people write it."""
        dutch = re.sub(r"(\d*)[.](\d+)", lambda found: f"{found[1] or '0'},{found[2]}", self.quoted)
        return dutch.replace(" to ", " tot ").replace(" of ", " van de ")


@dataclass(frozen=True, slots=True)
class About:
    """What is said of a model beside what it is: `limits` are where it is known to fall short or was not looked at."""

    does: str
    made_from: str
    figures: tuple[Figure, ...]
    limits: tuple[str, ...]
    not_used: tuple[str, ...]


LINKING = "Linking"
NOBODY = "gegevens van cliënten, medewerkers of hun gedrag"
ABOUT = {
    ModelRole.ORDER: About(
        does="Geeft punten aan vacatures die passen, en zet ze op volgorde. De score is een vast getal plus de "
        "punten per kenmerk; de punten die men ziet zijn de punten die tellen.",
        made_from="Nergens op getraind: de gewichten zijn een oordeel van de makers van november 2026.",
        figures=(),
        limits=(
            "Of deze volgorde mensen eerder aan passend werk helpt is niet gemeten.",
            (
                "Kenmerken zoals reistijd en opleidingsniveau kunnen samenhangen met buurt of afkomst; dat is niet "
                "onderzocht."
            ),
            "Wat onbekend is krijgt nul punten: een vol profiel en een leeg profiel zijn niet te vergelijken.",
        ),
        not_used=(
            *kept_out(),
            "trede op de participatieladder",
            "loon",
            "werkgever",
            "eerdere suggesties",
            NOT_FOLLOWED,
        ),
    ),
    ModelRole.TITLES: About(
        does="Herkent welk beroep er bij een functietitel hoort, met een kans die zegt hoe zeker dat is. Onder de "
        "drempel heet een titel niet herkend.",
        made_from="De namen, synoniemen en omschrijvingen van de taxonomie, en een woordenlijst van werk die voor "
        "Springplank is geschreven.",
        figures=(
            Figure("Vlaamse functietitels bij ESCO 1.2, MRR met 95%-interval", ".648 (.605 to .690)", LINKING),
            Figure("dezelfde titels, geleerd zonder ESCO", ".627 (.581 to .673)", LINKING),
            Figure("geweigerd van 150 zinnen die geen werk zijn, met ESCO 1.2", "97.3 of 100", LINKING),
            Figure("gemiddelde fout van de kans, met ESCO 1.2", ".042", LINKING),
        ),
        limits=(
            "Gemeten met ESCO 1.2 op Vlaamse titels; met een andere taxonomie kan het beter of slechter gaan.",
            (
                "Titels van een branche met een functie van een andere branche staan vaak wel in de eerste vijf, "
                "zelden bovenaan."
            ),
            "Woorden in een andere taal die niet in de woordenlijst staan blijven onbekend.",
        ),
        not_used=(NOBODY, "teksten van vacatures"),
    ),
    ModelRole.SKILLS: About(
        does="Herkent welke vaardigheid er bij een zin hoort, met een kans die zegt hoe zeker dat is. Onder de "
        "drempel heet een zin niet herkend.",
        made_from="De namen en omschrijvingen van vaardigheden in de taxonomie, de beroepen die ze vragen, en een "
        "woordenlijst van werk die voor Springplank is geschreven.",
        figures=(
            Figure("Vlaamse zinnen bij precies die vaardigheid, MRR met 95%-interval", ".655 (.602 to .707)", LINKING),
            Figure("dezelfde, ook als een verwante vaardigheid goed is", ".381 (.355 to .408)", LINKING),
        ),
        limits=(
            "Het doel voor verwante vaardigheden is niet gehaald.",
            "Waar de taxonomie geen synoniemen heeft is de kans geleend van titels, en dan te hoog.",
            "Zinnen die kennis van de wereld vragen krijgen een lage kans.",
        ),
        not_used=(NOBODY, "teksten van vacatures"),
    ),
    ModelRole.LIKENESS: About(
        does="Zegt hoe verwant twee vaardigheden zijn, van 0 tot 1. Een verwante vaardigheid telt voor hoogstens "
        "de helft.",
        made_from="Welke vaardigheden beroepen samen vragen, en hoe de taxonomie ze ordent.",
        figures=(),
        limits=(
            "De formule en wat er is gemeten staan in docs/similarity.md.",
            "Vaardigheden die nooit samen in een beroep staan worden alleen via de taxonomie als verwant gezien.",
        ),
        not_used=(NOBODY,),
    ),
}


def card_of(model: ModelInUse) -> Document:
    """Return the card of a model as a plain document with Dutch keys; the same model gives the same card."""
    about, points = ABOUT[model.role], {weight.feature: weight.points for weight in model.weights}
    return {
        "naam": model.name,
        "versie": model.version,
        "vingerafdruk": model.fingerprint,
        "soort": model.kind.value,
        "soortOmschrijving": model.kind.label,
        "waarvoor": model.role.label,
        "watHetDoet": about.does,
        "gemaaktVan": f"{about.made_from} Taxonomie: {model.made_from}." if model.made_from else about.made_from,
        "basis": model.base,
        "kenmerken": [
            {
                "naam": feature.name,
                "omschrijving": feature.label,
                "eenheid": feature.unit,
                "richting": "meer is beter" if feature.direction > 0 else "minder is beter",
                "puntenPerEenheid": points[feature.name],
            }
            for feature in FEATURES
            if feature.name in points
        ],
        "cijfers": [
            {"wat": one.what, "uitkomst": one.shown, "bron": f"{SOURCE}, {one.section}"} for one in about.figures
        ],
        "grenzen": list(about.limits),
        "nietGebruikt": list(about.not_used),
    }
