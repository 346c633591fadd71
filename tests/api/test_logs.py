"""No log of the service holds anything about a person: not who, not what they wrote, not what they sent by mistake."""

import contextlib
import logging
import re
import sqlite3
from dataclasses import dataclass

import httpx
import pytest

from api.server import LOGGING
from matcher.roles import CasePart, Role
from pipelines.store.caseload import CaseloadStore
from pipelines.store.clients import ClientStore
from pipelines.store.feedback import FeedbackStore
from pipelines.store.objections import ObjectionStore
from tests.api.people import COOKIE, NOBODY, OWN, World, act, home_to_change, person, person_for, store_at
from tests.api.test_access_matrix import CLOSED, MATRIX, ask, people
from tests.homes import lasting
from tests.servers import server

MARK = "zonnebloemtang"  # stands in everything that people write here, and nowhere else
WORDS = {"gebruikersnaam": MARK, "wachtwoord": MARK, "naar": f"/{MARK}", "form_token": MARK, "code": MARK}
# Loggers that write what a test does.
LEFT_OUT = {"httpx": "the client of these tests: it names the addresses that it asks"}
# At DEBUG, SQLAlchemy writes the rows that come back. No setting of ours turns that on (see the test of LOGGING); at
# INFO it writes every statement, and the values in it stay out.
LEVELS = {"sqlalchemy": logging.INFO}
CLIENT_ID = re.compile(r"\bc-\d{4}\b")


class Kept(logging.Handler):
    """Keeps whatever is logged, as it would be written."""

    def __init__(self):
        super().__init__(logging.DEBUG)
        self.setFormatter(logging.Formatter("%(levelname)s %(name)s %(message)s"))
        self.lines = []

    def emit(self, record):
        if record.name.partition(".")[0] not in LEFT_OUT:
            self.lines.append(self.format(record))

    @property
    def text(self):
        return "\n".join(self.lines)


@contextlib.contextmanager
def everything_logged():
    """Let every logger write all it can, and keep it."""
    kept, root = Kept(), logging.getLogger()
    loggers = [logging.getLogger(name) for name in list(root.manager.loggerDict)]
    before = [(one, one.level, one.disabled) for one in [root, *loggers]]
    deaf = [one for one in loggers if not one.propagate]
    for one in [root, *loggers]:
        one.setLevel(LEVELS.get(one.name.partition(".")[0], logging.DEBUG))
        one.disabled = False
    for name, level in LEVELS.items():
        logging.getLogger(name).setLevel(level)
    for one in [root, *deaf]:
        one.addHandler(kept)
    try:
        yield kept
    finally:
        for one in [root, *deaf]:
            one.removeHandler(kept)
        for one, level, disabled in before:
            one.setLevel(level)
            one.disabled = disabled


def names_of(store):
    """What says who somebody is: the names and ids of all clients and accounts."""
    clients = [value for one in store.clients.all() for value in (one.client.id, one.client.name)]
    accounts = [value for one in store.accounts.all() for value in (one.id, one.name)]
    assert len(clients) > 20
    return {value for value in (*clients, *accounts) if value}


def secrets_of(*everyone):
    return {value for one in everyone for value in (one.token, one.form_token)}


def personal_in(text, known):
    """What of a person stands in a text."""
    found = {value for value in known if value.casefold() in text.casefold()}
    return found | set(CLIENT_ID.findall(text)) | ({MARK} if MARK in text.casefold() else set())


# What people send: all that they may write, and much that they may not.


def marked(body):
    """A body with the mark in every text of it, and in a field that is not there."""
    return {name: MARK if isinstance(value, str) else value for name, value in body.items()} | {MARK: MARK}


@dataclass(frozen=True)
class Place:
    """Somewhere to send requests to: who, method, path, and what goes along."""

    send: object
    coach: object
    client: object
    manager: object
    vacancy: str


