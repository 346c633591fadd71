import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.sign_in.purposes import OF_ROLE, narrowed, purposes_of
from matcher.errors import PrincipleError, SignInError
from matcher.purpose import Purpose
from matcher.roles import Role

ALL = frozenset(Purpose)


def test_every_role_has_its_purposes():
    assert OF_ROLE.keys() == set(Role)
    assert Purpose.ADVICE_TO_EMPLOYER not in purposes_of({Role.CLIENT, Role.ANALYST, Role.ADMINISTRATOR})
    assert Purpose.TRAINING not in purposes_of({Role.CLIENT, Role.COACH, Role.ADMINISTRATOR})
    assert Purpose.ADVICE_TO_CLIENT not in purposes_of({Role.ANALYST, Role.ADMINISTRATOR})
    assert purposes_of({Role.COACH, Role.ANALYST}) == ALL
    assert purposes_of(()) == frozenset()


@pytest.mark.parametrize("scope", [None, "", "openid", "openid profile", "iets:doel:x"])
def test_a_scope_without_a_purpose_narrows_nothing(scope):
    assert narrowed(ALL, scope) == ALL


def test_a_scope_narrows_to_what_it_names():
    assert narrowed(ALL, "openid doel:advies-aan-client") == {Purpose.ADVICE_TO_CLIENT}
    assert narrowed(ALL, "doel:advies-aan-client doel:onderhoud") == {Purpose.ADVICE_TO_CLIENT, Purpose.MAINTENANCE}
    assert narrowed(ALL, ["doel:onderhoud"]) == {Purpose.MAINTENANCE}


def test_a_scope_gives_nothing_that_the_role_lacks():
    assert narrowed(purposes_of({Role.COACH}), "doel:trainen-van-een-model") == frozenset()


@pytest.mark.parametrize("scope", ["doel:handhaving", "doel:", "doel:onderhoud doel:fraude", "doel:Onderhoud"])
def test_a_purpose_that_is_not_ours_is_refused_with_the_principle(scope):
    with pytest.raises(PrincipleError, match="Springplank adviseert"):
        narrowed(ALL, scope)


@pytest.mark.parametrize("scope", [5, True, {"doel:onderhoud": 1}, [1], [["doel:onderhoud"]]])
def test_a_scope_that_is_none_is_refused(scope):
    with pytest.raises(SignInError):
        narrowed(ALL, scope)


@given(st.frozensets(st.sampled_from(Role)), st.text() | st.lists(st.sampled_from(["doel:onderhoud", "openid", "x"])))
def test_a_scope_only_ever_narrows(roles, scope):
    try:
        found = narrowed(purposes_of(roles), scope)
    except PrincipleError:
        return
    assert found <= purposes_of(roles)
