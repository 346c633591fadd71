"""When there was last contact with a client: for the retention job alone, which keeps and shows it nowhere.

Contact is what the client did or looked at, what staff did with or for them, and news about them from an import. What
a system reads, and a list of candidates for an employer, is none. Neither is what lies ahead of the job: a clock that
stood wrong once may not keep somebody for ever.
"""

from collections.abc import Iterator
from datetime import UTC, datetime

from sqlalchemy import Column, ColumnElement, Connection, Text, func, select, type_coerce, update

from matcher.purpose import Purpose
from matcher.roles import Role
from pipelines.store.access_log import SYSTEM
from pipelines.store.chain import AHEAD
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


def last_contacts(connection: Connection, at: datetime) -> dict[str, datetime]:
    """Return the last contact with every client who is here, by id, as a job sees it that runs at a moment.

    What lies further ahead counts for nothing; of a profile it counts as the moment of the job.
    """
    found: dict[str, datetime] = {}
    limit = at + AHEAD
    for column, moment in MOMENTS:
        query = select(column, func.max(moment)).where(moment <= limit).group_by(column)
        for row in connection.execute(query):
            _later(found, *row)
    for client_id in connection.scalars(select(clients.c.id).where(clients.c.updated_at > limit)):
        _later(found, client_id, at)
    for client_id, latest in _in_chains(connection, limit):
        _later(found, client_id, latest)
    here = set(connection.scalars(select(clients.c.id)))
    return {client_id: latest for client_id, latest in found.items() if client_id in here}


def carry_over(connection: Connection, before: datetime, at: datetime) -> None:
    """Let profiles keep the day of a contact that is known from lines of before a moment alone, which go now.

    Without it a profile would seem untouched for years as soon as its lines are gone. To the day is enough. A profile
    of which the last change lies ahead of the job gets its day.
    """
    for client_id, latest in _in_chains(connection, before):
        older = clients.c.id == client_id, clients.c.updated_at < _day(latest)
        connection.execute(update(clients).where(*older).values(updated_at=_day(latest)))
    connection.execute(update(clients).where(clients.c.updated_at > at + AHEAD).values(updated_at=_day(at)))


def _in_chains(connection: Connection, before: datetime) -> Iterator[tuple[str, datetime]]:
    """Give clients with the last moment before another in each chain."""
    for whose, moment, which in (
        (access_log.c.whose, access_log.c.at, WITH_STAFF),
        (advice_records.c.whose, advice_records.c.at, BY_THEMSELVES),
    ):
        yield from _latest(connection, whose, moment, which & (moment < before))


def _latest(
    connection: Connection, whose: Column[str], moment: Column[datetime], lines: ColumnElement[bool]
) -> Iterator[tuple[str, datetime]]:
    # As text: a line that was changed may hold no moment any more, and the rest goes on.
    latest = type_coerce(func.max(moment), Text()).label("latest")
    joined = select(client_keys.c.client_id, latest).join_from(
        client_keys, whose.table, client_keys.c.pseudonym == whose
    )
    query = joined.where(lines).group_by(client_keys.c.client_id).order_by(client_keys.c.client_id)
    for row in connection.execute(query):
        if (found := moment_of(row.latest)) is not None:
            yield row.client_id, found


def moment_of(text: object) -> datetime | None:
    """Return the moment that a text in the database is, None when somebody made it into something else."""
    try:
        return datetime.fromisoformat(str(text)).astimezone(UTC)
    except ValueError:
        return None


def _day(moment: datetime) -> datetime:
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)


def _later(found: dict[str, datetime], client_id: str, moment: datetime) -> None:
    found[client_id] = max(moment, found.get(client_id, moment))
