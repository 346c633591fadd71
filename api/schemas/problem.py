"""A problem as the document describes it; `problems.py` makes them."""

from pydantic import Field

from api.schemas.base import Out


class Fout(Out):
    """Eén plaats in de aanvraag waar iets niet klopt."""

    place: str = Field(alias="plaats", description="Waar het staat, bijvoorbeeld body.uren.maximaal.")
    message: str = Field(alias="melding", description="Wat er wel kan.")


class Probleem(Out):
    """Waarom een aanvraag niet lukte (RFC 9457)."""

    type: str = Field(description="De soort, als urn.")
    title: str = Field(description="De soort in woorden.")
    status: int = Field(description="De HTTP-status.", ge=400, le=599)
    detail: str = Field(description="Wat er aan de hand is en wat u kunt doen.")
    mistakes: list[Fout] | None = Field(default=None, alias="fouten", description="Alles wat niet klopt.")