def write_everything(place):
    """Let people write the mark wherever they can write, and say how each was answered."""
    own = f"/v1/werkzoekenden/{OWN}"
    vacancy = {"titel": MARK, "werkgever": MARK, "plaats": MARK, "contact": MARK, "vacaturetekst": MARK}
    written = [
        (place.client, "PUT", "/v1/me/wensen", {"wensen": [MARK], "nietGewenst": [f"geen {MARK}"]}),
        (place.client, "PUT", f"/v1/me/niet-voor-mij/{place.vacancy}", {"reden": MARK}),
        (place.client, "POST", "/v1/me/bezwaren", {"over": MARK, "tekst": f"{MARK} klopt niet"}),
        (place.client, "PATCH", "/v1/me", {"weergavenaam": MARK}),
        (place.coach, "PATCH", own, {"weergavenaam": MARK}),
        (place.coach, "POST", f"{own}/ingrepen", {"soort": "opzij", "vacature": place.vacancy, "toelichting": MARK}),
        (place.coach, "POST", f"{own}/ingrepen", {"soort": "toevoegen", "eigenVacature": vacancy}),
        (place.coach, "POST", "/v1/werkzoekenden/_zoek", {"zoekterm": MARK}),
        (place.coach, "POST", "/v1/vacatures/_zoek", {"zoekterm": MARK, "plaats": MARK}),
        (place.manager, "POST", "/v1/accounts", {"naam": f"Oefencoach {MARK}", "rollen": ["werkcoach"]}),
    ]
    return [place.send(who, method, path, json=body) for who, method, path, body in written]


def make_mistakes(place):
    """Let people send what cannot be right, with the mark in it, and say how each was answered."""
    own, kind = f"/v1/werkzoekenden/{OWN}", {"Content-Type": "application/json"}
    coach, nobody = place.coach, None
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    sent = [
        (coach, "PATCH", own, {"content": f'{{"weergavenaam": "{MARK}'.encode(), "headers": kind}),
        (coach, "PATCH", own, {"content": b'"' + MARK.encode() + b'\xff"', "headers": kind}),
        (coach, "PATCH", own, {"content": MARK.encode() * 30_000, "headers": kind}),
        (coach, "PATCH", own, {"content": MARK.encode(), "headers": {"Content-Type": f"text/{MARK}"}}),
        (coach, "PATCH", own, {"json": {MARK: MARK, "wensen": {MARK: 1}}}),
        (coach, "GET", f"/v1/werkzoekenden/{MARK}", {}),
        (coach, "GET", f"/v1/werkzoekenden/{MARK}%00%0a{MARK}", {}),
        (coach, "GET", f"/v1/werkzoekenden/{NOBODY}", {}),
        (coach, "GET", f"/v1/{MARK}/{OWN}?{MARK}={MARK}", {}),
        (coach, "GET", f"{own}/suggesties?aantal={MARK}&vervoer={MARK}", {}),
        (coach, "GET", f"{own}/afgevallen?reden={MARK}", {}),
        (coach, "GET", f"/v1/vacatures/{MARK}", {}),
        (coach, "DELETE", f"{own}/ingrepen/{MARK}", {}),
        (coach, "PUT", f"{own}/bezwaren/{MARK}/antwoord", {"json": {"antwoord": MARK}}),
        (coach, "TRACE", own, {"headers": {"X-Verhaal": MARK}}),
        (coach, "GET", own, {"headers": {"Doelbinding": MARK}}),
        (coach, "GET", own, {"headers": {"Authorization": f"Bearer {MARK}"}}),
        (coach, "PUT", f"{own}/volgorde", {"json": {"automatisch": True}, "headers": {"X-Form-Token": MARK}}),
        (coach, "PUT", f"{own}/volgorde", {"json": {"automatisch": True}, "headers": {"Origin": f"http://{MARK}"}}),
        (nobody, "GET", own, {"headers": {"Cookie": f"{COOKIE}={MARK}"}}),
        (nobody, "GET", f"/inloggen?naar=/{MARK}", {}),
        (nobody, "POST", "/inloggen", {"data": WORDS}),
        (nobody, "POST", "/inloggen", {"content": f"gebruikersnaam={MARK}&%ff=%".encode(), "headers": form}),
        (nobody, "POST", "/uitnodiging", {"data": WORDS}),
        (nobody, "GET", f"/inloggen/terug?code={MARK}&state={MARK}", {}),
        (nobody, "GET", f"/inloggen/aanbieder?naar=/{MARK}", {}),
        (nobody, "POST", "/uitloggen", {"data": WORDS}),
        (place.manager, "GET", f"/v1/accounts/{MARK}", {}),
        (place.manager, "PUT", f"{own}/begeleiders/{MARK}", {"json": {"rol": MARK}}),
    ]
    return [place.send(who, method, path, **more) for who, method, path, more in sent]


