"""What clients said yes and no to: every answer is kept, the last one holds, and without one it is no."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine, insert, select

from matcher.consent import Consent
from pipelines.store.access_log import AccessLog, Act
from pipelines.store.client_keys import ClientKeys
from pipelines.store.connection import reading, writing
from pipelines.store.keyring import Keyring
from pipelines.store.tables import consents

# A yes to the second means nothing without a yes to the first.
NEEDS = {Consent.EXCHANGE_CONTACT: Consent.EXCHANGE}


@dataclass(frozen=True, slots=True)
class Given:
    """The last answer: yes or no, when, and who wrote it down."""

    given: bool
    at: datetime
    who: str


@dataclass(frozen=True, slots=True, repr=False)
class ConsentStore:
    """The consents of a home."""

    engine: Engine
    keyring: Keyring
    log: AccessLog

    def of(self, client_id: str) -> dict[Consent, Given]:
        """Return the last answer of each kind that was ever answered; NotFoundError for who is not here."""
        with reading(self.engine) as connection:
            ClientKeys(self.keyring).check_here(connection, client_id)
            query = select(consents).where(consents.c.client_id == client_id).order_by(consents.c.id)
            rows = connection.execute(query).all()
        return {Consent.of(row.kind): Given(row.given, row.at, row.who) for row in rows}

    def history(self, client_id: str) -> tuple[tuple[Consent, Given], ...]:
        """Return every answer, the first one first; NotFoundError for who is not here."""
        with reading(self.engine) as connection:
            ClientKeys(self.keyring).check_here(connection, client_id)
            query = select(consents).where(consents.c.client_id == client_id).order_by(consents.c.id)
            rows = connection.execute(query).all()
        return tuple((Consent.of(row.kind), Given(row.given, row.at, row.who)) for row in rows)

    def set(
        self, client_id: str, kind: Consent, given: bool, *, who: str, at: datetime, act: Act | None = None
    ) -> None:
        """Keep an answer; `act` logs it when staff wrote down what a client said, None when the client did it.

        A no takes back what needs this yes as well: saying yes again later must not bring that back unasked.
        """
        with writing(self.engine) as connection:
            ClientKeys(self.keyring).hold(connection, client_id)
            taken_back = [other for other, needed in NEEDS.items() if needed is kind and not given]
            for one in (kind, *(other for other in taken_back if client_id in _agreed(connection, other))):
                values = {"client_id": client_id, "kind": one, "given": given, "at": at, "who": who}
                connection.execute(insert(consents).values(values))
            if act is not None:
                self.log.note_in(connection, act, [client_id])

    def who_agreed(self, kind: Consent) -> frozenset[str]:
        """Return the ids of who says yes now, also to what this yes needs."""
        with reading(self.engine) as connection:
            agreed = _agreed(connection, kind)
            return agreed & _agreed(connection, NEEDS[kind]) if kind in NEEDS else agreed


def _agreed(connection: Connection, kind: Consent) -> frozenset[str]:
    query = select(consents.c.client_id, consents.c.given).where(consents.c.kind == kind).order_by(consents.c.id)
    last = {row.client_id: row.given for row in connection.execute(query)}
    return frozenset(client_id for client_id, given in last.items() if given)
