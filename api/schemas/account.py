"""Why a vacancy stands where it stands: the points, the trip, and reasons for and against."""

from pydantic import Field

from api.schemas.base import Day, Out
from api.schemas.refusal import Belemmering
from api.schemas.vacancy import VacatureKort
from matcher.codes import Method, Mode


class Punten(Out):
    """Wat één kenmerk meetelt."""

    feature: str = Field(alias="kenmerk")
    label: str = Field(alias="omschrijving")
    value: float | None = Field(default=None, alias="waarde", description="Niet er als het onbekend is.")
    unit: str = Field(alias="eenheid")
    points: float = Field(alias="punten")


class Reis(Out):
    """De reis voor één keer heen."""

    minutes: int | None = Field(default=None, alias="minuten", description="Niet er als de reistijd onbekend is.")
    mode: Mode | None = Field(default=None, alias="vervoer")
    method: Method = Field(alias="methode", description="Hoe de reistijd bepaald is.")
    day: Day | None = Field(default=None, alias="gegevensVanDatum")
    limit: int | None = Field(default=None, alias="grens", description="De grens die geldt, in minuten.")
    by_bike: bool = Field(alias="metFiets", description="Waar als de fiets naar de halte meetelt.")
    on_foot: bool = Field(alias="teVoet", description="Waar als lopen sneller is dan het openbaar vervoer.")
    range: list[int] | None = Field(default=None, alias="bandbreedte", description="Van en tot, in minuten.")
    p80: int | None = Field(default=None, alias="meestalBinnen", description="Vier van de vijf keer binnen dit.")
    mark: str | None = Field(default=None, alias="kanttekening")


class DeelsPassend(Out):
    """Een vaardigheid die voor een deel meetelt door een andere."""

    skill: str = Field(alias="vaardigheid")
    through: str = Field(alias="door")
    credit: float = Field(alias="deel", ge=0, le=1)


class Onderbouwing(Out):
    """Waarom iets past, en wat ertegen spreekt. De punten tellen op tot de score."""

    score: float | None = Field(default=None, alias="score", description="Niet er zonder automatische volgorde.")
    base: float | None = Field(default=None, alias="basis")
    points: list[Punten] | None = Field(default=None, alias="punten")
    commute: Reis | None = Field(default=None, alias="reis")
    matched_skills: list[str] = Field(alias="passendeVaardigheden")
    missing_skills: list[str] = Field(alias="ontbrekendeVaardigheden")
    partial_skills: list[DeelsPassend] = Field(alias="deelsPassendeVaardigheden")
    reasons_for: list[str] = Field(
        alias="redenenVoor", description="In de woorden voor de cliënt: iedereen leest dezelfde zin."
    )
    reasons_against: list[str] = Field(
        alias="redenenTegen", description="In de woorden voor de cliënt: iedereen leest dezelfde zin."
    )


class Verantwoording(Onderbouwing, VacatureKort):
    """Een vacature met waarom zij past, en wat ertegen spreekt. De punten tellen op tot de score."""

    misses: list[Belemmering] = Field(alias="belemmeringen")
