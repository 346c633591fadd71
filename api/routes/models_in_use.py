"""Models, for the analyst: what calculates, and what it is made from. No person is in it."""

from typing import Annotated

from fastapi import APIRouter, Path

from api.access import Analyst
from api.context import Here, InUse
from api.schemas.base import ID, LONGEST_ID, Answer
from api.schemas.model import Gebruik, Model, ModelGeschiedenis, Modelkaart, Modellen
from matcher.errors import NotFoundError
from pipelines.model_cards import card_of
from pipelines.models_in_use import ModelInUse, models_of
from pipelines.service import Service

router = APIRouter(prefix="/modellen", tags=["modellen"])
ModelPath = Annotated[
    str, Path(alias="modelNaam", description="De naam van het model.", pattern=ID, max_length=LONGEST_ID)
]


@router.get("", summary="Welke modellen in gebruik zijn", response_model=Modellen)
def models(_: Analyst, here: Here, service: InUse) -> Answer:
    """Geeft wat er rekent: de volgorde, het koppelen van woorden, en welke vaardigheden op elkaar lijken."""
    return Answer(
        Modellen(
            models=[
                Model(
                    name=one.name,
                    role=one.role.label,
                    kind=one.kind.label,
                    version=one.version,
                    fingerprint=one.fingerprint,
                    since=next((use.at for use in here.store.model_uses.of(one.name)), None),
                )
                for one in models_of(service)
            ]
        )
    )


@router.get("/{modelNaam}/kaart", summary="De kaart van een model", response_model=Modelkaart)
def card(_: Analyst, service: InUse, name: ModelPath) -> Answer:
    """Geeft wat een model doet, waar het van gemaakt is, wat er gemeten is en waar het ophoudt."""
    return Answer(Modelkaart.model_validate(card_of(_model(service, name))))


@router.get("/{modelNaam}/geschiedenis", summary="Wanneer het in gebruik was", response_model=ModelGeschiedenis)
def history(_: Analyst, here: Here, service: InUse, name: ModelPath) -> Answer:
    """Geeft vanaf wanneer welke versie in gebruik was."""
    uses = here.store.model_uses.of(_model(service, name).name)
    return Answer(
        ModelGeschiedenis(uses=[Gebruik(at=one.at, version=one.version, fingerprint=one.fingerprint) for one in uses])
    )


def _model(service: Service, name: str) -> ModelInUse:
    found = next((one for one in models_of(service) if one.name == name), None)
    if found is None:
        raise NotFoundError("er is geen model met deze naam in gebruik; GET /v1/modellen noemt ze")
    return found
