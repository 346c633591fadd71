"""Who was told that their profile goes, and until when they can say that it must stay. Only that person reads it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine, Row, delete, insert, select

from pipelines.store.connection import reading
from pipelines.store.tables import retention_notices


@dataclass(frozen=True, slots=True)
class Notice:
    """From `ends_at` on the profile may go, unless there was contact since `told_at`."""

    told_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True, repr=False)
class NoticeStore:
    """The notices of a home; moments are aware."""

    engine: Engine

    def of(self, client_id: str) -> Notice | None:
        """Return the notice of a client, None when there is none."""
        query = select(retention_notices).where(retention_notices.c.client_id == client_id)
        with reading(self.engine) as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else _notice(row)


def held_notices(connection: Connection) -> dict[str, Notice]:
    """Return every notice by client id, and hold them until the transaction ends: nobody takes one back meanwhile."""
    query = select(retention_notices).order_by(retention_notices.c.client_id)
    return {row.client_id: _notice(row) for row in connection.execute(query.with_for_update())}


def give_notice(connection: Connection, client_id: str, notice: Notice) -> None:
    """Tell a client who has no notice yet."""
    values = {"client_id": client_id, "told_at": notice.told_at, "ends_at": notice.ends_at}
    connection.execute(insert(retention_notices).values(values))


def withdraw_notice(connection: Connection, client_id: str) -> None:
    """Take a notice back; nothing happens when there is none."""
    connection.execute(delete(retention_notices).where(retention_notices.c.client_id == client_id))


def _notice(row: Row[tuple[object, ...]]) -> Notice:
    return Notice(row.told_at, row.ends_at)
