"""A profile, as its person and their coach see it."""

from pydantic import Field

from api.schemas.base import Day, Known, Moment, Out
from matcher.codes import DayPart, Demand, Mode, Route, Support


class Woonplaats(Out):
    """Waar iemand woont, zo grof als het profiel het heeft."""

    place: str = Field(alias="plaats")
    postcode: str = Field(alias="postcode")


class Vervoer(Out):
    """Een manier van reizen met de eigen grens."""

    mode: Mode = Field(alias="vervoer")
    minutes: int | None = Field(default=None, alias="hoogstensMinuten", description="Niet er zonder eigen grens.")


class EigenVaardigheid(Out):
    """Wat iemand kan, in eigen woorden."""

    phrase: str = Field(alias="woorden")
    skill: str | None = Field(default=None, alias="herkendAls", description="Niet er als het niet herkend is.")
    level: str | None = Field(default=None, alias="niveau")
    origin: Known = Field(alias="hoeBekend", description="Hoe dit bekend is: genoemd, of gelezen uit iets anders.")


class Werkervaring(Out):
    """Eerder werk, betaald of niet."""

    title: str = Field(alias="functie")
    occupation: str | None = Field(default=None, alias="herkendAls")
    years: float | None = Field(default=None, alias="jaren")


class Taal(Out):
    """Een taal met het niveau."""

    language: str = Field(alias="taal")
    level: str = Field(alias="niveau")


class Wens(Out):
    """Werk dat iemand wel of juist niet wil."""

    text: str = Field(alias="woorden")
    occupation: str | None = Field(default=None, alias="herkendAls")


class Belastbaarheid(Out):
    """Hoeveel iemand van iets hoogstens aankan."""

    demand: Demand = Field(alias="eis")
    most: str = Field(alias="hoogstens")


class Tijden(Out):
    """Een deel van de dag, in minuten na middernacht."""

    start: int = Field(alias="vanMinuut", ge=0, le=1440)
    end: int = Field(alias="totMinuut", ge=0, le=1440)


class Profiel(Out):
    """Alles wat het profiel van iemand zegt. Wat er niet in staat, is niet gevraagd."""

    id: str = Field(alias="nummer")
    name: str = Field(alias="weergavenaam")
    municipality: str = Field(alias="gemeente")
    home: Woonplaats = Field(alias="woonplaats")
    modes: list[Vervoer] = Field(alias="vervoer")
    skills: list[EigenVaardigheid] = Field(alias="vaardigheden")
    history: list[Werkervaring] = Field(alias="werkervaring")
    level: str | None = Field(default=None, alias="niveau")
    diplomas: list[str] = Field(alias="diplomas")
    languages: list[Taal] = Field(alias="talen")
    licences: list[str] | None = Field(default=None, alias="bewijzen", description="Rijbewijzen en certificaten.")
    hours_min: float | None = Field(default=None, alias="urenMinimaal")
    hours_max: float | None = Field(default=None, alias="urenMaximaal")
    day_parts: list[DayPart] | None = Field(default=None, alias="dagdelen")
    window: Tijden | None = Field(default=None, alias="beschikbareTijd")
    available_from: Day | None = Field(default=None, alias="beschikbaarVanafDatum")
    limitations: list[Belastbaarheid] = Field(alias="belastbaarheid")
    support_needed: list[Support] = Field(alias="begeleiding")
    routes: list[Route] = Field(alias="routes")
    wishes: list[Wens] = Field(alias="wensen")
    exclusions: list[Wens] = Field(alias="nietGewenst")
    ladder: int | None = Field(default=None, alias="participatieladder", ge=1, le=6)
    automatic: bool = Field(alias="automatischeVolgorde")
    corrected: list[str] = Field(
        alias="gecorrigeerd", description="Welke velden hier veranderd zijn sinds het inlezen."
    )


class Wijziging(Out):
    """Eén wijziging van een profiel."""

    at: Moment = Field(alias="tijdstip")
    who: str = Field(alias="wie")
    role: str = Field(alias="rol")
    fields: list[str] = Field(alias="velden")


class Geschiedenis(Out):
    """De wijzigingen van een profiel, de laatste eerst."""

    changes: list[Wijziging] = Field(alias="wijzigingen")
