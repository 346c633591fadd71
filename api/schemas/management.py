"""Accounts, caseload and switches, for the functional administrator."""

from typing import Literal

from pydantic import ConfigDict, Field, JsonValue

from api.schemas.base import NULLABLE, In, Moment, Out, Said, Typed
from matcher.roles import CasePart, Role

RoleCode = Literal["client", "werkcoach", "analist", "functioneel-beheerder"]
PartCode = Literal["werkcoach", "regisseur", "schaduwregisseur"]
# Who a client is goes with that role alone; `pipelines/store/accounts.py` judges it.
OF_A_CLIENT: JsonValue = {
    "properties": {"rollen": {"items": {"const": "client"}}, "werkzoekende": {"type": "string"}},
    "required": ["werkzoekende"],
}
OF_STAFF: JsonValue = {
    "properties": {"rollen": {"items": {"not": {"const": "client"}}}, "werkzoekende": {"type": "null"}}
}


class Account(Out):
    """Een account: van een medewerker, een cliënt of een systeem."""

    id: str = Field(alias="nummer")
    name: str = Field(alias="naam")
    roles: list[Role] = Field(alias="rollen")
    client_id: str | None = Field(default=None, alias="werkzoekende")
    active: bool = Field(alias="actief")
    made_at: Moment = Field(alias="gemaaktTijdstip")


class Accounts(Out):
    """Alle accounts, op naam."""

    accounts: list[Account] = Field(alias="accounts")


class NieuwAccount(In):
    """Wat er nodig is voor een account. Bij de rol client hoort een werkzoekende, bij andere rollen niet."""

    model_config = ConfigDict(json_schema_extra={"anyOf": [OF_A_CLIENT, OF_STAFF]})

    name: Said = Field(alias="naam", min_length=1, max_length=100)
    roles: list[RoleCode] = Field(alias="rollen", min_length=1, max_length=4)
    client_id: Typed | None = Field(
        default=None, alias="werkzoekende", min_length=1, max_length=200, json_schema_extra=NULLABLE
    )


class Uitgenodigd(Out):
    """Een nieuw account, met de code om het in gebruik te nemen. De code staat nergens anders."""

    account: Account = Field(alias="account")
    invitation: str = Field(alias="uitnodigingscode")


class AccountWijziging(In):
    """Wat er verandert; wat ontbreekt of null is blijft."""

    name: Said | None = Field(default=None, alias="naam", min_length=1, max_length=100, json_schema_extra=NULLABLE)
    roles: list[RoleCode] | None = Field(
        default=None, alias="rollen", min_length=1, max_length=4, json_schema_extra=NULLABLE
    )
    active: bool | None = Field(default=None, alias="actief", json_schema_extra=NULLABLE)


class Begeleider(Out):
    """Wie een werkzoekende begeleidt."""

    account_id: str = Field(alias="account")
    name: str = Field(alias="naam")
    part: CasePart = Field(alias="rol")
    since: Moment = Field(alias="sindsTijdstip")


class Begeleiders(Out):
    """Wie een werkzoekende begeleiden; alleen zij zien deze werkzoekende."""

    carers: list[Begeleider] = Field(alias="begeleiders")


class BegeleiderNoemen(In):
    """Als wat iemand een werkzoekende begeleidt."""

    part: PartCode = Field(alias="rol")


class Schakelaar(Out):
    """Of iets aan staat voor de hele gemeente."""

    on: bool = Field(alias="aan")


class SchakelaarZetten(In):
    """Of iets aan moet staan."""

    on: bool = Field(alias="aan")
