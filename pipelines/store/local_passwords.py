"""Passwords of the local accounts in a demo. Outside a demo nobody signs in with one, whatever is in the table."""

import secrets
from dataclasses import dataclass
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Engine, delete, insert, select

from matcher.errors import DeniedError
from pipelines.home import Home
from pipelines.store.connection import reading, writing
from pipelines.store.tables import local_passwords

LONGEST_PASSWORD = 128
HASHER = PasswordHasher()  # argon2id as RFC 9106, section 4, recommends for less memory: 64 MiB, 3 passes, 4 lanes


@dataclass(frozen=True, slots=True, repr=False)
class LocalPasswords:
    """The local accounts of a demo; DeniedError for any other home, so that there is no such thing elsewhere."""

    home: Home
    engine: Engine

    def __post_init__(self) -> None:
        if not self.home.config.demo:
            raise DeniedError("lokale accounts bestaan alleen in een demo; stel [sign-in] in voor een echte omgeving")

    def put(self, login: str, account_id: str, password: str) -> None:
        """Let an account sign in with this login and password, in place of what stood there."""
        hashed = HASHER.hash(password)
        with writing(self.engine) as connection:
            connection.execute(delete(local_passwords).where(local_passwords.c.login == login))
            connection.execute(insert(local_passwords).values(login=login, account_id=account_id, hash=hashed))

    def logins(self) -> dict[str, str]:
        """Return the account of every login."""
        with reading(self.engine) as connection:
            rows = connection.execute(select(local_passwords.c.login, local_passwords.c.account_id)).all()
        return {row.login: row.account_id for row in rows}

    def check(self, login: str, password: str) -> str | None:
        """Return the account that goes with a login and password, None when they do not belong together.

        It takes as long for a login that is not there as for a wrong password.
        """
        query = select(local_passwords).where(local_passwords.c.login == login)
        with reading(self.engine) as connection:
            row = connection.execute(query).one_or_none()
        good = _matches(_nobody() if row is None else row.hash, password[:LONGEST_PASSWORD])
        return row.account_id if row is not None and good and len(password) <= LONGEST_PASSWORD else None


def _matches(hashed: str, password: str) -> bool:
    try:
        return HASHER.verify(hashed, password)
    except (VerificationError, InvalidHashError):
        return False


@cache
def _nobody() -> str:
    """Return the hash of a password that nobody has."""
    return HASHER.hash(secrets.token_urlsafe())
