"""Every route, every role, own and foreign objects: what may be seen and what may not. A route without a line fails."""

import re
from functools import cache

import pytest

from api.access import declared, routes_of
from matcher.roles import Role
from pipelines.candidates import number_of
from pipelines.store.interventions import in_force
from tests.api.belongings import (
    change_of,
    objection_of,
    own_vacancy,
    record_of,
    spare_coach,
    vacancy_of,
    vacancy_put_away,
)
from tests.api.people import FOREIGN, NOBODY, OWN, World, home_to_change
from tests.homes import lasting

ALL = ()
ME, COACH, ANALYST, MANAGER = (Role.CLIENT,), (Role.COACH,), (Role.ANALYST,), (Role.ADMINISTRATOR,)
ON = {"automatisch": True}
# Method, path, who may, and a body that is good. {vacancy} and {number} are a vacancy of the market and a candidate.
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
    """A home of its own: much is changed here."""
    found = World(home_to_change(lasting() / "toegang"))
    yield found
    found.close()


@pytest.fixture(scope="module")
def vacancy(served):
    return vacancy_of(served)


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


def things_of(served, key, vacancy, client):
    """What the address of a route can name that is there and is this client's; made for each request that needs it."""
    method, path = key
    removes = method == "DELETE"
    make = {
        "vacatureId": lambda: vacancy_put_away(served, client) if removes else vacancy,
        "bezwaarId": lambda: objection_of(served, client),
        "ingreepId": lambda: change_of(served, client),
        "accountId": lambda: spare_coach(served, client if removes else None),
    }
    return {name: made() for name, made in make.items() if f"{{{name}}}" in path}


