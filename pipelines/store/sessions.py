"""Sessions of who signed in with a browser. The token is in the browser alone; here is its hash."""

import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Engine, and_, delete, insert, or_, select, update

from matcher.errors import UnavailableError
from pipelines.store.connection import reading, writing
from pipelines.store.store_keys import StoreKeys
from pipelines.store.tables import accounts, sessions

TOKEN_BYTES = 32  # OWASP Session Management asks at least 64 bits, OIDC NLGov 128 for what is random
# NIST SP 800-63B-4, 2.2.3 (AAL2): sign in again after an hour without activity and a day in all, at the most. A desk at
# a town hall is shared, so half an hour and one working day.
IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=8)
SEEN_EVERY = timedelta(minutes=1)  # so that not every page that is read is a write


@dataclass(frozen=True, slots=True, repr=False)
class Session:
    """One browser that is signed in; `form_token` goes along with whatever it changes."""

    token: str
    form_token: str
    account_id: str

    def __repr__(self) -> str:
        return f"Session({self.account_id})"  # never a token: reprs end up in logs


@dataclass(frozen=True, slots=True, repr=False)
class SessionStore:
    """The sessions of a home; moments are aware."""

    engine: Engine
    keys: StoreKeys

    def begin(self, account_id: str, at: datetime) -> Session:
        """Return a new session with tokens that never were before."""
        token, form_token = secrets.token_urlsafe(TOKEN_BYTES), secrets.token_urlsafe(TOKEN_BYTES)
        values = {"token": self._hashed(token), "account_id": account_id, "form_token": form_token}
        with writing(self.engine) as connection:
            connection.execute(insert(sessions).values(values | {"made_at": at, "seen_at": at}))
        return Session(token, form_token, account_id)

    def find(self, token: str, at: datetime) -> Session | None:
        """Return the session of a token, None when there is none, it ended, or the account is blocked."""
        hashed = self._hashed(token)
        query = (
            select(sessions)
            .join(accounts, and_(accounts.c.id == sessions.c.account_id, accounts.c.active))
            .where(sessions.c.token == hashed, sessions.c.seen_at > at - IDLE, sessions.c.made_at > at - LONGEST)
        )
        with reading(self.engine) as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            return None
        if row.seen_at <= at - SEEN_EVERY:
            # While an import writes, reading goes on: then the next page says that somebody was here.
            with suppress(UnavailableError), writing(self.engine) as connection:
                connection.execute(update(sessions).where(sessions.c.token == hashed).values(seen_at=at))
        return Session(token, row.form_token, row.account_id)

    def end(self, token: str) -> None:
        """End a session; nothing happens when it is not there."""
        with writing(self.engine) as connection:
            connection.execute(delete(sessions).where(sessions.c.token == self._hashed(token)))

    def end_all(self, account_id: str) -> None:
        """End every session of an account."""
        with writing(self.engine) as connection:
            connection.execute(delete(sessions).where(sessions.c.account_id == account_id))

    def forget_ended(self, at: datetime) -> int:
        """Remove the sessions that ended by themselves, and return how many those were."""
        over = or_(sessions.c.seen_at <= at - IDLE, sessions.c.made_at <= at - LONGEST)
        with writing(self.engine) as connection:
            return connection.execute(delete(sessions).where(over)).rowcount

    def _hashed(self, token: str) -> str:
        return self.keys.keyed("session", token)
