"""Every refusal as the error of VUM: `code`, `message` and `details` as JSON, which is no problem document.

Nothing of the inside leaves: no statement, path, trace or value.
"""

import logging
from collections.abc import Mapping

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from api.vum.headers import answer_headers
from matcher.errors import InputError, InputErrors, NotFoundError, SignInError, SpringplankError, TooManyError

CODE_LENGTH, MESSAGE_LENGTH, DETAILS_LENGTH = 10, 500, 2000  # of the contract
UNKNOWN_RECORD = "er is geen gegeven met dit id, of het is niet meer beschikbaar"
LATER = "deze bron is nu niet te bereiken; probeer het later opnieuw"
SORRY = "er ging iets mis bij deze bron; probeer het later opnieuw"
BY_STATUS: Mapping[int, str] = {
    404: "dit adres bestaat niet in VUM",
    405: "deze methode kan hier niet; Allow noemt wat wel kan",
}
NOT_AUTHORIZED, BAD_REQUEST, TOO_MANY, OUT_OF_ORDER, BROKEN = 401, 400, 429, 503, 500
log = logging.getLogger("springplank.vum")


def refusal(
    request: Request, status: int, message: str, details: str = "", extra: Mapping[str, str] | None = None
) -> Response:
    """Return an answer that refuses; a 401 has no body."""
    headers = answer_headers(request.headers) | dict(extra or {})
    if status == NOT_AUTHORIZED:
        return Response(status_code=status, headers=headers)
    content = {"code": str(status)[:CODE_LENGTH], "message": message[:MESSAGE_LENGTH]}
    if details:
        content["details"] = details[:DETAILS_LENGTH]
    return JSONResponse(content, status, headers)


def add_refusals(app: FastAPI) -> None:
    """Let an app answer every error as VUM has it."""
    app.add_exception_handler(SpringplankError, _ours)
    app.add_exception_handler(HTTPException, _of_the_framework)
    app.add_exception_handler(Exception, _unforeseen)


async def _ours(request: Request, error: Exception) -> Response:
    if isinstance(error, SignInError):
        return refusal(request, NOT_AUTHORIZED, "")
    if isinstance(error, NotFoundError):
        return refusal(request, BAD_REQUEST, UNKNOWN_RECORD)
    if isinstance(error, TooManyError):
        return refusal(request, TOO_MANY, str(error), extra={"Retry-After": str(error.wait)})
    if isinstance(error, InputErrors):
        return refusal(request, BAD_REQUEST, "er klopt iets niet in wat u stuurde", str(error))
    if isinstance(error, InputError):
        return refusal(request, BAD_REQUEST, str(error))
    log.warning("%s", type(error).__name__)  # its text can name files and servers
    return refusal(request, OUT_OF_ORDER, LATER, extra={"Retry-After": "5"})


async def _of_the_framework(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else BROKEN
    extra = dict(getattr(error, "headers", None) or {})
    return refusal(request, status, BY_STATUS.get(status, "de aanvraag is niet te lezen"), extra=extra)


async def _unforeseen(request: Request, error: Exception) -> Response:
    # The sort of error and never its text or its trace: both may hold what someone sent.
    route = getattr(request.scope.get("route"), "path", "?")
    log.error("unforeseen %s in %s %s", type(error).__name__, request.method, route)
    return refusal(request, BROKEN, SORRY)
