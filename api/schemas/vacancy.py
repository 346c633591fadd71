"""A vacancy as it is shown."""

from typing import Literal

from pydantic import Field

from api.schemas.base import Day, Out
from matcher.codes import Contract, Route, WagePeriod, Workplace

# What a text is read for but for skills: the kinds of `models.reading.Mention`.
MentionCode = Literal["demand", "education", "hours", "language", "licence", "route", "shift", "support"]


class Uren(Out):
    """Uren per week."""

    min: float | None = Field(default=None, alias="minimaal", ge=0)
    max: float | None = Field(default=None, alias="maximaal", ge=0)


class Loon(Out):
    """Bruto loon voor één periode."""

    min: float | None = Field(default=None, alias="minimaal", ge=0)
    max: float | None = Field(default=None, alias="maximaal", ge=0)
    period: WagePeriod = Field(alias="periode")
    currency: Literal["EUR"] = Field(alias="munt")


class VacatureKort(Out):
    """Wat er van een vacature zelf te zeggen is."""

    vacancy: str = Field(alias="vacature", description="Het nummer van de vacature.")
    title: str = Field(alias="titel")
    employer: str = Field(alias="werkgever", description="Leeg als de bron geen werkgever noemt.")
    place: str = Field(alias="plaats")
    postcode: str = Field(alias="postcode")
    workplace: Workplace | None = Field(default=None, alias="werkplek")
    route: Route | None = Field(
        default=None, alias="route", description="Het soort werk, zoals regulier of een leerwerkplek."
    )
    contract: Contract | None = Field(default=None, alias="contract")
    hours: Uren = Field(alias="uren")
    wage: Loon | None = Field(default=None, alias="loon")
    closing_date: Day | None = Field(default=None, alias="sluitingsdatum")
    source: str = Field(alias="bron")
    source_url: str = Field(alias="bronUrl")
    contact: str = Field(alias="contact", description="Bij wie u terechtkunt, als de bron dat noemt.")


class InTekst(Out):
    """Wat er in de tekst gevonden is, met de woorden."""

    kind: MentionCode = Field(alias="soort", description="Waarover het gaat.")
    meaning: str = Field(alias="betekenis")
    words: str = Field(alias="woorden")
    optional: bool = Field(alias="wens", description="Waar als het een pré is.")
    counts: bool = Field(alias="teltMee", description="Waar als het telt omdat geen veld het zegt.")


class Vacature(VacatureKort):
    """Een vacature met haar tekst."""

    in_text: list[InTekst] = Field(alias="inTekst", description="Wat er in de tekst gelezen is.")
    description: str = Field(alias="omschrijving")
