"""The profiles of people, and the log of who read them."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Engine, Row, bindparam, func, insert, select, update

from matcher.commute import Position, Precision
from matcher.domain import Client
from matcher.errors import NotFoundError
from matcher.purpose import Purpose
from pipelines.store.codec import client_from_document, client_to_document, to_json
from pipelines.store.connection import reading, writing
from pipelines.store.tables import access_log, clients

BATCH = 500  # under the 999 parameters that older SQLite allows in one statement


@dataclass(frozen=True, slots=True, repr=False)
class StoredClient:
    """A profile with where it was found on the map, None when unknown."""

    client: Client
    position: Position | None = None

    def __repr__(self) -> str:
        return f"StoredClient({self.client.id})"  # never where someone lives: reprs end up in logs


@dataclass(frozen=True, slots=True)
class Upserted:
    """How many profiles were new, were changed, and stood there already."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0


@dataclass(frozen=True, slots=True)
class Access:
    """One line of the log: who of staff, or which system, did what with a client's data, and for what."""

    at: datetime
    who: str
    what: str
    client_id: str
    purpose: Purpose


@dataclass(frozen=True, slots=True)
class ClientStore:
    """The profiles of a home; moments are aware."""

    engine: Engine

    def upsert(self, new: Iterable[StoredClient], *, taxonomy: str, at: datetime) -> Upserted:
        """Add or replace these profiles, all or none: an exception while they are read leaves everything as it was.

        `taxonomy` is the hash of the taxonomy that their skills were linked to. A profile that stands there already
        with the same content keeps its moment. When an id comes twice, the last one holds.
        """
        added = changed = unchanged = 0
        remaining = iter(new)
        with writing(self.engine) as connection:
            while batch := list(islice(remaining, BATCH)):
                rows = {stored.client.id: _row(stored, taxonomy) for stored in batch}
                before = _content(connection, list(rows))
                fresh = [row | {"updated_at": at} for key, row in rows.items() if key not in before]
                other = [row | {"updated_at": at} for key, row in rows.items() if key in before and before[key] != row]
                if fresh:
                    connection.execute(insert(clients), fresh)
                if other:
                    _replace(connection, other)
                added += len(fresh)
                changed += len(other)
                unchanged += len(rows) - len(fresh) - len(other)
        return Upserted(added, changed, unchanged)

    def get(self, client_id: str) -> StoredClient:
        """Return one profile. NotFoundError suggests no id that looks like it: that would tell who else is here."""
        with reading(self.engine) as connection:
            row = connection.execute(select(clients).where(clients.c.id == client_id)).one_or_none()
        if row is None:
            raise NotFoundError(f"geen cliënt met id {client_id} in deze gegevens; controleer het id")
        return _stored(row)

    def all(self) -> Iterator[StoredClient]:
        """Give every profile by id, as they were at the first one, without holding them all."""
        with reading(self.engine) as connection:
            query = select(clients).order_by(clients.c.id).execution_options(yield_per=BATCH)
            for row in connection.execute(query):
                yield _stored(row)

    def municipalities(self) -> Mapping[str, int]:
        """Return how many profiles each municipality has, by its name as the profiles write it; reads no profile."""
        query = select(clients.c.municipality, func.count().label("people")).group_by(clients.c.municipality)
        with reading(self.engine) as connection:
            return {row.municipality: row.people for row in connection.execute(query)}

    def of_municipality(self, names: Iterable[str]) -> Iterator[StoredClient]:
        """Give the profiles whose municipality is written in one of these ways, by id, and reads no others."""
        with reading(self.engine) as connection:
            query = select(clients).where(clients.c.municipality.in_(sorted(names))).order_by(clients.c.id)
            for row in connection.execute(query.execution_options(yield_per=BATCH)):
                yield _stored(row)

    def count(self) -> int:
        """Return how many profiles there are."""
        with reading(self.engine) as connection:
            return connection.scalar(select(func.count()).select_from(clients)) or 0

    def taxonomies(self) -> frozenset[str]:
        """Return the hash of every taxonomy that a profile is linked to; any but the present one asks for relinking."""
        with reading(self.engine) as connection:
            return frozenset(connection.scalars(select(clients.c.taxonomy).distinct()))

    def log_access(self, who: str, what: str, client_id: str, purpose: Purpose, at: datetime) -> None:
        """Note that someone of staff, or a system, read or changed a client's data. Not for clients themselves."""
        values = {"at": at, "who": who, "what": what, "client_id": client_id, "purpose": purpose}
        with writing(self.engine) as connection:
            connection.execute(insert(access_log).values(values))

    def log_accesses(self, who: str, what: str, client_ids: Iterable[str], purpose: Purpose, at: datetime) -> None:
        """Note the same for many clients in one go: all of them, or none when it fails."""
        same = {"at": at, "who": who, "what": what, "purpose": purpose}
        remaining = iter(client_ids)
        with writing(self.engine) as connection:
            while batch := list(islice(remaining, BATCH)):
                connection.execute(insert(access_log), [same | {"client_id": client_id} for client_id in batch])

    def accesses(self, client_id: str) -> tuple[Access, ...]:
        """Return who looked at a client's data, the latest first."""
        query = select(access_log).where(access_log.c.client_id == client_id)
        with reading(self.engine) as connection:
            rows = connection.execute(query.order_by(access_log.c.at.desc(), access_log.c.id.desc())).all()
        return tuple(Access(row.at, row.who, row.what, row.client_id, row.purpose) for row in rows)


def _row(stored: StoredClient, taxonomy: str) -> dict[str, Any]:
    """Return the columns of a profile, all but the moment."""
    position = stored.position
    return {
        "id": stored.client.id,
        "municipality": stored.client.municipality,
        "profile": to_json(client_to_document(stored.client)),
        "x_km": None if position is None else position.x_km,
        "y_km": None if position is None else position.y_km,
        "spread_km": None if position is None else position.spread_km,
        "precision": None if position is None else position.precision.value,
        "taxonomy": taxonomy,
    }


def _stored(row: Row[Any]) -> StoredClient:
    known = row.x_km is not None
    position = Position(row.x_km, row.y_km, Precision.of(row.precision), row.spread_km) if known else None
    return StoredClient(client_from_document(json.loads(row.profile)), position)


def _content(connection: Connection, ids: list[str]) -> dict[str, dict[str, Any]]:
    """Return what the store holds for these ids, all but the moment."""
    columns = [column for column in clients.c if column is not clients.c.updated_at]
    found = connection.execute(select(*columns).where(clients.c.id.in_(ids))).mappings()
    return {row["id"]: dict(row) for row in found}


def _replace(connection: Connection, rows: list[dict[str, Any]]) -> None:
    names = [column.name for column in clients.c if column is not clients.c.id]
    change = update(clients).where(clients.c.id == bindparam("key")).values({name: bindparam(name) for name in names})
    connection.execute(change, [{"key": row["id"], **{name: row[name] for name in names}} for row in rows])
