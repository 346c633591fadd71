"""Looking for vacancies."""

from pydantic import Field

from api.schemas.base import In, Out, Typed, Whole
from api.schemas.vacancy import VacatureKort


class VacatureVraag(In):
    """Waarnaar u zoekt. Zonder zoekterm komt alles, de nieuwste eerst."""

    term: Typed = Field(
        default="", alias="zoekterm", description="Woorden uit titel, werkgever, plaats of nummer.", max_length=200
    )
    place: Typed = Field(default="", alias="plaats", max_length=100)
    top: Whole = Field(default=20, alias="aantal", ge=1, le=100)
    offset: Whole = Field(default=0, alias="vanaf", ge=0, le=1_000_000)


class VacatureResultaten(Out):
    """De vacatures die gevonden zijn."""

    market: str = Field(alias="markt")
    total: int = Field(alias="totaal", ge=0)
    results: list[VacatureKort] = Field(alias="resultaten")
