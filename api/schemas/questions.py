"""The one question whose answer would help most."""

from pydantic import Field

from api.schemas.base import Out


class Vraag(Out):
    """Wat handig is om te vragen: het antwoord verandert de lijst het meest."""

    about: str = Field(alias="over")
    text: str = Field(alias="tekst")
    detail: str | None = Field(default=None, alias="vooral")
    decides: int | None = Field(default=None, alias="beslistOver", description="Over hoeveel vacatures.")
    too_little_known: bool = Field(alias="teWeinigBekend")
