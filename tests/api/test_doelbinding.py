"""A request for another purpose than ours, such as enforcement, is refused everywhere, and nothing changes by it."""

import time

import pytest
from joserfc import jwt
from sqlalchemy import select

from api.sign_in.purposes import OF_ROLE
from matcher.purpose import Purpose
from pipelines.publication.principle import PRINCIPLE
from pipelines.store.connection import reading
from pipelines.store.tables import metadata
from tests.api.people import OWN, World, act, home_to_change
from tests.api.test_access_matrix import CLOSED, MATRIX, QUERY, name_of, people
from tests.homes import lasting
from tests.providers import strict_provider

NOT_OURS = ("handhaving", "HANDHAVING", "sanctie", "fraude", "opsporing", "toezicht", "verzonnen-doel", "", "*")
# Nearly ours: whoever writes it otherwise is refused, so that nobody has to guess what is taken for what.
NEARLY = ("Advies-aan-client", "advies-aan-client handhaving", "advies-aan-client,handhaving", "ADVICE_TO_CLIENT")
NOT_ALLOWED = "urn:springplank:probleem:doel-niet-toegestaan"
AUDIENCE, ADDRESS = "springplank-interface", "http://localhost:8000"
SERVES = {key: Purpose.ADVICE_TO_EMPLOYER if "kandidaten" in key[1] else None for key in CLOSED}
OF_THE_ROLE = {
    "cliënt": Purpose.ADVICE_TO_CLIENT,
    "werkcoach": Purpose.ADVICE_TO_CLIENT,
    "analist": Purpose.TRAINING,
    "functioneel beheerder": Purpose.MAINTENANCE,
}


@pytest.fixture(scope="module")
def provider():
    with strict_provider() as running:
        yield running


@pytest.fixture(scope="module")
def served(provider):
    """A home that also takes tokens of the provider, with an account of every role that has one."""
    folder = home_to_change(lasting() / "doelbinding")
    lines = {"issuer": provider.issuer, "client-id": "springplank", "base-url": ADDRESS, "audience": AUDIENCE}
    secret = folder / "geheim"
    secret.write_text("een-geheim-van-een-test-dat-lang-genoeg-is", "utf-8")
    secret.chmod(0o600)
    lines["secret-file"] = str(secret)
    with (folder / "springplank.toml").open("a", encoding="utf-8") as file:
        file.write("\n[sign-in]\n" + "".join(f"{name} = {value!r}\n" for name, value in lines.items()))
    found = World(folder)
    for role, one in people(found).items():
        found.store.accounts.link(one.account_id, provider.issuer, f"systeem-{role.value}", act())
    yield found
    found.close()


@pytest.fixture(scope="module")
def vacancy(served):
    listed = served.ask(served.coach, "GET", f"/v1/werkzoekenden/{OWN}/suggesties").json()
    return listed["resultaten"][0]["vacature"]


def purpose_of(key):
    """What a route serves: its role's purpose, but for candidates, who are proposed to an employer."""
    return SERVES[key] or OF_THE_ROLE[MATRIX[key][0][0].label]


def request_of(served, key, vacancy):
    """A good request for a route: method, address and what goes along."""
    method, path = key
    address = path.format(
        werkzoekendeId=OWN,
        vacatureId=vacancy,
        soort="voorgesteld-worden",
        bezwaarId="geen",
        ingreepId="geen",
        modelNaam="volgorde",
        accountId=served.other_coach.account_id,
    )
    body = MATRIX[key][1]
    if body and "{vacancy}" in body.values():
        body = body | {"vacature": vacancy}
    return method, address + QUERY.get(path, ""), {} if body is None else {"json": body}


def content_of(store):
    """Every row of the database."""
    with reading(store.engine) as connection:
        return {name: sorted(map(repr, connection.execute(select(table)))) for name, table in metadata.tables.items()}


def by_session(served, key, vacancy, asked):
    """What somebody with the role of a route is answered, who says that they ask for this."""
    method, address, more = request_of(served, key, vacancy)
    headers = {"Origin": ADDRESS, "Doelbinding": asked}
    return served.ask(people(served)[MATRIX[key][0][0]], method, address, headers=headers, **more)


