"""Whether the service works: for whoever keeps it running."""

from importlib.metadata import version

from fastapi import APIRouter, Response
from sqlalchemy import text

from api.access import Administrator, Anybody
from api.context import Here
from api.metrics import MEDIA_TYPE
from api.schemas.base import Answer
from api.schemas.working import Gereedheid, Gezondheid
from pipelines.store.connection import reading

# Why is for the log: it may name files, and this route is open to all.
REFUSED = "de laatste publicatie is geweigerd, de vorige blijft in dienst; de beheerder ziet waarom"
router = APIRouter(tags=["werking"])


@router.get("/gezondheid", summary="Draait de dienst?", response_model=Gezondheid)
def health(_: Anybody) -> Answer:
    """Zegt of het proces antwoordt. Kijkt niet naar de database; daarvoor is gereedheid."""
    return Answer(Gezondheid(status="goed", version=version("springplank")))


@router.get("/gereedheid", summary="Kan de dienst vragen beantwoorden?", response_model=Gereedheid)
def readiness(_: Anybody, here: Here) -> Answer:
    """Zegt of er een markt in dienst is en of de database bereikbaar is; anders een probleem met status 503."""
    with reading(here.store.engine) as connection:
        connection.execute(text("SELECT 1"))
    market = here.served.current().market.market
    trouble = REFUSED if here.served.trouble else None
    return Answer(Gereedheid(status="gereed", market=market.id, vacancies=len(market), trouble=trouble))


@router.get(
    "/metrieken",
    summary="Metingen voor Prometheus",
    response_class=Response,
    responses={200: {"content": {MEDIA_TYPE: {"schema": {"type": "string"}}}}},
)
def metrics(_: Administrator, here: Here) -> Response:
    """Geeft tellingen en tijden per route. Er staat niets over personen in."""
    here.served.look()  # so that they are about now, also when nobody else asked anything for a while
    return Response(here.metrics.text(), media_type=MEDIA_TYPE)
