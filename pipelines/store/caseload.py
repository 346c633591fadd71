"""Who takes care of whom: only who is named here sees a client, and the client sees who that is."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine, Row, delete, insert, select

from matcher.errors import ConflictError, NotFoundError
from matcher.roles import CasePart, Role
from pipelines.store.access_log import AccessLog, Act
from pipelines.store.client_keys import BATCH, ClientKeys
from pipelines.store.connection import reading, writing
from pipelines.store.tables import accounts, caseload

# At most one of each for a client; of coaches there may be more.
ONE_OF = frozenset({CasePart.REGISSEUR, CasePart.SHADOW})
# Who answers for a client, the first that there is.
RESPONSIBLE = (CasePart.REGISSEUR, CasePart.COACH, CasePart.SHADOW)


@dataclass(frozen=True, slots=True)
class Carer:
    """An account that takes care of a client, as what, and since when."""

    account_id: str
    part: CasePart
    since: datetime


@dataclass(frozen=True, slots=True, repr=False)
class CaseloadStore:
    """The caseloads of a home."""

    engine: Engine
    log: AccessLog

    def of_coach(self, account_id: str) -> tuple[str, ...]:
        """Return the ids of the clients that an account takes care of."""
        return tuple(self.parts_of(account_id))

    def parts_of(self, account_id: str) -> dict[str, CasePart]:
        """Return what an account is to each of its clients, by client id."""
        query = select(caseload).where(caseload.c.account_id == account_id).order_by(caseload.c.client_id)
        with reading(self.engine) as connection:
            return {row.client_id: CasePart.of(row.part) for row in connection.execute(query)}

    def of_client(self, client_id: str) -> tuple[Carer, ...]:
        """Return who takes care of a client, in the order of their parts; nobody for who is not here."""
        query = select(caseload).where(caseload.c.client_id == client_id)
        with reading(self.engine) as connection:
            found = [_carer(row) for row in connection.execute(query)]
        return tuple(sorted(found, key=lambda one: (one.part.ordinal, one.account_id)))

    def sees(self, account_id: str, client_id: str) -> bool:
        """Return whether an account takes care of a client."""
        query = select(caseload.c.part).where(caseload.c.client_id == client_id, caseload.c.account_id == account_id)
        with reading(self.engine) as connection:
            return connection.scalar(query) is not None

    def responsible(self, client_ids: Collection[str]) -> dict[str, str]:
        """Return the account that answers for each of these clients; who has nobody is left out.

        An account that is blocked answers for nobody: then it is the next of them.
        """
        ids = sorted(client_ids)
        found: dict[str, list[Carer]] = {}
        with reading(self.engine) as connection:
            for start in range(0, len(ids), BATCH):
                query = select(caseload).join(accounts, accounts.c.id == caseload.c.account_id)
                query = query.where(accounts.c.active, caseload.c.client_id.in_(ids[start : start + BATCH]))
                for row in connection.execute(query):
                    found.setdefault(row.client_id, []).append(_carer(row))
        return {
            client_id: min(carers, key=lambda one: (RESPONSIBLE.index(one.part), one.since, one.account_id)).account_id
            for client_id, carers in found.items()
        }

    def name(self, client_id: str, account_id: str, part: CasePart, act: Act) -> None:
        """Name an account for a client, and log who did. A regisseur or schaduwregisseur takes the place of the former.

        NotFoundError when client or account is not here; ConflictError when the account is not of a coach (that of a
        client never is), or blocked.
        """
        with writing(self.engine) as connection:
            ClientKeys(self.log.keyring).hold(connection, client_id)
            self.log.note_in(connection, act, [client_id])  # first: it holds the log, so two regisseurs wait in line
            _check_coach(connection, account_id)
            of_client = caseload.c.client_id == client_id
            connection.execute(delete(caseload).where(of_client, caseload.c.account_id == account_id))
            if part in ONE_OF:
                connection.execute(delete(caseload).where(of_client, caseload.c.part == part))
            values = {
                "client_id": client_id,
                "account_id": account_id,
                "part": part,
                "since": act.at,
                "named_by": act.actor.who,
            }
            connection.execute(insert(caseload).values(values))

    def drop(self, client_id: str, account_id: str, act: Act) -> None:
        """Take an account off a client, and log who did; NotFoundError when it was not named."""
        with writing(self.engine) as connection:
            which = (caseload.c.client_id == client_id, caseload.c.account_id == account_id)
            if connection.execute(delete(caseload).where(*which)).rowcount == 0:
                raise NotFoundError("dit account begeleidt deze werkzoekende niet; kijk wie dat wel doen")
            self.log.note_in(connection, act, [client_id])


def _check_coach(connection: Connection, account_id: str) -> None:
    """Nobody takes care of themselves by this alone: the account of a client has no other role, see accounts.py."""
    row = connection.execute(select(accounts).where(accounts.c.id == account_id)).one_or_none()
    if row is None:
        raise NotFoundError("dit account is er niet; controleer het nummer")
    if Role.COACH not in row.roles.split(",") or not row.active:
        raise ConflictError("alleen een account met de rol werkcoach dat aan staat kan begeleiden; kies een ander")


def _carer(row: Row[tuple[object, ...]]) -> Carer:
    return Carer(row.account_id, CasePart.of(row.part), row.since)