def token(provider, role, scope):
    now = int(time.time())
    claims = {"iss": provider.issuer, "aud": AUDIENCE, "sub": f"systeem-{role.value}", "iat": now, "exp": now + 300}
    header = {"alg": "RS256", "kid": provider.key.kid}
    return jwt.encode(header, claims | {"scope": scope}, provider.key, algorithms=["RS256"])


def by_token(served, provider, key, vacancy, scope):
    method, address, more = request_of(served, key, vacancy)
    headers = {"Authorization": f"Bearer {token(provider, MATRIX[key][0][0], scope)}"}
    return served.http.request(method, address, headers=headers, **more)


def is_refused_with_the_principle(answer):
    problem = answer.json()
    return (
        answer.status_code == 403
        and answer.headers["content-type"] == "application/problem+json"
        and problem["type"] == NOT_ALLOWED
        and PRINCIPLE in problem["detail"]
    )


@pytest.mark.parametrize("key", CLOSED, ids=name_of)
def test_a_purpose_that_is_not_ours_is_refused_and_changes_nothing(served, vacancy, key):
    before = content_of(served.store)

    for asked in (*NOT_OURS, *NEARLY):
        answer = by_session(served, key, vacancy, asked)
        assert is_refused_with_the_principle(answer), (asked, answer.text)

    assert content_of(served.store) == before


@pytest.mark.parametrize("key", CLOSED, ids=name_of)
def test_another_purpose_of_ours_than_the_route_serves_is_refused_too(served, vacancy, key):
    before = content_of(served.store)

    for asked in set(Purpose) - {purpose_of(key)}:
        answer = by_session(served, key, vacancy, asked.value)
        assert is_refused_with_the_principle(answer), (asked, answer.text)
        assert purpose_of(key).label in answer.json()["detail"]

    assert content_of(served.store) == before


@pytest.mark.parametrize("key", CLOSED, ids=name_of)
def test_a_token_for_another_purpose_is_refused_and_changes_nothing(served, provider, vacancy, key):
    before = content_of(served.store)
    others = OF_ROLE[MATRIX[key][0][0]] - {purpose_of(key)}
    mixed = f"doel:{purpose_of(key)} doel:sanctie"
    scopes = ["doel:handhaving", "openid doel:fraude", mixed, "doel:Onderhoud", "doel:"]

    for scope in [*scopes, *(f"doel:{other}" for other in others)]:
        answer = by_token(served, provider, key, vacancy, scope)
        assert is_refused_with_the_principle(answer), (scope, answer.text)

    assert content_of(served.store) == before


@pytest.mark.parametrize("key", [key for key in CLOSED if key[0] == "GET"], ids=name_of)
def test_the_purpose_of_the_route_may_be_named(served, provider, vacancy, key):
    assert by_session(served, key, vacancy, purpose_of(key).value).status_code == 200
    assert by_token(served, provider, key, vacancy, f"openid doel:{purpose_of(key)}").status_code == 200


def test_a_purpose_that_is_ours_does_not_hide_one_that_is_not(served):
    headers = [*served.coach.headers().items(), ("Doelbinding", "advies-aan-client"), ("Doelbinding", "handhaving")]
    for both in (headers, [*headers[:-2], headers[-1], headers[-2]]):
        answer = served.http.request("GET", f"/v1/werkzoekenden/{OWN}", headers=both)

        assert is_refused_with_the_principle(answer), answer.text


def test_naming_the_purpose_gives_nothing_that_the_role_lacks(served):
    said = {"Doelbinding": Purpose.MAINTENANCE.value}

    answer = served.ask(served.coach, "GET", "/v1/accounts", headers=said)

    assert answer.json()["type"] == "urn:springplank:probleem:geen-toegang"


def test_a_purpose_is_no_matter_of_the_address_or_the_body(served):
    own = f"/v1/werkzoekenden/{OWN}"
    body, headers = {"automatisch": True, "doelbinding": "handhaving"}, {"Origin": ADDRESS}
    answer = served.ask(served.coach, "PUT", f"{own}/volgorde", json=body, headers=headers)

    assert answer.status_code == 400
    assert served.ask(served.coach, "GET", own, params={"doelbinding": "onderhoud"}).status_code == 200
