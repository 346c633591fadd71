"""The full account of one client and one vacancy."""

from typing import Literal

from pydantic import Field

from api.schemas.account import Verantwoording
from api.schemas.base import Day, Known, Moment, Out
from api.schemas.lists import Plaatsing
from api.schemas.vacancy import InTekst
from matcher.codes import Mode

Outcome = Literal["past", "past-bijna", "reistijd-onbekend", "valt-af", "niet-beoordeeld"]


class Vaardigheid(Out):
    """Eén gevraagde vaardigheid, met wat iemand ervoor meebrengt."""

    skill: str = Field(alias="vaardigheid")
    essential: bool = Field(alias="nodig")
    weight: float = Field(alias="gewicht")
    source: Known = Field(alias="hoeBekend", description="Hoe de vraag bekend is: genoemd, tekst of beroep.")
    words: str = Field(alias="woorden")
    own: float = Field(alias="eigen")
    credit: float = Field(alias="deel")
    through: str = Field(alias="door")
    because: str = Field(alias="omdat")


class ReisPerVervoer(Out):
    """De reis in minuten per manier van reizen; wat niet bekend is ontbreekt."""

    mode: Mode = Field(alias="vervoer")
    minutes: int = Field(alias="minuten")


class Waarom(Verantwoording):
    """Het volledige verhaal van één werkzoekende en één vacature, ook als zij afviel."""

    client: str = Field(alias="werkzoekende")
    on: Day = Field(alias="peildatum")
    market: str = Field(alias="markt")
    ranker: str | None = Field(default=None, alias="rangschikker", description="Niet er zonder volgorde op punten.")
    record: str | None = Field(default=None, alias="verslag", description="Het nummer van het adviesverslag.")
    at: Moment | None = Field(default=None, alias="tijdstip")
    match_coverage: float = Field(alias="aansluitingVanaf", description="Vanaf welk deel iets past.")
    outcome: Outcome = Field(
        alias="uitkomst",
        description="`niet-beoordeeld` is wat een werkcoach zelf opschreef: daar is niets van berekend.",
    )
    placed: Plaatsing | None = Field(
        default=None, alias="plaatsing", description="Hoe zij in de lijst kwam; niet er als zij in geen volgorde staat."
    )
    coverage: float | None = Field(default=None, alias="aansluiting")
    skills: list[Vaardigheid] = Field(alias="vaardigheden")
    by_mode: list[ReisPerVervoer] = Field(alias="reisPerVervoer")
    in_text: list[InTekst] = Field(alias="inTekst")
    description: str = Field(alias="vacaturetekst")
