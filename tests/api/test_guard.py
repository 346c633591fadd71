"""The guard, over all that the service gives: its documents, its answers, its pages, its exports and its metrics."""

import copy

import pytest
from jinja2 import meta
from prometheus_client.parser import text_string_to_metric_families

from api.app import bare_app
from api.documented import document_of
from api.vum.documented import vum_document
from api.vum.limits import Terms
from tests.api.people import FOREIGN, OWN, World, home_to_change
from tests.api.test_access_matrix import CLOSED, MATRIX, ask, people
from tests.api.vum.asking import client_of, filled, search
from tests.api.walked import (
    ENVIRONMENT,
    TEMPLATES,
    fields_of_page,
    names_in_document,
    names_in_template,
)
from tests.homes import lasting
from tests.test_guard_out import caught, keys_of

# Reviewed: whether the service itself is well, and nothing about a person (`/v1/gezondheid`, as `/health` elsewhere).
OF_THE_SERVICE = frozenset({"gezondheid", "Gezondheid", "health_v1_gezondheid_get"})
# Reviewed: of Fetch, where it means the address of a site.
OF_BROWSERS = frozenset({"cross-origin-resource-policy", "access-control-allow-origin"})
NOTHING = frozenset()
LEAVE = ("DELETE", "/v1/me")
FORBIDDEN = "sanctiescore"
ORDER = {"PUT": 0, "POST": 0, "PATCH": 0, "GET": 1, "DELETE": 2}  # what is read is there by then, and not yet gone


def caught_in(names, reviewed=OF_THE_SERVICE):
    return {name: why for name in sorted(names - reviewed) if (why := caught(name))}


def headers_of(answer):
    return set(answer.headers) - OF_BROWSERS


# The documents.


@pytest.fixture(scope="module")
def document():
    return document_of(bare_app())


def test_no_name_in_the_document_of_the_interface_may_not_leave(document):
    names = names_in_document(document)

    assert len(names) > 500
    assert caught_in(names) == {}


def test_no_name_in_the_document_of_vum_may_not_leave():
    names = names_in_document(vum_document(Terms()))

    assert len(names) > 100
    assert caught_in(names, NOTHING) == {}


def test_what_was_reviewed_is_still_there(document):
    assert names_in_document(document) >= OF_THE_SERVICE


def add_path(document):
    document["paths"][f"/werkzoekenden/{{werkzoekendeId}}/{FORBIDDEN}"] = {}


def add_parameter_of_a_path(document):
    document["paths"][f"/werkzoekenden/{{{FORBIDDEN}}}"] = {}


def operation_of(document):
    return document["paths"]["/werkzoekenden"]["get"]


def add_parameter(document):
    operation_of(document)["parameters"].append({"name": FORBIDDEN, "in": "query", "schema": {"type": "string"}})


def add_header(document):
    operation_of(document)["responses"]["200"]["headers"][f"X-{FORBIDDEN}"] = {"schema": {"type": "string"}}


def add_tag(document):
    operation_of(document)["tags"].append(FORBIDDEN)


def add_operation(document):
    operation_of(document)["operationId"] = f"{FORBIDDEN}_get"


def add_scope(document):
    operation_of(document)["security"] = [{"token": [f"doel:{FORBIDDEN}"]}]


def add_role(document):
    operation_of(document)["x-rollen"] = [FORBIDDEN]


def add_schema(document):
    document["components"]["schemas"][FORBIDDEN.title()] = {"type": "object"}


def add_property(document):
    document["components"]["schemas"]["Profiel"]["properties"][FORBIDDEN] = {"type": "integer"}


def add_deep_property(document):
    deep = {"anyOf": [{"type": "array", "items": {"type": "object", "properties": {FORBIDDEN: {}}}}]}
    document["components"]["schemas"]["Profiel"]["properties"]["description"] = deep


def add_value(document):
    document["components"]["schemas"]["Profiel"]["properties"]["niveau"] = {"enum": ["hoog", FORBIDDEN]}


def add_constant(document):
    document["components"]["schemas"]["Profiel"]["properties"]["niveau"] = {"const": FORBIDDEN}


