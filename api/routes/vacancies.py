"""Vacancies for a coach, and who fits one and agreed to be proposed."""

from fastapi import APIRouter

from api.access import Coach, Proposer
from api.context import Here, InUse
from api.schemas.base import Answer, VacancyPath
from api.schemas.candidates import Kandidaten, KandidatenVraag, NummerVraag, WieIsDit
from api.schemas.vacancy import Vacature
from api.schemas.vacancy_search import VacatureResultaten, VacatureVraag
from matcher.consent import Consent
from pipelines.candidates import candidates as candidates_for
from pipelines.candidates import whose_number
from pipelines.documents import in_text_document, vacancy_document
from pipelines.vacancy_search import search_vacancies

router = APIRouter(prefix="/vacatures", tags=["vacatures"])


@router.post("/_zoek", summary="Vacatures zoeken", response_model=VacatureResultaten)
def search(_: Coach, service: InUse, wanted: VacatureVraag) -> Answer:
    """Zoekt in titel, werkgever, plaats of nummer; de nieuwste eerst."""
    found = search_vacancies(service, wanted.term, place=wanted.place, offset=wanted.offset, top=wanted.top)
    return Answer(VacatureResultaten.model_validate(found))


@router.get("/{vacatureId}", summary="Eén vacature", response_model=Vacature)
def vacancy(_: Coach, service: InUse, vacancy: VacancyPath) -> Answer:
    """Geeft een vacature met haar tekst, en wat er in die tekst gelezen is."""
    text = service.market.texts([service.row(vacancy)])[0]
    document = vacancy_document(text) | {
        "in_text": in_text_document(service, text),
        "description": text["description"],
    }
    return Answer(Vacature.model_validate(document))


@router.post("/{vacatureId}/kandidaten/_zoek", summary="Wie past hierbij en wil dat", response_model=Kandidaten)
def candidates(caller: Proposer, service: InUse, vacancy: VacancyPath, wanted: KandidatenVraag) -> Answer:
    """Geeft wie hierbij past en ermee instemde voorgesteld te worden; namen alleen uit uw eigen caseload."""
    act = caller.act("voorgesteld bij een vacature")
    return Answer(Kandidaten.model_validate(candidates_for(service, vacancy, caller.account, act, wanted.top)))


@router.post("/{vacatureId}/kandidaten/_wie", summary="Van wie in uw caseload is dit nummer", response_model=WieIsDit)
def whose(caller: Proposer, here: Here, service: InUse, vacancy: VacancyPath, wanted: NummerVraag) -> Answer:
    """Zegt wie in uw eigen caseload een collega bedoelt, die bij een vacature alleen een nummer zag."""
    client_id = whose_number(service, vacancy, wanted.candidate, caller.account)
    here.store.log.note(caller.act("nummer bij een vacature opgezocht"), [client_id])
    client = here.store.clients.get(client_id).client
    agrees = client_id in here.store.consents.who_agreed(Consent.PROPOSED)
    return Answer(WieIsDit(client=client_id, name=client.name, agrees=agrees))
