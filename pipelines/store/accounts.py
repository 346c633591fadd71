"""Who uses the service: accounts with their roles, and the invitations with which someone links their sign-in.

What the provider calls someone is kept as a keyed hash alone: with it somebody is found again, and nothing can be
looked up in it.
"""

import base64
import json
import re
import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, Row, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from matcher.errors import ConflictError, InputError, NotFoundError, SignInError
from matcher.purpose import Purpose
from matcher.roles import Role
from pipelines.store.access_log import SYSTEM, AccessLog, Act, Actor
from pipelines.store.codec import to_json
from pipelines.store.connection import reading, writing
from pipelines.store.store_keys import StoreKeys
from pipelines.store.tables import accounts, client_keys, local_passwords, sessions

ID_BYTES = 10
# OWASP asks at least 64 bits for a one-time code, OIDC NLGov 128 for what is random; 160 fills eight groups of four.
INVITATION_BYTES = 20
INVITATION_DAYS = 14  # long enough for a letter and a holiday week; decided for issue 6
GROUP = 4
LONGEST_NAME = 100
TAKEN = "wie zich zo aanmeldt heeft hier al een account; gebruik dat account, of vraag de functioneel beheerder"
BAD_INVITATION = "deze code klopt niet, is al gebruikt of is te oud; vraag een nieuwe uitnodiging"


@dataclass(frozen=True, slots=True, repr=False)
class Account:
    """Somebody, or a system, that may use the service.

    `client_id` is the client whose account it is, None for staff and systems. `linked`: somebody at the provider goes
    with it. `invited_until`: an invitation is open until then, None without one.
    """

    id: str
    name: str
    roles: frozenset[Role]
    client_id: str | None
    active: bool
    made_at: datetime
    linked: bool = False
    invited_until: datetime | None = None

    def __repr__(self) -> str:
        return f"Account({self.id})"  # never a name: reprs end up in logs