@pytest.mark.parametrize(
    "add",
    [
        add_path,
        add_parameter_of_a_path,
        add_parameter,
        add_header,
        add_tag,
        add_operation,
        add_scope,
        add_role,
        add_schema,
        add_property,
        add_deep_property,
        add_value,
        add_constant,
    ],
)
def test_a_name_that_may_not_leave_is_found_wherever_it_stands(document, add):
    planted = copy.deepcopy(document)
    add(planted)

    assert caught_in(names_in_document(planted))


# The answers.


@pytest.fixture(scope="module")
def filled_home():
    """A home in which everything was done once, so that no list is empty."""
    served = World(home_to_change(lasting() / "bewaakt"))
    vacancy = a_vacancy(served)
    said = {
        "/v1/me/niet-voor-mij/" + vacancy: {"reden": "te ver"},
        "/v1/me/wensen": {"wensen": ["kok"], "nietGewenst": ["slager"]},
        "/v1/me/toestemmingen/voorgesteld-worden": {"gegeven": True},
    }
    for path, body in said.items():
        assert served.ask(served.client, "PUT", path, json=body).status_code == 200
    objection = served.ask(served.client, "POST", "/v1/me/bezwaren", json={"over": "niveau", "tekst": "klopt niet"})
    assert objection.status_code == 201
    number = served.store.objections.of(OWN)[0].id
    answered = f"/v1/werkzoekenden/{OWN}/bezwaren/{number}/antwoord"
    assert served.ask(served.coach, "PUT", answered, json={"antwoord": "aangepast"}).status_code == 200
    yield served
    served.close()


def a_vacancy(served):
    listed = served.ask(served.coach, "GET", f"/v1/werkzoekenden/{OWN}/suggesties").json()
    return listed["resultaten"][-1]["vacature"]


def test_no_key_of_an_answer_may_not_leave(filled_home):
    vacancy = a_vacancy(filled_home)
    found, answered = {}, 0
    for key in sorted(CLOSED, key=lambda key: ORDER[key[0]]):
        if key == LEAVE:
            continue
        answer = ask(filled_home, people(filled_home)[MATRIX[key][0][0]], key, vacancy)
        if answer.headers.get("content-type", "").endswith("json"):
            answered += answer.status_code < 300
            if wrong := caught_in(keys_of(answer.json()) | headers_of(answer)):
                found[key] = wrong

    assert found == {}
    assert answered > 45


def test_no_key_of_an_open_answer_may_not_leave(filled_home):
    found = {}
    for (method, path), (roles, _) in MATRIX.items():
        if not roles and path != "/v1/openapi.json":
            answer = filled_home.ask(None, method, path)
            keys = keys_of(answer.json()) if answer.headers.get("content-type", "").endswith("json") else set()
            if wrong := caught_in(keys | headers_of(answer)):
                found[method, path] = wrong

    assert found == {}


def test_no_key_of_a_refusal_may_not_leave(filled_home):
    own, other = f"/v1/werkzoekenden/{OWN}", f"/v1/werkzoekenden/{FOREIGN}"
    coach, json_headers = filled_home.coach, {"Content-Type": "application/json"}
    refusals = {
        400: filled_home.ask(coach, "POST", f"{own}/ingrepen", json={"soort": "x", "positie": -1}),
        401: filled_home.ask(None, "GET", own),
        403: filled_home.ask(filled_home.client, "GET", own),
        404: filled_home.ask(coach, "GET", other),
        405: filled_home.ask(coach, "TRACE", own),
        409: filled_home.ask(
            filled_home.manager, "PATCH", f"/v1/accounts/{filled_home.manager.account_id}", json={"actief": False}
        ),
        413: filled_home.ask(coach, "PATCH", own, content=b"x" * 400_000, headers=json_headers),
    }

    assert [answer.status_code for answer in refusals.values()] == list(refusals)
    for answer in refusals.values():
        assert answer.json()["type"].startswith("urn:springplank:probleem:")
        assert caught_in(keys_of(answer.json()) | {answer.json()["type"]}) == {}


def test_no_key_of_an_answer_of_vum_may_not_leave():
    client = client_of(filled())
    answers = [
        search(client),
        search(client, "vacatures"),
        client.get("/vacatures/v-1"),
        client.get("/werkzoekendeProfielen/x-bram"),
        client.get("/werkzoekendeProfielen/x-cora"),
    ]

    assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 400]
    for answer in answers:
        assert caught_in(keys_of(answer.json()), NOTHING) == {}


