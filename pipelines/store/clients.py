"""The profiles of people: as they were imported, with what the person or a coach corrected since."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Engine, Row, bindparam, delete, func, insert, select, update

from matcher.commute import Position, Precision
from matcher.domain import Client
from matcher.errors import ConflictError, NotFoundError
from matcher.roles import Role
from pipelines.store.access_log import AccessLog, Act
from pipelines.store.client_keys import BATCH, ClientKey, ClientKeys
from pipelines.store.codec import client_from_document, client_to_document, to_json
from pipelines.store.connection import Lock, alone, reading, writing
from pipelines.store.keyring import Keyring
from pipelines.store.profile_history import keep_version
from pipelines.store.tables import clients

Document = dict[str, Any]
EMPTY: Document = {"own": {}, "position": None}


@dataclass(frozen=True, slots=True, repr=False)
class StoredClient:
    """A profile with where it was found on the map, None when unknown.

    `automatic` False: no order by points for this person; `order_by` is the role of who last said so, "" for nobody.
    `corrected` are the fields that the person or a coach changed
    since the import.
    """

    client: Client
    position: Position | None = None
    automatic: bool = True
    corrected: tuple[str, ...] = ()
    order_by: str = ""

    def __repr__(self) -> str:
        return f"StoredClient({self.client.id})"  # never where someone lives: reprs end up in logs


@dataclass(frozen=True, slots=True)
class Upserted:
    """How many profiles were new, were changed, and stood there already."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0


