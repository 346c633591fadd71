"""Who asks: sessions and bearer tokens, and what somebody tries who is neither."""

import time

import pytest
from joserfc import jwt
from joserfc.jwk import RSAKey

from matcher.roles import Role
from pipelines.store.sign_in_log import ADDRESS, WINDOW
from tests.api.people import act
from tests.api.sign_in.desks import AUDIENCE, through_provider, world


@pytest.fixture
def system(served):
    made, _ = served.account("Oefensysteem", Role.COACH, subject="system-7")
    return made


def token(provider, key=None, header=None, **claims):
    now = int(time.time())
    made = {"iss": provider.issuer, "aud": AUDIENCE, "sub": "system-7", "iat": now, "exp": now + 300} | claims
    made = {name: value for name, value in made.items() if value is not None}
    key = key or provider.key
    header = {"alg": "RS256", "kid": key.kid} | (header or {})
    return jwt.encode(header, made, key, algorithms=["RS256"])


def ask(served, text, **options):
    return served.another_browser().get("/wie", headers={"Authorization": f"Bearer {text}"}, **options)


def test_a_good_token_is_a_system_with_the_purposes_of_its_roles(served, provider, system):
    answer = ask(served, token(provider)).json()

    assert answer == {
        "account": system.id,
        "via": "token",
        "purposes": ["advies-aan-client", "advies-aan-werkgever", "onderhoud"],
        "form_token": None,
    }


def test_a_scope_narrows_the_purposes(served, provider, system):
    answer = ask(served, token(provider, scope="doel:advies-aan-client openid"))

    assert answer.json()["account"] == system.id
    assert answer.json()["purposes"] == ["advies-aan-client"]


def test_a_purpose_that_is_not_ours_is_refused_with_the_principle(served, provider, system):
    assert system.active
    answer = ask(served, token(provider, scope="doel:handhaving"))

    assert answer.status_code == 403
    assert "Springplank adviseert" in answer.json()["detail"]


def bad_tokens(provider):
    other = RSAKey.generate_key(2048, {"kid": "first"})
    now = int(time.time())
    return {
        "forged": token(provider, other),
        "forged, with its own key in it": token(provider, other, {"jwk": other.as_dict(private=False)}),
        "over": token(provider, iat=now - 700, exp=now - 400),
        "not valid yet": token(provider, nbf=now + 400),
        "for another service": token(provider, aud="ander"),
        "for this service as a client": token(provider, aud="springplank"),
        "an id token for another": token(provider, aud="ander", nonce="n" * 43),
        "of another issuer": token(provider, iss="https://ander.example.org"),
        "of nobody here": token(provider, sub="niemand"),
        "without an end": token(provider, exp=None),
        "huge": token(provider, extra="x" * 9000),
        "none": "",
        "no token": "abc",
        "words": "niet echt een token",
    }


def test_bad_tokens_are_refused_and_tell_nothing(served, provider, system):
    for name, text in bad_tokens(provider).items():
        answer = ask(served, text)

        assert answer.status_code == 401, name
        assert answer.headers["www-authenticate"] == "Bearer"
        assert system.id not in answer.text


def test_a_token_of_a_blocked_account_is_refused_at_once(served, provider, system):
    text = token(provider)
    assert ask(served, text).status_code == 200
    served.store.accounts.change(system.id, active=False, act=act())

    assert ask(served, text).status_code == 401


def test_a_token_in_the_address_or_the_body_is_nobody(served, provider, system):
    assert system.active
    text = token(provider)

    assert served.browser.get("/wie", params={"access_token": text, "token": text}).json() is None
    answer = served.browser.request("GET", "/wie", data={"access_token": text})
    assert answer.json() is None


@pytest.mark.parametrize("value", ["Basic c3ByaW5ncGxhbms6eA==", "Bearer", "Token abc", "", "bearer"])
def test_another_scheme_is_refused(served, value):
    assert served.browser.get("/wie", headers={"Authorization": value}).status_code == 401


def test_two_tokens_are_refused(served, provider, system):
    assert system.active
    value = f"Bearer {token(provider)}"
    answer = served.browser.get("/wie", headers=[("Authorization", value), ("Authorization", value)])

    assert answer.status_code == 401


def test_a_bad_token_is_not_saved_by_a_good_session(served):
    served.account(subject="somebody")
    through_provider(served.browser)
    assert served.browser.get("/wie").json()["via"] == "session"

    assert served.browser.get("/wie", headers={"Authorization": "Bearer x"}).status_code == 401


def test_a_change_with_a_token_needs_no_form_token(served, provider, system):
    assert system.active
    headers = {"Authorization": f"Bearer {token(provider)}", "Origin": "https://elders.example"}

    assert served.another_browser().post("/verander", headers=headers).status_code == 200


