import math
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.codes import Route
from matcher.errors import PolicyError
from matcher.guard import kept_out
from matcher.policy import RANGES, Policy


def test_a_municipality_without_choices_of_its_own_has_the_defaults():
    policy = Policy()

    assert policy.match_coverage == 0.60
    assert policy.default_minutes == 60
    assert policy.routes == frozenset(Route)
    assert policy.default_routes == {Route.REGULAR, Route.LEERWERKPLEK}


@pytest.mark.parametrize("name", RANGES)
def test_both_ends_of_a_range_are_allowed(name):
    low, high = RANGES[name]

    assert getattr(Policy(**{name: low}), name) == low
    assert getattr(Policy(**{name: high}), name) == high


@pytest.mark.parametrize("name", RANGES)
@given(beyond=st.floats(min_value=0.001, max_value=1e9))
def test_anything_beyond_a_range_is_refused(name, beyond):
    low, high = RANGES[name]

    for value in (low - beyond, high + beyond, math.inf, -math.inf, math.nan):
        with pytest.raises(PolicyError, match=f"^{name} is "):
            Policy(**{name: value})


def test_the_refusal_names_field_value_and_range():
    with pytest.raises(PolicyError) as refused:
        Policy(default_minutes=500)

    assert str(refused.value) == "default_minutes is 500; toegestaan is 5 tot en met 240"


@pytest.mark.parametrize("name", ["routes", "default_routes"])
def test_no_routes_at_all_is_refused(name):
    with pytest.raises(PolicyError, match=f"{name} is leeg; noem er minstens één van: regulier, leerwerkplek"):
        Policy(**{name: frozenset()})


def test_a_default_route_that_is_not_offered_is_refused():
    with pytest.raises(PolicyError, match="default_routes noemt leerwerkplek; toegestaan is alleen wat ook in routes"):
        Policy(routes=frozenset({Route.REGULAR}))


def test_every_field_is_explained_and_none_is_a_forbidden_term():
    for field in fields(Policy):
        assert f"\n    {field.name}: " in Policy.__doc__
        assert kept_out(field.name) is None
