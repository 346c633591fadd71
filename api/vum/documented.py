"""The OpenAPI document of the source role, in Dutch, made from the same shapes that what leaves is checked with."""

from typing import Any

from api.vum.headers import EXPECTED, SUWI
from api.vum.limits import Terms
from pipelines.contact import NOBODY_YET, Contact
from pipelines.vum.asked import SEARCHED_PROFILE, SEARCHED_VACANCY
from pipelines.vum.forms import Day, Document, Form, Items, Shape, Text
from pipelines.vum.selecting import FARTHEST
from pipelines.vum.shapes import POSTCODE, SAFE_ID, VACATURE, VACATURE_MATCH, WERKZOEKENDE, WERKZOEKENDE_MATCH

TITLE = "VUM-bron van Springplank"
DESCRIPTION = (
    "De bronrol van VUM v3: vacatures, en profielen van mensen die daar zelf ja tegen zeiden. Zoekresultaten staan in"
    " een willekeurige volgorde. Vaardigheden, opleiding en reistijd zijn niet te zoeken. Een kenmerk of operator in"
    " een vraag die niet bekend is, telt niet mee. Wie vraagt, staat in het certificaat van de verbinding. Alleen wie"
    " bij de bron bekend is als tussenpersoon, mag voor een ander vragen."
)
ERROR = {
    "type": "object",
    "required": ["code", "message"],
    "properties": {
        "code": {"type": "string", "maxLength": 10},
        "message": {"type": "string", "maxLength": 500},
        "details": {"type": "string", "maxLength": 2000},
    },
}
STATUSES = {
    400: "De vraag klopt niet, of er is geen gegeven met dit id",
    401: "Deze partij mag niet vragen",
    429: "Te veel gevraagd",
    500: "Er ging iets mis bij deze bron",
    503: "Deze bron is nu niet te bereiken",
}


def vum_document(terms: Terms, contact: Contact = NOBODY_YET) -> Document:
    """Return the document; `contact` is whom to ask about the source."""
    schemas: dict[str, Any] = {"Error": ERROR}
    for shape in (VACATURE, VACATURE_MATCH, WERKZOEKENDE, WERKZOEKENDE_MATCH):
        _gather(shape, schemas)
    schemas["MPVacature"] = _question(list(SEARCHED_VACANCY))
    schemas["MPWerkzoekende"] = _question(list(SEARCHED_PROFILE))
    vacancies = _search("zoekVacatures", "Zoek vacatures", "MPVacature", "MPVacatureMatch", closed=False, terms=terms)
    profiles = _search(
        "zoekProfielen", "Zoek profielen", "MPWerkzoekende", "MPWerkzoekendeMatch", closed=True, terms=terms
    )
    return {
        "openapi": "3.1.0",
        "info": {"title": TITLE, "version": "3.0.0", "description": DESCRIPTION, "contact": contact.document()},
        "servers": [{"url": "/", "description": "Deze bron"}],
        "security": [{"verbinding": []}],
        "paths": {
            "/vacatures/matches": {"post": vacancies},
            "/vacatures/{idVacature}": {"get": _detail("vacature", "Een vacature", "idVacature", "Vacature")},
            "/werkzoekendeProfielen/matches": {"post": profiles},
            "/werkzoekendeProfielen/{idWerkzoekende}": {
                "get": _detail("profiel", "Een profiel", "idWerkzoekende", "Werkzoekende")
            },
        },
        "components": {
            "schemas": schemas,
            "securitySchemes": {
                "verbinding": {"type": "mutualTLS", "description": "PKIoverheid; het OIN staat in het certificaat."}
            },
        },
    }


def _gather(form: Form, schemas: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a form; every object gets its place among the schemas."""
    if isinstance(form, Shape):
        if form.name not in schemas:
            schemas[form.name] = {}  # so that it is there before what stands in it
            properties = {name: _gather(inner, schemas) for name, inner in form.fields.items()}
            required = {"required": list(form.required)} if form.required else {}
            schemas[form.name] = {
                "type": "object",
                "additionalProperties": False,
                "properties": properties,
                **required,
            }
        return _ref(form.name)
    if isinstance(form, Items):
        return {"type": "array", "items": _gather(form.of, schemas)}
    if isinstance(form, Day):
        return {"type": "string", "format": "date"}
    if isinstance(form, Text):
        limits = {"maxLength": form.longest, "pattern": form.pattern, "enum": sorted(form.values)}
        return {"type": "string"} | {name: limit for name, limit in limits.items() if limit}
    if form.values:
        return {"type": "integer", "enum": sorted(form.values)}
    return {"type": "integer", "minimum": form.low, "maximum": form.high}


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}


def _question(searched: list[str]) -> dict[str, Any]:
    area = {
        "type": "object",
        "required": ["afstand", "postcode"],
        "properties": {
            "afstand": {"type": "integer", "minimum": 0, "maximum": FARTHEST},
            "postcode": {"type": "string", "pattern": POSTCODE},
        },
    }
    known = {name: {"description": "Een voorwaarde met $eq, $gte, $lte, $lt, $all of $elemMatch."} for name in searched}
    return {"type": "object", "required": ["selectiegebied"], "properties": {"selectiegebied": area, **known}}


def _search(name: str, summary: str, asked: str, match: str, *, closed: bool, terms: Terms) -> dict[str, Any]:
    body: dict[str, Any] = {
        "type": "object",
        "required": ["vraagObject"],
        "properties": {"vraagObject": _ref(asked)},
    }
    if closed:
        body["additionalProperties"] = False
    answer = {
        "type": "object",
        "required": ["maximumAantalResultatenBereikt", "matches"],
        "additionalProperties": False,
        "properties": {
            "maximumAantalResultatenBereikt": {"type": "boolean"},
            "matches": {"type": "array", "maxItems": terms.results, "items": _ref(match)},
        },
    }
    return {
        "operationId": name,
        "summary": summary,
        "parameters": _headers(),
        "requestBody": {"required": True, "content": {"application/json": {"schema": body}}},
        "responses": _responses(answer),
    }


def _detail(name: str, summary: str, parameter: str, shape: str) -> dict[str, Any]:
    path = {"name": parameter, "in": "path", "required": True, "schema": {"type": "string", "pattern": SAFE_ID}}
    return {
        "operationId": name,
        "summary": summary,
        "parameters": [path, *_headers()],
        "responses": _responses(_ref(shape)),
    }


def _headers() -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "in": "header",
            "required": True,
            "description": f"{words[0].upper()}{words[1:]}.",
            "schema": {"type": "boolean"} if name == SUWI else {"type": "string", "pattern": pattern},
        }
        for name, (pattern, words) in EXPECTED.items()
    ]


def _responses(answer: dict[str, Any]) -> dict[str, Any]:
    given = {
        name: {"description": f"{words[0].upper()}{words[1:]}.", "schema": {"type": "string"}}
        for name, (_, words) in EXPECTED.items()
        if name != SUWI
    }
    found: dict[str, Any] = {
        "200": {"description": "Gevonden", "headers": given, "content": {"application/json": {"schema": answer}}}
    }
    for status, words in STATUSES.items():
        found[str(status)] = {"description": words, "headers": given}
        if status != 401:  # noqa: PLR2004 - the only one without a body
            found[str(status)]["content"] = {"application/json": {"schema": _ref("Error")}}
    return found
