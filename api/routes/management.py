"""Accounts, caseload and switches: for the functional administrator, who sees no profile."""

from typing import Annotated

from fastapi import APIRouter, Path, Response, status

from api.access import Administrator
from api.carers import carers_of
from api.context import Here
from api.schemas.base import ID, LONGEST_ID, Answer, ClientPath
from api.schemas.management import (
    Account,
    Accounts,
    AccountWijziging,
    BegeleiderNoemen,
    Begeleiders,
    NieuwAccount,
    Schakelaar,
    SchakelaarZetten,
    Uitgenodigd,
)
from matcher.errors import ConflictError
from matcher.roles import CasePart, Role
from pipelines.settings import now
from pipelines.store.accounts import Account as StoredAccount
from pipelines.store.switches import AUTOMATIC_ORDER

router = APIRouter(tags=["beheer"])
AccountPath = Annotated[
    str, Path(alias="accountId", description="Het nummer van het account.", pattern=ID, max_length=LONGEST_ID)
]


@router.get("/accounts", summary="Alle accounts", response_model=Accounts)
def accounts(_: Administrator, here: Here) -> Answer:
    """Geeft wie er een account heeft en in welke rol."""
    found = sorted(here.store.accounts.all(), key=lambda one: (one.name.casefold(), one.id))
    return Answer(Accounts(accounts=[_shown(one) for one in found]))


@router.post("/accounts", summary="Een account maken", status_code=status.HTTP_201_CREATED, response_model=Uitgenodigd)
def make_account(caller: Administrator, here: Here, wanted: NieuwAccount) -> Answer:
    """Maakt een account en geeft één keer de code waarmee iemand het na aanmelden in gebruik neemt."""
    made, invitation = here.store.accounts.make(
        wanted.name,
        frozenset(map(Role.of, wanted.roles)),
        client_id=wanted.client_id,
        made_by=caller.account.id,
        at=now(),
    )
    return Answer(Uitgenodigd(account=_shown(made), invitation=invitation), status_code=status.HTTP_201_CREATED)


@router.get("/accounts/{accountId}", summary="Eén account", response_model=Account)
def account(_: Administrator, here: Here, account_id: AccountPath) -> Answer:
    """Geeft één account."""
    return Answer(_shown(here.store.accounts.get(account_id)))


@router.patch("/accounts/{accountId}", summary="Een account wijzigen", response_model=Account)
def change_account(caller: Administrator, here: Here, account_id: AccountPath, wanted: AccountWijziging) -> Answer:
    """Verandert naam of rollen, of zet een account stil; wie stilstaat is meteen afgemeld."""
    if account_id == caller.account.id:
        raise ConflictError("uw eigen account verandert een andere functioneel beheerder")
    roles = None if wanted.roles is None else frozenset(map(Role.of, wanted.roles))
    here.store.accounts.change(
        account_id, roles=roles, active=wanted.active, name=wanted.name, act=caller.act("account gewijzigd")
    )
    return Answer(_shown(here.store.accounts.get(account_id)))


@router.get("/werkzoekenden/{werkzoekendeId}/begeleiders", summary="Wie begeleidt", response_model=Begeleiders)
def carers(caller: Administrator, here: Here, client_id: ClientPath) -> Answer:
    """Geeft wie een werkzoekende begeleiden."""
    here.store.log.note(caller.act("begeleiders bekeken"), [client_id])
    return Answer(carers_of(here.store, client_id))


@router.put(
    "/werkzoekenden/{werkzoekendeId}/begeleiders/{accountId}",
    summary="Een begeleider noemen",
    response_model=Begeleiders,
)
def name_carer(
    caller: Administrator, here: Here, client_id: ClientPath, account_id: AccountPath, wanted: BegeleiderNoemen
) -> Answer:
    """Noemt een werkcoach als begeleider, regisseur of schaduwregisseur; die ziet de werkzoekende vanaf nu."""
    here.store.caseload.name(client_id, account_id, CasePart.of(wanted.part), caller.act("begeleider genoemd"))
    return Answer(carers_of(here.store, client_id))


@router.delete(
    "/werkzoekenden/{werkzoekendeId}/begeleiders/{accountId}",
    summary="Een begeleider afhalen",
    status_code=status.HTTP_204_NO_CONTENT,
)
def drop_carer(caller: Administrator, here: Here, client_id: ClientPath, account_id: AccountPath) -> Response:
    """Haalt een begeleider van een werkzoekende af; die ziet de werkzoekende vanaf nu niet meer."""
    here.store.caseload.drop(client_id, account_id, caller.act("begeleider afgehaald"))
    return Response(status_code=status.HTTP_204_NO_CONTENT)


@router.get("/schakelaars/automatische-volgorde", summary="Staat de volgorde aan?", response_model=Schakelaar)
def switch(_: Administrator, here: Here) -> Answer:
    """Zegt of lijsten op punten gezet worden, voor de hele gemeente."""
    return Answer(Schakelaar(on=here.store.switches.is_on(AUTOMATIC_ORDER)))


@router.put("/schakelaars/automatische-volgorde", summary="De volgorde aan of uit", response_model=Schakelaar)
def set_switch(caller: Administrator, here: Here, wanted: SchakelaarZetten) -> Answer:
    """Zet de automatische volgorde aan of uit voor iedereen. Uit: dezelfde vacatures, zonder punten en rang."""
    here.store.switches.set(AUTOMATIC_ORDER, wanted.on, caller.account.id, now())
    return Answer(Schakelaar(on=wanted.on))


def _shown(one: StoredAccount) -> Account:
    return Account(
        id=one.id,
        name=one.name,
        roles=sorted(one.roles),
        client_id=one.client_id,
        active=one.active,
        made_at=one.made_at,
    )
