"""Every route, every role, own and foreign objects: what may be seen and what may not. A route without a line fails."""

import pytest

from api.access import declared, routes_of
from matcher.roles import Role
from pipelines.candidates import number_of
from tests.api.people import FOREIGN, NOBODY, OWN, World, home_to_change, world
from tests.homes import lasting

ALL = ()
ME, COACH, ANALYST, MANAGER = (Role.CLIENT,), (Role.COACH,), (Role.ANALYST,), (Role.ADMINISTRATOR,)
ON = {"automatisch": True}
# Method, path, who may, and a body that is good. {client} is a client, {vacancy} a vacancy that is there.
MATRIX = {
    ("GET", "/v1/gezondheid"): (ALL, None),
    ("GET", "/v1/gereedheid"): (ALL, None),
    ("GET", "/v1/openapi.json"): (ALL, None),
    ("GET", "/"): (ALL, None),
    ("GET", "/inloggen"): (ALL, None),
    ("POST", "/inloggen"): (ALL, None),
    ("GET", "/inloggen/aanbieder"): (ALL, None),
    ("GET", "/inloggen/terug"): (ALL, None),
    ("GET", "/inloggen/sleutels"): (ALL, None),
    ("GET", "/uitnodiging"): (ALL, None),
    ("POST", "/uitnodiging"): (ALL, None),
    ("GET", "/uitloggen"): (ALL, None),
    ("POST", "/uitloggen"): (ALL, None),
    ("GET", "/uitloggen/vergeet.css"): (ALL, None),
    ("GET", "/stijl/{kenmerk}/{bestand}"): (ALL, None),
    ("GET", "/v1/metrieken"): (MANAGER, None),
    ("GET", "/v1/me"): (ME, None),
    ("PATCH", "/v1/me"): (ME, {}),
    ("DELETE", "/v1/me"): (ME, None),
    ("GET", "/v1/me/geschiedenis"): (ME, None),
    ("GET", "/v1/me/begeleiders"): (ME, None),
    ("GET", "/v1/me/inzagen"): (ME, None),
    ("GET", "/v1/me/wensen"): (ME, None),
    ("PUT", "/v1/me/wensen"): (ME, {"wensen": ["kok"], "nietGewenst": []}),
    ("GET", "/v1/me/niet-voor-mij"): (ME, None),
    ("PUT", "/v1/me/niet-voor-mij/{vacatureId}"): (ME, {}),
    ("DELETE", "/v1/me/niet-voor-mij/{vacatureId}"): (ME, None),
    ("PUT", "/v1/me/volgorde"): (ME, ON),
    ("GET", "/v1/me/toestemmingen"): (ME, None),
    ("PUT", "/v1/me/toestemmingen/{soort}"): (ME, {"gegeven": True}),
    ("GET", "/v1/me/bezwaren"): (ME, None),
    ("POST", "/v1/me/bezwaren"): (ME, {"over": "mijn niveau", "tekst": "dat klopt niet"}),
    ("GET", "/v1/me/verslagen"): (ME, None),
    ("GET", "/v1/me/bewaartermijn"): (ME, None),
    ("PUT", "/v1/me/bewaartermijn"): (ME, None),
    ("GET", "/v1/me/download"): (ME, None),
    ("GET", "/v1/me/suggesties"): (ME, None),
    ("GET", "/v1/me/suggesties/{vacatureId}"): (ME, None),
    ("GET", "/v1/me/scholing"): (ME, None),
    ("GET", "/v1/werkzoekenden"): (COACH, None),
    ("POST", "/v1/werkzoekenden/_zoek"): (COACH, {"zoekterm": "c-000"}),
    ("GET", "/v1/werkzoekenden/{werkzoekendeId}"): (COACH, None),
    ("PATCH", "/v1/werkzoekenden/{werkzoekendeId}"): (COACH, {}),
    ("GET", "/v1/werkzoekenden/{werkzoekendeId}/geschiedenis"): (COACH, None),
    ("GET", "/v1/werkzoekenden/{werkzoekendeId}/collegas"): (COACH, None),
    ("PUT", "/v1/werkzoekenden/{werkzoekendeId}/volgorde"): (COACH, ON),
    ("GET", "/v1/werkzoekenden/{werkzoekendeId}/toestemmingen"): (COACH, None),
    ("PUT", "/v1/werkzoekenden/{werkzoekendeId}/toestemmingen/{soort}"): (COACH, {"gegeven": True}),
    ("GET", "/v1/werkzoekenden/{werkzoekendeId}/bezwaren"): (COACH, None),
    ("PUT", "/v1/werkzoekenden/{werkzoekendeId}/bezwaren/{bezwaarId}/antwoord"): (COACH, {"antwoord": "aangepast"}),
    ("GET", "/v1/werkzoekenden/{werkzoekendeId}/suggesties"): (COACH, None),
    ("GET", "/v1/werkzoekenden/{werkzoekendeId}/suggesties/{vacatureId}"): (COACH, None),
    ("GET", "/v1/werkzoekenden/{werkzoekendeId}/afgevallen"): (COACH, None),
    ("POST", "/v1/werkzoekenden/{werkzoekendeId}/ingrepen"): (COACH, {"soort": "opzij", "vacature": "{vacancy}"}),
    ("DELETE", "/v1/werkzoekenden/{werkzoekendeId}/ingrepen/{ingreepId}"): (COACH, None),
    ("GET", "/v1/werkzoekenden/{werkzoekendeId}/scholing"): (COACH, None),
    ("POST", "/v1/vacatures/_zoek"): (COACH, {}),
    ("GET", "/v1/vacatures/{vacatureId}"): (COACH, None),
    ("POST", "/v1/vacatures/{vacatureId}/kandidaten/_zoek"): (COACH, {}),
    ("POST", "/v1/vacatures/{vacatureId}/kandidaten/_wie"): (COACH, {"kandidaat": "{number}"}),
    ("GET", "/v1/modellen"): (ANALYST, None),
    ("GET", "/v1/modellen/{modelNaam}/kaart"): (ANALYST, None),
    ("GET", "/v1/modellen/{modelNaam}/geschiedenis"): (ANALYST, None),
    ("GET", "/v1/accounts"): (MANAGER, None),
    ("POST", "/v1/accounts"): (MANAGER, {"naam": "Oefencoach C", "rollen": ["werkcoach"]}),
    ("GET", "/v1/accounts/{accountId}"): (MANAGER, None),
    ("PATCH", "/v1/accounts/{accountId}"): (MANAGER, {}),
    ("GET", "/v1/werkzoekenden/{werkzoekendeId}/begeleiders"): (MANAGER, None),
    ("PUT", "/v1/werkzoekenden/{werkzoekendeId}/begeleiders/{accountId}"): (MANAGER, {"rol": "werkcoach"}),
    ("DELETE", "/v1/werkzoekenden/{werkzoekendeId}/begeleiders/{accountId}"): (MANAGER, None),
    ("GET", "/v1/schakelaars/automatische-volgorde"): (MANAGER, None),
    ("PUT", "/v1/schakelaars/automatische-volgorde"): (MANAGER, {"aan": True}),
}
QUERY = {"/v1/werkzoekenden/{werkzoekendeId}/afgevallen": "?reden=reistijd"}
CLOSED = [(method, path) for (method, path), (roles, _) in MATRIX.items() if roles]
OF_A_CLIENT = [key for key in CLOSED if "{werkzoekendeId}" in key[1]]
NOT_OURS = [key for key in OF_A_CLIENT if MATRIX[key][0] == COACH]


