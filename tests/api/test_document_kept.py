"""Schemathesis against our own document, as each role: no 5xx, no undocumented status, no schema that is not kept.

What is generated fits the schemas, but is about nobody. So most cases are about what is there for the role: their own
client, a vacancy of the market, a change or an objection made for the case. Every operation must then succeed once.
"""

from datetime import UTC, datetime
from functools import cache

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.core.parameters import ParameterLocation

from matcher.roles import Role
from pipelines.candidates import number_of
from tests.api.belongings import (
    change_of,
    objection_of,
    record_of,
    spare_coach,
    vacancy_of,
    vacancy_put_away,
)
from tests.api.people import OWN, World, home_to_change
from tests.homes import lasting

EXAMPLES = 20  # of every operation, role and sort of data: all of it takes some minutes
LATER = datetime(2100, 1, 1, tzinfo=UTC)
LEAVING = ("DELETE", "/me")  # who left is nobody any more; tests of leaving are elsewhere
STATUSES = ["2xx", 400, 401, 403, 404, 409, 429]
# What a schema cannot say, and is a documented 400. Every other body that fits its schema must be taken.
PROFILE = "licences, languages and postcodes that exist, hours and times that go together, words that mean something"
NAME = "a name has no signs that nobody can see, and of those Unicode has more than a pattern can list"
BEYOND = {
    "/me": PROFILE,
    "/werkzoekenden/{werkzoekendeId}": PROFILE,
    "/me/wensen": "words that mean something",
    "/werkzoekenden/{werkzoekendeId}/ingrepen": "a link is a web address, and the least hours are not above the most",
    "/accounts": NAME,
    "/accounts/{accountId}": NAME,
}
BEYOND_A_SCHEMA = [
    {"include-path": path, "checks": {"positive_data_acceptance": {"expected-statuses": STATUSES}}} for path in BEYOND
]
# A token that is made up goes before the session, so nobody would get further than that; attacks have tests elsewhere.
CONFIG = {"seed": 1, "generation": {"with-security-parameters": False}, "operations": BEYOND_A_SCHEMA}
SETTINGS = settings(
    max_examples=EXAMPLES, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)
MOSTLY = st.sampled_from([True, True, True, False])


@cache
def served():
    """A home that only these tests change."""
    return World(home_to_change(lasting() / "schemathesis"))


@cache
def operations():
    """Every operation of the document."""
    config = schemathesis.Config.from_dict(CONFIG)
    schema = schemathesis.openapi.from_asgi("/v1/openapi.json", served().app, config=config)
    found = [result.ok() for result in schema.get_all_operations()]
    return [one for one in found if (one.method.upper(), one.path) != LEAVING]


def name_of(operation):
    return f"{operation.method.upper()} {operation.path}"


def is_for(operation, role):
    """Whether an operation lets this role in."""
    return role.value in operation.definition.raw.get("x-rollen", [role.value])


def takes_something(operation):
    """Whether there is anything in a request that could be wrong."""
    return bool(operation.body or operation.query or operation.headers or operation.path_parameters)


def somebody(role):
    found = {
        Role.CLIENT: served().client,
        Role.COACH: served().coach,
        Role.ANALYST: served().analyst,
        Role.ADMINISTRATOR: served().manager,
    }
    return found[role]


@cache
def at_hand():
    """What no case changes."""
    vacancy = vacancy_of(served())
    return {
        "vacature": vacancy,
        "verslag": record_of(served(), served().coach, f"/v1/werkzoekenden/{OWN}/suggesties"),
        "kandidaat": number_of(served().service(), vacancy, OWN),
        "modelNaam": served().ask(served().analyst, "GET", "/v1/modellen").json()["modellen"][0]["naam"],
    }


def there(case, name):
    """What a parameter can be to name something that is there; what a case can use up is made for it."""
    removes = case.method.upper() == "DELETE"
    if name == "vacatureId":
        return vacancy_put_away(served(), OWN) if removes else at_hand()["vacature"]
    if name == "ingreepId":
        return change_of(served(), OWN)
    if name == "bezwaarId":
        return objection_of(served(), OWN)
    if name == "accountId":
        return spare_coach(served(), OWN if removes else None)
    return {"werkzoekendeId": OWN, "modelNaam": at_hand()["modelNaam"]}[name]


def made_real(case):
    """Let a case be about what is there, but for the part of it that is wrong on purpose."""
    wrong = case.meta.is_negative_at
    if not wrong(ParameterLocation.HEADER):
        case.headers.pop("doelbinding", None)
    if not wrong(ParameterLocation.PATH):
        names = [name for name in case.path_parameters or () if name != "soort"]
        case.path_parameters = {**(case.path_parameters or {}), **{name: there(case, name) for name in names}}
    if not wrong(ParameterLocation.BODY) and isinstance(case.body, dict):
        case.body = {name: at_hand().get(name, value) if value else value for name, value in case.body.items()}


def complaints(role, mode, went_well):
    """What is wrong with the answers to this role, by operation; adds the operations that once succeeded."""
    found = {}
    for operation in filter(takes_something, operations()) if mode is GenerationMode.NEGATIVE else operations():

        @SETTINGS
        @given(case=operation.as_strategy(generation_mode=mode), real=MOSTLY)
        def keep(case, real):
            served().store.sign_ins.forget_before(LATER)  # bad tokens are tried on purpose, and slow down who tries
            if real:
                made_real(case)
            if case.call_and_validate(headers=somebody(role).headers()).status_code < 300:
                went_well.add(name_of(case.operation))

        try:
            keep()
        except (Exception, BaseExceptionGroup) as error:  # noqa: BLE001 (all are tried, and told together)
            found[name_of(operation)] = str(error)[:1500]
    return found


@pytest.mark.slow
@pytest.mark.parametrize("role", Role)
def test_the_interface_keeps_to_its_document_for_data_that_fit(role):
    went_well = set()

    assert complaints(role, GenerationMode.POSITIVE, went_well) == {}
    assert went_well == {name_of(one) for one in operations() if is_for(one, role)}


@pytest.mark.slow
@pytest.mark.parametrize("role", Role)
def test_the_interface_keeps_to_its_document_for_data_that_do_not_fit(role):
    assert complaints(role, GenerationMode.NEGATIVE, set()) == {}


def test_the_document_has_operations_for_every_role():
    assert len(operations()) > 50
    for role in Role:
        assert [one for one in operations() if is_for(one, role) and one.definition.raw.get("x-rollen")]


def test_what_is_beyond_a_schema_is_in_the_document():
    assert BEYOND.keys() <= {one.path for one in operations()}
