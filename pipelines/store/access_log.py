"""The log of who of staff, or which system, read or changed a client's data. Not about what clients do themselves."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine, select

from matcher.errors import NotFoundError, TamperError
from matcher.purpose import Purpose
from pipelines.store.chain import Chain, Verified
from pipelines.store.client_keys import ClientKeys
from pipelines.store.connection import reading, writing
from pipelines.store.keyring import Keyring
from pipelines.store.store_keys import StoreKeys
from pipelines.store.tables import access_log

SYSTEM = "systeem"  # the role of who works with commands, as a user of the operating system
FIELDS = ("at", "who", "role", "what", "whose", "purpose")
NO_LINE = "access_log: er staat een regel in die geen regel is; controleer met springplank log verify"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something: an account and the role it acts in, or a user of the operating system."""

    who: str
    role: str = SYSTEM


@dataclass(frozen=True, slots=True)
class Act:
    """Something done with the data of clients: by whom, what, for what and when; `at` is aware."""

    actor: Actor
    what: str
    purpose: Purpose
    at: datetime


@dataclass(frozen=True, slots=True)
class Access:
    """One line of the log: who did what with a client's data, in which role and for what."""

    at: datetime
    who: str
    role: str
    what: str
    purpose: Purpose


@dataclass(frozen=True, slots=True, repr=False)
class AccessLog:
    """The log of a home; moments are aware. Lines are only added, and in one chain (see chain.py)."""

    engine: Engine
    keyring: Keyring
    keys: StoreKeys

    def note(self, act: Act, client_ids: Collection[str]) -> None:
        """Note an act for these clients: all of them, or none when it fails. NotFoundError for who is not here."""
        with writing(self.engine) as connection:
            self.note_in(connection, act, client_ids)

    def note_in(self, connection: Connection, act: Act, client_ids: Collection[str]) -> None:
        """Note it in the transaction of what it is about, so that there is never one without the other."""
        whose = ClientKeys(self.keyring).pseudonyms(connection, client_ids)
        if missing := [client_id for client_id in client_ids if client_id not in whose]:
            raise NotFoundError(f"geen cliënt met id {missing[0]} in deze gegevens; controleer het id")
        same = {"at": act.at, "who": act.actor.who, "role": act.actor.role, "what": act.what, "purpose": act.purpose}
        self.chain.append(connection, [same | {"whose": whose[client_id]} for client_id in client_ids])

    def of(self, client_id: str) -> tuple[Access, ...]:
        """Return who looked at a client's data, the latest first; nothing for who is not here.

        TamperError when a line holds what was never written: what else was changed, `verify` tells.
        """
        with reading(self.engine) as connection:
            whose = ClientKeys(self.keyring).pseudonyms(connection, [client_id]).get(client_id, "")
            query = select(access_log).where(access_log.c.whose == whose).order_by(access_log.c.seq.desc())
            try:
                rows = connection.execute(query).all()
            except (LookupError, ValueError) as error:  # no moment, or no purpose of ours
                raise TamperError(NO_LINE) from error
        return tuple(Access(row.at, row.who, row.role, row.what, row.purpose) for row in rows)

    def verify(self) -> Verified:
        """Return the chain when it adds up; TamperError names the first line that does not."""
        with reading(self.engine) as connection:
            return self.chain.verify(connection)

    def remove_before(self, moment: datetime, at: datetime) -> int:
        """Remove the lines from before a moment behind a signed checkpoint, and return how many those were."""
        with writing(self.engine) as connection:
            return self.chain.remove_before(connection, moment, at)

    @property
    def chain(self) -> Chain:
        """The chain that the lines are in."""
        return Chain(access_log, FIELDS, self.keys)
