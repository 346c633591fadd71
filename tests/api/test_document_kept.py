"""Schemathesis against our own document, as each role: no 5xx, no undocumented status, no schema that is not kept."""

from functools import cache

import pytest
import schemathesis
from hypothesis import HealthCheck, settings

from matcher.roles import Role
from tests.api.people import World, home_to_change
from tests.homes import lasting

EXAMPLES = 8  # of every operation and role: more take minutes
CONFIG = schemathesis.Config.from_dict({"seed": 1})
kept = schemathesis.pytest.from_fixture("kept_document")


@cache
def served():
    """A home that only these tests change."""
    return World(home_to_change(lasting() / "schemathesis"))


@pytest.fixture(scope="module")
def kept_document():
    return schemathesis.openapi.from_asgi("/v1/openapi.json", served().app, config=CONFIG)


def somebody(role):
    found = {
        Role.CLIENT: served().client,
        Role.COACH: served().coach,
        Role.ANALYST: served().analyst,
        Role.ADMINISTRATOR: served().manager,
    }
    return found[role]


@pytest.mark.slow
@pytest.mark.parametrize("role", Role)
@kept.exclude(method="DELETE", path="/me").parametrize()
@settings(max_examples=EXAMPLES, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
def test_the_interface_keeps_to_its_document(case, role):
    case.call_and_validate(headers=somebody(role).headers())
