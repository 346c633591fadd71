"""The OpenAPI document: in Dutch, with every status that a route can give, and nothing that needs a home to make."""

from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute, RouteContext

from api.access import SAFE, declared, routes_of
from api.code_lists import SCHEMAS, with_dutch_lists
from api.problems import BY_STATUS, MEDIA_TYPE
from api.schemas.problem import Probleem
from api.sign_in.cookies import PREFIX, SESSION
from api.version import API_VERSION
from pipelines.contact import NOBODY_YET, Contact
from pipelines.publication.principle import PRINCIPLE

TITLE = "Springplank"
PROBLEM = {"$ref": SCHEMAS + Probleem.__name__}
FRAMEWORK_SAYS, DONE = "Successful Response", "Gelukt"
WORDS = {
    400: BY_STATUS[400][1],
    401: "U bent niet aangemeld",
    403: "U heeft hier geen toegang toe, of Springplank dient dit doel niet",
    404: "Niet gevonden",
    409: "Dit gaat niet samen met hoe het nu is",
    413: BY_STATUS[413][1],
    415: BY_STATUS[415][1],
    429: "Te vaak geprobeerd",
    500: "Er ging iets mis bij ons",
    503: "Nu even niet beschikbaar",
}
SECURITY = {
    "token": {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "JWT",
        "description": "Een toegangstoken van de aanbieder waar uw organisatie zich aanmeldt.",
    },
    "sessie": {
        "type": "apiKey",
        "in": "cookie",
        "name": SESSION,
        "description": "De sessie van wie zich in een browser aanmeldde; verander iets met X-Form-Token erbij. "
        f"Over https heet het cookie {PREFIX}{SESSION}.",
    },
}


def document_of(app: FastAPI) -> dict[str, Any]:
    """Return the document of an app, made once; `app.state.contact` is whom to ask, an example when not set."""
    if app.openapi_schema is None:
        found = get_openapi(
            title=TITLE,
            version=API_VERSION,
            description=f"Vacatures en scholing die passen, met de redenen erbij. {PRINCIPLE}",
            routes=app.routes,
            license_info={"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
            servers=[{"url": "/v1", "description": "Deze installatie"}],
            tags=[{"name": name, "description": words} for name, words in TAGS.items()],
        )
        contact: Contact = getattr(app.state, "contact", NOBODY_YET)
        found["info"]["contact"] = contact.document()  # afterwards: to check it FastAPI wants one more package
        app.openapi_schema = _finished(found, app)
    return app.openapi_schema


NULL = {"type": "null"}
MAY_BE_NULL = "x-mag-leeg"  # on a field of a request that null empties
TAGS = {
    "werkzoekenden": "Voor de werkcoach: de eigen caseload.",
    "suggesties": "Voor de werkcoach: vacatures bij een werkzoekende, met de redenen.",
    "scholing": "Voor de werkcoach: cursussen die werk openen.",
    "vacatures": "Voor de werkcoach: vacatures, en wie daarbij past en dat wil.",
    "ik": "Voor de cliënt: alleen over uzelf.",
    "modellen": "Voor de analist: wat er rekent; nooit over een persoon.",
    "beheer": "Voor de functioneel beheerder.",
    "werking": "Of de dienst werkt.",
}


def _finished(found: dict[str, Any], app: FastAPI) -> dict[str, Any]:
    found["components"].setdefault("securitySchemes", SECURITY)
    schemas = found["components"]["schemas"]
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    problem = Probleem.model_json_schema(ref_template=SCHEMAS + "{model}")
    schemas |= {**problem.pop("$defs"), Probleem.__name__: problem}  # no route gives it, so nobody else adds it
    routes = {
        (route.path_format, method.lower()): route
        for route in routes_of(app)
        if isinstance(route.original_route, APIRoute)
        for method in route.methods or ()
    }
    paths = found["paths"]
    for path, operations in paths.items():
        for method, operation in operations.items():
            _finish(operation, method.upper(), routes[path, method])
    found["paths"] = {path.removeprefix("/v1"): operations for path, operations in paths.items()}
    finished: dict[str, Any] = _without_null(found)
    return with_dutch_lists(finished)


def _finish(operation: dict[str, Any], method: str, route: RouteContext) -> None:
    roles = declared(route)
    operation["security"] = [{"token": []}, {"sessie": []}] if roles else []
    if roles:
        operation["x-rollen"] = [role.value for role in roles]
    answers = operation["responses"]
    answers.pop("422", None)
    for status in statuses_of(operation, method, closed=bool(roles)):
        answers[str(status)] = {"description": WORDS[status], "content": {MEDIA_TYPE: {"schema": PROBLEM}}}
    for answer in answers.values():
        if answer["description"] == FRAMEWORK_SAYS:
            answer["description"] = DONE
        answer.setdefault("headers", {})["API-Version"] = {
            "description": "De versie van deze interface.",
            "required": True,
            "schema": {"type": "string", "example": API_VERSION},
        }
    operation["responses"] = dict(sorted(answers.items()))


def statuses_of(operation: Mapping[str, Any], method: str, *, closed: bool) -> list[int]:
    """Return the statuses of problems that an operation can give."""
    found = [500, 503]
    if closed:
        found += [401, 403, 429]
    if closed or operation.get("parameters") or method not in SAFE:
        found.append(400)
    if any(one["in"] == "path" for one in operation.get("parameters", ())) or closed:
        found.append(404)
    if method not in SAFE:
        found += [409, 413]
    return sorted(found)


def _without_null(value: Any) -> Any:
    """Return the document with "or null" taken out of what is optional in an answer: there it is left out instead."""
    if isinstance(value, list):
        return [_without_null(item) for item in value]
    if not isinstance(value, dict):
        return value
    options = value.get("anyOf")
    if options and NULL in options and not value.get(MAY_BE_NULL):
        rest = [option for option in options if option != NULL]
        same = {key: item for key, item in value.items() if key != "anyOf"}
        value = same | ({"anyOf": rest} if len(rest) > 1 else {"allOf": rest} if "$ref" in rest[0] else rest[0])
    return {key: _without_null(item) for key, item in value.items() if key != MAY_BE_NULL}
