"""Schemathesis against our own document, as each role: no 5xx, no undocumented status, no schema that is not kept."""

from datetime import UTC, datetime
from functools import cache

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode

from matcher.roles import Role
from tests.api.people import World, home_to_change
from tests.homes import lasting

EXAMPLES = 8  # of every operation, role and sort of data: more take minutes and found nothing new
LATER = datetime(2100, 1, 1, tzinfo=UTC)
LEAVING = ("DELETE", "/me")  # who left is nobody any more; tests of leaving are elsewhere
STATUSES = ["2xx", 400, 401, 403, 404, 409, 429]
# What a profile can be goes further than a schema can say: a wish of signs that mean nothing is a 400 too.
BEYOND_A_SCHEMA = [
    {"include-path": path, "checks": {"positive_data_acceptance": {"expected-statuses": STATUSES}}}
    for path in ("/me", "/me/wensen", "/werkzoekenden/{werkzoekendeId}")
]
SETTINGS = settings(
    max_examples=EXAMPLES, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)


@cache
def served():
    """A home that only these tests change."""
    return World(home_to_change(lasting() / "schemathesis"))


@cache
def operations():
    """Every operation of the document, by its name."""
    config = schemathesis.Config.from_dict({"seed": 1, "operations": BEYOND_A_SCHEMA})
    schema = schemathesis.openapi.from_asgi("/v1/openapi.json", served().app, config=config)
    found = [result.ok() for result in schema.get_all_operations()]
    return [one for one in found if (one.method.upper(), one.path) != LEAVING]


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


def complaints(role, mode):
    """What is wrong with the answers to this role, by operation."""
    found = {}
    for operation in filter(takes_something, operations()) if mode is GenerationMode.NEGATIVE else operations():

        @SETTINGS
        @given(case=operation.as_strategy(generation_mode=mode))
        def keep(case):
            served().store.sign_ins.forget_before(LATER)  # bad tokens are tried on purpose, and slow down who tries
            case.call_and_validate(headers=somebody(role).headers())

        try:
            keep()
        except (Exception, BaseExceptionGroup) as error:  # noqa: BLE001 (all are tried, and told together)
            found[f"{operation.method.upper()} {operation.path}"] = str(error)[:1500]
    return found


@pytest.mark.slow
@pytest.mark.parametrize("role", Role)
def test_the_interface_keeps_to_its_document_for_data_that_fit(role):
    assert complaints(role, GenerationMode.POSITIVE) == {}


@pytest.mark.slow
@pytest.mark.parametrize("role", Role)
def test_the_interface_keeps_to_its_document_for_data_that_do_not_fit(role):
    assert complaints(role, GenerationMode.NEGATIVE) == {}


def test_the_document_has_operations_for_every_role():
    assert len(operations()) > 50
