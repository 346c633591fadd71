"""Models, for an analyst: which is in use, its card and its history. Never about a person.

The card is written by `pipelines.model_cards` with Dutch keys already, so the names here are those.
"""

from pydantic import Field

from api.schemas.base import Moment, Out


class Gebruik(Out):
    """Vanaf wanneer welk model in gebruik was."""

    at: Moment = Field(alias="vanafTijdstip")
    version: str = Field(alias="versie")
    fingerprint: str = Field(alias="vingerafdruk")


class Model(Out):
    """Een model dat nu in gebruik is."""

    name: str = Field(alias="naam")
    role: str = Field(alias="waarvoor")
    kind: str = Field(alias="soort")
    version: str = Field(alias="versie")
    fingerprint: str = Field(alias="vingerafdruk")
    since: Moment | None = Field(default=None, alias="sindsTijdstip")


class Modellen(Out):
    """De modellen die nu in gebruik zijn."""

    models: list[Model] = Field(alias="modellen")


class ModelGeschiedenis(Out):
    """Wanneer welk model van deze naam in gebruik was, het laatste eerst."""

    uses: list[Gebruik] = Field(alias="gebruik")


class KaartKenmerk(Out):
    """Wat één kenmerk telt."""

    naam: str
    omschrijving: str
    eenheid: str
    richting: str
    punten: float = Field(alias="puntenPerEenheid")


class KaartCijfer(Out):
    """Wat er gemeten is."""

    wat: str
    uitkomst: str
    bron: str


class Modelkaart(Out):
    """Wat een model doet, waar het van gemaakt is, wat er gemeten is en waar het ophoudt."""

    naam: str
    versie: str
    vingerafdruk: str
    soort: str
    soort_omschrijving: str = Field(alias="soortOmschrijving")
    waarvoor: str
    wat_het_doet: str = Field(alias="watHetDoet")
    gemaakt_van: str = Field(alias="gemaaktVan")
    basis: float | None = None
    kenmerken: list[KaartKenmerk]
    cijfers: list[KaartCijfer]
    grenzen: list[str]
    niet_gebruikt: list[str] = Field(alias="nietGebruikt")
