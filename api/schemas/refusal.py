"""Why a vacancy does not fit, or was left out."""

from pydantic import Field

from api.schemas.base import Out
from matcher.eligibility import Refusal


class Belemmering(Out):
    """Wat er in de weg zit."""

    reason: Refusal = Field(alias="reden")
    label: str = Field(alias="omschrijving")
    text: str = Field(alias="uitleg")


class Afgevallen(Out):
    """Hoeveel vacatures om één reden afvielen."""

    reason: Refusal = Field(alias="reden")
    label: str = Field(alias="omschrijving")
    count: int = Field(alias="aantal", ge=0)
