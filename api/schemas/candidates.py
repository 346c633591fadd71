"""Who fits a vacancy and agreed to be proposed."""

from pydantic import Field

from api.schemas.account import Onderbouwing
from api.schemas.base import Day, In, Moment, Out, Whole
from api.schemas.lists import Ordening
from api.schemas.vacancy import VacatureKort


class KandidatenVraag(In):
    """Hoeveel kandidaten u hoogstens wilt zien."""

    top: Whole = Field(default=20, alias="aantal", ge=1, le=100)


class Kandidaat(Onderbouwing):
    """Iemand die past en ermee instemde voorgesteld te worden. Naam en nummer alleen uit uw eigen caseload."""

    candidate: str = Field(
        alias="kandidaat", description="Zegt alleen bij deze vacature iets; de begeleider weet wie het is."
    )
    own: bool = Field(alias="eigenCaseload")
    client: str | None = Field(default=None, alias="werkzoekende")
    name: str | None = Field(default=None, alias="weergavenaam")
    responsible: str = Field(alias="begeleider", description="Bij wie u terechtkunt; leeg als er niemand is.")
    record: str | None = Field(default=None, alias="verslag", description="Het nummer van het adviesverslag.")
    rank: int | None = Field(default=None, alias="plek", description="Niet er zonder automatische volgorde.")


class Kandidaten(Out):
    """Wie bij een vacature past en dat wil. Van anderen dan uw caseload staat er niet in wat zij niet aankunnen."""

    vacancy: VacatureKort = Field(alias="vacature")
    at: Moment = Field(alias="tijdstip")
    on: Day = Field(alias="peildatum")
    market: str = Field(alias="markt")
    ranker: str | None = Field(default=None, alias="rangschikker", description="Niet er zonder volgorde op punten.")
    order: Ordening = Field(alias="volgorde")
    not_counted: str = Field(alias="teltNietMee", description="Wat hier bij niemand meetelt.")
    total: int = Field(alias="totaal", ge=0, description="Hoeveel mensen passen, ook wie hier niet staat.")
    results: list[Kandidaat] = Field(alias="resultaten")
    unordered: list[Kandidaat] = Field(
        alias="zonderVolgorde", description="Bij wie de volgorde op punten uit staat; zij passen net zo goed."
    )
    without_order: str = Field(alias="uitlegZonderVolgorde")


class NummerVraag(In):
    """Een nummer dat een collega bij deze vacature zag."""

    candidate: str = Field(alias="kandidaat", pattern=r"^[0-9a-fA-F]{12}$", description="Twaalf tekens.")


class WieIsDit(Out):
    """Wie in uw caseload bij het nummer hoort."""

    client: str = Field(alias="werkzoekende")
    name: str = Field(alias="weergavenaam")
    agrees: bool = Field(alias="wilVoorgesteldWorden", description="Of deze persoon dat nu nog wil; vraag het eerst.")