# The exports and the metrics.


def test_no_key_of_what_a_client_takes_along_may_not_leave(filled_home):
    vacancy, client = a_vacancy(filled_home), filled_home.client
    assert filled_home.ask(client, "PUT", f"/v1/me/niet-voor-mij/{vacancy}", json={}).status_code == 200
    for path in ("suggesties", "scholing", f"suggesties/{vacancy}"):
        assert filled_home.ask(client, "GET", f"/v1/me/{path}").status_code == 200
    answer = filled_home.ask(filled_home.client, "GET", "/v1/me/download")
    taken = answer.json()

    assert taken["bezwaren"]
    assert taken["nietVoorMij"]
    assert taken["verslagen"]
    assert len(keys_of(taken)) > 80
    assert caught_in(keys_of(taken)) == {}


def test_no_metric_or_label_may_not_leave_or_holds_an_id(filled_home):
    vacancy = a_vacancy(filled_home)
    filled_home.ask(filled_home.coach, "GET", f"/v1/werkzoekenden/{OWN}/suggesties/{vacancy}")
    filled_home.ask(filled_home.coach, "GET", f"/v1/bestaat-niet/{OWN}")
    text = filled_home.ask(filled_home.manager, "GET", "/v1/metrieken").text
    families = list(text_string_to_metric_families(text))
    labels = [label for family in families for sample in family.samples for label in sample.labels.items()]

    assert {name for name, _ in labels} == {"method", "route", "status", "le"}
    assert caught_in({part for name, value in labels for part in (name, *value.split("/"))}) == {}
    assert caught_in({family.name for family in families}) == {}
    found = {value for name, value in labels if name == "route"}
    assert found <= {path for _, path in MATRIX} | {"onbekend"}
    assert "/v1/werkzoekenden/{werkzoekendeId}/suggesties/{vacatureId}" in found
    for one in (OWN, vacancy, filled_home.coach.account_id, filled_home.coach.name):
        assert one not in text


# The pages.


def templates():
    return sorted(TEMPLATES.rglob("*.html"))


def test_there_are_templates_to_look_at():
    assert len(templates()) >= 7


@pytest.mark.parametrize("path", templates(), ids=lambda path: path.name)
def test_no_variable_field_or_address_of_a_page_may_not_leave(path):
    source = path.read_text("utf-8")
    names = names_in_template(source) | fields_of_page(source)

    assert meta.find_undeclared_variables(ENVIRONMENT.parse(source)) <= names
    assert caught_in(names | {path.stem}) == {}


@pytest.mark.parametrize(
    "template",
    [
        "{{ fraude }}",
        "{{ client.fraude }}",
        "{{ client['fraude'] }}",
        "{% if client.fraude %}x{% endif %}",
        "{% for fraude in rows %}x{% endfor %}",
        "{{ rows | map(attribute='fraude') }}",
        "{% set fraude = 1 %}",
        "{% block fraude %}{% endblock %}",
        "{{ show(fraude=1) }}",
    ],
)
def test_a_variable_that_may_not_leave_is_found(template):
    assert caught_in(names_in_template(template))


@pytest.mark.parametrize(
    "page",
    [
        '<input name="fraude">',
        '<select id="fraude"></select>',
        '<label for="fraude">x</label>',
        '<form action="/werkzoekenden/fraude"></form>',
        '<a href="/fraude/{{ id }}">x</a>',
        '<option value="fraude">x</option>',
        '<p class="rood fraude">x</p>',
        '<p data-fraude="1">x</p>',
    ],
)
def test_a_field_that_may_not_leave_is_found(page):
    assert caught_in(fields_of_page(page))


def test_the_pages_that_people_get_have_none(filled_home):
    for who, path in ((None, "/inloggen"), (filled_home.client, "/"), (filled_home.client, "/uitloggen")):
        answer = filled_home.ask(who, "GET", path)
        assert answer.status_code == 200
        assert len(fields_of_page(answer.text)) > 2
        assert caught_in(fields_of_page(answer.text)) == {}
