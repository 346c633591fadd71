"""The profiles of people: as they were imported, with what the person or a coach corrected since.

Linking words takes long, so callers do it before anything is locked. What is written comes from the row as it is held
then: somebody who left does not come back, and what was corrected meanwhile stays.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Row, bindparam, delete, func, insert, select, update

from matcher.commute import Position, Precision
from matcher.domain import Client
from matcher.errors import ConflictError, NotFoundError
from matcher.roles import Role
from pipelines.store.access_log import AccessLog, Act
from pipelines.store.client_keys import BATCH, ClientKey, ClientKeys
from pipelines.store.codec import client_from_document, client_to_document, to_json
from pipelines.store.connection import Lock, alone, reading, writing
from pipelines.store.keyring import Keyring
from pipelines.store.profile_content import (
    HOURS,
    LINKED,
    NOTHING,
    Document,
    Link,
    client_of,
    corrected,
    hours_clash,
    hours_fit,
    linked_anew,
    to_link,
    whole,
)
from pipelines.store.profile_history import keep_version
from pipelines.store.tables import clients

MIXED = ""  # the taxonomy of a profile of which one part is linked to another than the rest
CHANGED = "dit profiel is zojuist ook door iemand anders veranderd; kijk opnieuw en verander het dan"


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
    """How many profiles were new, were changed, and stood there already.

    `clashes`: for how many the imported hours give way, because they cannot be beside what was corrected.
    """

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    clashes: int = 0

    def __add__(self, other: "Upserted") -> "Upserted":
        """Return both together."""
        return Upserted(
            self.added + other.added,
            self.changed + other.changed,
            self.unchanged + other.unchanged,
            self.clashes + other.clashes,
        )


@dataclass(frozen=True, slots=True, repr=False)
class ClientStore:
    """The profiles of a home; moments are aware."""

    engine: Engine
    keyring: Keyring
    log: AccessLog

    def upsert(self, new: Iterable[StoredClient], *, taxonomy: str, at: datetime, link: Link | None = None) -> Upserted:
        """Add or replace these profiles, all or none: an exception while they are read leaves everything as it was.

        `taxonomy` is the hash of the taxonomy that their skills were linked to. What the person or a coach corrected
        holds over what is imported, until it is corrected again; `link` links those words in the profile that comes of
        it, None leaves them as they are. A profile that stands there already with the same content, or linked to
        another taxonomy, keeps its moment. When an id comes twice, the last one holds.
        """
        total = Upserted()
        remaining = iter(new)
        with writing(self.engine) as connection:
            alone(connection, Lock.UPSERT)
            while batch := list(islice(remaining, BATCH)):
                total += self._upsert(connection, {stored.client.id: stored for stored in batch}, taxonomy, at, link)
        return total

    def to_be_linked(self, new: Collection[StoredClient]) -> Iterator[Client]:
        """Give the profiles that `upsert` would ask to link, for a caller who does that before anything is locked."""
        given = {stored.client.id: stored.client for stored in new}
        ids = sorted(given)
        for start in range(0, len(ids), BATCH):
            with reading(self.engine) as connection:
                found = self._contents(connection, clients.c.id.in_(ids[start : start + BATCH]))
            for client_id, (_, content) in found.items():
                client = to_link(content | {"base": client_to_document(given[client_id])})
                if client is not None:
                    yield client

    def relink(self, link: Link, *, taxonomy: str) -> None:
        """Link every profile that is linked to another taxonomy anew, with what was corrected in it, some at a time.

        They keep their moment: nothing is known of these people that was not known before. Whoever leaves meanwhile is
        gone, and a profile that is changed meanwhile is taken again as it is then. When it breaks off, what is left
        has the other taxonomy still.
        """
        others = clients.c.taxonomy != taxonomy
        while True:
            with reading(self.engine) as connection:
                ids = connection.scalars(select(clients.c.id).where(others).order_by(clients.c.id).limit(BATCH)).all()
                found = self._contents(connection, clients.c.id.in_(ids))
            if not found:
                return
            anew = {client_id: (row.sealed, _relinked(content, link)) for client_id, (row, content) in found.items()}
            with writing(self.engine) as connection:
                held = self._contents(connection, others & clients.c.id.in_(list(anew)), lock=True)
                for client_id, (row, _) in held.items():
                    sealed, content = anew[client_id]
                    if row.sealed == sealed:  # else somebody changed it: the next round takes it as it is now
                        key = ClientKeys(self.keyring).of(connection, client_id)
                        values = {"sealed": _seal(key, content), "taxonomy": taxonomy}
                        connection.execute(update(clients).where(clients.c.id == client_id).values(values))

    def change(
        self,
        stored: StoredClient,
        fields: Collection[str],
        act: Act,
        *,
        before: Client | None = None,
        taxonomy: str | None = None,
    ) -> None:
        """Correct these fields of a profile to what they are in `stored`, and keep what it was and who did it.

        What anyone but the client does is in the log. `home` brings the position along. `before` is the profile that
        the correction was checked against; `taxonomy` is the hash of the one that its words were linked to, and when
        the rest is linked to another, the next import links it all anew. NotFoundError when the profile is not here;
        ConflictError when it is no longer as it was `before`, or its hours cannot be so.
        """
        with writing(self.engine) as connection:
            key, row = self._found(connection, stored.client.id, lock=True)
            content = _open(key, row)
            if before is not None and client_of(content) != before:
                raise ConflictError(CHANGED)
            keep_version(connection, key, whole(content), fields, act)
            content = corrected(content, stored.client, fields)
            if set(HOURS) & set(fields) and not hours_fit(whole(content)):
                raise ConflictError(CHANGED)
            if "home" in fields:
                content["position"] = position_document(stored.position)
            values = {"sealed": _seal(key, content), "updated_at": act.at}
            if "municipality" in fields:
                values["municipality"] = stored.client.municipality
            if taxonomy is not None and LINKED & set(fields) and row.taxonomy != taxonomy:
                values["taxonomy"] = MIXED
            connection.execute(update(clients).where(clients.c.id == stored.client.id).values(values))
            if act.actor.role != Role.CLIENT:
                self.log.note_in(connection, act, [stored.client.id])

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
            keep_version(connection, key, whole(content), ["automatic"], act)
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
        self, connection: Connection, batch: Mapping[str, StoredClient], taxonomy: str, at: datetime, link: Link | None
    ) -> Upserted:
        keys = ClientKeys(self.keyring).made(connection, batch)
        # Held: what a coach corrects at this very moment is waited for, and not written over.
        before = self._contents(connection, clients.c.id.in_(list(batch)), lock=True)
        fresh: list[Document] = []
        other: list[Document] = []
        clashes = 0
        for client_id, stored in batch.items():
            row, content = before.get(client_id, (None, NOTHING))
            wanted: Document = content | {"base": client_to_document(stored.client)}
            if "home" not in content["own"]:
                wanted["position"] = position_document(stored.position)
            if link is not None:
                wanted = linked_anew(wanted, link)
            clashes += hours_clash(wanted)
            if row is not None and wanted == content and row.taxonomy == taxonomy:
                continue
            values = {
                "municipality": whole(wanted)["municipality"],
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
        return Upserted(len(fresh), len(other), len(batch) - len(fresh) - len(other), clashes)

    def _contents(
        self, connection: Connection, which: ColumnElement[bool], *, lock: bool = False
    ) -> dict[str, tuple[Row[Any], Document]]:
        """Return the rows with what is sealed in them, in the order of their ids."""
        query = select(clients).where(which).order_by(clients.c.id)
        rows = connection.execute(query.with_for_update() if lock else query).all()
        keys = ClientKeys(self.keyring).many(connection, [row.id for row in rows])
        return {row.id: (row, _open(keys[row.id], row)) for row in rows}

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
    return StoredClient(
        client_of(content),
        position_of(content["position"]),
        bool(row.automatic),
        tuple(sorted(content["own"])),
        content.get("order_by", ""),
    )


def _relinked(content: Document, link: Link) -> Document:
    base = client_to_document(link(client_from_document(content["base"])))
    return linked_anew(content | {"base": base}, link)


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
