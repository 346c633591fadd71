"""When there was last contact with a client: for the retention job alone, which keeps and shows it nowhere.

Contact is what the client did or looked at, what staff did with or for them, and news about them from an import. What
a system reads, and a list of candidates for an employer, is none.
"""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Column, ColumnElement, Connection, func, select, update

from matcher.purpose import Purpose
from matcher.roles import Role
from pipelines.store.access_log import SYSTEM
from pipelines.store.tables import (
    access_log,
    advice_records,
    client_keys,
    clients,
    consents,
    interventions,
    objections,
    profile_history,
)

MOMENTS = (
    (clients.c.id, clients.c.updated_at),
    (profile_history.c.client_id, profile_history.c.at),
    (interventions.c.client_id, interventions.c.at),
    (interventions.c.client_id, interventions.c.undone_at),
    (consents.c.client_id, consents.c.at),
    (objections.c.client_id, objections.c.at),
    (objections.c.client_id, objections.c.answered_at),
)
# In the two chains, of which old lines are removed.
WITH_STAFF = (access_log.c.role != SYSTEM) & (access_log.c.purpose == Purpose.ADVICE_TO_CLIENT)
BY_THEMSELVES = advice_records.c.shown_to == Role.CLIENT


def last_contacts(connection: Connection) -> dict[str, datetime]:
    """Return the last contact with every client who is here, by id."""
    found: dict[str, datetime] = {}
    for column, moment in MOMENTS:
        for row in connection.execute(select(column, func.max(moment)).where(moment.is_not(None)).group_by(column)):
            _later(found, *row)
    for client_id, latest in _in_chains(connection):
        _later(found, client_id, latest)
    here = set(connection.scalars(select(clients.c.id)))
    return {client_id: latest for client_id, latest in found.items() if client_id in here}


def carry_over(connection: Connection, before: datetime) -> None:
    """Let profiles keep the day of a contact that is known from lines of before a moment alone, which go now.

    Without it a profile would seem untouched for years as soon as its lines are gone. To the day is enough.
    """
    for client_id, latest in _in_chains(connection, before):
        day = latest.replace(hour=0, minute=0, second=0, microsecond=0)
        older = clients.c.id == client_id, clients.c.updated_at < day
        connection.execute(update(clients).where(*older).values(updated_at=day))


def _in_chains(connection: Connection, before: datetime | None = None) -> Iterator[tuple[str, datetime]]:
    """Give clients with the last moment of each chain, of all lines or of those before a moment."""
    for whose, moment, which in (
        (access_log.c.whose, access_log.c.at, WITH_STAFF),
        (advice_records.c.whose, advice_records.c.at, BY_THEMSELVES),
    ):
        lines = which if before is None else which & (moment < before)
        yield from _latest(connection, whose, moment, lines).items()


def _latest(
    connection: Connection, whose: Column[str], moment: Column[datetime], lines: ColumnElement[bool]
) -> dict[str, datetime]:
    joined = select(client_keys.c.client_id, func.max(moment).label("latest")).join_from(
        client_keys, whose.table, client_keys.c.pseudonym == whose
    )
    query = joined.where(lines).group_by(client_keys.c.client_id).order_by(client_keys.c.client_id)
    return {row.client_id: row.latest for row in connection.execute(query)}


def _later(found: dict[str, datetime], client_id: str, moment: datetime) -> None:
    found[client_id] = max(moment, found.get(client_id, moment))
