"""What a client sees and decides: only about themselves. Nothing of this is in the log of who looked."""

from fastapi import APIRouter, Response, status

from api.access import Caller, Me
from api.carers import carers_of
from api.consents import consents_of, objections_of
from api.context import Context, Here, InUse
from api.profile import history_of, profile_of
from api.routes.people import ConsentPath
from api.schemas.base import Answer, Offset, Top, VacancyPath
from api.schemas.caseload import (
    BezwaarMaken,
    Bezwaren,
    Toestemmingen,
    ToestemmingZetten,
    Volgorde,
    VolgordeZetten,
)
from api.schemas.management import Begeleiders
from api.schemas.me import (
    Bewaartermijn,
    Inzage,
    Inzagen,
    NietVoorMij,
    NietVoorMijLijst,
    NietVoorMijZetten,
    Verslag,
    Verslagen,
    Wensen,
    WensenZetten,
)
from api.schemas.person import Geschiedenis, Profiel
from api.schemas.profile_change import ProfielWijziging
from matcher.consent import Consent
from matcher.roles import Role
from pipelines.correcting import correct
from pipelines.explained import check_known, titles_of
from pipelines.leaving import forget_client
from pipelines.retention import keep_me
from pipelines.retention_terms import terms_of
from pipelines.service import Service
from pipelines.settings import now
from pipelines.store.access_log import SYSTEM
from pipelines.taking_along import everything_of

router = APIRouter(prefix="/me", tags=["ik"])


@router.get("", summary="Uw profiel", response_model=Profiel)
def profile(me: Me, here: Here, service: InUse) -> Answer:
    """Geeft alles wat er in uw profiel staat."""
    return Answer(profile_of(service, here.store.clients.get(me.client_id)))


@router.patch("", summary="Uw profiel verbeteren", response_model=Profiel)
def change(me: Me, service: InUse, wanted: ProfielWijziging) -> Answer:
    """Verbetert uw profiel; wat ontbreekt blijft, null maakt leeg. Wat u verbetert blijft staan, ook na inlezen."""
    return Answer(profile_of(service, correct(service, me.client_id, wanted.fields(), me.act("profiel verbeterd"))))


@router.delete("", summary="Uw account en gegevens verwijderen", status_code=status.HTTP_204_NO_CONTENT)
def leave(me: Me, here: Here) -> Response:
    """Verwijdert uw account en alles wat hier over u bewaard wordt, meteen en voorgoed. Heeft geen gevolg voor u."""
    forget_client(here.store, me.client_id)
    return Response(status_code=status.HTTP_204_NO_CONTENT)


@router.get("/geschiedenis", summary="Wie veranderde wat", response_model=Geschiedenis)
def history(me: Me, here: Here) -> Answer:
    """Geeft wie welke velden van uw profiel veranderde, en wanneer."""
    changes = here.store.history.of(me.client_id)
    return Answer(history_of(changes, {one.who: here.store.accounts.name_of(one.who) for one in changes}))


@router.get("/begeleiders", summary="Wie u begeleidt", response_model=Begeleiders)
def carers(me: Me, here: Here) -> Answer:
    """Geeft wie u begeleidt. Alleen zij kunnen uw profiel zien."""
    return Answer(carers_of(here.store, me.client_id))


@router.get("/inzagen", summary="Wie keek er in uw gegevens", response_model=Inzagen)
def accesses(me: Me, here: Here, top: Top = 100, offset: Offset = 0) -> Answer:
    """Geeft wie uw gegevens las of veranderde, waarvoor, en wanneer."""
    found = here.store.log.of(me.client_id)
    return Answer(
        Inzagen(
            accesses=[
                Inzage(
                    at=one.at,
                    who=here.store.accounts.name_of(one.who),
                    role="systeem" if one.role == SYSTEM else Role.of(one.role).label,
                    what=one.what,
                    purpose=one.purpose.label,
                )
                for one in found[offset : offset + top]
            ],
            total=len(found),
        )
    )


@router.get("/wensen", summary="Het werk dat u wilt", response_model=Wensen)
def wishes(me: Me, here: Here) -> Answer:
    """Geeft het werk dat u wilt, en het werk dat u niet wilt."""
    return Answer(_wishes(here, me))


@router.put("/wensen", summary="Zeggen welk werk u wilt", response_model=Wensen)
def set_wishes(me: Me, here: Here, service: InUse, wanted: WensenZetten) -> Answer:
    """Zet wat u wilt en niet wilt. Een wens telt mee; wat u niet wilt valt af."""
    fields = {"wishes": list(wanted.wishes), "exclusions": list(wanted.exclusions)}
    correct(service, me.client_id, fields, me.act("wensen gezet"))
    return Answer(_wishes(here, me))


@router.get("/niet-voor-mij", summary="Wat u niet wilt", response_model=NietVoorMijLijst)
def not_for_me(me: Me, here: Here, service: InUse) -> Answer:
    """Geeft de vacatures die u wegzette. Niemand anders ziet dit, en het telt nergens anders mee."""
    return Answer(_not_for_me(here, me, service))