def sign_in_wrongly(send):
    """Sign in with a name and a password that do not belong together, from the form, as people do."""
    page = send("GET", "/inloggen")
    token = page.text.partition('name="form_token" value="')[2].partition('"')[0]
    cookies = "; ".join(f"{name}={value}" for name, value in page.cookies.items())
    return send("POST", "/inloggen", data=WORDS | {"form_token": token}, headers={"Cookie": cookies})


# In this process, with every logger at its most talkative.


@pytest.fixture(scope="module")
def logged():
    """A home in which everything was asked and much went wrong, and what was logged of it."""
    with everything_logged() as kept:
        served = World(home_to_change(lasting() / "logboek"))
        known = names_of(served.store) - {OWN} | secrets_of(served.coach, served.client, served.manager)
        vacancy = served.ask(served.coach, "GET", f"/v1/werkzoekenden/{OWN}/suggesties").json()
        vacancy = vacancy["resultaten"][0]["vacature"]
        place = Place(served.ask, served.coach, served.client, served.manager, vacancy)
        answers = {
            "written": [one.status_code for one in write_everything(place)],
            "wrong": [one.status_code for one in make_mistakes(place)],
            "signed in wrongly": sign_in_wrongly(served.http.request).status_code,
            "answered": objection_answered(served),
            "asked": [everything_asked(served, key, vacancy) for key in CLOSED if key != ("DELETE", "/v1/me")],
            "broken": [broken(served, one, vacancy) for one in BREAKS],
            "left": served.ask(served.client, "DELETE", "/v1/me").status_code,
        }
        served.close()
    return kept, known, answers


def objection_answered(served):
    number = served.store.objections.of(OWN)[0].id
    path = f"/v1/werkzoekenden/{OWN}/bezwaren/{number}/antwoord"
    return served.ask(served.coach, "PUT", path, json={"antwoord": MARK}).status_code


def everything_asked(served, key, vacancy):
    """Ask a route well as its role, then with the mark in the body, and as nobody."""
    method, path = key
    answer = ask(served, people(served)[MATRIX[key][0][0]], key, vacancy)
    body = MATRIX[key][1]
    if body is not None:
        address = re.sub(r"\{\w+\}", MARK, path.replace("{werkzoekendeId}", OWN))
        served.ask(people(served)[MATRIX[key][0][0]], method, address, json=marked(body))
    ask(served, None, key, vacancy)
    return answer.status_code


# What is made to fail in the middle of a route, with the mark and a name in its error, and a route that comes there.
BREAKS = (
    (ClientStore, "get", "client", ("GET", "/v1/me")),
    (CaseloadStore, "sees", "coach", ("GET", "/v1/werkzoekenden/{werkzoekendeId}")),
    (ObjectionStore, "of", "coach", ("GET", "/v1/werkzoekenden/{werkzoekendeId}/bezwaren")),
    (FeedbackStore, "of", "client", ("GET", "/v1/me/niet-voor-mij")),
)


def broken(served, made_to_fail, vacancy):
    owner, name, who, key = made_to_fail

    def fail(*_arguments, **_more):
        raise ValueError(f"{MARK} van {OWN} kan niet")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(owner, name, fail)
        return ask(served, getattr(served, who), key, vacancy).status_code


def test_all_of_it_was_asked_and_answered(logged):
    _, _, answers = logged

    assert all(status < 300 or status == 400 for status in answers["written"]), answers["written"]
    assert sum(status < 300 for status in answers["written"]) >= 8
    assert {400, 401, 403, 404} <= set(answers["wrong"])
    assert not [status for status in answers["wrong"] if status >= 500]
    assert answers["signed in wrongly"] == 401
    assert answers["answered"] == 200
    assert answers["broken"] == [500] * len(BREAKS)
    assert answers["left"] == 204


