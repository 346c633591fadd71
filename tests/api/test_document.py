"""The document of the interface keeps to the NLGov REST API Design Rules, and whatever it refers to is in it."""

import json
import re

import pytest

from api.app import bare_app
from api.documented import document_of
from tests.api.people import World, home_to_change
from tests.homes import springplank, springplank_process

KEBAB = re.compile(r"/(?:(?:_?[a-z]+(?:-[a-z]+)*|\{[a-z][A-Za-z]*\})(?:/|$))+")
CAMEL = re.compile(r"[a-z][A-Za-z0-9]*")
# What no address may hold, for addresses end up in logs and histories: who somebody is, or words about them.
ABOUT_SOMEBODY = frozenset({"naam", "weergavenaam", "zoekterm", "postcode", "woonplaats", "email", "telefoon", "bsn"})
CHANGES = frozenset({"post", "put", "patch", "delete"})
ALLOWED = frozenset({"get", "head", "options"}) | CHANGES  # /core/http-methods
# The words of JSON Schema 2020-12 that pydantic and we use, and `example` of OpenAPI.
ABOUT_ANYTHING = {"$ref", "type", "title", "description", "default", "example", "examples", "enum", "const", "format"}
OF_NUMBERS = {"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"}
OF_TEXT = {"minLength", "maxLength", "pattern", "contentMediaType", "contentEncoding"}
OF_LISTS = {"items", "prefixItems", "minItems", "maxItems", "uniqueItems"}
OF_OBJECTS = {"properties", "required", "additionalProperties"}
OF_CHOICES = {"anyOf", "oneOf", "allOf", "not"}
WORDS_OF_A_SCHEMA = ABOUT_ANYTHING | OF_NUMBERS | OF_TEXT | OF_LISTS | OF_OBJECTS | OF_CHOICES


@pytest.fixture(scope="module")
def document():
    return document_of(bare_app())


@pytest.fixture(scope="module")
def operations(document):
    return [
        (f"{method.upper()} {path}", method, operation)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    ]


def everywhere(value):
    """Every object in a document."""
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from everywhere(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from everywhere(inner)


def schemas_in(schema):
    """A schema with every one inside it."""
    yield schema
    inside = [*schema.get("properties", {}).values(), *schema.get("prefixItems", ())]
    inside += [one for name in ("anyOf", "oneOf", "allOf") for one in schema.get(name, ())]
    inside += [schema[name] for name in ("items", "additionalProperties", "not") if isinstance(schema.get(name), dict)]
    for inner in inside:
        yield from schemas_in(inner)


def test_it_says_whose_it_is_which_version_and_where(document):
    assert document["openapi"].startswith("3.")
    assert re.fullmatch(r"\d+\.\d+\.\d+", document["info"]["version"])
    assert document["info"]["contact"].keys() == {"name", "url", "email"}
    assert [one["url"] for one in document["servers"]] == ["/v1"]


def test_a_home_that_says_whom_to_ask_is_asked_itself(tmp_path):
    folder = home_to_change(tmp_path / "huis")
    told = {"name": "Team Werk", "url": "https://voorbeeld.example/werk", "email": "werk@voorbeeld.example"}
    with (folder / "springplank.toml").open("a", encoding="utf-8") as file:
        file.write("\n[contact]\n" + "".join(f'{name} = "{value}"\n' for name, value in told.items()))
    served = World(folder)

    shown = served.ask(None, "GET", "/v1/openapi.json").json()["info"]["contact"]

    served.close()
    assert shown == told


def test_whatever_it_refers_to_is_in_it_and_nothing_is_in_it_for_nothing(document):
    used = {one["$ref"] for one in everywhere(document) if isinstance(one.get("$ref"), str)}

    assert used == {f"#/components/schemas/{name}" for name in document["components"]["schemas"]}


def test_every_rule_of_a_schema_is_a_word_that_readers_of_schemas_know(document):
    """Where pydantic cannot place a bound it writes its own word, such as `ge`, which binds nobody."""
    outside = [one["schema"] for one in everywhere(document["paths"]) if isinstance(one.get("schema"), dict)]
    found = [inner for one in (*document["components"]["schemas"].values(), *outside) for inner in schemas_in(one)]

    assert len(found) > 500
    assert {name for one in found for name in one if not name.startswith("x-")} - WORDS_OF_A_SCHEMA == set()


def test_addresses_are_in_small_letters_with_hyphens_and_do_not_end_in_a_slash(document):
    assert [path for path in document["paths"] if not KEBAB.fullmatch(path) or path.endswith("/")] == []


def test_names_of_parameters_and_fields_are_camel_case(document, operations):
    parameters = {
        one["name"]
        for _, _, operation in operations
        for one in operation.get("parameters", ())
        if one["in"] != "header"
    }
    fields = {name for schema in document["components"]["schemas"].values() for name in schema.get("properties", ())}

    assert len(fields) > 100
    assert [name for name in parameters | fields if not CAMEL.fullmatch(name)] == []


def test_no_address_holds_anything_about_somebody(operations):
    named = {
        (name, one["name"])
        for name, _, operation in operations
        for one in operation.get("parameters", ())
        if one["in"] in {"query", "path"} and one["name"] in ABOUT_SOMEBODY
    }

    assert named == set()


def test_every_operation_has_a_name_of_its_own_a_tag_and_words(document, operations):
    tags = {one["name"] for one in document["tags"]}
    ids = [operation["operationId"] for _, _, operation in operations]

    assert len(ids) == len(set(ids)) > 50
    assert {method for _, method, _ in operations} <= ALLOWED
    for name, _, operation in operations:
        assert operation["summary"], name
        assert operation["description"].endswith("."), name
        assert operation["tags"], name
        assert set(operation["tags"]) <= tags, name


def test_every_answer_has_a_version_and_every_refusal_is_a_problem(operations):
    for name, method, operation in operations:
        for status, answer in operation["responses"].items():
            assert "API-Version" in answer["headers"], (name, status)
            if int(status) >= 400:
                assert set(answer["content"]) == {"application/problem+json"}, (name, status)
        assert {"500", "503"} <= operation["responses"].keys(), name
        if method in CHANGES:
            assert "413" in operation["responses"], name


def test_every_list_of_choices_and_every_object_says_what_it_is(document):
    silent = [name for name, schema in document["components"]["schemas"].items() if not schema.get("description")]

    assert silent == []


def test_the_command_prints_the_document_and_nothing_else(document):
    ran = springplank("openapi")

    assert ran.status == 0
    assert ran.err == ""
    assert ran.document == json.loads(json.dumps(document))


def test_the_command_needs_no_home_key_or_database(tmp_path, document):
    nowhere = {
        "SPRINGPLANK_HOME": str(tmp_path / "nergens"),
        "SPRINGPLANK_KEY_FILE": str(tmp_path / "geen-sleutel"),
        "SPRINGPLANK_DATABASE_URL": "postgresql+psycopg://niemand@127.0.0.1:1/niets",
    }

    ran = springplank_process("openapi", cwd=tmp_path, **nowhere)

    assert (ran.status, ran.err) == (0, "")
    assert ran.document == json.loads(json.dumps(document))
    assert list(tmp_path.iterdir()) == []
