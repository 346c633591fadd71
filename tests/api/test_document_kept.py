"""Schemathesis against our own document, as each role: no 5xx, no undocumented status, no schema that is not kept."""

from functools import cache

import pytest
import schemathesis
from hypothesis import HealthCheck, settings

from matcher.roles import Role
from tests.api.people import OWN, World, home_to_change
from tests.homes import lasting

EXAMPLES = 12  # of every operation and role; more finds nothing new and takes minutes
document = schemathesis.pytest.from_fixture("document")


@cache
def served():
    """A home that only these tests change."""
    return World(home_to_change(lasting() / "schemathesis"))


@pytest.fixture(scope="module")
def document():  # noqa: F811 (the name that the fixture is asked for by)
    return schemathesis.openapi.from_asgi("/v1/openapi.json", served().app)
