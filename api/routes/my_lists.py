"""A client's own lists: suggestions, why, and courses. In no log; kept in a record that only opens with their key."""

from dataclasses import replace

from fastapi import APIRouter

from api.access import Me
from api.context import Here, InUse
from api.lists import list_of, why_of
from api.routes.lists import CoursesSought, Length, Trip
from api.schemas.base import Answer, Offset, VacancyPath
from api.schemas.course import Scholing
from api.schemas.lists import EigenLijst
from api.schemas.why import Waarom
from pipelines.settings import now
from pipelines.shown import Viewer, courses_shown, shown_to_client, why_shown

router = APIRouter(prefix="/me", tags=["ik"])


@router.get("/suggesties", summary="Werk dat bij u past", response_model=EigenLijst)
def suggestions(me: Me, here: Here, service: InUse, trip: Trip, top: Length = None, offset: Offset = 0) -> Answer:
    """Geeft werk dat bij u past binnen uw eigen grenzen, met waarom wel en waarom niet."""
    wanted = replace(trip, top=top, offset=offset)
    document = shown_to_client(service, here.store.clients.get(me.client_id), wanted, now())
    return Answer(list_of(here.store, document, EigenLijst))


@router.get("/suggesties/{vacatureId}", summary="Waarom wel of niet", response_model=Waarom)
def why(me: Me, here: Here, service: InUse, trip: Trip, vacancy: VacancyPath) -> Answer:
    """Geeft het volledige verhaal van u en één vacature, ook als die afviel of door uw werkcoach opgeschreven is."""
    stored = here.store.clients.get(me.client_id)
    return Answer(why_of(here.store, why_shown(service, stored, vacancy, Viewer.client(now()), trip)))


@router.get("/scholing", summary="Cursussen die werk openen", response_model=Scholing)
def courses(me: Me, here: Here, service: InUse, wanted: CoursesSought) -> Answer:
    """Geeft welke cursussen voor u het meeste werk openen, en wat u al kunt."""
    stored = here.store.clients.get(me.client_id)
    return Answer(Scholing.model_validate(courses_shown(service, stored, wanted, Viewer.client(now()))))
