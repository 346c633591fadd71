"""Accounts of a demo: somebody for each role, who sign in without a provider. They exist in a demo home alone.

The password is random for each demo and the same for all of its accounts: a newcomer types one thing, and a demo that
somebody opens to a network by mistake has no password that everybody knows. It stays in a file in the home, readable
for its owner alone, as the key of a demo does.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, insert, select

from matcher.errors import HomeError
from matcher.purpose import Purpose
from matcher.roles import CasePart, Role
from pipelines.durable import replace_text
from pipelines.home import PRIVATE_FILE, Home
from pipelines.settings import acting_user, now
from pipelines.store.access_log import Act, Actor
from pipelines.store.connection import writing
from pipelines.store.engine import Store, store_of
from pipelines.store.local_passwords import LocalPasswords
from pipelines.store.tables import caseload, clients

FILE = "demo-accounts.txt"
PASSWORD = "wachtwoord: "  # noqa: S105 (the word before it, in the file)
LETTERS = "abcdefghjkmnpqrstuvwxyz"  # none that looks like another
GROUPS, GROUP = 3, 4  # 12 letters of 23: 54 bits, and tries are slowed down
CLIENT = "c-0001"  # a demo always has this one, and its story is told in full


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """One account of a demo; the name says that nobody is called so."""

    login: str
    name: str
    role: Role
    client_id: str | None = None


ACCOUNTS = (
    DemoAccount("client", f"Oefencliënt {CLIENT}", Role.CLIENT, CLIENT),
    DemoAccount("coach-a", "Oefencoach A", Role.COACH),
    DemoAccount("coach-b", "Oefencoach B", Role.COACH),
    DemoAccount("analist", "Oefenanalist", Role.ANALYST),
    DemoAccount("beheerder", "Oefenbeheerder", Role.ADMINISTRATOR),
)


def demo_accounts(home: Home) -> str:
    """Return the password of the accounts of a demo, which are made when they are not there yet.

    DeniedError for a home that is no demo.
    """
    with store_of(home, make=True) as store:
        local = LocalPasswords(home, store.engine)
        password, there = _kept(home.path / FILE), local.logins()
        if password is not None and all(account.login in there for account in ACCOUNTS):
            return password
        password = _new_password() if password is None else password
        at = now()
        ids = {account.login: there.get(account.login) or _made(store, account, at) for account in ACCOUNTS}
        _divide(store, ids["coach-a"], ids["coach-b"], at)
        for login, account_id in ids.items():
            local.put(login, account_id, password)
        _keep(home.path / FILE, password)
        return password


def _made(store: Store, account: DemoAccount, at: datetime) -> str:
    """Return the id of a new account, or of the one that the client has already."""
    if account.client_id is not None:
        for other in store.accounts.all():
            if other.client_id == account.client_id:
                return other.id
    made, _ = store.accounts.make(
        account.name, {account.role}, client_id=account.client_id, made_by=acting_user(), at=at
    )
    return made.id


def _divide(store: Store, first: str, second: str, at: datetime) -> None:
    """Give each of two coaches half of the clients, in one go, and let the second stand in for the first's first."""
    act = Act(Actor(acting_user()), "caseload van de demo", Purpose.MAINTENANCE, at)
    with writing(store.engine) as connection:
        rows = _rows(connection, first, second)
        if rows:
            same = {"since": at, "named_by": act.actor.who}
            connection.execute(insert(caseload), [{**row, **same} for row in rows])
            store.log.note_in(connection, act, sorted({row["client_id"] for row in rows}))


def _rows(connection: Connection, first: str, second: str) -> list[Mapping[str, str]]:
    if connection.scalar(select(caseload.c.client_id).limit(1)):
        return []  # divided already
    ids = list(connection.scalars(select(clients.c.id).order_by(clients.c.id)))
    rows = [
        {"client_id": client_id, "account_id": (first, second)[at % 2], "part": CasePart.COACH.value}
        for at, client_id in enumerate(ids)
    ]
    stands_in = [{"client_id": client_id, "account_id": second, "part": CasePart.SHADOW.value} for client_id in ids[:1]]
    return [*rows, *stands_in]


def _new_password() -> str:
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(GROUP)) for _ in range(GROUPS))


def _kept(path: Path) -> str | None:
    try:
        lines = path.read_text("utf-8").splitlines()
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise HomeError(f"{path} is niet te lezen; verwijder het, dan komt er een nieuw wachtwoord") from error
    return next((line.removeprefix(PASSWORD) for line in lines if line.startswith(PASSWORD)), None)


def _keep(path: Path, password: str) -> None:
    lines = (
        "# De accounts van deze demo. Alle mensen in deze demo zijn verzonnen.",
        *(f"{account.login}: {account.name}, {account.role.label}" for account in ACCOUNTS),
        f"{PASSWORD}{password}",
    )
    replace_text(path, "\n".join(lines) + "\n")
    path.chmod(PRIVATE_FILE)
