"""Lists for a coach: vacancies for a client of their own, why, what was left out, and changing them."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Response, status

from api.context import Here, InUse
from api.lists import change_of, left_out_of, list_of, why_of
from api.own import Own
from api.schemas.base import ID, LONGEST_ID, Answer, Offset, VacancyPath
from api.schemas.course import Scholing
from api.schemas.lists import AfgevallenLijst, Ingreep, IngreepMaken, Lijst
from api.schemas.why import Waarom
from matcher.codes import Mode
from matcher.eligibility import Refusal
from matcher.errors import InputErrors
from matcher.interventions import Intervention
from matcher.plans import Limits
from pipelines.left_out import MOST, USUAL
from pipelines.own_order import intervene
from pipelines.reskill_documents import USUAL as USUAL_COURSES
from pipelines.reskill_documents import Sought
from pipelines.service import Wanted
from pipelines.shown import Viewer, courses_shown, left_out_shown, shown_to_coach, why_shown

router = APIRouter(prefix="/werkzoekenden/{werkzoekendeId}", tags=["suggesties"])

Length = Annotated[
    int | None,
    Query(
        alias="aantal",
        ge=1,
        le=100,
        description="Hoeveel vacatures van elk: wat past, wat bijna past, wat boven de grens ligt, en waar de reistijd "
        "onbekend van is. `vanaf` geldt ook voor elk. Standaard wat de gemeente koos.",
    ),
]
Modes = Annotated[
    list[Mode] | None,
    Query(alias="vervoer", max_length=5, description="Alleen deze manieren van reizen, voor één keer."),
]
Minutes = Annotated[
    int | None,
    Query(
        alias="maximaleReistijd",
        ge=1,
        le=300,
        description="Minuten enkele reis, voor één keer; wat boven de eigen grens ligt staat apart.",
    ),
]


def travelling(modes: Modes = None, minutes: Minutes = None) -> Wanted:
    """Return how to travel for this once."""
    return Wanted(modes=tuple(modes or ()), max_minutes=minutes)


Trip = Annotated[Wanted, Depends(travelling)]
Budget = Annotated[float | None, Query(alias="budget", ge=0, le=1_000_000, description="Hoogstens zoveel euro.")]
Weeks = Annotated[float | None, Query(alias="weken", ge=0, le=520, description="Hoogstens zoveel weken.")]
Plans = Annotated[bool, Query(alias="plannen", description="Ook plannen van een paar cursussen na elkaar.")]
ChangePath = Annotated[
    str, Path(alias="ingreepId", description="Het nummer van de ingreep.", pattern=ID, max_length=LONGEST_ID)
]
CoursesShown = Annotated[
    int,
    Query(
        alias="aantal",
        ge=1,
        le=100,
        description="Hoeveel cursussen van elk: wat werk opent, en wat helpt. `vanaf` geldt ook voor elk.",
    ),
]


def sought(
    plans: Plans = False,
    budget: Budget = None,
    weeks: Weeks = None,
    top: CoursesShown = USUAL_COURSES,
    offset: Offset = 0,
) -> Sought:
    """Return which courses were asked for."""
    return Sought(plan=plans, limits=Limits(euros=budget, weeks=weeks), top=top, offset=offset)


CoursesSought = Annotated[Sought, Depends(sought)]
Reason = Annotated[Refusal, Query(alias="reden", description="Waarom zij afvielen.")]
Page = Annotated[int, Query(alias="aantal", ge=1, le=MOST, description="Hoeveel er hoogstens in het antwoord staan.")]


@router.get("/suggesties", summary="Vacatures bij deze werkzoekende", response_model=Lijst)
def suggestions(own: Own, here: Here, service: InUse, trip: Trip, top: Length = None, offset: Offset = 0) -> Answer:
    """Geeft wat past binnen de eigen grenzen, met redenen voor en tegen, wat bijna past, en wat afviel met waarom."""
    wanted = replace(trip, top=top, offset=offset)
    stored = here.store.clients.get(own.client_id)
    return Answer(list_of(here.store, shown_to_coach(service, stored, wanted, own.caller.act("lijst bekeken")), Lijst))


@router.get("/suggesties/{vacatureId}", summary="Waarom wel of niet", response_model=Waarom)
def why(own: Own, here: Here, service: InUse, trip: Trip, vacancy: VacancyPath) -> Answer:
    """Geeft het volledige verhaal van deze werkzoekende en één vacature, ook als die afviel of zelf opgeschreven is."""
    stored = here.store.clients.get(own.client_id)
    viewer = Viewer.coach(own.caller.act("waarom bekeken"))
    return Answer(why_of(here.store, why_shown(service, stored, vacancy, viewer, trip)))


@router.get("/afgevallen", summary="Wat afviel om één reden", response_model=AfgevallenLijst)
def left_out(
    own: Own, here: Here, service: InUse, trip: Trip, reason: Reason, top: Page = USUAL, offset: Offset = 0
) -> Answer:
    """Geeft de vacatures die om deze reden afvielen, met de uitleg; u kunt ze toch tonen."""
    wanted = replace(trip, top=top, offset=offset)
    stored = here.store.clients.get(own.client_id)
    return Answer(left_out_of(left_out_shown(service, stored, reason, own.caller.act("wat afviel bekeken"), wanted)))


@router.post("/ingrepen", summary="De lijst veranderen", status_code=status.HTTP_201_CREATED, response_model=Ingreep)
def change(own: Own, here: Here, service: InUse, wanted: IngreepMaken) -> Answer:
    """Voegt een vacature toe, toont wat afviel toch, legt opzij of verplaatst; de werkzoekende ziet dat en waarom."""
    if (wanted.vacancy is None) == (wanted.own is None):
        raise InputErrors([("vacature", "noem een vacature, of geef eigenVacature; niet allebei")])
    made = intervene(
        service,
        here.store.clients.get(own.client_id),
        Intervention.of(wanted.kind),
        wanted.vacancy or "",
        note=wanted.note,
        position=wanted.position,
        own=None if wanted.own is None else wanted.own.document(),
        record=wanted.record,
        act=own.caller.act(f"lijst veranderd: {wanted.kind}"),
    )
    return Answer(change_of(made, own.caller.account.name), status_code=status.HTTP_201_CREATED)


@router.delete("/ingrepen/{ingreepId}", summary="Een verandering terugnemen", status_code=status.HTTP_204_NO_CONTENT)
def undo(own: Own, here: Here, change_id: ChangePath) -> Response:
    """Neemt een verandering terug; wat daarvoor gold, geldt weer."""
    here.store.interventions.undo(own.client_id, change_id, own.caller.act("verandering teruggenomen"))
    return Response(status_code=status.HTTP_204_NO_CONTENT)


@router.get("/scholing", summary="Cursussen die werk openen", response_model=Scholing, tags=["scholing"])
def courses(own: Own, here: Here, service: InUse, wanted: CoursesSought) -> Answer:
    """Geeft welke cursussen het meeste werk openen binnen de eigen reistijd, en wat iemand al meebrengt."""
    stored = here.store.clients.get(own.client_id)
    viewer = Viewer.coach(own.caller.act("scholing bekeken"))
    return Answer(Scholing.model_validate(courses_shown(service, stored, wanted, viewer)))
