"""A service with nothing but signing in, around a home that a test makes."""

import warnings
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

from api.problems import add_handlers
from api.sign_in.desk import SignInDesk
from api.sign_in.identity import check_form_token, identify
from api.sign_in.provider import Provider
from api.sign_in.routes import router
from matcher.roles import Role
from pipelines.home import create_home
from pipelines.sign_in_settings import sign_in_settings
from pipelines.store.engine import open_store
from pipelines.store.keyring import Keyring
from pipelines.store.local_passwords import LocalPasswords
from tests.api.people import act

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it asks for the successor of httpx, which is not needed to run us
    from fastapi.testclient import TestClient

BASE = "http://localhost:8000"
KEYS = Keyring((b"k" * 32,))
AUDIENCE = "springplank-interface"


class Clock:
    """A clock that a test moves."""

    def __init__(self):
        self.shift = timedelta()

    def __call__(self):
        return datetime.now(UTC) + self.shift

    def forward(self, **time):
        self.shift += timedelta(**time)


@dataclass
class World:
    """A home that is served, and somebody with a browser."""

    folder: Path
    home: Any
    store: Any
    clock: Clock
    desk: SignInDesk
    app: FastAPI
    browser: TestClient
    accounts: dict = field(default_factory=dict)

    def account(self, name="Oefencoach A", *roles, subject=None):
        made, code = self.store.accounts.make(name, roles or {Role.COACH}, made_by="test", at=self.clock())
        if subject is not None:
            self.store.accounts.link(made.id, self.desk.settings.issuer, subject, act(at=self.clock()))
        return made, code

    def another_browser(self, **options):
        return TestClient(self.app, base_url=BASE, follow_redirects=False, **options)


@cache
def rsa_key():
    """A key for all tests of a run: making one takes longer than most of them."""
    return rsa.generate_private_key(65537, 2048)


def write_key(path, key=None):
    key = rsa_key() if key is None else key
    path.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return path


def ec_key():
    return ec.generate_private_key(ec.SECP256R1())


def world(folder, *, issuer=None, demo=False, base=BASE, key=None, **settings):
    """A served home; `settings` are lines of [sign-in] with underscores."""
    home = create_home(folder / "home", demo=demo)
    if issuer is not None:
        lines = {"issuer": issuer, "client-id": "springplank", "base-url": base, "audience": AUDIENCE}
        if "secret_file" not in settings:
            lines["key-file"] = str(write_key(folder / "sign-in.pem", key))
        lines |= {name.replace("_", "-"): value for name, value in settings.items()}
        text = "".join(f"{name} = {value!r}\n" for name, value in lines.items())
        with home.config_file.open("a", encoding="utf-8") as file:
            file.write(f"\n[sign-in]\n{text}")
    store = open_store(f"sqlite:///{folder / 'store.sqlite'}", KEYS)
    clock = Clock()
    found = sign_in_settings(home)
    provider = None if found is None else Provider(found, clock)
    desk = SignInDesk(store, provider, LocalPasswords(home, store.engine) if demo else None, clock)
    app = app_of(desk)
    browser = TestClient(app, base_url=base, follow_redirects=False)
    return World(folder, home, store, clock, desk, app, browser)


def app_of(desk):
    app = FastAPI(openapi_url=None)
    app.state.sign_in = desk
    add_handlers(app)
    app.include_router(router)

    @app.get("/wie")
    def who(request: Request):
        identity = identify(request)
        if identity is None:
            return JSONResponse(None)
        return JSONResponse(
            {
                "account": identity.account.id,
                "via": identity.via,
                "purposes": sorted(identity.purposes),
                "form_token": identity.form_token,
            }
        )

    @app.post("/verander")
    def change(request: Request):
        identity = identify(request)
        check_form_token(request, identity, request.headers.get("X-Form-Token", ""))
        return JSONResponse("veranderd")

    return app


def hidden(page, name="form_token"):
    """The value of a hidden field."""
    return page.text.partition(f'name="{name}" value="')[2].partition('"')[0]


def log_in(browser, login, password, back="/"):
    """Sign in with a local account."""
    form = browser.get("/inloggen", params={"naar": back})
    data = {"gebruikersnaam": login, "wachtwoord": password, "naar": hidden(form, "naar"), "form_token": hidden(form)}
    return browser.post("/inloggen", data=data)


def at_provider(location):
    """What the strict provider answers to somebody who comes to sign in: the way back."""
    answer = httpx.get(location, follow_redirects=False, trust_env=False)
    assert answer.status_code == 302, answer.text
    back = urlsplit(answer.headers["location"])
    return f"{back.path}?{back.query}"


def through_provider(browser, back="/"):
    """Sign in at the strict provider and come back."""
    begun = browser.get("/inloggen/aanbieder", params={"naar": back})
    assert begun.status_code == 303, begun.text
    return browser.get(at_provider(begun.headers["location"]))