@dataclass(frozen=True, slots=True, repr=False)
class AccountStore:
    """The accounts of a home; moments are aware."""

    engine: Engine
    keys: StoreKeys
    log: AccessLog

    def get(self, account_id: str) -> Account:
        """Return one account; NotFoundError when it is not here."""
        with reading(self.engine) as connection:
            return self._account(_row(connection, account_id))

    def name_of(self, who: str) -> str:
        """Return how an account is called; what is none (a user of the system, one that is gone) stays as it is."""
        try:
            return self.get(who).name
        except NotFoundError:
            return who

    def all(self) -> tuple[Account, ...]:
        """Return every account, the oldest first."""
        with reading(self.engine) as connection:
            rows = connection.execute(select(accounts).order_by(accounts.c.made_at, accounts.c.id)).all()
        return tuple(self._account(row) for row in rows)

    def make(
        self, name: str, roles: Collection[Role], *, client_id: str | None = None, made_by: str, at: datetime
    ) -> tuple[Account, str]:
        """Return a new account with the code of its invitation, which is shown once and is here only as a hash.

        That a client gets an account stands in the access log. ConflictError when roles and client do not go together
        or the client has an account; NotFoundError when there is no such client.
        """
        account = _new(name, roles, client_id, at)
        code, invitation = self._invitation(at)
        with writing(self.engine) as connection:
            self._insert(connection, account, made_by, invitation)
        return replace(account, invited_until=invitation["invited_until"]), code

    def make_known(
        self,
        name: str,
        roles: Collection[Role],
        *,
        issuer: str,
        subject: str,
        client_id: str | None = None,
        made_by: str,
        at: datetime,
    ) -> Account:
        """Return a new account for a subject that is known beforehand, as that of a system is: without an invitation.

        Raises what `make` and `link` raise, and then there is no account.
        """
        account = _new(name, roles, client_id, at)
        with writing(self.engine) as connection:
            self._insert(connection, account, made_by, {})
            self._link(connection, account.id, issuer, _checked(subject))
        return replace(account, linked=True)

    def change(
        self,
        account_id: str,
        *,
        roles: Collection[Role] | None = None,
        active: bool | None = None,
        name: str | None = None,
        act: Act,
    ) -> Account:
        """Change what is given and return the account; who is blocked is signed out at once, everywhere.

        That of a client is noted in the access log as `act`. Other roles end the sessions too, so that no page goes on
        with the old ones. NotFoundError, ConflictError or InputError say why not.
        """
        with writing(self.engine) as connection:
            before = self._account(_row(connection, account_id, lock=True))
            wanted = before.roles if roles is None else frozenset(roles)
            check_roles(wanted, before.client_id)
            values: dict[str, Any] = {"roles": _codes(wanted)}
            if name is not None:
                values["sealed"] = self._sealed(account_id, _named(name))
            if active is not None:
                values["active"] = active
            if active is False:
                values |= {"invitation": None, "invited_until": None}
            connection.execute(update(accounts).where(accounts.c.id == account_id).values(values))
            if active is False or wanted != before.roles:
                _sign_out(connection, account_id)
            self._note(connection, act, before.client_id)
            return self._account(_row(connection, account_id))

    def invite(self, account_id: str, act: Act) -> str:
        """Return the code of a new invitation. Whoever was linked is no longer, and is signed out.

        Who has the code gets all that the account may see: for that of a client, `act` stands in the access log, where
        they read it. NotFoundError without such an account; ConflictError when it is blocked.
        """
        code, invitation = self._invitation(act.at)
        with writing(self.engine) as connection:
            row = _row(connection, account_id, lock=True)
            if not row.active:
                raise ConflictError("dit account is geblokkeerd; zet het eerst weer aan")
            change = update(accounts).where(accounts.c.id == account_id)
            connection.execute(change.values(invitation | {"subject": None}))
            _sign_out(connection, account_id)
            self._note(connection, act, row.client_id)
        return code

    def forget_invitations(self, at: datetime) -> int:
        """Remove the invitations that ended by themselves, and return how many those were."""
        values = {"invitation": None, "invited_until": None}
        with writing(self.engine) as connection:
            return connection.execute(update(accounts).where(accounts.c.invited_until <= at).values(values)).rowcount

    def by_subject(self, issuer: str, subject: str) -> Account | None:
        """Return the account of somebody at a provider, None when no account is linked to them."""
        query = select(accounts).where(accounts.c.subject == self._subject(issuer, subject))
        with reading(self.engine) as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else self._account(row)

    def link(self, account_id: str, issuer: str, subject: str, act: Act) -> None:
        """Link an account to a subject that is known beforehand; its invitation ends, and who was linked is signed out.

        That of a client is noted in the access log as `act`. ConflictError when the subject has another account,
        InputError when it is empty.
        """
        with writing(self.engine) as connection:
            row = _row(connection, account_id, lock=True)
            self._link(connection, account_id, issuer, _checked(subject))
            if row.subject is not None:
                _sign_out(connection, account_id)
            self._note(connection, act, row.client_id)

    def accept_invitation(self, code: str, issuer: str, subject: str, at: datetime) -> Account:
        """Link the account of an invitation to who signed in, once.

        SignInError when the code is not good, whatever the reason; ConflictError when who signed in has an account.
        """
        query = select(accounts).where(accounts.c.invitation == self._code(code))
        with writing(self.engine) as connection:
            row = connection.execute(query.with_for_update()).one_or_none()
            if row is None or not row.active or row.invited_until is None or row.invited_until <= at:
                raise SignInError(BAD_INVITATION)
            self._link(connection, row.id, issuer, subject)
            return self._account(_row(connection, row.id))

    def _insert(
        self, connection: Connection, account: Account, made_by: str, invitation: Mapping[str, datetime | str]
    ) -> None:
        if account.client_id is not None:
            # Waits for whoever removes this client now: an account may not be left behind without its client.
            held = select(client_keys.c.client_id).where(client_keys.c.client_id == account.client_id)
            connection.execute(held.with_for_update(read=True))
            act = Act(_actor(connection, made_by), "account gemaakt", Purpose.MAINTENANCE, account.made_at)
            self._note(connection, act, account.client_id)
        values = {
            "id": account.id,
            "roles": _codes(account.roles),
            "client_id": account.client_id,
            "sealed": self._sealed(account.id, account.name),
            "active": True,
            "made_at": account.made_at,
            "made_by": made_by,
        }
        try:
            connection.execute(insert(accounts).values({**values, **invitation}))
        except IntegrityError as error:
            raise ConflictError("deze cliënt heeft al een account; verander dat account") from error

    def _note(self, connection: Connection, act: Act, client_id: str | None) -> None:
        """Note what happens to the account of a client; NotFoundError when they left meanwhile."""
        if client_id is not None:
            self.log.note_in(connection, act, [client_id])

    def _link(self, connection: Connection, account_id: str, issuer: str, subject: str) -> None:
        hashed = self._subject(issuer, subject)
        if connection.scalar(select(accounts.c.id).where(accounts.c.subject == hashed, accounts.c.id != account_id)):
            raise ConflictError(TAKEN)
        values = {"subject": hashed, "invitation": None, "invited_until": None}
        try:
            connection.execute(update(accounts).where(accounts.c.id == account_id).values(values))
        except IntegrityError as error:  # somebody did the same between the question and the change
            raise ConflictError(TAKEN) from error

    def _account(self, row: Row[Any]) -> Account:
        name = json.loads(self.keys.accounts.open(row.sealed, _place(row.id)))["name"]
        roles = frozenset(Role.of(code) for code in row.roles.split(","))
        return Account(
            row.id, name, roles, row.client_id, row.active, row.made_at, row.subject is not None, row.invited_until
        )

    def _sealed(self, account_id: str, name: str) -> bytes:
        return self.keys.accounts.seal(to_json({"name": name}).encode(), _place(account_id))

    def _subject(self, issuer: str, subject: str) -> str:
        return self.keys.keyed("subject", f"{issuer}\n{subject}")

    def _invitation(self, at: datetime) -> tuple[str, dict[str, Any]]:
        text = base64.b32encode(secrets.token_bytes(INVITATION_BYTES)).decode()
        code = "-".join(text[start : start + GROUP] for start in range(0, len(text), GROUP))
        return code, {"invitation": self._code(code), "invited_until": at + timedelta(days=INVITATION_DAYS)}

    def _code(self, code: str) -> str:
        """Return the hash of a code, however it was typed."""
        return self.keys.keyed("invitation", re.sub(r"[^A-Z2-7]", "", code.upper()))