def ask(served, who, key, vacancy, client=OWN, *, things=None):
    """Send a good request for a route, about this client and what is theirs, or about these things."""
    method, path = key
    address = path.format(
        werkzoekendeId=client,
        soort="voorgesteld-worden",
        modelNaam="volgorde",
        **(things_of(served, key, vacancy, client) if things is None else things),
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

    assert answer.status_code in {200, 201, 204}, answer.text


@pytest.mark.parametrize("key", NOT_OURS, ids=name_of)
def test_the_client_of_another_coach_is_answered_like_one_who_is_not_there(served, vacancy, key):
    things = things_of(served, key, vacancy, FOREIGN)
    foreign = ask(served, served.coach, key, vacancy, FOREIGN, things=things)
    nobody = ask(served, served.coach, key, vacancy, NOBODY, things=things)

    assert foreign.status_code == nobody.status_code == 404
    assert foreign.text.replace(FOREIGN, "?") == nobody.text.replace(NOBODY, "?")


@pytest.mark.parametrize("key", NOT_OURS, ids=name_of)
def test_a_coach_who_was_not_named_for_a_client_does_not_see_them(served, vacancy, key):
    assert ask(served, served.other_coach, key, vacancy, OWN).status_code == 404


# What belongs to a foreign client, asked for under the address of an own one.

NOT_THERE = "0" * 24  # as long as the ids of changes, objections and records
UNDO = ("DELETE", "/v1/werkzoekenden/{werkzoekendeId}/ingrepen/{ingreepId}")
ANSWER = ("PUT", "/v1/werkzoekenden/{werkzoekendeId}/bezwaren/{bezwaarId}/antwoord")


def same_refusal(foreign, absent, name, other):
    """Whether two answers are 404 in the same words, but for what was asked for."""
    assert foreign.status_code == absent.status_code == 404, foreign.text
    assert foreign.text.replace(name, "?") == absent.text.replace(other, "?")


def test_a_change_of_a_foreign_list_is_not_there_under_an_own_client_and_stays(served, vacancy):
    change = change_of(served, FOREIGN)

    foreign = ask(served, served.coach, UNDO, vacancy, things={"ingreepId": change})
    absent = ask(served, served.coach, UNDO, vacancy, things={"ingreepId": NOT_THERE})

    same_refusal(foreign, absent, change, NOT_THERE)
    assert change in {one.id for one in in_force(served.store.interventions.of(FOREIGN))}
    assert ask(served, served.other_coach, UNDO, vacancy, FOREIGN, things={"ingreepId": change}).status_code == 204


def test_an_objection_of_a_foreign_client_is_not_there_under_an_own_one_and_stays(served, vacancy):
    objection = objection_of(served, FOREIGN)

    foreign = ask(served, served.coach, ANSWER, vacancy, things={"bezwaarId": objection})
    absent = ask(served, served.coach, ANSWER, vacancy, things={"bezwaarId": NOT_THERE})

    same_refusal(foreign, absent, objection, NOT_THERE)
    assert [one.answer for one in served.store.objections.of(FOREIGN) if one.id == objection] == [""]
    assert ask(served, served.other_coach, ANSWER, vacancy, FOREIGN, things={"bezwaarId": objection}).status_code == 200


def change_list(served, **body):
    return served.ask(served.coach, "POST", f"/v1/werkzoekenden/{OWN}/ingrepen", json={"soort": "opzij"} | body)


def test_only_the_record_of_a_list_that_staff_saw_of_this_client_can_be_named(served, vacancy):
    own = record_of(served, served.coach, f"/v1/werkzoekenden/{OWN}/suggesties")
    foreign = record_of(served, served.other_coach, f"/v1/werkzoekenden/{FOREIGN}/suggesties")
    of_the_client = record_of(served, served.client, "/v1/me/suggesties")

    assert change_list(served, vacature=vacancy, verslag=own).status_code == 201
    absent = change_list(served, vacature=vacancy, verslag=NOT_THERE)
    for record in (foreign, of_the_client):
        same_refusal(change_list(served, vacature=vacancy, verslag=record), absent, record, NOT_THERE)


def test_a_vacancy_that_was_written_down_for_a_foreign_client_is_not_there_for_an_own_one(served):
    own, foreign, absent = own_vacancy(served, OWN), own_vacancy(served, FOREIGN), f"eigen-{NOT_THERE}"
    asked = [
        lambda vacancy: change_list(served, vacature=vacancy),
        lambda vacancy: served.ask(served.coach, "GET", f"/v1/werkzoekenden/{OWN}/suggesties/{vacancy}"),
        lambda vacancy: served.ask(served.coach, "GET", f"/v1/vacatures/{vacancy}"),
        lambda vacancy: served.ask(served.coach, "POST", f"/v1/vacatures/{vacancy}/kandidaten/_zoek", json={}),
        lambda vacancy: served.ask(served.client, "GET", f"/v1/me/suggesties/{vacancy}"),
        lambda vacancy: served.ask(served.client, "PUT", f"/v1/me/niet-voor-mij/{vacancy}", json={}),
    ]

    assert change_list(served, vacature=own).status_code == 201
    for ask_about in asked:
        same_refusal(ask_about(foreign), ask_about(absent), foreign, absent)


def test_the_number_of_a_foreign_client_is_nobodys(served, vacancy):
    number, absent = number_of(served.service(), vacancy, FOREIGN), "0" * 12

    def whose(asked):
        path = f"/v1/vacatures/{vacancy}/kandidaten/_wie"
        return served.ask(served.coach, "POST", path, json={"kandidaat": asked})

    same_refusal(whose(number), whose(absent), number, absent)


def test_the_carer_of_a_foreign_client_cannot_be_taken_off_an_own_one(served, vacancy):
    key = ("DELETE", "/v1/werkzoekenden/{werkzoekendeId}/begeleiders/{accountId}")
    account = spare_coach(served, FOREIGN)

    foreign = ask(served, served.manager, key, vacancy, things={"accountId": account})
    absent = ask(served, served.manager, key, vacancy, things={"accountId": NOT_THERE})

    same_refusal(foreign, absent, account, NOT_THERE)
    assert served.store.caseload.sees(account, FOREIGN)


# "Past niet bij mij": for the client alone.

MARK = "mijn-eigen-reden-die-niemand-leest"
READS = [key for key in CLOSED if (key[0] == "GET" or key[1].endswith(("_zoek", "_wie")))]
CHANGES = [key for key in CLOSED if key not in READS]
# What another client has of themselves and is longer every time: lists that were shown, and who looked.
GROWING = [("GET", f"/v1/me/{name}") for name in ("verslagen", "inzagen", "download")]
# What is another one every time: moments, ids that are drawn, and invitations.
MOMENT, DRAWN, CODE = r"\d{4}-\d\d-\d\dT[\d:.]+Z?", r"\b(?:a-)?[0-9a-f]{20,}\b", r"\b(?:[A-Z2-7]{4}-){7}[A-Z2-7]{4}\b"
ALWAYS_NEW = re.compile(f"{MOMENT}|{DRAWN}|{CODE}")


@pytest.fixture(scope="module")
def apart():
    """A home of its own, whose client wants to be proposed to employers."""
    found = World(home_to_change(lasting() / "niet-voor-mij"))
    for client in (found.client, found.other_client):
        agreed = found.ask(client, "PUT", "/v1/me/toestemmingen/voorgesteld-worden", json={"gegeven": True})
        assert agreed.status_code == 200
    yield found
    found.close()


def told(answer):
    """What an answer says, but for what is another every time; of the metrics, which there are."""
    text = answer.text
    if "# HELP" in text:
        text = "\n".join(sorted(line.rpartition(" ")[0] for line in text.splitlines() if not line.startswith("#")))
    return answer.status_code, ALWAYS_NEW.sub("…", text)


@cache
def same_things(served):
    """What the addresses of all requests of a home name, but for what a removal needs."""
    return {"bezwaarId": objection_of(served, OWN), "accountId": spare_coach(served)}


def answers(served, keys, vacancy):
    """What each of these routes answers to everybody but the client whom it is about; who may remove comes last."""
    others = {
        "nobody": None,
        "another client": served.other_client,
        "analyst": served.analyst,
        "another coach": served.other_coach,
        "coach": served.coach,
        "manager": served.manager,
    }
    found = {}
    for key in keys:
        things = things_of(served, key, vacancy, OWN) if key[0] == "DELETE" else {}
        things = {"vacatureId": vacancy} | same_things(served) | things
        for name, who in others.items():
            if name == "another client" and MATRIX[key][0] == ME and key in CHANGES + GROWING:
                continue  # that is about themselves
            found[name, key] = told(ask(served, who, key, vacancy, things=things))
    return found


def proposed(served, vacancy):
    """The own clients whom the coach sees at a vacancy."""
    found = served.ask(served.coach, "POST", f"/v1/vacatures/{vacancy}/kandidaten/_zoek", json={}).json()
    return {one.get("werkzoekende") for one in found["resultaten"]}


@pytest.mark.slow
def test_nobody_but_the_client_reads_what_is_not_for_them_its_reason_or_its_absence(apart):
    moved = vacancy_of(apart)  # what is changed in the list, so not what the client speaks of
    answers(apart, CHANGES, moved)
    changes = answers(apart, CHANGES, moved)
    listed = apart.ask(apart.coach, "GET", f"/v1/werkzoekenden/{OWN}/suggesties").json()["resultaten"]
    vacancy = next(row["vacature"] for row in listed if row["vacature"] != moved)
    assert OWN in proposed(apart, vacancy)
    answers(apart, READS, vacancy)  # from now on the metrics have a line for everything
    reads = answers(apart, READS, vacancy)

    said = apart.ask(apart.client, "PUT", f"/v1/me/niet-voor-mij/{vacancy}", json={"reden": MARK})
    assert said.status_code == 200
    assert MARK in apart.ask(apart.client, "GET", "/v1/me/niet-voor-mij").text
    left = apart.ask(apart.client, "GET", "/v1/me/suggesties").json()["resultaten"]
    assert vacancy not in {row["vacature"] for row in left}

    assert answers(apart, READS, vacancy) == reads
    assert answers(apart, CHANGES, moved) == changes
    assert MARK not in str((reads, changes))
