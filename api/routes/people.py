"""The caseload of a coach: profiles, consents, objections and the switch for the order."""

from typing import Annotated

from fastapi import APIRouter, Path

from api.access import Caller, Coach
from api.carers import carers_of
from api.consents import consents_of, objections_of
from api.context import Context, Here, InUse
from api.own import Own
from api.profile import history_of, profile_of
from api.schemas.base import ID, LONGEST_ID, Answer, Offset, Top
from api.schemas.caseload import (
    BezwaarBeantwoorden,
    Bezwaren,
    Caseload,
    ConsentCode,
    InCaseload,
    Toestemmingen,
    ToestemmingZetten,
    Volgorde,
    VolgordeZetten,
    Zoekvraag,
)
from api.schemas.management import Begeleiders
from api.schemas.person import Geschiedenis, Profiel
from api.schemas.profile_change import ProfielWijziging
from matcher.consent import Consent
from pipelines.correcting import correct
from pipelines.settings import now
from pipelines.store.clients import StoredClient

router = APIRouter(prefix="/werkzoekenden", tags=["werkzoekenden"])
ObjectionPath = Annotated[
    str, Path(alias="bezwaarId", description="Het nummer van het bezwaar.", pattern=ID, max_length=LONGEST_ID)
]
ConsentPath = Annotated[ConsentCode, Path(alias="soort", description="Welke toestemming.")]


@router.get("", summary="Uw caseload", response_model=Caseload)
def caseload(caller: Coach, here: Here, top: Top = 50, offset: Offset = 0) -> Answer:
    """Geeft de werkzoekenden die u begeleidt, op naam."""
    return _page(here, caller, _people(here, caller), offset, top)


@router.post("/_zoek", summary="Zoeken in uw caseload", response_model=Caseload)
def search(caller: Coach, here: Here, wanted: Zoekvraag) -> Answer:
    """Zoekt op een deel van naam, nummer of woonplaats, alleen in uw eigen caseload."""
    term = wanted.term.casefold()
    found = [one for one in _people(here, caller) if term in _searched(one)]
    return _page(here, caller, found, wanted.offset, wanted.top)


@router.get("/{werkzoekendeId}", summary="Het profiel", response_model=Profiel)
def profile(own: Own, service: InUse) -> Answer:
    """Geeft het profiel van een werkzoekende die u begeleidt."""
    return Answer(profile_of(service, own.read("profiel bekeken")))


@router.patch("/{werkzoekendeId}", summary="Het profiel verbeteren", response_model=Profiel)
def change(own: Own, service: InUse, wanted: ProfielWijziging) -> Answer:
    """Verbetert velden; wat ontbreekt blijft, null maakt leeg. Wat er stond blijft bewaard, met wie het veranderde."""
    return Answer(
        profile_of(service, correct(service, own.client_id, wanted.fields(), own.caller.act("profiel verbeterd")))
    )


@router.get("/{werkzoekendeId}/geschiedenis", summary="Wie veranderde wat", response_model=Geschiedenis)
def history(own: Own, here: Here) -> Answer:
    """Geeft wie welke velden van het profiel veranderde, en wanneer."""
    changes = here.store.history.of(own.noted("geschiedenis bekeken"))
    return Answer(history_of(changes, {one.who: here.store.accounts.name_of(one.who) for one in changes}))


@router.get("/{werkzoekendeId}/collegas", summary="Wie nog meer begeleidt", response_model=Begeleiders)
def colleagues(own: Own, here: Here) -> Answer:
    """Geeft wie deze werkzoekende begeleiden."""
    return Answer(carers_of(here.store, own.noted("begeleiders bekeken")))


@router.put("/{werkzoekendeId}/volgorde", summary="Automatische volgorde aan of uit", response_model=Volgorde)
def set_order(own: Own, here: Here, wanted: VolgordeZetten) -> Answer:
    """Zet voor deze persoon de volgorde op punten aan of uit."""
    here.store.clients.set_automatic(own.client_id, automatic=wanted.automatic, act=own.caller.act("volgorde gezet"))
    return Answer(Volgorde(automatic=wanted.automatic))


@router.get("/{werkzoekendeId}/toestemmingen", summary="De toestemmingen", response_model=Toestemmingen)
def consents(own: Own, here: Here) -> Answer:
    """Geeft waar deze persoon ja tegen zei."""
    return Answer(consents_of(here.store, own.noted("toestemmingen bekeken")))


@router.put(
    "/{werkzoekendeId}/toestemmingen/{soort}", summary="Een toestemming vastleggen", response_model=Toestemmingen
)
def set_consent(own: Own, here: Here, kind: ConsentPath, wanted: ToestemmingZetten) -> Answer:
    """Legt vast wat iemand in een gesprek zei. De persoon ziet dat u dit vastlegde en kan het terugnemen."""
    here.store.consents.set(
        own.client_id,
        Consent.of(kind),
        wanted.given,
        who=own.caller.account.id,
        act=own.caller.act("toestemming vastgelegd"),
        at=now(),
    )
    return Answer(consents_of(here.store, own.client_id))


@router.get("/{werkzoekendeId}/bezwaren", summary="De bezwaren", response_model=Bezwaren)
def objections(own: Own, here: Here) -> Answer:
    """Geeft waar deze persoon het niet mee eens is, en wat er geantwoord is."""
    return Answer(objections_of(here.store, own.noted("bezwaren bekeken")))


@router.put(
    "/{werkzoekendeId}/bezwaren/{bezwaarId}/antwoord", summary="Een bezwaar beantwoorden", response_model=Bezwaren
)
def answer(own: Own, here: Here, objection_id: ObjectionPath, wanted: BezwaarBeantwoorden) -> Answer:
    """Geeft antwoord op een bezwaar; de persoon leest het."""
    here.store.objections.answer(own.client_id, objection_id, wanted.answer, own.caller.act("bezwaar beantwoord"))
    return Answer(objections_of(here.store, own.client_id))


def _people(here: Context, caller: Caller) -> list[StoredClient]:
    found = here.store.clients.these(here.store.caseload.of_coach(caller.account.id))
    return sorted(found, key=lambda one: (one.client.name.casefold(), one.client.id))


def _searched(one: StoredClient) -> str:
    return f"{one.client.name}\n{one.client.id}\n{one.client.home.place}".casefold()


def _page(here: Context, caller: Caller, people: list[StoredClient], offset: int, top: int) -> Answer:
    """Return one page, and log of each who is on it that this coach saw them."""
    shown = people[offset : offset + top]
    here.store.log.note(caller.act("in de caseload gezien"), [one.client.id for one in shown])
    parts = here.store.caseload.parts_of(caller.account.id)
    return Answer(
        Caseload(
            people=[
                InCaseload(
                    id=one.client.id,
                    name=one.client.name,
                    municipality=one.client.municipality,
                    place=one.client.home.place,
                    part=parts[one.client.id],
                    automatic=one.automatic,
                )
                for one in shown
            ],
            total=len(people),
        )
    )
