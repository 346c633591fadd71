"""What attacks share: every place for text that the document of the interface has, and what the tables hold."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import quote

from sqlalchemy import select

from api.app import bare_app
from api.documented import document_of
from pipelines.candidates import number_of
from pipelines.store.tables import metadata
from tests.api.people import OWN
from tests.api.test_access_matrix import MATRIX, QUERY, people

LEAVE = ("DELETE", "/v1/me")  # who left cannot be attacked again
PART = re.compile(r"\{(\w+)\}")
JSON = {"Content-Type": "application/json"}
# What a session, a list that is shown and a profile that is read write down by themselves.
KEPT_BY_READING = frozenset({"access_log", "advice_records", "chain_heads", "sign_in_events", "model_uses"})
MOVES = frozenset({"seen_at"})  # of a session, at every request
OTHER_BASES = {"eigenVacature": {"soort": "toevoegen"}}  # a change has a vacancy of the market or one of its own


@dataclass(frozen=True, slots=True)
class Place:
    """One text in the body of a request: of which route, and where in the body; an index stands for a list."""

    key: tuple
    keys: tuple
    longest: int | None

    def __str__(self):
        return f"{' '.join(self.key)} {'.'.join(map(str, self.keys))}"

    def body(self, text, good):
        """The good body of the route with this text in its place."""
        start = OTHER_BASES.get(self.keys[0], good)
        return put(start, self.keys, text, schema_of(self.key))


def documented():
    """The document, with its paths as the server has them."""
    return document_of(bare_app())


DOCUMENT = documented()
SCHEMAS = DOCUMENT["components"]["schemas"]


def resolved(schema):
    """A schema itself, whether it is named, one of a choice with null, or written out."""
    if "$ref" in schema:
        return resolved(SCHEMAS[schema["$ref"].rsplit("/", 1)[1]])
    for joined in ("anyOf", "allOf"):
        if joined in schema and "properties" not in schema:  # else it says which of the properties go together
            return resolved(next(one for one in schema[joined] if one.get("type") != "null"))
    return schema


def operations():
    """Every operation of the document by method and path, as in the matrix."""
    for path, found in DOCUMENT["paths"].items():
        for method, operation in found.items():
            yield (method.upper(), f"/v1{path}"), operation


def schema_of(key):
    """The schema of the body of a route, None where it has none."""
    body = dict(operations())[key].get("requestBody")
    return None if body is None else body["content"]["application/json"]["schema"]


def texts_in(schema, keys=()):
    """Every place for free text in a schema."""
    schema = resolved(schema)
    if schema.get("type") == "object":
        for name, inner in schema.get("properties", {}).items():
            yield from texts_in(inner, (*keys, name))
    elif schema.get("type") == "array":
        yield from texts_in(schema["items"], (*keys, 0))
    elif schema.get("type") == "string" and "enum" not in schema and "const" not in schema:
        yield keys, schema.get("maxLength")


def text_places():
    """Every place for free text in a body of the interface."""
    return [
        Place(key, keys, longest)
        for key, operation in operations()
        if "requestBody" in operation
        for keys, longest in texts_in(schema_of(key))
    ]


def parts_of_paths():
    """Every part of an address that says what it is about, of the interface and of pages: the route and its name."""
    return [(key, name) for key in MATRIX if key != LEAVE for name in PART.findall(key[1])]


def parameters():
    """Every parameter behind the question mark: the route and the name."""
    return [
        (key, one["name"])
        for key, operation in operations()
        for one in operation.get("parameters", ())
        if one["in"] == "query"
    ]


def sample(schema):
    """Something that fits a schema, with nothing in it that may be left out."""
    schema = resolved(schema)
    if "enum" in schema:
        return schema["enum"][0]
    if schema["type"] == "object":
        return {name: sample(schema["properties"][name]) for name in schema.get("required", ())}
    plain = {"array": [], "string": "kok", "integer": 1, "number": 1.0, "boolean": True}
    return plain[schema["type"]]


def put(value, keys, text, schema):
    """The value with a text at a place; what lies on the way and is not there yet is made as the schema asks."""
    if not keys:
        return text
    schema, (first, *rest) = resolved(schema), keys
    if first == 0:
        return [put(sample(schema["items"]), rest, text, schema["items"])]
    inner = schema["properties"][first]
    start = (value or {}).get(first, sample(inner))
    return {**(value or sample(schema)), first: put(start, rest, text, inner)}


def somebody_for(served, key):
    """Who may call a route; an open one is called by nobody."""
    roles = MATRIX[key][0]
    return people(served)[roles[0]] if roles else None


def address(served, key, **changes):
    """The address of a route about what is there, with some parts written over; whatever is in a part, it is one."""
    parts = {
        "werkzoekendeId": OWN,
        "vacatureId": vacancy_of(served),
        "soort": "voorgesteld-worden",
        "bezwaarId": objection_of(served),
        "ingreepId": "geen",
        "modelNaam": "volgorde",
        "accountId": served.other_coach.account_id,
    }
    parts = {name: quote(part, safe="").replace(".", "%2E") for name, part in (parts | changes).items()}
    return PART.sub(lambda found: parts.get(found[1], "geen"), key[1]) + QUERY.get(key[1], "")


def good_body(served, key):
    """A body that is good for a route."""
    body = MATRIX[key][1] or {}
    if "{vacancy}" in body.values():
        body = body | {"vacature": vacancy_of(served)}
    if "{number}" in body.values():
        body = body | {"kandidaat": number_of(served.service(), vacancy_of(served), OWN)}
    return None if MATRIX[key][1] is None else body


def vacancy_of(served):
    """A vacancy that the market has."""
    found = served.ask(served.coach, "POST", "/v1/vacatures/_zoek", json={"aantal": 1})
    return found.json()["resultaten"][0]["vacature"]


def objection_of(served):
    """Something that OWN does not agree with."""
    here = served.store.objections
    return (here.of(OWN) or [here.add(OWN, "mijn niveau", "dat klopt niet", datetime.now(UTC))])[0].id


def tables(served, *, without=frozenset()):
    """Every row of every table, but what moves by itself."""
    found = {}
    with served.store.engine.connect() as connection:
        for table in metadata.sorted_tables:
            columns = [column for column in table.c if column.name not in MOVES]
            if table.name not in without:
                found[table.name] = sorted(map(repr, connection.execute(select(*columns))))
    return found


def strings_in(value):
    """Every text in an answer."""
    if isinstance(value, dict):
        return [text for inner in value.values() for text in strings_in(inner)]
    if isinstance(value, list):
        return [text for inner in value for text in strings_in(inner)]
    return [value] if isinstance(value, str) else []


def is_problem(answer, *statuses):
    """Whether an answer is a refusal with one of these statuses, as the interface has them."""
    return (
        answer.status_code in statuses
        and answer.headers["content-type"] == "application/problem+json"
        and answer.json()["status"] == answer.status_code
        and "API-Version" in answer.headers
    )