@pytest.fixture(scope="module")
def served():
    return world()


@pytest.fixture(scope="module")
def vacancy(served):
    listed = served.ask(served.coach, "GET", f"/v1/werkzoekenden/{OWN}/suggesties").json()
    return listed["resultaten"][0]["vacature"]


def name_of(value):
    return " ".join(value) if isinstance(value, tuple) else str(value)


def people(served):
    """Somebody for every role."""
    return {
        Role.CLIENT: served.client,
        Role.COACH: served.coach,
        Role.ANALYST: served.analyst,
        Role.ADMINISTRATOR: served.manager,
    }


def ask(served, who, key, vacancy, client=OWN):
    """Send a good request for a route, about this client."""
    method, path = key
    address = path.format(
        werkzoekendeId=client,
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
    if body and "{number}" in body.values():
        body = body | {"kandidaat": number_of(served.service(), vacancy, client)}
    return served.ask(who, method, address + QUERY.get(path, ""), **({} if body is None else {"json": body}))


def test_every_route_has_a_line_and_every_line_a_route(served):
    found = {(method, route.path) for route in routes_of(served.app) for method in route.methods}

    assert found == set(MATRIX)


def test_every_route_declares_the_roles_of_its_line(served):
    said = {(method, route.path): set(declared(route)) for route in routes_of(served.app) for method in route.methods}

    assert said == {key: set(roles) for key, (roles, _) in MATRIX.items()}


@pytest.mark.parametrize("key", CLOSED, ids=name_of)
def test_a_closed_route_is_closed_to_nobody(served, vacancy, key):
    answer = ask(served, None, key, vacancy)

    assert answer.status_code == 401
    assert answer.json()["type"] == "urn:springplank:probleem:niet-aangemeld"


@pytest.mark.parametrize(
    ("key", "role"), [(key, role) for key in CLOSED for role in Role if role not in MATRIX[key][0]], ids=name_of
)
def test_a_route_is_for_its_role_alone(served, vacancy, key, role):
    answer = ask(served, people(served)[role], key, vacancy)

    assert answer.status_code == 403
    assert answer.json()["type"] == "urn:springplank:probleem:geen-toegang"
    assert OWN not in answer.text


@pytest.mark.parametrize("key", [key for key in CLOSED if key != ("DELETE", "/v1/me")], ids=name_of)
def test_a_route_answers_its_role(served, vacancy, key):
    role = MATRIX[key][0][0]
    answer = ask(served, people(served)[role], key, vacancy)

    not_there = "geen" in str(answer.url) or key[0] == "DELETE"
    assert answer.status_code in ({200, 201, 204, 404} if not_there else {200, 201, 204}), answer.text


@pytest.mark.parametrize("key", NOT_OURS, ids=name_of)
def test_the_client_of_another_coach_is_answered_like_one_who_is_not_there(served, vacancy, key):
    foreign = ask(served, served.coach, key, vacancy, FOREIGN)
    nobody = ask(served, served.coach, key, vacancy, NOBODY)

    assert foreign.status_code == nobody.status_code == 404
    assert foreign.text.replace(FOREIGN, "?") == nobody.text.replace(NOBODY, "?")


@pytest.mark.parametrize("key", NOT_OURS, ids=name_of)
def test_a_coach_who_was_not_named_for_a_client_does_not_see_them(served, vacancy, key):
    assert ask(served, served.other_coach, key, vacancy, OWN).status_code == 404


# "Past niet bij mij": for the client alone.

MARK = "mijn-eigen-reden-die-niemand-leest"


@pytest.fixture(scope="module")
def apart():
    """A home of its own, in which the client says of a vacancy that it is not for them."""
    found = World(home_to_change(lasting() / "niet-voor-mij"))
    yield found
    found.close()


def without_what_changes(document):
    return {key: value for key, value in document.items() if key not in {"verslag", "tijdstip"}}


def test_nobody_but_the_client_reads_what_is_not_for_them_its_reason_or_its_absence(apart):
    list_of_coach = f"/v1/werkzoekenden/{OWN}/suggesties"
    before = apart.ask(apart.coach, "GET", list_of_coach).json()
    vacancy = before["resultaten"][0]["vacature"]
    said = apart.ask(apart.client, "PUT", f"/v1/me/niet-voor-mij/{vacancy}", json={"reden": MARK})
    assert said.status_code == 200
    assert MARK in apart.ask(apart.client, "GET", "/v1/me/niet-voor-mij").text
    assert vacancy not in {
        row["vacature"] for row in apart.ask(apart.client, "GET", "/v1/me/suggesties").json()["resultaten"]
    }

    after = apart.ask(apart.coach, "GET", list_of_coach).json()

    assert without_what_changes(after) == without_what_changes(before)
    for key in CLOSED:
        role = MATRIX[key][0][0]
        if role is Role.CLIENT or key[0] == "DELETE":
            continue
        for somebody in (people(apart)[role], apart.other_coach):
            answer = ask(apart, somebody, key, vacancy)
            assert MARK not in answer.text, key
            assert "nietVoorMij" not in answer.text, key