def test_too_many_bad_tokens_are_slowed_down_and_then_good_ones_wait_too(served, provider, system):
    here = served.another_browser(client=("192.0.2.7", 5000))
    there = served.another_browser(client=("198.51.100.1", 5000))
    good = {"Authorization": f"Bearer {token(provider)}"}
    statuses = []
    for _ in range(ADDRESS.most + 5):
        statuses.append(here.get("/wie", headers={"Authorization": "Bearer verzonnen"}).status_code)
        served.clock.forward(seconds=1)

    assert statuses[: ADDRESS.free] == [401] * ADDRESS.free
    assert 429 in statuses
    refused = here.get("/wie", headers=good)
    assert refused.status_code == 429
    assert int(refused.headers["retry-after"]) > 0
    assert there.get("/wie", headers=good).json()["account"] == system.id
    served.clock.forward(seconds=WINDOW.total_seconds())
    fresh = {"Authorization": f"Bearer {token(provider, exp=int(time.time()) + 4000)}"}
    assert here.get("/wie", headers=fresh).json()["account"] == system.id


def test_without_an_audience_no_token_is_taken(tmp_path, provider):
    found = world(tmp_path, issuer=provider.issuer, audience="x")
    object.__setattr__(found.desk.provider.settings, "audience", None)

    assert ask(found, token(provider)).status_code == 401
    found.store.close()


def test_in_a_demo_without_a_provider_no_token_is_taken(demo):
    assert demo.browser.get("/wie", headers={"Authorization": "Bearer x"}).status_code == 401


@pytest.mark.parametrize("cookie", ["x", "a" * 200, "é", '"', "springplank"])
def test_a_session_that_is_none_is_refused(served, cookie):
    answer = served.another_browser().get("/wie", headers={b"Cookie": b"springplank=" + cookie.encode("latin-1")})

    assert answer.status_code in (200, 401)
    assert answer.status_code == 401 or answer.json() is None


def test_nobody_is_nobody(served):
    assert served.browser.get("/wie").json() is None


def test_a_session_ends_by_itself(served):
    served.account(subject="somebody")
    through_provider(served.browser)
    served.clock.forward(minutes=29)
    assert served.browser.get("/wie").status_code == 200
    served.clock.forward(minutes=31)

    assert served.browser.get("/wie").status_code == 401


def test_a_blocked_account_is_signed_out_everywhere(served):
    account, _ = served.account(subject="somebody")
    other = served.another_browser()
    through_provider(served.browser)
    through_provider(other)
    served.store.accounts.change(account.id, active=False, act=act())

    assert served.browser.get("/wie").status_code == 401
    assert other.get("/wie").status_code == 401
    assert through_provider(other).status_code == 401


GOOD = {"Origin": "http://localhost:8000", "Sec-Fetch-Site": "same-origin"}


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        (GOOD, 200),
        ({}, 200),
        ({"Origin": "http://localhost:8000"}, 200),
        (GOOD | {"Origin": "http://localhost:8001"}, 403),
        (GOOD | {"Origin": "http://kwaad.example"}, 403),
        (GOOD | {"Origin": "null"}, 200),  # a form on a page that sends no referrer
        ({"Origin": "null"}, 403),
        ({"Origin": "null", "Sec-Fetch-Site": "cross-site"}, 403),
        (GOOD | {"Sec-Fetch-Site": "cross-site"}, 403),
        (GOOD | {"Sec-Fetch-Site": "same-site"}, 403),
        (GOOD | {"Sec-Fetch-Site": "none"}, 403),
    ],
)
def test_a_change_with_a_session_comes_from_a_page_of_ours(served, headers, status):
    served.account(subject="somebody")
    through_provider(served.browser)
    form_token = served.browser.get("/wie").json()["form_token"]

    assert served.browser.post("/verander", headers=headers | {"X-Form-Token": form_token}).status_code == status


@pytest.mark.parametrize("given", ["", "x", "a" * 43, "a" * 5000, b"\xe9\xff"])
def test_without_the_token_of_this_session_nothing_changes(served, given):
    served.account(subject="somebody")
    through_provider(served.browser)

    assert served.browser.post("/verander", headers=GOOD | {"X-Form-Token": given}).status_code == 403


def test_the_token_of_another_session_is_none(served):
    served.account(subject="somebody")
    other = served.another_browser()
    through_provider(served.browser)
    through_provider(other)
    stolen = other.get("/wie").json()["form_token"]

    assert served.browser.post("/verander", headers=GOOD | {"X-Form-Token": stolen}).status_code == 403
