"""What a profile was before each change, and who changed it. It goes with the key of the client."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, func, insert, select

from matcher.domain import Client
from pipelines.store.access_log import Act
from pipelines.store.client_keys import ClientKey, ClientKeys
from pipelines.store.codec import client_from_document, to_json
from pipelines.store.connection import reading
from pipelines.store.keyring import Keyring
from pipelines.store.tables import profile_history, stamp


@dataclass(frozen=True, slots=True, repr=False)
class ProfileChange:
    """One change: who changed which fields in which role, and the profile as it was before."""

    at: datetime
    who: str
    role: str
    fields: tuple[str, ...]
    before: Client


@dataclass(frozen=True, slots=True, repr=False)
class ProfileHistory:
    """The changes of profiles in a home."""

    engine: Engine
    keyring: Keyring

    def of(self, client_id: str) -> tuple[ProfileChange, ...]:
        """Return the changes of one profile, the latest first; NotFoundError when it is not here."""
        with reading(self.engine) as connection:
            key = ClientKeys(self.keyring).of(connection, client_id)
            query = select(profile_history).where(profile_history.c.client_id == client_id)
            rows = connection.execute(query.order_by(profile_history.c.number.desc())).all()
        return tuple(_change(key, row) for row in rows)


def keep_version(
    connection: Connection,
    key: ClientKey,
    before: dict[str, Any],
    fields: Collection[str],
    act: Act,
) -> None:
    """Keep what a profile was, as a document, in the transaction that changes it and holds its row."""
    last = select(func.max(profile_history.c.number)).where(profile_history.c.client_id == key.client_id)
    number = (connection.scalar(last) or 0) + 1
    actor = act.actor
    place = _place(key, number, act.at, actor.who, actor.role)
    sealed = key.box.seal(to_json({"fields": sorted(fields), "before": before}).encode(), place)
    values = {"client_id": key.client_id, "number": number, "at": act.at, "who": actor.who, "role": actor.role}
    connection.execute(insert(profile_history).values(values | {"sealed": sealed}))


def _change(key: ClientKey, row: Any) -> ProfileChange:
    kept = json.loads(key.box.open(row.sealed, _place(key, row.number, row.at, row.who, row.role)))
    return ProfileChange(row.at, row.who, row.role, tuple(kept["fields"]), client_from_document(kept["before"]))


def _place(key: ClientKey, number: int, at: datetime, who: str, role: str) -> str:
    return f"profile_history/{key.client_id}/{number}/{stamp(at)}/{role}/{who}"
