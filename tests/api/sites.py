"""Services that run for the browser tests: a demo over http, and a home with a provider over https."""

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from api.sign_in.client_key import ClientKey
from matcher.domain import Client
from matcher.roles import Role
from pipelines.demo.accounts import demo_accounts
from pipelines.home import create_home
from pipelines.store.clients import StoredClient
from pipelines.store.engine import store_of
from pipelines.store.local_passwords import LocalPasswords
from tests.api.people import act, settings_of_tests
from tests.api.sign_in.desks import write_key
from tests.certificates import self_signed
from tests.providers import StrictProvider, strict_provider
from tests.servers import free_port, served, served_over_tls

HOSTILE = "<img src=x onerror=\"document.title='gekraakt'\"> & <b>Oefen</b>"
SECRET = "kade-lepel-raam"  # noqa: S105 (of an invented account)
KNOWN, NEW = "bekend", "nieuw"  # at the provider; the first here too


@dataclass(frozen=True, slots=True)
class Site:
    """A service that runs, and how somebody gets in."""

    address: str
    password: str = ""  # of the accounts of a demo
    provider: StrictProvider | None = None
    code: str = ""  # of an invitation


@contextmanager
def demo_site(folder):
    """A demo with its own accounts, and one whose name is an attack."""
    with settings_of_tests():
        home = create_home(folder / "home", demo=True)
        with store_of(home, make=True) as store:
            store.clients.upsert([StoredClient(Client("c-0001"))], taxonomy="a1", at=datetime.now(UTC))
            made, _ = store.accounts.make(HOSTILE, {Role.ANALYST}, made_by="test", at=datetime.now(UTC))
            LocalPasswords(home, store.engine).put("vijandig", made.id, SECRET)
        password = demo_accounts(home)
    with served(home.path) as address:
        yield Site(address, password)


@contextmanager
def municipality_site(folder):
    """A home that is no demo, over https, with a provider at which everybody is the same somebody."""
    home, port = create_home(folder / "home"), free_port()
    address = f"https://127.0.0.1:{port}"
    key = str(home.key.rename(folder / "key"))  # no real data are served with the key beside them
    with strict_provider() as provider:
        lines = {"issuer": provider.issuer, "client-id": "springplank", "base-url": address}
        lines["key-file"] = str(write_key(folder / "sign-in.pem"))
        with home.config_file.open("a", encoding="utf-8") as file:
            file.write("\n[sign-in]\n" + "".join(f'{name} = "{value}"\n' for name, value in lines.items()))
        with settings_of_tests(SPRINGPLANK_KEY_FILE=key), store_of(home, make=True) as store:
            _, code = store.accounts.make("Oefencoach A", {Role.COACH}, made_by="test", at=datetime.now(UTC))
            known, _ = store.accounts.make("Oefencoach B", {Role.COACH}, made_by="test", at=datetime.now(UTC))
            store.accounts.link(known.id, provider.issuer, KNOWN, act())
        provider.client_keys = ClientKey.read(folder / "sign-in.pem").public_set()
        provider.tell()
        certificate = self_signed(folder / "tls.pem")
        with served_over_tls(home.path, certificate, port, SPRINGPLANK_KEY_FILE=key):
            yield Site(address, provider=provider, code=code)