def test_the_log_was_written(logged):
    kept, _, _ = logged

    assert len(kept.lines) > 1000
    assert "ERROR springplank.api unforeseen ValueError in GET /v1/me" in kept.text
    assert "INFO springplank.served in service: market" in kept.text
    assert "INFO sqlalchemy.engine" in kept.text  # every statement
    assert "[SQL parameters hidden due to hide_parameters=True]" in kept.text


def test_no_log_holds_anything_about_a_person(logged):
    kept, known, _ = logged
    wrong = {line[:300]: found for line in kept.lines if (found := personal_in(line, known))}

    assert wrong == {}


@pytest.mark.parametrize("line", [f"voor {OWN}", "van Zonnebloemtang", "Verzonnen Peer 1 belde", "sessie abc-def"])
def test_such_a_line_would_be_found(line):
    with everything_logged() as kept:
        logging.getLogger("springplank.api").debug("iets %s", line)
        logging.getLogger("httpx").debug("iets %s", line)

    assert len(kept.lines) == 1
    assert personal_in(kept.text, {"Verzonnen Peer 1", "abc-def"})


def test_a_trace_of_an_error_would_be_found():
    with everything_logged() as kept:
        try:
            int(MARK)
        except ValueError:
            logging.getLogger("springplank.api").exception("mis")

    assert personal_in(kept.text, set()) == {MARK}


def test_the_server_lets_nobody_write_what_they_get_at_debug():
    assert {name: one["level"] for name, one in LOGGING["loggers"].items()} == {
        "springplank": "INFO",
        "uvicorn": "INFO",
        "sqlalchemy.pool": "CRITICAL",
    }
    assert "root" not in LOGGING  # so the rest writes warnings and worse


# A real server: whatever it writes, by any road.


def test_a_real_server_writes_nothing_about_a_person():
    home = home_to_change(lasting() / "logboek-van-een-dienst")
    with store_at(home) as store:
        everyone = [person(store, f"Oefen {MARK}", role) for role in (Role.COACH, Role.ADMINISTRATOR)]
        coach, manager = everyone
        client = person_for(store, OWN)
        take_care_of(store, coach)
        known = names_of(store) | secrets_of(coach, manager, client)
    with server(home) as running, httpx.Client(base_url=running.address, trust_env=False) as http:

        def send(who, method, path, **more):
            headers = more.pop("headers", {})
            own = {} if who is None else who.headers(**({"Origin": running.address} | headers))
            return http.request(method, path, headers=own or headers, **more)

        listed = send(coach, "GET", f"/v1/werkzoekenden/{OWN}/suggesties")
        place = Place(send, coach, client, manager, listed.json()["resultaten"][0]["vacature"])
        written = [one.status_code for one in write_everything(place)]
        wrong = [one.status_code for one in make_mistakes(place)]
        assert sign_in_wrongly(http.request).status_code == 401
        damage(home / "store.sqlite")
        failed = [
            send(client, "POST", "/v1/me/bezwaren", json={"over": MARK, "tekst": MARK}).status_code,
            send(coach, "GET", f"/v1/werkzoekenden/{OWN}").status_code,
            send(client, "GET", "/v1/me/begeleiders").status_code,
        ]
        said = running.said()
    assert sum(status < 300 for status in written) >= 8
    assert {400, 401, 403, 404} <= set(wrong)
    assert failed == [503, 503, 500]
    assert "ERROR springplank.api unforeseen ValueError in GET /v1/me/begeleiders" in said
    assert said.count("WARNING springplank.api") == 2
    assert personal_in(said, known) == set()


def take_care_of(store, coach):
    for carer in store.caseload.of_client(OWN):
        store.caseload.drop(OWN, carer.account_id, act())
    store.caseload.name(OWN, coach.account_id, CasePart.COACH, act())


def damage(database):
    """Break what the service stands on: a profile that no key opens, a moment that is none, and a table that went."""
    with contextlib.closing(sqlite3.connect(database)) as opened, opened:
        opened.execute("UPDATE clients SET sealed = ? WHERE id = ?", (MARK.encode(), OWN))
        opened.execute("UPDATE caseload SET since = ?", (MARK,))
        opened.execute("ALTER TABLE objections RENAME TO elsewhere")
