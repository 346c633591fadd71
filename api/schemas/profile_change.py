"""What somebody corrects in a profile: only what is sent changes, and null empties a field."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from api.schemas.base import NULLABLE, Day, In, Line, TripMinutes, Typed

ModeCode = Literal["walk", "bike", "ebike", "transit", "car"]
SkillLevelCode = Literal["lerend", "basis", "ervaren", "gevorderd"]
LevelCode = Literal["geen", "mbo1", "mbo2", "mbo3", "mbo4", "ad", "hbo", "wo"]
LanguageLevelCode = Literal["A0", "A1", "A2", "B1", "B2", "C1", "C2"]
DayPartCode = Literal["vroeg", "dag", "avond", "nacht", "zaterdag", "zondag"]
DemandCode = Literal[
    "zitten", "staan", "lopen", "tillen", "duwen-trekken", "bukken-knielen", "reiken", "klimmen-hoogte",
    "fijne-motoriek", "beeldscherm", "lawaai", "prikkels", "werktempo", "buitenwerk", "warmte-kou", "stof-chemie",
    "mensencontact", "alleen-werken",
]  # fmt: skip
GradeCode = Literal["0", "1", "2", "3"]
SupportCode = Literal[
    "jobcoach", "werkbegeleider", "aangepaste-werkplek", "aangepaste-taken", "prikkelarm", "eigen-tempo",
    "flexibele-uren", "taalhulp", "vervoer",
]  # fmt: skip
RouteCode = Literal[
    "regulier", "leerwerkplek", "proefplaatsing", "werkervaringsplaats", "basisbaan", "beschut-werk", "banenafspraak",
    "vrijwilligerswerk", "dagbesteding", "eigen-bedrijf",
]  # fmt: skip
Minute = Annotated[int, Field(ge=0, le=1440)]
Hours = Annotated[float, Field(ge=0, le=80)]


class WoonplaatsWijziging(In):
    """Waar iemand woont: plaats, postcode of allebei."""

    place: Typed = Field(default="", alias="plaats", max_length=100)
    postcode: Typed = Field(default="", alias="postcode", description="2611 of 2611 AB.", max_length=10)


class VervoerWijziging(In):
    """Een manier van reizen, met de eigen grens als die er is."""

    mode: ModeCode = Field(alias="vervoer")
    minutes: TripMinutes | None = Field(default=None, alias="hoogstensMinuten", json_schema_extra=NULLABLE)


class VaardigheidWijziging(In):
    """Wat iemand kan, in eigen woorden."""

    phrase: Line = Field(alias="woorden")
    level: SkillLevelCode | None = Field(default=None, alias="niveau", json_schema_extra=NULLABLE)


class WerkervaringWijziging(In):
    """Eerder werk, betaald of niet."""

    title: Line = Field(alias="functie")
    years: float | None = Field(default=None, alias="jaren", ge=0, le=70, json_schema_extra=NULLABLE)


class TaalWijziging(In):
    """Een taal met het niveau."""

    language: Line = Field(alias="taal", description="De naam in het Nederlands, of een code zoals nl.")
    level: LanguageLevelCode = Field(alias="niveau")


class TijdenWijziging(In):
    """Een deel van de dag, in minuten na middernacht."""

    start: Minute = Field(alias="vanMinuut")
    end: Minute = Field(alias="totMinuut")


class BelastbaarheidWijziging(In):
    """Hoeveel iemand van iets hoogstens aankan: 0 niet, 1 licht, 2 matig, 3 zwaar."""

    demand: DemandCode = Field(alias="eis")
    most: GradeCode = Field(alias="hoogstens")


class ProfielWijziging(In):
    """Wat er in een profiel verandert. Wat ontbreekt blijft; null maakt leeg."""

    name: Typed | None = Field(default=None, alias="weergavenaam", max_length=100, json_schema_extra=NULLABLE)
    home: WoonplaatsWijziging | None = Field(default=None, alias="woonplaats", json_schema_extra=NULLABLE)
    modes: list[VervoerWijziging] | None = Field(
        default=None, alias="vervoer", max_length=5, json_schema_extra=NULLABLE
    )
    skills: list[VaardigheidWijziging] | None = Field(
        default=None, alias="vaardigheden", max_length=100, json_schema_extra=NULLABLE
    )
    history: list[WerkervaringWijziging] | None = Field(
        default=None, alias="werkervaring", max_length=50, json_schema_extra=NULLABLE
    )
    level: LevelCode | None = Field(default=None, alias="niveau", json_schema_extra=NULLABLE)
    diplomas: list[Line] | None = Field(default=None, alias="diplomas", max_length=50, json_schema_extra=NULLABLE)
    languages: list[TaalWijziging] | None = Field(
        default=None, alias="talen", max_length=30, json_schema_extra=NULLABLE
    )
    licences: list[Line] | None = Field(
        default=None,
        alias="bewijzen",
        description="Rijbewijzen en certificaten bij naam. Een lege lijst: iemand heeft er geen; null: niet gevraagd.",
        max_length=50,
        json_schema_extra=NULLABLE,
    )
    hours_min: Hours | None = Field(default=None, alias="urenMinimaal", json_schema_extra=NULLABLE)
    hours_max: Hours | None = Field(default=None, alias="urenMaximaal", json_schema_extra=NULLABLE)
    day_parts: list[DayPartCode] | None = Field(
        default=None, alias="dagdelen", max_length=6, json_schema_extra=NULLABLE
    )
    window: TijdenWijziging | None = Field(default=None, alias="beschikbareTijd", json_schema_extra=NULLABLE)
    available_from: Day | None = Field(default=None, alias="beschikbaarVanafDatum", json_schema_extra=NULLABLE)
    limitations: list[BelastbaarheidWijziging] | None = Field(
        default=None, alias="belastbaarheid", max_length=18, json_schema_extra=NULLABLE
    )
    support_needed: list[SupportCode] | None = Field(
        default=None, alias="begeleiding", max_length=9, json_schema_extra=NULLABLE
    )
    routes: list[RouteCode] | None = Field(default=None, alias="routes", max_length=10, json_schema_extra=NULLABLE)
    wishes: list[Line] | None = Field(default=None, alias="wensen", max_length=20, json_schema_extra=NULLABLE)
    exclusions: list[Line] | None = Field(default=None, alias="nietGewenst", max_length=20, json_schema_extra=NULLABLE)

    def fields(self) -> dict[str, Any]:
        """Return what was sent, as plain values by our own names; None empties a field."""
        return {name: _plain(getattr(self, name)) for name in sorted(self.model_fields_set)}


def _plain(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return value.model_dump()
    return [_plain(item) for item in value] if isinstance(value, list) else value