@router.put("/niet-voor-mij/{vacatureId}", summary="Niet voor mij", response_model=NietVoorMijLijst)
def put_not_for_me(me: Me, here: Here, service: InUse, vacancy: VacancyPath, wanted: NietVoorMijZetten) -> Answer:
    """Zet een vacature weg uit uw eigen lijst; waarom hoeft u niet te zeggen."""
    check_known(service, me.client_id, vacancy)
    here.store.feedback.put(me.client_id, vacancy, wanted.reason or "", now())
    return Answer(_not_for_me(here, me, service))


@router.delete("/niet-voor-mij/{vacatureId}", summary="Toch wel", status_code=status.HTTP_204_NO_CONTENT)
def drop_not_for_me(me: Me, here: Here, vacancy: VacancyPath) -> Response:
    """Haalt een vacature terug die u wegzette."""
    here.store.feedback.drop(me.client_id, vacancy)
    return Response(status_code=status.HTTP_204_NO_CONTENT)


@router.put("/volgorde", summary="Automatische volgorde aan of uit", response_model=Volgorde)
def set_order(me: Me, here: Here, wanted: VolgordeZetten) -> Answer:
    """Zet voor u de volgorde op punten aan of uit. Uit: dezelfde vacatures, zonder punten."""
    here.store.clients.set_automatic(me.client_id, automatic=wanted.automatic, act=me.act("volgorde gezet"))
    return Answer(Volgorde(automatic=wanted.automatic))


@router.get("/toestemmingen", summary="Waar u ja tegen zei", response_model=Toestemmingen)
def consents(me: Me, here: Here) -> Answer:
    """Geeft waar u ja tegen zei. Zonder ja is het nee."""
    return Answer(consents_of(here.store, me.client_id))


@router.put("/toestemmingen/{soort}", summary="Ja of nee zeggen", response_model=Toestemmingen)
def set_consent(me: Me, here: Here, kind: ConsentPath, wanted: ToestemmingZetten) -> Answer:
    """Zegt ja of nee. Nee werkt meteen en heeft geen gevolg voor wat u verder krijgt."""
    here.store.consents.set(me.client_id, Consent.of(kind), wanted.given, who=me.account.id, at=now())
    return Answer(consents_of(here.store, me.client_id))


@router.get("/bezwaren", summary="Waar u het niet mee eens bent", response_model=Bezwaren)
def objections(me: Me, here: Here) -> Answer:
    """Geeft uw bezwaren met het antwoord."""
    return Answer(objections_of(here.store, me.client_id))


@router.post("/bezwaren", summary="Bezwaar maken", status_code=status.HTTP_201_CREATED, response_model=Bezwaren)
def object_to(me: Me, here: Here, wanted: BezwaarMaken) -> Answer:
    """Zegt waar u het niet mee eens bent; uw werkcoach leest het en antwoordt."""
    here.store.objections.add(me.client_id, wanted.about, wanted.text, now())
    return Answer(objections_of(here.store, me.client_id), status_code=status.HTTP_201_CREATED)


@router.get("/verslagen", summary="Lijsten die over u gemaakt zijn", response_model=Verslagen)
def records(me: Me, here: Here, top: Top = 100, offset: Offset = 0) -> Answer:
    """Geeft welke lijsten u of uw werkcoach zag."""
    found = here.store.records.of(me.client_id)[offset : offset + top]
    return Answer(
        Verslagen(records=[Verslag(id=one.id, at=one.at, kind=one.kind, shown_to=one.shown_to) for one in found])
    )


@router.get("/bewaartermijn", summary="Hoe lang uw gegevens blijven", response_model=Bewaartermijn)
def retention(me: Me, here: Here) -> Answer:
    """Geeft hoe lang uw gegevens blijven, en of er een bericht is dat ze weggaan."""
    return Answer(_retention(here, me))


@router.put("/bewaartermijn", summary="Mijn gegevens bewaren", response_model=Bewaartermijn)
def keep(me: Me, here: Here) -> Answer:
    """Zegt dat uw gegevens moeten blijven; de termijn begint opnieuw."""
    keep_me(here.store, me.client_id, now())
    return Answer(_retention(here, me))


@router.get(
    "/download",
    summary="Al uw gegevens meenemen",
    response_class=Response,
    responses={200: {"content": {"application/json": {"schema": {"type": "object"}}}}},
)
def download(me: Me, service: InUse) -> Response:
    """Geeft alles wat hier over u bewaard wordt, in één bestand."""
    content = everything_of(service, me.client_id)
    return Response(
        content,
        media_type="application/json",
        headers={"Content-Disposition": 'attachment; filename="mijn-gegevens.json"'},
    )


def _wishes(here: Context, me: Caller) -> Wensen:
    client = here.store.clients.get(me.client_id).client
    return Wensen(wishes=[one.text for one in client.wishes], exclusions=[one.text for one in client.exclusions])


def _not_for_me(here: Context, me: Caller, service: Service) -> NietVoorMijLijst:
    marked = here.store.feedback.of(me.client_id)
    titles = titles_of(service, me.client_id, [one.vacancy for one in marked])
    return NietVoorMijLijst(
        not_for_me=[
            NietVoorMij(vacancy=one.vacancy, title=titles.get(one.vacancy), reason=one.reason or None, at=one.at)
            for one in marked
        ]
    )


def _retention(here: Context, me: Caller) -> Bewaartermijn:
    notice = here.store.notices.of(me.client_id)
    days = terms_of(here.home).profile_days
    return Bewaartermijn(days=days, ends_at=None if notice is None else notice.ends_at)
