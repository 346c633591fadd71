"""Whether the service works."""

from typing import Literal

from pydantic import Field

from api.schemas.base import Out


class Gezondheid(Out):
    """De dienst draait."""

    status: Literal["goed"] = Field(description="Altijd goed: anders was er geen antwoord.")
    version: str = Field(alias="versie", description="De versie van de software.")


class Gereedheid(Out):
    """De dienst kan vragen beantwoorden."""

    status: Literal["gereed"] = Field(description="Altijd gereed: anders was het een probleem met status 503.")
    market: str = Field(alias="markt", description="De markt die in dienst is.")
    vacancies: int = Field(alias="vacatures", description="Hoeveel vacatures die telt.", ge=0)
    trouble: str | None = Field(
        default=None, alias="letOp", description="Waarom de laatste publicatie niet in dienst is, als dat zo is."
    )
