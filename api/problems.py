"""Every refusal as a problem (RFC 9457): one table from our errors to a status and a title, in Dutch.

Nothing of the inside leaves: no statement, path, trace or value. Invalid input is 400 with all mistakes together, as
the NLGov API Design Rules 2.2 ask.
"""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from api.mistakes import Mistake, mistakes_in_body, mistakes_of
from matcher.errors import (
    ConflictError,
    DeniedError,
    HistoryError,
    HomeError,
    InputError,
    InputErrors,
    MarketError,
    NotFoundError,
    PolicyError,
    PrincipleError,
    SignInError,
    SpringplankError,
    TamperError,
    TooManyError,
    TravelError,
    UnavailableError,
)

MEDIA_TYPE = "application/problem+json"
KINDS = "urn:springplank:probleem:"
log = logging.getLogger("springplank.api")


@dataclass(frozen=True, slots=True)
class Kind:
    """A sort of problem: its status, the end of its URN and its title. `shown` False: the message is for the log."""

    status: HTTPStatus
    name: str
    title: str
    shown: bool = True


OUT_OF_ORDER = Kind(
    HTTPStatus.SERVICE_UNAVAILABLE, "tijdelijk-niet-beschikbaar", "Nu even niet beschikbaar", shown=False
)
# The first class that fits counts, so a class stands before the one it inherits from.
TABLE: tuple[tuple[type[SpringplankError], Kind], ...] = (
    (PrincipleError, Kind(HTTPStatus.FORBIDDEN, "doel-niet-toegestaan", "Springplank dient dit doel niet")),
    (SignInError, Kind(HTTPStatus.UNAUTHORIZED, "niet-aangemeld", "U bent niet aangemeld")),
    (DeniedError, Kind(HTTPStatus.FORBIDDEN, "geen-toegang", "U heeft hier geen toegang toe")),
    (NotFoundError, Kind(HTTPStatus.NOT_FOUND, "niet-gevonden", "Niet gevonden")),
    (ConflictError, Kind(HTTPStatus.CONFLICT, "gaat-niet-samen", "Dit gaat niet samen met hoe het nu is")),
    (TooManyError, Kind(HTTPStatus.TOO_MANY_REQUESTS, "te-vaak", "Te vaak geprobeerd")),
    (UnavailableError, Kind(HTTPStatus.SERVICE_UNAVAILABLE, "tijdelijk-niet-beschikbaar", "Nu even niet beschikbaar")),
    (MarketError, OUT_OF_ORDER),
    (TravelError, OUT_OF_ORDER),
    (HistoryError, OUT_OF_ORDER),
    (PolicyError, OUT_OF_ORDER),
    (TamperError, OUT_OF_ORDER),
    (HomeError, OUT_OF_ORDER),
    (InputError, Kind(HTTPStatus.BAD_REQUEST, "ongeldige-invoer", "Er klopt iets niet in wat u stuurde")),
)
INVALID = TABLE[-1][1]
INVALID_DETAIL = "kijk bij fouten wat er niet klopt; er is niets veranderd"
UNKNOWN = Kind(HTTPStatus.INTERNAL_SERVER_ERROR, "fout", "Er ging iets mis bij ons")
LATER = "dit onderdeel is nu niet te gebruiken; de beheerder ziet waarom, probeer het later opnieuw"
SORRY = "er ging iets mis bij ons, er is niets half gedaan; probeer het opnieuw of meld het aan de beheerder"
# What the framework itself refuses.
BY_STATUS: Mapping[int, tuple[str, str, str]] = {
    400: ("ongeldige-invoer", "Er klopt iets niet in wat u stuurde", "de aanvraag is niet te lezen"),
    404: ("niet-gevonden", "Niet gevonden", "dit adres bestaat niet; alle adressen staan in /v1/openapi.json"),
    405: ("methode-niet-mogelijk", "Dit kan hier niet", "deze methode kan hier niet; Allow noemt wat wel kan"),
    413: ("te-groot", "Te veel in één keer", "wat u stuurde is te groot"),
    415: ("verkeerd-soort", "Dit soort inhoud lezen we niet", "stuur application/json"),
}


def problem(
    kind: Kind, detail: str, mistakes: Sequence[Mistake] = (), headers: Mapping[str, str] | None = None
) -> JSONResponse:
    """Return a problem as an answer."""
    content: dict[str, Any] = {
        "type": KINDS + kind.name,
        "title": kind.title,
        "status": int(kind.status),
        "detail": detail,
    }
    if mistakes:
        content["fouten"] = [{"plaats": one.place, "melding": one.message} for one in mistakes]
    return JSONResponse(content, int(kind.status), dict(headers or {}), media_type=MEDIA_TYPE)


def kind_of(error: SpringplankError) -> Kind:
    """Return what sort of problem an error is."""
    return next((kind for cls, kind in TABLE if isinstance(error, cls)), UNKNOWN)


def add_handlers(app: FastAPI) -> None:
    """Let an app answer every error that is foreseen with a problem; `frame.py` is the net under the rest."""
    app.add_exception_handler(SpringplankError, _ours)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _of_the_framework)


async def _ours(_request: Request, error: Exception) -> JSONResponse:
    kind = kind_of(error) if isinstance(error, SpringplankError) else UNKNOWN
    headers = {}
    if isinstance(error, SignInError):
        headers["WWW-Authenticate"] = "Bearer"
    if isinstance(error, TooManyError):
        headers["Retry-After"] = str(error.wait)
    if kind.status is HTTPStatus.SERVICE_UNAVAILABLE:
        log.warning("%s: %s", type(error).__name__, error)  # about files and servers: such errors name no person
        headers["Retry-After"] = "5"
    if isinstance(error, InputErrors):
        return problem(kind, INVALID_DETAIL, mistakes_in_body(error.mistakes))
    return problem(kind, str(error) if kind.shown else LATER, headers=headers)


async def _invalid(_request: Request, error: Exception) -> JSONResponse:
    mistakes = mistakes_of(error.errors()) if isinstance(error, RequestValidationError) else []
    return problem(INVALID, INVALID_DETAIL, mistakes)


async def _of_the_framework(_request: Request, error: Exception) -> JSONResponse:
    status = error.status_code if isinstance(error, HTTPException) else 500
    name, title, detail = BY_STATUS.get(
        status, BY_STATUS[400] if status < UNKNOWN.status else ("fout", UNKNOWN.title, SORRY)
    )
    headers = dict(getattr(error, "headers", None) or {})
    return problem(Kind(HTTPStatus(status), name, title), detail, headers=headers)