@dataclass(frozen=True, slots=True, repr=False)
class ClientStore:
    """The profiles of a home; moments are aware."""

    engine: Engine
    keyring: Keyring
    log: AccessLog

    def upsert(self, new: Iterable[StoredClient], *, taxonomy: str, at: datetime) -> Upserted:
        """Add or replace these profiles, all or none: an exception while they are read leaves everything as it was.

        `taxonomy` is the hash of the taxonomy that their skills were linked to. What the person or a coach corrected
        holds over what is imported, until it is corrected again. A profile that stands there already with the same
        content, or linked to another taxonomy, keeps its moment. When an id comes twice, the last one holds.
        """
        total = Upserted()
        remaining = iter(new)
        with writing(self.engine) as connection:
            alone(connection, Lock.UPSERT)
            while batch := list(islice(remaining, BATCH)):
                done = self._upsert(connection, {stored.client.id: stored for stored in batch}, taxonomy, at)
                total = Upserted(
                    total.added + done.added, total.changed + done.changed, total.unchanged + done.unchanged
                )
        return total

    def change(self, stored: StoredClient, fields: Collection[str], act: Act) -> None:
        """Correct these fields of a profile to what they are in `stored`, and keep what it was and who did it.

        What anyone but the client does is in the log. `home` brings the position along. NotFoundError when the profile
        is not here.
        """
        with writing(self.engine) as connection:
            key, row = self._found(connection, stored.client.id, lock=True)
            content = _open(key, row)
            keep_version(connection, key, content, fields, act)
            document = client_to_document(stored.client)
            content["own"] |= {name: document[name] for name in fields}
            if "home" in fields:
                content["position"] = position_document(stored.position)
            values = {"sealed": _seal(key, content), "updated_at": act.at}
            if "municipality" in fields:
                values["municipality"] = stored.client.municipality
            connection.execute(update(clients).where(clients.c.id == stored.client.id).values(values))
            if act.actor.role != Role.CLIENT:
                self.log.note_in(connection, act, [stored.client.id])

    def relinked(self, new: Iterable[StoredClient], *, taxonomy: str) -> None:
        """Put the same profiles in place of themselves, linked to another taxonomy, with what was corrected in them.

        They keep their moment: nothing is known of these people that was not known before.
        """
        with writing(self.engine) as connection:
            for stored in new:
                key, row = self._found(connection, stored.client.id, lock=True)
                content, document = _open(key, row), client_to_document(stored.client)
                content["own"] = {name: document[name] for name in content["own"]}
                values = {"sealed": _seal(key, content), "taxonomy": taxonomy}
                connection.execute(update(clients).where(clients.c.id == stored.client.id).values(values))

    def set_automatic(self, client_id: str, *, automatic: bool, act: Act) -> None:
        """Switch the order by points on or off for one person, and keep who did.

        NotFoundError when the profile is not here; ConflictError when the person switched it off: then nobody else
        switches it on.
        """
        role = act.actor.role
        with writing(self.engine) as connection:
            key, row = self._found(connection, client_id, lock=True)
            content = _open(key, row)
            if automatic and not row.automatic and Role.CLIENT == content.get("order_by", "") != role:
                raise ConflictError(
                    "de cliënt heeft de automatische volgorde zelf uitgezet; alleen de cliënt zet die aan"
                )
            keep_version(connection, key, content, ["automatic"], act)
            values = {"sealed": _seal(key, content | {"order_by": role}), "automatic": automatic, "updated_at": act.at}
            connection.execute(update(clients).where(clients.c.id == client_id).values(values))
            if role != Role.CLIENT:
                self.log.note_in(connection, act, [client_id])

    def get(self, client_id: str) -> StoredClient:
        """Return one profile. NotFoundError suggests no id that looks like it: that would tell who else is here."""
        with reading(self.engine) as connection:
            key, row = self._found(connection, client_id)
        return _stored(key, row)

    def check_here(self, client_id: str) -> None:
        """Raise NotFoundError when this profile is not here; reads nothing of it."""
        with reading(self.engine) as connection:
            if connection.scalar(select(clients.c.id).where(clients.c.id == client_id)) is None:
                raise not_here(client_id)

    def these(self, client_ids: Collection[str]) -> tuple[StoredClient, ...]:
        """Return those of these profiles that are here, by id."""
        ids = sorted(client_ids)
        found: list[StoredClient] = []
        with reading(self.engine) as connection:
            for start in range(0, len(ids), BATCH):
                query = select(clients).where(clients.c.id.in_(ids[start : start + BATCH])).order_by(clients.c.id)
                found.extend(self._opened(connection, connection.execute(query).all()))
        return tuple(found)

    def all(self) -> Iterator[StoredClient]:
        """Give every profile by id, as they were at the first one, without holding them all."""
        with reading(self.engine) as connection:
            query = select(clients).order_by(clients.c.id).execution_options(yield_per=BATCH)
            for rows in connection.execute(query).partitions(BATCH):
                yield from self._opened(connection, rows)

    def municipalities(self) -> Mapping[str, int]:
        """Return how many profiles each municipality has, by its name as the profiles write it; reads no profile."""
        query = select(clients.c.municipality, func.count().label("people")).group_by(clients.c.municipality)
        with reading(self.engine) as connection:
            return {row.municipality: row.people for row in connection.execute(query)}

    def of_municipality(self, names: Iterable[str]) -> Iterator[StoredClient]:
        """Give the profiles whose municipality is written in one of these ways, by id, and reads no others."""
        with reading(self.engine) as connection:
            query = select(clients).where(clients.c.municipality.in_(sorted(names))).order_by(clients.c.id)
            for rows in connection.execute(query.execution_options(yield_per=BATCH)).partitions(BATCH):
                yield from self._opened(connection, rows)

    def count(self) -> int:
        """Return how many profiles there are."""
        with reading(self.engine) as connection:
            return connection.scalar(select(func.count()).select_from(clients)) or 0

    def taxonomies(self) -> frozenset[str]:
        """Return the hash of every taxonomy that a profile is linked to; any but the present one asks for relinking."""
        with reading(self.engine) as connection:
            return frozenset(connection.scalars(select(clients.c.taxonomy).distinct()))

    def _upsert(
        self, connection: Connection, batch: Mapping[str, StoredClient], taxonomy: str, at: datetime
    ) -> Upserted:
        keys = ClientKeys(self.keyring).made(connection, batch)
        # Held: what a coach corrects at this very moment is waited for, and not written over.
        rows = connection.execute(select(clients).where(clients.c.id.in_(list(batch))).with_for_update())
        before: dict[str, tuple[Row[Any] | None, Document]] = {row.id: (row, _open(keys[row.id], row)) for row in rows}
        fresh: list[Document] = []
        other: list[Document] = []
        for client_id, stored in batch.items():
            row, content = before.get(client_id, (None, EMPTY))
            wanted: Document = content | {"base": client_to_document(stored.client)}
            if "home" not in content["own"]:
                wanted["position"] = position_document(stored.position)
            if row is not None and wanted == content and row.taxonomy == taxonomy:
                continue
            values = {
                "municipality": (wanted["base"] | wanted["own"])["municipality"],
                "sealed": _seal(keys[client_id], wanted),
                "taxonomy": taxonomy,
                # Linking to another taxonomy changes every profile, and is no news about anybody.
                "updated_at": at if row is None or row.taxonomy == taxonomy else row.updated_at,
            }
            if row is None:
                fresh.append(values | {"id": client_id, "automatic": True})
            else:
                other.append(values | {"key": client_id})
        if fresh:
            connection.execute(insert(clients), fresh)
        if other:
            names = ("municipality", "sealed", "taxonomy", "updated_at")
            change = update(clients).where(clients.c.id == bindparam("key"))
            connection.execute(change.values({name: bindparam(name) for name in names}), other)
        return Upserted(len(fresh), len(other), len(batch) - len(fresh) - len(other))

    def _found(self, connection: Connection, client_id: str, *, lock: bool = False) -> tuple[ClientKey, Row[Any]]:
        query = select(clients).where(clients.c.id == client_id)
        row = connection.execute(query.with_for_update() if lock else query).one_or_none()
        if row is None:
            raise not_here(client_id)
        return ClientKeys(self.keyring).of(connection, client_id), row

    def _opened(self, connection: Connection, rows: Iterable[Row[Any]]) -> Iterator[StoredClient]:
        listed = list(rows)
        keys = ClientKeys(self.keyring).many(connection, [row.id for row in listed])
        for row in listed:
            yield _stored(keys[row.id], row)


