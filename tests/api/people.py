"""A served demo home with somebody for every role, signed in: what the tests of the interface share."""

import os
import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from warnings import catch_warnings, simplefilter

from api.app import create_app
from matcher.purpose import Purpose
from matcher.roles import CasePart, Role
from pipelines.home import open_home
from pipelines.store.access_log import Act, Actor
from pipelines.store.engine import store_of
from tests.homes import environment, lasting, region

with catch_warnings():
    simplefilter("ignore")  # it says that httpx, which it uses, will have a successor
    from fastapi.testclient import TestClient

BASE = "http://testserver"
OWN, FOREIGN, NOBODY = "c-0001", "c-0002", "c-9999"
COOKIE = "springplank"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is signed in."""

    name: str
    account_id: str
    token: str
    form_token: str

    def headers(self, **more):
        """What their browser sends along."""
        return {"Cookie": f"{COOKIE}={self.token}", "X-Form-Token": self.form_token, "Origin": BASE} | more


@contextmanager
def settings_of_tests(**changes):
    """The environment that a server of a test starts in, and nothing of who runs the test."""
    before = dict(os.environ)
    os.environ.clear()
    os.environ.update(environment(**changes))
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def home_to_change(folder):
    """A copy of the demo region that a test may change."""
    shutil.copytree(region(), folder)
    return folder


def act(what="test", at=None):
    return Act(Actor("test"), what, Purpose.MAINTENANCE, at or datetime.now(UTC))


def person(store, name, *roles, client_id=None):
    """An account with a session."""
    at = datetime.now(UTC)
    account, _ = store.accounts.make(name, frozenset(roles), client_id=client_id, made_by="test", at=at)
    session = store.sessions.begin(account.id, at)
    return Person(name, account.id, session.token, session.form_token)


class World:
    """A served home: a coach with OWN in their caseload, one with FOREIGN, both clients, an analyst and a manager."""

    def __init__(self, folder, **settings):
        self.folder = folder
        with settings_of_tests(**settings):
            self.app = create_app(folder)
        self.store = self.app.state.context.store
        self.http = TestClient(self.app, base_url=BASE, raise_server_exceptions=False, follow_redirects=False)
        store = self.store
        for account in store.accounts.all():  # those of the demo make room for ours
            store.accounts.change(account.id, active=False, act=act())
        self.coach = person(store, "Oefencoach A", Role.COACH)
        self.other_coach = person(store, "Oefencoach B", Role.COACH)
        self.analyst = person(store, "Oefenanalist", Role.ANALYST)
        self.manager = person(store, "Oefenbeheerder", Role.ADMINISTRATOR)
        self.client = person_for(store, OWN)
        self.other_client = person_for(store, FOREIGN)
        for coach, client_id in ((self.coach, OWN), (self.other_coach, FOREIGN)):
            for carer in store.caseload.of_client(client_id):
                store.caseload.drop(client_id, carer.account_id, act())
            store.caseload.name(client_id, coach.account_id, CasePart.COACH, act())

    def ask(self, who, method, path, **more):
        """Send a request as somebody, or as nobody."""
        headers = more.pop("headers", {})
        return self.http.request(method, path, headers=headers if who is None else who.headers(**headers), **more)

    def service(self):
        """The service in use: what the server itself asks."""
        return self.app.state.context.served.current()

    def close(self):
        self.store.close()


def person_for(store, client_id):
    """The account of a client, with a session: that of the demo, or a new one."""
    at = datetime.now(UTC)
    found = next((one for one in store.accounts.all() if one.client_id == client_id), None)
    if found is None:
        return person(store, f"Oefencliënt {client_id}", Role.CLIENT, client_id=client_id)
    store.accounts.change(found.id, active=True, act=act())
    session = store.sessions.begin(found.id, at)
    return Person(found.name, found.id, session.token, session.form_token)


@cache
def world():
    """One served home for tests that only read, or that change what no other test looks at."""
    return World(home_to_change(lasting() / "served"))


def store_at(folder):
    """The store of a home, opened apart from the server."""
    with settings_of_tests():
        return store_of(open_home(folder))
