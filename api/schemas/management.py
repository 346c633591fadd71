"""Accounts, caseload and switches, for the functional administrator."""

from typing import Literal

from pydantic import Field

from api.schemas.base import In, Moment, Out, Typed
from matcher.roles import CasePart, Role

RoleCode = Literal["client", "werkcoach", "analist", "functioneel-beheerder"]
PartCode = Literal["werkcoach", "regisseur", "schaduwregisseur"]


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
    """Wat er nodig is voor een account."""

    name: Typed = Field(alias="naam", min_length=1, max_length=100)
    roles: list[RoleCode] = Field(alias="rollen", min_length=1, max_length=4)
    client_id: Typed | None = Field(default=None, alias="werkzoekende", min_length=1, max_length=200)


class Uitgenodigd(Out):
    """Een nieuw account, met de code om het in gebruik te nemen. De code staat nergens anders."""

    account: Account = Field(alias="account")
    invitation: str = Field(alias="uitnodigingscode")


class AccountWijziging(In):
    """Wat er verandert; wat ontbreekt blijft."""

    name: Typed | None = Field(default=None, alias="naam", min_length=1, max_length=100)
    roles: list[RoleCode] | None = Field(default=None, alias="rollen", min_length=1, max_length=4)
    active: bool | None = Field(default=None, alias="actief")


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
