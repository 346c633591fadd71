"""Looking for vacancies."""

from pydantic import Field

from api.schemas.base import In, Out, text
from api.schemas.vacancy import VacatureKort


class VacatureVraag(In):
    """Waarnaar u zoekt. Zonder zoekterm komt alles, de nieuwste eerst."""

    term: text(200) = Field(  # type: ignore[valid-type]
        default="", alias="zoekterm", description="Woorden uit titel, werkgever, plaats of nummer."
    )
    place: text(100) = Field(default="", alias="plaats")  # type: ignore[valid-type]
    top: int = Field(default=20, alias="aantal", ge=1, le=100)
    offset: int = Field(default=0, alias="vanaf", ge=0, le=1_000_000)


class VacatureResultaten(Out):
    """De vacatures die gevonden zijn."""

    market: str = Field(alias="markt")
    total: int = Field(alias="totaal", ge=0)
    results: list[VacatureKort] = Field(alias="resultaten")
