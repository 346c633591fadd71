"""Reading what a party asks: who it is, and the question in the body, bounded before it is looked at."""

import json
from collections.abc import Callable, Mapping
from typing import Any, NoReturn

from fastapi import Request

from api.vum.headers import party_of
from api.vum.limits import Terms
from matcher.errors import InputError, InputErrors, SignInError
from pipelines.vum.source import Party

# Who the other end of the connection is, by its OIN; None when it may not ask. Mutual TLS ends before this app.
Authenticate = Callable[[Request], str | None]

JSON_TYPES = frozenset({"application/json"})


def asking_party(request: Request, authenticate: Authenticate, terms: Terms) -> Party:
    """Return who asks; SignInError for someone who may not, InputErrors for headers that are not as they must be."""
    connection = authenticate(request)
    if connection is None:
        raise SignInError("deze verbinding hoort niet bij een partij die mag vragen")
    return party_of(request.headers, connection, terms)


async def body_of(request: Request, largest: int) -> Any:
    """Return the JSON in the body; InputError when it is none, or larger than a question can be."""
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if kind not in JSON_TYPES:
        raise InputError("stuur de vraag als application/json")
    # What says beforehand that it is too large is not read at all: the server around this app would refuse it while we
    # read, with an error that is not of VUM. Ten digits say enough; Python refuses to read some thousands of them.
    declared = request.headers.get("content-length", "")[:10]
    if declared.isdecimal() and int(declared) > largest:
        raise InputError(f"de vraag is groter dan {largest} bytes")
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > largest:
            raise InputError(f"de vraag is groter dan {largest} bytes")
        parts.append(part)
    try:
        return json.loads(b"".join(parts), parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise InputError("de vraag is geen geldige JSON") from error


def question_in(body: Any, *, closed: bool) -> Mapping[str, Any]:
    """Return the `vraagObject` in a body; with `closed` nothing may stand beside it."""
    if not isinstance(body, dict) or not isinstance(body.get("vraagObject"), dict):
        raise InputErrors([("vraagObject", "is verplicht: een object")])
    if closed and len(body) > 1:
        others = sorted(str(name)[:40] for name in body if name != "vraagObject")[:10]
        raise InputErrors([(name, "mag hier niet staan") for name in others])
    found: Mapping[str, Any] = body["vraagObject"]
    return found


def _no_number(_name: str) -> NoReturn:
    raise ValueError("no number of JSON")