def _new(name: str, roles: Collection[Role], client_id: str | None, at: datetime) -> Account:
    check_roles(roles, client_id)
    return Account(f"a-{secrets.token_hex(ID_BYTES)}", _named(name), frozenset(roles), client_id, True, at)  # noqa: FBT003 (active)


def check_roles(roles: Collection[Role], client_id: str | None) -> None:
    """Refuse what does not go together: a client has one role and is somebody, and nobody advises themselves."""
    if not roles:
        raise InputError("een account heeft minstens één rol; kies uit " + ", ".join(role.value for role in Role))
    if Role.CLIENT in roles and set(roles) != {Role.CLIENT}:
        raise ConflictError("wie cliënt is heeft geen andere rol; maak een apart account voor het werk")
    if {Role.COACH, Role.ADMINISTRATOR} <= set(roles):  # nobody opens the files of people for themselves
        raise ConflictError("wie accounts beheert is niet ook werkcoach; geef het beheer aan iemand anders")
    if Role.CLIENT in roles and client_id is None:
        raise ConflictError("een account met de rol client hoort bij een cliënt; geef het id van die cliënt")
    if Role.CLIENT not in roles and client_id is not None:
        raise ConflictError("een account van een medewerker hoort niet bij een cliënt; laat het id van de cliënt weg")


def remove_account_of(connection: Connection, client_id: str) -> None:
    """Remove the account of a client who leaves, with its sessions; nothing when there is none."""
    account_id = connection.scalar(select(accounts.c.id).where(accounts.c.client_id == client_id))
    if account_id is not None:
        _sign_out(connection, account_id)
        connection.execute(delete(local_passwords).where(local_passwords.c.account_id == account_id))
        connection.execute(delete(accounts).where(accounts.c.id == account_id))


def _sign_out(connection: Connection, account_id: str) -> None:
    connection.execute(delete(sessions).where(sessions.c.account_id == account_id))


def _actor(connection: Connection, made_by: str) -> Actor:
    """Return who made an account: an administrator by their account, else a user of the operating system."""
    known = connection.scalar(select(accounts.c.id).where(accounts.c.id == made_by))
    return Actor(made_by, SYSTEM if known is None else Role.ADMINISTRATOR)


def _row(connection: Connection, account_id: str, *, lock: bool = False) -> Row[Any]:
    query = select(accounts).where(accounts.c.id == account_id)
    row = connection.execute(query.with_for_update() if lock else query).one_or_none()
    if row is None:
        raise NotFoundError(f"geen account met id {account_id}; zie springplank account list")
    return row


def _named(name: str) -> str:
    name = " ".join(name.split())
    if not 1 <= len(name) <= LONGEST_NAME or not name.isprintable():
        raise InputError(f"een naam heeft 1 tot en met {LONGEST_NAME} tekens die te lezen zijn")
    return name


def _checked(subject: str) -> str:
    """Return a subject that somebody typed: with a space around it, it would never be that of the provider."""
    if not subject or subject != subject.strip():
        raise InputError("hoe de aanbieder het account noemt (sub) is leeg of heeft een spatie aan het begin of eind")
    return subject


def _codes(roles: Collection[Role]) -> str:
    return ",".join(sorted(role.value for role in roles))


def _place(account_id: str) -> str:
    return f"accounts/{account_id}"
