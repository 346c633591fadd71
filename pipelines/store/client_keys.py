"""The key of each client: with it everything personal opens, and without it nothing does, for good."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select, update

from matcher.errors import NotFoundError
from pipelines.store.keyring import Box, Keyring
from pipelines.store.store_keys import hold_master
from pipelines.store.tables import client_keys

PSEUDONYM_BYTES = 12
BATCH = 500  # under the 999 parameters that older SQLite allows in one statement


@dataclass(frozen=True, slots=True, repr=False)
class ClientKey:
    """What opens the data of one client, and the pseudonym that stands for them in the logs."""

    client_id: str
    pseudonym: str
    box: Box


@dataclass(frozen=True, slots=True, repr=False)
class ClientKeys:
    """The keys of clients, within a connection that the caller holds."""

    keyring: Keyring

    def of(self, connection: Connection, client_id: str) -> ClientKey:
        """Return the key of one client; NotFoundError names no id that looks like it: that would tell who is here."""
        found = self.many(connection, [client_id]).get(client_id)
        if found is None:
            raise NotFoundError(f"geen cliënt met id {client_id} in deze gegevens; controleer het id")
        return found

    def check_here(self, connection: Connection, client_id: str) -> None:
        """Raise NotFoundError for who is not here; opens nothing."""
        if client_id not in self.pseudonyms(connection, [client_id]):
            raise NotFoundError(f"geen cliënt met id {client_id} in deze gegevens; controleer het id")

    def hold(self, connection: Connection, client_id: str) -> None:
        """Let nobody remove this client until the transaction ends; NotFoundError for who is not here.

        For whoever adds a row about a client: one that is written at the moment that they leave would stay.
        """
        self._hold(connection, [client_id])
        self.check_here(connection, client_id)

    def many(self, connection: Connection, client_ids: Collection[str]) -> dict[str, ClientKey]:
        """Return the keys of those of these clients who have one."""
        ids = list(client_ids)
        found: dict[str, ClientKey] = {}
        for start in range(0, len(ids), BATCH):
            query = select(client_keys).where(client_keys.c.client_id.in_(ids[start : start + BATCH]))
            for row in connection.execute(query):
                box = self.keyring.unwrap(row.wrapped, _place(row.client_id))
                found[row.client_id] = ClientKey(row.client_id, row.pseudonym, box)
        return found

    def made(self, connection: Connection, client_ids: Collection[str]) -> dict[str, ClientKey]:
        """Return a key for each of these clients, new where there was none.

        KeyringError when the master key of the database was changed meanwhile.
        """
        self._hold(connection, client_ids)
        found = self.many(connection, client_ids)
        new = [
            ClientKey(client_id, secrets.token_hex(PSEUDONYM_BYTES), Box.new())
            for client_id in client_ids
            if client_id not in found
        ]
        if new:
            hold_master(connection, self.keyring)
            connection.execute(insert(client_keys), [self._row(key) for key in new])
        return found | {key.client_id: key for key in new}

    def pseudonyms(self, connection: Connection, client_ids: Collection[str]) -> dict[str, str]:
        """Return the pseudonyms of those of these clients who are here; opens nothing."""
        ids = list(client_ids)
        found: dict[str, str] = {}
        for start in range(0, len(ids), BATCH):
            query = select(client_keys.c.client_id, client_keys.c.pseudonym)
            rows = connection.execute(query.where(client_keys.c.client_id.in_(ids[start : start + BATCH])))
            found |= {row.client_id: row.pseudonym for row in rows}
        return found

    def destroy(self, connection: Connection, client_id: str) -> None:
        """Remove a key: whatever was sealed under it stays shut."""
        connection.execute(delete(client_keys).where(client_keys.c.client_id == client_id))

    def rewrap(self, connection: Connection) -> int:
        """Seal under the present master key what is still under an older one, and return how many keys that were."""
        changed = 0
        for row in connection.execute(select(client_keys)).all():
            place = _place(row.client_id)
            if self.keyring.is_present(row.wrapped, place):
                continue
            wrapped = self.keyring.wrap(self.keyring.unwrap(row.wrapped, place).key, place)
            which = client_keys.c.client_id == row.client_id
            connection.execute(update(client_keys).where(which).values(wrapped=wrapped))
            changed += 1
        return changed

    def _hold(self, connection: Connection, client_ids: Collection[str]) -> None:
        """Wait for whoever removes one of these clients now: a profile without its key is of no use to anybody."""
        ids = sorted(client_ids)
        for start in range(0, len(ids), BATCH):
            these = client_keys.c.client_id.in_(ids[start : start + BATCH])
            held = select(client_keys.c.client_id).where(these).order_by(client_keys.c.client_id)
            connection.execute(held.with_for_update(read=True)).all()

    def _row(self, key: ClientKey) -> dict[str, object]:
        wrapped = self.keyring.wrap(key.box.key, _place(key.client_id))
        return {"client_id": key.client_id, "pseudonym": key.pseudonym, "wrapped": wrapped}


def _place(client_id: str) -> str:
    return f"client_keys/{client_id}"
