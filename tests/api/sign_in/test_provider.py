from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from api.sign_in.pending import Pending
from api.sign_in.provider import Provider
from api.sign_in.tokens import Header
from matcher.errors import SignInError, UnavailableError
from pipelines.sign_in_settings import SignInSettings
from tests.api.sign_in.desks import BASE, Clock, write_key
from tests.providers import free_port


def client_of(tmp_path, issuer, clock=None, **settings):
    wanted = SignInSettings(issuer, "springplank", BASE, write_key(tmp_path / "key.pem"), **settings)
    return Provider(wanted, clock or Clock())


def test_the_request_to_sign_in_has_all_that_the_profile_asks_and_no_more(tmp_path, provider):
    pending = Pending.new("/")
    address = urlsplit(client_of(tmp_path, provider.issuer).authorize_url(pending))
    asked = {name: value[0] for name, value in parse_qs(address.query).items()}

    assert f"{address.scheme}://{address.netloc}{address.path}" == f"{provider.issuer}/authorize"
    assert asked.pop("code_challenge") != pending.verifier
    assert asked == {
        "response_type": "code",
        "client_id": "springplank",
        "redirect_uri": f"{BASE}/inloggen/terug",
        "scope": "openid",
        "state": pending.state,
        "nonce": pending.nonce,
        "code_challenge_method": "S256",
    }


def test_levels_and_scopes_are_asked_for_when_they_are_set(tmp_path, provider):
    found = client_of(tmp_path, provider.issuer, acr_values=("hoog", "midden"), scopes=("openid", "werk"))
    asked = parse_qs(urlsplit(found.authorize_url(Pending.new("/"))).query)

    assert asked["acr_values"] == ["hoog midden"]
    assert asked["scope"] == ["openid werk"]


def test_what_the_provider_says_is_kept_for_an_hour(tmp_path, provider):
    clock = Clock()
    found = client_of(tmp_path, provider.issuer, clock)
    before = provider.asked["discovery"]
    for _ in range(5):
        found.metadata()
    assert provider.asked["discovery"] == before + 1

    clock.forward(hours=1, seconds=1)
    found.metadata()
    assert provider.asked["discovery"] == before + 2


def test_a_new_key_of_the_provider_is_found_and_an_invented_one_asks_no_more_than_once_a_minute(tmp_path, provider):
    clock = Clock()
    found = client_of(tmp_path, provider.issuer, clock)
    assert found.key_for(Header("PS256", "first")) is not None
    clock.forward(minutes=2)
    before = provider.asked["jwks"]
    provider.rotate("second")
    try:
        assert found.key_for(Header("PS256", "second")) is not None
        assert found.key_for(Header("PS256", "first")) is None
        for number in range(50):
            assert found.key_for(Header("PS256", f"verzonnen-{number}")) is None
        assert provider.asked["jwks"] == before + 1
    finally:
        provider.rotate("first")


def test_another_name_than_the_one_that_is_set_is_refused(tmp_path, provider):
    provider.tell(metadata={"issuer": "https://ander.example.org"})

    with pytest.raises(UnavailableError, match="noemt zich anders"):
        client_of(tmp_path, provider.issuer).metadata()


@pytest.mark.parametrize("key", ["authorization_endpoint", "token_endpoint", "jwks_uri", "end_session_endpoint"])
@pytest.mark.parametrize(
    "address",
    ["http://example.org/x", "", 5, "javascript:alert(1)", "/token", "file:///etc/passwd", "https://a.example/ b"],
)
def test_an_address_that_is_not_safe_is_refused(tmp_path, provider, key, address):
    provider.tell(metadata={key: address})

    with pytest.raises(UnavailableError, match=key):
        client_of(tmp_path, provider.issuer).metadata()


def test_a_provider_that_is_away_is_told_at_once_to_the_next(tmp_path):
    clock = Clock()
    found = client_of(tmp_path, f"http://127.0.0.1:{free_port()}", clock)
    with pytest.raises(UnavailableError, match="niet bereikbaar"):
        found.metadata()
    began = datetime.now(UTC)
    with pytest.raises(UnavailableError):
        found.key_for(Header("PS256", "first"))

    assert datetime.now(UTC) - began < timedelta(seconds=1)
    assert found.sign_out_url() is None


def test_an_answer_names_who_it_is_from(tmp_path, provider):
    found = client_of(tmp_path, provider.issuer)
    found.check_issuer(provider.issuer)

    for said in (None, "https://ander.example.org", f"{provider.issuer}/", ""):
        with pytest.raises(SignInError):
            found.check_issuer(said)
    provider.tell(metadata={"authorization_response_iss_parameter_supported": False})
    client_of(tmp_path, provider.issuer).check_issuer(None)


def test_signing_out_goes_back_to_our_own_page(tmp_path, provider):
    address = urlsplit(client_of(tmp_path, provider.issuer).sign_out_url())

    assert address.path == "/end"
    assert parse_qs(address.query) == {
        "client_id": ["springplank"],
        "post_logout_redirect_uri": [f"{BASE}/inloggen"],
    }
    provider.tell(metadata={"end_session_endpoint": f"{provider.issuer}/end?a=b"})
    assert "/end?a=b&client_id=" in client_of(tmp_path, provider.issuer).sign_out_url()


def test_a_code_that_the_provider_does_not_know_is_refused(tmp_path, provider):
    found = client_of(tmp_path, provider.issuer)
    provider.client_keys = found.client_key.public_set()
    provider.tell()

    with pytest.raises(SignInError, match="niet aangemeld"):
        found.id_token("verzonnen", Pending.new("/").verifier)


def test_a_key_that_the_provider_does_not_know_is_refused(tmp_path, provider):
    with pytest.raises(SignInError):
        client_of(tmp_path, provider.issuer).id_token("code", Pending.new("/").verifier)