def remove_client(connection: Connection, client_id: str) -> None:
    """Remove a profile; NotFoundError when it is not here. Its key goes apart, see leaving.py."""
    if connection.execute(delete(clients).where(clients.c.id == client_id)).rowcount == 0:
        raise not_here(client_id)


def not_here(client_id: str) -> NotFoundError:
    """Return the error for a client who is not here, or not for whoever asks: both are told the same."""
    return NotFoundError(f"geen cliënt met id {client_id} in deze gegevens; controleer het id")


def _place(client_id: str) -> str:
    return f"clients/{client_id}"


def _seal(key: ClientKey, content: Document) -> bytes:
    return key.box.seal(to_json(content).encode(), _place(key.client_id))


def _open(key: ClientKey, row: Row[Any]) -> Document:
    content: Document = json.loads(key.box.open(row.sealed, _place(row.id)))
    return content


def _stored(key: ClientKey, row: Row[Any]) -> StoredClient:
    content = _open(key, row)
    client = client_from_document(content["base"] | content["own"])
    return StoredClient(
        client,
        position_of(content["position"]),
        bool(row.automatic),
        tuple(sorted(content["own"])),
        content.get("order_by", ""),
    )


def position_document(position: Position | None) -> Document | None:
    """Return a position as plain values, None when it is unknown."""
    if position is None:
        return None
    return {
        "x_km": position.x_km,
        "y_km": position.y_km,
        "spread_km": position.spread_km,
        "precision": position.precision.value,
    }


def position_of(document: Document | None) -> Position | None:
    """Return the position in such a document."""
    if document is None:
        return None
    return Position(document["x_km"], document["y_km"], Precision.of(document["precision"]), document["spread_km"])
